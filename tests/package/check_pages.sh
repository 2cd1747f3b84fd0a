#!/usr/bin/env bash
# check_pages.sh FOLDER SOURCES: man and the shells take what is packed.
. "$(dirname "$0")/support.sh"
folder=$(cd "$1" && pwd)
unpack_debian "$folder"
shared=$work/debian/usr/share
plumb=$work/debian/usr/bin/plumb
PATH=$work/debian/usr/bin:$PATH
cd "$work"
touch mine.plumb other.csv && mkdir folder

for page in man/man1 man/zh_CN/man1; do
  MANWIDTH=80 man --warnings -l "$shared/$page/plumb.1" >page 2>warnings
  [ ! -s warnings ] || fail "man warns: $(head -n 5 warnings)"
  "$plumb" --help --lang en | sed -n '/^Commands$/,/^$/s/^  \([a-z]*\) .*/\1/p' >commands
  [ "$(wc -l <commands)" -ge 16 ] || fail "too few commands in the help"
  while read -r command; do expect "$page" "^ +plumb $command" page; done <commands
  # Examples stay on one line; all else is filled.
  [ "$(wc -L <page)" -le 130 ] || fail "lines of $page are too long"
done
expect "the Chinese page" '评价规则' page

# complete_in SHELL LINE: what is offered, one a line.
complete_in() {
  case $1 in
    bash)
      bash --norc -c '
        source "$1/bash-completion/completions/plumb"
        compopt() { :; }
        read -ra COMP_WORDS <<<"$2"
        [[ $2 != *" " ]] || COMP_WORDS+=("")
        COMP_CWORD=$((${#COMP_WORDS[@]} - 1))
        _plumb
        printf "%s\n" "${COMPREPLY[@]}"' bash "$shared" "$2"
      ;;
    fish) fish --no-config -c "source $shared/fish/vendor_completions.d/plumb.fish; complete -C '$2'" | cut -f 1 ;;
    zsh) zsh -f "$(dirname "$script")/complete_in_zsh" "$shared/zsh/vendor-completions" "$2" ;;
  esac
}
script=$(readlink -f "$OLDPWD/${BASH_SOURCE[0]}" 2>/dev/null || readlink -f "${BASH_SOURCE[0]}")

for shell in bash fish zsh; do
  command -v "$shell" >/dev/null || { printf '%s is not installed\n' "$shell"; continue; }
  while IFS='|' read -r line wanted unwanted; do
    complete_in "$shell" "$line" >offered
    expect "$shell: $line" "^$wanted" offered
    [ -z "$unwanted" ] || ! grep -qE -- "^$unwanted" offered || fail "$shell: $line: offers $unwanted"
  done <<'LINES'
plumb eva|evaluate|explain
plumb |snapshot|
plumb evaluate --form|--format|--db
plumb evaluate mine.plumb --format |csv|text
plumb explain mine.plumb --format |md|csv
plumb check |mine.plumb|other.csv
plumb check --authority |folder|other.csv
plumb fmt --spelling |zh|--
plumb load |other.csv|
plumb --lang |en|check
LINES
done
