/* SPDX-FileCopyrightText: 2026 The Sensor Commissioner authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "sc-ui-bed.h"

#include "sc-diagnostics.h"

const ScPrefill ui_prefill = {
  .endpoint = UI_ENDPOINT,
  .client_id = UI_CLIENT_ID,
  .client_secret = UI_CLIENT_SECRET,
  .ssid = UI_SSID,
  .key = UI_KEY,
};

static const ScExercise exercises[] = {
  { "all-well", "It works", "All well", "A sensor is commissioned without trouble." },
  { "second-uplink", "It works", "A cable", "There is no deadline." },
  { "uplink-late", "Connecting", "Late back online",
    "This computer needs a while to get online again." },
  { NULL, NULL, NULL, NULL },
};

char *
ui_bed_report (ScRecord *record, gpointer user_data G_GNUC_UNUSED)
{
  return g_strdup_printf ("Sensor: %s\n", sc_record_get_sensor_id (record));
}

static char *
make_diagnostics (ScWorkflow *workflow, gpointer user_data G_GNUC_UNUSED)
{
  const ScDiagnosticsInput input = { .workflow = workflow, .log = "no log\n" };

  return sc_diagnostics_format (&input);
}

/**
 * ui_bed_pem:
 *
 * Returns: (transfer full): a certificate chain like a sensor's
 */
GBytes *
ui_bed_pem (void)
{
  g_autofree char *path = g_test_build_filename (G_TEST_DIST, "support", "sensor-chain.pem", NULL);
  g_autoptr (GError) error = NULL;
  char *text;
  gsize n_bytes;

  g_file_get_contents (path, &text, &n_bytes, &error);
  g_assert_no_error (error);
  return g_bytes_new_take (text, n_bytes);
}

/**
 * ui_bed_settle:
 * @bed: a bed
 *
 * Lets everything that is due happen.
 */
void
ui_bed_settle (UiBed *bed)
{
  ui_bed_advance (bed, 0);
}

/**
 * ui_bed_advance:
 * @bed: a bed
 * @us: how far time moves
 */
void
ui_bed_advance (UiBed *bed, gint64 us)
{
  sc_virtual_clock_advance (bed->clock, us);
}

static void
add_step (UiBed *bed, const char *uid, ScStepKind kind)
{
  ScClock *clock = SC_CLOCK (bed->clock);
  g_autoptr (ScStep) step = NULL;
  g_autoptr (GBytes) blob = NULL;
  g_autoptr (GError) error = NULL;

  switch (kind)
    {
    case SC_STEP_IDENTIFIED:
      step = sc_step_new_text (kind, clock, "0000S111A", "SMS0000S111A");
      break;
    case SC_STEP_MAC:
      step = sc_step_new_text (kind, clock, "00:11:22:33:44:55", NULL);
      break;
    case SC_STEP_TENANT:
      step = sc_step_new_text (kind, clock, UI_ENDPOINT, "abc123");
      break;
    case SC_STEP_CERTIFICATE:
      blob = ui_bed_pem ();
      step = sc_step_new_blob (kind, clock, blob, "fingerprint");
      break;
    case SC_STEP_SITE_NETWORK:
      blob = g_bytes_new_static (UI_SSID, strlen (UI_SSID));
      step = sc_step_new_blob (kind, clock, blob, NULL);
      break;
    case SC_STEP_CONSENT:
      step = sc_step_new_text (kind, clock, "after", NULL);
      break;
    case SC_STEP_PROVISION_ACCEPTED:
      step = sc_step_new_text (kind, clock, "2026-03-02T08:00:20Z", "APIKEYID");
      break;
    case SC_STEP_CONTACT:
      step = sc_step_new_text (kind, clock, "2026-03-02T08:05:00Z", NULL);
      break;
    default:
      step = sc_step_new (kind, clock);
      break;
    }
  g_assert_true (sc_journal_append (bed->fakes->journal, uid, step, &error));
  g_assert_no_error (error);
}

