/* SPDX-FileCopyrightText: 2026 The Sensor Commissioner authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "sc-exercise-folder.h"
#include "sc-transcript.h"
#include "sc-window.h"
#include "sc-workflow.h"

G_BEGIN_DECLS

/**
 * ScEdges:
 *
 * One complete outside world for one window: the ports, the settings, and what the forms start
 * with. Real ones, or a rehearsal's; nothing else in the program knows which. Rehearsals have a
 * journal, settings and a keyring item of their own.
 */
#define SC_TYPE_EDGES (sc_edges_get_type ())
G_DECLARE_FINAL_TYPE (ScEdges, sc_edges, SC, EDGES, GObject)

/**
 * ScRehearsal:
 * @scenario: (nullable): what to practise, in a simulator inside this program
 * @speed: how much faster than real time
 * @control_uri: (nullable): a simulator that runs separately, instead of @scenario
 * @ca_file: (nullable): absolute path of its certificate authority
 * @folder: (nullable): where the exercise keeps its records; another try keeps them there, too
 *
 * What to rehearse with.
 */
typedef struct
{
  const char *scenario;
  double speed;
  const char *control_uri;
  const char *ca_file;
  ScExerciseFolder *folder;
} ScRehearsal;

void sc_edges_new_real_async (gboolean by_hand, GCancellable *cancellable,
                              GAsyncReadyCallback callback, gpointer user_data);
ScEdges *sc_edges_new_real_finish (GAsyncResult *result, GError **error);
char *sc_edges_set_journal_aside (const ScRehearsal *rehearsal, GError **error);
void sc_edges_new_rehearsal_async (ScRehearsal *rehearsal, GCancellable *cancellable,
                                   GAsyncReadyCallback callback, gpointer user_data);
ScEdges *sc_edges_new_rehearsal_finish (GAsyncResult *result, GError **error);

const ScPorts *sc_edges_get_ports (ScEdges *self);
ScTranscript *sc_edges_get_transcript (ScEdges *self);
ScModel *sc_edges_get_model (ScEdges *self);
GSettings *sc_edges_get_settings (ScEdges *self);
gboolean sc_edges_is_rehearsal (ScEdges *self);
gboolean sc_edges_keeps_journal (ScEdges *self);
const ScPrefill *sc_edges_get_prefill (ScEdges *self); /* nullable */

G_END_DECLS
