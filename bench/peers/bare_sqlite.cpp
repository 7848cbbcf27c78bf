// SPDX-License-Identifier: Apache-2.0
// The bare program an act is measured against: no HTTP, no session, no JSON, no hash; only the rows. It takes a copy
// of a filled database (same tables, same indexes, same size), reads the newest act of the wanted kind, and writes
// that act's rows again and again to the byte, with new keys where a key must be new: a straight loop of 50 acts per
// transaction, WAL, synchronous=FULL, everything prepared, the same page cache and checkpoint threshold as the server.
// A straight loop is the strongest form: producers on other threads would only cost it context switches on its one
// core.
//   bench_bare_sqlite FILE open|line|send SECONDS [IDS]     IDS: incidents that lines are added to
#include <sqlite3.h>

#include <fstream>
#include <map>
#include <memory>

#include "bench/timing.hpp"

namespace bluelamp::bench {
namespace {

constexpr int acts_per_commit = 50;

sqlite3* open(const char* file) {
    sqlite3* connection = nullptr;
    if (sqlite3_open_v2(file, &connection, SQLITE_OPEN_READWRITE, nullptr) != SQLITE_OK) {
        give_up(std::string(file) + " cannot be opened");
    }
    return connection;
}

void check(sqlite3* connection, int code) {
    if (code != SQLITE_OK && code != SQLITE_DONE && code != SQLITE_ROW) {
        give_up(fmt::format("SQLite: {}", sqlite3_errmsg(connection)));
    }
}

using Statement = std::unique_ptr<sqlite3_stmt, decltype(&sqlite3_finalize)>;

Statement prepare(sqlite3* connection, const std::string& text) {
    sqlite3_stmt* statement = nullptr;
    check(connection, sqlite3_prepare_v3(connection, text.c_str(), -1, SQLITE_PREPARE_PERSISTENT, &statement, nullptr));
    return {statement, sqlite3_finalize};
}

// / The insert of one table, bound once with the values of a row that is there; only keys are bound again.
class Copier {
   public:
    Copier(sqlite3* connection, const std::string& table, const std::string& newest)
        : connection_(connection), statement_(nullptr, sqlite3_finalize) {
        const Statement row = prepare(connection, "SELECT * FROM " + table + " WHERE " + newest);
        if (sqlite3_step(row.get()) != SQLITE_ROW) {
            give_up(table + " holds no such act yet: let the server write one first");
        }
        std::string marks;
        for (int i = 0; i < sqlite3_column_count(row.get()); ++i) {
            column_[sqlite3_column_name(row.get(), i)] = i;
            marks += i == 0 ? "?" : ", ?";
        }
        statement_ = prepare(connection, "INSERT INTO " + table + " VALUES (" + marks + ")");
        for (int i = 0; i < sqlite3_column_count(row.get()); ++i) {
            check(connection, sqlite3_bind_value(statement_.get(), i + 1, sqlite3_column_value(row.get(), i)));
        }
    }

    void set(const char* column, std::int64_t number) {
        check(connection_, sqlite3_bind_int64(statement_.get(), column_.at(column) + 1, number));
    }
    /// `text` must live until insert().
    void set(const char* column, const std::string& text) {
        check(connection_, sqlite3_bind_text(statement_.get(), column_.at(column) + 1, text.data(),
                                             static_cast<int>(text.size()), SQLITE_STATIC));
    }
    void insert() {
        check(connection_, sqlite3_step(statement_.get()));
        check(connection_, sqlite3_reset(statement_.get()));
    }

