# Sourced by test.sh and bench.sh: a folder to work in, and a PostgreSQL server of their own on loopback.

say() { printf '==> %s\n' "$*"; }

postgres_bin() {
  command -v initdb >/dev/null 2>&1 && { dirname "$(command -v initdb)"; return; }
  ls -d /usr/lib/postgresql/*/bin 2>/dev/null | sort -V | tail -n 1
}

has_postgres() { [ -n "$(postgres_bin)" ] && [ -x "$(postgres_bin)/postgres" ]; }

as_postgres() { [ -n "$(postgres_bin)" ] && [ -x "$(postgres_bin)/postgres" ]; }

install_packages() {
  if [ "$(id -u)" = 0 ]; then run=(); elif command -v sudo >/dev/null 2>&1; then run=(sudo)
  else
    echo "${0##*/}: these packages are missing: $*" >&2
    echo "${0##*/}: run once as root: apt-get update && apt-get install -y $*" >&2
    exit 69
  fi
  say "installing $*"
  # Nothing but the binaries is wanted: no cluster of the distribution's own, no service.
  "${run[@]}" mkdir -p /etc/postgresql-common
  [ -e /etc/postgresql-common/createcluster.conf ] || echo "create_main_cluster = false" | "${run[@]}" tee /etc/postgresql-common/createcluster.conf >/dev/null
  "${run[@]}" apt-get update -qq
  "${run[@]}" env DEBIAN_FRONTEND=noninteractive apt-get install -y -qq --no-install-recommends "$@" >/dev/null
}

as_postgres() { # PostgreSQL refuses to run as root
  if [ "$(id -u)" = 0 ]; then setpriv --reuid=postgres --regid=postgres --clear-groups "$@"; else "$@"; fi
}

free_port() { # the kernel picks; nothing else on this machine is asked
  "${PYTHON:-python3}" -c 'import socket; s=socket.socket(); s.bind(("127.0.0.1",0)); print(s.getsockname()[1])' 2>/dev/null && return
  for _ in $(seq 50); do
    port=$((20000 + RANDOM % 20000))
    (exec 3<>"/dev/tcp/127.0.0.1/$port") 2>/dev/null || { echo "$port"; return; }
  done
}

# init_postgres FOLDER: makes the cluster FOLDER/postgres, and gives FOLDER to the server's user.
init_postgres() {
  mkdir "$1/postgres"
  if [ "$(id -u)" = 0 ]; then chown -R postgres:postgres "$1"; fi
  as_postgres "$(postgres_bin)/initdb" -D "$1/postgres" -U postgres -A trust -E UTF8 --locale=C.UTF-8 >/dev/null
}

# start_postgres FOLDER PORT [OPTIONS]: starts it on loopback and waits until it answers.
start_postgres() {
  as_postgres "$(postgres_bin)/pg_ctl" -D "$1/postgres" -l "$1/postgres.log" -w -s \
    -o "-p $2 -c listen_addresses=127.0.0.1 -c unix_socket_directories=$1 -c max_connections=400 ${3:-}" start
}

# stop_postgres FOLDER MODE
stop_postgres() { as_postgres "$(postgres_bin)/pg_ctl" -D "$1/postgres" -m "$2" -w -s stop; }

# work_in NAME: makes the folder $work; at the end of the script it is removed, and the server that it holds is stopped.
work_in() {
  work=$(mktemp -d "${TMPDIR:-/tmp}/$1.XXXXXX")
  trap finish EXIT
  trap 'exit 130' INT TERM
}

finish() {
  status=$?
  stop_postgres "$work" immediate >/dev/null 2>&1 || true
  rm -rf "$work"
  exit $status
}

# forget_settings: which model and which database are used is said by the script, never by its caller's environment.
forget_settings() {
  unset GEMINI_API_KEY ASPNETCORE_ENVIRONMENT ASPNETCORE_URLS DOTNET_ENVIRONMENT ConnectionStrings__AdCreator ConnectionStrings__AdCreatorMigrations || true
  export DOTNET_CLI_TELEMETRY_OPTOUT=1 DOTNET_NOLOGO=1
}
