/* SPDX-FileCopyrightText: 2026 The Sensor Commissioner authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* The retry policy: one pure function for every cloud call. */

#include "sc-retry.h"

#define SECOND ((gint64)G_USEC_PER_SEC)

/* 1, 2, 4, … seconds, never more than @cap_s. */
static gint64
doubling (guint failures, gint64 cap_s)
{
  guint exponent = MIN (failures > 0 ? failures - 1 : 0, 10);

  return MIN ((gint64)1 << exponent, cap_s) * SECOND;
}

static ScRetry
again (gint64 delay_us)
{
  return (ScRetry){ SC_RETRY_AGAIN, delay_us };
}

/* RFC 9110 lets any reply say Retry-After, and spells out what it means for 503 and redirections;
 * RFC 6585 adds 429. A cloud that says it with another status that is repeated means the same. */
static ScRetry
again_as_told (gint64 retry_after_s, gint64 delay_us)
{
  return again (retry_after_s > 0 ? retry_after_s * SECOND : delay_us);
}

/**
 * sc_retry_decide:
 * @code: how the last call failed
 * @failures: how many calls in a row have failed, at least 1
 * @retry_after_s: what the cloud asked for, seconds; 0 if it did not
 * @urgent: whether a sensor's connection window is open
 *
 * A cloud that says when to come back is obeyed even inside the window. Without such word,
 * failures of the network are repeated quickly while the window is open and patiently after it.
 * A sign-in page in the way (redirect, HTML, a foreign certificate) looks like a failure of the
 * network and goes away when the technician signs in, so it is repeated, too.
 *
 * Returns: what to do, and when
 */
ScRetry
sc_retry_decide (ScError code, guint failures, gint64 retry_after_s, gboolean urgent)
{
  gint64 cap_s = urgent ? 5 : 60;

  switch (code)
    {
    case SC_ERROR_CLOUD_REPLY_LOST:
    case SC_ERROR_CLOUD_CONFLICT:
      return (ScRetry){ SC_RETRY_VERIFY, doubling (failures, cap_s) };

    case SC_ERROR_CLOUD_BUSY:
      return again_as_told (retry_after_s, doubling (failures + 1, cap_s));

    case SC_ERROR_CLOUD_SERVER:
      return again_as_told (retry_after_s, doubling (failures, cap_s));

    case SC_ERROR_CLOUD_UNREACHABLE:
    case SC_ERROR_CLOUD_TIMEOUT:
    case SC_ERROR_UPLINK_NONE:
    case SC_ERROR_JOURNAL_FAILED:
      return again (doubling (failures, cap_s));

    case SC_ERROR_CLOUD_PROXY:
    case SC_ERROR_CLOUD_NOT_API:
    case SC_ERROR_CLOUD_REPLY_INVALID:
    case SC_ERROR_CLOUD_REPLY_TOO_LARGE:
    case SC_ERROR_CLOUD_TLS_UNKNOWN_CA:
    case SC_ERROR_CLOUD_TLS_WRONG_HOST:
    case SC_ERROR_CLOUD_TLS_TIME:
    case SC_ERROR_CLOUD_TLS_OTHER:
      return again (doubling (failures + 2, urgent ? 5 : 120));

    case SC_ERROR_CLOUD_CREDENTIALS:
    case SC_ERROR_CLOUD_UNAUTHORIZED:
    case SC_ERROR_CLOUD_FORBIDDEN:
    case SC_ERROR_CLOUD_NOT_FOUND: /* the endpoint is the account's */
    case SC_ERROR_CLOUD_OTHER_TENANT:
    case SC_ERROR_CLOUD_SIGNED_OUT:
    case SC_ERROR_CA_FILE_INVALID:
      return (ScRetry){ SC_RETRY_PERSON, 0 };

    default:
      return (ScRetry){ SC_RETRY_REFUSED, 0 };
    }
}
