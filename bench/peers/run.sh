#!/usr/bin/env bash
# Measures Likewise's indexes and their peers on the same files, in turn, on one pinned core.
set -euo pipefail

if [ $# -lt 3 ] || [ "$1" = --help ]; then
    cat <<'HELP'
Usage: bench/peers/run.sh BASE.f32 QUERIES.f32 TRUTH.i32

  DIM=384  COUNT=all    length of a vector; how many rows of BASE
  ROUNDS=3              every index is measured once a round, one after the other
  CORE=1                the core that everything is pinned to
  SECONDS_EACH=2        searches are timed at least so long
  OURS='binary flat'    kinds of `likewise bench index`; the first is what the others are divided by
  PEERS='faiss-binary faiss-flat faiss-sq8 faiss-ivfpq hnswlib usearch-i8'
  EF_CONSTRUCTION=200   of the graphs; EF=50,256 the widths they are searched with
  RESULTS=FILE          keeps a line of JSON for each measurement (artifacts/peers/results.jsonl)
HELP
    exit 64
fi

base=$(realpath "$1") queries=$(realpath "$2") truth=$(realpath "$3")
cd "$(dirname "${BASH_SOURCE[0]}")/../.."
bench/peers/build.sh

dim=${DIM:-384}
count=${COUNT:-$(($(stat -Lc %s "$base") / 4 / dim))}
read -ra ours <<<"${OURS:-binary flat}"
read -ra peers <<<"${PEERS:-faiss-binary faiss-flat faiss-sq8 faiss-ivfpq hnswlib usearch-i8}"
results=${RESULTS:-artifacts/peers/results.jsonl}
files=(--vectors "$base" --dim "$dim" --count "$count" --queries "$queries" --truth "$truth" --seconds "${SECONDS_EACH:-2}")

# Ours and theirs take turns, so that what else the machine does meets both.
take_turns() {
    local i
    for ((i = 0; i < ${#ours[@]} || i < ${#peers[@]}; i++)); do
        [ "$i" -ge "${#ours[@]}" ] || echo "likewise ${ours[i]}"
        [ "$i" -ge "${#peers[@]}" ] || echo "peer ${peers[i]}"
    done
}

measure() {
    if [ "$1" = likewise ]; then
        taskset -c "${CORE:-1}" artifacts/bin/Likewise.Cli/release/likewise bench index "${files[@]}" --index "$2" --json |
            jq -c '.index = "likewise " + .index'
    else
        OMP_NUM_THREADS=1 OPENBLAS_NUM_THREADS=1 taskset -c "${CORE:-1}" artifacts/peers/peers "${files[@]}" --peer "$2" \
            --ef-construction "${EF_CONSTRUCTION:-200}" --ef "${EF:-50,256}"
    fi
}

log=artifacts/peers/run.log
: >"$results"
for round in $(seq "${ROUNDS:-3}"); do
    while read -r side name; do
        printf 'round %s: %s %s (load %s)\n' "$round" "$side" "$name" "$(cut -d' ' -f1 /proc/loadavg)" >&2
        measure "$side" "$name" </dev/null 2>"$log" | jq -c --argjson round "$round" '. + {round: $round}' >>"$results" ||
            { tail -5 "$log" >&2; exit 1; }
    done < <(take_turns)
done

jq -rs --arg ours "likewise ${ours[0]}" -f bench/peers/table.jq "$results"
