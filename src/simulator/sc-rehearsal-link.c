/* SPDX-FileCopyrightText: 2026 The Sensor Commissioner authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "sc-rehearsal-link.h"

#include "sc-control-event.h"
#include "sc-control-state.h"
#include "sc-error.h"
#include "sc-json.h"
#include "sc-scaled-clock.h"
#include "sc-system-clock.h"

#include <libsoup/soup.h>
#include <string.h>

#define MAX_HEARD 256 /* networks in one round */
#define STATE_LIMIT_S 10

typedef struct
{
  char *kind; /* "join", "leave" or "try" */
  char *bssid;
  ScSecret *key;          /* (nullable): to join with */
  ScSiteNetwork *network; /* (nullable): to try */
  gint64 serial;
} Order;

struct _ScRehearsalLink
{
  ScRadioLink parent_instance;

  char *control_uri;
  SoupSession *session;
  GCancellable *cancellable; /* of everything under way */
  GDataInputStream *events;  /* the life-line */
  ScClock *clock;
  ScControlState *state; /* as it was when we came */
  char *client;          /* who we are to the simulator */

  GPtrArray *heard; /* of ScAccessPoint: being collected */
  GQueue orders;    /* of Order; the head is under way if @ordering */
  gboolean ordering;
  gint64 serial; /* of the last order given */
  GError *failure;
  GTask *opening; /* (nullable): until the first radio event */
};

G_DEFINE_FINAL_TYPE (ScRehearsalLink, sc_rehearsal_link, SC_TYPE_RADIO_LINK)

static void read_line (ScRehearsalLink *self);
static void send_next_order (ScRehearsalLink *self);

static void
order_free (Order *order)
{
  g_free (order->kind);
  g_free (order->bssid);
  g_clear_pointer (&order->key, sc_secret_unref);
  g_clear_pointer (&order->network, sc_site_network_unref);
  g_free (order);
}

/* Callbacks must not keep the link alive: dropping its last reference ends the rehearsal. */
static GWeakRef *
weak_new (ScRehearsalLink *self)
{
  GWeakRef *weak = g_new0 (GWeakRef, 1);

  g_weak_ref_init (weak, self);
  return weak;
}

static ScRehearsalLink *
weak_take (GWeakRef *weak)
{
  ScRehearsalLink *self = g_weak_ref_get (weak);

  g_weak_ref_clear (weak);
  g_free (weak);
  return self;
}

/* The simulator is gone, or is not one. */
static void
fail (ScRehearsalLink *self, const char *detail)
{
  if (self->failure != NULL)
    return;
  self->failure =
      g_error_new (SC_ERROR, SC_ERROR_SIMULATOR_GONE, "%s: %s", self->control_uri, detail);
  g_cancellable_cancel (self->cancellable);
  if (self->opening != NULL)
    {
      g_autoptr (GTask) task = g_steal_pointer (&self->opening);

      g_task_return_error (task, g_error_copy (self->failure));
    }
  sc_radio_link_fail (SC_RADIO_LINK (self), self->failure);
}

static void
handle_heard (ScRehearsalLink *self, const ScControlEvent *event)
{
  if (self->heard->len < MAX_HEARD)
    g_ptr_array_add (self->heard,
                     sc_radio_link_make_access_point (SC_RADIO_LINK (self), event->ssid,
                                                      event->bssid, event->strength, event->open));
}

static void
handle_radio (ScRehearsalLink *self, const ScControlEvent *event)
{
  ScRadioView view = { 0 };

  if (event->serial < self->serial)
    return; /* from before our last order */
  view.laptop_is_home = strcmp (event->laptop, "home") == 0;
  view.joining = strcmp (event->laptop, "joining") == 0 ? event->bssid : NULL;
  view.joined = strcmp (event->laptop, "joined") == 0 ? event->bssid : NULL;
  view.trying = strcmp (event->laptop, "trying") == 0;
  view.on_site = strcmp (event->laptop, "site") == 0;
  view.uplink = event->uplink;
  view.obstacle = event->obstacle;
  sc_radio_link_update (SC_RADIO_LINK (self), &view);
  if (self->opening != NULL)
    {
      g_autoptr (GTask) task = g_steal_pointer (&self->opening);

      g_task_return_pointer (task, g_object_ref (self), g_object_unref);
    }
}

