// SPDX-License-Identifier: Apache-2.0
#include "policing/people/quality.hpp"

#include <algorithm>
#include <array>
#include <cmath>
#include <map>

#include "core/text.hpp"
#include "engine/statistics/statistics.hpp"
#include "policing/people/plain.hpp"
#include "policing/people/quality.sql.hpp"
#include "policing/people/store.hpp"

namespace bluelamp::people {
namespace {

constexpr double likely = 0.5;
constexpr int weeks_told = 12;

struct OpenPair {
    SubjectId one, other;
    double probability = 0;
    Instant found_at;
    bool waits = false;
};

/// Records that pairs hold together; each stands for itself until it is joined.
class Clusters {
   public:
    void join(const SubjectId& one, const SubjectId& other) { of_[top(one)] = top(other); }
    [[nodiscard]] std::int64_t count() {
        return std::ranges::count_if(of_, [](const auto& each) { return each.first == each.second; });
    }

   private:
    SubjectId top(const SubjectId& id) {
        SubjectId at = id;
        for (auto found = of_.try_emplace(at, at).first; found->second != at; found = of_.try_emplace(at, at).first) {
            at = found->second;
        }
        return of_[id] = at;
    }
    std::map<SubjectId, SubjectId> of_;
};

Result<void> count_open(db::Reader& reader, const Act& act, Quality& out) {
    Clusters clusters;
    const auto pairs =
        TRY(reader.many(sql::open_pairs, {act.force, iso(in_london(act.now).date)}, [](const db::Row& row) {
            return OpenPair{row.id<SubjectId>(0), row.id<SubjectId>(1), row.real(2), row.instant(3),
                            row.bigint(4) != 0};
        }));
    for (const OpenPair& pair : pairs) {
        out.estimated_duplicates += pair.probability;
        ++(pair.waits ? out.waiting : out.postponed);
        if (pair.waits && (!out.oldest || pair.found_at < *out.oldest)) {
            out.oldest = pair.found_at;
        }
        if (pair.probability >= likely) {
            ++out.likely_pairs;
            clusters.join(pair.one, pair.other);
        }
    }
    out.likely_clusters = clusters.count();
    out.waiting_unseen = std::max<std::int64_t>(0, out.waiting - TRY(count_waiting_seen(reader, act)));
    return {};
}

LocalDate monday_of(LocalDate day) { return plus_days(day, -weekday(day)); }

Result<void> count_weeks(db::Reader& reader, const Act& act, Quality& out) {
    const LocalDate first = plus_days(monday_of(in_london(act.now).date), -7 * (weeks_told - 1));
    for (int week = 0; week < weeks_told; ++week) {
        out.weeks.push_back({plus_days(first, 7 * week), 0, 0, 0});
    }
    return reader.each(sql::decided_since, {act.force, start_of(first)}, [&](const db::Row& row) {
        const LocalDate monday = monday_of(in_london(row.instant(0)).date);
        const auto week = std::ranges::find(out.weeks, monday, &DecidedWeek::from);
        if (week != out.weeks.end()) {
            ++(row.text(1) == "same" ? week->same : week->different);
            week->undone += row.bigint(2);
        }
    });
}

std::string whole_name(const Person& person) {
    return full_name(person.given_name, person.other_names, person.family_name);
}

/// Letters that ASCII and its accented forms do not have.
bool other_letters(const std::string& name) {
    return std::ranges::any_of(words(name), [](const std::string& word) {
        return std::ranges::any_of(word, [](char c) { return static_cast<unsigned char>(c) > 127; });
    });
}

/// How many letters, whatever the script: bytes that begin one.
std::size_t letters_of(const std::string& name) {
    std::size_t letters = 0;
    for (const std::string& word : words(name)) {
        letters += static_cast<std::size_t>(
            std::ranges::count_if(word, [](char c) { return (static_cast<unsigned char>(c) & 0xC0) != 0x80; }));
    }
    return letters;
}

std::string by_sharing(std::int64_t persons) {
    if (persons > 100) {
        return "over 100 records";
    }
    return persons > 10 ? "11 to 100 records" : "up to 10 records";
}

using Groups = std::map<std::pair<std::string, std::string>, NameGroup>;

void count(Groups& groups, const std::string& by, const std::string& group, bool otherwise) {
    NameGroup& of = groups[{by, group}];
    of.by = by;
    of.group = group;
    ++of.decided;
    of.otherwise += otherwise ? 1 : 0;
}

struct DecidedPair {
    Person one, other;
    bool otherwise = false;
};

/// The harder of the two names says where a pair belongs: the shorter, the one of fewer words.
Result<void> count_in_groups(db::Reader& reader, const Act& act, const DecidedPair& pair, Groups& groups) {
    const std::string one = whole_name(pair.one), other = whole_name(pair.other);
    const bool single = words(one).size() < 2 || words(other).size() < 2;
    count(groups, "Words", single ? "one word" : "two words or more", pair.otherwise);
    count(groups, "Letters", other_letters(one) || other_letters(other) ? "others" : "a to z", pair.otherwise);
    const std::size_t letters = std::min(letters_of(one), letters_of(other));
    count(groups, "Length",
          letters < 8    ? "up to 7 letters"
          : letters < 15 ? "8 to 14 letters"
                         : "15 letters or more",
          pair.otherwise);
    const std::string family = joined(words(pair.one.family_name.value_or("")));
    if (family.empty()) {
        return {};
    }
    const auto persons = TRY(reader.one(sql::how_common, {act.force, family + " ", after_all(family + " ")},
                                        [](const db::Row& row) { return row.bigint(0); }));
    count(groups, "Family name begins", by_sharing(persons), pair.otherwise);
    return {};
}

Result<void> count_groups(db::Reader& reader, const Act& act, Quality& out) {
    const auto pairs = TRY(reader.many(sql::decided_pairs, {act.force}, [](const db::Row& row) {
        return DecidedPair{read_name(row, 2), read_name(row, 6), (row.real(1) >= likely) != (row.text(0) == "same")};
    }));
    Groups groups;
    for (const DecidedPair& pair : pairs) {
        TRY(count_in_groups(reader, act, pair, groups));
    }
    for (auto& [name, group] : groups) {
        const auto interval = statistics::wilson({group.otherwise, group.decided});
        if (group.decided >= fewest_decided && interval) {
            group.share = static_cast<double>(group.otherwise) / static_cast<double>(group.decided);
            group.low = interval->low;
            group.high = interval->high;
        }
        out.groups.push_back(std::move(group));
    }
    return {};
}

}  // namespace

std::optional<Drift> drift_of(const std::vector<double>& weights) {
    constexpr std::size_t fewest = 200, most = 1'000, tenths = 10;
    if (weights.size() < fewest) {
        return std::nullopt;
    }
    const std::size_t each = std::min(most, weights.size() / 2);
    std::vector<double> then(weights.begin(), weights.begin() + static_cast<std::ptrdiff_t>(each));
    const std::vector<double> now(weights.end() - static_cast<std::ptrdiff_t>(each), weights.end());
    std::ranges::sort(then);
    Drift drift{{}, static_cast<std::int64_t>(each), static_cast<std::int64_t>(each), 0, {}};
    std::vector<double> cuts;  // of equal tenths; equal weights make fewer
    for (std::size_t tenth = 1; tenth < tenths; ++tenth) {
        const double cut = then[tenth * each / tenths];
        if (cut > then.front() && (cuts.empty() || cut > cuts.back())) {
            cuts.push_back(cut);
        }
    }
    // Half a pair is added to each band, so that an empty one does not make the index infinite.
    const auto bands = cuts.size() + 1;
    const double all = static_cast<double>(each) + 0.5 * static_cast<double>(bands);
    for (std::size_t band = 0; band < bands; ++band) {
        WeightBand out;
        out.from = band == 0 ? std::nullopt : std::optional(cuts[band - 1]);
        out.to = band == cuts.size() ? std::nullopt : std::optional(cuts[band]);
        const auto share = [&](const std::vector<double>& of) {
            const auto in_band = std::ranges::count_if(
                of, [&](double weight) { return (!out.from || weight >= *out.from) && (!out.to || weight < *out.to); });
            return (static_cast<double>(in_band) + 0.5) / all;
        };
        out.then = share(then);
        out.now = share(now);
        drift.index += (out.now - out.then) * std::log(out.now / out.then);
        drift.bands.push_back(out);
    }
    return drift;
}

Result<Quality> read_quality(db::Reader& reader, const Act& act, const api::Nothing& /*nothing*/) {
    TRY(act.require(Permission::review_people));
    Quality out;
    TRY(reader.one(sql::records_counted, {act.force}, [&](const db::Row& row) {
        out.registered = row.bigint(0);
        out.joined_records = row.bigint(1);
        out.joined_persons = row.bigint(2);
        return true;
    }));
    TRY(count_open(reader, act, out));
    TRY(count_weeks(reader, act, out));
    TRY(count_groups(reader, act, out));
    const auto model =
        TRY(reader.maybe(sql::newest_scored, {act.force}, [](const db::Row& row) { return row.string(0); }));
    if (model) {
        const auto weights =
            TRY(reader.many(sql::weights_found, {act.force, *model}, [](const db::Row& row) { return row.real(0); }));
        out.drift = drift_of(weights);
    }
    if (out.drift) {
        out.drift->model = *model;
    }
    return out;
}

void add_quality_routes(api::Router& router) {
    api::Route& route =
        router.get("/api/v1/people/identity/quality", Permission::review_people,
                   "How good the register is, how fairly the model judges it, and whether it drifts.", read_quality);
    route.one_state = true;
    route.counts = true;
}

}  // namespace bluelamp::people
