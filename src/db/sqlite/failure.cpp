// SPDX-License-Identifier: Apache-2.0
#include "db/sqlite/connection.hpp"

namespace bluelamp::db::sqlite {
namespace {

/// What to tell people when storage cannot answer; empty when `code` is no failure of storage.
std::string_view storage_failure(int code) {
    switch (code & 0xff) {
        case SQLITE_FULL: return "The disk with the records is full; nothing was kept. Free some space and try again.";
        case SQLITE_BUSY:
        case SQLITE_LOCKED:
        case SQLITE_PROTOCOL: return "Another program is writing to the records; nothing was kept. Try again.";
        case SQLITE_INTERRUPT: return "This took longer than five seconds and was stopped. Ask for less.";
        case SQLITE_READONLY:
        case SQLITE_PERM:
        case SQLITE_AUTH:
            return "The file with the records may not be written; nothing was kept. Give Bluelamp's user the right to "
                   "write it and "
                   "its folder.";
        case SQLITE_CORRUPT:
        case SQLITE_NOTADB:
            return "The file with the records is damaged; nothing was kept. Stop Bluelamp and restore the newest "
                   "backup.";
        case SQLITE_IOERR:
        case SQLITE_CANTOPEN:
        case SQLITE_NOMEM:
            return "The disk with the records cannot be written; nothing was kept. Try again; look at the server's "
                   "log.";
        default: return {};
    }
}

}  // namespace

tl::unexpected<Error> failure(sqlite3* connection, int code, std::string_view doing) {
    const int extended = connection == nullptr ? code : sqlite3_extended_errcode(connection);
    const char* said = connection == nullptr ? sqlite3_errstr(code) : sqlite3_errmsg(connection);
    std::string cause = fmt::format("{}: {} (SQLite {})", doing, said, extended);
    if (extended == SQLITE_CONSTRAINT_UNIQUE || extended == SQLITE_CONSTRAINT_PRIMARYKEY) {
        return fail(ErrorCode::conflict, "", "There is such a record already.", std::move(cause));
    }
    const std::string_view shown = storage_failure(code);
    if (!shown.empty()) {
        return fail(ErrorCode::unavailable, "", std::string(shown), std::move(cause));
    }
    return fail(ErrorCode::internal, "", "Something is wrong on our side; nothing was kept. It has been logged.",
                std::move(cause));
}

}  // namespace bluelamp::db::sqlite
