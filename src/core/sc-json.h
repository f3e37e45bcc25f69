/* SPDX-FileCopyrightText: 2026 The Sensor Commissioner authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

/**
 * ScJson:
 *
 * Strict, bounded reading of JSON objects from outside: UTF-8, at most %SC_JSON_MAX_DEPTH levels,
 * presence, type and length checked, unknown members ignored. No raw json-glib getter is used
 * anywhere else. Values that are texts may be secrets: they are nowhere but in memory that is
 * wiped.
 */
typedef struct _ScJson ScJson;

#define SC_JSON_MAX_DEPTH 16
#define SC_JSON_MAX_BYTES (256 * 1024)
#define SC_JSON_MAX_PATH 512 /* bytes */

ScJson *sc_json_new (GBytes *body, GError **error); /* G_IO_ERROR_INVALID_DATA */
void sc_json_free (ScJson *self);
/* (transfer none); required ones fail if absent or null, optional ones give NULL. */
gboolean sc_json_get_string (ScJson *self, const char *member, gboolean required, gsize max_bytes,
                             const char **value, GError **error);
gboolean sc_json_get_int (ScJson *self, const char *member, gboolean required, gint64 minimum,
                          gint64 maximum, gint64 *value, GError **error);
/* Every member with its value as text, nested ones as "a.b"; for unknown replies. */
typedef void (*ScJsonForeach) (const char *member, const char *value, gpointer user_data);
void sc_json_foreach (ScJson *self, ScJsonForeach func, gpointer user_data);
/* A JSON string literal with quotes. Not for secrets. (transfer full) */
char *sc_json_quote (const char *text);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (ScJson, sc_json_free)

G_END_DECLS
