// SPDX-License-Identifier: Apache-2.0
// Fills a database with incidents as if a year of them had been opened here: by the commands that the server runs, in
// the write lane, journalled, chained and sealed, so that `bluelamp verify` holds afterwards. Each has a caller with
// name, number and address, who was recognised: a fifth as many persons as incidents are on the register. Each has a
// promise that was kept; every fourth has two that are open and fall due days after the fill, so that nothing of them
// is told while something else is measured. The newest 100,000 also leave a stored answer, about as many as the 35 days
// hold for which answers are kept.
//   bench_fill --data DIR|--database URL INCIDENTS
#include "bench/somebody.hpp"
#include "commands/keeping_up.hpp"
#include "commands/opened.hpp"
#include "commands/routes.hpp"
#include "policing/people/recognition.hpp"

namespace bluelamp::bench {
namespace {

// SQLite walks the whole undo list of a command after each of its statements: few at a time are quicker.
constexpr std::int64_t in_one_step = 25;
constexpr std::int64_t answers_kept = 100'000;
constexpr std::int64_t incidents_a_person = 5;
constexpr std::int64_t one_is_open_in = 4;

constexpr db::Query insert_answer{
    "bench.insert_answer",
    "INSERT INTO idempotency (force_id, account_id, idempotency_key, request_hash, status, answer, version, made_at) "
    "VALUES ($1, $2, $3, $4, 201, $5, 1, $6)",
    {}};

struct Plan {
    std::int64_t incidents = 0;
    Instant from, to, now;
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

/// Fills one incident after another. A step that the lane runs again finds everything as it was before.
class Filling {
   public:
    Filling(commands::Opened& opened, const Plan& plan)
        : plan_(plan), policy_(opened.shelf.in_force(plan.to)), find_(commands::find_areas(opened.areas)) {}

    Result<void> step(db::Transaction& tx, Act act, std::int64_t first, std::int64_t last) {
        act.actor.permissions.set(static_cast<std::size_t>(Permission::record_people));  // a right of the control room
        Random random(static_cast<std::uint64_t>(first) + 42);
        known_.resize(std::min(known_.size(), static_cast<std::size_t>(first / incidents_a_person)));
        for (std::int64_t i = first; i < last; ++i) {
            act.now = plan_.at(i);
            const auto incident = TRY(incidents::open_incident(tx, act, {*policy_, find_}, report(random)));
            TRY(name_caller(tx, act, incident, i));
            TRY(make_promises(tx, act, incident, i));
            if (plan_.incidents - i <= answers_kept) {
                TRY(tx.execute(insert_answer, {act.force, act.actor.id, random_uuid(random), std::string(64, 'a'),
                                               json::to_text(incident), act.now}));
            }
        }
        return {};
    }

   private:
    /// Every fifth is somebody new; the others are anybody who called before.
    Result<void> name_caller(db::Transaction& tx, const Act& act, const incidents::Incident& incident, std::int64_t i) {
        const bool is_new = i % incidents_a_person == 0;
        const auto person = is_new ? known_.size() : Random(static_cast<std::uint64_t>(i)).below(known_.size());
        const auto subject = incidents::subject_of(incident);
        const auto mention = TRY(people::mention(
            tx, act, {subject.about, people::Role::caller, somebody(static_cast<std::int64_t>(person)), false},
            subject.owner, subject.visibility));
        people::ConfirmLink link{mention.id, {}, {}, {}, {}};
        if (!is_new) {
            link.person = known_[person];
            link.reason = json::Text<500>{"Name, number and address agree"};
        }
        const auto linked = TRY(people::confirm_link(tx, act, link));
        if (is_new) {
            known_.push_back(*linked.person);
        }
        return {};
    }

    /// Attended in time: else a year of broken promises would be told while something else is measured.
    Result<void> make_promises(db::Transaction& tx, const Act& act, const incidents::Incident& incident,
                               std::int64_t i) {
        const auto subject = incidents::subject_of(incident);
        TRY(deadlines::on(tx, act, *policy_, subject, {"incident.attended", act.now + std::chrono::minutes(10)}));
        return i % one_is_open_in == 0
                   ? deadlines::on(tx, act, *policy_, subject, {"crime.outcome_proposed", plan_.now})
                   : Result<void>{};
    }

    Plan plan_;
    std::shared_ptr<const policy::Policy> policy_;
    incidents::FindAreas find_;
    std::vector<people::SubjectId> known_;  ///< persons, in the order of their first call
};

Result<void> fill(commands::Opened& opened, const Plan& plan) {
    Filling filling(opened, plan);
    for (std::int64_t first = 0; first < plan.incidents; first += in_one_step) {
        const std::int64_t last = std::min(plan.incidents, first + in_one_step);
        TRY(opened.in_lane([&](db::Transaction& tx, const Act& act) { return filling.step(tx, act, first, last); }));
    }
    return {};
}

/// As the server would have done meanwhile, a little at a time: else it would begin while something else is measured.
Result<void> find_pairs(commands::Opened& opened) {
    const auto recognition = TRY(commands::register_in_memory(*opened.database, opened.force));
    const auto policy = opened.shelf.in_force(opened.clock.now());
    bool more = true;
    while (more) {
        more = TRY(people::look_for_pairs(*opened.database, opened.act(), *policy, *recognition));
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
    TRY(fill(*opened, {incidents, now - std::chrono::hours(24 * 365), now - std::chrono::hours(24), now}));
    TRY(find_pairs(*opened));
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
