/* SPDX-FileCopyrightText: 2026 The Sensor Commissioner authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "sc-world-link.h"

struct _ScWorldLink
{
  ScRadioLink parent_instance;

  ScWorldRadio *radio;
};

G_DEFINE_FINAL_TYPE (ScWorldLink, sc_world_link, SC_TYPE_RADIO_LINK)

/* No simulator serves this world, but one practises that it ends. */
static void
fail (ScRadioLink *link)
{
  g_autoptr (GError) error =
      g_error_new_literal (SC_ERROR, SC_ERROR_SIMULATOR_GONE, "the scenario wants it");

  sc_radio_link_fail (link, error);
}

static void
sc_world_link_join (ScRadioLink *link, const char *bssid, ScSecret *key)
{
  ScError verdict = 0;

  if (!sc_world_radio_join (SC_WORLD_LINK (link)->radio, bssid, key, &verdict))
    sc_radio_link_refuse_join (link, bssid);
  else if (verdict == SC_ERROR_SIMULATOR_GONE)
    fail (link);
  else
    sc_radio_link_take_verdict (link, verdict);
}

static void
sc_world_link_leave (ScRadioLink *link)
{
  sc_world_radio_leave (SC_WORLD_LINK (link)->radio);
}

static void
sc_world_link_try_site (ScRadioLink *link, ScSiteNetwork *network)
{
  sc_radio_link_take_verdict (link, sc_world_radio_try (SC_WORLD_LINK (link)->radio, network));
}

static void
radio_changed_cb (ScWorldRadio *radio, ScWorldLink *self)
{
  ScRadioLink *link = SC_RADIO_LINK (self);
  g_autoptr (GArray) heard = sc_world_radio_listen (radio);
  g_autoptr (GPtrArray) access_points = g_ptr_array_new_with_free_func (g_object_unref);
  ScWorldLaptop laptop = sc_world_radio_get_laptop (radio);
  ScWorldSensor *target = sc_world_radio_get_target (radio);
  const char *bssid = target ? sc_world_sensor_get_mac (target) : NULL;
  ScRadioView view = { .laptop_is_home = laptop == SC_WORLD_LAPTOP_HOME,
                       .joining = laptop == SC_WORLD_LAPTOP_JOINING ? bssid : NULL,
                       .joined = laptop == SC_WORLD_LAPTOP_ON_SENSOR ? bssid : NULL,
                       .trying = laptop == SC_WORLD_LAPTOP_TRYING,
                       .on_site = laptop == SC_WORLD_LAPTOP_ON_SITE,
                       .uplink = sc_world_radio_seems_online (radio),
                       .obstacle = sc_world_radio_get_obstacle (radio) };

  for (guint i = 0; i < heard->len; i++)
    {
      ScWorldHeard *one = &g_array_index (heard, ScWorldHeard, i);

      g_ptr_array_add (access_points, sc_radio_link_make_access_point (link, one->ssid, one->bssid,
                                                                       one->strength, one->open));
    }
  sc_radio_link_hear (link, access_points);
  sc_radio_link_update (link, &view);
}

static void
sc_world_link_finalize (GObject *object)
{
  g_clear_object (&SC_WORLD_LINK (object)->radio);
  G_OBJECT_CLASS (sc_world_link_parent_class)->finalize (object);
}

static void
sc_world_link_class_init (ScWorldLinkClass *klass)
{
  ScRadioLinkClass *link_class = SC_RADIO_LINK_CLASS (klass);

  G_OBJECT_CLASS (klass)->finalize = sc_world_link_finalize;
  link_class->join = sc_world_link_join;
  link_class->leave = sc_world_link_leave;
  link_class->try_site = sc_world_link_try_site;
}

static void
sc_world_link_init (ScWorldLink *self G_GNUC_UNUSED)
{
}

/**
 * sc_world_link_new:
 * @world: where the laptop is
 * @model: which networks are sensors'
 *
 * Returns: (transfer full): the laptop's link
 */
ScLink *
sc_world_link_new (ScWorld *world, ScModel *model)
{
  ScWorldLink *self = g_object_new (SC_TYPE_WORLD_LINK, NULL);

  self->radio = g_object_ref (sc_world_get_radio (world));
  sc_radio_link_set_up (SC_RADIO_LINK (self), model, sc_model_get_base_uri (model));
  g_signal_connect_object (self->radio, "changed", G_CALLBACK (radio_changed_cb), self, 0);
  radio_changed_cb (self->radio, self);
  return SC_LINK (self);
}
