#include "check/find/write_example.h"

#include <algorithm>
#include <array>

#include "check/infer/infer_parts.h"
#include "program/dump_program.h"

namespace plumb::check {

using program::ColumnId;
using program::ExprId;
using program::Number;
using program::TypeKind;
using program::Value;
using syntax::Keyword;

namespace {

constexpr std::array RowNames{
#define PLUMB_ROW_NAME(zh, en) example_word::Row{zh, en},
#include "check/find/example_words.def"
};

std::string in_spelling(const Context& context, example_word::Row row) {
  return std::string(context.program.spelling == source::Language::Zh ? row.zh : row.en);
}

std::string quoted(const Context& context, const std::string& text) {
  return context.program.spelling == source::Language::Zh ? "「" + text + "」" : "\"" + text + "\"";
}

// 5元/小时 is written 5元 / 1小时; 250/3元 is 250元 / 3.
std::string write_number(const program::Type& type, const Number& number) {
  if (type.shown_name.empty() && !type.dimension.is_dimensionless()) return {};
  const Number shown = type.shown_factor.is_zero() ? number : number.divided_by(type.shown_factor);
  std::string text = shown.to_string();
  const size_t slash = text.find('/');
  const std::string divisor = slash == std::string::npos ? "" : " / " + text.substr(slash + 1);
  text.resize(std::min(slash, text.size()));
  const size_t end = std::min(type.shown_name.find_first_of("/*"), type.shown_name.size());
  text += type.shown_name.substr(0, end);
  for (size_t at = end; at < type.shown_name.size();) {
    const size_t next = std::min(type.shown_name.find_first_of("/*", at + 1), type.shown_name.size());
    text += std::string(" ") + type.shown_name[at] + " 1" + type.shown_name.substr(at + 1, next - at - 1);
    at = next;
  }
  return text + divisor;
}

}  // namespace

std::string write_value(const Context& context, const program::Type& type, const Value& value) {
  if (const auto* number = std::get_if<Number>(&value)) return write_number(type, *number);
  if (const auto* text = std::get_if<std::string>(&value)) return quoted(context, *text);
  if (const auto* truth = std::get_if<bool>(&value)) {
    return std::string(syntax::spelling_of(*truth ? Keyword::K_TRUE : Keyword::K_FALSE, context.program.spelling));
  }
  if (const auto* label = std::get_if<program::Label>(&value)) return context.program.at(label->enumeration).labels[label->index];
  if (std::holds_alternative<base::Date>(value))
    return program::show_value(context.program, type, value, context.program.spelling);
  if (const auto* absent = std::get_if<program::Absent>(&value)) {
    const program::AbsenceKind& kind = context.program.absence_kinds[absent->kind.value];
    const bool is_english = context.program.spelling == source::Language::En && !kind.alias.empty();
    return std::string(syntax::spelling_of(Keyword::K_ABSENT_CELL, context.program.spelling)) + " " +
           (is_english ? kind.alias : kind.name);
  }
  return {};
}

void show_value_of(const Context& context, ExprId reading, const Value& value, diagnostics::Diagnostic& diagnostic) {
  const program::Type& type = context.program.at(reading).type;
  std::string shown = program::show_value(context.program, type, value, context.program.spelling);
  if (std::holds_alternative<Number>(value)) shown += type.shown_name;
  if (std::holds_alternative<program::RowRef>(value)) return;
  // A judgement may stand where its value is read: its name says enough.
  const auto* definition = std::get_if<program::DefinitionOf>(&context.program.at(reading).node);
  const bool is_own =
      definition != nullptr &&
      (!definition->row.valid() || std::holds_alternative<program::FrameRow>(context.program.at(definition->row).node));
  diagnostic.witness(
      is_own ? context.program.at(definition->definition).name : written(context, context.program.at(reading).span),
      std::move(shown));
}

void show_row(const Context& context, const Sweep& sweep, diagnostics::Diagnostic& diagnostic) {
  for (size_t i = 0; i < sweep.subjects().size(); ++i) {
    if (sweep.subjects()[i].is_of_scope) continue;
    if (const Value* value = sweep.at(i)) show_value_of(context, sweep.subjects()[i].expr, *value, diagnostic);
  }
}

Example::Example(const Context& context, program::TableId table, program::PopulationId domain) : context_(context) {
  if (!table.valid()) return;
  add_row(table);
  be_in(domain);
}

// Membership that is pinned asks nothing of the scope that it is taken from.
void Example::be_in(program::PopulationId id) {
  if (id.valid() && is_possible_)
    add_pin(rows_.front().name + "." + context_.program.at(id).name + " = " + write_value(context_, {}, Value(true)));
}

Example::Example(const Context& context, const program::Definition& of) : Example(context, of.table, of.domain) {}

std::string Example::word(Keyword keyword) const { return std::string(syntax::spelling_of(keyword, context_.program.spelling)); }

// A name that nothing in the program bears.
std::string Example::row_name() {
  while (next_name_ < RowNames.size()) {
    std::string name = in_spelling(context_, RowNames[next_name_++]);
    if (!context_.symbols.contains(name)) return name;
  }
  is_possible_ = false;
  return {};
}

// A row goes by its name where the table has one key, which a name can stand for.
size_t Example::add_row(program::TableId table) {
  const std::vector<ColumnId>& keys = context_.program.at(table).keys;
  const TypeKind kind = keys.size() == 1 ? context_.program.at(keys.front()).type.kind : TypeKind::Unknown;
  if (kind != TypeKind::Text && kind != TypeKind::Row) is_possible_ = false;
  rows_.push_back({table, row_name(), {}});
  return rows_.size() - 1;
}

void Example::set_cell(size_t row, ColumnId column, std::string text) {
  if (text.empty()) return give_up();
  for (const auto& [other, written] : rows_[row].cells) {
    if (other != column) continue;
    if (written != text) give_up();
    return;
  }
  rows_[row].cells.emplace_back(column, std::move(text));
}

// The given row that a chain of references leads to; made where it is not there.
size_t Example::row_of(ExprId id) {
  const auto* column = id.valid() ? std::get_if<program::ColumnOf>(&context_.program.at(id).node) : nullptr;
  if (column == nullptr || rows_.empty()) {
    const auto* frame = id.valid() ? std::get_if<program::FrameRow>(&context_.program.at(id).node) : nullptr;
    if (frame == nullptr || frame->depth != 0 || rows_.empty()) give_up();
    return 0;
  }
  const size_t from = row_of(column->row);
  if (!is_possible_) return 0;
  for (const auto& [other, written] : rows_[from].cells) {
    if (other != column->column) continue;
    for (size_t i = 0; i < rows_.size(); ++i) {
      if (rows_[i].name == written) return i;
    }
  }
  const size_t made = add_row(context_.program.at(id).type.table);
  if (is_possible_) set_cell(from, column->column, rows_[made].name);
  return made;
}

void Example::set(ExprId reading, SubjectKind kind, const Value& value) {
  if (!is_possible_) return;
  const program::Program& program = context_.program;
  const auto& node = program.at(reading).node;
  const auto* column = std::get_if<program::ColumnOf>(&node);
  const auto* definition = std::get_if<program::DefinitionOf>(&node);
  const auto* member = std::get_if<program::InPopulation>(&node);
  if (kind == SubjectKind::Column && column != nullptr) {
    const size_t row = row_of(column->row);
    if (!is_possible_) return;
    // Absence may come of a reference on the way; only the column's own can be given.
    const auto* absent = std::get_if<program::Absent>(&value);
    const bool is_own = absent == nullptr || (program.at(column->column).type.absence >> absent->kind.value & 1u) != 0;
    if (!is_own) return give_up();
    if (std::holds_alternative<program::RowRef>(value)) {
      (void)row_of(reading);
      return;
    }
    return set_cell(row, column->column, write_value(context_, program.at(column->column).type, value));
  }
  if (kind == SubjectKind::Definition && definition != nullptr && !program::is_absent(value)) {
    const std::string written = write_value(context_, program.at(definition->definition).type, value);
    std::string path = program.at(definition->definition).name;
    if (definition->row.valid()) {
      const size_t row = row_of(definition->row);
      if (!is_possible_ || written.empty()) return give_up();
      path = rows_[row].name + "." + path;
    }
    return add_pin(path + " = " + written);
  }
  if (kind == SubjectKind::Membership && member != nullptr) {
    const size_t row = row_of(member->row);
    if (!is_possible_) return;
    return add_pin(rows_[row].name + "." + program.at(member->population).name + " = " + write_value(context_, {}, value));
  }
  give_up();
}

void Example::set(const Sweep& sweep) {
  for (size_t i = 0; i < sweep.subjects().size(); ++i) {
    if (sweep.subjects()[i].is_of_scope) continue;  // the row's membership is pinned
    const Value* value = sweep.at(i);
    if (value == nullptr) return give_up();
    set(sweep.subjects()[i].expr, sweep.subjects()[i].kind, *value);
  }
}

void Example::add_pin(std::string pin) {
  const std::string target = pin.substr(0, pin.find(" = ") + 3);
  for (const std::string& other : pins_) {
    if (!other.starts_with(target)) continue;
    if (other != pin) give_up();
    return;
  }
  pins_.push_back(std::move(pin));
}

std::string Example::definition_path(program::DefinitionId id) {
  const program::Definition& definition = context_.program.at(id);
  if (!definition.table.valid()) return definition.name;
  if (rows_.empty() || rows_.front().table != definition.table) {
    give_up();
    return {};
  }
  return rows_.front().name + "." + definition.name;
}

void Example::pin(program::DefinitionId id, const Value& value) {
  const std::string written = write_value(context_, context_.program.at(id).type, value);
  const std::string path = definition_path(id);
  if (written.empty() || path.empty() || program::is_absent(value)) return give_up();
  add_pin(path + " = " + written);
}

void Example::expect_value(program::DefinitionId id, const Value& value, std::string_view because) {
  if (std::holds_alternative<bool>(value)) return expect_truth(id, std::get<bool>(value));
  const std::string path = definition_path(id);
  std::string written = write_value(context_, context_.program.at(id).type, value);
  if (written.empty() || path.empty()) return give_up();
  std::string line = program::is_absent(value) ? path + " " + word(Keyword::K_ABSENT_CELL) : path + " = " + written;
  if (!because.empty()) line += ", " + word(Keyword::K_BECAUSE) + " " + std::string(because);
  expectations_.push_back(std::move(line));
}

void Example::expect_truth(program::DefinitionId id, bool truth) {
  expectations_.push_back((truth ? "" : word(Keyword::K_NOT) + " ") + definition_path(id));
}

void Example::expect_more(program::DefinitionId id, const Number& than) {
  const std::string written = write_value(context_, context_.program.at(id).type, than);
  if (written.empty()) return give_up();
  expectations_.push_back(definition_path(id) + " > " + written);
}

void Example::expect_member(program::PopulationId id, bool is_member) {
  if (rows_.empty()) return give_up();
  expectations_.push_back(rows_.front().name + " " + word(is_member ? Keyword::K_MEMBER : Keyword::K_NOT_MEMBER) + " " +
                          context_.program.at(id).name);
}

void Example::expect_faulty(program::DefinitionId id) {
  expectations_.push_back(definition_path(id) + " " + word(Keyword::K_FAULTY));
}

std::string Example::text(std::string_view name, example_word::Row about) const {
  if (!is_possible_ || expectations_.empty()) return {};
  const bool is_chinese = context_.program.spelling == source::Language::Zh;
  std::string text = word(Keyword::K_TEST) + " " +
                     quoted(context_, std::string(name) + (is_chinese ? ":" : ": ") + in_spelling(context_, about)) + " {\n";
  // What a row refers to stands before it.
  for (size_t i = rows_.size(); i-- > 0;) {
    text += "  " + word(Keyword::K_GIVEN) + " " + context_.program.at(rows_[i].table).name + " " + rows_[i].name + " {";
    for (size_t c = 0; c < rows_[i].cells.size(); ++c) {
      text += (c == 0 ? " " : ", ") + context_.program.at(rows_[i].cells[c].first).name + " " + rows_[i].cells[c].second;
    }
    text += " }\n";
  }
  for (const std::string& pin : pins_) text += "  " + word(Keyword::K_PIN) + " " + pin + "\n";
  for (const std::string& expectation : expectations_) text += "  " + word(Keyword::K_EXPECT) + " " + expectation + "\n";
  return text + "}\n";
}

}  // namespace plumb::check
