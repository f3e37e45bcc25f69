#!/bin/sh
# SPDX-FileCopyrightText: 2026 The Sensor Commissioner authors
# SPDX-License-Identifier: GPL-3.0-or-later
#
# test-simulator-curl.sh SENSOR-SIMULATOR: the vendor's documented calls, made with curl against
# the program, get the documented answers. TAP.

set -eu

simulator=$1
if ! command -v curl >/dev/null; then
  echo "1..0 # SKIP curl is not installed"
  exit 0
fi

dir=$(mktemp -d)
pid=
trap 'test -z "$pid" || kill "$pid" 2>/dev/null || :; rm -rf "$dir"' EXIT

n=0
failed=0

# check DESCRIPTION GOT WANTED: WANTED is a shell pattern
check () {
  n=$((n + 1))
  # shellcheck disable=SC2254
  case $2 in
    $3) echo "ok $n $1" ;;
    *)
      failed=1
      echo "not ok $n $1"
      printf '%s\n' "got: $2" "wanted: $3" | sed 's/^/# /'
      ;;
  esac
}

fact () {
  sed -n "s/^$1: //p" "$dir/out"
}

# start OPTION…: runs a simulator until the next start
start () {
  test -z "$pid" || { kill "$pid"; wait "$pid" || :; }
  : >"$dir/out"
  "$simulator" --listen 127.0.0.1:0 --cloud-listen 127.0.0.1:0 --control-listen 127.0.0.1:0 \
    --ca-out "$dir/ca.pem" "$@" >"$dir/out" 2>"$dir/err" &
  pid=$!
  tries=0
  until grep -q 'Ctrl' "$dir/out"; do
    tries=$((tries + 1))
    if [ $tries -gt 200 ] || ! kill -0 "$pid" 2>/dev/null; then
      echo "Bail out! the simulator does not start"
      sed 's/^/# /' "$dir/err"
      exit 1
    fi
    sleep 0.05
  done
  sensor=$(fact sensor)
  cloud=$(fact cloud)
  control=$(fact control)
}

# With the HTTP status on a line of its own at the end.
ask () {
  curl --silent --noproxy '*' --max-time 10 --cacert "$dir/ca.pem" --write-out '\n%{http_code}' "$@" || :
}

wait_for_state () {
  tries=0
  until curl --silent --noproxy '*' "$control/rehearsal/state" | grep -q "$1"; do
    tries=$((tries + 1))
    [ $tries -le 200 ] || return 1
    sleep 0.05
  done
}

newline='
'

cat >"$dir/hook" <<'HOOK'
#!/bin/sh
cat >"$1/profile.json"
echo "$#" >"$1/arguments"
HOOK
chmod +x "$dir/hook"
start --speed 100 --on-profile "$dir/hook $dir"

# The sensor on its own network
check 'name of the sensor' "$(ask "$sensor/__SL_G_DNP")" "SMS0000S111A${newline}200"
check 'versions are JSON' "$(ask "$sensor/api/1/host/version/1/sms_version")" "{*}${newline}200"
check 'MAC address' "$(ask "$sensor/__SL_G_N.D")" "??:??:??:??:??:??${newline}200"
check 'unknown tokens get a successful status' "$(ask "$sensor/__SL_G_XYZ")" \
  "Unknown Token${newline}200"
check 'unknown paths' "$(ask "$sensor/api/1/host/nothing")" "${newline}404"
curl --silent --noproxy '*' -o "$dir/sensor.pem" "$sensor/api/1/host/cert/1/sms_cert"
check 'two certificates' "$(grep -c 'BEGIN CERTIFICATE' "$dir/sensor.pem")" 2
check 'more than one fragment' "$([ "$(wc -c <"$dir/sensor.pem")" -gt 1500 ] && echo yes)" yes
check 'scan is started' "$(ask -d '__SL_P_SC2=10&__SL_P_SC1=0' "$sensor/api/1/wlan/en_ap_scan")" \
  "${newline}204"
sleep 0.2
check 'scan results' "$(ask "$sensor/netlist.txt")" "3Practice Hall 1;0Practice Guests;*X;${newline}200"
check 'profiles are deleted' "$(ask -X POST "$sensor/api/1/wlan/profile_del_all")" "${newline}204"
check 'a profile needs the form type' \
  "$(ask -H 'Content-Type: text/plain' -d 'x' "$sensor/api/1/wlan/profile_add")" "${newline}400"

# The cloud
check 'wrong secret' \
  "$(ask -u PRACTICE-CLIENT:wrong -d grant_type=client_credentials "$cloud/oauth/token")" \
  "{*invalid_client*}${newline}401"
