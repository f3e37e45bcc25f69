/* SPDX-FileCopyrightText: 2026 The Sensor Commissioner authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* Typing: rules as one types, nothing lost on a failure, no secret left after handing over. */

#include "sc-account-form.h"
#include "sc-network-form.h"
#include "sc-secret-entry.h"
#include "sc-ui-bed.h"
#include "sc-ui.h"

static GtkWidget *
row (UiBed *bed, const char *title)
{
  GtkWidget *found = ui_find_row (GTK_WIDGET (bed->window), title);

  g_assert_nonnull (found);
  return found;
}

static const char *
typed (UiBed *bed, const char *title)
{
  return gtk_editable_get_text (GTK_EDITABLE (row (bed, title)));
}

static gboolean
is_invalid (GtkWidget *entry_row)
{
  return gtk_widget_has_css_class (entry_row, "error");
}

/* What is wrong with a text, and with which entry, is said at once. */

typedef struct
{
  const char *row;
  const char *text;
  ScError error;    /* 0: none */
  const char *says; /* instead of the catalogue; NULL: nothing */
} TypingRow;

static const TypingRow typing_rows[] = {
  { "API endpoint", "http://cloud.example", SC_ERROR_ENDPOINT_NOT_HTTPS, NULL },
  { "API endpoint", "https://", SC_ERROR_ENDPOINT_MALFORMED, NULL },
  { "API endpoint", "https://cloud.example/prod", 0, NULL },
  { "Client ID", "one:two", SC_ERROR_CLIENT_ID_COLON, NULL },
  { "Client ID", "one", 0, NULL },
  { "Client secret", " blank first", 0, "It starts with a blank" },
  { "Network name", "Sixteen umlauts: ääääääääääääääää", SC_ERROR_SSID_TOO_LONG, NULL },
  { "Network name", "ääääääääääääääää", 0, NULL }, /* 32 bytes */
  { "Network name", "Hall 1 ", 0, "It ends with a blank" },
  { "Network name", "50% Hall", 0, "some sensors may read wrongly" },
  { "Password", "1234567", SC_ERROR_KEY_TOO_SHORT, NULL },
  { "Password", "12345678", 0, NULL },
  { "Password", "größer als acht", SC_ERROR_KEY_NOT_ASCII, NULL },
  { "Password", "12345678 ", 0, "It ends with a blank" },
};

static void
test_typing (gconstpointer data)
{
  const TypingRow *test = data;
  g_autoptr (UiBed) bed = ui_bed_new (NULL);
  GtkWidget *entry = row (bed, test->row);
  GtkWidget *text = GTK_WIDGET (gtk_editable_get_delegate (GTK_EDITABLE (entry)));

  g_assert_false (is_invalid (entry)); /* an empty form reproaches nobody */
  ui_type (entry, test->text);
  ui_bed_settle (bed);

  g_assert_cmpint (is_invalid (entry), ==, test->error != 0);
  gtk_test_accessible_assert_state (text, GTK_ACCESSIBLE_STATE_INVALID,
                                    test->error != 0 ? GTK_ACCESSIBLE_INVALID_TRUE
                                                     : GTK_ACCESSIBLE_INVALID_FALSE);
  if (test->error != 0)
    g_assert_true (ui_shows (GTK_WIDGET (bed->window), sc_error_get_info (test->error)->what));
  if (test->says != NULL)
    g_assert_true (ui_shows (GTK_WIDGET (bed->window), test->says));
  g_assert_cmpstr (gtk_editable_get_text (GTK_EDITABLE (entry)), ==, test->text);
}

static void
test_empty_form_shows_everything_missing (void)
{
  g_autoptr (UiBed) bed = ui_bed_new (NULL);
  GtkWidget *root = GTK_WIDGET (bed->window);

  ui_press (bed, "win.go-on");
  g_assert_false (sc_fake_cloud_is_asked (bed->fakes, "sign-in"));
  g_assert_true (ui_shows (root, sc_error_get_info (SC_ERROR_ENDPOINT_EMPTY)->what));
  g_assert_true (ui_shows (root, sc_error_get_info (SC_ERROR_CLIENT_ID_EMPTY)->what));
  g_assert_true (ui_shows (root, sc_error_get_info (SC_ERROR_CLIENT_SECRET_EMPTY)->what));
  g_assert_true (ui_shows (root, sc_error_get_info (SC_ERROR_SSID_EMPTY)->what));
  g_assert_true (ui_shows (root, sc_error_get_info (SC_ERROR_KEY_EMPTY)->what));
  g_assert_true (gtk_widget_is_ancestor (gtk_window_get_focus (GTK_WINDOW (bed->window)),
                                         row (bed, "API endpoint")));
}

