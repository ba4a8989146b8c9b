#!/bin/sh
# Takes a computer from bare to able to build, run and test Baton. Safe to repeat: what is there is left alone,
# and when nothing is missing it is done in less than a second. `--tests` also brings what only the tests need.
#
#   1. one Rust toolchain for server and browser, hence one with the wasm32 standard library
#   2. PostgreSQL's server programs (nothing of it is started or configured)
#   3. Node packages: what shrinks the site; for the tests Playwright
#   4. for the tests: Chromium, and nginx (which is not left running as a service)
set -eu
cd "$(dirname "$0")/.."

tests=no
case "${1-}" in
  '') ;;
  --tests) tests=yes ;;
  *) echo "usage: xtask/setup.sh [--tests]" >&2; exit 2 ;;
esac

# Links to a toolchain that is not first on PATH. make and xtask put this folder first, so that every cargo is the same.
links=$PWD/target/toolchain
case $PATH in "$links":*) PATH=${PATH#"$links":} ;; esac
log=$PWD/target/setup.log
mkdir -p target
: >"$log"

say() { echo "setup: $*"; }
stop() { echo "setup: $*" >&2; exit 1; }
has() { command -v "$1" >/dev/null 2>&1; }
at_least() { [ "$(printf '%s\n%s\n' "$2" "$1" | sort -V | head -n 1)" = "$2" ]; }

# Runs a step quietly; what it said is shown when it fails.
quietly() {
  if "$@" >>"$log" 2>&1; then return 0; fi
  tail -n 15 "$log" >&2
  return 1
}

# --- Debian and its relatives: packages ---------------------------------------------------------------------------

as_root() {
  if [ "$(id -u)" = 0 ]; then "$@"; else sudo -- "$@"; fi
}
can_be_root() {
  [ "$(id -u)" = 0 ] || { has sudo && { sudo -n true 2>/dev/null || [ -t 0 ]; }; }
}
installed() {
  [ "$(dpkg-query -W -f '${db:Status-Status}' "$1" 2>/dev/null)" = installed ]
}
refresh_package_lists() {
  [ -z "${refreshed-}" ] || return 0
  quietly as_root apt-get update || say "the package lists could not be refreshed; trying with the old ones"
  refreshed=yes
}
# Installs what is missing of $2…, because of $1. Never removes another package to make room.
packages() {
  why=$1
  shift
  missing=
  for package in "$@"; do installed "$package" || missing="$missing $package"; done
  [ -n "$missing" ] || return 0
  can_be_root || stop "missing for $why, and this user may not install it:$missing
       As root: apt-get install$missing"
  refresh_package_lists
  say "installing$missing ($why)"
  # shellcheck disable=SC2086 # one word per package
  quietly as_root env DEBIAN_FRONTEND=noninteractive apt-get install -y --no-install-recommends --no-remove $missing ||
    stop "installing$missing failed; the whole story is in target/setup.log."
}

# --- 1. Rust --------------------------------------------------------------------------------------------------------

rust_needed=$(sed -n 's/^rust-version = "\(.*\)"$/\1/p' Cargo.toml)

wasm_std_of() {
  echo "$("$1" --print sysroot)/lib/rustlib/wasm32-unknown-unknown/lib"
}

# Whether compiler $1 is new enough and builds for browsers the way a release is built (whole-program optimisation
# asks more of the standard library than a plain build). Trying takes two seconds, so a yes is remembered.
fits() {
  [ -n "$1" ] && [ -x "$1" ] || return 1
  version=$("$1" -vV 2>/dev/null) || return 1
  at_least "$(echo "$version" | sed -n 's/^release: //p')" "$rust_needed" || return 1
  std=$(wasm_std_of "$1")
  ls "$std"/libstd-*.rlib >/dev/null 2>&1 || return 1
  proof="$1 $version $(ls -ld "$std")"
  [ "$proof" = "$(cat target/toolchain.proof 2>/dev/null)" ] || {
    probe=$(mktemp -d)
    cat >"$probe/probe.rs" <<'RUST'
#[unsafe(no_mangle)]
pub extern "C" fn probe(n: u32) -> usize {
    (0..n).map(|it| it.to_string()).collect::<String>().len()
}
RUST
    "$1" --edition 2024 --crate-type cdylib --target wasm32-unknown-unknown -Copt-level=z -Clto=fat -Cpanic=abort \
      -o "$probe/probe.wasm" "$probe/probe.rs" >>"$log" 2>&1 || { rm -rf "$probe"; return 1; }
    rm -rf "$probe"
    echo "$proof" >target/toolchain.proof
  }
}

use_from_path() { rm -rf "$links"; }

use_debian() {
  mkdir -p "$links"
  for tool in rustc cargo rustdoc rustfmt cargo-fmt cargo-clippy clippy-driver; do
    ln -sf "/usr/bin/$tool" "$links/$tool"
  done
}

rustup_target() {
  has rustup || return 1
  at_least "$(rustc -vV 2>/dev/null | sed -n 's/^release: //p')" "$rust_needed" || return 1
  say "asking rustup for the wasm32 target, which the browser's half is compiled for"
  patience=
  if has timeout; then patience="timeout 120"; fi
  $patience rustup target add wasm32-unknown-unknown >>"$log" 2>&1 && fits "$(command -v rustc)"
}

# Debian's rustc-web is a recent, complete toolchain, with the source of its standard library but not its wasm32 build.
debian_rust() {
  has apt-get || return 1
  if ! installed rustc-web || ! at_least "$(/usr/bin/rustc -vV | sed -n 's/^release: //p')" "$rust_needed"; then
    can_be_root || return 1
    refresh_package_lists
    offered=$(apt-cache policy rustc-web 2>/dev/null | sed -n 's/^ *Candidate: //p')
    case $offered in
      [0-9]*) at_least "${offered%%[+-]*}" "$rust_needed" || return 1 ;;
      *) return 1 ;;
    esac
    say "Debian's own toolchain will do: rustc-web ${offered%%[+-]*}"
    if installed rustc-web; then
      quietly as_root env DEBIAN_FRONTEND=noninteractive apt-get install -y --no-remove rustc-web cargo-web || return 1
    fi
  fi
  packages "a toolchain that compiles for browsers" \
    rustc-web cargo-web rust-web-src rust-web-llvm rust-web-clippy rustfmt-web gcc libc6-dev ca-certificates
  # rustc links wasm with `rust-lld`, a link to the lld of one version, which is a package of its own.
  packages "linking for browsers" "$(basename "$(readlink /usr/bin/rust-lld)")"
  use_debian
  fits /usr/bin/rustc || build_wasm_std
}

