// SPDX-License-Identifier: Apache-2.0
#include "policing/incidents/closing.hpp"

#include "policing/incidents/store.hpp"

namespace bluelamp::incidents {
namespace {

constexpr std::string_view personal_asb = "Anti-social behaviour: personal";

std::string joined(const std::vector<std::string>& texts, std::string_view between) {
    return fmt::format("{}", fmt::join(texts, between));
}

void add_answers(const policy::Policy& policy, const Incident& incident, const std::vector<Answer>& answers,
                 std::vector<Gap>& into) {
    const policy::IncidentType* type = incident.type ? policy.type(*incident.type) : nullptr;
    std::vector<std::string> open;
    for (const std::string& code : type == nullptr ? std::vector<std::string>() : type->question_sets) {
        const policy::QuestionSet* set = policy.question_set(code);
        for (const policy::Question& question : set == nullptr ? std::vector<policy::Question>() : set->questions) {
            const auto answered = [&](const Answer& answer) { return answer.question == question.code; };
            if (question.must && std::ranges::none_of(answers, answered)) {
                open.push_back(question.text);
            }
        }
    }
    if (!open.empty()) {
        into.push_back({"answers", "These must be answered, or said why nobody knows: " + joined(open, " · ")});
    }
}

void add_waiting(const std::vector<GradeChange>& changes, std::vector<Gap>& into) {
    for (const GradeChange& change : changes) {
        if (change.state == ChangeState::proposed) {
            into.push_back({"grade", fmt::format("The lower grade {} waits for a second person; have it decided.",
                                                 change.to.title)});
        }
    }
}

void add_result(const policy::Policy& policy, const Incident& incident, const policy::ResultCode& result,
                std::vector<Gap>& into) {
    const policy::IncidentType* type = incident.type ? policy.type(*incident.type) : nullptr;
    if (type != nullptr && !type->results.empty() &&
        std::ranges::find(type->results, result.code) == type->results.end()) {
        into.push_back({"result", fmt::format("{} is not closed as \"{}\"; use one of: {}.", type->title, result.title,
                                              joined(type->results, ", "))});
    }
    if (result.not_needed && incident.vulnerable) {
        into.push_back(
            {"result",
             "Somebody here is vulnerable: \"no longer needed\" does not close it. See that they are safe and "
             "say how."});
    }
    if (result.attended && incident.attended == false) {
        into.push_back({"result", "This result says that somebody attended, and nobody did; choose another."});
    }
}

/// Everything that was ever written in the log.
Result<std::string> words_of_log(db::Reader& reader, const Act& act, const IncidentId& id) {
    std::string all;
    std::optional<std::int64_t> after;
    do {
        const auto page = TRY(read_log(reader, act, {id, after, 500}));
        for (const Line& line : page.items) {
            // What the system says of crimes suggests none.
            if (line.action == "incident.opened" || line.action == "incident.line_added") {
                all += line.text + "\n";
            }
        }
        after = page.next ? std::optional(page.items.back().seq) : std::nullopt;
    } while (after);
    return all;
}

/// The log with those that were joined to it, whoever may read them: they are closed with it.
Result<std::string> words_of_all(db::Reader& reader, const Act& asking, const IncidentId& id) {
    Act act = asking;
    act.actor.clearance.level = static_cast<std::int64_t>(access::Visibility::secret);
    std::string all = TRY(words_of_log(reader, act, id));
    for (const Incident& duplicate : TRY(list_joined(reader, act, {id})).items) {
        all += TRY(words_of_log(reader, act, duplicate.id));
    }
    return all;
}

/// What is to be closed, and how.
struct Case {
    db::Reader& reader;
    const Act& act;
    const policy::Policy& policy;
    const Incident& incident;
    const Closing& closing;
};

Result<void> add_crime(const Case& asked, const std::vector<Answer>& answers, std::vector<Gap>& into) {
    const auto& [reader, act, policy, incident, closing] = asked;
    const auto crimes = TRY(crimes_of(reader, act.force, incident.id));
    if (closing.no_crime_reason || !crimes.empty()) {
        return {};
    }
    const std::string said = TRY(words_of_all(reader, act, incident.id));
    auto why = policy::suggests_crime(policy, {incident.type, closing.qualifiers, said, closing.closing_code,
                                               situation_of(incident, answers, {}).answers});
    if (incident.crime_suspected && why.empty()) {
        why.emplace_back("A crime was suspected.");
    }
    if (!why.empty()) {
        into.push_back({"no_crime_reason", "Raise the crime, or give a reason why there is none: " + joined(why, " ")});
    }
    return {};
}

}  // namespace

Result<std::vector<Gap>> find_gaps(db::Reader& reader, const Act& act, const policy::Policy& policy,
                                   const Incident& incident, const Closing& closing) {
    std::vector<Gap> found;
    const auto answers = TRY(answers_of(reader, act.force, incident.id));
    const auto assessments = TRY(assessments_of(reader, act.force, incident.id));
    const auto changes = TRY(grade_changes_of(reader, act.force, incident.id));
    const auto paused = TRY(deadlines::paused_on(reader, act.force, incident.id.text()));
    add_answers(policy, incident, answers, found);
    add_waiting(changes, found);
    if (!paused.empty()) {
        found.push_back({"deadlines", "A clock stands still; resume it first: " + joined(paused, ", ") + "."});
    }
    if (!incident.attended) {
        found.push_back({"attended", "Say whether somebody attended, and when, or why nobody did."});
    }
    const bool personal = incident.category == personal_asb || closing.closing_code == personal_asb;
    const auto assessed = [](const Assessment& each) { return each.said.vulnerability.has_value(); };
    if (personal && std::ranges::none_of(assessments, assessed)) {
        found.push_back({"vulnerability", "Somebody was aimed at: assess how vulnerable they are."});
    }
    if (closing.result != nullptr) {
        add_result(policy, incident, *closing.result, found);
    }
    TRY(add_crime({reader, act, policy, incident, closing}, answers, found));
    return found;
}

std::string standard_code(const policy::Policy& policy, const Incident& incident) {
    if (incident.category) {
        return *incident.category;
    }
    const policy::IncidentType* type = incident.type ? policy.type(*incident.type) : nullptr;
    return type == nullptr ? "" : type->title;
}

Result<api::Page<Gap>> gaps(db::Reader& reader, const Act& act, const policy::Policy& policy,
                            const OneIncident& query) {
    const Incident incident = TRY(read_incident(reader, act, query));
    api::Page<Gap> page;
    if (incident.status == Status::open) {
        Closing closing;
        closing.closing_code = standard_code(policy, incident);
        page.items = TRY(find_gaps(reader, act, policy, incident, closing));
    }
    return page;
}

}  // namespace bluelamp::incidents
