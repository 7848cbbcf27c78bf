// SPDX-License-Identifier: Apache-2.0
#include "exchange/police_uk/measures.hpp"

#include <algorithm>

#include "exchange/police_uk/measure_sources.hpp"
#include "exchange/police_uk/vocabulary.hpp"

namespace bluelamp::police_uk {
namespace {

using measures::Kind;
using measures::Measure;

constexpr std::string_view anti_social = "anti-social-behaviour";

/// Each kind of a list of labels once, in its order.
std::vector<std::string> kinds_of(std::span<const Label> labels) {
    std::vector<std::string> kinds;
    for (const Label& each : labels) {
        if (std::ranges::find(kinds, each.kind) == kinds.end()) {
            kinds.emplace_back(each.kind);
        }
    }
    return kinds;
}

bool from_court(const std::string& kind) { return std::ranges::find(court_kinds(), kind) != court_kinds().end(); }

std::vector<std::string> crime_kinds(bool with_anti_social) {
    std::vector<std::string> kinds = kinds_of(crime_labels());
    if (!with_anti_social) {
        std::erase(kinds, anti_social);
    }
    return kinds;
}

/// What outcomes files give: neither results of a court nor the lack of an outcome.
std::vector<std::string> given_kinds() {
    std::vector<std::string> kinds = kinds_of(outcome_labels());
    std::erase_if(kinds, [](const std::string& kind) {
        return from_court(kind) || kind == "under-investigation" || kind == "status-update-unavailable";
    });
    return kinds;
}

const std::vector<measures::Group> place_groups{
    {"month", "Month"}, {"area", "Area"}, {"force", "Force"}, {"borough", "Borough"}, {"ward", "Ward"}};

std::vector<measures::Group> groups(std::vector<measures::Group> more) {
    more.insert(more.begin(), place_groups.begin(), place_groups.end());
    return more;
}

constexpr std::string_view map_points =
    "Below a force, areas are those of the published map point, which stands near the place, not at it.";
constexpr std::string_view no_favour =
    "No outcome is a target: charged is shown where none is asked for because it stands first in "
    "the national list; --by outcome shows them all.";

constexpr std::string_view crimes_example =
    "street\n"
    "Crime ID,Crime type,Last outcome category\n"
    "a1,Burglary,Under investigation\n"
    "a2,Burglary,Awaiting court outcome\n"
    "a3,Drugs,Local resolution\n"
    "a4,Shoplifting,Suspect charged\n"
    "a5,Vehicle crime,Status update unavailable\n"
    ",Anti-social behaviour,\n"
    ",Anti-social behaviour,\n";
constexpr std::string_view outcomes_example =
    "outcomes\n"
    "Crime ID,Outcome type\n"
    "a4,Suspect charged\n"
    "a4,Suspect charged\n"
    "a2,Suspect charged\n"
    "a3,Local resolution\n"
    "z9,Investigation complete; no suspect identified\n"
    "z8,Offender sent to prison\n";
constexpr std::string_view stops_example =
    "stop-and-search\n"
    "Type,Date,Officer-defined ethnicity,Outcome,Outcome linked to object of search\n"
    "Person search,2021-05-31T23:00:00+00:00,White,Arrest,True\n"
    "Person search,2021-06-10T12:00:00+00:00,Black,A no further action disposal,False\n"
    "Vehicle search,2021-06-10T13:00:00+00:00,,Community resolution,False\n"
    "Person search,2021-06-11T12:00:00+00:00,Asian,Nothing found - no further action,\n"
    "Person search,2021-06-12T12:00:00+00:00,White,,\n";

Measure crimes() {
    Measure measure;
    measure.name = "published_crimes";
    measure.title = "Published crimes";
    measure.counts = "rows of the monthly street files, one for each crime";
    measure.leaves_out = "anti-social behaviour, which is incidents and not crime, unless it is asked for as the type";
    measure.clock = "the month of the file, in which the crime was recorded";
    measure.caution = map_points;
    measure.basis = "published";
    measure.unit = "crimes";
    measure.kind = Kind::count;
    measure.options = {{"type", "crime type", crime_kinds(true), ""}};
    measure.groups = groups({{"type", "Crime type"}});
    measure.source = crimes_source();
    measure.example = {std::string(crimes_example), {}, 5, 5, std::nullopt};
    return measure;
}

Measure crime_rate() {
    Measure measure = crimes();
    measure.name = "published_crime_rate";
    measure.title = "Published crimes per 1,000 residents";
    measure.out_of =
        "residents of the area in the mid-year estimate nearest to the period, for the whole period, not for a year";
    measure.unit = "crimes per 1,000 residents";
    measure.kind = Kind::per_thousand;
    measure.example = {std::string(crimes_example), {}, 1.25, 5, 4'000};
    return measure;
}

std::vector<measures::Reason> open_share() {
    return {{"open", "of the crimes are still under investigation: the share of every outcome will rise."},
            {"unavailable",
             "of the crimes have no status, because the force did not supply one; they stay in the denominator."},
            {"blank", "of the crimes carry no outcome at all; they stay in the denominator."}};
}

Measure tracked() {
    Measure measure = crimes();
    measure.name = "outcome_rate_tracked";
    measure.title = "Outcomes of the crimes of a period";
    measure.counts =
        "crimes recorded in the period whose newest published outcome is the one asked for; charged includes every "
        "later "
        "stage at court, because the street files overwrite a charge with it";
    measure.out_of = "all crimes recorded in the period, those still open included";
    measure.leaves_out = "anti-social behaviour, which has no outcomes";
    measure.clock = "the month in which the crime was recorded; outcomes as they stood in the newest file imported";
    measure.caution = std::string("Basis: tracked (of recorded crimes); never compare it with closed or ratio. ") +
                      std::string(no_favour);
    measure.unit = "%";
    measure.kind = Kind::share;
    measure.options = {{"type", "crime type", crime_kinds(false), ""},
                       {"outcome", "outcome", kinds_of(outcome_labels()), "charged"}};
    measure.groups = groups({{"type", "Crime type"}, {"outcome", "Outcome"}});
    measure.reasons = open_share();
    measure.source = tracked_source(kinds_of(outcome_labels()));
    measure.example = {std::string(crimes_example), {}, 40.0, 2, 5};
    return measure;
}

Measure closed() {
    Measure measure = crimes();
    measure.name = "outcome_rate_closed";
    measure.title = "Outcomes given in a period";
    measure.counts = "outcomes of the kind asked for given in the period, whenever the crime was recorded";
    measure.out_of = "all outcomes given in the period";
    measure.leaves_out =
        "results of courts, which follow a charge already counted, and further rows that give the same outcome to the "
        "same crime (one for each suspect); both are counted in the notes";
    measure.clock = "the month of the outcomes file, in which the outcome was given";
    measure.caution = std::string("Basis: closed (of outcomes given); never compare it with tracked or ratio. ") +
                      std::string(no_favour);
    measure.unit = "%";
    measure.kind = Kind::share;
    measure.options = {{"outcome", "outcome", given_kinds(), "charged"}};
    measure.groups = groups({{"outcome", "Outcome"}});
    measure.reasons = {{"court", "rows are results of a court and are left out."},
                       {"repeated", "further rows give the same outcome to the same crime and are left out."}};
    measure.source = closed_source(given_kinds());
    measure.example = {std::string(outcomes_example), {}, 50.0, 2, 4};
    return measure;
}

Measure ratio() {
    Measure measure = closed();
    measure.name = "outcome_rate_ratio";
    measure.title = "Outcomes given for every 100 crimes recorded";
    measure.out_of = "crimes recorded in the same period; the two are not the same crimes, so the figure may pass 100";
    measure.clock = "outcomes by the month in which they were given, crimes by the month in which they were recorded";
    measure.caution = std::string("Basis: ratio (the old detection rate); never compare it with tracked or closed. ") +
                      std::string(no_favour);
    measure.kind = Kind::ratio;
    measure.source = ratio_source(given_kinds());
    measure.example = {std::string(crimes_example) + std::string(outcomes_example), {}, 40.0, 2, 5};
    return measure;
}

std::vector<measures::Option> stop_options() {
    return {{"type", "type of search", {"person", "vehicle", "person-and-vehicle"}, ""},
            {"officer_ethnicity", "officer-defined ethnicity", {"Asian", "Black", "Mixed", "Other", "White"}, ""}};
}

Measure stops() {
    Measure measure;
    measure.name = "stop_search_count";
    measure.title = "Stops and searches";
    measure.counts = "published searches of persons and vehicles";
    measure.clock = "the month of Europe/London in which the search took place";
    measure.caution = "Searches published without a position belong to no borough or ward.";
    measure.basis = "published";
    measure.unit = "searches";
    measure.kind = Kind::count;
    measure.options = stop_options();
    measure.groups = groups({{"ethnicity", "Self-defined ethnicity"},
                             {"officer_ethnicity", "Officer-defined ethnicity"},
                             {"object", "Object of search"},
                             {"outcome", "Outcome"},
                             {"age", "Age range"},
                             {"gender", "Gender"}});
    measure.source = stops_source(StopsThatCount::all);
    measure.example = {std::string(stops_example), {}, 5, 5, std::nullopt};
    return measure;
}

Measure find_rate() {
    Measure measure = stops();
    measure.name = "stop_search_find_rate";
    measure.title = "Searches that led to something";
    measure.counts = "searches whose outcome is anything but nothing found or no further action";
    measure.out_of = "searches whose outcome was published";
    measure.leaves_out = "searches with a blank or unknown outcome, counted in the notes";
    measure.caution =
        "The published words changed at the turn of 2017: until then \"nothing found\", since then \"a no further "
        "action "
        "disposal\", which also covers finds nothing was done about. Do not compare across that date. Searches "
        "published "
        "without a position belong to no borough or ward.";
    measure.unit = "%";
    measure.kind = Kind::share;
    std::erase_if(measure.groups, [](const measures::Group& group) { return group.name == "outcome"; });
    measure.reasons = {
        {"no_outcome", "searches have no published outcome, or one that is not known here, and are left out."}};
    measure.source = stops_source(StopsThatCount::find);
    measure.example = {std::string(stops_example), {}, 50.0, 2, 4};
    return measure;
}

Measure linked_rate() {
    Measure measure = find_rate();
    measure.name = "stop_search_linked_rate";
    measure.title = "Searches whose outcome was linked to their object";
    measure.counts = "searches whose outcome the force marked as linked to the object of the search";
    measure.out_of = "searches marked as linked or not linked";
    measure.leaves_out = "searches without that mark, counted in the notes; some forces publish it for few or none";
    measure.caution = "Searches published without a position belong to no borough or ward.";
    measure.reasons = {
        {"no_link", "searches do not say whether their outcome was linked to the object and are left out."}};
    measure.source = stops_source(StopsThatCount::linked);
    measure.example = {std::string(stops_example), {}, 100.0 / 3, 1, 3};
    return measure;
}

}  // namespace

std::vector<Measure> measures() {
    return {crimes(), crime_rate(), tracked(), closed(), ratio(), stops(), find_rate(), linked_rate()};
}

const std::vector<std::string>& court_kinds() {
    static const std::vector<std::string> kinds{"awaiting-court-result",
                                                "court-result-unavailable",
                                                "unable-to-proceed",
                                                "deprived-of-property",
                                                "fined",
                                                "absolute-discharge",
                                                "community-penalty",
                                                "conditional-discharge",
                                                "suspended-sentence",
                                                "imprisoned",
                                                "other-court-disposal",
                                                "compensation",
                                                "not-guilty",
                                                "sent-to-crown-court"};
    return kinds;
}

std::string ethnic_group(std::string_view published) {
    const auto says = [&](std::string_view word) { return published.find(word) != std::string_view::npos; };
    if (published.empty() || says("Not stated") || says("Not Stated")) {
        return "Not stated";
    }
    if (says("Chinese") || published.starts_with("Other ethnic group")) {
        return "Chinese or other";
    }
    for (const char* group : {"Asian", "Black", "Mixed", "White"}) {
        if (published.starts_with(group)) {
            return group;
        }
    }
    return "Not stated";
}

}  // namespace bluelamp::police_uk
