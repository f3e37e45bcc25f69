/* SPDX-FileCopyrightText: 2026 The Sensor Commissioner authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "sc-wizard.h"

#include "sc-atspi-report.h"

#include <libintl.h>

/**
 * sc_wizard_translate:
 * @text: as in the program's source
 *
 * Returns: (transfer full): as it is read on the screen: in the program's language, without
 *   mnemonic; a place for a value (`%s`) becomes `*`, see sc_atspi_name_is()
 */
char *
sc_wizard_translate (const char *text)
{
  g_auto (GStrv) parts = g_strsplit (dgettext (GETTEXT_PACKAGE, text), "_", -1);
  g_autofree char *plain = g_strjoinv ("", parts);
  g_auto (GStrv) around = g_strsplit (plain, "%s", -1);

  return g_strjoinv ("*", around);
}

/**
 * sc_wizard_say:
 * @self: a wizard
 * @format: what is happening, as for printf()
 * @...: for @format
 *
 * Prints it with the time since the start, if that is wanted.
 */
void
sc_wizard_say (ScWizard *self, const char *format, ...)
{
  g_autofree char *message = NULL;
  va_list arguments;

  if (self->started_us == 0)
    return;
  va_start (arguments, format);
  message = g_strdup_vprintf (format, arguments);
  va_end (arguments);
  g_print ("%6.1f s  %s\n", (double)(g_get_monotonic_time () - self->started_us) / 1e6, message);
}

/**
 * sc_wizard_go_on:
 * @self: a wizard
 * @label: of the page's main button
 *
 * Presses it once that can be done; by keyboard with Enter.
 */
gboolean
sc_wizard_go_on (ScWizard *self, const char *label)
{
  g_autofree char *name = sc_wizard_translate (label);

  sc_wizard_say (self, "  “%s”%s", name, self->by_keyboard ? " by Enter" : "");
  if (!self->by_keyboard)
    return sc_driver_press_within (self->driver, name, SC_WIZARD_PATIENCE);
  return sc_driver_expect_ready (self->driver, name, SC_WIZARD_PATIENCE)
         && sc_screen_key (self->driver->screen, "Return");
}

/**
 * sc_wizard_see:
 * @self: a wizard
 * @text: what must come to be said, anywhere in the window
 */
gboolean
sc_wizard_see (ScWizard *self, const char *text)
{
  g_autofree char *translated = sc_wizard_translate (text);

  if (!sc_driver_expect_text (self->driver, translated, SC_WIZARD_PATIENCE))
    return FALSE;
  sc_wizard_say (self, "  it says “%s”", translated);
  return TRUE;
}

typedef struct
{
  const char *one;
  const char *other;
} Either;

static gboolean
says_either (ScAtspi *atspi, gpointer user_data)
{
  const Either *either = user_data;

  return sc_atspi_has_text (atspi, either->one) || sc_atspi_has_text (atspi, either->other);
}

/**
 * sc_wizard_see_either:
 * @self: a wizard
 * @one: what may come to be said
 * @other: what else may
 */
gboolean
sc_wizard_see_either (ScWizard *self, const char *one, const char *other)
{
  g_autofree char *one_text = sc_wizard_translate (one);
  g_autofree char *other_text = sc_wizard_translate (other);
  Either either = { one_text, other_text };

  if (sc_atspi_wait_until (self->driver->atspi, SC_WIZARD_PATIENCE, says_either, &either))
    return TRUE;
  sc_driver_complain (self->driver, "nothing said “%s” or “%s”", one_text, other_text);
  return FALSE;
}

/**
 * sc_wizard_shows:
 * @self: a wizard
 * @kind: what it is
 * @name: what it is called
 *
 * Returns: whether there is such a thing at this moment
 */
gboolean
sc_wizard_shows (ScWizard *self, ScAtspiKind kind, const char *name)
{
  g_autofree char *translated = sc_wizard_translate (name);
  g_autoptr (ScAtspiNode) node = sc_atspi_find (self->driver->atspi, kind, translated);

  return node != NULL;
}

static gboolean
has_names (ScWizard *self)
{
  g_autoptr (GPtrArray) unnamed = NULL;

  if (!self->wants_names)
    return TRUE;
  unnamed = sc_atspi_list_unnamed (self->driver->atspi);
  for (guint i = 0; i < unnamed->len; i++)
    sc_driver_complain (self->driver, "a control without a name: %s",
                        (const char *)g_ptr_array_index (unnamed, i));
  return unnamed->len == 0;
}

