/* SPDX-FileCopyrightText: 2026 The Sensor Commissioner authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "sc-clock.h"
#include "sc-cloud.h"
#include "sc-link.h"

G_BEGIN_DECLS

/**
 * ScSiteTestResult: what trying a site network on this laptop came to. Kept in settings by number:
 * never renumber.
 */
typedef enum
{
  SC_SITE_TEST_NOT_TESTED = 0,
  SC_SITE_TEST_WORKED = 1,         /* joined, and the endpoint answered through it */
  SC_SITE_TEST_JOINED = 2,         /* joined; the endpoint could not be asked */
  SC_SITE_TEST_NO_CLOUD = 3,       /* joined; nobody answered through it */
  SC_SITE_TEST_SIGN_IN = 4,        /* joined; a web sign-in is in the way */
  SC_SITE_TEST_REFUSED = 5,        /* the password */
  SC_SITE_TEST_DOUBTFUL = 6,       /* no answer: a wrong password or a weak signal */
  SC_SITE_TEST_NOT_HEARD = 7,      /* on 2.4 GHz */
  SC_SITE_TEST_NO_ADDRESS = 8,     /* the password is right */
  SC_SITE_TEST_OTHER_SECURITY = 9, /* than was entered */
  SC_SITE_TEST_N_RESULTS
} ScSiteTestResult;

typedef enum
{
  SC_SITE_TEST_IDLE, /* nothing was tested in this run */
  SC_SITE_TEST_JOINING,
  SC_SITE_TEST_ASKING, /* the cloud, through it */
  SC_SITE_TEST_RETURNING,
  SC_SITE_TEST_DONE /* and the laptop is back */
} ScSiteTestState;

/**
 * ScSiteTest:
 *
 * Tries the site network on this laptop with exactly what a sensor will be told, before any sensor
 * is. Signal `changed` after every change.
 */
#define SC_TYPE_SITE_TEST (sc_site_test_get_type ())
G_DECLARE_FINAL_TYPE (ScSiteTest, sc_site_test, SC, SITE_TEST, GObject)

ScSiteTest *sc_site_test_new (ScClock *clock, ScLink *link, ScCloud *cloud);
gboolean sc_site_test_start (ScSiteTest *self, ScSiteNetwork *network);
void sc_site_test_cancel (ScSiteTest *self);

ScSiteTestState sc_site_test_get_state (ScSiteTest *self);
gboolean sc_site_test_is_running (ScSiteTest *self);
gint64 sc_site_test_get_since_us (ScSiteTest *self);         /* boot time of its start */
ScSiteNetwork *sc_site_test_get_network (ScSiteTest *self);  /* nullable: the one tested last */
ScSiteTestResult sc_site_test_get_result (ScSiteTest *self); /* of a test that is done */
const GError *sc_site_test_get_error (ScSiteTest *self);     /* nullable */
gint64 sc_site_test_get_wall_us (ScSiteTest *self);          /* when it was done */

/* Pure */
ScSiteTestResult sc_site_test_judge (const GError *error, ScSecurity security, ScWay way);
gboolean sc_site_test_result_is_good (ScSiteTestResult result);

G_END_DECLS