static void
test_open_network_has_no_password (void)
{
  g_autoptr (UiBed) bed = ui_bed_new (&ui_prefill);

  g_assert_nonnull (ui_find_row (GTK_WIDGET (bed->window), "Password"));
  adw_combo_row_set_selected (ADW_COMBO_ROW (row (bed, "Security")), 3);
  ui_bed_settle (bed);
  g_assert_null (ui_find_row (GTK_WIDGET (bed->window), "Password"));
  ui_bed_sign_in (bed);
  g_assert_cmpint (sc_site_network_get_security (sc_workflow_get_site_network (bed->workflow)), ==,
                   SC_SECURITY_OPEN);
  g_assert_null (sc_site_network_get_key (sc_workflow_get_site_network (bed->workflow)));
}

static const char *const canaries[] = { UI_CLIENT_ID, UI_CLIENT_SECRET, UI_KEY };

static void
assert_no_secret (UiBed *bed)
{
  for (guint i = 0; i < G_N_ELEMENTS (canaries); i++)
    g_assert_false (ui_holds (GTK_WIDGET (bed->window), canaries[i]));
}

static void
test_no_secret_stays_in_any_widget (void)
{
  g_autoptr (UiBed) bed = ui_bed_new (&ui_prefill);

  for (guint i = 0; i < G_N_ELEMENTS (canaries); i++)
    g_assert_true (
        ui_holds (GTK_WIDGET (bed->window), canaries[i])); /* or the test tests nothing */

  ui_press (bed, "win.go-on");
  assert_no_secret (bed); /* at once, not only after the answer */
  sc_fake_cloud_answer (bed->fakes, sc_tenant_new (UI_ENDPOINT, "abc123", "standard"));
  ui_bed_settle (bed);
  ui_press (bed, "win.go-on");
  while (sc_visit_get_state (bed->visit) != SC_VISIT_SENT)
    {
      assert_no_secret (bed);
      ui_bed_step (bed);
    }
  assert_no_secret (bed);
}

static void
test_the_secrets_arrive (void)
{
  g_autoptr (UiBed) bed = ui_bed_new (&ui_prefill);
  ScSiteNetwork *network;

  ui_bed_sign_in (bed);
  network = sc_workflow_get_site_network (bed->workflow);
  g_assert_cmpstr (sc_secret_peek (sc_site_network_get_key (network)), ==, UI_KEY);
  g_assert_cmpmem (g_bytes_get_data (sc_site_network_get_ssid (network), NULL),
                   g_bytes_get_size (sc_site_network_get_ssid (network)), UI_SSID,
                   strlen (UI_SSID));
}

static void
test_tenant_and_role_are_shown (void)
{
  g_autoptr (UiBed) bed = ui_bed_new (&ui_prefill);

  ui_bed_sign_in (bed);
  g_assert_true (ui_shows (GTK_WIDGET (bed->window), "abc123"));
  g_assert_true (ui_shows (GTK_WIDGET (bed->window), "standard"));
  g_assert_true (ui_shows (GTK_WIDGET (bed->window), UI_ENDPOINT));
}

static void
test_failure_loses_nothing (void)
{
  g_autoptr (UiBed) bed = ui_bed_new (&ui_prefill);

  ui_press (bed, "win.go-on");
  sc_fake_cloud_fail (bed->fakes, SC_ERROR_CLOUD_CREDENTIALS);
  ui_bed_settle (bed);
  g_assert_true (
      ui_shows (GTK_WIDGET (bed->window), sc_error_get_info (SC_ERROR_CLOUD_CREDENTIALS)->what));
  g_assert_cmpstr (typed (bed, "API endpoint"), ==, UI_ENDPOINT);
  g_assert_cmpstr (typed (bed, "Client ID"), ==, "");

  /* Left empty, the entries mean what was typed before. */
  ui_bed_sign_in (bed);
  g_assert_cmpint (sc_workflow_get_sign_in (bed->workflow), ==, SC_SIGN_IN_DONE);
}

