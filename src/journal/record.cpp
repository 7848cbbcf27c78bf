// SPDX-License-Identifier: Apache-2.0
#include "core/sha256.hpp"
#include "journal/journal.hpp"
#include "journal/store.sql.hpp"

namespace bluelamp::journal {
namespace {

Result<std::int64_t> next_seq(db::Transaction& tx, const Entry& entry) {
    if (entry.seq > 0) {
        return entry.seq;
    }
    const auto last =
        TRY(tx.one(sql::last_seq, {tx.force(), entry.record}, [](const db::Row& row) { return row.bigint(0); }));
    return last + 1;
}

Result<void> insert(db::Transaction& tx, const Row& row) {
    TRY(tx.execute(sql::insert_row, {tx.force(), row.position, row.kind, row.record, row.seq, row.action, row.actor,
                                     row.role, row.reason, row.happened_at, row.recorded_at, row.policy_version,
                                     row.visibility, row.owner, row.content_hash, row.hash}));
    return tx.execute(sql::insert_content, {tx.force(), row.position, row.salt, row.content});
}

}  // namespace

Result<Recorded> record(db::Transaction& tx, const By& by, std::string_view salt, const Entry& entry) {
    invariant(salt.size() == 16, "a journal salt is 16 bytes");
    db::Register& head = TRY(tx.keep("journal"));
    Row row;
    row.position = head.number + 1;
    row.kind = entry.kind;
    row.record = entry.record;
    row.seq = TRY(next_seq(tx, entry));
    row.action = entry.action;
    row.actor = by.actor;
    row.role = by.role;
    row.reason = by.reason;
    row.policy_version = by.policy_version;
    row.happened_at = entry.happened_at;
    row.recorded_at = by.recorded_at;
    row.visibility = entry.visibility;
    row.owner = entry.owner;
    row.salt = to_hex(salt);
    row.content = std::string(entry.content);
    row.content_hash = content_hash(salt, *row.content);
    row.hash = chain_hash(head.text, row);
    TRY(insert(tx, row));
    head.number = row.position;
    head.text = row.hash;
    return Recorded{row.position, row.seq};
}

Result<void> narrow(db::Transaction& tx, std::string_view record, std::int64_t visibility) {
    return tx.execute(sql::narrow_record, {tx.force(), record, visibility});
}

Result<void> narrow_about(db::Transaction& tx, std::string_view record, std::string_view other,
                          std::int64_t visibility) {
    return tx.execute(sql::narrow_about, {tx.force(), record, visibility, other});
}

}  // namespace bluelamp::journal
