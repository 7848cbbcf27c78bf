// SPDX-License-Identifier: Apache-2.0
#include <algorithm>
#include <chrono>
#include <cmath>
#include <future>
#include <numeric>

#include "engine/identity/blocks.hpp"
#include "engine/identity/components.hpp"
#include "engine/identity/explain.hpp"
#include "engine/identity/groups.hpp"
#include "engine/identity/portions.hpp"
#include "engine/identity/train.hpp"

namespace bluelamp::identity {
namespace {

constexpr std::size_t histogram_steps = 80;
constexpr double histogram_from = -30;
constexpr float kept_from = -6;  ///< lighter pairs never link, whatever frequencies are counted again

/// All pairs of the blocks, each once, shared among threads. `visit(thread, a, b)`.
template <class Visit>
void each_pair(const Blocks& blocks, unsigned threads, const std::function<void(double)>& done, const Visit& visit) {
    for (std::size_t number = 0; number < rules; ++number) {
        constexpr std::size_t portion = 256;
        in_portions(
            blocks.rule(number).keys.size(), portion, threads, [&](unsigned thread, std::size_t from, std::size_t to) {
                for (std::size_t block = from; block < to; ++block) {
                    visit_block(blocks, number, block, [&](std::uint32_t a, std::uint32_t b) { visit(thread, a, b); });
                }
            });
        done(static_cast<double>(number + 1) / rules);
    }
}

/// Those of one block that no earlier rule has.
template <class Visit>
void visit_block(const Blocks& blocks, std::size_t number, std::size_t block, const Visit& visit) {
    blocks.rule(number).each_pair(block, [&](std::uint32_t a, std::uint32_t b) {
        if (blocks.together(a, b, number) == 0) {
            visit(a, b);
        }
    });
}

bool shares_value(const Record& a, const Record& b) {
    const auto same = [&](auto member) { return a.*member != 0 && a.*member == b.*member; };
    return same(&Record::phone) || same(&Record::address) || same(&Record::postcode) || same(&Record::email) ||
           same(&Record::identifier) || same(&Record::locality) || same(&Record::place);
}

/// Records as they were written, until another thread has brought them to their plain form.
struct Waiting {
    std::string letters;
    std::vector<std::array<std::uint32_t, kinds>> ends;

    void add(const Written& written) {
        auto& marks = ends.emplace_back();
        for (std::size_t kind = 0; kind < kinds; ++kind) {
            constexpr std::size_t longest = 400;  // no plain form looks further
            letters += written.text[kind].substr(0, longest);
            marks[kind] = static_cast<std::uint32_t>(letters.size());
        }
    }
    [[nodiscard]] std::vector<PlainRecord> plain() const {
        std::vector<PlainRecord> all;
        all.reserve(ends.size());
        std::uint32_t from = 0;
        for (const auto& marks : ends) {
            Written written;
            for (std::size_t kind = 0; kind < kinds; ++kind) {
                written.text[kind] = std::string_view(letters).substr(from, marks[kind] - from);
                from = marks[kind];
            }
            all.push_back(plain_record(written));
        }
        return all;
    }
};

}  // namespace

struct Linkage::Parts {
    Records records;
    Waiting waiting;
    std::future<std::vector<PlainRecord>> on_the_way;
    std::vector<Side> sides;
    std::vector<std::uint64_t> digests;     ///< of what each record says, for orders that do not depend on rows
    std::vector<std::uint32_t> by_content;  ///< rows in the order of their digests
    Frequencies frequencies;
    Model::Content content = Model::standard()->content();
    bool two_sides = false;

