// SPDX-License-Identifier: Apache-2.0
/// Officers with different clearances on a fresh database, and short words for opening incidents and reading them.
#pragma once

#include <gmock/gmock.h>

#include "policing/incidents/handling.hpp"
#include "tests/access/a_force.hpp"
#include "tests/policy/a_policy.hpp"
#include "tests/support/raw_statement.hpp"

namespace bluelamp::incidents {

inline Report a_report(const std::string& summary = "Shop window broken") {
    Report report;
    report.summary.text = summary;
    report.place.text.text = "Leadenhall Market";
    return report;
}

inline ListQuery a_list(std::optional<Shown> status, std::optional<std::int64_t> limit = {}) {
    ListQuery query;
    query.status = status;
    query.limit = limit;
    return query;
}

/// Everything lies in one ward and one borough.
inline Areas one_ward(LatLon, LocalDate) { return {"E05009308", "E09000001"}; }

class AnIncident : public access::AForce {
   protected:
    void SetUp() override {
        access::AForce::SetUp();
        if (!IsSkipped()) {
            jo = actor(a_person("jo", {"dispatcher"}).id);
            ann = actor(a_person("ann", {"call_handler"}).id);
            sue = actor(a_person("sue", {"supervisor"}).id);
        }
    }

    Result<Incident> try_open(const access::Actor& by, const Report& report) {
        return write([&](db::Transaction& tx) { return open_incident(tx, act(by), ground(), report); });
    }
    Incident open(const Report& report = a_report()) {
        const auto opened = try_open(jo, report);
        EXPECT_TRUE(opened) << access::why(opened);
        return opened.value_or(Incident{});
    }
    Result<Line> try_line(const access::Actor& by, const IncidentId& id, const std::string& text,
                          std::optional<Instant> happened_at = {}) {
        return write([&](db::Transaction& tx) { return add_line(tx, act(by), {id, {text}, happened_at, {}}); });
    }
    Line line(const IncidentId& id, const std::string& text) {
        const auto added = try_line(jo, id, text);
        EXPECT_TRUE(added) << access::why(added);
        return added.value_or(Line{});
    }
    Result<Incident> try_read(const access::Actor& by, const IncidentId& id) {
        return read([&](db::Reader& reader) { return read_incident(reader, act(by), {id}); });
    }
    Result<api::Page<Line>> try_log(const access::Actor& by, const LogQuery& query) {
        return read([&](db::Reader& reader) { return read_log(reader, act(by), query); });
    }
    Result<api::Page<Incident>> try_list(const access::Actor& by, const ListQuery& query) {
        return read([&](db::Reader& reader) { return list_incidents(reader, act(by), query); });
    }
    std::vector<std::string> listed(const ListQuery& query) { return listed(jo, query); }
    std::vector<std::string> listed(const access::Actor& by, const ListQuery& query) {
        const auto page = try_list(by, query);
        EXPECT_TRUE(page) << access::why(page);
        std::vector<std::string> summaries;
        for (const Incident& incident : page.value_or(api::Page<Incident>{}).items) {
            summaries.push_back(incident.summary);
        }
        return summaries;
    }
    void at(const std::string& instant) { clock.set(*parse_rfc3339(instant)); }
    void alter(const std::string& statement) { db::alter(database(), force, statement); }

    /// Jo with another clearance and other teams.
    [[nodiscard]] access::Actor with(std::int64_t level, const std::string& owners) const {
        access::Actor other = jo;
        other.clearance = {level, owners};
        return other;
    }

    [[nodiscard]] Ground ground() const { return {*policy, find_areas}; }

    /// An incident of a type of the policy.
    Incident open_type(const std::string& type, const std::string& summary = "Something happened") {
        Report report = a_report(summary);
        report.type = json::Text<60>{type};
        return open(report);
    }

    /// Runs a command of the desk; If-Match names the version that stands, where the incident is there.
    template <class In, class Out>
    Result<Out> run(const access::Actor& by,
                    Result<Out> (*command)(db::Transaction&, const Act&, const Ground&, const In&), const In& in) {
        Act mine = act(by);
        if (const auto incident = try_read(sue, in.id)) {
            mine.if_match = incident->version;
        }
        return write([&](db::Transaction& tx) { return command(tx, mine, ground(), in); });
    }
    template <class In, class Out>
    Out done(Result<Out> (*command)(db::Transaction&, const Act&, const Ground&, const In&), const In& in) {
        auto out = run(jo, command, in);
        EXPECT_TRUE(out) << access::why(out);
        return std::move(out).value_or(Out{});
    }
    template <class Out>
    std::vector<Out> items(Result<api::Page<Out>> (*query)(db::Reader&, const Act&, const OneIncident&),
                           const IncidentId& id) {
        const auto page = read([&](db::Reader& reader) { return query(reader, act(jo), {id}); });
        EXPECT_TRUE(page) << access::why(page);
        return page.value_or(api::Page<Out>{}).items;
    }

    AnswerKept answer(const IncidentId& id, const std::string& question, const std::string& answer) {
        return done(answer_question, NewAnswer{id, {question}, json::Text<2'000>{answer}, {}});
    }
    /// The same for all six.
    Assessment assessed(const IncidentId& id, std::int64_t level) {
        NewAssessment wanted;
        wanted.id = id;
        for (auto facet : {&Facets::threat, &Facets::harm, &Facets::risk, &Facets::investigation,
                           &Facets::vulnerability, &Facets::engagement}) {
            wanted.*facet = Facet{level, {}};
        }
        return done(assess, wanted);
    }
    Incident attended(const IncidentId& id) {
        RecordAttendance wanted;
        wanted.id = id;
        wanted.attended = true;
        return done(record_attendance, wanted);
    }
    /// Its log in words, oldest line first.
    std::vector<std::string> log_of(const IncidentId& id) {
        std::vector<std::string> lines;
        for (const Line& each : try_log(sue, {id, {}, 500}).value_or(api::Page<Line>{}).items) {
            lines.push_back(each.text);
        }
        return lines;
    }
    /// "attend running 09:00 10:00" for each promise: rule, state, from when, until when.
    std::vector<std::string> promises_of(const IncidentId& id) {
        const auto found = read([&](db::Reader& reader) { return deadlines::of_record(reader, act(sue), id.text()); });
        EXPECT_TRUE(found) << access::why(found);
        std::vector<std::string> out;
        for (const deadlines::Promise& each : found.value_or(std::vector<deadlines::Promise>{})) {
            out.push_back(fmt::format("{} {} {} {}", each.rule, json::Format<deadlines::State>::name(each.state),
                                      rfc3339(each.starts_at).substr(11, 5),
                                      each.due_at ? rfc3339(*each.due_at).substr(8, 8) : "-"));
        }
        return out;
    }

    const policy::Policy* policy = &policy::hertfordshire_policy();
    const FindAreas find_areas = one_ward;
    access::Actor jo, ann, sue;
};

}  // namespace bluelamp::incidents