   private:
    sqlite3* connection_;
    Statement statement_;
    std::map<std::string, int> column_;
};

std::int64_t number_from(sqlite3* connection, const std::string& query) {
    const Statement statement = prepare(connection, query);
    check(connection, sqlite3_step(statement.get()));
    return sqlite3_column_int64(statement.get(), 0);
}

std::string newest_act(sqlite3* connection, const std::string& action) {
    const auto position = number_from(
        connection, "SELECT coalesce(max(position), 0) FROM (SELECT position FROM journal WHERE action = '" + action +
                        "' ORDER BY rowid DESC LIMIT 1)");
    return fmt::format("position = {}", position);
}

// / A UUID of version 7: time first, so that new incidents stand at the end of their index, as real ones do.
std::string timed_uuid(Random& random) {
    const auto now =
        std::chrono::duration_cast<std::chrono::milliseconds>(std::chrono::system_clock::now().time_since_epoch());
    std::string uuid = random_uuid(random);
    const std::string time = fmt::format("{:012x}", now.count());
    uuid.replace(0, 8, time, 0, 8);
    uuid.replace(9, 4, time, 8, 4);
    uuid[14] = '7';
    return uuid;
}

// / The rows of one act.
class Act {
   public:
    /// `told` is a field that only answers to this kind of act have.
    Act(sqlite3* connection, const std::string& action, const std::string& told)
        : journal_(connection, "journal", newest_act(connection, action)),
          content_(connection, "journal_content", newest_act(connection, action)),
          answer_(connection, "idempotency", "answer LIKE '%\"" + told + "\":%' ORDER BY rowid DESC LIMIT 1"),
          position_(number_from(connection, "SELECT max(position) FROM journal")) {}
    virtual ~Act() = default;
    virtual void write() = 0;

   protected:
    void write_journal(const std::string& record, std::int64_t seq) {
        ++position_;
        journal_.set("position", position_);
        journal_.set("record_id", record);
        journal_.set("seq", seq);
        journal_.insert();
        content_.set("position", position_);
        content_.insert();
        const std::string key = random_uuid(random_);
        answer_.set("idempotency_key", key);
        answer_.insert();
    }

    Random random_ = fresh_random();
    Copier journal_, content_, answer_;
    std::int64_t position_;
};

/// The promises of one incident, made again for another.
class Promises {
   public:
    Promises(sqlite3* connection, const std::string& incident_id) {
        const auto count =
            number_from(connection, "SELECT count(*) FROM promises WHERE about_id IN (" + incident_id + ")");
        for (std::int64_t nth = 0; nth < count; ++nth) {
            copiers_.emplace_back(connection, "promises",
                                  fmt::format("about_id IN ({}) ORDER BY id LIMIT 1 OFFSET {}", incident_id, nth));
        }
    }

    void write(Random& random, const std::string& incident) {
        for (Copier& promise : copiers_) {
            const std::string id = timed_uuid(random);
            promise.set("id", id);
            promise.set("about_id", incident);
            promise.insert();
        }
    }

   private:
    std::vector<Copier> copiers_;
};

class OpenIncident final : public Act {
   public:
    explicit OpenIncident(sqlite3* connection)
        : Act(connection, "incident.opened", "opened_by"),
          incident_(connection, "incidents", newest),
          promises_(connection, "SELECT id FROM incidents WHERE " + newest),
          number_(number_from(connection, "SELECT max(number) FROM incidents")) {}

    void write() override {
        const std::string id = timed_uuid(random_);
        incident_.set("id", id);
        incident_.set("number", ++number_);
        incident_.insert();
        promises_.write(random_, id);
        write_journal(id, 1);
    }

   private:
    static inline const std::string newest = "rowid = (SELECT max(rowid) FROM incidents)";
    Copier incident_;
    Promises promises_;
    std::int64_t number_;
};

/// The newest send whose caller's number was known already: contact, incident, its promises, what people know of both.
class SendHelp final : public Act {
   public:
    explicit SendHelp(sqlite3* connection)
        : Act(connection, "contact.sent", "incident_reference"),
          contact_(connection, "contacts", "id = " + contact_id),
          incident_(connection, "incidents", "id = " + incident_id),
          opened_(connection, "journal", "position = " + opened),
          opened_content_(connection, "journal_content", "position = " + opened),
          mention_(connection, "mentions", "said_in = " + contact_id),
          promises_(connection, incident_id),
          number_(
              number_from(connection, "SELECT max(max(number), (SELECT max(number) FROM incidents)) FROM contacts")) {
        for (const std::string& record : {contact_id, incident_id}) {
            records_.emplace_back(connection, "people_records", "id = " + record);
            named_.emplace_back(connection, "mention_records", "record_id = " + record);
            involved_.emplace_back(connection, "involvements", "record_id = " + record);
        }
    }

