// SPDX-License-Identifier: Apache-2.0
#include "commands/commands.hpp"
#include "exchange/police_uk/police_uk.hpp"
#include "journal/journal.hpp"
#include "policing/incidents/incidents.hpp"

namespace bluelamp::commands {
namespace {

/// Keeps the earlier of two faults. Position 0 is a record of which no act tells: its act is missed after the last one.
void add(journal::Verified& found, std::int64_t position, const std::string& why) {
    const std::int64_t at = position > 0 ? position : found.acts + 1;
    if (found.ok || at < *found.first_bad) {
        found.ok = false;
        found.first_bad = at;
        found.why = why;
    }
}

Result<journal::Verified> verify_all(db::Database& database, const ForceId& force) {
    journal::Verified found = TRY(journal::verify(database, force));
    if (const std::string damage = TRY(database.damage()); !damage.empty()) {
        add(found, 0, "the database file is damaged: " + damage);
    }
    if (const auto altered = TRY(incidents::first_altered(database, force))) {
        add(found, altered->position, altered->what);
    }
    const police_uk::FilesVerified files = TRY(police_uk::verify_files(database, force));
    for (const police_uk::Altered& altered : files.altered) {
        add(found, altered.position, altered.file + ": " + altered.what);
    }
    return found;
}

/// What cannot even be read is a fault of the records like any other, so it is told in the same way.
Result<journal::Verified> verify_whatever_is_there(const Place& place) {
    std::string why;
    try {
        const auto opened = open_existing(place);
        auto found = opened ? verify_all(*(*opened)->database, (*opened)->force)
                            : Result<journal::Verified>(tl::unexpected(opened.error()));
        // An option that is wrong, or a database that is away, says nothing of the records.
        if (found || found.error().code == ErrorCode::unavailable || found.error().field.starts_with("--")) {
            return found;
        }
        why = found.error().message + " " + found.error().cause;
    } catch (const std::exception& broken) {
        why = broken.what();
    }
    journal::Verified damaged;
    add(damaged, 0, "the records cannot be read: " + why);
    return damaged;
}

}  // namespace

Result<Verification> verify(const Place& place) {
    const journal::Verified found = TRY(verify_whatever_is_there(place));
    Verification out;
    out.ok = found.ok;
    out.json = fmt::format(R"({{"acts":{},"ok":{},"first_bad":{},"why":)", found.acts, found.ok,
                           found.first_bad ? std::to_string(*found.first_bad) : "null");
    json::write_string(out.json, found.why);
    out.json += "}";
    out.words = found.ok ? fmt::format("{} acts: every hash, position, seal and record holds.", found.acts)
                         : fmt::format("The first fault is at act {}: {}.", *found.first_bad, found.why);
    return out;
}

}  // namespace bluelamp::commands
