#!/usr/bin/env bash
# Runs every test. Installs what the tests need and this machine lacks, starts it on loopback, and ends it again.
# Closes with one line: N passed, N failed, N skipped. Exit code 0 only if all passed and none was skipped.
#   ./test.sh                    everything
#   ./test.sh --no-build         with what is built already
#   ./test.sh -- ARGS            further arguments for the test program, such as --filter-class "*ArchitectureTests"
set -euo pipefail
cd "$(dirname "$0")"

build=yes
while [ $# -gt 0 ]; do
  case "$1" in
    --no-build) build=no; shift ;;
    --) shift; break ;;
    *) echo "test.sh: unknown option $1 (known: --no-build, -- ARGS)" >&2; exit 64 ;;
  esac
done

say() { printf '==> %s\n' "$*"; }

# --- What the machine lacks ---------------------------------------------------------------------------------------
postgres_bin() {
  command -v initdb >/dev/null 2>&1 && { dirname "$(command -v initdb)"; return; }
  ls -d /usr/lib/postgresql/*/bin 2>/dev/null | sort -V | tail -n 1
}

chromium_bin() {
  for name in chromium chromium-browser google-chrome; do
    command -v "$name" 2>/dev/null && return
  done
  true
}

missing=()
[ -n "$(postgres_bin)" ] && [ -x "$(postgres_bin)/postgres" ] || missing+=(postgresql)
[ -n "$(chromium_bin)" ] || missing+=(chromium)
.ci/install "${missing[@]}"

# --- PostgreSQL for this run ---------------------------------------------------------------------------------------
work=$(mktemp -d "${TMPDIR:-/tmp}/adcreator-tests.XXXXXX")
pg=$(postgres_bin)
as_postgres() { # PostgreSQL refuses to run as root
  if [ "$(id -u)" = 0 ]; then setpriv --reuid=postgres --regid=postgres --clear-groups "$@"; else "$@"; fi
}

finish() {
  status=$?
  as_postgres "$pg/pg_ctl" -D "$work/postgres" -m immediate -s stop >/dev/null 2>&1 || true
  rm -rf "$work"
  exit $status
}
trap finish EXIT
trap 'exit 130' INT TERM

free_port() { # the kernel picks; nothing else on this machine is asked
  "${PYTHON:-python3}" -c 'import socket; s=socket.socket(); s.bind(("127.0.0.1",0)); print(s.getsockname()[1])' 2>/dev/null && return
  for _ in $(seq 50); do
    port=$((20000 + RANDOM % 20000))
    (exec 3<>"/dev/tcp/127.0.0.1/$port") 2>/dev/null || { echo "$port"; return; }
  done
}

mkdir "$work/postgres"
[ "$(id -u)" = 0 ] && chown -R postgres:postgres "$work"
port=$(free_port)
say "starting PostgreSQL on 127.0.0.1:$port"
as_postgres "$pg/initdb" -D "$work/postgres" -U postgres -A trust -E UTF8 --locale=C.UTF-8 >/dev/null
as_postgres "$pg/pg_ctl" -D "$work/postgres" -l "$work/postgres.log" -w -s \
  -o "-p $port -c listen_addresses=127.0.0.1 -c unix_socket_directories=$work -c max_connections=400 -c fsync=off -c synchronous_commit=off" start

export ADCREATOR_TEST_POSTGRES="Host=127.0.0.1;Port=$port;Username=postgres;Database=postgres"
export ADCREATOR_TEST_CHROMIUM="$(chromium_bin)"
# Tests decide for themselves which model and which database they use.
unset GEMINI_API_KEY ASPNETCORE_ENVIRONMENT ASPNETCORE_URLS DOTNET_ENVIRONMENT ConnectionStrings__AdCreator ConnectionStrings__AdCreatorMigrations || true
export DOTNET_CLI_TELEMETRY_OPTOUT=1 DOTNET_NOLOGO=1

# --- The tests -----------------------------------------------------------------------------------------------------
[ "$build" = no ] || dotnet build AdCreator.sln -v quiet --nologo
log="$work/tests.log"
status=0
dotnet run --no-build --project AdCreator.Tests -- --no-ansi --progress off "$@" 2>&1 | tee "$log" || status=$?

count() { sed -n "s/^ *$1: *\([0-9]*\).*/\1/p" "$log" | tail -n 1; }
total=$(count total); failed=$(count failed); passed=$(count succeeded); skipped=$(count skipped)
if [ -z "$total" ] || [ "$total" = 0 ]; then
  echo "test.sh: no test ran" >&2
  [ "$status" != 0 ] || status=1
fi
[ "${skipped:-0}" = 0 ] || { echo "test.sh: skipped tests count as a failure" >&2; status=1; }
echo "${passed:-0} passed, ${failed:-0} failed, ${skipped:-0} skipped"
exit "$status"
