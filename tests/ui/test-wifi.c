/* SPDX-FileCopyrightText: 2026 The Sensor Commissioner authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* This computer's Wi-Fi in the window: what is in the way, what can be chosen, what has a password.
 */

#include "sc-ap-row.h"
#include "sc-network-picker.h"
#include "sc-status-row.h"
#include "sc-sensor-list.h"
#include "sc-ui-bed.h"

#define SENSOR_KEY "canary sensor key 33e1"

static GtkWidget *
root_of (UiBed *bed)
{
  return GTK_WIDGET (bed->window);
}

static void
add_network (UiBed *bed, const char *ssid, gsize n_bytes, guint number, guint strength,
             ScApSecurity security, guint frequency_mhz, gboolean is_sensor)
{
  g_autoptr (GBytes) name = g_bytes_new (ssid, n_bytes);
  g_autofree char *bssid = g_strdup_printf ("02:00:00:00:00:%02x", number);
  g_autoptr (ScAccessPoint) one =
      sc_access_point_new_full (name, bssid, strength, security, frequency_mhz, is_sensor);

  g_list_store_append (G_LIST_STORE (sc_link_get_access_points (bed->fakes->link)), one);
  ui_bed_settle (bed);
}

static void
add_text_network (UiBed *bed, const char *ssid, guint number, guint strength, ScApSecurity security,
                  guint frequency_mhz)
{
  add_network (bed, ssid, strlen (ssid), number, strength, security, frequency_mhz, FALSE);
}

static void
add_sensor (UiBed *bed, const char *ssid, guint number, ScApSecurity security)
{
  add_network (bed, ssid, strlen (ssid), number, 60, security, 2437, TRUE);
}

/* Choosing an adapter */

static GtkWidget *
adapter_row (UiBed *bed)
{
  return ui_find_row (root_of (bed), "Wi-Fi adapter");
}

static void
test_adapter (void)
{
  g_autoptr (UiBed) bed = ui_bed_new (NULL);
  g_autofree char *kept = NULL;

  sc_fake_link_add_adapter (bed->fakes, "wlan0", TRUE);
  ui_bed_settle (bed);
  g_assert_null (adapter_row (bed)); /* nothing to choose */
  sc_fake_link_add_adapter (bed->fakes, "wlx02", FALSE);
  ui_bed_settle (bed);
  g_assert_nonnull (adapter_row (bed));
  g_assert_true (ui_shows (root_of (bed), "Automatic"));
  g_assert_true (ui_shows (root_of (bed), "wlx02 visits sensors. This computer stays on its own"));
  g_assert_false (sc_fakes_has_logged (bed->fakes, "adapter:best")); /* showing is not choosing */

  adw_combo_row_set_selected (ADW_COMBO_ROW (adapter_row (bed)), 1);
  ui_bed_settle (bed);
  g_assert_true (sc_fakes_has_logged (bed->fakes, "adapter:wlan0"));
  kept = g_settings_get_string (bed->settings, "wifi-adapter");
  g_assert_cmpstr (kept, ==, "wlan0");
  g_assert_true (ui_shows (root_of (bed), "This computer leaves its own network for that time."));
  adw_combo_row_set_selected (ADW_COMBO_ROW (adapter_row (bed)), 0);
  ui_bed_settle (bed);
  g_assert_true (sc_fakes_has_logged (bed->fakes, "adapter:best"));
  sc_fake_link_add_adapter (bed->fakes, NULL, TRUE);
  ui_bed_settle (bed);
  g_assert_null (adapter_row (bed));
}

/* What is in the way */

typedef struct
{
  const char *name;
  ScError code;
  ScLinkAbility abilities;
  const char *says;
  const char *also;
  ScLamp lamp;
} TroubleRow;

#define ALL (SC_LINK_CAN_LIST | SC_LINK_CAN_SWITCH | SC_LINK_CAN_HEAR | SC_LINK_CAN_NOTICE)

