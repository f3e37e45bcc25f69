/* SPDX-FileCopyrightText: 2026 The Sensor Commissioner authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/*
 * What a translation can break: on no page do two controls share an access key (with Alt), and
 * every page fits 360 pixels. Runs once a language, which LANGUAGE says.
 */

#include "config.h"

#include "sc-ui-bed.h"
#include "sc-ui.h"

#include <libintl.h>
#include <locale.h>

#define NARROW 360

typedef struct
{
  GHashTable *owners; /* access key → the control that has it */
  guint n_clashes;
} Keys;

static gboolean
expand (GtkWidget *widget, gpointer user_data G_GNUC_UNUSED)
{
  if (ADW_IS_EXPANDER_ROW (widget) && gtk_widget_get_mapped (widget))
    adw_expander_row_set_expanded (ADW_EXPANDER_ROW (widget), TRUE);
  return FALSE;
}

/* An entry row shows its title in two labels: the control counts, not the label. */
static GtkWidget *
control_of (GtkWidget *label)
{
  for (GtkWidget *widget = label; widget != NULL; widget = gtk_widget_get_parent (widget))
    {
      if (GTK_IS_BUTTON (widget) || GTK_IS_LIST_BOX_ROW (widget) || GTK_IS_EXPANDER (widget))
        return widget;
    }
  return label;
}

static gboolean
note_key (GtkWidget *widget, gpointer user_data)
{
  Keys *keys = user_data;
  GtkWidget *control;
  gpointer key, owner;
  guint keyval;

  if (!GTK_IS_LABEL (widget) || !gtk_widget_get_mapped (widget)
      || !gtk_widget_is_sensitive (widget))
    return FALSE;
  keyval = gtk_label_get_mnemonic_keyval (GTK_LABEL (widget));
  if (keyval == GDK_KEY_VoidSymbol)
    return FALSE;

  key = GUINT_TO_POINTER (gdk_keyval_to_lower (keyval));
  control = control_of (widget);
  owner = g_hash_table_lookup (keys->owners, key);
  if (owner != NULL && control_of (owner) != control)
    {
      g_test_message ("Alt+%s: “%s” and “%s”", gdk_keyval_name (keyval),
                      gtk_label_get_label (owner), gtk_label_get_label (GTK_LABEL (widget)));
      keys->n_clashes++;
    }
  g_hash_table_insert (keys->owners, key, widget);
  return FALSE;
}

static void
assert_page_is_fine (UiBed *bed)
{
  GtkWidget *content = adw_application_window_get_content (ADW_APPLICATION_WINDOW (bed->window));
  g_autoptr (GHashTable) owners = g_hash_table_new (NULL, NULL);
  Keys keys = { owners, 0 };
  int minimum;

  ui_find (content, expand, NULL);
  ui_bed_settle (bed);
  ui_find (content, note_key, &keys);
  g_assert_cmpuint (g_hash_table_size (owners), >, 0);
  g_assert_cmpuint (keys.n_clashes, ==, 0);
  gtk_widget_measure (content, GTK_ORIENTATION_HORIZONTAL, -1, &minimum, NULL, NULL, NULL);
  g_assert_cmpint (minimum, <=, NARROW);
}

static void
test_language_is_used (void)
{
  gboolean is_english = g_str_equal (g_getenv ("LANGUAGE"), "en");
  const char *text = "Bring OtoSense motor sensors to the cloud";

  g_assert_cmpint (g_str_equal (g_dgettext (GETTEXT_PACKAGE, text), text), ==, is_english);
}

static void
test_prepare (void)
{
  g_autoptr (UiBed) bed = ui_bed_new (&ui_prefill);

  assert_page_is_fine (bed);
  ui_press (bed, "win.go-on");
  sc_fake_cloud_fail (bed->fakes, SC_ERROR_CLOUD_CREDENTIALS);
  ui_bed_settle (bed);
  assert_page_is_fine (bed);
  ui_bed_sign_in (bed);
  assert_page_is_fine (bed);
  ui_press (bed, "win.edit-account");
  assert_page_is_fine (bed);
  ui_press (bed, "win.edit-network");
  assert_page_is_fine (bed);
}

