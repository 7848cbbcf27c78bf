// SPDX-License-Identifier: Apache-2.0
/// Versions of a policy: two people, an instant that has not passed, and what is in force when.
#include <gmock/gmock.h>

#include "core/sha256.hpp"
#include "policy/versions.hpp"
#include "tests/access/a_force.hpp"
#include "tests/policy/small_policy.hpp"
#include "tests/support/raw_statement.hpp"

namespace bluelamp::policy {
namespace {

using access::why;
using testing::HasSubstr;

/// The small policy as another version.
std::string text_of(const std::string& version) {
    return replaced(small_policy(), "version = \"small.1\"", "version = \"" + version + "\"");
}

class Versions : public access::AForce {
   protected:
    void SetUp() override {
        AForce::SetUp();
        if (!IsSkipped()) {
            ann = actor(a_person("ann", {"supervisor"}).id);
            bob = actor(a_person("bob", {"registrar"}).id);
            cal = actor(a_person("cal", {"call_handler"}).id);
        }
    }

    Result<PolicyVersion> propose(const access::Actor& by, const std::string& text) {
        return write([&](db::Transaction& tx) { return propose_policy(tx, act(by), {text, {"it is time"}}); });
    }
    Result<PolicyVersion> activate(const access::Actor& by, const std::string& name, std::optional<Instant> from = {}) {
        return write([&](db::Transaction& tx) {
            return activate_policy(tx, act(by), {name, from, {"as agreed on Monday"}});
        });
    }
    Result<PolicyVersion> withdraw(const access::Actor& by, const std::string& name) {
        return write([&](db::Transaction& tx) { return withdraw_policy(tx, act(by), {name, {"a mistake"}}); });
    }
    /// The first version, as every installation has it.
    void ship() {
        const auto stored = ensure_policy(database(), act(console), small_policy());
        ASSERT_TRUE(stored && *stored) << why(stored);
        refresh();
    }
    void refresh() {
        const auto done = shelf.refresh(database(), force);
        ASSERT_TRUE(done) << why(done);
    }

