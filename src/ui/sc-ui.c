/* SPDX-FileCopyrightText: 2026 The Sensor Commissioner authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "sc-ui.h"

#include "sc-ui-resources.h"

/**
 * sc_ui_init:
 *
 * Makes templates findable and loads the style sheet for the default display. Needs an
 * initialised libadwaita; further calls do nothing.
 */
void
sc_ui_init (void)
{
  static gsize done;

  if (g_once_init_enter (&done))
    {
      g_autoptr (GtkCssProvider) provider = gtk_css_provider_new ();

      sc_ui_register_resource ();
      gtk_css_provider_load_from_resource (provider, SC_UI_RESOURCE_PATH "/sc-ui.css");
      gtk_style_context_add_provider_for_display (gdk_display_get_default (),
                                                  GTK_STYLE_PROVIDER (provider),
                                                  GTK_STYLE_PROVIDER_PRIORITY_APPLICATION);
      g_once_init_leave (&done, 1);
    }
}

/**
 * sc_ui_wrap_button_label:
 * @button: a button with a label
 *
 * Lets a long label take two lines where the window is narrow, instead of widening the window.
 */
void
sc_ui_wrap_button_label (GtkButton *button)
{
  GtkLabel *label;

  g_return_if_fail (GTK_IS_BUTTON (button));

  label = GTK_LABEL (gtk_button_get_child (button));
  gtk_label_set_wrap (label, TRUE);
  gtk_label_set_natural_wrap_mode (label, GTK_NATURAL_WRAP_NONE);
  gtk_label_set_justify (label, GTK_JUSTIFY_CENTER);
}

/**
 * sc_ui_wrap_expander_label:
 * @expander: an expander with a label
 *
 * The same for what can be unfolded.
 */
void
sc_ui_wrap_expander_label (GtkExpander *expander)
{
  GtkLabel *label;

  g_return_if_fail (GTK_IS_EXPANDER (expander));

  label = GTK_LABEL (gtk_expander_get_label_widget (expander));
  gtk_label_set_wrap (label, TRUE);
  gtk_label_set_wrap_mode (label, PANGO_WRAP_WORD_CHAR);
  gtk_label_set_xalign (label, 0);
}

/**
 * sc_ui_wrap_group_titles:
 * @root: what has preferences groups in it
 *
 * Lets their titles take two lines. Up to libadwaita 1.2 they end in an ellipsis instead, which in
 * large text leaves little of a title with a button beside it.
 */
void
sc_ui_wrap_group_titles (GtkWidget *root)
{
  g_return_if_fail (GTK_IS_WIDGET (root));

  if (GTK_IS_LABEL (root) && gtk_widget_has_css_class (root, "heading")
      && gtk_widget_get_ancestor (root, ADW_TYPE_PREFERENCES_GROUP) != NULL)
    {
      gtk_label_set_ellipsize (GTK_LABEL (root), PANGO_ELLIPSIZE_NONE);
      gtk_label_set_wrap (GTK_LABEL (root), TRUE);
      gtk_label_set_wrap_mode (GTK_LABEL (root), PANGO_WRAP_WORD_CHAR);
    }
  for (GtkWidget *child = gtk_widget_get_first_child (root); child != NULL;
       child = gtk_widget_get_next_sibling (child))
    sc_ui_wrap_group_titles (child);
}

/**
 * sc_ui_keep_own_name:
 * @control: a switch or the like that has a name of its own, in a row that does what it does
 *
 * The row's title would be read as well, with its access key.
 */
void
sc_ui_keep_own_name (GtkWidget *control)
{
  g_return_if_fail (GTK_IS_WIDGET (control));
  gtk_accessible_reset_relation (GTK_ACCESSIBLE (control), GTK_ACCESSIBLE_RELATION_LABELLED_BY);
}

/**
 * sc_ui_without_access_key:
 * @label: a label as it is translated: "_Send", or "送信(_S)" where the letters are not on the keys
 *
 * Returns: (transfer full): what a person calls it: "Send", "送信"
 */
