// CSV that spreadsheets and scripts read alike: RFC 4180, a byte order mark, lines end with CR LF. Internal to the CSV
// renderers; see render_evaluation_csv for what a reader is promised.
#pragma once

#include <string>
#include <string_view>

#include "program/program.h"

namespace plumb::report {

class CsvWriter {
 public:
  // A word, a count or a date of our own: as it stands.
  void word(std::string_view cell);
  // What a user wrote. A text that opens a formula (also in full width) or starts with an apostrophe gets an apostrophe
  // before it.
  void text(std::string_view cell);
  // The first cell of a row: an empty one is quoted, so that no line is empty.
  void key(std::string_view key);
  // The head of a column of values, and that of its twin where they are quantities: `≈…`.
  void value_head(const program::Type& type, const std::string& name);
  // A value that is shown as `exact`, a fraction as 10÷3 (10/3 would be read as a date); of a quantity also the twin: to six
  // places half up, without zeros at the end, and empty for what is no number.
  void value(const program::Type& type, const program::Value& value, std::string exact);
  void end_line();
  // All that was written.
  [[nodiscard]] std::string take() { return std::move(out_); }

 private:
  std::string out_ = "\xEF\xBB\xBF";
  bool is_first_ = true;  // of its line
};

}  // namespace plumb::report
