/* SPDX-FileCopyrightText: 2026 The Sensor Commissioner authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "sc-transcript-mask.h"

#include "sc-redact.h"
#include "sc-secret.h"

#include <string.h>

/* Of a body that should be short, the rest of a long one is somebody's web page. */
#define PLAIN_MAX_BYTES 2048
/* In the certificate's body, shorter runs are suspicious: its last line may be short. */
#define CERTIFICATE_RUN 16
/* What is told is read back. Masked, a byte can be four times as long, a name three times. */
#define TOLD_MAX_LENGTH (SC_TRANSCRIPT_MAX_BODY - 1024)
#define BYTE_MAX_LENGTH 4 /* \xNN */
#define MAX_NUMBER 65536  /* of a mark */
#define FINGERPRINT_LENGTH (32 * 3 - 1)

static void
put_byte (GString *text, guint8 byte, gboolean is_last)
{
  switch (byte)
    {
    case '\\':
      g_string_append (text, "\\\\");
      break;
    case '\n':
      g_string_append (text, "\\n");
      break;
    case '\r':
      g_string_append (text, "\\r");
      break;
    case '\t':
      g_string_append (text, "\\t");
      break;
    default:
      if (byte > 0x20 && byte < 0x7f)
        g_string_append_c (text, (char)byte);
      else if (byte == 0x20 && !is_last)
        g_string_append_c (text, ' ');
      else
        g_string_append_printf (text, "\\x%02X", byte);
      break;
    }
}

static void
put_bytes (GString *text, const char *start, const char *end)
{
  for (; start < end; start++)
    put_byte (text, (guint8)*start, start + 1 == end);
}

static void
put_hidden (GString *text, gsize n_bytes)
{
  if (n_bytes > 0)
    g_string_append_printf (text, "\\{hidden %" G_GSIZE_FORMAT "}", MIN (n_bytes, MAX_NUMBER));
}

static void
put_net (GString *text, guint number, gsize n_bytes)
{
  g_string_append_printf (text, "\\{net %u %" G_GSIZE_FORMAT "}", number,
                          MIN (n_bytes, MAX_NUMBER));
}

static void
put_network (GString *text, ScTranscript *self, const char *start, const char *end)
{
  gsize n_bytes = (gsize)(end - start);

  put_net (text, sc_transcript_number_network (self, start, n_bytes), n_bytes);
}

/* Bytes in which the names of networks met so far may turn up. */
static void
put_plain (GString *text, ScTranscript *self, const char *start, const char *end)
{
  const char *at = start;

  while (at < end && text->len + BYTE_MAX_LENGTH * (gsize)(at - start) <= TOLD_MAX_LENGTH)
    {
      gsize n_bytes;
      guint number = sc_transcript_find_network (self, at, end, &n_bytes);

      if (number == 0)
        {
          at++;
          continue;
        }
      put_bytes (text, start, at);
      put_net (text, number, n_bytes);
      at += n_bytes;
      start = at;
    }
  put_bytes (text, start, at);
  put_hidden (text, (gsize)(end - at));
}

static char *
make_fingerprint (const guchar *data, gsize size)
{
  g_autofree char *hex = g_compute_checksum_for_data (G_CHECKSUM_SHA256, data, size);
  GString *text = g_string_new (NULL);

  for (guint i = 0; hex[i] != '\0'; i += 2)
    g_string_append_printf (text, "%s%c%c", i > 0 ? ":" : "", g_ascii_toupper (hex[i]),
                            g_ascii_toupper (hex[i + 1]));
  return g_string_free (text, FALSE);
}

static void
put_certificate (GString *text, guint number, const ScSpan *span)
{
  g_autofree char *block = g_strndup (span->start, (gsize)(span->end - span->start));
  gboolean is_json = strstr (block, "\\n") != NULL;
  const char *name = is_json ? "pem-json" : (strstr (block, "\r\n") != NULL ? "pem-crlf" : "pem");
  const char *label_end = strstr (block + strlen ("-----BEGIN "), "-----") + strlen ("-----");
  char *inside = g_strndup (label_end, (gsize)(g_strrstr (block, "-----END ") - label_end));
  g_autofree guchar *data = NULL;
  g_autofree char *fingerprint = NULL;
  gsize size;

  for (char *at = inside; is_json && *at != '\0'; at++) /* the line ends: no base64 */
    if (at[0] == '\\' && (at[1] == 'n' || at[1] == 'r'))
      at[0] = at[1] = ' ';
  data = g_base64_decode (inside, &size);
  fingerprint = make_fingerprint (data, size);
  g_string_append_printf (text, "\\{%s %u %s}", name, number, fingerprint);
  sc_secret_free_text (inside);
  sc_secret_wipe (data, size);
  sc_secret_wipe (block, strlen (block));
}

