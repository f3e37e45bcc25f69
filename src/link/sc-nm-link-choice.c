/* SPDX-FileCopyrightText: 2026 The Sensor Commissioner authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* What the technician can choose: the adapter, the key of the next network, and going home. */

#include "sc-nm-link-private.h"

#include "sc-error.h"
#include "sc-nm-device.h"
#include "sc-nm-reason.h"

gboolean
sc_nm_link_is_running (ScNmLink *self)
{
  return sc_nm_client_peek_manager (self->client) != NULL;
}

gboolean
sc_nm_link_is_used (ScNmLink *self)
{
  return self->join != NULL || self->lease != NULL || sc_nm_home_is_returning (self->home);
}

/* Going home */

static ScHome
find_home (ScNmLink *self, const char *uuid)
{
  ScNmDbusConnectionActive *active;

  if (!sc_nm_link_is_running (self))
    return SC_HOME_UNKNOWN;
  if (sc_nm_link_is_used (self))
    return SC_HOME_COMING;
  active = sc_nm_device_find_active (self->client, uuid);
  switch (active != NULL ? sc_nm_dbus_connection_active_get_state (active)
                         : SC_NM_ACTIVE_DEACTIVATED)
    {
    case SC_NM_ACTIVE_ACTIVATING:
      return SC_HOME_COMING;
    case SC_NM_ACTIVE_ACTIVATED:
      return SC_HOME_THERE;
    default:
      return SC_HOME_AWAY;
    }
}

/**
 * sc_nm_link_update_home:
 * @self: a link
 *
 * Tells if sc_link_get_home() would say something else now than it last did.
 */
void
sc_nm_link_update_home (ScNmLink *self)
{
  if (self->home_asked != NULL && find_home (self, self->home_asked) != self->home_told)
    sc_link_emit_changed (SC_LINK (self));
}

ScHome
sc_nm_link_get_home (ScLink *link, const char *uuid)
{
  ScNmLink *self = SC_NM_LINK (link);

  if (g_strcmp0 (self->home_asked, uuid) != 0)
    {
      g_free (self->home_asked);
      self->home_asked = g_strdup (uuid);
    }
  self->home_told = find_home (self, uuid);
  return self->home_told;
}

static void
on_gone_home (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = user_data;
  ScNmLink *self = g_task_get_source_object (task);
  GError *error = NULL;

  sc_nm_link_update_uplink (self);
  if (sc_nm_home_return_finish (SC_NM_HOME (source), result, &error))
    g_task_return_boolean (task, TRUE);
  else
    g_task_return_error (task, error);
  sc_nm_link_update_home (self);
}

void
sc_nm_link_go_home_async (ScLink *link, const char *uuid, GCancellable *cancellable,
                          GAsyncReadyCallback callback, gpointer user_data)
{
  ScNmLink *self = SC_NM_LINK (link);
  g_autoptr (GTask) task = g_task_new (self, cancellable, callback, user_data);
  GError *trouble;

  g_task_set_source_tag (task, sc_nm_link_go_home_async);
  sc_nm_link_update_device (self);
  trouble = sc_nm_device_get_trouble (self->client, self->device);
  if (trouble != NULL)
    g_task_return_error (task, trouble);
  else if (sc_nm_link_is_used (self))
    g_task_return_new_error (task, SC_ERROR, SC_ERROR_BUG, "a visit is under way");
  else
    {
      sc_nm_home_recall (self->home, self->device, uuid);
      sc_nm_home_return_async (self->home, NULL, on_gone_home, g_object_ref (task));
      sc_nm_link_update_home (self);
    }
}

gboolean
sc_nm_link_go_home_finish (ScLink *link, GAsyncResult *result, GError **error)
{
  g_return_val_if_fail (g_task_is_valid (result, link), FALSE);
  return g_task_propagate_boolean (G_TASK (result), error);
}

/* Adapter, key, power */

GPtrArray *
sc_nm_link_list_adapters (ScLink *link)
{
  ScNmLink *self = SC_NM_LINK (link);

  return sc_nm_device_list (self->client, self->networks);
}

