/* SPDX-FileCopyrightText: 2026 The Sensor Commissioner authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <glib-object.h>

G_BEGIN_DECLS

/**
 * ScSecret:
 *
 * A text that nobody else may see: a client ID or secret, a token, a Wi-Fi key. Its memory is
 * locked where the system allows, left out of core dumps, and wiped on the last unref. There is
 * no function that prints it, and it is never a GObject property. Immutable; atomically
 * reference-counted.
 */
typedef struct _ScSecret ScSecret;

#define SC_TYPE_SECRET (sc_secret_get_type ())
GType sc_secret_get_type (void) G_GNUC_CONST;

ScSecret *sc_secret_new (const char *text, gssize n_bytes);
ScSecret *sc_secret_ref (ScSecret *self);
void sc_secret_unref (ScSecret *self);
const char *sc_secret_peek (ScSecret *self);
gsize sc_secret_get_n_bytes (ScSecret *self);
gboolean sc_secret_equal (ScSecret *a, ScSecret *b);

/* Wiping for the few buffers that must exist outside an ScSecret (request bodies, headers). */
void sc_secret_wipe (gpointer memory, gsize n_bytes);
void sc_secret_free_text (char *text);
GBytes *sc_secret_bytes_new_take (char *text, gsize n_bytes);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (ScSecret, sc_secret_unref)

G_END_DECLS
