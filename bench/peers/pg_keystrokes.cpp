// SPDX-License-Identifier: Apache-2.0
// Each keystroke of a file, asked of PostgreSQL alone: one connection, prepared statements, the first ten that are
// found. The tables are made by bench/lookup_postgres.py.
//   trigrams  pg_trgm: whose name or address holds words like what was typed, the most alike first; whose number begins
//             so
//   words     tsvector: who has, anywhere, words that begin like each word typed; in no order, which is cheapest
//   bench_pg_keystrokes URL KEYSTROKES trigrams|words SECONDS
#include <array>
#include <fstream>

#include "bench/peers/pg.hpp"

namespace bluelamp::bench {
namespace {

/// What is asked: the prepared statement, and its one or two values.
struct Question {
    const char* statement;
    std::vector<std::string> values;
};

void prepare(const PgConnection& connection, const char* name, const char* sql) {
    expect(connection, PQprepare(connection.get(), name, sql, 0, nullptr), PGRES_COMMAND_OK);
}

void prepare_all(const PgConnection& connection, bool trigrams) {
    if (!trigrams) {
        return prepare(connection, "words",
                       "SELECT id, name, phone, address FROM said WHERE words @@ to_tsquery('simple', $1) LIMIT 10");
    }
    command(connection, "SET pg_trgm.word_similarity_threshold = 0.6");
    prepare(connection, "name",
            "SELECT id, name, phone, address FROM persons WHERE $1 <% name "
            "ORDER BY word_similarity($1, name) DESC LIMIT 10");
    prepare(connection, "address",
            "SELECT id, name, phone, address FROM persons WHERE $1 <% address "
            "ORDER BY word_similarity($1, address) DESC LIMIT 10");
    prepare(connection, "phone",
            "SELECT id, name, phone, address FROM persons WHERE phone >= $1 AND phone < $2 LIMIT 10");
}

/// "mar:* & smi:*"
std::string all_words(const std::string& typed) {
    std::string query;
    for (std::size_t from = 0; from < typed.size();) {
        const std::size_t end = std::min(typed.find(' ', from), typed.size());
        query += (query.empty() ? "" : " & ") + typed.substr(from, end - from) + ":*";
        from = end + 1;
    }
    return query;
}

/// "name=Mar%20Smi"; the number without its plus sign.
Question question_of(const std::string& line, bool trigrams) {
    const auto equals = line.find('=');
    std::string typed = line.substr(equals + 1);
    for (const auto& [coded, plain] : {std::pair{"%20", " "}, std::pair{"%2B", ""}}) {
        if (const auto at = typed.find(coded); at != std::string::npos) {
            typed.replace(at, 3, plain);
        }
    }
    if (!trigrams) {
        return {"words", {all_words(typed)}};
    }
    switch (line[0]) {
        case 'n': return {"name", {typed}};
        case 'p': return {"phone", {typed, typed + "~"}};
        default: return {"address", {typed}};
    }
}

bool somebody_found(const PgConnection& connection, const Question& question) {
    std::array<const char*, 2> values{};
    for (std::size_t i = 0; i < question.values.size(); ++i) {
        values[i] = question.values[i].c_str();
    }
    const auto found =
        expect(connection,
               PQexecPrepared(connection.get(), question.statement, static_cast<int>(question.values.size()),
                              values.data(), nullptr, nullptr, 0),
               PGRES_TUPLES_OK);
    return PQntuples(found.get()) > 0;
}

int main_of(const std::string& url, const std::string& file, bool trigrams, double seconds) {
    const PgConnection connection = pg_connect(url);
    prepare_all(connection, trigrams);
    std::vector<Question> questions;
    std::ifstream read(file);
    for (std::string line; std::getline(read, line);) {
        questions.push_back(question_of(line, trigrams));
        if (!somebody_found(connection, questions.back())) {
            give_up("nobody is found by " + line + ": it does not do the same as what it is compared with");
        }
    }
    if (questions.empty()) {
        give_up(file + " holds no keystrokes");
    }
    Random random = fresh_random();
    std::vector<float> microseconds;
    const auto start = Clock::now();
    while (seconds_since(start) < seconds) {
        const auto from = Clock::now();
        somebody_found(connection, questions[random.below(questions.size())]);
        microseconds.push_back(static_cast<float>(seconds_since(from) * 1e6));
    }
    tell({microseconds.size(), seconds_since(start), microseconds.size(), cpu_seconds()}, microseconds);
    return 0;
}

}  // namespace
}  // namespace bluelamp::bench

int main(int count, char** words) {
    const std::string kind = count == 5 ? words[3] : "";
    if (kind != "trigrams" && kind != "words") {
        bluelamp::bench::give_up("usage: bench_pg_keystrokes URL KEYSTROKES trigrams|words SECONDS");
    }
    return bluelamp::bench::main_of(words[1], words[2], kind == "trigrams", std::stod(words[4]));
}