token=$(ask -u "$(fact client-id):$(fact client-secret)" -d grant_type=client_credentials \
  "$cloud/oauth/token")
check 'token' "$token" \
  '{"token_type":"bearer","access_token":"*","expires_in":3600,"scope":"service.sms tenant.tid.practice role.standard"}'"${newline}200"
bearer=$(printf '%s' "$token" | sed -n 's/.*"access_token":"\([^"]*\)".*/\1/p')
check 'no token' "$(ask "$cloud/sensors/0000S111A")" "{*}${newline}401"
check 'not provisioned yet' \
  "$(ask -H "Authorization: Bearer $bearer" "$cloud/sensors/0000S111A")" "{*}${newline}404"
{ printf '{"cert":"'; awk '{ printf "%s\\n", $0 }' "$dir/sensor.pem"; printf '"}'; } >"$dir/body.json"
check 'provisioning needs the JSON type' \
  "$(ask -H "Authorization: Bearer $bearer" -H 'Content-Type: text/plain' \
    --data-binary "@$dir/body.json" "$cloud/sensors")" "{*}${newline}400"
check 'provisioning' \
  "$(ask -H "Authorization: Bearer $bearer" -H 'Content-Type: application/json' \
    --data-binary "@$dir/body.json" "$cloud/sensors")" \
  '{"sensorId":"0000S111A","provisioned":"????-??-??T??:??:??.???Z","provisionedBy":"*"}'"${newline}200"
check 'provisioning twice' \
  "$(ask -H "Authorization: Bearer $bearer" -H 'Content-Type: application/json' \
    --data-binary "@$dir/body.json" "$cloud/sensors")" "{*}${newline}409"
check 'not a certificate' \
  "$(ask -H "Authorization: Bearer $bearer" -H 'Content-Type: application/json' \
    -d '{"cert":"x"}' "$cloud/sensors")" "{*}${newline}400"

# From the profile to first contact
check 'the profile' \
  "$(ask --data-urlencode '__SL_P_P.A=Practice Hall 1' -d __SL_P_P.B=3 \
    -d "__SL_P_P.C=$(fact wifi-password)" -d __SL_P_P.D=0 "$sensor/api/1/wlan/profile_add")" \
  "${newline}204"
wait_for_state '"0000S111A".*"contacted": true' || :
check 'the sensor left its network' "$(ask "$sensor/__SL_G_DNP")" "${newline}000"
check 'first contact' "$(ask -H "Authorization: Bearer $bearer" "$cloud/sensors/0000S111A")" \
  '{"sensorId":"0000S111A",*"lastConnected":"????-??-??T??:??:??.???Z"}'"${newline}200"
check 'its state' "$(ask "$control/rehearsal/state" | grep '"0000S111A"')" '*"state": "in-contact",*'
check 'the command got the profile' "$(cat "$dir/profile.json")" \
  '{"sensor":"0000S111A","ssid":"Practice Hall 1",*"key":"practice-key-1234",*"security":"3","priority":0}'
check 'the command got no more arguments' "$(cat "$dir/arguments")" 1

# Scenarios and the command line
start --scenario certificate-path-404
check 'certificate elsewhere' "$(ask "$sensor/api/1/host/cert/1/sms_cert")" "${newline}404"
check 'where the scenario says' \
  "$(ask -o /dev/null "$sensor/api/1/host/identity/1/sms_chain")" "${newline}200"
start --scenario profile-refused
check 'refused' \
  "$(ask -d '__SL_P_P.A=x&__SL_P_P.B=0&__SL_P_P.C=&__SL_P_P.D=0' \
    "$sensor/api/1/wlan/profile_add")" "${newline}400"
scenarios=$("$simulator" --list-scenarios)
# The first of the first group and the last of the last
check 'scenarios are listed' "$(printf '%s\n' "$scenarios" | grep -xc '  \(all-well\|no-contact\)')" 2
check 'with code and sentence' "$(printf '%s\n' "$scenarios" | grep -A 2 '^  proxy-login$' | tail -n 1)" \
  "      SC-CLOUD-PROXY: The proxy of this network asks for a login."
check 'version' "$("$simulator" --version)" 'sensor-simulator [0-9]*'
check 'unknown scenario' "$("$simulator" --scenario none 2>&1 || echo "status $?")" \
  "sensor-simulator: *--list-scenarios*${newline}status 2"
check 'impossible speed' "$("$simulator" --speed 0 2>&1 || echo "status $?")" \
  "sensor-simulator: *${newline}status 2"
check 'port in use' \
  "$("$simulator" --control-listen "${control#http://}" 2>&1 || echo "status $?")" \
  "sensor-simulator: ${control#http://}: *${newline}status 1"

echo "1..$n"
exit $failed
