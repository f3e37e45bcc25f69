/* SPDX-FileCopyrightText: 2026 The Sensor Commissioner authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* What was said to a sensor, without secrets, as text and back. */

#include "sc-certificate.h"
#include "sc-error.h"
#include "sc-transcript-mask.h"
#include "sc-transcript-record.h"

#include <string.h>
#include <sys/resource.h>

#define PEM                                                                                        \
  "-----BEGIN CERTIFICATE-----\n"                                                                  \
  "MIIBszCCAVmgAwIBAgIUQ2FuYXJ5Q2FuYXJ5Q2FuYXJ5Q2FuYXIwCgYIKoZIzj0E\n"                             \
  "AwIwFzEVMBMGA1UEAw==\n"                                                                         \
  "-----END CERTIFICATE-----\n"

static char *
mask (ScTranscript *transcript, ScSensorCall call, const char *body)
{
  g_autoptr (GBytes) bytes = g_bytes_new (body, strlen (body));

  return sc_transcript_mask (transcript, call, bytes);
}

static void
assert_masks (ScSensorCall call, const char *body, const char *expected)
{
  g_autoptr (ScTranscript) transcript = sc_transcript_new ();
  g_autofree char *masked = mask (transcript, call, body);

  g_assert_cmpstr (masked, ==, expected);
  g_assert_true (sc_transcript_is_masked (masked));
}

static void
test_mask_plain (void)
{
  assert_masks (SC_SENSOR_READ_NAME, "SMS0000S111A\r\n", "SMS0000S111A\\r\\n");
  assert_masks (SC_SENSOR_READ_NAME, "", "");
  assert_masks (SC_SENSOR_READ_NAME, "a\\b\t\xff ", "a\\\\b\\t\\xFF\\x20");
  assert_masks (SC_SENSOR_READ_VERSIONS, "{\"firmware\": \"1.4.2\"}", "{\"firmware\": \"1.4.2\"}");
}

/* A long page is some other device's. */
static void
test_mask_long (void)
{
  g_autofree char *page = g_strnfill (3000, '.');
  g_autoptr (ScTranscript) transcript = sc_transcript_new ();
  g_autofree char *masked = mask (transcript, SC_SENSOR_READ_NAME, page);

  g_assert_true (g_str_has_suffix (masked, "...\\{hidden 952}"));
}

static void
test_mask_certificate (void)
{
  g_autoptr (ScTranscript) transcript = sc_transcript_new ();
  g_autofree char *pem = mask (transcript, SC_SENSOR_READ_CERTIFICATE, PEM PEM);
  g_auto (GStrv) lines = g_strsplit (PEM, "\n", -1);
  g_autofree char *crlf_text = g_strjoinv ("\r\n", lines);
  g_autofree char *json_inside = g_strjoinv ("\\n", lines);
  g_autofree char *json_text = g_strdup_printf ("{\"cert\":\"%s\"}", json_inside);
  g_autofree char *crlf = mask (transcript, SC_SENSOR_READ_CERTIFICATE, crlf_text);
  g_autofree char *json = mask (transcript, SC_SENSOR_READ_CERTIFICATE, json_text);
  g_autofree char *fingerprint = NULL;
  g_autofree char *expected = NULL;

  g_assert_true (g_str_has_prefix (pem, "\\{pem 1 "));
  fingerprint = g_strndup (pem + strlen ("\\{pem 1 "), 95);
  expected = g_strdup_printf ("\\{pem 1 %s}\\n\\{pem 2 %s}\\n", fingerprint, fingerprint);
  g_assert_cmpstr (pem, ==, expected);
  g_free (expected);
  expected = g_strdup_printf ("\\{pem-crlf 1 %s}\\r\\n", fingerprint);
  g_assert_cmpstr (crlf, ==, expected);
  g_free (expected);
  expected = g_strdup_printf ("{\"cert\":\"\\{pem-json 1 %s}\\\\n\"}", fingerprint);
  g_assert_cmpstr (json, ==, expected);
}

