/* SPDX-FileCopyrightText: 2026 The Sensor Commissioner authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* The retry policy, as a table. */

#include "sc-retry.h"

#define S ((gint64)G_USEC_PER_SEC)

static const struct
{
  const char *title;
  ScError code;
  guint failures;
  gint64 retry_after_s;
  gboolean urgent;
  ScRetryKind kind;
  gint64 delay_us;
} rows[] = {
  { "no network, window open: at once, then quickly", SC_ERROR_CLOUD_UNREACHABLE, 1, 0, TRUE,
    SC_RETRY_AGAIN, 1 * S },
  { "no network, window open: never slower than 5 s", SC_ERROR_CLOUD_UNREACHABLE, 20, 0, TRUE,
    SC_RETRY_AGAIN, 5 * S },
  { "no network, no hurry: up to a minute apart", SC_ERROR_CLOUD_UNREACHABLE, 20, 0, FALSE,
    SC_RETRY_AGAIN, 60 * S },
  { "timeout is a failure of the network", SC_ERROR_CLOUD_TIMEOUT, 2, 0, TRUE, SC_RETRY_AGAIN,
    2 * S },
  { "the cloud's own failure", SC_ERROR_CLOUD_SERVER, 3, 0, TRUE, SC_RETRY_AGAIN, 4 * S },
  { "busy: as the cloud says", SC_ERROR_CLOUD_BUSY, 1, 17, TRUE, SC_RETRY_AGAIN, 17 * S },
  { "busy without word", SC_ERROR_CLOUD_BUSY, 1, 0, TRUE, SC_RETRY_AGAIN, 2 * S },
  { "the cloud's own failure: as the cloud says, where it says so", SC_ERROR_CLOUD_SERVER, 1, 17,
    TRUE, SC_RETRY_AGAIN, 17 * S },
  { "not refused for good by being told when to come back", SC_ERROR_CLOUD_BAD_REQUEST, 1, 17, TRUE,
    SC_RETRY_REFUSED, 0 },
  { "lost reply: ask first", SC_ERROR_CLOUD_REPLY_LOST, 1, 0, TRUE, SC_RETRY_VERIFY, 1 * S },
  { "conflict: ask first", SC_ERROR_CLOUD_CONFLICT, 1, 0, TRUE, SC_RETRY_VERIFY, 1 * S },
  { "sign-in page in the way", SC_ERROR_CLOUD_NOT_API, 1, 0, TRUE, SC_RETRY_AGAIN, 4 * S },
  { "a proxy wants a login", SC_ERROR_CLOUD_PROXY, 1, 0, TRUE, SC_RETRY_AGAIN, 4 * S },
  { "foreign certificate in the way", SC_ERROR_CLOUD_TLS_WRONG_HOST, 9, 0, FALSE, SC_RETRY_AGAIN,
    120 * S },
  { "wrong credentials", SC_ERROR_CLOUD_CREDENTIALS, 1, 0, TRUE, SC_RETRY_PERSON, 0 },
  { "no access", SC_ERROR_CLOUD_FORBIDDEN, 1, 0, TRUE, SC_RETRY_PERSON, 0 },
  { "wrong endpoint", SC_ERROR_CLOUD_NOT_FOUND, 1, 0, TRUE, SC_RETRY_PERSON, 0 },
  { "bad request: never again by itself", SC_ERROR_CLOUD_BAD_REQUEST, 1, 0, TRUE, SC_RETRY_REFUSED,
    0 },
  { "too large", SC_ERROR_CLOUD_TOO_LARGE, 1, 0, FALSE, SC_RETRY_REFUSED, 0 },
  { "the journal could not take it", SC_ERROR_JOURNAL_FAILED, 1, 0, TRUE, SC_RETRY_AGAIN, 1 * S },
};

static void
test_row (gconstpointer data)
{
  guint i = GPOINTER_TO_UINT (data);
  ScRetry retry =
      sc_retry_decide (rows[i].code, rows[i].failures, rows[i].retry_after_s, rows[i].urgent);

  g_assert_cmpint (retry.kind, ==, rows[i].kind);
  g_assert_cmpint (retry.delay_us, ==, rows[i].delay_us);
}

static void
test_delays_never_shrink (void)
{
  for (int code = 1; code < SC_ERROR_LAST; code++)
    for (guint urgent = 0; urgent < 2; urgent++)
      for (guint failures = 1; failures < 40; failures++)
        {
          ScRetry now = sc_retry_decide ((ScError)code, failures, 0, urgent != 0);
          ScRetry next = sc_retry_decide ((ScError)code, failures + 1, 0, urgent != 0);

          g_assert_cmpint (next.kind, ==, now.kind);
          g_assert_cmpint (next.delay_us, >=, now.delay_us);
          g_assert_cmpint (next.delay_us, <=, 120 * S);
        }
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  for (guint i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      g_autofree char *path = g_strdup_printf ("/retry/%s", rows[i].title);

      g_test_add_data_func (path, GUINT_TO_POINTER (i), test_row);
    }
  g_test_add_func ("/retry/delays-never-shrink", test_delays_never_shrink);
  return g_test_run ();
}
