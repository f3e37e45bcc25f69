/* SPDX-FileCopyrightText: 2026 The Sensor Commissioner authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "sc-ca-files.h"

#include "sc-error.h"

#include <errno.h>
#include <glib/gstdio.h>
#include <string.h>

#define KEY "ca-files"
#define MOST_BYTES (1024 * 1024) /* every public authority together is a quarter of that */
#define DIGEST_CHARACTERS 12

/**
 * sc_ca_files_get:
 * @settings: has the key `ca-files`
 * @endpoint: of a cloud account
 *
 * Returns: (transfer full) (nullable): absolute path of the certificate it is trusted by; %NULL:
 *   the authorities this system trusts
 */
char *
sc_ca_files_get (GSettings *settings, const char *endpoint)
{
  g_autoptr (GVariant) files = g_settings_get_value (settings, KEY);
  char *file = NULL;

  g_variant_lookup (files, endpoint, "s", &file);
  return file;
}

/**
 * sc_ca_files_set:
 * @settings: has the key `ca-files`
 * @endpoint: of a cloud account
 * @ca_file: (nullable): absolute path; %NULL forgets the one there is
 */
void
sc_ca_files_set (GSettings *settings, const char *endpoint, const char *ca_file)
{
  g_autoptr (GVariant) files = g_settings_get_value (settings, KEY);
  GVariantBuilder builder;
  GVariantIter iter;
  const char *each, *file;

  g_variant_builder_init (&builder, G_VARIANT_TYPE ("a{ss}"));
  g_variant_iter_init (&iter, files);
  while (g_variant_iter_next (&iter, "{&s&s}", &each, &file))
    if (!g_str_equal (each, endpoint))
      g_variant_builder_add (&builder, "{ss}", each, file);
  if (ca_file != NULL)
    g_variant_builder_add (&builder, "{ss}", endpoint, ca_file);
  g_settings_set_value (settings, KEY, g_variant_builder_end (&builder));
}

/* Keeping a chosen file */

/* Files of the file portal are there by a name of the portal's, and only as long as it says so;
 * files on servers have no name at all that GnuTLS could open. */
static char *
lasting_path (GFile *file)
{
  g_autofree char *path = g_file_get_path (file);
  g_autofree char *documents = g_build_filename (g_get_user_runtime_dir (), "doc/", NULL);

  if (path == NULL || g_str_has_prefix (path, documents)
      || g_str_has_prefix (path, "/run/flatpak/doc/"))
    return NULL;
  return g_steal_pointer (&path);
}

static void
return_invalid (GTask *task, const char *why)
{
  g_task_return_new_error (task, SC_ERROR, SC_ERROR_CA_FILE_INVALID, "%s", why);
}

static gboolean
is_authority (const char *pem, gsize n_bytes, GError **error)
{
  g_autoptr (GTlsCertificate) certificate = NULL;

  if (g_strstr_len (pem, (gssize)n_bytes, "PRIVATE KEY") != NULL)
    {
      g_set_error (error, SC_ERROR, SC_ERROR_CA_FILE_INVALID, "it holds a private key");
      return FALSE;
    }
  certificate = g_tls_certificate_new_from_pem (pem, (gssize)n_bytes, error);
  return certificate != NULL;
}

/* By what it holds, so that one file chosen twice is one copy, and no other is overwritten. */
static char *
path_of_copy (GFile *file, const char *pem, gsize n_bytes)
{
  g_autofree char *digest =
      g_compute_checksum_for_data (G_CHECKSUM_SHA256, (const guchar *)pem, n_bytes);
  g_autofree char *base = g_file_get_basename (file);
  g_autofree char *name = g_strdup_printf ("%.*s-%s", DIGEST_CHARACTERS, digest, base);

  return g_build_filename (g_get_user_config_dir (), "sensor-commissioner", "authorities", name,
                           NULL);
}

