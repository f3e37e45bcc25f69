/* SPDX-FileCopyrightText: 2026 The Sensor Commissioner authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "sc-clock.h"
#include "sc-journal.h"
#include "sc-link.h"

G_BEGIN_DECLS

/**
 * ScHomeOffer: what to say of the network this computer was on before a sensor's.
 */
typedef enum
{
  SC_HOME_OFFER_NONE, /* it is there, or was never away */
  SC_HOME_OFFER_OPEN, /* it is not, and could go there */
  SC_HOME_OFFER_GOING,
  SC_HOME_OFFER_FAILED /* it could not; may be tried again */
} ScHomeOffer;

/**
 * ScHomeKeeper:
 *
 * Sees to it that this computer gets back to the network it was on before a sensor's network was
 * joined. Links do that by themselves; but a program that is killed cannot, and the system brings
 * back only networks that connect automatically. So the network is in the journal from before the
 * join until this computer is back on it, and if a later start finds it elsewhere, going there is
 * offered.
 *
 * Signal `changed` (no arguments): there is something else to say.
 */
#define SC_TYPE_HOME_KEEPER (sc_home_keeper_get_type ())
G_DECLARE_FINAL_TYPE (ScHomeKeeper, sc_home_keeper, SC, HOME_KEEPER, GObject)

ScHomeKeeper *sc_home_keeper_new (ScClock *clock, ScLink *link, ScJournal *journal);
gboolean sc_home_keeper_load (ScHomeKeeper *self, GError **error);
ScHomeOffer sc_home_keeper_get_offer (ScHomeKeeper *self);
const char *sc_home_keeper_get_name (ScHomeKeeper *self);    /* nullable: without an offer */
const GError *sc_home_keeper_get_error (ScHomeKeeper *self); /* nullable: of the last try */
void sc_home_keeper_accept (ScHomeKeeper *self);
void sc_home_keeper_decline (ScHomeKeeper *self);

G_END_DECLS