static const TroubleRow trouble_rows[] = {
  { "manager-gone", SC_ERROR_LINK_MANAGER_GONE, SC_LINK_CAN_NOTICE,
    "This computer’s network service does not answer.", "You join the sensor’s Wi-Fi by hand",
    SC_LAMP_OFF },
  { "denied", SC_ERROR_LINK_DENIED, SC_LINK_CAN_NOTICE,
    "This program may not switch this computer’s Wi-Fi.", "“network-control”", SC_LAMP_TROUBLE },
  { "sandbox", SC_ERROR_LINK_SANDBOX, SC_LINK_CAN_NOTICE,
    "This program’s sandbox keeps it from this computer’s Wi-Fi.",
    "flatpak override --user --system-talk-name=org.freedesktop.NetworkManager "
    "io.github.sensor_commissioner.SensorCommissioner",
    SC_LAMP_TROUBLE },
  { "no-adapter", SC_ERROR_LINK_NO_ADAPTER, SC_LINK_CAN_NOTICE,
    "There is no Wi-Fi adapter that this program can use.", "Check the adapter, or use another one",
    SC_LAMP_TROUBLE },
  { "unmanaged", SC_ERROR_LINK_UNMANAGED, SC_LINK_CAN_NOTICE,
    "NetworkManager leaves this computer’s Wi-Fi adapter alone.", "join by hand", SC_LAMP_TROUBLE },
  { "firmware", SC_ERROR_LINK_FIRMWARE, SC_LINK_CAN_NOTICE, "The Wi-Fi adapter lacks its firmware.",
    "Install the firmware for this adapter", SC_LAMP_TROUBLE },
  { "radio-off", SC_ERROR_LINK_RADIO_OFF, ALL | SC_LINK_CAN_POWER_ON, "Wi-Fi is switched off.",
    "Switch Wi-Fi On", SC_LAMP_TROUBLE },
  { "radio-off-for-good", SC_ERROR_LINK_RADIO_OFF, ALL, "Wi-Fi is switched off.",
    "Switch Wi-Fi on in the system’s menu", SC_LAMP_TROUBLE },
  { "radio-blocked", SC_ERROR_LINK_RADIO_BLOCKED, ALL,
    "Wi-Fi is switched off by a switch or a key of this computer.",
    "Switch Wi-Fi on at the computer", SC_LAMP_TROUBLE },
};

static ScLamp
lamp_of_joining (UiBed *bed)
{
  return sc_status_row_get_lamp (SC_STATUS_ROW (ui_find_row (root_of (bed), "Joining sensors")));
}

static void
test_trouble (gconstpointer data)
{
  const TroubleRow *row = data;
  g_autoptr (UiBed) bed = ui_bed_new (NULL);

  sc_fake_link_set_abilities (bed->fakes, row->abilities);
  sc_fake_link_set_trouble (bed->fakes, row->code);
  ui_bed_settle (bed);
  g_assert_true (ui_shows (root_of (bed), row->says));
  g_assert_true (ui_shows (root_of (bed), row->also));
  g_assert_cmpint (lamp_of_joining (bed), ==, row->lamp);
  sc_fake_link_set_abilities (bed->fakes, ALL);
  sc_fake_link_set_trouble (bed->fakes, 0);
  ui_bed_settle (bed);
  g_assert_false (ui_shows (root_of (bed), row->says));
  g_assert_true (ui_shows (root_of (bed), "joins and leaves a sensor’s Wi-Fi by itself"));
  g_assert_cmpint (lamp_of_joining (bed), ==, SC_LAMP_ON);
}

