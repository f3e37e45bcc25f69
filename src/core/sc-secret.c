/* SPDX-FileCopyrightText: 2026 The Sensor Commissioner authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "sc-secret.h"

#include <string.h>
#include <sys/mman.h>
#include <unistd.h>

struct _ScSecret
{
  gatomicrefcount refs;
  gsize n_bytes;
  gsize n_mapped;
  char *text; /* own pages, so that locking and wiping touch nothing else */
};

G_DEFINE_BOXED_TYPE (ScSecret, sc_secret, sc_secret_ref, sc_secret_unref)

/**
 * sc_secret_new:
 * @text: (array length=n_bytes): the text, any bytes
 * @n_bytes: its length, or -1 if it ends with a NUL
 *
 * Copies @text into memory of its own: locked if the limit on locked memory allows, left out of
 * core dumps. The caller still has to wipe @text.
 *
 * Returns: (transfer full): the secret
 */
ScSecret *
sc_secret_new (const char *text, gssize n_bytes)
{
  ScSecret *self;
  gsize page = (gsize)sysconf (_SC_PAGESIZE);

  g_return_val_if_fail (text != NULL, NULL);

  self = g_new0 (ScSecret, 1);
  g_atomic_ref_count_init (&self->refs);
  self->n_bytes = n_bytes < 0 ? strlen (text) : (gsize)n_bytes;
  self->n_mapped = (self->n_bytes / page + 1) * page; /* always room for the NUL */
  self->text =
      mmap (NULL, self->n_mapped, PROT_READ | PROT_WRITE, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0);
  if (self->text == MAP_FAILED)
    g_error ("out of memory for a secret");

  /* Both best effort: an unprivileged process may lock only a little. */
  (void)mlock (self->text, self->n_mapped);
  (void)madvise (self->text, self->n_mapped, MADV_DONTDUMP);
  memcpy (self->text, text, self->n_bytes);
  return self;
}

/**
 * sc_secret_ref:
 * @self: a secret
 *
 * Returns: (transfer full): the same
 */
ScSecret *
sc_secret_ref (ScSecret *self)
{
  g_return_val_if_fail (self != NULL, NULL);
  g_atomic_ref_count_inc (&self->refs);
  return self;
}

/**
 * sc_secret_unref:
 * @self: (transfer full): a secret; wiped if this was the last reference
 */
void
sc_secret_unref (ScSecret *self)
{
  g_return_if_fail (self != NULL);
  if (!g_atomic_ref_count_dec (&self->refs))
    return;
  sc_secret_wipe (self->text, self->n_mapped);
  munmap (self->text, self->n_mapped);
  g_free (self);
}

/**
 * sc_secret_peek:
 * @self: a secret
 *
 * Returns: (transfer none): the bytes, with a NUL after the last
 */
const char *
sc_secret_peek (ScSecret *self)
{
  g_return_val_if_fail (self != NULL, NULL);
  return self->text;
}

/**
 * sc_secret_get_n_bytes:
 * @self: a secret
 *
 * Returns: its length in bytes
 */
gsize
sc_secret_get_n_bytes (ScSecret *self)
{
  g_return_val_if_fail (self != NULL, 0);
  return self->n_bytes;
}

/**
 * sc_secret_equal:
 * @a: (nullable): a secret
 * @b: (nullable): a secret
 *
 * Takes the same time wherever two secrets of one length differ.
 *
 * Returns: whether both hold the same bytes, or both are %NULL
 */
gboolean
sc_secret_equal (ScSecret *a, ScSecret *b)
{
  guchar difference = 0;

  if (a == NULL || b == NULL)
    return a == b;
  if (a->n_bytes != b->n_bytes)
    return FALSE;
  for (gsize i = 0; i < a->n_bytes; i++)
    difference |= (guchar)(a->text[i] ^ b->text[i]);
  return difference == 0;
}

/**
 * sc_secret_wipe:
 * @memory: (nullable): where a secret was
 * @n_bytes: how many bytes to overwrite; the compiler does not leave this out
 */
void
sc_secret_wipe (gpointer memory, gsize n_bytes)
{
  if (memory != NULL && n_bytes > 0)
    explicit_bzero (memory, n_bytes);
}

/**
 * sc_secret_free_text:
 * @text: (transfer full) (nullable): wiped up to its NUL, then freed
 */
void
sc_secret_free_text (char *text)
{
  if (text != NULL)
    sc_secret_wipe (text, strlen (text));
  g_free (text);
}

typedef struct
{
  char *text;
  gsize n_bytes;
} WipedText;

static void
wiped_text_free (gpointer data)
{
  WipedText *wiped = data;

  sc_secret_wipe (wiped->text, wiped->n_bytes);
  g_free (wiped->text);
  g_free (wiped);
}

/**
 * sc_secret_bytes_new_take:
 * @text: (transfer full): bytes from g_malloc() that hold a secret
 * @n_bytes: how many
 *
 * Returns: (transfer full): @text as bytes that are wiped when the last reference goes
 */
GBytes *
sc_secret_bytes_new_take (char *text, gsize n_bytes)
{
  WipedText *wiped = g_new (WipedText, 1);

  wiped->text = text;
  wiped->n_bytes = n_bytes;
  return g_bytes_new_with_free_func (text, n_bytes, wiped_text_free, wiped);
}
