/* SPDX-FileCopyrightText: 2026 The Sensor Commissioner authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "sc-error.h"

#include <glib/gi18n-lib.h>

/* The catalogue of failures, in the order of ScError. What happened; the likely cause; the one
 * next action. IDs are for support and for the journal: never reuse or rename one. */
static const ScErrorInfo catalogue[] = {
  { SC_ERROR_BUG, "SC-BUG", N_ ("The program contradicted itself."),
    N_ ("This is a mistake in the program, not in what you did."),
    N_ ("Report it with the details below."), SC_REMEDY_REPORT },
  { SC_ERROR_SSID_EMPTY, "SC-SSID-EMPTY", N_ ("The site network has no name."), NULL,
    N_ ("Enter the name of the network."), SC_REMEDY_EDIT_SITE_NETWORK },
  { SC_ERROR_SSID_TOO_LONG, "SC-SSID-TOO-LONG", N_ ("The name of the site network is too long."),
    N_ ("A network name has at most 32 bytes. Accented letters take two, Chinese characters "
        "three."),
    N_ ("Check the name of the network."), SC_REMEDY_EDIT_SITE_NETWORK },
  { SC_ERROR_KEY_EMPTY, "SC-KEY-EMPTY", N_ ("The site network has no password."), NULL,
    N_ ("Enter the password, or choose “None (open network)”."), SC_REMEDY_EDIT_SITE_NETWORK },
  { SC_ERROR_KEY_TOO_SHORT, "SC-KEY-TOO-SHORT",
    N_ ("The password of the site network is too short."),
    N_ ("A WPA password has at least 8 characters."), N_ ("Enter the whole password."),
    SC_REMEDY_EDIT_SITE_NETWORK },
  { SC_ERROR_KEY_TOO_LONG, "SC-KEY-TOO-LONG", N_ ("The password of the site network is too long."),
    N_ ("A password has at most 63 characters. A WPA key written as hexadecimal digits has exactly "
        "64."),
    N_ ("Check the password."), SC_REMEDY_EDIT_SITE_NETWORK },
  { SC_ERROR_KEY_NOT_ASCII, "SC-KEY-NOT-ASCII",
    N_ ("The password of the site network has characters that the sensor cannot use."),
    N_ ("Only letters without accents, digits, blanks and common signs can be used."),
    N_ ("Check the password."), SC_REMEDY_EDIT_SITE_NETWORK },
  { SC_ERROR_KEY_WEP_LENGTH, "SC-KEY-WEP-LENGTH", N_ ("The WEP key has the wrong length."),
    N_ ("A WEP key has 5 or 13 characters, or 10 or 26 hexadecimal digits."), N_ ("Check the key."),
    SC_REMEDY_EDIT_SITE_NETWORK },
  { SC_ERROR_ENDPOINT_EMPTY, "SC-ENDPOINT-EMPTY", N_ ("The API endpoint is missing."), NULL,
    N_ ("Enter the API endpoint of your account."), SC_REMEDY_EDIT_ACCOUNT },
  { SC_ERROR_ENDPOINT_NOT_HTTPS, "SC-ENDPOINT-NOT-HTTPS",
    N_ ("The API endpoint does not begin with “https://”."),
    N_ ("Only encrypted connections are used."),
    N_ ("Enter the whole address, starting with “https://”."), SC_REMEDY_EDIT_ACCOUNT },
  { SC_ERROR_ENDPOINT_MALFORMED, "SC-ENDPOINT-MALFORMED",
    N_ ("The API endpoint is not a usable web address."),
    N_ ("It may hold a blank, a user name, a question mark, or a number sign."),
    N_ ("Copy the address again from your portal."), SC_REMEDY_EDIT_ACCOUNT },
  { SC_ERROR_CLIENT_ID_EMPTY, "SC-CLIENT-ID-EMPTY", N_ ("The client ID is missing."), NULL,
    N_ ("Enter the client ID of your API key."), SC_REMEDY_EDIT_ACCOUNT },
  { SC_ERROR_CLIENT_ID_COLON, "SC-CLIENT-ID-COLON", N_ ("The client ID holds a colon."),
    N_ ("Client ID and secret may have been copied together."),
    N_ ("Enter only the part before the colon."), SC_REMEDY_EDIT_ACCOUNT },
  { SC_ERROR_CLIENT_SECRET_EMPTY, "SC-CLIENT-SECRET-EMPTY", N_ ("The client secret is missing."),
    NULL, N_ ("Enter the client secret of your API key."), SC_REMEDY_EDIT_ACCOUNT },
  { SC_ERROR_PATH_MALFORMED, "SC-PATH-MALFORMED", N_ ("The certificate address is not usable."),
    N_ ("It must begin with “/” and hold no blanks."),
    N_ ("Enter the path as it is printed in the vendor’s guide."),
    SC_REMEDY_EDIT_CERTIFICATE_SOURCE },
  { SC_ERROR_MODEL_INVALID, "SC-MODEL-INVALID", N_ ("A sensor model file cannot be used."),
    N_ ("A line of the file has an unknown or wrong setting."),
    N_ ("Correct the line named in the details, then start again."), SC_REMEDY_REPORT },
  { SC_ERROR_CA_FILE_INVALID, "SC-CA-FILE-INVALID",
    N_ ("The file with the cloud’s certificate authority cannot be used."),
    N_ ("It is missing, cannot be read, or holds no certificate."), N_ ("Choose another file."),
    SC_REMEDY_EDIT_ACCOUNT },
  { SC_ERROR_CERTIFICATE_NONE, "SC-CERTIFICATE-NONE", N_ ("There is no readable certificate here."),
    N_ ("The address may be wrong for this sensor, or the file is not a certificate."),
    N_ ("Check the certificate address, or load a PEM file."), SC_REMEDY_EDIT_CERTIFICATE_SOURCE },
  { SC_ERROR_CERTIFICATE_PRIVATE_KEY, "SC-CERTIFICATE-PRIVATE-KEY",
    N_ ("There is a private key where only a certificate belongs."),
    N_ ("The wrong file or address was used. Nothing of it was kept."),
    N_ ("Check the certificate address, or load another file."),
    SC_REMEDY_EDIT_CERTIFICATE_SOURCE },
  { SC_ERROR_CERTIFICATE_TOO_LARGE, "SC-CERTIFICATE-TOO-LARGE",
    N_ ("The certificate is too large."), N_ ("The address may lead to something else."),
    N_ ("Check the certificate address, or load a PEM file."), SC_REMEDY_EDIT_CERTIFICATE_SOURCE },
  { SC_ERROR_CERTIFICATE_PATH_UNKNOWN, "SC-CERTIFICATE-PATH-UNKNOWN",
    N_ ("The address of the sensor’s certificate is not known."),
    N_ ("It is not public, and the sensor answered none of the likely ones."),
    N_ ("Enter the address from the vendor’s guide, or load a PEM file."),
    SC_REMEDY_EDIT_CERTIFICATE_SOURCE },
  { SC_ERROR_IDENTITY_CONFLICT, "SC-IDENTITY-CONFLICT",
    N_ ("Two different sensor IDs were stated."),
    N_ ("This may be another sensor than the one you meant."),
    N_ ("Compare the label with the ID shown, then begin again with the right sensor."),
    SC_REMEDY_VISIT_AGAIN },
  { SC_ERROR_LINK_NOT_JOINED, "SC-LINK-NOT-JOINED",
    N_ ("This computer did not get onto the sensor’s network."),
    N_ ("The sensor may be too far away, or no longer in set-up mode."),
    N_ ("Go closer, check that the sensor is in set-up mode, and join again."),
    SC_REMEDY_JOIN_AGAIN },
  { SC_ERROR_LINK_LOST, "SC-LINK-LOST",
    N_ ("The sensor’s network went away. The sensor was not changed."),
    N_ ("Its set-up mode may have ended, or this computer switched to another network."),
    N_ ("Put the sensor into set-up mode and join again."), SC_REMEDY_JOIN_AGAIN },
  { SC_ERROR_UPLINK_NONE, "SC-UPLINK-NONE", N_ ("This computer is not online."),
    N_ ("It has not found its way back to a network with internet access."),
    N_ ("Connect to a network, plug in a cable, or share a phone’s connection."),
    SC_REMEDY_GO_ONLINE },
  { SC_ERROR_SENSOR_UNREACHABLE, "SC-SENSOR-UNREACHABLE", N_ ("The sensor cannot be reached."),
    N_ ("This computer may have left the sensor’s network, or a VPN is in the way."),
    N_ ("Turn off VPN connections and join the sensor’s network again."), SC_REMEDY_JOIN_AGAIN },
  { SC_ERROR_SENSOR_SILENT, "SC-SENSOR-SILENT", N_ ("The sensor does not answer."),
    N_ ("It may be busy, or too far away."), N_ ("Go closer and try again."), SC_REMEDY_RETRY },
  { SC_ERROR_SENSOR_DROPPED, "SC-SENSOR-DROPPED", N_ ("The sensor closed the connection."),
    N_ ("It may have been busy, or its network is ending."), N_ ("Try again."), SC_REMEDY_RETRY },
  { SC_ERROR_SENSOR_REFUSED, "SC-SENSOR-REFUSED", N_ ("The sensor refused the request."),
    N_ ("It did not accept what was sent."),
    N_ ("Check the site network’s name and password, then try again."), SC_REMEDY_RETRY },
  { SC_ERROR_SENSOR_NOT_FOUND, "SC-SENSOR-NOT-FOUND", N_ ("The sensor does not know this address."),
    N_ ("Its firmware may differ from what this program expects."),
    N_ ("Check that this is an OtoSense sensor, then try again."), SC_REMEDY_RETRY },
  { SC_ERROR_SENSOR_NO_ANSWER, "SC-SENSOR-NO-ANSWER", N_ ("The sensor has no answer yet."),
    N_ ("It may still be starting."), N_ ("Wait a few seconds and try again."), SC_REMEDY_RETRY },
  { SC_ERROR_SENSOR_ODD_REPLY, "SC-SENSOR-ODD-REPLY", N_ ("The reply is not what a sensor sends."),
    N_ ("Another device may have answered at this address."),
    N_ ("Check which network this computer is on, then try again."), SC_REMEDY_RETRY },
  { SC_ERROR_SENSOR_REPLY_TOO_LARGE, "SC-SENSOR-REPLY-TOO-LARGE",
    N_ ("The reply is larger than any a sensor sends."),
    N_ ("Another device may have answered at this address."),
    N_ ("Check which network this computer is on, then try again."), SC_REMEDY_RETRY },
  { SC_ERROR_SENSOR_NAME_ODD, "SC-SENSOR-NAME-ODD", N_ ("The device did not give a sensor name."),
    N_ ("It may not be an OtoSense sensor, or its name was changed."),
    N_ ("Check that you joined the right network, then begin again."), SC_REMEDY_VISIT_AGAIN },
  { SC_ERROR_SENSOR_AP_STAYS, "SC-SENSOR-AP-STAYS", N_ ("The sensor is still on its own network."),
    N_ ("It may not have accepted the site network."),
    N_ ("Join its network and send the site network again."), SC_REMEDY_VISIT_AGAIN },
  { SC_ERROR_SENSOR_AP_CAME_BACK, "SC-SENSOR-AP-CAME-BACK",
    N_ ("The sensor is back in set-up mode."),
    N_ ("It probably could not join the site network: wrong password, too far from the access "
        "point, or 5 GHz only."),
    N_ ("Check the site network, then visit the sensor again."), SC_REMEDY_EDIT_SITE_NETWORK },
  { SC_ERROR_NO_FIRST_CONTACT, "SC-NO-FIRST-CONTACT",
    N_ ("The sensor has not reported to the cloud."),
    N_ ("It may not have joined the site network, or a firewall stops it."),
    N_ ("Check the site network at the sensor’s place, then visit the sensor again."),
    SC_REMEDY_VISIT_AGAIN },
  { SC_ERROR_CLOUD_UNREACHABLE, "SC-CLOUD-UNREACHABLE", N_ ("The cloud cannot be reached."),
    N_ ("This computer may not be online, or the address is wrong."),
    N_ ("Check the connection of this computer."), SC_REMEDY_GO_ONLINE },
  { SC_ERROR_CLOUD_TIMEOUT, "SC-CLOUD-TIMEOUT", N_ ("The cloud did not answer in time."),
    N_ ("The connection may be slow or blocked."), N_ ("Try again."), SC_REMEDY_RETRY },
  { SC_ERROR_CLOUD_REPLY_LOST, "SC-CLOUD-REPLY-LOST", N_ ("The cloud’s answer was lost."),
    N_ ("The connection broke, but the request may have been carried out."),
    N_ ("Try again: the cloud is asked first, and nothing is done twice."), SC_REMEDY_RETRY },
  { SC_ERROR_CLOUD_TLS_UNKNOWN_CA, "SC-CLOUD-TLS-UNKNOWN-CA",
    N_ ("The cloud’s identity cannot be verified."),
    N_ ("Your company’s network may inspect traffic, or the cloud has its own certificate "
        "authority."),
    N_ ("Ask your IT department, or choose the file of the certificate authority."),
    SC_REMEDY_EDIT_ACCOUNT },
  { SC_ERROR_CLOUD_TLS_WRONG_HOST, "SC-CLOUD-TLS-WRONG-HOST",
    N_ ("The cloud’s certificate belongs to another address."),
    N_ ("The endpoint may be misspelt, or a sign-in page of the network answered."),
    N_ ("Check the API endpoint."), SC_REMEDY_EDIT_ACCOUNT },
  { SC_ERROR_CLOUD_TLS_TIME, "SC-CLOUD-TLS-TIME",
    N_ ("The cloud’s certificate is not valid at this computer’s time."),
    N_ ("The clock of this computer is probably wrong."),
    N_ ("Set date and time of this computer, then try again."), SC_REMEDY_CHECK_CLOCK },
  { SC_ERROR_CLOUD_TLS_OTHER, "SC-CLOUD-TLS-OTHER",
    N_ ("No secure connection to the cloud could be made."),
    N_ ("A firewall or proxy may be in the way."), N_ ("Try another network."), SC_REMEDY_RETRY },
  { SC_ERROR_CLOUD_CREDENTIALS, "SC-CLOUD-CREDENTIALS",
    N_ ("The cloud did not accept the client ID and secret."),
    N_ ("One of them may be misspelt, expired, or of another tenant."),
    N_ ("Copy both again from your portal."), SC_REMEDY_EDIT_ACCOUNT },
  { SC_ERROR_CLOUD_UNAUTHORIZED, "SC-CLOUD-UNAUTHORIZED", N_ ("The cloud ended this sign-in."),
    N_ ("The API key may have been withdrawn."), N_ ("Sign in again."), SC_REMEDY_EDIT_ACCOUNT },
  { SC_ERROR_CLOUD_FORBIDDEN, "SC-CLOUD-FORBIDDEN", N_ ("The cloud does not allow this."),
    N_ ("The API key may lack the right, or the endpoint has a wrong path."),
    N_ ("Check the API endpoint and the rights of the API key."), SC_REMEDY_EDIT_ACCOUNT },
  { SC_ERROR_CLOUD_BAD_REQUEST, "SC-CLOUD-BAD-REQUEST",
    N_ ("The cloud did not accept the sensor’s certificate."),
    N_ ("The sensor may already belong to a tenant, or the certificate is damaged."),
    N_ ("Try again. If the cloud still refuses it, visit the sensor and read it again."),
    SC_REMEDY_RETRY },
  { SC_ERROR_CLOUD_NOT_FOUND, "SC-CLOUD-NOT-FOUND", N_ ("The cloud does not know this address."),
    N_ ("The endpoint may lack a part of its path."), N_ ("Check the API endpoint."),
    SC_REMEDY_EDIT_ACCOUNT },
  { SC_ERROR_CLOUD_CONFLICT, "SC-CLOUD-CONFLICT",
    N_ ("The cloud says that the sensor is already provisioned."),
    N_ ("It may belong to this tenant already, or to another."),
    N_ ("Try again: the cloud is asked whether the sensor is yours."), SC_REMEDY_RETRY },
  { SC_ERROR_CLOUD_TOO_LARGE, "SC-CLOUD-TOO-LARGE",
    N_ ("The cloud says that the certificate is too large."),
    N_ ("The certificate may hold more than it should."),
    N_ ("Check the certificate address, or load a PEM file."), SC_REMEDY_EDIT_CERTIFICATE_SOURCE },
  { SC_ERROR_CLOUD_BUSY, "SC-CLOUD-BUSY", N_ ("The cloud is busy."),
    N_ ("Too many requests, or maintenance."),
    N_ ("Try again in a minute. Sensors already begun are tried again by themselves."),
    SC_REMEDY_RETRY },
  { SC_ERROR_CLOUD_SERVER, "SC-CLOUD-SERVER", N_ ("The cloud has a problem of its own."),
    N_ ("This is neither the sensor’s fault nor yours."),
    N_ ("Try again in a minute. Sensors already begun are tried again by themselves."),
    SC_REMEDY_RETRY },
  { SC_ERROR_CLOUD_NOT_API, "SC-CLOUD-NOT-API",
    N_ ("Something other than the cloud’s API answered."),
    N_ ("The endpoint may be wrong, or the network wants you to sign in first."),
    N_ ("Check the API endpoint, or open a web page to see if the network asks for a sign-in."),
    SC_REMEDY_EDIT_ACCOUNT },
  { SC_ERROR_CLOUD_REPLY_INVALID, "SC-CLOUD-REPLY-INVALID",
    N_ ("The cloud’s answer cannot be understood."),
    N_ ("The endpoint may be wrong, or the service has changed."),
    N_ ("Try again. If it happens again, check the API endpoint."), SC_REMEDY_RETRY },
  { SC_ERROR_CLOUD_REPLY_TOO_LARGE, "SC-CLOUD-REPLY-TOO-LARGE",
    N_ ("The cloud’s answer is far too large."), N_ ("The endpoint may lead to something else."),
    N_ ("Check the API endpoint."), SC_REMEDY_EDIT_ACCOUNT },
  { SC_ERROR_CLOUD_OTHER_TENANT, "SC-CLOUD-OTHER-TENANT",
    N_ ("This sensor was begun with another cloud account."),
    N_ ("You are signed in to a different tenant now."),
    N_ ("Sign in to the account shown in the sensor’s record."), SC_REMEDY_EDIT_ACCOUNT },
  { SC_ERROR_CLOUD_SIGNED_OUT, "SC-CLOUD-SIGNED-OUT", N_ ("You are not signed in to the cloud."),
    NULL, N_ ("Sign in to go on."), SC_REMEDY_EDIT_ACCOUNT },
  { SC_ERROR_JOURNAL_FAILED, "SC-JOURNAL-FAILED", N_ ("The sensor’s record cannot be saved."),
    N_ ("The disk may be full or read-only. Nothing is sent without a saved record."),
    N_ ("Free some disk space and try again."), SC_REMEDY_FREE_SPACE },
  { SC_ERROR_JOURNAL_DAMAGED, "SC-JOURNAL-DAMAGED", N_ ("The saved sensor records are damaged."),
    N_ ("The disk may have failed, or another program changed the file."),
    N_ ("Keep the file and report it with the details below."), SC_REMEDY_REPORT },
  { SC_ERROR_JOURNAL_NEWER, "SC-JOURNAL-NEWER",
    N_ ("The saved sensor records were written by a newer version."),
    N_ ("This computer has an older version of the program."), N_ ("Update the program."),
    SC_REMEDY_REPORT },
  { SC_ERROR_KEYRING_ABSENT, "SC-KEYRING-ABSENT", N_ ("This computer has no keyring."),
    N_ ("The account cannot be saved and is kept for this session only."),
    N_ ("Enter the account again next time."), SC_REMEDY_NONE },
  { SC_ERROR_KEYRING_FAILED, "SC-KEYRING-FAILED", N_ ("The keyring could not be used."),
    N_ ("It may be locked. The account is kept for this session only."),
    N_ ("Unlock the keyring and try again."), SC_REMEDY_RETRY },
  { SC_ERROR_SIMULATOR_GONE, "SC-SIMULATOR-GONE", N_ ("The rehearsal’s simulator has ended."),
    N_ ("It was stopped or has crashed."), N_ ("Start the simulator again, then try again."),
    SC_REMEDY_RETRY },
  { SC_ERROR_LINK_MANAGER_GONE, "SC-LINK-MANAGER-GONE",
    N_ ("This computer’s network service does not answer."),
    N_ ("NetworkManager is not running, or was started anew."),
    N_ ("Join the sensor’s network by hand."), SC_REMEDY_JOIN_AGAIN },
  { SC_ERROR_LINK_DENIED, "SC-LINK-DENIED",
    N_ ("This program may not switch this computer’s Wi-Fi."),
    N_ ("Your account may lack the right to manage networks, or the program’s permissions were "
        "changed."),
    N_ ("Join the sensor’s network by hand, or ask your IT department."), SC_REMEDY_JOIN_AGAIN },
  { SC_ERROR_LINK_RADIO_OFF, "SC-LINK-RADIO-OFF", N_ ("Wi-Fi is switched off."), NULL,
    N_ ("Switch Wi-Fi on in the system’s menu, then join again."), SC_REMEDY_JOIN_AGAIN },
  { SC_ERROR_LINK_RADIO_BLOCKED, "SC-LINK-RADIO-BLOCKED",
    N_ ("Wi-Fi is switched off by a switch or a key of this computer."), NULL,
    N_ ("Switch Wi-Fi on at the computer, then join again."), SC_REMEDY_JOIN_AGAIN },
  { SC_ERROR_LINK_NO_ADAPTER, "SC-LINK-NO-ADAPTER",
    N_ ("There is no Wi-Fi adapter that this program can use."),
    N_ ("It may be unplugged, lack its firmware, or be managed by something else."),
    N_ ("Check the adapter, or use another one, then join again."), SC_REMEDY_JOIN_AGAIN },
  { SC_ERROR_LINK_ADAPTER_FAILED, "SC-LINK-ADAPTER-FAILED",
    N_ ("The Wi-Fi adapter could not be prepared."),
    N_ ("The adapter or its driver is in a bad state."),
    N_ ("Join again. If it fails again, switch Wi-Fi off and on, or use another adapter."),
    SC_REMEDY_JOIN_AGAIN },
  { SC_ERROR_LINK_UNSUPPORTED, "SC-LINK-UNSUPPORTED",
    N_ ("The Wi-Fi adapter cannot join this kind of network."),
    N_ ("It may not support the network’s security, such as WPA3, or it is a company network "
        "with sign-in."),
    N_ ("Use another adapter, then join again."), SC_REMEDY_JOIN_AGAIN },
  { SC_ERROR_LINK_KEY_NEEDED, "SC-LINK-KEY-NEEDED",
    N_ ("The sensor’s network asks for a password."), N_ ("Usually it is open."),
    N_ ("Join it by hand in the system’s settings, with the password from the vendor."),
    SC_REMEDY_JOIN_AGAIN },
  { SC_ERROR_LINK_KEY_REFUSED, "SC-LINK-KEY-REFUSED",
    N_ ("The network did not accept the password."),
    N_ ("The password may be misspelt, or belong to another network."),
    N_ ("Check the password, then join again."), SC_REMEDY_JOIN_AGAIN },
  { SC_ERROR_LINK_NOT_FOUND, "SC-LINK-NOT-FOUND",
    N_ ("The sensor’s network is not heard any more."),
    N_ ("Its set-up mode may have ended, or it is too far away."),
    N_ ("Put the sensor into set-up mode, go closer, and join again."), SC_REMEDY_JOIN_AGAIN },
  { SC_ERROR_LINK_TIMEOUT, "SC-LINK-TIMEOUT", N_ ("The sensor’s network did not answer in time."),
    N_ ("The signal may be weak. With WPA3 it may also be a wrong password."),
    N_ ("Go closer and join again."), SC_REMEDY_JOIN_AGAIN },
  { SC_ERROR_LINK_NO_ADDRESS, "SC-LINK-NO-ADDRESS",
    N_ ("The sensor’s network was joined, but gave this computer no address."),
    N_ ("Some sensors do this after they were joined before."),
    N_ ("Restart the sensor’s set-up mode, then join again."), SC_REMEDY_JOIN_AGAIN },
  { SC_ERROR_LINK_SUSPENDED, "SC-LINK-SUSPENDED", N_ ("This computer went to sleep."), NULL,
    N_ ("Keep the lid open and join again."), SC_REMEDY_JOIN_AGAIN },
  { SC_ERROR_LINK_TAKEN, "SC-LINK-TAKEN", N_ ("This computer was switched to another network."),
    N_ ("You, or another program, chose a network meanwhile."), N_ ("Join again."),
    SC_REMEDY_JOIN_AGAIN },
};

