// SPDX-License-Identifier: Apache-2.0
#include "policing/crimes/catalogue.hpp"

#include <algorithm>
#include <tuple>

#include "core/text.hpp"

namespace bluelamp::crimes {

const OutcomeRule* OutcomeRules::find(std::string_view outcome) const {
    const auto found = std::find_if(items.begin(), items.end(),
                                    [&](const OutcomeRule& rule) { return fold(rule.outcome) == fold(outcome); });
    return found == items.end() ? nullptr : &*found;
}

Catalogue::Catalogue(Lists lists) : lists_(std::move(lists)) {
    for (std::size_t i = 0; i < lists_.offences.size(); ++i) {
        codes_.emplace(fold(lists_.offences[i].code), i);
        const auto title = words(lists_.offences[i].title);
        lengths_.push_back(title.size());
        for (const std::string& word : title) {
            words_.push_back({word, i});
        }
        // By code, also with its point or in small letters: "8n", "37.2".
        std::string code;
        for (const std::string& word : words(lists_.offences[i].code)) {
            code += word;
        }
        words_.push_back({code, i});
    }
    const auto order = [](const Word& a, const Word& b) {
        return std::tie(a.word, a.offence) < std::tie(b.word, b.offence);
    };
    std::sort(words_.begin(), words_.end(), order);
    const auto same = [](const Word& a, const Word& b) { return a.word == b.word && a.offence == b.offence; };
    words_.erase(std::unique(words_.begin(), words_.end(), same), words_.end());
}

const Offence* Catalogue::find(std::string_view code) const {
    const auto found = codes_.find(fold(code));
    return found == codes_.end() ? nullptr : &lists_.offences[found->second];
}

const Counting* Catalogue::counting(std::string_view code) const {
    const Offence* offence = find(code);
    if (offence == nullptr) {
        return nullptr;
    }
    const auto& counting = lists_.countings[static_cast<std::size_t>(offence - lists_.offences.data())];
    return counting ? &*counting : nullptr;
}

std::vector<Offence> Catalogue::search(std::string_view typed, std::size_t limit) const {
    std::vector<std::string> wanted = words(typed);
    if (find(typed) != nullptr) {
        wanted = {fold(typed)};  // a code with a point in it is no two words
        std::erase(wanted[0], '.');
    }
    if (wanted.empty()) {
        return {};
    }
    // How many of the words each offence holds whole, and whether it holds all of them at least as a beginning.
    struct Held {
        std::size_t whole = 0, all = 0;
    };
    std::vector<Held> held(lists_.offences.size());
    for (std::size_t i = 0; i < wanted.size(); ++i) {
        const std::string& word = wanted[i];
        const bool last = i + 1 == wanted.size();
        auto at = std::lower_bound(words_.begin(), words_.end(), word,
                                   [](const Word& each, const std::string& w) { return each.word < w; });
        for (; at != words_.end() && (last ? at->word.starts_with(word) : at->word == word); ++at) {
            Held& each = held[at->offence];
            each.whole += at->word == word ? 1 : 0;
            each.all += each.all == i ? 1 : 0;
        }
    }
    std::vector<std::size_t> found;
    for (std::size_t i = 0; i < held.size(); ++i) {
        if (held[i].all == wanted.size() && lists_.offences[i].in_use) {
            found.push_back(i);
        }
    }
    const auto rank = [&](std::size_t i) {
        return std::tuple(held[i].whole < wanted.size(), lists_.offences[i].trial.has_value(), lengths_[i], i);
    };
    std::sort(found.begin(), found.end(), [&](std::size_t a, std::size_t b) { return rank(a) < rank(b); });
    std::vector<Offence> offences;
    for (std::size_t i = 0; i < std::min(limit, found.size()); ++i) {
        offences.push_back(lists_.offences[found[i]]);
    }
    return offences;
}

OutcomeRules Catalogue::outcome_rules(LocalDate day) const {
    OutcomeRules rules;
    LocalDate newest;
    for (const DatedRule& each : lists_.rules) {
        if (each.from <= day && (!each.until || day < *each.until)) {
            rules.items.push_back(each.rule);
        }
        newest = each.from <= day ? std::max(newest, each.from) : newest;
        newest = each.until && *each.until <= day ? std::max(newest, *each.until) : newest;
    }
    rules.rules_version = iso(newest);
    return rules;
}

}  // namespace bluelamp::crimes
