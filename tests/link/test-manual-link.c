/* SPDX-FileCopyrightText: 2026 The Sensor Commissioner authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* Joining by hand, with real interfaces in a network namespace of our own: "ap0" plays the Wi-Fi
 * adapter, "lan0" the way to the internet, "aux0" helps to wait. Each is one end of a pair; pulling
 * the other end's plug takes its carrier away. Nothing outside the namespace is seen or touched. */

#include "sc-error.h"
#include "sc-manual-link.h"
#include "sc-system-clock.h"
#include "sc-test-model.h"

#include <fcntl.h>
#include <sched.h>
#include <string.h>
#include <sys/resource.h>
#include <unistd.h>

#define NOTICE_US (2 * G_USEC_PER_SEC)

static const char *no_namespace; /* why there is none */

typedef struct
{
  ScClock *clock;
  ScLink *link;
  GCancellable *cancellable;
  GAsyncResult *result;
  guint n_changed;
  guint n_lost;
} Fixture;

static void
ip (const char *arguments)
{
  g_autofree char *command = g_strconcat ("ip ", arguments, NULL);
  g_autofree char *complaint = NULL;
  g_autoptr (GError) error = NULL;
  int status;

  g_spawn_command_line_sync (command, NULL, &complaint, &status, &error);
  g_assert_no_error (error);
  if (!g_spawn_check_wait_status (status, NULL))
    g_error ("%s: %s", command, complaint);
}

static gboolean
write_text (const char *path, const char *text)
{
  int fd = open (path, O_WRONLY | O_CLOEXEC);
  gboolean ok = fd >= 0 && write (fd, text, strlen (text)) == (gssize)strlen (text);

  if (fd >= 0)
    close (fd);
  return ok;
}

static void
enter_namespace (void)
{
  g_autofree char *map = g_strdup_printf ("0 %u 1", (guint)getuid ());
  g_autofree char *program = g_find_program_in_path ("ip");

  if (program == NULL)
    no_namespace = "the ip program (iproute2) is missing";
  else if (unshare (CLONE_NEWNET) != 0
           && (unshare (CLONE_NEWUSER | CLONE_NEWNET) != 0
               || !write_text ("/proc/self/setgroups", "deny")
               || !write_text ("/proc/self/uid_map", map)))
    no_namespace = "no network namespace can be made here";
}

static void
count (guint *number)
{
  (*number)++;
}

static void
set_up (Fixture *f, gconstpointer data G_GNUC_UNUSED)
{
  static const char *const interfaces[] = { "ap0", "ap0far", "lan0", "lan0far", "aux0", "aux0far" };
  g_autoptr (ScModel) model = NULL;

  if (no_namespace != NULL)
    return;
  ip ("link add ap0 type veth peer name ap0far");
  ip ("link add lan0 type veth peer name lan0far");
  ip ("link add aux0 type veth peer name aux0far");
  for (guint i = 0; i < G_N_ELEMENTS (interfaces); i++)
    {
      g_autofree char *up = g_strdup_printf ("link set %s up", interfaces[i]);

      ip (up);
    }
  model = sc_test_model_new ("");
  f->clock = sc_system_clock_new ();
  f->link = SC_LINK (sc_manual_link_new (model, f->clock));
  f->cancellable = g_cancellable_new ();
  g_signal_connect_swapped (f->link, "changed", G_CALLBACK (count), &f->n_changed);
}

static void
tear_down (Fixture *f, gconstpointer data G_GNUC_UNUSED)
{
  if (no_namespace != NULL)
    return;
  g_clear_object (&f->result);
  g_object_add_weak_pointer (G_OBJECT (f->link), (gpointer *)&f->link);
  g_object_unref (f->link);
  g_assert_null (f->link); /* nobody keeps it */
  g_object_unref (f->cancellable);
  g_object_unref (f->clock);
  ip ("link del ap0");
  ip ("link del lan0");
  ip ("link del aux0");
}

static gboolean
on_too_late (gpointer too_late)
{
  *(gboolean *)too_late = TRUE;
  return G_SOURCE_REMOVE;
}

/* Runs until @condition, for as long as noticing may take. */
#define assert_soon(condition)                                                                     \
  G_STMT_START                                                                                     \
  {                                                                                                \
    gboolean too_late = FALSE;                                                                     \
    guint limit = g_timeout_add (NOTICE_US / 1000, on_too_late, &too_late);                        \
    while (!too_late && !(condition))                                                              \
      g_main_context_iteration (NULL, TRUE);                                                       \
    g_assert_true (condition);                                                                     \
    if (!too_late)                                                                                 \
      g_source_remove (limit);                                                                     \
  }                                                                                                \
  G_STMT_END

