/* SPDX-FileCopyrightText: 2026 The Sensor Commissioner authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "sc-account-text.h"

#include "sc-error.h"

#include <string.h>

/* "sc1:" and four netstrings ("5:hello,"): endpoint, client ID, client secret, CA file (empty if
 * none). Lengths are bytes, so that nothing needs quoting and every byte survives. */
#define HEAD "sc1:"
#define N_FIELDS 4

typedef struct
{
  const char *bytes;
  gsize n_bytes;
} Field;

static Field
text_field (const char *text)
{
  Field field = { text != NULL ? text : "", text != NULL ? strlen (text) : 0 };

  return field;
}

static Field
secret_field (ScSecret *secret)
{
  Field field = { sc_secret_peek (secret), sc_secret_get_n_bytes (secret) };

  return field;
}

/**
 * sc_account_to_text:
 * @account: an account
 *
 * The buffer it is put together in is wiped.
 *
 * Returns: (transfer full): everything there is to know of it
 */
ScSecret *
sc_account_to_text (ScAccount *account)
{
  Field fields[N_FIELDS] = {
    text_field (sc_account_get_endpoint (account)),
    secret_field (sc_account_get_client_id (account)),
    secret_field (sc_account_get_client_secret (account)),
    text_field (sc_account_get_ca_file (account)),
  };
  gsize size = strlen (HEAD) + 1, used = strlen (HEAD);
  ScSecret *secret;
  char *text;

  for (guint i = 0; i < N_FIELDS; i++)
    size += fields[i].n_bytes + 24; /* a length, a colon, a comma */
  text = g_malloc0 (size);
  memcpy (text, HEAD, used);
  for (guint i = 0; i < N_FIELDS; i++)
    {
      used += g_snprintf (text + used, size - used, "%" G_GSIZE_FORMAT ":", fields[i].n_bytes);
      memcpy (text + used, fields[i].bytes, fields[i].n_bytes);
      used += fields[i].n_bytes;
      text[used++] = ',';
    }
  secret = sc_secret_new (text, used);
  sc_secret_wipe (text, size);
  g_free (text);
  return secret;
}

static gboolean
take_field (const char **at, const char *end, Field *field)
{
  gsize n_bytes = 0;
  const char *p = *at;

  while (p < end && g_ascii_isdigit (*p) && n_bytes <= G_MAXINT / 10)
    n_bytes = n_bytes * 10 + g_ascii_digit_value (*p++);
  if (p == *at || p == end || *p++ != ':')
    return FALSE;
  if ((gsize)(end - p) < n_bytes + 1 || p[n_bytes] != ',')
    return FALSE;
  field->bytes = p;
  field->n_bytes = n_bytes;
  *at = p + n_bytes + 1;
  return TRUE;
}

/**
 * sc_account_from_text:
 * @text: (array length=n_bytes) (nullable): what sc_account_to_text() made
 * @n_bytes: its length
 * @error: %SC_ERROR_KEYRING_FAILED if it is something else, or the rule the account breaks
 *
 * Returns: (transfer full): the account, %NULL on failure
 */
ScAccount *
sc_account_from_text (const char *text, gsize n_bytes, GError **error)
{
  const char *at = NULL, *end = NULL;
  g_autofree char *endpoint = NULL, *ca_file = NULL;
  g_autoptr (ScSecret) client_id = NULL, client_secret = NULL;
  Field fields[N_FIELDS];
  gboolean ok = n_bytes >= strlen (HEAD) && memcmp (text, HEAD, strlen (HEAD)) == 0;

  if (ok)
    {
      at = text + strlen (HEAD);
      end = text + n_bytes;
    }
  for (guint i = 0; ok && i < N_FIELDS; i++)
    ok = take_field (&at, end, &fields[i]);
  if (!ok || at != end)
    {
      g_set_error_literal (error, SC_ERROR, SC_ERROR_KEYRING_FAILED,
                           "The saved account cannot be read");
      return NULL;
    }
  endpoint = g_strndup (fields[0].bytes, fields[0].n_bytes);
  client_id = sc_secret_new (fields[1].bytes, fields[1].n_bytes);
  client_secret = sc_secret_new (fields[2].bytes, fields[2].n_bytes);
  ca_file = fields[3].n_bytes != 0 ? g_strndup (fields[3].bytes, fields[3].n_bytes) : NULL;
  return sc_account_new (endpoint, client_id, client_secret, ca_file, error);
}
