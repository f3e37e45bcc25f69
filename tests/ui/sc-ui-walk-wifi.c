/* SPDX-FileCopyrightText: 2026 The Sensor Commissioner authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* Ways through the window that this computer's networks lead to. */

#include "sc-network-picker.h"
#include "sc-site-test-book.h"
#include "sc-ui-walk-private.h"

#define CAN_SWITCH (SC_LINK_CAN_LIST | SC_LINK_CAN_SWITCH | SC_LINK_CAN_HEAR | SC_LINK_CAN_NOTICE)

static void
add_network (UiBed *bed, const char *ssid, guint number, ScApSecurity security, guint frequency_mhz,
             gboolean is_sensor)
{
  g_autoptr (GBytes) name = g_bytes_new (ssid, strlen (ssid));
  g_autofree char *bssid = g_strdup_printf ("02:00:00:00:00:%02x", number);
  g_autoptr (ScAccessPoint) one =
      sc_access_point_new_full (name, bssid, 90 - 10 * number, security, frequency_mhz, is_sensor);

  g_list_store_append (G_LIST_STORE (sc_link_get_access_points (bed->fakes->link)), one);
  ui_bed_settle (bed);
}

/* What keeps this program from the Wi-Fi, as Prepare and Sensor tell it. */
void
ui_walk_wifi_trouble (const UiLooker *looker)
{
  static const struct
  {
    ScError code;
    ScLinkAbility abilities;
  } rows[] = {
    { SC_ERROR_LINK_MANAGER_GONE, SC_LINK_CAN_NOTICE },
    { SC_ERROR_LINK_DENIED, SC_LINK_CAN_NOTICE },
    { SC_ERROR_LINK_SANDBOX, SC_LINK_CAN_NOTICE },
    { SC_ERROR_LINK_NO_ADAPTER, SC_LINK_CAN_NOTICE },
    { SC_ERROR_LINK_RADIO_BLOCKED, CAN_SWITCH },
    { SC_ERROR_LINK_RADIO_OFF, CAN_SWITCH | SC_LINK_CAN_POWER_ON },
  };
  g_autoptr (UiBed) bed = ui_bed_new (&ui_prefill);

  for (guint i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      sc_fake_link_set_abilities (bed->fakes, rows[i].abilities);
      sc_fake_link_set_trouble (bed->fakes, rows[i].code);
      ui_look (looker, bed);
    }
  ui_bed_begin (bed);
  ui_look (looker, bed);
}

void
ui_walk_adapters (const UiLooker *looker)
{
  g_autoptr (UiBed) bed = ui_bed_new (&ui_prefill);

  sc_fake_link_add_adapter (bed->fakes, "wlan0", TRUE);
  sc_fake_link_add_adapter (bed->fakes, "wlx020000000001", FALSE);
  ui_look (looker, bed);
}

void
ui_walk_sensor_key (const UiLooker *looker)
{
  g_autoptr (UiBed) bed = ui_bed_new (&ui_prefill);

  sc_fake_link_set_abilities (bed->fakes, CAN_SWITCH);
  ui_bed_begin (bed);
  add_network (bed, "SMS0000S111A", 1, SC_AP_SECURITY_WPA, 2437, TRUE);
  ui_look (looker, bed);
  ui_press (bed, "win.join");
  ui_look (looker, bed); /* none was typed */
  ui_type (ui_find (GTK_WIDGET (sc_window_get_page (bed->window)), ui_is_password, NULL),
           "a wrong password");
  ui_press (bed, "win.join");
  sc_fake_link_refuse (bed->fakes, SC_ERROR_LINK_KEY_REFUSED);
  ui_look (looker, bed);
}

/* The list is a pop-up, with a size of its own: what it holds is looked at by itself. */
void
ui_walk_network_picker (const UiLooker *looker)
{
  g_autoptr (UiBed) bed = ui_bed_new (&ui_prefill);
  GtkWidget *picker = ui_find_type (GTK_WIDGET (bed->window), SC_TYPE_NETWORK_PICKER);

  GtkWidget *button;

  g_assert_nonnull (picker);
  button = adw_bin_get_child (ADW_BIN (picker));
  add_network (bed, "Hall 1", 1, SC_AP_SECURITY_WPA, 2412, FALSE);
  add_network (bed, "Canteen", 2, SC_AP_SECURITY_TRANSITION, 5180, FALSE);
  add_network (bed, "standard", 3, SC_AP_SECURITY_ENTERPRISE, 2437, FALSE);
  add_network (bed, "", 4, SC_AP_SECURITY_OPEN, 2437, FALSE);
  gtk_widget_child_focus (button, GTK_DIR_TAB_FORWARD); /* scrolls there */
  ui_bed_paint (bed);
  gtk_menu_button_popup (GTK_MENU_BUTTON (button));
  ui_bed_settle (bed);
  looker->check (GTK_WINDOW (bed->window),
                 gtk_popover_get_child (gtk_menu_button_get_popover (GTK_MENU_BUTTON (button))),
                 looker->data);
  gtk_menu_button_popdown (GTK_MENU_BUTTON (button));
  ui_bed_paint (bed);
}

