#!/usr/bin/env bash
# make_packages.sh SOURCES FOLDER: the Debian packages and the portable archive, in FOLDER. Each kind has a build folder
# of its own there; they differ in what is linked, so that the compiler's cache serves both.
set -euo pipefail
sources=$1 folder=$2
export LC_ALL=C.UTF-8 TZ=UTC
# Where the sources and the build stand never reaches an object: the cache may take it from another folder.
export CCACHE_BASEDIR=$sources CCACHE_NOHASHDIR=true CCACHE_IGNOREOPTIONS='-ffile-prefix-map=*'
for kind in deb portable; do
  build=$folder/$kind
  is_portable=OFF
  [ "$kind" = deb ] || is_portable=ON
  cmake -S "$sources" -B "$build" -G Ninja -DCMAKE_BUILD_TYPE=RelWithDebInfo \
    -DCMAKE_INSTALL_PREFIX=/usr -DPLUMB_PACKAGE=ON -DPLUMB_PORTABLE=$is_portable
  cmake --build "$build"
  SOURCE_DATE_EPOCH=$(cat "$build/cli/package/source_date_epoch")
  export SOURCE_DATE_EPOCH
  (cd "$build" && cpack --config CPackConfig.cmake)
done
rm -f "$folder"/*.deb "$folder"/*.tar.xz
cp "$folder"/deb/*.deb "$folder"/portable/*.tar.xz "$folder"
