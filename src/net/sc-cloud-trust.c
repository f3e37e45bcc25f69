/* SPDX-FileCopyrightText: 2026 The Sensor Commissioner authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "sc-cloud-trust.h"

#include "sc-error.h"

/**
 * sc_cloud_trust_load:
 * @ca_file: absolute path of a PEM file with the certificates of a private cloud's CA
 * @error: %SC_ERROR_CA_FILE_INVALID
 *
 * GIO's file database takes a relative path or a file without a certificate with no more than a
 * warning, and then trusts nobody; both are told apart here.
 *
 * Returns: (transfer full): what to trust, instead of the system's CAs
 */
GTlsDatabase *
sc_cloud_trust_load (const char *ca_file, GError **error)
{
  g_autoptr (GError) cause = NULL;
  GTlsDatabase *database = NULL;
  GList *certificates = NULL;

  if (g_path_is_absolute (ca_file))
    certificates = g_tls_certificate_list_new_from_file (ca_file, &cause);
  if (certificates != NULL)
    database = g_tls_file_database_new (ca_file, &cause);
  g_list_free_full (certificates, g_object_unref);
  if (database == NULL)
    g_set_error (error, SC_ERROR, SC_ERROR_CA_FILE_INVALID, "%s: %s", ca_file,
                 cause != NULL ? cause->message : "no certificate in it, or not an absolute path");
  return database;
}
