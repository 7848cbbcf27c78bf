// SPDX-License-Identifier: Apache-2.0
#include "api/idempotency.hpp"

#include "api/store.sql.hpp"
#include "core/sha256.hpp"

namespace bluelamp::api {
namespace {

constexpr std::size_t longest_key = 200;

struct First {
    std::string request_hash;
    Answer answer;
};

First read_first(const db::Row& row) {
    First first{row.string(0), {}};
    first.answer.status = static_cast<int>(row.bigint(1));
    first.answer.body = row.text(2);
    first.answer.version = row.maybe_bigint(3);
    return first;
}

}  // namespace

Result<void> accept_key(const Act& act) {
    if (act.key.empty() || act.key.size() > longest_key) {
        return fail(ErrorCode::invalid, "Idempotency-Key",
                    "Send a fresh UUID in this header, and the same one when you try again.");
    }
    return {};
}

std::string hash_of_request(const Call& call, std::string_view body) {
    return Sha256().field(http::name(call.request.method)).field(call.request.path).field(body).hex();
}

Result<void> keep_answer(db::Transaction& tx, const Act& act, const std::string& request_hash, const Answer& answer) {
    return tx.execute(sql::insert_answer, {act.force, act.actor.id, act.key, request_hash, std::int64_t{answer.status},
                                           answer.body, answer.version, act.now});
}

Result<bool> answered_before(const Services& services, const Call& call, const std::string& request_hash) {
    std::optional<First> first;
    const auto look = [&](db::Reader& reader) -> Result<void> {
        first = TRY(reader.maybe(sql::first_answer, {services.force, call.act->actor.id, call.act->key}, read_first));
        return {};
    };
    TRY(services.database.read(look));
    if (!first) {
        return false;
    }
    if (first->request_hash != request_hash) {
        return fail(ErrorCode::key_reused, "Idempotency-Key", "This key belongs to another request; send a fresh one.");
    }
    ++call.counters->replayed;
    first->answer.headers.push_back({"Idempotency-Replayed", "true"});
    respond(call, std::move(first->answer));
    return true;
}

void refuse_unless_answered(const Services& services, Workers& workers, const CallPtr& call,
                            const std::string& request_hash, const Error& refusal) {
    if (refusal.code == ErrorCode::unavailable || refusal.code == ErrorCode::internal) {
        return refuse(*call, refusal);
    }
    on_worker(workers, call, [&services, call, request_hash, refusal]() -> Result<void> {
        const bool answered = TRY(answered_before(services, *call, request_hash));
        return answered ? Result<void>() : tl::unexpected(refusal);
    });
}

Result<bool> forget_old_answers(db::Transaction& tx, Instant now) {
    // 35 days: a phone may be without signal for a month of leave and still send what it kept.
    constexpr std::chrono::hours kept{24 * 35};
    TRY(tx.execute(sql::delete_old_answers, {tx.force(), now - kept}));
    const auto made_at = [](const db::Row& row) { return row.instant(0); };
    const auto left = TRY(tx.maybe(sql::oldest_answer, {tx.force()}, made_at));
    return left && *left < now - kept;
}

}  // namespace bluelamp::api
