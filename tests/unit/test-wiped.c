/* SPDX-FileCopyrightText: 2026 The Sensor Commissioner authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* What was secret is nowhere in this program's memory once nobody uses it any more. */

#include "sc-certificate.h"
#include "sc-cloud-codec.h"
#include "sc-error.h"
#include "sc-secret.h"

#include <fcntl.h>
#include <malloc.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#define CANARY_BYTES 3000 /* what is freed loses its first bytes to malloc() */
#define NEEDLE_FIRST 1500
#define NEEDLE_BYTES 24
#define LARGEST_MAPPING ((gsize)1 << 30) /* larger ones are a sanitizer's own */

/* Computed, so that looking for it does not put it into memory. */
static char
canary_at (guint i)
{
  static const char digits[] = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789";

  return digits[(i * 2654435761u >> 16)
                % strlen (digits)]; /* hashed, so that no part is repeated */
}

__attribute__ ((no_sanitize_address)) static guint
count_in (const volatile char *memory, gsize size)
{
  const char first = canary_at (NEEDLE_FIRST);
  guint n = 0;

  for (gsize at = 0; at + NEEDLE_BYTES <= size; at++)
    {
      guint i = 0;

      if (memory[at] != first)
        continue;
      while (i < NEEDLE_BYTES && memory[at + i] == canary_at (NEEDLE_FIRST + i))
        i++;
      n += i == NEEDLE_BYTES;
    }
  return n;
}

/* All that can be written to: heap, stacks, data, and what malloc() has back, so nothing is taken
 * from there meanwhile. */
static guint
count_canaries (void)
{
  static char maps[256 * 1024];
  gsize size = 0;
  gssize n_read;
  guint n = 0;
  int fd = open ("/proc/self/maps", O_RDONLY | O_CLOEXEC);

  while ((n_read = read (fd, maps + size, sizeof maps - 1 - size)) > 0)
    size += (gsize)n_read;
  close (fd);
  g_assert_true (n_read == 0 && size > 0);
  maps[size] = '\0';
  for (char *line = maps; *line != '\0'; line = strchr (line, '\n') + 1)
    {
      char *rest;
      gsize start = strtoull (line, &rest, 16);
      gsize end = strtoull (rest + 1, &rest, 16);

      if (g_str_has_prefix (rest, " rw") && end - start <= LARGEST_MAPPING)
        n += count_in ((const volatile char *)start, end - start);
    }
  return n;
}

/* @template with the canary in the place of each `$`, in memory that is wiped. */
static GBytes *
fill (const char *template)
{
  gsize size = strlen (template) + (gsize)(strchr (template, '$') != NULL) * CANARY_BYTES;
  char *text = g_malloc0 (size);
  char *to = text;

  for (const char *p = template; *p != '\0'; p++)
    if (*p != '$')
      *to++ = *p;
    else
      for (guint i = 0; i < CANARY_BYTES; i++)
        *to++ = canary_at (i);
  return sc_secret_bytes_new_take (text, (gsize)(to - text));
}

static void
test_token (void)
{
  GBytes *body = fill ("{\"token_type\":\"bearer\",\"access_token\":\"$\",\"expires_in\":3600,"
                       "\"scope\":\"tenant.tid.acme role.admin\"}");
  g_autoptr (GError) error = NULL;
  ScToken *token = sc_cloud_codec_parse_token (body, &error);

  g_assert_no_error (error);
  g_assert_cmpuint (sc_secret_get_n_bytes (token->value), ==, CANARY_BYTES);
  g_assert_cmpuint (count_canaries (), ==, 2); /* the body and the token */
  g_bytes_unref (body);
  g_assert_cmpuint (count_canaries (), ==, 1);
  sc_token_free (token);
  g_assert_cmpuint (count_canaries (), ==, 0);
}

/* However odd the reply: nothing of it is left, and none of it told. */
static void
test_odd_token (void)
{
  static const char *const odd[] = {
    "{\"access_token\":\"$\",\"token_type\":\"mac\"}",
    "{\"access_token\":\"$\\u0020\"}",
    "{\"access_token\":\"$",
    "{\"access_token\":\"$\"",
    "{\"access_token\" \"$\"}",
    "{\"access_token\":[{\"value\":\"$\"}]}",
    "[\"$\"]",
    "\"$\"",
  };

  for (guint i = 0; i < G_N_ELEMENTS (odd); i++)
    {
      GBytes *body = fill (odd[i]);
      g_autoptr (GError) error = NULL;

      g_test_message ("%s", odd[i]);
      g_assert_null (sc_cloud_codec_parse_token (body, &error));
      g_assert_error (error, SC_ERROR, SC_ERROR_CLOUD_REPLY_INVALID);
      g_bytes_unref (body);
      g_assert_cmpuint (count_canaries (), ==, 0);
    }
}

/* A token where an error belongs is not repeated. */
static void
test_token_as_error (void)
{
  GBytes *body = fill ("{\"access_token\":\"$\"}");

  g_assert_null (sc_cloud_codec_error_message ("application/json", body));
  g_bytes_unref (body);
  g_assert_cmpuint (count_canaries (), ==, 0);
}

/* A private key that only shows when JSON is decoded, alone or with certificates. */
static void
test_private_key (void)
{
#define KEY "-----BEGIN PRIVATE KEY\\u002d----\\n$\\n-----END PRIVATE KEY\\u002d----\\n"
#define BLOCK "-----BEGIN CERTIFICATE-----\\nMIIB\\n-----END CERTIFICATE-----\\n"
  static const char *const bodies[] = {
    "{\"key\":\"" KEY "\"}",
    "{\"cert\":\"" BLOCK "\",\"more\":[{\"key\":\"" KEY "\"}]}",
    "{\"both\":\"" BLOCK KEY "\",\"chain\":\"" BLOCK BLOCK "\"}",
  };

  for (guint i = 0; i < G_N_ELEMENTS (bodies); i++)
    {
      GBytes *body = fill (bodies[i]);
      g_autoptr (GError) error = NULL;

      g_assert_null (sc_certificate_new (body, &error));
      g_assert_error (error, SC_ERROR, SC_ERROR_CERTIFICATE_PRIVATE_KEY);
      g_bytes_unref (body);
      g_assert_cmpuint (count_canaries (), ==, 0);
    }
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  mallopt (M_PERTURB,
           0); /* meson has it overwrite what is freed: here that has to be our own doing */
  g_test_add_func ("/wiped/token", test_token);
  g_test_add_func ("/wiped/odd-token", test_odd_token);
  g_test_add_func ("/wiped/token-as-error", test_token_as_error);
  g_test_add_func ("/wiped/private-key", test_private_key);
  return g_test_run ();
}
