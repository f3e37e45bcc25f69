/* SPDX-FileCopyrightText: 2026 The Sensor Commissioner authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "sc-model.h"

G_BEGIN_DECLS

/* The shipped model with a few keys changed. */
ScModel *sc_test_model_new (const char *overrides);

G_END_DECLS
