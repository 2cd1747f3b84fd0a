#include "store/read_csv.h"

#include <cerrno>
#include <cstring>
#include <fcntl.h>
#include <filesystem>
#include <system_error>
#include <unistd.h>

#include "store/store.h"

namespace plumb::store {

namespace {

constexpr std::string_view ByteOrderMark = "\xEF\xBB\xBF";

class OpenFile {
 public:
  explicit OpenFile(const std::string& path) : file_(::open(path.c_str(), O_RDONLY | O_CLOEXEC)) {}
  OpenFile(const OpenFile&) = delete;
  OpenFile& operator=(const OpenFile&) = delete;
  ~OpenFile() {
    if (file_ >= 0) {
      ::close(file_);
    }
  }
  [[nodiscard]] int get() const { return file_; }

 private:
  int file_;
};

class CsvReader {
 public:
  CsvReader(const std::function<bool(const CsvRow&)>& take, const HeldSignals& held) : take_(take), held_(held) {
    csv_init(&parser_, CSV_STRICT | CSV_STRICT_FINI);
    // The library drops blanks around cells; a text is equal by code point, so ours stay.
    csv_set_space_func(&parser_, [](unsigned char) { return 0; });
  }
  ~CsvReader() { csv_free(&parser_); }
  CsvReader(const CsvReader&) = delete;
  CsvReader& operator=(const CsvReader&) = delete;

  CsvOutcome read(int file);

 private:
  static void end_cell(void* cell, size_t size, void* self);
  static void end_row(int, void* self);
  bool feed(std::string_view bytes);
  void feed_line(std::string_view bytes);

  const std::function<bool(const CsvRow&)>& take_;
  const HeldSignals& held_;
  csv_parser parser_{};
  CsvRow row_;
  CsvOutcome outcome_;
  int64_t line_ = 1;
  bool is_inside_row_ = false;  // a quoted cell goes on from the line before
  bool has_ended_row_ = false;
  bool is_stopped_ = false;
};

void CsvReader::end_cell(void* cell, size_t size, void* self) {
  auto* reader = static_cast<CsvReader*>(self);
  reader->row_.append({static_cast<const char*>(cell), size});
}

void CsvReader::end_row(int, void* self) {
  auto* reader = static_cast<CsvReader*>(self);
  if (!reader->is_stopped_) {
    reader->is_stopped_ = !reader->take_(reader->row_);
  }
  reader->row_.clear();
  reader->row_.line = reader->line_;
  reader->has_ended_row_ = true;
}

// The library does not count lines; fed one at a time, they count themselves.
void CsvReader::feed_line(std::string_view bytes) {
  if (!is_inside_row_) {
    row_.line = line_;
  }
  has_ended_row_ = false;
  if (csv_parse(&parser_, bytes.data(), bytes.size(), end_cell, end_row, this) != bytes.size()) {
    outcome_ = {CsvEnd::BadQuote, line_, {}};
  }
  if (csv_get_buffer_size(&parser_) > static_cast<size_t>(CellLimit)) {
    outcome_ = {CsvEnd::CellTooLarge, row_.line, {}};
  }
  const bool is_blank = bytes == "\n" || bytes == "\r\n";
  is_inside_row_ = !has_ended_row_ && (is_inside_row_ || !is_blank);
  line_ += bytes.ends_with('\n') ? 1 : 0;
}

// False: no more is wanted.
bool CsvReader::feed(std::string_view bytes) {
  while (!bytes.empty() && outcome_.end == CsvEnd::Complete && !is_stopped_) {
    const size_t end = bytes.find('\n');
    const size_t size = end == std::string_view::npos ? bytes.size() : end + 1;
    feed_line(bytes.substr(0, size));
    bytes.remove_prefix(size);
  }
  return outcome_.end == CsvEnd::Complete && !is_stopped_;
}

CsvOutcome CsvReader::read(int file) {
  std::string buffer(1 << 18, '\0');
  bool is_start = true;
  for (;;) {
    if (!held_.wait_for_input(file)) {
      return {CsvEnd::Interrupted, 0, {}};
    }
    const ssize_t size = ::read(file, buffer.data(), buffer.size());
    if (size < 0 && (errno == EINTR || errno == EAGAIN)) {
      continue;
    }
    if (size < 0) {
      return {CsvEnd::CannotRead, 0, std::strerror(errno)};
    }
    if (size == 0) {
      break;
    }
    std::string_view bytes(buffer.data(), static_cast<size_t>(size));
    if (is_start && bytes.starts_with(ByteOrderMark)) {
      bytes.remove_prefix(ByteOrderMark.size());
    }
    is_start = false;
    if (!feed(bytes)) {
      break;
    }
  }
  if (outcome_.end == CsvEnd::Complete && !is_stopped_ && csv_fini(&parser_, end_cell, end_row, this) != 0) {
    outcome_ = {CsvEnd::BadQuote, row_.line, {}};
  }
  if (is_stopped_) {
    outcome_.end = CsvEnd::Stopped;
  }
  return outcome_;
}

}  // namespace

CsvOutcome read_csv(const std::string& path, const std::function<bool(const CsvRow&)>& take, const HeldSignals& held) {
  std::error_code error;
  if (!std::filesystem::exists(path, error)) {
    return {CsvEnd::CannotOpen, 0, {}};
  }
  if (std::filesystem::is_directory(path, error)) {
    return {CsvEnd::CannotRead, 0, std::strerror(EISDIR)};
  }
  const OpenFile file(path);
  if (file.get() < 0) {
    return {CsvEnd::CannotRead, 0, std::strerror(errno)};
  }
  return CsvReader(take, held).read(file.get());
}

}  // namespace plumb::store
