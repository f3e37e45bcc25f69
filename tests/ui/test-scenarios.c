/* SPDX-FileCopyrightText: 2026 The Sensor Commissioner authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* Every scenario through the real window, in virtual time, by somebody who reads what it says and
 * presses its one button. With SC_TEST_PICTURES=FOLDER a picture of each failure is left there. */

#include "sc-failure-view.h"
#include "sc-format.h"
#include "sc-practise-window.h"
#include "sc-rehearse.h"
#include "sc-trouble-window.h"
#include "sc-ui-pictures.h"
#include "sc-ui-bed.h"

typedef struct
{
  ScPlace place;
  const ScScenario *scenario;
  GSettings *settings;
  ScWindow *window;
  ScTroubleWindow *trouble; /* (nullable): shown before there is a window */
  guint n_again;            /* how often the application was asked to rehearse again */
} Fixture;

static void
settle (Fixture *f)
{
  sc_virtual_clock_settle (f->place.clock);
}

static void
forget_settings (GSettings *settings)
{
  static const char *const keys[] = { "endpoint", "ca-files", "site-ssid", "certificate-path",
                                      "unencrypted-warning-accepted" };

  for (guint i = 0; i < G_N_ELEMENTS (keys); i++)
    g_settings_reset (settings, keys[i]);
}

static void
on_rehearse_again (GSimpleAction *action G_GNUC_UNUSED, GVariant *parameter G_GNUC_UNUSED,
                   gpointer fixture)
{
  ((Fixture *)fixture)->n_again++;
}

/* What the application does for this window */
static void
add_application_actions (Fixture *f)
{
  static const GActionEntry entries[] = { { .name = "rehearse-again",
                                            .activate = on_rehearse_again } };
  g_autoptr (GSimpleActionGroup) group = g_simple_action_group_new ();

  g_action_map_add_action_entries (G_ACTION_MAP (group), entries, G_N_ELEMENTS (entries), f);
  gtk_widget_insert_action_group (GTK_WIDGET (f->window), "app", G_ACTION_GROUP (group));
}

static void
set_up (Fixture *f, gconstpointer name)
{
  ScPractice *practice;
  ScPrefill prefill = { 0 };
  ScWindowSetup setup = { .rehearsal = TRUE, .prefill = &prefill, .report = ui_bed_report };

  sc_place_set_up (&f->place, NULL);
  f->scenario = sc_scenario_find (name);
  sc_place_apply (&f->place, f->scenario);
  practice = sc_world_get_practice (f->place.world);
  prefill = (ScPrefill){ .endpoint = practice->endpoint,
                         .client_id = practice->client_id,
                         .client_secret = practice->client_secret,
                         .ssid = practice->ssid,
                         .key = practice->key };
  f->settings =
      g_settings_new_with_path ("io.github.sensor_commissioner.SensorCommissioner",
                                "/io/github/sensor_commissioner/SensorCommissioner/test/");
  forget_settings (f->settings);
  f->window = g_object_ref (sc_window_new (NULL, f->place.workflow, f->settings, &setup));
  add_application_actions (f);
  gtk_window_present (GTK_WINDOW (f->window));
  settle (f);
}

static void
tear_down (Fixture *f, gconstpointer name G_GNUC_UNUSED)
{
  if (f->trouble != NULL)
    gtk_window_destroy (GTK_WINDOW (f->trouble));
  g_clear_object (&f->trouble);
  gtk_window_destroy (GTK_WINDOW (f->window));
  g_clear_object (&f->window);
  g_clear_object (&f->settings);
  settle (f);
  sc_place_tear_down (&f->place, NULL);
}

/* Hands */

static ScPage *
page_of (Fixture *f)
{
  return sc_window_get_page (f->window);
}

static GtkWidget *
primary_of (Fixture *f)
{
  return sc_page_get_primary (page_of (f));
}

/* The one suggested button, as Enter would. */
static void
press_primary (Fixture *f)
{
  GtkWidget *button = primary_of (f);

  g_assert_true (gtk_widget_get_visible (button));
  g_assert_true (gtk_widget_is_sensitive (button));
  g_signal_emit_by_name (button, "clicked");
  settle (f);
}

static GtkWidget *
find_row (Fixture *f, const char *title)
{
  GtkWidget *row = ui_find_row (GTK_WIDGET (page_of (f)), title);

  if (row == NULL)
    g_error ("%s: there is no entry “%s”", f->scenario->name, title);
  return row;
}

static gboolean
is_start_anew (GtkWidget *widget, gpointer user_data G_GNUC_UNUSED)
{
  return GTK_IS_BUTTON (widget)
         && g_strcmp0 (gtk_button_get_label (GTK_BUTTON (widget)), "_Start a New Journal") == 0;
}

