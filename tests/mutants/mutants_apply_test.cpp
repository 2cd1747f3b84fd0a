// Every mutant of mutants.txt still finds its place in the sources, once, and has a law. run_mutants tells which test
// notices it.
#include <map>
#include <set>
#include <sstream>
#include <string>
#include <vector>

#include <gtest/gtest.h>

#include "support/golden_files.h"

namespace plumb::mutants {
namespace {

struct Place {
  std::string file, before, found, after, instead;
};
struct Mutant {
  std::string name, law;
  std::vector<Place> places;
};

std::string read_file(const std::string& path) { return support::read_file(support::root() / path); }

// «…» marks the expression in what has to be found; without it all of it is the expression.
void read_found(const std::string& text, Place& place) {
  const std::string opening = "«", closing = "»";
  const size_t begin = text.find(opening), end = text.find(closing);
  if (begin == std::string::npos || end == std::string::npos) {
    place.found = text;
    return;
  }
  place.before = text.substr(0, begin);
  place.found = text.substr(begin + opening.size(), end - begin - opening.size());
  place.after = text.substr(end + closing.size());
}

// A line that is no part of a mutant is told as one without a law.
std::vector<Mutant> read_mutants() {
  std::vector<Mutant> mutants;
  std::istringstream lines(read_file("tests/mutants/mutants.txt"));
  for (std::string line; std::getline(lines, line);) {
    const size_t blank = line.find(' ');
    const std::string word = line.substr(0, blank), rest = blank == std::string::npos ? "" : line.substr(blank + 1);
    if (line.empty() || word == "#") continue;
    if (word == "mutant" || mutants.empty())
      mutants.push_back({rest, "", {}});
    else if (word == "law")
      mutants.back().law = rest;
    else if (word == "in")
      mutants.back().places.push_back({rest, "", "", "", ""});
    else if (word == "-" && !mutants.back().places.empty())
      read_found(rest, mutants.back().places.back());
    else if (word == "+" && !mutants.back().places.empty())
      mutants.back().places.back().instead = rest;
    else
      mutants.push_back({"a line that says nothing: " + line, "", {}});
  }
  return mutants;
}

size_t count_of(const std::string& text, const std::string& wanted) {
  size_t count = 0;
  for (size_t at = text.find(wanted); at != std::string::npos; at = text.find(wanted, at + 1)) ++count;
  return count;
}

TEST(Mutants, EachChangesOneExpressionOfEachOfItsPlaces) {
  const std::vector<Mutant> mutants = read_mutants();
  EXPECT_GE(mutants.size(), 60u);
  std::map<std::string, std::string> texts;
  for (const Mutant& mutant : mutants) {
    EXPECT_NE(mutant.law.find(": "), std::string::npos) << mutant.name << ": which law, and its sentence";
    EXPECT_FALSE(mutant.places.empty()) << mutant.name;
    for (const Place& place : mutant.places) {
      const auto [text, is_new] = texts.emplace(place.file, "");
      if (is_new) text->second = read_file(place.file);
      EXPECT_FALSE(place.found.empty() || place.instead.empty() || place.found == place.instead) << mutant.name;
      EXPECT_EQ(count_of(text->second, place.before + place.found + place.after), 1u)
          << mutant.name << ", in " << place.file << ": " << place.before << place.found << place.after;
    }
  }
}

TEST(Mutants, NoneChangesAPartOfWhatAnotherChanges) {
  std::map<std::string, std::set<std::pair<size_t, size_t>>> changed;  // by file: first byte and the one behind the last
  std::set<std::string> names;
  for (const Mutant& mutant : read_mutants()) {
    EXPECT_TRUE(names.insert(mutant.name).second) << mutant.name;
    for (const Place& place : mutant.places) {
      const size_t at = read_file(place.file).find(place.before + place.found + place.after) + place.before.size();
      changed[place.file].insert({at, at + place.found.size()});
    }
  }
  for (const auto& [file, spans] : changed) {
    size_t end = 0;
    for (const auto& span : spans) {
      EXPECT_GE(span.first, end) << file << ", byte " << span.first;
      end = span.second;
    }
  }
}

}  // namespace
}  // namespace plumb::mutants
