// SPDX-License-Identifier: Apache-2.0
#include <algorithm>
#include <map>
#include <set>

#include "engine/identity/identity.hpp"

namespace bluelamp::identity {
namespace {

using RecordId = std::uint64_t;
using Edge = std::pair<RecordId, RecordId>;

Edge edge_of(RecordId a, RecordId b) { return {std::min(a, b), std::max(a, b)}; }

}  // namespace

/// Groups of a component are worked out when somebody asks and forgotten when something in it changes, so that they
/// cannot depend on the order of changes.
struct Clusters::Parts {
    std::map<RecordId, std::set<RecordId>> near;  ///< of each record, those with an edge or a decision
    std::map<Edge, double> weights;
    std::map<Edge, Decision> decisions;
    mutable std::map<RecordId, RecordId> known;  ///< cluster of each record, where worked out

    void forget(RecordId id) const {
        std::vector<RecordId> todo{id};
        while (!todo.empty()) {
            const RecordId next = todo.back();
            todo.pop_back();
            if (known.erase(next) != 0) {
                if (const auto found = near.find(next); found != near.end()) {
                    todo.insert(todo.end(), found->second.begin(), found->second.end());
                }
            }
        }
    }
    void connect(RecordId a, RecordId b) {
        near[a].insert(b);
        near[b].insert(a);
    }
    void part_if_nothing_left(const Edge& edge) {
        if (!weights.contains(edge) && !decisions.contains(edge)) {
            near[edge.first].erase(edge.second);
            near[edge.second].erase(edge.first);
        }
    }

    [[nodiscard]] std::vector<RecordId> component(RecordId id) const;
    void work_out(RecordId id) const;
};

std::vector<RecordId> Clusters::Parts::component(RecordId id) const {
    std::set<RecordId> seen{id};
    std::vector<RecordId> todo{id};
    while (!todo.empty()) {
        const RecordId next = todo.back();
        todo.pop_back();
        for (const RecordId other : near.at(next)) {
            if (seen.insert(other).second) {
                todo.push_back(other);
            }
        }
    }
    return {seen.begin(), seen.end()};
}

namespace {

/// Groups of one component, joined while the mean weight between them is not negative. Two that were decided to be
/// different are never in one group, two decided to be the same always, unless that joins what was parted.
class Grouping {
   public:
    Grouping(const std::map<Edge, double>& weights, const std::map<Edge, Decision>& decisions)
        : weights_(weights), decisions_(decisions) {}

    std::map<RecordId, RecordId> run(const std::vector<RecordId>& records) {
        for (const RecordId record : records) {
            groups_[record] = {record};
        }
        for (std::size_t i = 0; i < records.size(); ++i) {
            for (std::size_t j = i + 1; j < records.size(); ++j) {
                const auto found = decisions_.find({records[i], records[j]});
                if (found != decisions_.end() && found->second == Decision::same) {
                    join(group_of(records[i]), group_of(records[j]));
                }
            }
        }
        while (join_best()) {
        }
        std::map<RecordId, RecordId> cluster;
        for (const auto& [name, members] : groups_) {
            for (const RecordId member : members) {
                cluster[member] = name;
            }
        }
        return cluster;
    }

