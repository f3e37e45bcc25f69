/* SPDX-FileCopyrightText: 2026 The Sensor Commissioner authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "sc-link.h"

G_DEFINE_INTERFACE (ScLink, sc_link, G_TYPE_OBJECT)

static guint changed_signal;
static guint displaces_signal;

static void
sc_link_default_init (ScLinkInterface *iface G_GNUC_UNUSED)
{
  changed_signal = g_signal_new ("changed", SC_TYPE_LINK, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                                 G_TYPE_NONE, 0);
  displaces_signal = g_signal_new ("displaces", SC_TYPE_LINK, G_SIGNAL_RUN_LAST, 0, NULL, NULL,
                                   NULL, G_TYPE_NONE, 2, G_TYPE_STRING, G_TYPE_STRING);
}

/**
 * sc_link_get_abilities:
 * @self: a link
 *
 * Returns: what this link can do by itself
 */
ScLinkAbility
sc_link_get_abilities (ScLink *self)
{
  g_return_val_if_fail (SC_IS_LINK (self), 0);
  return SC_LINK_GET_IFACE (self)->get_abilities (self);
}

/**
 * sc_link_get_access_points:
 * @self: a link
 *
 * Returns: (transfer none): live list of #ScAccessPoint; empty if it cannot list
 */
GListModel *
sc_link_get_access_points (ScLink *self)
{
  g_return_val_if_fail (SC_IS_LINK (self), NULL);
  return SC_LINK_GET_IFACE (self)->get_access_points (self);
}

/**
 * sc_link_get_uplink:
 * @self: a link
 *
 * Returns: the laptop's way to the internet
 */
ScUplink
sc_link_get_uplink (ScLink *self)
{
  g_return_val_if_fail (SC_IS_LINK (self), SC_UPLINK_UNKNOWN);
  return SC_LINK_GET_IFACE (self)->get_uplink (self);
}

/**
 * sc_link_get_presence:
 * @self: a link
 * @ssid: (nullable): the sensor's network; %NULL if it was joined by hand
 *
 * Returns: whether this laptop hears the sensor's network
 */
ScPresence
sc_link_get_presence (ScLink *self, GBytes *ssid)
{
  g_return_val_if_fail (SC_IS_LINK (self), SC_PRESENCE_UNKNOWN);
  return SC_LINK_GET_IFACE (self)->get_presence (self, ssid);
}

/**
 * sc_link_rescan:
 * @self: a link
 *
 * Asks for a fresh list; it arrives in the model of sc_link_get_access_points().
 */
void
sc_link_rescan (ScLink *self)
{
  g_return_if_fail (SC_IS_LINK (self));
  SC_LINK_GET_IFACE (self)->rescan (self);
}

/**
 * sc_link_join_async:
 * @self: a link
 * @access_point: (nullable): the sensor's network; %NULL waits until the technician joined one
 * @cancellable: (nullable): leaves again and restores the laptop's network
 * @callback: called with a lease, an error or a cancellation
 * @user_data: for @callback
 */
void
sc_link_join_async (ScLink *self, ScAccessPoint *access_point, GCancellable *cancellable,
                    GAsyncReadyCallback callback, gpointer user_data)
{
  g_return_if_fail (SC_IS_LINK (self));
  SC_LINK_GET_IFACE (self)->join_async (self, access_point, cancellable, callback, user_data);
}

/**
 * sc_link_join_finish:
 * @self: a link
 * @result: from the callback
 * @error: why there is no lease
 *
 * Returns: (transfer full): the lease, %NULL on error
 */
ScLease *
sc_link_join_finish (ScLink *self, GAsyncResult *result, GError **error)
{
  g_return_val_if_fail (SC_IS_LINK (self), NULL);
  return SC_LINK_GET_IFACE (self)->join_finish (self, result, error);
}

/**
 * sc_link_regain_uplink:
 * @self: a link
 *
 * Does what can be done to get this laptop online; progress shows in sc_link_get_uplink().
 */
void
sc_link_regain_uplink (ScLink *self)
{
  g_return_if_fail (SC_IS_LINK (self));
  SC_LINK_GET_IFACE (self)->regain_uplink (self);
}

/**
 * sc_link_get_trouble:
 * @self: a link
 *
 * Returns: (transfer none) (nullable): why it does not join and leave by itself, where this
 * computer could be expected to
 */
const GError *
sc_link_get_trouble (ScLink *self)
{
  ScLinkInterface *iface;

  g_return_val_if_fail (SC_IS_LINK (self), NULL);
  iface = SC_LINK_GET_IFACE (self);
  return iface->get_trouble != NULL ? iface->get_trouble (self) : NULL;
}

