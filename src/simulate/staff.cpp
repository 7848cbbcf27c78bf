// SPDX-License-Identifier: Apache-2.0
#include "simulate/staff.hpp"

#include <fmt/format.h>

#include <cmath>
#include <set>

#include "access/accounts.hpp"
#include "access/passwords.hpp"
#include "access/sessions.hpp"

namespace bluelamp::simulate {
namespace {

struct Post {
    Duty duty;
    std::string_view role, title, username;
    double at_full_size;  ///< in each shift, of a force of average size
    std::string_view team;
    bool by_day = false;
};

constexpr std::string_view control_room = "Control room";
constexpr Post posts[] = {
    {Duty::handler, "call_handler", "call handler", "handler", 24, control_room},
    {Duty::dispatcher, "dispatcher", "dispatcher", "dispatcher", 8, control_room},
    {Duty::officer, "officer", "response officer", "officer", 60, "Response"},
    {Duty::supervisor, "supervisor", "sergeant", "sergeant", 6, control_room},
    {Duty::recorder, "crime_recorder", "crime management", "recorder", 12, "Crime management", true},
    {Duty::investigator, "investigator", "investigator", "investigator", 20, "Investigation", true},
};
constexpr std::string_view shifts[] = {"early", "late", "night"};

struct Wanted {
    const Post* post;
    int shift;
    std::string username, name, team;
};

/// Somebody whose name nobody else of them has.
std::string draw_name(const Lists& lists, Draws& draws, std::set<std::string>& taken) {
    const Community& community = lists.communities[lists.community.draw(draws)];
    std::string name;
    do {
        name = (draws.chance(0.5) ? community.female : community.male).draw(draws) + " " + community.family.draw(draws);
    } while (!taken.insert(name).second);
    return name;
}

std::vector<Wanted> wanted_staff(const Settings& settings, const Lists& lists) {
    std::vector<Wanted> all;
    std::set<std::string> names;
    Draws draws(settings.seed, "staff");
    for (const Post& post : posts) {
        const auto many = std::max<std::int64_t>(2, std::llround(post.at_full_size * settings.scale));
        for (std::int64_t place = 0; place < many * (post.by_day ? 1 : 3); ++place) {
            const int shift = static_cast<int>(place / many);
            const std::string team =
                post.team == "Response" ? fmt::format("Response, {}", shifts[shift]) : std::string(post.team);
            const std::string which = post.by_day ? "" : fmt::format("{}-", shifts[shift]);
            all.push_back({&post, shift, fmt::format("{}-{}{:02}", post.username, which, place % many + 1),
                           fmt::format("{} ({})", draw_name(lists, draws, names), post.title), team});
        }
    }
    return all;
}

Act act_of(const World& world, const Settings& settings, IdSource& ids) {
    Act act;
    act.force = world.force;
    act.actor = world.command_line;
    act.now = settings.from;
    act.ids = &ids;
    act.reason = "The invented force begins";
    act.policy_version = world.book.in_force(act.now)->version;
    return act;
}

Result<TeamId> team_named(db::Transaction& tx, const Act& act, const std::string& name) {
    for (const access::Team& team : TRY(access::list_teams(tx, act))) {
        if (team.name == name) {
            return team.id;
        }
    }
    return TRY(access::create_team(tx, act, {name})).id;
}

/// All that are missing, in one act each.
Result<void> make(const World& world, const Settings& settings, const std::vector<Wanted>& missing) {
    if (missing.empty()) {
        return {};
    }
    // Nobody signs in as them: the password is drawn, hashed and forgotten.
    RandomIds chance;
    const std::string hash = TRY(access::hash_password(chance.uuid(settings.from) + chance.uuid(settings.from)));
    return world.database.write(world.force, [&](db::Transaction& tx) -> Result<void> {
        SeededIds ids(stream(settings.seed, "staff ids"));
        const Act act = act_of(world, settings, ids);
        for (const Wanted& each : missing) {
            access::CreateAccount account;
            account.username = each.username;
            account.display_name = each.name;
            account.password_hash = hash;
            account.roles = {std::string(each.post->role)};
            account.home_team = TRY(team_named(tx, act, each.team));
            account.clearance = access::Visibility::restricted;
            TRY(access::create_account(tx, act, account));
        }
        return {};
    });
}

}  // namespace

int shift_at(Instant now) {
    const int hour = in_london(now).hour;
    return hour >= 22 || hour < 6 ? 2 : hour >= 14 ? 1 : 0;
}

Result<Staff> Staff::enlist(const World& world, const Settings& settings, const Lists& lists) {
    const auto wanted = wanted_staff(settings, lists);
    Staff staff;
    const auto account = [&](db::Reader& reader, const Wanted& each) {
        return access::credentials(reader, world.force, each.username);
    };
    std::vector<Wanted> missing;
    auto looked = world.database.read([&](db::Reader& reader) -> Result<void> {
        for (const Wanted& each : wanted) {
            if (!TRY(account(reader, each)).account) {
                missing.push_back(each);
            }
        }
        return {};
    });
    TRY(std::move(looked));
    TRY(make(world, settings, missing));
    auto read = world.database.read([&](db::Reader& reader) -> Result<void> {
        for (const Wanted& each : wanted) {
            const AccountId id = *TRY(account(reader, each)).account;
            // As he is today: what somebody changed meanwhile holds.
            auto actor = TRY(access::actor_of(reader, world.force, id, Instant{settings.from.ms + 1}));
            if (actor) {
                staff.by_duty_[{each.post->duty, each.post->by_day ? 0 : each.shift}].push_back(staff.all_.size());
                staff.all_.push_back({each.post->duty, each.shift, *std::move(actor)});
            }
        }
        return {};
    });
    TRY(std::move(read));
    for (const Post& post : posts) {
        if (!staff.by_duty_.contains({post.duty, 0})) {
            return fail(ErrorCode::conflict, "--live",
                        fmt::format("Nobody is left of the invented force who is a {}; enable an account of them.",
                                    post.title));
        }
    }
    return staff;
}

const access::Actor& Staff::on_duty(Duty duty, Instant now, Draws& draws) const {
    auto found = by_duty_.find({duty, shift_at(now)});
    if (found == by_duty_.end()) {
        found = by_duty_.find({duty, 0});
    }
    return all_[draws.one_of(found->second)].actor;
}

const access::Actor& Staff::another(Duty duty, Instant now, const access::Actor& not_he, Draws& draws) const {
    for (int tries = 0; tries < 20; ++tries) {
        const access::Actor& other = on_duty(duty, now, draws);
        if (other.id != not_he.id) {
            return other;
        }
    }
    for (const Member& member : all_) {
        if (member.duty == duty && member.actor.id != not_he.id) {
            return member.actor;
        }
    }
    throw InvariantBroken("a duty with one person only");
}

const access::Actor* Staff::find(std::string_view account) const {
    const auto found =
        std::find_if(all_.begin(), all_.end(), [&](const Member& member) { return member.actor.id.text() == account; });
    return found == all_.end() ? nullptr : &found->actor;
}

bool Staff::works_here(std::string_view account) const { return find(account) != nullptr; }

}  // namespace bluelamp::simulate
