// SPDX-License-Identifier: Apache-2.0
#include "tests/measures/figures_fixture.hpp"

#include <cstdlib>
#include <fstream>
#include <map>
#include <sstream>

#include <fmt/format.h>

#include "exchange/police_uk/row.hpp"

namespace bluelamp::measures {
namespace {

std::vector<std::string> cut(const std::string& text, char at) {
    std::vector<std::string> parts;
    std::istringstream in(text);
    for (std::string part; std::getline(in, part, at);) {
        parts.push_back(part);
    }
    if (!text.empty() && text.back() == at && at == ',') {
        parts.emplace_back();
    }
    return parts;
}

/// Rows as column → cell.
std::vector<std::map<std::string, std::string>> table_of(const std::string& lines) {
    const auto rows = cut(lines, '\n');
    const auto heading = cut(rows.at(0), ',');
    std::vector<std::map<std::string, std::string>> table;
    for (std::size_t i = 1; i < rows.size(); ++i) {
        const auto cells = cut(rows[i], ',');
        for (std::size_t column = 0; column < heading.size(); ++column) {
            if (column == 0) {
                table.emplace_back();
            }
            table.back()[heading[column]] = column < cells.size() ? cells[column] : "";
        }
    }
    return table;
}

std::optional<Instant> on_monday(const std::string& time) {
    if (time.empty()) {
        return std::nullopt;
    }
    return from_london({2021, 6, 7}, std::stoi(time.substr(0, 2)), std::stoi(time.substr(3, 2)),
                       std::stoi(time.substr(6, 2)));
}

geography::Area area(std::string layer, std::string code, std::string name, std::optional<geography::AreaKey> parent,
                     double west) {
    geography::Area made;
    made.key = {std::move(layer), std::move(code)};
    made.name = std::move(name);
    made.parent = std::move(parent);
    const double east = west + 0.5;
    made.shape = {{{{51.5, west}, {51.5, east}, {52.0, east}, {52.0, west}, {51.5, west}}}};
    return made;
}

}  // namespace

std::vector<Measure> all_measures() {
    std::vector<Measure> measures = police_uk::measures();
    for (Measure& measure : incidents::measures()) {
        measures.push_back(std::move(measure));
    }
    return measures;
}

const geography::Areas& example_areas() {
    static const geography::Areas areas(
        {{"force", "Police forces", 0}, {"borough", "Boroughs", 1}, {"ward", "Wards", 2}},
        {area("force", "hertfordshire", "Hertfordshire Constabulary", std::nullopt, -0.5),
         area("force", "metropolitan", "Metropolitan Police", std::nullopt, 1.0),
         area("borough", "E07000096", "Dacorum", geography::AreaKey{"force", "hertfordshire"}, -0.5),
         area("borough", "E07000242", "East Hertfordshire", geography::AreaKey{"force", "hertfordshire"}, 0.0),
         area("ward", "E05004731", "Adeyfield", geography::AreaKey{"borough", "E07000096"}, -0.5)},
        {{{"force", "hertfordshire"}, 2020, 4'000, "ONS mid-year estimates"}});
    return areas;
}

Act FiguresOver::act() {
    Act act;
    act.force = force;
    act.actor.id = AccountId("00000000-0000-7000-8000-00000000000a");
    act.actor.name = "Importer";
    act.actor.role = "importer";
    act.actor.permissions.set();
    act.actor.teams = {TeamId("00000000-0000-7000-8000-00000000000b")};
    act.now = *parse_rfc3339("2021-10-01T09:00:00Z");
    act.ids = &ids_;
    act.policy_version = "test";
    return act;
}

void FiguresOver::import_published(const std::string& name, const std::string& lines) {
    const auto key = police_uk::parse_file_name(name);
    ASSERT_TRUE(key) << name;
    const auto folder = folder_ / std::to_string(imported_++);
    std::filesystem::create_directory(folder);
    std::ofstream file(folder / name);
    std::string heading;
    for (const CsvColumn& column : police_uk::columns(key->kind)) {
        heading += (heading.empty() ? "" : ",") + std::string(column.name);
    }
    file << heading << "\n";
    for (auto& row : table_of(lines)) {
        row.try_emplace("Month", iso(key->month));
        row.try_emplace("Reported by", "Hertfordshire Constabulary");
        std::string cells;
        for (const CsvColumn& column : police_uk::columns(key->kind)) {
            cells += (&column == police_uk::columns(key->kind).data() ? "" : ",") + row[std::string(column.name)];
        }
        file << cells << "\n";
    }
    file.close();
    const auto report = police_uk::import_police_uk({database(), example_areas(), [this] { return act(); }}, folder);
    ASSERT_TRUE(report) << why(report);
}

void FiguresOver::import_one(const incidents::Imported& row) {
    const auto done = database().write(force, [&](db::Transaction& tx) -> Result<void> {
        TRY(incidents::import_incidents(tx, act(), {&row, 1}));
        return {};
    });
    ASSERT_TRUE(done) << why(done);
}

void FiguresOver::import_incidents(const std::string& lines) {
    for (auto& row : table_of(lines)) {
        incidents::Imported incident;
        incident.source = "example";
        incident.source_id = std::to_string(++imported_);
        incident.summary = "Example";
        incident.place.text = "unknown";
        if (!row["grade"].empty()) {
            incident.grade = *json::Format<incidents::Grade>::parse(row["grade"], "grade");
        }
        incident.intervals.called_at = on_monday(row["called"]);
        incident.intervals.arrived_at = on_monday(row["arrived"]);
        incident.opened_at = incident.intervals.called_at.value_or(*on_monday("00:00:00"));
        incident.exercise = row["exercise"] == "1";
        incident.clock_fault = row["fault"] == "1";
        import_one(incident);
    }
}

void FiguresOver::import_example(const std::string& records) {
    std::map<std::string, std::string> sections;
    std::string kind;
    for (const std::string& line : cut(records, '\n')) {
        if (line == "street" || line == "outcomes" || line == "stop-and-search" || line == "incidents") {
            kind = line;
        } else {
            sections[kind] += line + "\n";
        }
    }
    for (const auto& [section, lines] : sections) {
        if (section == "incidents") {
            import_incidents(lines);
        } else {
            import_published("2021-06-hertfordshire-" + section + ".csv", lines);
        }
    }
}

Result<Reading> FiguresOver::read(std::string_view name, const Question& question) {
    Result<Reading> answer = fail(ErrorCode::internal, "", "nothing was read");
    const auto done = database().read([&](db::Reader& reader) -> Result<void> {
        answer = figures.read(reader, asker, name, question);
        return {};
    });
    return done ? answer : Result<Reading>(tl::unexpected(done.error()));
}

Result<std::vector<Point>> FiguresOver::series(std::string_view name, std::string_view by, const Question& question) {
    Result<std::vector<Point>> answer = fail(ErrorCode::internal, "", "nothing was read");
    const auto done = database().read([&](db::Reader& reader) -> Result<void> {
        answer = figures.series(reader, asker, name, by, question);
        return {};
    });
    return done ? answer : Result<std::vector<Point>>(tl::unexpected(done.error()));
}

std::vector<std::vector<std::optional<std::string>>> FiguresOver::all_records(std::string_view name,
                                                                              const Question& question,
                                                                              std::int64_t at_once) {
    std::vector<std::vector<std::optional<std::string>>> all;
    std::optional<std::string> next = "";
    while (next) {
        Result<Records> page = fail(ErrorCode::internal, "", "nothing was read");
        const auto done = database().read([&](db::Reader& reader) -> Result<void> {
            page = figures.records(reader, asker, name, question, {*next, at_once});
            return {};
        });
        EXPECT_TRUE(done) << why(done);
        EXPECT_TRUE(page) << why(page);
        if (!done || !page || page->items.empty()) {
            break;
        }
        all.insert(all.end(), page->items.begin(), page->items.end());
        next = page->next;
    }
    return all;
}

namespace {

/// The question for one key of a series alone; nothing where it cannot be asked.
std::optional<Question> alone(const Measure& measure, const std::string& by, const std::string& key,
                              Question question) {
    const auto option = std::ranges::find(measure.options, by, &Option::name);
    if (by == "month") {
        question.from = question.to = *parse_month(key);
    } else if (option != measure.options.end()) {
        question.options[by] = key;
        return std::ranges::count(option->values, key) > 0 ? std::optional(question) : std::nullopt;
    } else if (by == "area" || by == "force" || by == "borough" || by == "ward") {
        question.area = key;
        return !key.empty() && find_area(example_areas(), key) ? std::optional(question) : std::nullopt;
    } else {
        return std::nullopt;
    }
    return question;
}

}  // namespace

int FiguresOver::expect_points_are_readings(const Measure& measure, const std::string& by, const Question& question) {
    const auto points = series(measure.name, by, question);
    EXPECT_TRUE(points) << measure.name << " by " << by << " " << why(points);
    int compared = 0;
    for (const Point& point : points.value_or(std::vector<Point>())) {
        const auto asked = alone(measure, by, point.key, question);
        if (!asked) {
            continue;
        }
        const std::string which = fmt::format("{} by {}: {} of {}", measure.name, by, point.key, question.area);
        const auto reading = read(measure.name, *asked);
        EXPECT_TRUE(reading) << which << " " << why(reading);
        if (!reading) {
            continue;
        }
        EXPECT_EQ(point.reading.value, reading->value) << which;
        EXPECT_EQ(point.reading.numerator, reading->numerator) << which;
        EXPECT_EQ(point.reading.denominator, reading->denominator) << which;
        EXPECT_EQ(point.reading.low, reading->low) << which;
        EXPECT_EQ(point.reading.high, reading->high) << which;
        EXPECT_EQ(point.reading.basis, reading->basis) << which;
        EXPECT_EQ(static_cast<std::int64_t>(all_records(measure.name, *asked, 500).size()), point.reading.numerator)
            << which;
        ++compared;
    }
    return compared;
}

}  // namespace bluelamp::measures
