// SPDX-License-Identifier: Apache-2.0
/// Rows to types for promises; known to this folder only.
#pragma once

#include "deadlines/deadlines.hpp"

namespace bluelamp::deadlines {

/// A promise with what it is counted by.
struct StoredPromise {
    Promise promise;
    std::int64_t told = 0;  ///< how many of its rule's tellings were told
    std::optional<std::int64_t> working_days;
};

/// One row of the view promise_rows, with the state it has at `now`.
StoredPromise read_stored(const db::Row& row, Instant now);

/// Reads rows into promises as they are at `now`.
inline auto promises_at(Instant now) {
    return [now](const db::Row& row) { return read_stored(row, now).promise; };
}

/// Codes as one text, and back.
std::string joined(const std::vector<std::string>& codes);

/// One act on a promise, in the log of its record: kind and id of what it is about.
template <class Content>
Result<void> note(db::Transaction& tx, const Act& act, std::string_view action, const Promise& promise,
                  const Content& content) {
    const std::string text = json::to_text(content);
    TRY(act.record(tx, {.action = action,
                        .kind = promise.about.kind,
                        .record = promise.about.id,
                        .happened_at = act.now,
                        .content = text,
                        .visibility = promise.visibility,
                        .owner = promise.owner}));
    return {};
}

}  // namespace bluelamp::deadlines
