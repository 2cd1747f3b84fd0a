// A finished evaluation as a table for a terminal, as JSON and as CSV.
#pragma once

#include <string>

#include "report/evaluation.h"
#include "report/summary.h"
#include "source/language.h"

namespace plumb::report {

[[nodiscard]] std::string render_evaluation_table(const Evaluation& evaluation, const Summary& summary, source::Language language,
                                                  bool colour);
[[nodiscard]] std::string render_evaluation_json(const Evaluation& evaluation, const Summary& summary);
// Every row of a table with all its definitions, for a terminal.
[[nodiscard]] std::string render_listing(const Evaluation& evaluation, const Summary& summary, program::TableId table,
                                         source::Language language, bool colour);
// One table: the one that is listed, else the units. For spreadsheets and for scripts at once:
//   a quantity          the exact value, a fraction as 10÷3 (10/3 would be read as a date), and beside it, under ≈, the
//                       same to six places half up
//   a text that opens a formula (= + - @) or starts with an apostrophe: with an apostrophe before it
//   at the end the record of the run; a byte order mark, lines end with CR LF
[[nodiscard]] std::string render_evaluation_csv(const Evaluation& evaluation, const Summary& summary, source::Language language);

}  // namespace plumb::report
