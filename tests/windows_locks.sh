# Publishing on Windows while other programs hold the output folder or files in it. Read by tests/windows.sh, which gives
# `linux`, `windows`, `$root`, `$work`, `$all` and a Windows. What Wine does not show: a folder with an open file in it that
# cannot be renamed (a console stands in it instead), the errors 33 and 1224, scanners and clouds.
hold=$work/hold.exe
x86_64-w64-mingw32-gcc -municode -O1 -o "$hold" "$root/tests/hold.c"

site="$work/ล็อก ไฟล์" # a site, and what it becomes by one change
old=$work/old new=$work/new told=$work/locks.txt
cp -r "$root/tests/sites/thai-only" "$site"
printf -- '---\ntitle: เสริม\n---\nข้อความ\n' >"$site/content/pages/extra.md"
linux --site "$site" build --out "$old" >/dev/null 2>&1
change() { rm "$site/content/pages/extra.md"; printf -- '---\ntitle: ลึก\n---\nข้อความ\n' >"$site/content/pages/deep.md"; }
change_back() { rm "$site/content/pages/deep.md"; printf -- '---\ntitle: เสริม\n---\nข้อความ\n' >"$site/content/pages/extra.md"; }
change && linux --site "$site" build --out "$new" >/dev/null 2>&1 && change_back
# As Windows knows it: `Z:` is the root of this system.
on_windows() { printf 'Z:%s' "${1//\//\\}"; }

fail() { echo "locks: $*" >&2; sed 's/^/  | /' "$told" >&2; exit 1; }
is() { diff -r --exclude=.prongsai "$1" "$site/public" >>"$told" || fail "$2: public is not the ${1##*/} site"; }
clean() { [ "$(ls -A "$site/.prongsai" | grep -cvE '^(.gitignore|public.lock|public.stamp|inspected.txt)$')" = 0 ] || fail "$1: leftovers: $(ls -A "$site/.prongsai")"; }
build() { windows --site "$(on_windows "$site")" --lang en build >"$told" 2>&1; }
begin() { # an old site that Windows wrote, and a change that is not built yet
  [ -e "$site/content/pages/extra.md" ] || change_back
  chmod -R u+w "$site/public" 2>/dev/null || true
  rm -rf "$site/public" "$site/.prongsai" && build || fail "the first build"
  is "$old" "the first build" && change
}
holding() { # holding HOW SECONDS PATH: in the background, once it is held
  rm -f "$work/held.txt"
  wine "$hold" "$1" "$2" "$(on_windows "$site/$3")" >"$work/held.txt" 2>/dev/null & holders+=($!)
  for _ in $(seq 100); do grep -q held "$work/held.txt" 2>/dev/null && break; sleep 0.1; done
  grep -qx 'held.*' "$work/held.txt" || fail "$1 $3 could not be held"
}
release() { kill "${holders[@]}" 2>/dev/null; wait "${holders[@]}" 2>/dev/null || true; holders=(); }
ends() { build || fail "$1: the build after it"; is "$new" "$1: the build after it"; clean "$1"; }

# Windows does not rename a folder in which a file is open. Wine does, so a console stands in it, too.
locks=0 holders=()
for how in read alone part map; do
  # One that changes; with --all one that goes, the one that is read first, others that change, and some that stay.
  for path in sitemap.xml ${all:+extra/index.html prongsai-manifest.txt search/index.html search/index.txt index.html about/index.html assets/style.css robots.txt}; do
    [ "$how $path" != "map extra/index.html" ] || continue # Wine removes it, when its program ends
    begin && holding stand 60 public && holding $how 4 "public/$path"
    build || fail "$how $path for a moment: $?"
    is "$new" "$how $path for a moment" && release && ends "$how $path"
    locks=$((locks + 1))
  done
