// Single values of a run in words, for tables and CSV.
#pragma once

#include <cstdint>
#include <optional>
#include <string>

#include "report/evaluation.h"
#include "source/language.h"

namespace plumb::report {

// A number for the eye: a fraction that does not end as ≈ and four places, anything else like show_cell.
[[nodiscard]] std::string show_readable(const Evaluation& evaluation, const program::Type& type, const program::Value& value,
                                        source::Language language);
// Whether a row has a duty, in words that do not read as “done”; empty: no duty, or its value is open or absent.
[[nodiscard]] std::optional<std::string> duty_cell(const Evaluation& evaluation, program::DefinitionId id, uint32_t row,
                                                   source::Language language);
// Is the definition a duty or consequence that says what fulfils it?
[[nodiscard]] bool has_fulfilment(const Evaluation& evaluation, program::DefinitionId id);
// "已履行", "未履行", or that this is open, on request with its reason; empty where the row has no such duty.
[[nodiscard]] std::string fulfilment_cell(const Evaluation& evaluation, program::DefinitionId id, uint32_t row,
                                          source::Language language, bool with_reason);
// The name of the case or the entry that gave a value; empty: it has none.
[[nodiscard]] std::string fired_rule(const program::Definition& definition, int32_t index);
// The name of a definition with its measure: "总分 (分)".
[[nodiscard]] std::string head_of(const program::Definition& definition);
// A known or absent value as a reader sees it, rows by their keys; an open one by its place's title.
[[nodiscard]] std::string show_cell(const Evaluation& evaluation, const program::Type& type, const program::Value& value,
                                    source::Language language);

}  // namespace plumb::report