static void
keep_copy (GTask *task, const char *pem, gsize n_bytes)
{
  g_autofree char *path = path_of_copy (g_task_get_task_data (task), pem, n_bytes);
  g_autofree char *folder = g_path_get_dirname (path);
  g_autoptr (GError) error = NULL;

  if (!is_authority (pem, n_bytes, &error))
    return_invalid (task, error->message);
  else if (g_mkdir_with_parents (folder, 0700) != 0)
    return_invalid (task, g_strerror (errno));
  else if (!g_file_set_contents (path, pem, (gssize)n_bytes, &error))
    return_invalid (task, error->message);
  else
    g_task_return_pointer (task, g_steal_pointer (&path), g_free);
}

static void
on_read (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = user_data;
  g_autoptr (GError) error = NULL;
  g_autoptr (GBytes) bytes =
      g_input_stream_read_bytes_finish (G_INPUT_STREAM (source), result, &error);
  GByteArray *pem = g_object_get_data (G_OBJECT (task), "pem");

  if (bytes == NULL)
    {
      return_invalid (task, error->message);
      return;
    }
  if (g_bytes_get_size (bytes) == 0)
    {
      g_byte_array_append (pem, (const guint8 *)"", 1);
      keep_copy (task, (const char *)pem->data, pem->len - 1);
      return;
    }
  g_byte_array_append (pem, g_bytes_get_data (bytes, NULL), (guint)g_bytes_get_size (bytes));
  if (pem->len > MOST_BYTES)
    {
      return_invalid (task, "larger than a file of certificates");
      return;
    }
  g_input_stream_read_bytes_async (G_INPUT_STREAM (source), MOST_BYTES, G_PRIORITY_DEFAULT,
                                   g_task_get_cancellable (task), on_read, g_object_ref (task));
}

static void
on_opened (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = user_data;
  g_autoptr (GError) error = NULL;
  g_autoptr (GFileInputStream) stream = g_file_read_finish (G_FILE (source), result, &error);

  if (stream == NULL)
    {
      return_invalid (task, error->message);
      return;
    }
  g_object_set_data_full (G_OBJECT (task), "pem", g_byte_array_new (),
                          (GDestroyNotify)g_byte_array_unref);
  g_input_stream_read_bytes_async (G_INPUT_STREAM (stream), MOST_BYTES, G_PRIORITY_DEFAULT,
                                   g_task_get_cancellable (task), on_read, g_object_ref (task));
}

/**
 * sc_ca_file_keep_async:
 * @file: chosen by the technician
 * @cancellable: (nullable): gives up
 * @callback: called with the path
 * @user_data: for @callback
 *
 * Gives the path of an authority's certificate that can still be read at the next start. That is
 * the file's own, but for files from the file portal or from a server: of those a copy is kept in
 * the user's configuration, if they are what they should be.
 */
void
sc_ca_file_keep_async (GFile *file, GCancellable *cancellable, GAsyncReadyCallback callback,
                       gpointer user_data)
{
  g_autoptr (GTask) task = NULL;
  char *path;

  g_return_if_fail (G_IS_FILE (file));
  task = g_task_new (NULL, cancellable, callback, user_data);
  g_task_set_source_tag (task, sc_ca_file_keep_async);
  g_task_set_task_data (task, g_object_ref (file), g_object_unref);
  path = lasting_path (file);
  if (path != NULL)
    g_task_return_pointer (task, path, g_free);
  else
    g_file_read_async (file, G_PRIORITY_DEFAULT, cancellable, on_opened, g_steal_pointer (&task));
}

/**
 * sc_ca_file_keep_finish:
 * @result: from the callback
 * @error: %SC_ERROR_CA_FILE_INVALID
 *
 * Returns: (transfer full): an absolute path
 */
char *
sc_ca_file_keep_finish (GAsyncResult *result, GError **error)
{
  g_return_val_if_fail (g_task_is_valid (result, NULL), NULL);
  g_return_val_if_fail (g_async_result_is_tagged (result, sc_ca_file_keep_async), NULL);
  return g_task_propagate_pointer (G_TASK (result), error);
}
