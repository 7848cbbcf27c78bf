// SPDX-License-Identifier: Apache-2.0
/// How good the register is, and how fairly and steadily the model judges it.
///
/// Owns no records: counts what the review and the decisions tell. Names are put into groups by how they are written
/// (words, letters, length, how many share them), never by what somebody guesses of the people who bear them.
///
/// Promises: shares come with a 95% interval (Wilson), and with nothing where too few were decided; drift is the
/// population stability index (Siddiqi, Credit Risk Scorecards, 2006) of weights then and now. Only figures are told,
/// so clearance does not narrow them; one says how many of those that wait the reader may not see, so that no pair
/// waits unseen by all without anybody being told. Start reading at quality.cpp.
#pragma once

#include "policing/people/review.hpp"

namespace bluelamp::people {

struct DecidedWeek {
    LocalDate from;  ///< its Monday
    std::int64_t same = 0, different = 0;
    std::int64_t undone = 0;  ///< of them
};
BOOST_DESCRIBE_STRUCT(DecidedWeek, (), (from, same, different, undone))

/// Pairs that were decided where names are written in one way.
struct NameGroup {
    std::string by;     ///< "Words", "Letters" (accents taken off), "Length"
    std::string group;  ///< "one word"
    std::int64_t decided = 0;
    std::int64_t otherwise = 0;              ///< decided against the score: 0.5 or more and different, or less and same
    std::optional<double> share, low, high;  ///< of them; nothing below `fewest_decided`
};
BOOST_DESCRIBE_STRUCT(NameGroup, (), (by, group, decided, otherwise, share, low, high))
inline constexpr std::int64_t fewest_decided = 10;

/// Weights of pairs found first and last under one model, in bands of a tenth each of the first.
struct WeightBand {
    std::optional<double> from, to;  ///< nothing: open
    double then = 0, now = 0;        ///< shares
};
BOOST_DESCRIBE_STRUCT(WeightBand, (), (from, to, then, now))
struct Drift {
    std::string model;
    std::int64_t then = 0, now = 0;  ///< pairs
    double index = 0;                ///< under 0.1 steady, from 0.25 on another population
    std::vector<WeightBand> bands;
};
BOOST_DESCRIBE_STRUCT(Drift, (), (model, then, now, index, bands))

struct Quality {
    std::int64_t registered = 0;       ///< records of persons
    std::int64_t joined_records = 0;   ///< of them joined with others by decision
    std::int64_t joined_persons = 0;   ///< persons they are
    double estimated_duplicates = 0;   ///< pairs still to decide, each counted by its probability
    std::int64_t likely_pairs = 0;     ///< of 0.5 or more
    std::int64_t likely_clusters = 0;  ///< groups of records that these pairs hold together
    std::int64_t waiting = 0, postponed = 0;
    std::int64_t waiting_unseen = 0;  ///< of those waiting: not for this reader to see, so others must decide them
    std::optional<Instant> oldest;    ///< when the oldest that waits was found
    std::vector<DecidedWeek> weeks;   ///< the last twelve, this one last
    std::vector<NameGroup> groups;    ///< of the newest 2,000 decided
    std::optional<Drift> drift;       ///< nothing below 200 pairs
};
BOOST_DESCRIBE_STRUCT(Quality, (),
                      (registered, joined_records, joined_persons, estimated_duplicates, likely_pairs, likely_clusters,
                       waiting, postponed, waiting_unseen, oldest, weeks, groups, drift))

/// Needs Permission::review_people.
Result<Quality> read_quality(db::Reader& reader, const Act& act, const api::Nothing& nothing);

/// Of weights in the order in which they were found; nothing below 200.
std::optional<Drift> drift_of(const std::vector<double>& weights);

/// GET /api/v1/people/identity/quality.
void add_quality_routes(api::Router& router);

}  // namespace bluelamp::people
