// Fingerprints of the parts of a program, each found once. Internal to fingerprint.
#pragma once

#include <vector>

#include "fingerprint/fingerprint.h"

namespace plumb::fingerprint {

class ProgramHasher {
 public:
  ProgramHasher(const program::Program& program, const program::Subject& subject);

  [[nodiscard]] Fingerprint world() const;
  const Fingerprint& of(program::ExprId id);
  const Fingerprint& of(program::DefinitionId id);
  const Fingerprint& of(program::PopulationId id);
  const Fingerprint& of(program::ParameterId id);
  [[nodiscard]] const std::vector<Fingerprint>& exprs() const { return exprs_; }

 private:
  friend struct AbsorbNode;
  friend struct AbsorbDefinition;

  // --- absorb_program.cpp ---
  void absorb(WordHasher& hasher, const program::Population& population);
  void absorb(WordHasher& hasher, const program::Ranking& ranking);
  void absorb(WordHasher& hasher, const program::Judgement& judgement);
  void absorb(WordHasher& hasher, const program::Parameter& parameter);
  void absorb(WordHasher& hasher, const program::SetSource& set);
  void absorb(WordHasher& hasher, const program::SortKey& key);
  void absorb(WordHasher& hasher, const program::Answer& answer);
  void absorb(WordHasher& hasher, const std::vector<program::Basis>& bases) const;
  // A part that may not be there.
  template <class Id>
  void absorb_part(WordHasher& hasher, Id id) {
    hasher.add(id.valid() ? 1 : 0);
    if (id.valid()) hasher.add(of(id));
  }
  // By its name: the ranking's own definition reads the ranking.
  void absorb_name(WordHasher& hasher, program::DefinitionId id) const;
  void absorb_judgement(WordHasher& hasher, program::JudgementId id);
  void absorb_pins(WordHasher& hasher, program::DefinitionId id) const;

  const program::Program& program_;
  const program::Subject& subject_;
  std::vector<Fingerprint> exprs_, definitions_, populations_, parameters_;
  std::vector<uint8_t> has_expr_, has_definition_, has_population_, has_parameter_;
};

void absorb(WordHasher& hasher, const program::Value& value);
void absorb(WordHasher& hasher, const program::Type& type);
void absorb(WordHasher& hasher, const base::Number& number);
void absorb(WordHasher& hasher, const std::optional<base::Number>& number);
void absorb(WordHasher& hasher, const std::optional<base::Date>& date);
void absorb(WordHasher& hasher, const std::vector<std::string>& texts);
template <class Tag>
void absorb_raw(WordHasher& hasher, base::Id<Tag> id) {
  hasher.add(id.value);
}

}  // namespace plumb::fingerprint
