// SPDX-License-Identifier: Apache-2.0
#include "commands/demonstration_incidents.hpp"

#include "access/sessions.hpp"
#include "commands/routes.hpp"
#include "core/file.hpp"

namespace bluelamp::commands {
namespace {

constexpr std::size_t largest_file = 1024 * 1024;

struct Told {
    std::int64_t minutes_after = 0;  ///< the opening
    std::string text;
};
BOOST_DESCRIBE_STRUCT(Told, (), (minutes_after, text))

/// One invented incident of reference/demonstration/incidents.json.
struct Scene {
    std::int64_t minutes_ago = 0;
    incidents::Grade grade = incidents::Grade::priority;
    std::optional<std::string> category;  ///< none: a crime, which has no code on the national list of incidents
    std::string summary;
    incidents::Place place;
    std::vector<Told> log;
};
BOOST_DESCRIBE_STRUCT(Scene, (), (minutes_ago, grade, category, summary, place, log))

incidents::Report report_of(const Scene& scene, Instant happened_at) {
    incidents::Report report;
    report.summary.text = scene.summary;
    report.place = scene.place;
    report.grade = scene.grade;
    if (scene.category) {
        report.category = json::Text<60>{*scene.category};
    }
    report.happened_at = happened_at;
    return report;
}

Result<void> open_scene(db::Transaction& tx, Act act, const Scene& scene, const incidents::Ground& ground) {
    const Instant opened_at = act.now - std::chrono::minutes(scene.minutes_ago);
    act.now = opened_at;
    const auto incident = TRY(incidents::open_incident(tx, act, ground, report_of(scene, opened_at)));
    for (const Told& told : scene.log) {
        act.now = opened_at + std::chrono::minutes(told.minutes_after);
        TRY(incidents::add_line(tx, act, {incident.id, {told.text}, act.now, {}}));
    }
    return {};
}

}  // namespace

Result<void> open_demonstration_incidents(Opened& opened, const policy::Policy& policy) {
    bool any = false;
    const auto read = opened.database->read([&](db::Reader& reader) -> Result<void> {
        incidents::ListQuery query;
        query.status = incidents::Shown::all;
        query.limit = 1;
        any = !TRY(incidents::list_incidents(reader, opened.act(), query)).items.empty();
        return {};
    });
    TRY(read);
    if (any) {
        return {};
    }
    std::optional<access::Actor> handler;
    const auto found = opened.database->read([&](db::Reader& reader) -> Result<void> {
        const auto account = TRY(access::credentials(reader, opened.force, "call_handler")).account;
        if (account) {
            handler = TRY(access::actor_of(reader, opened.force, *account, opened.clock.now()));
        }
        return {};
    });
    TRY(found);
    if (!handler) {
        return {};
    }
    const incidents::FindAreas find = find_areas(opened.areas);
    const std::string told = TRY(read_all(opened.reference + "/demonstration/incidents.json", largest_file));
    const auto scenes = TRY(json::from_text<std::vector<Scene>>(told));
    return opened.in_lane([&](db::Transaction& tx, Act act) -> Result<void> {
        act.actor = *handler;
        for (const Scene& scene : scenes) {
            TRY(open_scene(tx, act, scene, {policy, find}));
        }
        return {};
    });
}

}  // namespace bluelamp::commands
