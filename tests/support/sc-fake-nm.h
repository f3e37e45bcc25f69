/* SPDX-FileCopyrightText: 2026 The Sensor Commissioner authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "sc-clock.h"

#include <gio/gio.h>

G_BEGIN_DECLS

/**
 * ScFakeNm:
 *
 * As much of NetworkManager as the link uses, on a private bus, with the behaviour of 1.42. It
 * checks what it is given as strictly as the original (and notes what it refused), objects to every
 * method that a guest has no business with, such as `Device.Disconnect`, deletes volatile profiles,
 * ends activations whose client is gone, connects automatically (what was used last first, but not
 * what somebody has ended), limits the rate of scans, and asks secret agents in NetworkManager's
 * order.
 */
typedef struct _ScFakeNm ScFakeNm;
typedef struct _ScFakeAp ScFakeAp;

typedef enum
{
  SC_FAKE_OPEN,
  SC_FAKE_WEP,
  SC_FAKE_WPA2,
  SC_FAKE_TRANSITION,
  SC_FAKE_WPA3,
  SC_FAKE_OWE,
  SC_FAKE_ENTERPRISE
} ScFakeSecurity;

/* An adapter has an address on @ssid's network; %NULL: it is on none. */
typedef void (*ScFakeNmWiring) (const char *interface, const char *ssid, gpointer user_data);

ScFakeNm *sc_fake_nm_new (const char *address, ScClock *clock, double pace);
void sc_fake_nm_free (ScFakeNm *self);
void sc_fake_nm_stop (ScFakeNm *self);  /* the daemon ends: its name and objects go */
void sc_fake_nm_start (ScFakeNm *self); /* and comes again, with what is on disk */
GDBusConnection *sc_fake_nm_get_bus (ScFakeNm *self);
/* What follows in the kernel, where a test has networks for that. */
void sc_fake_nm_set_wiring (ScFakeNm *self, ScFakeNmWiring wiring, gpointer user_data);

void sc_fake_nm_add_adapter (ScFakeNm *self, const char *interface);
void sc_fake_nm_add_cable (ScFakeNm *self);
void sc_fake_nm_remove_adapter (ScFakeNm *self, const char *interface);
void sc_fake_nm_set_managed (ScFakeNm *self, const char *interface, gboolean managed);
void sc_fake_nm_lack_firmware (ScFakeNm *self, const char *interface);
void sc_fake_nm_set_radio (ScFakeNm *self, gboolean enabled, gboolean hardware);
void sc_fake_nm_set_permission (ScFakeNm *self, const char *name, const char *value);

/* Networks on the air; heard by the next scan. (transfer none) */
ScFakeAp *sc_fake_nm_add_ap (ScFakeNm *self, const char *ssid, const char *bssid,
                             ScFakeSecurity security, const char *key);
void sc_fake_ap_set_on_air (ScFakeNm *self, ScFakeAp *ap, gboolean on_air);
void sc_fake_ap_set_hidden (ScFakeAp *ap);
void sc_fake_ap_set_frequency (ScFakeAp *ap, guint mhz); /* before it is heard */
void sc_fake_ap_set_strength (ScFakeAp *ap, guint percent);
/* The address it gives; else one of a sensor's if its name begins with SMS, or of a site's. */
void sc_fake_ap_set_address (ScFakeAp *ap, const char *address, guint prefix_length);
void sc_fake_ap_lack_addresses (ScFakeAp *ap, guint n_times);
void sc_fake_ap_forget (ScFakeNm *self, ScFakeAp *ap);      /* out of the list; still on the air */
void sc_fake_ap_rename_path (ScFakeNm *self, ScFakeAp *ap); /* gone and back with another path */
void sc_fake_nm_hear_all (ScFakeNm *self);                  /* as after a scan */
guint sc_fake_nm_count_scans (ScFakeNm *self);
const char *sc_fake_nm_get_last_probe (ScFakeNm *self); /* nullable: the name last called */

void sc_fake_nm_add_profile (ScFakeNm *self, const char *uuid, const char *ssid, const char *key,
                             gboolean autoconnect);
void sc_fake_nm_connect (ScFakeNm *self, const char *interface, const char *uuid); /* at once */
void sc_fake_nm_connect_vpn (ScFakeNm *self, const char *uuid, const char *base_uuid);
guint sc_fake_nm_count_profiles (ScFakeNm *self);
gboolean sc_fake_nm_is_connected (ScFakeNm *self, const char *uuid);
const char *sc_fake_nm_get_default (ScFakeNm *self); /* nullable: interface of the default route */
guint sc_fake_nm_count_default_changes (ScFakeNm *self);
const char *sc_fake_nm_get_ssid (ScFakeNm *self, const char *interface); /* nullable */
gboolean sc_fake_nm_is_joining (ScFakeNm *self, const char *interface, const char *ssid);
GVariant *sc_fake_nm_get_last_profile (ScFakeNm *self); /* nullable */

/* Scripts */
void sc_fake_nm_fail_next (ScFakeNm *self, guint phase, guint device_reason, guint active_reason);
void sc_fake_nm_keep_failing (ScFakeNm *self, gboolean on); /* not only the next time */
void sc_fake_nm_hang_next (ScFakeNm *self);
void sc_fake_nm_break (ScFakeNm *self, const char *interface, guint device_reason,
                       guint active_reason);
void sc_fake_nm_delay_replies (ScFakeNm *self, gint64 delay_us);

guint sc_fake_nm_count_calls (ScFakeNm *self, const char *method);
/* Of text: what it refused as wrong, and what should not have been asked for. */
GPtrArray *sc_fake_nm_get_complaints (ScFakeNm *self);

G_END_DECLS