    /// Takes what another thread has made plain, and gives it what waits. While it still works this one does not wait
    /// for it but makes plain what is next.
    void hand_over() {
        std::vector<PlainRecord> ready, next;
        if (on_the_way.valid()) {
            if (on_the_way.wait_for(std::chrono::seconds(0)) != std::future_status::ready) {
                next = std::exchange(waiting, {}).plain();
            }
            ready = on_the_way.get();
        }
        if (!waiting.ends.empty()) {
            on_the_way = std::async(std::launch::async, [batch = std::exchange(waiting, {})] { return batch.plain(); });
        }
        for (const auto* batch : {&ready, &next}) {
            for (const PlainRecord& plain : *batch) {
                records.add(records.put(plain));
            }
        }
    }
    void take_all() {
        while (!waiting.ends.empty() || on_the_way.valid()) {
            hand_over();
        }
    }
    [[nodiscard]] Weights weights() const {
        const double others = std::max<double>(static_cast<double>(records.rows.size()), 2);
        return {content, std::min(content.same_per_person / others, 0.4),
                std::min(content.household_per_person / others, 0.4)};
    }
    [[nodiscard]] Comparer comparer() const {
        constexpr std::size_t remembered = 1U << 15;
        return {Values(records), frequencies, remembered};
    }

