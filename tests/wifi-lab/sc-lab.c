/* SPDX-FileCopyrightText: 2026 The Sensor Commissioner authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "sc-lab.h"

#include <glib/gstdio.h>
#include <sqlite3.h>
#include <string.h>

#define ORDERS "/run/lab/orders"
#define ANSWERS "/run/lab/answers"
#define NM_LOG "/run/lab/results/NetworkManager.log"
#define AP_GONE_FILE "/run/lab/ap-gone" /* microseconds since 1970 */
#define AP_GONE 0                       /* no step of the journal */
#define CA_FILE "/run/lab/ca.pem"
#define ENDPOINT "https://203.0.113.10"
#define CLIENT_ID "PRACTICE-CLIENT"
#define CLIENT_SECRET "practice-secret-0000"
#define LOOK_US (300 * 1000)
#define CONTACT_MS 120000 /* the attempts after joining, and half a minute between looks */

/* Orders */

/**
 * sc_lab_try_order:
 * @order: see tests/wifi-lab/air
 *
 * Has it done by the machine's root.
 *
 * Returns: whether it worked out
 */
gboolean
sc_lab_try_order (const char *order)
{
  static FILE *answers = NULL;
  FILE *orders = fopen (ORDERS, "w");
  char answer[8] = "";

  /* Open for writing, too: so the end of who wrote the last answer is not the end of all. */
  if (answers == NULL)
    answers = fopen (ANSWERS, "r+");
  g_assert_nonnull (answers);
  g_assert_nonnull (orders);
  g_assert_cmpint (fprintf (orders, "%s\n", order), >, 0);
  g_assert_cmpint (fclose (orders), ==, 0);
  g_assert_nonnull (fgets (answer, sizeof answer, answers));
  return answer[0] == '0';
}

void
sc_lab_order (const char *format, ...)
{
  g_autofree char *order = NULL;
  va_list arguments;

  va_start (arguments, format);
  order = g_strdup_vprintf (format, arguments);
  va_end (arguments);
  if (!sc_lab_try_order (order))
    g_error ("the lab cannot: %s (see orders.log)", order);
}

/* The place */

static void
make_place (const ScLabPlace *place)
{
  g_autofree char *ssid = g_base64_encode ((const guchar *)place->ssid, strlen (place->ssid));
  g_autofree char *key = g_base64_encode ((const guchar *)place->key, strlen (place->key));

  sc_lab_order ("site %s %s %s", ssid, key, place->kind);
  sc_lab_order ("cloud all-well");
  sc_lab_order ("own");
  sc_lab_order ("sensor %s", place->addresses);
}

/* The site network as it was entered the last time the program was used here. */
static void
remember_site_network (ScLab *lab, const char *security)
{
  const char *ssid = lab->place->ssid;
  g_autoptr (GVariant) bytes =
      g_variant_ref_sink (g_variant_new_fixed_array (G_VARIANT_TYPE_BYTE, ssid, strlen (ssid), 1));
  g_autofree char *printed = g_variant_print (bytes, FALSE);
  g_autofree char *folder =
      g_build_filename (lab->computer.home, "config", "glib-2.0", "settings", NULL);
  g_autofree char *path = g_build_filename (folder, "keyfile", NULL);
  g_autofree char *text = g_strdup_printf ("[io/github/sensor_commissioner/SensorCommissioner]\n"
                                           "site-ssid=%s\nsite-security='%s'\n",
                                           printed, security);

  g_assert_cmpint (g_mkdir_with_parents (folder, 0700), ==, 0);
  g_assert_true (g_file_set_contents (path, text, -1, NULL));
}

/**
 * sc_lab_set_up:
 * @lab: to fill in
 * @place: where it is
 *
 * The laptop is online by its own profile, a sensor is in range, and the program is started.
 */