/**
 * sc_link_list_adapters:
 * @self: a link
 *
 * Returns: (transfer full) (element-type ScAdapter): the Wi-Fi adapters sensors can be visited
 * with, always in the same order; empty if this link knows of none
 */
GPtrArray *
sc_link_list_adapters (ScLink *self)
{
  ScLinkInterface *iface;

  g_return_val_if_fail (SC_IS_LINK (self), NULL);
  iface = SC_LINK_GET_IFACE (self);
  return iface->list_adapters != NULL
             ? iface->list_adapters (self)
             : g_ptr_array_new_with_free_func ((GDestroyNotify)sc_adapter_free);
}

/**
 * sc_link_get_adapter:
 * @self: a link
 *
 * Returns: (transfer none) (nullable): interface of the adapter that is used for sensors
 */
const char *
sc_link_get_adapter (ScLink *self)
{
  ScLinkInterface *iface;

  g_return_val_if_fail (SC_IS_LINK (self), NULL);
  iface = SC_LINK_GET_IFACE (self);
  return iface->get_adapter != NULL ? iface->get_adapter (self) : NULL;
}

/**
 * sc_link_set_adapter:
 * @self: a link
 * @interface: (nullable): the adapter to use whenever it is there; %NULL: the most suitable, which
 * is one that this laptop is not online through
 *
 * Takes effect after a visit that is under way. Does nothing if this link knows of no adapters.
 */
void
sc_link_set_adapter (ScLink *self, const char *interface)
{
  g_return_if_fail (SC_IS_LINK (self));
  if (SC_LINK_GET_IFACE (self)->set_adapter != NULL)
    SC_LINK_GET_IFACE (self)->set_adapter (self, interface);
}

/**
 * sc_link_set_key:
 * @self: a link
 * @key: (nullable): the password of the sensor's network that is joined next, if that has one
 */
void
sc_link_set_key (ScLink *self, ScSecret *key)
{
  g_return_if_fail (SC_IS_LINK (self));
  if (SC_LINK_GET_IFACE (self)->set_key != NULL)
    SC_LINK_GET_IFACE (self)->set_key (self, key);
}

/**
 * sc_link_power_on:
 * @self: a link that %SC_LINK_CAN_POWER_ON
 *
 * Switches Wi-Fi on; that it is shows in the abilities, and in sc_link_get_trouble().
 */
void
sc_link_power_on (ScLink *self)
{
  g_return_if_fail (SC_IS_LINK (self));
  if (SC_LINK_GET_IFACE (self)->power_on != NULL)
    SC_LINK_GET_IFACE (self)->power_on (self);
}

/**
 * sc_link_get_home:
 * @self: a link
 * @uuid: of the profile of a network this laptop was on before
 *
 * Returns: whether it is there now
 */
ScHome
sc_link_get_home (ScLink *self, const char *uuid)
{
  ScLinkInterface *iface;

  g_return_val_if_fail (SC_IS_LINK (self) && uuid != NULL, SC_HOME_UNKNOWN);
  iface = SC_LINK_GET_IFACE (self);
  return iface->get_home != NULL ? iface->get_home (self, uuid) : SC_HOME_UNKNOWN;
}

/**
 * sc_link_go_home_async:
 * @self: a link whose sc_link_get_home() is not %SC_HOME_UNKNOWN
 * @uuid: of the profile of a network this laptop was on before
 * @cancellable: (nullable): stops waiting
 * @callback: called when the laptop is there, or cannot get there
 * @user_data: for @callback
 *
 * Leaves whatever network the adapter is on.
 */
void
sc_link_go_home_async (ScLink *self, const char *uuid, GCancellable *cancellable,
                       GAsyncReadyCallback callback, gpointer user_data)
{
  g_return_if_fail (SC_IS_LINK (self) && uuid != NULL);
  g_return_if_fail (SC_LINK_GET_IFACE (self)->go_home_async != NULL);
  SC_LINK_GET_IFACE (self)->go_home_async (self, uuid, cancellable, callback, user_data);
}

/**
 * sc_link_go_home_finish:
 * @self: a link
 * @result: from the callback
 * @error: why the laptop is not there: an SC_ERROR_LINK_…, or %SC_ERROR_UPLINK_NONE
 *
 * Returns: whether it is there
 */
gboolean
sc_link_go_home_finish (ScLink *self, GAsyncResult *result, GError **error)
{
  g_return_val_if_fail (SC_IS_LINK (self), FALSE);
  return SC_LINK_GET_IFACE (self)->go_home_finish (self, result, error);
}

