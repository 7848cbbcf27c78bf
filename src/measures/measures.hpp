// SPDX-License-Identifier: Apache-2.0
/// Measures: figures that anybody can recompute. A Measure is a definition, a query and a worked example, in that
/// order; a Reading is its value for an area and a period.
///
/// Owns the arithmetic of figures, their checks, comparisons and series. Knows no record: each desk and each exchange
/// hands in the measures of its own records (policing/<desk>/measures.cpp, exchange/<format>/measures.cpp), in one
/// visible list.
///
/// Promises: every reading carries numerator, denominator, 95 % interval, definition and basis, and opens to its
/// records: as many as its numerator. A point of a series is the reading for its month, area or option alone. Records
/// that cannot be judged are left out and counted in the notes. A period in which nothing was ever imported gives no
/// value (null), never 0. No two bases (recorded, published, imported) are mixed without saying so.
/// Refuses: a measure, area, option or group that does not exist (the error lists those that do), a month that does not
/// exist, a period that ends before it begins. Months are Europe/London and inclusive; instants UTC.
/// Safe to call from any thread. Start reading at figures.cpp.
#pragma once

#include <functional>
#include <map>
#include <optional>
#include <set>
#include <string>
#include <string_view>
#include <vector>

#include "access/act.hpp"
#include "core/instant.hpp"
#include "core/json.hpp"
#include "core/result.hpp"
#include "db/database.hpp"
#include "engine/statistics/statistics.hpp"
#include "measures/area.hpp"

namespace bluelamp::measures {

// ---- what is asked
// ---------------------------------------------------------------------------------------------------

using Options = std::map<std::string, std::string, std::less<>>;

struct Question {
    std::string area = "all";  ///< GSS code, name of a ward, borough or force, a force's police.uk name, or "all"
    Month from, to;            ///< both belong to the period
    Options options;           ///< "type" → "burglary"; those left out take the default of the measure
};

/// Whose records are counted, and for which reader.
struct Asker {
    ForceId force;
    access::Clearance clearance;
};

/// A question that has passed its checks: what queries are run with.
struct Scope {
    Asker asker;
    Area area;
    Month from, to;
    Options options;  ///< every option of the measure, defaults filled in; "" where nothing was asked
    std::string by;   ///< the group of a series, "" for one reading

    [[nodiscard]] Instant starts() const { return start_of(from); }
    [[nodiscard]] Instant ends() const { return start_of(plus_months(to, 1)); }
    /// What was asked for; "" also for a measure without this option.
    [[nodiscard]] const std::string& option(std::string_view name) const;
};

// ---- what is counted
// -------------------------------------------------------------------------------------------------

/// What a query found for one key of a group ("" when there is no group).
struct Tally {
    std::int64_t numerator = 0;
    std::int64_t denominator = 0;                  ///< everything judged, numerator included
    std::vector<statistics::Tallied> values;       ///< of measured quantities (milliseconds), in order
    std::map<std::string, std::int64_t> left_out;  ///< reason code → records not judged
    std::map<std::string, std::int64_t> remarks;   ///< reason code → records judged, but in a way that must be said
    std::set<std::string> bases;                   ///< "published", "recorded", "imported": of the records judged
};
using Tallies = std::map<std::string, Tally>;

/// For which part of the period records could be there at all.
struct Coverage {
    /// Months of a scope, within the one that was asked for, for which nothing was ever imported or recorded.
    std::function<std::vector<Month>(const Scope&)> missing;
    std::vector<std::string> notes;  ///< what a reader of the figure must know about its records
};

/// The records behind a figure, a page at a time.
struct Column {
    std::string name;
    std::string title;
};
BOOST_DESCRIBE_STRUCT(Column, (), (name, title))

struct Records {
    std::vector<Column> columns;
    std::vector<std::vector<std::optional<std::string>>> items;
    std::optional<std::string> next;  ///< cursor of the page after this one
};
BOOST_DESCRIBE_STRUCT(Records, (), (columns, items, next))

struct Paging {
    std::string after;        ///< cursor, "" for the first page
    std::int64_t limit = 50;  ///< 1 to 500
};

/// How a measure asks its records. Functions of the desk or exchange that owns them.
struct Source {
    std::function<Result<Tallies>(db::Reader&, const Scope&)> tally;
    std::function<Result<Coverage>(db::Reader&, const Scope&)> coverage;
    std::function<Result<Records>(db::Reader&, const Scope&, const Paging&)> records;
};

// ---- definitions
// -----------------------------------------------------------------------------------------------------

enum class Kind {
    count,         ///< numerator; exact Poisson interval
    per_thousand,  ///< numerator per 1,000 residents of the area; exact Poisson interval
    share,         ///< numerator ÷ denominator in percent; Wilson's interval
    ratio,         ///< two counts of different things in percent, may pass 100; interval of a ratio of Poisson counts
    percentile,    ///< nearest rank of measured minutes; order-statistic interval
    mean,          ///< of measured minutes; Student's interval
    per_hour,      ///< numerator ÷ hours of the clock; exact Poisson interval
};

struct Option {
    std::string name;
    std::string title;
    std::vector<std::string> values;  ///< what may be asked; empty: a whole number above 0
    std::string standard;             ///< taken when nothing is asked; "" = no restriction
};

struct Group {
    std::string name;   ///< "month"
    std::string title;  ///< "Month"
};

/// Why a record is not judged, or what must be said of it, in words that follow a number: "searches without an
/// outcome.".
struct Reason {
    std::string code;
    std::string words;
};

/// A tiny table of records and what must come out of it: shown to readers and run as a test on both databases.
struct Example {
    std::string records;  ///< CSV in the columns of the records' own file, sections headed by its kind
    Options options;
    std::optional<double> value;
    std::int64_t numerator = 0;
    std::optional<std::int64_t> denominator;
};

struct Measure {
    std::string name;
    std::string title;
    std::string counts;      ///< numerator in plain words
    std::string out_of;      ///< denominator in plain words, "" when there is none
    std::string leaves_out;  ///< exclusions
    std::string clock;       ///< which instant or month decides
    std::string caution;     ///< what the figure cannot say, "" when nothing
    std::string basis;       ///< of the records by nature; a reading states the basis it found
    std::string unit;
    Kind kind = Kind::count;
    double percent = 50;  ///< of Kind::percentile
    std::vector<Option> options;
    std::vector<Group> groups;
    std::vector<Reason> reasons;
    Source source;
    Example example;

