# shellcheck shell=bash
# The Rust side of the tool chain: compiler, wasm32 target, wasm-bindgen, cargo-leptos.
# Sourced after common.sh. Each ensure_* function is harmless to repeat and skips what is there in the right version.

ensure_rust() {
  have cargo || die "Rust is missing. Install it from https://rustup.rs, open a new terminal and run this again."
  local version
  version="$(rustc --version | cut -d' ' -f2)"
  version_at_least "$version" "$RUST_MINIMUM" \
    || die "Rust $version is too old, $RUST_MINIMUM or newer is needed. Run: rustup update stable"
  note "rustc $version"
}

has_wasm_target() { [ -n "$(find "$(rustc --print sysroot)/lib/rustlib/wasm32-unknown-unknown/lib" -name 'libstd-*.rlib' 2>/dev/null)" ]; }

# rustup first; a distribution's Rust (or a machine that cannot reach rustup's server) takes the Debian way.
ensure_wasm_target() {
  use_debian_toolchain
  if has_wasm_target; then
    note "wasm32-unknown-unknown is there"
  elif have rustup && announced "Adding the wasm32 target with rustup" rustup target add wasm32-unknown-unknown; then
    has_wasm_target || die "rustup says that the wasm32 target is installed but the compiler does not find it. Run: rustup component list"
  elif have apt-get && is_root; then
    announced "Building the wasm32 target from Debian's Rust (about 2 min)" debian_wasm_target
    use_debian_toolchain
    has_wasm_target || die "The wasm32 target could not be built. Run: rustup target add wasm32-unknown-unknown"
  else
    die "The wasm32 target is missing. Run: rustup target add wasm32-unknown-unknown (or run this script as root on Debian)."
  fi
}

# Only when rustup's own tool chain has no wasm32 and an earlier run took the Debian way.
use_debian_toolchain() {
  if [ -z "${RUSTUP_TOOLCHAIN:-}" ] && ! has_wasm_target && have rustup && rustup toolchain list | grep -q '^debian'; then
    export RUSTUP_TOOLCHAIN=debian
  fi
}

# Debian 12's security archive has a complete Rust under the names of its web browsers' builds. It brings the sources of the
# standard library but no wasm32 build of it: an empty crate makes cargo compile one, which is then put where rustc looks.
debian_wasm_target() {
  apt_install rustc-web cargo-web rust-web-src rust-web-llvm rust-web-clippy rustfmt-web lld-22 || return 1
  local work into=/usr/lib/rustlib/wasm32-unknown-unknown/lib
  work="$(mktemp -d)"
  mkdir -p "$work/src" "$into"
  printf '[package]\nname = "empty"\nversion = "0.0.0"\nedition = "2021"\n' >"$work/Cargo.toml"
  : >"$work/src/lib.rs"
  # Away from the repository's .cargo/config.toml, and with Debian's compiler whatever stands first on PATH.
  (cd "$work" && env -u RUSTUP_TOOLCHAIN -u CARGO_TARGET_DIR PATH="/usr/bin:$PATH" RUSTC=/usr/bin/rustc RUSTC_BOOTSTRAP=1 \
    /usr/bin/cargo build --release --target wasm32-unknown-unknown -Zbuild-std=std,panic_abort) || return 1
  rm -f "$into"/*.rlib
  find "$work/target/wasm32-unknown-unknown/release/deps" -name '*.rlib' ! -name 'libempty-*' -exec cp {} "$into/" \;
  rm -rf "$work"
  if have rustup; then rustup toolchain link debian /usr || return 1; fi
}

locked_version() {
  awk -v name="\"$1\"" '$1 == "name" && $3 == name { found = 1; next } found && $1 == "version" { gsub(/"/, "", $3); print $3; exit }' \
    "$ROOT/Cargo.lock"
}

# installed_version TOOL: what `tool --version` prints as its last word, or nothing.
installed_version() { if have "$1"; then "$1" --version 2>/dev/null | head -n 1 | awk '{print $2}'; fi; }

# The generated JavaScript and the library in the binary speak a private language: the two versions must be equal.
ensure_wasm_bindgen() {
  local wanted
  wanted="$(locked_version wasm-bindgen)"
  [ -n "$wanted" ] || die "Cargo.lock names no wasm-bindgen; the checkout is incomplete. Run: git checkout Cargo.lock"
  if [ "$(installed_version wasm-bindgen)" = "$wanted" ]; then
    note "wasm-bindgen $wanted is there"
  else
    announced "Installing wasm-bindgen $wanted (about 3 min on 2 cores)" cargo_install wasm-bindgen-cli "$wanted" 1 \
      || die "wasm-bindgen could not be installed. Run: cargo install wasm-bindgen-cli@$wanted"
  fi
}

ensure_cargo_leptos() {
  if [ "$(installed_version cargo-leptos)" = "$CARGO_LEPTOS_VERSION" ]; then
    note "cargo-leptos $CARGO_LEPTOS_VERSION is there"
  else
    announced "Installing cargo-leptos $CARGO_LEPTOS_VERSION (about 10 min on 2 cores)" \
      cargo_install cargo-leptos "$CARGO_LEPTOS_VERSION" 0 --config 'profile.release.package.brotli.opt-level=3' \
      || die "cargo-leptos could not be installed. Run: cargo install cargo-leptos@$CARGO_LEPTOS_VERSION"
  fi
}

# cargo_install CRATE VERSION OPT_LEVEL [cargo arguments]. A tool used a few times a day is better installed soon than fast:
# its own release profile (fat LTO) takes over 30 min on 2 cores, this one 9. The lock file of the crate goes first; a registry
# that does not serve one of its versions yet gets a second try without it.
cargo_install() {
  local crate="$1" version="$2" level="$3" root="${OPENLOGE_TOOLS_ROOT:-${CARGO_HOME:-$HOME/.cargo}}"
  shift 3
  if have cargo-binstall && cargo binstall --no-confirm --root "$root" "$crate@$version"; then return 0; fi
  local attempt
  for attempt in --locked ''; do
    # From / and with the flags emptied: the repository's .cargo/config.toml is about the application, not its tools.
    # shellcheck disable=SC2086 # the empty attempt must vanish
    if (cd / && env -u CARGO_TARGET_DIR RUSTFLAGS='' CARGO_PROFILE_RELEASE_LTO=off CARGO_PROFILE_RELEASE_CODEGEN_UNITS=256 \
      CARGO_PROFILE_RELEASE_OPT_LEVEL="$level" CARGO_PROFILE_RELEASE_DEBUG=0 \
      cargo install --root "$root" "$crate@$version" --force $attempt "$@"); then
      return 0
    fi
    if [ -n "$attempt" ]; then note "With its lock file it does not install here; trying without."; fi
  done
  return 1
}
