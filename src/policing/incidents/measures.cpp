// SPDX-License-Identifier: Apache-2.0
#include "measures/measures.hpp"

#include <fmt/format.h>

#include "core/text.hpp"
#include "measures/gather.hpp"
#include "measures/period.hpp"
#include "policing/incidents/incidents.hpp"
#include "policing/incidents/measures.sql.hpp"

namespace bluelamp::incidents {
namespace {

using measures::Kind;
using measures::Measure;
using measures::Scope;

/// Which case of the queries in measures.sql a measure is.
enum class Asks { opened, demand, attended, lowered, interval, within, kept };

/// The names of the instants between which a measure counts.
std::string interval_of(Asks asks, const Scope& scope) {
    switch (asks) {
        case Asks::within: return "called_arrived";
        case Asks::kept: return "clock_arrived";
        default: return scope.option("interval");
    }
}

std::string_view case_of(Asks asks) {
    switch (asks) {
        case Asks::opened: return "opened";
        case Asks::demand: return "demand";
        case Asks::attended: return "attended";
        case Asks::lowered: return "lowered";
        case Asks::interval: return "interval";
        case Asks::within:
        case Asks::kept: return "within";
    }
    return {};
}

/// The parameters that both queries begin with. Values own no text, so everything they show stands here.
struct Common {
    Common(const Scope& scope, Asks asks)
        : scope_(scope),
          case_(case_of(asks)),
          grade_(scope.option("grade")),
          category_(scope.option("category")),
          origin_(scope.option("origin")),
          interval_(interval_of(asks, scope)) {
        const auto minutes = parse_int(scope.option("limit_minutes"));
        limit_ms_ = minutes.value_or(0) * 60'000;
    }

    [[nodiscard]] std::vector<db::Value> values() const {
        const std::string_view interval = interval_;
        const std::size_t cut = interval.find('_');
        const bool none = cut == std::string_view::npos;
        return {scope_.asker.force,
                scope_.starts(),
                scope_.ends(),
                scope_.area.layer,
                scope_.area.code,
                grade_,
                category_,
                origin_,
                scope_.asker.clearance.level,
                scope_.asker.clearance.owners,
                case_,
                none ? "" : interval.substr(0, cut),
                none ? "" : interval.substr(cut + 1),
                limit_s(Grade::emergency).value_or(0) * 1'000,
                limit_s(Grade::priority).value_or(0) * 1'000,
                limit_ms_};
    }

