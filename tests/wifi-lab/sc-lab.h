/* SPDX-FileCopyrightText: 2026 The Sensor Commissioner authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "sc-case.h"
#include "sc-steps.h"

G_BEGIN_DECLS

/* What is left of a case: pictures, its time line, what the program wrote. */
#define SC_LAB_FOLDER "/tmp/lab"
#define SC_LAB_SENSOR "SMS0000S111A"
#define SC_LAB_OWN "Own network" /* the profile by which the laptop is on the site network */

/**
 * ScLabPlace:
 * @ssid: name of the site network, which the laptop is on, too
 * @key: its password
 * @kind: `wpa2`, `wpa3`, `both`, or `hidden`
 * @addresses: what the sensor's network gives: `routed` (with router and name server), `bare`, or
 *   `none`
 *
 * Where a case happens.
 */
typedef struct
{
  const char *ssid;
  const char *key;
  const char *kind;
  const char *addresses;
} ScLabPlace;

/**
 * ScLab: a laptop in the virtual machine, with the program on it.
 */
typedef struct
{
  ScCase computer;
  const ScLabPlace *place;
  GDBusConnection *bus;     /* the system's */
  gint64 begun_us;          /* when joining began last: microseconds since 1970 */
  char *note;               /* nullable: for the table, instead of the time line */
  GSubprocess *route_watch; /* nullable */
} ScLab;

void sc_lab_order (const char *format, ...) G_GNUC_PRINTF (1, 2);
gboolean sc_lab_try_order (const char *order);
void sc_lab_set_up (ScLab *lab, const ScLabPlace *place);
void sc_lab_tear_down (ScLab *lab);
void sc_lab_start (ScLab *lab);

/* What a technician does */
void sc_lab_fill_in (ScLab *lab, const char *key);
void sc_lab_prepare (ScLab *lab, const char *key);
void sc_lab_choose_sensor (ScLab *lab, const char *name);
void sc_lab_begin_time_line (ScLab *lab);
void sc_lab_join (ScLab *lab);
void sc_lab_read (ScLab *lab, const char *key);
void sc_lab_send (ScLab *lab);
void sc_lab_finish (ScLab *lab);

/* What is so */
void sc_lab_picture (ScLab *lab, const char *name);
void sc_lab_wait_for_log (ScLab *lab, const char *text);
void sc_lab_wait_for_end (ScLab *lab);
void sc_lab_wait_for_network (ScLab *lab, const char *id);
void sc_lab_assert_as_before (ScLab *lab);
GArray *sc_lab_read_switch_times (void);
void sc_lab_watch_default_route (ScLab *lab);
void sc_lab_assert_default_route_kept (ScLab *lab);

G_END_DECLS
