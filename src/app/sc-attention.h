/* SPDX-FileCopyrightText: 2026 The Sensor Commissioner authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "sc-workflow.h"

#include <gtk/gtk.h>

G_BEGIN_DECLS

/**
 * ScAttention:
 *
 * What the desktop should know of a workflow while nobody looks at the window: a notification
 * when a sensor is in contact or needs a visit, and no suspend while a sensor waits for us.
 */
#define SC_TYPE_ATTENTION (sc_attention_get_type ())
G_DECLARE_FINAL_TYPE (ScAttention, sc_attention, SC, ATTENTION, GObject)

ScAttention *sc_attention_new (GtkWindow *window, ScWorkflow *workflow, gboolean is_rehearsal);

G_END_DECLS
