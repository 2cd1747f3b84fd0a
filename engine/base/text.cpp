// Normal form, width and character classes, from utf8proc's Unicode tables.
#include "base/text.h"

#include <algorithm>
#include <array>
#include <cstdlib>
#include <new>

#include <utf8proc.h>

namespace plumb::base {

namespace {

int category_of(char32_t code_point) { return utf8proc_category(static_cast<utf8proc_int32_t>(code_point)); }

// True for code points that neither change under NFC nor join what stands before them: everything
// below the combining marks, CJK punctuation and ideographs, full-width forms. Nearly all text is
// this. A bad byte reads as U+FFFD, which is none.
bool is_plainly_nfc(char32_t code_point) {
  return code_point < 0x300 || (code_point >= 0x4E00 && code_point <= 0x9FFF) || (code_point >= 0x3000 && code_point <= 0x3029) ||
         (code_point >= 0xFF00 && code_point <= 0xFFEF);
}

bool is_plainly_nfc(std::string_view text) {
  for (size_t offset = 0; offset < text.size();) {
    const CodePoint next = decode_at(text, offset);
    if (!is_plainly_nfc(next.value)) {
      return false;
    }
    offset += next.length;
  }
  return true;
}

std::string compose(std::string_view text) {
  utf8proc_uint8_t* mapped = nullptr;
  const utf8proc_ssize_t length =
      utf8proc_map(reinterpret_cast<const utf8proc_uint8_t*>(text.data()), static_cast<utf8proc_ssize_t>(text.size()), &mapped,
                   static_cast<utf8proc_option_t>(UTF8PROC_STABLE | UTF8PROC_COMPOSE));
  if (length < 0) {
    throw std::bad_alloc();  // the text was made valid before
  }
  std::string result(reinterpret_cast<const char*>(mapped), static_cast<size_t>(length));
  std::free(mapped);
  return result;
}

struct LookAlike {
  char32_t code_point;
  char ascii;
};

// Letters that common fonts draw like an ASCII letter, sorted. Greek letters that formulas really
// use and that can be told apart (α, β, γ, σ …) are not among them.
constexpr std::array<LookAlike, 70> LookAlikes = {{
    {0x0131, 'i'}, {0x0251, 'a'}, {0x0261, 'g'}, {0x037F, 'J'}, {0x0391, 'A'}, {0x0392, 'B'}, {0x0395, 'E'}, {0x0396, 'Z'},
    {0x0397, 'H'}, {0x0399, 'I'}, {0x039A, 'K'}, {0x039C, 'M'}, {0x039D, 'N'}, {0x039F, 'O'}, {0x03A1, 'P'}, {0x03A4, 'T'},
    {0x03A5, 'Y'}, {0x03A7, 'X'}, {0x03B9, 'i'}, {0x03BD, 'v'}, {0x03BF, 'o'}, {0x03C1, 'p'}, {0x03F2, 'c'}, {0x03F3, 'j'},
    {0x03F9, 'C'}, {0x0405, 'S'}, {0x0406, 'I'}, {0x0408, 'J'}, {0x0410, 'A'}, {0x0412, 'B'}, {0x0415, 'E'}, {0x041A, 'K'},
    {0x041C, 'M'}, {0x041D, 'H'}, {0x041E, 'O'}, {0x0420, 'P'}, {0x0421, 'C'}, {0x0422, 'T'}, {0x0423, 'Y'}, {0x0425, 'X'},
    {0x0430, 'a'}, {0x0433, 'r'}, {0x0435, 'e'}, {0x043E, 'o'}, {0x0440, 'p'}, {0x0441, 'c'}, {0x0443, 'y'}, {0x0445, 'x'},
    {0x044C, 'b'}, {0x0455, 's'}, {0x0456, 'i'}, {0x0458, 'j'}, {0x0474, 'V'}, {0x0475, 'v'}, {0x04AE, 'Y'}, {0x04AF, 'y'},
    {0x04BB, 'h'}, {0x04C0, 'I'}, {0x04CF, 'l'}, {0x0501, 'd'}, {0x050C, 'G'}, {0x051A, 'Q'}, {0x051B, 'q'}, {0x051C, 'W'},
    {0x051D, 'w'}, {0x0555, 'O'}, {0x0570, 'h'}, {0x0578, 'n'}, {0x057D, 'u'}, {0x0585, 'o'},
}};

static_assert(std::is_sorted(LookAlikes.begin(), LookAlikes.end(),
                             [](const LookAlike& a, const LookAlike& b) { return a.code_point < b.code_point; }));

struct Range {
  char32_t first;
  char32_t last;
};

// Characters without any ink: joiners, direction marks, variation selectors, fillers, tags.
constexpr std::array<Range, 17> InvisibleRanges = {{
    {0x00AD, 0x00AD},
    {0x034F, 0x034F},
    {0x061C, 0x061C},
    {0x115F, 0x1160},
    {0x17B4, 0x17B5},
    {0x180B, 0x180F},
    {0x200B, 0x200F},
    {0x202A, 0x202E},
    {0x2060, 0x206F},
    {0x3164, 0x3164},
    {0xFE00, 0xFE0F},
    {0xFEFF, 0xFEFF},
    {0xFFA0, 0xFFA0},
    {0xFFF9, 0xFFFB},
    {0x1BCA0, 0x1BCA3},
    {0x1D173, 0x1D17A},
    {0xE0000, 0xE0FFF},
}};

bool is_invisible(char32_t code_point) {
  return std::any_of(InvisibleRanges.begin(), InvisibleRanges.end(),
                     [code_point](const Range& range) { return code_point >= range.first && code_point <= range.last; });
}

}  // namespace

std::string to_nfc(std::string_view text) {
  if (is_plainly_nfc(text)) {
    return std::string(text);
  }
  return first_bad_utf8(text).has_value() ? compose(encode(decode(text))) : compose(text);
}

bool is_nfc(std::string_view text) { return is_plainly_nfc(text) || to_nfc(text) == text; }

int display_width(char32_t code_point) {
  if (code_point >= 0x20 && code_point < 0x7F) {
    return 1;
  }
  return utf8proc_charwidth(static_cast<utf8proc_int32_t>(code_point));
}

int display_width(std::string_view text) {
  int width = 0;
  for (size_t offset = 0; offset < text.size();) {
    const CodePoint next = decode_at(text, offset);
    width += display_width(next.value);
    offset += next.length;
  }
  return width;
}

std::string pad_to_width(std::string_view text, int width) {
  std::string padded(text);
  const int missing = width - display_width(text);
  if (missing > 0) {
    padded.append(static_cast<size_t>(missing), ' ');
  }
  return padded;
}

bool is_identifier_start(char32_t code_point) {
  if (code_point < 0x80) {
    return (code_point >= 'a' && code_point <= 'z') || (code_point >= 'A' && code_point <= 'Z') || code_point == '_';
  }
  const int category = category_of(code_point);
  return category == UTF8PROC_CATEGORY_LO || category == UTF8PROC_CATEGORY_LU || category == UTF8PROC_CATEGORY_LL ||
         category == UTF8PROC_CATEGORY_LT || category == UTF8PROC_CATEGORY_LM || category == UTF8PROC_CATEGORY_NL;
}

bool is_identifier_continue(char32_t code_point) {
  if (is_identifier_start(code_point)) {
    return true;
  }
  const int category = category_of(code_point);
  return category == UTF8PROC_CATEGORY_ND || category == UTF8PROC_CATEGORY_MN || category == UTF8PROC_CATEGORY_MC;
}

char32_t is_confusable_with_ascii(char32_t code_point) {
  if (code_point < 0x80) {
    return 0;
  }
  if ((code_point >= 0xFF21 && code_point <= 0xFF3A) || (code_point >= 0xFF41 && code_point <= 0xFF5A)) {
    return code_point - 0xFF21 + U'A';
  }
  // Thirteen alphabets of mathematical letters follow one another, capitals before small letters.
  if (code_point >= 0x1D400 && code_point <= 0x1D6A3) {
    const char32_t index = (code_point - 0x1D400) % 52;
    return index < 26 ? U'A' + index : U'a' + (index - 26);
  }
  if (is_invisible(code_point)) {
    return InvisibleLookAlike;
  }
  const auto* found = std::lower_bound(LookAlikes.begin(), LookAlikes.end(), code_point,
                                       [](const LookAlike& entry, char32_t wanted) { return entry.code_point < wanted; });
  const bool is_found = found != LookAlikes.end() && found->code_point == code_point;
  return is_found ? static_cast<char32_t>(found->ascii) : 0;
}

}  // namespace plumb::base
