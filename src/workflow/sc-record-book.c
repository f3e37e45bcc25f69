/* SPDX-FileCopyrightText: 2026 The Sensor Commissioner authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "sc-record-book.h"

typedef struct
{
  char *uid;
  ScStep *step;
} Unwritten;

struct _ScRecordBook
{
  GObject parent_instance;

  ScJournal *journal;
  GPtrArray *records; /* of ScRecord, oldest first */
  GQueue unwritten;   /* of Unwritten: answers the journal could not take yet */
  GError *error;      /* why it could not */
};

enum
{
  CHANGED,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

static GType
sc_record_book_get_item_type (GListModel *list G_GNUC_UNUSED)
{
  return SC_TYPE_RECORD;
}

static guint
sc_record_book_get_n_items (GListModel *list)
{
  return SC_RECORD_BOOK (list)->records->len;
}

static gpointer
sc_record_book_get_item (GListModel *list, guint position)
{
  GPtrArray *records = SC_RECORD_BOOK (list)->records;

  if (position >= records->len)
    return NULL;
  return g_object_ref (g_ptr_array_index (records, records->len - 1 - position));
}

static void
sc_record_book_list_init (GListModelInterface *iface)
{
  iface->get_item_type = sc_record_book_get_item_type;
  iface->get_n_items = sc_record_book_get_n_items;
  iface->get_item = sc_record_book_get_item;
}

G_DEFINE_FINAL_TYPE_WITH_CODE (ScRecordBook, sc_record_book, G_TYPE_OBJECT,
                               G_IMPLEMENT_INTERFACE (G_TYPE_LIST_MODEL, sc_record_book_list_init))

static void
unwritten_free (Unwritten *item)
{
  g_free (item->uid);
  sc_step_free (item->step);
  g_free (item);
}

static void
sc_record_book_finalize (GObject *object)
{
  ScRecordBook *self = SC_RECORD_BOOK (object);

  g_clear_object (&self->journal);
  g_ptr_array_unref (self->records);
  g_queue_clear_full (&self->unwritten, (GDestroyNotify)unwritten_free);
  g_clear_error (&self->error);
  G_OBJECT_CLASS (sc_record_book_parent_class)->finalize (object);
}

static void
sc_record_book_class_init (ScRecordBookClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = sc_record_book_finalize;
  signals[CHANGED] = g_signal_new ("changed", SC_TYPE_RECORD_BOOK, G_SIGNAL_RUN_LAST, 0, NULL, NULL,
                                   NULL, G_TYPE_NONE, 1, SC_TYPE_RECORD);
}

static void
sc_record_book_init (ScRecordBook *self)
{
  self->records = g_ptr_array_new_with_free_func (g_object_unref);
  g_queue_init (&self->unwritten);
}

/**
 * sc_record_book_new:
 * @journal: where steps are kept
 *
 * Returns: (transfer full): an empty book
 */
ScRecordBook *
sc_record_book_new (ScJournal *journal)
{
  ScRecordBook *self = g_object_new (SC_TYPE_RECORD_BOOK, NULL);

  self->journal = g_object_ref (journal);
  return self;
}

/**
 * sc_record_book_load:
 * @self: a book
 * @error: an SC_ERROR_JOURNAL_…
 *
 * Fills the book with what earlier runs left. Call once, before anything is added.
 *
 * Returns: whether the journal could be read
 */
gboolean
sc_record_book_load (ScRecordBook *self, GError **error)
{
  g_autoptr (GPtrArray) records = sc_journal_load (self->journal, error);

  if (records == NULL)
    return FALSE;
  g_return_val_if_fail (self->records->len == 0, FALSE);
  g_ptr_array_extend_and_steal (self->records, g_steal_pointer (&records));
  g_list_model_items_changed (G_LIST_MODEL (self), 0, 0, self->records->len);
  return TRUE;
}

/**
 * sc_record_book_add:
 * @self: a book
 * @record: a new record; its first step makes it durable
 */
void
sc_record_book_add (ScRecordBook *self, ScRecord *record)
{
  g_ptr_array_add (self->records, g_object_ref (record));
  g_list_model_items_changed (G_LIST_MODEL (self), 0, 0, 1);
}

/**
 * sc_record_book_find:
 * @self: a book
 * @sensor_id: whom to look for
 * @tenant: in whose cloud
 *
 * Returns: (transfer none) (nullable): the newest record of this sensor for this tenant, or one
 *   that was interrupted before it was written for whom it is
 */
ScRecord *
sc_record_book_find (ScRecordBook *self, const char *sensor_id, ScTenant *tenant)
{
  ScRecord *unclaimed = NULL;

  for (guint i = self->records->len; i > 0; i--)
    {
      ScRecord *record = g_ptr_array_index (self->records, i - 1);

      if (g_strcmp0 (sc_record_get_sensor_id (record), sensor_id) != 0)
        continue;
      if (sc_tenant_matches (sc_record_get_tenant (record), tenant))
        return record;
      if (sc_record_get_tenant (record) == NULL)
        unclaimed = record;
    }
  return unclaimed;
}

/* Steps that could not be written go first: the journal keeps their order. */
static gboolean
flush (ScRecordBook *self)
{
  Unwritten *item;

  while ((item = g_queue_peek_head (&self->unwritten)) != NULL)
    {
      g_autoptr (GError) error = NULL;

      if (!sc_journal_append (self->journal, item->uid, item->step, &error))
        {
          g_clear_error (&self->error);
          self->error = g_steal_pointer (&error);
          return FALSE;
        }
      unwritten_free (g_queue_pop_head (&self->unwritten));
    }
  g_clear_error (&self->error);
  return TRUE;
}

static void
apply (ScRecordBook *self, ScRecord *record, const ScStep *step)
{
  g_debug ("Record %.8s: %s%s%s", sc_record_get_uid (record), sc_step_kind_to_string (step->kind),
           step->code != 0 ? " " : "",
           step->code != 0 ? sc_error_get_info ((ScError)step->code)->id : "");
  sc_record_apply (record, step);
  g_signal_emit (self, signals[CHANGED], 0, record);
}

/**
 * sc_record_book_write_first:
 * @self: a book
 * @record: one of its records
 * @step: (transfer full): what is about to happen
 * @error: an SC_ERROR_JOURNAL_…
 *
 * For what may only happen once it is on the disk: identity and certificate, consent, every
 * request that cannot be undone.
 *
 * Returns: whether to go on
 */
gboolean
sc_record_book_write_first (ScRecordBook *self, ScRecord *record, ScStep *step, GError **error)
{
  g_autoptr (ScStep) owned = step;

  if (!flush (self))
    {
      g_propagate_error (error, g_error_copy (self->error));
      return FALSE;
    }
  if (!sc_journal_append (self->journal, sc_record_get_uid (record), step, error))
    return FALSE;
  apply (self, record, step);
  return TRUE;
}

/**
 * sc_record_book_write:
 * @self: a book
 * @record: one of its records
 * @step: (transfer full): what has happened
 *
 * For what cannot be refused, because it is so. If the journal cannot take it now, it is tried
 * again before the next step; sc_record_book_get_error() says why.
 */
void
sc_record_book_write (ScRecordBook *self, ScRecord *record, ScStep *step)
{
  Unwritten *item = g_new0 (Unwritten, 1);
  g_autoptr (ScStep) owned = step;

  item->uid = g_strdup (sc_record_get_uid (record));
  item->step = sc_step_copy (step);
  g_queue_push_tail (&self->unwritten, item);
  if (!flush (self))
    g_warning ("A step could not be kept: %s", self->error->message);
  apply (self, record, step);
}

/**
 * sc_record_book_get_error:
 * @self: a book
 *
 * Returns: (transfer none) (nullable): why steps are not on the disk; %NULL if all are
 */
const GError *
sc_record_book_get_error (ScRecordBook *self)
{
  return self->error;
}