/* GTK 4.24 on X11 counts a frame of a pop-up twice, and warns of itself. Nothing of ours touches
 * the frames. */
static GLogWriterOutput
write_log (GLogLevelFlags level, const GLogField *fields, gsize n_fields,
           gpointer user_data G_GNUC_UNUSED)
{
  static const char twice[] = "gdk_frame_timings_submitted() called on submitted frame.";

  for (gsize i = 0; i < n_fields; i++)
    {
      if (g_str_equal (fields[i].key, "MESSAGE") && g_strcmp0 (fields[i].value, twice) == 0)
        return G_LOG_WRITER_HANDLED;
    }
  return g_log_writer_default (level, fields, n_fields, NULL);
}

static void
watch_log (void)
{
  static gsize is_watched = 0;

  if (!g_once_init_enter (&is_watched))
    return;
  g_log_set_writer_func (write_log, NULL, NULL);
  g_once_init_leave (&is_watched, 1);
}

static UiBed *
create (gboolean by_hand, const ScPrefill *prefill, const ScStepKind *kinds)
{
  UiBed *bed = g_new0 (UiBed, 1);
  ScWindowSetup setup = {
    .rehearsal = prefill != NULL,
    .prefill = prefill,
    .exercises = exercises,
    .report = ui_bed_report,
    .diagnostics = make_diagnostics,
  };
  ScPorts ports;

  watch_log ();
  bed->clock = sc_virtual_clock_new ();
  bed->fakes = sc_fakes_new ();
  if (by_hand)
    sc_fake_link_set_abilities (bed->fakes, 0);
  for (; kinds != NULL && *kinds != 0; kinds++)
    {
      add_step (bed, "11111111-2222-3333-4444-555555555555", *kinds);
      sc_virtual_clock_advance (bed->clock, S / 10);
    }
  bed->model = sc_model_load ("otosense-sms", NULL);
  ports = (ScPorts){ SC_CLOCK (bed->clock), bed->fakes->link,    bed->fakes->sensor,
                     bed->fakes->cloud,     bed->fakes->journal, bed->fakes->keyring };
  bed->workflow = sc_workflow_new (&ports, bed->model);
  bed->visit = sc_workflow_get_visit (bed->workflow);
  if (kinds != NULL)
    g_assert_true (sc_workflow_load (bed->workflow, NULL));
  bed->settings = g_settings_new_with_path ("io.github.sensor_commissioner.SensorCommissioner",
                                            "/io/github/sensor_commissioner/test/");
  for (guint i = 0; i < 5; i++)
    g_settings_reset (bed->settings,
                      ((const char *[]){ "endpoint", "site-ssid", "certificate-path",
                                         "unencrypted-warning-accepted", "wifi-adapter" })[i]);
  bed->window = g_object_ref (sc_window_new (NULL, bed->workflow, bed->settings, &setup));
  gtk_window_present (GTK_WINDOW (bed->window));
  ui_bed_settle (bed);
  return bed;
}

/**
 * ui_bed_new:
 * @prefill: (nullable): what the forms hold
 *
 * Returns: (transfer full): a window at Prepare, on a computer that switches by itself
 */
UiBed *
ui_bed_new (const ScPrefill *prefill)
{
  return create (FALSE, prefill, NULL);
}

/**
 * ui_bed_new_by_hand:
 * @prefill: (nullable): what the forms hold
 *
 * Returns: (transfer full): a window at Prepare, on a computer where one joins by hand
 */
UiBed *
ui_bed_new_by_hand (const ScPrefill *prefill)
{
  return create (TRUE, prefill, NULL);
}

/**
 * ui_bed_new_with_record:
 * @kinds: steps of one record of an earlier run, ends with 0
 *
 * Returns: (transfer full): a window at Prepare
 */
UiBed *
ui_bed_new_with_record (const ScStepKind *kinds)
{
  return create (FALSE, NULL, kinds);
}

