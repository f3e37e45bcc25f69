/* SPDX-FileCopyrightText: 2026 The Sensor Commissioner authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "sc-nm-air.h"

#include "sc-nm-device.h"
#include "sc-nm-profile.h"
#include "sc-nm-reason.h"

#define MODE_INFRASTRUCTURE 2
#define STEADY_PERCENT 5               /* smaller changes of the signal are not shown */
#define FRESH_US (20 * G_USEC_PER_SEC) /* heard this recently counts as there */
#define LINGER_US (2 * G_USEC_PER_SEC) /* `LastSeen` is in seconds, and an access point fades */
/* A scan may serve two who ask, and `LastScan` tells only its end: what it heard before the second
 * asked, it heard. One takes 4 to 6 s, and the channels of sensors come first. */
#define SHARED_US (5 * G_USEC_PER_SEC)
/* Scans in a row without it before it is called gone: one missed scan is normal. But one that was
 * missed and then heard is back: a sensor whose password is refused may be away for a few seconds
 * only, and it stands next to this computer. */
#define MISSES 2

/* A network that was heard, and perhaps left. Times are boot time. */
typedef struct
{
  gint64 seen_us; /* last; 0: never */
  gboolean listed;
  gint64 left_us; /* 0: was not visited, or is being */
  gint64 gone_us; /* 0: is not */
  guint misses;
  gboolean again;
} Heard;

struct _ScNmAir
{
  ScModel *model;
  ScClock *clock;
  GListStore *list;
  GHashTable *heard; /* SSID -> Heard */
};

/**
 * sc_nm_air_new:
 * @model: tells sensors' networks from others
 * @clock: counts as NetworkManager's `LastSeen` does
 *
 * Returns: (transfer full): one that has heard nothing yet
 */
ScNmAir *
sc_nm_air_new (ScModel *model, ScClock *clock)
{
  ScNmAir *self = g_new0 (ScNmAir, 1);

  self->model = sc_model_ref (model);
  self->clock = g_object_ref (clock);
  self->list = g_list_store_new (SC_TYPE_ACCESS_POINT);
  self->heard =
      g_hash_table_new_full (g_bytes_hash, g_bytes_equal, (GDestroyNotify)g_bytes_unref, g_free);
  return self;
}

void
sc_nm_air_free (ScNmAir *self)
{
  sc_model_unref (self->model);
  g_object_unref (self->clock);
  g_object_unref (self->list);
  g_hash_table_unref (self->heard);
  g_free (self);
}

GListModel *
sc_nm_air_get_list (ScNmAir *self)
{
  return G_LIST_MODEL (self->list);
}

static ScAccessPoint *
copy (ScNmAir *self, ScNmDbusAccessPoint *proxy)
{
  g_autoptr (GBytes) ssid = sc_nm_device_get_ssid (proxy);
  ScApSecurity security = sc_nm_profile_security (sc_nm_dbus_access_point_get_flags (proxy),
                                                  sc_nm_dbus_access_point_get_wpa_flags (proxy),
                                                  sc_nm_dbus_access_point_get_rsn_flags (proxy));

  return sc_access_point_new_full (ssid, sc_nm_dbus_access_point_get_hw_address (proxy),
                                   sc_nm_dbus_access_point_get_strength (proxy), security,
                                   sc_nm_dbus_access_point_get_frequency (proxy),
                                   sc_model_ssid_matches (self->model, ssid));
}

/* The infrastructure access points of an adapter, in NetworkManager's order, as copies. */
static GPtrArray *
copy_all (ScNmAir *self, ScNmClient *client, const char *device)
{
  GPtrArray *all = g_ptr_array_new_with_free_func (g_object_unref);
  ScNmDbusDeviceWireless *wireless = sc_nm_client_peek_wireless (client, device);
  const char *const *paths =
      wireless != NULL ? sc_nm_dbus_device_wireless_get_access_points (wireless) : NULL;

  for (guint i = 0; paths != NULL && paths[i] != NULL; i++)
    {
      ScNmDbusAccessPoint *proxy = sc_nm_client_peek_access_point (client, paths[i]);

      if (proxy != NULL && sc_nm_dbus_access_point_get_mode (proxy) == MODE_INFRASTRUCTURE)
        g_ptr_array_add (all, copy (self, proxy));
    }
  return all;
}

