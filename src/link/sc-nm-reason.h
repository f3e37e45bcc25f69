/* SPDX-FileCopyrightText: 2026 The Sensor Commissioner authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* NetworkManager's numbers, as far as something depends on them (its D-Bus reference, "Types and
 * Constants"). Newer versions add numbers: what is not known is shown, never assumed. */
enum
{
  SC_NM_STATE_UNMANAGED = 10,
  SC_NM_STATE_UNAVAILABLE = 20,
  SC_NM_STATE_DISCONNECTED = 30,
  SC_NM_STATE_PREPARE = 40,
  SC_NM_STATE_CONFIG = 50,
  SC_NM_STATE_NEED_AUTH = 60,
  SC_NM_STATE_IP_CONFIG = 70,
  SC_NM_STATE_ACTIVATED = 100,
  SC_NM_STATE_DEACTIVATING = 110,
  SC_NM_STATE_FAILED = 120
};

enum
{
  SC_NM_ACTIVE_ACTIVATING = 1,
  SC_NM_ACTIVE_ACTIVATED = 2,
  SC_NM_ACTIVE_DEACTIVATING = 3,
  SC_NM_ACTIVE_DEACTIVATED = 4
};

/* NMDeviceStateReason */
#define SC_NM_REASON_NOW_UNMANAGED 3
#define SC_NM_REASON_NEW_ACTIVATION 60

/**
 * ScNmEnd:
 * @phase: the device's state in which it went wrong; 0 if unknown
 * @device_reason: of the device's last state change; 0 or 1 if it did not say
 * @active_reason: of the active connection's; 0 or 1 if it did not say
 * @has_key: whether the network has a password
 * @is_sae: whether it is WPA3 only: then a wrong password looks like no answer, or like a network
 *   that is not there (NetworkManager before 1.58)
 *
 * How an activation ended, in NetworkManager's numbers.
 */
typedef struct
{
  guint phase;
  guint device_reason;
  guint active_reason;
  gboolean has_key;
  gboolean is_sae;
} ScNmEnd;

GError *sc_nm_reason_to_error (const ScNmEnd *end);
/* What a call's failure means; @failure is not changed. */
GError *sc_nm_reason_from_call (const GError *failure);
/* The access point, or the profile for lack of one, is not in NetworkManager's list. */
gboolean sc_nm_reason_is_unheard (const GError *failure);

G_END_DECLS
