/* SPDX-FileCopyrightText: 2026 The Sensor Commissioner authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* NetworkManager's numbers and errors, and what is said about them. */

#include "sc-error.h"
#include "sc-nm-reason.h"

#include <gio/gio.h>

static void
assert_end (ScNmEnd end, ScError code)
{
  g_autoptr (GError) error = sc_nm_reason_to_error (&end);

  g_assert_error (error, SC_ERROR, (int)code);
}

static void
test_a_drop_while_the_key_is_checked (void)
{
  assert_end ((ScNmEnd){ 50, 8, 3, TRUE }, SC_ERROR_LINK_KEY_REFUSED);
  assert_end ((ScNmEnd){ 60, 8, 3, TRUE }, SC_ERROR_LINK_KEY_REFUSED);
  assert_end ((ScNmEnd){ 70, 8, 3, TRUE }, SC_ERROR_LINK_LOST);  /* the key had been right */
  assert_end ((ScNmEnd){ 50, 8, 3, FALSE }, SC_ERROR_LINK_LOST); /* there is no key */
}

static void
test_the_device_knows_better (void)
{
  assert_end ((ScNmEnd){ 70, 5, 3, FALSE }, SC_ERROR_LINK_NO_ADDRESS);
  assert_end ((ScNmEnd){ 50, 53, 3, FALSE }, SC_ERROR_LINK_NOT_FOUND);
  assert_end ((ScNmEnd){ 50, 0, 9, TRUE }, SC_ERROR_LINK_KEY_REFUSED);
  assert_end ((ScNmEnd){ 50, 1, 4, FALSE }, SC_ERROR_LINK_MANAGER_GONE);
}

static void
test_every_number_ends_in_a_message (void)
{
  for (guint device = 0; device < 100; device++)
    for (guint active = 0; active < 20; active++)
      {
        ScNmEnd end = { 50, device, active, FALSE };
        g_autoptr (GError) error = sc_nm_reason_to_error (&end);
        g_autofree char *numbers = g_strdup_printf ("device reason %u (", device);

        g_assert_true (error->domain == SC_ERROR);
        g_assert_cmpint (error->code, !=, SC_ERROR_BUG);
        g_assert_nonnull (g_strstr_len (error->message, -1, numbers));
      }
}

static void
test_calls (void)
{
  static const struct
  {
    const char *name;
    ScError code;
    gboolean unheard;
  } cases[] = {
    { "org.freedesktop.NetworkManager.PermissionDenied", SC_ERROR_LINK_DENIED, FALSE },
    { "org.freedesktop.NetworkManager.Settings.PermissionDenied", SC_ERROR_LINK_DENIED, FALSE },
    { "org.freedesktop.DBus.Error.AccessDenied", SC_ERROR_LINK_DENIED, FALSE },
    { "org.freedesktop.DBus.Error.ServiceUnknown", SC_ERROR_LINK_MANAGER_GONE, FALSE },
    { "org.freedesktop.DBus.Error.NameHasNoOwner", SC_ERROR_LINK_MANAGER_GONE, FALSE },
    { "org.freedesktop.DBus.Error.NoReply", SC_ERROR_LINK_MANAGER_GONE, FALSE },
    { "org.freedesktop.NetworkManager.UnknownDevice", SC_ERROR_LINK_UNPLUGGED, FALSE },
    { "org.freedesktop.NetworkManager.UnknownConnection", SC_ERROR_LINK_NOT_FOUND, TRUE },
    { "org.freedesktop.NetworkManager.Device.SpecificObjectNotFound", SC_ERROR_LINK_NOT_FOUND,
      TRUE },
    { "org.freedesktop.NetworkManager.SomethingNew", SC_ERROR_LINK_NOT_JOINED, FALSE },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (GError) failure = g_dbus_error_new_for_dbus_error (cases[i].name, "why");
      g_autoptr (GError) error = sc_nm_reason_from_call (failure);

      g_assert_error (error, SC_ERROR, (int)cases[i].code);
      g_assert_nonnull (g_strstr_len (error->message, -1, "why"));
      g_assert_cmpint (sc_nm_reason_is_unheard (failure), ==, cases[i].unheard);
    }
}

static void
test_cancellation_stays_one (void)
{
  g_autoptr (GError) failure = g_error_new_literal (G_IO_ERROR, G_IO_ERROR_CANCELLED, "enough");
  g_autoptr (GError) error = sc_nm_reason_from_call (failure);

  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/nm-reason/drop-while-the-key-is-checked",
                   test_a_drop_while_the_key_is_checked);
  g_test_add_func ("/nm-reason/device-knows-better", test_the_device_knows_better);
  g_test_add_func ("/nm-reason/every-number", test_every_number_ends_in_a_message);
  g_test_add_func ("/nm-reason/calls", test_calls);
  g_test_add_func ("/nm-reason/cancellation-stays-one", test_cancellation_stays_one);
  return g_test_run ();
}
