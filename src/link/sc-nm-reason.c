/* SPDX-FileCopyrightText: 2026 The Sensor Commissioner authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "sc-nm-reason.h"

#include "sc-error.h"

#include <gio/gio.h>

#define PREFIX "org.freedesktop.NetworkManager."

typedef struct
{
  guint number;
  const char *name;
  ScError code; /* 0: says nothing by itself */
} Reason;

/* NMDeviceStateReason: those that can end a Wi-Fi activation */
static const Reason device_reasons[] = {
  { 0, "none", 0 },
  { 1, "unknown", 0 },
  { 2, "now managed", SC_ERROR_LINK_ADAPTER_FAILED },
  { SC_NM_REASON_NOW_UNMANAGED, "now unmanaged", SC_ERROR_LINK_UNMANAGED },
  { 4, "configuration failed", SC_ERROR_LINK_ADAPTER_FAILED },
  { 5, "IP configuration unavailable", SC_ERROR_LINK_NO_ADDRESS },
  { 6, "IP configuration expired", SC_ERROR_LINK_NO_ADDRESS },
  { 7, "no secrets", SC_ERROR_LINK_KEY_REFUSED },
  { 8, "supplicant disconnected", 0 }, /* depends on when */
  { 9, "supplicant configuration failed", SC_ERROR_LINK_UNSUPPORTED },
  { 10, "supplicant failed", SC_ERROR_LINK_UNSUPPORTED },
  { 11, "supplicant timeout", SC_ERROR_LINK_TIMEOUT },
  { 15, "DHCP start failed", SC_ERROR_LINK_NO_ADDRESS },
  { 16, "DHCP error", SC_ERROR_LINK_NO_ADDRESS },
  { 17, "DHCP failed", SC_ERROR_LINK_NO_ADDRESS },
  { 35, "firmware missing", SC_ERROR_LINK_FIRMWARE },
  { 36, "adapter removed", SC_ERROR_LINK_UNPLUGGED },
  { 37, "sleeping", SC_ERROR_LINK_SUSPENDED },
  { 38, "profile removed", SC_ERROR_LINK_PROFILE_GONE },
  { 39, "user requested", SC_ERROR_LINK_TAKEN },
  { 40, "carrier lost", SC_ERROR_LINK_LOST },
  { 42, "supplicant restarted", SC_ERROR_LINK_ADAPTER_FAILED },
  { 53, "network not found", SC_ERROR_LINK_NOT_FOUND },
  { SC_NM_REASON_NEW_ACTIVATION, "new activation", SC_ERROR_LINK_TAKEN },
  { 64, "address in use", SC_ERROR_LINK_NO_ADDRESS },
  { 65, "IP method unsupported", SC_ERROR_LINK_ADAPTER_FAILED },
};

/* NMActiveConnectionStateReason */
static const Reason active_reasons[] = {
  { 0, "unknown", 0 },
  { 1, "none", 0 },
  { 2, "user disconnected", SC_ERROR_LINK_TAKEN },
  { 3, "device disconnected", SC_ERROR_LINK_LOST },
  { 4, "service stopped", SC_ERROR_LINK_MANAGER_GONE },
  { 5, "IP configuration invalid", SC_ERROR_LINK_NO_ADDRESS },
  { 6, "connect timeout", SC_ERROR_LINK_TIMEOUT },
  { 7, "service start timeout", SC_ERROR_LINK_TIMEOUT },
  { 8, "service start failed", SC_ERROR_LINK_ADAPTER_FAILED },
  { 9, "no secrets", SC_ERROR_LINK_KEY_REFUSED },
  { 10, "login failed", SC_ERROR_LINK_KEY_REFUSED },
  { 11, "profile removed", SC_ERROR_LINK_PROFILE_GONE },
  { 12, "dependency failed", SC_ERROR_LINK_ADAPTER_FAILED },
  { 13, "adapter not made", SC_ERROR_LINK_NO_ADAPTER },
  { 14, "adapter removed", SC_ERROR_LINK_UNPLUGGED },
};

static const Reason *
find (const Reason *reasons, gsize n, guint number)
{
  for (gsize i = 0; i < n; i++)
    if (reasons[i].number == number)
      return &reasons[i];
  return NULL;
}

