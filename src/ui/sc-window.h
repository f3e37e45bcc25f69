/* SPDX-FileCopyrightText: 2026 The Sensor Commissioner authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "sc-workflow.h"

#include <adwaita.h>

G_BEGIN_DECLS

/**
 * ScPrefill:
 * @endpoint: (nullable): API endpoint of the cloud account
 * @client_id: (nullable): client ID
 * @client_secret: (nullable): client secret
 * @ca_file: (nullable): absolute path of a CA file
 * @ssid: (nullable): name of the site network
 * @key: (nullable): its password
 *
 * Made-up values a rehearsal puts into the forms, so that Enter goes straight on. Never holds a
 * real secret. Only read during sc_window_new().
 */
typedef struct
{
  const char *endpoint;
  const char *client_id;
  const char *client_secret;
  const char *ca_file;
  const char *ssid;
  const char *key;
} ScPrefill;

/**
 * ScExercise:
 * @id: target of the action `app.rehearse`
 * @group: heading over it and its neighbours of the same group, translated
 * @title: what one sees, a few words, translated
 * @description: one sentence, translated
 *
 * One thing that can be practised.
 */
typedef struct
{
  const char *id;
  const char *group;
  const char *title;
  const char *description;
} ScExercise;

/* The report of a record as plain text: (transfer full), no secret, no PEM. */
typedef char *(*ScReportFunc) (ScRecord *record, gpointer user_data);

/* What a diagnostics file holds, as plain text: (transfer full), no secret, no PEM. */
typedef char *(*ScDiagnosticsFunc) (ScWorkflow *workflow, gpointer user_data);

/**
 * ScWindowSetup:
 * @rehearsal: show the banner that says nothing real happens
 * @prefill: (nullable): values to put into the forms
 * @exercises: (nullable): what can be practised; ends with an entry whose id is %NULL. The array
 *   and its texts live as long as the program.
 * @old_journal: (nullable): where the file of a damaged journal is now, in whose place a new one
 *   was begun; only read during sc_window_new()
 * @old_journal_goes: whether that file is deleted at the end, because it is an exercise's
 * @report: makes the text that is copied and saved
 * @report_data: for @report
 * @diagnostics: (nullable): makes the text of a diagnostics file
 * @diagnostics_data: for @diagnostics; lives as long as the window
 *
 * What the application decides about a window.
 */
typedef struct
{
  gboolean rehearsal;
  const ScPrefill *prefill;
  const ScExercise *exercises;
  const char *old_journal;
  gboolean old_journal_goes;
  ScReportFunc report;
  gpointer report_data;
  ScDiagnosticsFunc diagnostics;
  gpointer diagnostics_data;
} ScWindowSetup;

/**
 * ScWindow:
 *
 * The window. Its page is a function of the workflow's stage. It looks up the saved account when
 * it is made, and on closing lets the workflow leave the sensor's network before it goes away.
 *
 * The application provides `app.rehearse` (parameter: string, an exercise's id), if there are
 * exercises.
 */
#define SC_TYPE_WINDOW (sc_window_get_type ())
G_DECLARE_FINAL_TYPE (ScWindow, sc_window, SC, WINDOW, AdwApplicationWindow)

ScWindow *sc_window_new (GtkApplication *app, ScWorkflow *workflow, GSettings *settings,
                         const ScWindowSetup *setup);
void sc_window_close_without_asking (ScWindow *self);
gboolean sc_window_is_closing (ScWindow *self);

G_END_DECLS
