// Diagnostics as data. A room reports a filled catalogue row at a span; nothing here is prose.
//   sink.report(diag::DuplicateName{.name = "x"}, second).label(first, label::FirstDeclaredHere{});
// In: rows, spans. Out: a list in reading order (Sink::sorted), rendered by render.h.
// A sink owns its diagnostics; the reference from report() is good until the sink dies.
#pragma once

#include <cstddef>
#include <cstdint>
#include <deque>
#include <map>
#include <set>
#include <string>
#include <string_view>
#include <tuple>
#include <utility>
#include <vector>

#include "diagnostics/arg.h"
#include "diagnostics/row.h"
#include "source/source.h"

namespace plumb::diagnostics {

// A label row with its arguments, and the place that it explains (none for a note).
struct Label {
  const LabelRow* row = nullptr;
  std::vector<Arg> args;
  source::Span span;
};

// A value that makes a finding true: `原值 = 499,999元`.
struct Witness {
  std::string name;
  std::string value;
};

struct Diagnostic {
  const Row* row = nullptr;
  std::vector<Arg> args;
  source::Span span;
  std::vector<Label> labels;
  std::vector<Label> notes;
  std::vector<std::string> suggestions;  // names to write instead, best first
  std::vector<Witness> witnesses;
  std::string example;  // a ready test case in the rule language; may have several lines

  // The builder half: each adds one thing and returns the diagnostic.
  template <class Filled>
  Diagnostic& label(source::Span place, const Filled& text) {
    labels.push_back({&Filled::row, args_of<Filled::arg_count>(text), place});
    return *this;
  }
  template <class Filled>
  Diagnostic& note(const Filled& text) {
    notes.push_back({&Filled::row, args_of<Filled::arg_count>(text), {}});
    return *this;
  }
  // An empty list adds nothing.
  Diagnostic& suggest(std::vector<std::string> names);
  Diagnostic& witness(std::string name, std::string value);
  Diagnostic& with_example(std::string test_case);
};

class Sink {
 public:
  static constexpr std::size_t ShownPerFile = 100;

  // Reports a filled row of the catalogue. The same code at the same place is kept once (without a
  // place: the same code with the same arguments), whatever is added to the second goes nowhere.
  template <class Filled>
  Diagnostic& report(const Filled& filled, source::Span span = {}) {
    return add(Filled::row, args_of<Filled::arg_count>(filled), span);
  }
  Diagnostic& add(const Row& row, std::vector<Arg> args, source::Span span);

  // A name whose declaration is broken, which has been reported: that it is unknown elsewhere says
  // nothing new, and is left out from now on.
  void excuse(std::string name) { excused_.insert(std::move(name)); }
  // The same of every name: a file that may declare them could not be read.
  void excuse_all_names() { excuses_all_ = true; }

  [[nodiscard]] bool has_errors() const { return error_count_ > 0; }
  [[nodiscard]] std::size_t error_count() const { return error_count_; }
  [[nodiscard]] std::size_t warning_count() const { return warning_count_; }
  [[nodiscard]] bool is_empty() const { return kept_.empty(); }

  // In reading order: by file and position, stable; those without a place last. At most
  // ShownPerFile errors and as many others per file, with a closing row that counts the rest.
  [[nodiscard]] std::vector<Diagnostic> sorted() const;

 private:
  // (code, place, arguments when there is no place)
  using Key = std::tuple<std::string_view, source::Span, std::string>;

  std::deque<Diagnostic> kept_;
  std::set<Key> seen_;
  std::set<std::string> excused_;
  bool excuses_all_ = false;
  std::map<source::FileId, std::size_t> kept_in_file_;
  std::map<source::FileId, std::size_t> dropped_in_file_;
  Diagnostic nowhere_;
  std::size_t error_count_ = 0;
  std::size_t warning_count_ = 0;
};

}  // namespace plumb::diagnostics
