#include "pipeline/comparison.h"
#include "pipeline/csv_cells.h"

namespace plumb::pipeline {

namespace {

using source::Language;

class ComparisonCsv {
 public:
  ComparisonCsv(const ComparedRuns& runs, Language language) : runs_(runs), made_(runs.comparison), words_(runs, language) {}

  std::string write() {
    std::string out = "\xEF\xBB\xBF" + head() + "\r\n";
    for (const study::Move& move : made_.moves) out += row(move) + "\r\n";
    return out;
  }

 private:
  [[nodiscard]] const program::Program& program(bool is_after) const {
    return is_after ? runs_.after.program() : runs_.before.program();
  }
  [[nodiscard]] program::DefinitionId score(bool is_after) const {
    return is_after ? runs_.graded_after.score : runs_.graded_before.score;
  }

  [[nodiscard]] std::string head() const {
    std::string line;
    for (const TextId id : {TextId::ColumnKey, TextId::ColumnName, TextId::ColumnOldGrade, TextId::ColumnNewGrade})
      add_csv_cell(words_.say(id), line);
    for (const bool is_after : {false, true}) {
      if (!score(is_after).valid()) continue;
      const program::Definition& definition = program(is_after).at(score(is_after));
      const std::string name = words_.say(is_after ? TextId::ColumnNew : TextId::ColumnOld, {head_of(definition)});
      add_csv_cell(harmless_cell(name), line);
      if (is_quantity(definition.type)) add_csv_cell("≈" + name, line);
    }
    for (const TextId id : {TextId::ColumnOld, TextId::ColumnNew})
      add_csv_cell(words_.say(id, {words_.say(TextId::ColumnPlace)}), line);
    for (const TextId id :
         {TextId::ColumnOldAmongNew, TextId::ColumnCauses, TextId::ColumnWhy, TextId::ColumnPassedBy, TextId::ColumnPassed}) {
      add_csv_cell(words_.say(id), line);
    }
    return line;
  }

  [[nodiscard]] std::string row(const study::Move& move) const {
    const study::UnitPair& unit = made_.units[move.unit];
    std::string line = unit.key.empty() ? "\"\"" : "";
    if (!unit.key.empty()) add_csv_cell(harmless_cell(unit.key), line);
    add_csv_cell(harmless_cell(unit.title), line);
    add_csv_cell(harmless_cell(words_.class_name(unit.before.in_class)), line);
    add_csv_cell(harmless_cell(words_.class_name(unit.after.in_class)), line);
    for (const bool is_after : {false, true}) {
      if (!score(is_after).valid()) continue;
      const program::Type& type = program(is_after).at(score(is_after)).type;
      const study::UnitState& state = is_after ? unit.after : unit.before;
      const bool is_known = state.row != UINT32_MAX && program::is_known(state.score);
      const Evaluation& run = is_after ? runs_.after : runs_.before;
      add_csv_cell(is_known ? exact_cell(show_cell(run, type, state.score, Language::Zh)) : "", line);
      if (is_quantity(type)) add_csv_cell(is_known ? readable_cell(type, state.score) : "", line);
    }
    for (const study::UnitState& state : {unit.before, unit.after})
      add_csv_cell(state.place ? std::to_string(*state.place) : "", line);
    add_csv_cell(move.old_among_new ? std::to_string(*move.old_among_new) : "", line);
    std::string causes;
    for (const study::Cause cause : move.causes) causes += (causes.empty() ? "" : " ") + std::string(cause_word(cause));
    add_csv_cell(causes, line);
    add_csv_cell(harmless_cell(words_.why(move)), line);
    add_csv_cell(harmless_cell(words_.units(move.passed_by, study::Passing::NamedUnits)), line);
    add_csv_cell(harmless_cell(words_.units(move.passed, study::Passing::NamedUnits)), line);
    return line;
  }

  const ComparedRuns& runs_;
  const study::Comparison& made_;
  ComparisonWords words_;
};

}  // namespace

std::string render_comparison_csv(const ComparedRuns& runs, Language language) { return ComparisonCsv(runs, language).write(); }

}  // namespace plumb::pipeline