/* What the cloud has just refused does not look as if it were well; what it has not judged does. */
static void
test_refused_entries_say_so (void)
{
  g_autoptr (UiBed) bed = ui_bed_new (&ui_prefill);
  GtkWidget *root = GTK_WIDGET (bed->window);

  ui_press (bed, "win.go-on");
  sc_fake_cloud_fail (bed->fakes, SC_ERROR_CLOUD_CREDENTIALS);
  ui_bed_settle (bed);
  g_assert_true (ui_shows (root, "This did not work. Type to replace it."));
  g_assert_false (ui_shows (root, "Entered. Type to replace it."));

  ui_press (bed, "win.go-on"); /* the same once more, and nobody answers */
  sc_fake_cloud_fail (bed->fakes, SC_ERROR_CLOUD_UNREACHABLE);
  ui_bed_settle (bed);
  g_assert_true (ui_shows (root, "Entered. Type to replace it."));
  g_assert_false (ui_shows (root, "This did not work."));
}

static void
test_cancel_of_signing_in_is_immediate (void)
{
  g_autoptr (UiBed) bed = ui_bed_new (&ui_prefill);

  ui_press (bed, "win.go-on");
  ui_bed_advance (bed, 3 * S);
  g_assert_true (ui_shows (GTK_WIDGET (bed->window), "0:03"));
  ui_press (bed, "win.cancel-sign-in");
  g_assert_cmpint (sc_workflow_get_sign_in (bed->workflow), ==, SC_SIGN_IN_NONE);
  g_assert_cmpstr (typed (bed, "API endpoint"), ==, UI_ENDPOINT);
}

static void
test_settings_hold_no_secret (void)
{
  g_autoptr (UiBed) bed = ui_bed_new (&ui_prefill);
  g_autoptr (GSettingsSchema) schema = NULL;
  g_auto (GStrv) keys = NULL;

  ui_bed_sign_in (bed);
  g_object_get (bed->settings, "settings-schema", &schema, NULL);
  keys = g_settings_schema_list_keys (schema);
  for (guint i = 0; keys[i] != NULL; i++)
    {
      g_autoptr (GVariant) value = g_settings_get_value (bed->settings, keys[i]);
      g_autofree char *text = g_variant_print (value, FALSE);

      for (guint j = 0; j < G_N_ELEMENTS (canaries); j++)
        g_assert_null (strstr (text, canaries[j]));
    }
}

static void
test_settings_bring_back_the_rest (void)
{
  g_autoptr (UiBed) bed = ui_bed_new (&ui_prefill);
  g_autoptr (ScWindow) again = NULL;
  ScWindowSetup setup = bed->window->setup;

  ui_bed_sign_in (bed);
  again = g_object_ref (sc_window_new (NULL, bed->workflow, bed->settings, &setup));
  g_assert_true (ui_holds (GTK_WIDGET (again), UI_ENDPOINT));
  g_assert_true (ui_holds (GTK_WIDGET (again), UI_SSID));
  gtk_window_destroy (GTK_WINDOW (again));
}

static void
test_saved_account_needs_no_typing (void)
{
  g_autoptr (UiBed) bed = ui_bed_new (NULL);
  g_autoptr (ScSecret) id = sc_secret_new (UI_CLIENT_ID, -1);
  g_autoptr (ScSecret) secret = sc_secret_new (UI_CLIENT_SECRET, -1);
  g_autoptr (ScAccount) account = sc_account_new (UI_ENDPOINT, id, secret, NULL, NULL);

  sc_fake_keyring_set (bed->fakes, account, 0);
  sc_workflow_look_up_account (bed->workflow);
  ui_bed_settle (bed);
  g_assert_true (ui_shows (GTK_WIDGET (bed->window), "Saved in the keyring"));
  g_assert_null (ui_find_row (GTK_WIDGET (bed->window), "Client secret"));
  assert_no_secret (bed);
  ui_type (row (bed, "Network name"), UI_SSID);
  ui_type (row (bed, "Password"), UI_KEY);
  ui_bed_sign_in (bed);
}

