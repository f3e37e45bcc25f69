/* SPDX-FileCopyrightText: 2026 The Sensor Commissioner authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

/**
 * ScWay: what our own request found at the end of a way to the cloud.
 */
typedef enum
{
  SC_WAY_UNKNOWN, /* not asked */
  SC_WAY_OPEN,    /* the endpoint answered */
  SC_WAY_SIGN_IN, /* something else answered in its place: the network wants a sign-in first */
  SC_WAY_DEAD     /* nobody answered */
} ScWay;

/**
 * ScWayAnswer:
 * @status: HTTP status; 0: there was no answer
 * @location: (nullable): where it redirects to
 * @is_page: whether it is a web page
 *
 * What came back.
 */
typedef struct
{
  guint status;
  const char *location;
  gboolean is_page;
} ScWayAnswer;

ScWay sc_way_judge (const char *endpoint, const ScWayAnswer *secure, const ScWayAnswer *plain);
char *sc_way_plain_uri (const char *endpoint);

G_END_DECLS
