// SPDX-License-Identifier: Apache-2.0
#include "db/database.hpp"

#include <future>

#include "core/together.hpp"
#include "db/postgres/open.hpp"
#include "db/reader_pool.hpp"
#include "db/sqlite/open.hpp"
#include "db/write_lane.hpp"

namespace bluelamp::db {
namespace {

class LanedDatabase final : public Database {
   public:
    LanedDatabase(Engine engine, const Settings& settings)
        : name_(engine.name),
          damage_(std::move(engine.damage)),
          readers_(std::move(engine.readers)),
          lane_(std::move(engine.writer), settings) {}

    void submit(Command command) override { lane_.submit(std::move(command)); }

    Result<void> write(const ForceId& force, std::function<Result<void>(Transaction&)> run) override {
        invariant(!lane_.is_this_thread(), "the lane waits for itself: a command or its answer called write");
        std::promise<Result<void>> promise;
        auto answer = promise.get_future();
        lane_.submit({force, std::move(run), [&](Result<void> result) { promise.set_value(std::move(result)); }});
        Together::pay();
        return answer.get();
    }

    Result<void> read(const std::function<Result<void>(Reader&)>& run) override {
        return readers_.read(View::newest, run);
    }

    Result<void> read_snapshot(const std::function<Result<void>(Reader&)>& run) override {
        return readers_.read(View::one_state, run);
    }

    Result<std::string> damage() override { return damage_(); }

    [[nodiscard]] std::string_view engine() const override { return name_; }

    [[nodiscard]] Health health() const override { return lane_.health(); }

   private:
    std::string_view name_;
    std::function<Result<std::string>()> damage_;
    ReaderPool readers_;
    WriteLane lane_;
};

}  // namespace

Result<std::unique_ptr<Database>> Database::open(const Target& target, const Settings& settings) {
    auto engine = TRY(target.postgres_url.empty() ? sqlite::open(target.data_dir, settings)
                                                  : postgres::open(target.postgres_url, settings));
    return std::make_unique<LanedDatabase>(std::move(engine), settings);
}

}  // namespace bluelamp::db
