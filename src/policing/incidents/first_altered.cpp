// SPDX-License-Identifier: Apache-2.0
// A record may be changed only by an act, so every incident must still say what the journal says: one opened here what
// the newest act that changed it tells, an imported one what was imported, and all imported ones together the sum that
// the newest act of importing tells.
#include <charconv>
#include <cmath>
#include <tuple>

#include <fmt/format.h>

#include "core/digest_sum.hpp"
#include "policing/incidents/imported.hpp"
#include "policing/incidents/store.hpp"
#include "policing/incidents/store.sql.hpp"

namespace bluelamp::incidents {
namespace {

/// One incident as it stands.
struct Kept {
    Incident incident;
    Imported told;  ///< of one that was imported: what its source told
    std::string source_digest;
    std::optional<std::int64_t> told_by_act;  ///< position; of one opened here
    std::optional<std::string> content;       ///< of that act, unless erased
};

Intervals read_intervals(const db::Row& row) {
    return {row.maybe_instant(15), row.maybe_instant(16), row.maybe_instant(12),
            row.maybe_instant(17), row.maybe_instant(18), row.maybe_instant(19),
            row.maybe_instant(20), row.maybe_instant(21), row.maybe_instant(22)};
}

/// Takes what stands there, however wrong, so that it can be told apart from what was recorded.
Kept read_kept(const db::Row& row) {
    Kept out;
    Incident& kept = out.incident;
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
    kept.intervals = read_intervals(row);
    kept.origin = row.text(23) == "live" ? Origin::live : Origin::imported;
    kept.status = row.text(24) == "open" ? Status::open : Status::closed;
    kept.source = row.maybe_text(25);
    out.told = {row.maybe_text(25).value_or(""),
                row.maybe_text(26).value_or(""),
                row.maybe_text(27).value_or(""),
                row.maybe_text(28).value_or(""),
                kept.summary,
                kept.place,
                kept.grade,
                kept.opened_at,
                kept.intervals,
                row.bigint(30) != 0,
                kept.exercise};
    out.source_digest = row.maybe_text(29).value_or("");
    kept.visibility = row.bigint(31);
    read_decisions(row, 32, kept);
    out.told_by_act = row.maybe_bigint(54);
    out.content = row.maybe_text(55);
    return out;
}

/// Reading a number back from JSON may change its last bit; a billionth of a degree is a tenth of a millimetre.
bool same_degrees(const std::optional<double>& a, const std::optional<double>& b) {
    return a.has_value() == b.has_value() && (!a || std::abs(*a - *b) < 1e-9);
}

/// What an act tells of the incident: all of it, or its member "incident". Acts recorded before incidents had types say
/// less; what they leave out is as the migration filled it in.
Result<Incident> told_by(std::string_view content) {
    json::Value value = TRY(json::parse(content));
    if (!value.is_object()) {
        return fail(ErrorCode::invalid, "content", "It is not an object.");
    }
    if (const auto* inner = value.get_object().if_contains("incident")) {
        const json::Value whole = *inner;
        value = whole;
    } else if (!value.get_object().contains("policy_version")) {
        json::Object& before = value.get_object();
        const json::Value opened_at = before["opened_at"];
        before["clock_from"] = opened_at;
        before["received_at"] = opened_at;
        before["because"] = json::Array();
        for (const char* flag : {"transferred", "vulnerable", "crime_suspected"}) {
            before[flag] = false;
        }
        before["lowered"] = 0;
        before["policy_version"] = "";
    }
    return json::read<Incident>(value);
}

/// Everything that an act tells, but for owner and version, which acts of their own change as well, and for what is
/// worked out on reading.
std::string compared(Incident incident) {
    incident.reference.clear();
    incident.opened_by.name.clear();
    incident.owner = {};
    incident.version = incident.last_seq = 0;
    incident.due_at.reset();
    incident.place.latitude.reset();
    incident.place.longitude.reset();
    return json::to_text(incident);
}

bool same(const Incident& a, const Incident& b) {
    return compared(a) == compared(b) && same_degrees(a.place.latitude, b.place.latitude) &&
           same_degrees(a.place.longitude, b.place.longitude);
}

/// The incident as an import leaves it: what the source told, and nothing that anybody decided here.
Incident as_imported(const Incident& is) {
    Incident out;
    out.id = is.id;
    out.opened_on = is.opened_on;
    out.number = is.number;
    out.status = Status::closed;
    out.grade = is.grade;
    out.limit_s = is.grade ? limit_s(*is.grade) : std::nullopt;
    out.summary = is.summary;
    out.place = is.place;
    out.happened_at = out.opened_at = is.opened_at;
    out.opened_by = is.opened_by;
    out.origin = Origin::imported;
    out.exercise = is.exercise;
    out.intervals = is.intervals;
    out.source = is.source;
    out.clock_from = is.intervals.called_at.value_or(is.intervals.answered_at.value_or(is.opened_at));
    return out;
}

std::string name_of(const Kept& kept) {
    const Incident& incident = kept.incident;
    const std::string from =
        incident.origin == Origin::live ? "" : fmt::format(", {} {}", kept.told.source, kept.told.source_id);
    return fmt::format("incident {} ({} {}{})", incident.id.text(), reference_of(incident.opened_on, incident.number),
                       incident.opened_on.year, from);
}

/// The instant in a time-ordered id; nothing when the id was damaged.
std::optional<Instant> made_at(const std::string& id) {
    const std::string digits = id.substr(0, 8) + (id.size() > 13 ? id.substr(9, 4) : "");
    Instant at;
    const auto read = std::from_chars(digits.data(), digits.data() + digits.size(), at.ms, 16);
    return read.ec == std::errc() ? std::optional(at) : std::nullopt;
}

/// The newest act of importing and the sum that goes with it.
struct NewestImport {
    std::int64_t position = 0;
    std::optional<std::string> content;
    std::string sum;
    friend bool operator==(const NewestImport&, const NewestImport&) = default;
};

/// Walks all incidents once, holding one page and the sum.
class Walk {
   public:
    Walk(db::Database& database, const ForceId& force) : database_(database), force_(force) {}