static void
on_done (GObject *source G_GNUC_UNUSED, GAsyncResult *result, gpointer user_data)
{
  Fixture *f = user_data;

  g_assert_null (f->result);
  f->result = g_object_ref (result);
}

static void
start_joining (Fixture *f)
{
  sc_link_join_async (f->link, NULL, f->cancellable, on_done, f);
}

static ScLease *
finish_joining (Fixture *f)
{
  g_autoptr (GError) error = NULL;
  ScLease *lease;

  assert_soon (f->result != NULL);
  lease = sc_link_join_finish (f->link, f->result, &error);
  g_assert_no_error (error);
  g_clear_object (&f->result);
  g_signal_connect_swapped (lease, "lost", G_CALLBACK (count), &f->n_lost);
  return lease;
}

/* Lets everything the kernel has told so far be noticed: the answer to one more change. */
static void
settle (Fixture *f)
{
  guint before;

  sc_link_regain_uplink (f->link);
  g_assert_cmpint (sc_link_get_uplink (f->link), ==, SC_UPLINK_NONE);
  before = f->n_changed;
  ip ("route add default dev aux0 metric 4711");
  assert_soon (f->n_changed > before);
  before = f->n_changed;
  ip ("route del default dev aux0 metric 4711");
  assert_soon (f->n_changed > before);
}

static gboolean
is_skipped (void)
{
  if (no_namespace != NULL)
    g_test_skip (no_namespace);
  return no_namespace != NULL;
}

static void
test_abilities (Fixture *f, gconstpointer data G_GNUC_UNUSED)
{
  if (is_skipped ())
    return;
  g_assert_cmpint (sc_link_get_abilities (f->link), ==, SC_LINK_CAN_NOTICE);
  g_assert_cmpuint (g_list_model_get_n_items (sc_link_get_access_points (f->link)), ==, 0);
  g_assert_cmpint (sc_link_get_uplink (f->link), ==, SC_UPLINK_NONE);
  g_assert_cmpint (sc_link_get_presence (f->link, NULL), ==, SC_PRESENCE_UNKNOWN);
}

static void
test_join (Fixture *f, gconstpointer data G_GNUC_UNUSED)
{
  g_autoptr (ScLease) lease = NULL;

  if (is_skipped ())
    return;
  start_joining (f);
  settle (f);
  g_assert_null (f->result); /* waits for the technician */
  ip ("addr add 10.123.45.2/24 dev ap0");
  lease = finish_joining (f);
  g_assert_cmpstr (sc_lease_get_base_uri (lease), ==, "http://10.123.45.1");
  g_assert_cmpstr (sc_lease_get_interface (lease), ==, "ap0");
  g_assert_null (sc_lease_get_access_point (lease));
  g_assert_true (sc_lease_is_alive (lease));
  g_assert_cmpint (sc_link_get_presence (f->link, NULL), ==, SC_PRESENCE_THERE);
}

static void
test_already_joined (Fixture *f, gconstpointer data G_GNUC_UNUSED)
{
  g_autoptr (ScLease) lease = NULL;

  if (is_skipped ())
    return;
  ip ("addr add 10.123.45.2/24 dev ap0");
  settle (f);
  start_joining (f);
  g_assert_null (f->result); /* never from within the call */
  lease = finish_joining (f);
  g_assert_cmpstr (sc_lease_get_interface (lease), ==, "ap0");
}

