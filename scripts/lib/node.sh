# shellcheck shell=bash
# Node and the npm tools of package-lock.json: wasm-opt for the build, Playwright, axe and Lighthouse for the tests.
# Sourced after common.sh and system.sh.

ensure_node() {
  if ! have node || ! have npm; then
    if is_root && have apt-get; then announced "Installing Node" apt_install nodejs npm || true; fi
  fi
  have node && have npm || die "Node is missing. Install Node $NODE_MINIMUM or newer with npm (https://nodejs.org) and run this again."
  local version
  version="$(node --version | tr -d v)"
  version_at_least "$version" "$NODE_MINIMUM" \
    || die "Node $version is too old, $NODE_MINIMUM or newer is needed (https://nodejs.org)."
  note "node $version"
}

# The stamp holds what was installed; only a change of the lock file installs again.
ensure_npm_tools() {
  local stamp="$ROOT/node_modules/.openloge-lock" wanted
  wanted="$(cat "$ROOT/package.json" "$ROOT/package-lock.json" | sha256sum | cut -d' ' -f1)"
  if [ -f "$stamp" ] && [ "$(cat "$stamp")" = "$wanted" ]; then
    note "npm tools are there"
  else
    announced "Installing the npm tools of package-lock.json" npm ci --prefix "$ROOT" --no-audit --no-fund --loglevel=error \
      || die "The npm tools could not be installed. Check the network and run: npm ci"
    printf '%s' "$wanted" >"$stamp"
  fi
  ensure_wasm_opt
}

# A wasm-opt before 110 re-points an exported table: the build passes and the page never becomes interactive.
ensure_wasm_opt() {
  local version
  version="$(cd "$ROOT" && wasm-opt --version 2>/dev/null | grep -oE '[0-9]+' | head -n 1)"
  [ -n "$version" ] || die "wasm-opt is missing although npm installed binaryen. Run: rm -rf node_modules && scripts/setup"
  [ "$version" -ge "$WASM_OPT_MINIMUM" ] \
    || die "wasm-opt $version stands first on PATH and would break hydration; $WASM_OPT_MINIMUM or newer is needed. Run: npm ci"
  note "wasm-opt $version"
}
