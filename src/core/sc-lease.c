/* SPDX-FileCopyrightText: 2026 The Sensor Commissioner authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "sc-lease.h"

typedef struct
{
  char *base_uri;
  char *interface;
  ScAccessPoint *access_point;
  gboolean lost;
  gboolean released;
} ScLeasePrivate;

enum
{
  PROP_BASE_URI = 1,
  PROP_INTERFACE,
  PROP_ACCESS_POINT,
  N_PROPS
};

enum
{
  LOST,
  N_SIGNALS
};

G_DEFINE_ABSTRACT_TYPE_WITH_PRIVATE (ScLease, sc_lease, G_TYPE_OBJECT)

static GParamSpec *props[N_PROPS];
static guint signals[N_SIGNALS];

#define PRIV(self) ((ScLeasePrivate *)sc_lease_get_instance_private (self))

static void
sc_lease_set_property (GObject *object, guint id, const GValue *value, GParamSpec *pspec)
{
  ScLeasePrivate *priv = PRIV (SC_LEASE (object));

  switch (id)
    {
    case PROP_BASE_URI:
      priv->base_uri = g_value_dup_string (value);
      break;
    case PROP_INTERFACE:
      priv->interface = g_value_dup_string (value);
      break;
    case PROP_ACCESS_POINT:
      priv->access_point = g_value_dup_object (value);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
    }
}

static void
sc_lease_finalize (GObject *object)
{
  ScLeasePrivate *priv = PRIV (SC_LEASE (object));

  g_free (priv->base_uri);
  g_free (priv->interface);
  g_clear_object (&priv->access_point);
  G_OBJECT_CLASS (sc_lease_parent_class)->finalize (object);
}

static void
sc_lease_class_init (ScLeaseClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GParamFlags flags = G_PARAM_WRITABLE | G_PARAM_CONSTRUCT_ONLY | G_PARAM_STATIC_STRINGS;

  object_class->set_property = sc_lease_set_property;
  object_class->finalize = sc_lease_finalize;

  props[PROP_BASE_URI] = g_param_spec_string ("base-uri", NULL, NULL, NULL, flags);
  props[PROP_INTERFACE] = g_param_spec_string ("interface", NULL, NULL, NULL, flags);
  props[PROP_ACCESS_POINT] =
      g_param_spec_object ("access-point", NULL, NULL, SC_TYPE_ACCESS_POINT, flags);
  g_object_class_install_properties (object_class, N_PROPS, props);

  signals[LOST] =
      g_signal_new ("lost", SC_TYPE_LEASE, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 0);
}

static void
sc_lease_init (ScLease *self G_GNUC_UNUSED)
{
}

/**
 * sc_lease_get_base_uri:
 * @self: a lease
 *
 * Returns: (transfer none): where the sensor answers, without a trailing slash
 */
const char *
sc_lease_get_base_uri (ScLease *self)
{
  g_return_val_if_fail (SC_IS_LEASE (self), NULL);
  return PRIV (self)->base_uri;
}

/**
 * sc_lease_get_interface:
 * @self: a lease
 *
 * Returns: (transfer none) (nullable): the network interface sockets are bound to
 */
const char *
sc_lease_get_interface (ScLease *self)
{
  g_return_val_if_fail (SC_IS_LEASE (self), NULL);
  return PRIV (self)->interface;
}

/**
 * sc_lease_get_access_point:
 * @self: a lease
 *
 * Returns: (transfer none) (nullable): the sensor's network; %NULL if joined by hand
 */
ScAccessPoint *
sc_lease_get_access_point (ScLease *self)
{
  g_return_val_if_fail (SC_IS_LEASE (self), NULL);
  return PRIV (self)->access_point;
}

/**
 * sc_lease_is_alive:
 * @self: a lease
 *
 * Returns: whether it is neither lost nor released
 */
gboolean
sc_lease_is_alive (ScLease *self)
{
  g_return_val_if_fail (SC_IS_LEASE (self), FALSE);
  return !PRIV (self)->lost && !PRIV (self)->released;
}

/**
 * sc_lease_release_async:
 * @self: a lease
 * @cancellable: (nullable): stops waiting, not the release
 * @callback: called when the laptop has left, or cannot leave by itself
 * @user_data: for @callback
 *
 * Leaves the sensor's network and restores the laptop's own. May be called any number of times.
 */
void
sc_lease_release_async (ScLease *self, GCancellable *cancellable, GAsyncReadyCallback callback,
                        gpointer user_data)
{
  g_return_if_fail (SC_IS_LEASE (self));
  PRIV (self)->released = TRUE;
  SC_LEASE_GET_CLASS (self)->release_async (self, cancellable, callback, user_data);
}

/**
 * sc_lease_release_finish:
 * @self: a lease
 * @result: from the callback
 * @error: why the laptop's network could not be restored
 *
 * Returns: whether the laptop is free
 */
gboolean
sc_lease_release_finish (ScLease *self, GAsyncResult *result, GError **error)
{
  g_return_val_if_fail (SC_IS_LEASE (self), FALSE);
  return SC_LEASE_GET_CLASS (self)->release_finish (self, result, error);
}

/**
 * sc_lease_mark_lost:
 * @self: a lease
 *
 * For links: the sensor's network went away. Emits `lost` unless it was lost or released before.
 */
void
sc_lease_mark_lost (ScLease *self)
{
  g_return_if_fail (SC_IS_LEASE (self));
  if (!sc_lease_is_alive (self))
    return;
  PRIV (self)->lost = TRUE;
  g_signal_emit (self, signals[LOST], 0);
}
