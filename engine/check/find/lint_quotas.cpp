// Quotas against their base (law L10): shares above the whole, counts above what a verification or the table itself says of
// the base. A base that only data knows is listed as not decided, unless the cut says what becomes of places left over.
#include <algorithm>
#include <map>

#include "check/find/lint.h"
#include "check/find/sweep.h"
#include "check/infer/infer.h"
#include "diagnostics/catalogue_labels.h"
#include "diagnostics/catalogue_structure.h"

namespace plumb::check {

namespace {

using program::DefinitionId;
using program::ExprId;
using program::Number;
using program::PopulationId;
using program::TableId;
using program::Value;

std::optional<Number> number_of(const Context& context, ExprId id) {
  const std::optional<Value> value = known_value(context, id);
  const auto* number = value ? std::get_if<Number>(&*value) : nullptr;
  return number == nullptr ? std::nullopt : std::optional<Number>(*number);
}

// 核对 … : 计数(参评单位) = 300 — the set that is counted as a whole, and its number.
struct Verified {
  TableId table;
  PopulationId population;
  Number count;
};

std::optional<Verified> read_verification(const Context& context, const program::Definition& definition) {
  const auto* by = std::get_if<program::ByCases>(&definition.by);
  if (by == nullptr || definition.table.valid() || by->cases.size() != 1 || !by->cases[0].value.value.valid())
    return std::nullopt;
  const auto* equal = std::get_if<program::BinaryExpr>(&context.program.at(by->cases[0].value.value).node);
  if (equal == nullptr || equal->op != program::Op::Equal) return std::nullopt;
  for (const auto& [set, number] : {std::pair{equal->left, equal->right}, std::pair{equal->right, equal->left}}) {
    const auto* counted = std::get_if<program::Aggregate>(&context.program.at(set).node);
    const std::optional<Number> count = number_of(context, number);
    if (counted == nullptr || !count || counted->kind != program::AggregateKind::Count) continue;
    const bool is_whole =
        counted->set.mode == program::SetMode::Whole && counted->set.rule == UINT32_MAX && !counted->filter.valid();
    if (is_whole) return Verified{counted->set.table, counted->set.population, *count};
  }
  return std::nullopt;
}

// A table whose keys are labels has no more rows than there are labels.
std::optional<Number> rows_by_key(const Context& context, TableId table) {
  Number rows = 1;
  for (const program::ColumnId key : context.program.at(table).keys) {
    const program::Type& type = context.program.at(key).type;
    if (type.kind != program::TypeKind::Label) return std::nullopt;
    rows *= Number(context.program.at(type.enumeration).labels.size());
  }
  return rows;
}

struct Quotas {
  Context& context;
  const program::Definition& grade;
  const program::ByGradeEntries& entries;
  const syntax::GradeItem* item;
  const std::vector<Verified>& verified;
  // Places so far, by ranking and base; shares of one base only where it is named.
  std::map<std::pair<uint32_t, uint32_t>, Number> counts = {}, shares = {};
  bool is_listed = false;

  PopulationId base_of(const program::GradeEntry& entry) const { return entry.base.valid() ? entry.base : grade.domain; }
  const std::string& base_name(const program::GradeEntry& entry) const {
    const PopulationId base = base_of(entry);
    return base.valid() ? context.program.at(base).name : context.program.at(grade.table).name;
  }

  // The most rows that the base can have, as far as the file says.
  std::optional<Number> limit(PopulationId base) const {
    std::optional<Number> least = rows_by_key(context, grade.table);
    const auto take = [&](PopulationId population) {
      for (const Verified& one : verified) {
        if (one.table == grade.table && one.population == population && (!least || one.count < *least)) least = one.count;
      }
    };
    for (; base.valid(); base = context.program.at(base).source) take(base);
    take({});
    return least;
  }

  Number add(std::map<std::pair<uint32_t, uint32_t>, Number>& sums, const program::GradeEntry& entry, const Number& size) const {
    Number& sum = sums[{entry.ranking.value, base_of(entry).valid() ? base_of(entry).value : UINT32_MAX}];
    // 前 n counts from the top, 其后 n from where the last cut stopped.
    sum = entry.form == program::GradeForm::Top ? std::max(sum, size) : sum + size;
    return sum;
  }

  void lint_share(const program::GradeEntry& entry, const Number& share) {
    if (share > Number(1)) {
      context.sink.report(diag::QuotaAboveBase{.rule = entry.rule, .quota = percent(share), .base = "100%"}, entry.span)
          .note(label::ManyRowsToShow{});
    }
    if (!entry.base.valid()) return;  // of those who are left: less each time
    const Number sum = add(shares, entry, share);
    if (sum > Number(1) && share <= Number(1)) {
      context.sink.report(diag::SharesAboveWhole{.rule = entry.rule, .sum = percent(sum), .base = base_name(entry)}, entry.span)
          .note(label::ManyRowsToShow{});
    }
  }

  void lint_count(const program::GradeEntry& entry, const std::optional<Number>& count, bool says_vacancy) {
    const std::optional<Number> most = limit(base_of(entry));
    const std::optional<Number> sum = count ? std::optional<Number>(add(counts, entry, *count)) : std::nullopt;
    if (sum && most && *sum > *most) {
      context.sink
          .report(diag::QuotaAboveBase{.rule = entry.rule, .quota = sum->to_string(), .base = most->to_string()}, entry.span)
          .note(label::ManyRowsToShow{});
      return;
    }
    const bool is_decided = sum && (*sum <= Number(1) || (most && context.program.at(entry.ranking).strata.empty()));
    if (is_decided || says_vacancy || is_listed) return;
    is_listed = true;
    context.sink.report(diag::QuotaNotDecided{.rule = entry.rule, .base = base_name(entry)}, entry.span);
  }

  void run() {
    for (size_t i = 0; i < entries.entries.size(); ++i) {
      const program::GradeEntry& entry = entries.entries[i];
      if (!entry.size.valid() || !entry.ranking.valid()) continue;
      const std::optional<Number> size = number_of(context, entry.size);
      const bool is_share = context.program.at(entry.size).type.is_ratio;
      if (is_share && size) {
        lint_share(entry, *size);
        continue;
      }
      const bool says_vacancy = item != nullptr && i < item->entries.size() && item->entries[i].vacancy_filled.has_value();
      lint_count(entry, is_share ? std::nullopt : size, says_vacancy);
    }
  }
};

}  // namespace

void lint_quotas(Context& context) {
  std::vector<Verified> verified;
  for (const program::Definition& definition : context.program.definitions) {
    if (definition.word != program::ConstructWord::Verify) continue;
    if (std::optional<Verified> one = read_verification(context, definition)) verified.push_back(std::move(*one));
  }
  for (uint32_t i = 0; i < context.program.definitions.size(); ++i) {
    const program::Definition& definition = context.program.definitions[i];
    const auto* entries = std::get_if<program::ByGradeEntries>(&definition.by);
    if (entries == nullptr) continue;
    const syntax::Item* item = context.sources_of[i].item;
    Quotas{context, definition, *entries, item == nullptr ? nullptr : std::get_if<syntax::GradeItem>(&item->node), verified}
        .run();
  }
}

}  // namespace plumb::check
