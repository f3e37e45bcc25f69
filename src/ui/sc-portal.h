/* SPDX-FileCopyrightText: 2026 The Sensor Commissioner authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

/* Where all portals are, on the session bus */
#define SC_PORTAL_BUS_NAME "org.freedesktop.portal.Desktop"
#define SC_PORTAL_OBJECT_PATH "/org/freedesktop/portal/desktop"

/**
 * ScPortal: what the desktop does for a program that cannot do it itself, in a sandbox.
 */
typedef enum
{
  SC_PORTAL_OPEN,  /* lets the technician choose a file to read */
  SC_PORTAL_SAVE,  /* the same, to write */
  SC_PORTAL_PRINT, /* prints */
  SC_PORTAL_NOTIFY /* shows notifications */
} ScPortal;

/**
 * ScPortalFunc:
 * @user_data: of whoever asked
 *
 * Goes on.
 */
typedef void (*ScPortalFunc) (gpointer user_data);

gboolean sc_portal_is_needed (ScPortal portal);
void sc_portal_then (GtkWindow *parent, ScPortal portal, ScPortalFunc func, gpointer user_data,
                     GDestroyNotify destroy);

G_END_DECLS