static void
test_wifi_is_switched_on (void)
{
  g_autoptr (UiBed) bed = ui_bed_new (&ui_prefill);
  GtkWidget *primary;
  g_autofree char *label = NULL;

  ui_bed_begin (bed);
  add_sensor (bed, "SMS0000S111A", 1, SC_AP_SECURITY_OPEN);
  sc_fake_link_set_abilities (bed->fakes, ALL | SC_LINK_CAN_POWER_ON);
  sc_fake_link_set_trouble (bed->fakes, SC_ERROR_LINK_RADIO_OFF);
  ui_bed_settle (bed);
  g_assert_true (ui_shows (root_of (bed), "Wi-Fi is switched off."));
  primary = sc_page_get_primary (sc_window_get_page (bed->window));
  label = ui_button_label (primary);
  g_assert_cmpstr (label, ==, "Switch Wi-Fi On");
  g_assert_false (sc_sensor_page_can_join (bed->window->sensor_page));
  ui_press (bed, "win.power-on");
  g_assert_true (sc_fakes_has_logged (bed->fakes, "power-on"));
  sc_fake_link_set_abilities (bed->fakes, ALL);
  sc_fake_link_set_trouble (bed->fakes, 0);
  ui_bed_settle (bed);
  g_assert_true (sc_sensor_page_can_join (bed->window->sensor_page));
}

static void
test_by_hand_although_it_could (void)
{
  g_autoptr (UiBed) bed = ui_bed_new (&ui_prefill);

  ui_bed_begin (bed);
  g_assert_false (ui_shows (root_of (bed), "Or join by hand")); /* this link would not notice */
  sc_fake_link_set_abilities (bed->fakes, ALL);
  ui_bed_settle (bed);
  g_assert_true (ui_shows (root_of (bed), "Or join by hand"));
  add_sensor (bed, "SMS0000S111A", 1, SC_AP_SECURITY_OPEN);
  ui_press (bed, "win.join");
  sc_fake_link_refuse (bed->fakes, SC_ERROR_LINK_ADAPTER_FAILED);
  ui_bed_settle (bed);
  g_assert_true (ui_shows (root_of (bed), "Or join by hand"));
  ui_press (bed, "win.join-by-hand");
  g_assert_true (sc_fake_link_is_joining (bed->fakes));
  g_assert_null (sc_visit_get_access_point (bed->visit));
  g_assert_true (ui_shows (root_of (bed), "How to join a sensor"));
  g_assert_true (ui_shows (root_of (bed), "Waiting until you have joined it"));
}

/* NetworkManager ends in the middle of a join, and comes back. */
static void
test_left_to_hands (void)
{
  g_autoptr (UiBed) bed = ui_bed_new (&ui_prefill);
  g_autofree char *label = NULL;
  g_autofree char *again = NULL;

  ui_bed_begin (bed);
  add_sensor (bed, "SMS0000S111A", 1, SC_AP_SECURITY_OPEN);
  sc_fake_link_set_abilities (bed->fakes, ALL);
  ui_press (bed, "win.join");
  sc_fake_link_set_abilities (bed->fakes, SC_LINK_CAN_NOTICE);
  sc_fake_link_set_trouble (bed->fakes, SC_ERROR_LINK_MANAGER_GONE);
  sc_fake_link_refuse (bed->fakes, SC_ERROR_LINK_MANAGER_GONE);
  ui_bed_settle (bed);
  g_assert_true (ui_shows (root_of (bed), "This computer’s network service does not answer."));
  label = ui_button_label (sc_page_get_primary (sc_window_get_page (bed->window)));
  g_assert_cmpstr (label, ==, "Wait for the Sensor");

  sc_fake_link_set_abilities (bed->fakes, ALL);
  sc_fake_link_set_trouble (bed->fakes, 0);
  ui_bed_settle (bed);
  again = ui_button_label (sc_page_get_primary (sc_window_get_page (bed->window)));
  g_assert_cmpstr (again, ==, "Join Again");
  sc_fake_link_set_abilities (bed->fakes, SC_LINK_CAN_NOTICE);
  ui_bed_settle (bed);
  ui_press (bed, "win.join-by-hand");
  g_assert_true (sc_fake_link_is_joining (bed->fakes));
  g_assert_null (sc_visit_get_access_point (bed->visit));
  g_assert_true (ui_shows (root_of (bed), "How to join a sensor"));
}

/* Sensors with a password */

