// The text of a notice → its clauses, by their numbering. Nothing of a document is kept by the project: users hold the
// texts, and a rule file holds the fingerprint of each clause's text (law L8).
//
// Numbering as notices have it: `一、` opens a first-level clause 一, `1.` inside it a clause 一.1; a line `附件` starts an
// annex, whose clauses are 附件.一 and so on; what stands before the first number is 首部. A mark at the start of a line,
// 【三.1】, names the clause that starts there, where the numbering does not tell it.
#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace plumb::check {

struct ClauseText {
  std::string id;           // "三.1"
  std::string fingerprint;  // "sha256:" and 64 hexadecimal digits over the text in NFC without white space
  int line = 0;             // where it starts, 1-based
  bool is_head = false;     // 首部: who issued what and when, no clause of its own
};

// In reading order. A first-level clause covers its own sub-clauses. Precondition: valid UTF-8.
[[nodiscard]] std::vector<ClauseText> split_clauses(std::string_view text);

// Letters and digits of a document's number or file name, for matching the two: 国科办基〔2021〕63号 → 国科办基202163.
[[nodiscard]] std::string document_key(std::string_view name);

}  // namespace plumb::check