void
sc_lab_set_up (ScLab *lab, const ScLabPlace *place)
{
  g_autoptr (GError) error = NULL;

  *lab = (ScLab){ .place = place };
  lab->bus = g_bus_get_sync (G_BUS_TYPE_SYSTEM, NULL, &error);
  g_assert_no_error (error);
  make_place (place);
  sc_case_init (&lab->computer);
  /* It stays, to be looked into afterwards. */
  g_assert_cmpint (g_rename (lab->computer.home, SC_LAB_FOLDER "/home"), ==, 0);
  g_free (lab->computer.home);
  lab->computer.home = g_strdup (SC_LAB_FOLDER "/home");
  if (g_str_equal (place->kind, "wpa3"))
    remember_site_network (lab, "wpa3");
  sc_lab_start (lab);
}

/**
 * sc_lab_start:
 * @lab: a laptop on which the program does not run
 *
 * Starts it.
 */
void
sc_lab_start (ScLab *lab)
{
  sc_case_start (&lab->computer);
  lab->computer.wizard.pictures = SC_LAB_FOLDER;
  lab->computer.wizard.started_us = g_get_monotonic_time ();
}

/* The time line, in seconds since *Join*: the program's own journal, and when the sensor's
 * network went off the air. */

static const struct
{
  ScStepKind kind;
  const char *name;
} milestones[] = {
  { SC_STEP_JOINED, "join" },        { SC_STEP_IDENTIFIED, "identify" },
  { SC_STEP_ADD_ANSWERED, "sent" },  { AP_GONE, "AP gone" },
  { SC_STEP_UPLINK_BACK, "uplink" }, { SC_STEP_PROVISION_ACCEPTED, "provisioned" },
  { SC_STEP_CONTACT, "contact" },
};

static gint64
milestone_us (ScLab *lab, ScStepKind kind)
{
  g_autofree char *text = NULL;

  if (kind != AP_GONE)
    return sc_steps_time_us (lab->computer.home, kind);
  return g_file_get_contents (AP_GONE_FILE, &text, NULL, NULL) ? g_ascii_strtoll (text, NULL, 10)
                                                               : 0;
}

static void
write_time_line (ScLab *lab)
{
  g_autoptr (GString) line = g_string_new (NULL);

  if (lab->note != NULL)
    {
      g_assert_true (g_file_set_contents (SC_LAB_FOLDER "/times", lab->note, -1, NULL));
      return;
    }
  for (guint i = 0; i < G_N_ELEMENTS (milestones); i++)
    {
      gint64 time_us = milestone_us (lab, milestones[i].kind);

      if (time_us != 0)
        g_string_append_printf (line, "%s %.1f, ", milestones[i].name,
                                (double)(time_us - lab->begun_us) / 1e6);
    }
  g_string_truncate (line, line->len >= 2 ? line->len - 2 : 0);
  g_assert_true (g_file_set_contents (SC_LAB_FOLDER "/times", line->str, -1, NULL));
}

/**
 * sc_lab_tear_down:
 * @lab: a laptop
 *
 * Ends the program and writes down when what happened.
 */
void
sc_lab_tear_down (ScLab *lab)
{
  g_clear_pointer (&lab->computer.wizard.driver, sc_driver_free);
  write_time_line (lab);
  g_clear_pointer (&lab->computer.home, g_free); /* not removed */
  sc_case_clear (&lab->computer);
  if (lab->route_watch != NULL)
    g_subprocess_force_exit (lab->route_watch);
  g_clear_object (&lab->route_watch);
  g_clear_pointer (&lab->note, g_free);
  g_clear_object (&lab->bus);
}

/* The technician */

/**
 * sc_lab_fill_in:
 * @lab: a laptop at Prepare, nothing filled in
 * @key: password of the site network as the technician has it
 *
 * Fills it in, signs in, and goes on to the page Sensor.
 */
void
sc_lab_fill_in (ScLab *lab, const char *key)
{
  ScWizard *wizard = &lab->computer.wizard;
  ScDriver *driver = wizard->driver;

  g_assert_true (sc_driver_fill (driver, "API endpoint", ENDPOINT));
  g_assert_true (sc_driver_fill (driver, "Client ID", CLIENT_ID));
  g_assert_true (sc_driver_fill (driver, "Client secret", CLIENT_SECRET));
  g_assert_true (sc_driver_fill (driver, "Authority file", CA_FILE));
  g_assert_true (sc_driver_fill (driver, "Network name", lab->place->ssid));
  g_assert_true (sc_driver_fill (driver, "Password", key));
  g_assert_true (sc_wizard_sign_in (wizard));
  g_assert_true (sc_wizard_go_on (wizard, "_Continue"));
}

