#!/usr/bin/env bash
# Measures what this program promises, in one run on this machine, and fails where a target is missed.
#   ./bench.sh                    everything
#   ./bench.sh NAME               one of: track, reserve, cap, write, views, export, rerate, kill, outage, soak, placements, start, memory, set
#   ./bench.sh NAME --rows N      calls that views, export and rerate are measured with (1,000,000)
#   ./bench.sh NAME --runs N      races of cap (200, and a quarter as many on SQLite)
#   ./bench.sh NAME --kills N     kills at each step of kill (20)
#   ./bench.sh NAME --minutes N   how long outage (2) and soak (10) last
#   ./bench.sh fidelity FOLDER    how often the fidelity check is right on composites of a folder's product pictures
# Installs PostgreSQL where it lacks, starts it on loopback and ends it again. Exit code 0 only if every target was met.
set -euo pipefail
cd "$(dirname "$0")"
. .ci/postgres.sh

# bench.sh calls itself by this word, so that a benchmark can take the database away and bring it back.
if [ "${1:-}" = postgres-control ]; then
  case "$4" in
    start) start_postgres "$2" "$3" ;;
    stop) stop_postgres "$2" fast ;;
  esac
  exit
fi

case "${1:-}" in fidelity) needs=nothing ;; start|memory|set) needs=web ;; placements) needs=nothing ;; track|reserve|cap|write|views|export|rerate|kill|outage|soak) needs=postgres ;; *) needs=both ;; esac
case "${1:-}" in
  ""|--*|track|reserve|cap|write|views|export|rerate|kill|outage|soak|placements|start|memory|set) ;;
  fidelity) [ $# = 2 ] && [ -d "$2" ] || { echo "Usage: ./bench.sh fidelity FOLDER, with product pictures as PNG, JPEG or WebP in it" >&2; exit 64; } ;;
  *) echo "Usage: ./bench.sh [track|reserve|cap|write|views|export|rerate|kill|outage|soak|placements|start|memory|set] [--rows N] [--runs N] [--kills N] [--minutes N], or fidelity FOLDER" >&2; exit 64 ;;
esac

work_in adcreator-bench
forget_settings

case "${1:-}" in fidelity | set | memory | "" | --*) .ci/vision ;; esac
say "building"
dotnet build AdCreator.Bench -c Release -v quiet --nologo
if [ "$needs" = web ] || [ "$needs" = both ]; then
  # As an operator publishes it: for this machine's own platform.
  case "$(uname -m)" in aarch64 | arm64) rid=linux-arm64 ;; *) rid=linux-x64 ;; esac
  export ADCREATOR_BENCH_WEB="$PWD/artifacts/bench/web"
  dotnet publish AdCreator.Web -c Release -r "$rid" --self-contained false -v quiet --nologo -o "$ADCREATOR_BENCH_WEB"
fi

if [ "$needs" = postgres ] || [ "$needs" = both ]; then
  has_postgres || .ci/install postgresql
  # As an operator runs it: every commit on disk.
  port=$(free_port)
  say "starting PostgreSQL on 127.0.0.1:$port"
  init_postgres "$work"
  start_postgres "$work" "$port"
  export ADCREATOR_BENCH_POSTGRES="Host=127.0.0.1;Port=$port;Username=postgres;Database=postgres"
  export ADCREATOR_BENCH_POSTGRES_CONTROL="$work/control"
  printf '#!/usr/bin/env bash\nexec %q postgres-control %q %q "$1"\n' "$PWD/bench.sh" "$work" "$port" > "$work/control"
  chmod +x "$work/control"
fi

dotnet run --no-build -c Release --project AdCreator.Bench -- "$@"
