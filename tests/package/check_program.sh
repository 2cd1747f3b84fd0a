#!/usr/bin/env bash
# check_program.sh FOLDER SOURCES: the packed program runs where nothing else of ours is, and knows nothing of where it was made.
. "$(dirname "$0")/support.sh"
folder=$(cd "$1" && pwd)
sources=$2
unpack_debian "$folder"
unpack_portable "$folder"
commit=$(git -c safe.directory='*' -C "$sources" rev-parse HEAD 2>/dev/null || sed -n 1p "$sources/cli/package/commit.txt")
cd "$work"

for root in "$work/debian/usr" "$work/portable"; do
  # Nothing of the surroundings: no folder of rules, no language, no library.
  bare() { env -i PATH=/usr/bin:/bin "$root/bin/plumb" "$@"; }
  bare --version >version
  expect "version" "^plumb [0-9]+\.[0-9]+\.[0-9]+ \($commit\+?\)$" version

  begin=$(date +%s%N)
  bare demo >demo.out 2>demo.messages || fail "demo ended with $?: $(cat demo.messages)"
  milliseconds=$((($(date +%s%N) - begin) / 1000000))
  printf '%s: demo in %s ms\n' "${root#"$work"/}" "$milliseconds"
  [ "$milliseconds" -lt 5000 ] || fail "demo took $milliseconds ms"
  expect "demo shows grades" '优秀.*50' demo.out
  expect "demo explains a unit" "$(cat "$root/share/plumbline/demo/unit.txt")" demo.out
  sed "s|$root|ROOT|g" demo.out >"demo.${root##*/}"
  bare demo --lang en >demo.english
  expect "demo in English" '^== 2\. evaluate ==$' demo.english
  bare check "$root/share/plumbline/rules/2021.plumb" >/dev/null || [ $? -le 1 ] || fail "rules do not check"
  bare test "$root/share/plumbline/stdlib/统计用例.plumb" >/dev/null || fail "cases of the library"

  # No path of the machine that it was made on.
  strings -a "$root/bin/plumb" >strings
  for place in "$sources" "$folder" "$HOME/" /tmp/ /home/; do
    [ "$place" = / ] || [ "$place" = // ] || ! grep -qF -- "$place" strings || fail "$root/bin/plumb names $place: $(grep -F -- "$place" strings | head -n 3)"
  done
done
cmp demo.usr demo.portable || fail "the two programs do not show the same"

# The portable program asks for glibc alone.
ldd "$work/portable/bin/plumb" >needed
! grep -vE 'linux-vdso|ld-linux|lib(c|m|pthread|dl|rt)\.so' needed || fail "the portable program needs more than glibc"

# Owned by root, one time: that of the commit.
dpkg-deb -c "$folder"/plumbline_*.deb >listing
! awk '{print $2}' listing | grep -vx root/root || fail "not all is owned by root"
[ "$(awk '{print $4, $5}' listing | sort -u | wc -l)" -eq 1 ] || fail "several times"
[ "$(tar --full-time -tvJf "$folder"/*.tar.xz | awk '{print $4, $5}' | sort -u | wc -l)" -eq 1 ] || fail "several times"
dpkg-deb -f "$folder"/plumbline_*.deb Depends >depends
expect "what it depends on" 'libc6 \(>= .*libsqlite3-0' depends
