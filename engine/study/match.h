// What of one run is what of the other: by name, through a renaming by 原名, rows by key. Internal to study.
#pragma once

#include <string>
#include <vector>

#include "study/study.h"

namespace plumb::study {

struct Matching {
  std::vector<program::DefinitionId> after_of, before_of;  // by DefinitionId of the one run: that of the other
  std::vector<program::ParameterId> after_parameter, before_parameter;
  std::vector<program::TableId> after_table;
  // By row of the first run: the row of the second with the same key; UINT32_MAX: none.
  [[nodiscard]] const std::vector<uint32_t>& rows_of(program::TableId before) const { return rows[before.value]; }
  std::vector<std::vector<uint32_t>> rows;  // empty where the tables have no match
};
[[nodiscard]] Matching match_names(const Side& before, const Side& after);

// Equal in meaning across two runs: labels by name, rows by key; open values only by being pending or faulty.
[[nodiscard]] bool same_value(const Side& a, const program::Value& left, const Side& b, const program::Value& right);

// Keys of rankings across runs: can they be ordered together? Then: negative, zero, positive, better first.
[[nodiscard]] bool can_be_ordered(const Side& a, const program::Ranking& left, const Side& b, const program::Ranking& right);
[[nodiscard]] int order_of_keys(const program::Ranking& ranking, const std::vector<program::Value>& left,
                                const std::vector<program::Value>& right);

}  // namespace plumb::study