static UiBed *
bed_with_saved_account (void)
{
  UiBed *bed = ui_bed_new (NULL);
  g_autoptr (ScSecret) id = sc_secret_new (UI_CLIENT_ID, -1);
  g_autoptr (ScSecret) secret = sc_secret_new (UI_CLIENT_SECRET, -1);
  g_autoptr (ScAccount) account = sc_account_new (UI_ENDPOINT, id, secret, NULL, NULL);

  sc_fake_keyring_set (bed->fakes, account, 0);
  sc_workflow_look_up_account (bed->workflow);
  ui_bed_settle (bed);
  ui_type (row (bed, "Network name"), UI_SSID);
  ui_type (row (bed, "Password"), UI_KEY);
  return bed;
}

static void
sign_in_in_vain (UiBed *bed)
{
  ui_click (bed, "Sign In");
  g_assert_true (sc_fake_cloud_is_asked (bed->fakes, "sign-in"));
  sc_fake_cloud_fail (bed->fakes, SC_ERROR_CLOUD_UNREACHABLE);
  ui_bed_settle (bed);
}

/* The laptop was not quite online yet: what the keyring knows is not asked for again. */
static void
test_saved_account_is_tried_again (void)
{
  g_autoptr (UiBed) bed = bed_with_saved_account ();

  sign_in_in_vain (bed);
  g_assert_cmpstr (typed (bed, "API endpoint"), ==, UI_ENDPOINT);
  g_assert_true (ui_shows (GTK_WIDGET (bed->window), "Entered. Type to replace it."));
  assert_no_secret (bed);

  ui_click (bed, "Sign In"); /* with nothing typed */
  g_assert_true (sc_fake_cloud_is_asked (bed->fakes, "sign-in"));
  sc_fake_cloud_answer (bed->fakes, sc_tenant_new (UI_ENDPOINT, "abc123", "standard"));
  ui_bed_settle (bed);
  g_assert_cmpint (sc_workflow_get_sign_in (bed->workflow), ==, SC_SIGN_IN_DONE);
}

/* Back leads to where it was before, and what was typed meanwhile is gone. */
static void
test_back_to_the_saved_account (void)
{
  g_autoptr (UiBed) bed = bed_with_saved_account ();
  GtkWidget *root = GTK_WIDGET (bed->window);

  sign_in_in_vain (bed);
  ui_type (row (bed, "Client secret"), "given up by half");
  ui_click (bed, "Back");
  g_assert_true (ui_shows (root, "Saved in the keyring"));
  g_assert_false (ui_shows (root, sc_error_get_info (SC_ERROR_CLOUD_UNREACHABLE)->what));
  g_assert_null (ui_find_row (root, "Client secret"));
  g_assert_false (ui_holds (root, "given up by half"));
  sign_in_in_vain (bed);
  g_assert_cmpstr (typed (bed, "Client secret"), ==, "");
}

/* Another account than the saved one: a failure, or a change of mind, takes nothing of it away. */
static void
test_typing_over_the_saved_account_is_kept (void)
{
  g_autoptr (UiBed) bed = bed_with_saved_account ();

  ui_press (bed, "win.edit-account");
  ui_type (row (bed, "API endpoint"), "https://other.example/prod");
  ui_type (row (bed, "Client secret"), "another secret");
  ui_click (bed, "Sign In");
  ui_click (bed, "Cancel");
  g_assert_cmpstr (typed (bed, "API endpoint"), ==, "https://other.example/prod");
  sign_in_in_vain (bed);
  g_assert_cmpstr (typed (bed, "API endpoint"), ==, "https://other.example/prod");
  g_assert_true (ui_shows (GTK_WIDGET (bed->window), "Entered. Type to replace it."));
}

/* The desktop may have asked for the keyring's password first. */
static void
test_a_late_keyring_takes_nothing_away (void)
{
  g_autoptr (UiBed) bed = ui_bed_new (NULL);
  g_autoptr (ScSecret) id = sc_secret_new (UI_CLIENT_ID, -1);
  g_autoptr (ScSecret) secret = sc_secret_new (UI_CLIENT_SECRET, -1);
  g_autoptr (ScAccount) account = sc_account_new (UI_ENDPOINT, id, secret, NULL, NULL);

  ui_type (row (bed, "API endpoint"), "https://other.example/prod");
  ui_type (row (bed, "Client ID"), "half an");
  sc_fake_keyring_set (bed->fakes, account, 0);
  sc_workflow_look_up_account (bed->workflow);
  ui_bed_settle (bed);
  g_assert_cmpstr (typed (bed, "API endpoint"), ==, "https://other.example/prod");
  g_assert_cmpstr (typed (bed, "Client ID"), ==, "half an");

  ui_click (bed, "Back");
  g_assert_true (ui_shows (GTK_WIDGET (bed->window), "Saved in the keyring"));
}

