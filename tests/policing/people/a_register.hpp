// SPDX-License-Identifier: Apache-2.0
/// A register on a fresh database, and short words for naming people in calls and looking them up.
#pragma once

#include <gmock/gmock.h>

#include "policing/people/people.hpp"
#include "tests/access/a_force.hpp"
#include "tests/support/raw_statement.hpp"

namespace bluelamp::people {

inline policy::Policy a_policy() {
    policy::Policy policy;
    policy.repeat = {365, 2, 3, 3};
    policy::MarkerKind abuse, violence;
    abuse.code = "domestic_abuse_high_risk";
    abuse.title = "Domestic abuse: high risk";
    abuse.high_risk = true;
    abuse.vulnerable = true;
    abuse.review_days = 90;
    violence.code = "violence";
    violence.title = "Violence towards officers";
    violence.warning = true;
    policy.markers = {abuse, violence};
    return policy;
}

inline Said a_name(const std::string& given, const std::string& family, const std::string& born = "") {
    Said said;
    said.given_name = json::Text<200>{given};
    said.family_name = json::Text<200>{family};
    if (!born.empty()) {
        said.date_of_birth = *parse_date(born);
    }
    return said;
}

inline Said at_address(Said said, const std::string& address, const std::string& postcode = "") {
    said.address = json::Text<300>{address};
    if (!postcode.empty()) {
        said.postcode = json::Text<16>{postcode};
    }
    return said;
}

inline Said on_phone(Said said, const std::string& phone) {
    said.phone = json::Text<60>{phone};
    return said;
}

/// Ruth, with all that is known of her.
inline Said ruth() {
    return on_phone(at_address(a_name("Ruth", "Example", "1970-05-03"), "Flat 2, 14 Long Lane", "EC1A 9HF"),
                    "07700 900123");
}

inline LookUp by_name(const std::string& name) {
    LookUp typed;
    typed.name = json::Text<200>{name};
    return typed;
}
inline LookUp by_phone(const std::string& phone) {
    LookUp typed;
    typed.phone = json::Text<60>{phone};
    return typed;
}
inline LookUp by_address(const std::string& address) {
    LookUp typed;
    typed.address = json::Text<300>{address};
    return typed;
}
inline LookUp by_registration(const std::string& registration) {
    LookUp typed;
    typed.registration = json::Text<20>{registration};
    return typed;
}
inline LookUp born(LookUp typed, const std::string& day) {
    typed.date_of_birth = *parse_date(day);
    return typed;
}

class ARegister : public access::AForce {
   protected:
    void SetUp() override {
        access::AForce::SetUp();
        if (!IsSkipped()) {
            jo = actor(a_person("jo", {"call_handler"}).id);
            sue = actor(a_person("sue", {"supervisor"}).id);
            team = access::OwnerId::team(jo.teams.front()).text;
        }
    }

    tasks::About a_record(const std::string& kind) {
        return {kind, ids.uuid(clock.now()), kind + " " + std::to_string(++records) + " of 20 November"};
    }
    tasks::About a_call() { return a_record("contact"); }

    Result<Mention> try_mention(const NewMention& wanted, std::int64_t visibility = 0) {
        return write([&](db::Transaction& tx) { return mention(tx, act(jo), wanted, team, visibility); });
    }
    Mention say(const tasks::About& record, const Said& said, Role role = Role::caller, std::int64_t visibility = 0) {
        const auto kept = try_mention({record, role, said}, visibility);
        EXPECT_TRUE(kept) << access::why(kept);
        return kept.value_or(Mention{});
    }
    Result<Mention> try_confirm(const ConfirmLink& wanted) { return try_confirm(jo, wanted); }
    Result<Mention> try_confirm(const access::Actor& by, const ConfirmLink& wanted) {
        return write([&](db::Transaction& tx) { return confirm_link(tx, act(by), wanted); });
    }
    /// Somebody new on the register, made from the mention.
    SubjectId new_person(const Mention& mention) {
        const auto linked = try_confirm({mention.id, {}, {}, {}, {}});
        EXPECT_TRUE(linked) << access::why(linked);
        return linked && linked->person ? *linked->person : SubjectId();
    }
    void link(const Mention& mention, const SubjectId& person) {
        const auto linked = try_confirm(
            {mention.id, person, json::Text<300>{"What is your date of birth?"}, json::Text<300>{"3 May 1970"}, {}});
        EXPECT_TRUE(linked) << access::why(linked);
    }
    Result<Mention> try_undo(const Mention& mention) {
        return write([&](db::Transaction& tx) { return undo_link(tx, act(jo), {mention.id, {"A mix-up of twins"}}); });
    }
    /// Somebody who rang once before.
    SubjectId known(const Said& said, Role role = Role::caller, std::int64_t visibility = 0) {
        return new_person(say(a_call(), said, role, visibility));
    }
    void carry_on(const tasks::About& from, const tasks::About& to, const std::string& line) {
        const auto done = write([&](db::Transaction& tx) -> Result<Mention> {
            TRY(carry(tx, act(jo), from, to, line, team, 0));
            return Mention{};
        });
        EXPECT_TRUE(done) << access::why(done);
    }

    Result<Found> try_look(const access::Actor& by, const LookUp& typed) {
        return read([&](db::Reader& reader) { return look_up(reader, act(by), policy, *exact_recogniser(), typed); });
    }
    Found look(const LookUp& typed) { return look(jo, typed); }
    Found look(const access::Actor& by, const LookUp& typed) {
        const auto found = try_look(by, typed);
        EXPECT_TRUE(found) << access::why(found);
        return found.value_or(Found{});
    }
    std::vector<std::string> titles(const LookUp& typed) {
        std::vector<std::string> out;
        for (const Hit& hit : look(typed).hits) {
            out.push_back(hit.title);
        }
        return out;
    }
    /// The hit of that subject; an empty one when it was not found.
    Hit hit_of(const SubjectId& subject, const LookUp& typed) {
        for (const Hit& hit : look(typed).hits) {
            if (hit.subject == subject) {
                return hit;
            }
        }
        ADD_FAILURE() << "not found";
        return {};
    }

    Result<Marker> try_marker(const NewMarker& wanted) {
        return write([&](db::Transaction& tx) { return set_marker(tx, act(sue), policy, wanted); });
    }
    static NewMarker a_marker(SubjectKind kind, const SubjectId& subject,
                              const std::string& marker = "domestic_abuse_high_risk") {
        NewMarker wanted;
        wanted.kind = kind;
        wanted.subject = subject;
        wanted.marker = marker;
        wanted.text = {"Threatened with a knife in June"};
        wanted.source = {"Crime report of June"};
        return wanted;
    }
    Marker mark(const NewMarker& wanted) {
        const auto marker = try_marker(wanted);
        EXPECT_TRUE(marker) << access::why(marker);
        return marker.value_or(Marker{});
    }
    std::vector<Marker> behind(const std::string& phone) {
        return read([&](db::Reader& reader) { return markers_behind(reader, force, policy, phone, clock.now()); })
            .value();
    }

    /// Jo with another clearance and other teams.
    [[nodiscard]] access::Actor with(std::int64_t level, const std::string& owners) const {
        access::Actor other = jo;
        other.clearance = {level, owners};
        return other;
    }
    /// Jo, who owns nothing and sees what everyone sees.
    [[nodiscard]] access::Actor stranger() const { return with(0, ","); }

    policy::Policy policy = a_policy();
    access::Actor jo, sue;
    std::string team;
    int records = 0;
};

}  // namespace bluelamp::people
