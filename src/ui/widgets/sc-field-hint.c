/* SPDX-FileCopyrightText: 2026 The Sensor Commissioner authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "sc-field-hint.h"

#include "sc-error.h"
#include "sc-compat.h"
#include "sc-sentence.h"
#include "sc-ui.h"

#include <glib/gi18n-lib.h>

typedef enum
{
  KIND_NOTE,
  KIND_WARNING,
  KIND_ERROR,
} Kind;

static const struct
{
  const char *icon;
  const char *css_class; /* nullable */
} kinds[] = {
  [KIND_NOTE] = { "object-select-symbolic", NULL },
  [KIND_WARNING] = { "dialog-warning-symbolic", "warning" },
  [KIND_ERROR] = { "dialog-error-symbolic", "error" },
};

struct _ScFieldHint
{
  AdwPreferencesRow parent_instance;

  GtkImage *icon;
  GtkLabel *label;
  AdwEntryRow *row; /* lives in the same list */
  Kind kind;
};

G_DEFINE_FINAL_TYPE (ScFieldHint, sc_field_hint, ADW_TYPE_PREFERENCES_ROW)

static const struct
{
  ScInputWarning warning;
  const char *text;
} warning_texts[] = {
  { SC_INPUT_WARNING_LEADING_BLANK, N_ ("It starts with a blank. Is that right?") },
  { SC_INPUT_WARNING_TRAILING_BLANK, N_ ("It ends with a blank. Is that right?") },
  { SC_INPUT_WARNING_PERCENT_OR_PLUS,
    N_ ("It has a “%” or “+”, which some sensors may read wrongly. If the sensor comes back, "
        "send it again: that writes it another way.") },
  { SC_INPUT_WARNING_SEMICOLON,
    N_ ("It has a “;”, so the sensor’s own list of networks may show it in two parts.") },
  { SC_INPUT_WARNING_NOT_UTF8, N_ ("It holds bytes that are not text.") },
};

/* The row that is meant says so as well, to the eye and to a screen reader. */
static void
set_invalid (ScFieldHint *self, gboolean invalid)
{
  GtkAccessible *text;

  if (self->row == NULL)
    return;

  text = GTK_ACCESSIBLE (gtk_editable_get_delegate (GTK_EDITABLE (self->row)));
  gtk_accessible_update_state (text, GTK_ACCESSIBLE_STATE_INVALID,
                               invalid ? GTK_ACCESSIBLE_INVALID_TRUE : GTK_ACCESSIBLE_INVALID_FALSE,
                               -1);
  if (invalid)
    {
      sc_compat_set_error_message (text, self->label);
      gtk_widget_add_css_class (GTK_WIDGET (self->row), "error");
    }
  else
    {
      gtk_accessible_reset_relation (text, GTK_ACCESSIBLE_RELATION_ERROR_MESSAGE);
      gtk_widget_remove_css_class (GTK_WIDGET (self->row), "error");
    }
}

static void
show_text (ScFieldHint *self, const char *text, Kind kind)
{
  if (g_strcmp0 (gtk_label_get_label (self->label), text) != 0)
    gtk_label_set_label (self->label, text);
  gtk_image_set_from_icon_name (self->icon, kinds[kind].icon);
  for (guint i = 0; i < G_N_ELEMENTS (kinds); i++)
    {
      if (kinds[i].css_class != NULL)
        gtk_widget_remove_css_class (GTK_WIDGET (self), kinds[i].css_class);
    }
  if (kinds[kind].css_class != NULL)
    gtk_widget_add_css_class (GTK_WIDGET (self), kinds[kind].css_class);
  gtk_widget_set_visible (GTK_WIDGET (self), TRUE);
  self->kind = kind;
  set_invalid (self, kind == KIND_ERROR);
}

/**
 * sc_field_hint_show_note:
 * @self: a hint
 * @text: what is worth knowing, and right as it is
 */
void
sc_field_hint_show_note (ScFieldHint *self, const char *text)
{
  g_return_if_fail (SC_IS_FIELD_HINT (self));
  show_text (self, text, KIND_NOTE);
}

/**
 * sc_field_hint_show_doubt:
 * @self: a hint
 * @text: what speaks against it, although it could be used
 */