/* Another trouble than being signed out may come first for a while: nothing is taken away from
 * somebody who is typing, and nothing written over. */
static void
test_account_form_stays (void)
{
  g_autoptr (UiBed) bed = ui_bed_new (&ui_prefill);

  ui_bed_begin (bed);
  ui_bed_go_to (bed, SC_VISIT_SENT);
  sc_fake_link_set_presence (bed->fakes, SC_PRESENCE_GONE);
  ui_bed_advance (bed, 5 * S);
  sc_workflow_sign_out (bed->workflow);
  ui_bed_settle (bed);
  ui_type (ui_find_row (GTK_WIDGET (bed->window), "API endpoint"), "https://other.example");
  ui_type (ui_find_row (GTK_WIDGET (bed->window), "Client secret"), "half a");
  g_assert_null (ui_find_button (GTK_WIDGET (bed->window), "Back"));

  ui_bed_advance (bed, 120 * S);
  sc_fake_link_set_presence (bed->fakes, SC_PRESENCE_SEEN_AGAIN);
  ui_bed_advance (bed, S);
  g_assert_true (sc_workflow_get_plan (bed->workflow, sc_workflow_get_current (bed->workflow)).error
                 == SC_ERROR_SENSOR_AP_CAME_BACK);
  g_assert_cmpstr (typed (bed, "API endpoint"), ==, "https://other.example");
  g_assert_cmpstr (typed (bed, "Client secret"), ==, "half a");

  ui_click (bed, "Back");
  g_assert_nonnull (ui_find_button (GTK_WIDGET (bed->window), "Correct the Wi-Fi Password"));
  g_assert_null (ui_find_row (GTK_WIDGET (bed->window), "Client secret"));
  g_assert_false (ui_holds (GTK_WIDGET (bed->window), "half a"));
}

/* What failed on Connect is what Prepare shows beside that failure. */
static void
test_prepare_follows_connect (void)
{
  static const ScStepKind steps[] = { SC_STEP_IDENTIFIED, SC_STEP_CERTIFICATE,  SC_STEP_CONSENT,
                                      SC_STEP_ADD_ASKED,  SC_STEP_ADD_ANSWERED, 0 };
  g_autoptr (UiBed) bed = ui_bed_new_with_record (steps);
  GtkWidget *root = GTK_WIDGET (bed->window);

  ui_press (bed, "win.resume-unfinished");
  ui_type (ui_find_row (root, "API endpoint"), "https://other.example");
  ui_type (ui_find_row (root, "Client ID"), "another-id");
  ui_type (ui_find_row (root, "Client secret"), "another-secret");
  ui_click (bed, "Sign In");
  sc_fake_cloud_fail (bed->fakes, SC_ERROR_CLOUD_UNREACHABLE);
  ui_bed_settle (bed);
  g_assert_cmpstr (typed (bed, "API endpoint"), ==, "https://other.example");

  ui_press (bed, "win.next-sensor");
  g_assert_cmpint (sc_workflow_get_stage (bed->workflow), ==, SC_STAGE_PREPARE);
  g_assert_true (ui_shows (root, sc_error_get_info (SC_ERROR_CLOUD_UNREACHABLE)->what));
  g_assert_cmpstr (typed (bed, "API endpoint"), ==, "https://other.example");
  g_assert_true (ui_shows (root, "Entered. Type to replace it."));
}

static void
test_without_a_keyring_it_says_so (void)
{
  g_autoptr (UiBed) bed = ui_bed_new (&ui_prefill);

  sc_fake_keyring_set (bed->fakes, NULL, SC_ERROR_KEYRING_ABSENT);
  sc_workflow_look_up_account (bed->workflow);
  ui_bed_settle (bed);
  g_assert_true (ui_shows (GTK_WIDGET (bed->window), "for this session only"));
}

