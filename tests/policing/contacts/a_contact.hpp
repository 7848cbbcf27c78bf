// SPDX-License-Identifier: Apache-2.0
/// Two call handlers and a supervisor on a fresh database, a small policy, and short words for taking calls.
#pragma once

#include <gmock/gmock.h>

#include "policing/contacts/contacts.hpp"
#include "tests/access/a_force.hpp"
#include "tests/support/raw_statement.hpp"

namespace bluelamp::contacts {

inline const std::string ruths_number = "07700 900123";

inline policy::IncidentType a_type(const std::string& code, const std::string& floor) {
    policy::IncidentType type;
    type.code = code;
    type.title = code;
    type.floor = floor;
    return type;
}

inline policy::DeadlineRule a_rule(const std::string& code, std::vector<std::string> starts,
                                   std::vector<std::string> meets, std::int64_t limit_s) {
    policy::DeadlineRule rule;
    rule.code = code;
    rule.title = code;
    rule.starts = std::move(starts);
    rule.meets = std::move(meets);
    rule.limit.s = limit_s;
    rule.tell = {{0, "owner"}};
    return rule;
}

inline policy::Question a_question(const std::string& code, std::vector<policy::Raises> raises = {}) {
    policy::Question question;
    question.code = code;
    question.text = code + "?";
    question.raises = std::move(raises);
    return question;
}

/// Four levels, five types, three kinds of marker, questions for silent calls, limits for ringing back and for parking.
inline policy::Policy call_policy() {
    using policy::National;
    policy::Policy out;
    out.version = "1";
    out.levels = {{"immediate", "Immediate", "", National::emergency, 1, 900, policy::ClockBasis::received},
                  {"prompt", "Prompt", "", National::priority, 2, 3600, policy::ClockBasis::created},
                  {"planned", "Planned", "", National::scheduled, 3, 172'800, policy::ClockBasis::created},
                  {"advice", "Advice", "", National::without_deployment, 4, std::nullopt, policy::ClockBasis::created}};
    out.markers = {{"domestic_high_risk", "Domestic abuse, high risk", true, true, false, "", 365},
                   {"weapons", "Weapons", false, false, true, "immediate", 365},
                   {"hoax", "Hoax caller", false, false, false, "", 365}};
    out.types = {a_type("silent_call", "prompt"), a_type("intruder", "immediate"), a_type("lost_dog", "planned"),
                 a_type("noise", "advice"), a_type("informer_at_risk", "prompt")};
    out.types.back().restricted = true;
    out.types.front().question_sets = {"silent_call"};
    out.silent_type = "silent_call";
    out.question_sets = {{"silent_call",
                          "Silent call",
                          {a_question("can_you_speak"),
                           a_question("are_you_hurt", {{"yes", "immediate", "Somebody is hurt", true, false}})}}};
    out.deadlines = {a_rule("call_back", {"contact.abandoned"}, {"contact.called_back"}, 1800),
                     a_rule("parked", {"contact.parked"}, {"contact.taken", "contact.ended"}, 300)};
    return out;
}

class AContact : public access::AForce {
   protected:
    void SetUp() override {
        access::AForce::SetUp();
        if (!IsSkipped()) {
            jo = actor(a_person("jo", {"call_handler"}).id);
            ann = actor(a_person("ann", {"call_handler"}).id);
            sue = actor(a_person("sue", {"supervisor"}).id);
        }
    }

    [[nodiscard]] incidents::Ground ground() const { return {policy, nowhere}; }

    /// `who` acts, having read version `seen`.
    [[nodiscard]] Act acting(const access::Actor& who, std::optional<std::int64_t> seen = {}) {
        Act out = act(who);
        out.if_match = seen;
        return out;
    }

    Result<Received> try_receive(const access::Actor& by, const Receive& wanted) {
        return write([&](db::Transaction& tx) { return contacts::receive(tx, acting(by), ground(), wanted); });
    }
    Received receive(const Receive& wanted) {
        const auto received = try_receive(jo, wanted);
        EXPECT_TRUE(received) << access::why(received);
        return received.value_or(Received{});
    }
    /// A 999 call that presents itself so.
    Received call(Presented presented, const std::string& phone = ruths_number) {
        Receive wanted;
        wanted.presented = presented;
        if (!phone.empty()) {
            wanted.phone = json::Text<60>{phone};
        }
        return receive(wanted);
    }

    static Send a_send(const std::optional<ContactId>& contact = {}, const std::string& reason = "Man with a knife") {
        Send wanted;
        wanted.contact = contact;
        wanted.place.text.text = "unknown";
        wanted.reason.text = reason;
        return wanted;
    }
    Result<Sent> try_send(const access::Actor& by, const Send& wanted) {
        return write([&](db::Transaction& tx) { return contacts::send(tx, acting(by), ground(), wanted); });
    }
    Sent send(const Send& wanted) {
        const auto sent = try_send(jo, wanted);
        EXPECT_TRUE(sent) << access::why(sent);
        return sent.value_or(Sent{});
    }

    Result<ContactLine> try_say(const access::Actor& by, const ContactId& id, const std::string& text) {
        return write([&](db::Transaction& tx) { return contacts::say(tx, acting(by), {id, {text}, {}}); });
    }
    ContactLine say(const ContactId& id, const std::string& text) {
        const auto said = try_say(jo, id, text);
        EXPECT_TRUE(said) << access::why(said);
        return said.value_or(ContactLine{});
    }

    Result<people::Mention> try_name(const NameSomebody& wanted) {
        return write([&](db::Transaction& tx) { return name_somebody(tx, acting(jo), wanted); });
    }
    people::Mention name(const NameSomebody& wanted) {
        const auto named = try_name(wanted);
        EXPECT_TRUE(named) << access::why(named);
        return named.value_or(people::Mention{});
    }
    static NameSomebody ruth(const ContactId& id) {
        NameSomebody wanted;
        wanted.id = id;
        wanted.role = people::Role::caller;
        wanted.said.given_name = json::Text<200>{"Ruth"};
        wanted.said.family_name = json::Text<200>{"Example"};
        wanted.said.address = json::Text<300>{"Flat 2, 14 Long Lane"};
        return wanted;
    }

    Result<Contact> try_read(const access::Actor& by, const ContactId& id) {
        return read([&](db::Reader& reader) { return read_contact(reader, acting(by), {id}); });
    }
    Contact now(const ContactId& id) {
        const auto found = try_read(jo, id);
        EXPECT_TRUE(found) << access::why(found);
        return found.value_or(Contact{});
    }
    std::vector<std::string> lines(const ContactId& id) {
        const auto page = read([&](db::Reader& reader) { return read_lines(reader, acting(jo), {id, {}, {}}); });
        EXPECT_TRUE(page) << access::why(page);
        std::vector<std::string> texts;
        for (const ContactLine& line : page.value_or(api::Page<ContactLine>{}).items) {
            texts.push_back(line.text);
        }
        return texts;
    }
    std::vector<std::string> log(const incidents::IncidentId& id) {
        const auto page = read([&](db::Reader& reader) {
            return incidents::read_log(reader, acting(jo), {id, {}, {}});
        });
        EXPECT_TRUE(page) << access::why(page);
        std::vector<std::string> texts;
        for (const incidents::Line& line : page.value_or(api::Page<incidents::Line>{}).items) {
            texts.push_back(line.text);
        }
        return texts;
    }
    std::vector<people::Mention> mentions(std::string_view record) {
        const auto found = read([&](db::Reader& reader) { return people::mentions_of(reader, force, record); });
        EXPECT_TRUE(found) << access::why(found);
        return found.value_or(std::vector<people::Mention>{});
    }
    /// What is open of a rule for a record: 1 or 0.
    std::vector<deadlines::State> promised(std::string_view record, const std::string& rule) {
        const auto found = read([&](db::Reader& reader) { return deadlines::of_record(reader, acting(sue), record); });
        EXPECT_TRUE(found) << access::why(found);
        std::vector<deadlines::State> states;
        for (const deadlines::Promise& promise : found.value_or(std::vector<deadlines::Promise>{})) {
            if (promise.rule == rule) {
                states.push_back(promise.state);
            }
        }
        return states;
    }
    std::int64_t typed_twice() { return db::numbers(database(), "SELECT count(*) FROM typed_twice").at(0); }

    /// An earlier call from the number, whose caller is a person with this marker.
    void somebody_known(const std::string& marker, const std::string& phone = ruths_number) {
        const Contact before = call(Presented::spoken, phone).contact;
        const people::Mention mention = name(ruth(before.id));
        const auto linked = write([&](db::Transaction& tx) {
            people::ConfirmLink link;
            link.mention = mention.id;
            link.reason = json::Text<500>{"She rang before."};
            return people::confirm_link(tx, acting(jo), link);
        });
        ASSERT_TRUE(linked) << access::why(linked);
        people::NewMarker wanted;
        wanted.kind = people::SubjectKind::person;
        wanted.subject = *linked->person;
        wanted.marker = marker;
        wanted.text.text = "Conference of 3 November";
        wanted.source.text = "Domestic abuse unit";
        const auto set =
            write([&](db::Transaction& tx) { return people::set_marker(tx, acting(sue), policy, wanted); });
        ASSERT_TRUE(set) << access::why(set);
        end_of(before.id, "Advice given");
    }
    Contact end_of(const ContactId& id, const std::string& because) {
        const auto ended = write([&](db::Transaction& tx) {
            return contacts::end(tx, acting(jo, now(id).version), policy, {id, json::Text<500>{because}, {}});
        });
        EXPECT_TRUE(ended) << access::why(ended);
        return ended.value_or(Contact{});
    }

    policy::Policy policy = call_policy();
    incidents::FindAreas nowhere = [](LatLon, LocalDate) { return incidents::Areas{}; };
    access::Actor jo, ann, sue;
};

}  // namespace bluelamp::contacts
