#!/bin/sh
# What the known client sends, made without any of Tocsin's code: openssl signs, curl sends.
# Prints the status of each answer as "NAME STATUS", one a line.
#
#   known-client.sh URL KEY SECRET
set -eu
url=$1 key=$2 secret=$3
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
now=$(date +%s)

cat >"$work/body" <<'JSON'
{"service": "plex", "priority": "P1", "title": "plex is down", "message": "3 checks failed",
 "details": {"source": "heimdallr", "alert_id": "hd-8841", "timestamp": "2026-11-21T08:00:00+00:00", "region": "eu"},
 "source": "heimdallr"}
JSON

# sign TIMESTAMP FILE
sign() {
  { printf '%s.' "$1"; cat "$2"; } | openssl dgst -sha256 -hmac "$secret" | sed 's/^.*= *//'
}

# post NAME TIMESTAMP SIGNATURE FILE [curl's arguments …]
post() {
  name=$1 timestamp=$2 signature=$3 file=$4
  shift 4
  status=$(curl -sS -o "$work/answer" -w '%{http_code}' -X POST "$url/api/v1/alert" \
    -H 'Content-Type: application/json' -H "X-API-Key: $key" -H "X-Timestamp: $timestamp" \
    -H "X-Signature: $signature" -H 'Expect:' --data-binary "@$file" "$@")
  echo "$name $status"
}

# The signature itself, by the contract's vector.
printf '{"a":1}' >"$work/vector"
vector=$({ printf '1700000000.'; cat "$work/vector"; } \
  | openssl dgst -sha256 -hmac test-secret | sed 's/^.*= *//')
[ "$vector" = 8cb2c3355fca388e9ac2caec004f4d5d7045d74937ab5faad61dc11682247a9f ] \
  && echo 'vector ok' || echo 'vector wrong'

post accepted "$now" "$(sign "$now" "$work/body")" "$work/body"
post replayed "$now" "$(sign "$now" "$work/body")" "$work/body"

sed 's/plex is down/plex is Down/' "$work/body" >"$work/changed"
post changed-byte "$now" "$(sign "$now" "$work/body")" "$work/changed"

old=$((now - 301))
post old "$old" "$(sign "$old" "$work/body")" "$work/body"
future=$((now + 330))
post future "$future" "$(sign "$future" "$work/body")" "$work/body"

known=$key
key=cm_unknown
post unknown-key "$now" "$(sign "$now" "$work/body")" "$work/body"
key=$known

post second-signature "$now" "$(sign "$now" "$work/body")" "$work/body" \
  -H "X-Signature: $(sign "$now" "$work/body")"

head -c 307200 /dev/zero | tr '\0' ' ' >"$work/large"
post large "$now" "$(sign "$now" "$work/large")" "$work/large"

gzip -c "$work/body" >"$work/body.gz"
post gzip "$now" "$(sign "$now" "$work/body.gz")" "$work/body.gz" -H 'Content-Encoding: gzip'

printf '{"service": "plex", "priority": ' >"$work/malformed"
post malformed "$now" "$(sign "$now" "$work/malformed")" "$work/malformed"

sed 's/"P1"/"P9"/' "$work/body" >"$work/p9"
post p9 "$now" "$(sign "$now" "$work/p9")" "$work/p9"
