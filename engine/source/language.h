// The two spellings of the rule language, which are also the two languages of every message.
#pragma once

namespace plumb::source {

enum class Language { Zh, En };

}  // namespace plumb::source
