/* SPDX-FileCopyrightText: 2026 The Sensor Commissioner authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "sc-log.h"

#include "sc-redact.h"

#include <string.h>

#define OUR_DOMAINS "sc-"

/* One for the process, as GLib's log is; any thread may log. */
static struct
{
  GMutex lock;
  char *lines[SC_LOG_MAX_LINES]; /* a ring */
  guint next;
  guint64 n_dropped;
} kept;

static const char *
level_name (GLogLevelFlags level)
{
  switch (level & G_LOG_LEVEL_MASK)
    {
    case G_LOG_LEVEL_ERROR:
      return "error";
    case G_LOG_LEVEL_CRITICAL:
      return "critical";
    case G_LOG_LEVEL_WARNING:
      return "warning";
    case G_LOG_LEVEL_MESSAGE:
      return "message";
    case G_LOG_LEVEL_INFO:
      return "info";
    default:
      return "debug";
    }
}

/* Our own log holds no secrets; what libraries say in detail is not ours to answer for. */
static gboolean
is_kept (GLogLevelFlags level, const char *domain)
{
  return g_str_has_prefix (domain, OUR_DOMAINS)
         || (level & (G_LOG_LEVEL_DEBUG | G_LOG_LEVEL_INFO)) == 0;
}

static char *
find_field (const GLogField *fields, gsize n_fields, const char *key)
{
  for (gsize i = 0; i < n_fields; i++)
    if (strcmp (fields[i].key, key) == 0)
      {
        gsize length = fields[i].length < 0 ? strlen (fields[i].value) : (gsize)fields[i].length;

        return g_strndup (fields[i].value, MIN (length, SC_LOG_MAX_BYTES));
      }
  return g_strdup ("");
}

static void
keep (char *line)
{
  g_mutex_lock (&kept.lock);
  if (kept.lines[kept.next] != NULL)
    kept.n_dropped++;
  g_free (kept.lines[kept.next]);
  kept.lines[kept.next] = line;
  kept.next = (kept.next + 1) % SC_LOG_MAX_LINES;
  g_mutex_unlock (&kept.lock);
}

static GLogWriterOutput
on_log (GLogLevelFlags level, const GLogField *fields, gsize n_fields, gpointer user_data)
{
  g_autofree char *domain = find_field (fields, n_fields, "GLIB_DOMAIN");

  if (is_kept (level, domain))
    {
      gint64 now_ms = g_get_monotonic_time () / 1000;
      g_autofree char *message = find_field (fields, n_fields, "MESSAGE");
      g_autofree char *text = sc_redact_line (message);

      keep (g_strdup_printf ("%" G_GINT64_FORMAT ".%03d %s %s: %s", now_ms / 1000,
                             (int)(now_ms % 1000), domain, level_name (level), text));
    }
  return g_log_writer_default (level, fields, n_fields, user_data);
}

/**
 * sc_log_install:
 *
 * From here on the log is kept, debug messages of this program too; it also goes where it always
 * goes. Once in a process, before anything is logged.
 */
void
sc_log_install (void)
{
  g_log_set_writer_func (on_log, NULL, NULL);
}

/**
 * sc_log_dup_text:
 *
 * The last %SC_LOG_MAX_LINES lines: monotonic time in seconds, domain, level, text. Each is
 * redacted when it is kept.
 *
 * Returns: (transfer full): the lines, oldest first, each ended by a line feed
 */
char *
sc_log_dup_text (void)
{
  GString *text = g_string_new (NULL);

  g_mutex_lock (&kept.lock);
  if (kept.n_dropped > 0)
    g_string_append_printf (text, "(%" G_GUINT64_FORMAT " older lines dropped)\n", kept.n_dropped);
  for (guint i = 0; i < SC_LOG_MAX_LINES; i++)
    {
      const char *line = kept.lines[(kept.next + i) % SC_LOG_MAX_LINES];

      if (line != NULL)
        g_string_append_printf (text, "%s\n", line);
    }
  g_mutex_unlock (&kept.lock);
  return g_string_free (text, FALSE);
}