    void write() override {
        const std::string ids[] = {timed_uuid(random_), timed_uuid(random_)};  // contact, incident
        write_contact(ids[0], ids[1]);
        promises_.write(random_, ids[1]);
        const std::string mention = timed_uuid(random_);
        mention_.set("id", mention);
        mention_.set("said_in", ids[0]);
        mention_.insert();
        for (std::size_t i = 0; i < 2; ++i) {
            records_[i].set("id", ids[i]);
            records_[i].set("chain_id", ids[0]);
            records_[i].insert();
            named_[i].set("record_id", ids[i]);
            named_[i].set("mention_id", mention);
            named_[i].insert();
            involved_[i].set("record_id", ids[i]);
            involved_[i].set("mention_id", mention);
            involved_[i].insert();
        }
        opened_.set("position", ++position_);
        opened_.set("record_id", ids[1]);
        opened_.insert();
        opened_content_.set("position", position_);
        opened_content_.insert();
        write_journal(ids[0], 1);
    }

   private:
    void write_contact(const std::string& contact, const std::string& incident) {
        ++number_;
        contact_.set("id", contact);
        contact_.set("number", number_);
        contact_.set("incident_id", incident);
        contact_.insert();
        incident_.set("id", incident);
        incident_.set("number", number_);
        incident_.set("contact_id", contact);
        incident_.insert();
    }

    static inline const std::string newest =
        "FROM contacts WHERE rowid = (SELECT max(rowid) FROM contacts WHERE incident_id IS NOT NULL))";
    static inline const std::string contact_id = "(SELECT id " + newest;
    static inline const std::string incident_id = "(SELECT incident_id " + newest;
    static inline const std::string opened =
        "(SELECT position FROM journal WHERE seq = 1 AND record_id = " + incident_id + ")";
    Copier contact_, incident_, opened_, opened_content_, mention_;
    Promises promises_;
    std::vector<Copier> records_, named_, involved_;
    std::int64_t number_;
};

class AddLine final : public Act {
   public:
    AddLine(sqlite3* connection, const char* ids) : Act(connection, "incident.line_added", "author") {
        std::ifstream file(ids);
        for (std::string line; std::getline(file, line);) {
            ids_.push_back(line);
        }
        if (ids_.empty()) {
            give_up("lines need incidents: give a file of their ids");
        }
        // Beyond every real line, and beyond those of an earlier run on the same copy.
        seq_ = std::chrono::system_clock::now().time_since_epoch() / std::chrono::microseconds(1);
    }

    void write() override { write_journal(ids_[random_.below(ids_.size())], ++seq_); }

   private:
    std::vector<std::string> ids_;
    std::int64_t seq_ = 0;
};

void run(sqlite3* connection, Act& act, double seconds) {
    const Statement begin = prepare(connection, "BEGIN IMMEDIATE");
    const Statement commit = prepare(connection, "COMMIT");
    const auto once = [&](const Statement& statement) {
        check(connection, sqlite3_step(statement.get()));
        check(connection, sqlite3_reset(statement.get()));
    };
    std::vector<float> microseconds;
    std::size_t done = 0;
    const double cpu = cpu_seconds();
    const auto start = Clock::now();
    while (seconds_since(start) < seconds) {
        const auto from = Clock::now();
        once(begin);
        for (int i = 0; i < acts_per_commit; ++i) {
            act.write();
        }
        once(commit);
        done += acts_per_commit;
        microseconds.push_back(static_cast<float>(seconds_since(from) * 1e6));
    }
    tell({done, seconds_since(start), done, cpu_seconds() - cpu}, microseconds);
}

int main_of(int count, char** words) {
    if (count < 4) {
        give_up("usage: bench_bare_sqlite FILE open|line|send SECONDS [IDS]");
    }
    sqlite3* const connection = open(words[1]);
    check(connection, sqlite3_exec(connection,
                                   "PRAGMA journal_mode = WAL; PRAGMA synchronous = FULL; PRAGMA cache_size = -65536;"
                                   "PRAGMA wal_autocheckpoint = 8000",
                                   nullptr, nullptr, nullptr));
    std::unique_ptr<Act> act;
    if (std::string(words[2]) == "open") {
        act = std::make_unique<OpenIncident>(connection);
    } else if (std::string(words[2]) == "send") {
        act = std::make_unique<SendHelp>(connection);
    } else {
        act = std::make_unique<AddLine>(connection, count > 4 ? words[4] : "");
    }
    run(connection, *act, std::stod(words[3]));
    act.reset();
    sqlite3_close(connection);
    return 0;
}

}  // namespace
}  // namespace bluelamp::bench

int main(int count, char** words) { return bluelamp::bench::main_of(count, words); }