/* In whatever form: nothing of it comes out. */
static void
test_mask_certificate_odd (void)
{
  static const char *const odd[] = {
    "-----BEGIN CERTIFICATE-----\nMIIBszCCAVmgAwIBAgIUQ2FuYXJ5\n",
    "MIIBszCCAVmgAwIBAgIUQ2FuYXJ5",
    "{\"cert\":\"MIIBszCCAVmgAwIBAgIUQ2FuYXJ5Q2FuYXJ5Q2FuYXIwCgYIKoZIzj0E\"}",
    "-----BEGIN EC PRIVATE KEY-----\nMIIBszCCAVmgAwIBAgIUQ2FuYXJ5\n-----END EC PRIVATE KEY-----\n",
    ("-----BEGIN CERTIFICATE-----\nMIIB\n-----BEGIN CERTIFICATE-----\nMIIBszCCAVmgAwIB\n"
     "-----END CERTIFICATE-----\n"),
  };

  for (guint i = 0; i < G_N_ELEMENTS (odd); i++)
    for (ScSensorCall call = SC_SENSOR_READ_NAME; call <= SC_SENSOR_ADD_PROFILE; call++)
      {
        g_autoptr (ScTranscript) transcript = sc_transcript_new ();
        g_autofree char *masked = mask (transcript, call, odd[i]);

        g_assert_true (sc_transcript_is_masked (masked));
        g_assert_null (strstr (masked, "BEGIN"));
        if (call == SC_SENSOR_READ_CERTIFICATE)
          g_assert_null (strstr (masked, "MIIB"));
      }
}

static void
test_mask_scan (void)
{
  assert_masks (SC_SENSOR_READ_SCAN, "3Hall 1;0Guests;3Hall 1;X;X;",
                "3\\{net 1 6};0\\{net 2 6};3\\{net 1 6};X;X;");
  assert_masks (SC_SENSOR_READ_SCAN, "Hall;\r\n3;", "\\{net 1 4};\\r\\n3;");
}

/* The network that is sent has the number it had in the scan, and turns up nowhere by name. */
static void
test_mask_form (void)
{
  static const char form[] =
      "__SL_P_P.A=Hall%201&__SL_P_P.B=3&__SL_P_P.C=secret%2Bkey&__SL_P_P.D=0";
  g_autoptr (ScTranscript) transcript = sc_transcript_new ();
  g_autofree char *scan = mask (transcript, SC_SENSOR_READ_SCAN, "0Guests;3Hall 1;");
  g_autoptr (GBytes) bytes = g_bytes_new_static (form, strlen (form));
  g_autofree char *masked = sc_transcript_mask_form (transcript, SC_SENSOR_ADD_PROFILE, bytes);
  g_autofree char *reply = mask (transcript, SC_SENSOR_ADD_PROFILE, form);
  g_autofree char *later = mask (transcript, SC_SENSOR_READ_VERSIONS, "{\"net\":\"Hall 1\"}");

  g_assert_cmpstr (masked, ==,
                   "__SL_P_P.A=\\{net 2 6}&__SL_P_P.B=3&__SL_P_P.C=\\{hidden 1}&__SL_P_P.D=0");
  g_assert_cmpstr (reply, ==, "\\{hidden 69}");
  g_assert_cmpstr (later, ==, "{\"net\":\"\\{net 2 6}\"}");
}

/* Of two that begin alike, the longer: nothing of it is left over. */
static void
test_mask_longest_name (void)
{
  g_autoptr (ScTranscript) transcript = sc_transcript_new ();
  g_autofree char *scan =
      mask (transcript, SC_SENSOR_READ_SCAN, "3Hall;3Hall of Miller & Sons;0Hal;");
  g_autofree char *later =
      mask (transcript, SC_SENSOR_READ_VERSIONS, "HallHall of Miller & Sons/Hall of Miller, Hal");

  g_assert_cmpstr (later, ==, "\\{net 1 4}\\{net 2 21}/\\{net 1 4} of Miller, Hal");
}