   private:
    const Scope& scope_;
    std::string_view case_;
    std::string grade_, category_, origin_, interval_;
    std::int64_t limit_ms_ = 0;
};

Result<measures::Tallies> tally(db::Reader& reader, const Scope& scope, Asks asks) {
    const Common common(scope, asks);
    std::vector<db::Value> values = common.values();
    const std::string group = scope.by == "area" ? measures::layer_of_group(scope.by, scope.area) : scope.by;
    values.emplace_back(group);
    return measures::gather(reader, sql::tally_incidents, values, measures::fold_hours(scope.by));
}

Result<measures::Coverage> coverage(db::Reader& reader, const Scope& scope) {
    std::vector<Month> empty;
    for (const Month month : measures::months_of({scope.from, scope.to})) {
        const Instant from = start_of(month);
        const Instant to = start_of(plus_months(month, 1));
        const auto found = TRY(reader.one(sql::incidents_in_month, {scope.asker.force, from, to},
                                          [](const db::Row& row) { return row.bigint(0); }));
        if (found == 0) {
            empty.push_back(month);
        }
    }
    const auto missing = [empty](const Scope& asked) {
        auto months = measures::months_of({asked.from, asked.to});
        if (asked.area.layer != "force" || asked.area.code == asked.asker.force.text()) {
            std::erase_if(months, [&](Month month) { return std::ranges::find(empty, month) == empty.end(); });
        }
        return months;
    };
    return measures::Coverage{missing, {}};
}

std::optional<std::string> shown(const std::optional<Instant>& at) {
    return at ? std::optional(rfc3339(*at)) : std::nullopt;
}

std::vector<std::optional<std::string>> cells(const db::Row& row) {
    const auto took_ms = row.maybe_bigint(11);
    const auto day = parse_date(row.text(2));
    return {row.string(1),
            day ? std::optional(reference_of(*day, row.bigint(3))) : std::nullopt,
            row.maybe_text(4),
            row.maybe_text(5),
            row.string(6),
            shown(row.instant(7)),
            shown(row.maybe_instant(8)),
            shown(row.maybe_instant(9)),
            shown(row.maybe_instant(10)),
            took_ms ? std::optional(fmt::format("{:.2f}", static_cast<double>(*took_ms) / 60'000)) : std::nullopt};
}

measures::Listing listing() {
    return {{{"id", "Incident"},
             {"reference", "Reference"},
             {"source_id", "Source's own reference"},
             {"grade", "Grade"},
             {"summary", "Summary"},
             {"called_at", "Call"},
             {"dispatched_at", "Dispatched"},
             {"mobile_at", "Mobile"},
             {"arrived_at", "Arrived"},
             {"minutes", "Minutes"}},
            [](const db::Row& row) { return fmt::format("{}_{}", row.bigint(0), row.text(1)); },
            cells};
}

/// "1623052800000_0197…": opened_at and id of the last row seen.
Result<std::pair<std::int64_t, std::string>> cursor(const std::string& after) {
    if (after.empty()) {
        return std::pair(std::int64_t{-1} << 62, std::string());
    }
    const std::size_t cut = after.find('_');
    const auto at = parse_int(std::string_view(after).substr(0, cut));
    if (!at || cut == std::string::npos || !is_uuid(std::string_view(after).substr(cut + 1))) {
        return fail(ErrorCode::invalid, "after", "This is not a cursor of this list; copy `next` of the page before.");
    }
    return std::pair(*at, after.substr(cut + 1));
}

Result<measures::Records> records(db::Reader& reader, const Scope& scope, const measures::Paging& paging, Asks asks) {
    const Common common(scope, asks);
    std::vector<db::Value> values = common.values();
    const auto [at, id] = TRY(cursor(paging.after));
    values.emplace_back(at);
    values.emplace_back(id);
    values.emplace_back(paging.limit + 1);
    return measures::page(reader, sql::counted_incidents, values, listing(), paging);
}

measures::Source source(Asks asks) {
    return {[asks](db::Reader& reader, const Scope& scope) { return tally(reader, scope, asks); }, coverage,
            [asks](db::Reader& reader, const Scope& scope, const measures::Paging& paging) {
                return records(reader, scope, paging, asks);
            }};
}

const measures::Option grade_option{"grade", "grade", {"emergency", "priority", "scheduled", "without_deployment"}, ""};
const measures::Option origin_option{"origin", "origin", {"live", "imported"}, ""};

std::vector<measures::Group> groups() {
    return {{"month", "Month"},          {"hour_of_week", "Hour of the week"},
            {"grade", "Grade"},          {"level", "Level of the force"},
            {"category", "Category"},    {"type", "Type"},
            {"unit", "Station or unit"}, {"area", "Area"},
            {"borough", "Borough"},      {"ward", "Ward"}};
}

std::vector<measures::Reason> reasons() {
    return {{"exercise", "incidents were exercises and are left out."},
            {"appointment",
             "incidents have the grade scheduled (an appointment) and are left out; ask for that grade to see them."},
            {"backward", "incidents have clocks that run backwards and are left out."},
            {"not_started", "incidents have no instant at which this interval begins and are left out."},
            {"not_finished", "incidents have no instant at which this interval ends and are left out."},
            {"no_limit", "incidents stand at a level without a limit, or at none, and are left out."},
            {"undecided", "incidents have nobody's word yet on whether somebody attended, and are left out."},
            {"no_time", "imported incidents have a date but no time of day and are left out."},
            {"ungraded", "of the incidents judged have no grade and were held to the emergency limit of 15 minutes."},
            {"from_answer",
             "of the incidents judged have no instant of the call itself; their clock starts at the answer."}};
}

constexpr std::string_view example_rows =
    "incidents\n"
    "grade,called,arrived,exercise,fault\n"
    "emergency,09:00:00,09:04:00,0,0\n"
    "emergency,09:10:00,09:20:00,0,0\n"
    "priority,09:30:00,09:50:00,0,0\n"
    "priority,23:50:00,,0,0\n"
    "scheduled,10:00:00,16:00:00,0,0\n"
    "emergency,11:00:00,11:01:00,1,0\n"
    "emergency,12:00:00,11:58:00,0,1\n";

constexpr std::string_view response_leaves_out =
    "exercises, appointments (grade scheduled, unless that grade is asked for), incidents whose clocks run backwards, "
    "and incidents "
    "without one of the two instants; each is counted in the notes";
constexpr std::string_view response_clock =
    "the interval is named by --interval; called is the call itself, or its answer where no telephone system told "
    "more; arrived is "
    "the first arrival. Incidents belong to the month of Europe/London in which they were opened";

/// A measure of how long something took, complete but for its title, kind and example.
Measure response(std::string name, std::string title, Kind kind) {
    Measure measure;
    measure.name = std::move(name);
    measure.title = std::move(title);
    measure.counts = "incidents whose interval could be measured";
    measure.out_of = "all incidents opened in the area and period, measured or not";
    measure.leaves_out = response_leaves_out;
    measure.clock = response_clock;
    measure.basis = "recorded";
    measure.unit = "minutes";
    measure.kind = kind;
    measure.options = {grade_option,
                       origin_option,
                       {"interval",
                        "interval",
                        {"called_arrived", "called_answered", "called_dispatched", "called_mobile", "called_cleared",
                         "called_closed", "answered_arrived", "created_arrived", "graded_arrived", "dispatched_mobile",
                         "dispatched_arrived", "mobile_arrived", "arrived_cleared"},
                        "called_arrived"}};
    measure.groups = groups();
    measure.reasons = reasons();
    measure.source = source(Asks::interval);
    return measure;
}

Measure median() {
    Measure measure = response("response_time_median", "Median response time", Kind::percentile);
    measure.caution = "The median is the nearest rank: a time that happened, never between two.";
    measure.example = {std::string(example_rows), {}, 10.0, 3, 7};
    return measure;
}

Measure ninetieth() {
    Measure measure = response("response_time_p90", "90th percentile of response time", Kind::percentile);
    measure.percent = 90;
    measure.caution = "Nearest rank: nine in ten incidents were reached in this time or less.";
    measure.example = {std::string(example_rows), {}, 20.0, 3, 7};
    return measure;
}

Measure mean() {
    Measure measure = response("response_time_mean", "Mean response time", Kind::mean);
    measure.caution = "A few very long times move the mean; read it beside the median.";
    measure.example = {std::string(example_rows), {}, 34.0 / 3, 3, 7};
    return measure;
}

Measure within_limit() {
    Measure measure = response("response_within_limit", "Responses within the limit", Kind::share);
    measure.counts =
        "incidents reached within their limit: 15 minutes for emergency, 60 for priority, or --limit_minutes for all";
    measure.out_of = "incidents whose time from call to first arrival could be measured";
    measure.caution =
        "An incident without a grade, as another system's history may hold, is held to 15 minutes, and the notes say "
        "how many. "
        "Limits: national call handling standards 2005-6.";
    measure.clock =
        "from the call, or its answer where no telephone system told more, to the first arrival. Incidents belong to "
        "the month of "
        "Europe/London in which they were opened";
    measure.unit = "%";
    measure.options = {grade_option, origin_option, {"limit_minutes", "limit", {}, ""}};
    measure.source = source(Asks::within);
    measure.example = {std::string(example_rows), {{"limit_minutes", "15"}}, 200.0 / 3, 2, 3};
    return measure;
}

// Finding C3: compliance measured live, by the force's own levels and clock.
Measure kept() {
    Measure measure = response("arrival_within_level", "Arrivals within the limit of the level", Kind::share);
    measure.counts = "incidents reached within the limit of the level they stand at";
    measure.out_of = "incidents with a limit that somebody has reached";
    measure.leaves_out =
        "exercises, incidents whose clocks run backwards, those at a level without a limit, and those not reached yet; "
        "each is counted in the notes";
    measure.clock =
        "from the instant that the force's policy names for the level (receipt, answer, creation or grading) to the "
        "first arrival. Incidents belong to the month of Europe/London in which they were opened";
    measure.caution = "An incident that nobody has reached is not judged; see the late list.";
    measure.unit = "%";
    measure.options = {grade_option, origin_option};
    measure.source = source(Asks::kept);
    measure.example = {std::string(example_rows), {}, 100.0, 4, 4};
    return measure;
}

// Finding H2: the attendance rate by type and area, beside the target of the force's policy.
Measure attended() {
    Measure measure = response("attendance_rate", "Incidents attended", Kind::share);
    measure.counts = "incidents that somebody attended";
    measure.out_of = "incidents of which it is known whether somebody attended";
    measure.leaves_out = "exercises, and incidents of which nobody has said yet; each is counted in the notes";
    measure.clock = "incidents belong to the month of Europe/London in which they were opened";
    measure.caution =
        "Group by type for crimes. The target, where the force has one, stands in its policy as "
        "attendance.target_share "
        "and on the policy page.";
    measure.unit = "%";
    measure.options = {grade_option, origin_option};
    measure.source = source(Asks::attended);
    measure.example = {std::string(example_rows), {}, 100.0, 5, 5};
    return measure;
}

// Complaint 16: downgrades are counted.
Measure lowered() {
    Measure measure = response("downgrades", "Incidents whose grade was lowered", Kind::share);
    measure.counts = "incidents whose grade a second person let be lowered";
    measure.out_of = "incidents opened in the area and period";
    measure.leaves_out = "exercises, counted in the notes";
    measure.clock = "incidents belong to the month of Europe/London in which they were opened";
    measure.caution = "What other systems lowered before an import is not known here.";
    measure.unit = "%";
    measure.options = {grade_option, origin_option};
    measure.source = source(Asks::lowered);
    measure.example = {std::string(example_rows), {}, 0.0, 0, 6};
    return measure;
}

Measure demand() {
    Measure measure = response("demand_by_hour_of_week", "Demand by hour of the week", Kind::per_hour);
    measure.counts = "incidents by the hour at which the call came";
    measure.out_of =
        "hours of the clock: of the whole period, or of those that fall on the hour of the week shown (168 cells)";
    measure.leaves_out = "exercises, and imported incidents that have no time of day; each is counted in the notes";
    measure.clock =
        "the call, else its answer, else the opening, on the clock of Europe/London; a night of a clock change has one "
        "hour more or "
        "less. Incidents belong to the month in which they were opened";
    measure.unit = "incidents per hour";
    measure.options = {grade_option, origin_option};
    measure.source = source(Asks::demand);
    measure.example = {std::string(example_rows), {}, 6.0 / 720, 6, 720};
    return measure;
}

Measure opened() {
    Measure measure = response("incidents_opened", "Incidents opened", Kind::count);
    measure.counts = "incidents opened in the area and period";
    measure.out_of.clear();
    measure.leaves_out = "exercises, counted in the notes";
    measure.clock =
        "the month of Europe/London in which the incident was opened; of an imported one, in which its call came";
    measure.unit = "incidents";
    measure.options = {grade_option, origin_option};
    measure.source = source(Asks::opened);
    measure.example = {std::string(example_rows), {}, 6, 6, std::nullopt};
    return measure;
}

}  // namespace

std::vector<Measure> measures() {
    return {median(), ninetieth(), mean(), within_limit(), kept(), attended(), lowered(), demand(), opened()};
}

}  // namespace bluelamp::incidents
