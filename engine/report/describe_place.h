// Why a value is open, as a diagnostic: pending and faulty values of results → rows R60xx.
#pragma once

#include <string>

#include "data/data.h"
#include "diagnostics/diagnostics.h"
#include "program/program.h"
#include "results/results.h"

namespace plumb::report {

struct PlaceView {
  const program::Program& program;
  const data::Data& data;
  const results::Results& results;
};

// Reports the place of an open value; a value that is not open is reported as R6014.
diagnostics::Diagnostic& report_place(const PlaceView& view, const program::Value& value, diagnostics::Sink& sink);
diagnostics::Diagnostic& report_place(const PlaceView& view, program::PlaceId place, diagnostics::Sink& sink);

// What is wrong with a cell or a row, in both languages.
[[nodiscard]] diagnostics::Bilingual describe_fault(data::FaultKind kind);
// "仪器 A12.原值": table, key and column of a fault.
[[nodiscard]] std::string fault_address(const PlaceView& view, const data::Fault& fault);

}  // namespace plumb::report
