#include "check/resolve/declare_columns.h"

#include <charconv>

#include "check/infer/infer.h"
#include "check/lower/list_choices.h"
#include "check/lower/lower.h"
#include "diagnostics/catalogue_labels.h"
#include "diagnostics/catalogue_names.h"
#include "diagnostics/catalogue_structure.h"
#include "diagnostics/catalogue_types.h"
#include "syntax/builtin_words.h"

namespace plumb::check {

using program::Role;
using program::TypeKind;

namespace {

std::optional<Role> role_of(std::string_view id) {
  struct Row {
    std::string_view id;
    Role role;
  };
  static constexpr Row Rows[] = {
      {"name", Role::Title},
      {"assessment", Role::Assessment},
      {"published", Role::Published},
      {"predecessor", Role::Predecessor},
      {"successor", Role::Successor},
      {"effective", Role::Effective},
      {"batch", Role::Batch},
      {"source", Role::Source},
      {"question", Role::Question},
      {"subject", Role::Subject},
      {"judge", Role::Judge},
      {"answer", Role::Answer},
      {"reason", Role::Reason},
      {"date", Role::AnswerDate},
      {"fingerprint", Role::Fingerprint},
  };
  for (const Row& row : Rows) {
    if (row.id == id) return row.role;
  }
  return std::nullopt;
}

program::Control control_of(syntax::Control control) {
  switch (control) {
    case syntax::Control::Unstated: return program::Control::Unstated;
    case syntax::Control::Actionable: return program::Control::Actionable;
    case syntax::Control::Correctable: return program::Control::Correctable;
    case syntax::Control::Fixed: return program::Control::Fixed;
  }
  return program::Control::Unstated;
}

struct Declare {
  Context& context;
  const syntax::Tree& tree;
  const syntax::Column& item;
  program::Column column;

  int small_number(const std::optional<std::string>& text, int limit) {
    int value = 0;
    if (!text) return 0;
    const auto [end, error] = std::from_chars(text->data(), text->data() + text->size(), value);
    if (error == std::errc() && end == text->data() + text->size() && value >= 0 && value <= limit) return value;
    context.sink.report(diag::NumberOutOfRange{*text, 0, limit}, place_of_text(context, column.span, *text));
    return 0;
  }

  void take_absence() {
    for (const syntax::Name& name : item.absence_kinds) {
      const auto kind = find_absence_kind(context, name.text, true);
      if (!kind) {
        context.sink.report(diag::UnknownAbsence{name.text}, name.span);
        continue;
      }
      if ((column.type.absence >> kind->value & 1u) == 0) column.absence_kinds.push_back(*kind);
      column.type.absence |= program::AbsenceSet{1} << kind->value;
    }
    if (item.is_optional) {
      if (column.type.kind != TypeKind::Row && column.type.kind != TypeKind::Unknown) {
        context.sink.report(diag::OptionalOfWhat{column.name}, item.span);
      }
      const program::AbsenceKindId none{static_cast<uint32_t>(program::BuiltinAbsence::NotApplicable)};
      if ((column.type.absence >> none.value & 1u) == 0) column.absence_kinds.push_back(none);
      column.type.absence |= program::AbsenceSet{1} << none.value;
    }
    if (item.is_key && column.type.absence != 0) context.sink.report(diag::KeyMayLack{column.name}, item.span);
  }

  // Bounds are constants of the column's own type.
  std::optional<program::Bound> bound(syntax::ExprId id, bool open) {
    if (!id.valid()) return std::nullopt;
    program::Type wanted = column.type;
    wanted.absence = 0;
    Scope scope;
    const Typed found = infer_value(context, tree, id, scope, wanted);
    if (!found.expr.valid()) return std::nullopt;
    const std::optional<program::Value> value = fold_constant(context, found.expr);
    const auto* number = value ? std::get_if<program::Number>(&*value) : nullptr;
    if (number == nullptr) {
      context.sink.report(diag::ConstantWanted{}, tree.at(id).span);
      return std::nullopt;
    }
    return program::Bound{*number, open};
  }

  void take_number() {
    column.stored_factor = column.type.shown_factor;
    if (!column.type.is_ratio && column.scale == 0 && column.stored_factor.is_integer()) column.type.is_whole = true;
    if (!item.range) return;
    column.type.low = bound(item.range->low, item.range->low_open);
    column.type.high = bound(item.range->high, item.range->high_open);
    if (column.type.low && column.type.high && column.type.low->value > column.type.high->value) {
      context.sink.report(diag::RangeUpsideDown{column.name}, item.range->span);
    }
  }

  void take_roles() {
    for (const syntax::Name& name : item.roles) {
      const auto id = syntax::builtin_id(syntax::BuiltinKind::Role, name.text, tree.spelling);
      const std::optional<Role> role = id ? role_of(*id) : std::nullopt;
      if (role)
        column.roles.push_back(*role);
      else
        context.sink.report(diag::UnknownRole{name.text}, name.span).note(label::Choices{{role_choices(false, tree.spelling)}});
    }
  }

  bool take_name(std::map<std::string, source::Span>& names, const syntax::Name& name) {
    const auto [it, is_new] = names.emplace(name.text, name.span);
    if (!is_new) context.sink.report(diag::DuplicateName{name.text}, name.span).label(it->second, label::FirstDeclaredHere{});
    return is_new;
  }

  void run(program::TableId table, std::map<std::string, source::Span>& names, std::map<std::string, source::Span>& stored) {
    column.name = item.name.name.text;
    column.span = item.name.name.span;
    column.table = table;
    const bool is_named = take_name(names, item.name.name);
    if (item.name.alias) {
      column.alias = item.name.alias->text;
      if (column.alias != column.name) take_name(names, *item.name.alias);
    }
    column.stored = stored_name(context, item.stored, column.name, column.span);
    const source::Span place = item.stored ? place_of_text(context, column.span, *item.stored) : column.span;
    const auto [it, is_new] = stored.emplace(column.stored, place);
    if (!is_new && is_named)
      context.sink.report(diag::DuplicateStoredName{column.stored}, place).label(it->second, label::FirstDeclaredHere{});
    column.origin = item.origin.value_or(std::string());
    column.type = resolve_type(context, item.type);
    column.is_many = item.type.is_many;
    column.is_key = item.is_key;
    column.is_optional = item.is_optional;
    column.is_unique = item.is_unique;
    column.control = control_of(item.control);
    column.scale = small_number(item.scale, 12);
    column.length = small_number(item.length, 1'000'000);
    if (column.type.kind == TypeKind::Number)
      take_number();
    else if ((item.scale || item.range) && column.type.kind != TypeKind::Unknown)
      context.sink.report(diag::NumberClauseOnOther{column.name}, item.span);
    take_absence();
    take_roles();
    refuse_reading(context, lower_bases(context, tree, item.bases));
  }
};

}  // namespace

void declare_column(Context& context, const syntax::Tree& tree, const syntax::Column& item, program::TableId table,
                    std::map<std::string, source::Span>& names, std::map<std::string, source::Span>& stored) {
  Declare declare{context, tree, item, {}};
  declare.run(table, names, stored);
  const program::ColumnId id{static_cast<uint32_t>(context.program.columns.size())};
  const bool is_key = declare.column.is_key;
  context.program.columns.push_back(std::move(declare.column));
  context.program.tables[table.value].columns.push_back(id);
  if (is_key) context.program.tables[table.value].keys.push_back(id);
}

}  // namespace plumb::check