static void
handle_event (ScRehearsalLink *self, const char *line)
{
  g_autoptr (GBytes) bytes = g_bytes_new (line, strlen (line));
  g_autoptr (ScControlEvent) event = sc_control_event_parse (bytes);

  if (event == NULL)
    return;
  switch (event->kind)
    {
    case SC_CONTROL_EVENT_HELLO:
      g_free (self->client);
      self->client = g_steal_pointer (&event->client);
      break;
    case SC_CONTROL_EVENT_HEARD:
      handle_heard (self, event);
      break;
    case SC_CONTROL_EVENT_HEARD_END:
      sc_radio_link_hear (SC_RADIO_LINK (self), self->heard);
      g_ptr_array_set_size (self->heard, 0);
      break;
    case SC_CONTROL_EVENT_RADIO:
    default:
      handle_radio (self, event);
      break;
    }
}

static void
line_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (ScRehearsalLink) self = weak_take (user_data);
  g_autoptr (GError) error = NULL;
  g_autofree char *line = g_data_input_stream_read_line_finish_utf8 (G_DATA_INPUT_STREAM (source),
                                                                     result, NULL, &error);

  if (self == NULL || g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    return;
  if (line == NULL)
    {
      fail (self, error ? error->message : "the simulator closed the connection");
      return;
    }
  handle_event (self, line);
  if (self->failure == NULL)
    read_line (self);
}

static void
read_line (ScRehearsalLink *self)
{
  g_data_input_stream_read_line_async (self->events, G_PRIORITY_DEFAULT, self->cancellable, line_cb,
                                       weak_new (self));
}

static SoupMessage *
make_message (ScRehearsalLink *self, const char *method, const char *path)
{
  g_autofree char *uri = g_strconcat (self->control_uri, path, NULL);

  return soup_message_new (method, uri);
}

static void
events_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (ScRehearsalLink) self = weak_take (user_data);
  g_autoptr (GError) error = NULL;
  g_autoptr (GInputStream) stream =
      soup_session_send_finish (SOUP_SESSION (source), result, &error);
  SoupMessage *message = soup_session_get_async_result_message (SOUP_SESSION (source), result);

  if (self == NULL || g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    return;
  if (stream == NULL)
    fail (self, error->message);
  else if (soup_message_get_status (message) == SOUP_STATUS_CONFLICT)
    fail (self, "another program rehearses there");
  else if (soup_message_get_status (message) != SOUP_STATUS_OK)
    fail (self, "this is not a sensor-simulator");
  else
    {
      self->events = g_data_input_stream_new (stream);
      read_line (self);
    }
}

static gboolean
read_state (ScRehearsalLink *self, GBytes *body, ScModel *model, GError **error)
{
  g_autoptr (ScClock) base = sc_system_clock_new ();

  self->state = sc_control_state_parse (body, error);
  if (self->state == NULL)
    return FALSE;
  self->clock = SC_CLOCK (sc_scaled_clock_new (base, self->state->speed, &self->state->now));
  sc_radio_link_set_up (SC_RADIO_LINK (self), model, self->state->sensor_uri);
  return TRUE;
}

