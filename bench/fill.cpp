// SPDX-License-Identifier: Apache-2.0
// Fills a database with incidents as if a year of them had been opened here: by the command that the server runs, in
// the write lane, journalled, chained and sealed, so that `bluelamp verify` holds afterwards. The newest 100,000 also
// leave a stored answer, about as many as the 35 days hold for which answers are kept.
//   bench_fill --data DIR|--database URL INCIDENTS
#include "bench/timing.hpp"
#include "commands/opened.hpp"
#include "commands/routes.hpp"

namespace bluelamp::bench {
namespace {

constexpr std::int64_t in_one_step = 500;
constexpr std::int64_t answers_kept = 100'000;

constexpr db::Query insert_answer{
    "bench.insert_answer",
    "INSERT INTO idempotency (force_id, account_id, idempotency_key, request_hash, status, answer, version, made_at) "
    "VALUES ($1, $2, $3, $4, 201, $5, 1, $6)",
    {}};

struct Plan {
    std::int64_t incidents = 0;
    Instant from, to;
    [[nodiscard]] Instant at(std::int64_t i) const {
        return from + std::chrono::milliseconds((to - from).count() * i / incidents);
    }
};

incidents::Report report(Random& random) {
    incidents::Report out;
    out.summary.text = fmt::format(
        "Man trying door handles of parked vans, dark jacket, grey rucksack, walking north; the caller can see him "
        "from window {}",
        random.below(100));
    out.place.text.text = fmt::format("Bartholomew Close, near number {}", 1 + random.below(99));
    out.place.latitude = 51.51 + static_cast<double>(random.below(1000)) * 1e-5;
    out.place.longitude = -0.08 - static_cast<double>(random.below(2000)) * 1e-5;
    out.grade = static_cast<incidents::Grade>(random.below(4));
    out.category = json::Text<60>{"Suspicious circumstances"};
    return out;
}

/// Attended in time: else a year of broken promises would be told while something else is measured.
Result<void> keep_promises(db::Transaction& tx, const Act& act, const policy::Policy& policy,
                           const incidents::Incident& incident) {
    const deadlines::Subject subject{
        {"incident", incident.id.text(), incident.reference}, incident.owner.id, incident.visibility};
    return deadlines::on(tx, act, policy, subject, {"incident.attended", act.now + std::chrono::minutes(10)});
}

Result<void> fill(commands::Opened& opened, const Plan& plan) {
    Random random(42);
    const incidents::FindAreas find = commands::find_areas(opened.areas);
    const auto policy = opened.shelf.in_force(plan.to);
    for (std::int64_t first = 0; first < plan.incidents; first += in_one_step) {
        const std::int64_t last = std::min(plan.incidents, first + in_one_step);
        const Random before = random;
        TRY(opened.in_lane([&](db::Transaction& tx, Act act) -> Result<void> {
            random = before;  // a command may be run again
            for (std::int64_t i = first; i < last; ++i) {
                act.now = plan.at(i);
                const auto incident = TRY(incidents::open_incident(tx, act, {*policy, find}, report(random)));
                TRY(keep_promises(tx, act, *policy, incident));
                if (plan.incidents - i <= answers_kept) {
                    TRY(tx.execute(insert_answer, {act.force, act.actor.id, random_uuid(random), std::string(64, 'a'),
                                                   json::to_text(incident), act.now}));
                }
            }
            return {};
        }));
    }
    return {};
}

Result<void> seal(commands::Opened& opened) {
    std::int64_t sealed = 1;
    while (sealed > 0) {
        TRY(opened.in_lane([&](db::Transaction& tx, const Act& act) -> Result<void> {
            sealed = TRY(journal::seal(tx, act.now));
            return {};
        }));
    }
    return {};
}

Result<void> run(const commands::Place& place, std::int64_t incidents) {
    auto opened = TRY(commands::open(place));
    const Instant now = opened->clock.now();
    TRY(fill(*opened, {incidents, now - std::chrono::hours(24 * 365), now - std::chrono::hours(24)}));
    return seal(*opened);
}

}  // namespace
}  // namespace bluelamp::bench

int main(int count, char** words) {
    using namespace bluelamp;
    if (count != 4) {
        bench::give_up("usage: bench_fill --data DIR|--database URL INCIDENTS");
    }
    commands::Place place;
    (std::string_view(words[1]) == "--data" ? place.data : place.database) = words[2];
    if (const auto filled = bench::run(place, std::stoll(words[3])); !filled) {
        bench::give_up(filled.error().field + ": " + filled.error().message + " " + filled.error().cause);
    }
    return 0;
}
