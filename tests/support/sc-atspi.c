/* SPDX-FileCopyrightText: 2026 The Sensor Commissioner authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "sc-atspi.h"

#include "sc-atspi-mirror.h"

#include <gio/gio.h>
#include <string.h>

/*
 * Drives a GTK 4 window as assistive technology does. What GTK 4.8.3 and libadwaita 1.2.2 give
 * away on the accessibility bus, found by trying each widget (newer versions differ; the code
 * below copes with both):
 *
 * - The application's name is g_get_prgname().
 * - Every widget is "visible", only a window is "showing". Pages of a GtkStack that are not
 *   shown stay in the tree, unless the program gives them GTK_ACCESSIBLE_STATE_HIDDEN (TRUE to
 *   hide, FALSE to show) or gtk_widget_set_visible (FALSE). So do the hidden children of
 *   GtkRevealer and AdwExpanderRow, and both button rows of AdwMessageDialog.
 * - Names: a button with a mnemonic is called "_Continue Continue"; a check button with one
 *   "Tell me _when". A widget without label or name is called like its type ("GtkImage",
 *   "ScTimeLine"): set GTK_ACCESSIBLE_PROPERTY_LABEL on icon buttons and drawn widgets. A
 *   tooltip becomes the description.
 * - AdwEntryRow and AdwPasswordEntryRow: role "text", named by title, EditableText and Text
 *   work; the password is *not* masked in Text (nor in GtkPasswordEntry, role "password text").
 *   They never have the state "focused": while they have the focus, nothing has it.
 * - GtkButton: action "click"; GtkSwitch: role "check box", action "toggle", state "checked".
 *   GtkCheckButton: state "checked", but no action; the row around it and AdwComboRow have none
 *   either. These take key strokes only (Space on the row presses its activatable widget).
 * - Actions of gtk_widget_class_install_action() are listed on the widget of that class.
 * - Component.GrabFocus does nothing. Focus moves by keys.
 * - Text.GetText wants the true end offset: -1 gives an empty string.
 * - GTK_ACCESSIBLE_PROPERTY_VALUE_TEXT is not given out for role "timer": a figure belongs in
 *   the label or the description.
 * - A GtkLabel with role "status" is named by its text, and the name follows it.
 * - libatspi's own cache does not hear of all this: switch it off for the desktop and for the
 *   application.
 */

/* Between two looks at the window: this, but not more than half of the time is spent looking. A
 * look costs hundreds of calls on the bus, and the program has to answer them. */
#define POLL_US (100 * 1000)
#define POLL_REST 1

#define POLL_MOST_US (3 * G_USEC_PER_SEC)

/* While something is waited for, looks go to a copy of the tree; this often they go to the tree
 * itself, should a toolkit not tell what the copy needs. */
#define DOUBT_US (5 * G_USEC_PER_SEC)

static gboolean rarely;

struct _ScAtspi
{
  AtspiAccessible *root;
  ScAtspiMirror *mirror;
  gboolean uses_mirror; /* it is up to date */
};

static AtspiAccessible *
walk (AtspiAccessible *node, guint depth, ScAtspiNodeFunc func, gpointer user_data)
{
  int n;

  if (func (node, depth, user_data))
    return g_object_ref (node);
  if (sc_atspi_mirror_is_leaf (atspi_accessible_get_role (node, NULL)))
    return NULL;
  n = atspi_accessible_get_child_count (node, NULL);
  for (int i = 0; i < n; i++)
    {
      g_autoptr (ScAtspiNode) child = atspi_accessible_get_child_at_index (node, i, NULL);
      AtspiAccessible *found = child ? walk (child, depth + 1, func, user_data) : NULL;

      if (found)
        return found;
    }
  return NULL;
}

static gboolean
has_interface (AtspiAccessible *node, const char *name)
{
  g_autoptr (GArray) interfaces = atspi_accessible_get_interfaces (node);
  gboolean has = FALSE;

  for (guint i = 0; interfaces && i < interfaces->len; i++)
    {
      char *interface = g_array_index (interfaces, char *, i);

      has = has || g_str_equal (interface, name);
      g_free (interface);
    }
  return has;
}

