/* SPDX-FileCopyrightText: 2026 The Sensor Commissioner authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "sc-earshot.h"

struct _ScEarshot
{
  GListStore *access_points;
  GHashTable *presence; /* SSID -> ScPresence, of every network ever heard */
};

/**
 * sc_earshot_new:
 *
 * Returns: (transfer full): one who has not heard anything yet
 */
ScEarshot *
sc_earshot_new (void)
{
  ScEarshot *self = g_new0 (ScEarshot, 1);

  self->access_points = g_list_store_new (SC_TYPE_ACCESS_POINT);
  self->presence =
      g_hash_table_new_full (g_bytes_hash, g_bytes_equal, (GDestroyNotify)g_bytes_unref, NULL);
  return self;
}

void
sc_earshot_free (ScEarshot *self)
{
  g_object_unref (self->access_points);
  g_hash_table_unref (self->presence);
  g_free (self);
}

/**
 * sc_earshot_get_list:
 * @self: an earshot
 *
 * Returns: (transfer none): live list of #ScAccessPoint
 */
GListModel *
sc_earshot_get_list (ScEarshot *self)
{
  return G_LIST_MODEL (self->access_points);
}

static gboolean
is_unchanged (ScAccessPoint *one, ScAccessPoint *other)
{
  return sc_access_point_equal (one, other)
         && sc_access_point_get_strength (one) == sc_access_point_get_strength (other)
         && sc_access_point_get_security (one) == sc_access_point_get_security (other);
}

static gboolean
contains (GListModel *list, ScAccessPoint *wanted)
{
  for (guint i = 0; i < g_list_model_get_n_items (list); i++)
    {
      g_autoptr (ScAccessPoint) one = g_list_model_get_item (list, i);

      if (is_unchanged (one, wanted))
        return TRUE;
    }
  return FALSE;
}

static gboolean
array_contains (GPtrArray *array, ScAccessPoint *wanted)
{
  for (guint i = 0; i < array->len; i++)
    if (is_unchanged (g_ptr_array_index (array, i), wanted))
      return TRUE;
  return FALSE;
}

static gboolean
ssid_is_heard (GPtrArray *array, GBytes *ssid)
{
  for (guint i = 0; i < array->len; i++)
    if (g_bytes_equal (sc_access_point_get_ssid (g_ptr_array_index (array, i)), ssid))
      return TRUE;
  return FALSE;
}

static gboolean
update_presence (ScEarshot *self, GPtrArray *access_points)
{
  gboolean changed = FALSE;
  GHashTableIter iter;
  gpointer key, value;

  g_hash_table_iter_init (&iter, self->presence);
  while (g_hash_table_iter_next (&iter, &key, &value))
    if (GPOINTER_TO_INT (value) != SC_PRESENCE_GONE && !ssid_is_heard (access_points, key))
      {
        g_hash_table_iter_replace (&iter, GINT_TO_POINTER (SC_PRESENCE_GONE));
        changed = TRUE;
      }
  for (guint i = 0; i < access_points->len; i++)
    {
      ScAccessPoint *one = g_ptr_array_index (access_points, i);
      GBytes *ssid = sc_access_point_get_ssid (one);
      ScPresence before = GPOINTER_TO_INT (g_hash_table_lookup (self->presence, ssid));
      ScPresence now = before == SC_PRESENCE_UNKNOWN ? SC_PRESENCE_THERE
                       : before == SC_PRESENCE_GONE  ? SC_PRESENCE_SEEN_AGAIN
                                                     : before;

      if (now == before)
        continue;
      g_hash_table_replace (self->presence, g_bytes_ref (ssid), GINT_TO_POINTER (now));
      changed = TRUE;
    }
  return changed;
}

/* What @array has of the same network; its index, or -1. */
static int
find_equal (GPtrArray *array, ScAccessPoint *wanted)
{
  for (guint i = 0; i < array->len; i++)
    if (sc_access_point_equal (g_ptr_array_index (array, i), wanted))
      return (int)i;
  return -1;
}

/**
 * sc_earshot_update:
 * @self: an earshot
 * @access_points: (element-type ScAccessPoint): everything that is heard now
 *
 * Brings list and presence up to date; what did not change stays the same object, what is still
 * heard keeps its place.
 *
 * Returns: whether the presence of any network is another one now
 */
gboolean
sc_earshot_update (ScEarshot *self, GPtrArray *access_points)
{
  GListModel *list = G_LIST_MODEL (self->access_points);

  for (guint i = g_list_model_get_n_items (list); i > 0; i--)
    {
      g_autoptr (ScAccessPoint) one = g_list_model_get_item (list, i - 1);
      int now = find_equal (access_points, one);

      if (now < 0)
        g_list_store_remove (self->access_points, i - 1);
      else if (!array_contains (access_points, one))
        g_list_store_splice (self->access_points, i - 1, 1, &g_ptr_array_index (access_points, now),
                             1);
    }
  for (guint i = 0; i < access_points->len; i++)
    if (!contains (list, g_ptr_array_index (access_points, i)))
      g_list_store_append (self->access_points, g_ptr_array_index (access_points, i));
  return update_presence (self, access_points);
}

/**
 * sc_earshot_find:
 * @self: an earshot
 * @bssid: address of an access point
 *
 * Returns: (transfer full) (nullable): the access point, if it is heard
 */
ScAccessPoint *
sc_earshot_find (ScEarshot *self, const char *bssid)
{
  GListModel *list = G_LIST_MODEL (self->access_points);

  for (guint i = 0; i < g_list_model_get_n_items (list); i++)
    {
      g_autoptr (ScAccessPoint) one = g_list_model_get_item (list, i);

      if (g_strcmp0 (sc_access_point_get_bssid (one), bssid) == 0)
        return g_steal_pointer (&one);
    }
  return NULL;
}

/**
 * sc_earshot_join:
 * @self: an earshot
 * @ssid: name of the network that the laptop is on now, bytes
 *
 * It is there: that it once went and came back says nothing about the stay that begins.
 */
void
sc_earshot_join (ScEarshot *self, GBytes *ssid)
{
  g_hash_table_replace (self->presence, g_bytes_ref (ssid), GINT_TO_POINTER (SC_PRESENCE_THERE));
}

/**
 * sc_earshot_get_presence:
 * @self: an earshot
 * @ssid: name of a network, bytes
 *
 * Returns: whether it is there, gone, or back since it was joined; unknown if it was never heard
 */
ScPresence
sc_earshot_get_presence (ScEarshot *self, GBytes *ssid)
{
  return GPOINTER_TO_INT (g_hash_table_lookup (self->presence, ssid));
}
