/* SPDX-FileCopyrightText: 2026 The Sensor Commissioner authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "sc-secret.h"

#include <string.h>

static void
test_keeps_the_bytes (void)
{
  ScSecret *text = sc_secret_new ("ge heim ", -1);
  ScSecret *bytes = sc_secret_new ("a\0b", 3);
  ScSecret *empty = sc_secret_new ("", 0);

  g_assert_cmpstr (sc_secret_peek (text), ==, "ge heim ");
  g_assert_cmpuint (sc_secret_get_n_bytes (text), ==, 8);
  g_assert_cmpmem (sc_secret_peek (bytes), 4, "a\0b\0", 4);
  g_assert_cmpuint (sc_secret_get_n_bytes (bytes), ==, 3);
  g_assert_cmpstr (sc_secret_peek (empty), ==, "");
  sc_secret_unref (text);
  sc_secret_unref (bytes);
  sc_secret_unref (empty);
}

static void
test_takes_a_whole_page_and_more (void)
{
  g_autofree char *text = g_strnfill (4096, 'x');
  g_autofree char *longer = g_strnfill (70000, 'y');
  ScSecret *page = sc_secret_new (text, -1);
  ScSecret *pages = sc_secret_new (longer, -1);

  g_assert_cmpstr (sc_secret_peek (page), ==, text);
  g_assert_cmpstr (sc_secret_peek (pages), ==, longer);
  sc_secret_unref (page);
  sc_secret_unref (pages);
}

/* What the kernel says of the mapping @address is in. */
static char *
read_mapping_flags (const void *address)
{
  g_autofree char *maps = NULL;
  g_auto (GStrv) lines = NULL;
  gboolean inside = FALSE;

  g_assert_true (g_file_get_contents ("/proc/self/smaps", &maps, NULL, NULL));
  lines = g_strsplit (maps, "\n", -1);
  for (guint i = 0; lines[i] != NULL; i++)
    {
      char *rest;
      guint64 start = g_ascii_strtoull (lines[i], &rest, 16);

      if (rest > lines[i] && *rest == '-')
        inside =
            (guintptr)address >= start && (guintptr)address < g_ascii_strtoull (rest + 1, NULL, 16);
      else if (inside && g_str_has_prefix (lines[i], "VmFlags:"))
        return g_strdup_printf ("%s ", lines[i]);
    }
  return NULL;
}

static void
test_is_left_out_of_core_dumps (void)
{
  ScSecret *secret = sc_secret_new ("geheim", -1);
  g_autofree char *flags = read_mapping_flags (sc_secret_peek (secret));

  if (flags == NULL)
    g_test_skip ("this kernel does not tell the flags of mappings");
  else
    g_assert_nonnull (strstr (flags, " dd "));
  sc_secret_unref (secret);
}

static void
test_lives_until_the_last_reference (void)
{
  ScSecret *secret = sc_secret_new ("geheim", -1);
  GValue value = G_VALUE_INIT;

  g_value_init (&value, SC_TYPE_SECRET);
  g_value_set_boxed (&value, secret);
  sc_secret_unref (secret);
  g_assert_cmpstr (sc_secret_peek (g_value_get_boxed (&value)), ==, "geheim");
  g_value_unset (&value);
}

static void
test_equal (void)
{
  ScSecret *a = sc_secret_new ("geheim", -1);
  ScSecret *same = sc_secret_new ("geheimnis", 6);
  ScSecret *other = sc_secret_new ("geheiM", -1);
  ScSecret *longer = sc_secret_new ("geheimnis", -1);
  ScSecret *with_nul = sc_secret_new ("geheim\0", 7);

  g_assert_true (sc_secret_equal (a, a));
  g_assert_true (sc_secret_equal (a, same));
  g_assert_false (sc_secret_equal (a, other));
  g_assert_false (sc_secret_equal (a, longer));
  g_assert_false (sc_secret_equal (a, with_nul));
  g_assert_false (sc_secret_equal (a, NULL));
  g_assert_false (sc_secret_equal (NULL, a));
  g_assert_true (sc_secret_equal (NULL, NULL));
  sc_secret_unref (a);
  sc_secret_unref (same);
  sc_secret_unref (other);
  sc_secret_unref (longer);
  sc_secret_unref (with_nul);
}

static void
test_wipe (void)
{
  char text[] = "geheim";

  sc_secret_wipe (text + 1, 3);
  g_assert_cmpmem (text, sizeof text, "g\0\0\0im", sizeof text);
  sc_secret_wipe (text, 0);
  sc_secret_wipe (NULL, 0);
  sc_secret_free_text (NULL);
  sc_secret_free_text (g_strdup ("geheim"));
}

static void
test_bytes_outlive_their_maker (void)
{
  GBytes *bytes = sc_secret_bytes_new_take (g_memdup2 ("a\0b", 3), 3);
  GBytes *part = g_bytes_new_from_bytes (bytes, 1, 2);

  g_bytes_unref (bytes);
  g_assert_cmpmem (g_bytes_get_data (part, NULL), g_bytes_get_size (part), "\0b", 2);
  g_bytes_unref (part);
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/secret/keeps-the-bytes", test_keeps_the_bytes);
  g_test_add_func ("/secret/takes-whole-pages", test_takes_a_whole_page_and_more);
  g_test_add_func ("/secret/is-left-out-of-core-dumps", test_is_left_out_of_core_dumps);
  g_test_add_func ("/secret/lives-until-the-last-reference", test_lives_until_the_last_reference);
  g_test_add_func ("/secret/equal", test_equal);
  g_test_add_func ("/secret/wipe", test_wipe);
  g_test_add_func ("/secret/bytes-outlive-their-maker", test_bytes_outlive_their_maker);
  return g_test_run ();
}