const char *
sc_nm_link_get_adapter (ScLink *link)
{
  ScNmLink *self = SC_NM_LINK (link);

  return sc_nm_device_get_interface (self->client, self->device);
}

void
sc_nm_link_set_adapter (ScLink *link, const char *interface)
{
  ScNmLink *self = SC_NM_LINK (link);

  g_free (self->preferred);
  self->preferred = g_strdup (interface);
  if (!sc_nm_link_is_used (self))
    {
      g_clear_pointer (&self->device, g_free);
      sc_nm_link_update_device (self);
      sc_nm_home_remember (self->home, self->device);
    }
  sc_nm_link_update (self);
  sc_link_emit_changed (link);
}

void
sc_nm_link_set_key (ScLink *link, ScSecret *key)
{
  ScNmLink *self = SC_NM_LINK (link);

  if (key != NULL)
    sc_secret_ref (key);
  g_clear_pointer (&self->key, sc_secret_unref);
  self->key = key;
}

static void
on_powered_on (GObject *source, GAsyncResult *result, gpointer user_data G_GNUC_UNUSED)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GVariant) reply = g_dbus_proxy_call_finish (G_DBUS_PROXY (source), result, &error);

  if (reply == NULL)
    g_message ("Switching Wi-Fi on: %s", error->message);
}

void
sc_nm_link_power_on (ScLink *link)
{
  ScNmDbusManager *manager = sc_nm_client_peek_manager (SC_NM_LINK (link)->client);

  if (manager != NULL)
    g_dbus_proxy_call (
        G_DBUS_PROXY (manager), "org.freedesktop.DBus.Properties.Set",
        g_variant_new ("(ssv)", SC_NM_NAME, "WirelessEnabled", g_variant_new_boolean (TRUE)),
        G_DBUS_CALL_FLAGS_NONE, -1, NULL, on_powered_on, NULL);
}

/* What is possible */

static ScError
find_trouble (ScNmLink *self)
{
  g_autoptr (GError) trouble = sc_nm_device_get_trouble (self->client, self->device);

  return trouble != NULL ? (ScError)trouble->code : 0;
}

static ScLinkAbility
find_abilities (ScNmLink *self, ScError trouble)
{
  ScLinkAbility by_hand = self->by_hand != NULL ? sc_link_get_abilities (self->by_hand) : 0;
  ScLinkAbility by_itself =
      SC_LINK_CAN_LIST | SC_LINK_CAN_SWITCH | SC_LINK_CAN_HEAR | SC_LINK_CAN_TRY | by_hand;

  switch ((int)trouble)
    {
    case SC_ERROR_LINK_MANAGER_GONE:
    case SC_ERROR_LINK_DENIED:
    case SC_ERROR_LINK_SANDBOX:
    case SC_ERROR_LINK_NO_ADAPTER:
    case SC_ERROR_LINK_UNMANAGED:
    case SC_ERROR_LINK_FIRMWARE:
      return by_hand;
    case SC_ERROR_LINK_RADIO_OFF:
      return by_itself | (sc_nm_client_may_power_on (self->client) ? SC_LINK_CAN_POWER_ON : 0);
    default:
      return by_itself;
    }
}

ScLinkAbility
sc_nm_link_get_abilities (ScLink *link)
{
  ScNmLink *self = SC_NM_LINK (link);

  return find_abilities (self, find_trouble (self));
}

/**
 * sc_nm_link_update_abilities:
 * @self: a link
 *
 * Tells if something else is possible, or in the way, than was told last.
 */
void
sc_nm_link_update_abilities (ScNmLink *self)
{
  ScError trouble = find_trouble (self);
  ScLinkAbility abilities = find_abilities (self, trouble);

  if (trouble == self->trouble_told && abilities == self->abilities_told)
    return;
  self->trouble_told = trouble;
  self->abilities_told = abilities;
  sc_link_emit_changed (SC_LINK (self));
}
