// SPDX-License-Identifier: Apache-2.0
#include "policing/people/link_register.hpp"

#include <algorithm>
#include <numeric>
#include <tuple>

namespace bluelamp::people {

Result<std::unique_ptr<RegisterLinkage>> RegisterLinkage::read(db::Database& database, const ForceId& force,
                                                               const Progress& progress) {
    auto read = std::make_unique<RegisterLinkage>();
    const std::int64_t until = TRY(profiles_on(database, force));
    std::set<SubjectId> hidden;
    Place at;
    for (bool last = false; !last;) {
        // Each page by a reader of its own: no read lives long, however large the register is.
        const auto paged = database.read([&](db::Reader& reader) -> Result<void> {
            if (at.changed == 0) {
                hidden = TRY(hidden_persons(reader, force));
            }
            const Page page = TRY(read_page(reader, force, at));
            read->put(page, until, hidden);
            last = page.last || page.rows.back().place.changed > until;
            at = page.rows.empty() ? at : page.rows.back().place;
            return {};
        });
        TRY(paged);
        if (progress) {
            progress("reading the register",
                     until > 0 ? std::min(1.0, static_cast<double>(at.changed) / static_cast<double>(until)) : 1);
        }
    }
    return read;
}

/// What changed after `until` may be here as it was before already: it is for the next linking.
void RegisterLinkage::put(const Page& page, std::int64_t until, const std::set<SubjectId>& hidden) {
    std::unordered_map<std::int64_t, bool> said_openly;
    for (const GroundRow& ground : page.grounds) {
        said_openly[ground.profile] = said_openly[ground.profile] || ground.visibility == 0;
    }
    for (const ProfileRow& row : page.rows) {
        if (row.off || row.place.changed > until || hidden.contains(row.person) || hidden.contains(row.head)) {
            continue;
        }
        const std::uint32_t number = number_of(row.head);
        Person& person = persons_[number];
        person.open = person.open && row.visibility == 0 && (row.recorded || said_openly[row.place.profile]);
        identity::Written written;
        for (std::size_t kind = 0; kind < identity::kinds; ++kind) {
            written.text[kind] = row.written[kind];
        }
        linkage_.add(written);
        person_of_.push_back(number);
    }
}

std::uint32_t RegisterLinkage::number_of(const SubjectId& person) {
    const PackedId id = packed(person);
    const auto [at, is_new] = numbers_.try_emplace(id, static_cast<std::uint32_t>(persons_.size()));
    if (is_new) {
        persons_.push_back({id, true});
    }
    return at->second;
}

/// The best of all pairs of records of two persons.
std::vector<RegisterPair> RegisterLinkage::by_person(const std::vector<identity::Pair>& pairs) const {
    std::vector<RegisterPair> all;
    for (const identity::Pair& pair : pairs) {
        std::uint32_t one = person_of_[pair.left], other = person_of_[pair.right];
        if (one != other) {
            const bool falling = persons_[other].id < persons_[one].id;
            all.push_back({falling ? other : one, falling ? one : other, falling ? pair.right : pair.left,
                           falling ? pair.left : pair.right, pair.weight, pair.probability(), 0});
        }
    }
    const auto order = [](const RegisterPair& pair) {
        return std::tuple(pair.one, pair.other, -pair.weight, pair.left, pair.right);
    };
    std::sort(all.begin(), all.end(),
              [&](const RegisterPair& a, const RegisterPair& b) { return order(a) < order(b); });
    const auto end = std::unique(all.begin(), all.end(), [](const RegisterPair& a, const RegisterPair& b) {
        return a.one == b.one && a.other == b.other;
    });
    all.erase(end, all.end());
    return all;
}

/// Of each person, by the clusters of the rows: a person whose records are in two clusters makes them one.
std::vector<std::uint32_t> RegisterLinkage::clusters_of(const std::vector<std::uint32_t>& rows) const {
    std::vector<std::uint32_t> into(persons_.size());
    std::iota(into.begin(), into.end(), 0U);
    const auto end_of = [&](std::uint32_t person) {
        while (into[person] != person) {
            person = into[person] = into[into[person]];
        }
        return person;
    };
    for (std::uint32_t row = 0; row < rows.size(); ++row) {
        into[end_of(person_of_[row])] = end_of(person_of_[rows[row]]);
    }
    for (std::uint32_t person = 0; person < into.size(); ++person) {
        into[person] = end_of(person);
    }
    return into;
}

/// Hundreds that say the very same are in one cluster without having been compared two by two: each with its first, and
/// with the one before it, so that the others hang together without the first.
void RegisterLinkage::pair_equal(identity::Linked& linked) const {
    std::vector<bool> paired(linked.clusters.size());
    for (const identity::Pair& pair : linked.pairs) {
        paired[pair.left] = paired[pair.right] = true;
    }
    const auto pair = [&](std::uint32_t one, std::uint32_t row) {
        const auto weight = static_cast<float>(linkage_.explain(one, row).weight);
        linked.pairs.push_back({one, row, weight, std::max(weight, 0.0F)});
    };
    std::unordered_map<std::uint32_t, std::uint32_t> before;  // of each cluster, the last so far
    for (std::uint32_t row = 0; row < linked.clusters.size(); ++row) {
        const std::uint32_t first = linked.clusters[row];
        if (first != row && !paired[row]) {
            pair(first, row);
            if (const auto [last, is_new] = before.try_emplace(first, row); !is_new) {
                pair(std::exchange(last->second, row), row);
            }
        }
    }
}

RegisterLinked RegisterLinkage::run(const identity::LinkOptions& options) {
    identity::Linked linked = linkage_.run(options);
    pair_equal(linked);
    RegisterLinked out;
    out.model = linked.model;
    out.histogram = std::move(linked.histogram);
    out.compared = linked.compared;
    out.pairs = by_person(linked.pairs);
    const std::vector<std::uint32_t> cluster = clusters_of(linked.clusters);
    // Numbered in the order of their surest pair; ids decide between equals, so that rows do not.
    const auto surer = [&](const RegisterPair& a, const RegisterPair& b) {
        return std::tuple(-a.weight, persons_[a.one].id, persons_[a.other].id) <
               std::tuple(-b.weight, persons_[b.one].id, persons_[b.other].id);
    };
    std::sort(out.pairs.begin(), out.pairs.end(), surer);
    std::unordered_map<std::uint32_t, std::uint32_t> numbers;
    for (RegisterPair& pair : out.pairs) {
        pair.cluster =
            numbers.try_emplace(cluster[pair.one], static_cast<std::uint32_t>(numbers.size() + 1)).first->second;
    }
    std::stable_sort(out.pairs.begin(), out.pairs.end(),
                     [](const RegisterPair& a, const RegisterPair& b) { return a.cluster < b.cluster; });
    out.clusters = static_cast<std::uint32_t>(numbers.size());
    return out;
}

identity::Explanation RegisterLinkage::explain(const RegisterPair& pair) const {
    return linkage_.explain(pair.left, pair.right);
}

Result<RegisterReport> report_register(db::Database& database, const ForceId& force, identity::LinkOptions options,
                                       std::size_t examples) {
    RegisterReport out;
    if (!options.model) {
        const auto read = database.read([&](db::Reader& reader) -> Result<void> {
            ModelInForce answering = TRY(read_model(reader, force));
            options.model = std::move(answering.model);
            out.note = std::move(answering.note);
            return {};
        });
        TRY(read);
    }
    const auto linkage = TRY(RegisterLinkage::read(database, force, options.progress));
    RegisterLinked linked = linkage->run(options);
    out.persons = linkage->persons();
    out.records = linkage->records();
    out.pairs = linked.pairs.size();
    out.clusters = linked.clusters;
    out.model = linked.model;
    out.histogram = std::move(linked.histogram);
    out.compared = linked.compared;
    std::vector<const RegisterPair*> open;
    for (const RegisterPair& pair : linked.pairs) {
        if (linkage->open(pair.one) && linkage->open(pair.other)) {
            open.push_back(&pair);
        }
    }
    std::stable_sort(open.begin(), open.end(),
                     [](const RegisterPair* a, const RegisterPair* b) { return a->weight < b->weight; });
    const std::size_t shown = std::min(examples, open.size());
    for (std::size_t i = 0; i < shown; ++i) {
        const RegisterPair& pair = *open[shown == 1 ? 0 : i * (open.size() - 1) / (shown - 1)];
        out.examples.push_back({linkage->person(pair.one), linkage->person(pair.other), linkage->explain(pair)});
    }
    return out;
}

}  // namespace bluelamp::people
