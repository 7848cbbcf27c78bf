// SPDX-License-Identifier: Apache-2.0
#include "geography/areas.hpp"

#include <algorithm>
#include <cstdlib>
#include <tuple>

#include <fmt/format.h>

#include "core/text.hpp"

namespace bluelamp::geography {
namespace {

std::string described(const Areas& areas, const Area& area) {
    const Area* parent = area.parent ? areas.get(area.parent->layer, area.parent->code) : nullptr;
    return fmt::format("{}{}{} ({} {})", area.name, parent == nullptr ? "" : ", ",
                       parent == nullptr ? "" : parent->name, area.key.layer, area.key.code);
}

tl::unexpected<Error> ambiguous(const Areas& areas, std::string_view text, const std::vector<const Area*>& found) {
    constexpr std::size_t most = 12;
    std::string list;
    for (std::size_t i = 0; i < std::min(found.size(), most); ++i) {
        list += (i == 0 ? "" : "; ") + described(areas, *found[i]);
    }
    return fail(ErrorCode::invalid, "area",
                fmt::format("\"{}\" may be {}{}. Give one of these codes, or the name with the place it lies in.",
                            first_code_points(text, 60), list, found.size() > most ? "; and others" : ""));
}

/// Different areas only: one area may answer to the same words twice.
std::vector<const Area*> matches(const std::multimap<std::string, const Area*, std::less<>>& index,
                                 const std::string& folded, std::string_view layer) {
    std::vector<const Area*> found;
    const auto [begin, end] = index.equal_range(folded);
    for (auto at = begin; at != end; ++at) {
        const bool fits = layer.empty() || at->second->key.layer == layer;
        if (fits && std::find(found.begin(), found.end(), at->second) == found.end()) {
            found.push_back(at->second);
        }
    }
    return found;
}

}  // namespace

Areas::Areas(std::vector<Layer> layers, std::vector<Area> areas, const std::vector<Population>& populations)
    : layers_(std::move(layers)), areas_(std::move(areas)) {
    std::sort(layers_.begin(), layers_.end(), [](const Layer& a, const Layer& b) { return a.position < b.position; });
    // Where shapes overlap the first wins, so their order must not be the database's.
    std::sort(areas_.begin(), areas_.end(), [](const Area& a, const Area& b) {
        return std::tie(a.key, b.valid_from) < std::tie(b.key, a.valid_from);
    });
    for (Area& area : areas_) {
        // Only a larger layer can hold a smaller one; so parents never go round in a circle.
        if (area.parent && position_of(area.parent->layer) >= position_of(area.key.layer)) {
            area.parent.reset();
        }
        newest_.emplace(area.key, &area);
    }
    for (const auto& [key, area] : newest_) {
        if (area->parent) {
            parts_[*area->parent].push_back(area);
        }
    }
    for (const Population& population : populations) {
        populations_[population.area].emplace(population.year, population);
    }
    index_vintages();
    index_names();
}

void Areas::index_vintages() {
    vintages_.resize(layers_.size());
    for (std::size_t layer = 0; layer < layers_.size(); ++layer) {
        std::map<LocalDate, std::vector<const Area*>, std::greater<>> by_day;
        for (const Area& area : areas_) {
            if (area.key.layer == layers_[layer].layer && !area.shape.empty()) {
                by_day[area.valid_from].push_back(&area);
            }
        }
        for (auto& [day, listed] : by_day) {
            std::vector<const Shape*> shapes;
            for (const Area* area : listed) {
                shapes.push_back(&area->shape);
            }
            vintages_[layer].push_back({day, std::move(listed), std::make_unique<AreaIndex>(shapes)});
        }
    }
}

void Areas::index_names() {
    for (const auto& [key, area] : newest_) {
        by_code_.emplace(fold(key.code), area);
        by_name_.emplace(fold(area->name), area);
        for (const std::string& alias : area->aliases) {
            by_name_.emplace(fold(alias), area);
        }
        const Area* parent = area->parent ? get(area->parent->layer, area->parent->code) : nullptr;
        if (parent != nullptr) {
            by_name_.emplace(fold(area->name + ", " + parent->name), area);
        }
    }
}

std::size_t Areas::position_of(std::string_view layer) const {
    const auto found =
        std::find_if(layers_.begin(), layers_.end(), [&](const Layer& each) { return each.layer == layer; });
    return static_cast<std::size_t>(found - layers_.begin());
}

std::vector<const Area*> Areas::in_layer(std::string_view layer) const {
    std::vector<const Area*> found;
    for (const auto& [key, area] : newest_) {
        if (key.layer == layer) {
            found.push_back(area);
        }
    }
    std::sort(found.begin(), found.end(), [](const Area* a, const Area* b) {
        return std::tie(a->name, a->key.code) < std::tie(b->name, b->key.code);
    });
    return found;
}

std::vector<const Area*> Areas::at(LatLon where, LocalDate day) const {
    std::vector<const Area*> found;
    for (const Layer& layer : layers_) {
        if (const Area* area = at(where, day, layer.layer)) {
            found.push_back(area);
        }
    }
    return found;
}

const Area* Areas::at(LatLon where, LocalDate day, std::string_view layer) const {
    const std::size_t position = position_of(layer);
    if (position == layers_.size()) {
        return nullptr;
    }
    for (const Vintage& vintage : vintages_[position]) {
        if (vintage.valid_from > day) {
            continue;
        }
        const auto hit = vintage.index->at(where);
        if (hit && vintage.areas[*hit]->valid_on(day)) {
            return vintage.areas[*hit];
        }
    }
    return nullptr;
}

std::vector<const Area*> Areas::of_lsoa(std::string_view code) const {
    const Area* lsoa = get("lsoa", code);
    return lsoa == nullptr ? std::vector<const Area*>() : with_parents(*lsoa);
}

std::vector<const Area*> Areas::with_parents(const Area& area) const {
    std::vector<const Area*> chain;
    for (const Area* at = &area; at != nullptr; at = at->parent ? get(at->parent->layer, at->parent->code) : nullptr) {
        chain.push_back(at);
    }
    return chain;
}

const Area* Areas::get(std::string_view layer, std::string_view code) const {
    const auto found = newest_.find(AreaKey{std::string(layer), std::string(code)});
    return found == newest_.end() ? nullptr : found->second;
}

/// A partnership and its one borough carry the same name; who types it means the borough.
bool Areas::doubled_below(const Area& area) const {
    const auto parts = parts_.find(area.key);
    return parts != parts_.end() && std::any_of(parts->second.begin(), parts->second.end(),
                                                [&](const Area* part) { return fold(part->name) == fold(area.name); });
}

Result<const Area*> Areas::find(std::string_view text, std::string_view layer) const {
    const std::string folded = fold(text);
    auto found = matches(by_code_, folded, layer);
    if (found.empty()) {
        found = matches(by_name_, folded, layer);
    }
    if (found.size() > 1) {
        std::erase_if(found, [&](const Area* area) { return doubled_below(*area); });
    }
    if (found.size() > 1) {
        return ambiguous(*this, text, found);
    }
    if (found.empty()) {
        return fail(
            ErrorCode::not_found, "area",
            fmt::format(
                "There is no area \"{}\". Give a code such as E09000007, or the name of a force, borough or ward.",
                first_code_points(text, 60)));
    }
    return found.front();
}

const Areas::ByYear* Areas::own_populations(const AreaKey& key) const {
    const auto found = populations_.find(key);
    return found == populations_.end() ? nullptr : &found->second;
}

std::optional<Population> Areas::population(const Area& area, int year) const {
    if (const ByYear* own = own_populations(area.key)) {
        const auto nearest = std::min_element(own->begin(), own->end(), [year](const auto& a, const auto& b) {
            return std::abs(a.first - year) < std::abs(b.first - year);
        });
        return nearest->second;
    }
    return sum_of_parts(area, year);
}

std::optional<Population> Areas::sum_of_parts(const Area& area, int year) const {
    const auto parts = parts_.find(area.key);
    if (parts == parts_.end()) {
        return std::nullopt;
    }
    std::optional<Population> sum;
    for (const Area* part : parts->second) {
        const auto own = population(*part, year);
        if (!own || (sum && own->year != sum->year)) {
            return std::nullopt;
        }
        if (!sum) {
            sum = Population{area.key, own->year, 0, own->source};
        }
        sum->count += own->count;
    }
    return sum;
}

}  // namespace bluelamp::geography