static gboolean
looks_alike (ScAccessPoint *a, ScAccessPoint *b)
{
  int difference = (int)sc_access_point_get_strength (a) - (int)sc_access_point_get_strength (b);

  return ABS (difference) < STEADY_PERCENT
         && sc_access_point_get_security (a) == sc_access_point_get_security (b)
         && sc_access_point_get_frequency (a) == sc_access_point_get_frequency (b);
}

/* Takes what is equal to @one out of @all. */
static ScAccessPoint *
take_equal (GPtrArray *all, ScAccessPoint *one)
{
  for (guint i = 0; i < all->len; i++)
    if (sc_access_point_equal (g_ptr_array_index (all, i), one))
      {
        ScAccessPoint *found = g_object_ref (g_ptr_array_index (all, i));

        g_ptr_array_remove_index (all, i);
        return found;
      }
  return NULL;
}

/**
 * sc_nm_air_update:
 * @self: the air
 * @client: NetworkManager
 * @device: (nullable): the adapter
 *
 * Brings the list up to date: who stays keeps the place, new ones come last.
 */
void
sc_nm_air_update (ScNmAir *self, ScNmClient *client, const char *device)
{
  g_autoptr (GPtrArray) all = copy_all (self, client, device);
  guint i = 0;

  while (i < g_list_model_get_n_items (G_LIST_MODEL (self->list)))
    {
      g_autoptr (ScAccessPoint) old = g_list_model_get_item (G_LIST_MODEL (self->list), i);
      g_autoptr (ScAccessPoint) now = take_equal (all, old);

      if (now == NULL)
        {
          g_list_store_remove (self->list, i);
          continue;
        }
      if (!looks_alike (old, now))
        g_list_store_splice (self->list, i, 1, (gpointer *)&now, 1);
      i++;
    }
  for (i = 0; i < all->len; i++)
    g_list_store_append (self->list, g_ptr_array_index (all, i));
}

static Heard *
get_heard (ScNmAir *self, GBytes *ssid)
{
  Heard *heard = g_hash_table_lookup (self->heard, ssid);

  if (heard == NULL)
    {
      heard = g_new0 (Heard, 1);
      g_hash_table_insert (self->heard, g_bytes_ref (ssid), heard);
    }
  return heard;
}

static gboolean
mark_gone (ScNmAir *self, Heard *heard)
{
  if (heard->left_us == 0 || heard->gone_us != 0)
    return FALSE;
  heard->gone_us = sc_clock_now_us (self->clock);
  return TRUE;
}

/* Heard by a scan: after one that missed it, it was away. */
static gboolean
mark_back (Heard *heard)
{
  gboolean missed = heard->misses > 0;

  heard->misses = 0;
  if (!missed || heard->again)
    return FALSE;
  heard->again = TRUE;
  return TRUE;
}

/* `LastSeen` of all, by SSID */
static void
note_seen (ScNmAir *self, ScNmClient *client, const char *const *paths)
{
  for (guint i = 0; paths[i] != NULL; i++)
    {
      ScNmDbusAccessPoint *proxy = sc_nm_client_peek_access_point (client, paths[i]);
      g_autoptr (GBytes) ssid = proxy != NULL ? sc_nm_device_get_ssid (proxy) : NULL;
      Heard *heard;

      if (ssid == NULL || g_bytes_get_size (ssid) == 0)
        continue;
      heard = get_heard (self, ssid);
      heard->listed = TRUE;
      heard->seen_us = MAX (heard->seen_us,
                            (gint64)sc_nm_dbus_access_point_get_last_seen (proxy) * G_USEC_PER_SEC);
    }
}

/**
 * sc_nm_air_listen:
 * @self: the air
 * @client: NetworkManager
 * @device: (nullable): the adapter
 *
 * Takes note of when each network was heard last. That one is no longer in the list says that it is
 * gone, for as long as the adapter works.
 *
 * Returns: whether a presence may be another one now
 */