    access::Actor ann, bob, cal;
    Shelf shelf;
};
INSTANTIATE_TEST_SUITE_P(Engines, Versions, db::both_engines(), db::engine_name);

TEST_P(Versions, the_shipped_file_is_the_first_one_and_stored_once) {
    ship();
    EXPECT_EQ(shelf.in_force(clock.now())->version, "small.1");
    EXPECT_EQ(shelf.in_force({0})->version, "small.1") << "what happened before is judged by the first";
    EXPECT_EQ(shelf.version("no such", clock.now())->version, "small.1");
    const auto again = ensure_policy(database(), act(console), text_of("small.2"));
    ASSERT_TRUE(again) << why(again);
    EXPECT_FALSE(*again);
    const auto shown = read([&](db::Reader& reader) { return read_version(reader, act(cal), "small.1"); });
    ASSERT_TRUE(shown) << why(shown);
    EXPECT_EQ(shown->reason, "Shipped with Bluelamp.");
    EXPECT_EQ(shown->state, VersionState::active);
    EXPECT_EQ(shown->effective_from, clock.now());
    EXPECT_EQ(journal_rows().back().action, "policy.shipped");
    EXPECT_EQ(shipped_file(ForceId("city-of-london")), "city-of-london-2014.toml");
    EXPECT_EQ(shipped_file(ForceId("metropolitan")), "met-2014.toml");
    EXPECT_EQ(shipped_file(ForceId("hertfordshire")), "hertfordshire-2014.toml");
    EXPECT_EQ(shipped_file(ForceId("essex")), "example.toml");
}

TEST_P(Versions, are_proposed_by_one_person_and_activated_by_another) {
    ship();
    const auto proposed = propose(ann, text_of("small.2"));
    ASSERT_TRUE(proposed) << why(proposed);
    EXPECT_EQ(proposed->state, VersionState::proposed);
    EXPECT_EQ(proposed->proposed_by_name, "Display ann");
    EXPECT_EQ(proposed->reason, "it is time");
    refresh();
    EXPECT_EQ(shelf.in_force(clock.now())->version, "small.1") << "one person changes nothing";
    const auto alone = activate(ann, "small.2");
    ASSERT_FALSE(alone);
    EXPECT_EQ(alone.error().code, ErrorCode::forbidden);
    EXPECT_THAT(alone.error().message, HasSubstr("ask a second person"));
    clock.advance(std::chrono::minutes(5));
    const auto activated = activate(bob, "small.2");
    ASSERT_TRUE(activated) << why(activated);
    EXPECT_EQ(activated->activated_by_name, "Display bob");
    EXPECT_EQ(activated->effective_from, clock.now());
    EXPECT_EQ(activated->version, proposed->version + 1);
    refresh();
    EXPECT_EQ(shelf.in_force(clock.now())->version, "small.2");
    EXPECT_EQ(shelf.in_force(clock.now() - std::chrono::minutes(1))->version, "small.1");
    EXPECT_EQ(shelf.version("small.1", clock.now())->version, "small.1") << "older decisions keep theirs";
    EXPECT_EQ(activate(bob, "small.2").error().code, ErrorCode::conflict) << "once is enough";
}

TEST_P(Versions, each_step_is_one_act_that_names_the_text_by_its_hash) {
    ship();
    const std::size_t before = journal_rows().size();
    ASSERT_TRUE(propose(ann, text_of("small.2")));
    ASSERT_TRUE(activate(bob, "small.2", clock.now() + std::chrono::hours(1)));
    ASSERT_TRUE(withdraw(ann, "small.2"));
    const auto rows = journal_rows();
    ASSERT_EQ(rows.size(), before + 3);
    const std::vector<std::string> actions{"policy.proposed", "policy.activated", "policy.withdrawn"};
    for (std::size_t i = 0; i < 3; ++i) {
        const journal::Row& row = rows[before + i];
        EXPECT_EQ(row.action, actions[i]);
        EXPECT_EQ(row.kind, "policy");
        EXPECT_EQ(row.record, "small.2");
        EXPECT_EQ(row.seq, static_cast<std::int64_t>(i + 1));
        EXPECT_EQ(row.actor, i == 1 ? bob.id.text() : ann.id.text());
        EXPECT_FALSE(row.reason.empty());
        EXPECT_THAT(*row.content, HasSubstr(sha256_hex(text_of("small.2"))));
    }
}

TEST_P(Versions, come_into_force_at_their_instant_and_never_in_the_past) {
    ship();
    ASSERT_TRUE(propose(ann, text_of("small.2")));
    const Instant midnight = clock.now() + std::chrono::hours(15);
    const auto past = activate(bob, "small.2", clock.now() - std::chrono::milliseconds(1));
    ASSERT_FALSE(past);
    EXPECT_EQ(past.error().field, "effective_from");
    ASSERT_TRUE(activate(bob, "small.2", midnight));
    refresh();
    EXPECT_EQ(shelf.in_force(midnight - std::chrono::milliseconds(1))->version, "small.1");
    EXPECT_EQ(shelf.in_force(midnight)->version, "small.2");
    open_again();
    Shelf restarted;
    ASSERT_TRUE(restarted.refresh(database(), force));
    EXPECT_EQ(restarted.in_force(midnight)->version, "small.2") << "kept over a restart";
}

TEST_P(Versions, are_withdrawn_only_before_they_were_in_force) {
    ship();
    ASSERT_TRUE(propose(ann, text_of("small.2")));
    ASSERT_TRUE(activate(bob, "small.2", clock.now() + std::chrono::hours(1)));
    const auto withdrawn = withdraw(bob, "small.2");
    ASSERT_TRUE(withdrawn) << why(withdrawn);
    EXPECT_EQ(withdrawn->state, VersionState::withdrawn);
    EXPECT_EQ(withdrawn->withdrawn_at, clock.now());
    refresh();
    EXPECT_EQ(shelf.in_force(clock.now() + std::chrono::hours(2))->version, "small.1");
    EXPECT_EQ(withdraw(bob, "small.2").error().code, ErrorCode::conflict);
    EXPECT_EQ(withdraw(bob, "small.1").error().code, ErrorCode::conflict) << "decisions stand on it";
    EXPECT_EQ(activate(bob, "small.2").error().code, ErrorCode::conflict);
}

TEST_P(Versions, are_refused_with_what_to_do) {
    ship();
    struct Case {
        std::string what, text;
        ErrorCode code;
        std::string says;
    };
    const std::vector<Case> table{
        {"a problem", replaced(text_of("small.2"), "limit = \"15 min\"", "limit = \"soon\""), ErrorCode::invalid,
         "text:11: level[1].limit"},
        {"several problems", "version = \"small.2\"\n", ErrorCode::invalid, "more: check the text"},
        {"another force", replaced(text_of("small.2"), "\"hertfordshire\"", "\"kent\""), ErrorCode::invalid,
         "write force = \"hertfordshire\""},
        {"a name that is taken", text_of("small.1"), ErrorCode::conflict, "is there already"},
    };
    for (const Case& each : table) {
        const auto refused = propose(ann, each.text);
        ASSERT_FALSE(refused) << each.what;
        EXPECT_EQ(refused.error().code, each.code) << each.what;
        EXPECT_EQ(refused.error().field, "text");
        EXPECT_THAT(refused.error().message, HasSubstr(each.says));
    }
    EXPECT_EQ(activate(bob, "small.9").error().code, ErrorCode::not_found);
    EXPECT_EQ(propose(cal, text_of("small.2")).error().code, ErrorCode::forbidden);
    ASSERT_TRUE(propose(ann, text_of("small.2")));
    EXPECT_EQ(activate(cal, "small.2").error().code, ErrorCode::forbidden);
    EXPECT_EQ(withdraw(cal, "small.2").error().code, ErrorCode::forbidden);
}

TEST_P(Versions, are_listed_newest_first_and_read_whole) {
    ship();
    clock.advance(std::chrono::minutes(1));
    ASSERT_TRUE(propose(ann, text_of("small.2")));
    const auto listed = read([&](db::Reader& reader) { return list_versions(reader, act(cal)); });
    ASSERT_TRUE(listed) << why(listed);
    ASSERT_EQ(listed->size(), 2);
    EXPECT_EQ(listed->front().name, "small.2");
    const auto whole = read([&](db::Reader& reader) { return read_policy(reader, act(cal), "small.2"); });
    ASSERT_TRUE(whole) << why(whole);
    EXPECT_EQ(whole->levels.size(), 3);
    access::Actor nobody = cal;
    nobody.permissions.reset();
    const auto refused = read([&](db::Reader& reader) -> Result<std::string> {
        const auto list = list_versions(reader, act(nobody));
        return list ? "read" : std::string(name(list.error().code));
    });
    EXPECT_EQ(*refused, "forbidden");
}

TEST_P(Versions, a_stored_text_that_cannot_be_read_is_named_and_the_rest_stays_in_force) {
    ship();
    ASSERT_TRUE(propose(ann, text_of("small.2")));
    ASSERT_TRUE(activate(bob, "small.2"));
    db::alter(database(), force, "UPDATE policies SET text = 'colour = 1' WHERE name = 'small.2'");
    const auto refused = shelf.refresh(database(), force);
    ASSERT_FALSE(refused);
    EXPECT_THAT(refused.error().message, HasSubstr("\"small.2\""));
    EXPECT_EQ(shelf.in_force(clock.now())->version, "small.1");
}

TEST_P(Versions, nothing_is_in_force_before_the_first_is_stored) {
    refresh();
    EXPECT_THROW(static_cast<void>(shelf.in_force(clock.now())), InvariantBroken);
}

}  // namespace
}  // namespace bluelamp::policy
