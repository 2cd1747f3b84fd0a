// A small generator of numbers of our own, so that a seed gives the same data on every machine.
#pragma once

#include <cstdint>

namespace plumb::examples {

class Random {
 public:
  explicit Random(std::uint64_t seed) : state_(seed) {}

  // splitmix64
  std::uint64_t next() {
    state_ += 0x9e3779b97f4a7c15ULL;
    std::uint64_t mixed = state_;
    mixed = (mixed ^ (mixed >> 30U)) * 0xbf58476d1ce4e5b9ULL;
    mixed = (mixed ^ (mixed >> 27U)) * 0x94d049bb133111ebULL;
    return mixed ^ (mixed >> 31U);
  }
  // A number in [0, count); the bias of the remainder does not matter for made-up data.
  std::int64_t below(std::int64_t count) { return static_cast<std::int64_t>(next() % static_cast<std::uint64_t>(count)); }
  // A number in [low, high], both ends included.
  std::int64_t between(std::int64_t low, std::int64_t high) { return low + below(high - low + 1); }
  bool one_in(std::int64_t count) { return below(count) == 0; }
  // A stream of its own for a part of the data, so that one part can change without moving another.
  [[nodiscard]] Random stream(std::uint64_t number) const {
    Random other(state_ ^ (number * 0xd1342543de82ef95ULL));
    other.next();
    return other;
  }

 private:
  std::uint64_t state_;
};

}  // namespace plumb::examples
