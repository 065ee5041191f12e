#pragma once

#include <cstddef>
#include <cstdint>
#include <filesystem>
#include <memory>
#include <span>
#include <string>
#include <string_view>

struct sqlite3;
struct sqlite3_stmt;

namespace featurescope {

/// An open SQLite database. Every failure is a FileError that names the file.
class SqliteDatabase {
  public:
    enum class Mode { existing, create };

    /// Opens a file for reading and, where that is allowed, writing; with `create` also a new one. One that
    /// another program has left in the middle of a transaction is put right first.
    SqliteDatabase(const std::filesystem::path& path, Mode mode);
    /// Reads a database from memory.
    explicit SqliteDatabase(std::string_view bytes, const std::string& name);

    /// Carries out statements without results.
    void execute(const std::string& sql);
    /// Rows changed by the last statement.
    std::int64_t changes() const;
    const std::string& name() const { return name_; }
    [[noreturn]] void fail() const;

  private:
    friend class SqliteStatement;
    struct Close {
        void operator()(sqlite3* database) const;
    };
    std::string name_;
    std::unique_ptr<sqlite3, Close> database_;
};

/// A statement with parameters and rows; both are counted from 0. The database must outlive it.
class SqliteStatement {
  public:
    SqliteStatement(SqliteDatabase& database, std::string_view sql);

    SqliteStatement& bind(int parameter, std::int64_t value);
    SqliteStatement& bind(int parameter, double value);  ///< NaN becomes NULL
    SqliteStatement& bind(int parameter, std::string_view text);
    SqliteStatement& bind(int parameter, std::span<const std::byte> blob);
    SqliteStatement& bindNull(int parameter);

    /// Goes to the next row; false behind the last.
    bool step();
    /// Carries out a statement without rows, and forgets what was bound.
    void run();
    void reset();

    bool isNull(int column) const;
    std::int64_t integer(int column) const;
    double real(int column) const;
    std::string text(int column) const;
    /// Valid until the next step.
    std::span<const std::byte> blob(int column) const;

  private:
    void check(int code) const;

    struct Finalize {
        void operator()(sqlite3_stmt* statement) const;
    };
    SqliteDatabase& database_;
    std::unique_ptr<sqlite3_stmt, Finalize> statement_;
};

}  // namespace featurescope
