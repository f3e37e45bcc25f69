/* SPDX-FileCopyrightText: 2026 The Sensor Commissioner authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "sc-error.h"
#include "sc-fake-nm.h"
#include "sc-nm-link.h"
#include "sc-virtual-clock.h"

G_BEGIN_DECLS

/**
 * ScNmBed:
 *
 * A laptop with one adapter ("wlan0") that is on its own network ("office", profile "home"), and a
 * sensor's network in range; a fake NetworkManager on a private bus; virtual time. Time only goes
 * on while all messages have been dealt with.
 */
typedef struct
{
  GTestDBus *daemon;
  ScVirtualClock *clock;
  ScFakeNm *nm;
  ScFakeAp *office;
  ScFakeAp *sensor;
  GDBusConnection *bus; /* the link's */
  guint filters[2];
  ScModel *model;
  ScLink *by_hand; /* nullable, unowned: of links made from now on */
  ScLink *link;
  GCancellable *cancellable;
  GAsyncResult *result;
  char *displaced; /* as told by the link */
  guint n_changed;
  guint n_lost;
  gboolean expects_complaints;
} ScNmBed;

#define SC_NM_BED_SENSOR "SMS0123456789"

void sc_nm_bed_set_up (ScNmBed *self, gconstpointer data);      /* all but the link */
void sc_nm_bed_set_up_link (ScNmBed *self, gconstpointer data); /* with it */
void sc_nm_bed_tear_down (ScNmBed *self, gconstpointer data);

void sc_nm_bed_settle (ScNmBed *self); /* no time passes */
void sc_nm_bed_pass (ScNmBed *self, gint64 us);
ScLink *sc_nm_bed_new_link (ScNmBed *self);

ScAccessPoint *sc_nm_bed_find (ScNmBed *self, const char *bssid); /* (transfer full) (nullable) */
void sc_nm_bed_start_join (ScNmBed *self, const char *bssid);     /* NULL: by hand */
void sc_nm_bed_wait (ScNmBed *self, gint64 limit_us);             /* for the result */
ScLease *sc_nm_bed_join (ScNmBed *self);                          /* the sensor; must succeed */
void sc_nm_bed_fail_join_of (ScNmBed *self, ScAccessPoint *access_point, ScError code);
void sc_nm_bed_fail_join (ScNmBed *self, const char *bssid, ScError code);
void sc_nm_bed_go_home (ScNmBed *self, const char *uuid);
gboolean sc_nm_bed_finish_going_home (ScNmBed *self, gint64 limit_us, GError **error);
void sc_nm_bed_release (ScNmBed *self, ScLease *lease);
gboolean sc_nm_bed_finish_release (ScNmBed *self, ScLease *lease, gint64 limit_us, GError **error);

/* Lets time pass until @condition holds, for at most @limit_us. */
#define sc_nm_bed_until(self, condition, limit_us)                                                 \
  G_STMT_START                                                                                     \
  {                                                                                                \
    gint64 end_us = sc_clock_now_us (SC_CLOCK ((self)->clock)) + (limit_us);                       \
    sc_nm_bed_settle (self);                                                                       \
    while (!(condition) && sc_clock_now_us (SC_CLOCK ((self)->clock)) < end_us)                    \
      sc_nm_bed_pass (self, 100 * G_TIME_SPAN_MILLISECOND);                                        \
    g_assert_true (condition);                                                                     \
  }                                                                                                \
  G_STMT_END

G_END_DECLS
