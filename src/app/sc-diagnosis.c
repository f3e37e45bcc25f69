/* SPDX-FileCopyrightText: 2026 The Sensor Commissioner authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "sc-diagnosis.h"

#include "sc-certificate.h"
#include "sc-diagnostics.h"
#include "sc-http-cloud.h"
#include "sc-log.h"
#include "sc-sandbox.h"
#include "sc-sqlite-journal.h"

#include <adwaita.h>
#include <sys/utsname.h>

#define POWER_FOLDER "/sys/class/power_supply" /* Linux, sysfs-class-power */

typedef struct
{
  GArray *facts; /* of ScDiagnosticsFact */
  GPtrArray *values;
} Facts;

static void
add (Facts *self, const char *name, char *value)
{
  ScDiagnosticsFact fact = { name, value };

  g_array_append_val (self->facts, fact);
  g_ptr_array_add (self->values, value);
}

static void
add_versions (Facts *self)
{
  add (self, "program", g_strdup ("Sensor Commissioner " PACKAGE_VERSION));
  add (self, "GLib",
       g_strdup_printf ("%u.%u.%u", glib_major_version, glib_minor_version, glib_micro_version));
  add (self, "GTK",
       g_strdup_printf ("%u.%u.%u", gtk_get_major_version (), gtk_get_minor_version (),
                        gtk_get_micro_version ()));
  add (self, "libadwaita",
       g_strdup_printf ("%u.%u.%u", adw_get_major_version (), adw_get_minor_version (),
                        adw_get_micro_version ()));
  add (self, "libsoup", sc_http_cloud_dup_library_version ());
  add (self, "GnuTLS", g_strdup (sc_certificate_get_library_version ()));
  add (self, "SQLite", g_strdup (sc_sqlite_journal_get_library_version ()));
}

static void
add_system (Facts *self)
{
  struct utsname names;
  gboolean has_names = uname (&names) == 0;
  GdkDisplay *display = gdk_display_get_default ();

  add (self, "system", g_get_os_info (G_OS_INFO_KEY_PRETTY_NAME));
  add (self, "kernel",
       has_names ? g_strdup_printf ("%s %s %s", names.sysname, names.release, names.machine)
                 : NULL);
  add (self, "sandbox", g_strdup (sc_sandbox_is_there (SC_SANDBOX_INFO) ? "Flatpak" : "none"));
  add (self, "desktop", g_strdup (g_getenv ("XDG_CURRENT_DESKTOP")));
  add (self, "display", g_strdup (display != NULL ? G_OBJECT_TYPE_NAME (display) : NULL));
  add (self, "language", g_strdup (g_get_language_names ()[0]));
}

static char *
read_supply (const char *supply, const char *name)
{
  g_autofree char *path = g_build_filename (POWER_FOLDER, supply, name, NULL);
  char *text = NULL;

  g_file_get_contents (path, &text, NULL, NULL);
  return text != NULL ? g_strstrip (text) : NULL;
}

/* The first battery of the computer itself, not of a mouse. NULL: no battery, or nobody tells. */
static char *
battery_text (void)
{
  g_autoptr (GDir) dir = g_dir_open (POWER_FOLDER, 0, NULL);
  const char *supply;

  while (dir != NULL && (supply = g_dir_read_name (dir)) != NULL)
    {
      g_autofree char *type = read_supply (supply, "type");
      g_autofree char *scope = read_supply (supply, "scope");
      g_autofree char *capacity = read_supply (supply, "capacity");
      g_autofree char *status = read_supply (supply, "status");

      if (g_strcmp0 (type, "Battery") == 0 && g_strcmp0 (scope, "Device") != 0 && capacity != NULL)
        return g_strdup_printf ("%s %%, %s", capacity, status != NULL ? status : "?");
    }
  return NULL;
}