static gboolean
take_picture (ScWizard *self, const char *picture)
{
  g_autofree char *path = NULL;
  g_autoptr (GError) error = NULL;

  if (self->pictures == NULL || picture == NULL)
    return TRUE;
  path = g_build_filename (self->pictures, picture, NULL);
  if (sc_screen_shoot (self->driver->screen, path, SC_DRIVER_SOON, &error))
    return TRUE;
  g_printerr ("%s\n", error->message);
  return FALSE;
}

/**
 * sc_wizard_arrive:
 * @self: a wizard
 * @heading: of the page
 * @picture: (nullable): file name for its picture
 *
 * Waits for a page, takes its picture, and sees that each of its controls has a name, if that is
 * wanted.
 */
gboolean
sc_wizard_arrive (ScWizard *self, const char *heading, const char *picture)
{
  g_autofree char *name = sc_wizard_translate (heading);

  if (!sc_driver_expect_within (self->driver, SC_ATSPI_HEADING, name, SC_WIZARD_PATIENCE))
    return FALSE;
  sc_wizard_say (self, "%s", name);
  return take_picture (self, picture) && has_names (self);
}

/**
 * sc_wizard_sign_in:
 * @self: a wizard
 *
 * On the page Prepare, filled in: signs in, with whatever result.
 */
gboolean
sc_wizard_sign_in (ScWizard *self)
{
  return sc_wizard_arrive (self, "Prepare", "01-prepare.png") && sc_wizard_go_on (self, "_Sign In");
}

/**
 * sc_wizard_prepare:
 * @self: a wizard
 *
 * Signs in and goes on to the page Sensor.
 */
gboolean
sc_wizard_prepare (ScWizard *self)
{
  return sc_wizard_sign_in (self) && sc_wizard_go_on (self, "_Continue")
         && sc_wizard_arrive (self, "Find the sensor", "02-sensor.png");
}

/**
 * sc_wizard_join:
 * @self: a wizard
 *
 * Joins the network of the sensor that is chosen.
 */
gboolean
sc_wizard_join (ScWizard *self)
{
  return sc_wizard_go_on (self, "_Join");
}

/**
 * sc_wizard_read:
 * @self: a wizard
 *
 * From Prepare to the page Review.
 */
gboolean
sc_wizard_read (ScWizard *self)
{
  return sc_wizard_prepare (self) && sc_wizard_join (self)
         && sc_wizard_arrive (self, "Review", "03-review.png");
}

/* Sending shows the Wi-Fi password to whoever listens; the page wants that accepted once, and
 * takes the focus there if it was not. */
static gboolean
accept_open_network (ScWizard *self)
{
  const char *label = "I accept that the Wi-Fi password is sent unencrypted";
  g_autofree char *name = sc_wizard_translate (label);

  if (!sc_wizard_shows (self, SC_ATSPI_CHECK, label))
    return TRUE;
  if (!sc_wizard_go_on (self, "_Send") || !sc_driver_expect_focus (self->driver, name)
      || !sc_screen_key (self->driver->screen, "space")
      || !sc_driver_expect_state (self->driver, SC_ATSPI_CHECK, name, ATSPI_STATE_CHECKED))
    return FALSE;
  sc_wizard_say (self, "  “%s”", name);
  return TRUE;
}

/**
 * sc_wizard_send:
 * @self: a wizard
 *
 * On the page Review: consents, and sees the page Connect. The picture is of the countdown, if
 * there is one.
 */
gboolean
sc_wizard_send (ScWizard *self)
{
  return accept_open_network (self) && sc_wizard_go_on (self, "_Send")
         && sc_wizard_arrive (self, "Sensor %s", NULL)
         && (self->pictures == NULL
             || (sc_wizard_see_either (self, "Time left to provision", "Accepted by the cloud")
                 && take_picture (self, "04-connect.png")));
}

/**
 * sc_wizard_finish:
 * @self: a wizard
 *
 * On the page Connect: waits until the sensor is provisioned, and goes on to the page Done.
 */
gboolean
sc_wizard_finish (ScWizard *self)
{
  return sc_wizard_see (self, "Accepted by the cloud") && sc_wizard_go_on (self, "_Go On")
         && sc_wizard_arrive (self, "Sensor %s is commissioned", "05-done.png");
}
