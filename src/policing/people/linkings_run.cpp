// SPDX-License-Identifier: Apache-2.0
// A run is begun by one server and may end on another, so all that is known of it stands in its row; what the engine
// works on is in the memory of the server that took it up, and gone with it.
#include <sys/resource.h>
#include <sys/syscall.h>
#include <unistd.h>

#include <atomic>
#include <chrono>
#include <future>
#include <thread>

#include <fmt/format.h>

#include "policing/people/finds.hpp"
#include "policing/people/link_register.hpp"
#include "policing/people/linkings.hpp"
#include "policing/people/linkings.sql.hpp"
#include "policing/people/store.hpp"

namespace bluelamp::people {
namespace {

constexpr std::string_view stopped_words = "The server that linked stopped before the end. Start the linking again.";

struct Unfinished {
    LinkingId id;
    LinkingState state = LinkingState::waiting;
    Instant seen_at;
    std::int64_t model_number = 0;
    [[nodiscard]] bool silent(Instant now) const {
        return state == LinkingState::running && now.ms - seen_at.ms > silence_ms;
    }
};

Result<std::optional<Unfinished>> unfinished(db::Reader& reader, const ForceId& force) {
    return reader.maybe(sql::unfinished_linking, {force}, [](const db::Row& row) {
        return Unfinished{row.id<LinkingId>(0), enum_of<LinkingState>(row.text(1)), row.instant(2), row.bigint(3)};
    });
}

Linking read_row(const db::Row& row) {
    Linking out;
    out.id = row.id<LinkingId>(0);
    out.state = enum_of<LinkingState>(row.text(1));
    out.stage = row.string(2);
    out.share = row.real(3);
    out.model = row.string(4);
    out.begun_at = row.instant(5);
    out.begun_by = row.string(6);
    out.ended_at = row.maybe_instant(7);
    out.failure = row.maybe_text(8);
    out.persons = row.bigint(9);
    out.records = row.bigint(10);
    out.compared = row.bigint(11);
    out.pairs = row.bigint(12);
    out.clusters = row.bigint(13);
    out.version = row.bigint(14);
    return out;
}

Result<void> record(db::Transaction& tx, const Act& act, std::string_view action, const Linking& linking) {
    TRY(act.record(tx, {.action = action,
                        .kind = "linking",
                        .record = linking.id.text(),
                        .happened_at = act.now,
                        .content = json::to_text(linking),
                        .owner = access::owner_for(act.actor).id}));
    return {};
}

/// How a run came out; the counts are those of what it read and found.
struct End {
    LinkingState state = LinkingState::done;
    std::optional<std::string> failure{};
    std::int64_t persons = 0, records = 0, compared = 0, pairs = 0, clusters = 0;
};

/// Unless somebody else has ended it.
Result<void> end_linking(db::Transaction& tx, const Act& act, const LinkingId& id, const End& end) {
    const auto open = TRY(unfinished(tx, act.force));
    if (!open || open->id != id) {
        return {};
    }
    TRY(tx.execute(sql::end_linking, {tx.force(), id, text_of(end.state), end.failure, act.now, end.persons,
                                      end.records, end.compared, end.pairs, end.clusters}));
    const auto ended = TRY(tx.one(sql::linkings_newest, {tx.force(), id}, read_row));
    return record(tx, act, fmt::format("linking.{}", text_of(end.state)), ended);
}

/// Calls come first, whoever else wants a processor; threads that this one starts are as it is.
void take_low_priority() {
    constexpr int last = 19;
    setpriority(PRIO_PROCESS, static_cast<id_t>(syscall(SYS_gettid)), last);
}

/// Thrown out of the engine's progress, which has no other way to end it.
struct Stopped {};

/// What the working thread tells, and is told.
class Progress {
   public:
    struct At {
        std::string stage;
        double share = 0;
    };
    void tell(std::string_view stage, double share) {
        if (stop_) {
            throw Stopped();
        }
        const std::lock_guard lock(mutex_);
        at_ = {std::string(stage), share};
    }
    void stop() { stop_ = true; }
    [[nodiscard]] At at() {
        const std::lock_guard lock(mutex_);
        return at_;
    }

   private:
    std::mutex mutex_;
    At at_;
    std::atomic<bool> stop_{false};
};

struct Worked {
    std::unique_ptr<RegisterLinkage> linkage;
    RegisterLinked linked;
};

class Run {
   public:
    Run(db::Database& database, const RunLinking& how, const TakenLinking& taken)
        : database_(database), how_(how), taken_(taken), force_(how.act().force) {}

