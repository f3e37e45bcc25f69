/* SPDX-FileCopyrightText: 2026 The Sensor Commissioner authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "sc-json.h"

#include <string.h>

static ScJson *
parse (const char *text)
{
  g_autoptr (GBytes) body = g_bytes_new_static (text, strlen (text));
  g_autoptr (GError) error = NULL;
  ScJson *json = sc_json_new (body, &error);

  g_assert_no_error (error);
  return json;
}

static void
assert_refused (const char *text, gssize n_bytes)
{
  g_autoptr (GBytes) body = g_bytes_new (text, n_bytes < 0 ? strlen (text) : (gsize)n_bytes);
  g_autoptr (GError) error = NULL;

  g_autofree char *shown = g_strescape (text, NULL);

  g_test_message ("%.60s", shown);
  g_assert_null (sc_json_new (body, &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_INVALID_DATA);
  g_assert_null (strstr (error->message, "CANARY"));
}

static void
test_refuses_what_is_not_a_json_object (void)
{
  static const char *const bad[] = {
    "",
    " ",
    "null",
    "1",
    "\"text\"",
    "[]",
    "[{}]",
    "{",
    "}",
    "{}}",
    "{]",
    "{\"a\":}",
    "{\"a\" 1}",
    "{a:1}",
    "{'a':1}",
    "{\"a\":1}CANARY",
    "{\"a\":CANARY}",
    "{\"a\":\"CANARY}",
    "{\"a\":\"CANARY\\",
    "{\"a\":1} // comment",
    "/* comment */ {\"a\":1}",
    "<html><body>CANARY</body></html>",
    "{\"a\":\"\xff\"}",
    "{\"a\":\"\\u0000\"}",
    "{\"a\\u0000b\":1}",
  };

  for (gsize i = 0; i < G_N_ELEMENTS (bad); i++)
    assert_refused (bad[i], -1);
  assert_refused ("{\"a\":1}\0", 8);
  assert_refused ("{\"a\":\"x\0y\"}", 11);
}

static char *
nest (guint depth)
{
  GString *text = g_string_new (NULL);

  for (guint i = 0; i < depth; i++)
    g_string_append (text, "{\"a\":");
  g_string_append_c (text, '1');
  for (guint i = 0; i < depth; i++)
    g_string_append_c (text, '}');
  return g_string_free (text, FALSE);
}

static void
test_depth_is_bounded (void)
{
  g_autofree char *deepest = nest (SC_JSON_MAX_DEPTH);
  g_autofree char *too_deep = nest (SC_JSON_MAX_DEPTH + 1);
  g_autofree char *brackets = g_strnfill (100000, '[');
  g_autoptr (ScJson) json = parse (deepest);
  g_autoptr (ScJson) in_text = parse ("{\"a\":\"[[[[[[[[[[[[[[[[[[[[[[[[[[[[\\\"[[[{\"}");

  g_assert_nonnull (json);
  g_assert_nonnull (in_text);
  assert_refused (too_deep, -1);
  assert_refused (brackets, -1);
}

static void
test_size_is_bounded (void)
{
  g_autofree char *blanks = g_strnfill (SC_JSON_MAX_BYTES - 2, ' ');
  g_autofree char *largest = g_strconcat ("{}", blanks, NULL);
  g_autofree char *too_large = g_strconcat ("{}", blanks, " ", NULL);
  g_autoptr (ScJson) json = parse (largest);

  g_assert_nonnull (json);
  assert_refused (too_large, -1);
}

static void
test_tolerates_what_servers_do (void)
{
  g_autoptr (ScJson) json =
      parse ("\xef\xbb\xbf \r\n{\"a\":1,\"x\":{\"y\":[true,null]},\"a\":2}\n");
  gint64 number = 0;

  g_assert_true (sc_json_get_int (json, "a", TRUE, 0, 10, &number, NULL));
  g_assert_cmpint (number, ==, 2); /* of two, the last */
}

static void
test_strings (void)
{
  g_autoptr (ScJson) json = parse ("{\"a\":\"x\\n\\u00e4\\/\",\"empty\":\"\",\"null\":null,\"n\":1,"
                                   "\"o\":{},\"pair\":\"\\ud83d\\ude00\"}");
  const char *value = "before";

  g_assert_true (sc_json_get_string (json, "a", TRUE, 5, &value, NULL));
  g_assert_cmpstr (value, ==, "x\nä/");
  g_assert_true (sc_json_get_string (json, "empty", TRUE, 0, &value, NULL));
  g_assert_cmpstr (value, ==, "");
  g_assert_true (sc_json_get_string (json, "pair", TRUE, 4, &value, NULL));
  g_assert_cmpstr (value, ==, "😀");
  g_assert_true (sc_json_get_string (json, "null", FALSE, 5, &value, NULL));
  g_assert_null (value);
  g_assert_true (sc_json_get_string (json, "absent", FALSE, 5, &value, NULL));
  g_assert_null (value);
}

