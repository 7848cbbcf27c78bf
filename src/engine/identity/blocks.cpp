// SPDX-License-Identifier: Apache-2.0
#include "engine/identity/blocks.hpp"

#include <algorithm>

#include "engine/identity/keys.hpp"
#include "engine/identity/portions.hpp"

namespace bluelamp::identity {
namespace {

/// By what a block that is too large is divided, in this order.
std::uint64_t divider(const KeyParts& parts, std::size_t nth) {
    switch (nth) {
        case 0: return parts.born;
        case 1: return mixed_key(parts.given_sound, parts.surname_letter);
        case 2: return parts.postcode;
        default: return mixed_key(parts.surname_sound, parts.phone);
    }
}
constexpr std::size_t dividers = 4;

class Filing {
   public:
    Filing(const Records& records, Blocks::Rule& rule, bool weak) : records_(records), rule_(rule), weak_(weak) {}

    void file(std::vector<Keyed> entries) {
        sort_by_key(entries);
        groups(entries, 0);
        rule_.starts.push_back(static_cast<std::uint32_t>(rule_.rows.size()));
    }

   private:
    void groups(std::span<Keyed> entries, std::size_t divided) {
        each_key(entries, [&](std::size_t from, std::size_t to) {
            if (to - from > 1) {
                group(entries.subspan(from, to - from), divided);
            }
        });
    }

    void group(std::span<Keyed> entries, std::size_t divided) {
        const std::size_t enough = weak_ ? 16 : 48, most = weak_ ? 96 : 256;
        if (entries.size() > enough && divided < dividers) {
            for (Keyed& each : entries) {
                const KeyParts parts = key_parts(Values(records_), records_.rows[each.row]);
                each.key = mixed_key(each.key, divider(parts, divided) + 1);
            }
            std::sort(entries.begin(), entries.end(), by_key);
            groups(entries, divided + 1);
            return;
        }
        if (entries.size() > most) {
            return;
        }
        rule_.starts.push_back(static_cast<std::uint32_t>(rule_.rows.size()));
        rule_.keys.push_back(entries.front().key);
        for (const Keyed& each : entries) {
            rule_.rows.push_back(each.row);
        }
    }

    const Records& records_;
    Blocks::Rule& rule_;
    bool weak_;  ///< few of its pairs are one person: smaller blocks
};

constexpr std::array<bool, rules> weak{false, false, false, false, false, false, true, false, true, true, false,
                                       false, false, false, false, true,  true,  true, true,  true, true, true};

}  // namespace

Keys keys_of(const Records& records, const Record& record) {
    const KeyParts p = key_parts(Values(records), record);
    const std::uint64_t first = std::min(p.given_sound, p.surname_sound),
                        second = std::max(p.given_sound, p.surname_sound);
    return {key(1, p.identifier),
            key(2, p.email),
            key(3, p.phone),
            key(4, p.postcode, p.number | (p.number == 0 ? 1U : 0U)),
            key(5, first, second),  // either way round
            key(6, p.born, p.given_letter),
            key(7, p.born, p.surname_letter),
            key(8, p.surname_sound, p.year, p.given_letter),
            key(9, p.surname_sound, p.month_day),
            key(10, p.given_sound, p.year_month),
            key(11, p.surname_sound, p.postcode),
            key(12, p.given_sound, p.district, p.surname_letter),
            key(13, p.address, p.given_letter),
            key(14, p.number, p.street, p.given_letter, p.surname_letter),
            key(15, p.given, p.postcode),
            key(16, p.spot, p.surname_sound),
            key(17, p.spot, p.given_sound),
            key(18, p.spot, p.given_letter, p.surname_letter),
            key(19, p.spot, p.year),
            key(20, p.surname_sound, p.given_letter),
            key(21, p.given_sound, p.surname_letter),
            key(22, p.district, p.given_letter, p.surname_letter)};
}

Blocks::Blocks(const Records& records, unsigned threads) {
    const std::size_t count = records.rows.size();
    block_of_.assign(count, {});
    std::array<std::vector<std::uint64_t>, rules> keys;  // by rule, for each is filed on its own
    std::fill(keys.begin(), keys.end(), std::vector<std::uint64_t>(count));
    constexpr std::size_t many = 4096;
    in_portions(count, many, threads, [&](unsigned, std::size_t from, std::size_t to) {
        for (std::size_t row = from; row < to; ++row) {
            const Keys of_row = keys_of(records, records.rows[row]);
            for (std::size_t number = 0; number < rules; ++number) {
                keys[number][row] = of_row[number];
            }
        }
    });
    in_portions(rules, 1, threads, [&](unsigned, std::size_t number, std::size_t) {
        std::vector<Keyed> entries;
        for (std::size_t row = 0; row < count; ++row) {
            if (keys[number][row] != 0) {
                entries.push_back({keys[number][row], static_cast<std::uint32_t>(row)});
            }
        }
        keys[number] = {};
        file(records, number, std::move(entries));
    });
}

void Blocks::file(const Records& records, std::size_t number, std::vector<Keyed> entries) {
    Rule& rule = all_[number];
    Filing(records, rule, weak[number]).file(std::move(entries));
    for (std::size_t block = 0; block + 1 < rule.starts.size(); ++block) {
        for (std::uint32_t at = rule.starts[block]; at < rule.starts[block + 1]; ++at) {
            block_of_[rule.rows[at]][number] = static_cast<std::uint32_t>(block + 1);
        }
    }
}

std::uint64_t Blocks::pairs() const {
    std::uint64_t sum = 0;
    for (const Rule& rule : all_) {
        for (std::size_t block = 0; block + 1 < rule.starts.size(); ++block) {
            const std::uint64_t size = rule.starts[block + 1] - rule.starts[block];
            sum += size * (size - 1) / 2;
        }
    }
    return sum;
}

}  // namespace bluelamp::identity
