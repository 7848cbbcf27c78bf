// SPDX-License-Identifier: Apache-2.0
/// One PostgreSQL connection in pipeline mode: statements are sent without waiting and settled together.
///
/// Promises: each statement is prepared once for each signature of parameter types, on its first use. After a failure
/// the statements sent behind it have done nothing, and the session is usable again (its transaction is not: roll it
/// back). A session whose connection is lost stays lost: make a new one.
#pragma once

#include <libpq-fe.h>

#include "db/engine.hpp"

namespace bluelamp::db::postgres {

class Session {
   public:
    /// Connects and runs `settings` (SET statements).
    static Result<std::unique_ptr<Session>> connect(const std::string& url, const char* settings);

    /// Sends one statement. Its rows, if wanted, are shown by `settle`; text parameters need to live for this call
    /// only.
    Result<void> send(const Query& query, std::span<const Value> parameters, Visitor visit = {});

    /// Waits for everything that was sent, then shows the rows. The first failure.
    Result<void> settle();

    /// `send` and `settle`.
    Result<void> ask(const Query& query, std::span<const Value> parameters, const Visitor& visit);

    /// Runs statements without parameters and rows, separated by ";", outside the pipeline.
    Result<void> run(std::string_view statements);

    /// Forgets what was sent and its rows; waits until the server has done with it.
    void drop_pending();

    /// Notices a connection that the server or the network has closed meanwhile. Does not wait.
    [[nodiscard]] bool alive();
    [[nodiscard]] bool lost() const { return PQstatus(connection_.get()) != CONNECTION_OK; }
    [[nodiscard]] bool in_transaction() const;
    [[nodiscard]] std::size_t pending() const { return pending_.size(); }

    /// The tag of the last settled statement ("COMMIT", "INSERT 0 1").
    [[nodiscard]] const std::string& last_tag() const { return last_tag_; }

    /// Lets prepared statements go when there are too many of them. Call while nothing is pending.
    void trim();

   private:
    struct Finish {
        void operator()(PGconn* connection) const { PQfinish(connection); }
    };
    struct Clear {
        void operator()(PGresult* result) const { PQclear(result); }
    };
    using Answer = std::unique_ptr<PGresult, Clear>;

    struct Prepared {
        std::string name;   ///< on the server
        std::string query;  ///< the query's own, for errors
        std::string text;
        std::vector<Type> types;
        bool ready = false;  ///< the server has said so
    };

    /// What the server's next answer belongs to: the preparing of a statement, or its execution.
    struct Pending {
        Prepared* statement;
        bool prepares;
        Visitor visit;
    };

    Session() = default;
    Result<Prepared*> prepared(const Query& query, std::span<const Value> parameters);
    Result<void> send_prepared(const Prepared& statement, std::span<const Value> parameters);
    Result<void> receive(std::vector<std::pair<Visitor, Answer>>& rows);
    std::optional<Error> look(const Pending& sent, PGresult* answer);
    tl::unexpected<Error> lost_while(std::string_view doing);

    std::unique_ptr<PGconn, Finish> connection_;
    std::unordered_map<const char*, std::vector<std::unique_ptr<Prepared>>> prepared_;  ///< by address of the text
    std::size_t prepared_count_ = 0;
    std::int64_t next_name_ = 0;
    std::deque<Pending> pending_;
    std::string last_tag_;

    // Room for one statement's parameters, kept because it is needed again and again.
    std::vector<const char*> values_;
    std::vector<int> lengths_;
    std::vector<int> formats_;
    std::vector<std::uint64_t> numbers_;
};

/// What SQLSTATE `state` means for whoever asked.
[[nodiscard]] Error failure(std::string_view state, std::string_view doing, std::string_view said);

}  // namespace bluelamp::db::postgres
