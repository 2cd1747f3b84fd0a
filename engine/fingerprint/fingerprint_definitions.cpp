// Every struct of the program is taken apart by structured bindings, so that a member that is added to it does not compile
// until somebody decides here whether values depend on it.
#include <algorithm>
#include <bit>

#include "fingerprint/absorb_program.h"
#include "fingerprint/fingerprint.h"
#include "program/walk_definition.h"
#include "program/walk_operands.h"

namespace plumb::fingerprint {

void WordHasher::add(uint64_t word) {
  constexpr uint64_t A = 0x87c37b91114253d5, B = 0x4cf5ad432745937f;
  first_ ^= std::rotl(word * A, 31) * B;
  first_ = (std::rotl(first_, 27) + second_) * 5 + 0x52dce729;
  second_ ^= std::rotl(word * B, 33) * A;
  second_ = (std::rotl(second_, 31) + first_) * 5 + 0x38495ab5;
  ++count_;
}

void WordHasher::add(std::string_view text) {
  add(text.size());
  for (size_t at = 0; at < text.size(); at += 8) {
    uint64_t word = 0;
    for (size_t i = at; i < std::min(at + 8, text.size()); ++i) word = word << 8 | static_cast<uint8_t>(text[i]);
    add(word);
  }
}

Fingerprint WordHasher::finish() const {
  const auto spread = [](uint64_t word) {
    word = (word ^ word >> 33) * 0xff51afd7ed558ccd;
    word = (word ^ word >> 33) * 0xc4ceb9fe1a85ec53;
    return word ^ word >> 33;
  };
  const uint64_t first = spread((first_ ^ count_) + second_), second = spread(second_ ^ count_);
  return {first + second, second + 2 * first};
}

namespace {

// Who evaluates each formula: the first definition that was seen, and whether there is another.
class Owners {
 public:
  Owners(const program::Program& program, std::vector<uint8_t>& shares)
      : program_(program), shares_(shares), owner_(program.exprs.size(), UINT32_MAX) {}

  void take_formulas(uint32_t definition) {
    walk_formulas(program_, program::DefinitionId{definition}, [&](program::ExprId expr) { take(expr, definition); });
  }

 private:
  void take(program::ExprId expr, uint32_t definition) {
    uint32_t& owner = owner_[expr.value];
    if (owner == definition) return;
    if (owner != UINT32_MAX)
      shares_[owner] = shares_[definition] = 1;
    else
      owner = definition;
    walk_operands(program_.at(expr), [&](program::Operand operand) { take(operand.id, definition); });
  }

  const program::Program& program_;
  std::vector<uint8_t>& shares_;
  std::vector<uint32_t> owner_;
};

}  // namespace

Fingerprint fingerprint_world(const program::Program& program) {
  const program::Subject nothing{};
  return ProgramHasher(program, nothing).world();
}

Fingerprints fingerprint_definitions(const program::Program& program, const program::Subject& subject) {
  Fingerprints all;
  ProgramHasher hasher(program, subject);
  all.world = hasher.world();
  for (uint32_t i = 0; i < program.definitions.size(); ++i) all.definitions.push_back(hasher.of(program::DefinitionId{i}));
  for (uint32_t i = 0; i < program.populations.size(); ++i) all.populations.push_back(hasher.of(program::PopulationId{i}));
  for (uint32_t i = 0; i < program.parameters.size(); ++i) all.parameters.push_back(hasher.of(program::ParameterId{i}));
  all.exprs = hasher.exprs();
  all.shares_formulas.resize(program.definitions.size(), 0);
  Owners owners(program, all.shares_formulas);
  for (uint32_t i = 0; i < program.definitions.size(); ++i) owners.take_formulas(i);
  return all;
}

}  // namespace plumb::fingerprint
