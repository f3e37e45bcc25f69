/* SPDX-FileCopyrightText: 2026 The Sensor Commissioner authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "sc-atspi.h"
#include "sc-screen.h"

#include <gio/gio.h>

G_BEGIN_DECLS

/* How long anything may take that the program does at once, ms. Generous: slow machines. */
#define SC_DRIVER_SOON 20000

/**
 * ScDriver: the program, started, with its window. Everything here that waits says what it
 * waited for and shows the window's tree when it was in vain.
 */
typedef struct
{
  GSubprocess *process;
  ScAtspi *atspi;
  ScScreen *screen;
  char *log; /* nullable */
} ScDriver;

gboolean sc_driver_parse (const GOptionEntry *options, char **const *command, int argc, char **argv,
                          GError **error);
ScDriver *sc_driver_start (const char *const *argv, const char *const *variables, const char *log,
                           GError **error);
GSubprocess *sc_driver_launch (GSubprocessLauncher *launcher, const char *const *argv,
                               GError **error);
void sc_driver_free (ScDriver *self);
gboolean sc_driver_kill (ScDriver *self);
gboolean sc_driver_wait_exit (ScDriver *self, guint timeout_ms, int *status);

gboolean sc_driver_expect (ScDriver *self, ScAtspiKind kind, const char *name);
gboolean sc_driver_expect_within (ScDriver *self, ScAtspiKind kind, const char *name,
                                  guint timeout_ms);
gboolean sc_driver_expect_text (ScDriver *self, const char *text, guint timeout_ms);
gboolean sc_driver_expect_focus (ScDriver *self, const char *name);
gboolean sc_driver_expect_state (ScDriver *self, ScAtspiKind kind, const char *name,
                                 AtspiStateType state);
gboolean sc_driver_expect_ready (ScDriver *self, const char *button, guint timeout_ms);
gboolean sc_driver_press (ScDriver *self, const char *button);
gboolean sc_driver_press_within (ScDriver *self, const char *button, guint timeout_ms);
gboolean sc_driver_fill (ScDriver *self, const char *entry, const char *text);
gboolean sc_driver_holds (ScDriver *self, const char *entry, const char *text);
gboolean sc_driver_focus (ScDriver *self, ScAtspiKind kind, const char *name);
gboolean sc_driver_stroke (ScDriver *self, ScAtspiKind kind, const char *name, const char *key);
void sc_driver_complain (ScDriver *self, const char *format, ...) G_GNUC_PRINTF (2, 3);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (ScDriver, sc_driver_free)

G_END_DECLS
