/* SPDX-FileCopyrightText: 2026 The Sensor Commissioner authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "sc-fakes-private.h"

/* Journal */

#define SC_TYPE_FAKE_JOURNAL (sc_fake_journal_get_type ())
G_DECLARE_FINAL_TYPE (ScFakeJournal, sc_fake_journal, SC, FAKE_JOURNAL, GObject)

struct _ScFakeJournal
{
  GObject parent_instance;
  GPtrArray *log;
  ScError code;
  GPtrArray *uids;  /* of char * */
  GPtrArray *steps; /* of ScStep, beside the UIDs */
  char *home_uuid;  /* nullable */
  char *home_name;  /* nullable */
};

static gboolean
fake_journal_append (ScJournal *journal, const char *uid, const ScStep *step, GError **error)
{
  ScFakeJournal *self = SC_FAKE_JOURNAL (journal);
  g_autofree char *line = g_strdup_printf ("step:%s", sc_step_kind_to_string (step->kind));

  if (self->code != 0)
    {
      g_set_error (error, SC_ERROR, (int)self->code, "scripted");
      return FALSE;
    }
  sc_fake_say (self->log, line);
  g_ptr_array_add (self->uids, g_strdup (uid));
  g_ptr_array_add (self->steps, sc_step_copy (step));
  return TRUE;
}

static GPtrArray *
fake_journal_load (ScJournal *journal, GError **error)
{
  ScFakeJournal *self = SC_FAKE_JOURNAL (journal);
  GPtrArray *records = NULL;

  if (self->code != 0)
    {
      g_set_error (error, SC_ERROR, (int)self->code, "scripted");
      return NULL;
    }
  records = g_ptr_array_new_with_free_func (g_object_unref);
  for (guint i = 0; i < self->steps->len; i++)
    {
      const char *uid = g_ptr_array_index (self->uids, i);
      ScRecord *record = NULL;

      for (guint j = 0; j < records->len && record == NULL; j++)
        if (g_str_equal (sc_record_get_uid (g_ptr_array_index (records, j)), uid))
          record = g_ptr_array_index (records, j);
      if (record == NULL)
        {
          record = sc_record_new (uid);
          g_ptr_array_add (records, record);
        }
      sc_record_apply (record, g_ptr_array_index (self->steps, i));
    }
  return records;
}

static gboolean
fake_journal_remove (ScJournal *journal G_GNUC_UNUSED, const char *uid G_GNUC_UNUSED,
                     GError **error G_GNUC_UNUSED)
{
  g_assert_not_reached ();
}

static gboolean
fake_journal_keep_home (ScJournal *journal, const char *uuid, const char *name, GError **error)
{
  ScFakeJournal *self = SC_FAKE_JOURNAL (journal);
  g_autofree char *line = g_strdup_printf ("home:%s", uuid != NULL ? uuid : "none");

  if (self->code != 0)
    {
      g_set_error (error, SC_ERROR, (int)self->code, "scripted");
      return FALSE;
    }
  sc_fake_say (self->log, line);
  g_free (self->home_uuid);
  self->home_uuid = g_strdup (uuid);
  g_free (self->home_name);
  self->home_name = g_strdup (name);
  return TRUE;
}

static gboolean
fake_journal_load_home (ScJournal *journal, char **uuid, char **name, GError **error)
{
  ScFakeJournal *self = SC_FAKE_JOURNAL (journal);

  if (self->code != 0)
    {
      g_set_error (error, SC_ERROR, (int)self->code, "scripted");
      return FALSE;
    }
  *uuid = g_strdup (self->home_uuid);
  *name = g_strdup (self->home_name);
  return TRUE;
}

static void
fake_journal_iface_init (ScJournalInterface *iface)
{
  iface->append = fake_journal_append;
  iface->load = fake_journal_load;
  iface->remove = fake_journal_remove;
  iface->keep_home = fake_journal_keep_home;
  iface->load_home = fake_journal_load_home;
}

G_DEFINE_FINAL_TYPE_WITH_CODE (ScFakeJournal, sc_fake_journal, G_TYPE_OBJECT,
                               G_IMPLEMENT_INTERFACE (SC_TYPE_JOURNAL, fake_journal_iface_init))

static void
sc_fake_journal_finalize (GObject *object)
{
  ScFakeJournal *self = SC_FAKE_JOURNAL (object);

  g_ptr_array_unref (self->log);
  g_ptr_array_unref (self->uids);
  g_ptr_array_unref (self->steps);
  g_free (self->home_uuid);
  g_free (self->home_name);
  G_OBJECT_CLASS (sc_fake_journal_parent_class)->finalize (object);
}

static void
sc_fake_journal_class_init (ScFakeJournalClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = sc_fake_journal_finalize;
}

static void
sc_fake_journal_init (ScFakeJournal *self)
{
  self->uids = g_ptr_array_new_with_free_func (g_free);
  self->steps = g_ptr_array_new_with_free_func ((GDestroyNotify)sc_step_free);
}

void
sc_fake_journal_fail (ScFakes *fakes, ScError code)
{
  SC_FAKE_JOURNAL (fakes->journal)->code = code;
}

ScJournal *
sc_fake_journal_new (GPtrArray *log)
{
  ScFakeJournal *self = g_object_new (SC_TYPE_FAKE_JOURNAL, NULL);

  self->log = g_ptr_array_ref (log);
  return SC_JOURNAL (self);
}

void
sc_fake_journal_cut_off (ScFakes *fakes)
{
  g_autoptr (ScFakeJournal) old = SC_FAKE_JOURNAL (fakes->journal);
  ScFakeJournal *self;

  fakes->journal = sc_fake_journal_new (g_ptr_array_new_with_free_func (g_free));
  self = SC_FAKE_JOURNAL (fakes->journal);
  g_ptr_array_unref (fakes->log);
  fakes->log = self->log;
  self->home_uuid = g_strdup (old->home_uuid);
  self->home_name = g_strdup (old->home_name);
  for (guint i = 0; i < old->steps->len; i++)
    {
      g_ptr_array_add (self->uids, g_strdup (g_ptr_array_index (old->uids, i)));
      g_ptr_array_add (self->steps, sc_step_copy (g_ptr_array_index (old->steps, i)));
    }
}