gboolean
sc_nm_air_listen (ScNmAir *self, ScNmClient *client, const char *device)
{
  ScNmDbusDevice *adapter = sc_nm_client_peek_device (client, device);
  ScNmDbusDeviceWireless *wireless = sc_nm_client_peek_wireless (client, device);
  const char *const *paths =
      wireless != NULL ? sc_nm_dbus_device_wireless_get_access_points (wireless) : NULL;
  gboolean changed = FALSE;
  GHashTableIter iter;
  Heard *heard;

  if (paths == NULL || sc_nm_dbus_device_get_state (adapter) < SC_NM_STATE_DISCONNECTED)
    return FALSE;
  g_hash_table_iter_init (&iter, self->heard);
  while (g_hash_table_iter_next (&iter, NULL, (gpointer *)&heard))
    heard->listed = FALSE;
  note_seen (self, client, paths);
  g_hash_table_iter_init (&iter, self->heard);
  while (g_hash_table_iter_next (&iter, NULL, (gpointer *)&heard))
    {
      if (!heard->listed)
        changed = mark_gone (self, heard) || changed;
      else if (heard->gone_us != 0 && !heard->again && heard->seen_us >= heard->gone_us)
        changed = heard->again = TRUE;
      else if (heard->left_us != 0 && heard->seen_us > heard->left_us + LINGER_US)
        changed = TRUE; /* perhaps: it is there again, or still */
    }
  return changed;
}

/**
 * sc_nm_air_scanned:
 * @self: the air
 * @started_us: when the scan was asked for that has ended now
 *
 * Returns: whether a presence may be another one now
 */
gboolean
sc_nm_air_scanned (ScNmAir *self, gint64 started_us)
{
  gboolean changed = FALSE;
  GHashTableIter iter;
  Heard *heard;

  g_hash_table_iter_init (&iter, self->heard);
  while (g_hash_table_iter_next (&iter, NULL, (gpointer *)&heard))
    {
      if (heard->left_us == 0 || started_us < heard->left_us)
        continue;
      if (heard->seen_us + SHARED_US >= started_us)
        changed = mark_back (heard) || changed;
      else if (++heard->misses >= MISSES)
        changed = mark_gone (self, heard) || changed;
    }
  return changed;
}

/**
 * sc_nm_air_join:
 * @self: the air
 * @ssid: the network being visited
 *
 * What was known of its going and coming is over.
 */
void
sc_nm_air_join (ScNmAir *self, GBytes *ssid)
{
  Heard *heard = get_heard (self, ssid);

  heard->left_us = heard->gone_us = 0;
  heard->misses = 0;
  heard->again = FALSE;
}

/**
 * sc_nm_air_leave:
 * @self: the air
 * @ssid: the network that is left now
 *
 * Returns: whether a presence may be another one now
 */
gboolean
sc_nm_air_leave (ScNmAir *self, GBytes *ssid)
{
  sc_nm_air_join (self, ssid);
  get_heard (self, ssid)->left_us = sc_clock_now_us (self->clock);
  return TRUE;
}

/**
 * sc_nm_air_get_presence:
 * @self: the air
 * @ssid: a network
 *
 * An entry in NetworkManager's list may be minutes old: only what was heard lately counts.
 *
 * Returns: whether it is there, gone, or back; unknown without fresh evidence
 */
ScPresence
sc_nm_air_get_presence (ScNmAir *self, GBytes *ssid)
{
  Heard *heard = g_hash_table_lookup (self->heard, ssid);

  if (heard == NULL)
    return SC_PRESENCE_UNKNOWN;
  if (heard->again)
    return SC_PRESENCE_SEEN_AGAIN;
  if (heard->gone_us != 0)
    return SC_PRESENCE_GONE;
  if (heard->left_us != 0 && heard->seen_us <= heard->left_us + LINGER_US)
    return SC_PRESENCE_UNKNOWN;
  if (heard->seen_us == 0 || sc_clock_now_us (self->clock) - heard->seen_us > FRESH_US)
    return SC_PRESENCE_UNKNOWN;
  return SC_PRESENCE_THERE;
}
