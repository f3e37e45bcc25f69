/* SPDX-FileCopyrightText: 2026 The Sensor Commissioner authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* What goes wrong with the sensor's certificate. */

#include "config.h"

#include "sc-scenario-private.h"

#include <glib/gi18n-lib.h>
#include <string.h>

/* Nobody's: the marks are all there is to it. */
#define PRIVATE_KEY "-----BEGIN PRIVATE KEY-----\nAAAA\n-----END PRIVATE KEY-----\n"
#define GARBAGE                                                                                    \
  "\x7f"                                                                                           \
  "ELF, or anything else that is no certificate"
#define LARGE_BYTES (1000 * 1000)

static void
quirk_elsewhere (ScWorldQuirks *quirks)
{
  quirks->certificate_path = SC_SCENARIO_CERTIFICATE_PATH;
}

/* Something else is where the certificate is looked for first. */
static void
set_decoy (ScWorld *world, const char *text, gsize size)
{
  g_autoptr (GBytes) decoy = g_bytes_new (text, size);

  for (guint i = 0; i < sc_world_get_n_sensors (world); i++)
    sc_world_sensor_set_decoy (sc_world_get_sensor (world, i), decoy);
  sc_scenario_change_quirks (world, quirk_elsewhere);
}

static void
apply_garbage (ScWorld *world)
{
  set_decoy (world, GARBAGE, strlen (GARBAGE));
}

static void
apply_empty (ScWorld *world)
{
  set_decoy (world, "", 0);
}

static void
apply_private_key (ScWorld *world)
{
  set_decoy (world, PRIVATE_KEY, strlen (PRIVATE_KEY));
}

static void
apply_large (ScWorld *world)
{
  g_autofree char *text = g_strnfill (LARGE_BYTES, 'A');

  set_decoy (world, text, LARGE_BYTES);
}

static void
apply_mis_ordered (ScWorld *world)
{
  const char *ca = sc_world_pki_get_ca_pem (sc_world_get_pki (world));

  for (guint i = 0; i < sc_world_get_n_sensors (world); i++)
    {
      ScWorldSensor *sensor = sc_world_get_sensor (world, i);
      gsize size;
      const char *chain = g_bytes_get_data (sc_world_sensor_get_pem (sensor), &size);
      /* a chain ends with the authority */
      g_autofree char *text = g_strdup_printf ("%s%.*s", ca, (int)(size - strlen (ca)), chain);
      g_autoptr (GBytes) pem = g_bytes_new (text, strlen (text));

      sc_world_sensor_set_pem (sensor, pem);
    }
}

static void
apply_expired (ScWorld *world)
{
  for (guint i = 0; i < sc_world_get_n_sensors (world); i++)
    {
      ScWorldSensor *sensor = sc_world_get_sensor (world, i);
      g_autoptr (GError) error = NULL;
      g_autoptr (GBytes) pem =
          sc_world_pki_issue_sensor (sc_world_get_pki (world), sc_world_sensor_get_id (sensor),
                                     -SC_DAY_US / G_USEC_PER_SEC, &error);

      if (pem != NULL)
        sc_world_sensor_set_pem (sensor, pem);
      else
        g_warning ("%s", error->message);
    }
}

/* The first sensor has the certificate of the second. */
static void
apply_of_another (ScWorld *world)
{
  g_autoptr (GBytes) pem = g_bytes_ref (sc_world_sensor_get_pem (sc_world_get_sensor (world, 1)));

  sc_world_sensor_set_pem (sc_world_get_sensor (world, 0), pem);
}

static const ScScenarioRow rows[] = {
  { { "certificate-path-404",
      N_ ("Certificate"),
      N_ ("The certificate is at an address nobody told the program"),
      N_ ("No candidate answers. Type /api/1/host/identity/1/sms_chain as the certificate address; "
          "then all is well."),
      "guess: the address is not public",
      { { SC_SCENARIO_ASKS_CERTIFICATE, SC_ERROR_CERTIFICATE_PATH_UNKNOWN, SC_SCENARIO_TYPE } },
      SC_SCENARIO_IN_CONTACT },
    .quirk = quirk_elsewhere },
  { { "certificate-garbage",
      N_ ("Certificate"),
      N_ ("Something that is no certificate is in its place"),
      SC_EXPECT_PATH,
      "guess",
      { { SC_SCENARIO_ASKS_CERTIFICATE, SC_ERROR_CERTIFICATE_NONE, SC_SCENARIO_TYPE } },
      SC_SCENARIO_IN_CONTACT },
    apply_garbage },
  { { "certificate-empty",
      N_ ("Certificate"),
      N_ ("Nothing is in the certificate’s place"),
      SC_EXPECT_PATH,
      "guess",
      { { SC_SCENARIO_ASKS_CERTIFICATE, SC_ERROR_CERTIFICATE_NONE, SC_SCENARIO_TYPE } },
      SC_SCENARIO_IN_CONTACT },
    apply_empty },
  { { "certificate-private-key",
      N_ ("Certificate"),
      N_ ("A private key is in the certificate’s place"),
      SC_EXPECT_PATH,
      "guess",
      { { SC_SCENARIO_ASKS_CERTIFICATE, SC_ERROR_CERTIFICATE_PRIVATE_KEY, SC_SCENARIO_TYPE } },
      SC_SCENARIO_IN_CONTACT },
    apply_private_key },
  { { "certificate-large",
      N_ ("Certificate"),
      N_ ("A megabyte is in the certificate’s place"),
      SC_EXPECT_PATH,
      "guess",
      { { SC_SCENARIO_ASKS_CERTIFICATE, SC_ERROR_CERTIFICATE_TOO_LARGE, SC_SCENARIO_TYPE } },
      SC_SCENARIO_IN_CONTACT },
    apply_large },
  { { "certificate-misordered",
      N_ ("Certificate"),
      N_ ("The certificates are in the wrong order"),
      N_ ("Review warns of it. Send all the same; then all is well."),
      "guess",
      { { 0 } },
      SC_SCENARIO_IN_CONTACT },
    apply_mis_ordered },
  { { "certificate-expired",
      N_ ("Certificate"),
      N_ ("The sensor’s certificate has expired"),
      N_ ("Review warns of it. Send all the same: the cloud refuses the sensor, and the record "
          "says so."),
      "guess",
      { { SC_SCENARIO_AFTER_SEND, SC_ERROR_CLOUD_BAD_REQUEST, SC_SCENARIO_NOTHING } },
      SC_SCENARIO_REFUSED },
    apply_expired },
  { { "certificate-of-another",
      N_ ("Certificate"),
      N_ ("The certificate is another sensor’s"),
      N_ ("Review warns of it. Send all the same: the cloud names the other sensor, and the record "
          "says so."),
      "guess",
      { { SC_SCENARIO_AFTER_SEND, SC_ERROR_IDENTITY_CONFLICT, SC_SCENARIO_NOTHING } },
      SC_SCENARIO_NEEDS_VISIT },
    apply_of_another },
};

const ScScenarioPart sc_scenario_part_certificate = { rows, G_N_ELEMENTS (rows) };
