// SPDX-License-Identifier: Apache-2.0
#include <algorithm>
#include <cmath>
#include <numeric>

#include "engine/identity/compare.hpp"

namespace bluelamp::identity {
namespace {

void bump(std::vector<std::uint32_t>& counts, ValueId id, int times) {
    if (id == 0) {
        return;
    }
    if (id >= counts.size()) {
        counts.resize(std::max<std::size_t>(id + 1, counts.size() * 5 / 4), 0);
    }
    counts[id] = static_cast<std::uint32_t>(static_cast<int>(counts[id]) + times);
}

struct Counted {
    Comparison comparison;
    ValueId Record::*member;
};
constexpr std::array<Counted, 10> counted{{{Comparison::given, &Record::given},
                                           {Comparison::middle, &Record::middle},
                                           {Comparison::surname, &Record::surname},
                                           {Comparison::phone, &Record::phone},
                                           {Comparison::where, &Record::address},
                                           {Comparison::locality, &Record::locality},
                                           {Comparison::place, &Record::place},
                                           {Comparison::email, &Record::email},
                                           {Comparison::identifier, &Record::identifier},
                                           {Comparison::other, &Record::other}}};

/// Rows, those of one group together. A group is named by one of its rows.
std::vector<std::uint32_t> by_group(const std::vector<std::uint32_t>& group_of) {
    std::vector<std::uint32_t> next(group_of.size() + 1, 0), order(group_of.size());
    for (const std::uint32_t group : group_of) {
        ++next[group + 1];
    }
    std::partial_sum(next.begin(), next.end(), next.begin());
    for (std::uint32_t row = 0; row < order.size(); ++row) {
        order[next[group_of[row]]++] = row;
    }
    return order;
}

double squared_shares(const std::vector<std::uint32_t>& counts) {
    double sum = 0, squares = 0;
    for (const std::uint32_t count : counts) {
        sum += count;
        squares += static_cast<double>(count) * count;
    }
    return sum > 0 ? squares / (sum * sum) : 0;
}

}  // namespace

std::uint32_t& DateCounts::operator[](std::uint32_t date) {
    if (used_ * 2 > slots_.size()) {
        std::vector<Slot> old(slots_.size() * 2);
        old.swap(slots_);
        for (const Slot& slot : old) {
            if (slot.date != 0) {
                slots_[slot_of(slot.date)] = slot;
            }
        }
    }
    Slot& slot = slots_[slot_of(date)];
    used_ += slot.date == 0 ? 1 : 0;
    slot.date = date;
    return slot.count;
}

std::vector<std::uint32_t> DateCounts::all() const {
    std::vector<std::uint32_t> counts;
    for (const Slot& slot : slots_) {
        if (slot.count != 0) {
            counts.push_back(slot.count);
        }
    }
    return counts;
}

void Frequencies::add(const Record& record, int times, Person person) {
    for (const auto& [comparison, member] : counted) {
        bump(values_[static_cast<std::size_t>(comparison)], record.*member, times);
    }
    bump(postcodes_, record.postcode, times);
    if (record.born != 0) {
        born_[record.born] += static_cast<std::uint32_t>(times);
    }
    sexes_[static_cast<unsigned char>(record.sex)] += static_cast<std::uint32_t>(times);
    persons_ += person == Person::first_or_last ? times : 0;
    settle();
}

/// As if there were two hundred persons more, with values of their own: who knows four persons does not know that one
/// in four is called so.
void Frequencies::settle() {
    constexpr double unseen = 200;
    log_persons_ = static_cast<float>(std::log2(persons_ + unseen));
}

void Frequencies::count(const Records& records, const std::vector<std::uint32_t>& group_of) {
    *this = Frequencies();
    const std::vector<std::uint32_t> order = by_group(group_of);
    for (std::size_t from = 0; from < order.size();) {
        std::size_t to = from;
        for (; to < order.size() && group_of[order[to]] == group_of[order[from]]; ++to) {
            constexpr std::size_t looked_at = 50;
            Record alone = records.rows[order[to]];
            for (std::size_t before = from; before < std::min(to, from + looked_at); ++before) {
                alone.leave_out(records.rows[order[before]]);
            }
            add(alone, 1, to == from ? Person::first_or_last : Person::known);
        }
        from = to;
    }
}

float Frequencies::log_share(std::uint32_t count) const {
    constexpr std::size_t often = 4096;
    static const auto logs = [] {
        std::array<float, often> made{};
        for (std::size_t i = 1; i < often; ++i) {
            made[i] = std::log2(static_cast<float>(i));
        }
        return made;
    }();
    // Whoever is looked for may be the one person who has a value, so that a share is never under one person.
    return (count < often ? logs[count] : std::log2(static_cast<float>(count))) - log_persons_;
}

double Frequencies::chance(Comparison comparison) const {
    if (comparison == Comparison::sex) {
        const double m = sexes_['m'], f = sexes_['f'], sum = std::max(m + f, 1.0);
        return (m * m + f * f) / (sum * sum);
    }
    if (comparison != Comparison::born) {
        return squared_shares(values_[static_cast<std::size_t>(comparison)]);
    }
    return squared_shares(born_.all());
}

}  // namespace bluelamp::identity
