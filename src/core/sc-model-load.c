/* SPDX-FileCopyrightText: 2026 The Sensor Commissioner authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "sc-model-private.h"

#include "sc-core-resources.h"
#include "sc-error.h"
#include "sc-model-file.h"

#include <string.h>

#define CONFIG_FOLDER "sensor-commissioner"
#define RESOURCE_FOLDER "/io/github/sensor_commissioner/SensorCommissioner/models/"
#define CONFIDENCE_SUFFIX ".confidence"

typedef struct
{
  ScModel *model;
  gboolean seen[SC_MODEL_N_KEYS]; /* in the present file */
  gboolean confidence_seen[SC_MODEL_N_KEYS];
} Reader;

static gboolean
read_confidence (Reader *reader, const ScModelLine *line, int key, GError **error)
{
  static const char *const words[] = {
    "seen", "adi", "ti", "client", "guess", "none", "local", NULL
  };

  if (reader->confidence_seen[key])
    return sc_model_line_fail (line, error, "stands twice in this file");
  if (!g_strv_contains (words, line->value))
    return sc_model_line_fail (line, error, "not one of seen, adi, ti, client, guess, none, local");
  reader->confidence_seen[key] = TRUE;
  g_free (reader->model->confidence[key]);
  reader->model->confidence[key] = g_strdup (line->value);
  return TRUE;
}

static gboolean
read_value (Reader *reader, const ScModelLine *line, int key, GError **error)
{
  const char *why = sc_model_key_check ((ScModelKey)key, line->value);

  if (reader->seen[key])
    return sc_model_line_fail (line, error, "stands twice in this file");
  if (why != NULL)
    return sc_model_line_fail (line, error, why);
  reader->seen[key] = TRUE;
  g_free (reader->model->values[key]);
  reader->model->values[key] = g_strdup (line->value);
  g_free (reader->model->places[key]);
  reader->model->places[key] = g_strdup_printf ("%s:%u", line->file, line->line);
  if (!reader->confidence_seen[key])
    {
      g_free (reader->model->confidence[key]);
      reader->model->confidence[key] = g_strdup (SC_MODEL_CONFIDENCE_LOCAL);
    }
  return TRUE;
}

static gboolean
read_line (const ScModelLine *line, gpointer user_data, GError **error)
{
  gboolean is_confidence = g_str_has_suffix (line->key, CONFIDENCE_SUFFIX);
  g_autofree char *name = g_strdup (line->key);
  int key;

  if (is_confidence)
    name[strlen (name) - strlen (CONFIDENCE_SUFFIX)] = '\0';
  key = sc_model_key_find (line->section, name);
  if (key < 0)
    return sc_model_line_fail (line, error,
                               sc_model_key_section_exists (line->section) ? "unknown key"
                                                                           : "unknown section");
  if (is_confidence)
    return read_confidence (user_data, line, key, error);
  return read_value (user_data, line, key, error);
}

static gboolean
read_text (ScModel *self, const char *file, const char *text, gsize n_bytes, GError **error)
{
  Reader reader = { .model = self };

  return sc_model_file_parse (file, text, n_bytes, read_line, &reader, error);
}

/* @must_exist: FALSE for overrides, which mostly do not */
static gboolean
read_file (ScModel *self, const char *file, gboolean must_exist, gboolean *found, GError **error)
{
  g_autoptr (GError) file_error = NULL;
  g_autofree char *text = NULL;
  g_autofree char *shown = g_filename_display_name (file);
  gsize n_bytes;

  if (g_file_get_contents (file, &text, &n_bytes, &file_error))
    {
      *found = TRUE;
      return read_text (self, shown, text, n_bytes, error);
    }
  if (!must_exist
      && (g_error_matches (file_error, G_FILE_ERROR, G_FILE_ERROR_NOENT)
          || g_error_matches (file_error, G_FILE_ERROR, G_FILE_ERROR_NOTDIR)))
    return TRUE;
  g_set_error (error, SC_ERROR, SC_ERROR_MODEL_INVALID, "%s: %s", shown, file_error->message);
  return FALSE;
}

static GStrv
split_words (const char *value)
{
  g_autoptr (GStrvBuilder) builder = g_strv_builder_new ();
  g_auto (GStrv) words = g_strsplit (value, " ", -1);

  for (guint i = 0; words[i] != NULL; i++)
    if (*words[i] != '\0')
      g_strv_builder_add (builder, words[i]);
  return g_strv_builder_end (builder);
}