static void
on_begin_anew (gboolean *asked)
{
  *asked = TRUE;
}

/* Another window is there instead of the usual one; its other button. */
static void
begin_anew (const ScTechnician *self)
{
  Fixture *f = self->data;
  GtkWidget *button = ui_find (GTK_WIDGET (f->trouble), is_start_anew, NULL);
  gboolean asked = FALSE;

  g_assert_nonnull (button);
  g_assert_true (gtk_widget_get_mapped (button));
  g_signal_connect_swapped (f->trouble, "start-anew", G_CALLBACK (on_begin_anew), &asked);
  g_signal_emit_by_name (button, "clicked");
  g_assert_true (asked);
}

static void
resume (const ScTechnician *self)
{
  Fixture *f = self->data;

  gtk_widget_activate_action (GTK_WIDGET (page_of (f)), "win.resume-unfinished", NULL);
  settle (f);
  g_assert_cmpint (sc_workflow_get_stage (f->place.workflow), ==, SC_STAGE_CONNECT);
}

static gboolean
has_signed_in (ScPlace *place)
{
  return sc_workflow_get_sign_in (place->workflow) != SC_SIGN_IN_BUSY;
}

static void
sign_in (const ScTechnician *self, const char *secret)
{
  Fixture *f = self->data;

  if (secret != NULL)
    ui_type (find_row (f, "Client secret"), secret);
  press_primary (f);
  g_assert_true (sc_place_run_until (&f->place, has_signed_in, 60 * S));
  settle (f);
}

static gboolean
sees_sensor (ScPlace *place)
{
  GListModel *aps = sc_link_get_access_points (place->link);

  for (guint i = 0; i < g_list_model_get_n_items (aps); i++)
    {
      g_autoptr (ScAccessPoint) ap = g_list_model_get_item (aps, i);

      if (g_bytes_equal (sc_access_point_get_ssid (ap), sc_world_sensor_get_ssid (place->sensor)))
        return TRUE;
    }
  return FALSE;
}

static gboolean
is_under_way (ScPlace *place)
{
  return sc_visit_get_state (place->visit) != SC_VISIT_IDLE
         && !sc_visit_state_is_end (sc_visit_get_state (place->visit));
}

static void
press_join (Fixture *f)
{
  g_assert_true (sc_place_run_until (&f->place, sees_sensor, 300 * S));
  settle (f);
  press_primary (f);
}

static void
join (Fixture *f)
{
  press_join (f);
  g_assert_true (is_under_way (&f->place));
}

static gboolean
has_tested (ScPlace *place)
{
  return !sc_site_test_is_running (sc_workflow_get_site_test (place->workflow));
}

/* Continue begins with it. */
static void
test_site_network (const ScTechnician *self)
{
  Fixture *f = self->data;

  press_primary (f);
  g_assert_false (has_tested (&f->place));
  g_assert_true (sc_place_run_until (&f->place, has_tested, 300 * S));
  settle (f);
  g_assert_cmpint (sc_workflow_get_stage (f->place.workflow), ==, SC_STAGE_PREPARE);
}

static void
choose_security (const ScTechnician *self, ScSecurity security)
{
  Fixture *f = self->data;
  GtkWidget *combo;
  GListModel *model;
  guint i = 0;

  gtk_widget_activate_action (GTK_WIDGET (page_of (f)), "win.edit-network", NULL);
  settle (f);
  combo = find_row (f, "Security");
  model = adw_combo_row_get_model (ADW_COMBO_ROW (combo));
  while (i < g_list_model_get_n_items (model)
         && g_strcmp0 (gtk_string_list_get_string (GTK_STRING_LIST (model), i),
                       sc_format_security (security))
                != 0)
    i++;
  adw_combo_row_set_selected (ADW_COMBO_ROW (combo), i);
  ui_type (find_row (f, "Password"), SC_PRACTICE_KEY);
}

static void
type_ap_key (const ScTechnician *self, const char *key)
{
  Fixture *f = self->data;

  ui_type (find_row (f, "Password"), key);
  press_primary (f);
  g_assert_true (is_under_way (&f->place));
}

static gboolean
fails_at_once (const ScScenario *scenario)
{
  return scenario->acts[0].where == SC_SCENARIO_AT_JOIN || scenario->end == SC_SCENARIO_BROKEN_OFF;
}

/* Continue first tries the site network on this computer. What speaks against it is read, and not
 * believed: the scenario is about what follows. */
