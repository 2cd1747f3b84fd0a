#include <algorithm>

#include "base/text.h"
#include "program/dump_program.h"
#include "report/cells.h"
#include "report/describe_place.h"
#include "report/evaluation.h"
#include "report/render_evaluation.h"
#include "report/summary.h"
#include "report/texts.h"
#include "report/write_table.h"

namespace plumb::report {

namespace {

using source::Language;

class EvaluationTable {
 public:
  EvaluationTable(const Evaluation& evaluation, const Summary& summary, Language language, bool colour)
      : evaluation_(evaluation), summary_(summary), program_(evaluation.program()), language_(language), colour_(colour) {}

  std::string write() {
    add_heading();
    if (!summary_.only_listed) {
      add_counts();
      add_verifies();
      add_open_units();
      add_settled_units();
      add_globals();
      add_questions();
    }
    for (const program::TableId table : summary_.listed) out_ += render_listing(evaluation_, summary_, table, language_, colour_);
    add_faults();
    add_faulty_values();
    if (!summary_.only_listed) add_assumptions();
    return std::move(out_);
  }

 private:
  [[nodiscard]] std::string say(TextId id) const { return std::string(text(id, language_)); }

  void add_title(TextId id, uint64_t count) {
    out_ += '\n';
    out_ += bold(filled(TextId::TitleWithCount, language_, {text(id, language_), std::to_string(count)})) + '\n';
  }
  [[nodiscard]] std::string bold(const std::string& line) const { return colour_ ? "\033[1m" + line + "\033[0m" : line; }
  [[nodiscard]] std::string warn(const std::string& line) const { return colour_ ? "\033[33m" + line + "\033[0m" : line; }

  void add_heading() {
    const results::RunInputs& inputs = evaluation_.results.inputs;
    out_ += bold(source::printable(program_.title.empty() ? evaluation_.rules->sources.text(evaluation_.rules->main).name()
                                                          : program_.title));
    out_ += '\n';
    const std::vector<std::string> run = describe_run(evaluation_, language_);
    for (size_t i = 0; i < run.size(); ++i) out_ += (i == 0 ? run[i] : warn(run[i])) + '\n';
    const std::string& origin = evaluation_.data().origin.empty() ? evaluation_.database : evaluation_.data().origin;
    out_ += filled(TextId::HeadData, language_, {source::printable(origin)}) + '\n';
    const std::vector<std::string> readings = describe_readings(evaluation_, language_);
    for (size_t i = 0; i < readings.size(); ++i) out_ += warn((i == 0 ? "" : "  ") + source::printable(readings[i])) + '\n';
    if (!summary_.is_provisional) return;
    out_ += warn(say(TextId::HeadProvisional)) + '\n';
    TextTable table;
    for (const auto& one : inputs.quarantine) {
      table.rows.push_back(
          {program_.at(one.table).name + ' ' + one.key, one.reason, one.keeps_place ? say(TextId::KeepsPlace) : ""});
    }
    out_ += render_columns(table, 2);
  }

  void add_counts() {
    if (!summary_.view.table.valid()) return;
    add_title(TextId::TitleCounts, summary_.units.size());
    TextTable table{.heads = {}, .is_number = {false, true}, .rows = {}};
    const auto add = [&](const std::string& name, uint64_t count) { table.rows.push_back({name, std::to_string(count)}); };
    if (summary_.view.grade.valid()) {
      const program::Enumeration& labels = program_.at(program_.at(summary_.view.grade).type.enumeration);
      for (const GradeCount& one : summary_.grades) add(labels.labels[one.label], one.count);
    } else {
      add(say(summary_.view.score.valid() ? TextId::CountScored : TextId::CountMembers), summary_.settled);
    }
    if (summary_.faulty > 0) add(say(TextId::CountFaulty), summary_.faulty);
    if (summary_.pending > 0) add(say(TextId::CountPending), summary_.pending);
    if (summary_.absent > 0) add(say(TextId::CountAbsent), summary_.absent);
    if (summary_.quarantined > 0) add(say(TextId::CountQuarantined), summary_.quarantined);
    if (summary_.outside > 0) add(say(TextId::CountOutside), summary_.outside);
    out_ += render_columns(table, 2);
  }

