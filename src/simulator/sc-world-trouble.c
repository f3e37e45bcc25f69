/* SPDX-FileCopyrightText: 2026 The Sensor Commissioner authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "sc-world-trouble.h"

#define DELETE_PATH "/api/1/wlan/profile_del_all"
#define ADD_PATH "/api/1/wlan/profile_add"
/* From the reading of the certificate to the end of the battery: the technician is in Review. */
#define DEATH_IN_REVIEW_US (30 * G_USEC_PER_SEC)

/* Some troubles happen once. */
static void
happened (ScWorldSensor *sensor, ScWorldQuirks *quirks)
{
  quirks->loss = SC_WORLD_LOSS_NONE;
  quirks->death = SC_WORLD_DEATH_NONE;
  sc_world_sensor_set_quirks (sensor, quirks);
}

static ScWorldReply *
answer_delete (ScWorldSensor *sensor, ScWorldQuirks *quirks)
{
  if (quirks->refuses_delete)
    return sc_world_reply_new_empty (400);
  if (quirks->death != SC_WORLD_DEATH_ON_SEND)
    return NULL;
  happened (sensor, quirks);
  sc_world_sensor_die (sensor, 0);
  return sc_world_reply_new_broken (SC_WORLD_DROP);
}

static ScWorldReply *
answer_add (ScWorldSensor *sensor, ScWorldQuirks *quirks)
{
  if (quirks->refuses_profile)
    return sc_world_reply_new_empty (400);
  if (quirks->loss != SC_WORLD_LOSS_BEFORE)
    return NULL;
  happened (sensor, quirks);
  return sc_world_reply_new_broken (SC_WORLD_DROP);
}

/**
 * sc_world_trouble_answer:
 * @sensor: whom a client asks
 * @request: what it asks
 *
 * Returns: (transfer full) (nullable): what it gets instead of a proper answer; then nothing was
 *   carried out
 */
ScWorldReply *
sc_world_trouble_answer (ScWorldSensor *sensor, const ScWorldRequest *request)
{
  ScWorldQuirks quirks = *sc_world_sensor_get_quirks (sensor);

  if (!sc_world_sensor_is_troubled (sensor))
    return NULL;
  if (quirks.silent)
    return sc_world_reply_new_broken (SC_WORLD_SILENCE);
  if (quirks.resets)
    return sc_world_reply_new_broken (SC_WORLD_DROP);
  if (sc_world_request_is (request, "POST", DELETE_PATH))
    return answer_delete (sensor, &quirks);
  if (sc_world_request_is (request, "POST", ADD_PATH))
    return answer_add (sensor, &quirks);
  return NULL;
}

/**
 * sc_world_trouble_spoil:
 * @sensor: whom a client asked
 * @request: what it asked
 * @reply: (transfer full): the proper answer; what was asked is carried out
 *
 * Returns: (transfer full): what the client gets
 */
ScWorldReply *
sc_world_trouble_spoil (ScWorldSensor *sensor, const ScWorldRequest *request, ScWorldReply *reply)
{
  ScWorldQuirks quirks = *sc_world_sensor_get_quirks (sensor);

  if (!sc_world_sensor_is_troubled (sensor))
    return reply;
  reply->delay_us += quirks.delay_us;
  if (reply->body != NULL)
    reply->wire = quirks.wire;
  if (quirks.loss == SC_WORLD_LOSS_AFTER && sc_world_request_is (request, "POST", ADD_PATH))
    {
      happened (sensor, &quirks);
      reply->manner = SC_WORLD_DROP;
    }
  if (quirks.loss == SC_WORLD_LOSS_ODD && sc_world_request_is (request, "POST", ADD_PATH))
    reply->status = 302;
  return reply;
}

/**
 * sc_world_trouble_certificate_read:
 * @sensor: a sensor that just handed out its certificate
 */
void
sc_world_trouble_certificate_read (ScWorldSensor *sensor)
{
  ScWorldQuirks quirks = *sc_world_sensor_get_quirks (sensor);

  if (!sc_world_sensor_is_troubled (sensor) || quirks.death != SC_WORLD_DEATH_IN_REVIEW)
    return;
  happened (sensor, &quirks);
  sc_world_sensor_die (sensor, DEATH_IN_REVIEW_US);
}