static void
state_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (ScRehearsalLink) self = weak_take (user_data);
  g_autoptr (GError) error = NULL;
  g_autoptr (GBytes) body =
      soup_session_send_and_read_finish (SOUP_SESSION (source), result, &error);
  g_autoptr (SoupMessage) events = NULL;

  if (self == NULL || g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    return;
  if (body == NULL || !read_state (self, body, g_task_get_task_data (self->opening), &error))
    {
      fail (self, error->message);
      return;
    }
  /* The stream of events may be quiet for long. The connection of the reply before has its limit
   * for good, so the stream must not take that one over. */
  soup_session_set_timeout (self->session, 0);
  events = make_message (self, "GET", "/rehearsal/events");
  soup_message_add_flags (events, SOUP_MESSAGE_NEW_CONNECTION);
  soup_session_send_async (self->session, events, G_PRIORITY_DEFAULT, self->cancellable, events_cb,
                           weak_new (self));
}

/* Why the laptop will not get where it was sent; 0: it will. */
static ScError
read_verdict (guint status, GBytes *body)
{
  g_autoptr (ScJson) json = NULL;
  const char *id = NULL;
  ScError code;

  if (status == SOUP_STATUS_NO_CONTENT)
    return 0;
  json = sc_json_new (body, NULL);
  if (json == NULL || !sc_json_get_string (json, "code", TRUE, 64, &id, NULL))
    return SC_ERROR_LINK_NOT_JOINED;
  code = sc_error_from_id (id);
  return code != 0 ? code : SC_ERROR_LINK_NOT_JOINED;
}

static void
take_order_status (ScRehearsalLink *self, const Order *order, guint status, GBytes *body)
{
  ScRadioLink *link = SC_RADIO_LINK (self);

  if (order->serial != self->serial)
    return; /* it is over already */
  if (order->bssid != NULL && status == SOUP_STATUS_NOT_FOUND)
    sc_radio_link_refuse_join (link, order->bssid);
  else if (order->bssid != NULL || order->network != NULL)
    sc_radio_link_take_verdict (link, read_verdict (status, body));
}

static void
order_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (ScRehearsalLink) self = weak_take (user_data);
  g_autoptr (GError) error = NULL;
  g_autoptr (GBytes) body =
      soup_session_send_and_read_finish (SOUP_SESSION (source), result, &error);
  SoupMessage *message = soup_session_get_async_result_message (SOUP_SESSION (source), result);
  Order *order;

  if (self == NULL || g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    return;
  if (body == NULL)
    {
      fail (self, error->message);
      return;
    }
  order = g_queue_pop_head (&self->orders);
  self->ordering = FALSE;
  take_order_status (self, order, soup_message_get_status (message), body);
  order_free (order);
  send_next_order (self);
}

/* The password goes to the simulator alone, and is wiped like any other on its way to a sensor. */
static GBytes *
format_order (ScRehearsalLink *self, const Order *order)
{
  GString *json = g_string_sized_new (1024); /* never grows, so nothing is left behind */
  ScSecret *key = order->network != NULL ? sc_site_network_get_key (order->network) : order->key;
  gsize n_bytes;

  g_string_append_printf (json, "{\"client\":\"%s\",\"serial\":%" G_GINT64_FORMAT, self->client,
                          order->serial);
  if (order->bssid != NULL)
    g_string_append_printf (json, ",\"bssid\":\"%s\"", order->bssid);
  if (order->network != NULL)
    {
      GBytes *ssid = sc_site_network_get_ssid (order->network);
      g_autofree char *encoded =
          g_base64_encode (g_bytes_get_data (ssid, NULL), g_bytes_get_size (ssid));

      g_string_append_printf (json, ",\"ssid\":\"%s\",\"security\":%d", encoded,
                              sc_site_network_get_security (order->network));
    }
  if (key != NULL)
    {
      char *quoted = sc_json_quote (sc_secret_peek (key));

      g_string_append_printf (json, ",\"key\":%s", quoted);
      sc_secret_free_text (quoted);
    }
  g_string_append_c (json, '}');
  n_bytes = json->len;
  return sc_secret_bytes_new_take (g_string_free (json, FALSE), n_bytes);
}

