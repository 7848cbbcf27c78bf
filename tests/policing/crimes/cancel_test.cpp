// SPDX-License-Identifier: Apache-2.0
/// Cancellation: by the policy's decision maker, independent of the investigation; nothing is deleted.
#include "tests/policing/crimes/a_crime.hpp"

namespace bluelamp::crimes {
namespace {

using testing::ElementsAre;
using testing::HasSubstr;

class Cancel : public ACrime {
   protected:
    static CancelCrime because(const WholeCrime& crime, Ground ground = Ground::error) {
        return {crime.crime.id, ground, {"Body-worn video shows the gate was open."}, {}, now, {}};
    }
    static inline const Instant now = *parse_rfc3339("2026-11-20T09:00:00Z");
};
INSTANTIATE_TEST_SUITE_P(Engines, Cancel, db::both_engines(), db::engine_name);

TEST_P(Cancel, keeps_the_crime_its_ground_and_its_evidence_and_can_be_undone) {
    const WholeCrime crime = raise(directly());
    const WholeCrime gone = good(run(cancel_crime, dee, because(crime, Ground::additional_information)));
    EXPECT_EQ(gone.crime.status, Status::cancelled);
    EXPECT_EQ(gone.crime.offence->code, "58D") << "nothing is deleted";
    ASSERT_EQ(gone.cancellations.size(), 1U);
    EXPECT_EQ(gone.cancellations[0].ground, Ground::additional_information);
    EXPECT_EQ(gone.cancellations[0].evidence, "Body-worn video shows the gate was open.");
    EXPECT_EQ(gone.cancellations[0].cancelled_by.name, "Display dee");
    EXPECT_EQ(gone.cancellations[0].victim_informed_at, clock.now());
    EXPECT_EQ(refused(run(cancel_crime, dee, because(crime))), "conflict status");
    EXPECT_EQ(refused(try_classify(crime, "58A", "a house")), "conflict status") << "it is reinstated first";
    clock.advance(std::chrono::hours(1));
    const WholeCrime back = good(run(reinstate_crime, rex, ReinstateCrime{crime.crime.id, {"The gate was forced."}}));
    EXPECT_EQ(back.crime.status, Status::recorded);
    EXPECT_EQ(back.cancellations[0].reinstated_by->name, "Display rex");
    EXPECT_EQ(back.cancellations[0].reinstated_because, "The gate was forced.");
    EXPECT_EQ(refused(run(reinstate_crime, rex, ReinstateCrime{crime.crime.id, {"again"}})), "conflict status");
    good(run(cancel_crime, dee, because(crime)));
    EXPECT_THAT(
        log_of(crime.crime.id),
        ElementsAre(HasSubstr("crime.recorded"), HasSubstr("crime.cancelled Cancelled (additional_information)"),
                    "crime.reinstated Reinstated: The gate was forced.", HasSubstr("crime.cancelled")));
    EXPECT_EQ(shown(crime.crime.id).cancellations.size(), 2U);
}

TEST_P(Cancel, is_for_the_policys_role_and_of_rape_for_the_registrar_alone) {
    const WholeCrime damage = raise(directly());
    const WholeCrime rape = raise(directly("19C"));
    EXPECT_EQ(refused(run(cancel_crime, kim, because(damage))), "forbidden cancel_crimes");
    EXPECT_EQ(refused(run(cancel_crime, sue, because(damage))), "forbidden cancel_crimes");
    EXPECT_EQ(refused(run(cancel_crime, dee, because(rape))), "forbidden role");
    const WholeCrime other = good(try_classify(rape, "20A", "First account"));
    EXPECT_EQ(refused(run(cancel_crime, dee, because(other))), "forbidden role")
        << "reclassifying first is no way around the registrar";
    EXPECT_EQ(refused(run(cancel_crime, rex, because(rape))), "accepted");
    EXPECT_EQ(refused(run(reinstate_crime, dee, ReinstateCrime{rape.crime.id, {"x"}})), "forbidden role");
    EXPECT_EQ(refused(run(cancel_crime, rex, because(damage))), "accepted") << "the registrar is the final arbiter";
}

TEST_P(Cancel, is_never_for_somebody_of_the_investigation) {
    const WholeCrime by_dee = good(run(raise_crime, dee, directly()));
    EXPECT_EQ(refused(run(cancel_crime, dee, because(by_dee))), "forbidden id") << "raised it";
    EXPECT_EQ(refused(run(cancel_crime, rex, because(by_dee))), "forbidden id") << "is of the team that owns it";
    const WholeCrime crime = raise(directly());
    Evidence evidence;
    evidence.rationale = json::Text<2'000>{"nothing left to follow"};
    good(run(propose_outcome, dee, ProposeOutcome{crime.crime.id, {"18"}, evidence}));
    EXPECT_EQ(refused(run(cancel_crime, dee, because(crime))), "forbidden id") << "proposed its outcome";
    EXPECT_EQ(refused(run(cancel_crime, rex, because(crime))), "accepted");
}

TEST_P(Cancel, is_for_somebody_in_the_demonstration_when_another_team_owns_the_crime) {
    const auto wanted =
        access::demonstration_accounts([](std::string_view name) { return password_of(std::string(name)); });
    ASSERT_TRUE(access::create_demonstration_accounts(database(), act(console), wanted, access::cheap));
    const auto who = [&](const std::string& name) { return actor(signed_in(name).session.account); };
    for (const std::string decides : {"decision_maker", "registrar"}) {
        const WholeCrime crime = good(run(raise_crime, who("crime_recorder"), directly()));
        EXPECT_EQ(refused(run(cancel_crime, who(decides), because(crime))), "accepted");
    }
}

TEST_P(Cancel, is_for_nobody_whose_team_has_given_the_crime_away) {
    const WholeCrime crime = good(run(raise_crime, kim, directly()));
    const auto give = [&](const access::Actor& from, const TeamId& to, std::int64_t version) {
        return good(
            run(give_crime, from, GiveCrime{crime.crime.id, {access::OwnerId::team(to).text}, {"theirs"}}, version));
    };
    const WholeCrime theirs = give(kim, dee.teams.front(), crime.version);
    const WholeCrime back = give(dee, kim.teams.front(), theirs.version);
    EXPECT_EQ(refused(run(cancel_crime, dee, because(back))), "forbidden id");
}

TEST_P(Cancel, a_duplicate_names_the_crime_that_stays) {
    const WholeCrime crime = raise(directly());
    const WholeCrime stays = raise(directly());
    CancelCrime wanted = because(crime, Ground::duplicate);
    EXPECT_EQ(refused(run(cancel_crime, dee, wanted)), "invalid other_crime");
    wanted.other_crime = crime.crime.id;
    EXPECT_EQ(refused(run(cancel_crime, dee, wanted)), "invalid other_crime") << "itself";
    wanted.other_crime = CrimeId("01900000-0000-7000-8000-000000000000");
    EXPECT_EQ(refused(run(cancel_crime, dee, wanted)), "invalid other_crime");
    wanted.other_crime = stays.crime.id;
    wanted.ground = Ground::error;
    EXPECT_EQ(refused(run(cancel_crime, dee, wanted)), "invalid other_crime") << "only of a duplicate";
    wanted.ground = Ground::duplicate;
    EXPECT_EQ(good(run(cancel_crime, dee, wanted)).cancellations[0].other_crime, stays.crime.id);
    CancelCrime circle = because(stays, Ground::duplicate);
    circle.other_crime = crime.crime.id;
    EXPECT_EQ(refused(run(cancel_crime, dee, circle)), "invalid other_crime") << "that one does not stay";
}

TEST_P(Cancel, the_victim_is_told_or_it_says_why_not) {
    const WholeCrime crime = raise(directly());
    CancelCrime wanted = because(crime);
    wanted.victim_informed_at = {};
    EXPECT_EQ(refused(run(cancel_crime, dee, wanted)), "invalid victim_informed_at");
    wanted.not_informed_because = json::Text<500>{"Never traced."};
    EXPECT_EQ(good(run(cancel_crime, dee, wanted)).cancellations[0].not_informed_because, "Never traced.");
}

TEST_P(Cancel, where_the_state_is_the_victim_there_is_nobody_to_tell) {
    RaiseCrime drugs = directly("92E");
    drugs.people = {};
    CancelCrime wanted = because(raise(drugs));
    wanted.victim_informed_at = {};
    EXPECT_EQ(refused(run(cancel_crime, dee, wanted)), "accepted");
}

TEST_P(Cancel, a_draft_that_is_reinstated_is_a_draft_with_its_limit_again) {
    RaiseCrime wanted = directly();
    wanted.offence = {};
    const WholeCrime draft = raise(wanted);
    good(run(cancel_crime, dee, because(draft)));
    const WholeCrime back = good(run(reinstate_crime, dee, ReinstateCrime{draft.crime.id, {"It was one."}}));
    EXPECT_EQ(back.crime.status, Status::draft);
    EXPECT_THAT(promises(draft.crime.id.text()), testing::Contains("record_crime running"));
}

}  // namespace
}  // namespace bluelamp::crimes