/**
 * sc_lab_prepare:
 * @lab: a laptop at Prepare, nothing filled in
 * @key: password of the site network as the technician has it
 *
 * On to the page Sensor.
 */
void
sc_lab_prepare (ScLab *lab, const char *key)
{
  ScWizard *wizard = &lab->computer.wizard;

  sc_lab_fill_in (lab, key);
  g_assert_true (sc_wizard_arrive (wizard, "Find the sensor", "02-sensor.png"));
}

/**
 * sc_lab_begin_time_line:
 * @lab: a laptop that is about to join a sensor's network
 *
 * What is written down of a case counts from here.
 */
void
sc_lab_begin_time_line (ScLab *lab)
{
  lab->begun_us = g_get_real_time ();
}

/**
 * sc_lab_join:
 * @lab: a laptop at Sensor
 *
 * Has the program join the sensor's network; the time line begins.
 */
void
sc_lab_join (ScLab *lab)
{
  sc_lab_begin_time_line (lab);
  g_assert_true (sc_wizard_join (&lab->computer.wizard));
}

/**
 * sc_lab_choose_sensor:
 * @lab: a laptop at Sensor
 * @name: of a network in the list
 *
 * Goes there by keyboard.
 */
void
sc_lab_choose_sensor (ScLab *lab, const char *name)
{
  ScDriver *driver = lab->computer.wizard.driver;
  g_autofree char *row = g_strconcat (name, "*", NULL);

  for (guint i = 0; i < 4; i++)
    {
      g_autoptr (ScAtspiNode) node = sc_atspi_find (driver->atspi, SC_ATSPI_ROW, row);

      if (node != NULL && sc_atspi_has_state (node, ATSPI_STATE_SELECTED))
        return;
      g_assert_true (sc_driver_focus (driver, SC_ATSPI_ROW, "SMS*"));
      g_assert_true (sc_screen_key (driver->screen, i < 2 ? "Down" : "Up"));
    }
  g_error ("“%s” cannot be chosen", name);
}

/**
 * sc_lab_read:
 * @lab: a laptop at Prepare, nothing filled in
 * @key: password of the site network as the technician has it
 *
 * On to the page Review.
 */
void
sc_lab_read (ScLab *lab, const char *key)
{
  ScWizard *wizard = &lab->computer.wizard;

  sc_lab_prepare (lab, key);
  sc_lab_join (lab);
  g_assert_true (sc_wizard_arrive (wizard, "Review", "03-review.png"));
}

/**
 * sc_lab_send:
 * @lab: a laptop at Review
 */
void
sc_lab_send (ScLab *lab)
{
  g_assert_true (sc_wizard_send (&lab->computer.wizard));
}

/**
 * sc_lab_finish:
 * @lab: a laptop at Connect
 *
 * Until the sensor has made its first contact over the site network, and this laptop is where it
 * was, without a trace of ours.
 */
void
sc_lab_finish (ScLab *lab)
{
  ScWizard *wizard = &lab->computer.wizard;

  g_assert_true (sc_wizard_finish (wizard));
  g_assert_true (sc_driver_expect_text (wizard->driver, "In contact with the cloud", CONTACT_MS));
  sc_wizard_say (wizard, "in contact");
  sc_lab_assert_as_before (lab);
}

/* What NetworkManager says */

static GVariant *
ask (ScLab *lab, const char *path, const char *interface, const char *method, GVariant *parameters)
{
  g_autoptr (GError) error = NULL;
  GVariant *reply = g_dbus_connection_call_sync (lab->bus, "org.freedesktop.NetworkManager", path,
                                                 interface, method, parameters, NULL,
                                                 G_DBUS_CALL_FLAGS_NONE, -1, NULL, &error);

  if (reply == NULL)
    g_message ("%s: %s", method, error->message);
  return reply;
}

