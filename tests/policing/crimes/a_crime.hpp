// SPDX-License-Identifier: Apache-2.0
/// Whoever has to do with crimes on a fresh database, under the Met's policy and the shipped lists; and short words for
/// raising crimes and deciding on them.
#pragma once

#include <gmock/gmock.h>

#include <stdexcept>

#include "policing/crimes/crimes.hpp"
#include "tests/access/a_force.hpp"
#include "tests/policy/a_policy.hpp"
#include "tests/support/raw_statement.hpp"

namespace bluelamp::crimes {

inline const Catalogue& the_catalogue() {
    static const auto loaded = Catalogue::load(BLUELAMP_SOURCE_DIR "/reference");
    if (!loaded) {
        throw std::runtime_error(loaded.error().field + ": " + loaded.error().message);
    }
    return **loaded;
}

/// Everything lies in one ward and one borough.
inline incidents::Areas one_ward(LatLon, LocalDate) { return {"E05009308", "E09000001"}; }

inline people::Said said(const std::string& given, const std::string& family) {
    people::Said out;
    out.given_name = json::Text<200>{given};
    out.family_name = json::Text<200>{family};
    return out;
}

inline incidents::Place a_place(const std::string& text = "4 Example Row") { return {{text}, 51.51, -0.09}; }

/// A crime reported at the counter, of a kind that needs nobody else.
inline RaiseCrime directly(const std::string& offence = "58D") {
    RaiseCrime wanted;
    wanted.summary = json::Text<500>{"Fence kicked in"};
    wanted.place = a_place();
    wanted.offence = json::Text<20>{offence};
    wanted.people = std::vector<NewPerson>{{people::Role::victim, said("Vic", "Timms")}};
    return wanted;
}

class ACrime : public access::AForce {
   protected:
    void SetUp() override {
        access::AForce::SetUp();
        if (IsSkipped()) {
            return;
        }
        jo = actor(a_person("jo", {"call_handler"}).id);
        sue = actor(a_person("sue", {"supervisor"}).id);
        kim = actor(a_person("kim", {"crime_recorder"}).id);
        const auto team =
            write([&](db::Transaction& tx) { return access::create_team(tx, act(console), {"Decisions"}); });
        ASSERT_TRUE(team) << access::why(team);
        dee = actor(a_colleague("dee", "decision_maker", team->id));
        rex = actor(a_colleague("rex", "registrar", team->id));
    }

    AccountId a_colleague(const std::string& username, const std::string& role, const TeamId& team) {
        access::CreateAccount wanted;
        wanted.username = username;
        wanted.display_name = "Display " + username;
        wanted.password_hash = *access::hash_password(password_of(username), access::cheap);
        wanted.roles = {role};
        wanted.home_team = team;
        const auto made = try_account(console, wanted);
        EXPECT_TRUE(made) << access::why(made);
        return made.value_or(access::Account{}).id;
    }

    [[nodiscard]] Desk desk() const { return {policy, areas, the_catalogue()}; }
    [[nodiscard]] Act acting(const access::Actor& who, std::optional<std::int64_t> seen = {}) {
        Act out = act(who);
        out.if_match = seen;
        return out;
    }

    incidents::Incident an_incident(const std::string& type = "theft", const std::string& summary = "Bicycle gone") {
        incidents::Report report;
        report.summary.text = summary;
        report.place = a_place();
        report.type = json::Text<60>{type};
        report.happened_at = clock.now() - std::chrono::hours(3);
        const auto opened = write([&](db::Transaction& tx) {
            return incidents::open_incident(tx, act(jo), {policy, areas}, report);
        });
        EXPECT_TRUE(opened) << access::why(opened);
        return opened.value_or(incidents::Incident{});
    }
    people::MentionId named(const incidents::Incident& incident, people::Role role, const people::Said& who) {
        const auto made = write([&](db::Transaction& tx) {
            return people::mention(tx, act(jo),
                                   {{"incident", incident.id.text(), incident.reference}, role, who, false},
                                   incident.owner.id, incident.visibility);
        });
        EXPECT_TRUE(made) << access::why(made);
        return made.value_or(people::Mention{}).id;
    }

    /// Runs one command of the desk as `who`, who read version `seen`.
    template <class In>
    Result<WholeCrime> run(Result<WholeCrime> (*command)(db::Transaction&, const Act&, const Desk&, const In&),
                           const access::Actor& who, const In& wanted, std::optional<std::int64_t> seen = {}) {
        return write([&](db::Transaction& tx) { return command(tx, acting(who, seen), desk(), wanted); });
    }
    static WholeCrime good(const Result<WholeCrime>& done) {
        EXPECT_TRUE(done) << access::why(done);
        return done.value_or(WholeCrime{});
    }
    WholeCrime raise(const RaiseCrime& wanted) { return good(run(raise_crime, jo, wanted)); }
    WholeCrime raise_from(const incidents::Incident& incident) {
        RaiseCrime wanted;
        wanted.incident = incident.id;
        return raise(wanted);
    }
    WholeCrime shown(const CrimeId& id) {
        return good(read([&](db::Reader& reader) { return read_crime(reader, act(sue), the_catalogue(), {id}); }));
    }
    WholeCrime link(const WholeCrime& crime, Part part, const people::Said& who) {
        return good(run(link_person, kim, LinkPerson{crime.crime.id, part, {}, who, {}}));
    }
    Result<WholeCrime> try_classify(const WholeCrime& crime, const std::string& offence,
                                    const std::string& reason = "") {
        Classify wanted{crime.crime.id, {offence}, {}, {}};
        if (!reason.empty()) {
            wanted.reason = json::Text<500>{reason};
        }
        return run(classify, kim, wanted, crime.version);
    }
    std::vector<std::string> log_of(const CrimeId& id) {
        const auto page = read([&](db::Reader& reader) { return read_log(reader, act(sue), {id, {}, {}}); });
        EXPECT_TRUE(page) << access::why(page);
        std::vector<std::string> lines;
        for (const CrimeLine& line : page.value_or(api::Page<CrimeLine>{}).items) {
            lines.push_back(line.action + " " + line.text);
        }
        return lines;
    }
    /// "rule state" of each promise of a record.
    std::vector<std::string> promises(const std::string& record) {
        const auto all = read([&](db::Reader& reader) { return deadlines::of_record(reader, act(sue), record); });
        EXPECT_TRUE(all) << access::why(all);
        std::vector<std::string> out;
        for (const deadlines::Promise& each : all.value_or(std::vector<deadlines::Promise>{})) {
            out.push_back(each.rule + " " + std::string(json::Format<deadlines::State>::name(each.state)));
        }
        return out;
    }
    std::int64_t typed_twice() { return db::numbers(database(), "SELECT count(*) FROM typed_twice").at(0); }

    const policy::Policy& policy = policy::met_policy();
    const incidents::FindAreas areas = one_ward;
    access::Actor jo, sue, kim, dee, rex;  ///< call handler, supervisor, crime recorder, decision maker, registrar
};

template <class T>
std::string refused(const Result<T>& result) {
    return result ? "accepted" : std::string(name(result.error().code)) + " " + result.error().field;
}

}  // namespace bluelamp::crimes
