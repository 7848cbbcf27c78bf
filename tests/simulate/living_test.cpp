// SPDX-License-Identifier: Apache-2.0
/// A force that lives beside people of flesh and blood, in a server.
#include "commands/living.hpp"
#include "policing/contacts/contacts.hpp"
#include "tests/simulate/a_force_that_lives.hpp"
#include "tests/support/raw_statement.hpp"

namespace bluelamp::simulate {
namespace {

class BesidePeople : public AForceThatLives {
   protected:
    [[nodiscard]] std::int64_t count(const std::string& what) const {
        return db::numbers(*opened->database, "SELECT count(*) FROM " + what).front();
    }
};
INSTANTIATE_TEST_SUITE_P(Engines, BesidePeople, db::both_engines(), db::engine_name);

TEST_P(BesidePeople, goes_on_with_the_clock_until_it_is_stopped) {
    ASSERT_EQ(words_of(begin(a_seed(), 0.2)), "");
    FakeClock clock(noon);
    access::Sessions sessions(opened->force);
    const api::Services services{
        *opened->database, clock,    opened->ids,
        opened->force,     sessions, [this](Instant now) {
                                     return opened->shelf.in_force(now)->version; }};
    std::atomic<int> woken{0};
    *services.committed = [&woken] { ++woken; };
    {
        const commands::Living lives(std::move(living), services);
        clock.advance(2h);
        for (int i = 0; i < 300 && count("contacts WHERE state = 'ended'") < 5; ++i) {
            std::this_thread::sleep_for(100ms);
        }
    }
    EXPECT_GE(count("contacts WHERE state = 'ended'"), 5);
    EXPECT_GT(woken, 0);
    const std::int64_t stopped = count("journal");
    clock.advance(2h);
    std::this_thread::sleep_for(1500ms);
    EXPECT_EQ(count("journal"), stopped);
}

TEST_P(BesidePeople, gives_way_to_who_is_quicker) {
    ASSERT_EQ(words_of(begin(a_seed(), 0.3)), "");
    ASSERT_EQ(words_of(live(3h + 7min)), "");
    // Somebody of flesh and blood ends every call that is being spoken.
    std::vector<contacts::Contact> live_calls;
    Act act = opened->act();
    act.now = living->lived_until();
    const auto read = opened->database->read([&](db::Reader& reader) -> Result<void> {
        live_calls = TRY(contacts::list_contacts(reader, act, {})).items;
        return {};
    });
    ASSERT_TRUE(read);
    for (const contacts::Contact& call : live_calls) {
        const auto ended = opened->database->write(opened->force, [&](db::Transaction& tx) -> Result<void> {
            Act one = act;
            one.if_match = call.version;
            contacts::End wanted;
            wanted.id = call.id;
            wanted.because = json::Text<500>{"Taken over by somebody else"};
            TRY(contacts::end(tx, one, *opened->shelf.in_force(act.now), wanted));
            return {};
        });
        ASSERT_TRUE(ended) << ended.error().message;
    }
    const auto lived = living->live_until(living->lived_until() + 2h, Life::in_server);
    ASSERT_TRUE(lived) << lived.error().message;
    EXPECT_EQ(count("contacts WHERE state = 'live' AND received_at < " + std::to_string(act.now.ms)), 0);
    const auto acts = db::numbers(*opened->database,
                                  "SELECT count(*) FROM contacts WHERE received_at > " + std::to_string(act.now.ms));
    EXPECT_GT(acts.front(), 5);  // the others go on
}

TEST_P(BesidePeople, stops_at_the_end_of_an_hour_when_told) {
    ASSERT_EQ(words_of(begin(a_seed(), 0.02)), "");
    int asked = 0;
    const auto stopped =
        living->live_until(noon + 48h, Life::catching_up, [&asked](Instant, std::int64_t) { return ++asked < 5; });
    ASSERT_TRUE(stopped) << stopped.error().message;
    EXPECT_TRUE(*stopped);
    EXPECT_LE(living->lived_until(), noon + 5h);
}

/// A database that is away for a while.
class Away final : public db::Database {
   public:
    explicit Away(db::Database& real) : real_(real) {}
    void submit(db::Command command) override {
        if (away) {
            return command.done(fail(ErrorCode::unavailable, "", "The database is away."));
        }
        real_.submit(std::move(command));
    }
    Result<void> write(const ForceId& force, std::function<Result<void>(db::Transaction&)> run) override {
        return real_.write(force, std::move(run));
    }
    Result<void> read(const std::function<Result<void>(db::Reader&)>& run) override { return real_.read(run); }
    Result<void> read_snapshot(const std::function<Result<void>(db::Reader&)>& run) override {
        return real_.read_snapshot(run);
    }
    Result<std::string> damage() override { return real_.damage(); }
    [[nodiscard]] std::string_view engine() const override { return real_.engine(); }
    [[nodiscard]] Health health() const override { return real_.health(); }
    bool away = false;

   private:
    db::Database& real_;
};

TEST_P(BesidePeople, loses_nothing_while_the_database_is_away) {
    Away database(*opened->database);
    auto recognition = commands::register_in_memory(*opened->database, opened->force);
    World real = commands::world_of(*opened, offences, *recognition);
    const World there{database,         real.force,        real.book,  real.find_areas, real.offences,
                      real.recognition, real.command_line, real.desks, real.reference};
    auto force = Force::open(there, {a_seed(), 0.1, noon}, nullptr);
    ASSERT_TRUE(force) << force.error().message;
    ASSERT_TRUE((*force)->live_until(noon + 1h, Life::in_server));
    const std::int64_t before = count("contacts");
    database.away = true;
    EXPECT_FALSE((*force)->live_until(noon + 2h, Life::in_server));
    EXPECT_FALSE((*force)->live_until(noon + 2h, Life::in_server));
    EXPECT_EQ(count("contacts"), before);
    database.away = false;
    const auto back = (*force)->live_until(noon + 4h, Life::in_server);
    ASSERT_TRUE(back) << back.error().message;
    const auto report = (*force)->report();
    EXPECT_GT(count("contacts"), before + 3);
    EXPECT_EQ(count("contacts WHERE state = 'live' AND received_at < " + std::to_string((noon + 3h).ms)), 0);
}

}  // namespace
}  // namespace bluelamp::simulate
