/* SPDX-FileCopyrightText: 2026 The Sensor Commissioner authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "sc-site-test-group.h"

#include "sc-format.h"
#include "sc-sentence.h"
#include "sc-site-test-book.h"
#include "sc-status-row.h"
#include "sc-ui.h"

#include <glib/gi18n-lib.h>

struct _ScSiteTestGroup
{
  AdwPreferencesGroup parent_instance;

  GtkButton *button;
  ScStatusRow *status_row;
  AdwActionRow *first_row;
  GtkSwitch *first_switch;

  ScSiteNetwork *network; /* nullable: the one that is shown */
  gint64 noted_us;        /* wall time of the test that was noted last */
  gboolean was_running;
};

G_DEFINE_FINAL_TYPE (ScSiteTestGroup, sc_site_test_group, ADW_TYPE_PREFERENCES_GROUP)

static const char *
get_sentence (ScSiteTestResult result, const GError *error)
{
  switch (result)
    {
    case SC_SITE_TEST_WORKED:
      return _ ("It works: joined on 2.4 GHz, and the cloud answers through it.");
    case SC_SITE_TEST_JOINED:
      return _ ("It works: joined on 2.4 GHz. The cloud was not asked.");
    case SC_SITE_TEST_NO_CLOUD:
      return _ ("The password is right, but the cloud does not answer through this network. A "
                "sensor may not reach it either.");
    case SC_SITE_TEST_SIGN_IN:
      return _ ("The password is right, but the network wants a sign-in on a web page. A sensor "
                "cannot do that: IT has to let it through by its MAC address, which is shown once "
                "the sensor has been read.");
    case SC_SITE_TEST_REFUSED:
      return _ ("The network refused the password. Check it, capitals too.");
    case SC_SITE_TEST_DOUBTFUL:
      return _ ("The network does not answer. The password may be wrong, or the signal weak: here "
                "they look alike.");
    case SC_SITE_TEST_NOT_HEARD:
      return _ ("This computer does not hear the network on 2.4 GHz, the only band a sensor has. "
                "Check the name, or test where the sensor is.");
    case SC_SITE_TEST_NO_ADDRESS:
      return _ ("The password is right, but the network gives no address. Ask IT about DHCP.");
    case SC_SITE_TEST_OTHER_SECURITY:
      return _ (
          "The network is protected in another way than was entered. Choose the security that "
          "it really has.");
    case SC_SITE_TEST_NOT_TESTED:
    case SC_SITE_TEST_N_RESULTS:
      break;
    }
  return error != NULL ? _ (sc_error_get_info_for (error)->what) : _ ("Not tested yet");
}

static ScLamp
get_lamp (ScSiteTestResult result)
{
  if (result == SC_SITE_TEST_NOT_TESTED)
    return SC_LAMP_OFF;
  return sc_site_test_result_is_good (result) ? SC_LAMP_ON : SC_LAMP_TROUBLE;
}

static gboolean
is_of_this_network (ScSiteTest *test, ScSiteNetwork *network)
{
  return sc_site_test_get_state (test) == SC_SITE_TEST_DONE
         && sc_site_test_get_network (test) == network;
}

static void
show_running (ScSiteTestGroup *self, ScSiteTest *test)
{
  ScSiteTestState state = sc_site_test_get_state (test);

  sc_status_row_set_state (
      self->status_row, SC_LAMP_WAITING,
      state == SC_SITE_TEST_JOINING  ? _ ("Joining with the password that was entered")
      : state == SC_SITE_TEST_ASKING ? _ ("Joined; asking the cloud through it")
                                     : _ ("Going back to this computer’s own network"));
}

static char *
describe_when (gint64 seconds, gint64 now_seconds)
{
  g_autofree char *date = sc_format_date (seconds);
  g_autofree char *today = sc_format_date (now_seconds);
  g_autofree char *time = NULL;

  if (!g_str_equal (date, today))
    /* Translators: %s is a date. What came of the test follows. */
    return g_strdup_printf (_ ("Tested on %s, with the password entered then."), date);
  time = sc_format_clock_time (seconds * G_USEC_PER_SEC);
  /* Translators: %s is a time of day. What came of the test follows. */
  return g_strdup_printf (_ ("Tested today at %s, with the password entered then."), time);
}

