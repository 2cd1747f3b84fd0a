#include "population/compare_values.h"

#include <algorithm>

#include "diagnostics/abort_internal.h"

namespace plumb::population {

using program::Value;

namespace {

struct Compare {
  const Value& other;

  template <class Same>
  std::strong_ordering operator()(const Same& a) const {
    return a <=> std::get<Same>(other);
  }
  // By bytes is by code point in valid UTF-8 (law L1).
  std::strong_ordering operator()(const std::string& a) const { return a.compare(std::get<std::string>(other)) <=> 0; }
  std::strong_ordering operator()(const base::Span& a) const {
    const base::Span& b = std::get<base::Span>(other);
    return a.months != b.months ? a.months <=> b.months : a.days <=> b.days;
  }
  std::strong_ordering operator()(const program::NameSet& a) const {
    const auto& b = std::get<program::NameSet>(other).names;
    return std::lexicographical_compare_three_way(a.names.begin(), a.names.end(), b.begin(), b.end());
  }
  std::strong_ordering operator()(const program::SpanSet&) const { refuse(); }
  std::strong_ordering operator()(const program::Absent& a) const { return a.kind <=> std::get<program::Absent>(other).kind; }
  std::strong_ordering operator()(const program::Pending&) const { refuse(); }
  std::strong_ordering operator()(const program::Faulty&) const { refuse(); }
  std::strong_ordering operator()(const program::LeftOut&) const { refuse(); }

  [[noreturn]] static void refuse() { diagnostics::abort_internal("population", "values without an order were compared"); }
};

}  // namespace

std::strong_ordering compare_values(const Value& a, const Value& b) {
  if (a.index() != b.index()) diagnostics::abort_internal("population", "values of two types were compared");
  return std::visit(Compare{b}, a);
}

bool ValuesLess::operator()(const std::vector<Value>& a, const std::vector<Value>& b) const {
  const size_t shared = std::min(a.size(), b.size());
  for (size_t i = 0; i < shared; ++i) {
    const std::strong_ordering order = compare_values(a[i], b[i]);
    if (order != 0) return order < 0;
  }
  return a.size() < b.size();
}

std::strong_ordering compare_keys(std::span<const program::SortKey> keys, std::span<const Value> a, std::span<const Value> b) {
  for (size_t i = 0; i < keys.size(); ++i) {
    const std::strong_ordering order = keys[i].descending ? compare_values(b[i], a[i]) : compare_values(a[i], b[i]);
    if (order != 0) return order;
  }
  return std::strong_ordering::equal;
}

}  // namespace plumb::population
