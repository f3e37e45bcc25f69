/* SPDX-FileCopyrightText: 2026 The Sensor Commissioner authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "sc-ways-row.h"

#include "sc-error.h"
#include "sc-sentence.h"

#include <glib/gi18n-lib.h>

/**
 * sc_ways_row_show:
 * @row: a row
 * @link: what knows
 *
 * Invisible where the link does not know.
 */
void
sc_ways_row_show (ScStatusRow *row, ScLink *link)
{
  const GError *obstacle = sc_link_get_obstacle (link);
  ScUplink second = sc_link_get_second_uplink (link);

  gtk_widget_set_visible (GTK_WIDGET (row), obstacle != NULL || second != SC_UPLINK_UNKNOWN);
  if (obstacle != NULL)
    {
      const ScErrorInfo *info = sc_error_get_info_for (obstacle);
      g_autofree char *sentences = sc_format_sentences (_ (info->what), _ (info->next));
      /* Translators: sentences, and the network interfaces they are about. */
      g_autofree char *text = g_strdup_printf (_ ("%s (%s)"), sentences, obstacle->message);

      sc_status_row_set_state (row, SC_LAMP_TROUBLE, text);
    }
  else if (second == SC_UPLINK_READY)
    sc_status_row_set_state (row, SC_LAMP_ON,
                             _ ("Two or more: with the second one there is no deadline"));
  else
    sc_status_row_set_state (row, SC_LAMP_OFF,
                             _ ("Only one. Plug in a cable or a phone, and there is no deadline."));
}