    [[nodiscard]] std::vector<Pair> score(const Blocks& blocks, const LinkOptions& options, Linked& linked) const;
    void score_again(std::vector<Pair>& pairs, unsigned threads) const;
    void part(std::span<const std::uint32_t> component, const Weights& ready, Comparer& compare, float threshold,
              std::vector<std::uint32_t>& cluster) const;
    [[nodiscard]] std::vector<std::uint32_t> clusters(const std::vector<Pair>& pairs, float threshold,
                                                      unsigned threads) const;
    void order_by_content();
    template <class Visit>
    void each_said_again(const Visit& visit) const;
    [[nodiscard]] std::vector<std::uint32_t> said_once() const;
    void join_equal(const Weights& ready, float threshold, std::vector<std::uint32_t>& cluster) const;
    void finish(std::vector<Pair>& pairs, float threshold, unsigned threads, Linked& linked) const;
};

Linkage::Linkage() : parts_(std::make_unique<Parts>()) {}
Linkage::~Linkage() = default;
Linkage::Linkage(Linkage&&) noexcept = default;
Linkage& Linkage::operator=(Linkage&&) noexcept = default;

std::uint32_t Linkage::add(const Written& written, Side side) {
    Parts& parts = *parts_;
    std::uint64_t content = 0;
    for (const std::string_view text : written.text) {
        content = digest(text, content);
    }
    parts.digests.push_back(content);
    parts.sides.push_back(side);
    parts.two_sides = parts.two_sides || side == Side::right;
    parts.waiting.add(written);
    constexpr std::size_t batch = 4096;
    if (parts.waiting.ends.size() >= batch) {
        parts.hand_over();
    }
    return static_cast<std::uint32_t>(parts.sides.size() - 1);
}

std::size_t Linkage::size() const { return parts_->sides.size(); }

std::vector<Pair> Linkage::Parts::score(const Blocks& blocks, const LinkOptions& options, Linked& linked) const {
    const Weights ready = weights();
    struct Found {
        Comparer compare;
        std::vector<Pair> pairs{};
        std::vector<std::uint64_t> histogram = std::vector<std::uint64_t>(histogram_steps, 0);
    };
    std::vector<Found> found(options.threads, Found{comparer()});
    const auto done = [&](double share) {
        if (options.progress) {
            options.progress("comparing", share);
        }
    };
    each_pair(blocks, options.threads, done, [&](unsigned thread, std::uint32_t a, std::uint32_t b) {
        if (two_sides && sides[a] == sides[b]) {
            return;
        }
        const Record &one = records.rows[a], &other = records.rows[b];
        Comparer& compare = found[thread].compare;
        // Where names and birth leave no hope and nothing else is equal, nearly equal numbers and streets are no help.
        float weight = ready.weigh(compare.begin(one, other));
        constexpr float at_most_more = 12;
        if (shares_value(one, other) || weight + at_most_more >= kept_from) {
            weight = ready.weigh(compare.finish(one, other));
        }
        const double step = std::clamp(weight - histogram_from, 0.0, histogram_steps - 1.0);
        ++found[thread].histogram[static_cast<std::size_t>(step)];
        if (weight >= kept_from) {
            found[thread].pairs.push_back({std::min(a, b), std::max(a, b), weight, weight});
        }
    });
    std::vector<Pair> pairs;
    linked.histogram.assign(histogram_steps, 0);
    for (Found& each : found) {
        pairs.insert(pairs.end(), each.pairs.begin(), each.pairs.end());
        std::transform(each.histogram.begin(), each.histogram.end(), linked.histogram.begin(), linked.histogram.begin(),
                       std::plus<>());
        each.pairs = {};
    }
    linked.compared = std::accumulate(linked.histogram.begin(), linked.histogram.end(), std::uint64_t{0});
    return pairs;
}

void Linkage::Parts::score_again(std::vector<Pair>& pairs, unsigned threads) const {
    const Weights ready = weights();
    constexpr std::size_t portion = 4096;
    in_portions(pairs.size(), portion, threads, [&](unsigned, std::size_t from, std::size_t to) {
        Comparer compare = comparer();
        for (std::size_t i = from; i < to; ++i) {
            pairs[i].weight = ready.weigh(compare(records.rows[pairs[i].left], records.rows[pairs[i].right]));
        }
    });
}

/// Groups inside one component: each row is named by the lowest of its group.
void Linkage::Parts::part(std::span<const std::uint32_t> component, const Weights& ready, Comparer& compare,
                          float threshold, std::vector<std::uint32_t>& cluster) const {
    std::vector<std::uint32_t> rows(component.begin(), component.end());
    std::sort(rows.begin(), rows.end(),
              [&](std::uint32_t a, std::uint32_t b) { return std::pair(digests[a], a) < std::pair(digests[b], b); });
    const auto groups = grouped(static_cast<std::uint32_t>(rows.size()), ready.prior(), threshold,
                                [&](std::uint32_t i, std::uint32_t j) {
                                    return ready.evidence(compare(records.rows[rows[i]], records.rows[rows[j]]));
                                });
    std::vector<std::uint32_t> lowest(rows.size(), ~0U);
    for (std::size_t i = 0; i < rows.size(); ++i) {
        lowest[groups[i]] = std::min(lowest[groups[i]], rows[i]);
    }
    for (std::size_t i = 0; i < rows.size(); ++i) {
        cluster[rows[i]] = lowest[groups[i]];
    }
}

std::vector<std::uint32_t> Linkage::Parts::clusters(const std::vector<Pair>& pairs, float threshold,
                                                    unsigned threads) const {
    const Weights ready = weights();
    std::vector<std::uint32_t> cluster(records.rows.size());
    std::iota(cluster.begin(), cluster.end(), 0U);
    const Components components = components_of(cluster.size(), pairs, threshold);
    std::vector<Comparer> comparers(threads, comparer());
    constexpr std::size_t portion = 256;
    in_portions(components.size(), portion, threads, [&](unsigned thread, std::size_t from, std::size_t to) {
        for (std::size_t number = from; number < to; ++number) {
            const auto rows = components[number];
            if (rows.size() == 2) {  // nothing but their own pair speaks of them
                cluster[rows[0]] = cluster[rows[1]] = std::min(rows[0], rows[1]);
            } else {
                part(rows, ready, comparers[thread], threshold, cluster);
            }
        }
    });
    join_equal(ready, threshold, cluster);
    return cluster;
}

/// `visit(first, row)` for each row that says the very same as an earlier one.
template <class Visit>
void Linkage::Parts::each_said_again(const Visit& visit) const {
    const auto by_digest = [&](std::uint32_t a, std::uint32_t b) { return digests[a] == digests[b]; };
    for (auto first = by_content.begin(); first != by_content.end();) {
        auto row = std::next(first);
        for (; row != by_content.end() && by_digest(*first, *row); ++row) {
            if (records.rows[*first] == records.rows[*row]) {
                visit(*first, *row);
            }
        }
        first = row;
    }
}

/// Each row as a person of its own, but for those that say the very same in many fields: until more is known, one file
/// copied into another is not many persons.
std::vector<std::uint32_t> Linkage::Parts::said_once() const {
    constexpr int many = 4;
    std::vector<std::uint32_t> group(records.rows.size());
    std::iota(group.begin(), group.end(), 0U);
    each_said_again([&](std::uint32_t first, std::uint32_t row) {
        group[row] = records.rows[row].fields_said() >= many ? first : row;
    });
    return group;
}

/// Records that say the very same are one person as surely as one of them is when compared with itself: found without
/// blocks, which are left out where hundreds of records say the same.
void Linkage::Parts::join_equal(const Weights& ready, float threshold, std::vector<std::uint32_t>& cluster) const {
    Comparer compare = comparer();
    std::vector<std::uint32_t> into(cluster.size());
    std::iota(into.begin(), into.end(), 0U);
    const auto end_of = [&](std::uint32_t name) {
        while (into[name] != name) {
            name = into[name];
        }
        return name;
    };
    each_said_again([&](std::uint32_t first, std::uint32_t row) {
        const std::uint32_t one = end_of(cluster[first]), other = end_of(cluster[row]);
        const Record& record = records.rows[row];
        if (one != other && ready.weigh(compare(record, record)) >= threshold) {
            into[std::max(one, other)] = std::min(one, other);
        }
    });
    for (std::uint32_t& name : cluster) {
        name = end_of(name);
    }
}

/// Rows in an order that follows from what they say.
void Linkage::Parts::order_by_content() {
    std::vector<Keyed> entries(records.rows.size());
    for (std::uint32_t row = 0; row < entries.size(); ++row) {
        entries[row] = {digests[row], row};
    }
    sort_by_key(entries);
    by_content.resize(entries.size());
    std::transform(entries.begin(), entries.end(), by_content.begin(), [](const Keyed& each) { return each.row; });
}

/// A pair says what the groups say: linked inside one, not linked across.
void Linkage::Parts::finish(std::vector<Pair>& pairs, float threshold, unsigned threads, Linked& linked) const {
    linked.clusters = clusters(pairs, threshold, threads);
    std::erase_if(pairs, [&](const Pair& pair) { return linked.clusters[pair.left] != linked.clusters[pair.right]; });
    for (Pair& pair : pairs) {
        pair.odds = std::max(pair.weight, threshold);
    }
    std::sort(pairs.begin(), pairs.end(),
              [](const Pair& a, const Pair& b) { return std::pair(a.left, a.right) < std::pair(b.left, b.right); });
    linked.pairs = std::move(pairs);
}

Linked Linkage::run(const LinkOptions& options) {
    Parts& parts = *parts_;
    parts.take_all();
    Linked linked;
    const auto tell = [&](std::string_view stage) {
        if (options.progress) {
            options.progress(stage, 0);
        }
    };
    parts.order_by_content();
    tell("filing");
    auto counting =
        std::async(std::launch::async, [&parts] { parts.frequencies.count(parts.records, parts.said_once()); });
    const Blocks blocks(parts.records, options.threads);
    counting.get();
    const RowsToTrain set{parts.by_content,
                          parts.two_sides ? std::span<const Side>(parts.sides) : std::span<const Side>()};
    if (options.model) {
        parts.content = options.model->content();
    } else {
        tell("training");
        parts.content = train_on(parts.records, parts.frequencies, blocks, set);
    }
    const auto threshold = static_cast<float>(std::log2(options.threshold / (1 - options.threshold)));
    std::vector<Pair> pairs = parts.score(blocks, options, linked);
    tell("grouping");
    // Values are as rare as the persons who have them, and how many those are is known only now.
    parts.frequencies.count(parts.records, parts.clusters(pairs, 0, options.threads));
    if (!options.model) {
        tell("training again");
        parts.content = train_on(parts.records, parts.frequencies, blocks, set);
    }
    parts.score_again(pairs, options.threads);
    tell("grouping again");
    parts.finish(pairs, threshold, options.threads, linked);
    linked.model = std::make_shared<const Model>(std::make_shared<const Model::Content>(parts.content));
    return linked;
}

Explanation Linkage::explain(std::uint32_t left, std::uint32_t right) const {
    parts_->take_all();
    const auto& rows = parts_->records.rows;
    return explained(Values(parts_->records), parts_->frequencies, parts_->weights(), rows[left], {&rows[right]});
}

}  // namespace bluelamp::identity
