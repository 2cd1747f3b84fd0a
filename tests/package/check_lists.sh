#!/usr/bin/env bash
# check_lists.sh FOLDER SOURCES: the lists of what is inside are well formed and true of the files beside them.
. "$(dirname "$0")/support.sh"
here=$(cd "$(dirname "$0")" && pwd)
folder=$(cd "$1" && pwd)
unpack_debian "$folder"
unpack_portable "$folder"
python3 "$here/check_lists.py" "$work/debian/usr" "$work/portable"
# A changed byte must be noticed, or the digests say nothing.
printf x >>"$work/portable/share/plumbline/rules/2021.plumb"
! python3 "$here/check_lists.py" "$work/portable" 2>/dev/null || fail "a changed file goes unnoticed"
