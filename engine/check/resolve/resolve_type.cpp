#include "check/infer/kind_word.h"
#include "check/resolve/declare.h"
#include "diagnostics/catalogue_labels.h"
#include "diagnostics/catalogue_names.h"
#include "diagnostics/catalogue_types.h"
#include "diagnostics/suggest_names.h"
#include "syntax/builtin_words.h"

namespace plumb::check {

using program::Number;
using program::Type;
using program::TypeKind;

namespace {

Type of_kind(TypeKind kind) {
  Type type;
  type.kind = kind;
  return type;
}

std::optional<Type> builtin_type(std::string_view id) {
  if (id == "number") return of_kind(TypeKind::Number);
  if (id == "text") return of_kind(TypeKind::Text);
  if (id == "date") return of_kind(TypeKind::Date);
  if (id == "truth") return of_kind(TypeKind::Truth);
  if (id == "duration") return of_kind(TypeKind::Duration);
  if (id != "integer") return std::nullopt;
  Type type = of_kind(TypeKind::Number);
  type.is_whole = true;
  return type;
}

std::vector<std::string> type_names(const Context& context, source::Language language) {
  std::vector<std::string> names;
  for (const syntax::BuiltinWord& word : syntax::builtin_words()) {
    if (word.kind == syntax::BuiltinKind::Type) names.emplace_back(syntax::spelling_of(word, language));
  }
  for (const auto& [name, symbol] : context.symbols) {
    if (symbol.kind == SymbolKind::Units || symbol.kind == SymbolKind::Enumeration || symbol.kind == SymbolKind::Table) {
      names.push_back(name);
    }
  }
  return names;
}

struct Resolve {
  Context& context;
  const syntax::TypeRef& ref;
  std::map<std::string, Type>* variables;

  Type unknown(const syntax::Name& name) {
    const source::Language language = spelling_at(context, name.span);
    context.sink.report(diag::UnknownName{name.text}, name.span)
        .suggest(diagnostics::suggest(name.text, type_names(context, language)));
    context.sink.excuse(name.text);  // one declaration is missing, wherever it is wanted
    return {};
  }

  // Text, enumerations, tables and the like: no dimension.
  std::optional<Type> plain(const syntax::Name& name) {
    if (const auto id = syntax::builtin_id(syntax::BuiltinKind::Type, name.text, spelling_at(context, name.span))) {
      return builtin_type(*id);
    }
    Symbol* symbol = find_symbol(context, name.text);
    if (symbol == nullptr) return std::nullopt;
    if (symbol->kind == SymbolKind::Enumeration) {
      Type type = of_kind(ref.is_many ? TypeKind::NameSet : TypeKind::Label);
      type.enumeration = program::EnumId{symbol->id};
      return type;
    }
    if (symbol->kind == SymbolKind::Table) {
      Type type = of_kind(TypeKind::Row);
      type.table = program::TableId{symbol->id};
      return type;
    }
    return std::nullopt;
  }

  bool multiply(Type& type, const syntax::TypeFactor& factor, bool is_first) {
    Number scale = 1;
    base::Dimension dimension;
    const std::string& name = factor.name.text;
    if (name != "1") {
      Symbol* symbol = find_symbol(context, name);
      if (symbol == nullptr) return unknown(factor.name), false;
      if (symbol->kind != SymbolKind::Units) {
        context.sink.report(diag::WrongKindOfName{name, kind_word::of(symbol->kind), kind_word::Units()}, factor.name.span)
            .label(symbol->span, label::DeclaredHere{});
        return false;
      }
      if (!require_units(context, symbol->id, factor.name.span)) return false;
      const program::Units& units = context.program.units[symbol->id];
      scale = units.factor;
      dimension = units.dimension;
    }
    const std::optional<base::Dimension> product =
        factor.is_divisor ? base::divide(type.dimension, dimension) : base::multiply(type.dimension, dimension);
    if (!product) {
      context.sink.report(diag::MeasureTooLarge{}, ref.span);
      return false;
    }
    type.dimension = *product;
    type.shown_factor = factor.is_divisor ? type.shown_factor.divided_by(scale) : type.shown_factor * scale;
    if (!is_first) type.shown_name += factor.is_divisor ? "/" : "*";
    type.shown_name += name;
    return true;
  }

  Type variable() {
    const syntax::Name& name = ref.factors.front().name;
    if (variables != nullptr) {
      const auto it = variables->find(name.text);
      if (it != variables->end()) return it->second;
    }
    context.sink.report(diag::TypeVariableHere{name.text}, ref.span);
    return {};
  }

  Type run() {
    if (ref.is_percent) {
      Type type = of_kind(TypeKind::Number);
      type.is_ratio = true;
      type.shown_name = "%";
      type.shown_factor = Number::of(1, 100);
      return type;
    }
    if (ref.factors.empty()) return {};
    if (ref.is_variable) return variable();
    const bool is_single = ref.factors.size() == 1 && !ref.factors[0].is_divisor;
    if (is_single) {
      if (std::optional<Type> type = plain(ref.factors[0].name)) return many(*type);
    }
    Type type = of_kind(TypeKind::Number);
    for (size_t i = 0; i < ref.factors.size(); ++i) {
      if (!multiply(type, ref.factors[i], i == 0)) return {};
    }
    if (type.shown_name == "1") type.shown_name.clear();
    return many(type);
  }

  // 多个 is for enumerations only.
  Type many(Type type) {
    if (!ref.is_many || type.kind == TypeKind::NameSet) return type;
    context.sink.report(diag::ManyOfWhat{ref.factors[0].name.text}, ref.span);
    return {};
  }
};

}  // namespace

Type resolve_type(Context& context, const syntax::TypeRef& ref, std::map<std::string, Type>* variables) {
  return Resolve{context, ref, variables}.run();
}

}  // namespace plumb::check