build_wasm_std() {
  std=$(wasm_std_of /usr/bin/rustc)
  [ -w "$(dirname "$(dirname "$std")")" ] || can_be_root ||
    stop "the wasm32 standard library has to be written to $std, and this user may not. Run xtask/setup.sh once as root."
  say "building the wasm32 standard library of $(/usr/bin/rustc --version), once (about a minute)"
  build=$(mktemp -d)
  mkdir "$build/src"
  printf '[package]\nname = "only_std"\nversion = "0.0.0"\nedition = "2024"\n' >"$build/Cargo.toml"
  : >"$build/src/lib.rs"
  # Bitcode, because a release optimises the standard library together with the product.
  (
    cd "$build"
    unset RUSTUP_TOOLCHAIN RUSTC RUSTC_WRAPPER CARGO_BUILD_TARGET CARGO_ENCODED_RUSTFLAGS
    quietly env PATH="$links:$PATH" RUSTC_BOOTSTRAP=1 RUSTFLAGS=-Cembed-bitcode=yes cargo build --release \
      --target wasm32-unknown-unknown --target-dir "$build/target" -Zbuild-std=std,panic_abort,panic_unwind
  ) || stop "the wasm32 standard library did not build; the whole story is in target/setup.log."
  built=$build/target/wasm32-unknown-unknown/release/deps
  rm -f "$built"/libonly_std*
  as_root mkdir -p "$std"
  as_root find "$std" -name '*.rlib' -delete
  as_root cp "$built"/*.rlib "$std/"
  rm -rf "$build"
  # cargo does not notice a new standard library, and would stop with metadata errors.
  rm -rf target/front
  fits /usr/bin/rustc
}

# What the checks run besides the compiler; a minimal rustup profile leaves them out.
bring_lints() {
  if has rustup && [ ! -e "$links" ] && ! { cargo clippy --version && cargo fmt --version; } >>"$log" 2>&1; then
    say "asking rustup for clippy and rustfmt, which the checks run"
    quietly rustup component add clippy rustfmt || stop "clippy or rustfmt is missing, and rustup could not bring it."
  fi
}

bring_rust() {
  if [ -x "$links/rustc" ] && fits /usr/bin/rustc; then return 0; fi
  use_from_path
  if fits "$(command -v rustc)"; then return 0; fi
  if fits /usr/bin/rustc && [ -x /usr/bin/cargo ]; then use_debian; return 0; fi
  if rustup_target; then return 0; fi
  if debian_rust; then return 0; fi
  stop "no Rust $rust_needed or newer with the target wasm32-unknown-unknown. Where rustup works:
       rustup update stable && rustup target add wasm32-unknown-unknown"
}

# --- 2. PostgreSQL --------------------------------------------------------------------------------------------------

bring_postgres() {
  ls /usr/lib/postgresql/*/bin/initdb /usr/pgsql*/bin/initdb /usr/local/pgsql/bin/initdb >/dev/null 2>&1 && return 0
  has initdb && has postgres && return 0
  [ -z "${DATABASE_URL-}" ] || [ "$tests" = yes ] || return 0
  has apt-get || stop "PostgreSQL's server programs (initdb, postgres; 15 or newer) are missing. Install them, for example:
       dnf install postgresql-server   ·   brew install postgresql@17 and put its bin on PATH"
  packages "a PostgreSQL of its own, where Baton keeps its data" postgresql
}

