/* SPDX-FileCopyrightText: 2026 The Sensor Commissioner authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <atspi/atspi.h>
#include <gio/gio.h>

G_BEGIN_DECLS

/**
 * ScAtspiMirror: an application's tree, copied. To bring the copy up to date takes one call, and
 * some more where something has come or gone; to walk through the tree itself takes hundreds.
 */
typedef struct _ScAtspiMirror ScAtspiMirror;

/**
 * ScAtspiItem: what the copy holds of a node.
 */
typedef struct
{
  AtspiAccessible *node;
  AtspiRole role;
  const char *name;
  const char *description;
  gboolean is_editable; /* a text */
  gboolean is_focused;
} ScAtspiItem;

typedef gboolean (*ScAtspiItemFunc) (const ScAtspiItem *item, gconstpointer user_data);

GDBusConnection *sc_atspi_mirror_connect (GError **error);
GVariant *sc_atspi_mirror_list (GDBusConnection *bus, const char *owner, GError **error);
gboolean sc_atspi_mirror_is_leaf (AtspiRole role);

ScAtspiMirror *sc_atspi_mirror_new (AtspiAccessible *root);
void sc_atspi_mirror_free (ScAtspiMirror *self);
gboolean sc_atspi_mirror_update (ScAtspiMirror *self);
AtspiAccessible *sc_atspi_mirror_find (ScAtspiMirror *self, ScAtspiItemFunc func,
                                       gconstpointer user_data);

G_END_DECLS
