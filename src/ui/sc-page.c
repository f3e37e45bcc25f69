/* SPDX-FileCopyrightText: 2026 The Sensor Commissioner authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "sc-page.h"

#include "sc-button-box.h"
#include "sc-heading.h"
#include "sc-ui.h"

typedef struct
{
  ScWorkflow *workflow;
  GSettings *settings; /* nullable */
  GtkWidget *content;  /* owned by the body */

  GtkWidget *scroller;
  GtkBox *body;
  ScHeading *heading;
  GtkLabel *description_label;
  GtkWidget *bar;
  GtkButton *primary_button;
  GtkButton *secondary_button;
} ScPagePrivate;

enum
{
  PROP_HEADING = 1,
  PROP_DESCRIPTION,
  PROP_CONTENT,
  N_PROPS
};

static GParamSpec *properties[N_PROPS];

G_DEFINE_ABSTRACT_TYPE_WITH_PRIVATE (ScPage, sc_page, GTK_TYPE_WIDGET)

#define PRIVATE(self) ((ScPagePrivate *)sc_page_get_instance_private (self))

static void
set_content (ScPage *self, GtkWidget *content)
{
  ScPagePrivate *priv = PRIVATE (self);

  g_return_if_fail (priv->content == NULL);
  if (content == NULL)
    return;
  priv->content = content;
  gtk_box_append (priv->body, content);
  sc_ui_wrap_group_titles (content);
}

static void
sc_page_set_property (GObject *object, guint id, const GValue *value, GParamSpec *pspec)
{
  ScPage *self = SC_PAGE (object);

  switch (id)
    {
    case PROP_HEADING:
      sc_page_set_heading (self, g_value_get_string (value));
      break;
    case PROP_DESCRIPTION:
      sc_page_set_description (self, g_value_get_string (value));
      break;
    case PROP_CONTENT:
      set_content (self, g_value_get_object (value));
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
    }
}

static void
sc_page_get_property (GObject *object, guint id, GValue *value, GParamSpec *pspec)
{
  ScPagePrivate *priv = PRIVATE (SC_PAGE (object));

  switch (id)
    {
    case PROP_HEADING:
      g_value_set_string (value, sc_heading_get_text (priv->heading));
      break;
    case PROP_DESCRIPTION:
      g_value_set_string (value, gtk_label_get_label (priv->description_label));
      break;
    case PROP_CONTENT:
      g_value_set_object (value, priv->content);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
    }
}

static void
sc_page_dispose (GObject *object)
{
  ScPagePrivate *priv = PRIVATE (SC_PAGE (object));
  GtkWidget *child;

  while ((child = gtk_widget_get_first_child (GTK_WIDGET (object))) != NULL)
    gtk_widget_unparent (child);
  g_clear_object (&priv->workflow);
  g_clear_object (&priv->settings);

  G_OBJECT_CLASS (sc_page_parent_class)->dispose (object);
}

static gint64
no_anchor (ScPage *self G_GNUC_UNUSED)
{
  return 0;
}

static void
nothing (ScPage *self G_GNUC_UNUSED)
{
}

static void
no_tick (ScPage *self G_GNUC_UNUSED, const ScMoment *now G_GNUC_UNUSED)
{
}

static void
sc_page_class_init (ScPageClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->set_property = sc_page_set_property;
  object_class->get_property = sc_page_get_property;
  object_class->dispose = sc_page_dispose;
  klass->attached = nothing;
  klass->update = nothing;
  klass->tick = no_tick;
  klass->get_anchor_us = no_anchor;
  klass->submit = nothing;

  properties[PROP_HEADING] =
      g_param_spec_string ("heading", NULL, NULL, NULL, G_PARAM_READWRITE | G_PARAM_STATIC_STRINGS);
  properties[PROP_DESCRIPTION] = g_param_spec_string ("description", NULL, NULL, NULL,
                                                      G_PARAM_READWRITE | G_PARAM_STATIC_STRINGS);
  properties[PROP_CONTENT] = g_param_spec_object ("content", NULL, NULL, GTK_TYPE_WIDGET,
                                                  G_PARAM_READWRITE | G_PARAM_STATIC_STRINGS);
  g_object_class_install_properties (object_class, N_PROPS, properties);

  g_type_ensure (SC_TYPE_BUTTON_BOX);
  g_type_ensure (SC_TYPE_HEADING);
  gtk_widget_class_set_template_from_resource (widget_class, SC_UI_RESOURCE_PATH "/sc-page.ui");
  gtk_widget_class_bind_template_child_private (widget_class, ScPage, scroller);
  gtk_widget_class_bind_template_child_private (widget_class, ScPage, body);
  gtk_widget_class_bind_template_child_private (widget_class, ScPage, heading);
  gtk_widget_class_bind_template_child_private (widget_class, ScPage, description_label);
  gtk_widget_class_bind_template_child_private (widget_class, ScPage, bar);
  gtk_widget_class_bind_template_child_private (widget_class, ScPage, primary_button);
  gtk_widget_class_bind_template_child_private (widget_class, ScPage, secondary_button);
}