  [[nodiscard]] std::string with_measure(const program::Type& type, const program::Value& value) const {
    const bool is_number = std::holds_alternative<base::Number>(value);
    return show_cell(evaluation_, type, value, language_) + (is_number ? type.shown_name : "");
  }

  [[nodiscard]] std::vector<std::string> details_of(const VerifyLine& line) const {
    const program::Definition& definition = program_.at(line.definition);
    std::string left, right;
    if (line.sides) {
      left = with_measure(line.sides->left_type, line.sides->left);
      right = with_measure(line.sides->right_type, line.sides->right);
    }
    if (!definition.table.valid()) {
      if (line.sides) return {filled(TextId::VerifySidesOf, language_, {left, right})};
      if (program::is_open(line.value)) return {show_cell(evaluation_, definition.type, line.value, language_)};
      return {""};
    }
    std::vector<std::string> details;
    const auto add = [&](TextId state, const VerifyLine::Kind& kind, bool has_sides) {
      if (kind.count == 0) return;
      std::string keys;
      for (const uint32_t row : kind.rows) {
        std::string key = data::key_text(program_, evaluation_.data(), definition.table, row);
        // The first that fails carries its two sides; one example tells what kind of difference it is.
        if (has_sides) key = filled(TextId::VerifySidesOfRow, language_, {key, left, right});
        has_sides = false;
        keys += (keys.empty() ? "" : say(TextId::ListComma)) + key;
      }
      if (kind.count > kind.rows.size()) keys += " …";
      details.push_back(filled(TextId::VerifyRows, language_,
                               {std::to_string(line.row_count), text(state, language_), std::to_string(kind.count), keys}));
    };
    add(TextId::VerifyDiffers, line.failed, line.sides.has_value());
    add(TextId::CountPending, line.pending, false);
    add(TextId::CountFaulty, line.faulty, false);
    if (details.empty()) details.emplace_back();
    return details;
  }

  void add_verifies() {
    if (summary_.verifies.empty()) return;
    add_title(TextId::TitleVerifies, summary_.verifies.size());
    TextTable table;
    for (const VerifyLine& line : summary_.verifies) {
      TextId state = TextId::VerifyHolds;
      switch (state_of(line)) {
        case VerifyState::Holds: state = TextId::VerifyHolds; break;
        case VerifyState::Differs: state = TextId::VerifyDiffers; break;
        case VerifyState::Open: state = TextId::VerifyOpen; break;
      }
      const std::vector<std::string> details = details_of(line);
      table.rows.push_back({program_.at(line.definition).name, say(state), details.front()});
      // What differs and what cannot be told yet stand apart.
      for (size_t i = 1; i < details.size(); ++i) table.rows.push_back({"", "", details[i]});
    }
    out_ += render_columns(table, 2);
  }

  [[nodiscard]] std::string key_of(uint32_t row) const {
    return data::key_text(program_, evaluation_.data(), summary_.view.table, row);
  }
  struct OpenGroup {
    std::string why;
    UnitState state;
    std::vector<uint32_t> rows;
  };

  [[nodiscard]] std::string wrapped_keys(const std::vector<uint32_t>& rows) const {
    constexpr int Width = 100;
    std::string out, line = "   ";
    for (const uint32_t row : rows) {
      const std::string key = ' ' + source::printable(key_of(row));
      if (base::display_width(line) + base::display_width(key) > Width) {
        out += line + '\n';
        line = "   ";
      }
      line += key;
    }
    return out + line + '\n';
  }

  [[nodiscard]] std::string title_of(uint32_t row) const {
    const std::string title = data::title_text(program_, evaluation_.data(), summary_.view.table, row);
    return title == key_of(row) ? "" : title;
  }

