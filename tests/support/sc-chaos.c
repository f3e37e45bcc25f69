/* SPDX-FileCopyrightText: 2026 The Sensor Commissioner authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* The place, the program, and time. */

#include "sc-chaos.h"

void
sc_chaos_tell (ScChaos *self, const char *format, ...)
{
  gint64 now_us = sc_clock_now_us (SC_CLOCK (self->world_clock));
  va_list args;

  g_string_append_printf (self->story, "%9.2f  ", (double)now_us / G_USEC_PER_SEC);
  va_start (args, format);
  g_string_append_vprintf (self->story, format, args);
  va_end (args);
  g_string_append_c (self->story, '\n');
}

void
sc_chaos_fail (ScChaos *self, const char *format, ...)
{
  g_autofree char *what = NULL;
  va_list args;

  va_start (args, format);
  what = g_strdup_vprintf (format, args);
  va_end (args);
  g_printerr ("%s", self->story->str);
  g_error ("%s (replay: SC_CHAOS_SEED=%u)", what, self->seed);
}

gboolean
sc_chaos_flip (ScChaos *self, guint percent)
{
  return g_rand_int_range (self->rand, 0, 100) < (gint)percent;
}

guint
sc_chaos_pick (ScChaos *self, guint n)
{
  return (guint)g_rand_int_range (self->rand, 0, (gint32)n);
}

void
sc_chaos_pass (ScChaos *self, gint64 us)
{
  gint64 left_us = us;

  while (left_us > 0)
    {
      gint64 step_us = MIN (left_us, 20 * S);

      sc_virtual_clock_advance (self->place.clock, step_us);
      sc_chaos_watch (self);
      left_us -= step_us;
    }
}

void
sc_chaos_start_program (ScChaos *self)
{
  sc_fake_journal_fail (self->place.fakes, 0);
  sc_place_open_workflow (&self->place);
  sc_chaos_watch_start (self);
}

static void
end_program (ScChaos *self)
{
  sc_place_close_workflow (&self->place);
  self->place.visit = NULL;
  sc_chaos_watch_stopped (self);
}

/* As the kernel does it: no farewell, and nothing gets into the journal any more. The networks go
 * home because they notice that the program is gone. */
void
sc_chaos_kill_program (ScChaos *self)
{
  sc_fake_journal_cut_off (self->place.fakes);
  end_program (self);
  sc_world_radio_leave (sc_world_get_radio (self->place.world));
}

static void
on_shut_down (GObject *source, GAsyncResult *result, gpointer user_data)
{
  gboolean *done = user_data;

  sc_workflow_shut_down_finish (SC_WORKFLOW (source), result, NULL);
  *done = TRUE;
}

static gboolean
is_true (gpointer data)
{
  return *(gboolean *)data;
}

void
sc_chaos_quit_program (ScChaos *self)
{
  ScWorldLaptop laptop;
  gboolean done = FALSE;

  sc_workflow_shut_down_async (self->place.workflow, NULL, on_shut_down, &done);
  if (!sc_virtual_clock_run_until (self->place.clock, is_true, &done, 120 * S))
    sc_chaos_fail (self, "it does not quit");
  laptop = sc_world_radio_get_laptop (sc_world_get_radio (self->place.world));
  if (!self->joined_by_hand
      && (laptop == SC_WORLD_LAPTOP_ON_SENSOR || laptop == SC_WORLD_LAPTOP_JOINING))
    sc_chaos_fail (self, "it has quit and the laptop is on the sensor's network");
  end_program (self);
}

/**
 * sc_chaos_set_up:
 * @self: a place, not yet set up
 * @seed: everything follows from it
 */
void
sc_chaos_set_up (ScChaos *self, guint32 seed)
{
  ScPlace *place = &self->place;
  g_autoptr (GError) error = NULL;

  self->seed = seed;
  self->rand = g_rand_new_with_seed (seed);
  self->story = g_string_new (NULL);
  place->clock = sc_virtual_clock_new ();
  self->world_clock = sc_virtual_clock_new_beside (place->clock);
  place->model = sc_model_load ("otosense-sms", &error);
  g_assert_no_error (error);
  place->world = sc_world_new (SC_CLOCK (self->world_clock), seed, &error);
  g_assert_no_error (error);
  place->sensor = sc_world_get_sensor (place->world, 0);
  place->fakes = sc_fakes_new ();
  place->link = sc_world_link_new (place->world, place->model);
  place->sensor_port = sc_world_sensor_port_new (place->world, place->model);
  place->cloud_port = sc_world_cloud_port_new (place->world);
  sc_world_cloud_add_account (sc_world_get_cloud (place->world), SC_CHAOS_OTHER_ID,
                              SC_CHAOS_OTHER_SECRET, SC_CHAOS_OTHER_TENANT);
  self->seen = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);
  sc_chaos_start_program (self);
}

void
sc_chaos_tear_down (ScChaos *self)
{
  if (self->place.workflow != NULL)
    end_program (self);
  sc_place_tear_down (&self->place, NULL);
  g_clear_object (&self->world_clock);
  g_rand_free (self->rand);
  g_string_free (self->story, TRUE);
  g_hash_table_unref (self->seen);
}
