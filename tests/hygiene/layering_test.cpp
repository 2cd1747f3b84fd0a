// The direction of knowledge between the rooms: every #include line of engine/ and cli/ against one
// table. Link rules cannot see a stray include, as all rooms share the include root.
#include <algorithm>
#include <set>

#include <gtest/gtest.h>

#include "hygiene/read_tree.h"

namespace plumb::hygiene {
namespace {

using Rooms = std::set<std::string, std::less<>>;

// What each room knows directly; what those know, it may know too. In reading order: a room stands
// below all that it knows.
struct Edge {
  std::string room;
  std::vector<std::string> knows;
};
const std::vector<Edge>& edges() {
  static const std::vector<Edge> table = {
      {"base", {}},
      {"source", {"base"}},
      {"diagnostics", {"source"}},
      {"syntax", {"diagnostics"}},
      {"program", {"source"}},
      {"check", {"syntax", "program"}},
      {"data", {"program", "diagnostics"}},
      {"store", {"data"}},
      {"results", {"program", "data"}},
      {"population", {"results"}},
      {"fingerprint", {"program"}},
      {"eval", {"population", "data"}},
      {"plan", {"data"}},
      {"run", {"plan", "fingerprint", "population"}},
      {"explain", {"eval"}},
      {"study", {"explain", "run"}},
      {"report", {"check", "study"}},
      {"plumbline", {}},  // the façade's headers: nothing but the C++ library stands in them
      {"pipeline", {"store", "report", "plumbline"}},
      {"capi", {"plumbline"}},  // links the pipeline, and knows no more of it than any other program does
  };
  return table;
}

// Foreign headers by prefix, and the rooms that may include them. A header that is neither here nor
// of the C++ library is refused.
struct Foreign {
  std::string prefix;
  Rooms rooms;  // empty: every room
};
const std::vector<Foreign>& foreign() {
  static const std::vector<Foreign> table = {
      {"antlr4", {"syntax"}},
      {"sqlite3.h", {"store"}},
      {"boost/", {"base"}},
      {"openssl/", {"base"}},
      {"utf8proc.h", {"base"}},
      {"csv.h", {"store"}},
      {"nlohmann/", {"diagnostics", "explain", "report", "pipeline"}},
      {"CLI/", {"cli"}},
      {"fmt/", {}},
      {"unistd.h", {"cli", "store", "pipeline"}},
      {"sys/", {"store", "pipeline"}},
      {"fcntl.h", {"store", "pipeline"}},
      {"poll.h", {"pipeline"}},
      {"dlfcn.h", {"pipeline"}},
      {"plumbline/", {"cli"}},
  };
  return table;
}

Rooms known_rooms(const std::string& room) {
  Rooms known;
  for (const Edge& edge : edges()) {
    if (edge.room == room) {
      for (const std::string& next : edge.knows) {
        known.insert(next);
        known.merge(known_rooms(next));
      }
    }
  }
  return known;
}

// "engine/check/infer.h" and "engine/pipeline.cpp" belong to `check` and `pipeline`.
std::string room_of(std::string path) {
  if (path.starts_with("cli/")) {
    return "cli";
  }
  for (const std::string_view root : {"engine/include/", "engine/"}) {
    if (path.starts_with(root)) {
      path.erase(0, root.size());
      break;
    }
  }
  return path.substr(0, path.find_first_of("/."));
}

bool is_room(const std::string& room) {
  for (const Edge& edge : edges()) {
    if (edge.room == room) {
      return true;
    }
  }
  return false;
}

bool is_standard(const std::string& header) {
  return header.find_first_not_of("abcdefghijklmnopqrstuvwxyz_0123456789") == std::string::npos;
}

std::string judge_foreign(const std::string& room, const std::string& header) {
  if (is_standard(header)) {
    return header == "regex" ? "<regex> is slow to compile and to run" : "";
  }
  if (room == "plumbline" && (header == "stddef.h" || header == "stdint.h")) {
    return "";  // of the header for C
  }
  if (room == "plumbline") {
    return "only the C++ library stands in the façade";
  }
  for (const Foreign& row : foreign()) {
    if (header.starts_with(row.prefix)) {
      return row.rooms.empty() || row.rooms.contains(room) ? "" : "is not for this room";
    }
  }
  return "is in no table";
}

std::string judge_own(const std::string& room, const std::string& header) {
  const std::string other = room_of(header);
  if (other == room) {
    return "";
  }
  if (!is_room(other)) {
    // Generated parser headers have no folder; the command line's own ones stand in cli/.
    const bool has_folder = header.find('/') != std::string::npos;
    const bool is_own = (room == "syntax" || room == "cli") && !has_folder;
    return is_own || (room == "cli" && other == "commands") ? "" : "is no header of a room";
  }
  if (room == "cli") {
    // What a terminal needs and no other program does stands in one header beside the façade.
    return other == "plumbline" || header == "pipeline/console.h" ? "" : "the command line knows the façade only";
  }
  return known_rooms(room).contains(other) ? "" : room + " may not know " + other;
}

std::vector<std::string> layering_findings(const File& file) {
  std::vector<std::string> findings;
  const std::string room = room_of(file.path);
  if (room != "cli" && !is_room(room)) {
    return {file.path + ": there is no room " + room};
  }
  std::size_t number = 0;
  for (std::size_t begin = 0; begin < file.text.size(); ++number) {
    const std::size_t end = std::min(file.text.find('\n', begin), file.text.size());
    const std::string line = file.text.substr(begin, end - begin);
    begin = end + 1;
    if (!line.starts_with("#include ") || line.size() < 12 || line.ends_with(".def\"")) {
      continue;
    }
    const bool is_own = line[9] == '"';
    const std::string header = line.substr(10, line.find(is_own ? '"' : '>', 10) - 10);
    const std::string fault = is_own ? judge_own(room, header) : judge_foreign(room, header);
    if (!fault.empty()) {
      findings.push_back(file.path + ":" + std::to_string(number + 1) + ": " + header + ": " + fault);
    }
  }
  return findings;
}

TEST(Layering, EveryIncludeFollowsTheTable) {
  std::size_t file_count = 0;
  for (const std::string_view folder : {"engine", "cli"}) {
    for (const File& file : read_files(folder, {".h", ".cpp"})) {
      ++file_count;
      EXPECT_EQ(listed(layering_findings(file)), "");
    }
  }
  EXPECT_GT(file_count, 10U) << "the repository was not found";
}

// Rooms of the tables without a folder, and permissions that nobody uses. A folder without a row is no room to EveryInclude….
std::vector<std::string> empty_rows(const std::vector<File>& files) {
  std::set<std::string> rooms, unused;
  for (const Edge& edge : edges()) unused.insert("there is no room " + edge.room);
  for (const Foreign& row : foreign()) {
    if (row.rooms.empty()) unused.insert("nobody includes " + row.prefix);
    for (const std::string& room : row.rooms) unused.insert(room + " does not include " + row.prefix);
  }
  for (const File& file : files) {
    const std::string room = room_of(file.path);
    unused.erase("there is no room " + room);
    for (const Foreign& row : foreign()) {
      if (file.text.find("#include <" + row.prefix) == std::string::npos) continue;
      unused.erase(room + " does not include " + row.prefix);
      unused.erase("nobody includes " + row.prefix);
    }
  }
  return {unused.begin(), unused.end()};
}

TEST(Layering, TablesNameOnlyWhatExists) {
  std::vector<File> files = read_files("engine", {".h", ".cpp"});
  const std::vector<File> more = read_files("cli", {".h", ".cpp"});
  files.insert(files.end(), more.begin(), more.end());
  EXPECT_EQ(listed(empty_rows(files)), "");
  std::erase_if(files, [](const File& file) { return room_of(file.path) == "store"; });
  const std::vector<std::string> without_store = empty_rows(files);
  for (const char* wanted : {"there is no room store", "store does not include sqlite3.h"}) {
    EXPECT_EQ(std::ranges::count(without_store, wanted), 1) << wanted;
  }
}

TEST(Layering, TableHasNoCycle) {
  for (std::size_t i = 0; i < edges().size(); ++i) {
    for (const std::string& known : edges()[i].knows) {
      bool stands_above = false;
      for (std::size_t j = 0; j < i; ++j) {
        stands_above = stands_above || edges()[j].room == known;
      }
      EXPECT_TRUE(stands_above) << edges()[i].room << " knows " << known;
    }
  }
}

struct IncludeCase {
  const char* path;
  const char* line;
  bool is_allowed;
};

TEST(Layering, NoticesStrayIncludes) {
  const IncludeCase cases[] = {
      {"engine/source/source.cpp", "#include \"base/text.h\"\n", true},
      {"engine/base/number.cpp", "#include \"source/source.h\"\n", false},
      {"engine/explain/why.cpp", "#include \"program/program.h\"\n", true},
      {"engine/eval/eval.cpp", "#include \"run/run.h\"\n", false},
      {"engine/run/run.cpp", "#include \"eval/eval.h\"\n", false},
      {"engine/program/program.h", "#include \"diagnostics/diagnostics.h\"\n", false},
      {"engine/pipeline.cpp", "#include \"store/store.h\"\n", true},
      {"engine/capi/read_rules.cpp", "#include \"plumbline/rules.h\"\n", true},
      {"engine/capi/read_rules.cpp", "#include \"pipeline/pipeline.h\"\n", false},
      {"engine/include/plumbline/plumbline.h", "#include <stdint.h>\n", true},
      {"engine/base/number.h", "#include <boost/multiprecision/cpp_int.hpp>\n", true},
      {"engine/eval/eval.cpp", "#include <boost/multiprecision/cpp_int.hpp>\n", false},
      {"engine/data/data.h", "#include <sqlite3.h>\n", false},
      {"engine/check/check.cpp", "#include <antlr4-runtime.h>\n", false},
      {"engine/syntax/parse.cpp", "#include \"PlumbParser.h\"\n", true},
      {"engine/check/check.cpp", "#include \"PlumbParser.h\"\n", false},
      {"engine/check/check.cpp", "#include <vector>\n", true},
      {"engine/check/check.cpp", "#include <regex>\n", false},
      {"engine/check/check.cpp", "#include <gtest/gtest.h>\n", false},
      {"engine/check/check.cpp", "#include <fmt/format.h>\n", true},
      {"cli/main.cpp", "#include <plumbline/run.h>\n", true},
      {"cli/main.cpp", "#include \"pipeline/console.h\"\n", true},
      {"cli/main.cpp", "#include \"pipeline/pipeline.h\"\n", false},
      {"cli/commands/run_check.cpp", "#include \"commands/console.h\"\n", true},
      {"engine/include/plumbline/run.h", "#include \"plumbline/data.h\"\n", true},
      {"engine/include/plumbline/run.h", "#include \"report/evaluation.h\"\n", false},
      {"engine/include/plumbline/run.h", "#include <fmt/format.h>\n", false},
      {"engine/report/texts.cpp", "#include \"plumbline/run.h\"\n", false},
      {"engine/pipeline/facade/data.cpp", "#include \"plumbline/data.h\"\n", true},
      {"cli/main.cpp", "#include \"check/check.h\"\n", false},
      {"cli/main.cpp", "#include <CLI/CLI.hpp>\n", true},
      {"engine/nowhere/x.cpp", "", false},
  };
  for (const IncludeCase& one : cases) {
    EXPECT_EQ(layering_findings({one.path, one.line}).empty(), one.is_allowed) << one.path << " " << one.line;
  }
}

}  // namespace
}  // namespace plumb::hygiene