  // Units that wait for the same thing, a tie that holds up a whole ranking say, are told together.
  void add_open_units() {
    const uint64_t count = summary_.faulty + summary_.pending;
    if (count == 0) return;
    add_title(TextId::TitleOpen, count);
    constexpr size_t MostLines = 5;
    std::vector<OpenGroup> groups;
    for (const UnitRow& unit : summary_.units) {
      if (unit.state != UnitState::Faulty && unit.state != UnitState::Pending) continue;
      const std::string why = show_cell(evaluation_, {}, unit.grade, language_);
      const auto same = std::find_if(groups.begin(), groups.end(), [&](const OpenGroup& one) { return one.why == why; });
      OpenGroup& group = same == groups.end() ? groups.emplace_back(OpenGroup{why, unit.state, {}}) : *same;
      group.rows.push_back(unit.row);
    }
    TextTable table{.heads = {say(TextId::ColumnKey), say(TextId::ColumnName), say(TextId::ColumnState), say(TextId::ColumnWhy)},
                    .is_number = {},
                    .rows = {}};
    std::string together;
    for (const OpenGroup& group : groups) {
      const std::string state = say(group.state == UnitState::Faulty ? TextId::CountFaulty : TextId::CountPending);
      if (group.rows.size() > MostLines) {
        const std::string line = filled(TextId::OpenGroup, language_, {state, std::to_string(group.rows.size()), group.why});
        together += "  " + source::printable(line) + '\n' + wrapped_keys(group.rows);
        continue;
      }
      for (const uint32_t row : group.rows) table.rows.push_back({key_of(row), title_of(row), state, group.why});
    }
    if (!table.rows.empty()) out_ += render_columns(table, 2);
    out_ += together;
    if (summary_.ways_on.empty()) return;
    out_ += "  " + say(TextId::WayOn) + '\n';
    for (const std::string& one : summary_.ways_on) {
      out_ += "    " + source::printable(quarantine_words(one, say(TextId::WordReason))) + '\n';
    }
  }

  // Where nothing is of rows: the values of the whole, but for those that are verified above.
  void add_globals() {
    TextTable table{.heads = {}, .is_number = {false, true}, .rows = {}};
    for (const program::DefinitionId id : definitions_of(program_, {})) {
      const program::Definition& definition = program_.at(id);
      if (definition.word == program::ConstructWord::Verify) continue;
      const program::Value& value = evaluation_.results.at(id, 0);
      std::string shown = program::is_open(value) ? program::show_value(program_, definition.type, value, language_)
                                                  : show_readable(evaluation_, definition.type, value, language_);
      if (std::holds_alternative<base::Number>(value)) shown += definition.type.shown_name;
      table.rows.push_back({definition.name, std::move(shown)});
    }
    if (table.rows.empty()) return;
    add_title(TextId::TitleGlobals, table.rows.size());
    out_ += render_columns(table, 2);
  }

  void add_settled_units() {
    if (summary_.settled == 0) return;
    add_title(TextId::TitleUnits, summary_.settled);
    const UnitView& view = summary_.view;
    TextTable table;
    const auto add_head = [&](const std::string& head, bool is_number) {
      table.heads.push_back(head);
      table.is_number.push_back(is_number);
    };
    if (view.grade.valid()) add_head(program_.at(view.grade).name, false);
    if (view.ranking.valid()) add_head(say(TextId::ColumnPlace), true);
    add_head(say(TextId::ColumnKey), false);
    add_head(say(TextId::ColumnName), false);
    if (view.score.valid()) {
      const program::Definition& score = program_.at(view.score);
      add_head(score.name + (score.type.shown_name.empty() ? "" : " (" + score.type.shown_name + ")"), true);
    }
    for (const UnitRow& unit : summary_.units) {
      if (unit.state != UnitState::Settled) continue;
      std::vector<std::string> cells;
      if (view.grade.valid()) cells.push_back(show_cell(evaluation_, program_.at(view.grade).type, unit.grade, language_));
      if (view.ranking.valid()) cells.push_back(unit.place ? std::to_string(*unit.place) : "");
      cells.push_back(key_of(unit.row));
      cells.push_back(title_of(unit.row));
      if (view.score.valid()) {
        const program::Value& score = evaluation_.results.at(view.score, unit.row);
        cells.push_back(program::is_open(score) ? ""
                                                : show_readable(evaluation_, program_.at(view.score).type, score, language_));
      }
      table.rows.push_back(std::move(cells));
    }
    out_ += render_columns(table, 2);
  }

