#include "syntax/scan_tokens.h"

#include "base/text.h"

namespace plumb::syntax {

namespace {

bool is_digit(char32_t c) { return (c >= U'0' && c <= U'9') || (c >= U'０' && c <= U'９'); }

bool is_blank(char32_t c) { return c == U' ' || c == U'\t' || c == 0x3000 || c == 0xA0; }

bool is_line_end(char32_t c) { return c == U'\r' || c == U'\n'; }

// The LETTER fragment of the grammar: wider than what a name may hold, see match_keywords.cpp.
bool is_letter(char32_t c) {
  if (c < 0x80) return (c >= U'a' && c <= U'z') || (c >= U'A' && c <= U'Z') || c == U'_';
  return (c >= 0x4E00 && c <= 0x9FFF) || (c >= 0xC0 && c <= 0x24F && c != U'×' && c != U'÷') || (c >= 0x370 && c <= 0x3FF) ||
         (c >= 0x400 && c <= 0x52F) || c == 0x3007 || (c >= 0x3400 && c <= 0x4DBF) || (c >= 0xF900 && c <= 0xFAFF) ||
         (c >= 0xFF21 && c <= 0xFF3A) || (c >= 0xFF41 && c <= 0xFF5A) || (c >= 0x200B && c <= 0x200D) ||
         (c >= 0x20000 && c <= 0x3FFFF);
}

constexpr std::string_view ByteOrderMark = "\xEF\xBB\xBF";

}  // namespace

Scanner::Scanner(std::string_view text) : text_(text) {
  if (text.starts_with(ByteOrderMark)) at_ = ByteOrderMark.size();
}

char32_t Scanner::peek(size_t at, size_t& length) const {
  if (at >= text_.size()) {
    length = 0;
    return 0;
  }
  const auto byte = static_cast<unsigned char>(text_[at]);
  if (byte < 0x80) {
    length = 1;
    return byte;
  }
  const base::CodePoint point = base::decode_at(text_, at);
  length = point.length;
  return point.value;
}

char32_t Scanner::peek(size_t at) const {
  size_t length = 0;
  return peek(at, length);
}

size_t Scanner::skip_digits(size_t at) const {
  size_t length = 0;
  while (is_digit(peek(at, length))) at += length;
  return at;
}

size_t Scanner::skip_letters(size_t at) const {
  size_t length = 0;
  while (is_letter(peek(at, length))) at += length;
  return at;
}

Token Scanner::make(TokenKind kind, size_t end) {
  Token token;
  token.kind = kind;
  token.begin = static_cast<uint32_t>(at_);
  token.end = static_cast<uint32_t>(end);
  at_ = end;
  return token;
}

// Four digits, then -MM-DD or 年 M 月 D 日.
std::optional<size_t> Scanner::date_end(size_t at) const {
  size_t length = 0;
  const auto digits = [&](int least, int most) {
    int count = 0;
    while (count < most && is_digit(peek(at, length))) {
      at += length;
      ++count;
    }
    return count >= least;
  };
  const auto sign = [&](char32_t wanted) {
    if (peek(at, length) != wanted || length == 0) return false;
    at += length;
    return true;
  };
  if (!digits(4, 4)) return std::nullopt;
  if (sign(U'-')) {
    if (digits(2, 2) && sign(U'-') && digits(2, 2)) return at;
    return std::nullopt;
  }
  if (sign(U'年') && digits(1, 2) && sign(U'月') && digits(1, 2) && sign(U'日')) return at;
  return std::nullopt;
}

Token Scanner::number() {
  if (const std::optional<size_t> end = date_end(at_)) return make(TokenKind::Date, *end);
  size_t end = skip_digits(at_);
  size_t length = 0;
  const char32_t point = peek(end, length);
  if (point == U'.' || point == U'．') {
    const size_t fraction = skip_digits(end + length);
    if (fraction > end + length) end = fraction;
  }
  const char32_t after = peek(end, length);
  if (after == U'%' || after == U'％') return make(TokenKind::Quantity, end + length);
  const size_t letters = skip_letters(end);
  return letters > end ? make(TokenKind::Quantity, letters) : make(TokenKind::Number, end);
}

Token Scanner::text(char32_t open, size_t length) {
  const char32_t close = open == U'「' ? U'」' : open == U'“' ? U'”' : U'"';
  size_t at = at_ + length;
  while (at < text_.size()) {
    const char32_t c = peek(at, length);
    if (c == close) return make(TokenKind::Text, at + length);
    if (is_line_end(c) || c == open) break;
    at += length;
  }
  return make(TokenKind::OpenText, at);
}

Token Scanner::sign(char32_t first, size_t length) {
  const size_t one = at_ + length;
  const char32_t second = peek(one);
  switch (first) {
    case U'(':
    case U'（': return make(TokenKind::LParen, one);
    case U')':
    case U'）': return make(TokenKind::RParen, one);
    case U'{':
    case U'｛': return make(TokenKind::LBrace, one);
    case U'}':
    case U'｝': return make(TokenKind::RBrace, one);
    case U'[':
    case U'［': return make(TokenKind::LBracket, one);
    case U']':
    case U'］': return make(TokenKind::RBracket, one);
    case U',':
    case U'，': return make(TokenKind::Comma, one);
    case U'、':
    case U'|':
    case U'｜': return make(TokenKind::ListSep, one);
    case U';':
    case U'；': return make(TokenKind::Semicolon, one);
    case U':':
    case U'：': return make(TokenKind::Colon, one);
    case U'.':
    case U'．': return make(TokenKind::Dot, one);
    case U'+':
    case U'＋': return make(TokenKind::Plus, one);
    case U'-':
    case U'－':
    case U'−': return make(TokenKind::Minus, one);
    case U'*':
    case U'×':
    case U'＊': return make(TokenKind::Star, one);
    case U'/':
    case U'÷':
    case U'／': return make(TokenKind::Slash, one);
    case U'^':
    case U'＾': return make(TokenKind::Power, one);
    case U'%':
    case U'％': return make(TokenKind::PercentSign, one);
    case U'=':
    case U'＝': return make(TokenKind::Eq, one);
    case U'≠': return make(TokenKind::Ne, one);
    case U'≤': return make(TokenKind::Le, one);
    case U'≥': return make(TokenKind::Ge, one);
    case U'＜': return make(TokenKind::Lt, one);
    case U'＞': return make(TokenKind::Gt, one);
    case U'!': return second == U'=' ? make(TokenKind::Ne, one + 1) : make(TokenKind::BadCharacter, one);
    case U'<':
      if (second == U'=') return make(TokenKind::Le, one + 1);
      return second == U'>' ? make(TokenKind::Ne, one + 1) : make(TokenKind::Lt, one);
    case U'>': return second == U'=' ? make(TokenKind::Ge, one + 1) : make(TokenKind::Gt, one);
    default: return make(TokenKind::BadCharacter, one);
  }
}

std::optional<Token> Scanner::next() {
  size_t length = 0;
  while (at_ < text_.size() && is_blank(peek(at_, length))) at_ += length;
  if (at_ >= text_.size()) return std::nullopt;
  const char32_t c = peek(at_, length);
  if (c == U'\n') return make(TokenKind::Newline, at_ + 1);
  if (c == U'\r' && peek(at_ + 1) == U'\n') return make(TokenKind::Newline, at_ + 2);
  if (c == U'/' && peek(at_ + 1) == U'/') {
    size_t end = at_;
    while (end < text_.size() && !is_line_end(static_cast<unsigned char>(text_[end]))) ++end;
    return make(TokenKind::Comment, end);
  }
  if (is_digit(c)) return number();
  if (is_letter(c)) {
    size_t end = at_ + length;
    for (char32_t d = peek(end, length); is_letter(d) || is_digit(d); d = peek(end, length)) end += length;
    return make(TokenKind::Word, end);
  }
  if (c == U'「' || c == U'"' || c == U'“') return text(c, length);
  return sign(c, length);
}

std::vector<Token> scan_tokens(std::string_view text) {
  std::vector<Token> tokens;
  tokens.reserve(text.size() / 4);
  Scanner scanner(text);
  bool starts_line = true;
  while (std::optional<Token> token = scanner.next()) {
    token->starts_line = starts_line;
    starts_line = token->is(TokenKind::Newline);
    tokens.push_back(*token);
  }
  return tokens;
}

}  // namespace plumb::syntax
