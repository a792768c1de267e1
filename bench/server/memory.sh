#!/usr/bin/env bash
# Whether the server's memory grows: ten minutes of hits, misses, streams and embeddings, and what it holds every ten seconds.
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")"

if [ "${1-}" = --help ]; then
    cat <<'HELP'
Usage: bench/server/memory.sh

  SECONDS_EACH=600  seconds of load
  CONNECTIONS=32    connections of the load, on 1 thread
  NO_BUILD=1        takes what is built

Needs wrk and curl.
HELP
    exit 0
fi

command -v wrk >/dev/null || { echo "error: wrk is not installed (Debian: apt-get install wrk)." >&2; exit 1; }
[ -n "${NO_BUILD-}" ] || dotnet build ../Likewise.Benchmarks -c Release -v q -nodeReuse:false
peer=../../artifacts/bin/Likewise.Benchmarks/release/Likewise.Benchmarks
seconds=${SECONDS_EACH:-600}
"$peer" memory http://127.0.0.1:7425 "$seconds" &
watch=$!
trap 'kill $watch 2>/dev/null || true' EXIT
for _ in $(seq 100); do curl -sf http://127.0.0.1:7425/health >/dev/null && break; sleep 0.2; done
wrk -t1 -c"${CONNECTIONS:-32}" -d"$((seconds - 5))s" -s mixed.lua http://127.0.0.1:7425/v1/chat/completions | grep 'requests/s,' || true
wait $watch
