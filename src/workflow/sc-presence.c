/* SPDX-FileCopyrightText: 2026 The Sensor Commissioner authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "sc-presence.h"

static gboolean
has_step (ScRecord *record, ScStepKind kind)
{
  return sc_record_find_current_step (record, kind) != NULL;
}

/**
 * sc_presence_note:
 * @clock: time
 * @link: hears the sensor, perhaps
 * @model: says how long its network may stay
 * @book: where steps are written
 * @record: of the sensor
 *
 * Writes that its network went away, is still there when it should not be, or came back.
 *
 * Returns: boot time to look again, µs; 0: the link will tell
 */
gint64
sc_presence_note (ScClock *clock, ScLink *link, ScModel *model, ScRecordBook *book,
                  ScRecord *record)
{
  const ScMoment *sent = sc_record_get_window_start (record);
  ScMoment now = sc_clock_moment (clock);
  gint64 stays_us;
  ScPresence presence;

  if (sent == NULL || sc_record_get_state (record) != SC_RECORD_OPEN
      || has_step (record, SC_STEP_AP_CAME_BACK))
    return 0;
  presence = sc_link_get_presence (link, sc_record_get_sensor_ssid (record));
  stays_us = sc_moment_boot_us (sent, &now) + sc_model_get_time_us (model, SC_MODEL_TIME_AP_GONE);
  if ((presence == SC_PRESENCE_GONE || presence == SC_PRESENCE_SEEN_AGAIN)
      && !has_step (record, SC_STEP_AP_GONE))
    sc_record_book_write (book, record, sc_step_new (SC_STEP_AP_GONE, clock));
  /* As long as its network may stay, it may only not have been heard for a moment. */
  if (presence == SC_PRESENCE_SEEN_AGAIN && now.boot_us < stays_us)
    return stays_us;
  if (presence == SC_PRESENCE_SEEN_AGAIN)
    sc_record_book_write (book, record, sc_step_new (SC_STEP_AP_CAME_BACK, clock));
  if (presence == SC_PRESENCE_THERE && !has_step (record, SC_STEP_AP_GONE)
      && !has_step (record, SC_STEP_AP_STAYS))
    {
      if (now.boot_us < stays_us)
        return stays_us;
      sc_record_book_write (book, record, sc_step_new (SC_STEP_AP_STAYS, clock));
    }
  return 0;
}