static void
begin (const ScTechnician *self)
{
  Fixture *f = self->data;

  g_assert_cmpint (sc_workflow_get_stage (f->place.workflow), ==, SC_STAGE_PREPARE);
  press_primary (f);
  g_assert_true (sc_place_run_until (&f->place, has_tested, 300 * S));
  settle (f);
  if (sc_workflow_get_stage (f->place.workflow) == SC_STAGE_PREPARE)
    press_primary (f);
  g_assert_cmpint (sc_workflow_get_stage (f->place.workflow), ==, SC_STAGE_SENSOR);
  press_join (f);
  g_assert_cmpint (is_under_way (&f->place), !=, fails_at_once (f->scenario));
}

static void
type_path (const ScTechnician *self, const char *path)
{
  Fixture *f = self->data;

  ui_type (find_row (f, "Address (/…)"), path);
  press_primary (f);
}

static void
consent (const ScTechnician *self)
{
  Fixture *f = self->data;

  g_assert_cmpint (sc_workflow_get_stage (f->place.workflow), ==, SC_STAGE_REVIEW);
  if (ui_find_type (GTK_WIDGET (page_of (f)), GTK_TYPE_CHECK_BUTTON) != NULL)
    gtk_check_button_set_active (
        GTK_CHECK_BUTTON (ui_find_type (GTK_WIDGET (page_of (f)), GTK_TYPE_CHECK_BUTTON)), TRUE);
  press_primary (f);
  g_assert_cmpint (sc_workflow_get_stage (f->place.workflow), !=, SC_STAGE_REVIEW);
}

/* The form that opened holds what was entered: one press is enough. */
static void
press (const ScTechnician *self, ScScenarioWhere where, const ScErrorInfo *info G_GNUC_UNUSED)
{
  Fixture *f = self->data;

  press_primary (f);
  if (where == SC_SCENARIO_AFTER_SEND || where == SC_SCENARIO_AT_RESUME)
    sc_place_run_until (&f->place, has_signed_in, 60 * S);
  settle (f);
  if (sc_workflow_get_stage (f->place.workflow) == SC_STAGE_SENSOR && !is_under_way (&f->place))
    join (f);
}

static void
type_key (const ScTechnician *self, const char *key)
{
  Fixture *f = self->data;

  press_primary (f);
  ui_type (find_row (f, "Password"), key);
  press_primary (f);
  if (!is_under_way (&f->place))
    join (f);
}

/* Eyes */

static gboolean
is_failure_shown (GtkWidget *widget, gpointer user_data G_GNUC_UNUSED)
{
  return SC_IS_FAILURE_VIEW (widget) && gtk_widget_get_mapped (widget);
}

static void
assert_says (Fixture *f, GtkWidget *view, const char *text)
{
  if (!ui_shows (view, text))
    g_error ("%s: the failure does not say “%s”", f->scenario->name, text);
}

/* What became of the sensor is only said where one is concerned. */
static void
assert_fate (Fixture *f, GtkWidget *view, ScScenarioWhere where, const ScErrorInfo *info)
{
  const char *unchanged = "The sensor was not changed.";
  const char *changed = info->fate == SC_FATE_CHANGED
                            ? "The sensor was sent the site network."
                            : "The sensor’s network settings may have been changed.";
  gboolean was_changed =
      where == SC_SCENARIO_AFTER_SEND && sc_record_was_changed (sc_place_record (&f->place));

  if (info->fate == SC_FATE_NOT_CONCERNED)
    {
      g_assert_false (ui_shows (view, unchanged));
      g_assert_false (ui_shows (view, changed));
    }
  else
    assert_says (f, view, was_changed ? changed : unchanged);
}

/* The code is in the details, and these are folded. */
static void
assert_details (GtkWidget *view, const ScErrorInfo *info)
{
  GtkWidget *expander = ui_find_type (view, GTK_TYPE_EXPANDER);

  g_assert_nonnull (expander);
  g_assert_false (gtk_expander_get_expanded (GTK_EXPANDER (expander)));
  g_assert_true (ui_holds (gtk_expander_get_child (GTK_EXPANDER (expander)), info->id));
  g_assert_false (ui_shows (view, info->id));
}

static void
assert_button (Fixture *f, const ScErrorInfo *info)
{
  GtkWidget *button = primary_of (f);
  g_autofree char *label = ui_button_label (button);

  g_test_message ("%s: “%s”", info->id, label);
  g_assert_true (gtk_widget_get_visible (button));
  g_assert_true (gtk_widget_is_sensitive (button));
  g_assert_cmpuint (strlen (label), >, 3);
}

