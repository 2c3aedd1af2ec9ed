# shellcheck shell=bash
# A server of its own for tests and measurements: the release binary, a fresh data folder, free ports.
# Sourced after common.sh, postgres.sh (free_port) and build.sh (BINARY, SITE).

# Processes and folders of every server started here.
SERVER_PIDS=()
SERVER_FOLDERS=()

# start_server [arguments of `openloge serve`]: sets SERVER_URL, SERVER_DATA, SERVER_PID and returns when it is ready.
start_server() {
  [ -x "$BINARY" ] || die "There is no release binary. Run: make build"
  local port sandbox deadline=$((SECONDS + 300))
  port="$(free_port)"
  sandbox="$(free_port)"
  SERVER_DATA="$(mktemp -d "${TMPDIR:-/tmp}/openloge-data.XXXXXX")"
  SERVER_FOLDERS+=("$SERVER_DATA")
  SERVER_URL="http://127.0.0.1:$port"
  serve_alone "$port" "$sandbox" "$@" >"$SERVER_DATA/server.log" 2>&1 &
  SERVER_PID=$!
  SERVER_PIDS+=("$SERVER_PID")
  export SERVER_URL SERVER_DATA SERVER_PID
  # The first start seeds months of demonstration data.
  until [ "$(http_status "$SERVER_URL/readyz")" = 200 ]; do
    kill -0 "$SERVER_PID" 2>/dev/null || { tail -n 40 "$SERVER_DATA/server.log" >&2; die "The server stopped; the end of its log is above."; }
    [ "$SECONDS" -lt "$deadline" ] || { tail -n 40 "$SERVER_DATA/server.log" >&2; die "The server was not ready within 5 min; see its log above."; }
    sleep 0.3
  done
}

# Neither the settings of whoever runs this nor an openloge.toml of the checkout may change what is tested, and a suite that
# signs in a hundred times a minute from one address is not an attack.
serve_alone() {
  local port="$1" sandbox="$2"
  shift 2
  unset "${!OPENLOGE_@}"
  cd "$SERVER_DATA" || return
  export LEPTOS_SITE_ROOT="$SITE" OPENLOGE_SANDBOX_LISTEN="127.0.0.1:$sandbox"
  export OPENLOGE_LIMIT_PER_ACCOUNT=100000 OPENLOGE_LIMIT_PER_ADDRESS=100000 OPENLOGE_LIMIT_PER_PERSON=100000
  exec "$BINARY" serve --listen "127.0.0.1:$port" --data-dir "$SERVER_DATA" "$@"
}

# Node is there anyway; curl may not be.
http_status() {
  node -e 'fetch(process.argv[1], { signal: AbortSignal.timeout(3000) }).then(r => console.log(r.status), () => console.log(0))' "$1"
}

# Asks first (SIGTERM drains), insists after 10 s. Safe to call twice, and from a trap.
stop_servers() {
  local pid _
  for pid in "${SERVER_PIDS[@]}"; do
    kill "$pid" 2>/dev/null || continue
    for _ in $(seq 50); do
      kill -0 "$pid" 2>/dev/null || break
      sleep 0.2
    done
    kill -9 "$pid" 2>/dev/null || true
  done
  if [ ${#SERVER_FOLDERS[@]} -gt 0 ]; then rm -rf "${SERVER_FOLDERS[@]}"; fi
  SERVER_PIDS=() SERVER_FOLDERS=()
}
