/* SPDX-FileCopyrightText: 2026 The Sensor Commissioner authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "sc-sensor-page.h"

#include "sc-certificate-file.h"
#include "sc-failure-view.h"
#include "sc-field-hint.h"
#include "sc-format.h"
#include "sc-identity-card.h"
#include "sc-join-guide.h"
#include "sc-sensor-key-form.h"
#include "sc-sensor-list.h"
#include "sc-sentence.h"
#include "sc-status-row.h"
#include "sc-ui.h"

#include <glib/gi18n-lib.h>

#define REASONS_AFTER_US (60 * G_USEC_PER_SEC)
/* A connected computer's own scans may be minutes apart: while somebody looks, it is asked to. */
#define RESCAN_US (10 * G_USEC_PER_SEC)

struct _ScSensorPage
{
  ScPage parent_instance;

  ScFailureView *failure;
  GtkWidget *progress_group;
  ScStatusRow *join_row;
  ScStatusRow *identify_row;
  ScStatusRow *certificate_row;
  ScStatusRow *compare_row;
  GtkWidget *skip_button;
  GtkWidget *source_group;
  AdwEntryRow *path_row;
  ScFieldHint *path_hint;
  ScIdentityCard *identity_card;
  ScSensorList *sensor_list;
  ScSensorKeyForm *key_form;
  GtkWidget *by_hand_group;
  ScJoinGuide *guide;
  GtkWidget *reasons_group;

  gint64 rescanned_us; /* boot time; 0: not since one looks */
  gboolean holds;      /* the heading says that another sensor comes first */
};

G_DEFINE_FINAL_TYPE (ScSensorPage, sc_sensor_page, SC_TYPE_PAGE)

/* What the page looks like in each state of the visit. */
typedef enum
{
  LOOKING, /* list or guide */
  READING, /* progress rows */
  ASKING,  /* where is the certificate? */
  LEAVING, /* giving the laptop back */
  UNCHANGED,
  FAILED
} Look;

static const Look looks[SC_VISIT_N_STATES] = {
  [SC_VISIT_IDLE] = LOOKING,
  [SC_VISIT_JOINING] = READING,
  [SC_VISIT_IDENTIFYING] = READING,
  [SC_VISIT_READING_CERTIFICATE] = READING,
  [SC_VISIT_NEEDS_CERTIFICATE] = ASKING,
  [SC_VISIT_COMPARING_NETWORK] = READING,
  [SC_VISIT_REVIEWING] = READING,
  [SC_VISIT_PROVISIONING_EARLY] = READING,
  [SC_VISIT_SENDING] = READING,
  [SC_VISIT_RELEASING] = READING,
  [SC_VISIT_SENT] = LEAVING,
  [SC_VISIT_LEAVING] = LEAVING,
  [SC_VISIT_UNCHANGED] = UNCHANGED,
  [SC_VISIT_FAILED] = FAILED,
};

static ScVisit *
visit_of (ScSensorPage *self)
{
  return sc_workflow_get_visit (sc_page_get_workflow (SC_PAGE (self)));
}

static ScLinkAbility
abilities_of (ScSensorPage *self)
{
  return sc_link_get_abilities (sc_workflow_get_link (sc_page_get_workflow (SC_PAGE (self))));
}

/* Always, or on this visit. */
static gboolean
is_by_hand (ScSensorPage *self)
{
  return (abilities_of (self) & SC_LINK_CAN_SWITCH) == 0
         || (sc_visit_get_state (visit_of (self)) != SC_VISIT_IDLE
             && sc_visit_get_access_point (visit_of (self)) == NULL);
}

static Look
look_of (ScSensorPage *self)
{
  return looks[sc_visit_get_state (visit_of (self))];
}

/* Progress */

static void
show_step (ScStatusRow *row, ScVisitState present, ScVisitState state, const char *waiting,
           const char *done)
{
  if (present < state)
    sc_status_row_set_state (row, SC_LAMP_OFF, _ ("Not yet"));
  else if (present == state)
    sc_status_row_set_state (row, SC_LAMP_WAITING, waiting);
  else
    sc_status_row_set_state (row, SC_LAMP_ON, done);
}

