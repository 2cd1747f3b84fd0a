#include "report/cells.h"
#include "report/comparison.h"
#include "report/summary.h"
#include "report/write_csv.h"

namespace plumb::report {

namespace {

using source::Language;

class ComparisonCsv {
 public:
  ComparisonCsv(const ComparedRuns& runs, Language language) : runs_(runs), made_(runs.comparison), words_(runs, language) {}

  std::string write() {
    write_head();
    for (const study::Move& move : made_.moves) write_row(move);
    return csv_.take();
  }

 private:
  [[nodiscard]] const program::Program& program(bool is_after) const {
    return is_after ? runs_.after.program() : runs_.before.program();
  }
  [[nodiscard]] program::DefinitionId score(bool is_after) const {
    return is_after ? runs_.graded_after.score : runs_.graded_before.score;
  }

  void write_head() {
    for (const TextId id : {TextId::ColumnKey, TextId::ColumnName, TextId::ColumnOldGrade, TextId::ColumnNewGrade})
      csv_.word(words_.say(id));
    for (const bool is_after : {false, true}) {
      if (!score(is_after).valid()) continue;
      const program::Definition& definition = program(is_after).at(score(is_after));
      csv_.value_head(definition.type, words_.say(is_after ? TextId::ColumnNew : TextId::ColumnOld, {head_of(definition)}));
    }
    for (const TextId id : {TextId::ColumnOld, TextId::ColumnNew}) csv_.word(words_.say(id, {words_.say(TextId::ColumnPlace)}));
    for (const TextId id :
         {TextId::ColumnOldAmongNew, TextId::ColumnCauses, TextId::ColumnWhy, TextId::ColumnPassedBy, TextId::ColumnPassed}) {
      csv_.word(words_.say(id));
    }
    csv_.end_line();
  }

  void write_row(const study::Move& move) {
    const study::UnitPair& unit = made_.units[move.unit];
    csv_.key(unit.key);
    csv_.text(unit.title);
    csv_.text(words_.class_name(unit.before.in_class));
    csv_.text(words_.class_name(unit.after.in_class));
    for (const bool is_after : {false, true}) {
      if (!score(is_after).valid()) continue;
      const program::Type& type = program(is_after).at(score(is_after)).type;
      const study::UnitState& state = is_after ? unit.after : unit.before;
      const bool is_known = state.row != UINT32_MAX && program::is_known(state.score);
      const program::Value shown = is_known ? state.score : program::Value(program::Absent{});
      csv_.value(type, shown, is_known ? show_cell(is_after ? runs_.after : runs_.before, type, shown, Language::Zh) : "");
    }
    for (const study::UnitState& state : {unit.before, unit.after}) csv_.word(state.place ? std::to_string(*state.place) : "");
    csv_.word(move.old_among_new ? std::to_string(*move.old_among_new) : "");
    std::string causes;
    for (const study::Cause cause : move.causes) causes += (causes.empty() ? "" : " ") + std::string(cause_word(cause));
    csv_.word(causes);
    csv_.text(words_.why(move));
    csv_.text(words_.units(move.passed_by, study::Passing::NamedUnits));
    csv_.text(words_.units(move.passed, study::Passing::NamedUnits));
    csv_.end_line();
  }

  const ComparedRuns& runs_;
  const study::Comparison& made_;
  ComparisonWords words_;
  CsvWriter csv_;
};

}  // namespace

std::string render_comparison_csv(const ComparedRuns& runs, Language language) { return ComparisonCsv(runs, language).write(); }

}  // namespace plumb::report