/* Text with its PEM blocks and what looks like a key replaced. */
static void
put_text (GString *text, ScTranscript *self, const char *start, const char *end, gsize min_run)
{
  guint n_certificates = 0;
  ScSpan span;

  while (text->len <= TOLD_MAX_LENGTH && sc_redact_find (start, end, min_run, &span))
    {
      put_plain (text, self, start, span.start);
      if (span.kind == SC_SPAN_CERTIFICATE)
        put_certificate (text, ++n_certificates, &span);
      else
        put_hidden (text, (gsize)(span.end - span.start));
      start = span.end;
    }
  put_plain (text, self, start, end); /* beyond that length it hides all */
}

static gboolean
is_ascii (const char *start, const char *end)
{
  for (; start < end; start++)
    if ((guchar)*start > 0x7e || *start == '\0')
      return FALSE;
  return TRUE;
}

static void
put_certificate_body (GString *text, ScTranscript *self, const char *start, const char *end)
{
  if (is_ascii (start, end))
    put_text (text, self, start, end, CERTIFICATE_RUN);
  else if (start[0] == 0x30) /* the SEQUENCE of DER */
    {
      g_autofree char *fingerprint = make_fingerprint ((const guchar *)start, (gsize)(end - start));

      g_string_append_printf (text, "\\{der 1 %s}", fingerprint);
    }
  else
    put_hidden (text, (gsize)(end - start));
}

/* As the sensor's list is believed to be: a digit and a name, separated by semicolons. Whatever
 * else it is, no name is told. */
static void
put_scan (GString *text, ScTranscript *self, const char *start, const char *end)
{
  while (start < end)
    {
      const char *next = start;

      while (next < end && *next != ';' && *next != '\n' && *next != '\r')
        next++;
      if (start < next && (g_ascii_isdigit (*start) || (*start == 'X' && start + 1 == next)))
        put_byte (text, (guint8)*start++, FALSE);
      if (start < next)
        put_network (text, self, start, next);
      if (next < end)
        put_byte (text, (guint8)*next++, FALSE);
      start = next;
    }
}

/**
 * sc_transcript_mask:
 * @self: the transcript, which knows the networks
 * @call: what was asked
 * @body: the reply's body
 *
 * Returns: (transfer full): @body as masked text
 */
char *
sc_transcript_mask (ScTranscript *self, ScSensorCall call, GBytes *body)
{
  gsize size;
  const char *start = g_bytes_get_data (body, &size);
  gsize n_told = MIN (size, PLAIN_MAX_BYTES);
  GString *text = g_string_new (NULL);

  if (size == 0) /* @start may be %NULL */
    return g_string_free (text, FALSE);
  switch (call)
    {
    case SC_SENSOR_READ_CERTIFICATE:
      put_certificate_body (text, self, start, start + size);
      break;
    case SC_SENSOR_READ_SCAN:
      put_scan (text, self, start, start + size);
      break;
    case SC_SENSOR_ADD_PROFILE: /* it may repeat the form */
      put_hidden (text, size);
      break;
    default:
      put_text (text, self, start, start + n_told, SC_REDACT_RUN);
      put_hidden (text, size - n_told);
      break;
    }
  return g_string_free (text, FALSE);
}

static int
hex_pair (const char *at)
{
  int high = g_ascii_xdigit_value (at[0]);
  int low = high < 0 ? -1 : g_ascii_xdigit_value (at[1]);

  return low < 0 ? -1 : high * 16 + low;
}

static void
put_form_name (GString *text, ScTranscript *self, const char *value)
{
  char *decoded = g_malloc (strlen (value) + 1);
  char *to = decoded;

  for (; *value != '\0'; value++)
    if (*value == '%' && hex_pair (value + 1) >= 0)
      {
        *to++ = (char)hex_pair (value + 1);
        value += 2;
      }
    else
      *to++ = *value;
  if (to > decoded)
    put_network (text, self, decoded, to);
  g_free (decoded);
}

/* Name of a parameter, and whether its value is told. */
static void
put_parameter (GString *text, ScTranscript *self, const char *parameter)
{
  const char *value = strchr (parameter, '=');

  if (value == NULL)
    {
      put_hidden (text, strlen (parameter));
      return;
    }
  value++;
  put_bytes (text, parameter, value);
  if (g_str_has_prefix (parameter, "__SL_P_P.A="))
    put_form_name (text, self, value);
  else if (g_str_has_prefix (parameter, "__SL_P_P.B=")
           || g_str_has_prefix (parameter, "__SL_P_P.D="))
    put_bytes (text, value, value + strlen (value));
  else if (*value != '\0') /* not even how long a key is */
    put_hidden (text, 1);
}

/**
 * sc_transcript_mask_form:
 * @self: the transcript, which knows the networks
 * @call: what was asked
 * @form: the request's body
 *
 * Of a network profile, security and priority are told, the name is numbered, and of the key only
 * whether there is one.
 *
 * Returns: (transfer full): @form as masked text
 */
