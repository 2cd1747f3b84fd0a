// Columns of a table. Internal to the declarations.
#pragma once

#include "check/resolve/declare.h"

namespace plumb::check {

// The name in SQL: what 存于 says (ASCII), else the declared name.
std::string stored_name(Context&, const std::optional<std::string>& written, const std::string& name, source::Span);

// Where `text` is written behind `name` in the same file, for a report about it; the name where it is not found.
source::Span place_of_text(const Context&, source::Span name, std::string_view text);

// `names` and `stored` hold what the table's other columns took.
void declare_column(Context&, const syntax::Tree&, const syntax::Column&, program::TableId,
                    std::map<std::string, source::Span>& names, std::map<std::string, source::Span>& stored);

}  // namespace plumb::check
