/* SPDX-FileCopyrightText: 2026 The Sensor Commissioner authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "sc-closing-page.h"
#include "sc-connect-page.h"
#include "sc-done-page.h"
#include "sc-prepare-page.h"
#include "sc-review-page.h"
#include "sc-sensor-page.h"
#include "sc-stage-indicator.h"
#include "sc-ticker.h"
#include "sc-window-keys.h"
#include "sc-window.h"

G_BEGIN_DECLS

/* What becomes of a window. */
typedef enum
{
  SC_WINDOW_OPEN,
  SC_WINDOW_IN_BACKGROUND, /* out of sight, watching */
  SC_WINDOW_CLOSING        /* decided; it goes as soon as the laptop is free */
} ScWindowLife;

/* The inside of #ScWindow, shared by sc-window.c (what is shown), sc-window-actions.c (what
 * can be done) and sc-window-report.c. */
struct _ScWindow
{
  AdwApplicationWindow parent_instance;

  ScWorkflow *workflow;
  GSettings *settings; /* nullable */
  ScWindowSetup setup; /* prefill is not kept */
  ScTicker *ticker;
  ScStage stage; /* the one shown last */
  gboolean is_shown;
  ScWindowLife life;
  guint closing_timer; /* until it is worth a word what is waited for */

  AdwWindowTitle *title;
  GtkRevealer *banner;
  ScStageIndicator *indicator;
  AdwToastOverlay *toasts;
  GtkStack *stack;
  ScPreparePage *prepare_page;
  ScSensorPage *sensor_page;
  ScReviewPage *review_page;
  ScConnectPage *connect_page;
  ScDonePage *done_page;
  ScClosingPage *closing_page;
};

ScPage *sc_window_get_page (ScWindow *self);
void sc_window_update (ScWindow *self);
void sc_window_toast (ScWindow *self, const char *text);

void sc_window_actions_init (ScWindowClass *klass);
void sc_window_actions_update (ScWindow *self);
void sc_window_start_by_hand (ScWindow *self);
void sc_window_report_init (ScWindowClass *klass);

G_END_DECLS
