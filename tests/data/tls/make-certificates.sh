#!/bin/sh
# SPDX-FileCopyrightText: 2026 The Sensor Commissioner authors
# SPDX-License-Identifier: GPL-3.0-or-later
#
# Makes the server certificates of the TLS tests in the folder given, afresh with every build
# folder so that none of them runs out by surprise:
#
#   ca.pem            the CA the clients are told to trust
#   good.pem          localhost and 127.0.0.1, valid
#   wrong-host.pem    another host's, valid
#   expired.pem       localhost, over since 2021
#   not-yet.pem       localhost, from 2099 on
#   unknown-ca.pem    localhost, from a CA nobody was told of
#
# Each server file holds certificate and key. Needs certtool (GnuTLS).
set -eu

out=$1
mkdir -p "$out"
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT

key () {
  certtool --generate-privkey --key-type ecdsa --curve secp256r1 --outfile "$work/$1.key" 2>/dev/null
}

ca () {
  key "$1"
  cat > "$work/$1.cfg" <<END
cn = "Test CA $1"
ca
cert_signing_key
activation_date = "2020-01-01 00:00:00"
expiration_date = "2120-01-01 00:00:00"
END
  certtool --generate-self-signed --load-privkey "$work/$1.key" --template "$work/$1.cfg" \
    --outfile "$work/$1.pem" 2>/dev/null
}

server () { # name, CA, from, until, names…
  name=$1 ca=$2 from=$3 until=$4
  shift 4
  key "$name"
  {
    echo "cn = \"$name\""
    echo "tls_www_server"
    echo "signing_key"
    echo "activation_date = \"$from-01-01 00:00:00\""
    echo "expiration_date = \"$until-01-01 00:00:00\""
    for host; do
      case $host in
        [0-9]*) echo "ip_address = \"$host\"" ;;
        *) echo "dns_name = \"$host\"" ;;
      esac
    done
  } > "$work/$name.cfg"
  certtool --generate-certificate --load-privkey "$work/$name.key" --template "$work/$name.cfg" \
    --load-ca-certificate "$work/$ca.pem" --load-ca-privkey "$work/$ca.key" \
    --outfile "$work/$name.crt" 2>/dev/null
  cat "$work/$name.crt" "$work/$name.key" > "$out/$name.pem"
}

ca trusted
ca stranger
cp "$work/trusted.pem" "$out/ca.pem"
server good trusted 2020 2120 localhost 127.0.0.1
server wrong-host trusted 2020 2120 elsewhere.example
server expired trusted 2020 2021 localhost 127.0.0.1
server not-yet trusted 2099 2120 localhost 127.0.0.1
server unknown-ca stranger 2020 2120 localhost 127.0.0.1