void
ui_walk_site_test (const UiLooker *looker)
{
  g_autoptr (UiBed) bed = ui_bed_new (&ui_prefill);

  g_settings_reset (bed->settings, "site-tests"); /* settings outlive a bed */
  sc_fake_link_set_abilities (bed->fakes, CAN_SWITCH | SC_LINK_CAN_TRY);
  ui_bed_sign_in (bed);
  ui_look (looker, bed);
  ui_press (bed, "win.test-site-network");
  ui_look (looker, bed);
  sc_fake_link_grant (bed->fakes);
  ui_look (looker, bed);
  sc_fake_cloud_answer_way (bed->fakes, SC_WAY_OPEN);
  ui_look (looker, bed);
  sc_fake_link_finish_release (bed->fakes);
  ui_look (looker, bed);
}

/* What came of a test on an earlier day. */
void
ui_walk_site_test_results (const UiLooker *looker)
{
  for (ScSiteTestResult result = SC_SITE_TEST_WORKED; result <= SC_SITE_TEST_OTHER_SECURITY;
       result++)
    {
      g_autoptr (UiBed) bed = ui_bed_new (&ui_prefill);

      g_settings_reset (bed->settings, "site-tests");
      sc_fake_link_set_abilities (bed->fakes, CAN_SWITCH | SC_LINK_CAN_TRY);
      ui_bed_sign_in (bed);
      sc_site_test_book_put (bed->settings, sc_workflow_get_site_network (bed->workflow), result,
                             1700000000);
      ui_press (bed, "win.refresh");
      ui_look (looker, bed);
      g_settings_reset (bed->settings, "site-tests");
    }
}

void
ui_walk_ways_online (const UiLooker *looker)
{
  static const char *const two[] = { "wlan0", "lan0", NULL };
  g_autoptr (UiBed) bed = ui_bed_new (&ui_prefill);

  sc_fake_link_set_uplinks (bed->fakes, two);
  ui_look (looker, bed);
  sc_fake_link_set_obstacle (bed->fakes, SC_ERROR_LINK_VPN);
  ui_look (looker, bed);
  sc_fake_link_set_obstacle (bed->fakes, SC_ERROR_LINK_OVERLAP);
  ui_look (looker, bed);
}

/* The sensor tries, and what this computer is on does not lead to the cloud. */
void
ui_walk_way_in_the_way (const UiLooker *looker)
{
  static const struct
  {
    ScError code;
    ScWay way;
  } rows[] = {
    { SC_ERROR_CLOUD_NOT_API, SC_WAY_SIGN_IN },
    { SC_ERROR_CLOUD_TIMEOUT, SC_WAY_DEAD },
  };

  for (guint i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      g_autoptr (UiBed) bed = ui_bed_new (&ui_prefill);

      ui_bed_begin (bed);
      ui_bed_go_to (bed, SC_VISIT_SENT);
      sc_fake_cloud_fail (bed->fakes, rows[i].code);
      ui_bed_settle (bed);
      sc_fake_cloud_answer_way (bed->fakes, rows[i].way);
      ui_look (looker, bed);
    }
}

void
ui_walk_second_sensor (const UiLooker *looker)
{
  g_autoptr (UiBed) bed = ui_bed_new (&ui_prefill);

  ui_bed_begin (bed);
  ui_bed_go_to (bed, SC_VISIT_SENT);
  ui_press (bed, "win.next-sensor");
  ui_bed_add_access_point (bed, "SMS0000S222B", "02:00:00:00:00:22", 60, TRUE);
  ui_look (looker, bed);
}

void
ui_walk_away_from_home (const UiLooker *looker)
{
  g_autoptr (UiBed) bed = ui_bed_new (&ui_prefill);

  sc_link_emit_displaces (bed->fakes->link, "uuid-1", "Canteen");
  sc_fake_link_set_home (bed->fakes, SC_HOME_AWAY);
  ui_bed_advance (bed, 10 * S);
  ui_look (looker, bed);
  ui_press (bed, "win.go-home");
  ui_look (looker, bed);
  sc_fake_link_finish_going_home (bed->fakes, SC_ERROR_LINK_RADIO_OFF);
  ui_look (looker, bed);
}