/* A digit of the sensor's scan has one meaning. */
static gboolean
check_heard_digits (ScModel *self, GError **error)
{
  for (int one = SC_MODEL_KEY_HEARD; one <= SC_MODEL_KEY_HEARD_LAST; one++)
    for (int two = one + 1; two <= SC_MODEL_KEY_HEARD_LAST; two++)
      for (const char *p = self->values[one]; *p != '\0'; p++)
        if (*p != ' ' && strchr (self->values[two], *p) != NULL)
          {
            g_set_error (error, SC_ERROR, SC_ERROR_MODEL_INVALID,
                         "%s: security.%s: has the digit %c, and so has security.%s at %s",
                         self->places[one], sc_model_key_get_name (one), *p,
                         sc_model_key_get_name (two), self->places[two]);
            return FALSE;
          }
  return TRUE;
}

/* All files are read: is it complete? Then make of texts what is wanted of them. */
static gboolean
complete (ScModel *self, const char *file, GError **error)
{
  g_auto (GStrv) patterns = NULL;

  for (int key = 0; key < SC_MODEL_N_KEYS; key++)
    if (self->values[key] == NULL)
      {
        g_set_error (error, SC_ERROR, SC_ERROR_MODEL_INVALID, "%s: %s.%s is missing", file,
                     sc_model_key_get_section (key), sc_model_key_get_name (key));
        return FALSE;
      }
  if (!check_heard_digits (self, error))
    return FALSE;

  self->subnet = g_inet_address_mask_new_from_string (self->values[SC_MODEL_KEY_SUBNET], NULL);
  self->id_pattern = sc_model_key_make_pattern (self->values[SC_MODEL_KEY_ID_PATTERN]);
  self->ssid_patterns = g_ptr_array_new_with_free_func ((GDestroyNotify)g_regex_unref);
  patterns = split_words (self->values[SC_MODEL_KEY_SSID_PATTERNS]);
  for (guint i = 0; patterns[i] != NULL; i++)
    g_ptr_array_add (self->ssid_patterns, sc_model_key_make_pattern (patterns[i]));
  self->candidates = split_words (self->values[SC_MODEL_KEY_CERTIFICATE_CANDIDATES]);
  return TRUE;
}

static gboolean
read_overrides (ScModel *self, const char *file_name, gboolean *found, GError **error)
{
  const char *const *folders = g_get_system_config_dirs ();
  g_autofree char *user_file =
      g_build_filename (g_get_user_config_dir (), CONFIG_FOLDER, "models", file_name, NULL);

  /* The first folder is the most important one: read it last. */
  for (gsize i = g_strv_length ((GStrv)folders); i > 0; i--)
    {
      g_autofree char *file =
          g_build_filename (folders[i - 1], CONFIG_FOLDER, "models", file_name, NULL);

      if (!read_file (self, file, FALSE, found, error))
        return FALSE;
    }
  return read_file (self, user_file, FALSE, found, error);
}

/**
 * sc_model_load:
 * @name: a model, e.g. `otosense-sms`
 * @error: %SC_ERROR_MODEL_INVALID; the message names file, line and key
 *
 * The model built into the program, if it is one, then what the system's and last the user's
 * configuration folders say in `sensor-commissioner/models/NAME.ini`.
 *
 * Returns: (transfer full) (nullable): the model
 */
ScModel *
sc_model_load (const char *name, GError **error)
{
  g_autoptr (ScModel) self = sc_model_new_empty ();
  g_autofree char *file_name = g_strconcat (name, ".ini", NULL);
  g_autofree char *resource = g_strconcat (RESOURCE_FOLDER, file_name, NULL);
  g_autoptr (GBytes) shipped = NULL;
  gboolean found = FALSE;

  shipped = g_resource_lookup_data (sc_core_get_resource (), resource, G_RESOURCE_LOOKUP_FLAGS_NONE,
                                    NULL);
  if (shipped != NULL)
    {
      gsize n_bytes;
      const char *text = g_bytes_get_data (shipped, &n_bytes);

      found = TRUE;
      if (!read_text (self, file_name, text, n_bytes, error))
        return NULL;
    }
  if (!read_overrides (self, file_name, &found, error))
    return NULL;
  if (!found)
    {
      g_set_error (error, SC_ERROR, SC_ERROR_MODEL_INVALID, "no model is named %s", name);
      return NULL;
    }
  return complete (self, file_name, error) ? g_steal_pointer (&self) : NULL;
}

/**
 * sc_model_load_from_files:
 * @files: (array zero-terminated=1): model files, the later overriding the earlier key by key;
 *   together they must have all keys
 * @error: %SC_ERROR_MODEL_INVALID; the message names file, line and key
 *
 * Returns: (transfer full) (nullable): the model
 */
ScModel *
sc_model_load_from_files (const char *const *files, GError **error)
{
  g_autoptr (ScModel) self = sc_model_new_empty ();
  const char *last = "no file";
  gboolean found = FALSE;

  for (; *files != NULL; files++)
    {
      last = *files;
      if (!read_file (self, *files, TRUE, &found, error))
        return NULL;
    }
  return complete (self, last, error) ? g_steal_pointer (&self) : NULL;
}
