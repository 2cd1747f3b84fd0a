#include <algorithm>
#include <map>

#include "report/cells.h"
#include "report/comparison.h"
#include "report/summary.h"
#include "report/write_table.h"

namespace plumb::report {

namespace {

using source::Language;
using study::Cause;
using study::ClassKind;
using study::Move;
using study::RuleChangeKind;

constexpr size_t ShownUnits = 10;
constexpr size_t ListedNames = 12;

class ComparisonTable {
 public:
  ComparisonTable(const ComparedRuns& runs, Language language, bool colour)
      : runs_(runs), made_(runs.comparison), words_(runs, language), language_(language), colour_(colour) {}

  std::string write() {
    out_ += bold(words_.headline()) + "\n\n";
    add_heads();
    add_stillness();
    add_matrix();
    add_lines();
    add_moves();
    add_parameters();
    add_rules();
    add_definitions();
    return std::move(out_);
  }

 private:
  [[nodiscard]] std::string say(TextId id) const { return words_.say(id); }
  [[nodiscard]] std::string bold(const std::string& line) const { return colour_ ? "\033[1m" + line + "\033[0m" : line; }
  void add_title(TextId id, uint64_t count) {
    out_ += '\n' + bold(words_.say(TextId::TitleWithCount, {text(id, language_), std::to_string(count)})) + '\n';
  }

  void add_heads() {
    TextTable table;
    for (const bool is_after : {false, true}) {
      const Evaluation& run = is_after ? runs_.after : runs_.before;
      const std::string& title = run.program().title;
      const std::vector<std::string> dates = describe_run(run, language_);
      const std::string rules = run.rules->sources.text(run.rules->main).name();
      table.rows.push_back({say(is_after ? TextId::HeadAfter : TextId::HeadBefore), title.empty() ? rules : title, rules,
                            dates.front(), run.database});
      if (is_after && runs_.other_readings_after) table.rows.back().push_back(say(TextId::OtherReadingsTaken));
    }
    out_ += render_columns(table, 0);
  }

  void add_stillness() {
    const std::vector<std::string> lines = words_.stillness();
    if (lines.empty()) return;
    out_ += '\n' + bold(say(TextId::TitleStill)) + '\n';
    for (const std::string& line : lines) out_ += "  " + source::printable(line) + '\n';
  }

  // Labels always, the other classes where somebody is.
  [[nodiscard]] std::vector<uint32_t> shown_classes() const {
    std::vector<uint32_t> shown;
    for (uint32_t i = 0; i < made_.classes.size(); ++i) {
      bool is_used = made_.classes[i].kind == ClassKind::Label;
      for (uint32_t j = 0; j < made_.classes.size(); ++j) is_used = is_used || made_.matrix[i][j] > 0 || made_.matrix[j][i] > 0;
      if (is_used) shown.push_back(i);
    }
    return shown;
  }

  void add_matrix() {
    if (made_.units.empty()) return;
    add_title(TextId::TitleMatrix, made_.units.size());
    const std::vector<uint32_t> shown = shown_classes();
    TextTable table;
    table.heads.push_back(say(TextId::MatrixCorner));
    table.is_number.push_back(false);
    for (const uint32_t to : shown) table.heads.push_back(words_.class_name(to));
    table.heads.push_back(say(TextId::MatrixTotal));
    table.is_number.resize(table.heads.size(), true);
    std::vector<uint64_t> totals(shown.size() + 1, 0);
    const auto cell = [](uint64_t count) { return count == 0 ? std::string(".") : std::to_string(count); };
    for (const uint32_t from : shown) {
      std::vector<std::string> row{words_.class_name(from)};
      uint64_t sum = 0;
      for (size_t i = 0; i < shown.size(); ++i) {
        const uint64_t count = made_.matrix[from][shown[i]];
        row.push_back(cell(count));
        totals[i] += count;
        sum += count;
      }
      row.push_back(cell(sum));
      totals.back() += sum;
      table.rows.push_back(std::move(row));
    }
    std::vector<std::string> last{say(TextId::MatrixTotal)};
    for (const uint64_t count : totals) last.push_back(cell(count));
    table.rows.push_back(std::move(last));
    out_ += render_columns(table, 2);
  }

