#include "syntax/read_numeral.h"

#include <cstdint>

namespace plumb::syntax {

namespace {

struct NumeralPiece {
  std::string_view word;
  int64_t value;  // of a digit; the power of ten of a place
};

#define PLUMB_NO_PIECE(...)
#define PLUMB_PIECE(word, value) {word, value},

constexpr NumeralPiece Digits[] = {
#define PLUMB_DIGIT PLUMB_PIECE
#define PLUMB_PLACE PLUMB_NO_PIECE
#define PLUMB_SHARE PLUMB_NO_PIECE
#include "syntax/numeral_words.def"
#undef PLUMB_DIGIT
#undef PLUMB_PLACE
};

constexpr NumeralPiece Places[] = {
#define PLUMB_DIGIT PLUMB_NO_PIECE
#define PLUMB_PLACE PLUMB_PIECE
#include "syntax/numeral_words.def"
#undef PLUMB_DIGIT
#undef PLUMB_PLACE
#undef PLUMB_SHARE
};

constexpr std::string_view ShareWord =
#define PLUMB_DIGIT PLUMB_NO_PIECE
#define PLUMB_PLACE PLUMB_NO_PIECE
#define PLUMB_SHARE(word) word
#include "syntax/numeral_words.def"
    ;

template <size_t N>
const NumeralPiece* numeral_piece_at(const NumeralPiece (&pieces)[N], std::string_view text) {
  for (const NumeralPiece& piece : pieces) {
    if (text.starts_with(piece.word)) return &piece;
  }
  return nullptr;
}

int64_t power_of_ten(int64_t exponent) {
  int64_t power = 1;
  for (; exponent > 0; --exponent) power *= 10;
  return power;
}

constexpr int64_t SmallPlaces = 3;          // 十 百 千
constexpr int64_t Largest = 1'000'000'000;  // longer numerals are no slip: they are left alone

// 三百二十, 五十, 十五: up to thousands; 二〇二一: digits one by one. Takes what it reads off the text.
std::optional<int64_t> read_group(std::string_view& text) {
  int64_t sum = 0, digit = 0;
  bool has_digit = false, has_any = false;
  while (sum < Largest) {
    if (const NumeralPiece* found = numeral_piece_at(Digits, text)) {
      digit = digit * 10 + found->value;
      has_digit = true;
      if (digit > Largest) return std::nullopt;
      text.remove_prefix(found->word.size());
    } else if (const NumeralPiece* place = numeral_piece_at(Places, text); place != nullptr && place->value <= SmallPlaces) {
      if (!has_digit && has_any) break;
      sum += (has_digit ? digit : 1) * power_of_ten(place->value);
      digit = 0;
      has_digit = false;
      text.remove_prefix(place->word.size());
    } else {
      break;
    }
    has_any = true;
  }
  if (!has_any) return std::nullopt;
  return sum + digit;
}

}  // namespace

std::optional<std::string> read_numeral(std::string_view word) {
  const bool is_share = word.starts_with(ShareWord);
  std::string_view rest = is_share ? word.substr(ShareWord.size()) : word;
  const std::optional<int64_t> number = read_group(rest);
  if (!number) return std::nullopt;
  // 万 and 亿 stay words, as the language has them: 50万元.
  return std::to_string(*number) + std::string(rest) + (is_share ? "%" : "");
}

}  // namespace plumb::syntax
