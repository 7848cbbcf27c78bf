// SPDX-License-Identifier: Apache-2.0
#include "db/postgres/session.hpp"

#include "db/postgres/answer_row.hpp"

namespace bluelamp::db::postgres {
namespace {

/// Statements kept prepared. Named queries are some hundreds; only composed searches could go on for ever.
constexpr std::size_t most_statements = 1000;

/// libpq collects 64 KiB before it sends. Sending earlier lets the server work while the next statements are made.
constexpr std::size_t flush_every = 16;

/// More than this is never on its way: both sides keep what the other has not yet taken.
constexpr std::size_t most_pending = 1024;

constexpr Oid oid_of(Type type) {
    switch (type) {
        case Type::text: return 25;
        case Type::bigint: return 20;
        case Type::real: return 701;
    }
    return 25;
}

void say_nothing(void*, const char*) {}

std::string_view text_for_postgres(const Query& query) {
    return query.postgres.empty() ? query.sqlite : query.postgres;
}

}  // namespace

Result<std::unique_ptr<Session>> Session::connect(const std::string& url, const char* settings) {
    // What stands in the URL wins over what stands before it.
    const char* const keywords[] = {"connect_timeout",
                                    "keepalives_idle",
                                    "tcp_user_timeout",
                                    "application_name",
                                    "dbname",
                                    "client_encoding",
                                    nullptr};
    const char* const values[] = {"5", "30", "30000", "bluelamp", url.c_str(), "UTF8", nullptr};
    std::unique_ptr<Session> made(new Session);
    made->connection_.reset(PQconnectdbParams(keywords, values, 1));
    if (made->lost()) {
        return tl::unexpected(failure("08001", "connect", PQerrorMessage(made->connection_.get())));
    }
    PQsetNoticeProcessor(made->connection_.get(), say_nothing, nullptr);
    const Answer answer(PQexec(made->connection_.get(), settings));
    if (PQresultStatus(answer.get()) != PGRES_COMMAND_OK || PQenterPipelineMode(made->connection_.get()) != 1) {
        return tl::unexpected(failure("08000", "settings", PQerrorMessage(made->connection_.get())));
    }
    return made;
}

Result<Session::Prepared*> Session::prepared(const Query& query, std::span<const Value> parameters) {
    const std::string_view text = text_for_postgres(query);
    auto& same_text = prepared_[text.data()];
    for (const auto& known : same_text) {
        const bool same_types =
            std::equal(known->types.begin(), known->types.end(), parameters.begin(), parameters.end(),
                       [](Type type, const Value& value) { return type == value.type(); });
        if (same_types && known->text == text) {
            return known.get();
        }
    }
    auto made = std::make_unique<Prepared>();
    made->name = fmt::format("s{}", ++next_name_);
    made->query = query.name;
    made->text = text;
    std::vector<Oid> oids;
    for (const Value& value : parameters) {
        made->types.push_back(value.type());
        oids.push_back(oid_of(value.type()));
    }
    if (PQsendPrepare(connection_.get(), made->name.c_str(), made->text.c_str(), static_cast<int>(oids.size()),
                      oids.data()) != 1) {
        return lost_while(query.name);
    }
    pending_.push_back({made.get(), true, {}});
    ++prepared_count_;
    same_text.push_back(std::move(made));
    return same_text.back().get();
}

Result<void> Session::send_prepared(const Prepared& statement, std::span<const Value> parameters) {
    const std::size_t count = parameters.size();
    values_.resize(count);
    lengths_.resize(count);
    formats_.assign(count, 1);
    numbers_.resize(count);
    for (std::size_t i = 0; i < count; ++i) {
        const Value& value = parameters[i];
        if (value.null()) {
            values_[i] = nullptr;
            lengths_[i] = 0;
        } else if (value.type() == Type::text) {
            values_[i] = value.text().data() == nullptr ? "" : value.text().data();
            lengths_[i] = static_cast<int>(value.text().size());
        } else {
            const std::uint64_t bits = value.type() == Type::bigint ? static_cast<std::uint64_t>(value.number())
                                                                    : std::bit_cast<std::uint64_t>(value.real());
            numbers_[i] = htobe64(bits);
            values_[i] = reinterpret_cast<const char*>(&numbers_[i]);
            lengths_[i] = 8;
        }
    }
    const int sent = PQsendQueryPrepared(connection_.get(), statement.name.c_str(), static_cast<int>(count),
                                         values_.data(), lengths_.data(), formats_.data(), 0);
    return sent == 1 ? Result<void>() : Result<void>(lost_while(statement.query));
}

Result<void> Session::send(const Query& query, std::span<const Value> parameters, Visitor visit) {
    if (lost()) {
        return lost_while(query.name);
    }
    if (pending_.size() >= most_pending) {
        TRY(settle());
    }
    Prepared* statement = TRY(prepared(query, parameters));
    TRY(send_prepared(*statement, parameters));
    pending_.push_back({statement, false, std::move(visit)});
    if (pending_.size() % flush_every == 0 && PQflush(connection_.get()) != 0) {
        return lost_while(query.name);
    }
    return {};
}

Result<void> Session::settle() {
    if (pending_.empty()) {
        return {};
    }
    std::vector<std::pair<Visitor, Answer>> rows;
    TRY(receive(rows));
    // Only now, because a visitor may throw and the pipeline must be at rest when it does.
    for (const auto& [visit, answer] : rows) {
        AnswerRow row(*answer);
        for (int i = 0; i < PQntuples(answer.get()); ++i) {
            row.at(i);
            visit(row);
        }
    }
    return {};
}

Result<void> Session::receive(std::vector<std::pair<Visitor, Answer>>& rows) {
    if (lost() || PQpipelineSync(connection_.get()) != 1) {
        return lost_while("sync");
    }
    std::optional<Error> first;
    while (!pending_.empty() && !lost()) {
        Pending sent = std::move(pending_.front());
        pending_.pop_front();
        Answer answer(PQgetResult(connection_.get()));
        auto error = look(sent, answer.get());
        if (error && !first) {
            first = std::move(error);
        }
        if (answer && sent.visit) {
            rows.emplace_back(std::move(sent.visit), std::move(answer));
        }
        while (Answer(PQgetResult(connection_.get()))) {  // up to the end of this statement's answers
        }
    }
    const Answer sync(lost() ? nullptr : PQgetResult(connection_.get()));
    if (lost() || PQresultStatus(sync.get()) != PGRES_PIPELINE_SYNC) {
        return lost_while(first ? first->cause : "sync");
    }
    if (first) {
        // What was to be prepared behind the failure was not.
        for (auto& entry : prepared_) {
            prepared_count_ -= std::erase_if(entry.second, [](const auto& statement) { return !statement->ready; });
        }
        return tl::unexpected(*std::move(first));
    }
    return {};
}

std::optional<Error> Session::look(const Pending& sent, PGresult* answer) {
    const auto status = PQresultStatus(answer);
    if (status == PGRES_COMMAND_OK || status == PGRES_TUPLES_OK) {
        if (sent.prepares) {
            sent.statement->ready = true;
        } else {
            last_tag_ = PQcmdStatus(answer);
        }
        return std::nullopt;
    }
    if (status == PGRES_PIPELINE_ABORTED) {
        return std::nullopt;  // the failure before it has been noted
    }
    const char* state = PQresultErrorField(answer, PG_DIAG_SQLSTATE);
    return failure(state == nullptr ? "08006" : state, sent.statement->query, PQresultErrorMessage(answer));
}

Result<void> Session::ask(const Query& query, std::span<const Value> parameters, const Visitor& visit) {
    TRY(send(query, parameters, visit));
    return settle();
}

Result<void> Session::run(std::string_view statements) {
    TRY(settle());
    if (PQexitPipelineMode(connection_.get()) != 1) {
        return lost_while("run");
    }
    const Answer answer(PQexec(connection_.get(), std::string(statements).c_str()));
    const auto status = PQresultStatus(answer.get());
    Result<void> result;
    if (status != PGRES_COMMAND_OK && status != PGRES_TUPLES_OK) {
        const char* state = PQresultErrorField(answer.get(), PG_DIAG_SQLSTATE);
        result = tl::unexpected(
            failure(state == nullptr ? "08006" : state, statements.substr(0, 60), PQerrorMessage(connection_.get())));
    }
    if (PQenterPipelineMode(connection_.get()) != 1) {
        return lost_while("run");
    }
    return result;
}

void Session::drop_pending() {
    if (pending_.empty()) {
        return;
    }
    std::vector<std::pair<Visitor, Answer>> rows;
    (void)receive(rows);  // what fails here is what the caller is already rolling back
}

bool Session::alive() {
    // Twice: the first may read only the server's last words, the second then finds the line closed.
    return !lost() && PQconsumeInput(connection_.get()) == 1 && PQconsumeInput(connection_.get()) == 1 && !lost();
}

bool Session::in_transaction() const {
    const auto status = PQtransactionStatus(connection_.get());
    return !lost() && status != PQTRANS_IDLE && status != PQTRANS_UNKNOWN;
}

void Session::trim() {
    constexpr Query deallocate{"db.deallocate", "DEALLOCATE ALL", {}};
    if (prepared_count_ < most_statements || !pending_.empty()) {
        return;
    }
    prepared_.clear();
    prepared_count_ = 0;
    (void)ask(deallocate, {}, {});  // itself prepared; a session on which this fails is lost, and the next use says so
    prepared_.clear();
    prepared_count_ = 0;
}

tl::unexpected<Error> Session::lost_while(std::string_view doing) {
    pending_.clear();
    return tl::unexpected(failure("08006", doing, PQerrorMessage(connection_.get())));
}

}  // namespace bluelamp::db::postgres
