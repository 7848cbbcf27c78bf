// SPDX-License-Identifier: Apache-2.0
/// Policy: what a force has decided about grades, attendance, questions, limits and who decides, as types.
///
/// Owns the policy file's shape, its parsing and its rules (a rule that can never be met is refused), the versions of
/// it and which is in force. Does not decide any single case: desks ask it and record the version they asked.
///
/// Promises: a Policy that parsed is whole: every code it names exists in it. Errors name line, key and remedy. A
/// version is never changed; a new one is proposed by one person and activated by another, from an instant not in the
/// past. Refuses: unknown keys, codes given twice, limits that contradict each other, a second person who is the first.
///
/// Codes are the force's own words in lower case with underscores; they are stored with records. Times in a file are
/// written "12 min", "48 h", "5 working days". Start reading at parse.cpp.
#pragma once

#include <filesystem>
#include <functional>
#include <memory>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include <boost/describe.hpp>

#include "core/instant.hpp"
#include "core/result.hpp"

namespace bluelamp::policy {

/// How fast, as every force can be compared: the national shape (call handling standards 2005-6).
enum class National { emergency, priority, scheduled, without_deployment };
BOOST_DESCRIBE_ENUM(National, emergency, priority, scheduled, without_deployment)

/// From which instant of the incident the limit to first arrival runs.
enum class ClockBasis { received, answered, created, graded };
BOOST_DESCRIBE_ENUM(ClockBasis, received, answered, created, graded)

/// One level of the force's scheme: "I, Immediate, 15 minutes from answer".
struct Level {
    std::string code;   ///< "immediate"
    std::string title;  ///< "Immediate"
    std::string meaning;
    National national = National::priority;
    std::int64_t rank = 1;                ///< 1 is the fastest; the place in the file
    std::optional<std::int64_t> limit_s;  ///< to first arrival; nothing when nobody is sent
    ClockBasis clock = ClockBasis::created;
};
BOOST_DESCRIBE_STRUCT(Level, (), (code, title, meaning, national, rank, limit_s, clock))

/// Elapsed time runs always; working time only on working days (England and Wales), by whole days.
enum class TimeBasis { elapsed, working };
BOOST_DESCRIBE_ENUM(TimeBasis, elapsed, working)

struct Limit {
    TimeBasis basis = TimeBasis::elapsed;
    std::int64_t s = 0;     ///< elapsed seconds
    std::int64_t days = 0;  ///< working days; the promise is kept until the end of the last of them
};
BOOST_DESCRIBE_STRUCT(Limit, (), (basis, s, days))

/// Somebody is told at `offset_s` from the due instant (before it when negative).
struct Telling {
    std::int64_t offset_s = 0;
    std::string to;  ///< "owner", or a role: "supervisor"
};
BOOST_DESCRIBE_STRUCT(Telling, (), (offset_s, to))

/// A promise the force makes whenever `starts` happens (DESIGN.md section 6).
struct DeadlineRule {
    std::string code;                        ///< "record_crime"
    std::string title;                       ///< "Record the crime"
    std::vector<std::string> starts;         ///< event names: "crime.suspected"
    std::vector<std::string> meets;          ///< "crime.recorded", "incident.no_crime_decided"
    std::vector<std::string> ends;           ///< events after which it is owed no more: "incident.joined"
    bool by_level = false;                   ///< the limit is that of the incident's level ("limit = 'level'")
    Limit limit;                             ///< unless by_level
    std::vector<Telling> tell;               ///< in order of offset; the breach itself is offset 0
    std::vector<std::string> pause_reasons;  ///< empty: it never pauses
    std::string source;                      ///< statute, standard or the force's own decision
};
BOOST_DESCRIBE_STRUCT(DeadlineRule, (),
                      (code, title, starts, meets, ends, by_level, limit, tell, pause_reasons, source))

enum class AnswerKind { yes_no, choice, text, number };
BOOST_DESCRIBE_ENUM(AnswerKind, yes_no, choice, text, number)

/// An answer that raises the grade: "a weapon is seen: yes" → immediate, because "A weapon is present".
struct Raises {
    std::string when;         ///< the answer; "yes", one of the choices
    std::string level;        ///< code of the lowest level it then proposes; empty when it raises none
    std::string because;      ///< shown and recorded
    bool vulnerable = false;  ///< somebody at risk: declined attendance needs a reassurance visit
    bool crime = false;       ///< suggests a crime: closing needs crimes or a reason why none
};
BOOST_DESCRIBE_STRUCT(Raises, (), (when, level, because, vulnerable, crime))

struct Question {
    std::string code;  ///< "weapon"; unique in the file
    std::string text;
    AnswerKind answer = AnswerKind::yes_no;
    std::vector<std::string> choices;
    bool must = false;      ///< asked before the incident can be closed, or recorded as "not known" with a reason
    bool verifies = false;  ///< asks again what is known, in order to check it: never "typed twice"
    std::vector<Raises> raises;
};
BOOST_DESCRIBE_STRUCT(Question, (), (code, text, answer, choices, must, verifies, raises))

struct QuestionSet {
    std::string code;  ///< "domestic_abuse"
    std::string title;
    std::vector<Question> questions;
};
BOOST_DESCRIBE_STRUCT(QuestionSet, (), (code, title, questions))

enum class CrimeExpected { no, possible, yes };
BOOST_DESCRIBE_ENUM(CrimeExpected, no, possible, yes)

/// One row of the table of incident types, the heart of the file.
struct IncidentType {
    std::string code;      ///< opening code: "burglary_home"
    std::string title;     ///< "Burglary of a home"
    std::string category;  ///< of the national list (reference/nsir_categories.csv); empty: a crime, which has none
    std::vector<std::string> words;  ///< what a caller says of it, for finding it by typing
    std::string floor;               ///< lowest level it is ever proposed at
    std::vector<std::string> question_sets;
    std::vector<std::string> card;    ///< action card, one line each
    std::vector<std::string> notify;  ///< roles told at once
    std::vector<std::string> units_required, units_forbidden;
    std::optional<std::int64_t> welfare_check_s;
    std::vector<std::string> results;  ///< closing results allowed (Result::code); empty: all
    CrimeExpected crime_expected = CrimeExpected::no;
    std::string offence;      ///< Home Office code proposed when a crime is raised; may be empty
    bool restricted = false;  ///< the incident is seen by clearance or owner only
    bool always_attend = false;
    bool vulnerable = false;  ///< somebody at risk by what it is (domestic, missing, concern for safety)
    bool home = false;        ///< at the victim's home (since October 2022 home burglaries are attended: NPCC)
};
BOOST_DESCRIBE_STRUCT(IncidentType, (),
                      (code, title, category, words, floor, question_sets, card, notify, units_required,
                       units_forbidden, welfare_check_s, results, crime_expected, offence, restricted, always_attend,
                       vulnerable, home))

/// How an incident may end.
struct ResultCode {
    std::string code;  ///< "attended_dealt_with"
    std::string title;
    bool attended = false;
    bool not_needed = false;  ///< "no longer needed": never closes an incident with somebody vulnerable
    bool transfer = false;    ///< handed to another body, as fraud to the national reporting centre
};
BOOST_DESCRIBE_STRUCT(ResultCode, (), (code, title, attended, not_needed, transfer))

/// Who decides whether somebody goes.
enum class AttendanceBasis {
    victim_wishes,     ///< attend whenever the victim wishes (Met letter 2014)
    everything,        ///< attend unless a reason of the list holds (City letter 2014)
    threat_risk_harm,  ///< weigh threat, risk and harm (Hertfordshire letter 2014)
};
BOOST_DESCRIBE_ENUM(AttendanceBasis, victim_wishes, everything, threat_risk_harm)

struct NonAttendanceReason {
    std::string code;  ///< "internet_fraud"
    std::string title;
    bool declined = false;  ///< the caller does not want anybody: with vulnerability it needs a reassurance visit
    bool transfer = false;  ///< recorded as a transfer to another body
};
BOOST_DESCRIBE_STRUCT(NonAttendanceReason, (), (code, title, declined, transfer))

struct Attendance {
    AttendanceBasis basis = AttendanceBasis::everything;
    std::string in_words;
    std::optional<double> target_share;  ///< of crimes attended, 0 to 1
    std::int64_t attend_score = 0;       ///< threat_risk_harm: the sum of the assessment from which somebody goes
    std::vector<NonAttendanceReason> reasons;
    std::int64_t reassurance_s = 0;  ///< within which the reassurance visit is made; 0: the force makes none
    std::string reassurance_by;      ///< role
    std::string review_by;           ///< role that reviews a declined attendance
};
BOOST_DESCRIBE_STRUCT(Attendance, (),
                      (basis, in_words, target_share, attend_score, reasons, reassurance_s, reassurance_by, review_by))

/// When somebody, an address or a number counts as repeat: at least `times` within `days`.
struct Repeat {
    std::int64_t days = 365;
    std::int64_t victim_times = 2, caller_times = 3, address_times = 3;
};
BOOST_DESCRIBE_STRUCT(Repeat, (), (days, victim_times, caller_times, address_times))

/// A person decides about two records of persons when the probability that they are one lies between these, the surest
/// first. Nothing is ever joined without a decision, however sure.
struct Review {
    double from = 0.05, to = 1;
};
BOOST_DESCRIBE_STRUCT(Review, (), (from, to))

struct MarkerKind {
    std::string code;  ///< "domestic_abuse_high_risk"
    std::string title;
    bool high_risk = false;  ///< a silent or dropped 999 from a number that leads to it is graded fastest at once
    bool vulnerable = false;
    bool warning = false;   ///< officers are warned (violence, weapons, dog, infection)
    std::string raises_to;  ///< level a call from it is proposed at, at least; may be empty
    std::int64_t review_days = 365;
};
BOOST_DESCRIBE_STRUCT(MarkerKind, (), (code, title, high_risk, vulnerable, warning, raises_to, review_days))

struct Recording {
    std::vector<std::string> crime_words;  ///< words of a log that suggest a crime
    std::vector<std::string> crime_qualifiers, crime_closing_codes;
    std::string reference = "{number}/{yy}";  ///< pattern of a crime's reference
    std::vector<ResultCode> results;
    std::vector<std::string> no_crime_reasons;  ///< codes, as "no_offence_disclosed"
};
BOOST_DESCRIBE_STRUCT(Recording, (),
                      (crime_words, crime_qualifiers, crime_closing_codes, reference, results, no_crime_reasons))

/// Who may decide what: roles of access, by duty.
struct Deciders {
    std::string downgrade = "supervisor";         ///< the second person of a downgrade
    std::string cancel_crime = "decision_maker";  ///< independent of the investigation
    std::string cancel_rape = "registrar";        ///< of rape only the crime registrar
    std::string finalise_outcome = "supervisor";
    std::string abandoned_calls = "supervisor";  ///< told of abandoned calls nobody rang back
    std::string identity_review = "registrar";   ///< whether two uncertain records of persons are one
};
BOOST_DESCRIBE_STRUCT(Deciders, (),
                      (downgrade, cancel_crime, cancel_rape, finalise_outcome, abandoned_calls, identity_review))

/// What the caller said of the situation, each from 0 (none) to 3 (grave).
struct ThriveWeights {
    std::int64_t threat = 1, harm = 1, risk = 1, investigation = 1, vulnerability = 1, engagement = 1;
};
BOOST_DESCRIBE_STRUCT(ThriveWeights, (), (threat, harm, risk, investigation, vulnerability, engagement))

/// A sum of the weighed assessment from which a level is proposed.
struct ThriveStep {
    std::int64_t from = 0;
    std::string level;
};
BOOST_DESCRIBE_STRUCT(ThriveStep, (), (from, level))

struct Thrive {
    ThriveWeights weights;
    std::vector<ThriveStep> steps;     ///< highest first
    std::int64_t vulnerable_from = 2;  ///< somebody is at risk when vulnerability is assessed at this or more
};
BOOST_DESCRIBE_STRUCT(Thrive, (), (weights, steps, vulnerable_from))

struct Policy {
    std::string version;  ///< "city-of-london-2014.1"
    std::string force;    ///< police.uk id
    std::string title;
    std::string note;           ///< "as described in the 2014 letter; not current policy"
    std::string consulted;      ///< how the public was consulted, or that it was not
    std::string silent_type;    ///< IncidentType of silent and dropped calls; may be empty
    std::vector<Level> levels;  ///< by rank
    Attendance attendance;
    Thrive thrive;
    Repeat repeat;
    Review review;
    Recording recording;
    Deciders deciders;
    std::vector<MarkerKind> markers;
    std::vector<QuestionSet> question_sets;
    std::vector<IncidentType> types;
    std::vector<DeadlineRule> deadlines;
    std::vector<std::string> bank_holidays;  ///< dates beyond the shipped list, ISO

