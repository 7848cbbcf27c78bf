// SPDX-License-Identifier: Apache-2.0
#include <algorithm>
#include <atomic>
#include <cmath>
#include <future>
#include <numeric>
#include <thread>
#include <unordered_map>

#include "engine/identity/blocks.hpp"
#include "engine/identity/components.hpp"
#include "engine/identity/explain.hpp"
#include "engine/identity/groups.hpp"
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
        const Blocks::Rule& rule = blocks.rule(number);
        const std::size_t count = rule.keys.size();
        std::atomic<std::size_t> next{0};
        const auto work = [&](unsigned thread) {
            constexpr std::size_t portion = 256;
            for (std::size_t from = next.fetch_add(portion); from < count; from = next.fetch_add(portion)) {
                for (std::size_t block = from; block < std::min(from + portion, count); ++block) {
                    visit_block(blocks, number, block, [&](std::uint32_t a, std::uint32_t b) { visit(thread, a, b); });
                }
            }
        };
        std::vector<std::jthread> helpers;
        for (unsigned thread = 1; thread < threads; ++thread) {
            helpers.emplace_back(work, thread);
        }
        work(0);
        helpers.clear();
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
    std::vector<std::uint64_t> digests;  ///< of what each record says, for orders that do not depend on rows
    Frequencies frequencies;
    Model::Content content = Model::standard()->content();
    bool two_sides = false;

    /// Takes what another thread has made plain, and gives it what waits.
    void hand_over() {
        std::vector<PlainRecord> ready = on_the_way.valid() ? on_the_way.get() : std::vector<PlainRecord>();
        if (!waiting.ends.empty()) {
            on_the_way = std::async(std::launch::async, [batch = std::exchange(waiting, {})] { return batch.plain(); });
        }
        for (const PlainRecord& plain : ready) {
            records.add(records.put(plain));
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
    [[nodiscard]] std::vector<std::uint32_t> clusters(const std::vector<Pair>& pairs, float threshold) const;
    [[nodiscard]] std::vector<std::uint32_t> said_once() const;
    void join_equal(const Weights& ready, float threshold, std::vector<std::uint32_t>& cluster) const;
    void finish(std::vector<Pair>& pairs, float threshold, Linked& linked) const;
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
    std::vector<std::jthread> helpers;
    const auto work = [&](std::size_t from, std::size_t to) {
        Comparer compare = comparer();
        for (std::size_t i = from; i < to; ++i) {
            pairs[i].weight = ready.weigh(compare(records.rows[pairs[i].left], records.rows[pairs[i].right]));
        }
    };
    for (unsigned thread = 0; thread < threads; ++thread) {
        helpers.emplace_back(work, pairs.size() * thread / threads, pairs.size() * (thread + 1) / threads);
    }
}

std::vector<std::uint32_t> Linkage::Parts::clusters(const std::vector<Pair>& pairs, float threshold) const {
    const Weights ready = weights();
    Comparer compare = comparer();
    std::vector<std::uint32_t> cluster(records.rows.size());
    std::iota(cluster.begin(), cluster.end(), 0U);
    each_component(cluster.size(), pairs, threshold, [&](std::vector<std::uint32_t>& rows) {
        std::sort(rows.begin(), rows.end(), [&](std::uint32_t a, std::uint32_t b) {
            return std::pair(digests[a], a) < std::pair(digests[b], b);
        });
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
    });
    join_equal(ready, threshold, cluster);
    return cluster;
}

/// Each row as a person of its own, but for those that say the very same in many fields: until more is known, one file
/// copied into another is not many persons.
std::vector<std::uint32_t> Linkage::Parts::said_once() const {
    constexpr int many = 4;
    std::vector<std::uint32_t> group(records.rows.size());
    std::unordered_map<std::uint64_t, std::uint32_t> first;
    for (std::uint32_t row = 0; row < group.size(); ++row) {
        const auto same = first.try_emplace(digests[row], row).first->second;
        const Record& record = records.rows[row];
        group[row] = record.fields_said() >= many && record == records.rows[same] ? same : row;
    }
    return group;
}

/// Records that say the very same are one person as surely as one of them is when compared with itself: found without
/// blocks, which are left out where hundreds of records say the same.
void Linkage::Parts::join_equal(const Weights& ready, float threshold, std::vector<std::uint32_t>& cluster) const {
    Comparer compare = comparer();
    std::unordered_map<std::uint64_t, std::uint32_t> first;  // row by what is said
    std::vector<std::uint32_t> into(cluster.size());
    std::iota(into.begin(), into.end(), 0U);
    const auto end_of = [&](std::uint32_t name) {
        while (into[name] != name) {
            name = into[name];
        }
        return name;
    };
    for (std::uint32_t row = 0; row < cluster.size(); ++row) {
        const auto [same, is_new] = first.try_emplace(digests[row], row);
        const std::uint32_t one = end_of(cluster[same->second]), other = end_of(cluster[row]);
        const Record& record = records.rows[row];
        if (!is_new && one != other && record == records.rows[same->second] &&
            ready.weigh(compare(record, record)) >= threshold) {
            into[std::max(one, other)] = std::min(one, other);
        }
    }
    for (std::uint32_t& name : cluster) {
        name = end_of(name);
    }
}

/// A pair says what the groups say: linked inside one, not linked across.
void Linkage::Parts::finish(std::vector<Pair>& pairs, float threshold, Linked& linked) const {
    linked.clusters = clusters(pairs, threshold);
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
    const std::size_t count = parts.records.rows.size();
    std::vector<std::uint32_t> by_content(count);
    std::iota(by_content.begin(), by_content.end(), 0U);
    std::stable_sort(by_content.begin(), by_content.end(),
                     [&](std::uint32_t a, std::uint32_t b) { return parts.digests[a] < parts.digests[b]; });
    tell("filing");
    parts.frequencies.count(parts.records, parts.said_once());
    const Blocks blocks(parts.records, options.threads);
    const RowsToTrain set{by_content, parts.two_sides ? std::span<const Side>(parts.sides) : std::span<const Side>()};
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
    parts.frequencies.count(parts.records, parts.clusters(pairs, 0));
    if (!options.model) {
        tell("training again");
        parts.content = train_on(parts.records, parts.frequencies, blocks, set);
    }
    parts.score_again(pairs, options.threads);
    tell("grouping again");
    parts.finish(pairs, threshold, linked);
    linked.model = std::make_shared<const Model>(std::make_shared<const Model::Content>(parts.content));
    return linked;
}

Explanation Linkage::explain(std::uint32_t left, std::uint32_t right) const {
    parts_->take_all();
    const auto& rows = parts_->records.rows;
    return explained(Values(parts_->records), parts_->frequencies, parts_->weights(), rows[left], {&rows[right]});
}

}  // namespace bluelamp::identity
