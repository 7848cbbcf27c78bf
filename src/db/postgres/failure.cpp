// SPDX-License-Identifier: Apache-2.0
#include "db/postgres/session.hpp"

namespace bluelamp::db::postgres {
namespace {

struct Meaning {
    std::string_view state;  ///< a SQLSTATE or how it begins (PostgreSQL 15, appendix A)
    std::string_view shown;
};

constexpr Meaning storage_failures[] = {
    {"40001", "Others are writing to the same records; nothing was kept. Try again."},
    {"40P01", "Others are writing to the same records; nothing was kept. Try again."},
    {"55P03", "Another server is writing to the records; nothing was kept. Try again."},
    {"57014", "This took longer than five seconds and was stopped. Ask for less."},
    {"57P0", "The database is stopping or starting; nothing was kept. Try again."},
    {"08", "The connection to the database was lost. Try again."},
    {"25P03", "The connection to the database was lost. Try again."},
    {"53100", "The disk with the records is full; nothing was kept. Free some space and try again."},
    {"53", "The database has too much to do; nothing was kept. Try again."},
    {"58", "The disk with the records cannot be read or written; nothing was kept. Look at the database's log."},
    {"XX00", "The database reports damage; nothing was kept. Look at its log and restore the newest backup."},
    {"42501",
     "Bluelamp's user lacks a right on the database; nothing was kept. Let it own the database and its tables."},
};

}  // namespace

Error failure(std::string_view state, std::string_view doing, std::string_view said) {
    while (!said.empty() && said.back() == '\n') {
        said.remove_suffix(1);
    }
    std::string cause = fmt::format("{}: {} (SQLSTATE {})", doing, said, state);
    if (state == "23505") {
        return {ErrorCode::conflict, "", "There is such a record already.", std::move(cause)};
    }
    const bool ours = state == "08P01";  // protocol violation: we sent too few parameters
    for (const Meaning& meaning : storage_failures) {
        if (!ours && state.starts_with(meaning.state)) {
            return {ErrorCode::unavailable, "", std::string(meaning.shown), std::move(cause)};
        }
    }
    return {ErrorCode::internal, "", "Something is wrong on our side; nothing was kept. It has been logged.",
            std::move(cause)};
}

}  // namespace bluelamp::db::postgres
