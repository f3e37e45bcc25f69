/* SPDX-FileCopyrightText: 2026 The Sensor Commissioner authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "sc-workflow.h"

#include <adwaita.h>

G_BEGIN_DECLS

/**
 * ScPage:
 *
 * The frame every page shares: a heading that takes the focus when the page is shown, a
 * scrolled and clamped content, and a bar with one primary button. A page holds unsaved text
 * and nothing else; what it shows is a function of the workflow.
 *
 * Properties for templates: heading, description, content (a widget), primary (the one
 * suggested button, takes Enter), secondary (what leads back or stops).
 */
#define SC_TYPE_PAGE (sc_page_get_type ())
G_DECLARE_DERIVABLE_TYPE (ScPage, sc_page, SC, PAGE, GtkWidget)

/**
 * ScPageClass:
 * @attached: workflow and settings are there, for the first time
 * @update: write the workflow's state into the widgets; called after every change while visible
 * @tick: write what only depends on the time; once a second while there is an anchor
 * @get_anchor_us: boot time whose whole seconds the page counts, 0 = nothing counts
 * @submit: do what the primary button of a form does
 */
struct _ScPageClass
{
  GtkWidgetClass parent_class;

  void (*attached) (ScPage *self);
  void (*update) (ScPage *self);
  void (*tick) (ScPage *self, const ScMoment *now);
  gint64 (*get_anchor_us) (ScPage *self);
  void (*submit) (ScPage *self);
};

void sc_page_attach (ScPage *self, ScWorkflow *workflow, GSettings *settings);
ScWorkflow *sc_page_get_workflow (ScPage *self);
GSettings *sc_page_get_settings (ScPage *self); /* nullable */
void sc_page_update (ScPage *self);
void sc_page_tick (ScPage *self);
gint64 sc_page_get_anchor_us (ScPage *self);
void sc_page_submit (ScPage *self);
void sc_page_focus_heading (ScPage *self);

void sc_page_set_heading (ScPage *self, const char *heading);
const char *sc_page_get_heading (ScPage *self);
void sc_page_set_description (ScPage *self, const char *description);
/* The primary button: what it says, and which action it does; NULL hides it. */
void sc_page_set_primary (ScPage *self, const char *label, const char *action);
void sc_page_set_secondary (ScPage *self, const char *label, const char *action);
GtkWidget *sc_page_get_primary (ScPage *self);
const char *sc_page_get_primary_action (ScPage *self);   /* nullable */
const char *sc_page_get_secondary_action (ScPage *self); /* nullable */

G_END_DECLS
