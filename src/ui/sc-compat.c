/* SPDX-FileCopyrightText: 2026 The Sensor Commissioner authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "sc-compat.h"

#include "sc-portal.h"

#include <glib/gi18n-lib.h>

typedef struct
{
  ScCompatAnswerFunc answer;
  ScCompatFileFunc file;
  gpointer user_data;
  GDestroyNotify destroy;
} Callback;

static Callback *
callback_new (ScCompatAnswerFunc answer, ScCompatFileFunc file, gpointer user_data,
              GDestroyNotify destroy)
{
  Callback *callback = g_new0 (Callback, 1);

  callback->answer = answer;
  callback->file = file;
  callback->user_data = user_data;
  callback->destroy = destroy;
  return callback;
}

/* What it is for is over. */
static void
callback_finish (Callback *callback)
{
  GDestroyNotify destroy = g_steal_pointer (&callback->destroy);

  if (destroy != NULL)
    destroy (g_steal_pointer (&callback->user_data));
}

static void
callback_free (Callback *callback)
{
  callback_finish (callback);
  g_free (callback);
}

static void
callback_free_closure (gpointer callback, GClosure *closure G_GNUC_UNUSED)
{
  callback_free (callback);
}

/* A question */

static void
on_response (gpointer dialog G_GNUC_UNUSED, const char *response, gpointer user_data)
{
  Callback *callback = user_data;

  ScCompatAnswerFunc answer = g_steal_pointer (&callback->answer);

  /* Once: an answer may take the window away, and the question with it. */
  if (answer == NULL)
    return;
  answer (response, callback->user_data);
  callback_finish (callback);
}

/* Enter means the last answer, unless that loses something. */
static const char *
default_answer (const ScCompatAnswer *answers, guint n_answers)
{
  return answers[answers[n_answers - 1].loses ? 0 : n_answers - 1].id;
}

/**
 * sc_compat_ask:
 * @parent: window the question belongs to
 * @heading: a few words
 * @body: what follows from each answer
 * @answers: the harmless one first
 * @n_answers: how many; one only means “read”
 * @func: (nullable): called once with the id of the answer
 * @user_data: for @func
 * @destroy: (nullable): for @user_data
 *
 * Asks one question in a dialog.
 */
void
sc_compat_ask (GtkWindow *parent, const char *heading, const char *body,
               const ScCompatAnswer *answers, guint n_answers, ScCompatAnswerFunc func,
               gpointer user_data, GDestroyNotify destroy)
{
  Callback *callback = callback_new (func, NULL, user_data, destroy);

#if ADW_CHECK_VERSION(1, 5, 0)
  AdwDialog *dialog = adw_alert_dialog_new (heading, body);
  AdwAlertDialog *question = ADW_ALERT_DIALOG (dialog);

  for (guint i = 0; i < n_answers; i++)
    {
      adw_alert_dialog_add_response (question, answers[i].id, answers[i].label);
      if (answers[i].loses)
        adw_alert_dialog_set_response_appearance (question, answers[i].id,
                                                  ADW_RESPONSE_DESTRUCTIVE);
    }
  adw_alert_dialog_set_close_response (question, answers[0].id);
  adw_alert_dialog_set_default_response (question, default_answer (answers, n_answers));
  /* bare: the closure itself owns the callback */
  g_signal_connect_data (dialog, "response", G_CALLBACK (on_response), callback,
                         callback_free_closure, 0);
  adw_dialog_present (dialog, GTK_WIDGET (parent));
  /* Stacked in a narrow window, the last answer would have the focus, whatever it loses. */
  adw_dialog_set_focus (dialog, adw_dialog_get_default_widget (dialog));
#else
  GtkWidget *dialog = adw_message_dialog_new (parent, heading, body);
  AdwMessageDialog *question = ADW_MESSAGE_DIALOG (dialog);

  for (guint i = 0; i < n_answers; i++)
    {
      adw_message_dialog_add_response (question, answers[i].id, answers[i].label);
      if (answers[i].loses)
        adw_message_dialog_set_response_appearance (question, answers[i].id,
                                                    ADW_RESPONSE_DESTRUCTIVE);
    }
  adw_message_dialog_set_close_response (question, answers[0].id);
  adw_message_dialog_set_default_response (question, default_answer (answers, n_answers));
  /* bare: the closure itself owns the callback */
  g_signal_connect_data (dialog, "response", G_CALLBACK (on_response), callback,
                         callback_free_closure, 0);
  gtk_window_present (GTK_WINDOW (dialog));
  gtk_window_set_focus (GTK_WINDOW (dialog), gtk_window_get_default_widget (GTK_WINDOW (dialog)));
#endif
}

