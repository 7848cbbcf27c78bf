// SPDX-License-Identifier: Apache-2.0
#include <fmt/format.h>

#include <map>
#include <set>

#include "core/text.hpp"
#include "policing/people/merge.hpp"
#include "policing/people/never_link.hpp"
#include "policing/people/plain.hpp"
#include "policing/people/search.sql.hpp"
#include "policing/people/store.hpp"

namespace bluelamp::people {
namespace {

constexpr std::size_t told_of = 50;     // events of a history
constexpr std::size_t told_in_hit = 5;  // of them in a hit

Result<void> enough_typed(const LookUp& typed, LocalDate today) {
    const std::int64_t limit = typed.limit.value_or(10);
    if (limit < 1 || limit > 50) {
        return fail(ErrorCode::invalid, "limit", "Give 1 to 50.");
    }
    if (typed.date_of_birth && *typed.date_of_birth > today) {
        return fail(ErrorCode::invalid, "date_of_birth", "Nobody is born in the future; check the year.");
    }
    if (typed.at_least && (*typed.at_least < 0 || *typed.at_least > 1)) {
        return fail(ErrorCode::invalid, "at_least", "Give a probability from 0 to 1.");
    }
    const bool other =
        typed.phone || typed.email || typed.address || typed.postcode || typed.registration || typed.date_of_birth;
    if (!typed.name && !other) {
        return fail(ErrorCode::invalid, "name",
                    "Type what the caller says: a name, a number, an address or a registration.");
    }
    if (typed.name && !other && joined(words(typed.name->text)).size() < 2) {
        return fail(ErrorCode::invalid, "name",
                    "One letter is too many people: type a second one, or a number, an address or a date of birth.");
    }
    return {};
}

struct Told {
    Involved involved;
    std::string chain;
};

/// The newest records of a subject, of a person under all his records.
Result<std::vector<Told>> told_of_all(db::Reader& reader, const Act& act, const SubjectId& subject) {
    const auto& clearance = act.actor.clearance;
    const auto records = TRY(one_as_seen(reader, act, subject));
    const std::int64_t keeps_apart = act.require(Permission::keep_apart) ? 1 : 0;
    std::vector<Told> rows;
    for (const SubjectId& record : records) {
        TRY(reader.each(sql::history_of, {act.force, clearance.level, clearance.owners, record, keeps_apart},
                        [&](const db::Row& row) {
                            rows.push_back({{enum_of<Role>(row.text(0)),
                                             {row.string(1), row.string(2), row.string(3)},
                                             row.instant(4),
                                             row.string(5)},
                                            row.string(6)});
                        }));
    }
    if (records.size() > 1) {
        std::ranges::stable_sort(rows, [](const Told& a, const Told& b) {
            return std::tie(b.involved.at, b.involved.record.id) < std::tie(a.involved.at, a.involved.record.id);
        });
        rows.resize(std::min(rows.size(), most_records));
    }
    return rows;
}

/// In which events, and in which as victim and as caller, within the policy's days: chains of the rows that were read.
struct Counted {
    std::set<std::string_view> all, victim, caller;
    bool or_more = false;  ///< there are older ones that were not read
};

std::vector<std::string> repeats(const policy::Repeat& rule, SubjectKind kind, const Counted& counted) {
    std::vector<std::string> why;
    const auto say = [&](std::string_view as, const std::set<std::string_view>& events, std::int64_t from) {
        const auto count = static_cast<std::int64_t>(events.size());
        if (from > 0 && count >= from) {
            why.push_back(fmt::format("{} {} in {} days; the policy counts from {}.", as, times(count, counted.or_more),
                                      rule.days, from));
        }
    };
    if (kind == SubjectKind::person) {
        say("Victim", counted.victim, rule.victim_times);
    }
    if (kind == SubjectKind::person || kind == SubjectKind::phone) {
        say("Caller", counted.caller, rule.caller_times);
    }
    if (kind == SubjectKind::address) {
        say("Named", counted.all, rule.address_times);
    }
    return why;
}

/// Where some of those found are taken away or are one person, so many times as many are looked for, once.
constexpr std::size_t times_as_many = 3;

/// Of the best `most`, those who may be shown, each person once; `more` when others may stand behind them.
Result<Found> best_shown(db::Reader& reader, const Act& act, const Recogniser& recogniser, const LookUp& typed,
                         std::size_t most) {
    Found found = TRY(recogniser.find(reader, act, typed, static_cast<std::int64_t>(most)));
    found.more = found.hits.size() >= most;
    TRY(keep_apart(reader, act, typed, found.hits));
    TRY(as_one(reader, act, found.hits));
    return found;
}

}  // namespace

std::string times(std::int64_t count, bool or_more) {
    if (or_more) {
        return fmt::format("{} times or more", count);
    }
    return count == 1 ? "once" : fmt::format("{} times", count);
}

Result<Story> story_of(db::Reader& reader, const Act& act, const policy::Policy& policy, SubjectKind kind,
                       const SubjectId& subject) {
    auto rows = TRY(told_of_all(reader, act, subject));
    const Instant since = act.now - std::chrono::hours(24 * policy.repeat.days);
    Story story;
    Counted counted;
    counted.or_more = rows.size() == most_records && rows.back().involved.at >= since;
    std::map<std::pair<std::string_view, Role>, std::size_t> told;
    for (Told& row : rows) {
        if (row.involved.record.kind == imported_file) {
            continue;  // told of him, but nothing happened
        }
        const Role role = row.involved.role;
        const Instant involved_at = row.involved.at;
        // A call, its incident and its crime are one event: what became of the call is told, which says what it was.
        const auto [at, first] = told.try_emplace({row.chain, role}, story.history.size());
        if (first && story.history.size() < told_of) {
            story.history.push_back(std::move(row.involved));
        } else if (at->second < story.history.size() && story.history[at->second].record.kind == "contact") {
            story.history[at->second] = std::move(row.involved);
        }
        if (involved_at < since) {
            continue;
        }
        counted.all.insert(row.chain);
        if (role == Role::victim) {
            counted.victim.insert(row.chain);
        } else if (role == Role::caller) {
            counted.caller.insert(row.chain);
        }
    }
    story.times = static_cast<std::int64_t>(counted.all.size());
    story.repeat_why = repeats(policy.repeat, kind, counted);
    story.repeat = !story.repeat_why.empty();
    return story;
}

Result<Found> look_up(db::Reader& reader, const Act& act, const policy::Policy& policy, const Recogniser& recogniser,
                      const LookUp& typed) {
    TRY(act.require(Permission::read_people));
    TRY(enough_typed(typed, in_london(act.now).date));
    const auto limit = static_cast<std::size_t>(typed.limit.value_or(10));
    Found found = TRY(best_shown(reader, act, recogniser, typed, limit + 1));
    if (found.more && found.hits.size() <= limit) {
        found = TRY(best_shown(reader, act, recogniser, typed, times_as_many * (limit + 1)));
    }
    found.more = found.more || found.hits.size() > limit;
    found.hits.resize(std::min(found.hits.size(), limit));
    for (Hit& hit : found.hits) {
        Story story = TRY(story_of(reader, act, policy, hit.kind, hit.subject));
        story.history.resize(std::min(story.history.size(), told_in_hit));
        hit.history = std::move(story.history);
        hit.times = story.times;
        hit.repeat = story.repeat;
        hit.repeat_why = std::move(story.repeat_why);
        hit.markers = TRY(markers_of(reader, act, policy, hit.subject));
    }
    return found;
}

}  // namespace bluelamp::people