char *
sc_ui_without_access_key (const char *label)
{
  const char *mark;

  g_return_val_if_fail (label != NULL, NULL);

  mark = strchr (label, '_');
  if (mark == NULL)
    return g_strdup (label);
  if (mark > label && mark[-1] == '(' && mark[1] != '\0' && mark[2] == ')')
    return g_strdup_printf ("%.*s%s", (int)(mark - label) - 1, label, mark + 3);
  return g_strdup_printf ("%.*s%s", (int)(mark - label), label, mark + 1);
}

static gboolean
scroll_to (GtkWidget *widget, GdkFrameClock *clock G_GNUC_UNUSED, gpointer user_data)
{
  guint *n_frames = user_data;
  GtkWidget *view = gtk_widget_get_ancestor (widget, GTK_TYPE_VIEWPORT);
  GtkWidget *content = view != NULL ? gtk_viewport_get_child (GTK_VIEWPORT (view)) : NULL;
  graphene_rect_t bounds;

  if ((*n_frames)++ == 0)
    return G_SOURCE_CONTINUE; /* at its end all has its place */
  if (content != NULL && gtk_widget_compute_bounds (widget, content, &bounds))
    gtk_adjustment_clamp_page (gtk_scrollable_get_vadjustment (GTK_SCROLLABLE (view)),
                               (double)bounds.origin.y,
                               (double)(bounds.origin.y + bounds.size.height));
  return G_SOURCE_REMOVE;
}

/**
 * sc_ui_bring_into_view:
 * @widget: something that says what is new, in a page that can be scrolled
 *
 * Gives it the focus, and scrolls to where it is once the page has been laid out anew. (The focus
 * alone scrolls to where it was before that, and not at all to what has it already.)
 */
void
sc_ui_bring_into_view (GtkWidget *widget)
{
  g_return_if_fail (GTK_IS_WIDGET (widget));

  gtk_widget_grab_focus (widget);
  if (gtk_widget_get_mapped (widget))
    gtk_widget_add_tick_callback (widget, scroll_to, g_new0 (guint, 1), g_free);
}

/**
 * sc_ui_focus_past:
 * @row: a row that only says something
 * @direction: where the focus goes
 *
 * What such a row answers when it is asked to take the focus: it hands it to the next row that
 * can. A list itself gives up at the first row that cannot, and Tab would leave the list.
 *
 * Returns: whether a row of the list has the focus now
 */
gboolean
sc_ui_focus_past (GtkWidget *row, GtkDirectionType direction)
{
  gboolean back = direction == GTK_DIR_TAB_BACKWARD || direction == GTK_DIR_UP;
  GtkWidget *next;

  g_return_val_if_fail (GTK_IS_WIDGET (row), FALSE);

  /* The next row is asked to hand the focus on in turn. */
  for (next = row; next != NULL;)
    {
      next = back ? gtk_widget_get_prev_sibling (next) : gtk_widget_get_next_sibling (next);
      if (next != NULL && gtk_widget_get_visible (next))
        return gtk_widget_child_focus (next, direction);
    }
  return FALSE;
}

/**
 * sc_ui_fit_to_parent:
 * @window: not shown yet, with a default size
 * @parent: shown
 *
 * Keeps a window that belongs to another one from being larger than that: where there is little
 * room for the one there is no more for the other.
 */
void
sc_ui_fit_to_parent (GtkWindow *window, GtkWindow *parent)
{
  int width, height;

  g_return_if_fail (GTK_IS_WINDOW (window) && GTK_IS_WINDOW (parent));
  if (gtk_widget_get_width (GTK_WIDGET (parent)) == 0)
    return;
  gtk_window_get_default_size (window, &width, &height);
  gtk_window_set_default_size (window, MIN (width, gtk_widget_get_width (GTK_WIDGET (parent))),
                               MIN (height, gtk_widget_get_height (GTK_WIDGET (parent))));
}
