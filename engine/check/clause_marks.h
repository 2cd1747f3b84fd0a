// The signs by which notices number their clauses: facts about documents, not words for a reader.
#pragma once

#include <string_view>

namespace plumb::check::clause_marks {

inline constexpr std::u32string_view Numerals = U"\u4e00\u4e8c\u4e09\u56db\u4e94\u516d\u4e03\u516b\u4e5d\u5341";  // one to ten
inline constexpr std::u32string_view Annex = U"\u9644\u4ef6";
inline constexpr std::u32string_view Head = U"\u9996\u90e8";
inline constexpr std::u32string_view AfterDigits = U".\uff0e\u3001";
inline constexpr char32_t ListComma = U'\u3001';
inline constexpr char32_t MarkOpen = U'\u3010';
inline constexpr char32_t MarkClose = U'\u3011';
inline constexpr char32_t NumberSign = U'\u53f7';  // the last character of a document's number

}  // namespace plumb::check::clause_marks
