// SPDX-License-Identifier: Apache-2.0
/// Promises that nobody could keep, be told of or decide.
#include "access/permission.hpp"
#include "policy/reading.hpp"

namespace bluelamp::policy {
namespace {

using access::Permission;

bool may(std::string_view role, Permission permission) {
    const auto found = access::find_role(role);
    return found && found->permissions.test(static_cast<std::size_t>(permission));
}

void check_events(const std::vector<std::string>& named, const std::string& key, Notes& notes) {
    const auto known = events();
    for (const std::string& name : named) {
        if (std::find(known.begin(), known.end(), name) == known.end()) {
            notes.say(key, fmt::format("nobody ever reports \"{}\"; use events as \"{}\" and \"{}\"", name,
                                       known.front(), known.back()));
        }
    }
}

/// Nothing: it has no limit that could be compared.
std::optional<std::int64_t> shortest_limit_s(const Policy& policy, const DeadlineRule& rule) {
    if (!rule.by_level) {
        constexpr std::int64_t day_s = 86'400;
        return rule.limit.basis == TimeBasis::working ? rule.limit.days * day_s : rule.limit.s;
    }
    std::optional<std::int64_t> shortest;
    for (const Level& level : policy.levels) {
        if (level.limit_s) {
            shortest = std::min(shortest.value_or(*level.limit_s), *level.limit_s);
        }
    }
    return shortest;
}

void check_tellings(const Policy& policy, const DeadlineRule& rule, const std::string& key, Notes& notes) {
    const auto limit_s = shortest_limit_s(policy, rule);
    if (!limit_s) {
        notes.say(key + ".by_level", "means nothing: no level has a limit; give one a limit, or the rule its own");
    }
    if (std::none_of(rule.tell.begin(), rule.tell.end(), [](const Telling& each) { return each.offset_s >= 0; })) {
        notes.say(key + ".tell", "tells nobody when the promise is broken; add { to = [\"owner\", \"supervisor\"] }");
    }
    const Telling* before = nullptr;
    for (const Telling& each : rule.tell) {
        if (limit_s && *limit_s > 0 && each.offset_s <= -*limit_s) {
            notes.say(key + ".tell",
                      fmt::format("a warning {} before the limit falls before the start: the limit is {}",
                                  in_words({TimeBasis::elapsed, -each.offset_s, 0}),
                                  in_words({TimeBasis::elapsed, *limit_s, 0})));
        }
        if (before != nullptr && each.offset_s < before->offset_s) {
            notes.say(key + ".tell",
                      "is not in order of time: the earliest comes first, an escalation after the limit");
        }
        const bool twice = std::count_if(rule.tell.begin(), rule.tell.end(), [&](const Telling& other) {
                               return other.offset_s == each.offset_s && other.to == each.to;
                           }) > 1;
        if (twice && (before == nullptr || before->to != each.to || before->offset_s != each.offset_s)) {
            notes.say(key + ".tell", fmt::format("{} is told the same thing twice at once; take one away", each.to));
        }
        if (each.to != "owner" && access::find_role(each.to) && !may(each.to, Permission::do_tasks)) {
            notes.say(key + ".tell", fmt::format("{} has no inbox to be told in; name a role with do_tasks", each.to));
        }
        before = &each;
    }
}

void check_rule(const Policy& policy, const DeadlineRule& rule, const std::string& key, Notes& notes) {
    check_events(rule.starts, key + ".starts", notes);
    check_events(rule.meets, key + ".meets", notes);
    check_events(rule.ends, key + ".ends", notes);
    if (rule.starts.empty()) {
        notes.say(key + ".starts", "is missing: the promise would never be made; name the event that starts it");
    }
    if (rule.meets.empty()) {
        notes.say(key + ".meets", "is missing: the promise could never be kept; name the event that meets it");
    }
    for (const std::string& name : rule.starts) {
        for (const auto* other : {&rule.meets, &rule.ends}) {
            if (std::find(other->begin(), other->end(), name) != other->end()) {
                notes.say(key + ".starts", fmt::format("\"{}\" starts it and ends it at once; name another", name));
            }
        }
    }
    check_tellings(policy, rule, key, notes);
}

void check_decider(std::string_view key, const std::string& role, Permission permission, Notes& notes) {
    if (!may(role, permission)) {
        notes.say(fmt::format("deciders.{}", key),
                  fmt::format("a {} may not do this; name a role with {}", role, access::name(permission)));
    }
}

void check_inbox(const std::string& key, const std::string& role, Notes& notes) {
    if (!access::find_role(role)) {
        notes.say(key, fmt::format("\"{}\" is no role; use dispatcher, supervisor or another role", role));
    } else if (!may(role, Permission::do_tasks)) {
        notes.say(key, fmt::format("a {} has no inbox to be told in; name a role with do_tasks", role));
    }
}

}  // namespace

std::span<const std::string_view> events() {
    static constexpr std::string_view all[] = {
        "contact.received",       "contact.abandoned",       "contact.called_back",       "contact.ended",
        "contact.parked",         "contact.taken",           "incident.opened",           "incident.graded",
        "incident.attended",      "incident.not_attended",   "incident.joined",           "incident.unjoined",
        "incident.closed",        "incident.reopened",       "incident.no_crime_decided", "incident.welfare_due",
        "crime.suspected",        "crime.recorded",          "crime.cancelled",           "crime.reinstated",
        "crime.outcome_proposed", "crime.outcome_finalised",
    };
    return all;
}

void check_deciders(const Policy& policy, Notes& notes) {
    const Deciders& deciders = policy.deciders;
    check_decider("downgrade", deciders.downgrade, Permission::approve_downgrade, notes);
    check_decider("cancel_crime", deciders.cancel_crime, Permission::cancel_crimes, notes);
    check_decider("cancel_rape", deciders.cancel_rape, Permission::cancel_crimes, notes);
    check_decider("finalise_outcome", deciders.finalise_outcome, Permission::finalise_outcomes, notes);
    check_decider("abandoned_calls", deciders.abandoned_calls, Permission::take_calls, notes);
    check_decider("identity_review", deciders.identity_review, Permission::review_people, notes);
    for (const auto& [key, role] : {std::pair("attendance.reassurance_by", policy.attendance.reassurance_by),
                                    std::pair("attendance.review_by", policy.attendance.review_by)}) {
        if (!role.empty()) {
            check_inbox(key, role, notes);
        }
    }
    std::size_t number = 0;
    for (const IncidentType& type : policy.types) {
        ++number;
        for (const std::string& role : type.notify) {
            check_inbox(fmt::format("incident_type[{}].notify", number), role, notes);
        }
    }
}

void check_deadlines(const Policy& policy, Notes& notes) {
    std::size_t number = 0;
    for (const DeadlineRule& rule : policy.deadlines) {
        check_rule(policy, rule, fmt::format("deadline[{}]", ++number), notes);
    }
}

}  // namespace bluelamp::policy