/**
 * sc_link_set_quiet:
 * @self: a link
 * @quiet: whether a sensor waits for the cloud, so that the radio must not be taken away, not even
 *   to look around: sc_link_rescan() does nothing then
 */
void
sc_link_set_quiet (ScLink *self, gboolean quiet)
{
  ScLinkInterface *iface;

  g_return_if_fail (SC_IS_LINK (self));
  iface = SC_LINK_GET_IFACE (self);
  if (iface->set_quiet != NULL)
    iface->set_quiet (self, quiet);
}

/**
 * sc_link_list_uplinks:
 * @self: a link
 *
 * By the routes: whether one of them leads to the cloud is for sc_cloud_try_way_async() to find
 * out.
 *
 * Returns: (transfer full) (nullable): names of interfaces with a default route, tunnels aside;
 *   %NULL if this link does not know
 */
char **
sc_link_list_uplinks (ScLink *self)
{
  ScLinkInterface *iface;

  g_return_val_if_fail (SC_IS_LINK (self), NULL);
  iface = SC_LINK_GET_IFACE (self);
  return iface->list_uplinks != NULL ? iface->list_uplinks (self) : NULL;
}

/**
 * sc_link_get_second_uplink:
 * @self: a link
 *
 * Returns: whether this computer would have a way to the internet while the adapter is on a
 * sensor's network, such as a cable or a phone
 */
ScUplink
sc_link_get_second_uplink (ScLink *self)
{
  ScLinkInterface *iface;

  g_return_val_if_fail (SC_IS_LINK (self), SC_UPLINK_UNKNOWN);
  iface = SC_LINK_GET_IFACE (self);
  return iface->get_second_uplink != NULL ? iface->get_second_uplink (self) : SC_UPLINK_UNKNOWN;
}

/**
 * sc_link_get_obstacle:
 * @self: a link
 *
 * Returns: (transfer none) (nullable): %SC_ERROR_LINK_VPN or %SC_ERROR_LINK_OVERLAP, known before
 *   any sensor is joined
 */
const GError *
sc_link_get_obstacle (ScLink *self)
{
  ScLinkInterface *iface;

  g_return_val_if_fail (SC_IS_LINK (self), NULL);
  iface = SC_LINK_GET_IFACE (self);
  return iface->get_obstacle != NULL ? iface->get_obstacle (self) : NULL;
}

/**
 * sc_link_try_async:
 * @self: a link with %SC_LINK_CAN_TRY
 * @network: the site network, as it would be given to a sensor
 * @cancellable: (nullable): leaves again and restores the laptop's network
 * @callback: called with a lease, an error or a cancellation
 * @user_data: for @callback
 *
 * Joins the network with a temporary profile made of @network alone, whatever this laptop knows of
 * it otherwise, and only on 2.4 GHz: sensors have no other radio. Fails with
 * %SC_ERROR_LINK_OTHER_SECURITY if it is protected in another way than @network says.
 */
void
sc_link_try_async (ScLink *self, ScSiteNetwork *network, GCancellable *cancellable,
                   GAsyncReadyCallback callback, gpointer user_data)
{
  g_return_if_fail (SC_IS_LINK (self) && network != NULL);
  g_return_if_fail (sc_link_get_abilities (self) & SC_LINK_CAN_TRY);
  SC_LINK_GET_IFACE (self)->try_async (self, network, cancellable, callback, user_data);
}

/**
 * sc_link_try_finish:
 * @self: a link
 * @result: from the callback
 * @error: why it was not joined
 *
 * Returns: (transfer full): the stay on the site network; %NULL on error
 */
ScLease *
sc_link_try_finish (ScLink *self, GAsyncResult *result, GError **error)
{
  g_return_val_if_fail (SC_IS_LINK (self), NULL);
  return SC_LINK_GET_IFACE (self)->try_finish (self, result, error);
}

/**
 * sc_link_emit_changed:
 * @self: a link
 *
 * For implementations: uplink or presence may be different.
 */
void
sc_link_emit_changed (ScLink *self)
{
  g_return_if_fail (SC_IS_LINK (self));
  g_signal_emit (self, changed_signal, 0);
}

/**
 * sc_link_emit_displaces:
 * @self: a link
 * @uuid: of the profile of this laptop's own network
 * @name: the profile's name, for people
 *
 * For implementations: a join is about to leave that network.
 */
void
sc_link_emit_displaces (ScLink *self, const char *uuid, const char *name)
{
  g_return_if_fail (SC_IS_LINK (self));
  g_signal_emit (self, displaces_signal, 0, uuid, name);
}