void
ui_bed_free (UiBed *bed)
{
  gpointer window = bed->window;
  gpointer workflow = bed->workflow;

  g_object_add_weak_pointer (window, &window);
  g_object_add_weak_pointer (workflow, &workflow);
  g_clear_object (&bed->settings);
  gtk_window_destroy (GTK_WINDOW (bed->window)); /* does nothing if a test closed it */
  g_clear_object (&bed->window);
  g_clear_object (&bed->workflow);
  ui_bed_settle (bed);
  g_assert_null (window); /* nothing keeps the window, and the window keeps nothing */
  g_assert_null (workflow);
  sc_fakes_free (bed->fakes);
  sc_model_unref (bed->model);
  g_clear_object (&bed->clock);
  g_free (bed);
}

/**
 * ui_bed_sign_in:
 * @bed: a bed whose forms are filled
 *
 * Presses "Sign In" and lets the cloud say yes.
 */
void
ui_bed_sign_in (UiBed *bed)
{
  ui_press (bed, "win.go-on");
  g_assert_true (sc_fake_cloud_is_asked (bed->fakes, "sign-in"));
  sc_fake_cloud_answer (bed->fakes, sc_tenant_new (UI_ENDPOINT, "abc123", "standard"));
  ui_bed_settle (bed);
}

/**
 * ui_bed_begin:
 * @bed: a bed whose forms are filled
 *
 * From the start to the Sensor page.
 */
void
ui_bed_begin (UiBed *bed)
{
  ui_bed_sign_in (bed);
  ui_press (bed, "win.go-on");
  g_assert_cmpint (sc_workflow_get_stage (bed->workflow), ==, SC_STAGE_SENSOR);
}

/**
 * ui_bed_step:
 * @bed: a bed past Prepare
 *
 * One ordinary step forward from the visit's present state: a press, or an answer.
 */
void
ui_bed_step (UiBed *bed)
{
  switch (sc_visit_get_state (bed->visit))
    {
    case SC_VISIT_IDLE:
      if (!sc_sensor_page_can_join (bed->window->sensor_page))
        ui_bed_add_access_point (bed, "SMS0000S111A", "02:00:00:00:00:01", 72, TRUE);
      ui_press (bed, "win.join");
      break;
    case SC_VISIT_JOINING:
      sc_fake_link_grant (bed->fakes);
      break;
    case SC_VISIT_IDENTIFYING:
      sc_fake_sensor_answer (bed->fakes, g_strdup ("SMS0000S111A"));
      ui_bed_settle (bed);
      sc_fake_sensor_answer (bed->fakes, g_strdup ("00:11:22:33:44:55"));
      ui_bed_settle (bed);
      sc_fake_sensor_fail (bed->fakes, SC_ERROR_SENSOR_NOT_FOUND);
      break;
    case SC_VISIT_READING_CERTIFICATE:
    case SC_VISIT_NEEDS_CERTIFICATE:
      {
        g_autoptr (GBytes) pem = ui_bed_pem ();

        sc_fake_sensor_answer (bed->fakes, sc_certificate_new (pem, NULL));
        break;
      }
    case SC_VISIT_COMPARING_NETWORK:
      ui_press (bed, "win.skip-comparing");
      break;
    case SC_VISIT_REVIEWING:
      sc_visit_send (bed->visit);
      break;
    case SC_VISIT_SENDING:
      sc_fake_sensor_answer (bed->fakes, GINT_TO_POINTER (TRUE));
      break;
    case SC_VISIT_RELEASING:
    case SC_VISIT_LEAVING:
      sc_fake_link_finish_release (bed->fakes);
      break;
    case SC_VISIT_PROVISIONING_EARLY:
    case SC_VISIT_SENT:
    case SC_VISIT_UNCHANGED:
    case SC_VISIT_FAILED:
    case SC_VISIT_N_STATES:
      g_assert_not_reached ();
    }
  ui_bed_settle (bed);
}

