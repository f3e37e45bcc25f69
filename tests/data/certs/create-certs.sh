#!/bin/sh
# SPDX-FileCopyrightText: 2026 The Sensor Commissioner authors
# SPDX-License-Identifier: GPL-3.0-or-later
#
# Makes the sensor certificates the tests read. Its output is committed, so that tests do not
# depend on tools or on the day; run it again only to add one, and commit all of it. Keys are
# thrown away, except that of with-private-key.pem, whose point it is.
set -eu

cd "$(dirname "$0")"
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT

LONG_AGO='2020-01-01 00:00:00 UTC'
FAR_AHEAD='2090-01-01 00:00:00 UTC'

# certtool tells much on standard error; only a failure is of interest
quietly() {
  "$@" 2>"$work/log" || {
    cat "$work/log" >&2
    return 1
  }
}

# key NAME CERTTOOL-ARGUMENTS…
key() {
  name=$1
  shift
  quietly certtool --generate-privkey --no-text --outfile "$work/$name.key" "$@"
}

# certificate NAME DN NOT-BEFORE NOT-AFTER CERTTOOL-ARGUMENTS…: a leaf signed by the CA
certificate() {
  name=$1
  printf 'dn = "%s"\nactivation_date = "%s"\nexpiration_date = "%s"\ntls_www_client\n' \
    "$2" "$3" "$4" > "$work/$name.cfg"
  shift 4
  quietly certtool --generate-certificate --no-text --load-privkey "$work/$name.key" \
    --load-ca-certificate "$work/ca.pem" --load-ca-privkey "$work/ca.key" \
    --template "$work/$name.cfg" --outfile "$work/$name.pem" "$@"
}

ec() {
  key "$1" --key-type ecdsa --curve secp256r1
}

ec ca
printf 'cn = "Test sensor CA"\nca\ncert_signing_key\nactivation_date = "%s"\nexpiration_date = "%s"\n' \
  "$LONG_AGO" "$FAR_AHEAD" > "$work/ca.cfg"
quietly certtool --generate-self-signed --no-text --load-privkey "$work/ca.key" \
  --template "$work/ca.cfg" --outfile "$work/ca.pem"

ec device
certificate device 'CN=0000S111A,O=Test sensors' "$LONG_AGO" '2049-12-31 23:59:59 UTC'
ec other
certificate other 'CN=0000S222B,O=Test sensors' "$LONG_AGO" "$FAR_AHEAD"
ec expired
certificate expired 'CN=0000S111A' "$LONG_AGO" '2021-01-01 00:00:00 UTC'
ec future
certificate future 'CN=0000S111A' '2080-01-01 00:00:00 UTC' "$FAR_AHEAD"
ec nameless
certificate nameless 'O=Test sensors,serialNumber=0000S111A' "$LONG_AGO" "$FAR_AHEAD"
ec hostile
# U+202E turns the writing direction of what follows
certificate hostile "CN=<b>0000S111A</b>$(printf '\342\200\256')A222S0000" "$LONG_AGO" "$FAR_AHEAD"
key weak-key --key-type rsa --bits 1024
certificate weak-key 'CN=0000S111A' "$LONG_AGO" "$FAR_AHEAD"
ec weak-signature
certificate weak-signature 'CN=0000S111A' "$LONG_AGO" "$FAR_AHEAD" --hash SHA1

cp "$work/ca.pem" ca-only.pem
cp "$work/device.pem" single.pem
cat "$work/device.pem" "$work/ca.pem" > chain.pem
cat "$work/ca.pem" "$work/device.pem" > mis-ordered.pem
cat "$work/device.pem" "$work/ca.pem" "$work/device.key" > with-private-key.pem
for name in other expired future nameless hostile weak-key weak-signature; do
  cat "$work/$name.pem" "$work/ca.pem" > "$name.pem"
done
mv other.pem other-id.pem
mv future.pem not-yet-valid.pem
# The CA's block, with its second line of base64 gone
{
  cat "$work/device.pem"
  sed 3d "$work/ca.pem"
} > garbage-block.pem
quietly certtool --certificate-info --infile "$work/device.pem" --outder --outfile single.der
