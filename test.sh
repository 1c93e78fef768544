#!/usr/bin/env bash
# Runs every test. Installs what the tests need and this machine lacks, starts it on loopback, and ends it again.
# Closes with one line: N passed, N failed, N skipped. Exit code 0 only if all passed and none was skipped.
# Up to three tests that fail among all others are run once more, alone: browsers, database servers and killed processes
# side by side can cost one its patience. One that passes then is named as unsteady, and wants mending all the same.
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

. .ci/postgres.sh

# --- What the machine lacks ---------------------------------------------------------------------------------------
chromium_bin() {
  for name in chromium chromium-browser google-chrome; do
    command -v "$name" 2>/dev/null && return
  done
  true
}

missing=()
has_postgres || missing+=(postgresql)
[ -n "$(chromium_bin)" ] || missing+=(chromium)
.ci/install "${missing[@]}"
.ci/vision

# --- PostgreSQL for this run ---------------------------------------------------------------------------------------
work_in adcreator-tests
port=$(free_port)
say "starting PostgreSQL on 127.0.0.1:$port"
init_postgres "$work"
start_postgres "$work" "$port" "-c fsync=off -c synchronous_commit=off"

export ADCREATOR_TEST_POSTGRES="Host=127.0.0.1;Port=$port;Username=postgres;Database=postgres"
export ADCREATOR_TEST_CHROMIUM="$(chromium_bin)"
forget_settings

# --- The tests -----------------------------------------------------------------------------------------------------
[ "$build" = no ] || dotnet build AdCreator.sln -v quiet --nologo
log="$work/tests.log"
status=0
run() { dotnet run --no-build --project AdCreator.Tests -- --no-ansi --progress off "$@" 2>&1; }
run "$@" | tee "$log" || status=$?

count() { sed -n "s/^ *$1: *\([0-9]*\).*/\1/p" "$log" | tail -n 1; }
total=$(count total); failed=$(count failed); passed=$(count succeeded); skipped=$(count skipped)
if [ -z "$total" ] || [ "$total" = 0 ]; then
  echo "test.sh: no test ran" >&2
  [ "$status" != 0 ] || status=1
fi
mapfile -t unsteady < <(sed -n 's/^failed \([A-Za-z0-9_.+]*\).*/\1/p' "$log" | sort -u)
if [ "${#unsteady[@]}" -gt 0 ]; then
  say "failed: ${unsteady[*]}"
  if [ "${#unsteady[@]}" -le 3 ] && run "${unsteady[@]/#/--filter-method=}"; then
    say "unsteady: passed alone, failed among all others: ${unsteady[*]}"
    passed=$((passed + failed)) failed=0 status=0
  fi
fi
[ "${skipped:-0}" = 0 ] || { echo "test.sh: skipped tests count as a failure" >&2; status=1; }
echo "${passed:-0} passed, ${failed:-0} failed, ${skipped:-0} skipped"
exit "$status"
