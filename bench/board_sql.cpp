// SPDX-License-Identifier: Apache-2.0
// The board's own query without anything around it: the text that the server runs, prepared once, every column read.
//   bench_board_sql FILE SECONDS
#include <sqlite3.h>

#include <limits>

#include "bench/timing.hpp"
#include "policing/incidents/store.sql.hpp"

namespace bluelamp::bench {
namespace {

constexpr std::int64_t shown = 51;  // 50, and one to know whether there are more

void bind(sqlite3_stmt* statement, const char* name, std::string_view text) {
    sqlite3_bind_text(statement, sqlite3_bind_parameter_index(statement, name), text.data(),
                      static_cast<int>(text.size()), SQLITE_STATIC);
}

void bind(sqlite3_stmt* statement, const char* name, std::int64_t number) {
    sqlite3_bind_int64(statement, sqlite3_bind_parameter_index(statement, name), number);
}

std::size_t read_all(sqlite3_stmt* statement) {
    std::size_t bytes = 0;
    while (sqlite3_step(statement) == SQLITE_ROW) {
        for (int i = 0; i < sqlite3_column_count(statement); ++i) {
            sqlite3_column_text(statement, i);
            bytes += static_cast<std::size_t>(sqlite3_column_bytes(statement, i));
        }
    }
    sqlite3_reset(statement);
    return bytes;
}

int main_of(const char* file, double seconds) {
    sqlite3* connection = nullptr;
    sqlite3_stmt* statement = nullptr;
    const std::string_view text = incidents::sql::list_with_status.sqlite;
    if (sqlite3_open_v2(file, &connection, SQLITE_OPEN_READONLY, nullptr) != SQLITE_OK ||
        sqlite3_exec(connection, "PRAGMA cache_size = -32768", nullptr, nullptr, nullptr) != SQLITE_OK ||
        sqlite3_prepare_v2(connection, text.data(), static_cast<int>(text.size()), &statement, nullptr) != SQLITE_OK) {
        give_up(sqlite3_errmsg(connection));
    }
    bind(statement, "$1", "city-of-london");
    bind(statement, "$2", 0);
    bind(statement, "$3", ",");
    bind(statement, "$4", "open");
    bind(statement, "$5", std::numeric_limits<std::int64_t>::max());
    bind(statement, "$6", "");
    bind(statement, "$7", shown);
    if (read_all(statement) == 0) {
        give_up("the board is empty: fill the database first");
    }
    std::vector<float> microseconds;
    const auto start = Clock::now();
    while (seconds_since(start) < seconds) {
        const auto from = Clock::now();
        read_all(statement);
        microseconds.push_back(static_cast<float>(seconds_since(from) * 1e6));
    }
    tell({microseconds.size(), seconds_since(start), microseconds.size(), cpu_seconds()}, microseconds);
    sqlite3_finalize(statement);
    sqlite3_close(connection);
    return 0;
}

}  // namespace
}  // namespace bluelamp::bench

int main(int count, char** words) {
    if (count != 3) {
        bluelamp::bench::give_up("usage: bench_board_sql FILE SECONDS");
    }
    return bluelamp::bench::main_of(words[1], std::stod(words[2]));
}
