#pragma once

#include <chrono>
#include <cstdint>
#include <filesystem>
#include <functional>
#include <map>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "core/io/sqlite.h"
#include "core/sweep/run_outcome.h"
#include "core/sweep/seed_statistic.h"
#include "core/sweep/sweep_plan.h"

namespace featurescope {

/// The result of a sweep (.fsweep, SQLite). One process writes it; others may read meanwhile. What was
/// committed survives whatever happens.
class SweepFile {
  public:
    /// Whether there is no file, or nothing in it: not even what a program left that was killed while it
    /// began.
    static bool isBlank(const std::filesystem::path& path);
    /// Makes a file where there is none or a blank one, or throws FileError.
    static SweepFile create(const std::filesystem::path& path, const SweepPlan& plan,
                            const SweepProvenance& provenance);
    /// Opens a file. FileError when it cannot be read or is damaged, InputError when it is no result of a
    /// sweep or that of a newer program.
    static SweepFile open(const std::filesystem::path& path);
    /// The same for the bytes of such a file, for reading.
    static SweepFile fromBytes(std::string_view bytes, const std::string& name);

    const SweepSpec& sweep() const { return sweep_; }
    const SweepProvenance& provenance() const { return provenance_; }

    /// Throws InputError when this program cannot go on with the file: another sweep, version, engine or
    /// instruction set.
    void requireSame(const SweepPlan& plan, const SweepProvenance& provenance) const;

    /// Notes a run and the cell it was asked for. A failed run gives way to any other; what disagrees with a
    /// result that is there throws FileError.
    void add(const RunOutcome& outcome);
    /// Notes that a cell has the run of this key.
    void addCell(const PlannedRun& run, const std::string& key);
    /// Changes become permanent together: one transaction, which the first change begins.
    void commit();
    /// The same when the last commit was a second ago.
    void commitIfDue();

    /// How each run that is there has ended.
    std::map<std::string, RunOutcomeState> states();
    /// The run of a key without its cell.
    std::optional<RunOutcome> outcome(const std::string& key);
    /// Calls visit(outcome with its cell) for every cell, in the order of x, y and seed.
    void visitCells(const std::function<void(const RunOutcome&)>& visit);
    /// The value of a metric at a step for every cell with a run; NaN where the run has none.
    std::vector<SeedValue> valuesAt(Observable metric, std::int64_t step);
    /// The first message of each kind of failure, with how often it came.
    std::vector<std::pair<std::string, std::int64_t>> failures();

    /// Up to which byte the shard file of this name was read.
    std::uint64_t bytesRead(const std::string& shardFile);
    void setBytesRead(const std::string& shardFile, std::uint64_t bytes);

  private:
    explicit SweepFile(SqliteDatabase database);
    std::int64_t numberOf(const char* pragma);
    /// Throws FileError when there are fewer bytes than the database has pages.
    void requireWhole(std::uint64_t bytes);
    void checkKind();
    void readHead();
    void beginOnce();
    void writeHead(const SweepPlan& plan, const SweepProvenance& provenance);
    void insert(const RunOutcome& outcome);
    RunOutcome readRun(SqliteStatement& row, int first) const;
    SqliteStatement& statement(const std::string& sql);

    std::unique_ptr<SqliteDatabase> database_;
    std::map<std::string, std::unique_ptr<SqliteStatement>> statements_;
    SweepSpec sweep_;
    SweepProvenance provenance_;
    std::vector<std::optional<Observable>> columns_;  ///< nothing for one that this program does not know
    bool isChanging_ = false;
    std::chrono::steady_clock::time_point lastCommit_ = std::chrono::steady_clock::now();
};

}  // namespace featurescope
