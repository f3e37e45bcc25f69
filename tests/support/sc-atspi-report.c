/* SPDX-FileCopyrightText: 2026 The Sensor Commissioner authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "sc-atspi-report.h"

#include "sc-atspi-mirror.h"

#include <string.h>

static gboolean
dump_node (AtspiAccessible *node, guint depth, gpointer user_data)
{
  static const struct
  {
    AtspiStateType state;
    const char *word;
  } words[] = {
    { ATSPI_STATE_FOCUSED, "focused" },   { ATSPI_STATE_CHECKED, "checked" },
    { ATSPI_STATE_SELECTED, "selected" }, { ATSPI_STATE_EXPANDED, "expanded" },
    { ATSPI_STATE_BUSY, "busy" },         { ATSPI_STATE_INVALID_ENTRY, "invalid" },
  };
  GString *out = user_data;
  g_autofree char *role = atspi_accessible_get_role_name (node, NULL);
  g_autofree char *name = atspi_accessible_get_name (node, NULL);
  g_autofree char *description = atspi_accessible_get_description (node, NULL);
  g_autofree char *text = sc_atspi_get_text (node);

  g_string_append_printf (out, "%*s[%s] '%s'", (int)depth * 2, "", role, name);
  if (description && *description)
    g_string_append_printf (out, " (%s)", description);
  if (text && g_strcmp0 (text, name) != 0)
    g_string_append_printf (out, " = '%s'", text);
  for (guint i = 0; i < G_N_ELEMENTS (words); i++)
    if (sc_atspi_has_state (node, words[i].state))
      g_string_append_printf (out, " %s", words[i].word);
  if (!sc_atspi_has_state (node, ATSPI_STATE_SENSITIVE))
    g_string_append (out, " insensitive");
  g_string_append_c (out, '\n');
  return FALSE;
}

/**
 * sc_atspi_dump:
 * @self: an application
 *
 * Returns: (transfer full): its tree as text, one node a line, for reports of failures
 */
char *
sc_atspi_dump (ScAtspi *self)
{
  GString *out = g_string_new (NULL);

  sc_atspi_walk (self, dump_node, out);
  return g_string_free (out, FALSE);
}

/* Whether a name is none: empty, or the name of the widget's type, which GTK 4.8 gives out for
 * want of a better one. */
static gboolean
is_no_name (const char *name)
{
  static const char *const prefixes[] = { "Gtk", "Adw", "Sc", NULL };

  if (name == NULL || *name == '\0')
    return TRUE;
  for (guint i = 0; prefixes[i]; i++)
    if (g_str_has_prefix (name, prefixes[i]) && g_ascii_isupper (name[strlen (prefixes[i])])
        && strpbrk (name, " .,:") == NULL)
      return TRUE;
  return FALSE;
}

static gboolean
check_name (AtspiAccessible *node, guint depth, gpointer user_data)
{
  GPtrArray *unnamed = user_data;
  g_autofree char *name = NULL;
  g_autofree char *description = NULL;
  g_autofree char *role = NULL;

  switch ((int)atspi_accessible_get_role (node, NULL))
    {
    case ATSPI_ROLE_PUSH_BUTTON:
    case ATSPI_ROLE_TOGGLE_BUTTON:
    case ATSPI_ROLE_CHECK_BOX:
    case ATSPI_ROLE_RADIO_BUTTON:
    case ATSPI_ROLE_COMBO_BOX:
    case ATSPI_ROLE_TEXT:
    case ATSPI_ROLE_ENTRY:
    case ATSPI_ROLE_PASSWORD_TEXT:
    case ATSPI_ROLE_LINK:
    case ATSPI_ROLE_SLIDER:
    case ATSPI_ROLE_SPIN_BUTTON:
    case ATSPI_ROLE_TIMER:
      break;
    default:
      return FALSE;
    }
  name = atspi_accessible_get_name (node, NULL);
  description = atspi_accessible_get_description (node, NULL);
  /* AdwPasswordEntryRow's own "Show Text" button has nothing but its tooltip. */
  if (!is_no_name (name) || (description && *description))
    return FALSE;
  role = atspi_accessible_get_role_name (node, NULL);
  g_ptr_array_add (unnamed, g_strdup_printf ("%s '%s' at depth %u", role, name, depth));
  return FALSE;
}

