#!/usr/bin/env bash
# Measures the server under load, beside a bare web server that returns the same bytes, by turns on one machine.
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")"

if [ "${1-}" = --help ]; then
    cat <<'HELP'
Usage: bench/server/run.sh

  ROUNDS=3          rounds; each figure is shown for each round
  SECONDS_EACH=8    seconds of load
  CONNECTIONS=32    connections of the load, on 2 threads

Needs wrk and curl.
HELP
    exit 0
fi

command -v wrk >/dev/null || { echo "error: wrk is not installed (Debian: apt-get install wrk)." >&2; exit 1; }
dotnet build ../Likewise.Benchmarks -c Release -v q -nodeReuse:false
likewise=../../artifacts/bin/Likewise.Cli/release/likewise
peer=../../artifacts/bin/Likewise.Benchmarks/release/Likewise.Benchmarks
work=$(mktemp -d)
trap 'kill $(jobs -p) 2>/dev/null || true; rm -rf "$work"' EXIT

# Any question is near enough here: this is about speed.
LIKEWISE__LOG__LEVEL=warning "$likewise" serve --set store.kind=memory --set demo.delay=0s --set cache.similarityMin=0.3 \
    --set server.url=http://127.0.0.1:7421 >"$work/serve.log" 2>&1 &
LIKEWISE__LOG__LEVEL=warning "$likewise" serve --set store.kind=memory --set cache.similarityMin=1 \
    --set server.url=http://127.0.0.1:7422 --set upstream.baseUrl=http://127.0.0.1:7423 >"$work/proxy.log" 2>&1 &
ask() {
    curl -s "http://127.0.0.1:7421/v1/chat/completions" -H 'content-type: application/json' \
        -d '{"model":"m","messages":[{"role":"user","content":"How can I reset my password?"}]}'
}
for _ in $(seq 100); do curl -sf http://127.0.0.1:7421/health >/dev/null && curl -sf http://127.0.0.1:7422/health >/dev/null && break; sleep 0.2; done
ask >"$work/answer.json"
"$peer" bare http://127.0.0.1:7424 "$work/answer.json" >"$work/bare.log" &
sleep 1

load() { wrk -t2 -c"${CONNECTIONS:-32}" -d"${SECONDS_EACH:-8}s" -s "$1" "$2/v1/chat/completions" | grep 'requests/s,'; }
load exact.lua http://127.0.0.1:7421 >/dev/null # Warm.
load exact.lua http://127.0.0.1:7424 >/dev/null
for round in $(seq "${ROUNDS:-3}"); do
    echo "round $round"
    echo "  bare server    $(load exact.lua http://127.0.0.1:7424)"
    echo "  exact hits     $(load exact.lua http://127.0.0.1:7421)"
    echo "  semantic hits  $(load semantic.lua http://127.0.0.1:7421)"
    echo "  encoder alone  $("$peer" ceiling 2 "${SECONDS_EACH:-8}") texts/s on 2 threads"
done
echo "pieces of a stream"
"$peer" chunks http://127.0.0.1:7423 http://127.0.0.1:7422
