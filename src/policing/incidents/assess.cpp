// SPDX-License-Identifier: Apache-2.0
#include "policing/incidents/store.hpp"
#include "policing/incidents/store.sql.hpp"

namespace bluelamp::incidents {
namespace {

/// The six, with their names.
template <class Visit>
void each_facet(const Facets& facets, Visit visit) {
    visit("threat", facets.threat);
    visit("harm", facets.harm);
    visit("risk", facets.risk);
    visit("investigation", facets.investigation);
    visit("vulnerability", facets.vulnerability);
    visit("engagement", facets.engagement);
}

Result<void> makes_sense(const Facets& facets) {
    bool any = facets.wishes_attendance.has_value();
    std::string wrong;
    each_facet(facets, [&](const char* name, const std::optional<Facet>& facet) {
        any = any || facet;
        if (facet && (facet->level < 0 || facet->level > 3) && wrong.empty()) {
            wrong = name;
        }
    });
    if (!wrong.empty()) {
        return fail(ErrorCode::invalid, wrong + ".level", "Give 0 (none), 1, 2 or 3 (grave).");
    }
    if (!any) {
        return fail(ErrorCode::invalid, "threat", "Assess at least one of the six, or say whether somebody is wished.");
    }
    return {};
}

std::string in_words(const Facets& facets) {
    std::string words = "Assessed:";
    each_facet(facets, [&](const char* name, const std::optional<Facet>& facet) {
        if (facet) {
            words += fmt::format("{} {} {}", words.back() == ':' ? "" : ",", name, facet->level);
            words += facet->words ? " (" + facet->words->text + ")" : "";
        }
    });
    if (facets.wishes_attendance) {
        words += *facets.wishes_attendance ? "; somebody is wished" : "; nobody is wished";
    }
    return words + ".";
}

}  // namespace

Result<Assessment> assess(db::Transaction& tx, const Act& act, const Ground& ground, const NewAssessment& wanted) {
    TRY(act.require(Permission::grade_incidents));
    TRY(makes_sense(wanted));
    Incident incident = TRY(seen_open(tx, act, wanted.id));
    const Assessment assessment{incident.last_seq + 1, wanted, act.now, {act.actor.id.text(), act.actor.name}};
    TRY(tx.execute(sql::insert_assessment,
                   {tx.force(), incident.id, assessment.seq, json::to_text(assessment.said), act.now, act.actor.id}));
    const auto answers = TRY(answers_of(tx, act.force, incident.id));
    const policy::Proposal proposal = policy::judge(ground.policy, situation_of(incident, answers, {assessment}));
    policy::Raises found;
    found.vulnerable = proposal.vulnerable;
    found.crime = proposal.crime_suspected;
    const bool changed = TRY(keep_in_mind(tx, act, ground.policy, incident, found));
    const Telling telling{"incident.assessed", in_words(assessment.said), act.now};
    TRY(changed ? keep(tx, act, incident, telling, assessment) : tell(tx, act, incident, telling, assessment));
    return assessment;
}

}  // namespace bluelamp::incidents
