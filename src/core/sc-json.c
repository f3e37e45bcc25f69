/* SPDX-FileCopyrightText: 2026 The Sensor Commissioner authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "sc-json.h"

#include "sc-json-text.h"
#include "sc-secret.h"

#include <json-glib/json-glib.h>
#include <math.h>
#include <string.h>

#define BYTE_ORDER_MARK "\xef\xbb\xbf"
#define MAX_EXACT_DOUBLE 9007199254740992.0 /* 2^53 */

/*
 * A reply may hold a token, or a private key where none belongs. json-glib leaves copies of what it
 * reads behind; it is given the reply with a number in the place of each value that is a text. The
 * texts are decoded here, into memory that is wiped.
 */

struct _ScJson
{
  JsonParser *parser;
  JsonObject *root; /* owned by the parser */
  char *texts;      /* each ends with a NUL */
  gsize n_bytes;    /* of @texts, with room left */
  GArray *starts;   /* of gsize: where in @texts each begins */
};

typedef struct
{
  ScJson *json;
  GString *skeleton; /* what json-glib reads */
  char *free;        /* room in the texts */
  char open[SC_JSON_MAX_DEPTH + 1];
  guint depth;
  char last; /* before what is read: neither a blank, nor inside a text */
} Scan;

/* No message here repeats a part of the body: a reply may hold a token. */
static gboolean
fail (GError **error, const char *detail)
{
  g_set_error_literal (error, G_IO_ERROR, G_IO_ERROR_INVALID_DATA, detail);
  return FALSE;
}

/* Steps over one string literal. Returns where it goes on, or NULL. */
static const char *
scan_string (const char *p, const char *end, GError **error)
{
  for (p++; p < end; p++)
    {
      if (*p == '"')
        return p + 1;
      if (*p != '\\')
        continue;
      if (++p < end && *p == 'u' && end - p > 4 && memcmp (p + 1, "0000", 4) == 0)
        {
          fail (error, "JSON text holds a NUL");
          return NULL;
        }
    }
  fail (error, "JSON text does not end");
  return NULL;
}

/* From @start, a quote, to behind the other. */
static gboolean
take_text (Scan *self, const char *start, const char *end, GError **error)
{
  gsize at = (gsize)(self->free - self->json->texts);

  if (self->depth > 0 && self->open[self->depth] == '{' && (self->last == '{' || self->last == ','))
    {
      g_string_append_len (self->skeleton, start, end - start);
      return TRUE;
    }
  self->free = sc_json_text_decode (start + 1, end - 1, self->free);
  if (self->free == NULL)
    return fail (error, "JSON has an escape that is none");
  g_string_append_printf (self->skeleton, "\"%u\"", self->json->starts->len);
  g_array_append_val (self->json->starts, at);
  return TRUE;
}

static gboolean
take_character (Scan *self, char c, GError **error)
{
  if (c == '{' || c == '[')
    {
      if (++self->depth > SC_JSON_MAX_DEPTH)
        return fail (error, "JSON is nested too deeply");
      self->open[self->depth] = c;
    }
  else if ((c == '}' || c == ']') && self->depth-- == 0)
    return fail (error, "JSON ends before it begins");
  else if (!g_ascii_isalnum (c) && strchr ("}]:,+-. \t\r\n", c) == NULL)
    return fail (error, "not JSON: a character that belongs in a text");
  if (!g_ascii_isspace (c))
    self->last = c;
  g_string_append_c (self->skeleton, c);
  return TRUE;
}

/* json-glib parses by recursion, without a limit in the versions this program supports, and
 * knows comments: both are ruled out before it sees anything. */
static gboolean
scan (Scan *self, const char *p, const char *end, GError **error)
{
  while (p < end)
    {
      const char *start = p;

      if (*p != '"')
        {
          if (!take_character (self, *p++, error))
            return FALSE;
          continue;
        }
      p = scan_string (p, end, error);
      if (p == NULL || !take_text (self, start, p, error))
        return FALSE;
      self->last = '"';
    }
  return TRUE;
}

static gboolean
check_bytes (const char *text, gsize n_bytes, GError **error)
{
  if (n_bytes == 0)
    return fail (error, "no JSON: the body is empty");
  if (n_bytes > SC_JSON_MAX_BYTES)
    return fail (error, "JSON is too large");
  if (memchr (text, '\0', n_bytes) != NULL)
    return fail (error, "JSON holds a NUL");
  if (!g_utf8_validate_len (text, n_bytes, NULL))
    return fail (error, "JSON is not UTF-8");
  return TRUE;
}

static gboolean
parse (ScJson *self, GString *skeleton, GError **error)
{
  JsonNode *root;

  self->parser = json_parser_new_immutable ();
  if (!json_parser_load_from_data (self->parser, skeleton->str, (gssize)skeleton->len, NULL))
    {
      g_set_error (error, G_IO_ERROR, G_IO_ERROR_INVALID_DATA, "not JSON, see line %u",
                   json_parser_get_current_line (self->parser));
      return FALSE;
    }
  root = json_parser_get_root (self->parser);
  if (root == NULL || !JSON_NODE_HOLDS_OBJECT (root))
    return fail (error, "JSON is not an object");
  self->root = json_node_get_object (root);
  return TRUE;
}

