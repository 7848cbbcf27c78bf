// SPDX-License-Identifier: Apache-2.0
#include "measures/routes.hpp"

#include <fmt/format.h>

namespace bluelamp::measures {

// The described structs give the names of the public JSON schemas, so they stand outside an anonymous namespace.
namespace shown {

struct MeasureOption {
    std::string name, title;
    std::vector<std::string> values;
    std::string standard;
};
BOOST_DESCRIBE_STRUCT(MeasureOption, (), (name, title, values, standard))

struct MeasureGroup {
    std::string name, title;
};
BOOST_DESCRIBE_STRUCT(MeasureGroup, (), (name, title))

struct MeasureShown {
    std::string name, title, definition, unit, basis;
    std::vector<MeasureOption> options;
    std::vector<MeasureGroup> groups;
    std::string example;
};
BOOST_DESCRIBE_STRUCT(MeasureShown, (), (name, title, definition, unit, basis, options, groups, example))

/// What every question over HTTP may hold; an option that the measure does not take is refused by name.
struct FigureQuery {
    std::string name;
    std::optional<std::string> area, type, outcome, grade, origin, interval, limit_minutes, officer_ethnicity;
    Month from, to;
};
BOOST_DESCRIBE_STRUCT(FigureQuery, (),
                      (name, area, from, to, type, outcome, grade, origin, interval, limit_minutes, officer_ethnicity))

struct FigureSeriesQuery : FigureQuery {
    std::string by;
};
BOOST_DESCRIBE_STRUCT(FigureSeriesQuery, (FigureQuery), (by))

struct FigureRecordsQuery : FigureQuery {
    std::optional<std::string> after;
    std::optional<std::int64_t> limit;
};
BOOST_DESCRIBE_STRUCT(FigureRecordsQuery, (FigureQuery), (after, limit))

}  // namespace shown

namespace {

using namespace shown;

Question question_of(const FigureQuery& query) {
    Question question{query.area.value_or("all"), query.from, query.to, {}};
    const std::pair<const char*, const std::optional<std::string>*> options[] = {
        {"type", &query.type},
        {"outcome", &query.outcome},
        {"grade", &query.grade},
        {"origin", &query.origin},
        {"interval", &query.interval},
        {"limit_minutes", &query.limit_minutes},
        {"officer_ethnicity", &query.officer_ethnicity},
    };
    for (const auto& [name, value] : options) {
        if (*value && !(*value)->empty()) {
            question.options.emplace(name, **value);
        }
    }
    return question;
}

Asker asker_of(const Act& act) { return {act.force, act.actor.clearance}; }

MeasureShown show(const Measure& measure) {
    MeasureShown shown{measure.name, measure.title, measure.definition(), measure.unit, measure.basis, {}, {}, {}};
    for (const Option& option : measure.options) {
        shown.options.push_back({option.name, option.title, option.values, option.standard});
    }
    for (const Group& group : measure.groups) {
        shown.groups.push_back({group.name, group.title});
    }
    shown.example = example_in_words(measure);
    return shown;
}

}  // namespace

std::string example_in_words(const Measure& measure) {
    std::string words = fmt::format("Of the records\n{}", measure.example.records);
    for (const auto& [name, value] : measure.example.options) {
        words += fmt::format("with {} {} ", name, value);
    }
    const auto& expected = measure.example;
    words += expected.value ? fmt::format("the value is {:.6g}: numerator {}", *expected.value, expected.numerator)
                            : fmt::format("there is no value: numerator {}", expected.numerator);
    return words + (expected.denominator ? fmt::format(", denominator {}.", *expected.denominator) : ".");
}

void add_routes(api::Router& router, std::shared_ptr<const Figures> figures) {
    router.get_now<api::Nothing, api::Page<MeasureShown>>(
        "/api/v1/measures", Permission::read_measures,
        "Lists the figures: what each counts, its options, groups and an example.",
        [figures](const Act&, const api::Nothing&) -> Result<api::Page<MeasureShown>> {
            api::Page<MeasureShown> page;
            for (const Measure& measure : figures->list()) {
                page.items.push_back(show(measure));
            }
            return page;
        });
    router
        .get<FigureQuery, Reading>("/api/v1/measures/{name}", Permission::read_measures,
                                   "One figure for an area and a period, with its earlier period.",
                                   [figures](db::Reader& reader, const Act& act, const FigureQuery& query) {
                                       return figures->read(reader, asker_of(act), query.name, question_of(query));
                                   })
        .counts = true;
    router
        .get<FigureSeriesQuery, api::Page<Point>>(
            "/api/v1/measures/{name}/series", Permission::read_measures,
            "A figure for each month, area, type or hour of the week.",
            [figures](db::Reader& reader, const Act& act, const FigureSeriesQuery& query) -> Result<api::Page<Point>> {
                return api::Page<Point>{
                    TRY(figures->series(reader, asker_of(act), query.name, query.by, question_of(query))), {}};
            })
        .counts = true;
    router
        .get<FigureRecordsQuery, Records>(
            "/api/v1/measures/{name}/records", Permission::read_measures,
            "The records that a figure counted, as many as its numerator.",
            [figures](db::Reader& reader, const Act& act, const FigureRecordsQuery& query) {
                return figures->records(reader, asker_of(act), query.name, question_of(query),
                                        {query.after.value_or(""), query.limit.value_or(50)});
            })
        .counts = true;
}

}  // namespace bluelamp::measures