    /// How it came out.
    Result<End> go() {
        auto working = std::async(std::launch::async, [this] { return work(); });
        const auto waited = beat_until_ready(working);
        if (!waited) {
            progress_.stop();
        }
        try {
            const Result<Worked> worked = working.get();  // also after a beat failed: nothing may outlive this
            TRY(waited);
            if (!worked) {
                return tl::unexpected(worked.error());
            }
            return keep(*worked);
        } catch (const Stopped&) {
            TRY(waited);
            return End{LinkingState::stopped, std::string(stopped_words)};
        } catch (const std::bad_alloc&) {
            return End{LinkingState::failed,
                       "There was not enough memory on the server for the whole register. Give it about one gigabyte "
                       "more for each million records of persons, and start the linking again."};
        }
    }

   private:
    Result<Worked> work() {
        take_low_priority();
        const auto tell = [this](std::string_view stage, double share) { progress_.tell(stage, share); };
        Worked worked;
        worked.linkage = TRY(RegisterLinkage::read(database_, force_, tell));
        identity::LinkOptions options;
        options.threads = how_.threads;
        options.progress = tell;
        const auto read = database_.read([&](db::Reader& reader) -> Result<void> {
            options.model = TRY(read_model(reader, force_, taken_.model_number)).model;
            return {};
        });
        TRY(read);
        worked.linked = worked.linkage->run(options);
        return worked;
    }

    template <class Future>
    Result<void> beat_until_ready(Future& working) {
        constexpr std::int64_t look_ms = 100;
        for (std::int64_t since_ms = 0;; since_ms += look_ms) {
            if (working.wait_for(std::chrono::milliseconds(look_ms)) == std::future_status::ready) {
                return {};
            }
            if (how_.stopping && how_.stopping()) {
                progress_.stop();
            }
            if (since_ms >= how_.beat_ms) {
                since_ms = 0;
                TRY(beat(progress_.at()));
            }
        }
    }

    Result<void> beat(const Progress::At& at) {
        const Act act = how_.act();
        return database_.write(force_, [&](db::Transaction& tx) -> Result<void> {
            TRY(ours(tx));
            return tx.execute(sql::linking_goes_on, {tx.force(), taken_.id, at.stage, at.share, act.now});
        });
    }

    /// Another server that heard nothing for long may have ended this run.
    Result<void> ours(db::Transaction& tx) {
        const auto open = TRY(unfinished(tx, force_));
        if (!open || open->id != taken_.id) {
            return fail(ErrorCode::conflict, "id", "This run gave no sign of life for too long and was ended.");
        }
        return {};
    }

    /// In small portions with pauses between them, so that calls have the lane for most of the time.
    Result<End> keep(const Worked& worked) {
        constexpr std::size_t portion = 50;
        constexpr int calls_have = 4;  // times as long as this
        constexpr std::chrono::milliseconds longest_pause{500};
        const auto& pairs = worked.linked.pairs;
        for (std::size_t from = 0; from < pairs.size(); from += portion) {
            if (how_.stopping && how_.stopping()) {
                return End{LinkingState::stopped, std::string(stopped_words)};
            }
            const std::span<const RegisterPair> part(pairs.data() + from, std::min(portion, pairs.size() - from));
            const auto began = std::chrono::steady_clock::now();
            TRY(keep(worked, part, static_cast<std::int64_t>(from)));
            const auto took = std::chrono::steady_clock::now() - began;
            std::this_thread::sleep_for(std::min<std::chrono::nanoseconds>(took * calls_have, longest_pause));
        }
        return End{LinkingState::done,
                   {},
                   static_cast<std::int64_t>(worked.linkage->persons()),
                   static_cast<std::int64_t>(worked.linkage->records()),
                   static_cast<std::int64_t>(worked.linked.compared),
                   static_cast<std::int64_t>(pairs.size()),
                   worked.linked.clusters};
    }

    Result<void> keep(const Worked& worked, std::span<const RegisterPair> part, std::int64_t from) {
        const RegisterLinkage& linkage = *worked.linkage;
        std::vector<std::string> why;
        why.reserve(part.size());
        for (const RegisterPair& pair : part) {
            why.push_back(json::to_text(waterfall_of(linkage.explain(pair))));
        }
        const Act act = how_.act();
        const double share = static_cast<double>(from) / static_cast<double>(worked.linked.pairs.size());
        return database_.write(force_, [&](db::Transaction& tx) -> Result<void> {
            TRY(ours(tx));
            for (std::size_t i = 0; i < part.size(); ++i) {
                const RegisterPair& pair = part[i];
                TRY(tx.execute(sql::insert_linked_pair, {tx.force(), taken_.id, from + static_cast<std::int64_t>(i) + 1,
                                                         static_cast<std::int64_t>(pair.cluster),
                                                         linkage.person(pair.one), linkage.person(pair.other),
                                                         pair.probability, static_cast<double>(pair.weight), why[i]}));
            }
            return tx.execute(sql::linking_goes_on, {tx.force(), taken_.id, "keeping the pairs", share, act.now});
        });
    }

