// What a definition says of each row by itself, for the rows of a batch. Internal to run.
#pragma once

#include "run/evaluator.h"

namespace plumb::run {

// Guarded cases with exceptions (law L7), as the definition's values; `fired` gets the case that gave each lane its value,
// -1 for none.
[[nodiscard]] Vector eval_cases(Evaluator& evaluator, const program::ByCases& by, DefinitionId id, const Batch& batch,
                                Active active, int32_t* fired);
[[nodiscard]] Vector eval_checklist(Evaluator& evaluator, const program::ByChecklist& by, const Batch& batch, Active active);
// Half-open spans of the members that meet the condition (law L12).
[[nodiscard]] Vector eval_spans(Evaluator& evaluator, const program::BySpans& by, DefinitionId id, const Batch& batch,
                                Active active);

}  // namespace plumb::run
