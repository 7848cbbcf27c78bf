// SPDX-License-Identifier: Apache-2.0
#include "geography/loading.hpp"

#include <fmt/format.h>

#include "core/json.hpp"

namespace bluelamp::geography {

void Counts::refuse(std::string_view why) {
    ++rows_in;
    ++refused;
    ++refusals[std::string(why)];
}

Counts& Counts::operator+=(const Counts& other) {
    rows_in += other.rows_in;
    stored += other.stored;
    changed += other.changed;
    unchanged += other.unchanged;
    refused += other.refused;
    for (const auto& [why, rows] : other.refusals) {
        refusals[why] += rows;
    }
    return *this;
}

void count(Counts& counts, Outcome outcome) {
    ++counts.rows_in;
    switch (outcome) {
        case Outcome::stored: ++counts.stored; break;
        case Outcome::changed: ++counts.changed; break;
        case Outcome::unchanged: ++counts.unchanged; break;
    }
}

Result<void> record_load(db::Transaction& tx, const Act& act, const LoadedFile& file, const Counts& counts) {
    std::string content = R"({"file":)";
    json::write_string(content, file.file);
    content +=
        fmt::format(R"(,"sha256":"{}","rows_in":{},"stored":{},"changed":{},"unchanged":{},"refused":{}}})",
                    file.sha256, counts.rows_in, counts.stored, counts.changed, counts.unchanged, counts.refused);
    journal::Entry entry;
    const std::string action = fmt::format("{}.loaded", file.kind);
    entry.action = action;
    entry.kind = file.kind;
    entry.record = file.record;
    entry.happened_at = act.now;
    entry.content = content;
    TRY(act.record(tx, entry));
    return {};
}

}  // namespace bluelamp::geography