done
begin && holding stand 60 public && holding read 60 public/sitemap.xml # for good
code=0; build || code=$?
[ $code = 4 ] || fail "for good: exit $code"
grep -q 'waiting for Z:.*public.sitemap.xml: another program has it open' "$told" || fail "the file is not named"
grep -q 'the old site is as it was' "$told" || fail "nobody says what is there"
grep -F '\\?' "$told" && fail 'a path is shown with \\?\'
is "$old" "for good"
release && ends "for good"
begin && holding stand 60 public # a console
number=$(stat -c %i "$site/public")
build || fail "a console"
is "$new" "a console"
[ "$(stat -c %i "$site/public")" = "$number" ] || fail "a console: it is another folder"
ends "a console, again" && release
begin && holding stand 60 public && holding read 60 public/about/index.html # what does not change may stay open
build || fail "what does not change"
is "$new" "what does not change" && release && ends "what does not change"
begin && holding stand 60 public && wine attrib +r "$(on_windows "$site/public/sitemap.xml")" && wine attrib +r "$(on_windows "$site/public/extra/index.html")"
build || fail "read-only files"
is "$new" "read-only files" && release && ends "read-only files"
begin && mkdir -p "$site/.prongsai/public.stage" && echo x >"$site/.prongsai/public.stage/x" && holding alone 60 .prongsai/public.stage/x
build || fail "a leftover that is held"
is "$new" "a leftover that is held" && release && ends "a leftover that is held"
begin && holding read 8 content/pages/deep.md # what a command changes is waited for, too
windows --site "$(on_windows "$site")" --lang en rename pages/deep.md pages/deeper.md >"$told" 2>&1 || fail "a page that is held"
grep -q 'waiting for .*deep.md' "$told" || fail "a page that is held: it is not named"
[ -e "$site/content/pages/deeper.md" ] && mv "$site/content/pages/deeper.md" "$site/content/pages/deep.md" || fail "a page that is held: no new name"
release && : # the next case begins anew
begin && printf 'targets:\n  panel: {kind: zip, folder: ../เว็บ.zip}\n' >"$site/content/upload.yaml"
upload() { windows --site "$(on_windows "$site")" --lang en upload panel --yes >"$told" 2>&1; }
upload || fail "a zip"
grep -F '\..\' "$told" && fail 'a zip: its path is shown with \..\'
holding read 8 ../เว็บ.zip # an old zip that somebody looks into
upload || fail "a zip that is held"
grep -q 'waiting for .*เว็บ.zip' "$told" || fail "a zip that is held: it is not named"
release && rm "$site/content/upload.yaml" "$work/เว็บ.zip"
locks=$((locks + 7))

# At some moment, and when the journal says that files are being replaced.
kills=0 between=0
for after in $(if [ -n "${all:-}" ]; then seq 0.2 0.2 3; else echo 0.8 1.6; fi) ${all:+0 0 0 0 0 0 0 0 0 0 0 0 0 0 0 0 0 0 0 0} 0 0 0; do
  begin && holding stand 60 public
  windows --site "$(on_windows "$site")" build >"$told" 2>&1 & running=$!
  if [ "$after" = 0 ]; then
    until [ -e "$site/.prongsai/public.journal" ] || ! kill -0 $running 2>/dev/null; do :; done
  else
    sleep "$after"
  fi
  kill -9 $(pgrep -P $running) 2>/dev/null || true
  wait $running 2>/dev/null || kills=$((kills + 1))
  sleep 0.5 # until Wine knows that it has ended, and takes its lock away
  [ ! -e "$site/.prongsai/public.journal" ] || between=$((between + 1))
  (cd "$site/public" && find . -type f | while read -r file; do
    cmp -s "$file" "$old/$file" || cmp -s "$file" "$new/$file" || { echo "torn after $after s: $file"; exit 1; }
  done) || fail "a kill after $after s"
  release && ends "a kill after $after s"
done
echo "Windows: $locks locks and $kills kills ($between between old and new): no file is torn, and the next build ends it"

# Paths as Windows has them: relative to a drive, in capital letters, in the home folder.
cd "$site" && mv content/pages/deep.md content/pages/deep.MD && cp content/pages/about.md "$WINEPREFIX/drive_c/users/$(id -un)/about.MD"
windows --site 'Z:' --lang en build >"$told" 2>&1 || fail "Z: and deep.MD"
is "$new" "Z: and deep.MD"
windows --lang en convert '~\about.M?' 'content\*\d*.md' 'Z:content\pages' >"$told" 2>&1 || fail "convert"
[ "$(grep -c 'already UTF-8' "$told")" = 3 ] || fail "convert: three files are meant"
grep -F '\\?' "$told" && fail 'convert: a path is shown with \\?\'
windows --lang en convert 'content\*\none*.md' >"$told" 2>&1 && fail "convert: no file is meant"
grep -q 'there is no such file' "$told" || fail "convert: nobody says that no file is meant"
cd "$root"
echo "Windows: drives, capital endings, ~ and wildcards are understood"