   private:
    RecordId group_of(RecordId record) const {
        for (const auto& [name, members] : groups_) {
            if (std::find(members.begin(), members.end(), record) != members.end()) {
                return name;
            }
        }
        return record;
    }
    [[nodiscard]] bool parted(RecordId a, RecordId b) const {
        for (const RecordId one : groups_.at(a)) {
            for (const RecordId other : groups_.at(b)) {
                const auto found = decisions_.find(edge_of(one, other));
                if (found != decisions_.end() && found->second == Decision::different) {
                    return true;
                }
            }
        }
        return false;
    }
    void join(RecordId a, RecordId b) {
        if (a == b || parted(a, b)) {
            return;
        }
        auto& into = groups_[std::min(a, b)];
        const auto from = groups_.extract(std::max(a, b));
        into.insert(into.end(), from.mapped().begin(), from.mapped().end());
    }
    /// No edge weighs nothing known: as good as unrelated.
    [[nodiscard]] double mean(RecordId a, RecordId b) const {
        constexpr double unrelated = -6, least = -14, most = 14;
        double sum = 0;
        for (const RecordId one : groups_.at(a)) {
            for (const RecordId other : groups_.at(b)) {
                const auto found = weights_.find(edge_of(one, other));
                sum += found == weights_.end() ? unrelated : std::clamp(found->second, least, most);
            }
        }
        return sum / static_cast<double>(groups_.at(a).size() * groups_.at(b).size());
    }
    bool join_best() {
        double best = -1;
        Edge pair{0, 0};
        for (auto a = groups_.begin(); a != groups_.end(); ++a) {
            for (auto b = std::next(a); b != groups_.end(); ++b) {
                const double weight = mean(a->first, b->first);
                if (weight >= 0 && weight > best && !parted(a->first, b->first)) {
                    best = weight;
                    pair = {a->first, b->first};
                }
            }
        }
        if (best < 0) {
            return false;
        }
        join(pair.first, pair.second);
        return true;
    }

    const std::map<Edge, double>& weights_;
    const std::map<Edge, Decision>& decisions_;
    std::map<RecordId, std::vector<RecordId>> groups_;
};

}  // namespace

void Clusters::Parts::work_out(RecordId id) const {
    for (const auto& [record, cluster] : Grouping(weights, decisions).run(component(id))) {
        known[record] = cluster;
    }
}

Clusters::Clusters() : parts_(std::make_unique<Parts>()) {}
Clusters::~Clusters() = default;
Clusters::Clusters(Clusters&&) noexcept = default;
Clusters& Clusters::operator=(Clusters&&) noexcept = default;

void Clusters::add(std::uint64_t id) { parts_->near.try_emplace(id); }

void Clusters::remove(std::uint64_t id) {
    Parts& parts = *parts_;
    const auto found = parts.near.find(id);
    if (found == parts.near.end()) {
        return;
    }
    parts.forget(id);
    for (const RecordId other : std::set<RecordId>(found->second)) {
        parts.weights.erase(edge_of(id, other));
        parts.decisions.erase(edge_of(id, other));
        parts.near[other].erase(id);
    }
    parts.near.erase(id);
}

void Clusters::edge(std::uint64_t a, std::uint64_t b, double weight) {
    if (a == b) {
        return;
    }
    parts_->connect(a, b);
    parts_->forget(a);
    parts_->forget(b);
    parts_->weights[edge_of(a, b)] = weight;
}

void Clusters::decide(std::uint64_t a, std::uint64_t b, Decision decision) {
    if (a == b) {
        return;
    }
    parts_->connect(a, b);
    parts_->forget(a);
    parts_->forget(b);
    parts_->decisions[edge_of(a, b)] = decision;
}

void Clusters::undo(std::uint64_t a, std::uint64_t b) {
    parts_->forget(a);
    parts_->forget(b);
    parts_->decisions.erase(edge_of(a, b));
    parts_->part_if_nothing_left(edge_of(a, b));
}

std::uint64_t Clusters::cluster_of(std::uint64_t id) const {
    if (!parts_->near.contains(id)) {
        return id;
    }
    if (!parts_->known.contains(id)) {
        parts_->work_out(id);
    }
    return parts_->known.at(id);
}

std::vector<std::uint64_t> Clusters::members(std::uint64_t cluster) const {
    std::vector<std::uint64_t> found;
    if (!parts_->near.contains(cluster)) {
        return found;
    }
    for (const RecordId record : parts_->component(cluster)) {
        if (cluster_of(record) == cluster) {
            found.push_back(record);
        }
    }
    return found;
}

}  // namespace bluelamp::identity
