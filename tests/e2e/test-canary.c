/* SPDX-FileCopyrightText: 2026 The Sensor Commissioner authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* Client ID and secret, token, Wi-Fi key and certificate turn up in nothing that others can
 * read: logs at any level, argument lists, files, and what assistive technology is told once a
 * form was submitted. */

#include "sc-atspi-report.h"
#include "sc-case.h"
#include "sc-leaks.h"
#include "sc-steps.h"

#include <string.h>

/* What the simulator makes up for a rehearsal. */
#define CLIENT_ID "PRACTICE-CLIENT"
#define CLIENT_SECRET "practice-secret-0000"
#define WIFI_KEY "practice-key-1234"
#define WIFI_NAME "Practice Hall 1"
#define TOKEN_MARK ".practice+token/"

static void
look_at_window (ScCase *self, ScLeaks *leaks, const char *where)
{
  g_autoptr (GError) error = NULL;
  g_autofree char *everything = sc_atspi_everything (self->wizard.driver->atspi, &error);

  g_assert_no_error (error);
  sc_leaks_look_in (leaks, where, everything, strlen (everything));
  g_assert_cmpuint (sc_leaks_look_in_argument_lists (leaks), >, 2);
}

static void
assert_none (ScLeaks *leaks)
{
  GPtrArray *found = sc_leaks_get_found (leaks);

  for (guint i = 0; i < found->len; i++)
    g_test_message ("leaked: %s", (const char *)g_ptr_array_index (found, i));
  g_assert_cmpuint (found->len, ==, 0);
}

/* Without this, a test that looks in the wrong place would pass. */
static void
assert_would_find (ScCase *self)
{
  g_autoptr (ScLeaks) leaks = sc_leaks_new ();

  sc_leaks_add_canary (leaks, "client ID", CLIENT_ID);
  sc_leaks_add_canary (leaks, "client secret", CLIENT_SECRET);
  sc_leaks_add_canary (leaks, "Wi-Fi key", WIFI_KEY);
  look_at_window (self, leaks, "the form while it is being filled in");
  g_assert_cmpuint (sc_leaks_get_found (leaks)->len, >=, 3);
}

/* All of what a diagnostics file would hold. */
static void
look_at_diagnostics (ScCase *self, ScLeaks *leaks)
{
  ScAtspi *atspi = self->wizard.driver->atspi;
  g_autofree char *item = sc_wizard_translate ("Save _Diagnostics…");
  g_autofree char *shown = sc_wizard_translate ("What will be saved");
  g_autofree char *text = NULL;
  g_autoptr (ScAtspiNode) found = NULL;
  const char *pictures = g_getenv ("SC_CANARY_PICTURES"); /* to look at the window */

  g_assert_true (sc_screen_key (self->wizard.driver->screen, "F10")); /* the main menu */
  found = sc_atspi_wait_for (atspi, SC_ATSPI_MENU_ITEM, item, SC_WIZARD_PATIENCE);
  g_assert_nonnull (found);
  g_assert_true (sc_atspi_press (found));
  g_clear_object (&found);
  found = sc_atspi_wait_for (atspi, SC_ATSPI_ANY, shown, SC_WIZARD_PATIENCE);
  g_assert_nonnull (found);
  text = sc_atspi_get_text (found);
  g_assert_nonnull (strstr (text, "POST /oauth/token: 200")); /* the log */
  g_assert_nonnull (strstr (text, "body \\{pem 1 "));         /* the transcript */
  g_assert_true (g_str_has_suffix (text, "end-of-transcript\n"));
  g_assert_nonnull (strstr (text, "\nbattery: ")); /* the state of the computer */
  g_assert_nonnull (strstr (text, "\ndisk of the records: "));
  g_assert_nonnull (strstr (text, " MB free"));
  sc_leaks_look_in (leaks, "the diagnostics", text, strlen (text));
  if (pictures != NULL)
    sc_screen_shoot (self->wizard.driver->screen, pictures, SC_DRIVER_SOON, NULL);
}

static void
test_canary (void)
{
  g_auto (ScCase) computer = { 0 };
  g_autoptr (ScLeaks) leaks = sc_leaks_new ();
  g_autofree char *base64 = NULL;
  ScWizard *wizard = &computer.wizard;

  sc_case_init (&computer);
  sc_case_add_argument (&computer, "--rehearsal");
  sc_case_add_argument (&computer, "--speed");
  sc_case_add_argument (&computer, "20");
  sc_case_start (&computer);
  assert_would_find (&computer);
  sc_leaks_add_canary (leaks, "client ID", CLIENT_ID);
  sc_leaks_add_canary (leaks, "client secret", CLIENT_SECRET);
  sc_leaks_add_canary (leaks, "Wi-Fi key", WIFI_KEY);
  sc_leaks_add_canary (leaks, "token", TOKEN_MARK);

  g_assert_true (sc_wizard_prepare (wizard));
  look_at_window (&computer, leaks, "the window on Sensor");
  g_assert_true (sc_wizard_join (wizard));
  g_assert_true (sc_wizard_arrive (wizard, "Review", NULL));
  look_at_window (&computer, leaks, "the window on Review");
  g_assert_true (sc_wizard_send (wizard));
  look_at_window (&computer, leaks, "the window on Connect");
  g_assert_true (sc_wizard_finish (wizard));
  g_assert_true (sc_wizard_see (wizard, "In contact with the cloud"));

  /* The certificate is in the journal, and nowhere else. */
  sc_leaks_look_in_folder (leaks, computer.home);
  base64 = sc_steps_read_certificate_line (computer.home);
  g_assert_nonnull (base64);
  sc_leaks_add_canary (leaks, "certificate", base64);
  sc_leaks_add_canary (leaks, "certificate", "-----BEGIN CERTIFICATE");
  look_at_window (&computer, leaks, "the window on Done");
  /* In the window the site network has its name; in a file that is sent on it has none. */
  sc_leaks_add_canary (leaks, "Wi-Fi name", WIFI_NAME);
  look_at_diagnostics (&computer, leaks);
  g_clear_pointer (&wizard->driver, sc_driver_free);
  for (guint i = 1; i <= computer.n_starts; i++)
    {
      g_autofree char *log = g_strdup_printf ("%s/start-%u.log", computer.home, i);
      g_autoptr (GError) error = NULL;

      sc_leaks_look_in_file (leaks, log, &error);
      g_assert_no_error (error);
    }
  assert_none (leaks);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/canary/one-commissioning", test_canary);
  return g_test_run ();
}
