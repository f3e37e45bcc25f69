/* SPDX-FileCopyrightText: 2026 The Sensor Commissioner authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "sc-model-private.h"

#include <string.h>

G_STATIC_ASSERT (SC_MODEL_KEY_PATH + (int)SC_MODEL_PATH_ADD_PROFILE == SC_MODEL_KEY_PATH_LAST);
G_STATIC_ASSERT (SC_MODEL_KEY_TIME + (int)SC_MODEL_TIME_REQUEST_PAUSE == SC_MODEL_KEY_TIME_LAST);
G_STATIC_ASSERT (SC_MODEL_KEY_DIGIT + (int)SC_SECURITY_WPA3 == SC_MODEL_KEY_DIGIT_LAST);
G_STATIC_ASSERT (SC_MODEL_KEY_HEARD + (int)SC_SECURITY_WPA3 == SC_MODEL_KEY_HEARD_LAST);

G_DEFINE_BOXED_TYPE (ScModel, sc_model, sc_model_ref, sc_model_unref)

/*< private >
 * sc_model_new_empty:
 *
 * Returns: (transfer full): a model without any value, to be filled by the loader
 */
ScModel *
sc_model_new_empty (void)
{
  ScModel *self = g_new0 (ScModel, 1);

  g_atomic_ref_count_init (&self->refs);
  return self;
}

/**
 * sc_model_with_certificate_path:
 * @self: a model
 * @path: (nullable): the certificate's path as sc_validate_sensor_path() allows it; %NULL for
 *   none
 *
 * Returns: (transfer full): the same model but for that path
 */
ScModel *
sc_model_with_certificate_path (ScModel *self, const char *path)
{
  const int changed = SC_MODEL_KEY_PATH + SC_MODEL_PATH_CERTIFICATE;
  ScModel *copy;

  g_return_val_if_fail (self != NULL, NULL);
  g_return_val_if_fail (path == NULL || sc_model_key_check (changed, path) == NULL, NULL);

  copy = sc_model_new_empty ();
  for (int key = 0; key < SC_MODEL_N_KEYS; key++)
    {
      copy->values[key] = g_strdup (self->values[key]);
      copy->confidence[key] = g_strdup (self->confidence[key]);
    }
  g_free (copy->values[changed]);
  copy->values[changed] = g_strdup (path != NULL ? path : "");
  g_free (copy->confidence[changed]);
  copy->confidence[changed] = g_strdup (SC_MODEL_CONFIDENCE_LOCAL);
  copy->subnet = g_object_ref (self->subnet);
  copy->id_pattern = g_regex_ref (self->id_pattern);
  copy->ssid_patterns = g_ptr_array_ref (self->ssid_patterns);
  copy->candidates = g_strdupv (self->candidates);
  return copy;
}

/**
 * sc_model_ref:
 * @self: a model
 *
 * Returns: (transfer full): the same
 */
ScModel *
sc_model_ref (ScModel *self)
{
  g_return_val_if_fail (self != NULL, NULL);
  g_atomic_ref_count_inc (&self->refs);
  return self;
}

/**
 * sc_model_unref:
 * @self: (transfer full): a model
 */
void
sc_model_unref (ScModel *self)
{
  g_return_if_fail (self != NULL);
  if (!g_atomic_ref_count_dec (&self->refs))
    return;
  for (int key = 0; key < SC_MODEL_N_KEYS; key++)
    {
      g_free (self->values[key]);
      g_free (self->confidence[key]);
      g_free (self->places[key]);
    }
  g_clear_object (&self->subnet);
  g_clear_pointer (&self->id_pattern, g_regex_unref);
  g_clear_pointer (&self->ssid_patterns, g_ptr_array_unref);
  g_strfreev (self->candidates);
  g_free (self);
}

static const char *
get_optional (ScModel *self, int key)
{
  return *self->values[key] != '\0' ? self->values[key] : NULL;
}

