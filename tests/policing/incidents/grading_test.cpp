// SPDX-License-Identifier: Apache-2.0
/// Answers, assessment, proposal and grade: what raises at once, and what it takes to lower.
#include "tests/policing/incidents/an_incident.hpp"

namespace bluelamp::incidents {
namespace {

using access::why;
using testing::Contains;
using testing::ElementsAre;
using testing::HasSubstr;

class Grading : public AnIncident {
   protected:
    Result<GradeChange> try_grade(const access::Actor& by, const IncidentId& id, const std::string& level,
                                  const std::string& reason = "The window is already boarded up") {
        return run(by, grade_incident, SetGrade{id, {level}, {reason}});
    }
    Result<GradeChange> approve(const access::Actor& by, const IncidentId& id, const GradeChangeId& change) {
        return run(by, approve_downgrade, DecideDowngrade{id, change, {"Agreed"}});
    }
    std::string level_of(const IncidentId& id) { return try_read(sue, id)->level->code; }
    policy::Proposal proposal(const IncidentId& id) {
        const auto found =
            read([&](db::Reader& reader) { return read_proposal(reader, act(jo), *policy, OneIncident{id}); });
        EXPECT_TRUE(found) << why(found);
        return found.value_or(policy::Proposal{});
    }
};
INSTANTIATE_TEST_SUITE_P(Engines, Grading, db::both_engines(), db::engine_name);

TEST_P(Grading, an_answer_that_raises_does_so_at_once_and_says_why) {
    const Incident incident = open_type("burglary_other");
    EXPECT_EQ(incident.level->code, "telephone");
    const AnswerKept harmless = answer(incident.id, "injured", "no");
    EXPECT_FALSE(harmless.raised_because);
    EXPECT_EQ(harmless.incident.version, 1) << "adding makes nothing stale";
    clock.advance(std::chrono::minutes(3));
    const AnswerKept weapon = answer(incident.id, "weapon", "YES");
    EXPECT_EQ(weapon.raised_because, "A weapon is there");
    EXPECT_EQ(weapon.answer.answer, "yes");
    const Incident now = *try_read(jo, incident.id);
    EXPECT_EQ(json::to_text(now), json::to_text(weapon.incident));
    EXPECT_EQ(now.level->code, "immediate");
    EXPECT_THAT(now.because, ElementsAre("A weapon is there"));
    EXPECT_TRUE(now.vulnerable);
    EXPECT_EQ(now.version, 2);
    EXPECT_EQ(rfc3339(*now.due_at), "2026-11-20T09:15:00.000Z");
    EXPECT_THAT(promises_of(incident.id), Contains("attend running 09:00 20T09:15"));
    EXPECT_THAT(log_of(incident.id),
                Contains("Is a weapon seen or spoken of? yes. Graded Grade 1 Immediate: A weapon is there"));
    const auto changes = items(list_grade_changes, incident.id);
    ASSERT_EQ(changes.size(), 1U);
    EXPECT_EQ(changes[0].from.code, "telephone");
    EXPECT_EQ(changes[0].to.code, "immediate");
    EXPECT_EQ(changes[0].state, ChangeState::applied);
}

TEST_P(Grading, no_answer_ever_lowers) {
    const Incident incident = open_type("violence_in_progress");
    for (const char* question : {"weapon", "injured", "happening_now"}) {
        answer(incident.id, question, "no");
    }
    EXPECT_EQ(level_of(incident.id), "immediate");
    EXPECT_TRUE(items(list_grade_changes, incident.id).empty());
}

TEST_P(Grading, not_known_is_an_answer_with_its_reason_and_may_raise) {
    Report report = a_report();
    report.type = json::Text<60>{"domestic_abuse"};
    const Incident incident = open(report);
    const auto kept =
        done(answer_question, NewAnswer{incident.id, {"abuser_there"}, {}, json::Text<300, 3>{"line dead"}});
    EXPECT_EQ(kept.answer.not_known, "line dead");
    EXPECT_FALSE(kept.raised_because) << "priority already";
    answer(incident.id, "abuser_there", "yes");
    const auto answers = items(list_answers, incident.id);
    ASSERT_EQ(answers.size(), 1U) << "the newest stands";
    EXPECT_EQ(answers[0].answer, "yes");
    EXPECT_THAT(log_of(incident.id), Contains(HasSubstr("Not known: line dead"))) << "the older stays in the log";
}

TEST_P(Grading, refuses_answers_that_are_none) {
    const Incident incident = open();
    const std::vector<std::pair<NewAnswer, std::string>> table{
        {{incident.id, {"no_such_question"}, json::Text<2'000>{"yes"}, {}}, "question"},
        {{incident.id, {"weapon"}, json::Text<2'000>{"perhaps"}, {}}, "answer"},
        {{incident.id, {"weapon"}, {}, {}}, "answer"},
        {{incident.id, {"weapon"}, json::Text<2'000>{"yes"}, json::Text<300, 3>{"both"}}, "answer"},
    };
    for (const auto& [wanted, field] : table) {
        const auto refused = run(jo, answer_question, wanted);
        ASSERT_FALSE(refused) << field;
        EXPECT_EQ(refused.error().field, field);
        EXPECT_EQ(refused.error().code, ErrorCode::invalid);
    }
}

TEST_P(Grading, an_assessment_proposes_with_its_reasons_and_changes_no_grade) {
    const Incident incident = open();
    EXPECT_EQ(proposal(incident.id).level, "priority");
    assessed(incident.id, 3);
    const policy::Proposal proposed = proposal(incident.id);
    EXPECT_EQ(proposed.level, "immediate");
    EXPECT_THAT(proposed.reasons.front(), HasSubstr("The assessment"));
    EXPECT_TRUE(proposed.attend);
    EXPECT_EQ(level_of(incident.id), "priority") << "the system proposes, a person decides";
    EXPECT_TRUE(try_read(jo, incident.id)->vulnerable);
    EXPECT_THAT(log_of(incident.id).back(), HasSubstr("Assessed: threat 3, harm 3, risk 3"));
    NewAssessment wrong;
    wrong.id = incident.id;
    EXPECT_EQ(run(jo, assess, wrong).error().field, "threat");
    wrong.harm = Facet{4, {}};
    EXPECT_EQ(run(jo, assess, wrong).error().field, "harm.level");
}

TEST_P(Grading, what_is_known_of_the_people_involved_is_in_the_proposal_and_raises_it) {
    const Incident incident = open_type("civil_dispute");
    const auto told = write([&](db::Transaction& tx) -> Result<people::Marker> {
        people::NewMention named;
        named.record = subject_of(incident).about;
        named.role = people::Role::caller;
        named.said.phone = json::Text<60>{"07700 900123"};
        const auto mention = TRY(people::mention(tx, act(sue), named, incident.owner.id, incident.visibility));
        people::NewMarker marker;
        marker.kind = people::SubjectKind::phone;
        marker.subject = *mention.phone;
        marker.marker = "domestic_abuse_high_risk";
        marker.text = {"Rings when he is in the room"};
        marker.source = {"Officer"};
        return people::set_marker(tx, act(sue), *policy, marker);
    });
    ASSERT_TRUE(told) << why(told);
    const policy::Proposal proposed = proposal(incident.id);
    EXPECT_EQ(proposed.level, "priority");
    EXPECT_TRUE(proposed.vulnerable);
    EXPECT_EQ(level_of(incident.id), "telephone") << "a marker raises the proposal, a person the grade";
}

TEST_P(Grading, a_higher_or_equal_grade_stands_at_once) {
    const Incident incident = open();
    const auto higher = try_grade(jo, incident.id, "immediate", "He has come back");
    ASSERT_TRUE(higher) << why(higher);
    EXPECT_EQ(higher->state, ChangeState::applied);
    EXPECT_EQ(level_of(incident.id), "immediate");
    const Instant graded_at = *try_read(jo, incident.id)->intervals.graded_at;
    clock.advance(std::chrono::minutes(5));
    ASSERT_TRUE(try_grade(jo, incident.id, "immediate", "Still so"));
    EXPECT_EQ(try_read(jo, incident.id)->intervals.graded_at, graded_at) << "confirming restarts no clock";
    EXPECT_THAT(log_of(incident.id), Contains("Graded Grade 1 Immediate by Display jo: He has come back"));
}

// The complaint: "A downgrade of a grade needs a reason, a fresh risk assessment and a second person; downgrades are
// counted."
TEST_P(Grading, complaint_16_a_lower_grade_needs_an_assessment_since_a_reason_and_a_second_person) {
    const Incident incident = open();
    clock.advance(std::chrono::minutes(1));
    const auto unassessed = try_grade(jo, incident.id, "telephone");
    ASSERT_FALSE(unassessed);
    EXPECT_THAT(unassessed.error().message, HasSubstr("assessment"));
    assessed(incident.id, 0);
    const auto proposed = try_grade(jo, incident.id, "telephone");
    ASSERT_TRUE(proposed) << why(proposed);
    EXPECT_EQ(proposed->state, ChangeState::proposed);
    EXPECT_EQ(level_of(incident.id), "priority") << "until somebody else agrees";
    EXPECT_EQ(journal_rows().back().owner, "role:supervisor") << "who is told";
    EXPECT_FALSE(try_grade(jo, incident.id, "scheduled")) << "one waits at a time";

    access::Actor two_hats = jo;
    two_hats.permissions |= sue.permissions;
    const auto own = approve(two_hats, incident.id, proposed->id);
    ASSERT_FALSE(own);
    EXPECT_EQ(own.error().code, ErrorCode::forbidden);
    EXPECT_FALSE(approve(ann, incident.id, proposed->id)) << "without the permission";

    clock.advance(std::chrono::minutes(1));
    const auto approved = approve(sue, incident.id, proposed->id);
    ASSERT_TRUE(approved) << why(approved);
    EXPECT_EQ(approved->decided_by->name, "Display sue");
    const Incident now = *try_read(jo, incident.id);
    EXPECT_EQ(now.level->code, "telephone");
    EXPECT_EQ(now.lowered, 1) << "downgrades are counted";
    EXPECT_EQ(now.grade, Grade::without_deployment);
    EXPECT_THAT(promises_of(incident.id), ElementsAre("attend ended 09:00 20T10:00"));
    EXPECT_EQ(approve(sue, incident.id, proposed->id).error().code, ErrorCode::conflict) << "decided once";

    ASSERT_TRUE(try_grade(jo, incident.id, "priority", "She rang again"));
    EXPECT_FALSE(try_grade(jo, incident.id, "telephone")) << "the assessment was made before this grading";
}

TEST_P(Grading, a_refused_or_overtaken_downgrade_changes_nothing_and_stays_in_the_history) {
    const Incident incident = open();
    clock.advance(std::chrono::minutes(1));
    assessed(incident.id, 0);
    const auto first = try_grade(jo, incident.id, "telephone");
    ASSERT_TRUE(run(sue, refuse_downgrade, DecideDowngrade{incident.id, first->id, {"She sounded afraid"}}));
    ASSERT_TRUE(try_grade(jo, incident.id, "scheduled"));
    answer(incident.id, "weapon", "yes");
    EXPECT_EQ(level_of(incident.id), "immediate");
    std::vector<std::string> states;
    for (const GradeChange& change : items(list_grade_changes, incident.id)) {
        states.push_back(std::string(json::Format<ChangeState>::name(change.state)) + " " + change.to.code);
    }
    EXPECT_THAT(states, ElementsAre("refused telephone", "overtaken scheduled", "applied immediate"));
}

TEST_P(Grading, complaint_12_severity_shown_is_severity_saved_and_every_level_sets_its_limit) {
    for (const policy::Level& level : policy->levels) {
        Report report = a_report(level.title);
        report.level = json::Text<60>{level.code};
        const Incident shown = open(report);
        const Incident saved = *try_read(ann, shown.id);
        EXPECT_EQ(saved.level->code, level.code);
        EXPECT_EQ(saved.level->title, level.title);
        EXPECT_EQ(saved.limit_s, level.limit_s);
        EXPECT_EQ(saved.due_at.has_value(), level.limit_s.has_value());
        EXPECT_EQ(json::to_text(saved), json::to_text(shown)) << "what was answered is what stands";
        EXPECT_THAT(promises_of(shown.id), testing::SizeIs(level.limit_s ? 1 : 0)) << "and somebody is held to it";
    }
    const Incident incident = open();
    ASSERT_TRUE(try_grade(jo, incident.id, "immediate"));
    const Incident saved = *try_read(ann, incident.id);
    EXPECT_EQ(saved.level->code, "immediate");
    EXPECT_EQ(json::to_text(try_list(ann, a_list({}, 1))->items.at(0)), json::to_text(saved)) << "on the board as well";
}

// A reason of several lines was read back as several reasons, and verification took the incident for altered.
TEST_P(Grading, a_reason_of_several_lines_is_one_reason) {
    const Incident incident = open();
    const auto graded =
        run(jo, grade_incident, SetGrade{incident.id, {"immediate"}, {"Shots heard\nfrom the roof\n\ntwice"}});
    ASSERT_TRUE(graded) << why(graded);
    EXPECT_EQ(graded->reason, "Shots heard\nfrom the roof\n\ntwice") << "kept as it was said";
    EXPECT_THAT(try_read(jo, incident.id)->because, ElementsAre("Shots heard from the roof  twice"));
    EXPECT_EQ(*first_altered(database(), force), std::nullopt);
}

// A lower grade could still be approved after an answer had shown that the grade it came from is needed.
TEST_P(Grading, an_answer_that_needs_the_grade_it_stands_at_overtakes_a_lower_one_that_waits) {
    const Incident incident = open();
    ASSERT_TRUE(try_grade(jo, incident.id, "immediate"));
    clock.advance(std::chrono::minutes(1));
    assessed(incident.id, 0);
    const auto lower = try_grade(jo, incident.id, "scheduled");
    ASSERT_TRUE(lower) << why(lower);
    answer(incident.id, "weapon", "yes");
    const auto late = run(sue, approve_downgrade, DecideDowngrade{incident.id, lower->id, {"Agreed"}});
    ASSERT_FALSE(late);
    EXPECT_EQ(late.error().code, ErrorCode::conflict);
    EXPECT_EQ(level_of(incident.id), "immediate");
    EXPECT_THAT(log_of(incident.id), Contains(HasSubstr("waits no more")));
}

// Two handlers had one log open, and the later one undid what he had not seen.
TEST_P(Grading, two_handlers_on_one_log_a_stale_version_is_told_and_lines_never_conflict) {
    const Incident incident = open();
    Act ours = act(jo);
    ours.if_match = incident.version;
    ASSERT_TRUE(try_grade(ann, incident.id, "immediate", "A knife"));
    ASSERT_TRUE(try_line(ann, incident.id, "He has a knife."));
    const auto stale = write([&](db::Transaction& tx) {
        return grade_incident(tx, ours, ground(), SetGrade{incident.id, {"scheduled"}, {"Nothing new"}});
    });
    ASSERT_FALSE(stale);
    EXPECT_EQ(stale.error().code, ErrorCode::stale);
    ASSERT_TRUE(try_line(jo, incident.id, "I write on all the same."));
    ours.if_match.reset();
    const auto unversioned = write([&](db::Transaction& tx) {
        return grade_incident(tx, ours, ground(), SetGrade{incident.id, {"immediate"}, {"Nothing new"}});
    });
    EXPECT_EQ(unversioned.error().field, "If-Match");
}

TEST_P(Grading, needs_the_permission_and_an_open_incident_one_may_see) {
    const Incident incident = open();
    const access::Actor analyst = actor(a_person("an", {"analyst"}).id);
    EXPECT_EQ(try_grade(analyst, incident.id, "immediate").error().code, ErrorCode::forbidden);
    EXPECT_EQ(
        run(analyst, answer_question, NewAnswer{incident.id, {"weapon"}, json::Text<2'000>{"yes"}, {}}).error().code,
        ErrorCode::forbidden);
    Report secret = a_report();
    secret.visibility = 2;
    access::Actor alone = jo;
    alone.teams.clear();
    const auto hidden = try_open(alone, secret);
    EXPECT_EQ(try_grade(with(0, ",person:x,"), hidden->id, "immediate").error().code, ErrorCode::not_found);
}

}  // namespace
}  // namespace bluelamp::incidents
