/* SPDX-FileCopyrightText: 2026 The Sensor Commissioner authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "sc-error.h"
#include "sc-link.h"
#include "sc-model.h"

G_BEGIN_DECLS

/**
 * ScRadioView:
 * @laptop_is_home: the laptop is on its own network
 * @joining: (nullable): address of the access point it is on the way to
 * @joined: (nullable): address of the sensor's access point it is on
 * @trying: it is on the way to a site network
 * @on_site: it is on the site network that was tried
 * @uplink: whether it is online
 * @obstacle: what takes the packets that are meant for a sensor; 0: nothing
 *
 * Where a simulated laptop is, as an adapter last knew it.
 */
typedef struct
{
  gboolean laptop_is_home;
  const char *joining;
  const char *joined;
  gboolean trying;
  gboolean on_site;
  gboolean uplink;
  ScError obstacle;
} ScRadioView;

/**
 * ScRadioLink:
 *
 * What the links on a simulated radio have in common: the list of networks, presence, leases.
 * A subclass carries orders to the radio, and brings back what the radio says.
 */
#define SC_TYPE_RADIO_LINK (sc_radio_link_get_type ())
G_DECLARE_DERIVABLE_TYPE (ScRadioLink, sc_radio_link, SC, RADIO_LINK, GObject)

struct _ScRadioLinkClass
{
  GObjectClass parent_class;

  /* @key: (nullable): what the technician gave for it */
  void (*join) (ScRadioLink *self, const char *bssid, ScSecret *key);
  void (*leave) (ScRadioLink *self);
  /* Answered by sc_radio_link_take_verdict(). */
  void (*try_site) (ScRadioLink *self, ScSiteNetwork *network);
};

/*< protected >*/
void sc_radio_link_set_up (ScRadioLink *self, ScModel *model, const char *sensor_uri);
ScAccessPoint *sc_radio_link_make_access_point (ScRadioLink *self, GBytes *ssid, const char *bssid,
                                                guint strength, gboolean open);
void sc_radio_link_hear (ScRadioLink *self, GPtrArray *access_points);
void sc_radio_link_update (ScRadioLink *self, const ScRadioView *view);
void sc_radio_link_refuse_join (ScRadioLink *self, const char *bssid);
void sc_radio_link_take_verdict (ScRadioLink *self, ScError verdict); /* 0: it lets us in */
void sc_radio_link_fail (ScRadioLink *self, const GError *error);
gboolean sc_radio_link_is_used (ScRadioLink *self);

G_END_DECLS
