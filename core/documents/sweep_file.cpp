#include "core/documents/sweep_file.h"

#include <algorithm>
#include <bit>

#include "core/base/errors.h"
#include "core/base/number_text.h"
#include "core/documents/sweep_file_schema.h"
#include "core/sweep/sweep_json.h"

namespace featurescope {
namespace {

// The numbers in a blob are little endian, as are those of the machines that this program runs on.
static_assert(std::endian::native == std::endian::little);

template <typename Number>
std::span<const std::byte> blobOf(const std::vector<Number>& numbers) {
    return std::as_bytes(std::span(numbers));
}

void bindText(SqliteStatement& statement, int parameter, const std::string& text) {
    if (text.empty())
        statement.bindNull(parameter);
    else
        statement.bind(parameter, std::string_view(text));
}

bool hasTables(SqliteDatabase& database) {
    SqliteStatement content(database, "SELECT count(*) FROM sqlite_schema");
    return !content.step() || content.integer(0) != 0;
}

}  // namespace

SweepFile::SweepFile(SqliteDatabase database)
    : database_(std::make_unique<SqliteDatabase>(std::move(database))) {}

bool SweepFile::isBlank(const std::filesystem::path& path) {
    std::error_code error;
    const auto size = std::filesystem::file_size(path, error);
    if (error || size == 0) return !std::filesystem::is_directory(path, error);
    try {
        SqliteDatabase database(path, SqliteDatabase::Mode::existing);
        return !hasTables(database);
    } catch (const FileError&) {
        return false;
    }
}

SweepFile SweepFile::create(const std::filesystem::path& path, const SweepPlan& plan,
                            const SweepProvenance& provenance) {
    SweepFile file(SqliteDatabase(path, SqliteDatabase::Mode::create));
    file.database_->execute("PRAGMA journal_mode=DELETE; PRAGMA synchronous=FULL");
    file.beginOnce();
    if (hasTables(*file.database_))
        throw FileError(path.string() +
                        " has just been begun by another sweep; say the same again to go on with it.");
    file.writeHead(plan, provenance);
    file.commit();
    file.readHead();
    return file;
}

SweepFile SweepFile::open(const std::filesystem::path& path) {
    SweepFile file(SqliteDatabase(path, SqliteDatabase::Mode::existing));
    file.checkKind();
    file.requireWhole(std::filesystem::file_size(path));
    file.readHead();
    file.database_->execute("PRAGMA synchronous=FULL");
    return file;
}

SweepFile SweepFile::fromBytes(std::string_view bytes, const std::string& name) {
    SweepFile file(SqliteDatabase(bytes, name));
    file.checkKind();
    file.requireWhole(bytes.size());
    file.readHead();
    return file;
}

SqliteStatement& SweepFile::statement(const std::string& sql) {
    std::unique_ptr<SqliteStatement>& known = statements_[sql];
    if (!known) known = std::make_unique<SqliteStatement>(*database_, sql);
    known->reset();
    return *known;
}

std::int64_t SweepFile::numberOf(const char* pragma) {
    SqliteStatement statement(*database_, pragma);
    return statement.step() ? statement.integer(0) : 0;
}

void SweepFile::requireWhole(std::uint64_t bytes) {
    // SQLite reads what is missing of the last page as zeros.
    const std::int64_t said = numberOf("PRAGMA page_count") * numberOf("PRAGMA page_size");
    const auto there = static_cast<std::int64_t>(bytes);
    if (there < said)
        throw FileError(database_->name() + " is damaged: it has " + numberText(there) + " of its " +
                        numberText(said) + " bytes.");
}

void SweepFile::checkKind() {
    const std::string& name = database_->name();
    if (numberOf("PRAGMA application_id") != kSweepFileApplication)
        throw InputError(name + " is an SQLite database of another program, no result of a sweep.");
    if (const std::int64_t version = numberOf("PRAGMA user_version"); version != kSweepFileVersion)
        throw InputError(name + " has version " + numberText(version) + "; it must be " +
                         numberText(kSweepFileVersion) +
                         ", and a larger one is that of a newer Featurescope.");
    SqliteStatement tables(*database_,
                           "SELECT name, sql FROM sqlite_schema WHERE sql IS NOT NULL ORDER BY name");
    std::size_t count = 0;
    for (; tables.step(); ++count) {
        const bool isOurs = count < kSweepFileTables.size() &&
                            tables.text(0) == kSweepFileTables[count].name &&
                            tables.text(1) == kSweepFileTables[count].sql;
        if (!isOurs)
            throw InputError(name + " has something unknown in it, \"" + tables.text(0).substr(0, 60) +
                             "\"; it must have the tables of a sweep and nothing else.");
    }
    if (count != kSweepFileTables.size())
        throw FileError(name + " is damaged: tables of a sweep are missing.");
}

void SweepFile::readHead() {
    const std::string& name = database_->name();
    SqliteStatement head(*database_,
                         "SELECT description, program_version, engine, instruction_set FROM sweep");
    if (!head.step()) throw FileError(name + " is damaged: it does not say of which sweep it is.");
    sweep_ = sweepFromJson(head.text(0), name);
    provenance_ = {head.text(1), head.text(2), head.text(3)};
    columns_.clear();
    SqliteStatement observable(*database_, "SELECT position, id FROM observable ORDER BY position");
    while (observable.step()) {
        if (observable.integer(0) != static_cast<std::int64_t>(columns_.size()))
            throw FileError(name + " is damaged: its columns are not counted from 0.");
        columns_.push_back(observableNamed(observable.text(1)));
    }
}

void SweepFile::writeHead(const SweepPlan& plan, const SweepProvenance& provenance) {
    database_->execute("PRAGMA application_id = " + numberText(kSweepFileApplication) +
                       "; PRAGMA user_version = " + numberText(kSweepFileVersion));
    for (const SweepFileTable& table : kSweepFileTables) database_->execute(std::string(table.sql));
    // What a store adds for its workers is no part of the result.
    SweepSpec description = plan.sweep();
    description.provenance.reset();
    description.points.reset();
    statement("INSERT INTO sweep VALUES(1, ?, ?, ?, ?)")
        .bind(0, std::string_view(sweepToJson(description)))
        .bind(1, std::string_view(provenance.programVersion))
        .bind(2, std::string_view(provenance.engine))
        .bind(3, std::string_view(provenance.instructionSet))
        .run();
    const auto addAxis = [&](std::string_view name, const std::vector<double>& values) {
        for (std::size_t i = 0; i < values.size(); ++i)
            statement("INSERT INTO axis VALUES(?, ?, ?)")
                .bind(0, name)
                .bind(1, static_cast<std::int64_t>(i))
                .bind(2, values[i])
                .run();
    };
    addAxis("x", plan.xValues());
    if (plan.sweep().y) addAxis("y", plan.yValues());
    for (const ObservableInfo& info : observables())
        statement("INSERT INTO observable VALUES(?, ?)")
            .bind(0, static_cast<std::int64_t>(info.which))
            .bind(1, info.id)
            .run();
}

void SweepFile::requireSame(const SweepPlan& plan, const SweepProvenance& provenance) const {
    const std::string& name = database_->name();
    if (const std::string difference = differenceOf(plan, SweepPlan(sweep_)); !difference.empty())
        throw InputError(name + " is the result of another sweep: it differs in " + difference +
                         "; name another file, or add --force to begin anew.");
    if (provenance_ != provenance)
        throw InputError(name + " was computed by version " + provenance_.programVersion + ", engine " +
                         provenance_.engine + " and instruction set " + provenance_.instructionSet +
                         ", and this is version " + provenance.programVersion + ", engine " +
                         provenance.engine + " and instruction set " + provenance.instructionSet +
                         "; their bits may differ. Name another file, or add --force to begin anew.");
    for (std::size_t i = 0; i < columns_.size() || i < kObservableCount; ++i) {
        if (i < columns_.size() && i < kObservableCount && columns_[i] == static_cast<Observable>(i))
            continue;
        throw InputError(name + " has other columns than this program; name another file.");
    }
}

void SweepFile::beginOnce() {
    if (isChanging_) return;
    database_->execute("BEGIN IMMEDIATE");
    isChanging_ = true;
}

void SweepFile::commit() {
    lastCommit_ = std::chrono::steady_clock::now();
    if (!isChanging_) return;
    database_->execute("COMMIT");
    isChanging_ = false;
}

void SweepFile::commitIfDue() {
    if (std::chrono::steady_clock::now() - lastCommit_ >= std::chrono::seconds(1)) commit();
}

void SweepFile::add(const RunOutcome& outcome) {
    const std::optional<RunOutcome> before = this->outcome(outcome.key);
    if (before && !agree(*before, outcome))
        throw FileError(database_->name() + " has another result for the run " + outcome.key +
                        " than was computed now: by another program, engine or instruction set.");
    const bool isNews = !before || before->state == RunOutcomeState::failed;
    if (isNews) insert(outcome);
    addCell(outcome.run, outcome.key);
}

void SweepFile::insert(const RunOutcome& outcome) {
    beginOnce();
    SqliteStatement& run = statement("INSERT OR REPLACE INTO run VALUES(?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)");
    run.bind(0, std::string_view(outcome.key));
    bindText(run, 1, outcome.provenance.engine);
    bindText(run, 2, outcome.provenance.instructionSet);
    bindText(run, 3, outcome.outputWeightsSha256);
    run.bind(4, nameOf(outcome.state));
    if (outcome.state == RunOutcomeState::diverged) run.bind(5, outcome.divergedAt);
    bindText(run, 6, outcome.error);
    run.bind(7, outcome.seconds);
    bindText(run, 8, outcome.weightsSha256);
    run.bind(9, blobOf(outcome.steps)).bind(10, blobOf(outcome.curves)).run();
    if (outcome.steps.empty()) return;
    const std::size_t last = outcome.curves.size() - kObservableCount;
    for (const ObservableInfo& info : observables())
        statement("INSERT OR REPLACE INTO last_value VALUES(?, ?, ?)")
            .bind(0, std::string_view(outcome.key))
            .bind(1, info.id)
            .bind(2, outcome.curves[last + static_cast<std::size_t>(info.which)])
            .run();
}

void SweepFile::addCell(const PlannedRun& run, const std::string& key) {
    beginOnce();
    statement("INSERT OR IGNORE INTO cell VALUES(?, ?, ?, ?)")
        .bind(0, run.point.x)
        .bind(1, run.point.y)
        .bind(2, run.seed)
        .bind(3, std::string_view(key))
        .run();
}

std::uint64_t SweepFile::bytesRead(const std::string& shardFile) {
    SqliteStatement& row = statement("SELECT bytes_read FROM shard WHERE file = ?");
    row.bind(0, std::string_view(shardFile));
    const std::int64_t bytes = row.step() ? row.integer(0) : 0;
    row.reset();
    return static_cast<std::uint64_t>(std::max<std::int64_t>(0, bytes));
}

void SweepFile::setBytesRead(const std::string& shardFile, std::uint64_t bytes) {
    beginOnce();
    statement("INSERT OR REPLACE INTO shard VALUES(?, ?)")
        .bind(0, std::string_view(shardFile))
        .bind(1, static_cast<std::int64_t>(bytes))
        .run();
}

}  // namespace featurescope