/* In a window of its own: there are no pages yet. */
static void
see_before_start (Fixture *f, const ScErrorInfo *info)
{
  g_autoptr (GError) error = g_error_new_literal (SC_ERROR, (int)info->code, "a test");
  GtkWidget *button;

  f->trouble = g_object_ref (sc_trouble_window_new (NULL, TRUE, error));
  gtk_window_present (GTK_WINDOW (f->trouble));
  settle (f);
  ui_pictures_take (GTK_WINDOW (f->trouble), f->scenario->name, info->id);
  assert_says (f, GTK_WIDGET (f->trouble), "Nothing real happens");
  assert_says (f, GTK_WIDGET (f->trouble), info->what);
  assert_says (f, GTK_WIDGET (f->trouble), info->cause);
  assert_says (f, GTK_WIDGET (f->trouble), info->next);
  assert_details (GTK_WIDGET (f->trouble), info);
  /* What is only newer is not to be put aside. */
  button = ui_find (GTK_WIDGET (f->trouble), is_start_anew, NULL);
  g_assert_cmpint (gtk_widget_get_mapped (button), ==, info->code == SC_ERROR_JOURNAL_DAMAGED);
}

/* A line on the first page: one can go on. Of the keyring it says all there is to say. */
static void
see_at_start (Fixture *f, const ScErrorInfo *info)
{
  GtkWidget *page = GTK_WIDGET (page_of (f));

  g_assert_cmpint (sc_workflow_get_stage (f->place.workflow), ==, SC_STAGE_PREPARE);
  ui_pictures_take (GTK_WINDOW (f->window), f->scenario->name, info->id);
  assert_says (f, page, info->what);
  if (sc_workflow_get_keyring_error (f->place.workflow) != NULL)
    assert_says (f, page, info->cause);
  assert_says (f, page, info->next);
}

/* The result of the test says what to change, and leaves it to the technician. */
static void
see_at_test (Fixture *f, const ScErrorInfo *info)
{
  GtkWidget *page = GTK_WIDGET (page_of (f));

  ui_pictures_take (GTK_WINDOW (f->window), f->scenario->name, info->id);
  assert_says (f, page, "protected in another way than was entered");
  assert_says (f, page, "Choose the security");
  assert_button (f, info);
}

/* Beside the entry; nothing has begun. */
static void
see_at_join (Fixture *f, const ScErrorInfo *info)
{
  GtkWidget *page = GTK_WIDGET (page_of (f));

  ui_pictures_take (GTK_WINDOW (f->window), f->scenario->name, info->id);
  assert_says (f, page, info->what);
  assert_says (f, page, info->cause);
  g_assert_cmpint (sc_visit_get_state (f->place.visit), ==, SC_VISIT_IDLE);
  g_assert_true (gtk_widget_is_ancestor (gtk_window_get_focus (GTK_WINDOW (f->window)),
                                         find_row (f, "Password")));
  assert_button (f, info);
}

/* No failure yet: the sentence under the figure says it, and what is being done about it. */
static void
see_offline (Fixture *f)
{
  g_autofree char *advice = sc_place_advice (&f->place);

  ui_pictures_take (GTK_WINDOW (f->window), f->scenario->name,
                    sc_error_get_info (SC_ERROR_UPLINK_NONE)->id);
  assert_says (f, GTK_WIDGET (page_of (f)), advice);
  assert_says (f, GTK_WIDGET (page_of (f)), "Looking for a way online");
  g_assert_null (ui_find (GTK_WIDGET (page_of (f)), is_failure_shown, NULL));
}

/* No failure either: nobody has signed in yet. The form is there, filled in, under the time that
 * is left. */
static void
see_at_resume (Fixture *f, const ScErrorInfo *info)
{
  GtkWidget *page = GTK_WIDGET (page_of (f));
  g_autofree char *advice = sc_place_advice (&f->place);

  ui_pictures_take (GTK_WINDOW (f->window), f->scenario->name, info->id);
  assert_says (f, page, advice);
  g_assert_null (ui_find (page, is_failure_shown, NULL));
  g_assert_true (gtk_widget_get_mapped (find_row (f, "Client secret")));
  assert_button (f, info);
}

static void
see_failure (Fixture *f, ScScenarioWhere where, const ScErrorInfo *info)
{
  GtkWidget *view;
  ScPlan plan;

  view = ui_find (GTK_WIDGET (page_of (f)), is_failure_shown, NULL);
  ui_pictures_take (GTK_WINDOW (f->window), f->scenario->name, info->id);
  if (view == NULL)
    g_error ("%s: no failure is shown", f->scenario->name);
  assert_says (f, view, info->what);
  if (info->cause != NULL)
    assert_says (f, view, info->cause);
  assert_says (f, view, info->next);
  assert_details (view, info);
  assert_fate (f, view, where, info);
  if (where != SC_SCENARIO_AFTER_SEND)
    {
      assert_button (f, info);
      return;
    }
  plan = sc_place_plan (&f->place);
  if (plan.action == SC_ACTION_NONE || plan.action == SC_ACTION_SIGN_IN)
    assert_button (f, info);
}

