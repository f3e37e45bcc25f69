/* SPDX-FileCopyrightText: 2026 The Sensor Commissioner authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <gio/gio.h>

#include "sc-site-network.h"

G_BEGIN_DECLS

/**
 * ScModel:
 *
 * A model file: every public fact about one sensor family that could turn out different, with
 * our confidence beside it. Loaded from the shipped file, then overridden key by key from the
 * system's and the user's configuration folders (`sensor-commissioner/models/NAME.ini`).
 * Errors name file, line and key. Immutable, reference-counted.
 */
typedef struct _ScModel ScModel;

#define SC_TYPE_MODEL (sc_model_get_type ())
GType sc_model_get_type (void) G_GNUC_CONST;

typedef enum
{
  SC_MODEL_PATH_NAME,            /* GET, text */
  SC_MODEL_PATH_MAC,             /* GET, text */
  SC_MODEL_PATH_VERSIONS,        /* GET, JSON */
  SC_MODEL_PATH_CERTIFICATE,     /* GET, PEM; NULL if unknown, see candidates */
  SC_MODEL_PATH_SCAN_START,      /* POST form */
  SC_MODEL_PATH_SCAN_RESULTS,    /* GET, text */
  SC_MODEL_PATH_DELETE_PROFILES, /* POST, no body */
  SC_MODEL_PATH_ADD_PROFILE      /* POST form */
} ScModelPath;

typedef enum
{
  SC_MODEL_TIME_AP_GONE,          /* 30 s: still there after this = error */
  SC_MODEL_TIME_ATTEMPT_INTERVAL, /* 30 s */
  SC_MODEL_TIME_SLEEP,            /* 20 min */
  SC_MODEL_TIME_FIRST_CONTACT,    /* 20 min: normal upper end */
  SC_MODEL_TIME_NEEDS_VISIT,      /* 25 min after provisioning */
  SC_MODEL_TIME_SCAN_WAIT,        /* 20 s: longest wait for the sensor's scan */
  SC_MODEL_TIME_SCAN_POLL,        /* 5 s between looks at its results */
  SC_MODEL_TIME_REQUEST_PAUSE     /* pause between two requests, ms precision */
} ScModelTime;

ScModel *sc_model_load (const char *name, GError **error);
ScModel *sc_model_load_from_files (const char *const *files, GError **error);
ScModel *sc_model_with_certificate_path (ScModel *self, const char *path);
ScModel *sc_model_ref (ScModel *self);
void sc_model_unref (ScModel *self);

const char *sc_model_get_name (ScModel *self); /* "ADI OtoSense SMS" */
const char *sc_model_get_path (ScModel *self, ScModelPath which);
const char *const *sc_model_get_certificate_candidates (ScModel *self);
const char *sc_model_get_scan_body (ScModel *self);
const char *sc_model_get_base_uri (ScModel *self);     /* "http://10.123.45.1" */
GInetAddressMask *sc_model_get_subnet (ScModel *self); /* 10.123.45.0/24 */
const char *sc_model_get_name_prefix (ScModel *self);  /* "SMS" */
gint64 sc_model_get_time_us (ScModel *self, ScModelTime which);
guint sc_model_get_attempts (ScModel *self); /* 3 */
guint sc_model_get_priority (ScModel *self); /* __SL_P_P.D */
gboolean sc_model_get_double_percent (ScModel *self);
char sc_model_get_security_digit (ScModel *self, ScSecurity security);
gboolean sc_model_security_from_digit (ScModel *self, char digit, ScSecurity *security);
gboolean sc_model_id_matches (ScModel *self, const char *sensor_id);
gboolean sc_model_ssid_matches (ScModel *self, GBytes *ssid);
const char *sc_model_get_help (ScModel *self, const char *topic); /* nullable */
/* How far to believe a key: seen, adi, ti, client, guess, none or local; NULL: no such key */
const char *sc_model_get_confidence (ScModel *self, const char *section, const char *key);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (ScModel, sc_model_unref)

G_END_DECLS
