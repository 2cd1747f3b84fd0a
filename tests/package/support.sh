# Read by each check: fail, and the packages of a folder as a system would have them.
set -euo pipefail
export LC_ALL=C.UTF-8

fail() {
  printf 'failed: %s\n' "$*" >&2
  exit 1
}

# expect WHAT PATTERN FILE: a line of the file has the pattern.
expect() { grep -qE -- "$2" "$3" || fail "$1: nothing like '$2' in: $(head -c 2000 "$3")"; }

work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT

# unpack_debian FOLDER: into $work/debian, as dpkg would lay it out.
unpack_debian() {
  local package
  for package in "$1"/*.deb; do dpkg-deb -x "$package" "$work/debian"; done
}

# unpack_portable FOLDER: into $work/portable, without the folder that the archive has at its top.
unpack_portable() {
  mkdir -p "$work/portable"
  tar -xJf "$1"/*.tar.xz -C "$work/portable" --strip-components=1
}
