// SPDX-License-Identifier: Apache-2.0
/// What a log tells of another one that fewer may see, and who sees what people know of a log that changed hands.
#include "tests/policing/incidents/an_incident.hpp"

namespace bluelamp::incidents {
namespace {

using access::why;
using testing::Contains;
using testing::Each;
using testing::HasSubstr;
using testing::IsEmpty;
using testing::Not;
using testing::SizeIs;

class Across : public AnIncident {
   protected:
    Incident a_restricted_one(const std::string& summary = "Kept close") {
        Report report = a_report(summary);
        report.visibility = 1;
        return open(report);
    }
    /// Everything the journal holds of acts that anybody may see, from `after` on.
    std::vector<std::string> open_acts(std::size_t after) {
        std::vector<std::string> contents;
        const auto rows = journal_rows();
        for (std::size_t i = after; i < rows.size(); ++i) {
            if (rows[i].visibility == 0) {
                contents.push_back(rows[i].content.value_or(""));
            }
        }
        return contents;
    }
};
INSTANTIATE_TEST_SUITE_P(Engines, Across, db::both_engines(), db::engine_name);

// Joining wrote the reason and the reference of a restricted log into the open log it was joined to.
TEST_P(Across, an_open_log_tells_nothing_of_a_restricted_one_that_is_joined_to_it) {
    const Incident hidden = a_restricted_one();
    const Incident primary = open();
    const std::size_t before = journal_rows().size();
    done(join_incident, JoinIncident{hidden.id, primary.id, {"Ruth says he hit her"}});
    EXPECT_THAT(log_of(primary.id), Contains("A log that is for fewer to see was joined to this one."));
    EXPECT_THAT(log_of(hidden.id), Contains(HasSubstr("Joined to " + primary.reference + ": Ruth says he hit her")));
    done(unjoin_incident, WithReason{hidden.id, {"Ruth lives elsewhere"}});
    EXPECT_THAT(log_of(hidden.id), Contains(HasSubstr("Ruth lives elsewhere")));
    EXPECT_THAT(open_acts(before), Each(Not(HasSubstr("Ruth"))));
    EXPECT_THAT(log_of(primary.id), Each(Not(HasSubstr(hidden.reference))));
}

// The other way round the open duplicate told why it belongs to a restricted log.
TEST_P(Across, an_open_log_that_is_joined_to_a_restricted_one_does_not_say_why) {
    const Incident primary = a_restricted_one();
    const Incident neighbour = open(a_report("Shouting next door"));
    const std::size_t before = journal_rows().size();
    done(join_incident, JoinIncident{neighbour.id, primary.id, {"Ruth is being hit"}});
    done(unjoin_incident, WithReason{neighbour.id, {"Ruth was out"}});
    EXPECT_THAT(open_acts(before), Each(Not(HasSubstr("Ruth"))));
    EXPECT_THAT(log_of(neighbour.id), Each(Not(HasSubstr(primary.reference))));
    EXPECT_THAT(log_of(primary.id), Contains(HasSubstr("Ruth is being hit")));
    EXPECT_THAT(log_of(primary.id), Contains(HasSubstr("Ruth was out")));
    EXPECT_EQ(*first_altered(database(), force), std::nullopt);
}

// A restricted log given to another team took its people along only for the team that gave it away.
TEST_P(Across, who_is_named_in_a_log_that_is_given_is_seen_by_its_new_owner) {
    const Incident hidden = a_restricted_one();
    ASSERT_TRUE(write([&](db::Transaction& tx) {
        people::NewMention named;
        named.record = subject_of(hidden).about;
        named.said.phone = json::Text<60>{"07700 900123"};
        return people::mention(tx, act(jo), named, hidden.owner.id, hidden.visibility);
    }));
    const auto seen_by = [&](const access::Actor& reader) {
        people::LookUp typed;
        typed.phone = json::Text<60>{"07700 900123"};
        const auto found = read([&](db::Reader& rows) {
            return people::look_up(rows, act(reader), *policy, *people::exact_recogniser(), typed);
        });
        EXPECT_TRUE(found) << why(found);
        return found.value_or(people::Found{}).hits;
    };
    const access::Actor giver = with(0, "," + hidden.owner.id + ",");
    const access::Actor taker = with(0, ",person:" + ann.id.text() + ",");
    EXPECT_THAT(seen_by(giver), SizeIs(1));
    EXPECT_THAT(seen_by(taker), IsEmpty());
    Act giving = act(jo);
    giving.if_match = hidden.version;
    ASSERT_TRUE(write([&](db::Transaction& tx) {
        return give_incident(tx, giving, GiveIncident{hidden.id, {"person:" + ann.id.text()}, {"Her beat"}});
    }));
    EXPECT_THAT(seen_by(giver), IsEmpty());
    EXPECT_THAT(seen_by(taker), SizeIs(1));
}

// An incident could be given to an administrator, who may read none: nobody dealt with it any more.
TEST_P(Across, is_given_only_to_somebody_who_may_read_it) {
    const Incident incident = open();
    const auto root = a_person("root", {"administrator"});
    Act giving = act(jo);
    giving.if_match = incident.version;
    const auto refused = write([&](db::Transaction& tx) {
        return give_incident(tx, giving, GiveIncident{incident.id, {"person:" + root.id.text()}, {"Gone home"}});
    });
    ASSERT_FALSE(refused);
    EXPECT_EQ(refused.error().field, "to");
    EXPECT_THAT(refused.error().message, HasSubstr("read_incidents"));
    EXPECT_EQ(try_read(jo, incident.id)->owner.id, incident.owner.id);
}

// What was said anonymously in an incident was led to markers through its telephone number.
TEST_P(Across, the_number_of_somebody_anonymous_leads_to_nothing) {
    const Incident incident = open_type("civil_dispute");
    const Incident another = open_type("civil_dispute", "Another");
    ASSERT_TRUE(write([&](db::Transaction& tx) -> Result<people::Marker> {
        people::NewMention known;
        known.record = subject_of(another).about;
        known.said.phone = json::Text<60>{"07700 900123"};
        const auto mention = TRY(people::mention(tx, act(sue), known, incident.owner.id, 0));
        known.record = subject_of(incident).about;
        known.anonymous = true;
        TRY(people::mention(tx, act(sue), known, incident.owner.id, 0));
        people::NewMarker marker;
        marker.kind = people::SubjectKind::phone;
        marker.subject = *mention.phone;
        marker.marker = "domestic_abuse_high_risk";
        marker.text = {"Rings when he is in the room"};
        marker.source = {"Officer"};
        return people::set_marker(tx, act(sue), *policy, marker);
    }));
    const auto proposed =
        read([&](db::Reader& reader) { return read_proposal(reader, act(jo), *policy, {incident.id}); });
    ASSERT_TRUE(proposed) << why(proposed);
    EXPECT_EQ(proposed->level, "telephone");
    EXPECT_FALSE(proposed->vulnerable);
}

}  // namespace
}  // namespace bluelamp::incidents
