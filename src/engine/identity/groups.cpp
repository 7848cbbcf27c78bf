// SPDX-License-Identifier: Apache-2.0
#include "engine/identity/groups.hpp"

#include <algorithm>
#include <limits>
#include <numeric>

namespace bluelamp::identity {
namespace {

constexpr float never = -std::numeric_limits<float>::infinity();
/// How much the best pair counts beside the mean: records of one person carry different slips.
constexpr float of_best = 0.25F;

/// What is known between two groups.
struct Between {
    std::array<float, comparisons> sum{}, best{};
    std::array<std::uint32_t, comparisons> count{};

    void set(const Evidence& found) {
        for (std::size_t c = 0; c < comparisons; ++c) {
            count[c] = found.said >> c & 1U;
            sum[c] = best[c] = count[c] != 0 ? found.weight[c] : 0;
        }
    }
    void add(const Between& other) {
        for (std::size_t c = 0; c < comparisons; ++c) {
            if (other.count[c] != 0) {
                best[c] = count[c] == 0 ? other.best[c] : std::max(best[c], other.best[c]);
            }
            sum[c] += other.sum[c];
            count[c] += other.count[c];
        }
    }
    [[nodiscard]] float weight(float prior) const {
        for (std::size_t c = 0; c < comparisons; ++c) {
            if (count[c] != 0) {
                prior += (1 - of_best) * sum[c] / static_cast<float>(count[c]) + of_best * best[c];
            }
        }
        return prior;
    }
};

/// Groups of records with what is known between them.
class Joining {
   public:
    Joining(std::uint32_t count, float prior, const std::function<Evidence(std::uint32_t, std::uint32_t)>& evidence)
        : count_(count),
          prior_(prior),
          between_(std::size_t{count} * count),
          weights_(std::size_t{count} * count, never),
          alive_(count, true),
          partner_(count, 0),
          group_(count) {
        std::iota(group_.begin(), group_.end(), 0U);
        for (std::uint32_t i = 0; i < count; ++i) {
            for (std::uint32_t j = i + 1; j < count; ++j) {
                at(i, j).set(evidence(i, j));
                weigh(i, j);
            }
        }
        for (std::uint32_t i = 0; i < count; ++i) {
            find_partner(i);
        }
    }

    std::vector<std::uint32_t> run(float threshold) {
        for (;;) {
            std::uint32_t best = count_;
            float most = never;
            for (std::uint32_t i = 0; i < count_; ++i) {
                if (alive_[i] && weight(i, partner_[i]) > most) {
                    most = weight(i, partner_[i]);
                    best = i;
                }
            }
            if (best == count_ || most < threshold) {
                return group_;
            }
            join(std::min(best, partner_[best]), std::max(best, partner_[best]));
        }
    }

   private:
    Between& at(std::uint32_t i, std::uint32_t j) {
        return between_[std::size_t{std::min(i, j)} * count_ + std::max(i, j)];
    }
    float weight(std::uint32_t i, std::uint32_t j) const { return weights_[std::size_t{i} * count_ + j]; }
    void weigh(std::uint32_t i, std::uint32_t j) {
        weights_[std::size_t{i} * count_ + j] = weights_[std::size_t{j} * count_ + i] = at(i, j).weight(prior_);
    }

    void find_partner(std::uint32_t i) {
        partner_[i] = i;
        for (std::uint32_t j = 0; j < count_; ++j) {
            if (j != i && alive_[j] && (partner_[i] == i || weight(i, j) > weight(i, partner_[i]))) {
                partner_[i] = j;
            }
        }
    }

    void join(std::uint32_t keep, std::uint32_t gone) {
        alive_[gone] = false;
        for (std::uint32_t k = 0; k < count_; ++k) {
            if (k != keep && alive_[k]) {
                at(keep, k).add(at(gone, k));
                weigh(keep, k);
            }
            group_[k] = group_[k] == gone ? keep : group_[k];
        }
        for (std::uint32_t k = 0; k < count_; ++k) {
            if (alive_[k] && (k == keep || partner_[k] == keep || partner_[k] == gone)) {
                find_partner(k);
            } else if (alive_[k] && weight(k, keep) > weight(k, partner_[k])) {
                partner_[k] = keep;
            }
        }
    }

    std::uint32_t count_;
    float prior_;
    std::vector<Between> between_;
    std::vector<float> weights_;
    std::vector<bool> alive_;
    std::vector<std::uint32_t> partner_, group_;
};

}  // namespace

std::vector<std::uint32_t> grouped(std::uint32_t count, float prior, float threshold,
                                   const std::function<Evidence(std::uint32_t, std::uint32_t)>& evidence) {
    return Joining(count, prior, evidence).run(threshold);
}

}  // namespace bluelamp::identity
