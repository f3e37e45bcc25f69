/* SPDX-FileCopyrightText: 2026 The Sensor Commissioner authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "sc-fuzz.h"

#include <string.h>

/* Of a sanitizer's run time, where there is one (sanitizer/allocator_interface.h). */
int __sanitizer_install_malloc_and_free_hooks (void (*malloc_hook) (const volatile void *, gsize),
                                               void (*free_hook) (const volatile void *));
gsize __sanitizer_get_allocated_size (const volatile void *memory);
#pragma weak __sanitizer_install_malloc_and_free_hooks
#pragma weak __sanitizer_get_allocated_size

static gssize live_bytes;
static gssize peak_bytes;
/* Other threads, such as libFuzzer's own, are none of our business. Nothing may be asked here that
 * needs memory itself, as g_thread_self() does in them: that would go on for ever. */
static _Thread_local gboolean is_counted;

static void
count_malloc (const volatile void *memory, gsize size)
{
  if (memory == NULL || !is_counted)
    return;
  live_bytes += (gssize)size;
  peak_bytes = MAX (peak_bytes, live_bytes);
}

static void
count_free (const volatile void *memory)
{
  if (memory == NULL || !is_counted)
    return;
  live_bytes -= (gssize)__sanitizer_get_allocated_size (memory);
}

static GLogWriterOutput
drop (GLogLevelFlags level G_GNUC_UNUSED, const GLogField *fields G_GNUC_UNUSED,
      gsize n_fields G_GNUC_UNUSED, gpointer user_data G_GNUC_UNUSED)
{
  return G_LOG_WRITER_HANDLED;
}

/**
 * sc_fuzz_begin:
 * @data: (array length=size): what libFuzzer made up
 * @size: how many bytes
 *
 * From here on to sc_fuzz_end() memory is counted, if the build can.
 *
 * Returns: (transfer full): a copy of exactly @size bytes, so that reading on is noticed
 */
GBytes *
sc_fuzz_begin (const guint8 *data, gsize size)
{
  static gboolean prepared;

  if (!prepared)
    {
      prepared = TRUE;
      g_log_set_writer_func (drop, NULL, NULL);
      g_log_set_always_fatal (G_LOG_LEVEL_CRITICAL | G_LOG_FATAL_MASK);
      if (__sanitizer_install_malloc_and_free_hooks != NULL)
        __sanitizer_install_malloc_and_free_hooks (count_malloc, count_free);
    }
  live_bytes = peak_bytes = 0;
  is_counted = TRUE;
  return g_bytes_new (data, size);
}

/**
 * sc_fuzz_end:
 * @most_bytes: the most that may have been in use at once since sc_fuzz_begin()
 *
 * Returns: what a target returns
 */
int
sc_fuzz_end (gsize most_bytes)
{
  is_counted = FALSE;
  g_assert_cmpint (peak_bytes, <=, most_bytes);
  return 0;
}

/**
 * sc_fuzz_is_line:
 * @text: a text that is shown or logged
 * @max_bytes: how long it may be
 *
 * Returns: whether it is valid UTF-8, short enough, and without ASCII control characters
 */
gboolean
sc_fuzz_is_line (const char *text, gsize max_bytes)
{
  if (strlen (text) > max_bytes || !g_utf8_validate (text, -1, NULL))
    return FALSE;
  for (; *text != '\0'; text++)
    if (g_ascii_iscntrl (*text))
      return FALSE;
  return TRUE;
}

/**
 * sc_fuzz_holds:
 * @text: (nullable): a message
 * @secret: something it must not repeat
 *
 * Returns: whether it does; too short a secret says nothing, any text may hold that
 */
gboolean
sc_fuzz_holds (const char *text, const char *secret)
{
  return text != NULL && strlen (secret) >= 16 && strstr (text, secret) != NULL;
}

/**
 * sc_fuzz_take:
 * @input: the input
 * @at: (inout): how much of it is used up
 * @n_bytes: how much to take, or less if there is less
 *
 * Returns: (transfer full): a part of @input
 */
GBytes *
sc_fuzz_take (GBytes *input, gsize *at, gsize n_bytes)
{
  gsize size = g_bytes_get_size (input);
  gsize n = MIN (n_bytes, size - *at);
  const char *data = g_bytes_get_data (input, NULL);
  GBytes *part = n > 0 ? g_bytes_new (data + *at, n) : g_bytes_new (NULL, 0);

  *at += n;
  return part;
}

/**
 * sc_fuzz_rest:
 * @input: the input
 * @at: how much of it is used up
 *
 * Returns: (transfer full): what is left
 */
GBytes *
sc_fuzz_rest (GBytes *input, gsize at)
{
  return sc_fuzz_take (input, &at, G_MAXSIZE);
}
