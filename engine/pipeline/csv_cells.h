// Cells of a CSV file that spreadsheets and scripts read alike. Internal to the CSV renderers.
#pragma once

#include <string>
#include <vector>

#include "program/program.h"

namespace plumb::pipeline {

// RFC 4180; quoted also for blanks at an end and for semicolons, where in many countries a spreadsheet splits.
void add_csv_cell(const std::string& cell, std::string& line);
// A text that opens a formula (also in full width) or starts with an apostrophe gets an apostrophe before it.
[[nodiscard]] std::string harmless_cell(std::string cell);
// A fraction as 10÷3: 10/3 would be read as a date.
[[nodiscard]] std::string exact_cell(std::string exact);
// To six places half up, without zeros at the end; empty for what is no number.
[[nodiscard]] std::string readable_cell(const program::Type& type, const program::Value& value);
// A number that need not be whole takes two columns: exact, and for the eye.
[[nodiscard]] bool is_quantity(const program::Type& type);

}  // namespace plumb::pipeline
