/* SPDX-FileCopyrightText: 2026 The Sensor Commissioner authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "sc-atspi-mirror.h"

/* An application's cache object lists, in one reply, every node it was asked for before: what it is
 * and says, how many children it has, and which place it has among its parent's. Children that are
 * hidden are listed, too, but not counted, neither in that number nor in the places of those behind
 * them. So while a node's number of children and the places of those that were seen are the same,
 * it has the same children, and need not be asked; unless they change places with some that were
 * never seen, as the pages of a GtkStack do. Therefore stacks are always asked, and what is found
 * is looked up in the tree itself. */

#define CALL_MS 10000
#define ITEMS "a((so)(so)(so)iiassusau)"

/* What comes while it is being copied is for the next time. */
#define ROUNDS 3

typedef struct
{
  ScAtspiItem item;
  int n_children;
  int place;
} Entry;

/* The children of a node, as it gave them last. */
typedef struct
{
  GPtrArray *nodes; /* of AtspiAccessible */
  guint64 mark;     /* of their paths and places, 0: not known yet */
} Family;

struct _ScAtspiMirror
{
  AtspiAccessible *root;
  GDBusConnection *bus; /* nullable */
  GVariant *list;       /* nullable; the texts of the entries are in it */
  GHashTable *entries;  /* path in the list → Entry */
  GHashTable *families; /* path → Family */
  gboolean has_gaps;    /* nodes that are not in the list yet */
};

static void
family_free (gpointer data)
{
  Family *family = data;

  g_ptr_array_unref (family->nodes);
  g_free (family);
}

/**
 * sc_atspi_mirror_connect:
 * @error: return location
 *
 * Returns: (transfer full) (nullable): a connection of our own to the accessibility bus
 */
GDBusConnection *
sc_atspi_mirror_connect (GError **error)
{
  g_autoptr (GDBusConnection) session = g_bus_get_sync (G_BUS_TYPE_SESSION, NULL, error);
  g_autoptr (GVariant) reply = NULL;
  const char *address;

  if (session == NULL)
    return NULL;
  reply = g_dbus_connection_call_sync (session, "org.a11y.Bus", "/org/a11y/bus", "org.a11y.Bus",
                                       "GetAddress", NULL, G_VARIANT_TYPE ("(s)"),
                                       G_DBUS_CALL_FLAGS_NONE, CALL_MS, NULL, error);
  if (reply == NULL)
    return NULL;
  g_variant_get (reply, "(&s)", &address);
  return g_dbus_connection_new_for_address_sync (
      address,
      G_DBUS_CONNECTION_FLAGS_AUTHENTICATION_CLIENT
          | G_DBUS_CONNECTION_FLAGS_MESSAGE_BUS_CONNECTION,
      NULL, NULL, error);
}

/**
 * sc_atspi_mirror_list:
 * @bus: the accessibility bus
 * @owner: an application's name on it
 * @error: return location
 *
 * Returns: (transfer full) (nullable): of each node that it was asked for before, hidden or not:
 *   reference, application, parent, place, number of children, interfaces, name, role,
 *   description, states
 */
GVariant *
sc_atspi_mirror_list (GDBusConnection *bus, const char *owner, GError **error)
{
  g_autoptr (GVariant) reply = g_dbus_connection_call_sync (
      bus, owner, "/org/a11y/atspi/cache", "org.a11y.atspi.Cache", "GetItems", NULL,
      G_VARIANT_TYPE ("(" ITEMS ")"), G_DBUS_CALL_FLAGS_NONE, CALL_MS, NULL, error);

  return reply != NULL ? g_variant_get_child_value (reply, 0) : NULL;
}

/**
 * sc_atspi_mirror_is_leaf:
 * @role: of a node
 *
 * Returns: whether it is not worth asking for children
 */
gboolean
sc_atspi_mirror_is_leaf (AtspiRole role)
{
  switch ((int)role)
    {
    case ATSPI_ROLE_LABEL:
    case ATSPI_ROLE_HEADING:
    case ATSPI_ROLE_IMAGE:
    case ATSPI_ROLE_SEPARATOR:
    case ATSPI_ROLE_SCROLL_BAR:
      return TRUE;
    default:
      return FALSE;
    }
}

/**
 * sc_atspi_mirror_new:
 * @root: an application, which has to be there as long as this
 *
 * Returns: (transfer full): an empty copy
 */
