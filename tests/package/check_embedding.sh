#!/usr/bin/env bash
# check_embedding.sh FOLDER SOURCES: programs outside the sources use what is packed, in C++ and through the C header.
. "$(dirname "$0")/support.sh"
folder=$(cd "$1" && pwd)
sources=$2
unpack_debian "$folder"
prefix=$work/debian/usr
# A copy, so that nothing of the sources is beside it.
cp -r "$sources/examples/embed" "$work/embed"
cmake -S "$work/embed" -B "$work/build" -DCMAKE_PREFIX_PATH="$prefix" -DCMAKE_CXX_FLAGS='-Wall -Wextra -Wpedantic -Werror' >"$work/log"
cmake --build "$work/build" >>"$work/log" 2>&1 || fail "embed does not build: $(tail -n 20 "$work/log")"
cat >"$work/wanted" <<'END'
甲 优秀 90分
乙 合格 89.875分
丙 较差 0分
END
"$work/build/embed" >"$work/told" || fail "embed ended with $?"
head -n 3 "$work/told" | cmp - "$work/wanted" || fail "embed grades otherwise: $(cat "$work/told")"
expect "explains" '乙.*合格' "$work/told"
expect "after the edit" '^乙 优秀 89\.875分$' "$work/told"

library=$(echo "$prefix"/lib/*/libplumbline.so.0)
python3 -B "$work/embed/embed.py" "$library" >"$work/python" || fail "embed.py with $library"
sed '/^refused/d' "$work/python" | cmp - "$work/told" || fail "Python grades otherwise: $(cat "$work/python")"
expect "a mistake is told" '^refused: R[0-9]{4}$' "$work/python"
# The header and nothing else.
! nm -D --defined-only "$library" | awk '{ print $NF }' | grep -v '^plumbline_' || fail "$library shows more than plumbline.h"

# The header is C as well, and of an older kind.
printf '#include <plumbline/plumbline.h>\nint main(void) { return plumbline_version() == 0; }\n' >"$work/small.c"
cc -std=c99 -Wall -Wextra -Wpedantic -Werror -I "$prefix/include" "$work/small.c" "$library" -o "$work/small" ||
  fail "plumbline.h is not C"
LD_LIBRARY_PATH=${library%/*} "$work/small" || fail "the program in C"
