// What dumps call the values of the kernel's enumerations; the rows are kinds.def and builtins.def.
#pragma once

#include <string_view>

#include "program/program.h"

namespace plumb::program {

[[nodiscard]] std::string_view name_of(Op of);
[[nodiscard]] std::string_view name_of(RunDate::Which of);
[[nodiscard]] std::string_view name_of(StepKind of);
[[nodiscard]] std::string_view name_of(Function of);
[[nodiscard]] std::string_view name_of(SetMode of);
[[nodiscard]] std::string_view name_of(Merging of);
[[nodiscard]] std::string_view name_of(AggregateKind of);
[[nodiscard]] std::string_view name_of(HitPolicy of);
[[nodiscard]] std::string_view name_of(ConstructWord of);
[[nodiscard]] std::string_view name_of(CaseMode of);
[[nodiscard]] std::string_view name_of(ByChecklist::Mode of);
[[nodiscard]] std::string_view name_of(GradeForm of);
[[nodiscard]] std::string_view name_of(TiePolicy of);
[[nodiscard]] std::string_view name_of(CombineKind of);
[[nodiscard]] std::string_view name_of(Force of);
[[nodiscard]] std::string_view name_of(TableRole of);
[[nodiscard]] std::string_view name_of(BasisKind of);
[[nodiscard]] std::string_view name_of(Expected of);
[[nodiscard]] std::string_view name_of(base::RoundingMode of);
[[nodiscard]] std::string_view name_of(base::MonthEnd of);

}  // namespace plumb::program