ScAtspiMirror *
sc_atspi_mirror_new (AtspiAccessible *root)
{
  ScAtspiMirror *self = g_new0 (ScAtspiMirror, 1);

  self->root = root;
  self->bus = sc_atspi_mirror_connect (NULL);
  self->entries = g_hash_table_new_full (g_str_hash, g_str_equal, NULL, g_free);
  self->families = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, family_free);
  return self;
}

void
sc_atspi_mirror_free (ScAtspiMirror *self)
{
  g_hash_table_unref (self->families);
  g_hash_table_unref (self->entries);
  g_clear_pointer (&self->list, g_variant_unref);
  g_clear_object (&self->bus);
  g_free (self);
}

static gboolean
has_state (GVariant *states, AtspiStateType state)
{
  guint32 word;

  if (g_variant_n_children (states) != 2)
    return FALSE;
  g_variant_get_child (states, state / 32, "u", &word);
  return (word >> state % 32 & 1) != 0;
}

static void
add_entry (ScAtspiMirror *self, GVariant *listed)
{
  g_autoptr (GVariant) interfaces = g_variant_get_child_value (listed, 5);
  g_autoptr (GVariant) states = g_variant_get_child_value (listed, 9);
  g_autofree const char **names = g_variant_get_strv (interfaces, NULL);
  Entry *entry = g_new0 (Entry, 1);
  const char *path;
  guint32 role;

  g_variant_get_child (listed, 0, "(&s&o)", NULL, &path);
  g_variant_get_child (listed, 3, "i", &entry->place);
  g_variant_get_child (listed, 4, "i", &entry->n_children);
  g_variant_get_child (listed, 6, "&s", &entry->item.name);
  g_variant_get_child (listed, 7, "u", &role);
  g_variant_get_child (listed, 8, "&s", &entry->item.description);
  entry->item.role = (AtspiRole)role;
  entry->item.is_editable = g_strv_contains (names, "org.a11y.atspi.EditableText");
  entry->item.is_focused = has_state (states, ATSPI_STATE_FOCUSED);
  g_hash_table_insert (self->entries, (char *)path, entry);
}

static gboolean
read_list (ScAtspiMirror *self)
{
  g_hash_table_remove_all (self->entries);
  g_clear_pointer (&self->list, g_variant_unref);
  if (self->bus != NULL && self->root->parent.app != NULL) /* or it is gone */
    self->list = sc_atspi_mirror_list (self->bus, self->root->parent.app->bus_name, NULL);
  for (gsize i = 0; self->list != NULL && i < g_variant_n_children (self->list); i++)
    {
      g_autoptr (GVariant) listed = g_variant_get_child_value (self->list, i);

      add_entry (self, listed);
    }
  return self->list != NULL;
}

/* Returns 0 if one of the children is not in the list (yet, or any more). */
static guint64
mark_family (ScAtspiMirror *self, Family *family, guint n_children)
{
  guint64 mark = 1;

  if (family->nodes->len != n_children)
    return 0;
  for (guint i = 0; i < n_children; i++)
    {
      AtspiAccessible *child = g_ptr_array_index (family->nodes, i);
      const Entry *entry = g_hash_table_lookup (self->entries, child->parent.path);

      if (entry == NULL)
        return 0;
      mark = mark * 1099511628211u + g_str_hash (child->parent.path) + (guint)entry->place;
    }
  return mark;
}

/* A page is called like its type, for want of a name, and counts its child even if that is hidden.
 */
static gboolean
is_stack_page (ScAtspiMirror *self, AtspiAccessible *node)
{
  const Entry *entry = g_hash_table_lookup (self->entries, node->parent.path);

  return entry != NULL && g_str_equal (entry->item.name, "GtkStackPage");
}

static gboolean
may_have_changed (ScAtspiMirror *self, AtspiAccessible *node, Family *family, guint64 mark)
{
  return mark == 0 || (family->mark != 0 && family->mark != mark) || is_stack_page (self, node)
         || (family->nodes->len > 0 && is_stack_page (self, g_ptr_array_index (family->nodes, 0)));
}

static Family *
ask_for_family (ScAtspiMirror *self, AtspiAccessible *node, guint n_children)
{
  Family *family = g_new0 (Family, 1);

  family->nodes = g_ptr_array_new_with_free_func (g_object_unref);
  for (guint i = 0; i < n_children; i++)
    {
      AtspiAccessible *child = atspi_accessible_get_child_at_index (node, (int)i, NULL);

      if (child != NULL)
        g_ptr_array_add (family->nodes, child);
    }
  g_hash_table_insert (self->families, g_strdup (node->parent.path), family);
  return family;
}

