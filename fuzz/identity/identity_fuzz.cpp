// SPDX-License-Identifier: Apache-2.0
/// Any bytes as names, dates, telephones, addresses and whatever else a record holds: they are put in a register,
/// looked up, linked and explained. Every answer is whole: probabilities are shares, the steps add up to the weight, a
/// pair stands once, clusters are named by their lowest row, and what one may not see is not found.
#include <cmath>
#include <cstdint>
#include <set>
#include <span>

#include "engine/identity/identity.hpp"
#include "fuzz/require.hpp"

namespace {

using namespace bluelamp::identity;

/// Records of the input: a byte for the kind before each field, which ends at a line break; 0xff ends a record.
std::vector<Written> records_of(std::string_view bytes) {
    constexpr std::size_t most = 24;
    std::vector<Written> records(1);
    while (!bytes.empty() && records.size() < most) {
        const auto kind = static_cast<unsigned char>(bytes.front());
        bytes.remove_prefix(1);
        if (kind == 0xff) {
            records.emplace_back();
            continue;
        }
        const std::size_t end = std::min(bytes.find('\n'), bytes.size());
        records.back().text[kind % kinds] = bytes.substr(0, end);
        bytes.remove_prefix(std::min(end + 1, bytes.size()));
    }
    return records;
}

void adds_up(const Explanation& why) {
    double total = why.prior;
    for (const Step& step : why.steps) {
        require(std::isfinite(step.weight) && !step.comparison.empty() && !step.level.empty());
        total += step.weight;
    }
    require(std::isfinite(why.weight) && std::abs(total - why.weight) < 1e-3);
    require(why.probability >= 0 && why.probability <= 1);
}

void sound(const std::vector<Candidate>& found, std::size_t limit) {
    require(found.size() <= limit);
    std::set<std::uint64_t> persons;
    double before = 1;
    for (const Candidate& each : found) {
        require(persons.insert(each.person).second);
        require(each.probability >= 0 && each.probability <= before);
        before = each.probability;
        adds_up(each.why);
    }
}

void look_up(const std::vector<Written>& records) {
    Index index(Model::standard());
    for (std::size_t i = 0; i < records.size(); ++i) {
        index.put(i + 1, i / 2 + 1, records[i]);
    }
    require(index.size() == records.size());
    index.train();
    LookUpOptions options;
    for (const Written& typed : records) {
        sound(index.look_up(typed, options), options.limit);
    }
    sound(index.likely_same(1, options), options.limit);
    options.may_see = [](std::uint64_t record) { return record % 2 == 0; };
    for (const Candidate& each : index.look_up(records.front(), options)) {
        require(each.record % 2 == 0);
    }
    for (std::size_t i = 0; i < records.size(); ++i) {
        index.remove(i + 1);
    }
    require(index.size() == 0);
    require(index.look_up(records.front(), {}).empty());
}

void link(const std::vector<Written>& records) {
    Linkage linkage;
    for (const Written& each : records) {
        linkage.add(each);
    }
    LinkOptions options;
    options.threads = 1;
    const Linked linked = linkage.run(options);
    require(linked.clusters.size() == records.size());
    for (std::size_t row = 0; row < linked.clusters.size(); ++row) {
        require(linked.clusters[row] <= row && linked.clusters[linked.clusters[row]] == linked.clusters[row]);
    }
    std::set<std::pair<std::uint32_t, std::uint32_t>> seen;
    for (const Pair& pair : linked.pairs) {
        require(pair.left < pair.right && pair.right < records.size());
        require(seen.insert({pair.left, pair.right}).second);
        require(pair.probability() >= options.threshold - 1e-6);
        adds_up(linkage.explain(pair.left, pair.right));
    }
    const auto again = Model::from_text(linked.model->to_text());
    require(again && (*again)->version() == linked.model->version());
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    const std::string_view bytes(reinterpret_cast<const char*>(data), size);
    const std::vector<Written> records = records_of(bytes);
    look_up(records);
    link(records);
    const auto model = Model::from_text(bytes);
    require(!model || !(*model)->version().empty());
    return 0;
}
