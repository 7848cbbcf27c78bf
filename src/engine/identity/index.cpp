// SPDX-License-Identifier: Apache-2.0
#include <algorithm>
#include <cmath>
#include <set>
#include <unordered_map>

#include "engine/identity/explain.hpp"
#include "engine/identity/find.hpp"
#include "engine/identity/train.hpp"

namespace bluelamp::identity {
namespace {

/// A row that was compared.
struct Fit {
    std::uint32_t row;
    float weight;
};

/// One person, or several on the register who are very likely one, as they fit what was typed.
struct Someone {
    std::vector<Fit> fits;  ///< best first
    float weight = 0;       ///< of all of it together
};

/// How far to look, and for whom: what he may not know of must not even end the search.
struct Asking {
    Finder::Reach reach;
    const LookUpOptions& options;
};

/// Two whole dates of birth, or two given names: father and son, twins.
bool contradict(const Compared& compared) {
    return compared.level[static_cast<std::size_t>(Comparison::born)] == born::differ ||
           compared.level[static_cast<std::size_t>(Comparison::given)] == given::differ;
}

}  // namespace

struct Index::Parts {
    Records records;
    std::vector<std::uint64_t> ids;      ///< of each row
    std::vector<std::uint64_t> persons;  ///< of each row
    std::unordered_map<std::uint64_t, std::uint32_t> row_of;
    std::unordered_map<std::uint64_t, std::vector<std::uint32_t>> rows_of;  ///< of each person
    Finder finder;
    Frequencies frequencies;
    std::shared_ptr<const Model> model;

    explicit Parts(std::shared_ptr<const Model> wanted) : model(std::move(wanted)) {}