static void
test_sensor_key (void)
{
  g_autoptr (UiBed) bed = ui_bed_new (&ui_prefill);
  GtkWidget *entry;

  ui_bed_begin (bed);
  add_sensor (bed, "SMS0000S111A", 1, SC_AP_SECURITY_OPEN);
  g_assert_false (ui_shows (root_of (bed), "Sensor’s Wi-Fi password"));
  g_list_store_remove_all (G_LIST_STORE (sc_link_get_access_points (bed->fakes->link)));
  add_sensor (bed, "SMS0000S222B", 2, SC_AP_SECURITY_WPA);
  g_assert_true (ui_shows (root_of (bed), "asks for a password"));
  g_assert_true (ui_shows (root_of (bed), "Sensor’s Wi-Fi password"));

  ui_press (bed, "win.join"); /* none was typed */
  g_assert_false (sc_fake_link_is_joining (bed->fakes));
  g_assert_true (ui_shows (root_of (bed), sc_error_get_info (SC_ERROR_LINK_KEY_NEEDED)->what));
  entry = ui_find_row (root_of (bed), "Password");
  g_assert_true (gtk_widget_is_ancestor (gtk_window_get_focus (GTK_WINDOW (bed->window)), entry));
  ui_type (entry, "short");
  ui_press (bed, "win.join");
  g_assert_false (sc_fake_link_is_joining (bed->fakes));
  g_assert_true (ui_shows (root_of (bed), sc_error_get_info (SC_ERROR_LINK_KEY_INVALID)->what));

  ui_type (entry, "a wrong password");
  ui_press (bed, "win.join");
  g_assert_true (sc_fake_link_has_key (bed->fakes, "a wrong password"));
  g_assert_false (ui_holds (root_of (bed), "a wrong password")); /* not in the entry any more */
  sc_fake_link_refuse (bed->fakes, SC_ERROR_LINK_KEY_REFUSED);
  ui_bed_settle (bed);
  g_assert_true (ui_shows (root_of (bed), sc_error_get_info (SC_ERROR_LINK_KEY_REFUSED)->what));

  entry = ui_find_row (root_of (bed), "Password");
  ui_type (entry, SENSOR_KEY);
  ui_press (bed, "win.retry");
  g_assert_true (sc_fake_link_is_joining (bed->fakes));
  g_assert_true (sc_fake_link_has_key (bed->fakes, SENSOR_KEY));
  g_assert_false (ui_holds (root_of (bed), SENSOR_KEY));
}

static void
test_open_sensor_gets_no_key (void)
{
  g_autoptr (UiBed) bed = ui_bed_new (&ui_prefill);
  GListStore *list;

  ui_bed_begin (bed);
  list = G_LIST_STORE (sc_link_get_access_points (bed->fakes->link));
  add_sensor (bed, "SMS0000S222B", 2, SC_AP_SECURITY_WPA3);
  ui_type (ui_find_row (root_of (bed), "Password"), SENSOR_KEY);
  ui_press (bed, "win.join");
  g_assert_true (sc_fake_link_has_key (bed->fakes, SENSOR_KEY));
  sc_fake_link_refuse (bed->fakes, SC_ERROR_LINK_TIMEOUT);
  ui_bed_settle (bed);
  ui_press (bed, "win.next-sensor");
  g_list_store_remove_all (list);
  add_sensor (bed, "SMS0000S111A", 1, SC_AP_SECURITY_OPEN);
  ui_press (bed, "win.join");
  g_assert_true (sc_fake_link_has_key (bed->fakes, NULL));
}

/* The list of sensors */

static ScApRow *
row_of (UiBed *bed, const char *name)
{
  GtkWidget *row = ui_find_row (root_of (bed), name);

  return row != NULL ? SC_AP_ROW (row) : NULL;
}

static void
test_namesakes (void)
{
  g_autoptr (UiBed) bed = ui_bed_new (&ui_prefill);

  ui_bed_begin (bed);
  add_sensor (bed, "mysimplelink", 1, SC_AP_SECURITY_OPEN);
  g_assert_false (ui_shows (root_of (bed), "02:00:00:00:00:01"));
  add_sensor (bed, "mysimplelink", 2, SC_AP_SECURITY_OPEN);
  g_assert_true (ui_shows (root_of (bed), "02:00:00:00:00:01"));
  g_assert_true (ui_shows (root_of (bed), "02:00:00:00:00:02"));
}