    Result<void> run() {
        std::string from;
        std::vector<Kept> page;
        do {
            const auto read = database_.read([&](db::Reader& reader) -> Result<void> {
                page = TRY(reader.many(sql::incidents_after, {force_, from}, read_kept));
                return {};
            });
            TRY(read);
            for (const Kept& kept : page) {
                TRY(kept.incident.origin == Origin::live ? check_opened(kept) : check_imported(kept));
                from = kept.incident.id.text();
            }
        } while (!page.empty());
        return find_lost();
    }

    /// Rows that were put in, taken out, or changed together with their digest are found by the sum only.
    void check_sum(const NewestImport& told) {
        if (told.position == 0) {
            if (imported_ > 0) {
                note({0, fmt::format("no act tells of {} imported incidents", imported_)});
            }
            return;
        }
        const auto said = told.content ? json::from_text<ImportAct>(*told.content) : ImportAct{};
        if (told.content && (!said || said->sum != sum_.fingerprint())) {
            note({told.position, fmt::format("the {} imported incidents are not the {} that were imported", imported_,
                                             said ? said->incidents : 0)});
        }
        if (told.sum != sum_.hex()) {
            note({told.position, "the sum kept over the imported incidents is not theirs"});
        }
    }

    [[nodiscard]] const std::optional<Altered>& first() const { return first_; }

   private:
    /// Keeps the earlier of two; what no act tells of comes last.
    void note(Altered altered) {
        const auto rank = [](const Altered& each) { return static_cast<std::uint64_t>(each.position) - 1; };
        if (!first_ || rank(altered) < rank(*first_)) {
            first_ = std::move(altered);
        }
    }

    /// Content erased by law cannot be compared and is the journal's to judge.
    Result<void> check_opened(const Kept& kept) {
        if (!kept.told_by_act) {
            note({0, "no act tells of " + name_of(kept)});
        } else if (kept.content) {
            const auto said = told_by(*kept.content);
            if (!said || !same(*said, kept.incident) || kept.told.clock_fault) {
                note({*kept.told_by_act, name_of(kept) + " no longer says what was recorded when it was last changed"});
            }
        }
        return {};
    }

    Result<void> check_imported(const Kept& kept) {
        const Incident& is = kept.incident;
        const std::string digest = digest_of(kept.told);
        ++imported_;
        sum_.add(leaf_of({is.id.text(), iso(is.opened_on), is.number, is.opened_by.id}, kept.told, digest));
        if (digest != kept.source_digest || !same(as_imported(is), is)) {
            constexpr int most_looked_up = 20;  // ids are in the order of their making, so the first is among them
            if (++altered_ <= most_looked_up) {
                note({TRY(import_of(is.id.text())), name_of(kept) + " no longer says what was imported"});
            }
        }
        return {};
    }

    Result<std::int64_t> import_of(const std::string& id) {
        std::optional<std::int64_t> position;
        const auto read = database_.read([&](db::Reader& reader) -> Result<void> {
            position = TRY(reader.one(sql::import_of, {force_, id, made_at(id)},
                                      [](const db::Row& row) { return row.maybe_bigint(0); }));
            return {};
        });
        TRY(read);
        return position.value_or(0);
    }

    /// Acts of opening whose incident is gone, or is said to come from elsewhere.
    Result<void> find_lost() {
        constexpr std::int64_t acts_at_once = 5'000;
        std::int64_t head = 0;
        for (std::int64_t from = 0; from <= head; from += acts_at_once) {
            const auto read = database_.read([&](db::Reader& reader) -> Result<void> {
                head = TRY(journal::head(reader, force_));
                auto lost =
                    TRY(reader.maybe(sql::first_lost, {force_, from, from + acts_at_once}, [](const db::Row& row) {
                        return Altered{row.bigint(0), "incident " + row.string(1) + ", opened here, is gone"};
                    }));
                if (lost) {
                    note(std::move(*lost));
                }
                return {};
            });
            TRY(read);
        }
        return {};
    }

    db::Database& database_;
    const ForceId& force_;
    std::optional<Altered> first_;
    DigestSum sum_;
    std::int64_t imported_ = 0, altered_ = 0;
};

Result<NewestImport> newest_import(db::Database& database, const ForceId& force) {
    NewestImport told;
    const auto read = database.read([&](db::Reader& reader) -> Result<void> {
        const auto found = TRY(reader.maybe(sql::last_import, {force}, [](const db::Row& row) {
            return NewestImport{row.bigint(0), row.maybe_text(1), row.maybe_text(2).value_or("")};
        }));
        told = found.value_or(NewestImport{});
        return {};
    });
    TRY(read);
    return told;
}

}  // namespace

Result<std::optional<Altered>> first_altered(db::Database& database, const ForceId& force) {
    constexpr int tries = 3;
    for (int i = 0; i < tries; ++i) {
        const NewestImport before = TRY(newest_import(database, force));
        Walk walk(database, force);
        TRY(walk.run());
        const NewestImport after = TRY(newest_import(database, force));
        if (before == after) {  // otherwise the walk saw some rows before an import and some after it
            walk.check_sum(after);
            return walk.first();
        }
    }
    return fail(ErrorCode::unavailable, "", "Incidents are being imported; verify again when that has ended.");
}

}  // namespace bluelamp::incidents
