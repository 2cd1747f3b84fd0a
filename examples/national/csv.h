// Writes one CSV file: a header row of declared column names, then rows. Cells hold no comma, no
// quote and no line end by construction, so nothing is ever quoted.
#pragma once

#include <cstdint>
#include <cstdio>
#include <string>
#include <string_view>

namespace plumb::examples {

class Csv {
 public:
  // `folder` exists. `columns` is the header row as it is to stand in the file.
  Csv(const std::string& folder, std::string_view table, std::string_view columns);
  ~Csv();
  Csv(const Csv&) = delete;
  Csv& operator=(const Csv&) = delete;

  Csv& text(std::string_view value);
  Csv& number(std::int64_t value);
  // A decimal written from its scaled value: fixed(1234, 2) is 12.34.
  Csv& fixed(std::int64_t scaled, int places);
  Csv& truth(bool value) { return text(value ? "是" : "否"); }
  // The first declared kind of absence of the column.
  Csv& absent() { return text({}); }
  Csv& absent(std::string_view kind);
  Csv& date(int year, int month, int day);
  void end_row();

  [[nodiscard]] std::int64_t row_count() const { return row_count_; }
  [[nodiscard]] bool is_good() const { return file_ != nullptr && !has_failed_; }

 private:
  void separate();
  void flush();

  std::FILE* file_ = nullptr;
  std::string buffer_;
  std::int64_t row_count_ = 0;
  bool is_row_started_ = false;
  bool has_failed_ = false;
};

}  // namespace plumb::examples
