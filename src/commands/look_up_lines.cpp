// SPDX-License-Identifier: Apache-2.0
#include <chrono>
#include <cstdio>
#include <iostream>

#include <fmt/format.h>

#include "commands/commands.hpp"
#include "commands/keeping_up.hpp"
#include "policing/people/people.hpp"

namespace bluelamp::commands {
namespace {

constexpr std::size_t longest_line = std::size_t{1} << 20;

struct LineReason {
    std::string comparison, level, words;
    double weight = 0;
};
BOOST_DESCRIBE_STRUCT(LineReason, (), (comparison, level, words, weight))

struct LinePerson {
    std::string id;  ///< in the file it was imported from; else as `person`
    people::SubjectId person;
    std::string level;
    double probability = 0, prior = 0, weight = 0;
    std::vector<LineReason> reasons;
    std::vector<std::string> likewise;
};
BOOST_DESCRIBE_STRUCT(LinePerson, (), (id, person, level, probability, prior, weight, reasons, likewise))

struct LineAnswer {
    std::vector<LinePerson> persons;
    std::string model;
    std::int64_t elapsed_us = 0;
};
BOOST_DESCRIBE_STRUCT(LineAnswer, (), (persons, model, elapsed_us))

/// One question, with the texts that its fields refer to.
struct Question {
    std::array<std::string, identity::kinds> texts;
    [[nodiscard]] identity::Written written() const {
        identity::Written out;
        std::copy(texts.begin(), texts.end(), out.text.begin());
        return out;
    }
};

std::string kinds_in_words() {
    std::string all;
    for (std::size_t kind = 0; kind < identity::kinds; ++kind) {
        all += (all.empty() ? "" : ", ") + std::string(identity::name(static_cast<identity::Kind>(kind)));
    }
    return all;
}

Result<Question> read_question(const std::string& line) {
    if (line.size() > longest_line) {
        return fail(ErrorCode::too_large, "line", "A question is at most 1 MiB long; shorten it.");
    }
    const auto value = json::parse(line);
    if (!value || !value->is_object()) {
        return fail(ErrorCode::invalid, "line", "Give one JSON object a line, as {\"full_name\":\"Ruth Example\"}.");
    }
    Question question;
    bool asked = false;
    for (const auto& [key, field] : value->get_object()) {
        const auto kind = identity::kind_named(key);
        if (!kind) {
            return fail(ErrorCode::invalid, std::string(key), "There is no such field; use: " + kinds_in_words() + ".");
        }
        if (!field.is_string() && !field.is_null()) {
            return fail(ErrorCode::invalid, std::string(key), "Give a text in quotes, or null.");
        }
        std::string& text = question.texts[static_cast<std::size_t>(*kind)];
        text = field.is_string() ? std::string(field.get_string()) : "";
        asked = asked || !text.empty();
    }
    if (!asked) {
        return fail(ErrorCode::invalid, "line", "Give at least one field to look for: " + kinds_in_words() + ".");
    }
    return question;
}

Result<std::string> id_of(db::Reader& reader, const ForceId& force, const people::SubjectId& person) {
    const auto source = TRY(people::source_of(reader, force, person));
    return source.value_or(person.text());
}

Result<LinePerson> told(db::Reader& reader, const ForceId& force, const people::Recognised& found) {
    LinePerson out{TRY(id_of(reader, force, found.person)),
                   found.person,
                   std::string(identity::name(found.level)),
                   found.probability,
                   found.why.prior,
                   found.why.weight,
                   {},
                   {}};
    for (const identity::Step& step : found.why.steps) {
        out.reasons.push_back({step.comparison, step.level, step.words, step.weight});
    }
    for (const people::SubjectId& other : found.likewise) {
        out.likewise.push_back(TRY(id_of(reader, force, other)));
    }
    return out;
}

Result<LineAnswer> answer(Opened& opened, people::Recognition& recognition, const Question& question) {
    const auto started = std::chrono::steady_clock::now();
    LineAnswer out;
    bool behind = false;
    const auto read = opened.database->read([&](db::Reader& reader) -> Result<void> {
        const auto hidden = TRY(people::hidden_persons(reader, opened.force));
        people::Asker asker{opened.force, opened.actor.clearance};
        asker.hidden = [&hidden](const people::SubjectId& person) { return hidden.contains(person); };
        const people::Recognitions found = TRY(recognition.look_up(reader, asker, question.written()));
        behind = found.behind;
        out.model = found.model;
        for (const people::Recognised& one : found.persons) {
            out.persons.push_back(TRY(told(reader, opened.force, one)));
        }
        return {};
    });
    TRY(read);
    if (behind) {  // somebody imports meanwhile
        TRY(recognition.catch_up(*opened.database, opened.force));
        return answer(opened, recognition, question);
    }
    out.elapsed_us =
        std::chrono::duration_cast<std::chrono::microseconds>(std::chrono::steady_clock::now() - started).count();
    return out;
}

std::string refusal(const Error& error) {
    std::string out = R"({"error":{"field":)";
    json::write_string(out, error.field);
    out += R"(,"message":)";
    json::write_string(out, error.message);
    return out + "}}";
}

}  // namespace

Result<void> look_up_lines(const Place& place) {
    const auto opened = TRY(open_existing(place));
    TRY(opened->act().require(Permission::read_people));
    people::Recognition recognition;
    {
        ProgressLine line;
        TRY(recognition.catch_up(*opened->database, opened->force, shown_on(line)));
    }
    fmt::print(stderr, "{} profiles in memory, model {}\n", recognition.size(opened->force),
               recognition.answering(opened->force).model);
    for (std::string line; std::getline(std::cin, line);) {
        const auto question = read_question(line);
        const auto answered =
            question ? answer(*opened, recognition, *question) : Result<LineAnswer>(tl::unexpected(question.error()));
        fmt::print("{}\n", answered ? json::to_text(*answered) : refusal(answered.error()));
        std::fflush(stdout);
    }
    return {};
}

}  // namespace bluelamp::commands
