#!/usr/bin/env bash
# The program on Windows, which Wine plays: cross-compiled, led through an agency's first hour in Thai, in a folder with
# Thai letters and spaces; all that it tells and writes is held against Linux, byte for byte. Run by tests/run.
#
#   tests/windows.sh          the first hour, and publishing while other programs hold files (windows_locks.sh)
#   tests/windows.sh --all    unit tests and the suite too; tests/windows.txt names what cannot pass, and why
set -euo pipefail
cd "$(dirname "$0")/.."
root=$PWD target=x86_64-pc-windows-gnu
all=$([ "${1:-}" = "--all" ] && echo yes || true)

if ! rustup target list --installed 2>/dev/null | grep -x $target >/dev/null && ! rustup target add $target; then
  echo "!! Windows was NOT tried: the Rust target $target is missing and cannot be fetched. Nothing is known of it." >&2
  [ -z "$all" ]
  exit
fi
if ! command -v x86_64-w64-mingw32-gcc >/dev/null || ! command -v wine >/dev/null; then
  [ "$(id -u)" = 0 ] || { echo "missing: install the Debian packages gcc-mingw-w64-x86-64 and wine64" >&2; exit 1; }
  apt-get update -qq
  DEBIAN_FRONTEND=noninteractive apt-get install -y -qq --no-install-recommends gcc-mingw-w64-x86-64 wine wine64 >/dev/null
fi

# A Windows of the tests' own. Wine 8 has no ProcessPrng, where Rust gets its random bytes.
cache="${XDG_CACHE_HOME:-$HOME/.cache}/prongsai-tests/windows-1"
export WINEPREFIX=$cache/prefix WINEDEBUG=-all LC_ALL=C.UTF-8
export WINEDLLOVERRIDES="mscoree,mshtml,winemenubuilder.exe=;bcryptprimitives=n,b"
if [ ! -f "$cache/ready" ]; then
  mkdir -p "$cache"
  wine wineboot --init >"$cache/boot.log" 2>&1
  x86_64-w64-mingw32-gcc -shared -o "$WINEPREFIX/drive_c/windows/system32/bcryptprimitives.dll" -x c - -ladvapi32 <<'C'
#include <windows.h>
BOOLEAN NTAPI SystemFunction036(PVOID, ULONG); /* RtlGenRandom */
__declspec(dllexport) BOOL WINAPI ProcessPrng(PBYTE to, SIZE_T length) { return SystemFunction036(to, (ULONG)length); }
C
  touch "$cache/ready"
fi
# One server for all commands: else each begins a Windows anew, and now and then meets the end of the one before.
wineserver -p || true # one that somebody began already

cargo build --locked --quiet
# Beside the cache: the linker of Windows takes no path with a space, and a checkout may have one.
cross=(--locked --target "$target" --target-dir "$cache/target")
cargo build --quiet "${cross[@]}"
cargo check --quiet --tests "${cross[@]}" # whether they compile there; with --all they run
export PRONGSAI_LANG=th SOURCE_DATE_EPOCH=1767600000
linux() { "$root/target/debug/prongsai" "$@"; }
windows() { wine "$cache/target/$target/debug/prongsai.exe" "$@"; }

first_hour() { # first_hour PROGRAM: from an empty folder to a portal on its host
  "$1" new site --name เทศบาลตำบลตัวอย่าง --base-url https://muni.example/ --years 2569
  "$1" add ๒๕๖๙ O5 "../แผน งาน ๒๕๖๙.pdf" --requirement all
  "$1" check
  "$1" build
  printf '  copy: {kind: folder, folder: ../โฮสต์ จริง}\n  panel: {kind: zip, folder: ../เว็บ.zip}\n' >>content/upload.yaml
  "$1" upload copy --yes
  "$1" upload panel --yes
  "$1" status
  "$1" undo
}

sites=("$root" "$root/tests/sites/evidence")
[ -z "$all" ] || sites+=("$root/tests/sites/showcase") # it has many pictures
work=$(mktemp -d)
trap '[ $? = 0 ] || tail -n 40 "$work"/*/told.txt; wineserver -k; rm -rf "$work"' EXIT
for system in linux windows; do
  mkdir -p "$work/$system/เว็บ ของเรา" "$work/$system/โฮสต์ จริง"
  cd "$work/$system/เว็บ ของเรา"
  cp "$root/tests/sites/showcase/content/2568/files/o06/plan.pdf" "../แผน งาน ๒๕๖๙.pdf"
  first_hour $system >../told.txt 2>&1
  # Paths are told in the way of the system; how long a build takes is no promise.
  sed -i -e 's#\\#/#g' -e 's#[0-9.]* วินาที#… วินาที#' ../told.txt
  for site in "${sites[@]}"; do
    cp -r "$site/content" "$work/$system/content" # its own, for what is remembered beside it
    $system --site "$work/$system" build --out "$work/$system/${site##*/}" >/dev/null 2>&1
    rm -r "$work/$system/content" "$work/$system/.prongsai"
  done
done
cd "$root"
grep -q 'ครบ 1 จาก 26 ข้อ' "$work/windows/told.txt" # what was added counts
diff -r --exclude=.prongsai "$work/linux" "$work/windows"
echo "Windows: the first hour ends well; $(find "$work/windows" -type f | grep -vc '/.prongsai/') files are those of Linux, byte for byte"

. tests/windows_locks.sh

[ -n "$all" ] || exit 0
# A test that the list names is not run: it cannot pass there.
skipped=$(sed -n 's#^\([a-z_]*::[^\t]*\)\t.*#--skip \1#p' tests/windows.txt)
# shellcheck disable=SC2086
env -u PRONGSAI_LANG -u SOURCE_DATE_EPOCH CARGO_TARGET_X86_64_PC_WINDOWS_GNU_RUNNER=wine cargo test --lib --test suite "${cross[@]}" -- $skipped