/* Newer ones are part of the window they are shown over. */
static void
dismiss_inside (GtkWindow *parent G_GNUC_UNUSED)
{
#if ADW_CHECK_VERSION(1, 5, 0)
  g_autoptr (GListModel) dialogs = NULL;

  if (!ADW_IS_APPLICATION_WINDOW (parent))
    return;
  dialogs = adw_application_window_get_dialogs (ADW_APPLICATION_WINDOW (parent));
  for (guint i = g_list_model_get_n_items (dialogs); i > 0; i--)
    {
      g_autoptr (AdwDialog) dialog = g_list_model_get_item (dialogs, i - 1);

      if (dialog != NULL)
        adw_dialog_force_close (dialog);
    }
#endif
}

/**
 * sc_compat_dismiss:
 * @parent: a window
 *
 * Closes whatever is asked or shown over a window, as Escape would.
 */
void
sc_compat_dismiss (GtkWindow *parent)
{
  g_autoptr (GListModel) windows = g_object_ref (gtk_window_get_toplevels ());

  dismiss_inside (parent);
  for (guint i = g_list_model_get_n_items (windows); i > 0; i--)
    {
      g_autoptr (GtkWindow) window = g_list_model_get_item (windows, i - 1);

      if (window == NULL || gtk_window_get_transient_for (window) != parent)
        continue;
      sc_compat_dismiss (window);
      gtk_window_close (window);
      gtk_window_destroy (window); /* if it did not want to */
    }
}

/* Files */

#if GTK_CHECK_VERSION(4, 10, 0)

static void
on_file_opened (GObject *source, GAsyncResult *result, gpointer user_data)
{
  Callback *callback = user_data;
  g_autoptr (GFile) file = gtk_file_dialog_open_finish (GTK_FILE_DIALOG (source), result, NULL);

  if (file != NULL)
    callback->file (file, callback->user_data);
  callback_free (callback);
}

static void
on_file_saved (GObject *source, GAsyncResult *result, gpointer user_data)
{
  Callback *callback = user_data;
  g_autoptr (GFile) file = gtk_file_dialog_save_finish (GTK_FILE_DIALOG (source), result, NULL);

  if (file != NULL)
    callback->file (file, callback->user_data);
  callback_free (callback);
}

static void
choose_file (GtkWindow *parent, const char *title, const char *name, Callback *callback)
{
  g_autoptr (GtkFileDialog) dialog = gtk_file_dialog_new ();

  gtk_file_dialog_set_title (dialog, title);
  if (name == NULL)
    {
      gtk_file_dialog_open (dialog, parent, NULL, on_file_opened, callback);
      return;
    }
  gtk_file_dialog_set_initial_name (dialog, name);
  gtk_file_dialog_save (dialog, parent, NULL, on_file_saved, callback);
}

#else

static void
on_file_response (GtkNativeDialog *dialog, int response, gpointer user_data)
{
  Callback *callback = user_data;

  if (response == GTK_RESPONSE_ACCEPT)
    {
      g_autoptr (GFile) file = gtk_file_chooser_get_file (GTK_FILE_CHOOSER (dialog));

      if (file != NULL)
        callback->file (file, callback->user_data);
    }
  g_object_unref (dialog);
}

static void
choose_file (GtkWindow *parent, const char *title, const char *name, Callback *callback)
{
  GtkFileChooserNative *dialog = gtk_file_chooser_native_new (
      title, parent, name == NULL ? GTK_FILE_CHOOSER_ACTION_OPEN : GTK_FILE_CHOOSER_ACTION_SAVE,
      NULL, NULL);

  gtk_native_dialog_set_modal (GTK_NATIVE_DIALOG (dialog), TRUE);
  if (name != NULL)
    gtk_file_chooser_set_current_name (GTK_FILE_CHOOSER (dialog), name);
  /* bare: the closure itself owns the callback */
  g_signal_connect_data (dialog, "response", G_CALLBACK (on_file_response), callback,
                         callback_free_closure, 0);
  gtk_native_dialog_show (GTK_NATIVE_DIALOG (dialog));
}

#endif

/* What to show once it is known that somebody shows it. */
typedef struct
{
  GtkWindow *parent;
  char *title;
  char *name; /* nullable: to open one */
  Callback *callback;
} FileDialog;

static void
show_file_dialog (gpointer user_data)
{
  FileDialog *dialog = user_data;

  choose_file (dialog->parent, dialog->title, dialog->name, g_steal_pointer (&dialog->callback));
}

static void
file_dialog_free (gpointer user_data)
{
  FileDialog *dialog = user_data;

  g_clear_pointer (&dialog->callback, callback_free);
  g_object_unref (dialog->parent);
  g_free (dialog->title);
  g_free (dialog->name);
  g_free (dialog);
}

static void
ask_for_file (GtkWindow *parent, const char *title, const char *name, Callback *callback)
{
  FileDialog *dialog = g_new0 (FileDialog, 1);

  dialog->parent = g_object_ref (parent);
  dialog->title = g_strdup (title);
  dialog->name = g_strdup (name);
  dialog->callback = callback;
  sc_portal_then (parent, name == NULL ? SC_PORTAL_OPEN : SC_PORTAL_SAVE, show_file_dialog, dialog,
                  file_dialog_free);
}

