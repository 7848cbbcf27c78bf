// SPDX-License-Identifier: Apache-2.0
// Changes are read in the order in which the lane numbered them, in pages; a page is put in under the memory's lock,
// which answers hold shared. One thread reads at a time: the others need what it brings anyway.
#include "policing/people/recognition.hpp"

#include <algorithm>
#include <atomic>
#include <chrono>
#include <shared_mutex>

#include "policing/people/recognition.sql.hpp"
#include "policing/people/register_copy.hpp"

namespace bluelamp::people {
namespace {

struct Head {
    std::int64_t changed = 0, model = 0;
};

Result<Head> head_of(db::Reader& reader, const ForceId& force) {
    return reader.one(sql::head, {force}, [](const db::Row& row) { return Head{row.bigint(0), row.bigint(1)}; });
}

/// A young register knows few of those who ring, an old one most: taken from what was decided lately, and until there
/// is anything of that, what is usual. Never more than usual: of strangers, many are never decided.
Result<double> share_known(db::Reader& reader, const ForceId& force) {
    constexpr double few = 20;
    const double usual = identity::LookUpOptions().known;
    return reader.one(sql::decided_lately, {force}, [&](const db::Row& row) {
        const auto decided = static_cast<double>(row.bigint(0)), known = static_cast<double>(row.bigint(1));
        return std::min(usual, (known + few * usual) / (decided + few));
    });
}

double share_of(const Place& at, const Head& head) {
    return head.changed <= 0 ? 1 : static_cast<double>(at.changed) / static_cast<double>(head.changed);
}

}  // namespace

Result<ModelInForce> read_model(db::Reader& reader, const ForceId& force, std::int64_t at_most) {
    struct Stored {
        std::int64_t number = 0;
        std::string text;
    };
    const auto stored = TRY(reader.maybe(sql::newest_model, {force, at_most}, [](const db::Row& row) {
        return Stored{row.bigint(0), row.string(2)};
    }));
    if (!stored) {
        return ModelInForce{0, identity::Model::standard()};
    }
    auto model = identity::Model::from_text(stored->text);
    if (!model) {  // of another version: less well recognised is better than nobody
        return ModelInForce{stored->number, identity::Model::standard(),
                            "The model trained on this register cannot be read by this program (" +
                                model.error().message +
                                "); the standard one recognises until an administrator runs identity train again."};
    }
    return ModelInForce{stored->number, *std::move(model)};
}

struct Recognition::Memory {
    std::mutex following;             // held by whoever reads
    mutable std::shared_mutex mutex;  // of what `copy` points at, and of what it holds
    std::unique_ptr<RegisterCopy> copy;
    std::atomic<std::int64_t> changed{-1}, model{-1};  // how far `copy` is
    std::atomic<bool> far{false};                      // much is left: whoever asks need not begin to read it

    /// Whether the copy is at the head that `reader` shows; false when more than a request may wait for is left.
    Result<bool> follow(db::Reader& reader, const ForceId& force) {
        const Head head = TRY(head_of(reader, force));
        if (changed >= head.changed && model >= head.model) {
            return true;
        }
        if (far) {
            return false;
        }
        const std::lock_guard reading(following);
        TRY(begin(reader, force));
        std::size_t read = 0;
        while (changed < head.changed) {
            if (read >= Recognition::read_at_once) {
                return false;
            }
            read += put(TRY(read_page(reader, force, copy->at())));
        }
        if (model < head.model && copy->size() <= Recognition::read_at_once) {
            auto fresh = std::make_unique<RegisterCopy>(TRY(read_model(reader, force)));
            TRY(read_all(reader, force, *fresh));
            swap_in(std::move(fresh));
        }
        return true;
    }

    Result<void> begin(db::Reader& reader, const ForceId& force) {
        if (!copy) {
            swap_in(std::make_unique<RegisterCopy>(TRY(read_model(reader, force))));
            changed = -1;
        }
        return {};
    }

    static Result<void> read_all(db::Reader& reader, const ForceId& force, RegisterCopy& into) {
        for (bool last = false; !last;) {
            const Page page = TRY(read_page(reader, force, into.at()));
            into.put(page);
            last = page.last;
        }
        return {};
    }