    /// All of the above in sentences.
    [[nodiscard]] std::string definition() const;
};

/// "Of the records … the value is 40: numerator 2, denominator 5."
[[nodiscard]] std::string example_in_words(const Measure& measure);

// ---- answers
// ---------------------------------------------------------------------------------------------------------

struct Comparison {
    Month from, to;
    std::optional<double> value;
    std::optional<double> change;          ///< in the unit of the measure
    std::optional<double> change_percent;  ///< of the earlier value; null when that is 0
    std::optional<bool> significant;       ///< at 95 %; the note says by which test
};
BOOST_DESCRIBE_STRUCT(Comparison, (), (from, to, value, change, change_percent, significant))

struct Reading {
    std::optional<double> value;
    std::int64_t numerator = 0;
    std::optional<std::int64_t> denominator;
    std::optional<double> low, high;
    std::string definition, basis, unit;
    std::optional<Comparison> comparison;
    std::vector<std::string> notes;
};
BOOST_DESCRIBE_STRUCT(Reading, (),
                      (value, numerator, denominator, low, high, definition, basis, unit, comparison, notes))

struct Point {
    std::string key;  ///< "2021-06", "burglary", "E09000033", "Mon 08"
    std::string label;
    Reading reading;
};
BOOST_DESCRIBE_STRUCT(Point, (), (key, label, reading))

/// All measures of this binary, and the areas they can be asked for.
class Figures {
   public:
    /// Refuses (invariant) two measures of one name. `areas` must outlive this.
    Figures(std::vector<Measure> measures, const geography::Areas& areas);

    [[nodiscard]] const std::vector<Measure>& list() const { return measures_; }
    [[nodiscard]] Result<const Measure*> find(std::string_view name) const;

    Result<Reading> read(db::Reader& reader, const Asker& asker, std::string_view name, const Question& question) const;
    Result<std::vector<Point>> series(db::Reader& reader, const Asker& asker, std::string_view name,
                                      std::string_view by, const Question& question) const;
    Result<Records> records(db::Reader& reader, const Asker& asker, std::string_view name, const Question& question,
                            const Paging& paging) const;

   private:
    [[nodiscard]] Result<Scope> scope_of(const Measure& measure, const Asker& asker, const Question& question) const;

    std::vector<Measure> measures_;
    const geography::Areas& areas_;
};

}  // namespace bluelamp::measures