static void
test_unfinished_record_at_the_start (void)
{
  static const ScStepKind steps[] = { SC_STEP_IDENTIFIED, SC_STEP_CERTIFICATE,  SC_STEP_CONSENT,
                                      SC_STEP_ADD_ASKED,  SC_STEP_ADD_ANSWERED, 0 };
  g_autoptr (UiBed) bed = ui_bed_new_with_record (steps);

  assert_page_is_fine (bed);
  ui_press (bed, "win.resume-unfinished");
  assert_page_is_fine (bed);
  ui_press (bed, "win.edit-account");
  assert_page_is_fine (bed);
}

static void
test_way_to_done (void)
{
  g_autoptr (UiBed) bed = ui_bed_new (&ui_prefill);

  ui_bed_begin (bed);
  ui_bed_advance (bed, 70 * S);
  ui_bed_add_access_point (bed, "SMS0000S111A", "02:00:00:00:00:01", 72, TRUE);
  ui_bed_add_access_point (bed, "Canteen", "02:00:00:00:00:02", 40, FALSE);
  while (sc_visit_get_state (bed->visit) != SC_VISIT_SENDING)
    {
      assert_page_is_fine (bed);
      ui_bed_step (bed);
    }
  ui_bed_go_to (bed, SC_VISIT_SENT);
  assert_page_is_fine (bed);
  ui_bed_advance (bed, 25 * 60 * S);
  assert_page_is_fine (bed);
  ui_press (bed, "win.show-done");
  assert_page_is_fine (bed);
}

static void
test_certificate_asked_for (void)
{
  g_autoptr (UiBed) bed = ui_bed_new (&ui_prefill);

  ui_bed_begin (bed);
  ui_bed_go_to (bed, SC_VISIT_READING_CERTIFICATE);
  while (sc_visit_get_state (bed->visit) == SC_VISIT_READING_CERTIFICATE)
    {
      sc_fake_sensor_fail (bed->fakes, SC_ERROR_SENSOR_NOT_FOUND);
      ui_bed_settle (bed);
    }
  assert_page_is_fine (bed);
}

static void
test_failed_visit (void)
{
  g_autoptr (UiBed) bed = ui_bed_new_by_hand (&ui_prefill);

  ui_bed_begin (bed);
  assert_page_is_fine (bed);
  ui_press (bed, "win.join");
  sc_fake_link_refuse (bed->fakes, SC_ERROR_LINK_NOT_JOINED);
  ui_bed_settle (bed);
  if (sc_visit_get_state (bed->visit) == SC_VISIT_LEAVING)
    ui_bed_step (bed);
  assert_page_is_fine (bed);
}

static void
test_sensor_came_back (void)
{
  g_autoptr (UiBed) bed = ui_bed_new (&ui_prefill);

  ui_bed_begin (bed);
  ui_bed_go_to (bed, SC_VISIT_SENT);
  sc_fake_link_set_presence (bed->fakes, SC_PRESENCE_GONE);
  ui_bed_advance (bed, 5 * S);
  sc_fake_link_set_presence (bed->fakes, SC_PRESENCE_SEEN_AGAIN);
  ui_bed_advance (bed, S);
  assert_page_is_fine (bed);
  ui_press (bed, "win.edit-network");
  assert_page_is_fine (bed);
}

int
main (int argc, char **argv)
{
  bindtextdomain (GETTEXT_PACKAGE, g_getenv ("SC_TEST_LOCALE_DIR"));
  bind_textdomain_codeset (GETTEXT_PACKAGE, "UTF-8");
  gtk_test_init (&argc, &argv, NULL); /* sets a locale of its own */
  setlocale (LC_ALL, "");
  adw_init ();
  sc_ui_init ();

#define ADD(name) g_test_add_func ("/languages/" #name, test_##name)
  ADD (language_is_used);
  ADD (prepare);
  ADD (unfinished_record_at_the_start);
  ADD (way_to_done);
  ADD (certificate_asked_for);
  ADD (failed_visit);
  ADD (sensor_came_back);
#undef ADD
  return g_test_run ();
}