  void add_lines() {
    if (made_.moves.empty() || made_.lines.empty()) return;
    add_title(TextId::TitleLines, made_.lines.size());
    for (const study::LineMovement& line : made_.lines) {
      std::vector<std::string> parts;
      parts.push_back(words_.places(line));
      for (const uint32_t parameter : line.parameters) parts.push_back(words_.parameter(parameter));
      const std::string inside = words_.joined(parts, TextId::ListComma);
      const std::string name = words_.say(TextId::LineName, {words_.class_name(line.in_class)});
      out_ += "  " + source::printable(inside.empty() ? name : words_.say(TextId::WithOrigin, {name, inside})) + '\n';
      if (!line.in.empty())
        out_ += "    " + source::printable(words_.say(TextId::LineIn, {words_.units(line.in, ShownUnits)})) + '\n';
      if (!line.out.empty())
        out_ += "    " + source::printable(words_.say(TextId::LineOut, {words_.units(line.out, ShownUnits)})) + '\n';
    }
  }

  [[nodiscard]] std::string path(const Move& move) const {
    const study::UnitPair& unit = made_.units[move.unit];
    return words_.say(TextId::Arrow, {words_.class_name(unit.before.in_class), words_.class_name(unit.after.in_class)});
  }
  [[nodiscard]] std::string beside(const std::string& before, const std::string& after) const {
    if (before.empty() && after.empty()) return "";
    const std::string none = say(TextId::NoValue);
    return before == after ? before : words_.say(TextId::Arrow, {before.empty() ? none : before, after.empty() ? none : after});
  }
  // What one fault or one missing answer holds up is told once for all.
  [[nodiscard]] static bool is_grouped(const Move& move) {
    return move.causes.size() == 1 && (move.causes.front() == Cause::Open || move.causes.front() == Cause::Row);
  }

  void add_moves() {
    if (made_.moves.empty()) return;
    add_title(TextId::TitleMoves, made_.moves.size());
    TextTable table;
    const program::DefinitionId score = runs_.graded_after.score;
    const std::string score_head = score.valid() ? head_of(runs_.after.program().at(score)) : "";
    table.heads = {say(TextId::ColumnMove), say(TextId::ColumnKey), say(TextId::ColumnName), score_head,
                   say(TextId::ColumnPlaces)};
    table.is_number = {false, false, false, true, true};
    std::vector<std::string> reasons;
    std::map<std::pair<std::string, std::string>, std::vector<uint32_t>> groups;
    std::vector<std::pair<std::string, std::string>> order;
    for (const Move& move : made_.moves) {
      const study::UnitPair& unit = made_.units[move.unit];
      std::string why = words_.why(move);
      if (is_grouped(move)) {
        auto& group = groups[{path(move), why}];
        if (group.empty()) order.emplace_back(path(move), why);
        group.push_back(move.unit);
        continue;
      }
      const auto place = [](const study::UnitState& state) { return state.place ? std::to_string(*state.place) : std::string(); };
      table.rows.push_back({path(move), unit.key, unit.title == unit.key ? "" : unit.title,
                            beside(words_.score(unit, false), words_.score(unit, true)),
                            beside(place(unit.before), place(unit.after))});
      reasons.push_back(std::move(why));
    }
    if (!table.rows.empty()) add_rows_with_reasons(table, reasons);
    for (const auto& key : order) {
      out_ += "  " + key.first + "  " + source::printable(words_.units(groups[key], ShownUnits)) + '\n';
      out_ += "    " + source::printable(words_.say(TextId::WhyLine, {key.second})) + '\n';
    }
  }

  void add_rows_with_reasons(const TextTable& table, const std::vector<std::string>& reasons) {
    const std::string lines = render_columns(table, 2);
    size_t begin = lines.find('\n') + 1;
    out_ += lines.substr(0, begin);
    for (const std::string& reason : reasons) {
      const size_t end = lines.find('\n', begin) + 1;
      out_ += lines.substr(begin, end - begin);
      out_ += "    " + source::printable(words_.say(TextId::WhyLine, {reason})) + '\n';
      begin = end;
    }
  }

