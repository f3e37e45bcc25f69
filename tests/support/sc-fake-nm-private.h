/* SPDX-FileCopyrightText: 2026 The Sensor Commissioner authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "sc-fake-nm.h"
#include "sc-nm-client.h"
#include "sc-nm-reason.h"

G_BEGIN_DECLS

typedef struct
{
  char *uuid;
  char *path;
  char *ssid;
  char *key;
  char *key_mgmt; /* of one that a client made */
  char *band;     /* nullable */
  gint64 metric;  /* -1: the default of its kind */
  GBytes *bssid;  /* pinned to */
  gboolean autoconnect;
  gboolean is_blocked; /* ended by somebody: does not connect by itself any more */
  guint used;          /* when it was up last: greater is later */
  gboolean is_volatile;
  gboolean never_default;
  int dhcp_timeout_s;
  GVariant *settings; /* of one that a client made */
} Profile;

struct _ScFakeAp
{
  char *ssid;
  char *bssid;
  char *key;
  ScFakeSecurity security;
  guint strength;
  guint frequency;
  gboolean on_air;
  gboolean hidden;
  gboolean called; /* a hidden one that was called by its name */
  const char *address;
  guint prefix_length;
  guint lacks; /* times it will give no address */
  guint misses;
  char *path; /* NULL: not in the list */
  ScNmDbusAccessPoint *skeleton;
};

typedef struct _Active Active;

typedef struct
{
  ScFakeNm *nm;
  char *path;
  char *interface;
  char *udi;
  gboolean is_cable;
  gboolean managed;
  ScNmDbusDevice *device;
  ScNmDbusDeviceWireless *wireless;
  guint state;
  Active *active;
  guint autoconnect_timer;
  guint scan_timer;
  gint64 scan_done_us;
  char *probe;
} Adapter;

struct _Active
{
  ScFakeNm *nm;
  char *path;
  Profile *profile;
  Adapter *adapter; /* NULL: VPN */
  ScFakeAp *ap;
  ScNmDbusConnectionActive *skeleton;
  char *addresses; /* nullable: path */
  char *client;    /* nullable: bound to */
  char *requester; /* nullable */
  guint watch;
  guint timer;
  GPtrArray *agents; /* still to be asked */
  gboolean has_address;
  gboolean fails; /* by script */
  gboolean hangs;
  guint fail_phase, fail_device, fail_active;
};

struct _ScFakeNm
{
  GDBusConnection *bus;
  ScClock *clock;
  double pace;
  guint name;
  guint serial;
  GDBusObjectManagerServer *server;
  ScNmDbusManager *manager;
  ScNmDbusSettings *settings;
  ScNmDbusAgentManager *agent_manager;
  GPtrArray *adapters;
  GPtrArray *aps;
  GPtrArray *profiles;
  GPtrArray *actives;
  GPtrArray *agents; /* unique names, earliest first */
  GHashTable *permissions;
  GPtrArray *complaints;
  ScFakeNmWiring wiring; /* nullable */
  gpointer wiring_data;
  GMutex lock;           /* of what GDBus's thread finds: */
  GPtrArray *objections; /* complaints to be */
  guint manners;         /* the filter that finds them */
  GHashTable *calls;
  guint n_scans;
  char *last_probe;
  GVariant *last_profile;
  gint64 reply_delay_us;
  gboolean fail_next, keep_failing, hang_next;
  guint fail_phase, fail_device, fail_active;
  gboolean radio, hardware;
  char *default_interface; /* nullable */
  guint n_default_changes;
};

typedef void (*ScFakeNmFunc) (gpointer data);

char *sc_fake_nm_next_path (ScFakeNm *self, const char *kind);
void sc_fake_nm_export (ScFakeNm *self, const char *path, gpointer first, gpointer second);
void sc_fake_nm_unexport (ScFakeNm *self, const char *path);
guint sc_fake_nm_after (ScFakeNm *self, gint64 us, ScClockFunc func, gpointer data);
void sc_fake_nm_complain (ScFakeNm *self, const char *format, ...) G_GNUC_PRINTF (2, 3);
void sc_fake_nm_note (ScFakeNm *self, const char *method);

Adapter *sc_fake_nm_find_adapter (ScFakeNm *self, const char *interface);
Adapter *sc_fake_nm_adapter_at (ScFakeNm *self, const char *path);
void sc_fake_nm_set_state (Adapter *adapter, guint state, guint reason);
void sc_fake_nm_export_adapter (Adapter *adapter);
void sc_fake_nm_list_aps (ScFakeNm *self);
ScFakeAp *sc_fake_nm_find_listed (ScFakeNm *self, Profile *profile);

Profile *sc_fake_nm_find_profile (ScFakeNm *self, const char *uuid, const char *path);
void sc_fake_nm_profile_free (Profile *profile);
Active *sc_fake_nm_activate (ScFakeNm *self, Profile *profile, Adapter *adapter, ScFakeAp *ap,
                             const char *client, const char *requester);
void sc_fake_nm_end (Active *active, guint device_reason, guint active_reason);
void sc_fake_nm_autoconnect (Adapter *adapter);
void sc_fake_nm_update_default (ScFakeNm *self);
void sc_fake_nm_wire (Adapter *adapter, const char *ssid);
/* A profile from a client: NULL if refused, with the D-Bus error's name and message */
Profile *sc_fake_nm_check_profile (ScFakeNm *self, GVariant *settings, const char **name,
                                   char **message);
/* Whether it can be activated with this access point at all: NULL, or what is wrong */
char *sc_fake_nm_check_ap (Profile *profile, ScFakeAp *ap);
gboolean sc_fake_nm_check_options (ScFakeNm *self, GVariant *options, gboolean *is_bound);

G_END_DECLS
