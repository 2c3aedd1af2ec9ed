# shellcheck shell=bash
# What every script shares: where the repository is, how it speaks, how it times itself, how it fails.
# Sourced, never run. Must not install or start anything.

ROOT="$(cd "$(dirname "${BASH_SOURCE[0]}")/../.." && pwd)"
export ROOT
# A tool installed a moment ago must be found by the next line, and npm's wasm-opt must win over the distribution's:
# Debian's (108) builds without a word and breaks hydration.
export PATH="$ROOT/node_modules/.bin:${CARGO_HOME:-$HOME/.cargo}/bin:$PATH"

# The one place that says which versions we build with.
CARGO_LEPTOS_VERSION=0.3.10
RUST_MINIMUM=1.95
NODE_MINIMUM=20
WASM_OPT_MINIMUM=110
export CARGO_LEPTOS_VERSION RUST_MINIMUM NODE_MINIMUM WASM_OPT_MINIMUM

if [ -t 1 ] && [ -z "${NO_COLOR:-}" ]; then
  BOLD=$'\033[1m' DIM=$'\033[2m' RED=$'\033[31m' GREEN=$'\033[32m' PLAIN=$'\033[0m'
else
  BOLD='' DIM='' RED='' GREEN='' PLAIN=''
fi
export BOLD DIM RED GREEN PLAIN

say() { printf '%s\n' "$*"; }
note() { printf '  %s%s%s\n' "$DIM" "$*" "$PLAIN"; }
die() {
  printf '%s✗ %s%s\n' "$RED" "$*" "$PLAIN" >&2
  exit 1
}
have() { command -v "$1" >/dev/null 2>&1; }
is_root() { [ "$(id -u)" -eq 0 ]; }

# Seconds as a person reads them: 7 s, 3 min 05 s.
span() {
  if [ "$1" -lt 60 ]; then printf '%d s' "$1"; else printf '%d min %02d s' $(($1 / 60)) $(($1 % 60)); fi
}

# version_at_least 1.96.0 1.95: true when the first is the second or newer.
version_at_least() { [ "$(printf '%s\n%s\n' "$2" "$1" | sort -V | head -n 1)" = "$2" ]; }

# announced "Title" command…: says what starts, runs it, says how long it took. The output of the command stays visible.
announced() {
  local title="$1" began=$SECONDS
  shift
  printf '%s▸ %s%s\n' "$BOLD" "$title" "$PLAIN"
  "$@" || return $?
  printf '%s✓ %s%s %s(%s)%s\n' "$GREEN" "$title" "$PLAIN" "$DIM" "$(span $((SECONDS - began)))" "$PLAIN"
}
