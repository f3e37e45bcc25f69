/* SPDX-FileCopyrightText: 2026 The Sensor Commissioner authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* What is shown before a diagnostics file is saved, and what must not be in it. */

#include "sc-diagnostics-window.h"
#include "sc-failure-view.h"
#include "sc-ui-bed.h"

static const ScStepKind provisioned_record[] = { SC_STEP_IDENTIFIED,
                                                 SC_STEP_MAC,
                                                 SC_STEP_TENANT,
                                                 SC_STEP_CERTIFICATE,
                                                 SC_STEP_SITE_NETWORK,
                                                 SC_STEP_BASELINE,
                                                 SC_STEP_CONSENT,
                                                 SC_STEP_DELETE_ASKED,
                                                 SC_STEP_DELETE_ANSWERED,
                                                 SC_STEP_ADD_ASKED,
                                                 SC_STEP_ADD_ANSWERED,
                                                 SC_STEP_RELEASED,
                                                 SC_STEP_PROVISION_ASKED,
                                                 SC_STEP_PROVISION_ACCEPTED,
                                                 0 };

static GtkWindow *
find_window (void)
{
  g_autoptr (GList) windows = gtk_window_list_toplevels ();

  for (GList *item = windows; item != NULL; item = item->next)
    if (SC_IS_DIAGNOSTICS_WINDOW (item->data))
      return item->data;
  return NULL;
}

/* Opens the window, and says what it shows. */
static char *
open_window (UiBed *bed)
{
  GtkWindow *window;
  GtkTextBuffer *buffer;
  GtkTextIter start, end;

  ui_press (bed, "win.save-diagnostics");
  window = find_window ();
  g_assert_nonnull (window);
  buffer = gtk_text_view_get_buffer (
      GTK_TEXT_VIEW (ui_find_type (GTK_WIDGET (window), GTK_TYPE_TEXT_VIEW)));
  gtk_text_buffer_get_bounds (buffer, &start, &end);
  return gtk_text_buffer_get_text (buffer, &start, &end, TRUE);
}

static void
close_window (UiBed *bed)
{
  gtk_window_destroy (find_window ());
  ui_bed_settle (bed);
}

/* Neither secrets, nor names of networks, nor a line of the certificate, nor who it was. */
static void
assert_safe (const char *text)
{
  g_autoptr (GBytes) bytes = ui_bed_pem ();
  g_autofree char *pem = g_strndup (g_bytes_get_data (bytes, NULL), g_bytes_get_size (bytes));
  g_auto (GStrv) lines = g_strsplit (pem, "\n", -1);
  static const char *const canaries[] = { UI_CLIENT_ID, UI_CLIENT_SECRET, UI_KEY, UI_SSID,
                                          "APIKEYID" };

  for (guint i = 0; i < G_N_ELEMENTS (canaries); i++)
    g_assert_null (strstr (text, canaries[i]));
  for (guint i = 0; lines[i] != NULL; i++)
    if (strlen (lines[i]) > 8)
      g_assert_null (strstr (text, lines[i]));
}

static void
assert_tells (const char *text, const char *what)
{
  if (strstr (text, what) == NULL)
    g_error ("“%s” is not in:\n%s", what, text);
}

static void
test_before_anything (void)
{
  g_autoptr (UiBed) bed = ui_bed_new (&ui_prefill);
  g_autofree char *text = open_window (bed);

  assert_safe (text);
  assert_tells (text, "stage: prepare\n");
  assert_tells (text, "site network: not entered\n");
  assert_tells (text, "[log]\nno log\n");
  close_window (bed);
}

static void
test_on_review (void)
{
  g_autoptr (UiBed) bed = ui_bed_new (&ui_prefill);
  g_autofree char *text = NULL;

  ui_bed_begin (bed);
  ui_bed_go_to (bed, SC_VISIT_REVIEWING);
  text = open_window (bed);
  assert_safe (text);
  assert_tells (text, "stage: review\n");
  assert_tells (text, "sign-in: signed in\n");
  assert_tells (text, "visit: reviewing\n");
  assert_tells (text, "site network: WPA, a name of 6 bytes\n");
  assert_tells (text, " identified 0000S111A = SMS0000S111A\n");
  assert_tells (text, "certificates in the chain: 2\n");
  close_window (bed);
}

static void
test_earlier_record (void)
{
  g_autoptr (UiBed) bed = ui_bed_new_with_record (provisioned_record);
  g_autofree char *text = open_window (bed);

  assert_safe (text);
  assert_tells (text, "[record 11111111]\nstate: open\n");
  assert_tells (text, " provision-accepted 2026-03-02T08:00:20Z\n");
  close_window (bed);
}

static gboolean
saves_diagnostics (GtkWidget *widget, gpointer user_data G_GNUC_UNUSED)
{
  return GTK_IS_BUTTON (widget)
         && g_strcmp0 (gtk_actionable_get_action_name (GTK_ACTIONABLE (widget)),
                       "win.save-diagnostics")
                == 0;
}

/* From the details of a failure it is one press away. */
static void
test_from_a_failure (void)
{
  g_autoptr (UiBed) bed = ui_bed_new (&ui_prefill);
  g_autofree char *text = NULL;
  GtkWidget *view, *button;

  ui_bed_begin (bed);
  ui_bed_go_to (bed, SC_VISIT_IDENTIFYING);
  sc_fake_link_lose (bed->fakes);
  ui_bed_settle (bed);
  sc_fake_link_finish_release (bed->fakes);
  ui_bed_settle (bed);
  view = ui_find_type (GTK_WIDGET (sc_window_get_page (bed->window)), SC_TYPE_FAILURE_VIEW);
  gtk_expander_set_expanded (GTK_EXPANDER (ui_find_type (view, GTK_TYPE_EXPANDER)), TRUE);
  button = ui_find (view, saves_diagnostics, NULL);
  g_assert_nonnull (button);
  g_assert_true (gtk_widget_get_sensitive (button));
  g_signal_emit_by_name (button, "clicked");
  ui_bed_settle (bed);
  g_assert_nonnull (find_window ());
  close_window (bed);
  text = open_window (bed);
  assert_tells (text, "visit trouble: SC-");
  close_window (bed);
}

static void
test_says_that_it_is_safe (void)
{
  g_autoptr (UiBed) bed = ui_bed_new (&ui_prefill);
  g_autofree char *text = open_window (bed);
  GtkWidget *window = GTK_WIDGET (find_window ());

  g_assert_true (ui_shows (window, "It is safe to send"));
  close_window (bed);
}

int
main (int argc, char **argv)
{
  gtk_test_init (&argc, &argv, NULL);
  adw_init ();
#define ADD(name) g_test_add_func ("/diagnostics/" #name, test_##name)
  ADD (before_anything);
  ADD (on_review);
  ADD (earlier_record);
  ADD (from_a_failure);
  ADD (says_that_it_is_safe);
#undef ADD
  return g_test_run ();
}
