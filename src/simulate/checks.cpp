// SPDX-License-Identifier: Apache-2.0
#include "simulate/checks.hpp"

#include <fmt/format.h>

namespace bluelamp::simulate {
namespace {

tl::unexpected<Error> broken(const std::string& what) { return fail(ErrorCode::internal, "invariant", what); }

template <class Query>
Query page_of(const std::optional<std::string>& after) {
    Query query;
    query.after = after;
    query.limit = 500;
    return query;
}

/// Every page of a list, one item after another.
template <class Query, class List, class Visit>
Result<void> each(db::Reader& reader, const Act& act, Query query, List list, Visit visit) {
    query.limit = query.limit.value_or(500);
    do {
        const auto page = TRY(list(reader, act, query));
        for (const auto& item : page.items) {
            TRY(visit(item));
        }
        query.after = page.next;
    } while (query.after);
    return {};
}

Result<void> in_order(const incidents::Incident& incident) {
    const auto why = out_of_order(incident);
    return why ? Result<void>(broken(fmt::format("{}: {}", incident.reference, *why))) : Result<void>();
}

}  // namespace

std::optional<std::string> out_of_order(const incidents::Incident& incident) {
    const incidents::Intervals& at = incident.intervals;
    const std::pair<std::string_view, std::optional<Instant>> steps[] = {
        {"called", at.called_at},         {"answered", at.answered_at}, {"created", at.created_at},
        {"dispatched", at.dispatched_at}, {"mobile", at.mobile_at},     {"arrived", at.arrived_at},
        {"cleared", at.cleared_at},       {"closed", at.closed_at}};
    const auto* before = &steps[0];
    for (const auto& step : steps) {
        if (step.second && before->second && *step.second < *before->second) {
            return fmt::format("it was {} before it was {}", step.first, before->first);
        }
        before = step.second ? &step : before;
    }
    if (at.graded_at && at.created_at && *at.graded_at < *at.created_at) {
        return "it was graded before it was created";
    }
    return std::nullopt;
}

Result<void> Checks::begin() {
    const Act act = stage_.looking(stage_.world.command_line, stage_.timeline.now());
    return stage_.read([&](db::Reader& reader) -> Result<void> {
        read_ = TRY(journal::head(reader, act.force));
        began_ = act.now;
        head_ = read_ - stage_.timeline.counts().entries;
        typed_ = TRY(incidents::typed_twice_figure(reader, act, {})).count;
        return {};
    });
}

Result<void> Checks::tell_what_was_late() {
    constexpr std::int64_t at_once = 1'000;
    return stage_.read([&](db::Reader& reader) -> Result<void> {
        std::vector<journal::Row> rows;
        do {
            rows = TRY(journal::after(reader, stage_.world.force, read_, at_once));
            for (const journal::Row& row : rows) {
                read_ = row.position;
                if (row.action != "deadline.breached" || !row.content) {
                    continue;
                }
                const auto told = TRY(json::from_text<deadlines::Told>(*row.content));
                if (broken_.insert(told.promise.text()).second) {
                    stage_.truth.told_late(told.rule, row.record, told.due_at);
                }
            }
        } while (rows.size() == at_once);
        return {};
    });
}

Result<void> Checks::journal_holds(db::Reader& reader) const {
    const std::int64_t there = TRY(journal::head(reader, stage_.world.force)) - head_;
    const std::int64_t recorded = stage_.timeline.counts().entries;
    return there == recorded ? Result<void>()
                             : Result<void>(broken(fmt::format("{} acts were acknowledged and {} stand in the journal",
                                                               recorded, there)));
}

/// By what the journal says was told, and not by when the promise itself expects to be told next: that may be wrong.
Result<void> Checks::late_were_told(db::Reader& reader, const Act& act) const {
    deadlines::ListQuery late;
    late.limit = 200;
    return each(reader, act, late, deadlines::list_promises, [&](const deadlines::Promise& promise) {
        const bool told = *promise.due_at <= began_ || broken_.contains(promise.id.text());
        return told ? Result<void>()
                    : Result<void>(broken(fmt::format("{} of {} fell due and nobody was told", promise.title,
                                                      promise.about.reference)));
    });
}

Result<void> Checks::hold_now(db::Reader& reader, const Act& act) const {
    const tasks::Ownership owned = TRY(tasks::count_unowned(reader, act, stage_.world.desks));
    for (const tasks::UnownedKind& kind : owned.kinds) {
        if (kind.nobody > 0) {
            return broken(fmt::format("{} of kind {} are owned by nobody", kind.nobody, kind.kind));
        }
    }
    TRY(late_were_told(reader, act));
    const std::int64_t typed = TRY(incidents::typed_twice_figure(reader, act, {})).count - typed_;
    if (typed != 0) {
        return broken(fmt::format("{} things were typed twice", typed));
    }
    return journal_holds(reader);
}

Result<void> Checks::hold(Instant now) {
    const Act act = stage_.looking(stage_.world.command_line, now);
    ++times_;
    return stage_.read([&](db::Reader& reader) -> Result<void> {
        TRY(hold_now(reader, act));
        incidents::ListQuery newest;
        newest.status = incidents::Shown::all;
        newest.limit = 100;
        for (const incidents::Incident& incident : TRY(incidents::list_incidents(reader, act, newest)).items) {
            TRY(in_order(incident));
        }
        return {};
    });
}

Result<Checks::Counted> Checks::hold_at_the_end(Instant now) {
    const Act act = stage_.looking(stage_.world.command_line, now);
    Counted counted;
    ++times_;
    auto read = stage_.read([&](db::Reader& reader) -> Result<void> {
        TRY(hold_now(reader, act));
        incidents::ListQuery all;
        all.status = incidents::Shown::all;
        const auto incident_holds = [&](const incidents::Incident& incident) -> Result<void> {
            ++counted.incidents;
            return in_order(incident);
        };
        TRY(each(reader, act, all, incidents::list_incidents, incident_holds));
        TRY(each(reader, act, crimes::ListQuery{}, crimes::list_crimes,
                 [&](const crimes::Crime& crime) -> Result<void> {
                     ++counted.crimes;
                     return crime.recorded_at && *crime.recorded_at < crime.received_at
                                ? Result<void>(broken(crime.reference + ": it was recorded before it was received"))
                                : Result<void>();
                 }));
        using contacts::ContactState;
        for (const auto state :
             {ContactState::live, ContactState::parked, ContactState::abandoned, ContactState::ended}) {
            contacts::ContactQuery query;
            query.state = state;
            TRY(each(reader, act, query, contacts::list_contacts,
                     [&](const contacts::Contact& contact) -> Result<void> {
                         ++counted.calls;
                         const bool after = (contact.answered_at && *contact.answered_at < contact.received_at) ||
                                            (contact.ended_at && *contact.ended_at < contact.received_at);
                         return after ? Result<void>(broken(contact.reference + ": it ended before it came"))
                                      : Result<void>();
                     }));
        }
        return {};
    });
    TRY(std::move(read));
    const journal::Verified verified = TRY(journal::verify(stage_.world.database, stage_.world.force));
    if (!verified.ok) {
        return broken(
            fmt::format("the journal does not hold at act {}: {}", verified.first_bad.value_or(0), verified.why));
    }
    return counted;
}

}  // namespace bluelamp::simulate