/**
 * sc_json_new:
 * @body: a reply
 * @error: %G_IO_ERROR_INVALID_DATA
 *
 * At most %SC_JSON_MAX_BYTES of UTF-8 (a byte order mark is tolerated), at most
 * %SC_JSON_MAX_DEPTH levels, no NUL even as an escape, an object at the top. Of a member that
 * occurs twice the last one counts.
 * *
 * Returns: (transfer full) (nullable): the object
 */
ScJson *
sc_json_new (GBytes *body, GError **error)
{
  g_autoptr (ScJson) self = NULL;
  g_autoptr (GString) skeleton = NULL;
  Scan state = { 0 };
  gsize n_bytes;
  const char *text = g_bytes_get_data (body, &n_bytes);

  if (n_bytes >= strlen (BYTE_ORDER_MARK)
      && memcmp (text, BYTE_ORDER_MARK, strlen (BYTE_ORDER_MARK)) == 0)
    {
      text += strlen (BYTE_ORDER_MARK);
      n_bytes -= strlen (BYTE_ORDER_MARK);
    }
  if (!check_bytes (text, n_bytes, error))
    return NULL;

  self = g_new0 (ScJson, 1);
  self->n_bytes = n_bytes;
  self->texts = g_malloc (n_bytes);
  self->starts = g_array_new (FALSE, FALSE, sizeof (gsize));
  skeleton = g_string_new (NULL);
  state.json = self;
  state.skeleton = skeleton;
  state.free = self->texts;
  if (!scan (&state, text, text + n_bytes, error) || !parse (self, skeleton, error))
    return NULL;
  return g_steal_pointer (&self);
}

/**
 * sc_json_free:
 * @self: (transfer full) (nullable): an object; what was got from it goes with it
 */
void
sc_json_free (ScJson *self)
{
  if (self == NULL)
    return;
  g_clear_object (&self->parser);
  g_array_unref (self->starts);
  sc_secret_wipe (self->texts, self->n_bytes);
  g_free (self->texts);
  g_free (self);
}

/* A value that is a text; not always valid UTF-8. */
static const char *
get_text (ScJson *self, JsonNode *node)
{
  guint64 number = g_ascii_strtoull (json_node_get_string (node), NULL, 10);

  return self->texts + g_array_index (self->starts, gsize, number);
}

/* The member's value; NULL without an error if it may be missing and is. */
static gboolean
find_value (ScJson *self, const char *member, gboolean required, JsonNode **node, GError **error)
{
  *node = json_object_get_member (self->root, member);
  if (*node != NULL && JSON_NODE_HOLDS_NULL (*node))
    *node = NULL;
  if (*node == NULL && required)
    {
      g_set_error (error, G_IO_ERROR, G_IO_ERROR_INVALID_DATA, "JSON has no “%s”", member);
      return FALSE;
    }
  return TRUE;
}

static gboolean
fail_member (GError **error, const char *member, const char *detail)
{
  g_set_error (error, G_IO_ERROR, G_IO_ERROR_INVALID_DATA, "JSON: “%s” %s", member, detail);
  return FALSE;
}

/**
 * sc_json_get_string:
 * @self: an object
 * @member: a member of it
 * @required: whether it is an error if it is absent or null
 * @max_bytes: how long the text may be
 * @value: (out) (transfer none) (nullable): the text, valid UTF-8 without NUL; %NULL if absent or
 *   null, and on failure
 * @error: %G_IO_ERROR_INVALID_DATA
 *
 * Returns: whether @value can be used
 */
gboolean
sc_json_get_string (ScJson *self, const char *member, gboolean required, gsize max_bytes,
                    const char **value, GError **error)
{
  JsonNode *node;
  const char *text;

  *value = NULL;
  if (!find_value (self, member, required, &node, error))
    return FALSE;
  if (node == NULL)
    return TRUE;
  if (!JSON_NODE_HOLDS_VALUE (node) || json_node_get_value_type (node) != G_TYPE_STRING)
    return fail_member (error, member, "is not a text");
  text = get_text (self, node);
  if (strlen (text) > max_bytes)
    return fail_member (error, member, "is too long");
  if (!g_utf8_validate (text, -1, NULL)) /* half of a surrogate pair */
    return fail_member (error, member, "is not valid Unicode");
  *value = text;
  return TRUE;
}

/**
 * sc_json_get_int:
 * @self: an object
 * @member: a member of it
 * @required: whether it is an error if it is absent or null
 * @minimum: smallest value allowed
 * @maximum: largest value allowed; less than %G_MAXINT64, to which larger numbers are cut
 * @value: (inout): the number; left as it was if absent or null, and on failure
 * @error: %G_IO_ERROR_INVALID_DATA
 *
 * A whole number, also if written as `3600.0`; not a text.
 *
 * Returns: whether @value can be used
 */
