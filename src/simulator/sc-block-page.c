/* SPDX-FileCopyrightText: 2026 The Sensor Commissioner authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "sc-block-page.h"

#include <string.h>

#define PAGE                                                                                       \
  "HTTP/1.1 403 Forbidden\r\nContent-Type: text/html\r\nConnection: close\r\n\r\n"                 \
  "<p>Access denied.</p>\r\n"
/* More than the first message of a TLS client has */
#define MAX_BYTES 16384

struct _ScBlockPage
{
  GObject parent_instance;

  GSocketService *service;
  GCancellable *cancellable; /* of all conversations */
};

/* Somebody who is spoken to; on its own until it has been told. */
typedef struct
{
  GSocketConnection *connection;
  guint8 heard[MAX_BYTES];
} Guest;

G_DEFINE_FINAL_TYPE (ScBlockPage, sc_block_page, G_TYPE_OBJECT)

static void
guest_free (Guest *guest)
{
  g_io_stream_close (G_IO_STREAM (guest->connection), NULL, NULL);
  g_object_unref (guest->connection);
  g_free (guest);
}

/* Only now: closing what was not read would look like a broken line. */
static void
heard_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  Guest *guest = user_data;
  GOutputStream *out = g_io_stream_get_output_stream (G_IO_STREAM (guest->connection));

  if (g_input_stream_read_finish (G_INPUT_STREAM (source), result, NULL) > 0)
    g_output_stream_write_all (out, PAGE, strlen (PAGE), NULL, NULL, NULL);
  guest_free (guest);
}

static gboolean
incoming_cb (GSocketService *service G_GNUC_UNUSED, GSocketConnection *connection,
             GObject *source G_GNUC_UNUSED, ScBlockPage *self)
{
  Guest *guest = g_new0 (Guest, 1);

  guest->connection = g_object_ref (connection);
  g_input_stream_read_async (g_io_stream_get_input_stream (G_IO_STREAM (connection)), guest->heard,
                             sizeof guest->heard, G_PRIORITY_DEFAULT, self->cancellable, heard_cb,
                             guest);
  return TRUE;
}

static void
sc_block_page_dispose (GObject *object)
{
  ScBlockPage *self = SC_BLOCK_PAGE (object);

  g_cancellable_cancel (self->cancellable);
  if (self->service != NULL)
    {
      g_socket_service_stop (self->service);
      g_socket_listener_close (G_SOCKET_LISTENER (self->service));
    }
  g_clear_object (&self->service);
  G_OBJECT_CLASS (sc_block_page_parent_class)->dispose (object);
}

static void
sc_block_page_finalize (GObject *object)
{
  g_clear_object (&SC_BLOCK_PAGE (object)->cancellable);
  G_OBJECT_CLASS (sc_block_page_parent_class)->finalize (object);
}

static void
sc_block_page_class_init (ScBlockPageClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = sc_block_page_dispose;
  G_OBJECT_CLASS (klass)->finalize = sc_block_page_finalize;
}

static void
sc_block_page_init (ScBlockPage *self)
{
  self->cancellable = g_cancellable_new ();
}

/**
 * sc_block_page_new:
 * @socket: one that listens
 * @error: why it cannot be used
 *
 * Returns: (transfer full) (nullable): the page, until it is dropped; @socket is closed then
 */
ScBlockPage *
sc_block_page_new (GSocket *socket, GError **error)
{
  g_autoptr (ScBlockPage) self = g_object_new (SC_TYPE_BLOCK_PAGE, NULL);

  self->service = g_socket_service_new ();
  if (!g_socket_listener_add_socket (G_SOCKET_LISTENER (self->service), socket, NULL, error))
    return NULL;
  g_signal_connect_object (self->service, "incoming", G_CALLBACK (incoming_cb), self, 0);
  return g_steal_pointer (&self);
}
