// SPDX-License-Identifier: Apache-2.0
#include "engine/identity/blocks.hpp"

#include <algorithm>
#include <atomic>
#include <thread>

#include "engine/identity/keys.hpp"

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

struct Entry {
    std::uint64_t key;
    std::uint32_t row;
};

class Filing {
   public:
    Filing(const Records& records, Blocks::Rule& rule, bool weak) : records_(records), rule_(rule), weak_(weak) {}

    void file(std::vector<Entry> entries) {
        std::sort(entries.begin(), entries.end(), by_key);
        groups(entries.data(), entries.data() + entries.size(), 0);
        rule_.starts.push_back(static_cast<std::uint32_t>(rule_.rows.size()));
    }

   private:
    static bool by_key(const Entry& a, const Entry& b) { return a.key < b.key || (a.key == b.key && a.row < b.row); }

    void groups(Entry* begin, Entry* end, std::size_t divided) {
        while (begin != end) {
            Entry* next = begin;
            while (next != end && next->key == begin->key) {
                ++next;
            }
            group(begin, next, divided);
            begin = next;
        }
    }

    void group(Entry* begin, Entry* end, std::size_t divided) {
        const std::ptrdiff_t enough = weak_ ? 16 : 48, most = weak_ ? 96 : 256;
        const std::ptrdiff_t size = end - begin;
        if (size < 2) {
            return;
        }
        if (size > enough && divided < dividers) {
            for (Entry* each = begin; each != end; ++each) {
                const KeyParts parts = key_parts(Values(records_), records_.rows[each->row]);
                each->key = mixed_key(each->key, divider(parts, divided) + 1);
            }
            std::sort(begin, end, by_key);
            groups(begin, end, divided + 1);
            return;
        }
        if (size > most) {
            return;
        }
        rule_.starts.push_back(static_cast<std::uint32_t>(rule_.rows.size()));
        rule_.keys.push_back(begin->key);
        for (const Entry* each = begin; each != end; ++each) {
            rule_.rows.push_back(each->row);
        }
    }

    const Records& records_;
    Blocks::Rule& rule_;
    bool weak_;  ///< few of its pairs are one person: smaller blocks
};

constexpr std::array<bool, rules> weak{false, false, false, false, false, false, true, false, true, true, false,
                                       false, false, false, false, true,  true,  true, true,  true, true, true};

/// `each` for every number below `count`, a part of them on each thread.
template <class Each>
void in_parts(std::size_t count, unsigned threads, const Each& each) {
    std::vector<std::jthread> workers;
    for (unsigned thread = 0; thread < threads; ++thread) {
        workers.emplace_back([&, thread] {
            for (std::size_t i = count * thread / threads; i < count * (thread + 1) / threads; ++i) {
                each(i);
            }
        });
    }
}

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
    block_of_.assign(records.rows.size(), {});
    std::vector<Keys> keys(records.rows.size());
    in_parts(keys.size(), threads, [&](std::size_t row) { keys[row] = keys_of(records, records.rows[row]); });
    std::atomic<std::size_t> next{0};
    const auto work = [&] {
        for (std::size_t number = next++; number < rules; number = next++) {
            std::vector<Entry> entries;
            for (std::size_t row = 0; row < keys.size(); ++row) {
                if (keys[row][number] != 0) {
                    entries.push_back({keys[row][number], static_cast<std::uint32_t>(row)});
                }
            }
            Rule& rule = all_[number];
            Filing(records, rule, weak[number]).file(std::move(entries));
            for (std::size_t block = 0; block + 1 < rule.starts.size(); ++block) {
                for (std::uint32_t at = rule.starts[block]; at < rule.starts[block + 1]; ++at) {
                    block_of_[rule.rows[at]][number] = static_cast<std::uint32_t>(block + 1);
                }
            }
        }
    };
    std::vector<std::jthread> helpers;
    for (unsigned i = 1; i < threads; ++i) {
        helpers.emplace_back(work);
    }
    work();
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
