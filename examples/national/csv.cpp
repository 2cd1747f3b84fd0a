#include "national/csv.h"

#include <array>
#include <charconv>

namespace plumb::examples {
namespace {

constexpr std::size_t kFlushAt = 1U << 20U;

void append_number(std::string& out, std::int64_t value, std::size_t width = 0) {
  std::array<char, 24> digits{};
  const auto written = std::to_chars(digits.data(), digits.data() + digits.size(), value);
  const auto length = static_cast<std::size_t>(written.ptr - digits.data());
  if (length < width) {
    out.append(width - length, '0');
  }
  out.append(digits.data(), length);
}

}  // namespace

Csv::Csv(const std::string& folder, std::string_view table, std::string_view columns) {
  const std::string path = folder + "/" + std::string(table) + ".csv";
  file_ = std::fopen(path.c_str(), "wb");
  has_failed_ = file_ == nullptr;
  buffer_.reserve(kFlushAt + 4096);
  buffer_.append(columns);
  buffer_.push_back('\n');
}

Csv::~Csv() {
  flush();
  if (file_ != nullptr) {
    std::fclose(file_);
  }
}

void Csv::separate() {
  if (is_row_started_) {
    buffer_.push_back(',');
  }
  is_row_started_ = true;
}

Csv& Csv::text(std::string_view value) {
  separate();
  buffer_.append(value);
  return *this;
}

Csv& Csv::number(std::int64_t value) {
  separate();
  append_number(buffer_, value);
  return *this;
}

Csv& Csv::fixed(std::int64_t scaled, int places) {
  separate();
  std::int64_t power = 1;
  for (int place = 0; place < places; ++place) {
    power *= 10;
  }
  if (scaled < 0) {
    buffer_.push_back('-');
    scaled = -scaled;
  }
  append_number(buffer_, scaled / power);
  if (scaled % power != 0) {
    buffer_.push_back('.');
    append_number(buffer_, scaled % power, static_cast<std::size_t>(places));
  }
  return *this;
}

Csv& Csv::absent(std::string_view kind) {
  separate();
  buffer_.push_back('#');
  buffer_.append(kind);
  return *this;
}

Csv& Csv::date(int year, int month, int day) {
  separate();
  append_number(buffer_, year, 4);
  buffer_.push_back('-');
  append_number(buffer_, month, 2);
  buffer_.push_back('-');
  append_number(buffer_, day, 2);
  return *this;
}

void Csv::end_row() {
  buffer_.push_back('\n');
  is_row_started_ = false;
  ++row_count_;
  if (buffer_.size() >= kFlushAt) {
    flush();
  }
}

void Csv::flush() {
  if (file_ != nullptr && !buffer_.empty()) {
    has_failed_ = std::fwrite(buffer_.data(), 1, buffer_.size(), file_) != buffer_.size() || has_failed_;
  }
  buffer_.clear();
}

}  // namespace plumb::examples