/* GTK asks a button that was never shown only once whether its height depends on its width; without
 * a label it would say no, and two lines would be cut to one later. */
static void
prepare_button (GtkButton *button)
{
  gtk_button_set_label (button, "");
  sc_ui_wrap_button_label (button);
}

static void
sc_page_init (ScPage *self)
{
  ScPagePrivate *priv = PRIVATE (self);

  gtk_widget_init_template (GTK_WIDGET (self));
  prepare_button (priv->primary_button);
  prepare_button (priv->secondary_button);
}

/**
 * sc_page_attach:
 * @self: a page
 * @workflow: what it shows
 * @settings: (nullable): where non-secret input is remembered
 *
 * Called once, before the first update.
 */
void
sc_page_attach (ScPage *self, ScWorkflow *workflow, GSettings *settings)
{
  ScPagePrivate *priv = PRIVATE (self);

  g_return_if_fail (SC_IS_PAGE (self));
  g_return_if_fail (priv->workflow == NULL);

  priv->workflow = g_object_ref (workflow);
  g_set_object (&priv->settings, settings);
  SC_PAGE_GET_CLASS (self)->attached (self);
}

/**
 * sc_page_get_workflow:
 * @self: an attached page
 *
 * Returns: (transfer none): the workflow
 */
ScWorkflow *
sc_page_get_workflow (ScPage *self)
{
  g_return_val_if_fail (SC_IS_PAGE (self), NULL);
  return PRIVATE (self)->workflow;
}

/**
 * sc_page_get_settings:
 * @self: an attached page
 *
 * Returns: (transfer none) (nullable): the settings
 */
GSettings *
sc_page_get_settings (ScPage *self)
{
  g_return_val_if_fail (SC_IS_PAGE (self), NULL);
  return PRIVATE (self)->settings;
}

/**
 * sc_page_update:
 * @self: an attached page
 *
 * Shows the workflow's present state.
 */
void
sc_page_update (ScPage *self)
{
  g_return_if_fail (SC_IS_PAGE (self));
  SC_PAGE_GET_CLASS (self)->update (self);
  sc_page_tick (self);
}

/**
 * sc_page_tick:
 * @self: an attached page
 *
 * Shows the present time where the page counts.
 */
void
sc_page_tick (ScPage *self)
{
  ScMoment now;

  g_return_if_fail (SC_IS_PAGE (self));
  now = sc_clock_moment (sc_workflow_get_clock (PRIVATE (self)->workflow));
  SC_PAGE_GET_CLASS (self)->tick (self, &now);
}

/**
 * sc_page_get_anchor_us:
 * @self: an attached page
 *
 * Returns: boot time in µs from which the page counts seconds; 0 if it does not
 */
gint64
sc_page_get_anchor_us (ScPage *self)
{
  g_return_val_if_fail (SC_IS_PAGE (self), 0);
  return SC_PAGE_GET_CLASS (self)->get_anchor_us (self);
}

/**
 * sc_page_submit:
 * @self: an attached page
 *
 * Hands the page's form over, or shows what is wrong with it.
 */
void
sc_page_submit (ScPage *self)
{
  g_return_if_fail (SC_IS_PAGE (self));
  SC_PAGE_GET_CLASS (self)->submit (self);
}

/**
 * sc_page_focus_heading:
 * @self: a page
 *
 * Puts the focus on the heading, where a screen reader begins, and scrolls to the top.
 */
void
sc_page_focus_heading (ScPage *self)
{
  ScPagePrivate *priv = PRIVATE (self);
  GtkAdjustment *adjustment;

  g_return_if_fail (SC_IS_PAGE (self));
  adjustment = gtk_scrolled_window_get_vadjustment (GTK_SCROLLED_WINDOW (priv->scroller));
  gtk_adjustment_set_value (adjustment, 0);
  gtk_widget_grab_focus (GTK_WIDGET (priv->heading));
}

/**
 * sc_page_set_heading:
 * @self: a page
 * @heading: (nullable): a few words
 */
