#pragma once

#include <array>
#include <cstdint>
#include <string_view>

namespace featurescope {

inline constexpr std::int64_t kSweepFileApplication = 0x46537377;  // "FSsw"
inline constexpr std::int64_t kSweepFileVersion = 1;

/// A table of a .fsweep file as SQLite keeps its definition.
struct SweepFileTable {
    std::string_view name, sql;
};

inline constexpr std::array<SweepFileTable, 7> kSweepFileTables{{
    {"axis",
     "CREATE TABLE axis(name TEXT, position INTEGER, value REAL NOT NULL, PRIMARY KEY(name, position)) "
     "STRICT, WITHOUT ROWID"},
    {"cell",
     "CREATE TABLE cell(x INTEGER NOT NULL, y INTEGER NOT NULL, seed INTEGER NOT NULL, key TEXT NOT NULL, "
     "PRIMARY KEY(x, y, seed)) STRICT, WITHOUT ROWID"},
    {"last_value",
     "CREATE TABLE last_value(key TEXT NOT NULL, observable TEXT NOT NULL, value REAL, "
     "PRIMARY KEY(key, observable)) STRICT, WITHOUT ROWID"},
    {"observable", "CREATE TABLE observable(position INTEGER PRIMARY KEY, id TEXT UNIQUE NOT NULL) STRICT"},
    {"run",
     "CREATE TABLE run(key TEXT PRIMARY KEY, engine TEXT, instruction_set TEXT, output_weights_sha256 TEXT, "
     "state TEXT NOT NULL CHECK(state IN ('done', 'diverged', 'failed')), diverged_at INTEGER, error TEXT, "
     "seconds REAL, weights_sha256 TEXT, steps BLOB, curves BLOB) STRICT, WITHOUT ROWID"},
    {"shard", "CREATE TABLE shard(file TEXT PRIMARY KEY, bytes_read INTEGER NOT NULL) STRICT, WITHOUT ROWID"},
    {"sweep",
     "CREATE TABLE sweep(id INTEGER PRIMARY KEY CHECK(id = 1), description TEXT NOT NULL, "
     "program_version TEXT NOT NULL, engine TEXT NOT NULL, instruction_set TEXT NOT NULL) STRICT"},
}};

}  // namespace featurescope
