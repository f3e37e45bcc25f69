/* SPDX-FileCopyrightText: 2026 The Sensor Commissioner authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "sc-nm-bed.h"

#include "sc-test-model.h"

#define STEP_US (100 * G_TIME_SPAN_MILLISECOND)
#define MAX_ROUNDS 1000

static int n_messages; /* on both connections; counted in GDBus's thread */

static GDBusMessage *
count_message (GDBusConnection *bus G_GNUC_UNUSED, GDBusMessage *message,
               gboolean incoming G_GNUC_UNUSED, gpointer data G_GNUC_UNUSED)
{
  g_atomic_int_inc (&n_messages);
  return message;
}

static void
on_pong (GObject *bus, GAsyncResult *result, gpointer data)
{
  g_autoptr (GVariant) reply =
      g_dbus_connection_call_finish (G_DBUS_CONNECTION (bus), result, NULL);

  g_assert_nonnull (reply);
  *(gboolean *)data = TRUE;
}

/* What @from has sent so far has arrived when this returns, if perhaps not been dealt with. */
static void
ping (GDBusConnection *from, GDBusConnection *to)
{
  gboolean pong = FALSE;

  g_dbus_connection_call (from, g_dbus_connection_get_unique_name (to), "/",
                          "org.freedesktop.DBus.Peer", "Ping", NULL, NULL, G_DBUS_CALL_FLAGS_NONE,
                          -1, NULL, on_pong, &pong);
  while (!pong)
    g_main_context_iteration (NULL, TRUE);
}

/**
 * sc_nm_bed_settle:
 * @self: a bed
 *
 * Until two rounds of pings are all there is on the bus: what the first round's answers set off is
 * counted in the second at the latest.
 */
void
sc_nm_bed_settle (ScNmBed *self)
{
  GDBusConnection *other = sc_fake_nm_get_bus (self->nm);
  const int quiet = 8; /* a call and a reply, sent and received, both ways */
  guint n_quiet = 0;

  for (guint round = 0; round < MAX_ROUNDS; round++)
    {
      int before = g_atomic_int_get (&n_messages);

      ping (self->bus, other);
      ping (other, self->bus);
      sc_virtual_clock_advance (self->clock, 0);
      n_quiet = g_atomic_int_get (&n_messages) - before == quiet ? n_quiet + 1 : 0;
      if (n_quiet == 2)
        return;
    }
  g_error ("the bus is never quiet");
}

void
sc_nm_bed_pass (ScNmBed *self, gint64 us)
{
  gint64 end_us = sc_clock_now_us (SC_CLOCK (self->clock)) + us;

  sc_nm_bed_settle (self);
  while (sc_clock_now_us (SC_CLOCK (self->clock)) < end_us)
    {
      gint64 left_us = end_us - sc_clock_now_us (SC_CLOCK (self->clock));

      sc_virtual_clock_advance (self->clock, MIN (left_us, STEP_US));
      sc_nm_bed_settle (self);
    }
}

static void
on_done (GObject *source G_GNUC_UNUSED, GAsyncResult *result, gpointer data)
{
  ScNmBed *self = data;

  g_assert_null (self->result);
  self->result = g_object_ref (result);
}

void
sc_nm_bed_set_up (ScNmBed *self, gconstpointer data G_GNUC_UNUSED)
{
  g_autoptr (GError) error = NULL;
  const char *address;

  self->daemon = g_test_dbus_new (G_TEST_DBUS_NONE);
  g_test_dbus_up (self->daemon);
  address = g_test_dbus_get_bus_address (self->daemon);
  self->clock = sc_virtual_clock_new ();
  self->model = sc_test_model_new ("");
  self->cancellable = g_cancellable_new ();
  self->nm = sc_fake_nm_new (address, SC_CLOCK (self->clock), 1);
  self->bus =
      g_dbus_connection_new_for_address_sync (address,
                                              G_DBUS_CONNECTION_FLAGS_AUTHENTICATION_CLIENT
                                                  | G_DBUS_CONNECTION_FLAGS_MESSAGE_BUS_CONNECTION,
                                              NULL, NULL, &error);
  g_assert_no_error (error);
  self->filters[0] = g_dbus_connection_add_filter (self->bus, count_message, NULL, NULL);
  self->filters[1] =
      g_dbus_connection_add_filter (sc_fake_nm_get_bus (self->nm), count_message, NULL, NULL);
  sc_fake_nm_add_adapter (self->nm, "wlan0");
  self->office =
      sc_fake_nm_add_ap (self->nm, "office", "02:00:00:00:00:01", SC_FAKE_WPA2, "office key");
  self->sensor =
      sc_fake_nm_add_ap (self->nm, SC_NM_BED_SENSOR, "02:00:00:00:00:02", SC_FAKE_OPEN, NULL);
  sc_fake_nm_hear_all (self->nm);
  sc_fake_nm_add_profile (self->nm, "home", "office", "office key", TRUE);
  sc_fake_nm_connect (self->nm, "wlan0", "home");
  sc_nm_bed_settle (self);
}

static void
on_changed (ScNmBed *self)
{
  self->n_changed++;
}

static void
on_displaces (ScNmBed *self, const char *uuid, const char *name)
{
  g_free (self->displaced);
  self->displaced = g_strdup (uuid);
  g_assert_nonnull (name);
}