    [[nodiscard]] const Level* level(std::string_view code) const;
    /// The fastest level of that national shape; where the force has none, the next faster one. Never null.
    [[nodiscard]] const Level* level_of(National shape) const;
    [[nodiscard]] const Level& fastest() const { return levels.front(); }
    /// The slowest level at which somebody is sent; the fastest where nobody ever is.
    [[nodiscard]] const Level& slowest_sent() const;
    [[nodiscard]] const IncidentType* type(std::string_view code) const;
    [[nodiscard]] const QuestionSet* question_set(std::string_view code) const;
    [[nodiscard]] const Question* question(std::string_view code) const;
    [[nodiscard]] const MarkerKind* marker(std::string_view code) const;
    [[nodiscard]] const ResultCode* result(std::string_view code) const;
    [[nodiscard]] const NonAttendanceReason* reason(std::string_view code) const;
};
BOOST_DESCRIBE_STRUCT(Policy, (),
                      (version, force, title, note, consulted, silent_type, levels, attendance, thrive, repeat, review,
                       recording, deciders, markers, question_sets, types, deadlines, bank_holidays))

/// Longest text of a policy, with what it includes.
inline constexpr std::size_t largest_policy = 1024 * 1024;

/// Reads and checks the whole text of a policy. `file` names it in errors: field "forces/met-2014.toml:41", message
/// "level[2].limit: …". The first error is answered; `problems` lists all of them.
Result<Policy> parse(std::string_view text, std::string_view file);

/// The text of a file that `include` names, as "common-2014.toml".
using Load = std::function<Result<std::string>(std::string_view name)>;

/// The whole text of a policy: `text` followed by the files that it includes, so that it can be kept and read again
/// without them; errors still name the file and its own line. Included files hold tables only and include nothing.
Result<std::string> whole_text(std::string_view text, std::string_view file, const Load& load);

/// The whole text of the policy in `path`; what it includes stands beside it.
Result<std::string> read_whole(const std::filesystem::path& path);

/// Names of what desks report to the deadlines: what a rule may start with, be met by or end with.
[[nodiscard]] std::span<const std::string_view> events();

/// A time as a file writes it: "90 s", "12 min", "48 h", "7 days", "5 working days".
Result<Limit> parse_limit(std::string_view text);
[[nodiscard]] std::string in_words(const Limit& limit);

/// One thing wrong with a file.
struct PolicyProblem {
    std::string file;
    std::int64_t line = 0;
    std::string key;      ///< "incident_type[3].floor"
    std::string message;  ///< what is wrong and what to give instead
};
BOOST_DESCRIBE_STRUCT(PolicyProblem, (), (file, line, key, message))
/// Everything wrong with a whole text, in order of its lines; empty when `parse` reads it.
std::vector<PolicyProblem> problems(std::string_view text, std::string_view file);

/// What differs between two policies, in words a police officer reads: "Level Immediate: limit 15 min, was 12 min".
std::vector<std::string> differences(const Policy& before, const Policy& after);

/// The versions in memory. Commands ask for the version their Act names, so that what is decided and what is recorded
/// agree. Safe to call from any thread.
class Book {
   public:
    virtual ~Book() = default;
    /// In force at `now`; never null.
    [[nodiscard]] virtual std::shared_ptr<const Policy> in_force(Instant now) const = 0;
    /// The version of that name; the one in force when the name is unknown or empty.
    [[nodiscard]] virtual std::shared_ptr<const Policy> version(std::string_view name, Instant now) const = 0;
};

/// A book of one version (tests, commands).
class OnePolicy final : public Book {
   public:
    explicit OnePolicy(Policy policy) : policy_(std::make_shared<const Policy>(std::move(policy))) {}
    [[nodiscard]] std::shared_ptr<const Policy> in_force(Instant) const override { return policy_; }
    [[nodiscard]] std::shared_ptr<const Policy> version(std::string_view, Instant) const override { return policy_; }

   private:
    std::shared_ptr<const Policy> policy_;
};

}  // namespace bluelamp::policy
