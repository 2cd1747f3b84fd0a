// What the process answers to its caller: one table for every command.
#pragma once

namespace plumb::cli {

enum class ExitCode {
  Ok = 0,
  Findings = 1,    // findings of a check, a failed test or 核对, a difference of `fmt --check`
  Refused = 2,     // wrong usage, or errors in a rule file
  DataError = 3,   // data that cannot be read, or a unit whose result is faulty
  Broken = 4,      // something that was sealed or stored is not intact
  Limit = 5,       // a limit on size, depth or digits was reached
  Incomplete = 6,  // judgements or figures are still missing: some units are pending
  Internal = 70,   // our own mistake
};

}  // namespace plumb::cli
