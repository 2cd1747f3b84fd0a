// Bytes to code points and back, by the table of well-formed sequences of the Unicode standard
// (3-7). By hand, because utf8proc cannot resume after a bad sequence and the answer must name the
// offset.
#include "base/text.h"

namespace plumb::base {

namespace {

constexpr char32_t Replacement = 0xFFFD;

unsigned byte_at(std::string_view text, size_t offset) { return static_cast<unsigned char>(text[offset]); }

// Length of the well-formed sequence at the offset, 0 if there is none.
size_t good_length(std::string_view text, size_t offset) {
  const unsigned lead = byte_at(text, offset);
  if (lead < 0x80) {
    return 1;
  }
  // The second byte's range shuts out overlong forms, surrogates and values beyond U+10FFFF.
  unsigned second_low = 0x80;
  unsigned second_high = 0xBF;
  size_t length = 0;
  if (lead >= 0xC2 && lead <= 0xDF) {
    length = 2;
  } else if (lead >= 0xE0 && lead <= 0xEF) {
    length = 3;
    second_low = lead == 0xE0 ? 0xA0 : 0x80;
    second_high = lead == 0xED ? 0x9F : 0xBF;
  } else if (lead >= 0xF0 && lead <= 0xF4) {
    length = 4;
    second_low = lead == 0xF0 ? 0x90 : 0x80;
    second_high = lead == 0xF4 ? 0x8F : 0xBF;
  }
  if (length == 0 || text.size() - offset < length) {
    return 0;
  }
  const unsigned second = byte_at(text, offset + 1);
  if (second < second_low || second > second_high) {
    return 0;
  }
  for (size_t i = 2; i < length; ++i) {
    if ((byte_at(text, offset + i) & 0xC0U) != 0x80) {
      return 0;
    }
  }
  return length;
}

void append(std::string& text, char32_t code_point) {
  const char32_t value = code_point > 0x10FFFF || (code_point >= 0xD800 && code_point <= 0xDFFF) ? Replacement : code_point;
  const auto add = [&text](char32_t byte) { text += static_cast<char>(static_cast<unsigned char>(byte)); };
  if (value < 0x80) {
    add(value);
  } else if (value < 0x800) {
    add(0xC0 | value >> 6);
    add(0x80 | (value & 0x3F));
  } else if (value < 0x10000) {
    add(0xE0 | value >> 12);
    add(0x80 | (value >> 6 & 0x3F));
    add(0x80 | (value & 0x3F));
  } else {
    add(0xF0 | value >> 18);
    add(0x80 | (value >> 12 & 0x3F));
    add(0x80 | (value >> 6 & 0x3F));
    add(0x80 | (value & 0x3F));
  }
}

}  // namespace

std::optional<size_t> first_bad_utf8(std::string_view text) {
  size_t offset = 0;
  while (offset < text.size()) {
    const size_t length = good_length(text, offset);
    if (length == 0) {
      return offset;
    }
    offset += length;
  }
  return std::nullopt;
}

CodePoint decode_at(std::string_view text, size_t offset) {
  const size_t length = good_length(text, offset);
  const unsigned lead = byte_at(text, offset);
  if (length <= 1) {
    return {length == 0 ? Replacement : static_cast<char32_t>(lead), 1};
  }
  // A lead byte of n + 1 bytes keeps 6 - n of its bits.
  char32_t value = lead & (0x7FU >> length);
  for (size_t i = 1; i < length; ++i) {
    value = value << 6 | (byte_at(text, offset + i) & 0x3FU);
  }
  return {value, length};
}

size_t code_point_count(std::string_view text) {
  size_t count = 0;
  for (size_t offset = 0; offset < text.size(); ++count) {
    const size_t length = good_length(text, offset);
    offset += length == 0 ? 1 : length;
  }
  return count;
}

std::u32string decode(std::string_view text) {
  std::u32string code_points;
  code_points.reserve(text.size());
  for (size_t offset = 0; offset < text.size();) {
    const CodePoint next = decode_at(text, offset);
    code_points += next.value;
    offset += next.length;
  }
  return code_points;
}

std::string encode(char32_t code_point) {
  std::string text;
  append(text, code_point);
  return text;
}

std::string encode(std::u32string_view code_points) {
  std::string text;
  text.reserve(code_points.size() * 3);
  for (const char32_t code_point : code_points) {
    append(text, code_point);
  }
  return text;
}

std::strong_ordering compare_code_points(std::string_view a, std::string_view b) {
  // string_view compares as unsigned bytes, and UTF-8 keeps the order of code points.
  return a <=> b;
}

}  // namespace plumb::base
