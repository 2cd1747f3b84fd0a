// How the question about a tie is known (laws L9, L10): by exactly its members and the line that they are tied on.
//
// The subject is text that people read and answer: `A01;B07@考核等级.优秀.择优`, the members' keys in code point order, then
// the grade, the label and the entry whose line it is; in a ranking with strata the stratum follows in brackets:
// `…[理科;大型]`. A key or a stratum that contains `;`, `@` or `\` has a `\` before it, so that no two subjects
// are one text. The answer gives the members in their decided order, written in the same way.
#pragma once

#include <string>
#include <vector>

#include "data/data.h"
#include "program/program.h"

namespace plumb::population {

// Members by key (law L1: in code point order), and the line behind them.
[[nodiscard]] std::string tie_subject(std::vector<std::string> keys, const std::string& line);
// The line of a cut. `stratum`: the key that the stratum has in the results.
[[nodiscard]] std::string tie_line(const program::Program& program, const data::Data& data, program::DefinitionId grade,
                                   uint32_t entry, const std::vector<program::Value>& stratum);
// What an answer to this very question carries: SHA-256 of what was asked.
[[nodiscard]] std::string tie_fingerprint(const std::string& judgement, const std::string& subject);

// The tied in the order of the answer, as indexes of `keys`. Empty: it does not name each of them once and nobody else.
[[nodiscard]] std::vector<uint32_t> order_by_answer(const std::vector<std::string>& keys, const std::string& answer);

// One key as it stands in subjects and answers.
[[nodiscard]] std::string escape_key(const std::string& key);
// The keys of an answer, without what escapes them.
[[nodiscard]] std::vector<std::string> split_keys(const std::string& text);

}  // namespace plumb::population
