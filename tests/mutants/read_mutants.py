"""Reads mutants.txt: what is changed where, and by which law a test must notice."""
from dataclasses import dataclass, field


@dataclass
class Place:
    file: str
    before: str = ""   # what stands in front of the expression, on its line
    found: str = ""    # the expression
    after: str = ""    # what stands behind it
    instead: str = ""

    @property
    def text(self):
        return self.before + self.found + self.after


@dataclass
class Mutant:
    name: str
    law: str = ""
    places: list = field(default_factory=list)


def cut_marked(text):
    """«…» marks the expression in what has to be found; without it all of it is the expression."""
    if "«" not in text:
        return "", text, ""
    before, rest = text.split("«", 1)
    found, after = rest.split("»", 1)
    return before, found, after


def read_mutants(path):
    mutants = []
    for line in open(path, encoding="utf-8").read().splitlines():
        word, _, rest = line.partition(" ")
        if not line or word == "#":
            continue
        if word == "mutant":
            mutants.append(Mutant(rest))
        elif word == "law":
            mutants[-1].law = rest
        elif word == "in":
            mutants[-1].places.append(Place(rest))
        elif word == "-":
            place = mutants[-1].places[-1]
            place.before, place.found, place.after = cut_marked(rest)
        elif word == "+":
            mutants[-1].places[-1].instead = rest
        else:
            raise SystemExit(f"{path}: a line begins with {word!r}")
    return mutants


def find_faults(mutants, read):
    """What keeps the list from being applied, one line each; `read(file)` gives a file's text."""
    faults, taken = [], {}
    if len({one.name for one in mutants}) != len(mutants):
        faults.append("two mutants have one name")
    for mutant in mutants:
        if not mutant.law or not mutant.places:
            faults.append(f"{mutant.name}: no law or no place")
        for place in mutant.places:
            text = read(place.file)
            if not place.found or not place.instead or place.found == place.instead:
                faults.append(f"{mutant.name}: nothing is changed in {place.file}")
            elif text.count(place.text) != 1:
                faults.append(f"{mutant.name}: found {text.count(place.text)} times in {place.file}: {place.text}")
            else:
                begin = text.index(place.text) + len(place.before)
                taken.setdefault(place.file, set()).add((begin, begin + len(place.found)))
    for file, spans in taken.items():
        ordered = sorted(spans)
        for one, other in zip(ordered, ordered[1:]):
            if other[0] < one[1]:
                faults.append(f"{file}: two mutants change parts of each other")
    return faults