/* When comes first, and nothing is green: it says little of what was entered now. */
static void
show_earlier (ScSiteTestGroup *self, ScSiteTestResult result, gint64 seconds, gint64 now_seconds)
{
  g_autofree char *when = describe_when (seconds, now_seconds);
  g_autofree char *text = sc_format_sentences (when, get_sentence (result, NULL));

  sc_status_row_set_state (self->status_row, get_lamp (result), text);
  sc_status_row_fade (self->status_row);
}

/* Returns: whether it has worked here, now or earlier */
static gboolean
show_result (ScSiteTestGroup *self, ScWorkflow *workflow, GSettings *settings)
{
  ScSiteTest *test = sc_workflow_get_site_test (workflow);
  gint64 now_us = sc_clock_wall_us (sc_workflow_get_clock (workflow));
  ScSiteTestResult result = SC_SITE_TEST_NOT_TESTED;
  gint64 seconds;

  if (is_of_this_network (test, self->network))
    {
      result = sc_site_test_get_result (test);
      sc_status_row_set_state (self->status_row, get_lamp (result),
                               get_sentence (result, sc_site_test_get_error (test)));
    }
  else if (settings != NULL && sc_site_test_book_get (settings, self->network, &result, &seconds))
    show_earlier (self, result, seconds, now_us / G_USEC_PER_SEC);
  else
    sc_status_row_set_state (self->status_row, SC_LAMP_OFF,
                             get_sentence (SC_SITE_TEST_NOT_TESTED, NULL));
  return sc_site_test_result_is_good (result);
}

static void
note_result (ScSiteTestGroup *self, ScSiteTest *test, GSettings *settings)
{
  gint64 wall_us = sc_site_test_get_wall_us (test);
  ScSiteTestResult result = sc_site_test_get_result (test);

  if (settings == NULL || result == SC_SITE_TEST_NOT_TESTED || wall_us == self->noted_us)
    return;
  self->noted_us = wall_us;
  sc_site_test_book_put (settings, sc_site_test_get_network (test), result,
                         wall_us / G_USEC_PER_SEC);
}

static gboolean
is_somebody_typing (ScSiteTestGroup *self)
{
  GtkRoot *root = gtk_widget_get_root (GTK_WIDGET (self));
  GtkWidget *focus = root != NULL ? gtk_root_get_focus (root) : NULL;

  return GTK_IS_TEXT (focus) && gtk_widget_get_mapped (focus);
}

static void
set_button (ScSiteTestGroup *self, ScWorkflow *workflow, gboolean running)
{
  gboolean again = is_of_this_network (sc_workflow_get_site_test (workflow), self->network);

  gtk_button_set_label (self->button, running ? _ ("Cancel Test")
                                      : again ? _ ("Test Again")
                                              : _ ("Test Now"));
  gtk_actionable_set_action_name (GTK_ACTIONABLE (self->button),
                                  running ? "win.cancel-site-test" : "win.test-site-network");
}

/**
 * sc_site_test_group_show:
 * @self: a group
 * @workflow: what knows
 * @settings: (nullable): where results are kept
 * @editing: whether another network is being typed
 *
 * Invisible where there is nothing to test, or no way to; and beside a form, because what was found
 * is not about what is being typed there. A test that is running shows all the same.
 */