    [[nodiscard]] double count() const { return std::max<double>(static_cast<double>(rows_of.size()), 2); }
    /// For what was typed by one of whom so many are on the register (`known`); each may be any of those there. How
    /// many that are is fewer than it has, by as many as stand there twice. Odds, against nobody on the register.
    [[nodiscard]] Weights asking(double known) const {
        const double distinct = count() / (1 + model->content().same_per_person / 2);
        return {model->content(), std::min(known / (1 - known) / distinct, 0.4),
                std::min(model->content().household_per_person / count(), 0.4)};
    }
    [[nodiscard]] Weights pairing() const {
        return {model->content(), std::min(model->content().same_per_person / count(), 0.4),
                std::min(model->content().household_per_person / count(), 0.4)};
    }
    void count_row(std::uint32_t row, int times);
    [[nodiscard]] std::vector<Someone> gather(const std::vector<Fit>& fits) const;
    [[nodiscard]] Explanation explain(const Values& values, const Weights& weights, const Record& typed,
                                      const Someone& someone) const;
    [[nodiscard]] float together(const Values& values, const Weights& weights, const Record& typed,
                                 const Someone& someone) const;
    [[nodiscard]] std::size_t times_on_register(const Someone& someone) const;
    void join_likely(std::vector<Someone>& all) const;
    [[nodiscard]] std::vector<Fit> compared(const Values& values, const Weights& weights, const Record& typed,
                                            const Asking& asking) const;
};

Index::Index(std::shared_ptr<const Model> model) : parts_(std::make_unique<Parts>(std::move(model))) {}
Index::~Index() = default;
Index::Index(Index&&) noexcept = default;
Index& Index::operator=(Index&&) noexcept = default;

std::size_t Index::size() const { return parts_->row_of.size(); }

std::size_t Index::bytes() const {
    constexpr std::size_t of_maps = 100;  // about what two hash maps need for each row
    return parts_->records.bytes() + parts_->finder.bytes() + parts_->row_of.size() * of_maps;
}

/// What a person says twice is counted once.
void Index::Parts::count_row(std::uint32_t row, int times) {
    constexpr std::size_t looked_at = 50;
    Record alone = records.rows[row];
    const auto& said = rows_of[persons[row]];
    for (std::size_t i = 0; i < std::min(said.size(), looked_at); ++i) {
        if (said[i] != row) {
            alone.leave_out(records.rows[said[i]]);
        }
    }
    const bool only = said.size() == 1;
    frequencies.add(alone, times, only ? Frequencies::Person::first_or_last : Frequencies::Person::known);
}

void Index::put(std::uint64_t record, std::uint64_t person, const Written& written) {
    Parts& parts = *parts_;
    const Record said = parts.records.make(written);
    if (const auto known = parts.row_of.find(record); known != parts.row_of.end() &&
                                                      parts.records.rows[known->second] == said &&
                                                      parts.persons[known->second] == person) {
        return;
    }
    remove(record);
    const std::uint32_t row = parts.records.add(said);
    parts.ids.push_back(record);
    parts.persons.push_back(person);
    parts.row_of[record] = row;
    parts.rows_of[person].push_back(row);
    parts.finder.file(parts.records, row);
    parts.count_row(row, 1);
}

void Index::remove(std::uint64_t record) {
    Parts& parts = *parts_;
    const auto found = parts.row_of.find(record);
    if (found == parts.row_of.end()) {
        return;
    }
    const std::uint32_t row = found->second;
    parts.count_row(row, -1);
    parts.finder.take_out(parts.records, row);
    auto& rows = parts.rows_of[parts.persons[row]];
    std::erase(rows, row);
    if (rows.empty()) {
        parts.rows_of.erase(parts.persons[row]);
    }
    parts.records.rows[row] = Record{};
    parts.row_of.erase(found);
}

/// Rows by person, the best of each first.
std::vector<Someone> Index::Parts::gather(const std::vector<Fit>& fits) const {
    std::vector<Someone> all;
    std::unordered_map<std::uint64_t, std::size_t> where;
    for (const Fit& fit : fits) {
        const auto [at, is_new] = where.try_emplace(persons[fit.row], all.size());
        if (is_new) {
            all.emplace_back();
        }
        all[at->second].fits.push_back(fit);
    }
    return all;
}

/// Persons on the register who are very likely one answer as one: what each of them said counts for both.
void Index::Parts::join_likely(std::vector<Someone>& all) const {
    constexpr std::size_t most = 24;
    constexpr float sure = 1;  // odds of two to one
    const Weights weights = pairing();
    Comparer compare(Values(records), frequencies);
    for (std::size_t i = 0; i < std::min(all.size(), most); ++i) {
        for (std::size_t j = i + 1; j < std::min(all.size(), most);) {
            const auto likely = [&](const Fit& fit) {
                const Record &a = records.rows[all[i].fits.front().row], &b = records.rows[fit.row];
                const Compared compared = compare(a, b);
                return !contradict(compared) && weights.weigh(compared) >= sure;
            };
            if (likely(all[j].fits.front())) {
                auto& into = all[i].fits;
                into.insert(into.end(), all[j].fits.begin(), all[j].fits.end());
                all.erase(all.begin() + static_cast<std::ptrdiff_t>(j));
            } else {
                ++j;
            }
        }
    }
}

/// Of each comparison, what fits best among a person's records: an address he gave once and a number he used later.
Explanation Index::Parts::explain(const Values& values, const Weights& weights, const Record& typed,
                                  const Someone& someone) const {
    std::vector<const Record*> rows;
    for (const Fit& fit : someone.fits) {
        rows.push_back(&records.rows[fit.row]);
    }
    Explanation all = explained(values, frequencies, weights, typed, rows);
    if (const std::size_t times = times_on_register(someone); times > 1) {
        const double weight = std::log2(static_cast<double>(times));
        all.steps.push_back({"register", "several times",
                             fmt::format("Stands on the register {} times, so is met more often.", times), weight});
        all.weight += weight;
        all.probability = probability_of(all.weight);
    }
    return all;
}

std::size_t Index::Parts::times_on_register(const Someone& someone) const {
    std::set<std::uint64_t> joined;
    for (const Fit& fit : someone.fits) {
        joined.insert(persons[fit.row]);
    }
    return joined.size();
}

/// Persons who are one are as likely together as each of them alone.
float Index::Parts::together(const Values& values, const Weights& weights, const Record& typed,
                             const Someone& someone) const {
    if (someone.fits.size() == 1) {
        return someone.fits.front().weight;
    }
    Evidence best;
    Comparer compare(values, frequencies);
    for (const Fit& fit : someone.fits) {
        best.take_better(weights.evidence(compare(typed, records.rows[fit.row])));
    }
    return weights.prior() + best.sum() + std::log2(static_cast<float>(times_on_register(someone)));
}

std::vector<Fit> Index::Parts::compared(const Values& values, const Weights& weights, const Record& typed,
                                        const Asking& asking) const {
    Comparer compare(values, frequencies);
    std::vector<Fit> fits;
    const std::vector<std::uint32_t> rows = finder.find(records, values, typed, asking.reach);
    for (std::size_t i = 0; i < rows.size(); ++i) {
        constexpr std::size_t ahead = 8;  // records lie anywhere: memory is asked for them in time
        __builtin_prefetch(&records.rows[rows[std::min(i + ahead, rows.size() - 1)]]);
        const std::uint32_t row = rows[i];
        const float weight = weights.weigh(compare(typed, records.rows[row]));
        constexpr float hopeless = -12;
        if (weight > hopeless && (!asking.options.may_see || asking.options.may_see(ids[row]))) {
            fits.push_back({row, weight});
        }
    }
    return fits;
}

std::vector<Candidate> Index::look_up(const Written& typed, const LookUpOptions& options) const {
    const Parts& parts = *parts_;
    Records own;
    const Record asked = parts.records.ask(typed, own);
    const Values values(parts.records, &own);
    const Weights weights = parts.asking(std::clamp(options.known, 0.001, 0.999));
    std::vector<Fit> fits;
    for (const auto reach : {Finder::Reach::sharp, Finder::Reach::near, Finder::Reach::far}) {
        fits = parts.compared(values, weights, asked, {reach, options});
        constexpr float beyond_doubt = 9;  // odds of five hundred to one: looking further would find nobody better
        if (std::any_of(fits.begin(), fits.end(), [](const Fit& fit) { return fit.weight >= beyond_doubt; })) {
            break;
        }
    }
    std::sort(fits.begin(), fits.end(), [&](const Fit& a, const Fit& b) {
        return std::pair(-a.weight, parts.ids[a.row]) < std::pair(-b.weight, parts.ids[b.row]);
    });
    std::vector<Someone> all = parts.gather(fits);
    parts.join_likely(all);
    for (Someone& someone : all) {
        someone.weight = parts.together(values, weights, asked, someone);
    }
    std::stable_sort(all.begin(), all.end(), [](const Someone& a, const Someone& b) { return a.weight > b.weight; });
    // Exactly one of them, or nobody on the register, was meant.
    double sum = 1;
    for (const Someone& someone : all) {
        sum += std::exp2(std::min<double>(someone.weight, 200));
    }
    std::vector<Candidate> found;
    for (const Someone& someone : all) {
        if (found.size() == options.limit) {
            break;
        }
        Candidate candidate;
        const std::uint32_t best = someone.fits.front().row;
        candidate.person = parts.persons[best];
        candidate.record = parts.ids[best];
        for (const Fit& fit : someone.fits) {
            const std::uint64_t person = parts.persons[fit.row];
            if (person != candidate.person &&
                std::find(candidate.likewise.begin(), candidate.likewise.end(), person) == candidate.likewise.end()) {
                candidate.likewise.push_back(person);
            }
        }
        candidate.probability = std::exp2(std::min<double>(someone.weight, 200)) / sum;
        candidate.level = level_of(candidate.probability);
        if (options.explain) {
            candidate.why = parts.explain(values, weights, asked, someone);
        }
        found.push_back(std::move(candidate));
    }
    return found;
}

std::vector<Candidate> Index::likely_same(std::uint64_t person, const LookUpOptions& options) const {
    const Parts& parts = *parts_;
    const auto rows = parts.rows_of.find(person);
    if (rows == parts.rows_of.end()) {
        return {};
    }
    const Values values(parts.records);
    const Weights weights = parts.pairing();
    struct Likely {
        float weight;
        std::uint32_t of, row;
    };
    std::unordered_map<std::uint64_t, Likely> best;
    Comparer compare(values, parts.frequencies);
    for (const std::uint32_t mine : rows->second) {
        const Record& record = parts.records.rows[mine];
        for (const std::uint32_t row : parts.finder.find(parts.records, values, record, Finder::Reach::far)) {
            if (parts.persons[row] == person) {
                continue;
            }
            const float weight = weights.weigh(compare(record, parts.records.rows[row]));
            const auto [at, is_new] = best.try_emplace(parts.persons[row], Likely{weight, mine, row});
            if (!is_new && weight > at->second.weight) {
                at->second = {weight, mine, row};
            }
        }
    }
    std::vector<Candidate> found;
    for (const auto& [other, likely] : best) {
        constexpr float least = -7;
        if (likely.weight < least || (options.may_see && !options.may_see(parts.ids[likely.row]))) {
            continue;
        }
        Candidate candidate;
        candidate.person = other;
        candidate.record = parts.ids[likely.row];
        candidate.probability = probability_of(likely.weight);
        candidate.level = level_of(candidate.probability);
        if (options.explain) {
            candidate.why = *explain(parts.ids[likely.of], parts.ids[likely.row]);
        }
        found.push_back(std::move(candidate));
    }
    std::sort(found.begin(), found.end(), [](const Candidate& a, const Candidate& b) {
        return std::pair(-a.probability, a.person) < std::pair(-b.probability, b.person);
    });
    found.resize(std::min(found.size(), options.limit));
    return found;
}

std::optional<Explanation> Index::explain(std::uint64_t left, std::uint64_t right) const {
    const Parts& parts = *parts_;
    const auto a = parts.row_of.find(left), b = parts.row_of.find(right);
    if (a == parts.row_of.end() || b == parts.row_of.end()) {
        return std::nullopt;
    }
    const Record &one = parts.records.rows[a->second], &other = parts.records.rows[b->second];
    const Values values(parts.records);
    return explained(values, parts.frequencies, parts.pairing(), one, {&other});
}

std::shared_ptr<const Model> Index::train() {
    Parts& parts = *parts_;
    std::vector<std::uint32_t> rows;
    for (const auto& [id, row] : parts.row_of) {
        rows.push_back(row);
    }
    std::sort(rows.begin(), rows.end(), [&](std::uint32_t a, std::uint32_t b) { return parts.ids[a] < parts.ids[b]; });
    const Blocks blocks(parts.records, 2);
    parts.model = std::make_shared<const Model>(
        std::make_shared<const Model::Content>(train_on(parts.records, parts.frequencies, blocks, {rows, {}})));
    return parts.model;
}

}  // namespace bluelamp::identity