/**
 * ui_bed_go_to:
 * @bed: a bed past Prepare
 * @state: a state on the ordinary way
 */
void
ui_bed_go_to (UiBed *bed, ScVisitState state)
{
  for (guint i = 0; i < 20 && sc_visit_get_state (bed->visit) != state; i++)
    ui_bed_step (bed);
  g_assert_cmpint (sc_visit_get_state (bed->visit), ==, state);
}

/**
 * ui_bed_find_no_certificate:
 * @bed: a bed past Prepare
 *
 * The sensor has no certificate at any of the likely addresses.
 */
void
ui_bed_find_no_certificate (UiBed *bed)
{
  ui_bed_go_to (bed, SC_VISIT_READING_CERTIFICATE);
  while (sc_visit_get_state (bed->visit) == SC_VISIT_READING_CERTIFICATE)
    {
      sc_fake_sensor_fail (bed->fakes, SC_ERROR_SENSOR_NOT_FOUND);
      ui_bed_settle (bed);
    }
}

/**
 * ui_bed_add_access_point:
 * @bed: a bed
 * @ssid: its name
 * @bssid: its address
 * @strength: percent
 * @is_sensor: whether its name fits the model
 */
void
ui_bed_add_access_point (UiBed *bed, const char *ssid, const char *bssid, guint strength,
                         gboolean is_sensor)
{
  g_autoptr (GBytes) name = g_bytes_new (ssid, strlen (ssid));
  g_autoptr (ScAccessPoint) access_point =
      sc_access_point_new (name, bssid, strength, TRUE, is_sensor);

  g_list_store_append (G_LIST_STORE (sc_link_get_access_points (bed->fakes->link)), access_point);
  ui_bed_settle (bed);
}

static void
on_painted (GdkFrameClock *frames G_GNUC_UNUSED, gpointer is_painted)
{
  *(gboolean *)is_painted = TRUE;
}

/**
 * ui_bed_paint:
 * @bed: a bed
 *
 * Waits until the window is painted: what a style class changes has an effect from then on.
 */
void
ui_bed_paint (UiBed *bed)
{
  GdkFrameClock *frames = gtk_widget_get_frame_clock (GTK_WIDGET (bed->window));
  gboolean is_painted = FALSE;
  gulong handler = g_signal_connect (frames, "after-paint", G_CALLBACK (on_painted), &is_painted);

  gdk_frame_clock_request_phase (frames, GDK_FRAME_CLOCK_PHASE_PAINT);
  while (!is_painted)
    g_main_context_iteration (NULL, TRUE);
  g_signal_handler_disconnect (frames, handler);
}

/* Widgets */

GtkWidget *
ui_find (GtkWidget *root, UiVisitor visitor, gpointer user_data)
{
  if (visitor (root, user_data))
    return root;
  for (GtkWidget *child = gtk_widget_get_first_child (root); child != NULL;
       child = gtk_widget_get_next_sibling (child))
    {
      GtkWidget *found = ui_find (child, visitor, user_data);

      if (found != NULL)
        return found;
    }
  return NULL;
}

static gboolean
is_of_type (GtkWidget *widget, gpointer type)
{
  return G_TYPE_CHECK_INSTANCE_TYPE (widget, GPOINTER_TO_SIZE (type))
         && gtk_widget_get_mapped (widget);
}

/* The first that is on the screen. */
GtkWidget *
ui_find_type (GtkWidget *root, GType type)
{
  return ui_find (root, is_of_type, GSIZE_TO_POINTER (type));
}

static gboolean
has_title (GtkWidget *widget, gpointer title)
{
  g_auto (GStrv) parts = NULL;
  g_autofree char *plain = NULL;

  if (!ADW_IS_PREFERENCES_ROW (widget) || !gtk_widget_get_mapped (widget))
    return FALSE;
  parts = g_strsplit (adw_preferences_row_get_title (ADW_PREFERENCES_ROW (widget)), "_", -1);
  plain = g_strjoinv ("", parts);
  return g_str_has_prefix (plain, title);
}