static gboolean
at_least_four (const char *text, ScInputWarning *warnings G_GNUC_UNUSED,
               gpointer user_data G_GNUC_UNUSED, GError **error)
{
  if (strlen (text) >= 4)
    return TRUE;
  g_set_error (error, SC_ERROR, SC_ERROR_KEY_TOO_SHORT, "too short");
  return FALSE;
}

/* What stands in the entry is what is sent: a name is filled in byte for byte, or not at all. */
static void
test_network_name_is_filled_in_as_it_is (void)
{
  g_autoptr (GBytes) odd = g_bytes_new_static ("Hall\xc2\xad 1", 8); /* a soft hyphen */
  g_autoptr (GBytes) latin = g_bytes_new_static ("H\xe4lle", 5);
  g_autoptr (ScSiteNetwork) network = NULL;
  ScNetworkForm *form = g_object_ref_sink (g_object_new (SC_TYPE_NETWORK_FORM, NULL));

  sc_network_form_fill (form, odd, SC_SECURITY_OPEN);
  sc_network_form_fill (form, latin, SC_SECURITY_WPA);
  network = sc_network_form_take (form);
  g_assert_nonnull (network);
  g_assert_true (g_bytes_equal (sc_site_network_get_ssid (network), odd));
  g_assert_cmpint (sc_site_network_get_security (network), ==, SC_SECURITY_OPEN);
  g_object_unref (form);
}

static void
test_secret_entry (void)
{
  AdwEntryRow *entry = g_object_ref_sink (ADW_ENTRY_ROW (adw_password_entry_row_new ()));
  ScFieldHint *hint = g_object_ref_sink (g_object_new (SC_TYPE_FIELD_HINT, NULL));
  ScSecretEntry *secret = sc_secret_entry_new (entry, hint, at_least_four, NULL);
  GtkText *text = GTK_TEXT (gtk_editable_get_delegate (GTK_EDITABLE (entry)));

  g_assert_true (GTK_IS_PASSWORD_ENTRY_BUFFER (gtk_text_get_buffer (text)));
  g_assert_false (gtk_editable_get_enable_undo (GTK_EDITABLE (text)));
  gtk_editable_set_text (GTK_EDITABLE (entry), "abc");
  g_assert_true (sc_field_hint_is_error (hint));
  gtk_editable_set_text (GTK_EDITABLE (entry), "abcd");
  g_assert_false (sc_field_hint_is_error (hint));

  g_assert_false (ui_holds (GTK_WIDGET (hint), "Entered. Type to replace it."));
  g_assert_cmpstr (sc_secret_peek (sc_secret_entry_take (secret)), ==, "abcd");
  g_assert_true (ui_holds (GTK_WIDGET (hint), "Entered. Type to replace it."));
  g_assert_cmpstr (gtk_editable_get_text (GTK_EDITABLE (entry)), ==, "");
  g_assert_true (sc_secret_entry_check (secret, TRUE));
  g_assert_cmpstr (sc_secret_peek (sc_secret_entry_take (secret)), ==, "abcd");
  gtk_editable_set_text (GTK_EDITABLE (entry), "other");
  g_assert_cmpstr (sc_secret_peek (sc_secret_entry_take (secret)), ==, "other");
  sc_secret_entry_forget (secret);
  g_assert_false (ui_holds (GTK_WIDGET (hint), "Entered. Type to replace it."));
  g_assert_false (sc_secret_entry_check (secret, TRUE));

  g_object_unref (secret);
  g_object_unref (hint);
  g_object_unref (entry);
}