static gboolean
is_kind (AtspiRole role, ScAtspiKind kind)
{
  switch (kind)
    {
    case SC_ATSPI_ANY:
      return TRUE;
    case SC_ATSPI_WINDOW:
      return role == ATSPI_ROLE_FRAME || role == ATSPI_ROLE_WINDOW;
    case SC_ATSPI_DIALOG:
      return role == ATSPI_ROLE_DIALOG || role == ATSPI_ROLE_ALERT;
    case SC_ATSPI_BUTTON:
      return role == ATSPI_ROLE_PUSH_BUTTON || role == ATSPI_ROLE_TOGGLE_BUTTON;
    case SC_ATSPI_ENTRY:
      return role == ATSPI_ROLE_TEXT || role == ATSPI_ROLE_ENTRY
             || role == ATSPI_ROLE_PASSWORD_TEXT; /* and can be edited */
    case SC_ATSPI_CHECK:
      return role == ATSPI_ROLE_CHECK_BOX || role == ATSPI_ROLE_RADIO_BUTTON
             || role == ATSPI_ROLE_TOGGLE_BUTTON;
    case SC_ATSPI_COMBO:
      return role == ATSPI_ROLE_COMBO_BOX;
    case SC_ATSPI_ROW:
      return role == ATSPI_ROLE_LIST_ITEM;
    case SC_ATSPI_LABEL:
      return role == ATSPI_ROLE_LABEL;
    case SC_ATSPI_HEADING:
      return role == ATSPI_ROLE_HEADING;
    case SC_ATSPI_STATUS:
      return role == ATSPI_ROLE_STATUS_BAR;
    case SC_ATSPI_TIMER:
      return role == ATSPI_ROLE_TIMER;
    case SC_ATSPI_IMAGE:
      return role == ATSPI_ROLE_IMAGE || role == ATSPI_ROLE_ICON;
    case SC_ATSPI_MENU_ITEM:
      return role == ATSPI_ROLE_MENU_ITEM || role == ATSPI_ROLE_CHECK_MENU_ITEM;
    case SC_ATSPI_LINK:
      return role == ATSPI_ROLE_LINK;
    default:
      g_assert_not_reached ();
    }
}

/**
 * sc_atspi_name_is:
 * @name: (nullable): an accessible name
 * @wanted: as a person reads it, without mnemonic; `*` stands for anything
 *
 * Returns: whether they are the same, however the toolkit shows mnemonics
 */
gboolean
sc_atspi_name_is (const char *name, const char *wanted)
{
  g_autofree char *plain = NULL;
  g_autofree char *twice = g_strdup_printf ("%s %s", wanted, wanted);
  g_auto (GStrv) parts = NULL;

  if (name == NULL)
    return FALSE;
  parts = g_strsplit (name, "_", -1);
  plain = g_strjoinv ("", parts);
  return g_pattern_match_simple (wanted, plain) || g_str_equal (plain, twice);
}

static AtspiAccessible *
find_application (const char *const *names)
{
  g_autoptr (ScAtspiNode) desktop = atspi_get_desktop (0);
  int n = desktop ? atspi_accessible_get_child_count (desktop, NULL) : 0;

  /* The newest first: an application that was just killed may still be listed. */
  for (int i = n - 1; i >= 0; i--)
    {
      g_autoptr (ScAtspiNode) child = atspi_accessible_get_child_at_index (desktop, i, NULL);
      g_autofree char *its_name = child ? atspi_accessible_get_name (child, NULL) : NULL;

      if (its_name && g_strv_contains (names, its_name)
          && atspi_accessible_get_child_count (child, NULL) > 0)
        return g_steal_pointer (&child);
    }
  return NULL;
}

/* libatspi warns when an application comes or goes while it is being asked. */
static void
ignore_message (const char *domain, GLogLevelFlags level, const char *message, gpointer user_data)
{
}

/**
 * sc_atspi_attach:
 * @names: %NULL-terminated; what it may be called on the bus: the program's name, or what it gave
 *   to g_set_prgname()
 * @timeout_ms: how long to wait until it shows a window
 *
 * Returns: (transfer full) (nullable): the application
 */
