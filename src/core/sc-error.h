/* SPDX-FileCopyrightText: 2026 The Sensor Commissioner authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <glib-object.h>

G_BEGIN_DECLS

/**
 * ScError:
 *
 * Every failure the program knows, in one domain. Foreign errors (GIO, TLS, HTTP status,
 * SQLite, NetworkManager) are mapped to one of these at the edge that met them, once. The
 * message of such a GError is technical detail for the folded part of an error display and for
 * logs; what the technician reads comes from the catalogue, see sc_error_get_info().
 *
 * Cancellation stays %G_IO_ERROR_CANCELLED and is never shown.
 */
typedef enum
{
  SC_ERROR_BUG = 1, /* an internal contradiction: "please report", with the detail */

  /* what the technician typed */
  SC_ERROR_SSID_EMPTY,
  SC_ERROR_SSID_TOO_LONG,
  SC_ERROR_KEY_EMPTY,
  SC_ERROR_KEY_TOO_SHORT,
  SC_ERROR_KEY_TOO_LONG,
  SC_ERROR_KEY_NOT_ASCII,
  SC_ERROR_KEY_WEP_LENGTH, /* neither 5 or 13 characters nor 10 or 26 hexadecimal digits */
  SC_ERROR_ENDPOINT_EMPTY,
  SC_ERROR_ENDPOINT_NOT_HTTPS,
  SC_ERROR_ENDPOINT_MALFORMED,
  SC_ERROR_CLIENT_ID_EMPTY,
  SC_ERROR_CLIENT_ID_COLON,
  SC_ERROR_CLIENT_SECRET_EMPTY,
  SC_ERROR_PATH_MALFORMED,

  /* the model file, CA file */
  SC_ERROR_MODEL_INVALID,
  SC_ERROR_CA_FILE_INVALID,

  /* the sensor's certificate */
  SC_ERROR_CERTIFICATE_NONE,        /* nothing parseable */
  SC_ERROR_CERTIFICATE_PRIVATE_KEY, /* a private key where only certificates belong */
  SC_ERROR_CERTIFICATE_TOO_LARGE,
  SC_ERROR_CERTIFICATE_PATH_UNKNOWN, /* no path configured and no candidate answered */
  SC_ERROR_IDENTITY_CONFLICT,        /* two stated IDs match the pattern and differ */

  /* the laptop's links */
  SC_ERROR_LINK_NOT_JOINED, /* gave up waiting for an address in the sensor's subnet */
  SC_ERROR_LINK_LOST,       /* the sensor's network went away before Send */
  SC_ERROR_UPLINK_NONE,     /* this computer is not online */

  /* the sensor */
  SC_ERROR_SENSOR_UNREACHABLE, /* no connection: refused, no route, connect timed out */
  SC_ERROR_SENSOR_SILENT,      /* connected, but no complete reply in time */
  SC_ERROR_SENSOR_DROPPED,     /* the connection broke after the request was written */
  SC_ERROR_SENSOR_REFUSED,     /* 400 */
  SC_ERROR_SENSOR_NOT_FOUND,   /* 404 */
  SC_ERROR_SENSOR_NO_ANSWER,   /* 200 with "Not Available" or "Unknown Token" */
  SC_ERROR_SENSOR_ODD_REPLY,   /* redirect, other status, not what was asked for */
  SC_ERROR_SENSOR_REPLY_TOO_LARGE,
  SC_ERROR_SENSOR_NAME_ODD,     /* device name empty, not text, or without an ID */
  SC_ERROR_SENSOR_AP_STAYS,     /* still on its own network 30 s after the profile */
  SC_ERROR_SENSOR_AP_CAME_BACK, /* back in set-up mode: it probably could not join */
  SC_ERROR_NO_FIRST_CONTACT,    /* no contact 25 minutes after provisioning */

  /* the cloud */
  SC_ERROR_CLOUD_UNREACHABLE, /* never connected: DNS, no route, refused */
  SC_ERROR_CLOUD_TIMEOUT,     /* the total deadline of a call passed before the request was out */
  SC_ERROR_CLOUD_REPLY_LOST,  /* the request may have been carried out, no usable reply */
  SC_ERROR_CLOUD_TLS_UNKNOWN_CA,
  SC_ERROR_CLOUD_TLS_WRONG_HOST,
  SC_ERROR_CLOUD_TLS_TIME, /* certificate expired or not yet valid: usually this clock */
  SC_ERROR_CLOUD_TLS_OTHER,
  SC_ERROR_CLOUD_PROXY,        /* 407: the way to the cloud wants a login first */
  SC_ERROR_CLOUD_CREDENTIALS,  /* 400/401 on the token request */
  SC_ERROR_CLOUD_UNAUTHORIZED, /* 401 elsewhere, after one renewal */
  SC_ERROR_CLOUD_FORBIDDEN,    /* 403 */
  SC_ERROR_CLOUD_BAD_REQUEST,  /* 400 on /sensors */
  SC_ERROR_CLOUD_NOT_FOUND,    /* 404 where it is not an answer */
  SC_ERROR_CLOUD_CONFLICT,     /* 409 */
  SC_ERROR_CLOUD_TOO_LARGE,    /* 413 */
  SC_ERROR_CLOUD_BUSY,         /* 408, 429, 503 */
  SC_ERROR_CLOUD_SERVER,       /* other 5xx */
  SC_ERROR_CLOUD_NOT_API,      /* redirect, HTML, other 4xx: not the API we expect */
  SC_ERROR_CLOUD_REPLY_INVALID,
  SC_ERROR_CLOUD_REPLY_TOO_LARGE,
  SC_ERROR_CLOUD_OTHER_TENANT, /* the signed-in tenant is not the record's tenant */
  SC_ERROR_CLOUD_SIGNED_OUT,   /* no account signed in */

  /* what we keep */
  SC_ERROR_JOURNAL_FAILED,
  SC_ERROR_JOURNAL_DAMAGED,
  SC_ERROR_JOURNAL_NEWER, /* written by a newer version of this program */
  SC_ERROR_KEYRING_ABSENT,
  SC_ERROR_KEYRING_FAILED,
  SC_ERROR_KEYRING_LOCKED, /* and its password was not given */
  SC_ERROR_KEYRING_DENIED, /* it is there, but not for this program */

  /* rehearsal */
  SC_ERROR_SIMULATOR_GONE,

  /* Wi-Fi through NetworkManager */
  SC_ERROR_LINK_MANAGER_GONE,   /* NetworkManager is not running, or ended */
  SC_ERROR_LINK_DENIED,         /* this account, or the sandbox, may not manage Wi-Fi */
  SC_ERROR_LINK_RADIO_OFF,      /* Wi-Fi is switched off in the system */
  SC_ERROR_LINK_RADIO_BLOCKED,  /* Wi-Fi is switched off by a switch or key */
  SC_ERROR_LINK_NO_ADAPTER,     /* there is none, or it is not ready */
  SC_ERROR_LINK_ADAPTER_FAILED, /* the adapter could not be prepared */
  SC_ERROR_LINK_UNSUPPORTED,    /* the adapter cannot do what this network asks for */
  SC_ERROR_LINK_KEY_NEEDED,     /* the network asks for a password, and none is known */
  SC_ERROR_LINK_KEY_REFUSED,    /* the network did not accept the password */
  SC_ERROR_LINK_NOT_FOUND,      /* the network is not heard any more */
  SC_ERROR_LINK_TIMEOUT,        /* the network did not answer in time */
  SC_ERROR_LINK_NO_ADDRESS,     /* joined, but no address was given */
  SC_ERROR_LINK_SUSPENDED,      /* this computer slept in between */
  SC_ERROR_LINK_TAKEN,          /* the user or another program switched networks */
  SC_ERROR_LINK_SANDBOX,        /* the sandbox lacks the permission to talk to NetworkManager */
  SC_ERROR_LINK_KEY_INVALID,    /* no Wi-Fi network has such a password */

  /* the site network, tried on this laptop */
  SC_ERROR_LINK_OTHER_SECURITY, /* it is protected in another way than was entered */

  /* the network this computer is on */
  SC_ERROR_UPLINK_SIGN_IN, /* wants a sign-in on a web page first */
  SC_ERROR_UPLINK_DEAD,    /* does not lead to the cloud */
  SC_ERROR_LINK_VPN,       /* a VPN takes all traffic */
  SC_ERROR_LINK_OVERLAP,   /* another network of this computer has the sensor's addresses */

  /* the adapter, and the profile NetworkManager was given */
  SC_ERROR_LINK_UNMANAGED,    /* NetworkManager was told to leave the adapter alone */
  SC_ERROR_LINK_FIRMWARE,     /* the adapter lacks its firmware */
  SC_ERROR_LINK_UNPLUGGED,    /* the adapter went away */
  SC_ERROR_LINK_PROFILE_GONE, /* somebody deleted the temporary profile */

  SC_ERROR_LAST
} ScError;

