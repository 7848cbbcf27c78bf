// SPDX-License-Identifier: Apache-2.0
#include <algorithm>
#include <cmath>
#include <numbers>
#include <set>

#include "core/text.hpp"
#include "geography/gazetteer.hpp"
#include "geography/gazetteer_store.hpp"
#include "geography/postcode.hpp"
#include "geography/prefix.hpp"
#include "geography/store.sql.hpp"

namespace bluelamp::geography {
namespace {

/// Keeps the order of arrival and each reference once.
class Hits {
   public:
    explicit Hits(std::size_t most) : most_(most) {}

    void add(std::vector<Place> places) {
        for (Place& place : places) {
            if (found_.size() < most_ && seen_.insert(place.reference).second) {
                found_.push_back(std::move(place));
            }
        }
    }
    [[nodiscard]] bool full() const { return found_.size() >= most_; }
    [[nodiscard]] std::int64_t wanted() const { return static_cast<std::int64_t>(most_); }
    std::vector<Place> take() { return std::move(found_); }

   private:
    std::size_t most_;
    std::vector<Place> found_;
    std::set<std::string> seen_;
};

/// A word as typed: whole, or (the last one) perhaps unfinished.
struct TypedWord {
    std::string from, to;  // range in the index of words
    std::int64_t known = 0;

    [[nodiscard]] bool holds(const std::vector<std::string>& address) const {
        return std::any_of(address.begin(), address.end(),
                           [&](const std::string& word) { return word >= from && word < to; });
    }
};

Result<std::vector<TypedWord>> typed_words(db::Reader& reader, const ForceId& force, std::string_view text) {
    constexpr std::size_t most = 12;
    std::vector<std::string> typed = words(text);
    typed.resize(std::min(typed.size(), most));
    std::vector<TypedWord> out;
    for (std::size_t i = 0; i < typed.size(); ++i) {
        const bool last = i + 1 == typed.size();
        TypedWord word{typed[i], last ? after_prefix(typed[i]) : after_whole(typed[i])};
        word.known = TRY(
            reader.one(sql::count_word, {force, word.from, word.to}, [](const db::Row& row) { return row.bigint(0); }));
        out.push_back(std::move(word));
    }
    return out;
}

/// Addresses with all words, starting from the rarest; up to three whole words narrow the search in the database, the
/// rest here.
Result<std::vector<Place>> places_with_words(db::Reader& reader, const ForceId& force, std::string_view text,
                                             std::int64_t most) {
    const auto typed = TRY(typed_words(reader, force, text));
    if (typed.empty() ||
        std::any_of(typed.begin(), typed.end(), [](const TypedWord& word) { return word.known == 0; })) {
        return std::vector<Place>();
    }
    const auto rarest = std::min_element(typed.begin(), typed.end(),
                                         [](const TypedWord& a, const TypedWord& b) { return a.known < b.known; });
    std::vector<std::string> others;
    for (auto word = typed.begin(); word + 1 < typed.end(); ++word) {
        if (word != rarest && others.size() < 3) {
            others.push_back(word->from);
        }
    }
    others.resize(3);
    const std::int64_t candidates = std::max<std::int64_t>(most * 50, 1000);
    auto places =
        TRY(reader.many(sql::places_of_words,
                        {force, rarest->from, rarest->to, others[0], others[1], others[2], candidates}, read_place));
    std::erase_if(places, [&](const Place& place) {
        const auto have = words(place.address + " " + place.postcode);
        return !std::all_of(typed.begin(), typed.end(), [&](const TypedWord& word) { return word.holds(have); });
    });
    std::sort(places.begin(), places.end(), [](const Place& a, const Place& b) {
        return std::pair(fold(a.address), a.reference) < std::pair(fold(b.address), b.reference);
    });
    return places;
}

Result<void> add_of_postcode(db::Reader& reader, const ForceId& force, std::string_view text, Hits& hits) {
    const auto postcode = parse_postcode(text);
    if (!postcode) {
        return {};  // then it was no postcode that was typed
    }
    const std::string from = postcode->whole() ? postcode->text() : postcode->text() + " ";
    const std::string to = postcode->whole() ? after_whole(from) : after_prefix(from);
    hits.add(TRY(reader.many(sql::places_of_postcode, {force, from, to, hits.wanted()}, read_place)));
    return {};
}

}  // namespace

Result<std::optional<Place>> find_place(db::Reader& reader, const ForceId& force, std::string_view reference) {
    return reader.maybe(sql::place_by_reference, {force, reference}, read_place);
}

Result<std::vector<Place>> search_places(db::Reader& reader, const ForceId& force, std::string_view text,
                                         std::size_t most) {
    Hits hits(most);
    const std::string folded = fold(text);
    if (folded.empty()) {
        return hits.take();
    }
    if (auto exact = TRY(find_place(reader, force, trim(text)))) {
        hits.add({*std::move(exact)});
    }
    TRY(add_of_postcode(reader, force, text, hits));
    // In order of folded address the address itself stands before all that only begin with it.
    hits.add(
        TRY(reader.many(sql::places_of_address, {force, folded, after_prefix(folded), hits.wanted()}, read_place)));
    if (!hits.full()) {
        hits.add(TRY(places_with_words(reader, force, text, hits.wanted())));
    }
    return hits.take();
}

Result<std::vector<Place>> nearest_places(db::Reader& reader, const ForceId& force, LatLon where, std::size_t most) {
    constexpr std::int64_t candidates = 20'000;
    constexpr double metres_per_degree = 111'195;  // of latitude, on the sphere that distance_m uses
    std::vector<Place> near;
    for (const double radius_m : {100.0, 400.0, 1'600.0, 6'400.0}) {
        const double up = radius_m / metres_per_degree;
        const double across = up / std::max(std::cos(where.latitude * std::numbers::pi / 180), 0.01);
        near = TRY(reader.many(sql::places_within,
                               {force, where.latitude - up, where.latitude + up, where.longitude - across,
                                where.longitude + across, candidates},
                               read_place));
        std::erase_if(near, [&](const Place& place) { return distance_m(where, place.position) > radius_m; });
        if (near.size() >= most) {
            break;
        }
    }
    std::sort(near.begin(), near.end(), [&](const Place& a, const Place& b) {
        return std::pair(distance_m(where, a.position), a.reference) <
               std::pair(distance_m(where, b.position), b.reference);
    });
    near.resize(std::min(near.size(), most));
    return near;
}

}  // namespace bluelamp::geography
