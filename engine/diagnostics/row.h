// The macros that turn a row of a .def file into a struct with one typed field per argument and a
// constant Row. The compiler checks that both languages use the same placeholders and that these
// are exactly the arguments.
#pragma once

#include <cstddef>
#include <cstdint>
#include <string_view>
#include <vector>

#include "diagnostics/arg.h"

namespace plumb::diagnostics {

enum class Severity { Error, Warning, Note };

// One row of the catalogue. Hints may be empty, then in both languages.
struct Row {
  std::string_view code;  // "R2001"
  std::string_view name;  // "UnknownName"
  Severity severity;
  std::string_view zh;
  std::string_view en;
  std::string_view hint_zh;
  std::string_view hint_en;
  std::uint32_t arg_count;
};

// A text that stands beside a place or under a frame.
struct LabelRow {
  std::string_view name;
  std::string_view zh;
  std::string_view en;
  std::uint32_t arg_count;
};

// The set of placeholders {0}…{9} in a text, as bits; all bits when a brace is left open. A literal
// brace is doubled.
constexpr std::uint32_t placeholder_bits(std::string_view text) {
  constexpr std::uint32_t Broken = 0xFFFFFFFFU;
  std::uint32_t bits = 0;
  for (std::size_t i = 0; i < text.size(); ++i) {
    const bool doubled = i + 1 < text.size() && text[i + 1] == text[i];
    if (text[i] == '{') {
      if (doubled) {
        ++i;
      } else if (i + 2 < text.size() && text[i + 1] >= '0' && text[i + 1] <= '9' && text[i + 2] == '}') {
        bits |= 1U << static_cast<std::uint32_t>(text[i + 1] - '0');
        i += 2;
      } else {
        return Broken;
      }
    } else if (text[i] == '}') {
      if (!doubled) {
        return Broken;
      }
      ++i;
    }
  }
  return bits;
}

constexpr bool is_sound(const Row& row) {
  const std::uint32_t all = (1U << row.arg_count) - 1U;
  const std::uint32_t text = placeholder_bits(row.zh);
  const std::uint32_t hint = placeholder_bits(row.hint_zh);
  return text == placeholder_bits(row.en) && hint == placeholder_bits(row.hint_en) && (text | hint) == all &&
         row.hint_zh.empty() == row.hint_en.empty();
}

constexpr bool is_sound(const LabelRow& row) {
  const std::uint32_t all = (1U << row.arg_count) - 1U;
  return placeholder_bits(row.zh) == all && placeholder_bits(row.en) == all;
}

// The fields of a filled row, in order.
template <std::size_t N, class Filled>
std::vector<Arg> args_of(const Filled& filled) {
  static_assert(N <= 6, "a row has at most six arguments");
  if constexpr (N == 0) {
    return {};
  } else if constexpr (N == 1) {
    const auto& [a] = filled;
    return {a};
  } else if constexpr (N == 2) {
    const auto& [a, b] = filled;
    return {a, b};
  } else if constexpr (N == 3) {
    const auto& [a, b, c] = filled;
    return {a, b, c};
  } else if constexpr (N == 4) {
    const auto& [a, b, c, d] = filled;
    return {a, b, c, d};
  } else if constexpr (N == 5) {
    const auto& [a, b, c, d, e] = filled;
    return {a, b, c, d, e};
  } else {
    const auto& [a, b, c, d, e, f] = filled;
    return {a, b, c, d, e, f};
  }
}

}  // namespace plumb::diagnostics

#define PLUMB_COUNT_IMPL(a, b, c, d, e, f, count, ...) count
#define PLUMB_COUNT(...) PLUMB_COUNT_IMPL(__VA_ARGS__ __VA_OPT__(, ) 6, 5, 4, 3, 2, 1, 0, 0)
#define PLUMB_COUNT_ARGS(...) PLUMB_COUNT(__VA_ARGS__)

#define PLUMB_FIELD(field, ...) \
  field;                        \
  __VA_OPT__(PLUMB_FIELD_2(__VA_ARGS__))
#define PLUMB_FIELD_2(field, ...) \
  field;                          \
  __VA_OPT__(PLUMB_FIELD_3(__VA_ARGS__))
#define PLUMB_FIELD_3(field, ...) \
  field;                          \
  __VA_OPT__(PLUMB_FIELD_4(__VA_ARGS__))
#define PLUMB_FIELD_4(field, ...) \
  field;                          \
  __VA_OPT__(PLUMB_FIELD_5(__VA_ARGS__))
#define PLUMB_FIELD_5(field, ...) \
  field;                          \
  __VA_OPT__(PLUMB_FIELD_6(__VA_ARGS__))
#define PLUMB_FIELD_6(field) field;

#define PLUMB_DIAG_STRUCT(code_, name_, severity_, zh_, en_, hint_zh_, hint_en_, ...)                        \
  struct name_ {                                                                                             \
    static constexpr std::size_t arg_count = PLUMB_COUNT_ARGS(__VA_ARGS__);                                  \
    static constexpr ::plumb::diagnostics::Row row{                                                          \
        #code_, #name_, ::plumb::diagnostics::Severity::severity_, zh_, en_, hint_zh_, hint_en_, arg_count}; \
    __VA_OPT__(PLUMB_FIELD(__VA_ARGS__))                                                                     \
  };                                                                                                         \
  static_assert(::plumb::diagnostics::is_sound(name_::row),                                                  \
                #code_ ": the placeholders of the two languages and the arguments differ");

#define PLUMB_LABEL_STRUCT(name_, zh_, en_, ...)                                      \
  struct name_ {                                                                      \
    static constexpr std::size_t arg_count = PLUMB_COUNT_ARGS(__VA_ARGS__);           \
    static constexpr ::plumb::diagnostics::LabelRow row{#name_, zh_, en_, arg_count}; \
    __VA_OPT__(PLUMB_FIELD(__VA_ARGS__))                                              \
  };                                                                                  \
  static_assert(::plumb::diagnostics::is_sound(name_::row),                           \
                #name_ ": the placeholders of the two languages and the arguments differ");
