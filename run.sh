#!/usr/bin/env bash
# Builds Likewise and serves it in the foreground, with something to try.
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")"

if [ "${1-}" = --help ] || [ "${1-}" = -h ]; then
    cat <<'HELP'
Usage: ./run.sh [OPTION OF likewise serve]...

Builds Likewise, fetches the encoder's weights (42 MB, once), and serves until Ctrl-C. Answers are kept in ./likewise-data.

  LIKEWISE__SERVER__URL         where to listen (http://127.0.0.1:7411)
  LIKEWISE__UPSTREAM__BASEURL   the model behind the cache, an OpenAI-compatible base URL such as http://127.0.0.1:8000/v1;
                                without it a built-in demo answers, and says so
  LIKEWISE__UPSTREAM__APIKEY    the model's key

Everything that can be set: artifacts/bin/Likewise.Cli/release/likewise config show
HELP
    exit 0
fi

source build/prepare.sh
url=${LIKEWISE__SERVER__URL:-http://127.0.0.1:7411}

# Whether anything accepts connections where the server is to listen.
is_taken() {
    local place=${url#*://}
    place=${place%%/*}
    (exec 3<>"/dev/tcp/${place%:*}/${place##*:}") 2>/dev/null
}

! is_taken ||
    fail "something listens at $url already. Stop it, or choose another place: LIKEWISE__SERVER__URL=http://127.0.0.1:7412 ./run.sh"

prepare src/Likewise.Cli/Likewise.Cli.csproj

is_ready() {
    if command -v curl >/dev/null; then curl -sf -o /dev/null "$url/health/live"; else is_taken; fi
}

# Waits beside the server, whose process this script becomes, and leaves with it.
say_what_to_try() {
    until is_ready; do
        kill -0 $$ 2>/dev/null || return 0
        sleep 0.2
    done
    cat <<TRY

${bold}Likewise answers at $url.${plain} Ask something, then ask it in other words:

  curl -s $url/chat_semantic_cache -H 'content-type: application/json' -d '{"prompt": "How do I reset my password?"}'
  curl -s $url/chat_semantic_cache -H 'content-type: application/json' -d '{"prompt": "How can I reset my password?"}'

The first answer comes from the model ("source":"llm"), the second from the cache ("source":"cache"); once stored in
./likewise-data, both come from the cache. What the cache does is shown at $url/ in a browser. Ctrl-C stops the server.

TRY
}

say "Serving at $url"
[ -n "${LIKEWISE__UPSTREAM__BASEURL-}" ] || note "no model is configured (LIKEWISE__UPSTREAM__BASEURL): the built-in demo answers"
say_what_to_try &
exec artifacts/bin/Likewise.Cli/release/likewise serve "$@"