static void
test_row_stays_under_the_finger (void)
{
  g_autoptr (UiBed) bed = ui_bed_new (&ui_prefill);
  g_autoptr (GBytes) name = g_bytes_new_static ("SMS0000S111A", 12);
  g_autoptr (ScAccessPoint) stronger =
      sc_access_point_new_full (name, "02:00:00:00:00:01", 95, SC_AP_SECURITY_OPEN, 2437, TRUE);
  GListStore *list;
  ScApRow *row;

  ui_bed_begin (bed);
  list = G_LIST_STORE (sc_link_get_access_points (bed->fakes->link));
  add_sensor (bed, "SMS0000S111A", 1, SC_AP_SECURITY_OPEN);
  add_sensor (bed, "SMS0000S222B", 2, SC_AP_SECURITY_OPEN);
  row = row_of (bed, "SMS0000S111A");
  gtk_widget_grab_focus (GTK_WIDGET (row));
  g_list_store_splice (list, 0, 1, (gpointer *)&stronger, 1); /* what a scan does */
  ui_bed_settle (bed);
  g_assert_true (row_of (bed, "SMS0000S111A") == row);
  g_assert_true (gtk_window_get_focus (GTK_WINDOW (bed->window)) == GTK_WIDGET (row));
  g_assert_true (sc_ap_row_get_access_point (row) == stronger);
  g_assert_cmpint (gtk_list_box_row_get_index (GTK_LIST_BOX_ROW (row)), ==, 0);
  g_list_store_remove (list, 1);
  ui_bed_settle (bed);
  g_assert_null (row_of (bed, "SMS0000S222B"));
}

static void
move_pointer (UiBed *bed, gboolean onto_the_list)
{
  GtkWidget *list = ui_find_type (root_of (bed), SC_TYPE_SENSOR_LIST);
  g_autoptr (GListModel) controllers = gtk_widget_observe_controllers (list);

  for (guint i = 0; i < g_list_model_get_n_items (controllers); i++)
    {
      g_autoptr (GtkEventController) one = g_list_model_get_item (controllers, i);

      if (GTK_IS_EVENT_CONTROLLER_MOTION (one) && onto_the_list)
        g_signal_emit_by_name (one, "enter", 10.0, 10.0);
      else if (GTK_IS_EVENT_CONTROLLER_MOTION (one))
        g_signal_emit_by_name (one, "leave");
    }
  ui_bed_settle (bed);
}

static void
test_nothing_moves_under_the_pointer (void)
{
  g_autoptr (UiBed) bed = ui_bed_new (&ui_prefill);
  GListStore *list;
  ScApRow *second;

  ui_bed_begin (bed);
  list = G_LIST_STORE (sc_link_get_access_points (bed->fakes->link));
  add_sensor (bed, "SMS0000S111A", 1, SC_AP_SECURITY_OPEN);
  add_sensor (bed, "SMS0000S222B", 2, SC_AP_SECURITY_OPEN);
  second = row_of (bed, "SMS0000S222B");
  move_pointer (bed, TRUE);
  g_list_store_remove (list, 0);
  ui_bed_settle (bed);
  g_assert_cmpint (gtk_list_box_row_get_index (GTK_LIST_BOX_ROW (second)), ==, 1);
  g_assert_false (gtk_widget_is_sensitive (GTK_WIDGET (row_of (bed, "SMS0000S111A"))));
  g_assert_true (sc_sensor_page_get_selected (bed->window->sensor_page)
                 == sc_ap_row_get_access_point (second));

  add_sensor (bed, "SMS0000S111A", 1, SC_AP_SECURITY_OPEN); /* heard again: it was one scan */
  g_assert_true (gtk_widget_is_sensitive (GTK_WIDGET (row_of (bed, "SMS0000S111A"))));
  g_assert_cmpint (gtk_list_box_row_get_index (GTK_LIST_BOX_ROW (second)), ==, 1);
  g_list_store_remove (list, 1);
  ui_bed_settle (bed);
  move_pointer (bed, FALSE);
  g_assert_null (row_of (bed, "SMS0000S111A"));
  g_assert_cmpint (gtk_list_box_row_get_index (GTK_LIST_BOX_ROW (second)), ==, 0);
}