static void
send_next_order (ScRehearsalLink *self)
{
  Order *order = g_queue_peek_head (&self->orders);
  g_autoptr (SoupMessage) message = NULL;
  g_autoptr (GBytes) bytes = NULL;
  g_autofree char *path = NULL;

  if (order == NULL || self->ordering || self->failure != NULL)
    return;
  self->ordering = TRUE;
  path = g_strconcat ("/rehearsal/", order->kind, NULL);
  message = make_message (self, "POST", path);
  bytes = format_order (self, order);
  soup_message_set_request_body_from_bytes (message, "application/json", bytes);
  soup_session_send_and_read_async (self->session, message, G_PRIORITY_DEFAULT, self->cancellable,
                                    order_cb, weak_new (self));
}

static void
give_order (ScRehearsalLink *self, const char *kind, const char *bssid, ScSecret *key,
            ScSiteNetwork *network)
{
  Order *order = g_new0 (Order, 1);

  order->kind = g_strdup (kind);
  order->bssid = g_strdup (bssid);
  order->key = key != NULL ? sc_secret_ref (key) : NULL;
  order->network = network != NULL ? sc_site_network_ref (network) : NULL;
  order->serial = ++self->serial;
  g_queue_push_tail (&self->orders, order);
  send_next_order (self);
}

static void
sc_rehearsal_link_join (ScRadioLink *link, const char *bssid, ScSecret *key)
{
  give_order (SC_REHEARSAL_LINK (link), "join", bssid, key, NULL);
}

static void
sc_rehearsal_link_leave (ScRadioLink *link)
{
  give_order (SC_REHEARSAL_LINK (link), "leave", NULL, NULL, NULL);
}

static void
sc_rehearsal_link_try_site (ScRadioLink *link, ScSiteNetwork *network)
{
  give_order (SC_REHEARSAL_LINK (link), "try", NULL, NULL, network);
}

static void
sc_rehearsal_link_dispose (GObject *object)
{
  ScRehearsalLink *self = SC_REHEARSAL_LINK (object);

  g_cancellable_cancel (self->cancellable);
  if (self->session != NULL)
    soup_session_abort (self->session);
  G_OBJECT_CLASS (sc_rehearsal_link_parent_class)->dispose (object);
}

static void
sc_rehearsal_link_finalize (GObject *object)
{
  ScRehearsalLink *self = SC_REHEARSAL_LINK (object);

  g_queue_clear_full (&self->orders, (GDestroyNotify)order_free);
  g_ptr_array_unref (self->heard);
  g_clear_object (&self->events);
  g_clear_object (&self->session);
  g_clear_object (&self->cancellable);
  g_clear_object (&self->clock);
  g_clear_error (&self->failure);
  g_free (self->control_uri);
  g_free (self->client);
  g_clear_pointer (&self->state, sc_control_state_free);
  G_OBJECT_CLASS (sc_rehearsal_link_parent_class)->finalize (object);
}

static void
sc_rehearsal_link_class_init (ScRehearsalLinkClass *klass)
{
  ScRadioLinkClass *link_class = SC_RADIO_LINK_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = sc_rehearsal_link_dispose;
  G_OBJECT_CLASS (klass)->finalize = sc_rehearsal_link_finalize;
  link_class->join = sc_rehearsal_link_join;
  link_class->leave = sc_rehearsal_link_leave;
  link_class->try_site = sc_rehearsal_link_try_site;
}

static void
sc_rehearsal_link_init (ScRehearsalLink *self)
{
  self->cancellable = g_cancellable_new ();
  self->heard = g_ptr_array_new_with_free_func (g_object_unref);
  g_queue_init (&self->orders);
  self->session =
      soup_session_new_with_options ("timeout", STATE_LIMIT_S, "max-conns-per-host", 4, NULL);
  soup_session_set_proxy_resolver (self->session, NULL);
}

static void
opening_cancelled_cb (GCancellable *cancellable G_GNUC_UNUSED, ScRehearsalLink *self)
{
  g_cancellable_cancel (self->cancellable);
  if (self->opening != NULL)
    {
      g_autoptr (GTask) task = g_steal_pointer (&self->opening);

      g_task_return_error_if_cancelled (task);
    }
}

