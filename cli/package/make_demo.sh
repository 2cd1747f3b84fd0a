#!/usr/bin/env bash
# make_demo.sh GENERATOR PLUMB SOURCES: the year of data that `plumb demo` shows, in this folder: national.snap, and in
# unit.txt a unit whose explanation shows the most.
set -euo pipefail
generator=$1 plumb=$2 sources=$3
export PLUMB_LIBRARY=$sources/rules:$sources/stdlib LC_ALL=C.UTF-8
rules=$sources/rules/2021.plumb
work=work
rm -rf "$work" && mkdir "$work"
cd "$work"
"$generator" --out data >summary
"$plumb" init --rules "$rules" --db national.db
"$plumb" load data --rules "$rules" --db national.db
# The name of the database goes into the snapshot: it must not hold a folder of this machine.
"$plumb" snapshot "$rules" --db national.db --out ../national.snap
# One of those that are tied on the first line.
sed -n 's/^tie on line.* units \([^ ]*\).*/\1/p' summary | sed -n 1p >../unit.txt
cd .. && rm -rf "$work"
[ -s unit.txt ]
