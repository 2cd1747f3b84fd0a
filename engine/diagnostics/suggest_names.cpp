#include "diagnostics/suggest_names.h"

#include <algorithm>
#include <utility>

#include "base/text.h"

namespace plumb::diagnostics {
namespace {

// Optimal string alignment: three rows are enough, as a swap looks two rows back.
std::size_t distance(const std::u32string& a, const std::u32string& b) {
  std::vector<std::size_t> before_last(b.size() + 1);
  std::vector<std::size_t> last(b.size() + 1);
  std::vector<std::size_t> current(b.size() + 1);
  for (std::size_t j = 0; j <= b.size(); ++j) {
    last[j] = j;
  }
  for (std::size_t i = 1; i <= a.size(); ++i) {
    current[0] = i;
    for (std::size_t j = 1; j <= b.size(); ++j) {
      const std::size_t replaced = last[j - 1] + (a[i - 1] == b[j - 1] ? 0 : 1);
      current[j] = std::min({replaced, last[j] + 1, current[j - 1] + 1});
      if (i > 1 && j > 1 && a[i - 1] == b[j - 2] && a[i - 2] == b[j - 1]) {
        current[j] = std::min(current[j], before_last[j - 2] + 1);
      }
    }
    std::swap(before_last, last);
    std::swap(last, current);
  }
  return last[b.size()];
}

bool contains(const std::u32string& whole, const std::u32string& part) {
  return part.size() >= 2 && whole.find(part) != std::u32string::npos;
}

}  // namespace

std::size_t edit_distance(std::string_view a, std::string_view b) { return distance(base::decode(a), base::decode(b)); }

std::vector<std::string> suggest(std::string_view name, const std::vector<std::string>& candidates, std::size_t limit) {
  // A name of this length is no slip of the keyboard, and the table below is quadratic.
  constexpr std::size_t LongestName = 200;
  const std::u32string wanted = base::decode(name);
  std::vector<std::pair<std::size_t, std::string>> near;
  for (const std::string& candidate : candidates) {
    const std::u32string text = base::decode(candidate);
    const std::size_t longer = std::max(wanted.size(), text.size());
    if (longer > LongestName || text == wanted) {
      continue;
    }
    const std::size_t edits = distance(wanted, text);
    const bool is_near = edits <= std::max<std::size_t>(1, longer / 3) && edits < longer;
    if (is_near || contains(text, wanted) || contains(wanted, text)) {
      near.emplace_back(edits, candidate);
    }
  }
  std::sort(near.begin(), near.end());
  near.erase(std::unique(near.begin(), near.end()), near.end());
  std::vector<std::string> best;
  for (std::size_t i = 0; i < near.size() && i < limit; ++i) {
    best.push_back(std::move(near[i].second));
  }
  return best;
}

}  // namespace plumb::diagnostics
