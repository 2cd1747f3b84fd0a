// Between a run and what the runs before it have left in a cache. Internal to run.
#pragma once

#include <deque>
#include <optional>
#include <unordered_map>

#include "fingerprint/fingerprint.h"
#include "run/column_cache.h"
#include "run/finished_columns.h"
#include "run/questions.h"
#include "run/row_sets.h"

namespace plumb::run {

// The place behind a code of an earlier run's intern table, without ids of that run's program.
struct KeptPlace {
  uint32_t code = 0;
  results::Place place;
  std::optional<fingerprint::Fingerprint> definition, parameter;
};
// What lanes are the address of.
struct OwnedValues {
  std::deque<std::string> texts;
  std::deque<program::NameSet> names;
  std::deque<program::SpanSet> spans;
};
struct KeptColumn {
  Column column;
  std::vector<KeptPlace> places;             // of every code in `opens`
  std::shared_ptr<const OwnedValues> owned;  // null: lanes are no addresses
};

struct ColumnCache::Kept {
  fingerprint::Fingerprint world;  // nothing holds for a run that has another
  std::unordered_map<fingerprint::Fingerprint, KeptColumn, fingerprint::FingerprintHash> definitions;
  struct Population {
    KeptColumn member;
    std::vector<uint64_t> held;
  };
  std::unordered_map<fingerprint::Fingerprint, Population, fingerprint::FingerprintHash> populations;
  std::map<PathKey, RowsByOwner> children;
  std::vector<KeptPlace> places_of_children;
  Reuse last;
};

class ColumnReuse {
 public:
  ColumnReuse(const RunContext& context, FinishedColumns& columns, RowSets& sets, ColumnCache& cache);

  // Before anything is computed.
  void take();
  // After the results are made. Takes the columns away.
  void keep(const Questions& questions);

 private:
  void take_children();
  // False: something in it cannot be told in this program.
  [[nodiscard]] bool translate(KeptColumn& kept);
  [[nodiscard]] std::optional<uint32_t> code_of(const KeptPlace& kept);
  [[nodiscard]] std::optional<KeptPlace> place_of(uint32_t code) const;
  [[nodiscard]] bool may_be_kept(DefinitionId id, const Questions& questions) const;
  // The column leaves the run. Empty: it cannot be kept.
  [[nodiscard]] std::optional<KeptColumn> pack(Column& column, std::shared_ptr<const OwnedValues> owned) const;
  void keep_children();

  const RunContext& context_;
  FinishedColumns& columns_;
  RowSets& sets_;
  ColumnCache::Kept& kept_;
  fingerprint::Fingerprints prints_;
  fingerprint::Fingerprint world_;
  // In this program; ids that are not valid: several have it.
  std::unordered_map<fingerprint::Fingerprint, DefinitionId, fingerprint::FingerprintHash> definition_of_;
  std::unordered_map<fingerprint::Fingerprint, program::ParameterId, fingerprint::FingerprintHash> parameter_of_;
  std::vector<uint8_t> is_taken_;                          // by definition
  std::vector<std::shared_ptr<const OwnedValues>> owned_;  // by definition
};

}  // namespace plumb::run