void
sc_field_hint_show_doubt (ScFieldHint *self, const char *text)
{
  g_return_if_fail (SC_IS_FIELD_HINT (self));
  show_text (self, text, KIND_WARNING);
}

/**
 * sc_field_hint_attach:
 * @self: a hint
 * @row: the entry row above it, in the same list
 *
 * Ties the hint to its row, also for assistive technology.
 */
void
sc_field_hint_attach (ScFieldHint *self, AdwEntryRow *row)
{
  GtkEditable *text;
  g_autofree char *name = NULL;

  g_return_if_fail (SC_IS_FIELD_HINT (self));
  g_return_if_fail (ADW_IS_ENTRY_ROW (row));

  self->row = row;
  name = sc_ui_without_access_key (adw_preferences_row_get_title (ADW_PREFERENCES_ROW (row)));
  text = gtk_editable_get_delegate (GTK_EDITABLE (row));
  gtk_accessible_update_property (GTK_ACCESSIBLE (text), GTK_ACCESSIBLE_PROPERTY_LABEL, name, -1);
  gtk_accessible_update_relation (GTK_ACCESSIBLE (text), GTK_ACCESSIBLE_RELATION_DESCRIBED_BY,
                                  self->label, NULL, -1);
}

/**
 * sc_field_hint_clear:
 * @self: a hint
 *
 * Nothing to say.
 */
void
sc_field_hint_clear (ScFieldHint *self)
{
  g_return_if_fail (SC_IS_FIELD_HINT (self));

  gtk_widget_set_visible (GTK_WIDGET (self), FALSE);
  gtk_label_set_label (self->label, "");
  self->kind = KIND_NOTE;
  set_invalid (self, FALSE);
}

/**
 * sc_field_hint_show_error:
 * @self: a hint
 * @error: why the text cannot be used
 */
void
sc_field_hint_show_error (ScFieldHint *self, const GError *error)
{
  const ScErrorInfo *info = sc_error_get_info_for (error);
  g_autofree char *text = NULL;

  g_return_if_fail (SC_IS_FIELD_HINT (self));

  text = sc_format_sentences (_ (info->what), info->cause != NULL  ? _ (info->cause)
                                              : info->next != NULL ? _ (info->next)
                                                                   : NULL);
  show_text (self, text, KIND_ERROR);
}

/**
 * sc_field_hint_show_warnings:
 * @self: a hint
 * @warnings: what deserves a second look; none clears the hint
 */
void
sc_field_hint_show_warnings (ScFieldHint *self, ScInputWarning warnings)
{
  g_autofree char *text = NULL;

  g_return_if_fail (SC_IS_FIELD_HINT (self));

  for (guint i = 0; i < G_N_ELEMENTS (warning_texts); i++)
    {
      g_autofree char *before = g_steal_pointer (&text);
      const char *warning = _ (warning_texts[i].text);

      if (!(warnings & warning_texts[i].warning))
        text = g_steal_pointer (&before);
      else
        text = before == NULL ? g_strdup (warning) : sc_format_sentences (before, warning);
    }

  if (text != NULL)
    show_text (self, text, KIND_WARNING);
  else
    sc_field_hint_clear (self);
}

/**
 * sc_field_hint_show:
 * @self: a hint
 * @error: (nullable): why the text cannot be used
 * @warnings: what deserves a second look
 */
void
sc_field_hint_show (ScFieldHint *self, const GError *error, ScInputWarning warnings)
{
  if (error != NULL)
    sc_field_hint_show_error (self, error);
  else
    sc_field_hint_show_warnings (self, warnings);
}

/**
 * sc_field_hint_is_error:
 * @self: a hint
 *
 * Returns: whether it says that the text cannot be used
 */
gboolean
sc_field_hint_is_error (ScFieldHint *self)
{
  g_return_val_if_fail (SC_IS_FIELD_HINT (self), FALSE);
  return self->kind == KIND_ERROR;
}

static void
sc_field_hint_class_init (ScFieldHintClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  widget_class->focus = sc_ui_focus_past;
  gtk_widget_class_set_template_from_resource (widget_class,
                                               SC_UI_RESOURCE_PATH "/sc-field-hint.ui");
  gtk_widget_class_bind_template_child (widget_class, ScFieldHint, icon);
  gtk_widget_class_bind_template_child (widget_class, ScFieldHint, label);
}

static void
sc_field_hint_init (ScFieldHint *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}
