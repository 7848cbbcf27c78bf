// SPDX-License-Identifier: Apache-2.0
/// Idempotency: the same Idempotency-Key with the same request gets the first answer again (table idempotency).
///
/// Promises: the answer is stored in the transaction of what it tells of; refusals are not stored; a key belongs to the
/// account that sent it. Refuses: a key that came with another request (`key_reused`). Sources: IETF draft
/// "The Idempotency-Key HTTP Header Field"; decision 0011.
#pragma once

#include "api/services.hpp"

namespace bluelamp::api {

/// `invalid` unless the request came with a key of 1 to 200 characters.
Result<void> accept_key(const Act& act);

/// Method, path and body, as one hash.
std::string hash_of_request(const Call& call, std::string_view body);

/// Stores `answer` under the act's key. In the lane, after the command.
Result<void> keep_answer(db::Transaction& tx, const Act& act, const std::string& request_hash, const Answer& answer);

/// Sends the first answer to this key again, if there was one. On a worker.
Result<bool> answered_before(const Services& services, const Call& call, const std::string& request_hash);

/// A retry may be refused because its first try was done: the stored answer decides, whatever has happened since.
void refuse_unless_answered(const Services& services, Workers& workers, const CallPtr& call,
                            const std::string& request_hash, const Error& refusal);

/// Deletes stored answers older than 35 days, at most 200 at a time; true when more are waiting.
Result<bool> forget_old_answers(db::Transaction& tx, Instant now);

}  // namespace bluelamp::api