void
sc_page_set_heading (ScPage *self, const char *heading)
{
  ScPagePrivate *priv = PRIVATE (self);

  g_return_if_fail (SC_IS_PAGE (self));
  if (g_strcmp0 (sc_heading_get_text (priv->heading), heading) == 0)
    return;
  sc_heading_set_text (priv->heading, heading == NULL ? "" : heading);
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_HEADING]);
}

/**
 * sc_page_get_heading:
 * @self: a page
 *
 * Returns: the heading
 */
const char *
sc_page_get_heading (ScPage *self)
{
  g_return_val_if_fail (SC_IS_PAGE (self), NULL);
  return sc_heading_get_text (PRIVATE (self)->heading);
}

/**
 * sc_page_set_description:
 * @self: a page
 * @description: (nullable): a sentence or two under the heading
 */
void
sc_page_set_description (ScPage *self, const char *description)
{
  ScPagePrivate *priv = PRIVATE (self);

  g_return_if_fail (SC_IS_PAGE (self));
  gtk_label_set_label (priv->description_label, description == NULL ? "" : description);
  gtk_widget_set_visible (GTK_WIDGET (priv->description_label),
                          description != NULL && description[0] != '\0');
}

/* GTK takes the default away from a button that was hidden, but only at the next frame: also if it
 * is shown again by then. So it must not be the default any more when it is hidden. */
static void
give_up_default (GtkWidget *button)
{
  GtkRoot *root = gtk_widget_get_root (button);

  if (GTK_IS_WINDOW (root) && gtk_window_get_default_widget (GTK_WINDOW (root)) == button)
    gtk_window_set_default_widget (GTK_WINDOW (root), NULL);
}

static void
set_button (ScPage *self, GtkButton *button, const char *label, const char *action)
{
  ScPagePrivate *priv = PRIVATE (self);

  if (label != NULL && g_strcmp0 (gtk_button_get_label (button), label) != 0)
    gtk_button_set_label (button, label);
  if (g_strcmp0 (gtk_actionable_get_action_name (GTK_ACTIONABLE (button)), action) != 0)
    gtk_actionable_set_action_name (GTK_ACTIONABLE (button), action);
  if (label == NULL)
    give_up_default (GTK_WIDGET (button));
  gtk_widget_set_visible (GTK_WIDGET (button), label != NULL);
  gtk_widget_set_visible (priv->bar,
                          gtk_widget_get_visible (GTK_WIDGET (priv->primary_button))
                              || gtk_widget_get_visible (GTK_WIDGET (priv->secondary_button)));
}

/**
 * sc_page_set_primary:
 * @self: a page
 * @label: (nullable): with a mnemonic; %NULL hides the button
 * @action: (nullable): the detailed name of a window action without parameter
 */
void
sc_page_set_primary (ScPage *self, const char *label, const char *action)
{
  g_return_if_fail (SC_IS_PAGE (self));
  set_button (self, PRIVATE (self)->primary_button, label, action);
}

/**
 * sc_page_set_secondary:
 * @self: a page
 * @label: (nullable): with a mnemonic; %NULL hides the button
 * @action: (nullable): the detailed name of a window action without parameter
 */
void
sc_page_set_secondary (ScPage *self, const char *label, const char *action)
{
  g_return_if_fail (SC_IS_PAGE (self));
  set_button (self, PRIVATE (self)->secondary_button, label, action);
}

/**
 * sc_page_get_primary:
 * @self: a page
 *
 * Returns: (transfer none): the button that takes Enter; may be hidden
 */
GtkWidget *
sc_page_get_primary (ScPage *self)
{
  g_return_val_if_fail (SC_IS_PAGE (self), NULL);
  return GTK_WIDGET (PRIVATE (self)->primary_button);
}

static const char *
get_action (GtkButton *button)
{
  return gtk_widget_get_visible (GTK_WIDGET (button))
             ? gtk_actionable_get_action_name (GTK_ACTIONABLE (button))
             : NULL;
}

/**
 * sc_page_get_primary_action:
 * @self: a page
 *
 * Returns: (nullable): the action of the primary button, if it is shown
 */
const char *
sc_page_get_primary_action (ScPage *self)
{
  g_return_val_if_fail (SC_IS_PAGE (self), NULL);
  return get_action (PRIVATE (self)->primary_button);
}

/**
 * sc_page_get_secondary_action:
 * @self: a page
 *
 * Returns: (nullable): the action of the secondary button, if it is shown
 */
const char *
sc_page_get_secondary_action (ScPage *self)
{
  g_return_val_if_fail (SC_IS_PAGE (self), NULL);
  return get_action (PRIVATE (self)->secondary_button);
}
