// SPDX-License-Identifier: Apache-2.0
#include "simulate/truth.hpp"

#include <fmt/format.h>

#include <fstream>

namespace bluelamp::simulate {
namespace {

struct Begins {
    std::string kind, force;
    std::string seed;  ///< in words: JSON numbers hold 53 bits in many readers
    double scale = 0;
    Instant from;
};
BOOST_DESCRIBE_STRUCT(Begins, (), (kind, force, seed, scale, from))

struct Made {
    std::string kind = "person";
    std::int64_t person = 0, household = 0;
    std::string subject, given_name, family_name;
    LocalDate date_of_birth;
    bool twin = false, namesake = false;
    std::int64_t records = 1;  ///< that he has by now: each but the first is one too many
};
BOOST_DESCRIBE_STRUCT(Made, (),
                      (kind, person, household, subject, given_name, family_name, date_of_birth, twin, namesake,
                       records))

struct Told {
    std::string kind, what, record, who;
    std::int64_t times = 0;
};
BOOST_DESCRIBE_STRUCT(Told, (), (kind, what, record, who, times))

struct ToldLate {
    std::string kind = "told_late", rule, record;
    Instant due_at;
};
BOOST_DESCRIBE_STRUCT(ToldLate, (), (kind, rule, record, due_at))

bool sure(const std::vector<Shown>& shown) {
    return !shown.empty() && shown.front().probability && *shown.front().probability >= 0.5;
}

bool holds(const std::vector<std::string>& all, const std::string& one) {
    return std::find(all.begin(), all.end(), one) != all.end();
}

void count(Score& score, const Asked& asked) {
    const bool known = !asked.known_as.empty();
    const bool recognised = sure(asked.shown);
    ++score.calls;
    score.known += known ? 1 : 0;
    score.recognised += recognised ? 1 : 0;
    score.right += recognised && holds(asked.known_as, asked.shown.front().subject) ? 1 : 0;
    const auto meant = [&](const Shown& each) { return holds(asked.known_as, each.subject); };
    score.shown += std::any_of(asked.shown.begin(), asked.shown.end(), meant) ? 1 : 0;
}

void count(Score& score, const Made& made) {
    ++score.records;
    score.persons += made.records == 1 ? 1 : 0;
}

void count(Score& score, const Told& told) {
    score.repeats += told.kind == "repeat" ? 1 : 0;
    score.late += told.kind == "late" ? 1 : 0;
    score.mistakes += told.kind == "mistake" ? 1 : 0;
}

void count(Score& score, const ToldLate& /*told*/) { ++score.told_late; }

void count(Score& /*score*/, const Begins& /*begins*/) {}

Score with_shares(Score score) {
    const auto share = [](std::int64_t part, std::int64_t all) {
        return all == 0 ? 0 : static_cast<double>(part) / static_cast<double>(all);
    };
    score.precision = share(score.right, score.recognised);
    score.recall = share(score.right, score.known);
    return score;
}

Result<void> read_line(const std::string& text, Score& score) {
    const json::Value value = TRY(json::parse(text));
    const auto* object = value.if_object();
    const auto* kind = object == nullptr ? nullptr : object->if_contains("kind");
    const auto* name = kind == nullptr ? nullptr : kind->if_string();
    if (name == nullptr) {
        return fail(ErrorCode::invalid, "kind", "Each line is an object with a kind.");
    }
    if (*name == "call") {
        count(score, TRY(json::from_text<Asked>(text)));
    } else if (*name == "person") {
        count(score, TRY(json::from_text<Made>(text)));
    } else if (*name == "told_late") {
        count(score, TRY(json::from_text<ToldLate>(text)));
    } else if (*name == "force") {
        count(score, TRY(json::from_text<Begins>(text)));
    } else {
        count(score, TRY(json::from_text<Told>(text)));
    }
    return {};
}

}  // namespace

template <class T>
void Truth::write(const T& line) {
    count(score_, line);
    if (out_ != nullptr) {
        *out_ << json::to_text(line) << '\n';
    }
}

void Truth::begins(const std::string& force, std::uint64_t seed, double scale, Instant from) {
    write(Begins{"force", force, std::to_string(seed), scale, from});
}

void Truth::asked(Asked asked) { write(asked); }

void Truth::made(const Person& person, const people::SubjectId& subject) {
    std::vector<std::string>& records = subjects_[person.number];
    records.push_back(subject.text());
    write(Made{"person", static_cast<std::int64_t>(person.number), static_cast<std::int64_t>(person.household),
               subject.text(), person.given, person.family, person.born, person.twin, person.namesake,
               static_cast<std::int64_t>(records.size())});
}

void Truth::repeat(std::string_view what, const std::string& record, const std::string& who, std::int64_t times) {
    write(Told{"repeat", std::string(what), record, who, times});
}

void Truth::late(std::string_view what, const std::string& record, std::string_view why) {
    write(Told{"late", std::string(what), record, std::string(why), 1});
}

void Truth::told_late(const std::string& rule, const std::string& record, Instant due_at) {
    write(ToldLate{"told_late", rule, record, due_at});
}

void Truth::mistake(std::string_view what, const std::string& record, std::int64_t person) {
    write(Told{"mistake", std::string(what), record, std::to_string(person), 1});
}

std::vector<std::string> Truth::known_as(std::size_t person) const {
    const auto found = subjects_.find(person);
    return found == subjects_.end() ? std::vector<std::string>() : found->second;
}

Score Truth::score() const { return with_shares(score_); }

Result<Score> score(const std::string& file) {
    std::ifstream in(file);
    if (!in) {
        return fail(ErrorCode::invalid, "--score", file + " cannot be read; give the file that --truth wrote.");
    }
    Score score;
    std::int64_t line = 0;
    for (std::string text; std::getline(in, text);) {
        ++line;
        if (auto read = read_line(text, score); !read) {
            return fail(ErrorCode::invalid, "--score",
                        fmt::format("{}, line {}: {} {}", file, line, read.error().field, read.error().message));
        }
    }
    if (line == 0) {
        return fail(ErrorCode::invalid, "--score", file + " is empty; give the file that --truth wrote.");
    }
    return with_shares(score);
}

}  // namespace bluelamp::simulate
