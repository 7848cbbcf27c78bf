// SPDX-License-Identifier: Apache-2.0
// A record may be changed only by an act, so what was opened here must still say what the journal says was opened.
#include <cmath>
#include <tuple>

#include "policing/incidents/incidents.hpp"
#include "policing/incidents/store.sql.hpp"

namespace bluelamp::incidents {
namespace {

struct Opened {
    Incident kept;
    std::optional<std::int64_t> position;
    std::optional<std::string> content;
};

/// Takes what stands there, however wrong, so that it can be told apart from what was recorded.
Opened read_opened(const db::Row& row) {
    Opened out;
    Incident& kept = out.kept;
    kept.id = row.id<IncidentId>(0);
    kept.opened_on = parse_date(row.text(1)).value_or(LocalDate{});
    kept.number = row.bigint(2);
    const auto grade = json::Format<Grade>::parse(row.maybe_text(3).value_or(""), "grade");
    kept.grade = grade ? std::optional(*grade) : std::nullopt;
    kept.category = row.maybe_text(4);
    kept.summary = row.text(5);
    kept.place = {row.string(6), row.maybe_real(7), row.maybe_real(8), row.maybe_text(9), row.maybe_text(10)};
    kept.happened_at = row.instant(11);
    kept.opened_at = row.instant(12);
    kept.opened_by.id = row.text(13);
    kept.exercise = row.bigint(14) != 0;
    kept.intervals.answered_at = row.maybe_instant(15);
    kept.intervals.graded_at = row.maybe_instant(16);
    out.position = row.maybe_bigint(17);
    out.content = row.maybe_text(18);
    return out;
}

/// Reading a number back from JSON may change its last bit; a billionth of a degree is a tenth of a millimetre.
bool same_degrees(const std::optional<double>& a, const std::optional<double>& b) {
    return a.has_value() == b.has_value() && (!a || std::abs(*a - *b) < 1e-9);
}

bool same_place(const Where& a, const Where& b) {
    return a.text == b.text && same_degrees(a.latitude, b.latitude) && same_degrees(a.longitude, b.longitude) &&
           a.ward == b.ward && a.borough == b.borough;
}

/// What no act changes after the opening. Owner and visibility may change; the acts that change them tell.
bool same_opening(const Incident& a, const Incident& b) {
    const auto told = [](const Incident& each) {
        return std::tie(each.id, each.opened_on, each.number, each.grade, each.category, each.summary, each.happened_at,
                        each.opened_at, each.opened_by.id, each.exercise, each.intervals.answered_at,
                        each.intervals.graded_at);
    };
    return told(a) == told(b) && same_place(a.place, b.place);
}

/// Whether the row still says what was recorded; content erased by law cannot be compared and is the journal's to
/// judge.
bool agrees(const Opened& opened) {
    if (!opened.position) {
        return false;
    }
    if (!opened.content) {
        return true;
    }
    const auto said = json::from_text<Incident>(*opened.content);
    return said && same_opening(*said, opened.kept);
}

/// Keeps the smaller of two positions.
void note(std::optional<std::int64_t>& first, std::int64_t position) {
    first = std::min(first.value_or(position), position);
}

/// Incidents that are there but do not say what was recorded.
Result<void> find_changed(db::Database& database, const ForceId& force, std::optional<std::int64_t>& first) {
    std::string from;
    std::vector<Opened> rows;
    do {
        const auto read = database.read([&](db::Reader& reader) -> Result<void> {
            rows = TRY(reader.many(sql::opened_here_after, {force, from}, read_opened));
            return {};
        });
        TRY(read);
        for (const Opened& opened : rows) {
            if (!agrees(opened)) {
                note(first, opened.position.value_or(0));
            }
            from = opened.kept.id.text();
        }
    } while (!rows.empty());
    return {};
}

/// Acts of opening whose incident is gone, or is said to come from elsewhere.
Result<void> find_lost(db::Database& database, const ForceId& force, std::optional<std::int64_t>& first) {
    constexpr std::int64_t acts_at_once = 5'000;
    std::int64_t head = 0;
    for (std::int64_t from = 0; from <= head; from += acts_at_once) {
        const auto read = database.read([&](db::Reader& reader) -> Result<void> {
            head = TRY(journal::head(reader, force));
            const auto lost = TRY(reader.maybe(sql::first_lost, {force, from, from + acts_at_once},
                                               [](const db::Row& row) { return row.bigint(0); }));
            if (lost) {
                note(first, *lost);
            }
            return {};
        });
        TRY(read);
    }
    return {};
}

}  // namespace

Result<std::optional<std::int64_t>> first_altered(db::Database& database, const ForceId& force) {
    std::optional<std::int64_t> first;
    TRY(find_changed(database, force, first));
    TRY(find_lost(database, force, first));
    return first;
}

}  // namespace bluelamp::incidents
