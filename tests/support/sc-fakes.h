/* SPDX-FileCopyrightText: 2026 The Sensor Commissioner authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "sc-cloud.h"
#include "sc-journal.h"
#include "sc-keyring.h"
#include "sc-link.h"
#include "sc-sensor.h"

G_BEGIN_DECLS

/* Scripted ports. Nothing is answered until the test says so, and every call is logged as one
 * line, e.g. "read-name", "provision", "join", "release". */

/**
 * ScFakes:
 *
 * One set of ports with one common log, so that order across ports can be asserted.
 */
typedef struct
{
  GPtrArray *log; /* of char * */
  ScLink *link;
  ScSensor *sensor;
  ScCloud *cloud;
  ScJournal *journal;
  ScKeyring *keyring;
} ScFakes;

ScFakes *sc_fakes_new (void);
void sc_fakes_free (ScFakes *fakes);
gboolean sc_fakes_has_logged (ScFakes *fakes, const char *line);
guint sc_fakes_count (ScFakes *fakes, const char *line);

/* Link: a lease on join, if the test grants it. */
void sc_fake_link_grant (ScFakes *fakes);
void sc_fake_link_grant_on (ScFakes *fakes, const char *interface);
void sc_fake_link_refuse (ScFakes *fakes, ScError code);
gboolean sc_fake_link_is_joining (ScFakes *fakes);
ScLease *sc_fake_link_get_lease (ScFakes *fakes); /* nullable, (transfer none) */
void sc_fake_link_lose (ScFakes *fakes);
void sc_fake_link_finish_release (ScFakes *fakes);
void sc_fake_link_set_abilities (ScFakes *fakes, ScLinkAbility abilities);
void sc_fake_link_set_uplink (ScFakes *fakes, ScUplink uplink);
void sc_fake_link_set_uplinks (ScFakes *fakes, const char *const *interfaces); /* nullable */
void sc_fake_link_set_obstacle (ScFakes *fakes, ScError code);                 /* 0: none */
void sc_fake_link_set_presence (ScFakes *fakes, ScPresence presence);
/* In the way, as the link says; 0: nothing */
void sc_fake_link_set_trouble (ScFakes *fakes, ScError code);
/* (nullable): NULL takes all away */
void sc_fake_link_add_adapter (ScFakes *fakes, const char *interface, gboolean is_uplink);
gboolean sc_fake_link_has_key (ScFakes *fakes, const char *key); /* NULL: whether it has none */
void sc_fake_link_set_home (ScFakes *fakes, ScHome home);
void sc_fake_link_finish_going_home (ScFakes *fakes, ScError code); /* 0: it is there */

/* Sensor: the call under way. */
gboolean sc_fake_sensor_is_asked (ScFakes *fakes, ScSensorCall call);
void sc_fake_sensor_answer (ScFakes *fakes, gpointer result); /* (transfer full) */
void sc_fake_sensor_fail (ScFakes *fakes, ScError code);
/* Even a cancelled call can be answered: late. */
gboolean sc_fake_sensor_has_late (ScFakes *fakes);
void sc_fake_sensor_answer_late (ScFakes *fakes, gpointer result);

/* Cloud: the call under way. */
gboolean sc_fake_cloud_is_asked (ScFakes *fakes, const char *call); /* "sign-in", "get" … */
void sc_fake_cloud_answer (ScFakes *fakes, gpointer result);        /* (transfer full) (nullable) */
void sc_fake_cloud_fail (ScFakes *fakes, ScError code);
gboolean sc_fake_cloud_is_asked_way (ScFakes *fakes);      /* what is at the end of a way */
void sc_fake_cloud_answer_way (ScFakes *fakes, ScWay way); /* to the oldest question */
/* @interface: (nullable): NULL is the question where the routes lead */
void sc_fake_cloud_answer_way_through (ScFakes *fakes, const char *interface, ScWay way);

/* Journal: from now on a copy with what is in it: what a program that was killed still had in
 * hand does not get into it. */
void sc_fake_journal_cut_off (ScFakes *fakes);
/* Journal: fails from now on with @code, 0 = works again. */
void sc_fake_journal_fail (ScFakes *fakes, ScError code);
/* Keyring: what a look-up finds, or fails with. */
void sc_fake_keyring_set (ScFakes *fakes, ScAccount *account, ScError code);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (ScFakes, sc_fakes_free)

G_END_DECLS