/* No name of a network is so long, and nothing is looked for that fills a reply. */
static void
test_mask_overlong_name (void)
{
  g_autofree char *longest = g_strnfill (32, 'n');
  g_autofree char *scan = g_strdup_printf ("3%s;3%s+;", longest, longest);
  g_autofree char *versions = g_strdup_printf ("%s+", longest);
  g_autoptr (ScTranscript) transcript = sc_transcript_new ();
  g_autofree char *masked = mask (transcript, SC_SENSOR_READ_SCAN, scan);
  g_autofree char *later = mask (transcript, SC_SENSOR_READ_VERSIONS, versions);

  g_assert_cmpstr (masked, ==, "3\\{net 1 32};3\\{net 0 33};");
  g_assert_cmpstr (later, ==, "\\{net 1 32}+");
}

#define N_NAMES 256        /* as many as a transcript knows */
#define MOST_CPU_SECONDS 8 /* of what takes a fraction of one, with sanitizers too */

/* Names of two kinds: of those that begin with the letter, one fits wherever the letter is. */
static char *
make_names (char letter)
{
  GString *scan = g_string_new (NULL);

  for (guint i = 0; i < N_NAMES; i++)
    {
      g_autofree char *begin = g_strnfill (4 + i % 28, letter);

      g_string_append_printf (scan, i == 0 ? "3%s;" : "3%s%x;", begin, i);
    }
  return g_string_free (scan, FALSE);
}

static void
mask_hostile (void)
{
  static const char *const bodies[] = { "AAAA", "AAA", "AAAA.", "A\n", "zzzz" };
  const struct rlimit limit = { MOST_CPU_SECONDS, MOST_CPU_SECONDS };

  g_assert_cmpint (setrlimit (RLIMIT_CPU, &limit), ==, 0);
  for (guint i = 0; i < G_N_ELEMENTS (bodies); i++)
    for (char letter = 'A'; letter <= 'B'; letter++)
      {
        g_autofree char *names = make_names (letter);
        g_autoptr (ScTranscript) transcript = sc_transcript_new ();
        g_autofree char *scan = mask (transcript, SC_SENSOR_READ_SCAN, "3AAAA;");
        g_autofree char *more = mask (transcript, SC_SENSOR_READ_SCAN, names);
        g_autoptr (GString) body = g_string_new (NULL);
        g_autofree char *masked = NULL;

        while (body->len + strlen (bodies[i]) <= SC_CERTIFICATE_MAX_BYTES)
          g_string_append (body, bodies[i]);
        masked = mask (transcript, SC_SENSOR_READ_CERTIFICATE, body->str);
        g_assert_true (sc_transcript_is_masked (masked));
        g_assert_null (strstr (masked, "AAAA"));
      }
}

/* A sensor that means ill chooses names and certificate so that there is as much as can be to look
 * for and to find. The window stands still meanwhile. What counts is the processor's time, not a
 * clock's. */
static void
test_mask_hostile (void)
{
  if (g_test_subprocess ())
    {
      mask_hostile ();
      return;
    }
  g_test_trap_subprocess (NULL, 0, 0);
  g_test_trap_assert_passed ();
}

static void
test_marks (void)
{
  const char *text = "a\\n\\x00\\{hidden 12}\\{net 3 4}";
  static const ScMark expected[] = {
    { SC_MARK_BYTE, 'a', 0, 0 },     { SC_MARK_BYTE, '\n', 0, 0 }, { SC_MARK_BYTE, 0, 0, 0 },
    { SC_MARK_HIDDEN, '\\', 0, 12 }, { SC_MARK_NET, '\\', 3, 4 },
  };
  static const char *const wrong[] = { "\\",           "\\x0",
                                       "\\q",          "\\{",
                                       "\\{hidden 0}", "\\{net 1}",
                                       "\\{pem 1 00}", "\\{hidden 99999}",
                                       "\x01",         "\xc3\xa4" };
  ScMark mark;

  for (guint i = 0; i < G_N_ELEMENTS (expected); i++)
    {
      g_assert_true (sc_transcript_next_mark (&text, &mark));
      g_assert_cmpint (mark.kind, ==, expected[i].kind);
      g_assert_cmpuint (mark.number, ==, expected[i].number);
      g_assert_cmpuint (mark.n_bytes, ==, expected[i].n_bytes);
      if (mark.kind == SC_MARK_BYTE)
        g_assert_cmpuint (mark.byte, ==, expected[i].byte);
    }
  g_assert_false (sc_transcript_next_mark (&text, &mark));
  g_assert_cmpstr (text, ==, "");
  for (guint i = 0; i < G_N_ELEMENTS (wrong); i++)
    g_assert_false (sc_transcript_is_masked (wrong[i]));
}

