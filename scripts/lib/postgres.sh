# shellcheck shell=bash
# A throw-away PostgreSQL: its own folder, a free loopback port, a random password, gone afterwards.
# Sourced after common.sh. Must not touch a cluster that the machine already has.

# The folder of initdb: on PATH, or where Debian keeps the newest version.
postgres_bin() {
  local newest
  newest="$(find /usr/lib/postgresql -maxdepth 3 -name initdb 2>/dev/null | sort -V | tail -n 1)"
  if [ -n "$newest" ]; then dirname "$newest"; elif have initdb; then dirname "$(command -v initdb)"; else return 1; fi
}

# PostgreSQL refuses to run as root; Debian's package brings the user `postgres`.
postgres_user() {
  local candidate
  if ! is_root; then
    id -un
    return
  fi
  for candidate in postgres nobody; do
    if id "$candidate" >/dev/null 2>&1; then
      echo "$candidate"
      return
    fi
  done
  return 1
}

as_postgres() {
  if is_root; then
    su "$PG_USER" -s /bin/bash -c "$(printf 'cd / && exec %s' "$(printf '%q ' "$@")")"
  else
    "$@"
  fi
}

free_port() {
  local port
  for _ in $(seq 50); do
    port=$((20000 + RANDOM % 20000))
    if ! (exec 3<>"/dev/tcp/127.0.0.1/$port") 2>/dev/null; then
      echo "$port"
      return
    fi
  done
  return 1
}

# Starts the server and sets PG_DIR, PG_PORT and TEST_DATABASE_URL. PGFAST=1 trades durability for speed (tests); without it
# a commit waits for the disk as in production (benchmarks).
start_postgres() {
  local bin password wanted="${1:-}" attempt
  bin="$(postgres_bin)" || die "PostgreSQL is missing. Install it (Debian: apt-get install postgresql) and run this again."
  PG_USER="$(postgres_user)" || die "PostgreSQL will not run as root and no other user was found. Run this as an ordinary user."
  PG_BIN="$bin"
  PG_DIR="$(mktemp -d "${TMPDIR:-/tmp}/openloge-pg.XXXXXX")"
  password="$(od -An -N16 -tx1 /dev/urandom | tr -d ' \n')"
  printf '%s\n' "$password" >"$PG_DIR/password"
  if is_root; then chown -R "$PG_USER" "$PG_DIR"; fi
  as_postgres "$bin/initdb" -D "$PG_DIR/data" -U openloge --pwfile="$PG_DIR/password" -A password \
    -E UTF8 --locale=C.UTF-8 --no-instructions >"$PG_DIR/initdb.log" 2>&1 \
    || { cat "$PG_DIR/initdb.log" >&2; die "PostgreSQL's initdb failed; its words are above."; }
  write_postgres_settings
  for attempt in 1 2 3; do
    PG_PORT="${wanted:-$(free_port)}"
    if as_postgres "$bin/pg_ctl" -D "$PG_DIR/data" -l "$PG_DIR/log" -w -t 30 -o "-p $PG_PORT" start >/dev/null 2>&1; then
      PGPASSWORD="$password" "$bin/createdb" -h 127.0.0.1 -p "$PG_PORT" -U openloge openloge_test
      TEST_DATABASE_URL="postgres://openloge:$password@127.0.0.1:$PG_PORT/openloge_test"
      export TEST_DATABASE_URL PG_PORT PG_DIR
      return 0
    fi
    # A taken port is the one failure worth another try, and only when the port was ours to choose.
    if [ -n "$wanted" ] || [ "$attempt" = 3 ]; then break; fi
  done
  tail -n 20 "$PG_DIR/log" >&2 2>/dev/null || true
  die "PostgreSQL did not start on port $PG_PORT; the end of its log is above."
}

write_postgres_settings() {
  {
    echo "listen_addresses = '127.0.0.1'"
    echo "unix_socket_directories = '$PG_DIR'"
    echo "max_connections = 200"
    echo "shared_buffers = '128MB'"
    echo "timezone = 'UTC'"
    echo "log_min_messages = 'warning'"
    if [ "${PGFAST:-0}" = 1 ]; then
      echo "fsync = off"
      echo "synchronous_commit = off"
      echo "full_page_writes = off"
    fi
  } >>"$PG_DIR/data/postgresql.auto.conf"
}

# Safe to call twice, and from a trap.
stop_postgres() {
  [ -n "${PG_DIR:-}" ] && [ -d "$PG_DIR" ] || return 0
  if [ -s "$PG_DIR/data/postmaster.pid" ]; then
    as_postgres "$PG_BIN/pg_ctl" -D "$PG_DIR/data" -m immediate -w stop >/dev/null 2>&1 || true
  fi
  rm -rf "$PG_DIR"
}