static void
update_progress (ScSensorPage *self)
{
  ScVisitState state = sc_visit_get_state (visit_of (self));
  ScRecord *record = sc_visit_get_record (visit_of (self));
  const char *id = record != NULL ? sc_record_get_sensor_id (record) : NULL;

  show_step (self->join_row, state, SC_VISIT_JOINING,
             is_by_hand (self) ? _ ("Waiting until you have joined it; it is noticed by itself")
                               : _ ("Joining"),
             _ ("Joined"));
  show_step (self->identify_row, state, SC_VISIT_IDENTIFYING, _ ("Asking name, versions and MAC"),
             id != NULL ? id : "");
  show_step (self->certificate_row, state, SC_VISIT_READING_CERTIFICATE, _ ("Reading"),
             _ ("Read and kept"));
  if (state == SC_VISIT_NEEDS_CERTIFICATE)
    sc_status_row_set_state (self->certificate_row, SC_LAMP_TROUBLE, _ ("Not found"));
  show_step (self->compare_row, state, SC_VISIT_COMPARING_NETWORK,
             _ ("The sensor listens; this takes up to 20 seconds"),
             sc_format_heard (sc_visit_get_heard (visit_of (self))));
}

static ScStatusRow *
waiting_row (ScSensorPage *self)
{
  switch (sc_visit_get_state (visit_of (self)))
    {
    case SC_VISIT_JOINING:
      return self->join_row;
    case SC_VISIT_IDENTIFYING:
      return self->identify_row;
    case SC_VISIT_READING_CERTIFICATE:
      return self->certificate_row;
    case SC_VISIT_COMPARING_NETWORK:
      return self->compare_row;
    default:
      return NULL;
    }
}

/**
 * sc_sensor_page_get_selected:
 * @self: a page
 *
 * Returns: (transfer none) (nullable): the network to join; %NULL if there is none, or if one
 *   joins by hand
 */
ScAccessPoint *
sc_sensor_page_get_selected (ScSensorPage *self)
{
  g_return_val_if_fail (SC_IS_SENSOR_PAGE (self), NULL);
  return is_by_hand (self) ? NULL : sc_sensor_list_get_selected (self->sensor_list);
}

/* The network that the primary button joins. */
static ScAccessPoint *
get_target (ScSensorPage *self)
{
  switch (look_of (self))
    {
    case LOOKING:
      return sc_sensor_page_get_selected (self);
    case FAILED:
      return sc_visit_get_access_point (visit_of (self));
    case READING:
    case ASKING:
    case LEAVING:
    case UNCHANGED:
      break;
    }
  return NULL;
}

/**
 * sc_sensor_page_find:
 * @self: a page
 * @record: of a sensor
 *
 * Returns: (transfer none) (nullable): its network, if it is in range and there is no doubt which
 *   one it is
 */
ScAccessPoint *
sc_sensor_page_find (ScSensorPage *self, ScRecord *record)
{
  g_return_val_if_fail (SC_IS_SENSOR_PAGE (self), NULL);
  return sc_sensor_list_find (self->sensor_list, record);
}

/**
 * sc_sensor_page_hand_over_key:
 * @self: a page
 *
 * Gives the link the password of the network to be joined, or none if it has none.
 *
 * Returns: %FALSE after showing what is wrong with it
 */
gboolean
sc_sensor_page_hand_over_key (ScSensorPage *self)
{
  ScLink *link = sc_workflow_get_link (sc_page_get_workflow (SC_PAGE (self)));
  ScAccessPoint *target;

  g_return_val_if_fail (SC_IS_SENSOR_PAGE (self), FALSE);
  target = get_target (self);
  if (target == NULL || !sc_access_point_needs_key (target))
    {
      sc_link_set_key (link, NULL);
      return TRUE;
    }
  if (!sc_sensor_key_form_check (self->key_form))
    return FALSE;
  sc_link_set_key (link, sc_sensor_key_form_take (self->key_form));
  return TRUE;
}