static void
copy_node (ScAtspiMirror *self, AtspiAccessible *node)
{
  Entry *entry = g_hash_table_lookup (self->entries, node->parent.path);
  Family *family = g_hash_table_lookup (self->families, node->parent.path);
  int n = 0;
  guint64 mark = 0;

  if (entry != NULL)
    entry->item.node = node;
  else
    self->has_gaps = TRUE;
  if (entry != NULL && sc_atspi_mirror_is_leaf (entry->item.role))
    return;
  /* The application itself is not listed with its windows. */
  n = entry != NULL && node != self->root ? entry->n_children
                                          : atspi_accessible_get_child_count (node, NULL);
  n = MAX (n, 0);
  if (family != NULL)
    mark = mark_family (self, family, (guint)n);
  if (may_have_changed (self, node, family, mark))
    {
      family = ask_for_family (self, node, (guint)n);
      mark = mark_family (self, family, (guint)n);
    }
  family->mark = mark;
  for (guint i = 0; i < family->nodes->len; i++)
    copy_node (self, g_ptr_array_index (family->nodes, i));
}

static gboolean
is_unlisted (gpointer path, gpointer family, gpointer entries)
{
  return !g_hash_table_contains (entries, path);
}

/**
 * sc_atspi_mirror_update:
 * @self: a copy
 *
 * Brings it up to date.
 *
 * Returns: whether it is; if not the application does not say what that takes
 */
gboolean
sc_atspi_mirror_update (ScAtspiMirror *self)
{
  self->has_gaps = TRUE;
  for (guint i = 0; self->has_gaps && i < ROUNDS; i++)
    {
      if (!read_list (self))
        return FALSE;
      self->has_gaps = FALSE;
      copy_node (self, self->root);
    }
  g_hash_table_foreach_remove (self->families, is_unlisted, self->entries);
  return !self->has_gaps;
}

/* Fills @line with the way to what is found, from its last step to the first. */
static gboolean
search (ScAtspiMirror *self, AtspiAccessible *node, ScAtspiItemFunc func, gconstpointer user_data,
        GPtrArray *line)
{
  const Entry *entry = g_hash_table_lookup (self->entries, node->parent.path);
  const Family *family = g_hash_table_lookup (self->families, node->parent.path);
  gboolean found;

  if (entry == NULL)
    return FALSE;
  found = func (&entry->item, user_data);
  for (guint i = 0; !found && family != NULL && i < family->nodes->len; i++)
    found = search (self, g_ptr_array_index (family->nodes, i), func, user_data, line);
  if (found)
    g_ptr_array_add (line, g_object_ref (node));
  return found;
}

/* Returns whether it still has that child; if not, its family is known anew. */
static gboolean
is_parent_of (ScAtspiMirror *self, AtspiAccessible *node, AtspiAccessible *child)
{
  const Family *family = g_hash_table_lookup (self->families, node->parent.path);
  guint place;

  if (g_ptr_array_find (family->nodes, child, &place))
    {
      g_autoptr (GObject) now =
          (GObject *)atspi_accessible_get_child_at_index (node, (int)place, NULL);

      if (now == (GObject *)child)
        return TRUE;
    }
  ask_for_family (self, node, MAX (atspi_accessible_get_child_count (node, NULL), 0));
  return FALSE;
}

/**
 * sc_atspi_mirror_find:
 * @self: a copy that is up to date
 * @func: tells what to find
 * @user_data: for @func
 *
 * Returns: (transfer full) (nullable): the first such node, in reading order
 */
AtspiAccessible *
sc_atspi_mirror_find (ScAtspiMirror *self, ScAtspiItemFunc func, gconstpointer user_data)
{
  g_autoptr (GPtrArray) line = g_ptr_array_new_with_free_func (g_object_unref);
  gboolean is_there;

  do
    {
      g_ptr_array_set_size (line, 0);
      if (!search (self, self->root, func, user_data, line))
        return NULL;
      is_there = TRUE;
      for (guint i = line->len - 1; is_there && i > 0; i--)
        is_there =
            is_parent_of (self, g_ptr_array_index (line, i), g_ptr_array_index (line, i - 1));
    }
  while (!is_there);
  return g_object_ref (g_ptr_array_index (line, 0));
}
