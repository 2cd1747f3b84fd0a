#include "plumbline/version.h"

namespace plumbline {

std::string_view version() { return PLUMB_VERSION; }
std::string_view commit() { return PLUMB_COMMIT; }

}  // namespace plumbline