/* What keeps this computer from joining anything, while it otherwise could. */
static const GError *
get_trouble (ScSensorPage *self)
{
  return is_by_hand (self)
             ? NULL
             : sc_link_get_trouble (sc_workflow_get_link (sc_page_get_workflow (SC_PAGE (self))));
}

/**
 * sc_sensor_page_can_join:
 * @self: a page
 *
 * Returns: whether the visit could begin now
 */
gboolean
sc_sensor_page_can_join (ScSensorPage *self)
{
  g_return_val_if_fail (SC_IS_SENSOR_PAGE (self), FALSE);
  return look_of (self) == LOOKING
         && (is_by_hand (self)
             || (sc_sensor_page_get_selected (self) != NULL && get_trouble (self) == NULL));
}

/* Returns: (nullable): why the next join should wait, and for how long */
static char *
describe_hold (ScSensorPage *self)
{
  ScWorkflow *workflow = sc_page_get_workflow (SC_PAGE (self));
  ScRecord *record = sc_workflow_get_hold (workflow);
  gint64 now_us = sc_clock_now_us (sc_workflow_get_clock (workflow));
  g_autofree char *left = NULL;
  const char *id;
  ScPlan plan;

  if (record == NULL)
    return NULL;
  plan = sc_workflow_get_plan (workflow, record);
  left = sc_format_duration (MAX (0, plan.maybe_until_us - now_us));
  id = sc_record_get_sensor_id (record);
  /* Translators: the first %s is a sensor's ID, the second a duration such as 0:47. */
  return g_strdup_printf (
      _ ("%s is not provisioned yet, and may be in time for another %s. Joining "
         "a sensor now would take this computer offline."),
      id != NULL ? id : _ ("The last sensor"), left);
}

/* The whole */

static void
update_heading (ScSensorPage *self)
{
  ScPage *page = SC_PAGE (self);
  const char *heading = _ ("Find the sensor");
  const char *description = NULL;
  g_autofree char *held = NULL;

  switch (look_of (self))
    {
    case LOOKING:
      held = describe_hold (self);
      self->holds = held != NULL;
      if (held != NULL)
        heading = _ ("Another sensor comes first");
      description = held != NULL ? held
                    : is_by_hand (self)
                        ? _ ("Join the sensor’s Wi-Fi by hand. Nothing on it is changed yet.")
                        : _ ("Choose the sensor to commission. Nothing on it is changed yet.");
      break;
    case READING:
      if (sc_visit_get_state (visit_of (self)) != SC_VISIT_JOINING)
        heading = _ ("Reading the sensor");
      else if (!is_by_hand (self))
        heading = _ ("Joining the sensor");
      description = _ ("Nothing on the sensor is changed. You can stop at any time.");
      break;
    case ASKING:
      heading = _ ("Certificate not found");
      description = _ ("The sensor answers, but not with a certificate where it was looked for. "
                       "Nothing on it was changed.");
      break;
    case LEAVING:
      heading = _ ("Leaving the sensor");
      description = _ ("Giving this computer its own network back.");
      break;
    case UNCHANGED:
      heading = _ ("Sensor left unchanged");
      description = _ ("The visit was ended before anything was sent. The sensor was not changed.");
      break;
    case FAILED:
      heading = _ ("This did not work");
      break;
    }
  sc_page_set_heading (page, heading);
  sc_page_set_description (page, description);
}

/* This computer could join when the visit began, and cannot any more: NetworkManager went away. */
static gboolean
is_left_to_hands (ScSensorPage *self)
{
  ScLinkAbility abilities = abilities_of (self);

  return (abilities & SC_LINK_CAN_SWITCH) == 0 && (abilities & SC_LINK_CAN_NOTICE) != 0
         && sc_visit_get_access_point (visit_of (self)) != NULL;
}