/* Of the folder, or of the one above if it is not there yet. */
static GFileInfo *
query_disk (GFile *folder)
{
  GFileInfo *info = g_file_query_filesystem_info (
      folder, G_FILE_ATTRIBUTE_FILESYSTEM_FREE "," G_FILE_ATTRIBUTE_FILESYSTEM_READONLY, NULL,
      NULL);
  g_autoptr (GFile) above = info == NULL ? g_file_get_parent (folder) : NULL;

  return above != NULL ? query_disk (above) : info;
}

/* Where records are kept: a full disk is the one thing that stops everything. */
static char *
disk_text (void)
{
  g_autoptr (GFile) folder = g_file_new_for_path (g_get_user_data_dir ());
  g_autoptr (GFileInfo) info = query_disk (folder);

  if (info == NULL || !g_file_info_has_attribute (info, G_FILE_ATTRIBUTE_FILESYSTEM_FREE))
    return NULL;
  return g_strdup_printf (
      "%" G_GUINT64_FORMAT " MB free%s",
      g_file_info_get_attribute_uint64 (info, G_FILE_ATTRIBUTE_FILESYSTEM_FREE) / 1000000,
      g_file_info_get_attribute_boolean (info, G_FILE_ATTRIBUTE_FILESYSTEM_READONLY) ? ", read-only"
                                                                                     : "");
}

static void
add_condition (Facts *self)
{
  add (self, "battery", battery_text ());
  add (self, "disk of the records", disk_text ());
}

static void
add_times (Facts *self)
{
  g_autoptr (GDateTime) now = g_date_time_new_now_local ();
  gint64 now_ms = g_get_monotonic_time () / 1000;

  add (self, "written", g_date_time_format (now, "%Y-%m-%dT%H:%M:%S%:z"));
  add (self, "monotonic time then",
       g_strdup_printf ("%" G_GINT64_FORMAT ".%03d s", now_ms / 1000, (int)(now_ms % 1000)));
}

static void
add_model (Facts *self, ScModel *model)
{
  static const char *const keys[][2] = {
    { "ap", "base-uri" },       { "ap", "subnet" },
    { "ap", "ssid-patterns" },  { "paths", "name" },
    { "paths", "certificate" }, { "paths", "add-profile" },
    { "security", "wpa" },      { "encoding", "double-percent" },
    { "timing", "attempts" },   { "timing", "request-pause-ms" },
  };
  GString *confidence = g_string_new (sc_model_get_name (model));

  for (guint i = 0; i < G_N_ELEMENTS (keys); i++)
    g_string_append_printf (confidence, "; %s.%s: %s", keys[i][0], keys[i][1],
                            sc_model_get_confidence (model, keys[i][0], keys[i][1]));
  add (self, "sensor model and confidence", g_string_free (confidence, FALSE));
}

/**
 * sc_diagnosis_make:
 * @edges: (nullable): of the window; %NULL if it could not be opened
 * @workflow: (nullable): of the window
 * @trouble: (nullable): why it could not
 *
 * Returns: (transfer full): see sc_diagnostics_format()
 */
char *
sc_diagnosis_make (ScEdges *edges, ScWorkflow *workflow, const GError *trouble)
{
  Facts facts = { g_array_new (FALSE, FALSE, sizeof (ScDiagnosticsFact)),
                  g_ptr_array_new_with_free_func (g_free) };
  g_autofree char *log = sc_log_dup_text ();
  ScDiagnosticsInput input = { .workflow = workflow, .trouble = trouble, .log = log };
  char *text;

  add_versions (&facts);
  add_system (&facts);
  add_condition (&facts);
  add_times (&facts);
  if (edges != NULL)
    {
      add (&facts, "kind",
           g_strdup (sc_edges_is_rehearsal (edges) ? "a rehearsal" : "real sensors"));
      add_model (&facts, sc_edges_get_model (edges));
      input.transcript = sc_edges_get_transcript (edges);
    }
  input.facts = (const ScDiagnosticsFact *)facts.facts->data;
  input.n_facts = facts.facts->len;
  text = sc_diagnostics_format (&input);
  g_array_unref (facts.facts);
  g_ptr_array_unref (facts.values);
  return text;
}