gboolean
sc_json_get_int (ScJson *self, const char *member, gboolean required, gint64 minimum,
                 gint64 maximum, gint64 *value, GError **error)
{
  JsonNode *node;
  gint64 number;

  if (!find_value (self, member, required, &node, error))
    return FALSE;
  if (node == NULL)
    return TRUE;
  if (JSON_NODE_HOLDS_VALUE (node) && json_node_get_value_type (node) == G_TYPE_INT64)
    number = json_node_get_int (node);
  else if (JSON_NODE_HOLDS_VALUE (node) && json_node_get_value_type (node) == G_TYPE_DOUBLE)
    {
      double real = json_node_get_double (node);

      if (!(fabs (real) <= MAX_EXACT_DOUBLE) || real != floor (real))
        return fail_member (error, member, "is not a whole number");
      number = (gint64)real;
    }
  else
    return fail_member (error, member, "is not a number");
  if (number < minimum || number > maximum)
    return fail_member (error, member, "is out of range");
  *value = number;
  return TRUE;
}

static char *
scalar_to_text (ScJson *self, JsonNode *node)
{
  char buffer[G_ASCII_DTOSTR_BUF_SIZE];

  switch (json_node_get_value_type (node))
    {
    case G_TYPE_STRING:
      return g_utf8_make_valid (get_text (self, node), -1);
    case G_TYPE_BOOLEAN:
      return g_strdup (json_node_get_boolean (node) ? "true" : "false");
    case G_TYPE_DOUBLE:
      return g_strdup (g_ascii_dtostr (buffer, sizeof buffer, json_node_get_double (node)));
    default:
      return g_strdup_printf ("%" G_GINT64_FORMAT, json_node_get_int (node));
    }
}

static void
visit (ScJson *self, const char *name, JsonNode *node, ScJsonForeach func, gpointer user_data)
{
  if (strlen (name) > SC_JSON_MAX_PATH)
    return;
  if (JSON_NODE_HOLDS_OBJECT (node))
    {
      g_autoptr (GList) members = json_object_get_members (json_node_get_object (node));

      for (GList *l = members; l != NULL; l = l->next)
        {
          g_autofree char *valid = g_utf8_make_valid (l->data, -1);
          g_autofree char *path =
              *name != '\0' ? g_strdup_printf ("%s.%s", name, valid) : g_strdup (valid);

          visit (self, path, json_object_get_member (json_node_get_object (node), l->data), func,
                 user_data);
        }
    }
  else if (JSON_NODE_HOLDS_ARRAY (node))
    {
      JsonArray *array = json_node_get_array (node);

      for (guint i = 0; i < json_array_get_length (array); i++)
        {
          g_autofree char *path = g_strdup_printf ("%s.%u", name, i);

          visit (self, path, json_array_get_element (array, i), func, user_data);
        }
    }
  else if (JSON_NODE_HOLDS_VALUE (node))
    {
      char *text = scalar_to_text (self, node);

      func (name, text, user_data);
      sc_secret_free_text (text);
    }
}

/**
 * sc_json_foreach:
 * @self: an object
 * @func: (scope call): called for each value with its path and its text, both valid UTF-8
 * @user_data: for @func
 *
 * In the order of the body; members of members as `a.b`, elements of arrays as `a.0`. Values that
 * are null are left out, and those whose path has more than %SC_JSON_MAX_PATH bytes: a long name
 * before many values would cost its length with each of them.
 */
void
sc_json_foreach (ScJson *self, ScJsonForeach func, gpointer user_data)
{
  visit (self, "", json_parser_get_root (self->parser), func, user_data);
}

/**
 * sc_json_quote:
 * @text: a text without secrets; what is not UTF-8 in it is replaced
 *
 * Returns: (transfer full): a JSON string literal with its quotes
 */
char *
sc_json_quote (const char *text)
{
  g_autofree char *valid = g_utf8_make_valid (text, -1);
  GString *quoted = g_string_new ("\"");

  for (const char *p = valid; *p != '\0'; p++)
    switch (*p)
      {
      case '"':
      case '\\':
        g_string_append_c (quoted, '\\');
        g_string_append_c (quoted, *p);
        break;
      case '\n':
        g_string_append (quoted, "\\n");
        break;
      case '\r':
        g_string_append (quoted, "\\r");
        break;
      case '\t':
        g_string_append (quoted, "\\t");
        break;
      default:
        if ((guchar)*p < 0x20 || *p == 0x7f)
          g_string_append_printf (quoted, "\\u%04x", (guint)(guchar)*p);
        else
          g_string_append_c (quoted, *p);
      }
  g_string_append_c (quoted, '"');
  return g_string_free (quoted, FALSE);
}
