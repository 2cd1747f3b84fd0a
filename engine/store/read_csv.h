// Rows of a CSV file as cells, with their line. Not part of the room's door.
#pragma once

#include <cstdint>
#include <functional>
#include <string>
#include <string_view>
#include <vector>

#include <csv.h>

#include "store/held_signals.h"

namespace plumb::store {

struct CsvRow {
  int64_t line = 1;  // where the row begins
  [[nodiscard]] size_t size() const { return ends_.size(); }
  [[nodiscard]] std::string_view cell(size_t i) const {
    const size_t begin = i == 0 ? 0 : ends_[i - 1];
    return std::string_view(text_).substr(begin, ends_[i] - begin);
  }
  void append(std::string_view cell) {
    text_ += cell;
    ends_.push_back(text_.size());
  }
  void clear() {
    text_.clear();
    ends_.clear();
  }

 private:
  std::string text_;
  std::vector<size_t> ends_;
};

enum class CsvEnd : uint8_t { Complete, Stopped, Interrupted, CannotOpen, CannotRead, BadQuote, CellTooLarge };
struct CsvOutcome {
  CsvEnd end = CsvEnd::Complete;
  int64_t line = 0;    // BadQuote, CellTooLarge
  std::string reason;  // CannotRead
};
// Calls `take` for every row that is not blank until it answers false. Nothing is trimmed; a byte
// order mark is skipped. Text is as it stands: whether it is UTF-8 is the caller's question. A signal
// that is held ends the reading, also while a pipe is silent.
[[nodiscard]] CsvOutcome read_csv(const std::string& path, const std::function<bool(const CsvRow&)>& take,
                                  const HeldSignals& held);

}  // namespace plumb::store