static void
test_cancel (Fixture *f, gconstpointer data G_GNUC_UNUSED)
{
  g_autoptr (GError) error = NULL;

  if (is_skipped ())
    return;
  start_joining (f);
  settle (f);
  g_cancellable_cancel (f->cancellable);
  assert_soon (f->result != NULL);
  g_assert_null (sc_link_join_finish (f->link, f->result, &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
  g_clear_error (&error);
  g_clear_object (&f->result);

  ip ("addr add 10.123.45.2/24 dev ap0"); /* comes too late: nobody waits any more */
  settle (f);
  g_assert_null (f->result);

  start_joining (f); /* cancelled before it began */
  assert_soon (f->result != NULL);
  g_assert_null (sc_link_join_finish (f->link, f->result, &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
}

static void
test_address_goes (Fixture *f, gconstpointer data G_GNUC_UNUSED)
{
  g_autoptr (ScLease) lease = NULL;

  if (is_skipped ())
    return;
  ip ("addr add 10.123.45.2/24 dev ap0");
  start_joining (f);
  lease = finish_joining (f);
  ip ("addr del 10.123.45.2/24 dev ap0");
  assert_soon (f->n_lost == 1);
  g_assert_false (sc_lease_is_alive (lease));
  g_assert_cmpint (sc_link_get_presence (f->link, NULL), ==, SC_PRESENCE_GONE);

  ip ("addr add 10.123.45.3/24 dev ap0"); /* the sensor is in set-up mode again */
  assert_soon (sc_link_get_presence (f->link, NULL) == SC_PRESENCE_SEEN_AGAIN);
  g_assert_false (sc_lease_is_alive (lease)); /* a lease does not come back */
  g_assert_cmpuint (f->n_lost, ==, 1);
  ip ("addr del 10.123.45.3/24 dev ap0");
  assert_soon (sc_link_get_presence (f->link, NULL) == SC_PRESENCE_GONE);

  g_clear_object (&lease);
  ip ("addr add 10.123.45.2/24 dev ap0");
  start_joining (f);
  lease = finish_joining (f);
  g_assert_cmpint (sc_link_get_presence (f->link, NULL), ==, SC_PRESENCE_THERE);
}

static void
lose_by (Fixture *f, const char *arguments)
{
  g_autoptr (ScLease) lease = NULL;

  ip ("addr add 10.123.45.2/24 dev ap0");
  start_joining (f);
  lease = finish_joining (f);
  ip (arguments);
  assert_soon (f->n_lost == 1);
  g_assert_cmpint (sc_link_get_presence (f->link, NULL), ==, SC_PRESENCE_GONE);
}

static void
test_link_goes_down (Fixture *f, gconstpointer data G_GNUC_UNUSED)
{
  if (!is_skipped ())
    lose_by (f, "link set ap0 down");
}

static void
test_carrier_goes (Fixture *f, gconstpointer data G_GNUC_UNUSED)
{
  if (!is_skipped ())
    lose_by (f, "link set ap0far down");
}

static void
test_interface_goes (Fixture *f, gconstpointer data G_GNUC_UNUSED)
{
  if (is_skipped ())
    return;
  lose_by (f, "link del ap0"); /* a USB adapter is pulled out */
  ip ("link add ap0 type veth peer name ap0far");
}

static void
test_other_address_stays (Fixture *f, gconstpointer data G_GNUC_UNUSED)
{
  g_autoptr (ScLease) lease = NULL;

  if (is_skipped ())
    return;
  ip ("addr add 10.123.45.2/24 dev ap0");
  start_joining (f);
  lease = finish_joining (f);
  ip ("addr add 10.123.45.7/25 dev ap0");
  ip ("addr del 10.123.45.2/24 dev ap0");
  settle (f);
  g_assert_true (sc_lease_is_alive (lease));
  g_assert_cmpint (sc_link_get_presence (f->link, NULL), ==, SC_PRESENCE_THERE);
}

static void
test_release (Fixture *f, gconstpointer data G_GNUC_UNUSED)
{
  g_autoptr (ScLease) lease = NULL;
  g_autoptr (GError) error = NULL;

  if (is_skipped ())
    return;
  ip ("addr add 10.123.45.2/24 dev ap0");
  start_joining (f);
  lease = finish_joining (f);
  for (int i = 0; i < 2; i++) /* any number of times */
    {
      sc_lease_release_async (lease, NULL, on_done, f);
      assert_soon (f->result != NULL);
      g_assert_true (sc_lease_release_finish (lease, f->result, &error));
      g_assert_no_error (error);
      g_clear_object (&f->result);
    }
  g_assert_false (sc_lease_is_alive (lease));
  g_assert_cmpint (sc_link_get_presence (f->link, NULL), ==, SC_PRESENCE_THERE); /* still */
  ip ("addr del 10.123.45.2/24 dev ap0");
  assert_soon (sc_link_get_presence (f->link, NULL) == SC_PRESENCE_GONE);
  g_assert_cmpuint (f->n_lost, ==, 0); /* given up, so not lost */
}

static void
test_uplink (Fixture *f, gconstpointer data G_GNUC_UNUSED)
{
  if (is_skipped ())
    return;
  ip ("addr add 10.123.45.2/24 dev ap0");
  ip ("route add default via 10.123.45.1 dev ap0"); /* as the sensor's DHCP server says */
  settle (f);
  g_assert_cmpint (sc_link_get_uplink (f->link), ==, SC_UPLINK_NONE);

  ip ("addr add 192.0.2.2/24 dev lan0");
  g_assert_cmpint (sc_link_get_uplink (f->link), ==, SC_UPLINK_NONE);
  ip ("route add default via 192.0.2.1 dev lan0 metric 100");
  assert_soon (sc_link_get_uplink (f->link) == SC_UPLINK_READY);
  ip ("link set lan0far down"); /* the cable is pulled: the route stays, dead */
  assert_soon (sc_link_get_uplink (f->link) == SC_UPLINK_NONE);
  ip ("link set lan0far up");
  assert_soon (sc_link_get_uplink (f->link) == SC_UPLINK_READY);
  ip ("route del default dev lan0");
  assert_soon (sc_link_get_uplink (f->link) == SC_UPLINK_NONE);
}

static void
test_uplink_same_adapter (Fixture *f, gconstpointer data G_GNUC_UNUSED)
{
  if (is_skipped ())
    return;
  ip ("addr add 10.123.45.2/24 dev ap0");
  ip ("route add default via 10.123.45.1 dev ap0");
  settle (f);
  g_assert_cmpint (sc_link_get_uplink (f->link), ==, SC_UPLINK_NONE);
  ip ("addr flush dev ap0"); /* the technician picks the site's own Wi-Fi again */
  ip ("addr add 192.0.2.2/24 dev ap0");
  ip ("route add default via 192.0.2.1 dev ap0");
  assert_soon (sc_link_get_uplink (f->link) == SC_UPLINK_READY);
}

static void
test_uplink_ipv6 (Fixture *f, gconstpointer data G_GNUC_UNUSED)
{
  if (is_skipped ())
    return;
  if (!g_file_test ("/proc/net/if_inet6", G_FILE_TEST_EXISTS))
    {
      g_test_skip ("this kernel has no IPv6");
      return;
    }
  ip ("-6 route add unreachable default metric 4711"); /* leads nowhere */
  ip ("-6 addr add 2001:db8::2/64 dev lan0 nodad");
  ip ("-6 route add default via 2001:db8::1 dev lan0");
  assert_soon (sc_link_get_uplink (f->link) == SC_UPLINK_READY);
  ip ("-6 route del default via 2001:db8::1 dev lan0");
  assert_soon (sc_link_get_uplink (f->link) == SC_UPLINK_NONE);
  ip ("-6 route del unreachable default metric 4711");
}

static void
test_not_the_sensors_network (Fixture *f, gconstpointer data G_GNUC_UNUSED)
{
  g_autoptr (ScLease) lease = NULL;

  if (is_skipped ())
    return;
  start_joining (f);
  ip ("addr add 10.123.45.77/8 dev lan0"); /* a factory network around the sensor's */
  ip ("addr add 10.123.46.2/24 dev ap0");
  ip ("addr add 10.123.45.1/24 dev lan0far"); /* the sensor's own address */
  settle (f);
  g_assert_null (f->result);
  ip ("addr add 10.123.45.2/24 dev ap0");
  lease = finish_joining (f);
  g_assert_cmpstr (sc_lease_get_interface (lease), ==, "ap0");
}

static void
test_stays_with_its_interface (Fixture *f, gconstpointer data G_GNUC_UNUSED)
{
  g_autoptr (ScLease) lease = NULL;

  if (is_skipped ())
    return;
  ip ("addr add 10.123.45.2/24 dev lan0");
  start_joining (f);
  lease = finish_joining (f);
  g_assert_cmpstr (sc_lease_get_interface (lease), ==, "lan0");
  ip ("addr add 10.123.45.3/24 dev ap0"); /* a second one changes nothing */
  settle (f);
  g_assert_true (sc_lease_is_alive (lease));
  ip ("addr del 10.123.45.3/24 dev ap0");
  settle (f);
  g_assert_true (sc_lease_is_alive (lease));
  ip ("addr del 10.123.45.2/24 dev lan0");
  assert_soon (f->n_lost == 1);
}

/* More news than the socket holds, while nobody reads: the kernel drops some (ENOBUFS). */
static void
test_news_are_lost (Fixture *f, gconstpointer data G_GNUC_UNUSED)
{
  g_autofree char *folder = g_dir_make_tmp ("sc-link-XXXXXX", NULL);
  g_autofree char *path = g_build_filename (folder, "batch", NULL);
  g_autofree char *arguments = g_strconcat ("-batch ", path, NULL);
  g_autoptr (GString) batch = g_string_new (NULL);
  g_autoptr (ScLease) lease = NULL;

  if (is_skipped ())
    return;
  start_joining (f);
  for (int i = 0; i < 3000; i++)
    g_string_append (batch, "link set lan0 mtu 1400\nlink set lan0 mtu 1500\n");
  g_string_append (batch, "addr add 10.123.45.2/24 dev ap0\n");
  g_assert_true (g_file_set_contents (path, batch->str, batch->len, NULL));
  ip (arguments);
  lease = finish_joining (f);
  g_assert_cmpstr (sc_lease_get_interface (lease), ==, "ap0");
  ip ("addr del 10.123.45.2/24 dev ap0"); /* and still listens */
  assert_soon (f->n_lost == 1);
  unlink (path);
  rmdir (folder);
}

/* No file descriptor can be had from now on, so no socket either. */
static struct rlimit
take_sockets_away (void)
{
  struct rlimit before, limit;

  g_assert_cmpint (getrlimit (RLIMIT_NOFILE, &before), ==, 0);
  limit = before;
  limit.rlim_cur = 0;
  g_assert_cmpint (setrlimit (RLIMIT_NOFILE, &limit), ==, 0);
  return before;
}

static void
test_no_netlink (Fixture *f, gconstpointer data G_GNUC_UNUSED)
{
  g_autoptr (ScModel) model = sc_test_model_new ("");
  g_autoptr (ScClock) clock = sc_system_clock_new ();
  g_autoptr (ScLink) link = NULL;
  g_autoptr (GError) error = NULL;
  struct rlimit before = take_sockets_away ();

  link = SC_LINK (sc_manual_link_new (model, clock));
  setrlimit (RLIMIT_NOFILE, &before);
  g_assert_cmpint (sc_link_get_uplink (link), ==, SC_UPLINK_UNKNOWN);
  sc_link_rescan (link);
  sc_link_join_async (link, NULL, NULL, on_done, f);
  assert_soon (f->result != NULL);
  g_assert_null (sc_link_join_finish (link, f->result, &error));
  g_assert_error (error, SC_ERROR, SC_ERROR_LINK_NOT_JOINED);
  g_clear_object (&f->result);
}

static void
test_state_cannot_be_asked (Fixture *f, gconstpointer data G_GNUC_UNUSED)
{
  g_autoptr (ScLease) lease = NULL;
  struct rlimit before;

  if (is_skipped ())
    return;
  ip ("addr add 10.123.45.2/24 dev ap0");
  start_joining (f);
  lease = finish_joining (f);
  before = take_sockets_away ();
  sc_link_regain_uplink (f->link); /* fails: what was known stays */
  setrlimit (RLIMIT_NOFILE, &before);
  g_assert_true (sc_lease_is_alive (lease));
  g_assert_cmpint (sc_link_get_presence (f->link, NULL), ==, SC_PRESENCE_THERE);
  ip ("addr del 10.123.45.2/24 dev ap0");
  assert_soon (f->n_lost == 1); /* asked again by itself */
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  enter_namespace ();
#define ADD(path, func) g_test_add ("/manual-link/" path, Fixture, NULL, set_up, func, tear_down)
  ADD ("abilities", test_abilities);
  ADD ("join", test_join);
  ADD ("already-joined", test_already_joined);
  ADD ("cancel", test_cancel);
  ADD ("address-goes", test_address_goes);
  ADD ("link-goes-down", test_link_goes_down);
  ADD ("carrier-goes", test_carrier_goes);
  ADD ("interface-goes", test_interface_goes);
  ADD ("other-address-stays", test_other_address_stays);
  ADD ("release", test_release);
  ADD ("uplink", test_uplink);
  ADD ("uplink-same-adapter", test_uplink_same_adapter);
  ADD ("uplink-ipv6", test_uplink_ipv6);
  ADD ("not-the-sensors-network", test_not_the_sensors_network);
  ADD ("stays-with-its-interface", test_stays_with_its_interface);
  ADD ("news-are-lost", test_news_are_lost);
  ADD ("no-netlink", test_no_netlink);
  ADD ("state-cannot-be-asked", test_state_cannot_be_asked);
#undef ADD
  return g_test_run ();
}