/**
 * sc_rehearsal_link_new_async:
 * @control_uri: where the simulator's control API is, e.g. "http://127.0.0.1:8001"
 * @model: which networks are sensors'
 * @cancellable: (nullable): gives up
 * @callback: called when the link is usable, or not
 * @user_data: for @callback
 *
 * Takes over the simulated laptop, until the last reference to the link is dropped.
 */
void
sc_rehearsal_link_new_async (const char *control_uri, ScModel *model, GCancellable *cancellable,
                             GAsyncReadyCallback callback, gpointer user_data)
{
  ScRehearsalLink *self = g_object_new (SC_TYPE_REHEARSAL_LINK, NULL);
  g_autoptr (GTask) task = g_task_new (NULL, cancellable, callback, user_data);
  g_autoptr (SoupMessage) message = NULL;

  g_task_set_source_tag (task, sc_rehearsal_link_new_async);
  g_task_set_task_data (task, sc_model_ref (model), (GDestroyNotify)sc_model_unref);
  self->control_uri = g_strdup (control_uri);
  if (g_str_has_suffix (self->control_uri, "/"))
    self->control_uri[strlen (self->control_uri) - 1] = '\0';
  self->opening = g_object_ref (task);
  /* The task keeps the link while it opens. */
  g_object_set_data_full (G_OBJECT (task), "link", self, g_object_unref);
  if (cancellable != NULL)
    g_signal_connect_object (cancellable, "cancelled", G_CALLBACK (opening_cancelled_cb), self, 0);
  message = make_message (self, "GET", "/rehearsal/state");
  if (message == NULL)
    fail (self, "not an address of a simulator");
  else
    soup_session_send_and_read_async (self->session, message, G_PRIORITY_DEFAULT, self->cancellable,
                                      state_cb, weak_new (self));
}

/**
 * sc_rehearsal_link_new_finish:
 * @result: from the callback
 * @error: %SC_ERROR_SIMULATOR_GONE or a cancellation
 *
 * Returns: (transfer full): the link
 */
ScRehearsalLink *
sc_rehearsal_link_new_finish (GAsyncResult *result, GError **error)
{
  g_return_val_if_fail (g_task_is_valid (result, NULL), NULL);
  g_return_val_if_fail (g_async_result_is_tagged (result, sc_rehearsal_link_new_async), NULL);
  return g_task_propagate_pointer (G_TASK (result), error);
}

ScClock *
sc_rehearsal_link_get_clock (ScRehearsalLink *self)
{
  g_return_val_if_fail (SC_IS_REHEARSAL_LINK (self), NULL);
  return self->clock;
}

double
sc_rehearsal_link_get_speed (ScRehearsalLink *self)
{
  g_return_val_if_fail (SC_IS_REHEARSAL_LINK (self), 1.0);
  return self->state->speed;
}

const ScPractice *
sc_rehearsal_link_get_practice (ScRehearsalLink *self)
{
  g_return_val_if_fail (SC_IS_REHEARSAL_LINK (self), NULL);
  return &self->state->practice;
}

/**
 * sc_rehearsal_link_get_store:
 * @self: a link
 *
 * Returns: (transfer none): what is to go wrong with journal and keyring
 */
const ScWorldStore *
sc_rehearsal_link_get_store (ScRehearsalLink *self)
{
  g_return_val_if_fail (SC_IS_REHEARSAL_LINK (self), NULL);
  return &self->state->store;
}

/**
 * sc_rehearsal_link_get_failure:
 * @self: a link
 *
 * Returns: (transfer none) (nullable): why the simulator cannot be used any more; `changed` was
 *   emitted when that happened
 */
const GError *
sc_rehearsal_link_get_failure (ScRehearsalLink *self)
{
  g_return_val_if_fail (SC_IS_REHEARSAL_LINK (self), NULL);
  return self->failure;
}
