/* SPDX-FileCopyrightText: 2026 The Sensor Commissioner authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* Keys and values of a model file with their places. Knows the form of such files, not the
 * meaning of any key. For sc-model.c only. */
typedef struct
{
  const char *file; /* for messages */
  guint line;       /* from 1 */
  const char *section;
  const char *key;
  const char *value; /* without blanks around it, perhaps empty */
} ScModelLine;

typedef gboolean (*ScModelFileFunc) (const ScModelLine *line, gpointer user_data, GError **error);

#define SC_MODEL_FILE_MAX_BYTES (64 * 1024)

gboolean sc_model_file_parse (const char *file, const char *text, gsize n_bytes,
                              ScModelFileFunc func, gpointer user_data, GError **error);
gboolean sc_model_line_fail (const ScModelLine *line, GError **error, const char *why);

G_END_DECLS
