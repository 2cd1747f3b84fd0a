// What the engine has to say, as values: errors, findings, notes. And Result, in which every answer comes.
//
// FOR ALL HEADERS OF THIS FOLDER. No function throws or ends the process, none installs a signal handler, and there is no global
// state. What goes wrong is a Diagnostic: a mistake in rules, data or arguments, memory that has run out (R8028), and a mistake
// of the engine itself (R9001), after which everything else can be used as before.
// Rules, Data, Run, Comparison, Explanation and Diagnostics are handles on what never changes: a copy costs nothing, any number
// of threads may ask the same one, and each keeps alive what it rests on. A Session is for one thread at a time.
// Texts are UTF-8. Numbers that are not counts are exact texts: "21.5625", "250/3".
#pragma once

#include <cstddef>
#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace plumbline {

enum class Language : std::uint8_t { Chinese, English };
struct Text {
  std::string zh, en;
  [[nodiscard]] const std::string& in(Language language) const { return language == Language::Chinese ? zh : en; }
};

enum class Severity : std::uint8_t { Error, Warning, Note };

// What it is about, for who answers with a number: exit codes, HTTP statuses.
enum class Concern : std::uint8_t {
  Request,  // rules, arguments, what can be asked for
  Data,     // data, and files or an output that cannot be written
  Damage,   // something sealed or stored is not intact
  Limit,    // of size, depth or memory
  Engine,   // our own mistake
};

// Lines and columns count from 1; `column` in code points, `utf16_column` in UTF-16 units, as editors want it.
struct Position {
  std::uint32_t offset = 0;  // in bytes
  std::uint32_t line = 1, column = 1, utf16_column = 1;
};
struct Span {  // half open
  std::string file;
  Position begin, end;
};

struct Diagnostic {
  struct Remark {  // without a place: a note under the whole
    Text text;
    std::optional<Span> place;
  };
  struct Witness {  // a value that makes a finding true
    std::string name, value;
  };
  std::string code;  // "R2001"
  Severity severity = Severity::Error;
  Concern concern = Concern::Request;
  Text message, hint;         // the hint is one thing to do, and may be empty
  std::optional<Span> place;  // none: it is about data, a file or an argument
  std::vector<Remark> remarks;
  std::vector<std::string> suggestions;  // names to write instead, the best first
  std::vector<Witness> witnesses;
  std::string example;  // a test case in the rule language that shows it
};

// In reading order; at most 100 errors and as many others a file, and a note that counts the rest.
class Diagnostics {
 public:
  Diagnostics();
  [[nodiscard]] bool empty() const { return size() == 0; }
  [[nodiscard]] std::size_t size() const;
  [[nodiscard]] const Diagnostic& operator[](std::size_t at) const;
  [[nodiscard]] const Diagnostic* begin() const;
  [[nodiscard]] const Diagnostic* end() const;
  // All of them, also those that are not shown.
  [[nodiscard]] std::size_t error_count() const;
  [[nodiscard]] std::size_t warning_count() const;
  [[nodiscard]] bool has_errors() const { return error_count() > 0; }
  // Frames with the lines of the rules underlined, for a terminal; `colour` adds ANSI sequences.
  [[nodiscard]] std::string text(Language language, bool colour = false) const;
  // A JSON array, every message in both languages.
  [[nodiscard]] std::string json() const;

 private:
  friend struct Access;
  std::shared_ptr<const struct DiagnosticsState> state_;
};

// A value, or the reasons why there is none. What was found on the way to a value (warnings, notes) comes with it.
template <class T>
class [[nodiscard]] Result {
 public:
  Result(T value, Diagnostics found) : value_(std::move(value)), diagnostics_(std::move(found)) {}
  explicit Result(Diagnostics why) : diagnostics_(std::move(why)) {}

  [[nodiscard]] bool has_value() const { return value_.has_value(); }
  explicit operator bool() const { return has_value(); }
  // Precondition: has_value().
  [[nodiscard]] const T& operator*() const& { return *value_; }
  [[nodiscard]] T&& operator*() && { return std::move(*value_); }
  [[nodiscard]] const T* operator->() const { return &*value_; }
  [[nodiscard]] const Diagnostics& diagnostics() const { return diagnostics_; }

 private:
  std::optional<T> value_;
  Diagnostics diagnostics_;
};

}  // namespace plumbline