# --- 3. Node packages -----------------------------------------------------------------------------------------------

bring_node_packages() {
  { has node && has npm; } || stop "Node 20 or newer with npm is missing: it brings wasm-opt and Lightning CSS. See nodejs.org."
  at_least "$(node -p process.versions.node)" 20 || stop "Node 20 or newer is needed, and this is $(node --version)."
  for folder in "$@"; do
    lock=$(cksum <"$folder/package-lock.json")
    [ "$lock" = "$(cat "$folder/node_modules/.lock" 2>/dev/null)" ] && continue
    say "fetching the Node packages of $folder/package-lock.json"
    (cd "$folder" && quietly npm ci --loglevel=error) || stop "npm ci in $folder failed; the whole story is in target/setup.log."
    echo "$lock" >"$folder/node_modules/.lock"
  done
}

# --- 4. Chromium ----------------------------------------------------------------------------------------------------

bring_chromium() {
  # The same places as in end2end/support/chromium.ts.
  for program in "${CHROMIUM-}" chromium chromium-browser google-chrome google-chrome-stable \
    "/Applications/Google Chrome.app/Contents/MacOS/Google Chrome"; do
    if [ -n "$program" ] && has "$program"; then return 0; fi
  done
  has apt-get || stop "Chromium is missing, which the browser tests need. Install it, or set CHROMIUM to the program."
  packages "the browser tests" chromium
}

# --- 5. nginx -------------------------------------------------------------------------------------------------------

# Its package starts a service on port 80, now and at every boot. The tests start one of their own; so a policy forbids
# starting anything while the package is installed, unless there is a policy already, and the service is switched off.
bring_nginx() {
  if has nginx || [ -x /usr/sbin/nginx ]; then return 0; fi
  has apt-get || stop "nginx is missing, which the tests put before Baton. Install it so that it is found on PATH."
  policy=/usr/sbin/policy-rc.d
  ours=
  if can_be_root && [ ! -e "$policy" ]; then
    ours=yes
    trap 'as_root rm -f "$policy"' EXIT
    trap 'exit 130' INT TERM
    printf '#!/bin/sh\nexit 101\n' | as_root tee "$policy" >/dev/null
    as_root chmod 755 "$policy"
  fi
  packages "the tests of Baton behind a proxy" nginx
  quietly as_root update-rc.d nginx disable || say "nginx may start by itself at the next boot"
  if [ -n "$ours" ]; then
    as_root rm -f "$policy"
    trap - EXIT INT TERM
  fi
}

# Rust and its crates with C in them need a linker and a compiler, whoever brings rustc.
if ! has cc && has apt-get; then packages "linking Rust programs" gcc libc6-dev; fi
has cc || stop "a C compiler (cc) is missing: rustc links with it."
bring_rust
bring_lints
bring_postgres
if [ "$tests" = yes ]; then
  bring_node_packages xtask end2end
  bring_chromium
  bring_nginx
else
  bring_node_packages xtask
fi