    /// Another copy under the model in force, made beside the one that answers meanwhile.
    Result<void> rebuild(db::Database& database, const ForceId& force, const ReadSoFar& progress) {
        std::unique_ptr<RegisterCopy> fresh;
        for (bool last = false; !last;) {
            Head head;
            const auto read = database.read([&](db::Reader& reader) -> Result<void> {
                if (!fresh) {
                    fresh = std::make_unique<RegisterCopy>(TRY(read_model(reader, force)));
                }
                const Page page = TRY(read_page(reader, force, fresh->at()));
                fresh->put(page);
                last = page.last;
                head = TRY(head_of(reader, force));
                return {};
            });
            TRY(read);
            if (progress && !progress(fresh->size(), share_of(fresh->at(), head))) {
                return {};
            }
        }
        return database.read([&](db::Reader& reader) -> Result<void> {
            const std::lock_guard reading(following);
            TRY(read_all(reader, force, *fresh));
            swap_in(std::move(fresh));
            return {};
        });
    }

    void swap_in(std::unique_ptr<RegisterCopy> fresh) {
        const std::unique_lock writing(mutex);
        copy = std::move(fresh);
        changed = copy->at().changed;
        model = copy->model_number();
    }

    std::size_t put(const Page& page) {
        const std::unique_lock writing(mutex);
        copy->put(page);
        changed = copy->at().changed - (page.last ? 0 : 1);  // a full page may end between rows of one change
        return page.rows.size();
    }
};

Recognition::Recognition() = default;
Recognition::~Recognition() = default;

Recognition::Memory& Recognition::memory(const ForceId& force) {
    const std::lock_guard lock(mutex_);
    auto& memory = memories_[force];
    if (!memory) {
        memory = std::make_unique<Memory>();
    }
    return *memory;
}

Result<void> Recognition::catch_up(db::Database& database, const ForceId& force, const ReadSoFar& progress) {
    Memory& memory = this->memory(force);
    bool other_model = false;
    std::size_t done = 0;
    for (bool last = false; !last;) {
        // Each page by a reader of its own: no read lives long, however large the register is.
        double share = 0;
        const auto read = database.read([&](db::Reader& reader) -> Result<void> {
            const std::lock_guard reading(memory.following);
            TRY(memory.begin(reader, force));
            const Page page = TRY(read_page(reader, force, memory.copy->at()));
            done += memory.put(page);
            last = page.last;
            memory.far = !last && (memory.far || done >= Recognition::read_at_once);
            const Head head = TRY(head_of(reader, force));
            other_model = memory.model < head.model;
            share = share_of(memory.copy->at(), head);
            return {};
        });
        TRY(read);
        if (progress && !progress(size(force), share)) {
            return {};
        }
    }
    return other_model ? memory.rebuild(database, force, progress) : Result<void>();
}

Result<Recognitions> Recognition::look_up(db::Reader& reader, const Asker& asker, const identity::Written& typed) {
    Memory& memory = this->memory(asker.force);
    if (!TRY(memory.follow(reader, asker.force))) {
        return Recognitions{{}, {}, {}, true};
    }
    const double known = TRY(share_known(reader, asker.force));
    const std::shared_lock answering(memory.mutex);
    Recognitions found = memory.copy ? memory.copy->look_up(asker, typed, known) : Recognitions{};
    found.known = known;
    return found;
}

Result<Recognitions> Recognition::likely_same(db::Reader& reader, const Asker& asker, const SubjectId& person) {
    Memory& memory = this->memory(asker.force);
    if (!TRY(memory.follow(reader, asker.force))) {
        return Recognitions{{}, {}, {}, true};
    }
    const std::shared_lock answering(memory.mutex);
    return memory.copy ? memory.copy->likely_same(asker, person) : Recognitions{};
}

Result<std::optional<identity::Explanation>> Recognition::explain(db::Reader& reader, const Asker& asker,
                                                                  const SubjectId& one, const SubjectId& other) {
    Memory& memory = this->memory(asker.force);
    if (!TRY(memory.follow(reader, asker.force))) {
        return fail(ErrorCode::unavailable, "", "The register is still being read; ask again in a minute.");
    }
    const auto profiles_of = [&](const SubjectId& person) {
        constexpr std::int64_t most = 50;  // newest first; more are no further evidence
        return reader.many(sql::profiles_of, {asker.force, person, most},
                           [](const db::Row& row) { return row.bigint(0); });
    };
    const auto of_one = TRY(profiles_of(one));
    const auto of_other = TRY(profiles_of(other));
    const std::shared_lock answering(memory.mutex);
    return memory.copy ? memory.copy->explain(asker, of_one, of_other) : std::nullopt;
}

Recognition::Answering Recognition::answering(const ForceId& force) {
    Memory& memory = this->memory(force);
    const std::shared_lock answering(memory.mutex);
    return memory.copy ? Answering{memory.copy->model_version(), memory.copy->note()}
                       : Answering{identity::Model::standard()->version(), ""};
}

std::size_t Recognition::size(const ForceId& force) {
    Memory& memory = this->memory(force);
    const std::shared_lock answering(memory.mutex);
    return memory.copy ? memory.copy->size() : 0;
}

bool Recognition::behind(const ForceId& force) { return memory(force).far; }

Result<std::string> model_in_force(db::Reader& reader, const ForceId& force) {
    return TRY(read_model(reader, force)).model->version();
}

Result<std::optional<std::string>> source_of(db::Reader& reader, const ForceId& force, const SubjectId& person) {
    return reader.maybe(sql::source_of, {force, person}, [](const db::Row& row) { return row.string(0); });
}

Result<std::int64_t> profiles_on(db::Database& database, const ForceId& force) {
    std::int64_t changed = 0;  // each profile took one number, and each change since one more
    const auto read = database.read([&](db::Reader& reader) -> Result<void> {
        changed = TRY(head_of(reader, force)).changed;
        return {};
    });
    TRY(read);
    return changed;
}

Result<Trained> train(db::Database& database, const std::function<Act()>& act, const ReadSoFar& progress) {
    constexpr std::size_t fewest = 100;  // fewer persons tell nothing that the standard model does not know better
    const Act begun = act();
    TRY(begun.require(Permission::import_records));
    const auto started = std::chrono::steady_clock::now();
    RegisterCopy copy({0, identity::Model::standard()});
    for (bool last = false; !last;) {
        Head head;
        const auto read = database.read([&](db::Reader& reader) -> Result<void> {
            const Page page = TRY(read_page(reader, begun.force, copy.at()));
            copy.put(page);
            last = page.last;
            head = TRY(head_of(reader, begun.force));
            return {};
        });
        TRY(read);
        if (progress && !progress(copy.size(), share_of(copy.at(), head))) {
            return fail(ErrorCode::unavailable, "register",
                        "Stopped before the register was read; nothing was trained.");
        }
    }
    if (copy.size() < fewest) {
        return fail(ErrorCode::invalid, "register",
                    "There are too few persons to learn from; the standard model knows better until there are 100.");
    }
    const auto model = copy.train();
    const std::string text = model->to_text();
    Trained trained{model->version(), 0, static_cast<std::int64_t>(copy.size()),
                    std::chrono::duration<double>(std::chrono::steady_clock::now() - started).count()};
    const Act now = act();
    const auto kept = database.write(now.force, [&](db::Transaction& tx) -> Result<void> {
        trained.number = TRY(head_of(tx, tx.force())).model + 1;
        TRY(tx.execute(sql::insert_model,
                       {tx.force(), trained.number, trained.version, text, trained.records, now.now, now.actor.id}));
        TRY(now.record(tx, {.action = "identity_model.trained",
                            .kind = "identity_model",
                            .record = trained.version,
                            .happened_at = now.now,
                            .content = json::to_text(trained),
                            .owner = access::owner_for(now.actor).id}));
        return {};
    });
    TRY(kept);
    return trained;
}

}  // namespace bluelamp::people
