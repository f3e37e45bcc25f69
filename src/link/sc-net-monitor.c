/* SPDX-FileCopyrightText: 2026 The Sensor Commissioner authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "sc-net-monitor.h"

#include <errno.h>
#include <gio/gio.h>
#include <glib-unix.h>
#include <linux/netlink.h>
#include <linux/rtnetlink.h>
#include <string.h>
#include <sys/socket.h>
#include <sys/time.h>
#include <unistd.h>

#define RECEIVE_BYTES (64 * 1024)                /* the kernel's parts of a dump are ≤ 32 KiB */
#define PAUSE_US (100 * G_TIME_SPAN_MILLISECOND) /* between snapshots, in a storm of news */
#define RETRY_US (1 * G_TIME_SPAN_SECOND)        /* after one that could not be taken */
#define MAX_INTERRUPTIONS 5                      /* then what we have is good enough */

#define NEWS (RTMGRP_LINK | RTMGRP_IPV4_IFADDR | RTMGRP_IPV4_ROUTE | RTMGRP_IPV6_ROUTE)

struct _ScNetMonitor
{
  GObject parent_instance;

  ScClock *clock;
  int fd;
  guint source;
  guint timer;
  gint64 taken_us;
  ScNetSnapshot *snapshot;
  GError *error;
};

enum
{
  CHANGED,
  N_SIGNALS
};

G_DEFINE_FINAL_TYPE (ScNetMonitor, sc_net_monitor, G_TYPE_OBJECT)

static guint signals[N_SIGNALS];

static void
set_error_errno (GError **error, const char *doing, int code)
{
  g_set_error (error, G_IO_ERROR, g_io_error_from_errno (code), "%s: %s", doing, g_strerror (code));
}

static int
open_socket (guint32 groups, GError **error)
{
  struct sockaddr_nl address = { .nl_family = AF_NETLINK, .nl_groups = groups };
  struct timeval timeout = { .tv_sec = 1 }; /* the kernel answers at once, or something is wrong */
  int fd = socket (AF_NETLINK, SOCK_RAW | SOCK_CLOEXEC, NETLINK_ROUTE);

  if (fd < 0)
    {
      set_error_errno (error, "Opening a netlink socket", errno);
      return -1;
    }
  if (bind (fd, (struct sockaddr *)&address, sizeof address) != 0
      || setsockopt (fd, SOL_SOCKET, SO_RCVTIMEO, &timeout, sizeof timeout) != 0)
    {
      set_error_errno (error, "Binding a netlink socket", errno);
      close (fd);
      return -1;
    }
  return fd;
}

typedef struct
{
  ScNetSnapshot *snapshot;
  guint32 sequence;
  gboolean done;
  gboolean interrupted;
  int error;
} Dump;

static void
on_dumped (const ScNetlinkMessage *message, gpointer user_data)
{
  Dump *dump = user_data;

  if (message->sequence != dump->sequence)
    return;
  dump->interrupted = dump->interrupted || message->interrupted;
  if (message->kind == SC_NETLINK_DONE)
    dump->done = TRUE;
  else if (message->kind == SC_NETLINK_FAILED)
    dump->error = message->error;
  else
    sc_net_snapshot_add (dump->snapshot, message);
}

/* One kind of thing, completely. From our own kernel only: a netlink address is not a secret. */
static gboolean
run_dump (int fd, guint16 type, Dump *dump, GError **error)
{
  g_autoptr (GBytes) request = sc_netlink_format_dump (type, ++dump->sequence);
  g_autofree guint8 *buffer = g_malloc (RECEIVE_BYTES);
  struct sockaddr_nl kernel = { .nl_family = AF_NETLINK };

  dump->done = FALSE;
  if (sendto (fd, g_bytes_get_data (request, NULL), g_bytes_get_size (request), 0,
              (struct sockaddr *)&kernel, sizeof kernel)
      < 0)
    dump->error = errno;
  while (!dump->done && dump->error == 0)
    {
      struct sockaddr_nl sender = { 0 };
      socklen_t size = sizeof sender;
      ssize_t n = recvfrom (fd, buffer, RECEIVE_BYTES, 0, (struct sockaddr *)&sender, &size);

      if (n < 0 && errno != EINTR)
        dump->error = errno;
      else if (n >= 0 && sender.nl_pid == 0 && !sc_netlink_parse (buffer, n, on_dumped, dump))
        dump->error = EBADMSG;
    }
  if (dump->error != 0)
    set_error_errno (error, "Asking for the network's state", dump->error);
  return dump->error == 0;
}

static ScNetSnapshot *
take_snapshot (GError **error)
{
  static const guint16 types[] = { RTM_GETLINK, RTM_GETADDR, RTM_GETROUTE };
  g_autoptr (ScNetSnapshot) snapshot = NULL;
  gboolean ok = TRUE, interrupted = TRUE;
  int fd = open_socket (0, error);

  if (fd < 0)
    return NULL;
  for (guint round = 0; ok && interrupted && round < MAX_INTERRUPTIONS; round++)
    {
      Dump dump = { .sequence = (round + 1) * 16 };

      g_clear_pointer (&snapshot, sc_net_snapshot_free);
      snapshot = dump.snapshot = sc_net_snapshot_new ();
      for (guint i = 0; ok && i < G_N_ELEMENTS (types); i++)
        ok = run_dump (fd, types[i], &dump, error);
      interrupted = dump.interrupted;
    }
  close (fd);
  return ok ? g_steal_pointer (&snapshot) : NULL;
}

