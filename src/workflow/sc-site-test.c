/* SPDX-FileCopyrightText: 2026 The Sensor Commissioner authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "sc-site-test.h"

#include "sc-error.h"

/*
 * start → JOINING → ASKING → RETURNING → DONE
 *                 → not joined: DONE (the link is on its way home by itself)
 * cancel: from any of these to RETURNING, or to IDLE if there is nothing to leave
 *
 * Callbacks hold the test. One that comes after a cancellation finds @cancellable replaced.
 */
struct _ScSiteTest
{
  GObject parent_instance;

  ScClock *clock;
  ScLink *link;
  ScCloud *cloud;

  ScSiteTestState state;
  ScSiteNetwork *network;
  GCancellable *cancellable; /* nullable: of what is under way */
  ScLease *lease;            /* nullable */
  gboolean cancelled;
  gint64 since_us;
  gint64 wall_us;
  ScSiteTestResult result;
  GError *error;
};

enum
{
  CHANGED,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (ScSiteTest, sc_site_test, G_TYPE_OBJECT)

/**
 * sc_site_test_judge:
 * @error: (nullable): why the network was not joined
 * @security: as it was entered
 * @way: what was found at the end of it, if it was joined
 *
 * A password is only called refused where the network says so. With WPA3 a wrong password, a weak
 * signal and a network that went away look alike (NetworkManager before 1.58).
 *
 * Returns: the result
 */
ScSiteTestResult
sc_site_test_judge (const GError *error, ScSecurity security, ScWay way)
{
  static const ScSiteTestResult ways[] = { [SC_WAY_UNKNOWN] = SC_SITE_TEST_JOINED,
                                           [SC_WAY_OPEN] = SC_SITE_TEST_WORKED,
                                           [SC_WAY_SIGN_IN] = SC_SITE_TEST_SIGN_IN,
                                           [SC_WAY_DEAD] = SC_SITE_TEST_NO_CLOUD };

  if (error == NULL)
    return ways[way];
  if (g_error_matches (error, SC_ERROR, SC_ERROR_LINK_KEY_REFUSED))
    return security == SC_SECURITY_WPA3 ? SC_SITE_TEST_DOUBTFUL : SC_SITE_TEST_REFUSED;
  if (g_error_matches (error, SC_ERROR, SC_ERROR_LINK_TIMEOUT))
    return SC_SITE_TEST_DOUBTFUL;
  if (g_error_matches (error, SC_ERROR, SC_ERROR_LINK_NOT_FOUND))
    return SC_SITE_TEST_NOT_HEARD;
  if (g_error_matches (error, SC_ERROR, SC_ERROR_LINK_NO_ADDRESS))
    return SC_SITE_TEST_NO_ADDRESS;
  if (g_error_matches (error, SC_ERROR, SC_ERROR_LINK_OTHER_SECURITY))
    return SC_SITE_TEST_OTHER_SECURITY;
  return SC_SITE_TEST_NOT_TESTED;
}

/**
 * sc_site_test_result_is_good:
 * @result: a result
 *
 * Returns: whether nothing speaks against giving this network to a sensor
 */
gboolean
sc_site_test_result_is_good (ScSiteTestResult result)
{
  return result == SC_SITE_TEST_WORKED || result == SC_SITE_TEST_JOINED;
}

static void
set_state (ScSiteTest *self, ScSiteTestState state)
{
  self->state = state;
  g_signal_emit (self, signals[CHANGED], 0);
}

static void
finish (ScSiteTest *self)
{
  g_clear_object (&self->cancellable);
  self->wall_us = sc_clock_wall_us (self->clock);
  set_state (self, self->cancelled ? SC_SITE_TEST_IDLE : SC_SITE_TEST_DONE);
}

static void
on_released (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (ScSiteTest) self = user_data;
  g_autoptr (GError) error = NULL;

  /* That the laptop did not get back shows in its uplink; it says nothing about the network. */
  if (!sc_lease_release_finish (SC_LEASE (source), result, &error))
    g_message ("Coming back from the site network: %s", error->message);
  finish (self);
}

static void
leave (ScSiteTest *self)
{
  g_autoptr (ScLease) lease = g_steal_pointer (&self->lease);

  set_state (self, SC_SITE_TEST_RETURNING);
  sc_lease_release_async (lease, NULL, on_released, g_object_ref (self));
}

static void
on_asked (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (ScSiteTest) self = user_data;
  g_autoptr (GError) error = NULL;
  ScWay way = sc_cloud_try_way_finish (SC_CLOUD (source), result, &error);

  if (error != NULL)
    g_debug ("The cloud was not asked: %s", error->message);
  self->result = sc_site_test_judge (NULL, sc_site_network_get_security (self->network), way);
  leave (self);
}

static void
on_joined (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (ScSiteTest) self = user_data;
  g_autoptr (GError) error = NULL;

  self->lease = sc_link_try_finish (SC_LINK (source), result, &error);
  if (self->lease == NULL)
    {
      self->result =
          sc_site_test_judge (error, sc_site_network_get_security (self->network), SC_WAY_UNKNOWN);
      self->error = g_steal_pointer (&error);
      finish (self);
    }
  else if (self->cancelled)
    leave (self);
  else
    {
      set_state (self, SC_SITE_TEST_ASKING);
      sc_cloud_try_way_async (self->cloud, sc_lease_get_interface (self->lease), self->cancellable,
                              on_asked, g_object_ref (self));
    }
}

/**
 * sc_site_test_start:
 * @self: a test
 * @network: what to try
 *
 * Returns: %FALSE if one is running, or if this link cannot
 */
gboolean
sc_site_test_start (ScSiteTest *self, ScSiteNetwork *network)
{
  g_return_val_if_fail (SC_IS_SITE_TEST (self) && network != NULL, FALSE);
  if (sc_site_test_is_running (self) || !(sc_link_get_abilities (self->link) & SC_LINK_CAN_TRY))
    return FALSE;
  sc_site_network_ref (network);
  g_clear_pointer (&self->network, sc_site_network_unref);
  self->network = network;
  g_clear_error (&self->error);
  self->result = SC_SITE_TEST_NOT_TESTED;
  self->cancelled = FALSE;
  self->since_us = sc_clock_now_us (self->clock);
  self->cancellable = g_cancellable_new ();
  sc_link_try_async (self->link, network, self->cancellable, on_joined, g_object_ref (self));
  set_state (self, SC_SITE_TEST_JOINING);
  return TRUE;
}

/**
 * sc_site_test_cancel:
 * @self: a test
 *
 * The laptop goes back to its own network; what was found until now is not kept.
 */
void
sc_site_test_cancel (ScSiteTest *self)
{
  g_return_if_fail (SC_IS_SITE_TEST (self));
  if (!sc_site_test_is_running (self) || self->cancelled || self->state == SC_SITE_TEST_RETURNING)
    return;
  self->cancelled = TRUE;
  if (self->cancellable != NULL)
    g_cancellable_cancel (self->cancellable);
  g_signal_emit (self, signals[CHANGED], 0);
}

ScSiteTestState
sc_site_test_get_state (ScSiteTest *self)
{
  return self->state;
}

/**
 * sc_site_test_is_running:
 * @self: a test
 *
 * Returns: whether the laptop is not on its own network because of it
 */
gboolean
sc_site_test_is_running (ScSiteTest *self)
{
  return self->state != SC_SITE_TEST_IDLE && self->state != SC_SITE_TEST_DONE;
}

gint64
sc_site_test_get_since_us (ScSiteTest *self)
{
  return self->since_us;
}

ScSiteNetwork *
sc_site_test_get_network (ScSiteTest *self)
{
  return self->network;
}

ScSiteTestResult
sc_site_test_get_result (ScSiteTest *self)
{
  return self->state == SC_SITE_TEST_DONE ? self->result : SC_SITE_TEST_NOT_TESTED;
}

const GError *
sc_site_test_get_error (ScSiteTest *self)
{
  return self->state == SC_SITE_TEST_DONE ? self->error : NULL;
}

gint64
sc_site_test_get_wall_us (ScSiteTest *self)
{
  return self->wall_us;
}

static void
sc_site_test_finalize (GObject *object)
{
  ScSiteTest *self = SC_SITE_TEST (object);

  g_clear_object (&self->cancellable);
  g_clear_object (&self->lease);
  g_clear_pointer (&self->network, sc_site_network_unref);
  g_clear_error (&self->error);
  g_clear_object (&self->clock);
  g_clear_object (&self->link);
  g_clear_object (&self->cloud);
  G_OBJECT_CLASS (sc_site_test_parent_class)->finalize (object);
}

static void
sc_site_test_class_init (ScSiteTestClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = sc_site_test_finalize;
  signals[CHANGED] = g_signal_new ("changed", SC_TYPE_SITE_TEST, G_SIGNAL_RUN_LAST, 0, NULL, NULL,
                                   NULL, G_TYPE_NONE, 0);
}

static void
sc_site_test_init (ScSiteTest *self G_GNUC_UNUSED)
{
}

/**
 * sc_site_test_new:
 * @clock: time
 * @link: joins the network
 * @cloud: is asked through it
 *
 * Returns: (transfer full): a test that has not begun
 */
ScSiteTest *
sc_site_test_new (ScClock *clock, ScLink *link, ScCloud *cloud)
{
  ScSiteTest *self = g_object_new (SC_TYPE_SITE_TEST, NULL);

  self->clock = g_object_ref (clock);
  self->link = g_object_ref (link);
  self->cloud = g_object_ref (cloud);
  return self;
}
