# shellcheck shell=bash
# The release build: one binary, and the site that it serves. Skipped when nothing changed since the last one.
# Sourced after common.sh.

# The one line to change when the way of building changes. `--split` puts each lazy route into a file of its own.
BUILD_FLAGS="${OPENLOGE_BUILD_FLAGS:---release -P --split}"
SOURCES=(Cargo.toml Cargo.lock Leptos.toml .cargo domain store backend sandbox app frontend server style public scripts/lib/build.sh)

# A place outside the checkout (CARGO_TARGET_DIR) keeps the compiled dependencies of .ci/run between clones.
TARGET="${CARGO_TARGET_DIR:-$ROOT/target}"
BINARY="$TARGET/release/openloge"
# cargo-leptos writes the site below the checkout whatever the target folder is.
SITE="$ROOT/target/site"
STAMP="$TARGET/.openloge-release"
export TARGET BINARY SITE

build_identity() { printf '%s\n%s\n%s\n' "$ROOT" "$BUILD_FLAGS" "$(rustc --version)"; }

# Folders count too, so that a deleted file is noticed.
build_is_fresh() {
  [ -x "$BINARY" ] && [ -f "$STAMP" ] && [ -d "$SITE/pkg" ] && [ "$(cat "$STAMP")" = "$(build_identity)" ] || return 1
  local path present=()
  for path in "${SOURCES[@]}"; do
    if [ -e "$ROOT/$path" ]; then present+=("$ROOT/$path"); fi
  done
  [ -z "$(find "${present[@]}" -newer "$STAMP" -print -quit)" ]
}

build_release() {
  local began="$TARGET/.openloge-release.began"
  mkdir -p "$TARGET" "$SITE"
  # Two builds at once would mix their files in the site.
  exec 9>"$SITE/../.openloge-site.lock"
  flock --nonblock 9 || { note "another build is at work on this checkout; waiting for it"; flock 9; }
  if build_is_fresh; then return; fi
  # Dated from the beginning: a file saved during the build must cause the next one.
  build_identity >"$began"
  rm -f "$STAMP"
  # Options of a running server (LEPTOS_*) would be taken for options of the build.
  # shellcheck disable=SC2086 # several flags in one variable
  (cd "$ROOT" && unset "${!LEPTOS_@}" && cargo leptos build $BUILD_FLAGS --cargo-locked 9>&-)
  # With site and hashes of a half-finished build the page would load and never become interactive.
  [ -x "$BINARY" ] || die "cargo-leptos ended well but $BINARY is not there."
  mv "$began" "$STAMP"
}