char *
sc_transcript_mask_form (ScTranscript *self, ScSensorCall call, GBytes *form)
{
  gsize size;
  const char *start = g_bytes_get_data (form, &size);
  GString *text = g_string_new (NULL);
  char *copy;
  char *next = NULL;

  if (size == 0) /* @start may be %NULL */
    return g_string_free (text, FALSE);
  if (call != SC_SENSOR_ADD_PROFILE)
    {
      put_bytes (text, start, start + size);
      return g_string_free (text, FALSE);
    }
  copy = g_strndup (start, size);
  for (char *at = copy; at != NULL; at = next)
    {
      next = strchr (at, '&');
      if (next != NULL)
        *next++ = '\0';
      put_parameter (text, self, at);
      if (next != NULL)
        g_string_append_c (text, '&');
    }
  sc_secret_wipe (copy, size);
  g_free (copy);
  return g_string_free (text, FALSE);
}

/**
 * sc_transcript_escape:
 * @bytes: (array length=n_bytes): any bytes
 * @n_bytes: how many
 *
 * Returns: (transfer full): the same as masked text that hides nothing and has no blanks
 */
char *
sc_transcript_escape (const char *bytes, gsize n_bytes)
{
  GString *text = g_string_new (NULL);

  for (gsize i = 0; i < n_bytes; i++)
    put_byte (text, (guint8)bytes[i], TRUE);
  return g_string_free (text, FALSE);
}

/* Reading */

static gboolean
read_number (const char **at, guint *number)
{
  const char *start = *at;
  guint value = 0;

  for (; g_ascii_isdigit (**at) && value <= MAX_NUMBER; (*at)++)
    value = value * 10 + (guint)(**at - '0');
  *number = value;
  return *at > start && *at - start <= 5 && value > 0 && value <= MAX_NUMBER;
}

static gboolean
skip (const char **at, const char *what)
{
  if (!g_str_has_prefix (*at, what))
    return FALSE;
  *at += strlen (what);
  return TRUE;
}

static gboolean
skip_fingerprint (const char **at)
{
  for (guint i = 0; i < FINGERPRINT_LENGTH; i++)
    if (i % 3 == 2 ? (*at)[i] != ':' : !g_ascii_isxdigit ((*at)[i]))
      return FALSE;
  *at += FINGERPRINT_LENGTH;
  return TRUE;
}

/* @text is after the opening brace. */
static gboolean
next_braced (const char **text, ScMark *mark)
{
  static const struct
  {
    const char *name;
    ScMarkKind kind;
  } certificates[] = { { "pem ", SC_MARK_PEM },
                       { "pem-crlf ", SC_MARK_PEM_CRLF },
                       { "pem-json ", SC_MARK_PEM_JSON },
                       { "der ", SC_MARK_DER } };
  guint n_bytes;

  if (skip (text, "hidden "))
    {
      mark->kind = SC_MARK_HIDDEN;
      if (!read_number (text, &n_bytes))
        return FALSE;
      mark->n_bytes = n_bytes;
      return skip (text, "}");
    }
  if (skip (text, "net "))
    {
      mark->kind = SC_MARK_NET;
      if (!skip (text, "0 ") && !(read_number (text, &mark->number) && skip (text, " ")))
        return FALSE;
      if (!read_number (text, &n_bytes))
        return FALSE;
      mark->n_bytes = n_bytes;
      return skip (text, "}");
    }
  for (guint i = 0; i < G_N_ELEMENTS (certificates); i++)
    if (skip (text, certificates[i].name))
      {
        mark->kind = certificates[i].kind;
        return read_number (text, &mark->number) && skip (text, " ") && skip_fingerprint (text)
               && skip (text, "}");
      }
  return FALSE;
}

static gboolean
next_escaped (const char **text, ScMark *mark)
{
  static const char letters[] = "nrt\\";
  static const char meanings[] = "\n\r\t\\";
  const char *letter = **text != '\0' ? strchr (letters, **text) : NULL;

  if (skip (text, "{"))
    return next_braced (text, mark);
  if (letter != NULL)
    {
      mark->byte = (guint8)meanings[letter - letters];
      (*text)++;
      return TRUE;
    }
  if (!skip (text, "x") || hex_pair (*text) < 0)
    return FALSE;
  mark->byte = (guint8)hex_pair (*text);
  *text += 2;
  return TRUE;
}

/**
 * sc_transcript_next_mark:
 * @text: (inout): where to read in a masked text; behind the element afterwards
 * @mark: (out): the element there
 *
 * Returns: whether there is one; if not, and @text is not at its end, it is no masked text
 */
gboolean
sc_transcript_next_mark (const char **text, ScMark *mark)
{
  *mark = (ScMark){ .kind = SC_MARK_BYTE, .byte = (guint8) * *text };
  if (**text < 0x20 || **text > 0x7e)
    return FALSE;
  if (*(*text)++ != '\\')
    return TRUE;
  if (next_escaped (text, mark))
    return TRUE;
  *text = "?"; /* not the end */
  return FALSE;
}

/**
 * sc_transcript_is_masked:
 * @text: any text
 *
 * Returns: whether all of it is masked text
 */
gboolean
sc_transcript_is_masked (const char *text)
{
  ScMark mark;

  while (sc_transcript_next_mark (&text, &mark))
    continue;
  return *text == '\0';
}
