// SPDX-License-Identifier: Apache-2.0
#include "geography/gazetteer_store.hpp"

#include <algorithm>
#include <map>
#include <set>

#include "core/text.hpp"
#include "geography/store.sql.hpp"

namespace bluelamp::geography {
namespace {

bool says_the_same(const Place& a, const Place& b) {
    return a.address == b.address && a.postcode == b.postcode && a.position == b.position && a.source == b.source;
}

/// The postcode's halves are words too: "12 AL1 3JE" finds the house.
std::set<std::string> words_of(const Place& place) {
    std::set<std::string> distinct;
    for (std::string& word : words(place.address + " " + place.postcode)) {
        distinct.insert(std::move(word));
    }
    return distinct;
}

/// What the database holds of some places, by reference.
Result<std::map<std::string, Place>> places_before(db::Transaction& tx, std::span<const Place> places) {
    std::map<std::string, Place> before;
    if (places.empty()) {
        return before;
    }
    invariant(places.size() <= rows_of_step, "a step stores at most rows_of_step places");
    std::vector<db::Value> asked{tx.force()};
    for (std::size_t i = 0; i < rows_of_step; ++i) {
        asked.emplace_back(places[std::min(i, places.size() - 1)].reference);
    }
    TRY(tx.each(sql::places_before, std::span<const db::Value>(asked), [&](const db::Row& row) {
        Place read = read_place(row);
        before.emplace(read.reference, std::move(read));
    }));
    return before;
}

Result<Outcome> store_place(db::Transaction& tx, const Place& place, Instant now, const Place* before) {
    if (before != nullptr && says_the_same(*before, place)) {
        return Outcome::unchanged;
    }
    TRY(tx.execute(sql::upsert_place, {tx.force(), place.reference, place.address, fold(place.address), place.postcode,
                                       place.position.latitude, place.position.longitude, place.source, now}));
    if (before != nullptr) {
        TRY(tx.execute(sql::forget_words, {tx.force(), place.reference}));
    }
    for (const std::string& word : words_of(place)) {
        TRY(tx.execute(sql::insert_word, {tx.force(), word, place.reference}));
    }
    return before != nullptr ? Outcome::changed : Outcome::stored;
}

}  // namespace

Place read_place(const db::Row& row) {
    return {row.string(0), row.string(1), row.string(2), {row.real(3), row.real(4)}, row.string(5)};
}

Result<void> store_places(db::Transaction& tx, std::span<const Place> places, Instant now, Counts& counts) {
    auto before = TRY(places_before(tx, places));
    for (const Place& place : places) {
        const auto known = before.find(place.reference);
        count(counts, TRY(store_place(tx, place, now, known == before.end() ? nullptr : &known->second)));
        before.insert_or_assign(place.reference, place);  // a file may hold a reference twice; the last one stands
    }
    return {};
}

}  // namespace bluelamp::geography
