#include "hygiene/scan_code.h"

#include <algorithm>
#include <cctype>

namespace plumb::hygiene {
namespace {

bool is_word_char(char c) { return std::isalnum(static_cast<unsigned char>(c)) != 0 || c == '_'; }

class Scanner {
 public:
  explicit Scanner(std::string_view text) : text_(text) { out_.code = std::string(text); }

  ScannedCode scan() {
    while (at_ < text_.size()) {
      if (text_.substr(at_, 2) == "//") {
        blank_until(text_.find('\n', at_));
      } else if (text_.substr(at_, 2) == "/*") {
        const std::size_t end = text_.find("*/", at_ + 2);
        blank_until(end == std::string_view::npos ? end : end + 2);
      } else if (text_.substr(at_, 2) == "R\"" && !follows_word()) {
        skip_raw_string();
      } else if (text_[at_] == '"') {
        skip_quoted('"');
      } else if (text_[at_] == '\'' && !follows_word()) {
        skip_quoted('\'');
      } else {
        ++at_;
      }
    }
    return std::move(out_);
  }

 private:
  // A quote behind a digit separates digits; behind another word character it is a prefix's
  // business.
  [[nodiscard]] bool follows_word() const { return at_ > 0 && is_word_char(text_[at_ - 1]); }

  void blank_until(std::size_t end) {
    end = std::min(end, text_.size());
    for (; at_ < end; ++at_) {
      if (text_[at_] != '\n') {
        out_.code[at_] = ' ';
      }
    }
  }

  void skip_quoted(char quote) {
    std::size_t end = at_ + 1;
    while (end < text_.size() && text_[end] != quote && text_[end] != '\n') {
      end += text_[end] == '\\' ? 2 : 1;
    }
    end = std::min(end, text_.size());
    if (quote == '"') {
      out_.literals.push_back({at_, std::string(text_.substr(at_ + 1, end - at_ - 1))});
    }
    blank_until(end + 1);
  }

  void skip_raw_string() {
    const std::size_t open = text_.find('(', at_);
    if (open == std::string_view::npos) {
      blank_until(open);
      return;
    }
    const std::string close = ")" + std::string(text_.substr(at_ + 2, open - at_ - 2)) + "\"";
    const std::size_t end = std::min(text_.find(close, open), text_.size());
    out_.literals.push_back({at_, std::string(text_.substr(open + 1, end - open - 1))});
    blank_until(end + close.size());
  }

  std::string_view text_;
  std::size_t at_ = 0;
  ScannedCode out_;
};

}  // namespace

ScannedCode scan_code(std::string_view text) { return Scanner(text).scan(); }

bool has_word(std::string_view text, std::string_view word) {
  for (std::size_t at = text.find(word); at != std::string_view::npos; at = text.find(word, at + 1)) {
    const std::size_t after = at + word.size();
    const bool starts = at == 0 || !is_word_char(text[at - 1]);
    const bool ends = after == text.size() || !is_word_char(text[after]);
    if (starts && ends) {
      return true;
    }
  }
  return false;
}

std::size_t line_of(std::string_view text, std::size_t offset) {
  const auto head = text.substr(0, offset);
  return 1 + static_cast<std::size_t>(std::count(head.begin(), head.end(), '\n'));
}

bool has_ideograph(std::string_view text) {
  for (std::size_t i = 0; i + 2 < text.size(); ++i) {
    const auto lead = static_cast<unsigned char>(text[i]);
    const auto next = static_cast<unsigned char>(text[i + 1]);
    const bool is_first = lead == 0xE3 && next >= 0x90;
    if ((is_first || (lead >= 0xE4 && lead <= 0xE9)) && next >= 0x80 && next < 0xC0) {
      return true;
    }
  }
  return false;
}

}  // namespace plumb::hygiene
