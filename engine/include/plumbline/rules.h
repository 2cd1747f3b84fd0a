// Rule files, read and checked: where everything begins. Any thread; Rules may be shared by several.
#pragma once

#include <cstdint>
#include <map>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "plumbline/diagnostic.h"

namespace plumbline {

// Where texts of rules come from. 使用 「name」 is looked for beside the file that says so, then in the library folders, each
// time first in `texts` and then on the disk; a rule file can name files, never paths.
struct RuleFiles {
  std::string main = {};                                   // its path, or the name of one of the texts
  std::map<std::string, std::string> texts = {};           // by path; they stand in the place of files, which need not exist
  std::optional<std::vector<std::string>> libraries = {};  // folders; none given: default_libraries()
  bool reads_disk = true;                                  // false: `texts` are all there is
};
// The folders rules/ and stdlib/: those of the environment's PLUMB_LIBRARY (joined by colons), then beside the running program
// and in share/plumbline beside its folder or up to two levels above; likewise of the library that this function is in.
[[nodiscard]] std::vector<std::string> default_libraries();

struct RuleOptions {
  bool findings = true;         // also what compiles and is probably not meant
  bool other_readings = false;  // take what 另载 says
  std::string documents = {};   // a folder with the documents' texts, which clauses are compared with; empty: none
  bool rehash = false;          // write the fingerprints of the clauses into the rule files
};

enum class ValueKind : std::uint8_t { Number, Truth, Text, Date, Duration, Label, Row, Names, Spans, Unknown };

// What can be asked for by name.
struct DefinitionInfo {
  std::string name, alias;
  std::string table;  // whose rows it is of; empty: of the whole
  std::string word;   // "grade", "score", "measure" …: what the rules call it
  ValueKind kind = ValueKind::Unknown;
  std::string measure;              // of numbers: "分"; empty: a bare number
  std::vector<std::string> labels;  // of labels, as they are declared
  std::optional<Span> place;
};
struct TableInfo {
  std::string name, alias, stored;
  std::vector<std::string> columns;
};

// Always there, also with errors: then nothing can be run, and diagnostics() say why.
class Rules {
 public:
  Rules();  // no rules
  [[nodiscard]] bool ok() const { return !diagnostics().has_errors(); }
  [[nodiscard]] const Diagnostics& diagnostics() const;

  struct File {
    std::string name;
    std::string_view text;  // as long as the rules live
  };
  [[nodiscard]] const std::vector<File>& files() const;  // the main one first, then in the order of reading
  [[nodiscard]] Language spelling() const;               // of the main file
  [[nodiscard]] const std::string& title() const;
  [[nodiscard]] const std::vector<TableInfo>& tables() const;
  [[nodiscard]] const std::vector<DefinitionInfo>& definitions() const;
  [[nodiscard]] std::size_t test_count() const;
  [[nodiscard]] std::size_t fingerprints_written() const;  // see RuleOptions::rehash

  // Counts and diagnostics as one JSON object (schema "check").
  [[nodiscard]] Result<std::string> json() const;

 private:
  friend struct Access;
  std::shared_ptr<const struct RulesState> state_;
};

[[nodiscard]] Rules read_rules(const RuleFiles& files, const RuleOptions& options = {});

}  // namespace plumbline
