#!/usr/bin/env bash
# check_identity.sh FOLDER SOURCES: the same commit gives the same bytes in another folder, in another time zone, language and
# umask, by a compiler whose cache is empty.
. "$(dirname "$0")/support.sh"
folder=$(cd "$1" && pwd)
sources=$2
git=(git -c safe.directory='*' -C "$sources")
[ -z "$("${git[@]}" status --porcelain --untracked-files=no)" ] ||
  fail "the sources differ from their commit: what is packed goes by no name that could be made again"
elsewhere=$work/another/place/with/a/longer/name
mkdir -p "$elsewhere"
"${git[@]}" archive HEAD | tar -x -C "$elsewhere"
(
  umask 077
  export TZ=Asia/Shanghai LC_ALL=C CCACHE_DIR=$work/cache
  unset CCACHE_BASEDIR CCACHE_NOHASHDIR
  bash "$elsewhere/cli/package/make_packages.sh" "$elsewhere" "$work/packed"
) >"$work/log" 2>&1 || fail "the second build: $(tail -n 30 "$work/log")"
for file in "$folder"/*.deb "$folder"/*.tar.xz; do
  cmp "$file" "$work/packed/${file##*/}" && printf 'identical: %s\n' "${file##*/}" && continue
  ! command -v diffoscope >/dev/null || diffoscope --max-report-size 20000 "$file" "$work/packed/${file##*/}" || true
  fail "${file##*/} differs between two builds"
done