/* What a screen reader is told: a plain name, what is under the entry, and that it is wrong. */
static void
test_hint_belongs_to_its_entry (void)
{
  AdwEntryRow *entry = g_object_ref_sink (ADW_ENTRY_ROW (adw_entry_row_new ()));
  ScFieldHint *hint = g_object_ref_sink (g_object_new (SC_TYPE_FIELD_HINT, NULL));
  GtkAccessible *text = GTK_ACCESSIBLE (gtk_editable_get_delegate (GTK_EDITABLE (entry)));
  g_autoptr (GError) error = g_error_new_literal (SC_ERROR, SC_ERROR_SSID_EMPTY, "empty");

  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (entry), "Network _name");
  sc_field_hint_attach (hint, entry);
  gtk_test_accessible_assert_property (text, GTK_ACCESSIBLE_PROPERTY_LABEL, "Network name");
  g_assert_true (gtk_test_accessible_has_relation (text, GTK_ACCESSIBLE_RELATION_DESCRIBED_BY));
  g_assert_false (gtk_test_accessible_has_relation (text, GTK_ACCESSIBLE_RELATION_ERROR_MESSAGE));

  sc_field_hint_show_error (hint, error);
  gtk_test_accessible_assert_state (text, GTK_ACCESSIBLE_STATE_INVALID,
                                    GTK_ACCESSIBLE_INVALID_TRUE);
  g_assert_true (gtk_test_accessible_has_relation (text, GTK_ACCESSIBLE_RELATION_ERROR_MESSAGE));

  sc_field_hint_show_note (hint, "Entered.");
  gtk_test_accessible_assert_state (text, GTK_ACCESSIBLE_STATE_INVALID,
                                    GTK_ACCESSIBLE_INVALID_FALSE);
  g_assert_false (gtk_test_accessible_has_relation (text, GTK_ACCESSIBLE_RELATION_ERROR_MESSAGE));
  g_object_unref (hint);
  g_object_unref (entry);
}

static void
test_access_keys_are_no_part_of_a_name (void)
{
  static const char *const rows[][2] = {
    { "Network name", "Network name" },
    { "Network _name", "Network name" },
    { "ネットワーク名(_N)", "ネットワーク名" },
    { "送信(_S)…", "送信…" },
    { "_", "" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      g_autofree char *name = sc_ui_without_access_key (rows[i][0]);

      g_assert_cmpstr (name, ==, rows[i][1]);
    }
}

/* A hint between two entries does not stop Tab, in either direction. */
static void
test_tab_passes_hints (void)
{
  g_autoptr (UiBed) bed = ui_bed_new (NULL);
  GtkWidget *window = GTK_WIDGET (bed->window);
  GtkWidget *endpoint = row (bed, "API endpoint");
  GtkWidget *id = row (bed, "Client ID");

  ui_type (endpoint, "http://cloud.example");
  ui_bed_settle (bed);
  gtk_widget_grab_focus (endpoint);

  gtk_widget_child_focus (window, GTK_DIR_TAB_FORWARD);
  g_assert_true (gtk_widget_is_ancestor (gtk_window_get_focus (GTK_WINDOW (window)), id));
  gtk_widget_child_focus (window, GTK_DIR_TAB_BACKWARD);
  g_assert_true (gtk_widget_is_ancestor (gtk_window_get_focus (GTK_WINDOW (window)), endpoint));
}

int
main (int argc, char **argv)
{
  gtk_test_init (&argc, &argv, NULL);
  adw_init ();
  sc_ui_init ();

  for (guint i = 0; i < G_N_ELEMENTS (typing_rows); i++)
    {
      g_autofree char *path = g_strdup_printf ("/forms/typing/%u", i);

      g_test_add_data_func (path, &typing_rows[i], test_typing);
    }
#define ADD(name) g_test_add_func ("/forms/" #name, test_##name)
  ADD (empty_form_shows_everything_missing);
  ADD (hint_belongs_to_its_entry);
  ADD (access_keys_are_no_part_of_a_name);
  ADD (tab_passes_hints);
  ADD (open_network_has_no_password);
  ADD (no_secret_stays_in_any_widget);
  ADD (the_secrets_arrive);
  ADD (tenant_and_role_are_shown);
  ADD (failure_loses_nothing);
  ADD (refused_entries_say_so);
  ADD (cancel_of_signing_in_is_immediate);
  ADD (settings_hold_no_secret);
  ADD (settings_bring_back_the_rest);
  ADD (saved_account_needs_no_typing);
  ADD (saved_account_is_tried_again);
  ADD (back_to_the_saved_account);
  ADD (typing_over_the_saved_account_is_kept);
  ADD (a_late_keyring_takes_nothing_away);
  ADD (account_form_stays);
  ADD (prepare_follows_connect);
  ADD (without_a_keyring_it_says_so);
  ADD (network_name_is_filled_in_as_it_is);
  ADD (secret_entry);
#undef ADD
  return g_test_run ();
}
