/* SPDX-FileCopyrightText: 2026 The Sensor Commissioner authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "sc-adapter.h"
#include "sc-lease.h"
#include "sc-secret.h"
#include "sc-site-network.h"

G_BEGIN_DECLS

/**
 * ScUplink: the laptop's way to the internet, as far as the link layer can tell. Only an answer
 * from the cloud proves it.
 */
typedef enum
{
  SC_UPLINK_UNKNOWN,
  SC_UPLINK_NONE,
  SC_UPLINK_READY
} ScUplink;

/**
 * ScPresence: the sensor's own network, as heard by this laptop since it last joined it: a lease
 * begins with %SC_PRESENCE_THERE, whatever was heard before.
 */
typedef enum
{
  SC_PRESENCE_UNKNOWN, /* this link cannot tell */
  SC_PRESENCE_THERE,
  SC_PRESENCE_GONE,
  SC_PRESENCE_SEEN_AGAIN /* gone, and back: the sensor is in set-up mode again */
} ScPresence;

/**
 * ScHome: how this computer stands to a network it was on before.
 */
typedef enum
{
  SC_HOME_UNKNOWN, /* this link cannot tell */
  SC_HOME_AWAY,
  SC_HOME_COMING, /* on the way there, or visiting a sensor: not the time to ask */
  SC_HOME_THERE
} ScHome;

typedef enum
{
  SC_LINK_CAN_LIST = 1 << 0,     /* knows the networks in range */
  SC_LINK_CAN_SWITCH = 1 << 1,   /* joins and leaves by itself; else the technician does */
  SC_LINK_CAN_HEAR = 1 << 2,     /* hears the sensor's network after leaving it */
  SC_LINK_CAN_NOTICE = 1 << 3,   /* notices a sensor's network that was joined by hand */
  SC_LINK_CAN_POWER_ON = 1 << 4, /* Wi-Fi is switched off, and it could switch it on */
  SC_LINK_CAN_TRY = 1 << 5       /* can try a site network's password on this laptop */
} ScLinkAbility;

/**
 * ScLink:
 *
 * Port: the laptop's networks. Joins a sensor's network (giving a lease), tells of uplinks.
 *
 * Signal `changed` (no arguments): uplink or presence may be different.
 *
 * Signal `displaces` (two strings): a join is about to take this laptop off a network of its own,
 * whose profile has this UUID and this name. Emitted before anything is switched, so that a handler
 * can note it where it outlives the program. Links that do not switch never emit it.
 */
#define SC_TYPE_LINK (sc_link_get_type ())
G_DECLARE_INTERFACE (ScLink, sc_link, SC, LINK, GObject)

struct _ScLinkInterface
{
  GTypeInterface parent;

  ScLinkAbility (*get_abilities) (ScLink *self);
  GListModel *(*get_access_points) (ScLink *self);
  ScUplink (*get_uplink) (ScLink *self);
  ScPresence (*get_presence) (ScLink *self, GBytes *ssid);
  void (*rescan) (ScLink *self);
  void (*join_async) (ScLink *self, ScAccessPoint *access_point, GCancellable *cancellable,
                      GAsyncReadyCallback callback, gpointer user_data);
  ScLease *(*join_finish) (ScLink *self, GAsyncResult *result, GError **error);
  void (*regain_uplink) (ScLink *self);
  const GError *(*get_trouble) (ScLink *self);         /* optional */
  ScHome (*get_home) (ScLink *self, const char *uuid); /* optional, with the next two */
  void (*go_home_async) (ScLink *self, const char *uuid, GCancellable *cancellable,
                         GAsyncReadyCallback callback, gpointer user_data);
  gboolean (*go_home_finish) (ScLink *self, GAsyncResult *result, GError **error);
  GPtrArray *(*list_adapters) (ScLink *self); /* optional, with the next two */
  const char *(*get_adapter) (ScLink *self);
  void (*set_adapter) (ScLink *self, const char *interface);
  void (*set_key) (ScLink *self, ScSecret *key);    /* optional */
  void (*power_on) (ScLink *self);                  /* optional */
  void (*set_quiet) (ScLink *self, gboolean quiet); /* optional */
  char **(*list_uplinks) (ScLink *self);            /* optional */
  ScUplink (*get_second_uplink) (ScLink *self);     /* optional */
  const GError *(*get_obstacle) (ScLink *self);     /* optional */
  /* with %SC_LINK_CAN_TRY only */
  void (*try_async) (ScLink *self, ScSiteNetwork *network, GCancellable *cancellable,
                     GAsyncReadyCallback callback, gpointer user_data);
  ScLease *(*try_finish) (ScLink *self, GAsyncResult *result, GError **error);
};

