/* SPDX-FileCopyrightText: 2026 The Sensor Commissioner authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

/**
 * ScWorldRequest:
 * @method: "GET" or "POST"
 * @path: as on the request line
 * @content_type: (nullable): of the body
 * @authorization: (nullable): the header, wiped when freed
 * @body: never %NULL, may be empty
 *
 * A request to a simulated sensor or cloud, whichever way it came.
 */
typedef struct
{
  char *method;
  char *path;
  char *content_type;
  char *authorization;
  GBytes *body;
} ScWorldRequest;

ScWorldRequest *sc_world_request_new (const char *method, const char *path,
                                      const char *content_type, const char *authorization,
                                      GBytes *body);
void sc_world_request_free (ScWorldRequest *request);
gboolean sc_world_request_is (const ScWorldRequest *request, const char *method, const char *path);
gboolean sc_world_request_has_type (const ScWorldRequest *request, const char *content_type);

typedef enum
{
  SC_WORLD_ANSWER,
  SC_WORLD_DROP,   /* the connection breaks without a reply */
  SC_WORLD_SILENCE /* connected, and nothing comes */
} ScWorldManner;

/**
 * ScWorldWire: how a reply is put on the wire; small servers and broken networks do all of these
 */
typedef enum
{
  SC_WORLD_WIRE_PLAIN,
  SC_WORLD_WIRE_OLD,     /* HTTP/1.0 without a length: the end is where the connection ends */
  SC_WORLD_WIRE_BOTH,    /* a length and in chunks, at once */
  SC_WORLD_WIRE_CUT,     /* announces more than it sends */
  SC_WORLD_WIRE_ENDLESS, /* never stops */
  SC_WORLD_WIRE_GZIP     /* compressed */
} ScWorldWire;

/**
 * ScWorldReply:
 * @manner: whether there is a reply at all
 * @status: HTTP status
 * @content_type: (nullable): of @body, a static string
 * @body: (nullable): %NULL where the status has none
 * @delay_us: world time until it leaves
 * @retry_after_s: 0 or the header `Retry-After`
 * @retry_after_is_date: whether that header is a date
 * @location: (nullable): the header `Location`, a static string
 * @wire: its form
 */
typedef struct
{
  ScWorldManner manner;
  guint status;
  const char *content_type;
  GBytes *body;
  gint64 delay_us;
  gint64 retry_after_s;
  gboolean retry_after_is_date;
  const char *location;
  ScWorldWire wire;
} ScWorldReply;

ScWorldReply *sc_world_reply_new (guint status, const char *content_type, const char *body);
ScWorldReply *sc_world_reply_new_bytes (guint status, const char *content_type, GBytes *body);
ScWorldReply *sc_world_reply_new_empty (guint status);
ScWorldReply *sc_world_reply_new_broken (ScWorldManner manner);
void sc_world_reply_free (ScWorldReply *reply);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (ScWorldRequest, sc_world_request_free)
G_DEFINE_AUTOPTR_CLEANUP_FUNC (ScWorldReply, sc_world_reply_free)

G_END_DECLS