/**
 * sc_model_get_name:
 * @self: a model
 *
 * Returns: (transfer none): what the sensor family is called
 */
const char *
sc_model_get_name (ScModel *self)
{
  g_return_val_if_fail (self != NULL, NULL);
  return self->values[SC_MODEL_KEY_NAME];
}

/**
 * sc_model_get_path:
 * @self: a model
 * @which: a call
 *
 * Returns: (transfer none) (nullable): its path on the sensor; %NULL only for the certificate's,
 * if it is not known
 */
const char *
sc_model_get_path (ScModel *self, ScModelPath which)
{
  g_return_val_if_fail (self != NULL && which <= SC_MODEL_PATH_ADD_PROFILE, NULL);
  return get_optional (self, SC_MODEL_KEY_PATH + (int)which);
}

/**
 * sc_model_get_certificate_candidates:
 * @self: a model
 *
 * Returns: (transfer none) (array zero-terminated=1): unverified paths to try with plain GETs if
 * the certificate's is not known; perhaps empty
 */
const char *const *
sc_model_get_certificate_candidates (ScModel *self)
{
  g_return_val_if_fail (self != NULL, NULL);
  return (const char *const *)self->candidates;
}

/**
 * sc_model_get_scan_body:
 * @self: a model
 *
 * Returns: (transfer none): encoded form that starts the sensor's own scan
 */
const char *
sc_model_get_scan_body (ScModel *self)
{
  g_return_val_if_fail (self != NULL, NULL);
  return self->values[SC_MODEL_KEY_SCAN_BODY];
}

/**
 * sc_model_get_base_uri:
 * @self: a model
 *
 * Returns: (transfer none): where a sensor answers on its own network, no slash at the end
 */
const char *
sc_model_get_base_uri (ScModel *self)
{
  g_return_val_if_fail (self != NULL, NULL);
  return self->values[SC_MODEL_KEY_BASE_URI];
}

/**
 * sc_model_get_subnet:
 * @self: a model
 *
 * Returns: (transfer none): the addresses a sensor hands out on its own network
 */
GInetAddressMask *
sc_model_get_subnet (ScModel *self)
{
  g_return_val_if_fail (self != NULL, NULL);
  return self->subnet;
}

/**
 * sc_model_get_name_prefix:
 * @self: a model
 *
 * Returns: (transfer none): what stands before the sensor ID in the device name, perhaps ""
 */
const char *
sc_model_get_name_prefix (ScModel *self)
{
  g_return_val_if_fail (self != NULL, NULL);
  return self->values[SC_MODEL_KEY_NAME_PREFIX];
}

/**
 * sc_model_get_time_us:
 * @self: a model
 * @which: a span of time
 *
 * Returns: it, in µs
 */
gint64
sc_model_get_time_us (ScModel *self, ScModelTime which)
{
  int key = SC_MODEL_KEY_TIME + (int)which;

  g_return_val_if_fail (self != NULL && which <= SC_MODEL_TIME_REQUEST_PAUSE, 0);
  return sc_model_key_parse_time_us ((ScModelKey)key, self->values[key]);
}

/**
 * sc_model_get_attempts:
 * @self: a model
 *
 * Returns: how often the sensor tries to reach the cloud before it sleeps
 */
guint
sc_model_get_attempts (ScModel *self)
{
  g_return_val_if_fail (self != NULL, 0);
  return (guint)g_ascii_strtoull (self->values[SC_MODEL_KEY_ATTEMPTS], NULL, 10);
}

/**
 * sc_model_get_priority:
 * @self: a model
 *
 * Returns: priority of the network profile (`__SL_P_P.D`)
 */
guint
sc_model_get_priority (ScModel *self)
{
  g_return_val_if_fail (self != NULL, 0);
  return (guint)g_ascii_strtoull (self->values[SC_MODEL_KEY_PRIORITY], NULL, 10);
}

