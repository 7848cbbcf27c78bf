// SPDX-License-Identifier: Apache-2.0
#include "commands/commands.hpp"
#include "commands/figures.hpp"

namespace bluelamp::commands {
namespace {

Result<measures::Question> question_of(const MeasureOptions& asked) {
    if (asked.name.empty()) {
        return fail(ErrorCode::invalid, "NAME", "Name a measure; bluelamp measure --list shows them.");
    }
    measures::Question question;
    question.area = asked.area;
    for (const std::string& option : asked.options) {
        const std::size_t equals = option.find('=');
        if (equals == std::string::npos || equals == 0) {
            return fail(ErrorCode::invalid, "--option", "Give name=value, as type=burglary.");
        }
        question.options[option.substr(0, equals)] = option.substr(equals + 1);
    }
    auto from = parse_month(asked.from);
    auto to = parse_month(asked.to);
    if (!from || !to) {
        return fail(ErrorCode::invalid, from ? "--to" : "--from", (from ? to : from).error().message);
    }
    question.from = *from;
    question.to = *to;
    return question;
}

}  // namespace

Result<std::string> measure(const Place& place, const MeasureOptions& options) {
    const measures::Question question = TRY(question_of(options));
    const auto opened = TRY(open_existing(place));
    const auto figures = figures_of(*opened->areas);
    const measures::Asker asker{opened->force, opened->actor.clearance};
    std::string out;
    const auto read = opened->database->read([&](db::Reader& reader) -> Result<void> {
        if (options.records) {
            out = json::to_text(TRY(figures->records(reader, asker, options.name, question, {})));
        } else if (!options.by.empty()) {
            out =
                "{\"items\":" + json::to_text(TRY(figures->series(reader, asker, options.name, options.by, question))) +
                "}";
        } else {
            out = json::to_text(TRY(figures->read(reader, asker, options.name, question)));
        }
        return {};
    });
    TRY(read);
    return out;
}

Result<std::string> list_measures() {
    const geography::Areas nowhere({}, {}, {});
    std::string out = "{\"measures\":[";
    std::string_view comma;
    const auto figures = figures_of(nowhere);
    for (const measures::Measure& measure : figures->list()) {
        out += fmt::format("{}{{\"name\":", comma);
        json::write_string(out, measure.name);
        out += ",\"title\":";
        json::write_string(out, measure.title);
        out += ",\"unit\":";
        json::write_string(out, measure.unit);
        out += ",\"basis\":";
        json::write_string(out, measure.basis);
        out += ",\"definition\":";
        json::write_string(out, measure.definition());
        out += "}";
        comma = ",";
    }
    return out + "]}";
}

}  // namespace bluelamp::commands