#define SC_ERROR (sc_error_quark ())
GQuark sc_error_quark (void);

/**
 * ScRemedy:
 *
 * The one next action offered with a failure. The UI maps each to exactly one button.
 */
typedef enum
{
  SC_REMEDY_NONE, /* nothing to do: it goes on by itself */
  SC_REMEDY_RETRY,
  SC_REMEDY_EDIT_ACCOUNT,
  SC_REMEDY_EDIT_SITE_NETWORK,
  SC_REMEDY_EDIT_CERTIFICATE_SOURCE, /* certificate address, or load a PEM file */
  SC_REMEDY_JOIN_AGAIN,
  SC_REMEDY_VISIT_AGAIN,
  SC_REMEDY_GO_ONLINE,
  SC_REMEDY_OPEN_SIGN_IN_PAGE, /* of the network, in the browser */
  SC_REMEDY_CHECK_CLOCK,
  SC_REMEDY_FREE_SPACE,
  SC_REMEDY_REHEARSE_AGAIN,
  SC_REMEDY_REPORT
} ScRemedy;

/**
 * ScFate:
 *
 * Whether the sensor was changed when a failure shows.
 */
typedef enum
{
  SC_FATE_NOT_CONCERNED = 1, /* no sensor is part of it: only Send changes one */
  SC_FATE_UNCHANGED,         /* it can only happen before Send */
  SC_FATE_SEE_RECORD,        /* before Send unchanged, after it perhaps; the window says which */
  SC_FATE_CHANGED            /* it can only happen after Send */
} ScFate;