/**
 * sc_model_get_double_percent:
 * @self: a model
 *
 * Returns: whether a `%` in a form is encoded twice, for a chip that decodes twice
 */
gboolean
sc_model_get_double_percent (ScModel *self)
{
  g_return_val_if_fail (self != NULL, FALSE);
  return g_str_equal (self->values[SC_MODEL_KEY_DOUBLE_PERCENT], "true");
}

/**
 * sc_model_get_security_digit:
 * @self: a model
 * @security: how a network is protected
 *
 * Returns: the digit for the sensor (`__SL_P_P.B`), if its scan did not give one
 */
char
sc_model_get_security_digit (ScModel *self, ScSecurity security)
{
  g_return_val_if_fail (self != NULL && security <= SC_SECURITY_WPA3, '0');
  return *self->values[SC_MODEL_KEY_DIGIT + (int)security];
}

/**
 * sc_model_security_from_digit:
 * @self: a model
 * @digit: as the sensor's scan gave it
 * @security: (out) (optional): what it means; left as it was if that is not known
 *
 * Returns: whether the digit is known
 */
gboolean
sc_model_security_from_digit (ScModel *self, char digit, ScSecurity *security)
{
  g_return_val_if_fail (self != NULL, FALSE);
  if (!g_ascii_isdigit (digit))
    return FALSE;
  for (int i = 0; i <= SC_SECURITY_WPA3; i++)
    if (strchr (self->values[SC_MODEL_KEY_HEARD + i], digit) != NULL)
      {
        if (security != NULL)
          *security = (ScSecurity)i;
        return TRUE;
      }
  return FALSE;
}

/**
 * sc_model_id_matches:
 * @self: a model
 * @sensor_id: (nullable): what may be a sensor ID
 *
 * Returns: whether it looks like one
 */
gboolean
sc_model_id_matches (ScModel *self, const char *sensor_id)
{
  g_return_val_if_fail (self != NULL, FALSE);
  return sensor_id != NULL && g_regex_match (self->id_pattern, sensor_id, 0, NULL);
}

/**
 * sc_model_ssid_matches:
 * @self: a model
 * @ssid: name of a network in range, any bytes
 *
 * Returns: whether it looks like that of a sensor
 */
gboolean
sc_model_ssid_matches (ScModel *self, GBytes *ssid)
{
  gsize n_bytes;
  const char *text;

  g_return_val_if_fail (self != NULL && ssid != NULL, FALSE);
  text = g_bytes_get_data (ssid, &n_bytes);
  if (n_bytes == 0)
    return FALSE;
  for (guint i = 0; i < self->ssid_patterns->len; i++)
    if (g_regex_match_full (g_ptr_array_index (self->ssid_patterns, i), text, (gssize)n_bytes, 0, 0,
                            NULL, NULL))
      return TRUE;
  return FALSE;
}

/**
 * sc_model_get_help:
 * @self: a model
 * @topic: `wake-up`, `lights` or `certificate-path`
 *
 * Returns: (transfer none) (nullable): what a model file says on it, in whatever language it was
 * written; %NULL if it says nothing
 */
const char *
sc_model_get_help (ScModel *self, const char *topic)
{
  int key;

  g_return_val_if_fail (self != NULL && topic != NULL, NULL);
  key = sc_model_key_find ("help", topic);
  return key >= 0 ? get_optional (self, key) : NULL;
}

/**
 * sc_model_get_confidence:
 * @self: a model
 * @section: a section
 * @key: a key in it
 *
 * Returns: (transfer none) (nullable): how far to believe it: `adi`, `ti`, `client`, `guess`,
 * `none` or `local`; %NULL if there is no such key
 */
const char *
sc_model_get_confidence (ScModel *self, const char *section, const char *key)
{
  int found;

  g_return_val_if_fail (self != NULL, NULL);
  found = sc_model_key_find (section, key);
  return found >= 0 ? self->confidence[found] : NULL;
}