/**
 * sc_compat_open_file:
 * @parent: window the dialog belongs to
 * @title: what is chosen
 * @func: called with the file, if one is chosen
 * @user_data: for @func
 * @destroy: (nullable): for @user_data
 *
 * Lets the technician choose an existing file.
 */
void
sc_compat_open_file (GtkWindow *parent, const char *title, ScCompatFileFunc func,
                     gpointer user_data, GDestroyNotify destroy)
{
  ask_for_file (parent, title, NULL, callback_new (NULL, func, user_data, destroy));
}

/**
 * sc_compat_save_file:
 * @parent: window the dialog belongs to
 * @title: what is saved
 * @name: proposed file name
 * @func: called with the file, if one is chosen
 * @user_data: for @func
 * @destroy: (nullable): for @user_data
 *
 * Lets the technician choose where to write.
 */
void
sc_compat_save_file (GtkWindow *parent, const char *title, const char *name, ScCompatFileFunc func,
                     gpointer user_data, GDestroyNotify destroy)
{
  ask_for_file (parent, title, name, callback_new (NULL, func, user_data, destroy));
}

/* About */

static const char *const developers[] = { "The Sensor Commissioner authors", NULL };

/**
 * sc_compat_show_about:
 * @parent: window it belongs to
 *
 * Shows what this program is, whose it is, and whose it is not.
 */
void
sc_compat_show_about (GtkWindow *parent)
{
  const char *comments =
      _ ("Commissions ADI OtoSense Smart Motor Sensors from a Linux computer.\n\nThis is "
         "independent software. It is not affiliated with or endorsed by Analog Devices. It "
         "sends nothing to anybody but the sensor and the cloud account you sign in to.");

#if ADW_CHECK_VERSION(1, 5, 0)
  AdwDialog *about = adw_about_dialog_new ();
#else
  GtkWidget *about = adw_about_window_new ();
#endif

  g_object_set (about, "application-name", _ ("Sensor Commissioner"), "application-icon",
                APPLICATION_ID, "version", PACKAGE_VERSION, "developer-name",
                _ ("The Sensor Commissioner authors"), "developers", developers, "license-type",
                GTK_LICENSE_GPL_3_0, "comments", comments, "copyright",
                "© 2026 The Sensor Commissioner authors", "translator-credits",
                /* Translators: who translated, one a line; say there if it waits for a review by
                 * technicians who speak the language. Left as it is, nothing is shown. */
                _ ("translator-credits"), NULL);

#if ADW_CHECK_VERSION(1, 5, 0)
  adw_dialog_present (about, GTK_WIDGET (parent));
#else
  gtk_window_set_transient_for (GTK_WINDOW (about), parent);
  gtk_window_set_modal (GTK_WINDOW (about), TRUE);
  gtk_window_present (GTK_WINDOW (about));
#endif
}

/**
 * sc_compat_announce:
 * @widget: where it happened
 * @text: what a screen reader should say
 * @is_urgent: whether it may interrupt what is being read
 *
 * Says something aloud that does not take the focus. Before GTK 4.14 there is no such call;
 * there the roles of the labels (status, timer, alert) have to do.
 */
void
sc_compat_announce (GtkWidget *widget, const char *text, gboolean is_urgent)
{
#if GTK_CHECK_VERSION(4, 14, 0)
  gtk_accessible_announce (GTK_ACCESSIBLE (widget), text,
                           is_urgent ? GTK_ACCESSIBLE_ANNOUNCEMENT_PRIORITY_HIGH
                                     : GTK_ACCESSIBLE_ANNOUNCEMENT_PRIORITY_MEDIUM);
#else
  g_debug ("%s%s: %s", G_OBJECT_TYPE_NAME (widget), is_urgent ? "!" : "", text);
#endif
}

/**
 * sc_compat_set_error_message:
 * @accessible: what was filled in wrongly
 * @message: the label that says how
 *
 * The relation takes one accessible in GTK 4.8 and a list of them in newer releases; a call with
 * the wrong one of the two crashes, so the toolkit is asked which it wants.
 */
void
sc_compat_set_error_message (GtkAccessible *accessible, GtkLabel *message)
{
  GtkAccessibleRelation relation = GTK_ACCESSIBLE_RELATION_ERROR_MESSAGE;
  g_auto (GValue) value = G_VALUE_INIT;

  gtk_accessible_relation_init_value (relation, &value);
  if (g_type_is_a (G_VALUE_TYPE (&value), G_TYPE_OBJECT))
    gtk_accessible_update_relation (accessible, relation, message, -1);
  else
    gtk_accessible_update_relation (accessible, relation, message, NULL, -1);
}
