#!/usr/bin/env bash
# Measures the encoder and ONNX Runtime on the same model and texts, in turns.
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")"

if [ "${1-}" = --help ]; then
    cat <<'HELP'
Usage: bench/onnx/run.sh

  CORE=1       the core that both are pinned to while they have one thread each
  ROUNDS=12    rounds of each case; the medians of all calls are shown

Needs Node.js 18 or later and npm; fetches 150 MB once, and runs no script of any package.
HELP
    exit 0
fi

command -v node >/dev/null || { echo "error: Node.js is not installed (18 or later)." >&2; exit 1; }
[ node_modules/.package-lock.json -nt package-lock.json ] || npm ci
dotnet build ../Likewise.Benchmarks -c Release -v q -nodeReuse:false
peer=$(realpath ../../artifacts/bin/Likewise.Benchmarks/release/Likewise.Benchmarks)
taskset -c "${CORE:-1}" node compare.mjs "$peer" 1 "${ROUNDS:-12}"
node compare.mjs "$peer" 2 "${ROUNDS:-12}"
