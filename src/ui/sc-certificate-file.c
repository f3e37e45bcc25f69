/* SPDX-FileCopyrightText: 2026 The Sensor Commissioner authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "sc-certificate-file.h"

#include "sc-error.h"
#include "sc-secret.h"

#define MOST_BYTES (SC_CERTIFICATE_MAX_BYTES + 1) /* one more tells that it is too large */

/* What cannot be read holds no certificate; why is the technical detail. */
static void
return_unreadable (GTask *task, const GError *cause)
{
  if (g_error_matches (cause, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    g_task_return_error (task, g_error_copy (cause));
  else
    g_task_return_new_error (task, SC_ERROR, SC_ERROR_CERTIFICATE_NONE, "%s", cause->message);
}

static void
on_read (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = user_data;
  g_autoptr (GError) error = NULL;
  g_autoptr (GBytes) body = NULL;
  ScCertificate *certificate;
  char *buffer = g_task_get_task_data (task);
  gsize n_bytes = 0;
  gboolean good =
      g_input_stream_read_all_finish (G_INPUT_STREAM (source), result, &n_bytes, &error);

  /* The wrong file may hold a private key: wiped whatever comes of it. */
  body = sc_secret_bytes_new_take (buffer, n_bytes);
  if (!good)
    {
      return_unreadable (task, error);
      return;
    }
  certificate = sc_certificate_new (body, &error);
  if (certificate != NULL)
    g_task_return_pointer (task, certificate, (GDestroyNotify)sc_certificate_unref);
  else
    g_task_return_error (task, g_steal_pointer (&error));
}

static void
on_opened (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = user_data;
  g_autoptr (GError) error = NULL;
  g_autoptr (GFileInputStream) stream = g_file_read_finish (G_FILE (source), result, &error);
  char *buffer;

  if (stream == NULL)
    {
      return_unreadable (task, error);
      return;
    }
  buffer = g_malloc (MOST_BYTES);
  g_task_set_task_data (task, buffer, NULL); /* on_read() takes it */
  g_input_stream_read_all_async (G_INPUT_STREAM (stream), buffer, MOST_BYTES, G_PRIORITY_DEFAULT,
                                 g_task_get_cancellable (task), on_read, g_object_ref (task));
}

/**
 * sc_certificate_file_load_async:
 * @file: PEM, JSON with PEM, or DER
 * @cancellable: (nullable): gives up
 * @callback: called with the certificate
 * @user_data: for @callback
 *
 * However large the file is, no more than the largest certificate is read.
 */
void
sc_certificate_file_load_async (GFile *file, GCancellable *cancellable,
                                GAsyncReadyCallback callback, gpointer user_data)
{
  g_autoptr (GTask) task = NULL;

  g_return_if_fail (G_IS_FILE (file));
  task = g_task_new (NULL, cancellable, callback, user_data);
  g_task_set_source_tag (task, sc_certificate_file_load_async);
  g_file_read_async (file, G_PRIORITY_DEFAULT, cancellable, on_opened, g_steal_pointer (&task));
}

/**
 * sc_certificate_file_load_finish:
 * @result: from the callback
 * @error: an SC_ERROR_CERTIFICATE_… or a cancellation
 *
 * Returns: (transfer full): the certificate
 */
ScCertificate *
sc_certificate_file_load_finish (GAsyncResult *result, GError **error)
{
  g_return_val_if_fail (g_task_is_valid (result, NULL), NULL);
  g_return_val_if_fail (g_async_result_is_tagged (result, sc_certificate_file_load_async), NULL);
  return g_task_propagate_pointer (G_TASK (result), error);
}