ScLinkAbility sc_link_get_abilities (ScLink *self);
/* GListModel of ScAccessPoint, live; empty if it cannot list. (transfer none) */
GListModel *sc_link_get_access_points (ScLink *self);
ScUplink sc_link_get_uplink (ScLink *self);
/* @ssid: (nullable): the network the lease was on; NULL if joined by hand */
ScPresence sc_link_get_presence (ScLink *self, GBytes *ssid);
void sc_link_rescan (ScLink *self);
/* @access_point: (nullable): NULL waits until the technician has joined one by hand. Ends only
 * with a lease, an error, or cancellation. */
void sc_link_join_async (ScLink *self, ScAccessPoint *access_point, GCancellable *cancellable,
                         GAsyncReadyCallback callback, gpointer user_data);
ScLease *sc_link_join_finish (ScLink *self, GAsyncResult *result, GError **error);
/* Do what can be done to get this laptop online again; progress shows in the uplink. */
void sc_link_regain_uplink (ScLink *self);
/* Why this link does not switch by itself, if it normally would; nullable, SC_ERROR. */
const GError *sc_link_get_trouble (ScLink *self);
/* Adapters to choose from: of ScAdapter; empty if this link knows of none. (transfer full) */
GPtrArray *sc_link_list_adapters (ScLink *self);
const char *sc_link_get_adapter (ScLink *self);                 /* nullable: in use */
void sc_link_set_adapter (ScLink *self, const char *interface); /* NULL: the best */
void sc_link_set_key (ScLink *self, ScSecret *key);             /* NULL: none */
void sc_link_power_on (ScLink *self);
/* A network of this laptop's own, by its profile: whether it is there, and going there. */
ScHome sc_link_get_home (ScLink *self, const char *uuid);
void sc_link_go_home_async (ScLink *self, const char *uuid, GCancellable *cancellable,
                            GAsyncReadyCallback callback, gpointer user_data);
gboolean sc_link_go_home_finish (ScLink *self, GAsyncResult *result, GError **error);
/* Interfaces that claim to lead to the internet, tunnels aside. (transfer full) (nullable) */
char **sc_link_list_uplinks (ScLink *self);
/* Would there still be one while a sensor's network is joined? */
ScUplink sc_link_get_second_uplink (ScLink *self);
/* What may keep a sensor from being reached although its network is joined; nullable, SC_ERROR. */
const GError *sc_link_get_obstacle (ScLink *self);
/* No looking around of one's own accord: the radio is needed. */
void sc_link_set_quiet (ScLink *self, gboolean quiet);
/* Joins a site network as a sensor would: by this name and key, on 2.4 GHz. The lease has an
 * interface and no sensor; releasing it brings the laptop's own network back. */
void sc_link_try_async (ScLink *self, ScSiteNetwork *network, GCancellable *cancellable,
                        GAsyncReadyCallback callback, gpointer user_data);
ScLease *sc_link_try_finish (ScLink *self, GAsyncResult *result, GError **error);

/*< protected >*/
void sc_link_emit_changed (ScLink *self);
void sc_link_emit_displaces (ScLink *self, const char *uuid, const char *name);

G_END_DECLS
