/* SPDX-FileCopyrightText: 2026 The Sensor Commissioner authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "sc-failure-view.h"

#include "sc-compat.h"
#include "sc-format.h"
#include "sc-sentence.h"
#include "sc-ui.h"

#include <glib/gi18n-lib.h>

struct _ScFailureView
{
  AdwBin parent_instance;

  GtkLabel *what_label;
  GtkLabel *cause_label;
  GtkLabel *next_label;
  GtkLabel *fate_label;
  GtkButton *remedy_button;
  GtkExpander *detail_expander;
  GtkLabel *detail_label;

  gboolean no_button;
  ScRecord *record; /* nullable: of the sensor concerned */
};

G_DEFINE_FINAL_TYPE (ScFailureView, sc_failure_view, ADW_TYPE_BIN)

/* Each remedy is exactly one button. */
static const struct
{
  const char *label;
  const char *action;
} remedies[] = {
  [SC_REMEDY_NONE] = { NULL, NULL },
  [SC_REMEDY_RETRY] = { N_ ("Try _Again"), "win.retry" },
  [SC_REMEDY_EDIT_ACCOUNT] = { N_ ("_Check the Account"), "win.edit-account" },
  [SC_REMEDY_EDIT_SITE_NETWORK] = { N_ ("_Correct the Wi-Fi Password"), "win.edit-network" },
  [SC_REMEDY_EDIT_CERTIFICATE_SOURCE] = { N_ ("_Certificate Address"),
                                          "win.edit-certificate-source" },
  [SC_REMEDY_JOIN_AGAIN] = { N_ ("_Join Again"), "win.retry" },
  [SC_REMEDY_VISIT_AGAIN] = { N_ ("_Visit the Sensor Again"), "win.visit-again" },
  [SC_REMEDY_GO_ONLINE] = { N_ ("Try _Again"), "win.retry" },
  [SC_REMEDY_OPEN_SIGN_IN_PAGE] = { N_ ("_Open Sign-in Page"), "win.open-sign-in-page" },
  [SC_REMEDY_CHECK_CLOCK] = { N_ ("Try _Again"), "win.retry" },
  [SC_REMEDY_FREE_SPACE] = { N_ ("Try _Again"), "win.retry" },
  [SC_REMEDY_REHEARSE_AGAIN] = { N_ ("_Rehearse Again"), "app.rehearse-again" },
  [SC_REMEDY_REPORT] = { N_ ("_Copy Details"), "win.copy-details" },
};

/**
 * sc_failure_view_get_remedy:
 * @remedy: a remedy
 * @label: (out) (transfer none) (nullable): button label, translated, with mnemonic
 * @action: (out) (transfer none) (nullable): a window action
 */
void
sc_failure_view_get_remedy (ScRemedy remedy, const char **label, const char **action)
{
  g_return_if_fail (remedy < G_N_ELEMENTS (remedies));

  *label = remedies[remedy].label == NULL ? NULL : _ (remedies[remedy].label);
  *action = remedies[remedy].action;
}

/* What became of the sensor; NULL if none is concerned. */
static const char *
changed_sentence (const ScErrorInfo *info, ScChanged changed)
{
  if (changed == SC_CHANGED_IRRELEVANT || info->fate == SC_FATE_NOT_CONCERNED)
    return NULL;
  if (changed == SC_CHANGED_NO)
    return _ ("The sensor was not changed.");
  if (info->fate == SC_FATE_CHANGED)
    return _ ("The sensor was sent the site network.");
  return _ ("The sensor’s network settings may have been changed.");
}

/* What is still there; NULL if that goes without saying. */
static const char *
kept_sentence (ScFailureView *self, const ScErrorInfo *info)
{
  if (info->kept & SC_KEPT_EARLIER)
    return _ ("What was saved before is still there.");
  if ((info->kept & SC_KEPT_RECORD) && self->record != NULL)
    return sc_record_get_certificate (self->record) != NULL
               ? _ ("The sensor’s certificate is kept.")
               : _ ("What was read from the sensor is kept.");
  if (info->kept & SC_KEPT_TYPED)
    return _ ("What you entered is kept.");
  return NULL;
}

static void
show_fate (ScFailureView *self, const ScErrorInfo *info, ScChanged changed)
{
  const char *fate = changed_sentence (info, changed);
  const char *kept = kept_sentence (self, info);
  g_autofree char *both = fate != NULL ? sc_format_sentences (fate, kept) : g_strdup (kept);

  sc_format_set_label (self->fate_label, both);
}

/* Aloud when it appears, not each time it is shown anew. */
static void
announce (ScFailureView *self, const ScErrorInfo *info)
{
  const char *what = _ (info->what);
  g_autofree char *text = NULL;

  if (gtk_widget_get_visible (GTK_WIDGET (self))
      && g_str_equal (gtk_label_get_label (self->what_label), what))
    return;
  text = sc_format_sentences (what, info->next == NULL ? NULL : _ (info->next));
  sc_compat_announce (GTK_WIDGET (self), text, TRUE);
}

