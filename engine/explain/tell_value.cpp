#include <optional>

#include "explain/teller.h"
#include "program/dump_program.h"

namespace plumb::explain {

using program::Type;
using program::TypeKind;
using program::Value;
using source::Language;

namespace {

constexpr int ShownPlaces = 4;        // of an approximation beside a fraction
constexpr size_t FractionLimit = 24;  // longer fractions are shown by their approximation only

// One factor of the units ("元" of "元/小时") in the explanation's language.
std::string unit_name(const Teller& t, const std::string& name) {
  for (const program::Units& units : t.program.units) {
    if (units.name == name) {
      return name_of(t, units.name, units.alias);
    }
  }
  return name;
}

std::string measure_name(const Teller& t, const std::string& name) {
  std::string text, factor;
  for (const char c : name) {
    if (c == '/' || c == '*') {
      text += unit_name(t, factor) + c;
      factor.clear();
    } else {
      factor += c;
    }
  }
  return text + unit_name(t, factor);
}

void show_number(const Teller& t, const Type& type, const base::Number& number, ShownValue& shown) {
  if (type.is_ratio && type.shown_name.empty()) {
    shown.text = (number * base::Number(100)).to_string();
    shown.measure = "%";
    return;
  }
  const bool converts = !type.shown_name.empty() && !type.shown_factor.is_zero();
  shown.text = (converts ? number.divided_by(type.shown_factor) : number).to_string();
  shown.measure = measure_name(t, type.shown_name.empty() ? program::name_dimension(t.program, type.dimension) : type.shown_name);
  shown.is_count = shown.measure.empty() && number.is_integer();
}

bool starts_with_letter(const std::string& text) {
  return !text.empty() && ((text[0] | 0x20) >= 'a') && ((text[0] | 0x20) <= 'z');
}

}  // namespace

std::string name_of(const Teller& t, const std::string& name, const std::string& alias) {
  return t.options.language == Language::En && !alias.empty() ? alias : name;
}
std::string name_of(const Teller& t, program::DefinitionId id) {
  const program::Definition& definition = t.program.at(id);
  return name_of(t, definition.name, definition.alias);
}
std::string name_of(const Teller& t, program::TableId id) {
  const program::Table& table = t.program.at(id);
  return name_of(t, table.name, table.alias);
}
std::string name_of(const Teller& t, program::ColumnId id) {
  const program::Column& column = t.program.at(id);
  return name_of(t, column.name, column.alias);
}

std::string label_name(const Teller& t, program::Label label) {
  const program::Enumeration& owner = t.program.at(label.enumeration);
  const std::string alias = label.index < owner.aliases.size() ? owner.aliases[label.index] : "";
  return label.index < owner.labels.size() ? name_of(t, owner.labels[label.index], alias) : "";
}

ShownValue show(const Teller& t, const Type& type, const Value& value) {
  ShownValue shown;
  if (program::is_open(value)) {
    shown.state = std::holds_alternative<program::Pending>(value) ? ValueState::Pending : ValueState::Faulty;
    shown.text = open_reason(t, value);
  } else if (const auto* number = std::get_if<base::Number>(&value)) {
    show_number(t, type, *number, shown);
  } else if (const auto* label = std::get_if<program::Label>(&value); label != nullptr && label->enumeration.valid()) {
    shown.text = label_name(t, *label);
  } else if (const auto* ref = std::get_if<program::RowRef>(&value)) {
    shown.text = row_name(t, ref->table, ref->row);
  } else {
    shown.state = program::is_absent(value) ? ValueState::Absent : ValueState::Known;
    shown.text = program::show_value(t.program, type, value, t.options.language);
  }
  return shown;
}

ShownValue show_count(uint64_t count) {
  ShownValue shown;
  shown.text = std::to_string(count);
  shown.is_count = true;
  return shown;
}

std::string plain(Language language, const ShownValue& value) {
  const std::string measure = starts_with_letter(value.measure) ? " " + value.measure : value.measure;
  switch (value.state) {
    case ValueState::Absent: return say(language, word::AbsentValue, {value.text});
    case ValueState::Pending: return say(language, word::PendingValue, {value.text});
    case ValueState::Faulty: return say(language, word::FaultyValue, {value.text});
    case ValueState::Known: break;
  }
  const bool is_fraction = value.text.find('/') != std::string::npos;
  const std::optional<base::Number> number = is_fraction ? base::Number::parse(value.text) : std::nullopt;
  if (!number) {
    return value.text + measure;
  }
  const std::string near = number->to_decimal(ShownPlaces, base::RoundingMode::HalfUp) + measure;
  return value.text.size() > FractionLimit ? say(language, word::About, {near})
                                           : say(language, word::FractionAbout, {value.text, measure, near});
}

std::string plain_near(Language language, const ShownValue& value) {
  if (value.state == ValueState::Pending || value.state == ValueState::Faulty) {
    return say(language, value.state == ValueState::Pending ? word::PendingShort : word::FaultyShort);
  }
  const bool is_fraction = value.state == ValueState::Known && value.text.find('/') != std::string::npos;
  const std::optional<base::Number> number = is_fraction ? base::Number::parse(value.text) : std::nullopt;
  if (!number) {
    return plain(language, value);
  }
  ShownValue near = value;
  near.text = number->to_decimal(ShownPlaces, base::RoundingMode::HalfUp);
  return say(language, word::Near, {plain(language, near)});
}

std::string plain(const Teller& t, const Type& type, const Value& value) {
  return plain(t.options.language, show(t, type, value));
}

std::string row_name(const Teller& t, program::TableId table, uint32_t row) {
  const std::string key = data::key_text(t.program, t.data, table, row);
  const std::string title = data::title_text(t.program, t.data, table, row);
  return title.empty() || title == key ? key : t.say(word::NameAndKey, {title, key});
}

Origin origin_of(const Teller& t, program::TableId table_id, uint32_t row, program::ColumnId column) {
  const program::Table& table = t.program.at(table_id);
  const data::TableData& rows = t.data.tables[table_id.value];
  Origin origin;
  origin.table = name_of(t, table_id);
  origin.stored_table = table.stored;
  origin.key = data::key_text(t.program, t.data, table_id, row);
  if (column.valid()) {
    origin.column = name_of(t, column);
    origin.stored_column = t.program.at(column).stored;
  }
  origin.database_row = row < rows.origin.size() ? rows.origin[row] : -1;
  for (const program::ColumnId id : table.columns) {
    for (const program::Role role : t.program.at(id).roles) {
      if (role == program::Role::Batch || role == program::Role::Source) {
        const Value value = data::cell_value(t.program, t.data, table_id, id, row);
        if (program::is_known(value)) {
          (role == program::Role::Batch ? origin.batch : origin.source) = plain(t, t.program.at(id).type, value);
        }
      }
    }
  }
  return origin;
}

std::string words_at(const Teller& t, source::Span span) {
  if (!t.options.source_text || !span.has_place()) {
    return {};
  }
  std::string text;
  for (const char c : t.options.source_text(span)) {
    const bool is_blank = c == ' ' || c == '\n' || c == '\r' || c == '\t';
    if (!is_blank) {
      text += c;
    } else if (!text.empty() && text.back() != ' ') {
      text += ' ';
    }
  }
  while (!text.empty() && text.back() == ' ') {
    text.pop_back();
  }
  return text;
}

Value evaluate(const Teller& t, program::ExprId expr, const Rows& rows) { return t.inspector.value(expr, rows); }

Value value_at(const Teller& t, program::DefinitionId definition, uint32_t row) {
  const results::Values& values = t.results.definitions[definition.value].values;
  const uint32_t index = t.program.at(definition).table.valid() ? row : 0;
  return index < values.size()
             ? values[index]
             : Value(program::Absent{program::AbsenceKindId{static_cast<uint32_t>(program::BuiltinAbsence::OutOfScope)}});
}

bool is_true(const Value& value) {
  const bool* truth = std::get_if<bool>(&value);
  return truth != nullptr && *truth;
}

Line line_of(LineKind kind, std::string text) {
  Line line;
  line.kind = kind;
  line.text = std::move(text);
  return line;
}

}  // namespace plumb::explain
