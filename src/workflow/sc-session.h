/* SPDX-FileCopyrightText: 2026 The Sensor Commissioner authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "sc-cloud.h"
#include "sc-keyring.h"
#include "sc-way-watch.h"

G_BEGIN_DECLS

typedef enum
{
  SC_SIGN_IN_NONE,
  SC_SIGN_IN_BUSY,
  SC_SIGN_IN_DONE,
  SC_SIGN_IN_FAILED
} ScSignIn;

/**
 * ScSession:
 *
 * Who we are in the cloud: signing in, the tenant, and the account saved in the keyring. A sign-in
 * that fails on its way is tried once more if there is another way. Signal `changed` after every
 * change.
 */
#define SC_TYPE_SESSION (sc_session_get_type ())
G_DECLARE_FINAL_TYPE (ScSession, sc_session, SC, SESSION, GObject)

ScSession *sc_session_new (ScCloud *cloud, ScKeyring *keyring, ScWayWatch *way);
void sc_session_sign_in (ScSession *self, ScAccount *account, gboolean remember);
void sc_session_cancel (ScSession *self);
void sc_session_sign_out (ScSession *self);
void sc_session_look_up_account (ScSession *self);
void sc_session_forget_account (ScSession *self);
ScSignIn sc_session_get_state (ScSession *self);
gboolean sc_session_is_searching (ScSession *self);   /* for another way to the cloud, to sign in */
const GError *sc_session_get_error (ScSession *self); /* nullable */
const GError *sc_session_get_keyring_error (ScSession *self); /* nullable: of the last attempt */
ScTenant *sc_session_get_tenant (ScSession *self);            /* nullable */
ScAccount *sc_session_get_account (ScSession *self);          /* nullable */
ScAccount *sc_session_get_saved_account (ScSession *self);    /* nullable */

G_END_DECLS