static void
update_buttons (ScSensorPage *self)
{
  ScPage *page = SC_PAGE (self);
  const char *label = NULL;
  const char *action = NULL;
  gboolean power_on = (abilities_of (self) & SC_LINK_CAN_POWER_ON) != 0;

  switch (look_of (self))
    {
    case LOOKING:
      if (power_on)
        sc_page_set_primary (page, _ ("_Switch Wi-Fi On"), "win.power-on");
      else if (!is_by_hand (self) && sc_workflow_get_hold (sc_page_get_workflow (page)) != NULL)
        {
          sc_page_set_primary (page, _ ("_Back"), "win.back");
          sc_page_set_secondary (page, _ ("Join _Anyway"), "win.join");
          break; /* what is better is what Enter does */
        }
      else
        sc_page_set_primary (page, is_by_hand (self) ? _ ("_Wait for the Sensor") : _ ("_Join"),
                             "win.join");
      sc_page_set_secondary (page, _ ("_Back"), "win.back");
      break;
    case READING:
      sc_page_set_primary (page, NULL, NULL);
      sc_page_set_secondary (page, _ ("_Cancel"), "win.cancel-visit");
      break;
    case ASKING:
      sc_page_set_primary (page, _ ("_Read from There"), "win.go-on");
      sc_page_set_secondary (page, _ ("_Cancel"), "win.cancel-visit");
      break;
    case LEAVING:
      sc_page_set_primary (page, NULL, NULL);
      sc_page_set_secondary (page, NULL, NULL);
      break;
    case UNCHANGED:
      sc_page_set_primary (page, _ ("_Find a Sensor"), "win.next-sensor");
      sc_page_set_secondary (page, _ ("_Back"), "win.back");
      break;
    case FAILED:
      sc_failure_view_get_remedy (
          sc_error_get_info_for (sc_visit_get_error (visit_of (self)))->remedy, &label, &action);
      if (power_on)
        sc_page_set_primary (page, _ ("_Switch Wi-Fi On"), "win.power-on");
      else if (is_left_to_hands (self))
        sc_page_set_primary (page, _ ("_Wait for the Sensor"), "win.join-by-hand");
      else
        sc_page_set_primary (page, label != NULL ? label : _ ("Try _Again"),
                             action != NULL ? action : "win.retry");
      sc_page_set_secondary (page, _ ("_Back"), "win.back");
      break;
    }
}

static void
show_failure (ScSensorPage *self, Look look)
{
  ScVisit *visit = visit_of (self);

  if (look == LOOKING)
    sc_failure_view_show (self->failure, get_trouble (self), SC_CHANGED_IRRELEVANT);
  else
    sc_failure_view_show (self->failure,
                          look == FAILED || look == ASKING ? sc_visit_get_error (visit) : NULL,
                          sc_visit_sensor_was_changed (visit) ? SC_CHANGED_YES : SC_CHANGED_NO);
}

/* Whatever keeps the program from joining, the technician may not be kept from it. Where it is the
 * only way left, the primary button leads there. */
static gboolean
offers_by_hand (ScSensorPage *self, Look look)
{
  ScLinkAbility abilities = abilities_of (self);

  return (abilities & SC_LINK_CAN_SWITCH) != 0 && (abilities & SC_LINK_CAN_NOTICE) != 0
         && (look == LOOKING || look == FAILED);
}

static void
sc_sensor_page_update (ScPage *page)
{
  ScSensorPage *self = SC_SENSOR_PAGE (page);
  ScVisit *visit = visit_of (self);
  Look look = look_of (self);
  ScVisitState state = sc_visit_get_state (visit);
  gboolean looking = look == LOOKING;
  gboolean begins_to_ask;
  gboolean lists = looking && (abilities_of (self) & SC_LINK_CAN_LIST) != 0;
  gboolean guides =
      is_by_hand (self) && (looking || (look == READING && state == SC_VISIT_JOINING));

  sc_failure_view_set_record (self->failure, sc_visit_get_record (visit));
  show_failure (self, look);
  sc_sensor_key_form_show (self->key_form, is_left_to_hands (self) ? NULL : get_target (self));
  gtk_widget_set_visible (self->by_hand_group, offers_by_hand (self, look));
  gtk_widget_set_visible (self->progress_group, look == READING || look == ASKING);
  if (look == READING || look == ASKING)
    update_progress (self);
  gtk_widget_set_visible (self->skip_button, state == SC_VISIT_COMPARING_NETWORK);
  begins_to_ask = look == ASKING && !gtk_widget_get_visible (self->source_group);
  gtk_widget_set_visible (self->source_group, look == ASKING);
  sc_identity_card_show (self->identity_card, looking ? NULL : sc_visit_get_record (visit),
                         sc_visit_get_certificate_doubts (visit));
  gtk_widget_set_visible (GTK_WIDGET (self->sensor_list), lists);
  gtk_widget_set_visible (GTK_WIDGET (self->guide), guides);
  update_heading (self);
  update_buttons (self);
  if (begins_to_ask)
    gtk_widget_grab_focus (GTK_WIDGET (self->path_row));
}