/**
 * sc_atspi_list_unnamed:
 * @self: an application
 *
 * Returns: (transfer full) (element-type utf8): controls that a screen reader could not name
 */
GPtrArray *
sc_atspi_list_unnamed (ScAtspi *self)
{
  GPtrArray *unnamed = g_ptr_array_new_with_free_func (g_free);

  sc_atspi_walk (self, check_name, unnamed);
  return unnamed;
}

static void
append_text (GString *out, GDBusConnection *bus, const char *owner, const char *path)
{
  g_autoptr (GVariant) reply = g_dbus_connection_call_sync (
      bus, owner, path, "org.freedesktop.DBus.Properties", "Get",
      g_variant_new ("(ss)", "org.a11y.atspi.Text", "CharacterCount"), G_VARIANT_TYPE ("(v)"),
      G_DBUS_CALL_FLAGS_NONE, 5000, NULL, NULL);
  g_autoptr (GVariant) count = NULL;
  g_autoptr (GVariant) text = NULL;

  if (reply == NULL)
    return;
  g_variant_get (reply, "(v)", &count);
  text = g_dbus_connection_call_sync (bus, owner, path, "org.a11y.atspi.Text", "GetText",
                                      g_variant_new ("(ii)", 0, g_variant_get_int32 (count)),
                                      G_VARIANT_TYPE ("(s)"), G_DBUS_CALL_FLAGS_NONE, 5000, NULL,
                                      NULL);
  if (text)
    {
      const char *contents;

      g_variant_get (text, "(&s)", &contents);
      g_string_append_printf (out, "%s = '%s'\n", path, contents);
    }
}

static gboolean
add_names (AtspiAccessible *node, guint depth, gpointer user_data)
{
  g_autofree char *name = atspi_accessible_get_name (node, NULL);
  g_autofree char *description = atspi_accessible_get_description (node, NULL);

  g_string_append_printf (user_data, "%s (%s)\n", name, description);
  return FALSE;
}

/**
 * sc_atspi_everything:
 * @self: an application
 * @error: return location
 *
 * More than the tree: also what stands in parts that are hidden at the moment, which the
 * application's cache object still lists to whoever asks.
 *
 * Returns: (transfer full) (nullable): all names, descriptions and texts the application would
 *   hand to assistive technology
 */
char *
sc_atspi_everything (ScAtspi *self, GError **error)
{
  g_autoptr (GDBusConnection) bus = sc_atspi_mirror_connect (error);
  g_autofree char *owner = sc_atspi_get_bus_name (self);
  g_autoptr (GString) out = NULL;
  g_autoptr (GVariant) items = NULL;

  if (bus == NULL)
    return NULL;
  /* First: GTK lists only what it was asked for once. */
  out = g_string_new (NULL);
  sc_atspi_walk (self, add_names, out);
  items = sc_atspi_mirror_list (bus, owner, error);
  if (items == NULL)
    return NULL;
  for (gsize i = 0; i < g_variant_n_children (items); i++)
    {
      g_autoptr (GVariant) item = g_variant_get_child_value (items, i);
      g_autoptr (GVariant) reference = g_variant_get_child_value (item, 0);
      g_autofree char *printed = g_variant_print (item, FALSE);
      const char *path;

      g_variant_get (reference, "(&s&o)", NULL, &path);
      g_string_append_printf (out, "%s\n", printed);
      if (strstr (printed, "'org.a11y.atspi.Text'"))
        append_text (out, bus, owner, path);
    }
  return g_string_free (g_steal_pointer (&out), FALSE);
}
