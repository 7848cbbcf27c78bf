// SPDX-License-Identifier: Apache-2.0
/// Journal: what happened. One row per act, append only, chained by SHA-256, and also the feed that live screens
/// follow.
///
/// Owns the tables journal, journal_content and journal_seals. A record's log (an incident's lines) is the journal seen
/// from that record: rows of one record_id in order of seq.
///
/// Promises: written in the act's own transaction; positions are gapless per force, given under the lane, so "after
/// position p" is complete; a row is never changed. Content can be erased (its bytes and salt), which leaves the chain
/// whole, because the chain holds only SHA-256(salt ‖ content). Visibility and owner stand beside each row so that the
/// feed is filtered without a query; they are not hashed, because restricting a record later must restrict its past as
/// well. Refuses: nothing a caller can cause; a failing write fails the act.
/// Instants are UTC. Start reading at record.cpp; the hash is in chain.cpp.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "core/id.hpp"
#include "core/instant.hpp"
#include "core/result.hpp"
#include "db/database.hpp"

namespace bluelamp::journal {

/// Who acts, taken from the session and never from a form.
struct By {
    std::string actor;           ///< AccountId text
    std::string role;            ///< roles in force at the act, joined by "+"
    std::string reason;          ///< why, where a reason was asked for
    std::string policy_version;  ///< version of the force's policy the act was made under
    Instant recorded_at;
};

/// What is told about one act.
struct Entry {
    std::string_view action;  ///< "incident.opened": kind and verb, past tense
    std::string_view kind;    ///< "incident"
    std::string_view record;  ///< id of the record
    std::int64_t seq = 0;     ///< number within the record, from 1; 0 = the next one (costs one index read)
    Instant happened_at;
    std::string_view content;     ///< JSON; stored to the byte
    std::int64_t visibility = 0;  ///< see access/visibility.hpp
    std::string_view owner;       ///< OwnerId text of the record
};

/// Where the entry stands.
struct Recorded {
    std::int64_t position = 0;
    std::int64_t seq = 0;
};

/// Appends `entry`. `salt` must be 16 fresh random bytes (IdSource::bytes).
Result<Recorded> record(db::Transaction& tx, const By& by, std::string_view salt, const Entry& entry);

/// The record is for fewer to see: what was told of it before is, too. The caller records what it tells afterwards.
Result<void> narrow(db::Transaction& tx, std::string_view record, std::int64_t visibility);

/// The same for those acts on `record` that tell of `other`, an id.
Result<void> narrow_about(db::Transaction& tx, std::string_view record, std::string_view other,
                          std::int64_t visibility);

/// One row as read back. `content` is nullopt when erased.
struct Row {
    std::int64_t position = 0;
    std::string kind, record;
    std::int64_t seq = 0;
    std::string action, actor, role, reason, policy_version;
    Instant happened_at, recorded_at;
    std::int64_t visibility = 0;
    std::string owner;
    std::string content_hash, hash;
    std::optional<std::string> salt, content;
    std::optional<std::int64_t> erased_by;
};

/// At most `limit` rows after `position`, in order.
Result<std::vector<Row>> after(db::Reader& reader, const ForceId& force, std::int64_t position, std::int64_t limit);

/// At most `limit` rows of one record after `seq`, in order. The caller has checked that the reader may see the record.
Result<std::vector<Row>> of_record(db::Reader& reader, const ForceId& force, std::string_view record, std::int64_t seq,
                                   std::int64_t limit);

/// The newest position, 0 when empty.
Result<std::int64_t> head(db::Reader& reader, const ForceId& force);

/// The hash of one row, hex: SHA-256 over length-prefixed format version, previous hash, position, kind, record, seq,
/// actor, role, reason, happened_at, recorded_at, action, policy version and content hash; the two hashes as bytes.
std::string chain_hash(std::string_view previous, const Row& row);

/// SHA-256(salt ‖ content) of the bytes of both, hex.
std::string content_hash(std::string_view salt, std::string_view content);

/// Root of a Merkle tree, RFC 6962 section 2.1: other programs compute the same from the same leaves.
class MerkleRoot {
   public:
    void add(std::string_view leaf);
    /// Adds the bytes of a hash kept as hexadecimal.
    void add_hash(std::string_view hex);
    /// Of what was added so far.
    [[nodiscard]] std::string hex() const;
    [[nodiscard]] std::int64_t leaves() const { return leaves_; }

   private:
    struct Node {
        int height;
        std::string digest;  ///< 32 bytes
    };
    std::vector<Node> pending_;
    std::int64_t leaves_ = 0;
};

/// Seals the next acts (at most `most`, so that the lane is never held long) with one Merkle root. Answers how many it
/// sealed; the server calls it hourly until that is 0.
Result<std::int64_t> seal(db::Transaction& tx, Instant now, std::int64_t most = 2'000);

struct Verified {
    std::int64_t acts = 0;
    bool ok = true;
    std::optional<std::int64_t> first_bad;  ///< position of the first row that does not hold
    std::string why;                        ///< what is wrong there, in words
};

/// Recomputes every hash, position, seal and the head of `force`. Memory does not grow with the journal,
/// and no read lives longer than a page of it.
Result<Verified> verify(db::Database& database, const ForceId& force);

}  // namespace bluelamp::journal