/* Since when one looks for a sensor without finding one; 0 = one does not. */
static gint64
looking_since_us (ScSensorPage *self)
{
  ScVisit *visit = visit_of (self);
  ScVisitState state = sc_visit_get_state (visit);

  if (is_by_hand (self) ? state != SC_VISIT_JOINING : state != SC_VISIT_IDLE)
    return 0;
  if (!is_by_hand (self) && sc_sensor_list_get_n_sensors (self->sensor_list) > 0)
    return 0;
  return sc_visit_get_state_since_us (visit);
}

static gboolean
looks_at_list (ScSensorPage *self)
{
  return look_of (self) == LOOKING && (abilities_of (self) & SC_LINK_CAN_LIST) != 0;
}

static void
look_around (ScSensorPage *self, const ScMoment *now)
{
  if (!looks_at_list (self))
    self->rescanned_us = 0;
  else if (self->rescanned_us == 0 || now->boot_us - self->rescanned_us >= RESCAN_US)
    {
      self->rescanned_us = now->boot_us;
      sc_link_rescan (sc_workflow_get_link (sc_page_get_workflow (SC_PAGE (self))));
    }
}

static void
sc_sensor_page_tick (ScPage *page, const ScMoment *now)
{
  ScSensorPage *self = SC_SENSOR_PAGE (page);
  ScStatusRow *rows[] = { self->join_row, self->identify_row, self->certificate_row,
                          self->compare_row };
  ScStatusRow *waiting = waiting_row (self);
  gint64 since_us = looking_since_us (self);

  look_around (self, now);
  if (look_of (self) == LOOKING && self->holds)
    {
      update_heading (self); /* how long still */
      update_buttons (self);
    }

  for (guint i = 0; i < G_N_ELEMENTS (rows); i++)
    sc_status_row_set_elapsed (
        rows[i],
        rows[i] == waiting ? now->boot_us - sc_visit_get_state_since_us (visit_of (self)) : -1);
  gtk_widget_set_visible (self->reasons_group,
                          since_us != 0 && now->boot_us - since_us >= REASONS_AFTER_US);
}

static gint64
sc_sensor_page_get_anchor_us (ScPage *page)
{
  ScSensorPage *self = SC_SENSOR_PAGE (page);

  if (waiting_row (self) != NULL || looks_at_list (self))
    return sc_visit_get_state_since_us (visit_of (self));
  if (self->holds)
    return sc_visit_get_state_since_us (visit_of (self));
  return looking_since_us (self);
}

/* Where is the certificate? */

static gboolean
check_path (ScSensorPage *self, gboolean demanding)
{
  const char *path = gtk_editable_get_text (GTK_EDITABLE (self->path_row));
  g_autoptr (GError) error = NULL;
  gboolean good = sc_validate_sensor_path (path, &error);

  if (path[0] == '\0' && !demanding)
    sc_field_hint_clear (self->path_hint);
  else
    sc_field_hint_show (self->path_hint, error, SC_INPUT_WARNING_NONE);
  return good;
}

static void
on_path_changed (ScSensorPage *self)
{
  check_path (self, FALSE);
}

