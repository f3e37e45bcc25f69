/* SPDX-FileCopyrightText: 2026 The Sensor Commissioner authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

/**
 * ScTestServer:
 *
 * A real HTTP or HTTPS server on a loopback port of the system's choice, in threads of its own.
 * Replies are scripted per route and used in order, the last one again and again; a route without
 * a script gets 404. Replies are raw bytes, so that they can be as odd as real devices are.
 * The main loop has to run for connections to be accepted.
 */
typedef struct _ScTestServer ScTestServer;

/**
 * ScTestEnd: what happens to the connection after the scripted bytes.
 */
typedef enum
{
  SC_TEST_END_KEEP,   /* waits for another request */
  SC_TEST_END_CLOSE,  /* orderly end */
  SC_TEST_END_RESET,  /* TCP RST */
  SC_TEST_END_HOLD,   /* silence until the client leaves */
  SC_TEST_END_ENDLESS /* the bytes after the head, again and again, until the client leaves */
} ScTestEnd;

/**
 * ScTestRequest: one request as it came in.
 * @connection: number of the connection, from 1
 * @n_first_read: bytes that came with the first read of this request
 */
typedef struct
{
  char *method;
  char *target;
  char *head;
  GBytes *body;
  guint connection;
  gsize n_first_read;
} ScTestRequest;

ScTestServer *sc_test_server_new (const char *certificate_file);
void sc_test_server_free (ScTestServer *self);
char *sc_test_server_dup_uri (ScTestServer *self, const char *host);

void sc_test_server_reply (ScTestServer *self, const char *route, guint status,
                           const char *content_type, const char *body);
void sc_test_server_reply_header (ScTestServer *self, const char *route, guint status,
                                  const char *header, const char *content_type, const char *body);
void sc_test_server_reply_raw (ScTestServer *self, const char *route, const char *bytes,
                               gssize n_bytes, gsize piece_bytes, ScTestEnd end);

guint sc_test_server_count (ScTestServer *self, const char *route);
guint sc_test_server_count_connections (ScTestServer *self);
const ScTestRequest *sc_test_server_get_request (ScTestServer *self, const char *route,
                                                 guint index);
char *sc_test_request_dup_header (const ScTestRequest *request, const char *name);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (ScTestServer, sc_test_server_free)

G_END_DECLS