static void
assert_no_string (ScJson *json, const char *member, gboolean required, gsize max_bytes)
{
  g_autoptr (GError) error = NULL;
  const char *value = "before";

  g_assert_false (sc_json_get_string (json, member, required, max_bytes, &value, &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_INVALID_DATA);
  g_assert_nonnull (strstr (error->message, member));
  g_assert_null (strstr (error->message, "CANARY"));
  g_assert_null (value);
}

static void
test_strings_refused (void)
{
  g_autoptr (ScJson) json =
      parse ("{\"a\":\"CANARY\",\"null\":null,\"n\":1,\"b\":true,\"o\":{},\"l\":[]}");

  assert_no_string (json, "a", TRUE, 5);
  assert_no_string (json, "a", FALSE, 5);
  assert_no_string (json, "null", TRUE, 5);
  assert_no_string (json, "absent", TRUE, 5);
  assert_no_string (json, "n", FALSE, 5);
  assert_no_string (json, "b", FALSE, 5);
  assert_no_string (json, "o", FALSE, 5);
  assert_no_string (json, "l", FALSE, 5);
}

/* What comes out is Unicode: a half is not mended in silence. */
static void
test_half_a_surrogate_pair (void)
{
  static const char *const halves[] = { "\\ud800", "\\udc00", "\\ud800\\ud800", "\\ud800x",
                                        "\\ud800\\n" };

  for (gsize i = 0; i < G_N_ELEMENTS (halves); i++)
    {
      g_autofree char *text = g_strdup_printf ("{\"a\":\"%s\",\"b\":\"B\"}", halves[i]);
      g_autoptr (ScJson) json = parse (text);
      const char *value = NULL;

      assert_no_string (json, "a", FALSE, 20);
      g_assert_true (sc_json_get_string (json, "b", TRUE, 1, &value, NULL));
      g_assert_cmpstr (value, ==, "B");
    }
}

/* Each escape of RFC 8259, and line ends as they are: some write a certificate so. */
static void
test_escapes (void)
{
  g_autoptr (ScJson) json = parse ("{\"all\":\"\\\"\\\\\\/\\b\\f\\n\\r\\t\\u0041\\u20AC\\u20ac\","
                                   "\"raw\":\"a\r\nb\tc\",\"\\u006bey\":\"\\\\\"}");
  const char *value = NULL;

  g_assert_true (sc_json_get_string (json, "all", TRUE, 50, &value, NULL));
  g_assert_cmpstr (value, ==, "\"\\/\b\f\n\r\tA€€");
  g_assert_true (sc_json_get_string (json, "raw", TRUE, 50, &value, NULL));
  g_assert_cmpstr (value, ==, "a\r\nb\tc");
  g_assert_true (sc_json_get_string (json, "key", TRUE, 50, &value, NULL));
  g_assert_cmpstr (value, ==, "\\");
  assert_refused ("{\"a\":\"CANARY\\q\"}", -1);
  assert_refused ("{\"a\":\"CANARY\\u12\"}", -1);
  assert_refused ("{\"a\":\"CANARY\\u12g4\"}", -1);
  assert_refused ("{\"a\":\"CANARY\\101\"}", -1);
}

static void
test_ints (void)
{
  g_autoptr (ScJson) json =
      parse ("{\"a\":3600,\"low\":-5,\"real\":3600.0,\"e\":3.6e3,\"null\":null}");
  gint64 number = 0;

  g_assert_true (sc_json_get_int (json, "a", TRUE, 3600, 3600, &number, NULL));
  g_assert_cmpint (number, ==, 3600);
  g_assert_true (sc_json_get_int (json, "low", TRUE, -5, 0, &number, NULL));
  g_assert_cmpint (number, ==, -5);
  g_assert_true (sc_json_get_int (json, "real", TRUE, 0, 4000, &number, NULL));
  g_assert_cmpint (number, ==, 3600);
  number = 0;
  g_assert_true (sc_json_get_int (json, "e", TRUE, 0, 4000, &number, NULL));
  g_assert_cmpint (number, ==, 3600);
  number = 7;
  g_assert_true (sc_json_get_int (json, "null", FALSE, 0, 4000, &number, NULL));
  g_assert_true (sc_json_get_int (json, "absent", FALSE, 0, 4000, &number, NULL));
  g_assert_cmpint (number, ==, 7);
}

static void
test_ints_refused (void)
{
  static const char *const members[] = {
    "text", "part", "huge", "vast", "b", "o", "null", "absent"
  };
  g_autoptr (ScJson) json = parse ("{\"text\":\"3600\",\"part\":0.5,\"huge\":1e300,\"b\":true,"
                                   "\"vast\":99999999999999999999999,\"o\":{},\"null\":null}");

  for (gsize i = 0; i < G_N_ELEMENTS (members); i++)
    {
      g_autoptr (GError) error = NULL;
      gint64 number = 7;

      g_assert_false (sc_json_get_int (json, members[i], TRUE, 0, 1000000, &number, &error));
      g_assert_error (error, G_IO_ERROR, G_IO_ERROR_INVALID_DATA);
      g_assert_nonnull (strstr (error->message, members[i]));
      g_assert_cmpint (number, ==, 7);
    }
}

static void
append_member (const char *member, const char *value, gpointer user_data)
{
  g_string_append_printf (user_data, "%s=%s\n", member, value);
}

static void
test_foreach_flattens (void)
{
  g_autoptr (ScJson) json = parse ("{\"z\":\"text\",\"a\":{\"n\":-1,\"l\":[1.5,{\"x\":true}]},"
                                   "\"nothing\":null,\"f\":false,\"empty\":{}}");
  g_autoptr (GString) seen = g_string_new (NULL);

  sc_json_foreach (json, append_member, seen);
  g_assert_cmpstr (seen->str, ==, "z=text\na.n=-1\na.l.0=1.5\na.l.1.x=true\nf=false\n");
}

/* Else a long name before many values would be copied for each of them. */
static void
test_foreach_leaves_long_paths_out (void)
{
  g_autofree char *fits = g_strnfill (SC_JSON_MAX_PATH, 'n');
  g_autofree char *text =
      g_strdup_printf ("{\"%s\":1,\"%sn\":2,\"a\":{\"%s\":[3]},\"b\":4}", fits, fits, fits);
  g_autofree char *expected = g_strdup_printf ("%s=1\nb=4\n", fits);
  g_autoptr (ScJson) json = parse (text);
  g_autoptr (GString) seen = g_string_new (NULL);

  sc_json_foreach (json, append_member, seen);
  g_assert_cmpstr (seen->str, ==, expected);
}

static void
test_quote_survives_reading_back (void)
{
  static const char *const texts[] = { "",     "plain",    "\"\\/", "a\nb\rc\td\x01\x1f\x7f",
                                       "ä工😀", "</script>" };

  for (gsize i = 0; i < G_N_ELEMENTS (texts); i++)
    {
      g_autofree char *quoted = sc_json_quote (texts[i]);
      g_autofree char *text = g_strdup_printf ("{\"a\":%s}", quoted);
      g_autoptr (ScJson) json = parse (text);
      const char *value;

      g_assert_null (strchr (quoted, '\n'));
      g_assert_true (sc_json_get_string (json, "a", TRUE, 100, &value, NULL));
      g_assert_cmpstr (value, ==, texts[i]);
    }
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/json/refuses-what-is-no-object", test_refuses_what_is_not_a_json_object);
  g_test_add_func ("/json/depth-is-bounded", test_depth_is_bounded);
  g_test_add_func ("/json/size-is-bounded", test_size_is_bounded);
  g_test_add_func ("/json/tolerates-what-servers-do", test_tolerates_what_servers_do);
  g_test_add_func ("/json/strings", test_strings);
  g_test_add_func ("/json/strings-refused", test_strings_refused);
  g_test_add_func ("/json/half-a-surrogate-pair", test_half_a_surrogate_pair);
  g_test_add_func ("/json/escapes", test_escapes);
  g_test_add_func ("/json/ints", test_ints);
  g_test_add_func ("/json/ints-refused", test_ints_refused);
  g_test_add_func ("/json/foreach-flattens", test_foreach_flattens);
  g_test_add_func ("/json/foreach-long-paths", test_foreach_leaves_long_paths_out);
  g_test_add_func ("/json/quote", test_quote_survives_reading_back);
  return g_test_run ();
}