static void
sc_sensor_page_submit (ScPage *page)
{
  ScSensorPage *self = SC_SENSOR_PAGE (page);
  GSettings *settings = sc_page_get_settings (page);
  const char *path = gtk_editable_get_text (GTK_EDITABLE (self->path_row));

  if (!check_path (self, TRUE))
    {
      gtk_widget_grab_focus (GTK_WIDGET (self->path_row));
      return;
    }
  if (settings != NULL)
    g_settings_set_string (settings, "certificate-path", path);
  sc_workflow_set_certificate_path (sc_page_get_workflow (page), path);
  sc_visit_use_certificate_path (visit_of (self), path);
}

static void
on_file_loaded (GObject *source G_GNUC_UNUSED, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (ScSensorPage) self = user_data;
  g_autoptr (GError) error = NULL;
  g_autoptr (ScCertificate) certificate = sc_certificate_file_load_finish (result, &error);

  if (certificate != NULL)
    sc_visit_use_certificate (visit_of (self), certificate);
  else
    sc_field_hint_show_error (self->path_hint, error);
}

/**
 * sc_sensor_page_load_certificate:
 * @self: a page
 * @file: a PEM file
 *
 * Reads it and hands it to the visit, or says beside the entry why not.
 */
void
sc_sensor_page_load_certificate (ScSensorPage *self, GFile *file)
{
  g_return_if_fail (SC_IS_SENSOR_PAGE (self));
  sc_certificate_file_load_async (file, NULL, on_file_loaded, g_object_ref (self));
}

/**
 * sc_sensor_page_focus_path:
 * @self: a page
 *
 * Puts the focus where the certificate's address is typed.
 */
void
sc_sensor_page_focus_path (ScSensorPage *self)
{
  g_return_if_fail (SC_IS_SENSOR_PAGE (self));
  gtk_widget_grab_focus (GTK_WIDGET (self->path_row));
}

static void
sc_sensor_page_attached (ScPage *page)
{
  ScSensorPage *self = SC_SENSOR_PAGE (page);
  ScWorkflow *workflow = sc_page_get_workflow (page);

  sc_join_guide_set_model (self->guide, sc_workflow_get_model (workflow));
  sc_sensor_list_set_workflow (self->sensor_list, workflow);
}

static void
sc_sensor_page_class_init (ScSensorPageClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);
  ScPageClass *page_class = SC_PAGE_CLASS (klass);

  page_class->attached = sc_sensor_page_attached;
  page_class->update = sc_sensor_page_update;
  page_class->tick = sc_sensor_page_tick;
  page_class->get_anchor_us = sc_sensor_page_get_anchor_us;
  page_class->submit = sc_sensor_page_submit;

  g_type_ensure (SC_TYPE_FAILURE_VIEW);
  g_type_ensure (SC_TYPE_FIELD_HINT);
  g_type_ensure (SC_TYPE_IDENTITY_CARD);
  g_type_ensure (SC_TYPE_JOIN_GUIDE);
  g_type_ensure (SC_TYPE_SENSOR_KEY_FORM);
  g_type_ensure (SC_TYPE_SENSOR_LIST);
  g_type_ensure (SC_TYPE_STATUS_ROW);
  gtk_widget_class_set_template_from_resource (widget_class,
                                               SC_UI_RESOURCE_PATH "/sc-sensor-page.ui");
#define BIND(name) gtk_widget_class_bind_template_child (widget_class, ScSensorPage, name)
  BIND (failure);
  BIND (progress_group);
  BIND (join_row);
  BIND (identify_row);
  BIND (certificate_row);
  BIND (compare_row);
  BIND (skip_button);
  BIND (source_group);
  BIND (path_row);
  BIND (path_hint);
  BIND (identity_card);
  BIND (sensor_list);
  BIND (key_form);
  BIND (by_hand_group);
  BIND (guide);
  BIND (reasons_group);
#undef BIND
}

static void
sc_sensor_page_init (ScSensorPage *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  sc_failure_view_set_has_button (self->failure, FALSE);
  sc_field_hint_attach (self->path_hint, self->path_row);
  g_signal_connect_object (self->path_row, "changed", G_CALLBACK (on_path_changed), self,
                           G_CONNECT_SWAPPED);
}
