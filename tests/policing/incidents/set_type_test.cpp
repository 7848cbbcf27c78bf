// SPDX-License-Identifier: Apache-2.0
/// An incident gets its type, or another one, after it was opened.
#include "tests/policing/incidents/an_incident.hpp"

namespace bluelamp::incidents {
namespace {

using access::why;
using testing::AnyOf;
using testing::Contains;
using testing::ElementsAre;
using testing::HasSubstr;
using testing::Not;
using testing::UnorderedElementsAre;

class Retype : public AnIncident {
   protected:
    Result<Incident> try_type(const access::Actor& by, const Incident& incident, const std::string& type,
                              const std::string& reason = "") {
        Act mine = act(by);
        mine.if_match = incident.version;
        const SetType wanted{
            incident.id, {type}, reason.empty() ? std::nullopt : std::optional(json::Text<500>{reason})};
        return write([&](db::Transaction& tx) { return set_type(tx, mine, ground(), others, wanted); });
    }
    Incident type(const Incident& incident, const std::string& type, const std::string& reason = "") {
        const auto typed = try_type(jo, incident, type, reason);
        EXPECT_TRUE(typed) << why(typed);
        return typed.value_or(Incident{});
    }
    std::vector<Narrow> others;
};
INSTANTIATE_TEST_SUITE_P(Engines, Retype, db::both_engines(), db::engine_name);

// An incident sent by place and reason alone had no questions, no card and no floor for as long as it lived.
TEST_P(Retype, brings_what_opening_with_it_would_have_brought) {
    const Incident sent = open();
    ASSERT_EQ(sent.level->code, "priority");
    const Incident typed = type(sent, "violence_in_progress");
    EXPECT_EQ(typed.type, "violence_in_progress");
    EXPECT_EQ(typed.level->title, "Grade 1 Immediate") << "its floor is higher";
    EXPECT_EQ(typed.limit_s, 15 * 60);
    EXPECT_EQ(typed.category, open_type("violence_in_progress").category);
    EXPECT_TRUE(typed.crime_suspected);
    EXPECT_EQ(typed.version, sent.version + 1);
    EXPECT_EQ(json::to_text(*try_read(jo, sent.id)), json::to_text(typed)) << "what is read is what was answered";
    EXPECT_THAT(promises_of(sent.id),
                UnorderedElementsAre("attend ended 09:00 20T10:00", "attend running 09:00 20T09:15",
                                     "record_crime running 09:00 21T09:00"));
    EXPECT_THAT(log_of(sent.id), Contains(HasSubstr("Type: ")));
    EXPECT_EQ(*first_altered(database(), force), std::nullopt);
}

TEST_P(Retype, never_lowers_a_grade_and_forgets_no_suspected_crime) {
    const Incident robbery = open_type("robbery");
    const Incident lost = type(robbery, "lost_found", "He had left it on the bus");
    EXPECT_EQ(lost.level->code, robbery.level->code);
    EXPECT_TRUE(lost.crime_suspected) << "closing asks why there is no crime";
    EXPECT_EQ(lost.category, open_type("lost_found").category);
    EXPECT_THAT(log_of(robbery.id), Contains(HasSubstr(": He had left it on the bus")));
}

TEST_P(Retype, keeps_a_category_that_somebody_chose) {
    Report report = a_report();
    report.category = json::Text<60>{std::string(categories().front())};
    EXPECT_EQ(type(open(report), "robbery").category, report.category->text);
}

TEST_P(Retype, tells_the_roles_that_the_type_names) {
    const Incident typed = type(open(), "hate_crime");
    const auto rows = journal_rows();
    const auto notice = std::ranges::find_if(rows, [](const journal::Row& row) { return row.kind == "notice"; });
    ASSERT_NE(notice, rows.end());
    EXPECT_EQ(notice->owner, "role:supervisor");
    EXPECT_THAT(*notice->content, HasSubstr(typed.reference));
}

// Restricting it later left everything told of it before for all to read.
TEST_P(Retype, a_restricted_type_takes_all_that_was_told_before_out_of_sight) {
    const Incident sent = open(a_report("She says her husband hit her"));
    line(sent.id, "Her name is Ruth Example");
    std::vector<std::string> asked;
    others.push_back([&](db::Transaction&, const Act&, const Incident& incident) -> Result<void> {
        asked.push_back(fmt::format("{} {}", incident.reference, incident.visibility));
        return {};
    });
    type(sent, "domestic_abuse");
    EXPECT_THAT(asked, ElementsAre(sent.reference + " 1")) << "what stands on it is narrowed too";
    const access::Actor stranger = with(0, ",");
    EXPECT_EQ(try_read(stranger, sent.id).error().code, ErrorCode::not_found);
    EXPECT_EQ(try_read(with(0, "," + sent.owner.id + ","), sent.id)->visibility, 1) << "who owns it goes on";
    std::vector<std::string> open_acts;
    for (const journal::Row& row : journal_rows()) {
        if (row.record == sent.id.text() && stranger.clearance.sees(row.visibility, "team:another")) {
            open_acts.push_back(row.action);
            EXPECT_THAT(*row.content, Not(AnyOf(HasSubstr("Ruth"), HasSubstr("husband"))));
        }
    }
    EXPECT_THAT(open_acts, ElementsAre("incident.restricted")) << "screens are told to drop it";
    const auto promises =
        read([&](db::Reader& reader) { return deadlines::of_record(reader, act(jo), sent.id.text()); });
    for (const deadlines::Promise& promise : *promises) {
        EXPECT_EQ(promise.visibility, 1) << promise.rule;
    }
    EXPECT_TRUE(journal::verify(database(), force)->ok) << "the chain holds all the same";
    EXPECT_EQ(*first_altered(database(), force), std::nullopt);
}

// Its duplicates told the same, and a review of it stood in the list of everybody's tasks.
TEST_P(Retype, a_restricted_type_takes_duplicates_and_tasks_along) {
    const Incident primary = open(a_report("She says her husband hit her"));
    const Incident neighbour = open(a_report("He hits Ruth Example again"));
    done(join_incident, JoinIncident{neighbour.id, primary.id, {"Same flat: Ruth Example"}});
    RecordAttendance declined;
    declined.id = primary.id;
    declined.declined = true;
    declined.reason = json::Text<60>{policy->attendance.reasons.front().code};
    const Incident declining = done(record_attendance, declined);
    type(declining, "domestic_abuse");
    const access::Actor stranger = with(0, ",");
    EXPECT_EQ(try_read(stranger, neighbour.id).error().code, ErrorCode::not_found);
    EXPECT_EQ(try_read(jo, neighbour.id)->visibility, 1);
    EXPECT_EQ(db::numbers(database(), "SELECT count(*) FROM tasks WHERE visibility = 0").at(0), 0);
    for (const journal::Row& row : journal_rows()) {
        const bool of_it = row.kind == "incident" || row.kind == "task";
        EXPECT_FALSE(of_it && row.visibility == 0 && row.action != "incident.restricted") << row.kind << row.action;
    }
    EXPECT_EQ(*first_altered(database(), force), std::nullopt);
}

TEST_P(Retype, what_was_restricted_stays_so) {
    const Incident hidden = open_type("domestic_abuse");
    EXPECT_EQ(type(hidden, "robbery", "Nobody of the family").visibility, 1);
}

TEST_P(Retype, names_what_is_wrong) {
    const Incident sent = open();
    EXPECT_EQ(try_type(jo, sent, "dragons").error().field, "type");
    const Incident typed = type(sent, "robbery");
    EXPECT_EQ(try_type(jo, typed, "robbery").error().field, "type") << "the same again";
    EXPECT_EQ(try_type(jo, typed, "hate_crime").error().field, "reason");
    EXPECT_EQ(try_type(jo, sent, "hate_crime", "Seen by two").error().code, ErrorCode::stale);
    access::Actor reader = jo;
    reader.permissions = {};
    EXPECT_EQ(try_type(reader, typed, "hate_crime", "Seen by two").error().code, ErrorCode::forbidden);
    EXPECT_EQ(try_read(jo, sent.id)->type, "robbery");
}

}  // namespace
}  // namespace bluelamp::incidents