    db::Database& database_;
    const RunLinking& how_;
    const TakenLinking& taken_;
    const ForceId force_;
    Progress progress_;
};

/// What earlier runs found, and what runs that did not end had kept.
Result<void> forget_before(db::Database& database, const ForceId& force, const LinkingId& id) {
    struct Oldest {
        LinkingId linking;
        std::int64_t nr = 0;
    };
    constexpr std::int64_t portion = 200;
    constexpr std::chrono::milliseconds pause{20};
    for (std::optional<Oldest> oldest;; std::this_thread::sleep_for(pause)) {
        const auto taken = database.write(force, [&](db::Transaction& tx) -> Result<void> {
            oldest = TRY(tx.maybe(sql::oldest_linked_pair, {force, id}, [](const db::Row& row) {
                return Oldest{row.id<LinkingId>(0), row.bigint(1)};
            }));
            return oldest ? tx.execute(sql::delete_linked_pairs, {force, oldest->linking, oldest->nr + portion})
                          : Result<void>();
        });
        TRY(taken);
        if (!oldest) {
            return {};
        }
    }
}

}  // namespace

Result<Linking> start_linking(db::Transaction& tx, const Act& act, const policy::Policy& policy,
                              const api::Nothing& /*nothing*/) {
    TRY(require_reviewer(act, policy));
    const auto open = TRY(unfinished(tx, act.force));
    if (open && open->silent(act.now)) {
        TRY(end_linking(tx, act, open->id, {LinkingState::stopped, std::string(stopped_words)}));
    } else if (open) {
        return fail(ErrorCode::conflict, "linking", "The register is being linked already; wait for that to end.");
    }
    const ModelInForce model = TRY(read_model(tx, act.force));
    const auto id = act.new_id<LinkingId>();
    TRY(tx.execute(sql::insert_linking, {tx.force(), id, model.note.empty() ? model.number : 0, model.model->version(),
                                         act.now, act.actor.id}));
    const Linking begun = TRY(tx.one(sql::linkings_newest, {tx.force(), id}, read_row));
    TRY(record(tx, act, "linking.begun", begun));
    return begun;
}

Result<api::Page<Linking>> list_linkings(db::Reader& reader, const Act& act, const policy::Policy& policy,
                                         const api::Nothing& /*nothing*/) {
    TRY(require_reviewer(act, policy));
    return api::Page<Linking>{TRY(reader.many(sql::linkings_newest, {act.force, ""}, read_row)), {}};
}

Result<Linking> read_linking(db::Reader& reader, const Act& act, const policy::Policy& policy,
                             const OneLinking& wanted) {
    TRY(require_reviewer(act, policy));
    const auto found = TRY(reader.maybe(sql::linkings_newest, {act.force, wanted.id}, read_row));
    return found ? Result<Linking>(*found) : fail(ErrorCode::not_found, "id", "There is no such linking.");
}

Result<std::optional<TakenLinking>> take_linking(db::Database& database, const Act& act) {
    std::optional<Unfinished> open;
    const auto read = database.read([&](db::Reader& reader) -> Result<void> {
        open = TRY(unfinished(reader, act.force));
        return {};
    });
    TRY(read);
    std::optional<TakenLinking> taken;
    if (!open || (open->state == LinkingState::running && !open->silent(act.now))) {
        return taken;
    }
    const auto written = database.write(act.force, [&](db::Transaction& tx) -> Result<void> {
        taken.reset();
        open = TRY(unfinished(tx, act.force));  // another server may have been first
        if (open && open->silent(act.now)) {
            return end_linking(tx, act, open->id, {LinkingState::stopped, std::string(stopped_words)});
        }
        if (open && open->state == LinkingState::waiting) {
            TRY(tx.execute(sql::take_linking, {tx.force(), open->id, act.now}));
            taken = TakenLinking{open->id, open->model_number};
        }
        return {};
    });
    TRY(written);
    return taken;
}

Result<void> run_linking(db::Database& database, const RunLinking& how, const TakenLinking& taken) {
    const End end = TRY(Run(database, how, taken).go());
    const Act act = how.act();
    const auto kept = database.write(
        act.force, [&](db::Transaction& tx) -> Result<void> { return end_linking(tx, act, taken.id, end); });
    TRY(kept);
    return end.state == LinkingState::done ? forget_before(database, act.force, taken.id) : Result<void>();
}

}  // namespace bluelamp::people
