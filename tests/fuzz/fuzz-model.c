/* SPDX-FileCopyrightText: 2026 The Sensor Commissioner authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "sc-error.h"
#include "sc-fuzz.h"
#include "sc-model.h"
#include "sc-model-file.h"

#include <fcntl.h>
#include <sys/mman.h>
#include <unistd.h>

/* A model file over the shipped one, the way a technician would change a key or two. */

static char *model_path;

int LLVMFuzzerInitialize (int *argc, char ***argv);

int
LLVMFuzzerInitialize (int *argc G_GNUC_UNUSED, char ***argv G_GNUC_UNUSED)
{
  model_path = g_strdup (SC_FUZZ_MODEL_FILE);
  return 0;
}

static void
ask (ScModel *model)
{
  static const char *const names[] = { "0000S111A", "SMS", "", "\xff\xfe" };

  g_assert_true (g_str_has_prefix (sc_model_get_base_uri (model), "http"));
  g_assert_nonnull (sc_model_get_subnet (model));
  for (int i = SC_MODEL_TIME_AP_GONE; i <= SC_MODEL_TIME_REQUEST_PAUSE; i++)
    g_assert_cmpint (sc_model_get_time_us (model, i), >=, 0);
  for (int i = SC_SECURITY_OPEN; i <= SC_SECURITY_WPA3; i++)
    g_assert_true (g_ascii_isdigit (sc_model_get_security_digit (model, i)));
  for (guint i = 0; i < G_N_ELEMENTS (names); i++)
    {
      g_autoptr (GBytes) ssid = g_bytes_new (names[i], strlen (names[i]));

      sc_model_id_matches (model, names[i]);
      sc_model_ssid_matches (model, ssid);
    }
}

int
LLVMFuzzerTestOneInput (const guint8 *data, gsize size)
{
  g_autoptr (GBytes) input = sc_fuzz_begin (data, size);
  int fd = memfd_create ("model", MFD_CLOEXEC);
  g_autofree char *override = g_strdup_printf ("/proc/self/fd/%d", fd);
  const char *files[] = { model_path, override, NULL };
  g_autoptr (GError) error = NULL;
  g_autoptr (ScModel) model = NULL;

  g_assert_cmpint (write (fd, data, size), ==, size);
  model = sc_model_load_from_files (files, &error);
  close (fd);
  g_assert_true ((model == NULL) == (error != NULL));
  g_assert_true (error == NULL || g_error_matches (error, SC_ERROR, SC_ERROR_MODEL_INVALID));
  g_assert_true (error == NULL || g_utf8_validate (error->message, -1, NULL));
  if (model != NULL)
    ask (model);
  return sc_fuzz_end (4 * 1024 * 1024 + 64 * MIN (size, SC_MODEL_FILE_MAX_BYTES) + 4 * size);
}
