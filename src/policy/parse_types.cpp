// SPDX-License-Identifier: Apache-2.0
#include "policy/reading.hpp"

namespace bluelamp::policy {
namespace {

void read_raises(Table& table, Policy& policy, Question& question) {
    for (Table& each : table.tables("raises")) {
        Raises raises;
        raises.when = each.text("when");
        raises.level = level_named(each, "level", policy);
        raises.because = each.text("because");
        raises.vulnerable = each.flag("vulnerable");
        raises.crime = each.flag("crime");
        each.end();
        question.raises.push_back(std::move(raises));
    }
}

Question read_question(Table& table, Policy& policy, std::set<std::string, std::less<>>& codes) {
    Question question;
    question.code = table.code("code", codes);
    question.text = table.text("text");
    question.answer = table.choice("answer", AnswerKind::yes_no);
    question.choices = table.list("choices");
    question.must = table.flag("must");
    question.verifies = table.flag("verifies");
    read_raises(table, policy, question);
    table.end();
    return question;
}

/// Every one of `codes` must be found by `known`.
template <class Known>
std::vector<std::string> named(Table& table, std::string_view key, std::string_view what, Known known) {
    std::vector<std::string> codes = table.list(key);
    for (const std::string& code : codes) {
        if (!known(code)) {
            table.wrong(key, fmt::format("\"{}\" is no {} of this file; give it, or take it away", code, what));
        }
    }
    return codes;
}

/// What an incident of this type asks of whom.
void read_handling(Table& table, const Policy& policy, IncidentType& type) {
    type.question_sets = named(table, "question_sets", "question set",
                               [&](const std::string& code) { return policy.question_set(code) != nullptr; });
    type.card = table.list("card");
    type.notify = table.list("notify");
    type.units_required = table.list("units_required");
    type.units_forbidden = table.list("units_forbidden");
    type.welfare_check_s = table.seconds("welfare_check");
    type.results =
        named(table, "results", "result", [&](const std::string& code) { return policy.result(code) != nullptr; });
}

IncidentType read_type(Table& table, const Policy& policy, std::set<std::string, std::less<>>& codes) {
    IncidentType type;
    type.code = table.code("code", codes);
    type.title = table.text("title");
    type.category = table.maybe_text("category");
    type.words = table.list("words");
    type.floor = level_named(table, "floor", policy);
    if (!table.has("floor")) {
        table.wrong("floor", "is missing; name the lowest level it is ever proposed at");
    }
    read_handling(table, policy, type);
    type.crime_expected = table.choice("crime_expected", CrimeExpected::no);
    type.offence = table.maybe_text("offence");
    type.restricted = table.flag("restricted");
    type.always_attend = table.flag("always_attend");
    type.vulnerable = table.flag("vulnerable");
    type.home = table.flag("home");
    table.end();
    return type;
}

}  // namespace

void read_question_sets(Table& top, Policy& policy) {
    std::set<std::string, std::less<>> sets, questions;
    for (Table& table : top.tables("question_set")) {
        QuestionSet set;
        set.code = table.code("code", sets);
        set.title = table.text("title");
        for (Table& each : table.tables("question")) {
            set.questions.push_back(read_question(each, policy, questions));
        }
        if (set.questions.empty()) {
            table.wrong("question", "is missing; give at least one as [[question_set.question]]");
        }
        table.end();
        policy.question_sets.push_back(std::move(set));
    }
}

void read_types(Table& top, Policy& policy) {
    Table varied = top.table("vary");
    std::set<std::string, std::less<>> codes;
    for (Table& table : top.tables("incident_type")) {
        Table whole = table.varied_by(varied, "code");
        policy.types.push_back(read_type(whole, policy, codes));
    }
    varied.end();
    if (policy.types.empty()) {
        top.wrong("incident_type", "is missing; give at least one as [[incident_type]]");
    }
    if (!policy.silent_type.empty() && policy.type(policy.silent_type) == nullptr) {
        top.wrong("silent_type", fmt::format("\"{}\" is no incident type of this file", policy.silent_type));
    }
}

}  // namespace bluelamp::policy
