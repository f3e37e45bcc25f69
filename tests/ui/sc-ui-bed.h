/* SPDX-FileCopyrightText: 2026 The Sensor Commissioner authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "sc-fakes.h"
#include "sc-virtual-clock.h"
#include "sc-window-private.h"

G_BEGIN_DECLS

#define S ((gint64)G_USEC_PER_SEC)
#define UI_ENDPOINT "https://cloud.example/prod"
#define UI_CLIENT_ID "canary-client-id-5ac1"
#define UI_CLIENT_SECRET "canary-client-secret-77d0"
#define UI_KEY "canary wifi key 90b3"
#define UI_SSID "Hall 1"

/**
 * UiBed: the real window over scripted ports, in virtual time. Nobody else looks at it.
 */
typedef struct
{
  ScVirtualClock *clock;
  ScFakes *fakes;
  ScModel *model;
  ScWorkflow *workflow;
  ScVisit *visit;
  GSettings *settings;
  ScWindow *window;
} UiBed;

UiBed *ui_bed_new (const ScPrefill *prefill);
UiBed *ui_bed_new_by_hand (const ScPrefill *prefill);
UiBed *ui_bed_new_with_record (const ScStepKind *kinds);
void ui_bed_free (UiBed *bed);
void ui_bed_settle (UiBed *bed);
void ui_bed_advance (UiBed *bed, gint64 us);
void ui_bed_paint (UiBed *bed);
void ui_bed_sign_in (UiBed *bed);
void ui_bed_begin (UiBed *bed);
void ui_bed_step (UiBed *bed);
void ui_bed_go_to (UiBed *bed, ScVisitState state);
void ui_bed_find_no_certificate (UiBed *bed);
void ui_bed_add_access_point (UiBed *bed, const char *ssid, const char *bssid, guint strength,
                              gboolean is_sensor);
GBytes *ui_bed_pem (void);
char *ui_bed_report (ScRecord *record, gpointer user_data);

/* Widgets, found as a person would: by what they say. Mnemonic underlines do not count. */
typedef gboolean (*UiVisitor) (GtkWidget *widget, gpointer user_data);

GtkWidget *ui_find (GtkWidget *root, UiVisitor visitor, gpointer user_data);
gboolean ui_is_password (GtkWidget *widget, gpointer user_data);
GtkWidget *ui_find_type (GtkWidget *root, GType type);
GtkWidget *ui_find_row (GtkWidget *root, const char *title);
gboolean ui_shows (GtkWidget *root, const char *text);
gboolean ui_holds (GtkWidget *root, const char *text);
char *ui_button_label (GtkWidget *button);
void ui_type (GtkWidget *row, const char *text);
void ui_press (UiBed *bed, const char *action);
GtkWidget *ui_find_button (GtkWidget *root, const char *label);
void ui_click (UiBed *bed, const char *label);
void ui_click_in (UiBed *bed, GtkWidget *root, const char *label);

extern const ScPrefill ui_prefill;

G_DEFINE_AUTOPTR_CLEANUP_FUNC (UiBed, ui_bed_free)

G_END_DECLS