static void
see (const ScTechnician *self, ScScenarioWhere where, const ScErrorInfo *info)
{
  Fixture *f = self->data;

  settle (f);
  if (where == SC_SCENARIO_BEFORE_START)
    see_before_start (f, info);
  else if (where == SC_SCENARIO_AT_START)
    see_at_start (f, info);
  else if (where == SC_SCENARIO_AT_TEST)
    see_at_test (f, info);
  else if (where == SC_SCENARIO_AT_JOIN)
    see_at_join (f, info);
  else if (where == SC_SCENARIO_AT_RESUME)
    see_at_resume (f, info);
  else if (info->code == SC_ERROR_UPLINK_NONE)
    see_offline (f);
  else
    see_failure (f, where, info);
}

static ScTechnician
technician_of (Fixture *f)
{
  return (ScTechnician){ .begin_anew = begin_anew,
                         .resume = resume,
                         .sign_in = sign_in,
                         .test = test_site_network,
                         .choose_security = choose_security,
                         .begin = begin,
                         .type_ap_key = type_ap_key,
                         .type_path = type_path,
                         .send = consent,
                         .press = press,
                         .type_key = type_key,
                         .see = see,
                         .data = f };
}

static void
test_through_the_window (Fixture *f, gconstpointer name G_GNUC_UNUSED)
{
  const ScTechnician technician = technician_of (f);

  sc_rehearse (&f->place, f->scenario, &technician);
  settle (f);
  if (f->scenario->end != SC_SCENARIO_BROKEN_OFF)
    return;
  press_primary (f);
  g_assert_cmpuint (f->n_again, ==, 1);
}

/* What the cloud finds too large is mended where the certificate's address is, with the record
 * kept. */
static void
test_leads_to_the_address (Fixture *f, gconstpointer name G_GNUC_UNUSED)
{
  const ScTechnician technician = technician_of (f);

  sc_rehearse (&f->place, f->scenario, &technician);
  settle (f);
  press_primary (f);
  g_assert_cmpint (sc_workflow_get_stage (f->place.workflow), ==, SC_STAGE_PREPARE);
  g_assert_true (gtk_widget_get_mapped (find_row (f, "Address (/…)")));
  g_assert_cmpuint (g_list_model_get_n_items (sc_workflow_get_records (f->place.workflow)), ==, 1);
}

/* What can be practised, as the application lists it. */
static void
test_practise_lists_them_all (Fixture *f, gconstpointer name G_GNUC_UNUSED)
{
  guint n = sc_scenario_count ();
  g_autofree ScExercise *exercises = g_new0 (ScExercise, n + 1);
  GtkWindow *practise;

  for (guint i = 0; i < n; i++)
    {
      const ScScenario *scenario = sc_scenario_get (i);

      exercises[i] =
          (ScExercise){ scenario->name, scenario->group, scenario->summary, scenario->expected };
    }
  practise = sc_practise_window_new (GTK_WINDOW (f->window), exercises);
  gtk_window_present (practise);
  settle (f);
  for (guint i = 0; i < n; i++)
    {
      g_assert_true (ui_shows (GTK_WIDGET (practise), exercises[i].group));
      g_assert_nonnull (ui_find_row (GTK_WIDGET (practise), exercises[i].title));
    }
  ui_pictures_take (practise, "practise", "window");
  gtk_window_destroy (practise);
}

int
main (int argc, char **argv)
{
  gtk_test_init (&argc, &argv, NULL);
  adw_init ();
  ui_pictures_init ();
  for (guint i = 0; i < sc_scenario_count (); i++)
    {
      const char *name = sc_scenario_get (i)->name;
      g_autofree char *path = g_strdup_printf ("/window/%s", name);

      g_test_add (path, Fixture, name, set_up, test_through_the_window, tear_down);
    }
  g_test_add ("/window/too-large-leads-to-the-address", Fixture, "cloud-413", set_up,
              test_leads_to_the_address, tear_down);
  g_test_add ("/window/practise-lists-them-all", Fixture, SC_SCENARIO_DEFAULT, set_up,
              test_practise_lists_them_all, tear_down);
  return g_test_run ();
}