static void
record (ScTranscript *transcript, ScSensorCall call, const char *path, guint status,
        const char *body, const GError *error)
{
  g_autoptr (GBytes) bytes = body != NULL ? g_bytes_new (body, strlen (body)) : NULL;
  ScRawExchange raw = { .call = call,
                        .at_us = 12345678,
                        .took_us = 150000,
                        .method = "GET",
                        .path = path,
                        .status = status,
                        .content_type = "text/plain",
                        .body = bytes,
                        .whole = TRUE,
                        .error = error };

  sc_transcript_record (transcript, &raw);
}

static ScTranscript *
parse (const char *text, GError **error)
{
  g_autoptr (GBytes) bytes = g_bytes_new (text, strlen (text));

  return sc_transcript_parse (bytes, error);
}

static void
test_format (void)
{
  g_autoptr (ScTranscript) transcript = sc_transcript_new ();
  g_autoptr (GError) silent = g_error_new_literal (SC_ERROR, SC_ERROR_SENSOR_SILENT, "x");
  g_autofree char *text = NULL;

  record (transcript, SC_SENSOR_READ_NAME, "/__SL_G_DNP", 200, "SMS0000S111A", NULL);
  record (transcript, SC_SENSOR_READ_VERSIONS, "/v", 200, "{\n \"a\": 1\n}\n", NULL);
  record (transcript, SC_SENSOR_READ_CERTIFICATE, "/a b", 0, NULL, silent);
  text = sc_transcript_format (transcript);
  g_assert_cmpstr (text, ==,
                   "sensor-transcript 1\n"
                   "request 12.345 GET /__SL_G_DNP\n"
                   "reply 0.150 200 text/plain 12 whole\n"
                   "body SMS0000S111A\n"
                   "request 12.345 GET /v\n"
                   "reply 0.150 200 text/plain 12 whole\n"
                   "body {\\n\n"
                   "body  \"a\": 1\\n\n"
                   "body }\\n\n"
                   "request 12.345 GET /a\\x20b\n"
                   "broken 0.150 SC-SENSOR-SILENT\n"
                   "end-of-transcript\n");
}

