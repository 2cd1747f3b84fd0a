// A typed index into a table. Each table has its own Tag, so that ids of different tables don't
// mix. A default-made id is not valid; INVARIANT: valid ids are indices of the one table that owns
// them.
#pragma once

#include <compare>
#include <cstddef>
#include <cstdint>
#include <optional>  // std::hash, without the weight of <functional>

namespace plumb::base {

template <class Tag>
struct Id {
  uint32_t value = UINT32_MAX;

  [[nodiscard]] constexpr bool valid() const { return value != UINT32_MAX; }
  friend constexpr auto operator<=>(const Id&, const Id&) = default;
};

}  // namespace plumb::base

template <class Tag>
struct std::hash<plumb::base::Id<Tag>> {
  size_t operator()(plumb::base::Id<Tag> id) const { return std::hash<uint32_t>{}(id.value); }
};