static GVariant *
get (ScLab *lab, const char *path, const char *interface, const char *property)
{
  g_autoptr (GVariant) reply = ask (lab, path, "org.freedesktop.DBus.Properties", "Get",
                                    g_variant_new ("(ss)", interface, property));
  g_autoptr (GVariant) boxed = reply != NULL ? g_variant_get_child_value (reply, 0) : NULL;

  return boxed != NULL ? g_variant_get_variant (boxed) : NULL;
}

/* (nullable): the name of the profile by which its Wi-Fi is connected */
static char *
get_network (ScLab *lab)
{
  g_autoptr (GVariant) reply =
      ask (lab, "/org/freedesktop/NetworkManager", "org.freedesktop.NetworkManager",
           "GetDeviceByIpIface", g_variant_new ("(s)", "wlan0"));
  g_autoptr (GVariant) active = NULL;
  g_autoptr (GVariant) id = NULL;
  g_autoptr (GVariant) state = NULL;
  const char *device;
  const char *path;

  if (reply == NULL)
    return NULL;
  g_variant_get (reply, "(&o)", &device);
  active = get (lab, device, "org.freedesktop.NetworkManager.Device", "ActiveConnection");
  path = active != NULL ? g_variant_get_string (active, NULL) : "/";
  if (g_str_equal (path, "/"))
    return NULL;
  id = get (lab, path, "org.freedesktop.NetworkManager.Connection.Active", "Id");
  state = get (lab, path, "org.freedesktop.NetworkManager.Connection.Active", "State");
  if (id == NULL || state == NULL || g_variant_get_uint32 (state) != 2)
    return NULL;
  return g_variant_dup_string (id, NULL);
}

/* The program's own temporary profiles */
static guint
count_temporary (ScLab *lab)
{
  g_autoptr (GVariant) reply =
      ask (lab, "/org/freedesktop/NetworkManager/Settings",
           "org.freedesktop.NetworkManager.Settings", "ListConnections", NULL);
  g_autoptr (GVariantIter) paths = NULL;
  const char *path;
  guint n = 0;

  g_assert_nonnull (reply);
  g_variant_get (reply, "(ao)", &paths);
  while (g_variant_iter_next (paths, "&o", &path))
    {
      g_autoptr (GVariant) settings = ask (
          lab, path, "org.freedesktop.NetworkManager.Settings.Connection", "GetSettings", NULL);
      g_autofree char *text = settings != NULL ? g_variant_print (settings, FALSE) : NULL;

      n += text != NULL && strstr (text, "(temporary)") != NULL;
    }
  return n;
}

typedef gboolean (*Condition) (ScLab *lab, const char *text);

static void
wait_until (ScLab *lab, Condition condition, const char *text, const char *what)
{
  gint64 end_us = g_get_monotonic_time () + SC_WIZARD_PATIENCE * G_TIME_SPAN_MILLISECOND;

  while (!condition (lab, text))
    {
      if (g_get_monotonic_time () > end_us)
        {
          if (lab->computer.wizard.driver != NULL)
            sc_driver_complain (lab->computer.wizard.driver, "%s: %s", what, text);
          g_error ("%s: %s", what, text);
        }
      while (g_main_context_iteration (NULL, FALSE))
        ;
      g_usleep (LOOK_US);
    }
}

static gboolean
is_on (ScLab *lab, const char *id)
{
  g_autofree char *now = get_network (lab);

  return g_strcmp0 (now, id) == 0;
}

/**
 * sc_lab_wait_for_network:
 * @lab: a laptop
 * @id: name of a profile
 *
 * Until its Wi-Fi is connected by that.
 */
void
sc_lab_wait_for_network (ScLab *lab, const char *id)
{
  wait_until (lab, is_on, id, "the laptop is not on");
}

static gboolean
has_no_temporary (ScLab *lab, const char *text G_GNUC_UNUSED)
{
  return count_temporary (lab) == 0;
}

/**
 * sc_lab_assert_as_before:
 * @lab: a laptop
 *
 * Until it is where it was before the visit, without a trace of ours.
 */
void
sc_lab_assert_as_before (ScLab *lab)
{
  sc_lab_wait_for_network (lab, SC_LAB_OWN);
  wait_until (lab, has_no_temporary, "", "a temporary profile is left over");
}

