#!/usr/bin/env bash
# Builds everything and runs every test. The last line says: N passed, N failed.
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")"

if [ "${1-}" = --help ] || [ "${1-}" = -h ]; then
    cat <<'HELP'
Usage: ./test.sh [TEXT]

Builds Likewise and runs its tests; with TEXT, only those whose full name contains it:

  ./test.sh                  everything
  ./test.sh Vectors          one folder of tests
  ./test.sh FlatIndexTests   one class

The kernels' tests run again with AVX-512, AVX2 and all vector instructions switched off.
Ends with 0 when every test passed, and at least one was run.
HELP
    exit 0
fi

source build/prepare.sh

# The page is tested in a real browser. Where there is none and this system's packages can be installed, it is fetched once.
get_chromium() {
    local name log as_root=()
    for name in chromium chromium-browser google-chrome; do
        [ -n "${LIKEWISE_CHROMIUM-}" ] || LIKEWISE_CHROMIUM=$(command -v "$name") || true
    done
    if [ -n "${LIKEWISE_CHROMIUM-}" ]; then export LIKEWISE_CHROMIUM; return; fi

    [ "$(id -u)" = 0 ] || as_root=(sudo -n)
    if ! command -v apt-get >/dev/null; then
        complain "Chromium is not installed, and the tests of the page will fail. Install it, or set LIKEWISE_CHROMIUM to its path."
        return
    fi
    say "Installing Chromium, for the tests of the page"
    log=$(mktemp)
    ${as_root[@]+"${as_root[@]}"} bash -c 'apt-get -qq update && DEBIAN_FRONTEND=noninteractive apt-get -qq -y \
        -o DPkg::Lock::Timeout=120 install --no-install-recommends chromium fonts-liberation' </dev/null >"$log" 2>&1 || {
        tail -3 "$log" >&2
        complain "Chromium could not be installed, and the tests of the page will fail."
    }
    rm -f "$log"
}

# Metrics, rules and configurations are checked by Prometheus's own tool. Where it is not there, it is taken out of this system's
# package once, and the package is not installed: it would start a server.
get_promtool() {
    local tool=artifacts/tools/promtool from log as_root=()
    [ -n "${LIKEWISE_PROMTOOL-}" ] || LIKEWISE_PROMTOOL=$(command -v promtool) || true
    [ -n "$LIKEWISE_PROMTOOL" ] || [ ! -x "$tool" ] || LIKEWISE_PROMTOOL=$PWD/$tool
    if [ -n "$LIKEWISE_PROMTOOL" ]; then export LIKEWISE_PROMTOOL; return; fi

    [ "$(id -u)" = 0 ] || as_root=(sudo -n)
    say "Fetching promtool, for the tests of metrics and deployment"
    from=$(mktemp -d)
    log=$from/log
    if (${as_root[@]+"${as_root[@]}"} apt-get -qq update && cd "$from" && apt-get -qq download prometheus && dpkg -x ./*.deb .) \
        </dev/null >"$log" 2>&1; then
        mkdir -p "$(dirname "$tool")"
        cp "$from/usr/bin/promtool" "$tool"
        export LIKEWISE_PROMTOOL=$PWD/$tool
    else
        tail -3 "$log" >&2
        complain "promtool could not be fetched, and the tests of metrics and deployment will fail. Set LIKEWISE_PROMTOOL to its path."
    fi
    rm -rf "$from"
}

case ${1-} in '' | *Page* | *Server*) get_chromium ;; esac
case ${1-} in '' | *Deploy* | *Metrics* | *Prometheus* | *Server*) get_promtool ;; esac
prepare Likewise.slnx

results=$(mktemp -d)
trap 'rm -rf "$results"' EXIT
tests=artifacts/bin/Likewise.Tests/release/Likewise.Tests
filter=()
[ -z "${1-}" ] || filter=(-method "*$1*")
kernels=(-namespace 'Likewise.Tests.Vectors*' -namespace 'Likewise.Tests.Encoder.Layers*')
passed=0 failed=0 skipped=0

# Says how far the run has come, and passes on whatever is not progress.
progress() {
    local line count=0
    while IFS= read -r line; do
        case $line in
            *' [STARTING]' | '  Discover'* | '  Starting:'* | '  Finished:'* | '') ;;
            *' [FINISHED] Time: '*)
                count=$((count + 1))
                if [ -t 1 ]; then printf '\r    %d tests' "$count"; elif [ $((count % 200)) = 0 ]; then note "$count tests"; fi
                ;;
            '=== TEST EXECUTION SUMMARY'*) [ ! -t 1 ] || printf '\n' ;;
            *) printf '%s\n' "$line" ;;
        esac
    done
}

# Runs tests with the arguments given and adds up what the result file says.
run_tests() {
    local file="$results/$RANDOM.xml" code=0
    "$tests" -noLogo -noColor -noAutoReporters -reporter verbose -xml "$file" ${filter[@]+"${filter[@]}"} "$@" </dev/null 2>&1 |
        progress || code=$?
    if [ ! -s "$file" ]; then
        complain "the test process ended early (code $code) and left no results."
        failed=$((failed + 1))
        return
    fi

    local head bad
    head=$(grep -m1 -o '<assembly [^>]*>' "$file" || true)
    bad=$(($(count_of failed "$head") + $(count_of errors "$head")))
    passed=$((passed + $(count_of passed "$head")))
    skipped=$((skipped + $(count_of skipped "$head")))
    if [ "$code" != 0 ] && [ "$bad" = 0 ]; then
        complain "every test passed, but the test process ended with code $code."
        bad=1
    fi
    failed=$((failed + bad))
}

count_of() { sed -n "s/.* $1=\"\([0-9]*\)\".*/\1/p" <<<"$2" | grep . || echo 0; }

say "Testing"
run_tests
for switch in EnableAVX512 EnableAVX2 EnableHWIntrinsic; do
    say "Testing the kernels again with DOTNET_$switch=0"
    export "DOTNET_$switch=0"
    run_tests "${kernels[@]}"
    unset "DOTNET_$switch"
done

[ $((passed + failed)) != 0 ] || complain "no test was run${1:+: none has \"$1\" in its name}."
if [ "$skipped" = 0 ]; then echo "$passed passed, $failed failed"; else echo "$passed passed, $failed failed, $skipped skipped"; fi
[ "$failed" = 0 ] && [ "$passed" != 0 ]
