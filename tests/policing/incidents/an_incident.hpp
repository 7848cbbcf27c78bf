// SPDX-License-Identifier: Apache-2.0
/// Officers with different clearances on a fresh database, and short words for opening incidents and reading them.
#pragma once

#include <gmock/gmock.h>

#include "policing/incidents/incidents.hpp"
#include "tests/access/a_force.hpp"
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
        }
    }

    Result<Incident> try_open(const access::Actor& by, const Report& report) {
        return write([&](db::Transaction& tx) { return open_incident(tx, act(by), report, one_ward); });
    }
    Incident open(const Report& report = a_report()) {
        const auto opened = try_open(jo, report);
        EXPECT_TRUE(opened) << access::why(opened);
        return opened.value_or(Incident{});
    }
    Result<Line> try_line(const access::Actor& by, const IncidentId& id, const std::string& text,
                          std::optional<Instant> happened_at = {}) {
        return write([&](db::Transaction& tx) { return add_line(tx, act(by), {id, {text}, happened_at}); });
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

    access::Actor jo, ann;
};

}  // namespace bluelamp::incidents