  void add_questions() {
    const auto& questions = evaluation_.results.questions;
    if (questions.empty()) return;
    const auto needed =
        static_cast<uint64_t>(std::count(summary_.needed_questions.begin(), summary_.needed_questions.end(), true));
    add_title(TextId::TitleQuestions, needed);
    TextTable table{.heads = {say(TextId::ColumnJudgement), say(TextId::ColumnSubject), say(TextId::ColumnAnswers)},
                    .is_number = {},
                    .rows = {}};
    for (size_t i = 0; i < questions.size(); ++i) {
      if (!summary_.needed_questions[i]) continue;
      const results::Question& question = questions[i];
      table.rows.push_back({program_.at(question.judgement).name, question.subject,
                            std::to_string(question.answers) + "/" + std::to_string(question.least)});
    }
    if (needed > 0) out_ += render_columns(table, 2);
    if (needed < questions.size()) {
      out_ += "  " + filled(TextId::QuestionsNotNeeded, language_, {std::to_string(questions.size() - needed)}) + '\n';
    }
  }

  void add_faults() {
    const auto& faults = evaluation_.data().faults;
    if (faults.empty()) return;
    add_title(TextId::TitleFaults, faults.size());
    constexpr size_t ShownLimit = 50;
    const PlaceView view{program_, evaluation_.data(), evaluation_.results};
    TextTable table;
    for (const data::Fault& fault : faults) {
      if (table.rows.size() == ShownLimit) break;
      const diagnostics::Bilingual what = describe_fault(fault.kind);
      table.rows.push_back({fault_address(view, fault), language_ == Language::Zh ? what.zh : what.en, fault.found});
    }
    out_ += render_columns(table, 2);
    if (faults.size() > ShownLimit) {
      out_ += "  " + filled(TextId::MoreRows, language_, {std::to_string(faults.size() - ShownLimit)}) + '\n';
    }
  }

  void add_faulty_values() {
    if (summary_.faulty_values.empty()) return;
    add_title(TextId::TitleFaultyValues, summary_.faulty_values.size());
    TextTable table;
    for (const FaultyLine& line : summary_.faulty_values) {
      const program::Definition& definition = program_.at(line.definition);
      std::string rows;
      for (const uint32_t row : line.rows) {
        rows +=
            (rows.empty() ? "" : say(TextId::ListComma)) + data::key_text(program_, evaluation_.data(), definition.table, row);
      }
      if (line.count > line.rows.size() && !rows.empty()) {
        rows = filled(TextId::RowsMore, language_, {rows, std::to_string(line.count)});
      }
      table.rows.push_back({definition.name, std::move(rows), show_cell(evaluation_, definition.type, line.first, language_)});
    }
    out_ += render_columns(table, 2);
  }

  void add_assumptions() {
    if (summary_.assumptions.empty()) return;
    add_title(TextId::TitleAssumptions, summary_.assumptions.size());
    TextTable table;
    for (const AssumptionLine& line : summary_.assumptions) {
      TextId kind = TextId::BasisAssumed;
      switch (line.basis->kind) {
        case program::BasisKind::Assumed: kind = TextId::BasisAssumed; break;
        case program::BasisKind::NotGiven: kind = TextId::BasisNotGiven; break;
        case program::BasisKind::OtherReading:
          kind = evaluation_.takes_other_readings ? TextId::BasisOtherTaken : TextId::BasisOtherLeft;
          break;
        case program::BasisKind::Cited: continue;
      }
      table.rows.push_back({line.name, say(kind), line.basis->reason});
    }
    out_ += render_columns(table, 2);
  }

  const Evaluation& evaluation_;
  const Summary& summary_;
  const program::Program& program_;
  Language language_;
  bool colour_;
  std::string out_;
};

}  // namespace

std::string render_evaluation_table(const Evaluation& evaluation, const Summary& summary, Language language, bool colour) {
  return EvaluationTable(evaluation, summary, language, colour).write();
}

}  // namespace plumb::report
