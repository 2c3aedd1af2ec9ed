# shellcheck shell=bash
# What comes from the distribution: a C compiler, Chromium, PostgreSQL, wrk.
# Sourced after common.sh and postgres.sh. Installs with apt when root, else says in one sentence what to install.

APT_UPDATED=0
apt_install() {
  if [ "$APT_UPDATED" = 0 ]; then
    DEBIAN_FRONTEND=noninteractive apt-get update -qq || note "apt-get update failed; trying with what is known."
    APT_UPDATED=1
  fi
  DEBIAN_FRONTEND=noninteractive apt-get install -y -qq --no-install-recommends "$@"
}

# ensure_from_apt "What it is" PACKAGE present-command…
ensure_from_apt() {
  local what="$1" package="$2"
  shift 2
  if "$@" >/dev/null 2>&1; then
    note "$what is there"
    return
  fi
  if is_root && have apt-get; then
    announced "Installing $what with apt" apt_install "$package" || die "$what could not be installed. Run: apt-get install $package"
    "$@" >/dev/null 2>&1 || die "$what is installed but not found. Install it by hand and put it on PATH."
  else
    die "$what is missing. Install it (Debian: apt-get install $package) and run this again."
  fi
}

chromium_path() {
  local candidate
  for candidate in "${CHROMIUM_PATH:-}" chromium-headless-shell chromium chromium-browser google-chrome-stable google-chrome; do
    if [ -n "$candidate" ] && have "$candidate"; then
      command -v "$candidate"
      return
    fi
  done
  return 1
}

# cargo-leptos brings OpenSSL as sources, which want make and a whole perl.
can_compile_c() { have cc && have make && perl -MFindBin -MIPC::Cmd -e 1; }
ensure_compiler() { ensure_from_apt "A C compiler" build-essential can_compile_c; }

# Chromium's build without a window does the same work in three fifths of the time; any other Chromium will do.
ensure_chromium() {
  if [ -z "${CHROMIUM_PATH:-}" ] && ! have chromium-headless-shell && is_root && have apt-get; then
    announced "Installing Chromium with apt" apt_install chromium-headless-shell || note "there is no chromium-headless-shell here"
  fi
  ensure_from_apt "Chromium" chromium chromium_path
}

ensure_postgres() {
  # Debian's package would otherwise create and start a server that nobody asked for.
  local settings=/etc/postgresql-common/createcluster.conf
  if ! postgres_bin >/dev/null && is_root && [ ! -e "$settings" ]; then
    mkdir -p "${settings%/*}"
    echo 'create_main_cluster = false' >"$settings"
  fi
  ensure_from_apt "PostgreSQL" postgresql postgres_bin
}

ensure_wrk() { ensure_from_apt "wrk" wrk have wrk; }