/* Sensors and others come and go in one list. */
static void
test_mixed_list_changes (void)
{
  g_autoptr (UiBed) bed = ui_bed_new (&ui_prefill);
  GListStore *list;

  ui_bed_begin (bed);
  list = G_LIST_STORE (sc_link_get_access_points (bed->fakes->link));
  for (guint i = 0; i < 6; i++)
    {
      add_sensor (bed, "SMS0000S111A", 2 * i, SC_AP_SECURITY_OPEN);
      add_text_network (bed, "Office", 2 * i + 1, 50, SC_AP_SECURITY_WPA, 2437);
    }
  while (g_list_model_get_n_items (G_LIST_MODEL (list)) > 0)
    {
      g_list_store_splice (list, 0, MIN (3, g_list_model_get_n_items (G_LIST_MODEL (list))), NULL,
                           0);
      ui_bed_settle (bed);
    }
  g_assert_null (row_of (bed, "SMS0000S111A"));
  g_assert_true (ui_shows (root_of (bed), "No sensor in set-up mode heard yet."));
}

static void
test_choice_outlives_a_scan (void)
{
  g_autoptr (UiBed) bed = ui_bed_new (&ui_prefill);

  ui_bed_begin (bed);
  add_sensor (bed, "SMS0000S111A", 1, SC_AP_SECURITY_OPEN);
  add_sensor (bed, "SMS0000S222B", 2, SC_AP_SECURITY_OPEN);
  gtk_list_box_select_row (
      GTK_LIST_BOX (gtk_widget_get_parent (GTK_WIDGET (row_of (bed, "SMS0000S222B")))),
      GTK_LIST_BOX_ROW (row_of (bed, "SMS0000S222B")));
  add_sensor (bed, "SMS0000S333C", 3, SC_AP_SECURITY_OPEN);
  g_assert_cmpstr (
      sc_access_point_get_bssid (sc_sensor_page_get_selected (bed->window->sensor_page)), ==,
      "02:00:00:00:00:02");
}

static void
test_hidden_network_has_a_name (void)
{
  g_autoptr (UiBed) bed = ui_bed_new (&ui_prefill);

  ui_bed_begin (bed);
  add_text_network (bed, "", 9, 40, SC_AP_SECURITY_WPA, 2437);
  gtk_expander_set_expanded (GTK_EXPANDER (ui_find_type (root_of (bed), GTK_TYPE_EXPANDER)), TRUE);
  ui_bed_settle (bed);
  g_assert_true (ui_holds (root_of (bed), "Hidden network"));
}

/* Choosing the site network */

static GtkWidget *
open_picker (UiBed *bed)
{
  GtkWidget *picker = ui_find_type (root_of (bed), SC_TYPE_NETWORK_PICKER);

  g_assert_nonnull (picker);
  ui_bed_paint (bed); /* so that the window is somewhere */
  gtk_menu_button_popup (GTK_MENU_BUTTON (adw_bin_get_child (ADW_BIN (picker))));
  ui_bed_settle (bed);
  return picker;
}

static void
pick (UiBed *bed, GtkWidget *picker, const char *name)
{
  GtkWidget *row = ui_find_row (picker, name);

  g_assert_nonnull (row);
  g_assert_true (gtk_widget_activate (row)); /* Enter */
  ui_bed_settle (bed);
}

static const char *
typed (UiBed *bed, const char *title)
{
  return gtk_editable_get_text (GTK_EDITABLE (ui_find_row (root_of (bed), title)));
}

