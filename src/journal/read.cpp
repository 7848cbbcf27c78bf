// SPDX-License-Identifier: Apache-2.0
#include "journal/journal.hpp"
#include "journal/store.sql.hpp"

namespace bluelamp::journal {
namespace {

Row read_row(const db::Row& row) {
    Row out;
    out.position = row.bigint(0);
    out.kind = row.text(1);
    out.record = row.text(2);
    out.seq = row.bigint(3);
    out.action = row.text(4);
    out.actor = row.text(5);
    out.role = row.text(6);
    out.reason = row.text(7);
    out.happened_at = row.instant(8);
    out.recorded_at = row.instant(9);
    out.policy_version = row.text(10);
    out.visibility = row.bigint(11);
    out.owner = row.text(12);
    out.content_hash = row.text(13);
    out.hash = row.text(14);
    out.salt = row.maybe_text(15);
    out.content = row.maybe_text(16);
    out.erased_by = row.maybe_bigint(17);
    return out;
}

}  // namespace

Result<std::vector<Row>> after(db::Reader& reader, const ForceId& force, std::int64_t position, std::int64_t limit) {
    return reader.many(sql::rows_after, {force, position, limit}, read_row);
}

Result<std::vector<Row>> of_record(db::Reader& reader, const ForceId& force, std::string_view record, std::int64_t seq,
                                   std::int64_t limit) {
    return reader.many(sql::rows_of_record, {force, record, seq, limit}, read_row);
}

Result<std::int64_t> head(db::Reader& reader, const ForceId& force) {
    return reader.one(sql::head_position, {force}, [](const db::Row& row) { return row.bigint(0); });
}

}  // namespace bluelamp::journal
