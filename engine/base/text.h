// UTF-8 text: validity, normal form, width in a terminal, and which characters may stand in a name.
// Functions other than first_bad_utf8 expect valid UTF-8; each bad byte counts as U+FFFD, never as
// a crash. Offsets are bytes. Nothing depends on the locale.
#pragma once

#include <compare>
#include <cstddef>
#include <optional>
#include <string>
#include <string_view>

namespace plumb::base {

// Byte offset of the first sequence that is not well-formed (stray, overlong, surrogate, beyond
// U+10FFFF, truncated); empty if the whole text is good.
[[nodiscard]] std::optional<size_t> first_bad_utf8(std::string_view text);

[[nodiscard]] std::string to_nfc(std::string_view text);
[[nodiscard]] bool is_nfc(std::string_view text);

// Columns in a terminal: wide and full-width 2, combining and control 0, everything else 1 (East
// Asian ambiguous included, as terminals outside legacy CJK locales draw it).
[[nodiscard]] int display_width(std::string_view text);
[[nodiscard]] int display_width(char32_t code_point);
// Blanks are appended up to the width; a longer text stays as it is.
[[nodiscard]] std::string pad_to_width(std::string_view text, int width);

[[nodiscard]] size_t code_point_count(std::string_view text);
[[nodiscard]] std::u32string decode(std::string_view text);
[[nodiscard]] std::string encode(char32_t code_point);
[[nodiscard]] std::string encode(std::u32string_view code_points);

struct CodePoint {
  char32_t value = 0;
  size_t length = 0;  // bytes taken, at least 1
};
// The code point that starts at the offset. Precondition: offset < text.size().
[[nodiscard]] CodePoint decode_at(std::string_view text, size_t offset);

// Order by code point (law L1); for valid UTF-8 that is the order of the bytes.
[[nodiscard]] std::strong_ordering compare_code_points(std::string_view a, std::string_view b);

// Letters (L*), letter numbers (Nl) and '_'.
[[nodiscard]] bool is_identifier_start(char32_t code_point);
// The above, marks (Mn, Mc) and decimal digits (Nd).
[[nodiscard]] bool is_identifier_continue(char32_t code_point);

// What is_confusable_with_ascii answers for characters that cannot be seen at all.
inline constexpr char32_t InvisibleLookAlike = 0xFFFF;
// The ASCII letter that a Cyrillic, Greek, full-width or mathematical letter looks like,
// InvisibleLookAlike for zero-width and other invisible characters, 0 for every character that is
// no look-alike. Some invisible characters count as letters or marks in Unicode, so ask this before
// is_identifier_start.
[[nodiscard]] char32_t is_confusable_with_ascii(char32_t code_point);

}  // namespace plumb::base