void
sc_site_test_group_show (ScSiteTestGroup *self, ScWorkflow *workflow, GSettings *settings,
                         gboolean editing)
{
  ScSiteTest *test = sc_workflow_get_site_test (workflow);
  ScSiteNetwork *network = sc_workflow_get_site_network (workflow);
  gboolean running = sc_site_test_is_running (test);
  gboolean can = network != NULL && (!editing || running)
                 && sc_site_network_get_security (network) != SC_SECURITY_WEP
                 && (sc_link_get_abilities (sc_workflow_get_link (workflow)) & SC_LINK_CAN_TRY);
  gboolean is_new = network != self->network;
  gboolean proven;

  g_return_if_fail (SC_IS_SITE_TEST_GROUP (self));

  note_result (self, test, settings);
  gtk_widget_set_visible (GTK_WIDGET (self), can);
  g_clear_pointer (&self->network, sc_site_network_unref);
  self->network = network != NULL ? sc_site_network_ref (network) : NULL;
  if (!can)
    return;
  proven = show_result (self, workflow, settings);
  if (is_new)
    gtk_switch_set_active (self->first_switch, !proven);
  if (running)
    show_running (self, test);
  else
    sc_status_row_set_elapsed (self->status_row, -1);
  gtk_widget_set_visible (GTK_WIDGET (self->first_row),
                          !running && !is_of_this_network (test, network));
  set_button (self, workflow, running);
  /* It begins and ends where it can be seen, wherever the page is scrolled to; but the focus is not
   * taken from somebody who types meanwhile. */
  if (running != self->was_running && (running || !is_somebody_typing (self)))
    sc_ui_bring_into_view (GTK_WIDGET (self->status_row));
  self->was_running = running;
}

/**
 * sc_site_test_group_tick:
 * @self: a group
 * @workflow: what knows
 * @now_us: boot time
 *
 * Shows how long a test has been running.
 */
void
sc_site_test_group_tick (ScSiteTestGroup *self, ScWorkflow *workflow, gint64 now_us)
{
  ScSiteTest *test = sc_workflow_get_site_test (workflow);

  if (sc_site_test_is_running (test))
    sc_status_row_set_elapsed (self->status_row, now_us - sc_site_test_get_since_us (test));
}

/**
 * sc_site_test_group_wants_test:
 * @self: a group that shows the present state
 * @workflow: what knows
 *
 * Returns: whether to test before going on: once for each network, and only if asked for
 */
gboolean
sc_site_test_group_wants_test (ScSiteTestGroup *self, ScWorkflow *workflow)
{
  return gtk_switch_get_active (self->first_switch) && sc_workflow_can_test_site_network (workflow)
         && !is_of_this_network (sc_workflow_get_site_test (workflow), self->network);
}

/**
 * sc_site_test_group_objects:
 * @self: a group that shows the present state
 * @workflow: what knows
 *
 * Returns: whether the test of the network shown, just now, did not go well
 */
gboolean
sc_site_test_group_objects (ScSiteTestGroup *self, ScWorkflow *workflow)
{
  ScSiteTest *test = sc_workflow_get_site_test (workflow);

  return gtk_widget_get_visible (GTK_WIDGET (self)) && is_of_this_network (test, self->network)
         && get_lamp (sc_site_test_get_result (test)) == SC_LAMP_TROUBLE;
}

static void
sc_site_test_group_finalize (GObject *object)
{
  g_clear_pointer (&SC_SITE_TEST_GROUP (object)->network, sc_site_network_unref);
  G_OBJECT_CLASS (sc_site_test_group_parent_class)->finalize (object);
}

static void
sc_site_test_group_class_init (ScSiteTestGroupClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->finalize = sc_site_test_group_finalize;
  g_type_ensure (SC_TYPE_STATUS_ROW);
  gtk_widget_class_set_template_from_resource (widget_class,
                                               SC_UI_RESOURCE_PATH "/sc-site-test-group.ui");
  gtk_widget_class_bind_template_child (widget_class, ScSiteTestGroup, button);
  gtk_widget_class_bind_template_child (widget_class, ScSiteTestGroup, status_row);
  gtk_widget_class_bind_template_child (widget_class, ScSiteTestGroup, first_row);
  gtk_widget_class_bind_template_child (widget_class, ScSiteTestGroup, first_switch);
}

static void
sc_site_test_group_init (ScSiteTestGroup *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}
