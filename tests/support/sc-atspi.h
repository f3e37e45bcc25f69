/* SPDX-FileCopyrightText: 2026 The Sensor Commissioner authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <atspi/atspi.h>

G_BEGIN_DECLS

/**
 * ScAtspiKind: what a control is to the one who uses it. Toolkit versions differ in the role
 * they give the same widget, so tests ask by kind.
 */
typedef enum
{
  SC_ATSPI_ANY,
  SC_ATSPI_WINDOW,
  SC_ATSPI_DIALOG,
  SC_ATSPI_BUTTON,
  SC_ATSPI_ENTRY, /* GtkEntry, GtkPasswordEntry, AdwEntryRow, AdwPasswordEntryRow */
  SC_ATSPI_CHECK, /* GtkCheckButton alone or grouped, GtkSwitch */
  SC_ATSPI_COMBO,
  SC_ATSPI_ROW,
  SC_ATSPI_LABEL,
  SC_ATSPI_HEADING,
  SC_ATSPI_STATUS,
  SC_ATSPI_TIMER,
  SC_ATSPI_IMAGE,
  SC_ATSPI_MENU_ITEM,
  SC_ATSPI_LINK
} ScAtspiKind;

/**
 * ScAtspi: one application on the accessibility bus.
 */
typedef struct _ScAtspi ScAtspi;

typedef gboolean (*ScAtspiFunc) (ScAtspi *self, gpointer user_data);
typedef gboolean (*ScAtspiNodeFunc) (AtspiAccessible *node, guint depth, gpointer user_data);

ScAtspi *sc_atspi_attach (const char *const *names, guint timeout_ms);
void sc_atspi_free (ScAtspi *self);
void sc_atspi_look_rarely (void);
gboolean sc_atspi_is_gone (ScAtspi *self);
GPid sc_atspi_get_pid (ScAtspi *self);
char *sc_atspi_get_bus_name (ScAtspi *self);

gboolean sc_atspi_wait_until (ScAtspi *self, guint timeout_ms, ScAtspiFunc func,
                              gpointer user_data);
AtspiAccessible *sc_atspi_walk (ScAtspi *self, ScAtspiNodeFunc func, gpointer user_data);
gboolean sc_atspi_is (AtspiAccessible *node, ScAtspiKind kind, const char *name);
AtspiAccessible *sc_atspi_find (ScAtspi *self, ScAtspiKind kind, const char *name);
AtspiAccessible *sc_atspi_find_focused (ScAtspi *self);
AtspiAccessible *sc_atspi_wait_for (ScAtspi *self, ScAtspiKind kind, const char *name,
                                    guint timeout_ms);
gboolean sc_atspi_wait_gone (ScAtspi *self, ScAtspiKind kind, const char *name, guint timeout_ms);
gboolean sc_atspi_has_text (ScAtspi *self, const char *needle);
gboolean sc_atspi_wait_for_text (ScAtspi *self, const char *needle, guint timeout_ms);

gboolean sc_atspi_press (AtspiAccessible *node);
gboolean sc_atspi_set_text (AtspiAccessible *entry, const char *text);
char *sc_atspi_get_text (AtspiAccessible *node);
char *sc_atspi_get_name (AtspiAccessible *node);
gboolean sc_atspi_has_state (AtspiAccessible *node, AtspiStateType state);
gboolean sc_atspi_name_is (const char *name, const char *wanted);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (ScAtspi, sc_atspi_free)

/* libatspi's header declares no clean-up functions. */
typedef AtspiAccessible ScAtspiNode;
G_DEFINE_AUTOPTR_CLEANUP_FUNC (ScAtspiNode, g_object_unref)

G_END_DECLS
