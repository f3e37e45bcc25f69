/* SPDX-FileCopyrightText: 2026 The Sensor Commissioner authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "sc-wizard.h"

G_BEGIN_DECLS

/**
 * ScBench: a sensor and a cloud of the simulator, each at the end of a network of this computer,
 * and the technician's hand that changes from one network to the other. Works inside
 * tests/e2e/with-sites; the simulator is named by SC_SIMULATOR.
 */
typedef struct
{
  char *folder;  /* of the simulator's files */
  char *profile; /* what the sensor was given appears here */
  char *ca_file;
  GSubprocess *simulator;
} ScBench;

void sc_bench_run (const char *command);
void sc_bench_init (ScBench *self);
void sc_bench_clear (ScBench *self);
void sc_bench_join_sensor (void);
void sc_bench_go_home (void);
gboolean sc_bench_fill_in_account (ScBench *self, ScDriver *driver, const char *ca_file);
gboolean sc_bench_fill_in_network (ScDriver *driver);
gboolean sc_bench_wait_for_profile (ScBench *self, ScDriver *driver);
char *sc_bench_read_profile (ScBench *self);

#define SC_BENCH_SITE_NAME "Practice Hall 1"
#define SC_BENCH_SITE_KEY "practice-key-1234"

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (ScBench, sc_bench_clear)

G_END_DECLS
