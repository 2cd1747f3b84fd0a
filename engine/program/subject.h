// What a run is about beside the rules and the data: the dates that it stands on, and the values that a test sets.
#pragma once

#include <cstdint>
#include <optional>
#include <vector>

#include "program/program.h"

namespace plumb::program {

// Values that a test sets instead of computing them.
struct Pins {
  struct OfParameter {
    ParameterId parameter;
    Value value;
  };
  struct OfDefinition {
    DefinitionId definition;
    uint32_t row = 0;
    Value value;
  };
  std::vector<OfParameter> parameters;
  std::vector<OfDefinition> definitions;  // a Pending value stands for "pinned as pending"
};

struct Subject {
  base::Date reference;
  int64_t assessment = 0;
  Pins pins = {};
  std::optional<base::Date> period_first = {}, period_last = {};  // not valid: nothing is proved from the period
};

}  // namespace plumb::program
