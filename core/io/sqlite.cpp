#include "core/io/sqlite.h"

#include <sqlite3.h>

#include <algorithm>
#include <cmath>
#include <new>

#include "core/base/errors.h"

namespace featurescope {
namespace {

int openFlags(SqliteDatabase::Mode mode) {
    // For reading, too: what a killed program has left half done can only so be put right.
    const bool creates = mode == SqliteDatabase::Mode::create;
    return creates ? SQLITE_OPEN_READWRITE | SQLITE_OPEN_CREATE : SQLITE_OPEN_READWRITE;
}

/// Files from elsewhere must not run anything of their own.
void distrust(sqlite3* database) {
    sqlite3_db_config(database, SQLITE_DBCONFIG_DEFENSIVE, 1, nullptr);
    sqlite3_db_config(database, SQLITE_DBCONFIG_TRUSTED_SCHEMA, 0, nullptr);
    sqlite3_db_config(database, SQLITE_DBCONFIG_ENABLE_TRIGGER, 0, nullptr);
    sqlite3_db_config(database, SQLITE_DBCONFIG_ENABLE_VIEW, 0, nullptr);
    constexpr int kLongestValue = 256 << 20;
    sqlite3_limit(database, SQLITE_LIMIT_LENGTH, kLongestValue);
}

}  // namespace

void SqliteDatabase::Close::operator()(sqlite3* database) const { sqlite3_close_v2(database); }

SqliteDatabase::SqliteDatabase(const std::filesystem::path& path, Mode mode) : name_(path.string()) {
    sqlite3* database = nullptr;
    // Absolute, since "" and ":memory:" are no files to SQLite.
    if (path.empty()) throw FileError("The name of a database is empty.");
    const std::string file = std::filesystem::absolute(path).string();
    const int code = sqlite3_open_v2(file.c_str(), &database, openFlags(mode), nullptr);
    database_.reset(database);
    if (code != SQLITE_OK) fail();
    constexpr int kPatienceMilliseconds = 10000;
    sqlite3_busy_timeout(database, kPatienceMilliseconds);
    sqlite3_extended_result_codes(database, 1);
    distrust(database);
}

SqliteDatabase::SqliteDatabase(std::string_view bytes, const std::string& name) : name_(name) {
    sqlite3* database = nullptr;
    const int code = sqlite3_open_v2(":memory:", &database, SQLITE_OPEN_READWRITE, nullptr);
    database_.reset(database);
    if (code != SQLITE_OK) fail();
    auto* const copy = static_cast<unsigned char*>(sqlite3_malloc64(bytes.size() + 1));
    if (copy == nullptr) throw std::bad_alloc();
    std::copy(bytes.begin(), bytes.end(), copy);
    const auto size = static_cast<sqlite3_int64>(bytes.size());
    if (sqlite3_deserialize(database, "main", copy, size, size,
                            SQLITE_DESERIALIZE_FREEONCLOSE | SQLITE_DESERIALIZE_READONLY) != SQLITE_OK)
        fail();
    distrust(database);
}

void SqliteDatabase::fail() const {
    const int code = database_ ? sqlite3_errcode(database_.get()) & 0xFF : SQLITE_NOMEM;
    if (code == SQLITE_NOTADB) throw FileError(name_ + " is no SQLite database, or is damaged.");
    if (code == SQLITE_BUSY) throw FileError(name_ + " is being written by another program.");
    throw FileError(name_ + ": " + (database_ ? sqlite3_errmsg(database_.get()) : "no memory") + ".");
}

void SqliteDatabase::execute(const std::string& sql) {
    if (sqlite3_exec(database_.get(), sql.c_str(), nullptr, nullptr, nullptr) != SQLITE_OK) fail();
}

std::int64_t SqliteDatabase::changes() const { return sqlite3_changes64(database_.get()); }

void SqliteStatement::Finalize::operator()(sqlite3_stmt* statement) const { sqlite3_finalize(statement); }

SqliteStatement::SqliteStatement(SqliteDatabase& database, std::string_view sql) : database_(database) {
    sqlite3_stmt* statement = nullptr;
    check(sqlite3_prepare_v2(database.database_.get(), sql.data(), static_cast<int>(sql.size()), &statement,
                             nullptr));
    statement_.reset(statement);
}

void SqliteStatement::check(int code) const {
    if (code != SQLITE_OK) database_.fail();
}

SqliteStatement& SqliteStatement::bind(int parameter, std::int64_t value) {
    check(sqlite3_bind_int64(statement_.get(), parameter + 1, value));
    return *this;
}

SqliteStatement& SqliteStatement::bind(int parameter, double value) {
    check(std::isnan(value) ? sqlite3_bind_null(statement_.get(), parameter + 1)
                            : sqlite3_bind_double(statement_.get(), parameter + 1, value));
    return *this;
}

SqliteStatement& SqliteStatement::bind(int parameter, std::string_view text) {
    check(sqlite3_bind_text64(statement_.get(), parameter + 1, text.data(), text.size(), SQLITE_TRANSIENT,
                              SQLITE_UTF8));
    return *this;
}

SqliteStatement& SqliteStatement::bind(int parameter, std::span<const std::byte> blob) {
    // Nothing at all would be NULL.
    check(blob.empty() ? sqlite3_bind_zeroblob(statement_.get(), parameter + 1, 0)
                       : sqlite3_bind_blob64(statement_.get(), parameter + 1, blob.data(), blob.size(),
                                             SQLITE_TRANSIENT));
    return *this;
}

SqliteStatement& SqliteStatement::bindNull(int parameter) {
    check(sqlite3_bind_null(statement_.get(), parameter + 1));
    return *this;
}

bool SqliteStatement::step() {
    const int code = sqlite3_step(statement_.get());
    if (code == SQLITE_ROW) return true;
    if (code != SQLITE_DONE) database_.fail();
    return false;
}

void SqliteStatement::run() {
    step();
    reset();
}

void SqliteStatement::reset() {
    sqlite3_reset(statement_.get());
    sqlite3_clear_bindings(statement_.get());
}

bool SqliteStatement::isNull(int column) const {
    return sqlite3_column_type(statement_.get(), column) == SQLITE_NULL;
}

std::int64_t SqliteStatement::integer(int column) const {
    return sqlite3_column_int64(statement_.get(), column);
}

double SqliteStatement::real(int column) const { return sqlite3_column_double(statement_.get(), column); }

std::string SqliteStatement::text(int column) const {
    const unsigned char* const text = sqlite3_column_text(statement_.get(), column);
    const auto size = static_cast<std::size_t>(sqlite3_column_bytes(statement_.get(), column));
    return text ? std::string(reinterpret_cast<const char*>(text), size) : std::string();
}

std::span<const std::byte> SqliteStatement::blob(int column) const {
    const void* const bytes = sqlite3_column_blob(statement_.get(), column);
    return {static_cast<const std::byte*>(bytes),
            static_cast<std::size_t>(sqlite3_column_bytes(statement_.get(), column))};
}

}  // namespace featurescope
