// SPDX-License-Identifier: Apache-2.0
/// PostgreSQL for the bare programs: what fails ends the program with what the server said.
#pragma once

#include <libpq-fe.h>

#include <memory>

#include "bench/timing.hpp"

namespace bluelamp::bench {

struct ClosePg {
    void operator()(PGconn* connection) const { PQfinish(connection); }
    void operator()(PGresult* result) const { PQclear(result); }
};
using PgConnection = std::unique_ptr<PGconn, ClosePg>;
using PgAnswer = std::unique_ptr<PGresult, ClosePg>;

inline PgConnection pg_connect(const std::string& url) {
    PgConnection connection(PQconnectdb(url.c_str()));
    if (PQstatus(connection.get()) != CONNECTION_OK) {
        give_up(PQerrorMessage(connection.get()));
    }
    return connection;
}

inline PgAnswer expect(const PgConnection& connection, PGresult* result, ExecStatusType wanted) {
    PgAnswer answer(result);
    if (PQresultStatus(result) != wanted) {
        give_up(PQerrorMessage(connection.get()));
    }
    return answer;
}

inline void command(const PgConnection& connection, const char* sql) {
    expect(connection, PQexec(connection.get(), sql), PGRES_COMMAND_OK);
}

}  // namespace bluelamp::bench