ScLink *
sc_nm_bed_new_link (ScNmBed *self)
{
  ScNmLink *link = sc_nm_link_new (self->model, SC_CLOCK (self->clock), self->by_hand);

  sc_nm_link_open_async (link, self->bus, on_done, self);
  while (self->result == NULL)
    g_main_context_iteration (NULL, TRUE);
  sc_nm_link_open_finish (link, self->result);
  g_clear_object (&self->result);
  sc_nm_bed_settle (self);
  g_signal_connect_swapped (link, "changed", G_CALLBACK (on_changed), self);
  g_signal_connect_swapped (link, "displaces", G_CALLBACK (on_displaces), self);
  return SC_LINK (link);
}

void
sc_nm_bed_set_up_link (ScNmBed *self, gconstpointer data)
{
  sc_nm_bed_set_up (self, data);
  self->link = sc_nm_bed_new_link (self);
  g_assert_null (sc_link_get_trouble (self->link));
}

void
sc_nm_bed_tear_down (ScNmBed *self, gconstpointer data G_GNUC_UNUSED)
{
  g_assert_null (self->result);
  if (self->link != NULL)
    {
      sc_nm_bed_settle (self);
      g_object_add_weak_pointer (G_OBJECT (self->link), (gpointer *)&self->link);
      g_object_unref (self->link);
      if (self->link != NULL) /* at most until it is home */
        sc_nm_bed_until (self, self->link == NULL, 120 * G_USEC_PER_SEC);
    }
  sc_nm_bed_settle (self);
  if (!self->expects_complaints && sc_fake_nm_get_complaints (self->nm)->len > 0)
    g_error ("%s", (char *)g_ptr_array_index (sc_fake_nm_get_complaints (self->nm), 0));
  g_dbus_connection_remove_filter (self->bus, self->filters[0]);
  g_dbus_connection_remove_filter (sc_fake_nm_get_bus (self->nm), self->filters[1]);
  g_dbus_connection_close_sync (self->bus, NULL, NULL);
  g_clear_object (&self->bus);
  sc_fake_nm_free (self->nm);
  sc_virtual_clock_settle (self->clock);
  g_clear_object (&self->cancellable);
  sc_model_unref (self->model);
  g_clear_object (&self->clock);
  g_free (self->displaced);
  g_test_dbus_down (self->daemon);
  g_object_unref (self->daemon);
}

ScAccessPoint *
sc_nm_bed_find (ScNmBed *self, const char *bssid)
{
  GListModel *list = sc_link_get_access_points (self->link);

  for (guint i = 0; i < g_list_model_get_n_items (list); i++)
    {
      g_autoptr (ScAccessPoint) one = g_list_model_get_item (list, i);

      if (g_strcmp0 (sc_access_point_get_bssid (one), bssid) == 0)
        return g_steal_pointer (&one);
    }
  return NULL;
}

void
sc_nm_bed_start_join (ScNmBed *self, const char *bssid)
{
  g_autoptr (ScAccessPoint) access_point = bssid != NULL ? sc_nm_bed_find (self, bssid) : NULL;

  g_assert_true (bssid == NULL || access_point != NULL);
  sc_link_join_async (self->link, access_point, self->cancellable, on_done, self);
}

void
sc_nm_bed_wait (ScNmBed *self, gint64 limit_us)
{
  sc_nm_bed_until (self, self->result != NULL, limit_us);
}

static void
on_lost (ScNmBed *self)
{
  self->n_lost++;
}

ScLease *
sc_nm_bed_join (ScNmBed *self)
{
  g_autoptr (GError) error = NULL;
  ScLease *lease;

  sc_nm_bed_start_join (self, "02:00:00:00:00:02");
  sc_nm_bed_wait (self, 90 * G_USEC_PER_SEC);
  lease = sc_link_join_finish (self->link, self->result, &error);
  g_clear_object (&self->result);
  g_assert_no_error (error);
  g_signal_connect_swapped (lease, "lost", G_CALLBACK (on_lost), self);
  return lease;
}

void
sc_nm_bed_fail_join_of (ScNmBed *self, ScAccessPoint *access_point, ScError code)
{
  g_autoptr (GError) error = NULL;

  sc_link_join_async (self->link, access_point, self->cancellable, on_done, self);
  sc_nm_bed_wait (self, 90 * G_USEC_PER_SEC);
  g_assert_null (sc_link_join_finish (self->link, self->result, &error));
  g_assert_error (error, SC_ERROR, (int)code);
  g_clear_object (&self->result);
}

void
sc_nm_bed_fail_join (ScNmBed *self, const char *bssid, ScError code)
{
  g_autoptr (ScAccessPoint) access_point = sc_nm_bed_find (self, bssid);

  g_assert_nonnull (access_point);
  sc_nm_bed_fail_join_of (self, access_point, code);
}

void
sc_nm_bed_go_home (ScNmBed *self, const char *uuid)
{
  sc_link_go_home_async (self->link, uuid, NULL, on_done, self);
}

gboolean
sc_nm_bed_finish_going_home (ScNmBed *self, gint64 limit_us, GError **error)
{
  gboolean there;

  sc_nm_bed_wait (self, limit_us);
  there = sc_link_go_home_finish (self->link, self->result, error);
  g_clear_object (&self->result);
  return there;
}

void
sc_nm_bed_release (ScNmBed *self, ScLease *lease)
{
  sc_lease_release_async (lease, NULL, on_done, self);
}

gboolean
sc_nm_bed_finish_release (ScNmBed *self, ScLease *lease, gint64 limit_us, GError **error)
{
  gboolean ok;

  sc_nm_bed_wait (self, limit_us);
  ok = sc_lease_release_finish (lease, self->result, error);
  g_clear_object (&self->result);
  return ok;
}