/* The first row on the screen whose title begins like this. */
GtkWidget *
ui_find_row (GtkWidget *root, const char *title)
{
  return ui_find (root, has_title, (gpointer)title);
}

/* A visitor: an entry for a password, on the screen */
gboolean
ui_is_password (GtkWidget *widget, gpointer user_data G_GNUC_UNUSED)
{
  return ADW_IS_PASSWORD_ENTRY_ROW (widget) && gtk_widget_get_mapped (widget);
}

static gboolean
says (GtkWidget *widget, gpointer text)
{
  return GTK_IS_LABEL (widget) && gtk_widget_get_mapped (widget)
         && strstr (gtk_label_get_text (GTK_LABEL (widget)), text) != NULL;
}

/* Whether a label on the screen says this, among other things. */
gboolean
ui_shows (GtkWidget *root, const char *text)
{
  return ui_find (root, says, (gpointer)text) != NULL;
}

static gboolean
holds (GtkWidget *widget, gpointer text)
{
  const char *tooltip = gtk_widget_get_tooltip_text (widget);

  if (tooltip != NULL && strstr (tooltip, text) != NULL)
    return TRUE;
  if (GTK_IS_LABEL (widget) && strstr (gtk_label_get_label (GTK_LABEL (widget)), text) != NULL)
    return TRUE;
  return GTK_IS_EDITABLE (widget)
         && strstr (gtk_editable_get_text (GTK_EDITABLE (widget)), text) != NULL;
}

/* Whether any widget, visible or not, holds this text. */
gboolean
ui_holds (GtkWidget *root, const char *text)
{
  return ui_find (root, holds, (gpointer)text) != NULL;
}

char *
ui_button_label (GtkWidget *button)
{
  const char *label = gtk_button_get_label (GTK_BUTTON (button));
  g_auto (GStrv) parts = g_strsplit (label == NULL ? "" : label, "_", 2);

  return g_strjoinv ("", parts);
}

void
ui_type (GtkWidget *row, const char *text)
{
  g_assert_nonnull (row);
  gtk_editable_set_text (GTK_EDITABLE (row), text);
}

/* Does what the button or key of this action does. */
void
ui_press (UiBed *bed, const char *action)
{
  g_assert_true (gtk_widget_activate_action (GTK_WIDGET (bed->window), action, NULL));
  ui_bed_settle (bed);
}

static gboolean
is_button_that_says (GtkWidget *widget, gpointer label)
{
  g_autofree char *text = NULL;

  if (!GTK_IS_BUTTON (widget) || !gtk_widget_get_mapped (widget))
    return FALSE;
  text = ui_button_label (widget);
  return g_str_equal (text, label);
}

/**
 * ui_find_button:
 * @root: where to look
 * @label: what it says, without the underline
 *
 * Returns: (nullable): the first button on the screen that says this
 */
GtkWidget *
ui_find_button (GtkWidget *root, const char *label)
{
  return ui_find (root, is_button_that_says, (gpointer)label);
}

/**
 * ui_click_in:
 * @bed: a bed
 * @root: where to look: part of the window, or another window
 * @label: what the button says, without the underline
 *
 * Presses a button as a person would: it must be on the screen, and not be greyed out.
 */
void
ui_click_in (UiBed *bed, GtkWidget *root, const char *label)
{
  GtkWidget *button = ui_find_button (root, label);

  if (button == NULL)
    g_error ("There is no button that says “%s”", label);
  if (!gtk_widget_is_sensitive (button))
    g_error ("The button that says “%s” is greyed out", label);
  g_signal_emit_by_name (button, "clicked");
  ui_bed_settle (bed);
}

/* The same, anywhere in the window. */
void
ui_click (UiBed *bed, const char *label)
{
  ui_click_in (bed, GTK_WIDGET (bed->window), label);
}
