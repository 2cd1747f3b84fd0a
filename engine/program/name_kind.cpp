#include "program/name_kind.h"

namespace plumb::program {

std::string_view name_of(Op of) {
#define PLUMB_OP(value, name) \
  if (of == Op::value) return name;
#include "program/kinds.def"
  return {};
}

std::string_view name_of(RunDate::Which of) {
#define PLUMB_RUN_DATE(value, name) \
  if (of == RunDate::Which::value) return name;
#include "program/kinds.def"
  return {};
}

std::string_view name_of(StepKind of) {
#define PLUMB_STEP(value, id, name, least, most) \
  if (of == StepKind::value) return name;
#include "program/builtins.def"
  return {};
}

std::string_view name_of(Function of) {
#define PLUMB_FUNCTION(value, id, name, least, most, takes, gives, low, high, magnitude) \
  if (of == Function::value) return name;
#include "program/builtins.def"
  return {};
}

std::string_view name_of(SetMode of) {
#define PLUMB_SET_MODE(value, name) \
  if (of == SetMode::value) return name;
#include "program/kinds.def"
  return {};
}

std::string_view name_of(Merging of) {
#define PLUMB_MERGING(value, name) \
  if (of == Merging::value) return name;
#include "program/kinds.def"
  return {};
}

std::string_view name_of(AggregateKind of) {
#define PLUMB_AGGREGATE(value, id, name, least, most, of_nothing, reads) \
  if (of == AggregateKind::value) return name;
#include "program/builtins.def"
  return {};
}

std::string_view name_of(HitPolicy of) {
#define PLUMB_HIT_POLICY(value, name) \
  if (of == HitPolicy::value) return name;
#include "program/kinds.def"
  return {};
}

std::string_view name_of(ConstructWord of) {
#define PLUMB_CONSTRUCT(value, name) \
  if (of == ConstructWord::value) return name;
#include "program/kinds.def"
  return {};
}

std::string_view name_of(CaseMode of) {
#define PLUMB_CASE_MODE(value, name) \
  if (of == CaseMode::value) return name;
#include "program/kinds.def"
  return {};
}

std::string_view name_of(ByChecklist::Mode of) {
#define PLUMB_CHECKLIST_MODE(value, name) \
  if (of == ByChecklist::Mode::value) return name;
#include "program/kinds.def"
  return {};
}

std::string_view name_of(GradeForm of) {
#define PLUMB_GRADE_FORM(value, name) \
  if (of == GradeForm::value) return name;
#include "program/kinds.def"
  return {};
}

std::string_view name_of(TiePolicy of) {
#define PLUMB_TIE_POLICY(value, name) \
  if (of == TiePolicy::value) return name;
#include "program/kinds.def"
  return {};
}

std::string_view name_of(CombineKind of) {
#define PLUMB_COMBINE(value, name) \
  if (of == CombineKind::value) return name;
#include "program/kinds.def"
  return {};
}

std::string_view name_of(Force of) {
#define PLUMB_FORCE(value, name) \
  if (of == Force::value) return name;
#include "program/kinds.def"
  return {};
}

std::string_view name_of(TableRole of) {
#define PLUMB_TABLE_ROLE(value, name) \
  if (of == TableRole::value) return name;
#include "program/kinds.def"
  return {};
}

std::string_view name_of(BasisKind of) {
#define PLUMB_BASIS(value, name) \
  if (of == BasisKind::value) return name;
#include "program/kinds.def"
  return {};
}

std::string_view name_of(Expected of) {
#define PLUMB_EXPECTED(value, name) \
  if (of == Expected::value) return name;
#include "program/kinds.def"
  return {};
}

std::string_view name_of(base::RoundingMode of) {
  switch (of) {
#define PLUMB_ROUNDING(value, name) \
  case base::RoundingMode::value: { \
    return name;                    \
  }
#include "program/kinds.def"
  }
  return {};
}

std::string_view name_of(base::MonthEnd of) {
  switch (of) {
#define PLUMB_MONTH_END(value, name) \
  case base::MonthEnd::value: {      \
    return name;                     \
  }
#include "program/kinds.def"
  }
  return {};
}

}  // namespace plumb::program