static void
test_picker_lists (void)
{
  g_autoptr (UiBed) bed = ui_bed_new (NULL);
  GtkWidget *picker;
  GtkWidget *first;

  add_text_network (bed, "Hall & <1>", 1, 40, SC_AP_SECURITY_WPA, 2412);
  add_text_network (bed, "Office", 2, 80, SC_AP_SECURITY_TRANSITION, 5180);
  add_text_network (bed, "eduroam", 3, 60, SC_AP_SECURITY_ENTERPRISE, 2437);
  add_sensor (bed, "SMS0000S111A", 4, SC_AP_SECURITY_OPEN);
  add_text_network (bed, "", 5, 90, SC_AP_SECURITY_WPA, 2437);
  picker = open_picker (bed);
  g_assert_true (sc_fakes_has_logged (bed->fakes, "rescan"));
  g_assert_true (ui_shows (picker, "Hall & <1>"));
  g_assert_true (ui_shows (picker, "2.4 GHz"));
  g_assert_true (ui_shows (picker, "5 GHz only: sensors cannot hear it"));
  g_assert_true (ui_shows (picker, "wants a user name: not for sensors"));
  g_assert_false (gtk_widget_is_sensitive (ui_find_row (picker, "eduroam")));
  g_assert_false (ui_shows (picker, "SMS0000S111A"));
  first = ui_find_row (picker, "Office"); /* the strongest */
  g_assert_cmpint (gtk_list_box_row_get_index (GTK_LIST_BOX_ROW (first)), ==, 0);

  add_text_network (bed, "Stronger", 6, 99, SC_AP_SECURITY_WPA, 2437);
  g_assert_true (ui_find_row (picker, "Office") == first); /* nothing moves while it is open */
  g_assert_cmpint (gtk_list_box_row_get_index (GTK_LIST_BOX_ROW (first)), ==, 0);
  g_assert_true (ui_shows (picker, "Stronger"));
}

static void
test_picker_fills_in (void)
{
  g_autoptr (UiBed) bed = ui_bed_new (&ui_prefill);
  ScSiteNetwork *network;

  add_text_network (bed, "Fab & Halle;3", 1, 40, SC_AP_SECURITY_WPA3, 2412);
  pick (bed, open_picker (bed), "Fab & Halle;3");
  g_assert_cmpstr (typed (bed, "Network name"), ==, "Fab & Halle;3");
  g_assert_true (gtk_widget_is_ancestor (gtk_window_get_focus (GTK_WINDOW (bed->window)),
                                         ui_find_row (root_of (bed), "Password")));
  ui_type (ui_find_row (root_of (bed), "Password"), UI_KEY);
  ui_bed_sign_in (bed);
  network = sc_workflow_get_site_network (bed->workflow);
  g_assert_cmpint (sc_site_network_get_security (network), ==, SC_SECURITY_WPA3);
  g_assert_cmpmem (g_bytes_get_data (sc_site_network_get_ssid (network), NULL),
                   g_bytes_get_size (sc_site_network_get_ssid (network)), "Fab & Halle;3", 13);
}

/* A name that cannot be typed is chosen byte for byte; typing over it is typing. */
static void
test_picker_fills_in_any_bytes (void)
{
  static const char name[] = "W\xe4rme\0 1";
  g_autoptr (UiBed) bed = ui_bed_new (&ui_prefill);
  GBytes *ssid;
  GtkWidget *picker;

  add_network (bed, name, sizeof name - 1, 1, 40, SC_AP_SECURITY_WPA, 2412, FALSE);
  picker = open_picker (bed);
  pick (bed, picker, "W");
  g_assert_nonnull (strstr (typed (bed, "Network name"), "rme"));
  ui_type (ui_find_row (root_of (bed), "Password"), UI_KEY);
  ui_bed_sign_in (bed);
  ssid = sc_site_network_get_ssid (sc_workflow_get_site_network (bed->workflow));
  g_assert_cmpmem (g_bytes_get_data (ssid, NULL), g_bytes_get_size (ssid), name, sizeof name - 1);

  ui_press (bed, "win.edit-network");
  ui_type (ui_find_row (root_of (bed), "Network name"), "Hall 2");
  ui_press (bed, "win.go-on");
  ssid = sc_site_network_get_ssid (sc_workflow_get_site_network (bed->workflow));
  g_assert_cmpmem (g_bytes_get_data (ssid, NULL), g_bytes_get_size (ssid), "Hall 2", 6);
}