G_STATIC_ASSERT (G_N_ELEMENTS (catalogue) == SC_ERROR_LAST - 1);

/**
 * sc_error_get_info:
 * @code: any value
 *
 * Returns: (transfer none): the catalogue's row; that of %SC_ERROR_BUG for an unknown @code
 */
const ScErrorInfo *
sc_error_get_info (ScError code)
{
  if (code < SC_ERROR_BUG || code >= SC_ERROR_LAST)
    code = SC_ERROR_BUG;
  return &catalogue[code - SC_ERROR_BUG];
}

/**
 * sc_error_get_info_for:
 * @error: any error
 *
 * Returns: (transfer none): the catalogue's row; that of %SC_ERROR_BUG for an error of another
 * domain, which an edge should have mapped
 */
const ScErrorInfo *
sc_error_get_info_for (const GError *error)
{
  if (error == NULL || error->domain != SC_ERROR)
    return sc_error_get_info (SC_ERROR_BUG);
  return sc_error_get_info ((ScError)error->code);
}

/**
 * sc_error_from_id:
 * @id: (nullable): a stable ID, e.g. as stored by an earlier version
 *
 * Returns: the error, or 0 if there is none of that ID
 */
ScError
sc_error_from_id (const char *id)
{
  for (gsize i = 0; i < G_N_ELEMENTS (catalogue); i++)
    if (g_strcmp0 (catalogue[i].id, id) == 0)
      return catalogue[i].code;
  return (ScError)0;
}
