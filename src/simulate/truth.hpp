// SPDX-License-Identifier: Apache-2.0
/// The truth about an invented force, which its records must be found out from: JSON, one object a line. Who is who,
/// who rang, what the look-up said then, what was repeat, what was late and why.
///
/// Promises: the same seed gives the same bytes, whatever the database. Each line is written once everything it tells
/// of is kept. `score` reads such a file again: the recognition of callers, held against the truth.
#pragma once

#include <map>
#include <ostream>

#include "policing/people/people.hpp"
#include "simulate/population.hpp"

namespace bluelamp::simulate {

/// One person whom the look-up showed at a call, best first.
struct Shown {
    std::string subject, match;
    std::optional<double> probability;
};
BOOST_DESCRIBE_STRUCT(Shown, (), (subject, match, probability))

/// What was asked of the look-up at a call, and answered before anybody decided.
struct Asked {
    std::string kind = "call";
    std::string contact;
    Instant at;
    std::int64_t person = 0;            ///< who it really was
    std::vector<std::string> known_as;  ///< subjects that were his before this call
    std::vector<Shown> shown;
    std::optional<std::string> decided;  ///< subject; nothing: made anew, or left
};
BOOST_DESCRIBE_STRUCT(Asked, (), (kind, contact, at, person, known_as, shown, decided))

/// How well callers were recognised, by what the look-up put first with certain or probable.
struct Score {
    std::int64_t calls = 0;       ///< at which somebody named was looked up
    std::int64_t known = 0;       ///< of them by somebody on the register
    std::int64_t recognised = 0;  ///< of them that the look-up answered with somebody
    std::int64_t right = 0;       ///< and it was he
    std::int64_t shown = 0;       ///< of those known: he was among those shown, however far down
    double precision = 0, recall = 0;
    std::int64_t persons = 0, records = 0, repeats = 0, late = 0, told_late = 0, mistakes = 0;
};
BOOST_DESCRIBE_STRUCT(Score, (),
                      (calls, known, recognised, right, shown, precision, recall, persons, records, repeats, late,
                       told_late, mistakes))

class Truth {
   public:
    /// Writes to `out`, or nowhere when it is null.
    explicit Truth(std::ostream* out) : out_(out) {}

    void begins(const std::string& force, std::uint64_t seed, double scale, Instant from);
    void asked(Asked asked);
    /// A person was put on the register for `person`; tells of him when it is the first time.
    void made(const Person& person, const people::SubjectId& subject);
    /// "caller", "victim" or "place", for the second time or more.
    void repeat(std::string_view what, const std::string& record, const std::string& who, std::int64_t times);
    void late(std::string_view what, const std::string& record, std::string_view why);
    /// A promise was broken and somebody told of it.
    void told_late(const std::string& rule, const std::string& record, Instant due_at);
    void mistake(std::string_view what, const std::string& record, std::int64_t person);

    [[nodiscard]] std::vector<std::string> known_as(std::size_t person) const;
    /// Of all that was told so far.
    [[nodiscard]] Score score() const;

   private:
    template <class T>
    void write(const T& line);

    std::ostream* out_;
    Score score_;
    std::map<std::size_t, std::vector<std::string>> subjects_;
};

/// Refuses, naming the line, what is not a truth file.
Result<Score> score(const std::string& file);

}  // namespace bluelamp::simulate