static void on_timer (gpointer user_data);

static void
update (ScNetMonitor *self)
{
  g_autoptr (GError) error = NULL;
  ScNetSnapshot *snapshot = take_snapshot (&error);

  sc_clock_clear_timer (self->clock, &self->timer);
  self->taken_us = sc_clock_now_us (self->clock);
  if (snapshot == NULL)
    {
      g_debug ("%s", error->message);
      self->timer = sc_clock_add_timer (self->clock, self->taken_us + RETRY_US, on_timer, self);
      return;
    }
  sc_net_snapshot_free (self->snapshot);
  self->snapshot = snapshot;
  g_signal_emit (self, signals[CHANGED], 0);
}

static void
on_timer (gpointer user_data)
{
  ScNetMonitor *self = user_data;

  self->timer = 0;
  update (self);
}

/* The first news are acted on at once, those of a storm together. */
static void
schedule (ScNetMonitor *self)
{
  gint64 due_us = self->taken_us + PAUSE_US;

  if (self->timer != 0)
    return;
  if (sc_clock_now_us (self->clock) >= due_us)
    update (self);
  else
    self->timer = sc_clock_add_timer (self->clock, due_us, on_timer, self);
}

static gboolean
on_news (int fd, GIOCondition condition G_GNUC_UNUSED, gpointer user_data)
{
  g_autoptr (ScNetMonitor) self = g_object_ref (user_data);
  guint8 buffer[1]; /* what the news say does not matter: the rest is dropped */
  ssize_t n;

  /* ENOBUFS: some were lost. That, too, is news. */
  do
    n = recv (fd, buffer, sizeof buffer, MSG_DONTWAIT);
  while (n >= 0 || errno == ENOBUFS || errno == EINTR);
  schedule (self);
  return G_SOURCE_CONTINUE;
}

static void
sc_net_monitor_dispose (GObject *object)
{
  ScNetMonitor *self = SC_NET_MONITOR (object);

  g_clear_handle_id (&self->source, g_source_remove);
  if (self->clock != NULL)
    sc_clock_clear_timer (self->clock, &self->timer);
  g_clear_object (&self->clock);
  G_OBJECT_CLASS (sc_net_monitor_parent_class)->dispose (object);
}

static void
sc_net_monitor_finalize (GObject *object)
{
  ScNetMonitor *self = SC_NET_MONITOR (object);

  if (self->fd >= 0)
    close (self->fd);
  sc_net_snapshot_free (self->snapshot);
  g_clear_error (&self->error);
  G_OBJECT_CLASS (sc_net_monitor_parent_class)->finalize (object);
}

static void
sc_net_monitor_class_init (ScNetMonitorClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->dispose = sc_net_monitor_dispose;
  object_class->finalize = sc_net_monitor_finalize;

  signals[CHANGED] = g_signal_new ("changed", SC_TYPE_NET_MONITOR, G_SIGNAL_RUN_LAST, 0, NULL, NULL,
                                   NULL, G_TYPE_NONE, 0);
}

static void
sc_net_monitor_init (ScNetMonitor *self)
{
  self->fd = -1;
}

/**
 * sc_net_monitor_new:
 * @clock: paces snapshots
 *
 * Where netlink cannot be used there is no snapshot, and sc_net_monitor_get_error() says why.
 *
 * Returns: (transfer full): a monitor with its first snapshot
 */
ScNetMonitor *
sc_net_monitor_new (ScClock *clock)
{
  ScNetMonitor *self;

  g_return_val_if_fail (SC_IS_CLOCK (clock), NULL);

  self = g_object_new (SC_TYPE_NET_MONITOR, NULL);
  self->clock = g_object_ref (clock);
  /* listen first, then look: nothing is missed between */
  self->fd = open_socket (NEWS, &self->error);
  if (self->fd < 0)
    return self;
  self->source = g_unix_fd_add (self->fd, G_IO_IN | G_IO_ERR, on_news, self);
  update (self);
  return self;
}

/**
 * sc_net_monitor_get_snapshot:
 * @self: a monitor
 *
 * Returns: (transfer none) (nullable): the latest; gone at the next `changed`
 */
ScNetSnapshot *
sc_net_monitor_get_snapshot (ScNetMonitor *self)
{
  g_return_val_if_fail (SC_IS_NET_MONITOR (self), NULL);
  return self->snapshot;
}

/**
 * sc_net_monitor_get_error:
 * @self: a monitor
 *
 * Returns: (transfer none) (nullable): why there is and will be no snapshot
 */
const GError *
sc_net_monitor_get_error (ScNetMonitor *self)
{
  g_return_val_if_fail (SC_IS_NET_MONITOR (self), NULL);
  return self->error;
}

/**
 * sc_net_monitor_refresh:
 * @self: a monitor
 *
 * Takes a new snapshot now.
 */
void
sc_net_monitor_refresh (ScNetMonitor *self)
{
  g_return_if_fail (SC_IS_NET_MONITOR (self));
  if (self->error == NULL)
    update (self);
}