  void add_parameters() {
    if (made_.parameters.empty()) return;
    add_title(TextId::TitleParameters, made_.parameters.size());
    TextTable table;
    table.heads = {say(TextId::ColumnParameter),   say(TextId::HeadBefore),       say(TextId::HeadAfter),
                   say(TextId::ColumnBasisBefore), say(TextId::ColumnBasisAfter), say(TextId::ColumnNote)};
    for (const study::ParameterChange& one : made_.parameters) {
      std::vector<std::string> notes;
      if (one.is_dated_elsewhere) notes.push_back(say(TextId::DatedElsewhere));
      if (!one.is_reached) notes.push_back(say(TextId::NotReached));
      table.rows.push_back({one.name, words_.parameter_value(one, false), words_.parameter_value(one, true),
                            words_.bases(one.before, false), words_.bases(one.after, true),
                            words_.joined(notes, TextId::ListComma)});
    }
    out_ += render_columns(table, 2);
  }

  void add_rules() {
    if (made_.rules.empty()) return;
    add_title(TextId::TitleRules, made_.rules.size());
    std::vector<std::string> reworded, unreached;
    for (const study::RuleChange& one : made_.rules) {
      if (one.kind == RuleChangeKind::Reworded) {
        reworded.push_back(one.name);
        continue;
      }
      if (!one.is_reached) {
        unreached.push_back(one.name);
        continue;
      }
      TextId kind = TextId::RuleChanged;
      if (one.kind == RuleChangeKind::Added) kind = TextId::RuleAdded;
      if (one.kind == RuleChangeKind::Removed) kind = TextId::RuleRemoved;
      out_ += "  " + say(kind) + "  " + one.name + '\n';
      if (one.text_before == one.text_after) continue;
      if (!one.text_before.empty()) out_ += "    - " + source::printable(one.text_before) + '\n';
      if (!one.text_after.empty()) out_ += "    + " + source::printable(one.text_after) + '\n';
    }
    add_names(TextId::RulesNotReached, unreached);
    add_names(TextId::RulesReworded, reworded);
  }
  void add_names(TextId pattern, const std::vector<std::string>& names) {
    if (names.empty()) return;
    std::vector<std::string> first(names.begin(),
                                   names.begin() + static_cast<std::ptrdiff_t>(std::min(names.size(), ListedNames)));
    if (names.size() > ListedNames) first.emplace_back("…");
    out_ += "  " + words_.say(pattern, {std::to_string(names.size()), words_.joined(first, TextId::ListComma)}) + '\n';
  }

  void add_definitions() {
    if (made_.definitions.empty()) return;
    add_title(TextId::TitleDefinitions, made_.definitions.size());
    TextTable table;
    table.heads = {say(TextId::ColumnDefinition), say(TextId::ColumnDiffer), say(TextId::ColumnLargest)};
    table.is_number = {false, true, false};
    std::vector<std::string> unreached;
    for (const study::DefinitionChange& one : made_.definitions) {
      const program::Definition& before = runs_.before.program().at(one.before);
      const program::Definition& after = runs_.after.program().at(one.after);
      if (!one.is_reached) {
        unreached.push_back(after.name);
        continue;
      }
      std::vector<std::string> rows;
      for (const study::RowChange& row : one.first) {
        rows.push_back(words_.say(TextId::ValueMoved, {row.key, words_.value(false, before.type, row.old_value),
                                                       words_.value(true, after.type, row.new_value)}));
      }
      table.rows.push_back({head_of(after), words_.say(TextId::DifferOf, {std::to_string(one.differ), std::to_string(one.rows)}),
                            words_.joined(rows, TextId::ListComma)});
    }
    if (!table.rows.empty()) out_ += render_columns(table, 2);
    add_names(TextId::DefinitionsNotReached, unreached);
  }

  const ComparedRuns& runs_;
  const study::Comparison& made_;
  ComparisonWords words_;
  Language language_;
  bool colour_;
  std::string out_;
};

}  // namespace

std::string render_comparison_table(const ComparedRuns& runs, Language language, bool colour) {
  return ComparisonTable(runs, language, colour).write();
}

}  // namespace plumb::report