ScAtspi *
sc_atspi_attach (const char *const *names, guint timeout_ms)
{
  gint64 end = g_get_monotonic_time () + timeout_ms * G_TIME_SPAN_MILLISECOND;
  static gsize once = 0;

  if (g_once_init_enter (&once))
    {
      g_autoptr (ScAtspiNode) desktop = NULL;

      g_log_set_handler ("dbind", G_LOG_LEVEL_WARNING, ignore_message, NULL);
      /* And when one dies at the wrong moment, libatspi looks into a hash table that is gone
       * (2.46). That must not end us; the program under test has its own rules. */
      g_log_set_always_fatal (G_LOG_FATAL_MASK);
      atspi_init ();
      atspi_set_timeout (3000, 15000);
      desktop = atspi_get_desktop (0);
      if (desktop)
        atspi_accessible_set_cache_mask (desktop, ATSPI_CACHE_NONE);
      g_once_init_leave (&once, 1);
    }
  do
    {
      AtspiAccessible *root = find_application (names);

      if (root)
        {
          ScAtspi *self = g_new0 (ScAtspi, 1);

          /* What never changes may be remembered. */
          atspi_accessible_set_cache_mask (root, ATSPI_CACHE_ROLE | ATSPI_CACHE_INTERFACES);
          self->root = root;
          self->mirror = sc_atspi_mirror_new (root);
          return self;
        }
      while (g_main_context_iteration (NULL, FALSE))
        ;
      g_usleep (POLL_US);
    }
  while (g_get_monotonic_time () < end);
  return NULL;
}

void
sc_atspi_free (ScAtspi *self)
{
  sc_atspi_mirror_free (self->mirror);
  g_object_unref (self->root);
  g_free (self);
}

/**
 * sc_atspi_look_rarely:
 *
 * From now on, the longer something is waited for the more rarely it is looked for: for a computer
 * whose clock does not count what it computes, so that looking only seems to cost nothing.
 */
void
sc_atspi_look_rarely (void)
{
  rarely = TRUE;
}

/**
 * sc_atspi_is_gone:
 * @self: an application
 *
 * Returns: whether it has left the bus
 */
gboolean
sc_atspi_is_gone (ScAtspi *self)
{
  g_autoptr (GError) error = NULL;

  return atspi_accessible_get_child_count (self->root, &error) <= 0;
}

/**
 * sc_atspi_get_pid:
 * @self: an application
 *
 * Returns: its process, as the accessibility bus sees it (a sandbox's proxy, in a Flatpak)
 */
GPid
sc_atspi_get_pid (ScAtspi *self)
{
  return (GPid)atspi_accessible_get_process_id (self->root, NULL);
}

/**
 * sc_atspi_get_bus_name:
 * @self: an application
 *
 * Returns: (transfer full): its unique name on the accessibility bus
 */
char *
sc_atspi_get_bus_name (ScAtspi *self)
{
  return g_strdup (self->root->parent.app->bus_name);
}

/**
 * sc_atspi_walk:
 * @self: an application
 * @func: called for each of its nodes in reading order; returns %TRUE to end the walk
 * @user_data: for @func
 *
 * Returns: (transfer full) (nullable): the node it was ended at
 */
AtspiAccessible *
sc_atspi_walk (ScAtspi *self, ScAtspiNodeFunc func, gpointer user_data)
{
  return walk (self->root, 0, func, user_data);
}

/**
 * sc_atspi_wait_until:
 * @self: an application
 * @timeout_ms: how long to wait at most
 * @func: what to wait for; called every 100 ms where that is cheap, at least once
 * @user_data: for @func
 *
 * Returns: whether @func returned %TRUE in time, and before the application was gone
 */
