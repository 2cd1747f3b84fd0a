// What a caller of check may ask for.
#pragma once

namespace plumb::check {

struct Options {
  bool with_findings = true;         // what compiles and is probably not meant, besides errors
  bool take_other_readings = false;  // a dry run with the 另载 values
};

}  // namespace plumb::check
