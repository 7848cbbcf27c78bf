// SPDX-License-Identifier: Apache-2.0
#include "deadlines/store.hpp"

namespace bluelamp::deadlines {
namespace {

constexpr char between = '\n';

std::vector<std::string> parted(std::string_view text) {
    std::vector<std::string> codes;
    while (!text.empty()) {
        const std::string_view code = text.substr(0, text.find(between));
        codes.emplace_back(code);
        text.remove_prefix(std::min(text.size(), code.size() + 1));
    }
    return codes;
}

State state_of(const Promise& promise, std::int64_t told, Instant now) {
    if (promise.met_at) {
        return promise.due_at && *promise.met_at > *promise.due_at ? State::met_late : State::met;
    }
    if (promise.ended_at) {
        return State::ended;
    }
    if (!promise.due_at) {
        return State::paused;
    }
    if (*promise.due_at <= now) {
        return State::late;
    }
    return told > 0 ? State::warned : State::running;
}

}  // namespace

std::string joined(const std::vector<std::string>& codes) {
    std::string text;
    for (const std::string& code : codes) {
        text += (text.empty() ? "" : std::string(1, between)) + code;
    }
    return text;
}

// Columns count as in the view: 0 force_id, 1 id, 2 rule, ...
StoredPromise read_stored(const db::Row& row, Instant now) {
    StoredPromise out;
    Promise& promise = out.promise;
    promise.id = row.id<PromiseId>(1);
    promise.rule = row.text(2);
    promise.title = row.text(3);
    promise.about = {row.string(4), row.string(5), row.string(6)};
    promise.starts_at = row.instant(7);
    promise.due_at = row.maybe_instant(8);
    promise.met_at = row.maybe_instant(9);
    promise.ended_at = row.maybe_instant(10);
    promise.paused_at = row.maybe_instant(11);
    promise.left_ms = row.maybe_bigint(12);
    promise.pause_reason = row.maybe_text(13);
    promise.pause_reasons = parted(row.text(14));
    promise.policy_version = row.text(15);
    promise.visibility = row.bigint(16);
    promise.owner = row.text(17);
    promise.owner_name = row.text(18);
    promise.version = row.bigint(19);
    out.told = row.bigint(20);
    out.working_days = row.maybe_bigint(21);
    promise.state = state_of(promise, out.told, now);
    return out;
}

}  // namespace bluelamp::deadlines