/* The password of another network does not fit; that of the same one does. */
static void
test_picker_forgets_the_password (void)
{
  g_autoptr (UiBed) bed = ui_bed_new (&ui_prefill);

  add_text_network (bed, "Canteen", 1, 40, SC_AP_SECURITY_WPA, 2412);
  add_text_network (bed, UI_SSID, 2, 40, SC_AP_SECURITY_WPA, 2412);
  pick (bed, open_picker (bed), UI_SSID);
  g_assert_cmpstr (typed (bed, "Password"), ==, ui_prefill.key);
  pick (bed, open_picker (bed), "Canteen");
  g_assert_cmpstr (typed (bed, "Password"), ==, "");

  ui_type (ui_find_row (root_of (bed), "Password"), "of the canteen");
  ui_bed_sign_in (bed);
  ui_press (bed, "win.edit-network");
  g_assert_true (ui_shows (root_of (bed), "Entered. Type to replace it."));
  pick (bed, open_picker (bed), UI_SSID);
  g_assert_false (ui_shows (root_of (bed), "Entered. Type to replace it."));
  ui_press (bed, "win.back");
  ui_press (bed, "win.edit-network");
  g_assert_true (ui_shows (root_of (bed), "Entered. Type to replace it.")); /* the canteen's */
  g_assert_cmpstr (typed (bed, "Network name"), ==, "Canteen");
}

/* Where a password is corrected the network itself may be the wrong one. */
static void
test_picker_on_connect (void)
{
  g_autoptr (UiBed) bed = ui_bed_new (&ui_prefill);
  ScSiteNetwork *network;

  sc_fake_link_set_abilities (bed->fakes, ALL);
  ui_bed_begin (bed);
  ui_bed_go_to (bed, SC_VISIT_SENT);
  add_text_network (bed, "Canteen", 1, 40, SC_AP_SECURITY_WPA, 2412);
  ui_press (bed, "win.edit-network");
  pick (bed, open_picker (bed), "Canteen");
  g_assert_false (ui_shows (root_of (bed), "Type to replace it."));
  ui_type (ui_find_row (root_of (bed), "Password"), "of the canteen");
  ui_press (bed, "win.go-on");
  network = sc_workflow_get_site_network (bed->workflow);
  g_assert_cmpstr (sc_secret_peek (sc_site_network_get_key (network)), ==, "of the canteen");
  g_assert_cmpmem (g_bytes_get_data (sc_site_network_get_ssid (network), NULL),
                   g_bytes_get_size (sc_site_network_get_ssid (network)), "Canteen", 7);
}

static void
test_no_picker_without_a_list (void)
{
  g_autoptr (UiBed) bed = ui_bed_new_by_hand (NULL);

  g_assert_null (ui_find_type (root_of (bed), SC_TYPE_NETWORK_PICKER));
}

int
main (int argc, char **argv)
{
  gtk_test_init (&argc, &argv, NULL);
  adw_init ();

#define ADD(name) g_test_add_func ("/wifi/" #name, test_##name)
  ADD (adapter);
  ADD (wifi_is_switched_on);
  ADD (by_hand_although_it_could);
  ADD (left_to_hands);
  ADD (sensor_key);
  ADD (open_sensor_gets_no_key);
  ADD (namesakes);
  ADD (row_stays_under_the_finger);
  ADD (choice_outlives_a_scan);
  ADD (nothing_moves_under_the_pointer);
  ADD (mixed_list_changes);
  ADD (hidden_network_has_a_name);
  ADD (picker_lists);
  ADD (picker_fills_in);
  ADD (picker_fills_in_any_bytes);
  ADD (picker_forgets_the_password);
  ADD (picker_on_connect);
  ADD (no_picker_without_a_list);
#undef ADD
  for (guint i = 0; i < G_N_ELEMENTS (trouble_rows); i++)
    {
      g_autofree char *path = g_strconcat ("/wifi/trouble/", trouble_rows[i].name, NULL);

      g_test_add_data_func (path, &trouble_rows[i], test_trouble);
    }
  return g_test_run ();
}
