#include "diagnostics/catalogue.h"

#include "diagnostics/catalogue_command.h"
#include "diagnostics/catalogue_data.h"
#include "diagnostics/catalogue_evaluation.h"
#include "diagnostics/catalogue_internal.h"
#include "diagnostics/catalogue_labels.h"
#include "diagnostics/catalogue_names.h"
#include "diagnostics/catalogue_plan.h"
#include "diagnostics/catalogue_structure.h"
#include "diagnostics/catalogue_text.h"
#include "diagnostics/catalogue_types.h"

namespace plumb::diagnostics {
namespace {

#define PLUMB_DIAG(code_, name_, ...) &diag::name_::row,
constexpr const Row* Rows[] = {
#include "diagnostics/catalogue_1_text.def"
#include "diagnostics/catalogue_2_names.def"
#include "diagnostics/catalogue_3_types.def"
#include "diagnostics/catalogue_4_structure.def"
#include "diagnostics/catalogue_5_plan.def"
#include "diagnostics/catalogue_6_evaluation.def"
#include "diagnostics/catalogue_7_data.def"
#include "diagnostics/catalogue_8_command.def"
#include "diagnostics/catalogue_9_internal.def"
};
#undef PLUMB_DIAG

#define PLUMB_LABEL(name_, ...) &label::name_::row,
constexpr const LabelRow* Labels[] = {
#include "diagnostics/catalogue_labels.def"
};
#undef PLUMB_LABEL

bool is_same_code(std::string_view code, std::string_view asked) {
  if (code.size() != asked.size()) {
    return false;
  }
  const bool same_class = asked[0] == code[0] || (asked[0] == 'r' && code[0] == 'R');
  return same_class && code.substr(1) == asked.substr(1);
}

}  // namespace

std::span<const Row* const> all_rows() { return Rows; }

std::span<const LabelRow* const> all_labels() { return Labels; }

const Row* find_row(std::string_view code) {
  for (const Row* row : Rows) {
    if (is_same_code(row->code, code)) {
      return row;
    }
  }
  return nullptr;
}

}  // namespace plumb::diagnostics