/**
 * ScKept:
 *
 * What is still there after a failure.
 */
typedef enum
{
  SC_KEPT_TYPED = 1 << 0,  /* what was entered; secrets in memory only */
  SC_KEPT_RECORD = 1 << 1, /* the sensor's record with all that was read, on the disk */
  SC_KEPT_EARLIER = 1 << 2 /* only what had been saved before */
} ScKept;

/**
 * ScErrorInfo:
 * @code: the error
 * @id: stable, never translated, e.g. `SC-CLOUD-CREDENTIALS`
 * @what: what happened, one sentence, untranslated msgid
 * @cause: the likely cause, or %NULL
 * @next: the one next action as a sentence
 * @remedy: the same as a command
 * @fate: whether the sensor was changed
 * @kept: what is kept
 *
 * One row of the catalogue. Texts are msgids; show them through gettext.
 */
typedef struct
{
  ScError code;
  const char *id;
  const char *what;
  const char *cause;
  const char *next;
  ScRemedy remedy;
  ScFate fate;
  ScKept kept;
} ScErrorInfo;

const ScErrorInfo *sc_error_get_info (ScError code);
const ScErrorInfo *sc_error_get_info_for (const GError *error);
/* 0 for an unknown or NULL ID; the journal may outlive a renumbering of ScError. */
ScError sc_error_from_id (const char *id);

/* Facts that travel with an SC_ERROR (GLib extended error, 2.68). */
#define SC_ERROR_RETRY_AFTER_MAX_S 300 /* nobody is made to wait longer than that */

GError *sc_error_new_http (ScError code, guint http_status, gint64 retry_after_s,
                           const char *detail);
guint sc_error_get_http_status (const GError *error);
gint64 sc_error_get_retry_after (const GError *error);
char *sc_error_describe (const GError *error);

G_END_DECLS