gboolean
sc_atspi_wait_until (ScAtspi *self, guint timeout_ms, ScAtspiFunc func, gpointer user_data)
{
  gint64 first = g_get_monotonic_time ();
  gint64 end = first + timeout_ms * G_TIME_SPAN_MILLISECOND;
  gint64 trusted = first;

  for (;;)
    {
      gint64 begin = g_get_monotonic_time ();
      gboolean is_so;

      if (begin - trusted >= DOUBT_US)
        trusted = begin;
      else
        self->uses_mirror = sc_atspi_mirror_update (self->mirror);
      is_so = func (self, user_data);
      self->uses_mirror = FALSE;
      if (is_so)
        return TRUE;
      if (g_get_monotonic_time () >= end || sc_atspi_is_gone (self))
        return FALSE;
      while (g_main_context_iteration (NULL, FALSE))
        ;
      g_usleep (rarely ? (gulong)CLAMP (begin - first, POLL_US, POLL_MOST_US)
                       : (gulong)MAX (POLL_US, POLL_REST * (g_get_monotonic_time () - begin)));
    }
}

typedef struct
{
  ScAtspiKind kind;
  const char *name;
  AtspiAccessible *found;
} Search;

/**
 * sc_atspi_is:
 * @node: something
 * @kind: what it may be
 * @name: (nullable): what it may be called, see sc_atspi_name_is(); anything if %NULL
 *
 * Returns: whether it is
 */
gboolean
sc_atspi_is (AtspiAccessible *node, ScAtspiKind kind, const char *name)
{
  g_autofree char *its_name = NULL;

  if (!is_kind (atspi_accessible_get_role (node, NULL), kind)
      || (kind == SC_ATSPI_ENTRY && !has_interface (node, "EditableText")))
    return FALSE;
  if (name == NULL)
    return TRUE;
  its_name = atspi_accessible_get_name (node, NULL);
  return sc_atspi_name_is (its_name, name);
}

static gboolean
matches (AtspiAccessible *node, guint depth, gpointer user_data)
{
  Search *search = user_data;

  return sc_atspi_is (node, search->kind, search->name);
}

static gboolean
item_matches (const ScAtspiItem *item, gconstpointer user_data)
{
  const Search *search = user_data;

  return is_kind (item->role, search->kind) && (search->kind != SC_ATSPI_ENTRY || item->is_editable)
         && (search->name == NULL || sc_atspi_name_is (item->name, search->name));
}

/**
 * sc_atspi_find:
 * @self: an application
 * @kind: what it is
 * @name: (nullable): what it is called, see sc_atspi_name_is(); any if %NULL
 *
 * Returns: (transfer full) (nullable): the first in reading order
 */
AtspiAccessible *
sc_atspi_find (ScAtspi *self, ScAtspiKind kind, const char *name)
{
  Search search = { kind, name, NULL };

  if (self->uses_mirror)
    return sc_atspi_mirror_find (self->mirror, item_matches, &search);
  return sc_atspi_walk (self, matches, &search);
}

static gboolean
search_now (ScAtspi *self, gpointer user_data)
{
  Search *search = user_data;

  g_clear_object (&search->found);
  search->found = sc_atspi_find (self, search->kind, search->name);
  return search->found != NULL;
}

/* A copy may lack something; that it is not there has to be seen. */
static gboolean
search_in_vain (ScAtspi *self, gpointer user_data)
{
  if (self->uses_mirror && search_now (self, user_data))
    return FALSE;
  self->uses_mirror = FALSE;
  return !search_now (self, user_data);
}

/**
 * sc_atspi_wait_for:
 * @self: an application
 * @kind: what it is
 * @name: (nullable): what it is called
 * @timeout_ms: how long to wait at most
 *
 * Returns: (transfer full) (nullable): the first in reading order, once there is one
 */
AtspiAccessible *
sc_atspi_wait_for (ScAtspi *self, ScAtspiKind kind, const char *name, guint timeout_ms)
{
  Search search = { kind, name, NULL };

  sc_atspi_wait_until (self, timeout_ms, search_now, &search);
  return search.found;
}

gboolean
sc_atspi_wait_gone (ScAtspi *self, ScAtspiKind kind, const char *name, guint timeout_ms)
{
  Search search = { kind, name, NULL };
  gboolean gone = sc_atspi_wait_until (self, timeout_ms, search_in_vain, &search);

  g_clear_object (&search.found);
  return gone;
}

