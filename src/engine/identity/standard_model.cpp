// SPDX-License-Identifier: Apache-2.0
// The model that needs no training, and where training starts. Shares of slips, nicknames and moves are of the order
// that the literature on linkage gives (Winkler 2006; Harron et al. 2016) and were compared with what training finds on
// invented registers; they decide little, because values decide by how rare they are.
#include <algorithm>
#include <initializer_list>

#include "engine/identity/model.hpp"

namespace bluelamp::identity {
namespace {

using List = std::initializer_list<double>;  // from level 1 on

void set(Shares& shares, Comparison comparison, List list) {
    std::copy(list.begin(), list.end(), shares[static_cast<std::size_t>(comparison)].begin() + 1);
}

/// Shares of addresses and postcodes for those who stayed, and for those who moved.
struct Whereabouts {
    double stayed;
    std::array<double, where::addresses> address_stayed{0, 0.80, 0.13, 0.04, 0.02, 0.01},
        address_moved{0, 0.002, 0.002, 0.001, 0.025, 0.97};
    std::array<double, where::postcodes> postcode_stayed{0, 0.93, 0.045, 0.01, 0.015},
        postcode_moved{0, 0.005, 0.001, 0.08, 0.914};
};

void set_where(Shares& shares, const Whereabouts& found) {
    auto& levels = shares[static_cast<std::size_t>(Comparison::where)];
    for (std::size_t a = 0; a < where::addresses; ++a) {
        for (std::size_t p = 0; p < where::postcodes; ++p) {
            const auto part = [](double share) { return share == 0 ? 1 : share; };  // missing: whatever it would be
            const double stayed = part(found.address_stayed[a]) * part(found.postcode_stayed[p]);
            const double moved = part(found.address_moved[a]) * part(found.postcode_moved[p]);
            levels[a * where::postcodes + p] = found.stayed * stayed + (1 - found.stayed) * moved;
        }
    }
}

/// A slip from a rare name says more than one from a common name; two rare names that are alike may be slips of a
/// third.
void tilt_as_usual(std::array<float, rarities>& tilt) {
    constexpr int middle = 6, rare = 9;
    for (int step = 0; step < static_cast<int>(rarities); ++step) {
        tilt[static_cast<std::size_t>(step)] = step > rare ? 1.0F : static_cast<float>(std::max(step - middle, -4));
    }
}

Model::Content standard_content() {
    Model::Content content;
    Shares &m = content.same, &h = content.household, &u = content.other;
    set(m, Comparison::given, {0.74, 0.07, 0.08, 0.03, 0.025, 0.01, 0.012, 0.004, 0.02});
    set(u, Comparison::given, {1, 0.004, 0.003, 0.012, 0.003, 0.004, 1, 0.02, 0.95});
    for (const auto level : {given::nickname, given::close, given::alike}) {
        tilt_as_usual(content.tilt[static_cast<std::size_t>(Comparison::given)][level]);
    }
    for (const auto level : {surname::close, surname::alike}) {
        tilt_as_usual(content.tilt[static_cast<std::size_t>(Comparison::surname)][level]);
    }
    set(m, Comparison::middle, {0.78, 0.08, 0.08, 0.06});
    set(u, Comparison::middle, {1, 0.02, 0.01, 0.96});
    set(m, Comparison::surname, {0.84, 0.07, 0.02, 0.015, 0.004, 0.012, 0.004, 0.035});
    set(h, Comparison::surname, {0.72, 0.02, 0.01, 0.02, 0.001, 0.0005, 0.0001, 0.22});
    set(u, Comparison::surname, {1, 0.001, 0.006, 0.001, 0.0004, 1, 0.007, 0.99});
    set(m, Comparison::born, {0.79, 0.025, 0.07, 0.02, 0.035, 0.01, 0.025, 0.025});
    set(u, Comparison::born, {1, 0.00004, 0.0008, 0.0023, 0.0011, 0.0004, 0.0012, 0.994});
    set(m, Comparison::sex, {0.98, 0.02});
    set(u, Comparison::sex, {0.5, 0.5});
    set(m, Comparison::phone, {0.68, 0.035, 0.285});
    set(h, Comparison::phone, {0.35, 0.025, 0.625});
    set(u, Comparison::phone, {1, 1, 1});
    set_where(m, {.stayed = 0.78});
    set_where(h, {.stayed = 0.95});
    // One postcode is one street; strangers at one address are told by how many persons have the value.
    set_where(u, {.stayed = 0,
                  .address_moved = {0, 1, 0.0002, 0.0003, 0.004, 0.99},
                  .postcode_moved = {0, 1, 0.0001, 0.008, 0.99}});
    auto& strangers = u[static_cast<std::size_t>(Comparison::where)];
    const std::array<double, where::addresses> at_one_postcode{1, 1, 0.05, 0.1, 0.55, 0.3};
    for (std::size_t a = 0; a < where::addresses; ++a) {
        strangers[a * where::postcodes + exact] = at_one_postcode[a];
    }
    for (const Comparison comparison : {Comparison::locality, Comparison::place}) {
        set(m, comparison, {0.8, 0, 0.06, 0.14});
        set(h, comparison, {0.85, 0, 0.05, 0.1});
        set(u, comparison, {1, 0, 0.004, 0.97});
    }
    set(m, Comparison::email, {0.75, 0.1, 0.15});
    set(h, Comparison::email, {0.1, 0.02, 0.88});
    set(u, Comparison::email, {1, 1, 1});
    set(m, Comparison::identifier, {0.88, 0.08, 0.04});
    set(u, Comparison::identifier, {1, 1, 1});
    set(m, Comparison::other, {0.65, 0, 0.35});
    set(u, Comparison::other, {1, 0, 0.97});
    return content;
}

}  // namespace

std::shared_ptr<const Model> Model::standard() {
    static const auto model = std::make_shared<const Model>(std::make_shared<const Content>(standard_content()));
    return model;
}

}  // namespace bluelamp::identity
