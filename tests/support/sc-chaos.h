/* SPDX-FileCopyrightText: 2026 The Sensor Commissioner authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "sc-place.h"

G_BEGIN_DECLS

/**
 * ScChaos:
 *
 * A place where anything may happen at any time, in an order that follows from one seed, and a
 * watch over what must never happen. The laptop has a clock of its own: the world goes on while
 * it sleeps or is off. What happened is told when something is wrong.
 */
typedef struct
{
  ScPlace place;
  ScVirtualClock *world_clock;
  guint32 seed;
  GRand *rand;
  GString *story;

  /* the watch */
  GHashTable *seen;           /* UID of a record to what is known of it */
  guint n_changes[2];         /* of each sensor, when last looked at */
  guint visit_n_changes[2];   /* of each sensor, when the visit began */
  ScVisitState visit_state;   /* when last looked at */
  gboolean joined_by_hand;    /* the technician moved the laptop, not the program */
  gint64 minute_us;           /* when the present minute began */
  guint minute_n_timers;      /* timers ever made, then */
  guint minute_n_cloud_calls; /* calls ever made to the cloud, then */
} ScChaos;

void sc_chaos_set_up (ScChaos *self, guint32 seed);
void sc_chaos_tear_down (ScChaos *self);
void sc_chaos_tell (ScChaos *self, const char *format, ...) G_GNUC_PRINTF (2, 3);
G_NORETURN void sc_chaos_fail (ScChaos *self, const char *format, ...) G_GNUC_PRINTF (2, 3);
gboolean sc_chaos_flip (ScChaos *self, guint percent);
guint sc_chaos_pick (ScChaos *self, guint n); /* 0 to n - 1 */
void sc_chaos_pass (ScChaos *self, gint64 us);

/* The program */
void sc_chaos_start_program (ScChaos *self);
void sc_chaos_kill_program (ScChaos *self);
void sc_chaos_quit_program (ScChaos *self);

/* What must never happen */
void sc_chaos_watch_start (ScChaos *self);   /* after the program was started */
void sc_chaos_watch (ScChaos *self);         /* at any time */
void sc_chaos_watch_stopped (ScChaos *self); /* after the program ended */
const char *sc_chaos_owner (ScChaos *self, ScRecord *record);
ScWorldSensor *sc_chaos_sensor_of (ScChaos *self, ScRecord *record);

/* Random events, and what a technician does who follows what the program offers */
void sc_chaos_happen (ScChaos *self);
void sc_chaos_heal (ScChaos *self);
void sc_chaos_finish (ScChaos *self, ScRecord *record);
void sc_chaos_sign_in (ScChaos *self, const char *client_id, const char *client_secret);

#define SC_CHAOS_OTHER_ID "OTHER-CLIENT"
#define SC_CHAOS_OTHER_SECRET "other-secret-0000"
#define SC_CHAOS_OTHER_TENANT "other"

G_END_DECLS
