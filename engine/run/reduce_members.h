// Members of a set stream by in batches, owner after owner in key order, into what an aggregate keeps for each row that
// asks. Internal to run.
#pragma once

#include <algorithm>
#include <vector>

#include "run/accumulator.h"
#include "run/evaluator.h"

namespace plumb::run {

[[nodiscard]] inline bool counts_condition(program::AggregateKind kind) {
  using program::AggregateKind;
  return kind == AggregateKind::Share || kind == AggregateKind::Any || kind == AggregateKind::All ||
         kind == AggregateKind::AtLeast || kind == AggregateKind::EndingRun;
}
// These take their members in the order of a key: others whose rows are merged count keys.
[[nodiscard]] inline bool is_ordered(const program::Aggregate& node) {
  using program::AggregateKind;
  return node.kind == AggregateKind::First || node.kind == AggregateKind::Last || node.kind == AggregateKind::EndingRun ||
         node.merging != program::Merging::None;
}
[[nodiscard]] inline bool is_collected(program::AggregateKind kind) {
  using program::AggregateKind;
  return kind == AggregateKind::Median || kind == AggregateKind::Percentile || kind == AggregateKind::Distinct;
}

// A stream of members into accumulators, one for each lane that asks.
class Reducer {
 public:
  Reducer(Evaluator& evaluator, const program::Aggregate& node, const Batch& outer)
      : evaluator_(evaluator),
        node_(node),
        outer_(outer),
        accumulators_(outer.lanes),
        collected_(is_ordered(node) || is_collected(node.kind) ? outer.lanes : 0) {
    if (node.body.valid()) {
      body_kind_ = evaluator.kind(node.body);
      body_shape_ = evaluator.shape(node.body);
      is_wide_ = is_rational(body_shape_, body_kind_);
    }
    if (node.key.valid()) {
      key_kind_ = evaluator.kind(node.key);
      key_shape_ = evaluator.shape(node.key);
    }
  }

  void add(uint32_t lane, const Rows& rows) {
    size_t done = 0;
    while (done < rows.size() && !accumulators_[lane].is_stopped) {
      if (filled_ == evaluator_.context().batch) flush();
      const size_t count = std::min<size_t>(rows.size() - done, evaluator_.context().batch - filled_);
      rows.copy(done, count, member_rows() + filled_);
      std::fill_n(owner_lanes() + filled_, count, lane);
      filled_ += static_cast<uint32_t>(count);
      done += count;
    }
  }
  void flush();
  // Rows of the owner itself, ascending, where those of its predecessors stream by with them.
  void set_own(std::vector<uint32_t> rows) { own_ = std::move(rows); }
  std::vector<Accumulator>& accumulators() { return accumulators_; }
  std::vector<Collected>& collected() { return collected_; }
  [[nodiscard]] const Shape& body_shape() const { return body_shape_; }
  [[nodiscard]] const Shape& key_shape() const { return key_shape_; }
  [[nodiscard]] TypeKind body_kind() const { return body_kind_; }
  [[nodiscard]] TypeKind key_kind() const { return key_kind_; }
  [[nodiscard]] bool is_wide() const { return is_wide_; }

 private:
  uint32_t* member_rows() {
    if (rows_.data() == nullptr) rows_ = Buffer<uint32_t>(evaluator_.pools().rows);
    return rows_.data();
  }
  uint32_t* owner_lanes() {
    if (owners_.data() == nullptr) owners_ = Buffer<uint32_t>(evaluator_.pools().rows);
    return owners_.data();
  }
  void visit(uint32_t i, const Vector& filter, const Vector& key, const Vector& body);
  void add_sums(const Vector& body, Active wanted);
  // The filter is what is counted; else it chooses the members.
  [[nodiscard]] bool is_counted() const {
    return counts_condition(node_.kind) ||
           (node_.kind == program::AggregateKind::Count && node_.merging != program::Merging::None);
  }

  Evaluator& evaluator_;
  const program::Aggregate& node_;
  const Batch& outer_;
  std::vector<Accumulator> accumulators_;
  std::vector<Collected> collected_;
  TypeKind body_kind_ = TypeKind::Unknown, key_kind_ = TypeKind::Unknown;
  Shape body_shape_, key_shape_;
  bool is_wide_ = false;
  std::vector<uint32_t> own_;
  Buffer<uint32_t> rows_, owners_;
  uint32_t filled_ = 0;
};

}  // namespace plumb::run
