// What a condition reads of its row, and where it cuts the values of that.
#include <algorithm>
#include <iterator>

#include "check/find/sweep.h"
#include "check/infer/infer_parts.h"
#include "program/walk_operands.h"

namespace plumb::check {

using program::DefinitionId;
using program::ExprId;
using program::Number;
using program::Op;
using program::TypeKind;
using program::Value;

namespace {

constexpr int InlineLimit = 6;  // conditions that read conditions: each step is tried before it is taken

bool is_comparison(Op op) {
  return op == Op::Less || op == Op::LessEqual || op == Op::Greater || op == Op::GreaterEqual || op == Op::Equal ||
         op == Op::NotEqual;
}

bool is_own_row(const program::Program& program, ExprId row) {
  const auto* frame = row.valid() ? std::get_if<program::FrameRow>(&program.at(row).node) : nullptr;
  return frame != nullptr && frame->depth == 0;
}

std::optional<Number> known_number(const Context& context, ExprId id) {
  const std::optional<Value> value = known_value(context, id);
  if (const auto* number = value ? std::get_if<Number>(&*value) : nullptr) return *number;
  if (const auto* date = value ? std::get_if<base::Date>(&*value) : nullptr) return Number(date->days);
  return std::nullopt;
}

// The body of a function stands for other values each time that it is expanded, so its text tells nothing.
bool is_in_function(const Context& context, source::Span span) {
  return std::ranges::any_of(context.functions, [&](const FunctionDecl& function) {
    const source::Span whole = function.tree->at(function.item->body).span;
    return whole.file == span.file && whole.begin <= span.begin && span.end <= whole.end;
  });
}

}  // namespace

// factor × subject + constant; no subject: a constant.
struct Sweep::Linear {
  Number constant, factor;
  std::optional<Subject> subject;
  ExprId reading;
};

std::optional<Subject> Sweep::plain(ExprId id) const {
  const program::Program& program = context_.program;
  const program::Expr& expr = program.at(id);
  Subject subject;
  subject.expr = id;
  subject.type = expr.type;
  if (const auto* member = std::get_if<program::InPopulation>(&expr.node)) {
    const std::optional<PresenceKey> row = presence_key(program, member->row);
    if (!row || row->depth != 0) return std::nullopt;
    subject.kind = SubjectKind::Membership;
    subject.key = row->text + "@" + std::to_string(member->population.value);
    return subject;
  }
  const bool is_column = std::holds_alternative<program::ColumnOf>(expr.node);
  const auto* definition = std::get_if<program::DefinitionOf>(&expr.node);
  if (!is_column && definition == nullptr) return std::nullopt;
  const std::optional<PresenceKey> key = presence_key(program, id);
  if (!key || key->depth.value_or(0) != 0) return std::nullopt;
  subject.kind = is_column ? SubjectKind::Column : SubjectKind::Definition;
  subject.key = (key->depth ? "" : "global") + key->text;
  // A convention may have settled what this reading leaves open; a guard may have proved it present.
  if (is_column)
    subject.type = program.at(std::get<program::ColumnOf>(expr.node).column).type;
  else
    subject.type = program.at(definition->definition).type;
  subject.type.absence |= expr.type.absence;
  subject.grid = grid_of(context_, id);
  if (definition != nullptr) subject.values = written_values(context_, definition->definition);
  return subject;
}

size_t Sweep::take(Subject subject, ExprId reading) {
  const auto [it, is_new] = by_key_.emplace(subject.key, subjects_.size());
  if (is_new) subjects_.push_back(std::move(subject));
  reading_of_[reading.value] = it->second;
  return it->second;
}

void Sweep::take_opaque(ExprId id) {
  Subject subject;
  const program::Expr& expr = context_.program.at(id);
  subject.expr = id;
  subject.type = expr.type;
  subject.is_soft = true;
  const bool is_unlike = !expr.span.has_place() || is_in_function(context_, expr.span);
  subject.key = is_unlike
                    ? "#" + std::to_string(id.value)
                    : "=" + std::to_string(static_cast<int>(expr.type.kind)) + std::string(context_.sources.slice(expr.span));
  take(std::move(subject), id);
}

// A condition without rows of others is looked into; what it reads are subjects of its own.
bool Sweep::inline_condition(ExprId id, DefinitionId of) {
  const program::Definition& definition = context_.program.at(of);
  const auto* by = std::get_if<program::ByCases>(&definition.by);
  if (by == nullptr || by->cases.size() != 1 || definition.type.kind != TypeKind::Truth || definition.type.absence != 0)
    return false;
  const program::Case& only = by->cases.front();
  if (only.guard.valid() || only.value.kind != program::AnswerKind::Value || !only.value.value.valid()) return false;
  if (worst_basis(definition.bases) == program::BasisKind::NotGiven || depth_ >= InlineLimit) return false;
  Sweep trial(context_);
  trial.depth_ = depth_ + 1;
  trial.add(only.value.value);
  const bool has_opaque =
      std::ranges::any_of(trial.subjects_, [](const Subject& one) { return one.kind == SubjectKind::Opaque; });
  if (has_opaque || trial.subjects_.empty()) return false;
  inlined_[id.value] = only.value.value;
  add(only.value.value);
  return true;
}

std::optional<Sweep::Linear> Sweep::linear(ExprId id) const {
  if (const std::optional<Number> known = known_number(context_, id)) return Linear{*known, 0, std::nullopt, {}};
  const program::Expr& expr = context_.program.at(id);
  if (expr.type.kind != TypeKind::Number && expr.type.kind != TypeKind::Date) return std::nullopt;
  if (std::optional<Subject> subject = plain(id)) return Linear{0, 1, std::move(subject), id};
  if (const auto* settled = std::get_if<program::IfAbsent>(&expr.node)) {
    // The answers are values of their own; the operand is cut as it stands.
    return linear(settled->operand);
  }
  if (const auto* negation = std::get_if<program::NegateExpr>(&expr.node)) {
    std::optional<Linear> inner = linear(negation->operand);
    if (inner) inner->constant = -inner->constant, inner->factor = -inner->factor;
    return inner;
  }
  const auto* node = std::get_if<program::BinaryExpr>(&expr.node);
  if (node == nullptr) return std::nullopt;
  std::optional<Linear> a = linear(node->left), b = linear(node->right);
  if (!a || !b) return std::nullopt;
  if (node->op == Op::Add || node->op == Op::Subtract) {
    if (a->subject && b->subject && a->subject->key != b->subject->key) return std::nullopt;
    const Number sign = node->op == Op::Add ? 1 : -1;
    const bool first = a->subject.has_value();
    return Linear{a->constant + sign * b->constant, a->factor + sign * b->factor, first ? a->subject : b->subject,
                  first ? a->reading : b->reading};
  }
  if (node->op == Op::Multiply && !(a->subject && b->subject)) {
    const Linear& whole = a->subject ? *a : *b;
    const Number by = a->subject ? b->constant : a->constant;
    return Linear{whole.constant * by, whole.factor * by, whole.subject, whole.reading};
  }
  if (node->op == Op::Divide && !b->subject && !b->constant.is_zero()) {
    return Linear{a->constant.divided_by(b->constant), a->factor.divided_by(b->constant), a->subject, a->reading};
  }
  return std::nullopt;
}

// A number against bounds: the subject is cut where they meet. Where more than one subject takes part, the whole is opaque.
void Sweep::take_number_points(ExprId whole, ExprId left, const std::vector<ExprId>& bounds) {
  const std::optional<Linear> a = linear(left);
  std::optional<Subject> subject = a ? a->subject : std::nullopt;
  std::vector<Number> points;
  bool is_read = a.has_value();
  for (const ExprId bound : bounds) {
    if (!bound.valid()) continue;
    const std::optional<Linear> b = linear(bound);
    is_read = is_read && b && !(subject && b->subject && subject->key != b->subject->key);
    if (!is_read) break;
    if (!subject && b->subject) subject = b->subject;
    const Number factor = a->factor - b->factor;
    if (!factor.is_zero()) points.push_back((b->constant - a->constant).divided_by(factor));
  }
  if (!is_read) {
    // Rounded, averaged, counted … against constants: a number that is not looked into.
    const bool is_plain_bounds =
        std::ranges::all_of(bounds, [&](ExprId bound) { return !bound.valid() || known_number(context_, bound); });
    if (!is_plain_bounds || linear(left)) return take_opaque(whole);
    take_opaque(left);
    Subject& opaque = subjects_[reading_of_[left.value]];
    for (const ExprId bound : bounds) {
      if (bound.valid()) opaque.points.insert(*known_number(context_, bound));
    }
    return;
  }
  add(left);
  for (const ExprId bound : bounds) add(bound);
  if (subject) subjects_[by_key_[subject->key]].points.insert(points.begin(), points.end());
}

void Sweep::take_comparison(ExprId whole, ExprId left, ExprId right) {
  const program::Program& program = context_.program;
  const TypeKind kind = program.at(left).type.kind;
  if (kind == TypeKind::Number || kind == TypeKind::Date) return take_number_points(whole, left, {right});
  const bool is_swapped = known_value(context_, left).has_value();
  const ExprId subject = is_swapped ? right : left;
  const std::optional<Value> constant = known_value(context_, is_swapped ? left : right);
  if (!constant || (kind != TypeKind::Label && kind != TypeKind::Truth && kind != TypeKind::Text)) return take_opaque(whole);
  add(subject);
  const auto taken = reading_of_.find(subject.value);
  if (const auto* text = std::get_if<std::string>(&*constant)) {
    const bool is_order = std::get_if<program::BinaryExpr>(&program.at(whole).node) != nullptr &&
                          std::get<program::BinaryExpr>(program.at(whole).node).op != Op::Equal &&
                          std::get<program::BinaryExpr>(program.at(whole).node).op != Op::NotEqual;
    if (is_order || taken == reading_of_.end()) return take_opaque(whole);
    subjects_[taken->second].texts.push_back(*text);
  }
}

void Sweep::add_lookup(const program::Lookup& lookup) {
  for (size_t i = 0; i < lookup.inputs.size(); ++i) {
    const TypeKind kind = context_.program.at(lookup.inputs[i]).type.kind;
    std::vector<ExprId> bounds;
    for (const program::LookupRow& row : lookup.rows) {
      if (row.is_otherwise || i >= row.cells.size()) continue;
      bounds.push_back(row.cells[i].low);
      bounds.push_back(row.cells[i].high);
      bounds.insert(bounds.end(), row.cells[i].values.begin(), row.cells[i].values.end());
    }
    std::erase_if(bounds, [](ExprId bound) { return !bound.valid(); });
    if (kind == TypeKind::Number || kind == TypeKind::Date) {
      take_number_points(lookup.inputs[i], lookup.inputs[i], bounds);
    } else {
      add(lookup.inputs[i]);
      const auto taken = reading_of_.find(lookup.inputs[i].value);
      for (const ExprId bound : bounds) {
        const std::optional<Value> text = known_value(context_, bound);
        const bool is_text = text && std::holds_alternative<std::string>(*text);
        if (is_text && taken != reading_of_.end()) subjects_[taken->second].texts.push_back(std::get<std::string>(*text));
      }
    }
  }
  for (const program::LookupRow& row : lookup.rows) {
    if (row.value.kind == program::AnswerKind::Value) add(row.value.value);
  }
}

void Sweep::add(ExprId id) {
  if (!id.valid() || reading_of_.contains(id.value) || inlined_.contains(id.value)) return;
  if (known_value(context_, id)) return;
  const program::Expr expr = context_.program.at(id);
  const auto& node = expr.node;
  if (const auto* read = std::get_if<program::DefinitionOf>(&node)) {
    if (is_own_row(context_.program, read->row) && inline_condition(id, read->definition)) return;
  }
  if (std::optional<Subject> subject = plain(id)) {
    take(std::move(*subject), id);
    return;
  }
  if (const auto* binary = std::get_if<program::BinaryExpr>(&node)) {
    if (is_comparison(binary->op)) return take_comparison(id, binary->left, binary->right);
    if (binary->op == Op::StartsWith) return take_opaque(id);
    add(binary->left);
    add(binary->right);
    if (binary->if_zero.kind == program::AnswerKind::Value) add(binary->if_zero.value);
    return;
  }
  if (const auto* within = std::get_if<program::WithinExpr>(&node)) {
    const TypeKind kind = context_.program.at(within->subject).type.kind;
    if (kind == TypeKind::Number || kind == TypeKind::Date)
      return take_number_points(id, within->subject, {within->low, within->high});
    return add(within->subject);
  }
  if (const auto* one_of = std::get_if<program::OneOfExpr>(&node)) {
    const program::Type& type = context_.program.at(one_of->subject).type;
    if (type.kind == TypeKind::NameSet || type.kind == TypeKind::Row) return take_opaque(id);
    for (const ExprId alternative : one_of->alternatives) {
      take_comparison(id, one_of->subject, alternative);
      if (reading_of_.contains(id.value)) return;  // opaque as a whole
    }
    return;
  }
  if (const auto* lookup = std::get_if<program::Lookup>(&node)) return add_lookup(*lookup);
  const bool is_looked_into =
      std::holds_alternative<program::NotExpr>(node) || std::holds_alternative<program::NegateExpr>(node) ||
      std::holds_alternative<program::ChooseExpr>(node) || std::holds_alternative<program::HasValue>(node) ||
      std::holds_alternative<program::IfAbsent>(node) || std::holds_alternative<program::RoundExpr>(node) ||
      std::holds_alternative<program::StepExpr>(node);
  const auto* call = std::get_if<program::CallExpr>(&node);
  const bool is_extremum =
      call != nullptr && (call->function == program::Function::Larger || call->function == program::Function::Smaller ||
                          call->function == program::Function::Absolute);
  if (!is_looked_into && !is_extremum) return take_opaque(id);
  walk_operands(expr, [&](program::Operand operand) { add(operand.id); });
}

void Sweep::add(DefinitionId id) {
  const auto* by = std::get_if<program::ByCases>(&context_.program.at(id).by);
  if (by == nullptr) return;
  for (const program::Case& one : by->cases) {
    add(one.guard);
    if (one.value.kind == program::AnswerKind::Value) add(one.value.value);
  }
}

void Sweep::add_members(program::PopulationId id) {
  for (const program::PopulationRule& rule : context_.program.at(id).rules) add(rule.condition);
}

void Sweep::add_points(const std::string& key, const std::vector<Number>& points) {
  const auto it = by_key_.find(key);
  if (it != by_key_.end()) subjects_[it->second].points.insert(points.begin(), points.end());
}

std::optional<std::pair<Subject, Value>> Sweep::solve(ExprId id, const Value& wanted) const {
  if (std::optional<Subject> subject = plain(id)) return std::pair{std::move(*subject), wanted};
  if (const auto* settled = std::get_if<program::IfAbsent>(&context_.program.at(id).node)) return solve(settled->operand, wanted);
  const auto* number = std::get_if<Number>(&wanted);
  const std::optional<Linear> form = number == nullptr ? std::nullopt : linear(id);
  if (!form || !form->subject || form->factor.is_zero()) return std::nullopt;
  const Number found = (*number - form->constant).divided_by(form->factor);
  const Subject& subject = *form->subject;
  const auto& [low, high] = std::pair{subject.type.low, subject.type.high};
  const bool is_low = low && (found < low->value || (low->open && found == low->value));
  const bool is_high = high && (found > high->value || (high->open && found == high->value));
  const bool is_between =
      (!subject.grid.is_zero() && !found.divided_by(subject.grid).is_integer()) || (subject.type.is_whole && !found.is_integer());
  if (is_low || is_high || is_between) return std::nullopt;
  return std::pair{subject, Value(found)};
}

// The piece that the value at hand stands for reaches to the next point, or to the end of the range.
std::optional<Number> Sweep::end_of_piece(size_t subject, bool is_upper) const {
  const Subject& of = subjects_[subject];
  const auto* number = at(subject) == nullptr ? nullptr : std::get_if<Number>(at(subject));
  if (number == nullptr) return std::nullopt;
  std::set<Number> ends = of.points;
  if (of.type.low) ends.insert(of.type.low->value);
  if (of.type.high) ends.insert(of.type.high->value);
  if (ends.contains(*number)) return *number;
  const auto after = ends.upper_bound(*number);
  if (is_upper) return after == ends.end() ? std::nullopt : std::optional<Number>(*after);
  return after == ends.begin() ? std::nullopt : std::optional<Number>(*std::prev(after));
}

std::optional<Number> Sweep::ceiling(ExprId id) const {
  const auto number_of = [](const std::optional<Value>& value) {
    const auto* number = value ? std::get_if<Number>(&*value) : nullptr;
    return number == nullptr ? std::nullopt : std::optional<Number>(*number);
  };
  const auto& node = context_.program.at(id).node;
  if (const auto* choose = std::get_if<program::ChooseExpr>(&node)) {
    const std::optional<bool> condition = holds(choose->condition, true);
    if (condition) return ceiling(*condition ? choose->then : choose->otherwise);
    const std::optional<Number> a = ceiling(choose->then), b = ceiling(choose->otherwise);
    return a && b ? std::optional<Number>(std::max(*a, *b)) : std::nullopt;
  }
  if (const std::optional<Linear> form = linear(id)) {
    if (!form->subject || form->factor.is_zero()) return form->constant;
    const auto found = by_key_.find(form->subject->key);
    if (found == by_key_.end() || at(found->second) == nullptr) return std::nullopt;
    if (program::is_absent(*at(found->second))) return number_of(value(id, true));
    const std::optional<Number> end = end_of_piece(found->second, form->factor.sign() > 0);
    return end ? std::optional<Number>(form->constant + form->factor * *end) : std::nullopt;
  }
  if (const auto* call = std::get_if<program::CallExpr>(&node)) {
    const bool is_least = call->function == program::Function::Smaller;
    if (!is_least && call->function != program::Function::Larger) return std::nullopt;
    std::optional<Number> found;
    for (const ExprId operand : call->operands) {
      const std::optional<Number> one = ceiling(operand);
      if (!one && !is_least) return std::nullopt;
      if (one && (!found || (is_least ? *one < *found : *one > *found))) found = one;
    }
    return found;
  }
  if (const auto* binary = std::get_if<program::BinaryExpr>(&node)) {
    if (binary->op == Op::Add) {
      const std::optional<Number> a = ceiling(binary->left), b = ceiling(binary->right);
      return a && b ? std::optional<Number>(*a + *b) : std::nullopt;
    }
    const std::optional<Number> factor = known_number(context_, binary->left);
    if (binary->op != Op::Multiply || !factor || factor->sign() < 0) return std::nullopt;
    const std::optional<Number> share = ceiling(binary->right);
    return share ? std::optional<Number>(*factor * *share) : std::nullopt;
  }
  if (std::holds_alternative<program::Lookup>(node)) return number_of(value(id, true));
  return std::nullopt;
}

const Subject* Sweep::find(const std::string& key) const {
  const auto it = by_key_.find(key);
  return it == by_key_.end() ? nullptr : &subjects_[it->second];
}

}  // namespace plumb::check
