// SPDX-License-Identifier: Apache-2.0
#include "core/text.hpp"
#include "policy/reading.hpp"

namespace bluelamp::policy {
namespace {

constexpr std::size_t longest_line = 4'096;  // bounds how deep a dotted key can nest
constexpr std::size_t most_levels = 20;

void read_levels(Table& top, Policy& policy) {
    std::set<std::string, std::less<>> codes;
    for (Table& table : top.tables("level")) {
        Level level;
        level.code = table.code("code", codes);
        level.title = table.text("title");
        level.meaning = table.text("meaning");
        level.rank = static_cast<std::int64_t>(policy.levels.size()) + 1;
        level.national = table.choice("national", National::priority);
        level.limit_s = table.seconds("limit");
        level.clock = table.choice("clock", ClockBasis::created);
        table.end();
        if (!table.has("national")) {
            table.wrong("national",
                        "is missing; say which national shape it has: emergency, priority, scheduled, "
                        "without_deployment");
        }
        policy.levels.push_back(std::move(level));
    }
    if (policy.levels.empty() || policy.levels.size() > most_levels) {
        top.wrong("level",
                  fmt::format("is given {} times; give 1 to {} as [[level]]", policy.levels.size(), most_levels));
    }
}

void read_attendance(Table& top, Policy& policy) {
    Attendance& attendance = policy.attendance;
    Table table = top.table("attendance");
    if (!table.has("basis")) {
        table.wrong("basis", "is missing; write victim_wishes, everything or threat_risk_harm");
    }
    attendance.basis = table.choice("basis", AttendanceBasis::everything);
    attendance.in_words = table.text("in_words");
    attendance.target_share = table.real("target_share");
    attendance.attend_score = table.number("attend_score", 0, 1, 1'000);
    attendance.reassurance_s = table.seconds("reassurance").value_or(0);
    attendance.reassurance_by = role_named(table, "reassurance_by", "");
    attendance.review_by = role_named(table, "review_by", "");
    std::set<std::string, std::less<>> codes;
    for (Table& each : table.tables("reason")) {
        NonAttendanceReason reason;
        reason.code = each.code("code", codes);
        reason.title = each.text("title");
        reason.declined = each.flag("declined");
        reason.transfer = each.flag("transfer");
        each.end();
        attendance.reasons.push_back(std::move(reason));
    }
    table.end();
}

void read_thrive(Table& top, Policy& policy) {
    Table table = top.table("thrive");
    Table weights = table.table("weights");
    ThriveWeights& weight = policy.thrive.weights;
    boost::mp11::mp_for_each<json::Members<ThriveWeights>>(
        [&](auto member) { weight.*member.pointer = weights.number(member.name, weight.*member.pointer, 0, 10); });
    weights.end();
    policy.thrive.vulnerable_from = table.number("vulnerable_from", 2, 1, 3);
    for (Table& each : table.tables("step")) {
        policy.thrive.steps.push_back({each.number("from", 0, 1, 1'000), level_named(each, "level", policy)});
        for (const char* key : {"from", "level"}) {
            if (!each.has(key)) {
                each.wrong(key, "is missing; a step names the sum it begins at and its level");
            }
        }
        each.end();
    }
    table.end();
}

void read_repeat(Table& top, Policy& policy) {
    Table table = top.table("repeat");
    Repeat& repeat = policy.repeat;
    repeat.days = table.number("days", repeat.days, 1, 3'660);
    repeat.victim_times = table.number("victim_times", repeat.victim_times, 2, 100);
    repeat.caller_times = table.number("caller_times", repeat.caller_times, 2, 100);
    repeat.address_times = table.number("address_times", repeat.address_times, 2, 100);
    table.end();
}

void read_review(Table& top, Policy& policy) {
    Table table = top.table("review");
    Review& review = policy.review;
    review.from = table.real("from").value_or(review.from);
    review.to = table.real("to").value_or(review.to);
    // Written so that a number that is none is refused as well.
    if (!(review.from > 0 && review.from < review.to && review.to <= 1)) {
        table.wrong("from",
                    "and \"to\" are probabilities, the first the lower; give 0.05 and 1, or others between 0 and 1");
    }
    table.end();
}

void read_results(Table& top, Policy& policy) {
    std::set<std::string, std::less<>> codes;
    for (Table& each : top.tables("result")) {
        ResultCode result;
        result.code = each.code("code", codes);
        result.title = each.text("title");
        result.attended = each.flag("attended");
        result.not_needed = each.flag("not_needed");
        result.transfer = each.flag("transfer");
        each.end();
        policy.recording.results.push_back(std::move(result));
    }
    if (policy.recording.results.empty()) {
        top.wrong("result", "is missing: no incident could ever be closed; give at least one as [[result]]");
    }
}

/// A pattern with the placeholders {number} and {yy}, both needed: numbers start again each year.
void read_reference(Table& top, Policy& policy) {
    const std::string pattern = top.maybe_text("crime_reference");
    if (pattern.empty()) {
        return;
    }
    std::string rest = pattern;
    bool whole = true;
    for (const std::string_view each : {"{number}", "{yy}"}) {
        const std::size_t at = rest.find(each);
        whole = whole && at != std::string::npos;
        rest.erase(std::min(at, rest.size()), at == std::string::npos ? 0 : each.size());
    }
    if (!whole || rest.find_first_of("{}") != std::string::npos || rest.size() > 20) {
        top.wrong("crime_reference", "must hold {number} and {yy} once each and no other brace, as \"{number}/{yy}\"");
        return;
    }
    policy.recording.reference = pattern;
}

void read_recording(Table& top, Policy& policy) {
    Table table = top.table("recording");
    Recording& recording = policy.recording;
    recording.crime_words = table.list("crime_words");
    for (const std::string& each : recording.crime_words) {
        if (words(each).empty()) {
            table.wrong("crime_words", fmt::format("\"{}\" holds no word; take it away", each));
        }
    }
    recording.crime_qualifiers = table.list("crime_qualifiers");
    recording.crime_closing_codes = table.list("crime_closing_codes");
    recording.no_crime_reasons = table.list("no_crime_reasons");
    if (recording.no_crime_reasons.empty()) {
        table.wrong("no_crime_reasons", "is missing: a suspected crime could never be explained; give at least one");
    }
    table.end();
    read_reference(top, policy);
}

void read_deciders(Table& top, Policy& policy) {
    Table table = top.table("deciders");
    Deciders& deciders = policy.deciders;
    boost::mp11::mp_for_each<json::Members<Deciders>>(
        [&](auto member) { deciders.*member.pointer = role_named(table, member.name, deciders.*member.pointer); });
    table.end();
}

void read_markers(Table& top, Policy& policy) {
    std::set<std::string, std::less<>> codes;
    for (Table& each : top.tables("marker")) {
        MarkerKind marker;
        marker.code = each.code("code", codes);
        marker.title = each.text("title");
        marker.high_risk = each.flag("high_risk");
        marker.vulnerable = each.flag("vulnerable");
        marker.warning = each.flag("warning");
        marker.raises_to = level_named(each, "raises_to", policy);
        marker.review_days = each.number("review_days", marker.review_days, 1, 3'660);
        each.end();
        policy.markers.push_back(std::move(marker));
    }
}

void read_heading(Table& top, Policy& policy) {
    policy.version = top.text("version");
    if (policy.version.size() > 60) {
        top.wrong("version", "is too long; use at most 60 characters, as \"city-of-london-2014.1\"");
    }
    policy.force = top.text("force");
    policy.title = top.text("title");
    policy.note = top.maybe_text("note");
    policy.consulted = top.text("consulted");
    policy.silent_type = top.maybe_text("silent_type");
    policy.bank_holidays = top.list("bank_holidays");
    for (const std::string& day : policy.bank_holidays) {
        if (!parse_date(day)) {
            top.wrong("bank_holidays", fmt::format("\"{}\" is no date; write \"2026-12-25\"", day));
        }
    }
    if (top.take_any("include")) {
        top.wrong("include", "cannot be read here; give the whole text, as `bluelamp policy show FILE` prints it");
    }
}

Policy read_policy(const toml::table& root, Notes& notes) {
    Policy policy;
    Table top(notes, &root, "");
    read_heading(top, policy);
    read_levels(top, policy);
    if (policy.levels.empty()) {
        return policy;  // everything else names levels
    }
    read_attendance(top, policy);
    read_thrive(top, policy);
    read_repeat(top, policy);
    read_review(top, policy);
    read_recording(top, policy);
    read_results(top, policy);
    read_deciders(top, policy);
    read_markers(top, policy);
    read_question_sets(top, policy);
    read_types(top, policy);
    read_deadlines(top, policy);
    top.end();
    return policy;
}

/// What toml++ must not be given: more than it can hold, or keys nested so deep that it could not let go of them.
bool fit_to_read(std::string_view text, Notes& notes) {
    if (text.size() > largest_policy) {
        notes.say_at(1, "", "The text is longer than 1 MiB; shorten it.");
        return false;
    }
    if (!valid_utf8(text)) {
        notes.say_at(1, "", "The text is not UTF-8; save it as UTF-8.");
        return false;
    }
    for (std::int64_t line = 1; !text.empty(); ++line) {
        const std::size_t end = std::min(text.find('\n'), text.size());
        if (end > longest_line) {
            notes.say_at(line, "", fmt::format("The line is longer than {} bytes; break it.", longest_line));
            return false;
        }
        text.remove_prefix(std::min(end + 1, text.size()));
    }
    return true;
}

/// The policy, which is whole only when nothing was noted.
Policy read_text(std::string_view text, Notes& notes) {
    if (!fit_to_read(text, notes)) {
        return {};
    }
    toml::table root;
    try {
        root = toml::parse(text);
    } catch (const toml::parse_error& error) {  // toml++ says so by exception; its words and place become ours
        notes.say_at(error.source().begin.line, "", fmt::format("This is not TOML: {}.", error.description()));
        return {};
    }
    Policy policy = read_policy(root, notes);
    if (!policy.levels.empty()) {
        check_levels(policy, notes);
        check_types(policy, notes);
        check_deciders(policy, notes);
        check_deadlines(policy, notes);
    }
    return policy;
}

}  // namespace

Result<Policy> parse(std::string_view text, std::string_view file) {
    Notes notes(text, file);
    Policy policy = read_text(text, notes);
    const auto wrong = notes.problems();
    if (!wrong.empty()) {
        const PolicyProblem& first = wrong.front();
        return fail(ErrorCode::invalid, fmt::format("{}:{}", first.file, first.line),
                    first.key.empty() ? first.message : fmt::format("{}: {}", first.key, first.message));
    }
    return policy;
}

std::vector<PolicyProblem> problems(std::string_view text, std::string_view file) {
    Notes notes(text, file);
    read_text(text, notes);
    return notes.problems();
}

}  // namespace bluelamp::policy