static gboolean
is_focused (AtspiAccessible *node, guint depth, gpointer user_data)
{
  return sc_atspi_has_state (node, ATSPI_STATE_FOCUSED);
}

static gboolean
item_is_focused (const ScAtspiItem *item, gconstpointer user_data)
{
  return item->is_focused;
}

/**
 * sc_atspi_find_focused:
 * @self: an application
 *
 * Returns: (transfer full) (nullable): what says it has the keyboard focus; an entry does not
 *   say so in GTK 4.8
 */
AtspiAccessible *
sc_atspi_find_focused (ScAtspi *self)
{
  if (self->uses_mirror)
    return sc_atspi_mirror_find (self->mirror, item_is_focused, NULL);
  return sc_atspi_walk (self, is_focused, NULL);
}

/* What only holds others together says nothing. */
static gboolean
is_silent (AtspiRole role)
{
  return role == ATSPI_ROLE_PANEL || role == ATSPI_ROLE_FILLER;
}

/* What stands in an entry is nobody's saying; a label is named by its text. */
static gboolean
contains (AtspiAccessible *node, guint depth, gpointer user_data)
{
  const char *needle = user_data;
  g_autofree char *name = NULL;
  g_autofree char *description = NULL;

  if (is_silent (atspi_accessible_get_role (node, NULL)))
    return FALSE;
  name = atspi_accessible_get_name (node, NULL);
  if (name && strstr (name, needle))
    return TRUE;
  description = atspi_accessible_get_description (node, NULL);
  return description && strstr (description, needle);
}

static gboolean
item_contains (const ScAtspiItem *item, gconstpointer needle)
{
  return !is_silent (item->role)
         && (strstr (item->name, needle) || strstr (item->description, needle));
}

/**
 * sc_atspi_has_text:
 * @self: an application
 * @needle: what to look for
 *
 * Returns: whether it stands in any name or description
 */
gboolean
sc_atspi_has_text (ScAtspi *self, const char *needle)
{
  g_autoptr (ScAtspiNode) node = self->uses_mirror
                                     ? sc_atspi_mirror_find (self->mirror, item_contains, needle)
                                     : sc_atspi_walk (self, contains, (gpointer)needle);

  return node != NULL;
}

static gboolean
has_text (ScAtspi *self, gpointer user_data)
{
  return sc_atspi_has_text (self, user_data);
}

gboolean
sc_atspi_wait_for_text (ScAtspi *self, const char *needle, guint timeout_ms)
{
  return sc_atspi_wait_until (self, timeout_ms, has_text, (gpointer)needle);
}

/**
 * sc_atspi_press:
 * @node: a button or a switch
 *
 * Does its first action. Works for insensitive ones too, so this refuses those.
 *
 * Returns: whether there was one to do
 */
gboolean
sc_atspi_press (AtspiAccessible *node)
{
  if (!sc_atspi_has_state (node, ATSPI_STATE_SENSITIVE))
    return FALSE;
  return atspi_action_do_action (ATSPI_ACTION (node), 0, NULL);
}

gboolean
sc_atspi_set_text (AtspiAccessible *entry, const char *text)
{
  return atspi_editable_text_set_text_contents (ATSPI_EDITABLE_TEXT (entry), text, NULL);
}

/**
 * sc_atspi_get_text:
 * @node: anything
 *
 * Returns: (transfer full) (nullable): its text, %NULL if it is not a text
 */
char *
sc_atspi_get_text (AtspiAccessible *node)
{
  int n;

  if (!has_interface (node, "Text"))
    return NULL;
  n = atspi_text_get_character_count (ATSPI_TEXT (node), NULL);
  return n >= 0 ? atspi_text_get_text (ATSPI_TEXT (node), 0, n, NULL) : NULL;
}

char *
sc_atspi_get_name (AtspiAccessible *node)
{
  return atspi_accessible_get_name (node, NULL);
}

gboolean
sc_atspi_has_state (AtspiAccessible *node, AtspiStateType state)
{
  g_autoptr (GObject) states = NULL;

  states = G_OBJECT (atspi_accessible_get_state_set (node));
  return states && atspi_state_set_contains ((AtspiStateSet *)states, state);
}