/* It was heard before: that it is not there any more is one explanation of two. */
static ScError
doubt (const ScNmEnd *end, ScError code)
{
  return end->is_sae && code == SC_ERROR_LINK_NOT_FOUND ? SC_ERROR_LINK_TIMEOUT : code;
}

static ScError
code_of (const ScNmEnd *end, const Reason *device, const Reason *active)
{
  /* dropped while it checked the key: the key is wrong (NetworkManager before 1.58 says no more) */
  if (end->device_reason == 8)
    return end->has_key && (end->phase == SC_NM_STATE_CONFIG || end->phase == SC_NM_STATE_NEED_AUTH)
               ? SC_ERROR_LINK_KEY_REFUSED
               : SC_ERROR_LINK_LOST;
  /* the device says more precisely what happened */
  if (device != NULL && device->code != 0)
    return doubt (end, device->code);
  if (active != NULL && active->code != 0)
    return doubt (end, active->code);
  return SC_ERROR_LINK_NOT_JOINED;
}

/**
 * sc_nm_reason_to_error:
 * @end: how an activation ended
 *
 * Returns: (transfer full): what that means, with the numbers in its message
 */
GError *
sc_nm_reason_to_error (const ScNmEnd *end)
{
  const Reason *device = find (device_reasons, G_N_ELEMENTS (device_reasons), end->device_reason);
  const Reason *active = find (active_reasons, G_N_ELEMENTS (active_reasons), end->active_reason);

  return g_error_new (
      SC_ERROR, code_of (end, device, active),
      "NetworkManager: device reason %u (%s), connection reason %u (%s), in state %u",
      end->device_reason, device != NULL ? device->name : "not known here", end->active_reason,
      active != NULL ? active->name : "not known here", end->phase);
}

static gboolean
is_remote (const GError *failure, const char *const *names)
{
  g_autofree char *name = g_dbus_error_get_remote_error (failure);

  return name != NULL && g_strv_contains (names, name);
}

/**
 * sc_nm_reason_is_unheard:
 * @failure: of an activating call
 *
 * Returns: whether a scan may help: the access point is not in the list (any more)
 */
gboolean
sc_nm_reason_is_unheard (const GError *failure)
{
  static const char *const names[] = { PREFIX "Device.SpecificObjectNotFound",
                                       PREFIX "UnknownConnection", PREFIX "ConnectionNotAvailable",
                                       NULL };

  return is_remote (failure, names);
}

/**
 * sc_nm_reason_from_call:
 * @failure: of a call to NetworkManager
 *
 * Returns: (transfer full): what that means
 */
GError *
sc_nm_reason_from_call (const GError *failure)
{
  static const char *const denied[] = {
    PREFIX "PermissionDenied",
    PREFIX "Settings.PermissionDenied",
    PREFIX "AgentManager.PermissionDenied",
    "org.freedesktop.DBus.Error.AccessDenied",
    "org.freedesktop.DBus.Error.InteractiveAuthorizationRequired",
    NULL
  };
  static const char *const gone[] = {
    "org.freedesktop.DBus.Error.ServiceUnknown", "org.freedesktop.DBus.Error.NameHasNoOwner",
    "org.freedesktop.DBus.Error.NoReply",        "org.freedesktop.DBus.Error.Disconnected",
    "org.freedesktop.DBus.Error.UnknownObject",  NULL
  };
  static const char *const no_device[] = { PREFIX "UnknownDevice", NULL };
  ScError code = SC_ERROR_LINK_NOT_JOINED;
  g_autoptr (GError) plain = g_error_copy (failure);

  if (g_error_matches (failure, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    return g_steal_pointer (&plain);
  if (is_remote (failure, denied))
    code = SC_ERROR_LINK_DENIED;
  else if (is_remote (failure, gone) || g_error_matches (failure, G_IO_ERROR, G_IO_ERROR_CLOSED))
    code = SC_ERROR_LINK_MANAGER_GONE;
  else if (is_remote (failure, no_device))
    code = SC_ERROR_LINK_UNPLUGGED;
  else if (sc_nm_reason_is_unheard (failure))
    code = SC_ERROR_LINK_NOT_FOUND;
  return g_error_new (SC_ERROR, code, "NetworkManager: %s", plain->message);
}