/* What was written reads the same, with other text around it, CR LF ends and comments. */
static void
test_round_trip (void)
{
  g_autoptr (ScTranscript) transcript = sc_transcript_new ();
  g_autoptr (ScTranscript) again = NULL;
  g_autofree char *long_body = g_strnfill (1000, ' ');
  g_autofree char *text = NULL, *around = NULL, *back = NULL;
  g_autoptr (GError) error = NULL;
  g_auto (GStrv) lines = NULL;

  record (transcript, SC_SENSOR_READ_NAME, "/n", 200, "", NULL);
  record (transcript, SC_SENSOR_READ_CERTIFICATE, "/c", 200, PEM PEM, NULL);
  record (transcript, SC_SENSOR_READ_VERSIONS, "/v", 404, long_body, NULL);
  text = sc_transcript_format (transcript);
  lines = g_strsplit (text, "\n", -1);
  back = g_strjoinv ("\r\n", lines);
  around = g_strdup_printf ("[log]\nsomething\n%s\r\n[more]\n", back);
  again = parse (around, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (sc_transcript_get_n_exchanges (again), ==, 3);
  g_free (back);
  back = sc_transcript_format (again);
  g_assert_cmpstr (back, ==, text);
  g_assert_cmpstr (sc_transcript_get_exchange (again, 2)->body, ==,
                   sc_transcript_get_exchange (transcript, 2)->body);
}

static void
test_mistakes (void)
{
  static const char *const inside[] = {
    "nonsense\n",
    "request 1.000 GET\n",
    "request 1 GET /a\n",
    "request 1.000 PUT /a\nbroken 0.000 -\n",
    "request 1.000 GET /a\nrequest 1.000 GET /a\n",
    "request 1.000 GET /a\n",
    "request 1.000 GET a\nbroken 0.000 -\n",
    "reply 1.000 200 text/plain 0 whole\n",
    "request 1.000 GET /a\nreply 1.000 20 text/plain 0 whole\n",
    "request 1.000 GET /a\nreply 1.000 200 text/plain 0 half\n",
    "request 1.000 GET /a\nbody x\n",
    "request 1.000 GET /a\nbroken 0.000 -\nbody x\n",
    "request 1.000 GET /a\nreply 1.000 200 - 0 whole\nbody \\{pem 1}\n",
    "request 1.000 GET /a\nreply 1.000 200 - 0 whole\nform x\n",
  };
  g_autoptr (GError) none = NULL;

  for (guint i = 0; i < G_N_ELEMENTS (inside); i++)
    {
      g_autofree char *text =
          g_strconcat ("sensor-transcript 1\n", inside[i], "end-of-transcript\n", NULL);
      g_autoptr (GError) error = NULL;

      g_assert_null (parse (text, &error));
      g_assert_error (error, G_IO_ERROR, G_IO_ERROR_INVALID_DATA);
      g_assert_nonnull (strstr (error->message, "line "));
    }
  g_assert_null (parse ("sensor-transcript 2\nend-of-transcript\n", &none));
  g_assert_error (none, G_IO_ERROR, G_IO_ERROR_INVALID_DATA);
  g_clear_error (&none);
  g_assert_null (parse ("sensor-transcript 1\n", &none));
  g_assert_error (none, G_IO_ERROR, G_IO_ERROR_INVALID_DATA);
}

static void
test_bounded (void)
{
  g_autoptr (ScTranscript) transcript = sc_transcript_new ();
  g_autofree char *text = NULL;
  g_autoptr (ScTranscript) again = NULL;
  g_autoptr (GError) error = NULL;

  for (guint i = 0; i < SC_TRANSCRIPT_MAX_EXCHANGES + 10; i++)
    {
      g_autofree char *path = g_strdup_printf ("/%u", i);

      record (transcript, SC_SENSOR_READ_NAME, path, 200, "x", NULL);
    }
  g_assert_cmpuint (sc_transcript_get_n_exchanges (transcript), ==, SC_TRANSCRIPT_MAX_EXCHANGES);
  g_assert_cmpstr (sc_transcript_get_exchange (transcript, 0)->path, ==, "/10");
  text = sc_transcript_format (transcript);
  again = parse (text, &error);
  g_assert_no_error (error);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/transcript/mask/plain", test_mask_plain);
  g_test_add_func ("/transcript/mask/long", test_mask_long);
  g_test_add_func ("/transcript/mask/certificate", test_mask_certificate);
  g_test_add_func ("/transcript/mask/certificate-odd", test_mask_certificate_odd);
  g_test_add_func ("/transcript/mask/scan", test_mask_scan);
  g_test_add_func ("/transcript/mask/form", test_mask_form);
  g_test_add_func ("/transcript/mask/longest-name", test_mask_longest_name);
  g_test_add_func ("/transcript/mask/overlong-name", test_mask_overlong_name);
  g_test_add_func ("/transcript/mask/hostile", test_mask_hostile);
  g_test_add_func ("/transcript/marks", test_marks);
  g_test_add_func ("/transcript/format", test_format);
  g_test_add_func ("/transcript/round-trip", test_round_trip);
  g_test_add_func ("/transcript/mistakes", test_mistakes);
  g_test_add_func ("/transcript/bounded", test_bounded);
  return g_test_run ();
}
