#include "data/lineage.h"

#include <algorithm>
#include <optional>

namespace plumb::data {

using program::ColumnId;
using program::Program;
using program::Role;
using program::TableId;

namespace {

ColumnId column_with(const Program& program, const program::Table& table, Role role) {
  for (const ColumnId id : table.columns) {
    const auto& roles = program.at(id).roles;
    if (std::find(roles.begin(), roles.end(), role) != roles.end()) {
      return id;
    }
  }
  return {};
}

struct Edge {
  uint32_t from = 0, to = 0;  // predecessor, successor
  uint32_t row = 0;           // of the lineage table
};

// Columns of one lineage table.
struct Source {
  TableId table, units;
  ColumnId predecessor, successor, effective;
};
std::vector<Source> find_sources(const Program& program, const Data& data) {
  std::vector<Source> sources;
  for (uint32_t i = 0; i < program.tables.size(); ++i) {
    const program::Table& table = program.tables[i];
    Source source{TableId{i},
                  {},
                  column_with(program, table, Role::Predecessor),
                  column_with(program, table, Role::Successor),
                  column_with(program, table, Role::Effective)};
    if (table.role != program::TableRole::Lineage || !source.predecessor.valid() || !source.successor.valid()) {
      continue;
    }
    source.units = program.at(source.successor).type.table;
    const bool is_read = data.tables[i].columns[column_position(program, source.successor)].is_read;
    if (source.units.valid() && source.units == program.at(source.predecessor).type.table && is_read) {
      sources.push_back(source);
    }
  }
  return sources;
}

// A stored reference or date, also of a faulty row.
std::optional<int64_t> stored(const Program& program, const Data& data, TableId table, ColumnId id, uint32_t row) {
  const ColumnData& column = data.tables[table.value].columns[column_position(program, id)];
  if (!column.is_read || (!column.states.empty() && column.states[row] != CellPresent)) {
    return {};
  }
  return column.ints[row];
}

// Successors of every unit, as a list of edges by predecessor.
struct Graph {
  std::vector<uint32_t> offsets;
  std::vector<Edge> edges;
};
Graph make_graph(std::vector<Edge> edges, uint32_t unit_count) {
  Graph graph{std::vector<uint32_t>(unit_count + 1, 0), std::move(edges)};
  std::sort(graph.edges.begin(), graph.edges.end(),
            [](const Edge& a, const Edge& b) { return a.from != b.from ? a.from < b.from : a.row < b.row; });
  for (const Edge& edge : graph.edges) {
    ++graph.offsets[edge.from + 1];
  }
  for (uint32_t unit = 0; unit < unit_count; ++unit) {
    graph.offsets[unit + 1] += graph.offsets[unit];
  }
  return graph;
}

// Every unit that is reached from `start`, ascending; `start` itself only when it lies on a circle.
std::vector<uint32_t> reach(const Graph& graph, uint32_t start, std::vector<uint32_t>& mark, uint32_t stamp) {
  std::vector<uint32_t> found, open{start};
  while (!open.empty()) {
    const uint32_t unit = open.back();
    open.pop_back();
    for (uint32_t i = graph.offsets[unit]; i < graph.offsets[unit + 1]; ++i) {
      const uint32_t next = graph.edges[i].to;
      if (mark[next] != stamp) {
        mark[next] = stamp;
        found.push_back(next);
        open.push_back(next);
      }
    }
  }
  std::sort(found.begin(), found.end());
  return found;
}

}  // namespace

std::vector<RowOfTable> find_lineage_cycles(const Program& program, const Data& data) {
  std::vector<RowOfTable> cyclic;
  for (const Source& source : find_sources(program, data)) {
    const uint32_t unit_count = data.tables[source.units.value].row_count;
    std::vector<Edge> edges;
    for (uint32_t row = 0; row < data.tables[source.table.value].row_count; ++row) {
      const auto from = stored(program, data, source.table, source.predecessor, row);
      const auto to = stored(program, data, source.table, source.successor, row);
      if (from && to) {
        edges.push_back({static_cast<uint32_t>(*from), static_cast<uint32_t>(*to), row});
      }
    }
    const Graph graph = make_graph(std::move(edges), unit_count);
    std::vector<uint32_t> mark(unit_count, UINT32_MAX);
    std::vector<uint32_t> rows;
    // An edge lies on a circle when its start can be reached from its end.
    for (uint32_t i = 0; i < graph.edges.size(); ++i) {
      const Edge& edge = graph.edges[i];
      const std::vector<uint32_t> after = reach(graph, edge.to, mark, i);
      if (edge.from == edge.to || std::binary_search(after.begin(), after.end(), edge.from)) {
        rows.push_back(edge.row);
      }
    }
    std::sort(rows.begin(), rows.end());
    for (const uint32_t row : rows) {
      cyclic.push_back({source.table, row});
    }
  }
  return cyclic;
}

Lineage build_lineage(const Program& program, const Data& data, TableId units, base::Date until) {
  const uint32_t unit_count = data.tables[units.value].row_count;
  Lineage lineage;
  std::vector<Edge> edges;
  lineage.fault.assign(unit_count, UINT32_MAX);
  const auto blame = [&](uint32_t unit, uint32_t fault) { lineage.fault[unit] = std::min(lineage.fault[unit], fault); };
  for (const Source& source : find_sources(program, data)) {
    if (source.units != units) {
      continue;
    }
    lineage.units = units;
    const TableData& table = data.tables[source.table.value];
    for (uint32_t row = 0; row < table.row_count; ++row) {
      const auto from = stored(program, data, source.table, source.predecessor, row);
      const auto to = stored(program, data, source.table, source.successor, row);
      const auto day = source.effective.valid() ? stored(program, data, source.table, source.effective, row) : int64_t{INT32_MIN};
      if (day && *day > until.days) {
        continue;
      }
      const bool is_faulty = !table.row_faulty.empty() && table.row_faulty[row] != 0;
      if (from && to && *from != *to) {
        // Followed even when the row is faulty, so that the fault reaches those behind it.
        edges.push_back({static_cast<uint32_t>(*from), static_cast<uint32_t>(*to), row});
      }
      if (from && to && day && !is_faulty) {
        continue;
      }
      uint32_t fault = find_fault(data, source.table, row,
                                  !to     ? source.successor
                                  : !from ? source.predecessor
                                          : source.effective);
      if (fault == UINT32_MAX) {
        continue;  // an absent part (no predecessor is known) says nothing
      }
      for (uint32_t unit = to ? static_cast<uint32_t>(*to) : 0; unit < (to ? *to + 1 : unit_count); ++unit) {
        blame(unit, fault);
      }
    }
  }
  const Graph graph = make_graph(std::move(edges), unit_count);
  std::vector<uint32_t> mark(unit_count, UINT32_MAX);
  std::vector<std::vector<uint32_t>> before(unit_count);
  const std::vector<uint32_t> own_fault = lineage.fault;
  for (uint32_t unit = 0; unit < unit_count; ++unit) {
    for (const uint32_t after : reach(graph, unit, mark, unit)) {
      if (after != unit) {
        before[after].push_back(unit);
      }
      if (own_fault[unit] != UINT32_MAX) {
        blame(after, own_fault[unit]);
      }
    }
  }
  lineage.offsets.push_back(0);
  for (const std::vector<uint32_t>& rows : before) {
    lineage.rows.insert(lineage.rows.end(), rows.begin(), rows.end());
    lineage.offsets.push_back(static_cast<uint32_t>(lineage.rows.size()));
  }
  return lineage;
}

}  // namespace plumb::data