static void
show_info (ScFailureView *self, const ScErrorInfo *info, ScChanged changed)
{
  const char *label = NULL;
  const char *action = NULL;

  announce (self, info);
  sc_format_set_label (self->what_label, _ (info->what));
  sc_format_set_label (self->cause_label, info->cause == NULL ? NULL : _ (info->cause));
  sc_format_set_label (self->next_label, info->next == NULL ? NULL : _ (info->next));
  show_fate (self, info, changed);

  sc_failure_view_get_remedy (info->remedy, &label, &action);
  gtk_widget_set_visible (GTK_WIDGET (self->remedy_button), label != NULL && !self->no_button);
  if (label != NULL)
    {
      gtk_button_set_label (self->remedy_button, label);
      sc_ui_wrap_button_label (self->remedy_button);
      gtk_actionable_set_action_name (GTK_ACTIONABLE (self->remedy_button), action);
    }
  gtk_widget_set_visible (GTK_WIDGET (self), TRUE);
}

static void
show_detail (ScFailureView *self, const char *detail)
{
  if (g_strcmp0 (gtk_label_get_label (self->detail_label), detail) != 0)
    gtk_label_set_label (self->detail_label, detail);
}

/**
 * sc_failure_view_show:
 * @self: a view
 * @error: (nullable): a failure; %NULL hides the view
 * @changed: what is known of the sensor
 */
void
sc_failure_view_show (ScFailureView *self, const GError *error, ScChanged changed)
{
  g_autofree char *detail = NULL;

  g_return_if_fail (SC_IS_FAILURE_VIEW (self));

  if (error == NULL)
    {
      gtk_widget_set_visible (GTK_WIDGET (self), FALSE);
      return;
    }
  detail = sc_error_describe (error);
  show_detail (self, detail);
  show_info (self, sc_error_get_info_for (error), changed);
}

/**
 * sc_failure_view_show_code:
 * @self: a view
 * @code: a failure; 0 hides the view
 * @changed: what is known of the sensor
 *
 * For a failure of which only the kind was kept.
 */
void
sc_failure_view_show_code (ScFailureView *self, ScError code, ScChanged changed)
{
  const ScErrorInfo *info;

  g_return_if_fail (SC_IS_FAILURE_VIEW (self));

  if (code == 0)
    {
      gtk_widget_set_visible (GTK_WIDGET (self), FALSE);
      return;
    }
  info = sc_error_get_info (code);
  show_detail (self, info->id);
  show_info (self, info, changed);
}

/**
 * sc_failure_view_set_record:
 * @self: a view
 * @record: (nullable): of the sensor that the next failures shown concern
 *
 * So that it can say what is kept.
 */
void
sc_failure_view_set_record (ScFailureView *self, ScRecord *record)
{
  g_return_if_fail (SC_IS_FAILURE_VIEW (self));
  g_set_object (&self->record, record);
}

/**
 * sc_failure_view_set_has_button:
 * @self: a view
 * @has_button: %FALSE if the page shows the remedy as its primary button
 */
void
sc_failure_view_set_has_button (ScFailureView *self, gboolean has_button)
{
  g_return_if_fail (SC_IS_FAILURE_VIEW (self));
  self->no_button = !has_button;
}

/**
 * sc_failure_view_copy:
 * @self: a view that is shown
 *
 * Puts what it says, with the details, on the clipboard.
 */
void
sc_failure_view_copy (ScFailureView *self)
{
  g_autofree char *text = g_strdup_printf ("%s\n%s\nSensor Commissioner " PACKAGE_VERSION,
                                           gtk_label_get_label (self->what_label),
                                           gtk_label_get_label (self->detail_label));

  g_return_if_fail (SC_IS_FAILURE_VIEW (self));
  gdk_clipboard_set_text (gtk_widget_get_clipboard (GTK_WIDGET (self)), text);
}

static void
on_copy (ScFailureView *self)
{
  sc_failure_view_copy (self);
}

static void
sc_failure_view_dispose (GObject *object)
{
  g_clear_object (&SC_FAILURE_VIEW (object)->record);

  G_OBJECT_CLASS (sc_failure_view_parent_class)->dispose (object);
}

static void
sc_failure_view_class_init (ScFailureViewClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = sc_failure_view_dispose;
  gtk_widget_class_set_template_from_resource (widget_class,
                                               SC_UI_RESOURCE_PATH "/sc-failure-view.ui");
  gtk_widget_class_bind_template_child (widget_class, ScFailureView, what_label);
  gtk_widget_class_bind_template_child (widget_class, ScFailureView, cause_label);
  gtk_widget_class_bind_template_child (widget_class, ScFailureView, next_label);
  gtk_widget_class_bind_template_child (widget_class, ScFailureView, fate_label);
  gtk_widget_class_bind_template_child (widget_class, ScFailureView, remedy_button);
  gtk_widget_class_bind_template_child (widget_class, ScFailureView, detail_expander);
  gtk_widget_class_bind_template_child (widget_class, ScFailureView, detail_label);
  gtk_widget_class_bind_template_callback (widget_class, on_copy);
}

static void
sc_failure_view_init (ScFailureView *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  sc_ui_wrap_expander_label (self->detail_expander);
}
