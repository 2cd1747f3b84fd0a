// What a run takes from those before it, and what it leaves. Codes of open values are those of one run's intern table, ids in
// their places those of one program: both are told anew. Texts, sets and spans are owned by what keeps their addresses.
#include "run/reuse_columns.h"

#include <algorithm>

namespace plumb::run {

namespace {

// The rows of a definition, each by itself.
bool computes_rows(const program::Definition& definition) {
  return std::holds_alternative<program::ByCases>(definition.by) || std::holds_alternative<program::ByChecklist>(definition.by) ||
         std::holds_alternative<program::BySpans>(definition.by);
}

bool holds_addresses(TypeKind kind) { return kind == TypeKind::Text || kind == TypeKind::NameSet || kind == TypeKind::Spans; }

// Every value once: many lanes have one address.
std::shared_ptr<const OwnedValues> own_values(Column& column) {
  auto owned = std::make_shared<OwnedValues>();
  const int64_t none = column.kind == TypeKind::Text      ? from_address(&owned->texts.emplace_back())
                       : column.kind == TypeKind::NameSet ? from_address(&owned->names.emplace_back())
                                                          : from_address(&owned->spans.emplace_back());
  std::unordered_map<int64_t, int64_t> moved;
  for (uint32_t row = 0; row < column.rows; ++row) {
    int64_t& lane = column.ints.own()[row];
    if (column.state(row) != state::Known) {
      lane = none;
      continue;
    }
    const auto [found, is_new] = moved.try_emplace(lane, 0);
    if (is_new && column.kind == TypeKind::Text) found->second = from_address(&owned->texts.emplace_back(as_text(lane)));
    if (is_new && column.kind == TypeKind::NameSet) found->second = from_address(&owned->names.emplace_back(as_names(lane)));
    if (is_new && column.kind == TypeKind::Spans) found->second = from_address(&owned->spans.emplace_back(as_spans(lane)));
    lane = found->second;
  }
  return owned;
}

fingerprint::Fingerprint world_of(const fingerprint::Fingerprints& prints, const data::Data& data,
                                  const results::RunInputs& inputs) {
  fingerprint::WordHasher hasher;
  hasher.add(prints.world);
  // Not the data itself, which the caller answers for, but what tells a mistake most of the time.
  hasher.add(data.tables.size());
  for (const data::TableData& table : data.tables) hasher.add(table.row_count), hasher.add(table.columns.size());
  hasher.add(data.faults.size());
  hasher.add(inputs.quarantine.size());
  for (const results::RunInputs::Quarantine& entry : inputs.quarantine) {
    hasher.add(entry.table.value), hasher.add(entry.key), hasher.add(entry.reason), hasher.add(entry.keeps_place ? 1 : 0);
  }
  return hasher.finish();
}

template <class Map, class Id>
void index_once(Map& map, const fingerprint::Fingerprint& print, Id id) {
  const auto [found, is_new] = map.try_emplace(print, id);
  if (!is_new) found->second = Id{};
}

}  // namespace

ColumnCache::ColumnCache() : kept_(std::make_unique<Kept>()) {}
ColumnCache::~ColumnCache() = default;
ColumnCache::ColumnCache(ColumnCache&&) noexcept = default;
ColumnCache& ColumnCache::operator=(ColumnCache&&) noexcept = default;
void ColumnCache::forget() { *kept_ = Kept{}; }
const ColumnCache::Reuse& ColumnCache::last() const { return kept_->last; }

ColumnReuse::ColumnReuse(const RunContext& context, FinishedColumns& columns, RowSets& sets, ColumnCache& cache)
    : context_(context), columns_(columns), sets_(sets), kept_(cache.kept()) {
  const results::RunInputs& inputs = context.inputs;
  const program::Program& program = context.program;
  const program::Subject subject{inputs.reference, inputs.assessment, context.pins, inputs.period_first, inputs.period_last};
  prints_ = fingerprint::fingerprint_definitions(program, subject);
  world_ = world_of(prints_, context.data, inputs);
  for (uint32_t i = 0; i < prints_.definitions.size(); ++i) index_once(definition_of_, prints_.definitions[i], DefinitionId{i});
  for (uint32_t i = 0; i < prints_.parameters.size(); ++i)
    index_once(parameter_of_, prints_.parameters[i], program::ParameterId{i});
  is_taken_.resize(program.definitions.size(), 0);
  owned_.resize(program.definitions.size());
}

void ColumnReuse::take() {
  if (kept_.world != world_) kept_ = ColumnCache::Kept{};
  kept_.world = world_;
  take_children();
  for (uint32_t i = 0; i < prints_.populations.size(); ++i) {
    auto found = kept_.populations.extract(prints_.populations[i]);
    if (found.empty() || !translate(found.mapped().member)) continue;
    auto columns = std::make_unique<PopulationColumns>();
    columns->member = std::move(found.mapped().member.column);
    columns->held = std::move(found.mapped().held);
    sets_.populations[i] = std::move(columns);
  }
  for (uint32_t i = 0; i < prints_.definitions.size(); ++i) {
    const program::Definition& definition = context_.program.definitions[i];
    if (const auto* scope = std::get_if<program::ByPopulation>(&definition.by)) {
      is_taken_[i] = sets_.populations[scope->population.value] != nullptr ? 1 : 0;  // its column is a copy
      continue;
    }
    auto found = kept_.definitions.extract(prints_.definitions[i]);
    if (found.empty() || found.mapped().column.shape != context_.plan.definitions[i] || !translate(found.mapped())) continue;
    columns_.definitions[i] = std::move(found.mapped().column);
    owned_[i] = std::move(found.mapped().owned);
    columns_.is_computed[i] = 1;
    is_taken_[i] = 1;
  }
  // What nobody took is of rules that are gone.
  kept_.definitions.clear();
  kept_.populations.clear();
}

std::optional<uint32_t> ColumnReuse::code_of(const KeptPlace& kept) {
  results::Place place = kept.place;
  if (kept.definition) {
    const auto found = definition_of_.find(*kept.definition);
    if (found == definition_of_.end() || !found->second.valid() || prints_.shares_formulas[found->second.value] != 0)
      return std::nullopt;
    place.definition = found->second;
  }
  if (kept.parameter) {
    const auto found = parameter_of_.find(*kept.parameter);
    if (found == parameter_of_.end() || !found->second.valid()) return std::nullopt;
    place.parameter = found->second;
  }
  return context_.interned.open(std::move(place), InternTable::is_pending(kept.code));
}

bool ColumnReuse::translate(KeptColumn& kept) {
  if (kept.places.empty()) return true;
  std::unordered_map<uint32_t, uint32_t> codes;
  for (const KeptPlace& place : kept.places) {
    const std::optional<uint32_t> code = code_of(place);
    if (!code) return false;
    codes.emplace(place.code, *code);
  }
  for (uint32_t row = 0; row < kept.column.rows; ++row) {
    if (kept.column.state(row) == state::Open) kept.column.opens[row] = codes.at(kept.column.opens[row]);
  }
  return true;
}

std::optional<KeptPlace> ColumnReuse::place_of(uint32_t code) const {
  KeptPlace kept{code, context_.interned.place(code), {}, {}};
  results::Place& place = kept.place;
  if (place.definition.valid()) {
    if (prints_.shares_formulas[place.definition.value] != 0) return std::nullopt;
    kept.definition = prints_.definitions[place.definition.value];
  }
  if (place.parameter.valid()) kept.parameter = prints_.parameters[place.parameter.value];
  place.definition = {};
  place.parameter = {};
  return kept;
}

// A judgement that everybody has answered asks nothing in the next run either.
bool ColumnReuse::may_be_kept(DefinitionId id, const Questions& questions) const {
  const program::Definition& definition = context_.program.at(id);
  const auto* by = std::get_if<program::ByJudgement>(&definition.by);
  if (by == nullptr) return computes_rows(definition);
  return !questions.is_asked(by->judgement);
}

std::optional<KeptColumn> ColumnReuse::pack(Column& column, std::shared_ptr<const OwnedValues> owned) const {
  KeptColumn kept;
  std::unordered_map<uint32_t, uint8_t> seen;
  for (uint32_t row = 0; row < column.rows && !column.opens.empty(); ++row) {
    if (column.states[row] != state::Open || !seen.emplace(column.opens[row], 0).second) continue;
    std::optional<KeptPlace> place = place_of(column.opens[row]);
    if (!place) return std::nullopt;
    kept.places.push_back(std::move(*place));
  }
  kept.column = std::move(column);
  kept.owned = std::move(owned);
  if (kept.owned == nullptr && holds_addresses(kept.column.kind)) kept.owned = own_values(kept.column);
  return kept;
}

void ColumnReuse::keep(const Questions& questions) {
  kept_.last = {};
  for (uint32_t i = 0; i < is_taken_.size(); ++i) {
    if (columns_.is_computed[i] == 0) continue;
    (is_taken_[i] != 0 ? kept_.last.taken : kept_.last.computed).push_back(DefinitionId{i});
    if (!may_be_kept(DefinitionId{i}, questions)) continue;
    if (std::optional<KeptColumn> kept = pack(columns_.definitions[i], owned_[i])) {
      kept_.definitions.emplace(prints_.definitions[i], std::move(*kept));
    }
  }
  for (uint32_t i = 0; i < prints_.populations.size(); ++i) {
    if (sets_.populations[i] == nullptr) continue;
    if (std::optional<KeptColumn> member = pack(sets_.populations[i]->member, nullptr)) {
      kept_.populations.emplace(prints_.populations[i],
                                ColumnCache::Kept::Population{std::move(*member), std::move(sets_.populations[i]->held)});
    }
  }
  keep_children();
}

void ColumnReuse::keep_children() {
  kept_.children = std::move(sets_.children);
  kept_.places_of_children.clear();
  const auto keep = [&](uint32_t code) { kept_.places_of_children.push_back({code, context_.interned.place(code), {}, {}}); };
  for (const auto& [set, index] : kept_.children) {
    if (index.is_open) keep(index.open);
    for (const auto& [row, code] : index.doubtful) keep(code);
  }
}

// Places of these name rows and faults of the data, no rule.
void ColumnReuse::take_children() {
  sets_.children = std::move(kept_.children);
  kept_.children.clear();
  std::unordered_map<uint32_t, uint32_t> codes;
  for (const KeptPlace& kept : kept_.places_of_children) codes.emplace(kept.code, code_of(kept).value_or(0));
  for (auto& [set, index] : sets_.children) {
    if (index.is_open) index.open = codes.at(index.open);
    for (auto& [row, code] : index.doubtful) code = codes.at(code);
  }
}

}  // namespace plumb::run