static gboolean
has_logged (ScLab *lab, const char *text)
{
  g_autofree char *log = NULL;

  return g_file_get_contents (lab->computer.wizard.driver->log, &log, NULL, NULL)
         && strstr (log, text) != NULL;
}

/**
 * sc_lab_wait_for_log:
 * @lab: a laptop
 * @text: what the program writes into its log
 */
void
sc_lab_wait_for_log (ScLab *lab, const char *text)
{
  wait_until (lab, has_logged, text, "never logged");
}

static gboolean
has_ended (ScLab *lab, const char *text G_GNUC_UNUSED)
{
  return g_subprocess_get_identifier (lab->computer.wizard.driver->process) == NULL;
}

/**
 * sc_lab_wait_for_end:
 * @lab: a laptop whose program will be killed
 */
void
sc_lab_wait_for_end (ScLab *lab)
{
  wait_until (lab, has_ended, "the program", "still running");
}

/**
 * sc_lab_picture:
 * @lab: a laptop
 * @name: file name
 *
 * Takes a picture of the window.
 */
void
sc_lab_picture (ScLab *lab, const char *name)
{
  g_autofree char *path = g_build_filename (SC_LAB_FOLDER, name, NULL);
  g_autoptr (GError) error = NULL;

  sc_screen_shoot (lab->computer.wizard.driver->screen, path, SC_DRIVER_SOON, &error);
  g_assert_no_error (error);
}

/**
 * sc_lab_read_switch_times:
 *
 * From NetworkManager's own log.
 *
 * Returns: (transfer full) (element-type double): for each time that wlan0 went from one network to
 *   another, how many seconds it was on neither; oldest first
 */
GArray *
sc_lab_read_switch_times (void)
{
  GArray *times = g_array_new (FALSE, FALSE, sizeof (double));
  g_autofree char *log = NULL;
  g_auto (GStrv) lines = NULL;
  double left = 0.0;

  g_assert_true (g_file_get_contents (NM_LOG, &log, NULL, NULL));
  lines = g_strsplit (log, "\n", -1);
  for (guint i = 0; lines[i] != NULL; i++)
    {
      const char *clock = strchr (lines[i], '[');
      double now = clock != NULL ? g_ascii_strtod (clock + 1, NULL) : 0.0;

      if (strstr (lines[i], "device (wlan0): state change: activated ->") != NULL)
        left = now;
      else if (left > 0.0
               && strstr (lines[i], "device (wlan0): state change: secondaries ->") != NULL)
        {
          double time = now - left;

          g_array_append_val (times, time);
          left = 0.0;
        }
    }
  return times;
}

/**
 * sc_lab_watch_default_route:
 * @lab: a laptop
 *
 * From now on whatever happens to a default route is written down.
 */
void
sc_lab_watch_default_route (ScLab *lab)
{
  const char *argv[] = { "ip", "-4", "monitor", "route", NULL };
  g_autoptr (GSubprocessLauncher) launcher = g_subprocess_launcher_new (G_SUBPROCESS_FLAGS_NONE);
  g_autoptr (GError) error = NULL;

  g_subprocess_launcher_set_stdout_file_path (launcher, SC_LAB_FOLDER "/routes");
  lab->route_watch = g_subprocess_launcher_spawnv (launcher, argv, &error);
  g_assert_no_error (error);
}

/**
 * sc_lab_assert_default_route_kept:
 * @lab: a laptop whose default routes are watched
 *
 * The one through the cable was there all the time, and none through the sensor ever came.
 */
void
sc_lab_assert_default_route_kept (ScLab *lab)
{
  g_autofree char *changes = NULL;
  g_auto (GStrv) lines = NULL;

  g_assert_true (g_file_get_contents (SC_LAB_FOLDER "/routes", &changes, NULL, NULL));
  lines = g_strsplit (changes, "\n", -1);
  for (guint i = 0; lines[i] != NULL; i++)
    if (strstr (lines[i], "default") != NULL
        && (strstr (lines[i], "eth0") != NULL || strstr (lines[i], "10.123.45.") != NULL))
      g_error ("a default route changed: %s", lines[i]);
}
