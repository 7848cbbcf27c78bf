// SPDX-License-Identifier: Apache-2.0
// What a sensible engineer would build on PostgreSQL with pg_trgm: exact keys on phone, date of birth and postcode, a
// trigram index on the name, a score over what those find. Fills a table, answers each call of a file one by one over
// one connection with a prepared statement, warm, and tells how long that took.
//   bench_pg_trgm URL PEOPLE.csv MAP.toml CALLS.csv ANSWERS.csv [ROUNDS]
#include <fstream>

#include "bench/peers/pg.hpp"
#include "core/csv.hpp"
#include "exchange/linkage/records.hpp"

namespace bluelamp::bench {
namespace {

using identity::Kind;

/// Given name, surname, date, telephone, address, postcode: what a call may tell.
std::array<std::string, 6> fields(const identity::Written& written) {
    return {std::string(written[Kind::given_name]),    std::string(written[Kind::surname]),
            std::string(written[Kind::date_of_birth]), std::string(written[Kind::phone]),
            std::string(written[Kind::address]),       std::string(written[Kind::postcode])};
}

Result<void> fill(const PgConnection& connection, const std::string& file, const linkage::LinkMap& map) {
    command(connection, "CREATE EXTENSION IF NOT EXISTS pg_trgm");
    command(connection, "DROP TABLE IF EXISTS people");
    command(
        connection,
        "CREATE TABLE people (id text, given text, surname text, dob text, phone text, address text, postcode text, "
        "name text GENERATED ALWAYS AS (coalesce(given, '') || ' ' || coalesce(surname, '')) STORED)");
    expect(connection,
           PQexec(connection.get(), "COPY people (id, given, surname, dob, phone, address, postcode) FROM STDIN CSV"),
           PGRES_COPY_IN);
    linkage::Refusals refusals;
    const auto reader = TRY(linkage::RecordReader::open(file, map, refusals));
    linkage::Record record;
    std::string rows;
    const auto send = [&] {
        if (PQputCopyData(connection.get(), rows.data(), static_cast<int>(rows.size())) != 1) {
            give_up(PQerrorMessage(connection.get()));
        }
        rows.clear();
    };
    while (TRY(reader->next(record))) {
        const auto written = fields(record.written);
        std::vector<std::string_view> row{record.id};
        row.insert(row.end(), written.begin(), written.end());
        append_csv_row(rows, row);
        if (rows.size() > 1U << 20) {
            send();
        }
    }
    send();
    if (PQputCopyEnd(connection.get(), nullptr) != 1) {
        give_up(PQerrorMessage(connection.get()));
    }
    expect(connection, PQgetResult(connection.get()), PGRES_COMMAND_OK);
    while (PgAnswer rest{PQgetResult(connection.get())}) {
    }
    for (const char* index :
         {"CREATE INDEX ON people (phone)", "CREATE INDEX ON people (dob)", "CREATE INDEX ON people (postcode)",
          "CREATE INDEX ON people USING gin (name gin_trgm_ops)", "VACUUM ANALYZE people"}) {
        command(connection, index);
    }
    return {};
}

/// Candidates by each key, at most 200 of one, and a score: what is equal counts whole, what is alike in part. What is
/// not known is NULL, here and in the table: a key that is empty would read the whole of it.
constexpr const char* look_up = R"(
WITH found AS (
    (SELECT * FROM people WHERE phone = $4 LIMIT 200)
    UNION (SELECT * FROM people WHERE dob = $3 LIMIT 200)
    UNION (SELECT * FROM people WHERE postcode = $6 LIMIT 200)
    UNION (SELECT * FROM people WHERE name % $7 ORDER BY similarity(name, $7) DESC LIMIT 200))
SELECT id, similarity(name, $7) * 2.0 + CASE WHEN phone = $4 THEN 1.5 ELSE 0 END
    + CASE WHEN dob = $3 THEN 1.5 ELSE coalesce(similarity(dob, $3) * 0.5, 0.4) END
    + CASE WHEN postcode = $6 THEN 0.7 ELSE 0 END + coalesce(similarity(address, $5), 0)
    + CASE WHEN given = $1 THEN 0.5 ELSE 0 END + CASE WHEN surname = $2 THEN 0.5 ELSE 0 END AS score
FROM found ORDER BY score DESC LIMIT 10)";

PgAnswer ask(const PgConnection& connection, const std::array<std::string, 6>& call) {
    const std::string name = call[0] + " " + call[1];
    std::array<const char*, 7> values{};
    for (std::size_t i = 0; i < call.size(); ++i) {
        values[i] = call[i].empty() ? nullptr : call[i].c_str();
    }
    values[6] = name.c_str();
    return expect(connection, PQexecPrepared(connection.get(), "look_up", 7, values.data(), nullptr, nullptr, 0),
                  PGRES_TUPLES_OK);
}

Result<void> run(const std::vector<std::string>& words) {
    linkage::LinkMap map = TRY(linkage::read_link_map(words[2]));
    const PgConnection connection = pg_connect(words[0]);
    TRY(fill(connection, words[1], map));
    command(connection, "SET pg_trgm.similarity_threshold = 0.6");
    expect(connection, PQprepare(connection.get(), "look_up", look_up, 0, nullptr), PGRES_COMMAND_OK);
    map.id = "call_id";
    linkage::Refusals refusals;
    const auto reader = TRY(linkage::RecordReader::open(words[3], map, refusals));
    std::vector<std::pair<std::string, std::array<std::string, 6>>> calls;
    linkage::Record record;
    while (TRY(reader->next(record))) {
        calls.emplace_back(record.id, fields(record.written));
    }
    std::ofstream out(words[4]);
    out << "call,id,level,probability\n";
    const int rounds = words.size() > 5 ? std::stoi(words[5]) : 1;
    std::vector<float> microseconds;
    const auto first = Clock::now();
    for (int round = 0; round <= rounds; ++round) {  // the first warms up and is written
        for (const auto& [id, call] : calls) {
            const auto began = Clock::now();
            const PgAnswer found = ask(connection, call);
            if (round > 0) {
                microseconds.push_back(static_cast<float>(seconds_since(began) * 1e6));
                continue;
            }
            for (int row = 0; row < PQntuples(found.get()); ++row) {
                out << id << ',' << PQgetvalue(found.get(), row, 0) << ",," << PQgetvalue(found.get(), row, 1) << '\n';
            }
        }
    }
    const std::size_t answered = calls.size() * static_cast<std::size_t>(rounds + 1);
    tell({answered, seconds_since(first), answered, cpu_seconds()}, microseconds);
    return {};
}

}  // namespace
}  // namespace bluelamp::bench

int main(int count, char** words) {
    using namespace bluelamp;
    if (count < 6) {
        bench::give_up("usage: bench_pg_trgm URL PEOPLE.csv MAP.toml CALLS.csv ANSWERS.csv [ROUNDS]");
    }
    if (const auto done = bench::run({words + 1, words + count}); !done) {
        bench::give_up(done.error().field + ": " + done.error().message);
    }
    return 0;
}
