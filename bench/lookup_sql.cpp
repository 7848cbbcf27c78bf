// SPDX-License-Identifier: Apache-2.0
// The look-up's own statements without anything around them. Each keystroke is looked up once as the server does it,
// while its statements and their values are written down; those are then prepared once and asked of SQLite alone,
// every column read.
//   bench_lookup_sql FOLDER KEYSTROKES SECONDS
#include <sqlite3.h>

#include <fstream>
#include <map>

#include "access/first_start.hpp"
#include "bench/timing.hpp"
#include "policing/people/people.hpp"

namespace bluelamp::bench {
namespace {

/// One value as it was bound.
struct Bound {
    db::Type type = db::Type::text;
    std::string text;
    std::int64_t number = 0;
};
struct Asked {
    std::string_view sql;
    std::vector<Bound> values;
};
using Keystroke = std::vector<Asked>;

/// Asks on, and writes down what was asked.
class Listening final : public db::Reader {
   public:
    explicit Listening(db::Reader& reader) : reader_(reader) {}
    using db::Reader::each;
    Result<void> each(const db::Query& query, std::span<const db::Value> values, const db::Visitor& visit) override {
        Asked asked{query.sqlite, {}};
        for (const db::Value& value : values) {
            invariant(!value.null() && value.type() != db::Type::real, "the look-up binds texts and whole numbers");
            asked.values.push_back({value.type(), std::string(value.text()), value.number()});
        }
        heard.push_back(std::move(asked));
        return reader_.each(query, values, visit);
    }

    Keystroke heard;

   private:
    db::Reader& reader_;
};

people::LookUp typed_of(std::string line) {
    for (const auto& [coded, plain] : {std::pair{"%20", " "}, std::pair{"%2B", "+"}}) {
        if (const auto at = line.find(coded); at != std::string::npos) {
            line.replace(at, 3, plain);
        }
    }
    const std::string value = line.substr(line.find('=') + 1);
    people::LookUp typed;
    switch (line[0]) {
        case 'n': typed.name = json::Text<200>{value}; break;
        case 'p': typed.phone = json::Text<60>{value}; break;
        default: typed.address = json::Text<300>{value}; break;
    }
    return typed;
}

Result<std::vector<Keystroke>> listen(db::Database& database, const std::vector<std::string>& lines) {
    std::vector<Keystroke> keystrokes;
    const auto recogniser = people::exact_recogniser();
    SystemClock clock;
    Act act{ForceId("city-of-london"), {}, {}, clock.now(), nullptr, {}, {}, {}};
    act.actor.permissions.set(static_cast<std::size_t>(Permission::read_people));
    const policy::Policy policy;
    for (const std::string& line : lines) {
        auto heard = database.read([&](db::Reader& reader) -> Result<void> {
            Listening listening(reader);
            const auto found = TRY(people::look_up(listening, act, policy, *recogniser, typed_of(line)));
            if (found.hits.empty()) {
                give_up("nobody is found by " + line + ": fill the database first");
            }
            keystrokes.push_back(std::move(listening.heard));
            return {};
        });
        TRY(std::move(heard));
    }
    return keystrokes;
}

class Bare {
   public:
    explicit Bare(const std::string& file) {
        if (sqlite3_open_v2(file.c_str(), &connection_, SQLITE_OPEN_READONLY, nullptr) != SQLITE_OK ||
            sqlite3_exec(connection_, "PRAGMA cache_size = -32768", nullptr, nullptr, nullptr) != SQLITE_OK) {
            give_up(sqlite3_errmsg(connection_));
        }
    }
    Bare(const Bare&) = delete;
    Bare& operator=(const Bare&) = delete;
    ~Bare() {
        for (const auto& [sql, statement] : statements_) {
            sqlite3_finalize(statement);
        }
        sqlite3_close(connection_);
    }

    void ask(const Keystroke& keystroke) {
        for (const Asked& asked : keystroke) {
            sqlite3_stmt* statement = prepared(asked.sql);
            for (std::size_t i = 0; i < asked.values.size(); ++i) {
                bind(statement, sqlite3_bind_parameter_index(statement, fmt::format("${}", i + 1).c_str()),
                     asked.values[i]);
            }
            while (sqlite3_step(statement) == SQLITE_ROW) {
                for (int column = 0; column < sqlite3_column_count(statement); ++column) {
                    sqlite3_column_text(statement, column);
                }
            }
            sqlite3_reset(statement);
        }
    }

   private:
    static void bind(sqlite3_stmt* statement, int place, const Bound& value) {
        if (value.type == db::Type::text) {
            sqlite3_bind_text(statement, place, value.text.data(), static_cast<int>(value.text.size()), SQLITE_STATIC);
        } else {
            sqlite3_bind_int64(statement, place, value.number);
        }
    }
    sqlite3_stmt* prepared(std::string_view sql) {
        sqlite3_stmt*& statement = statements_[sql];
        if (statement == nullptr && sqlite3_prepare_v2(connection_, sql.data(), static_cast<int>(sql.size()),
                                                       &statement, nullptr) != SQLITE_OK) {
            give_up(sqlite3_errmsg(connection_));
        }
        return statement;
    }

    sqlite3* connection_ = nullptr;
    std::map<std::string_view, sqlite3_stmt*> statements_;
};

int main_of(const std::string& folder, const std::string& file, double seconds) {
    std::vector<std::string> lines;
    std::ifstream read(file);
    for (std::string line; std::getline(read, line);) {
        lines.push_back(line);
    }
    db::Target target;
    target.data_dir = folder;
    const auto database = db::Database::open(target);
    const auto keystrokes = database ? listen(**database, lines) : tl::unexpected(database.error());
    if (!keystrokes || keystrokes->empty()) {
        give_up(keystrokes ? "there are no keystrokes" : keystrokes.error().message + " " + keystrokes.error().cause);
    }
    Bare bare(folder + "/bluelamp.sqlite");
    Random random = fresh_random();
    std::vector<float> microseconds;
    for (const Keystroke& keystroke : *keystrokes) {
        bare.ask(keystroke);
    }
    const auto start = Clock::now();
    while (seconds_since(start) < seconds) {
        const Keystroke& keystroke = (*keystrokes)[random.below(keystrokes->size())];
        const auto from = Clock::now();
        bare.ask(keystroke);
        microseconds.push_back(static_cast<float>(seconds_since(from) * 1e6));
    }
    tell({microseconds.size(), seconds_since(start), microseconds.size(), cpu_seconds()}, microseconds);
    return 0;
}

}  // namespace
}  // namespace bluelamp::bench

int main(int count, char** words) {
    if (count != 4) {
        bluelamp::bench::give_up("usage: bench_lookup_sql FOLDER KEYSTROKES SECONDS");
    }
    return bluelamp::bench::main_of(words[1], words[2], std::stod(words[3]));
}
