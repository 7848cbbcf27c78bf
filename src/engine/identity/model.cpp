// SPDX-License-Identifier: Apache-2.0
#include "engine/identity/model.hpp"

#include <charconv>

#include "core/sha256.hpp"
#include "core/text.hpp"

namespace bluelamp::identity {
namespace {

constexpr std::string_view title = "bluelamp identity model 1";

void append(std::string& text, std::string_view what, std::size_t comparison, std::size_t level,
            const std::vector<double>& numbers) {
    text += fmt::format("{} {} {}", what, comparison, level);
    for (const double number : numbers) {
        text += fmt::format(" {}", number);
    }
    text += '\n';
}

/// One line in its words, then numbers.
struct Line {
    std::string what;
    std::vector<double> numbers;
};

Result<Line> read_line(std::string_view text, std::size_t number) {
    Line line;
    for (std::size_t at = 0; at < text.size();) {
        const std::size_t end = std::min(text.find(' ', at), text.size());
        const std::string_view word = text.substr(at, end - at);
        at = end + 1;
        if (line.what.empty()) {
            line.what = word;
            continue;
        }
        const auto value = parse_real(word);
        if (!value) {
            return fail(ErrorCode::invalid, fmt::format("line {}", number),
                        "This is not a model as Bluelamp writes it: a number is missing. Train it again.");
        }
        line.numbers.push_back(*value);
    }
    return line;
}

bool place_of(const Line& line, std::size_t numbers, std::size_t& comparison, std::size_t& level) {
    if (line.numbers.size() != numbers + 2) {
        return false;
    }
    const double c = line.numbers[0], l = line.numbers[1];
    if (c < 0 || c >= comparisons || l < 0 || l >= most_levels) {
        return false;
    }
    comparison = static_cast<std::size_t>(c);
    level = static_cast<std::size_t>(l);
    return true;
}

bool is_share(double number) { return number >= 0 && number <= 1; }

/// Of strangers: where a level counts by value, how many times rarer or more frequent than the value itself.
bool is_of_strangers(double number, Counting how) {
    constexpr double most_times = 1e9;
    return how == Counting::value ? number >= 0 && number <= most_times : is_share(number);
}

bool take(Model::Content& content, const Line& line) {
    std::size_t c = 0, level = 0;
    const auto& numbers = line.numbers;
    if (line.what == "level" && place_of(line, 3, c, level)) {
        content.same[c][level] = numbers[2];
        content.household[c][level] = numbers[3];
        content.other[c][level] = numbers[4];
        const Counting how = counting(static_cast<Comparison>(c), static_cast<std::uint8_t>(level));
        return is_share(numbers[2]) && is_share(numbers[3]) && is_of_strangers(numbers[4], how);
    }
    if (line.what == "tilt" && place_of(line, rarities, c, level)) {
        for (std::size_t step = 0; step < rarities; ++step) {
            content.tilt[c][level][step] = static_cast<float>(numbers[step + 2]);
        }
        return true;
    }
    if (line.what == "chance" && place_of(line, 1, c, level)) {
        content.chance[c] = numbers[2];
        return is_share(numbers[2]);
    }
    if (line.what == "pairs" && numbers.size() == 4) {
        content.twins = numbers[0];
        content.namesakes = numbers[1];
        content.same_per_person = numbers[2];
        content.household_per_person = numbers[3];
        return is_share(numbers[0]) && is_share(numbers[1]) && numbers[2] > 0 && numbers[3] > 0;
    }
    return false;
}

}  // namespace

Model::Model(std::shared_ptr<const Content> content)
    : content_(std::move(content)), version_(Sha256().field(to_text()).hex().substr(0, 12)) {}

std::string Model::to_text() const {
    std::string text(title);
    text += '\n';
    for (std::size_t c = 0; c < comparisons; ++c) {
        append(text, "chance", c, 0, {content_->chance[c]});
        for (std::size_t level = 1; level < most_levels; ++level) {
            const Counting how = counting(static_cast<Comparison>(c), static_cast<std::uint8_t>(level));
            if (how == Counting::unused) {
                continue;
            }
            append(text, "level", c, level,
                   {content_->same[c][level], content_->household[c][level], content_->other[c][level]});
            if (how == Counting::near) {
                const auto& tilt = content_->tilt[c][level];
                append(text, "tilt", c, level, std::vector<double>(tilt.begin(), tilt.end()));
            }
        }
    }
    text += fmt::format("pairs {} {} {} {}\n", content_->twins, content_->namesakes, content_->same_per_person,
                        content_->household_per_person);
    return text;
}

Result<std::shared_ptr<const Model>> Model::from_text(std::string_view text) {
    Content content;
    std::size_t number = 0;
    bool whole = false;
    while (!text.empty()) {
        const std::size_t end = std::min(text.find('\n'), text.size());
        const std::string_view written = text.substr(0, end);
        text.remove_prefix(std::min(end + 1, text.size()));
        ++number;
        if (number == 1) {
            if (written != title) {
                return fail(ErrorCode::invalid, "line 1",
                            "This is not a model as Bluelamp writes it, or one of another version. Train it again.");
            }
            continue;
        }
        auto line = read_line(written, number);
        if (!line) {
            return tl::unexpected(line.error());
        }
        if (!take(content, *line)) {
            return fail(ErrorCode::invalid, fmt::format("line {}", number),
                        "This is not a model as Bluelamp writes it: a share is not between 0 and 1, or a word is "
                        "unknown. Train it again.");
        }
        whole = whole || line->what == "pairs";
    }
    if (!whole) {
        return fail(ErrorCode::invalid, fmt::format("line {}", number), "This model breaks off. Train it again.");
    }
    return std::make_shared<const Model>(std::make_shared<const Content>(content));
}

std::vector<ComparisonShares> Model::shares() const {
    std::vector<ComparisonShares> all;
    for (std::size_t c = 0; c < comparisons; ++c) {
        const auto comparison = static_cast<Comparison>(c);
        ComparisonShares shares{std::string(name(comparison)), {}};
        for (std::uint8_t level = 1; level < most_levels; ++level) {
            const Counting how = counting(comparison, level);
            if (how == Counting::unused) {
                continue;
            }
            const double other =
                how == Counting::value ? content_->chance[c] * content_->other[c][level] : content_->other[c][level];
            const double household = of_household(comparison) ? content_->household[c][level] : other;
            shares.levels.push_back({level_name(comparison, level), content_->same[c][level], household, other});
        }
        all.push_back(std::move(shares));
    }
    return all;
}

}  // namespace bluelamp::identity
