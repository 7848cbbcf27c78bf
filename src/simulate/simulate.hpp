// SPDX-License-Identifier: Apache-2.0
/// Simulate: a force that does not exist: people with known truth, calls, shifts, days.
///
/// Owns nothing that is stored: all it does goes through the desks' own commands, each in the write lane, in the name
/// of accounts it makes. Needs an injected past: commands get the simulated instant as their `now`.
///
/// Promises: the same seed, scale and first instant give the same people, calls, decisions and ids, and so the same
/// truth to the byte, on both databases (what differs is what was there before: the force's first teams, and how fast).
/// A force that was stopped goes on: its people come from the seed, its staff and its open work from the database. Each
/// simulated hour it is held against what must always be so (checks.hpp); what does not hold ends it, and the error
/// names seed and instant. All people are invented, telephone numbers are those reserved for drama.
/// Refuses: a force without streets (lists.hpp), a scale that is not above 0 and at most 5.
/// Start reading at force.cpp, then calls.cpp.
#pragma once

#include <memory>
#include <ostream>

#include "simulate/truth.hpp"
#include "simulate/world.hpp"

namespace bluelamp::simulate {

struct Report {
    std::string seed;
    double scale = 0;
    Instant from, until;
    std::int64_t staff = 0, persons = 0;                ///< who work; who may ring
    std::int64_t calls = 0, incidents = 0, crimes = 0;  ///< in the database, of this force
    std::int64_t commands = 0, acts = 0;                ///< kept; recorded in the journal by them
    std::int64_t passed_over = 0;                       ///< came too late: somebody else was quicker
    std::int64_t checks = 0;                            ///< how often all invariants were held against it
    Score recognition;                                  ///< of callers, at the call
};
BOOST_DESCRIBE_STRUCT(Report, (),
                      (seed, scale, from, until, staff, persons, calls, incidents, crimes, commands, acts, passed_over,
                       checks, recognition))

/// Refuses a scale that no force has.
Result<void> may_live(const Settings& settings);

/// How far it is; false stops it at the end of a simulated hour.
using GoOn = std::function<bool(Instant now, std::int64_t acts)>;

/// How a force lives: alone, checked each hour and told of deadlines by itself; catching up before a server answers,
/// where others may have written meanwhile, unchecked; or in a server, whose housekeeping tells and whose people may be
/// quicker.
enum class Life { alone, catching_up, in_server };

class Force {
   public:
    /// Makes staff where there is none, or goes on with the force that is there. `truth` may be null; it and `world`'s
    /// database outlive the force.
    static Result<std::unique_ptr<Force>> open(World world, const Settings& settings, std::ostream* truth);
    ~Force();
    Force(const Force&) = delete;
    Force& operator=(const Force&) = delete;

    /// The instant up to which it has lived.
    [[nodiscard]] Instant lived_until() const;
    /// Nothing happens until then.
    void pass_over(Instant until);
    /// Lives on until then, as fast as the database goes. Answers whether it was stopped before.
    Result<bool> live_until(Instant until, Life life, const GoOn& go_on = {});
    /// Every invariant over everything, journal included; ends the truth.
    Result<Report> report();

   private:
    struct Parts;
    explicit Force(std::unique_ptr<Parts> parts);
    std::unique_ptr<Parts> parts_;
};

}  // namespace bluelamp::simulate
