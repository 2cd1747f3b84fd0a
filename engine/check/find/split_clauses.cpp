#include "check/find/split_clauses.h"

#include <algorithm>
#include <optional>

#include "base/digest.h"
#include "base/text.h"
#include "check/clause_marks.h"

namespace plumb::check {

namespace {

bool is_space(char32_t c) {
  return c == U' ' || c == U'\t' || c == U'\r' || c == U'\n' || c == 0x3000 || c == 0xA0 || c == 0xFEFF ||
         (c >= 0x2000 && c <= 0x200B);
}

bool is_digit(char32_t c) { return c >= U'0' && c <= U'9'; }

std::u32string trimmed(std::u32string_view line) {
  const auto first = std::find_if_not(line.begin(), line.end(), is_space);
  const auto last = std::find_if_not(line.rbegin(), std::make_reverse_iterator(first), is_space).base();
  return {first, last};
}

std::string encoded(std::u32string_view text) {
  std::string bytes;
  for (const char32_t c : text) bytes += base::encode(c);
  return bytes;
}

// What a line opens: nothing, a first-level number, a second-level number, an annex, a marked clause.
struct Opening {
  enum class Level : uint8_t { None, First, Second, Annex, Marked } level = Level::None;
  std::string id;
};

Opening opening_of(const std::u32string& line) {
  if (line == clause_marks::Annex) return {Opening::Level::Annex, encoded(clause_marks::Annex)};
  if (!line.empty() && line.front() == clause_marks::MarkOpen) {
    const size_t end = line.find(clause_marks::MarkClose);
    if (end != std::u32string::npos) return {Opening::Level::Marked, encoded(std::u32string_view(line).substr(1, end - 1))};
  }
  size_t numerals = 0;
  while (numerals < line.size() && clause_marks::Numerals.find(line[numerals]) != std::u32string_view::npos) ++numerals;
  if (numerals > 0 && numerals < line.size() && line[numerals] == clause_marks::ListComma) {
    return {Opening::Level::First, encoded(std::u32string_view(line).substr(0, numerals))};
  }
  size_t digits = 0;
  while (digits < line.size() && is_digit(line[digits])) ++digits;
  if (digits > 0 && digits < 3 && digits < line.size() &&
      clause_marks::AfterDigits.find(line[digits]) != std::u32string_view::npos &&
      (digits + 1 == line.size() || !is_digit(line[digits + 1]))) {
    return {Opening::Level::Second, encoded(std::u32string_view(line).substr(0, digits))};
  }
  return {};
}

struct Open {
  ClauseText clause;
  std::string bytes;  // text so far, without white space
};

class Splitter {
 public:
  void line(const std::u32string& raw, int number) {
    const std::u32string line = trimmed(raw);
    const Opening opening = opening_of(line);
    switch (opening.level) {
      case Opening::Level::None: break;
      case Opening::Level::Annex:
        close_all();
        prefix_ = opening.id + ".";
        first_.reset();
        return;
      case Opening::Level::First:
        close_all();
        first_ = start(prefix_ + opening.id, number);
        break;
      case Opening::Level::Second:
        if (!first_) break;  // a number in running text before any clause
        close(second_);
        second_ = start(first_->clause.id + "." + opening.id, number);
        break;
      case Opening::Level::Marked:
        close_all();
        first_ = start(opening.id, number);
        break;
    }
    if (!first_ && prefix_.empty() && !head_) {
      head_ = start(encoded(clause_marks::Head), number);
      head_->clause.is_head = true;
    }
    const std::string bytes = encoded(line);
    for (std::optional<Open>* open : {&head_, &first_, &second_}) {
      if (*open) (*open)->bytes += bytes;
    }
  }

  std::vector<ClauseText> finish() {
    close_all();
    std::stable_sort(done_.begin(), done_.end(), [](const ClauseText& a, const ClauseText& b) { return a.line < b.line; });
    return std::move(done_);
  }

 private:
  static std::optional<Open> start(std::string id, int number) { return Open{{std::move(id), "", number, false}, ""}; }

  void close(std::optional<Open>& open) {
    if (!open) return;
    std::string text;
    for (const char32_t c : base::decode(open->bytes)) {
      if (!is_space(c)) text += base::encode(c);
    }
    open->clause.fingerprint = "sha256:" + base::sha256_hex(base::to_nfc(text));
    done_.push_back(std::move(open->clause));
    open.reset();
  }
  void close_all() {
    close(second_);
    close(first_);
    close(head_);
  }

  std::string prefix_;
  std::optional<Open> head_, first_, second_;
  std::vector<ClauseText> done_;
};

}  // namespace

std::vector<ClauseText> split_clauses(std::string_view text) {
  Splitter splitter;
  int number = 0;
  for (size_t begin = 0; begin <= text.size();) {
    const size_t end = std::min(text.find('\n', begin), text.size());
    splitter.line(base::decode(text.substr(begin, end - begin)), ++number);
    begin = end + 1;
  }
  return splitter.finish();
}

std::string document_key(std::string_view name) {
  std::string key;
  for (const char32_t c : base::decode(base::to_nfc(name))) {
    if (c != clause_marks::NumberSign && (base::is_identifier_start(c) || is_digit(c))) key += base::encode(c);
  }
  return key;
}

}  // namespace plumb::check
