// SPDX-License-Identifier: Apache-2.0
#include <fmt/format.h>

#include <algorithm>
#include <functional>
#include <map>

#include "core/csv_header.hpp"
#include "core/text.hpp"
#include "policing/crimes/catalogue.hpp"

namespace bluelamp::crimes {
namespace {

/// One row of a list as it is read: fields by the place of their column in what was asked for.
class Fields {
   public:
    Fields(const CsvHeader& header, const CsvRow& row, std::string where)
        : header_(header), row_(row), where_(std::move(where)) {}
    [[nodiscard]] std::string operator[](std::size_t column) const { return std::string(header_.get(row_, column)); }
    [[nodiscard]] tl::unexpected<Error> wrong(std::string_view what) const {
        return fail(ErrorCode::invalid, where_, std::string(what));
    }
    template <class Enum>
    Result<Enum> choice(std::size_t column) const {
        return json::Format<Enum>::parse((*this)[column], where_);
    }
    [[nodiscard]] std::vector<std::string> several(std::size_t column) const {
        std::vector<std::string> found;
        const std::string text = (*this)[column];
        for (std::size_t at = 0; at < text.size();) {
            const std::size_t end = std::min(text.find(' ', at), text.size());
            found.push_back(text.substr(at, end - at));
            at = end + 1;
        }
        return found;
    }

   private:
    const CsvHeader& header_;
    const CsvRow& row_;
    std::string where_;
};

Result<void> each_row(const std::string& path, std::span<const CsvColumn> columns,
                      const std::function<Result<void>(const Fields&)>& take) {
    const std::unique_ptr<ByteSource> file = TRY(open_file(path));
    CsvReader reader(*file, path);
    const CsvHeader header = TRY(read_csv_header(reader, columns, UnknownColumns::ignore));
    CsvRow row;
    while (TRY(reader.next(row))) {
        const std::string where = fmt::format("{}:{}", path, row.line);
        if (row.refused()) {
            return fail(ErrorCode::invalid, where, std::string(explain(row.fault)));
        }
        TRY(take(Fields(header, row, where)));
    }
    return {};
}

/// "8" of "8N" and of "008/01".
std::int64_t number_of(std::string_view code) {
    const std::size_t end = std::min(code.find_first_not_of("0123456789"), code.size());
    return parse_int(code.substr(0, end)).value_or(0);
}

struct Reading {
    std::string folder;
    Catalogue::Lists lists;
    std::map<std::int64_t, std::vector<std::string>> classes;             ///< in use, by number
    std::map<std::string, Counting> countings;                            ///< by what they apply to
    std::map<std::string, std::pair<std::string, std::string>> outcomes;  ///< name and group, by type

    Result<void> read_classes() {
        static constexpr CsvColumn columns[] = {
            {"ho_code"}, {"description"}, {"offence_group"}, {"subgroup_in_hierarchy"}, {"note"}};
        return each_row(folder + "/offence_groups.csv", columns, [&](const Fields& row) -> Result<void> {
            Offence offence;
            offence.code = row[0];
            offence.title = row[1];
            offence.home_office = row[0];
            offence.group = row[2];
            offence.subgroup = row[3];
            offence.in_use = !row[4].starts_with("outcome only");
            if (offence.in_use) {
                classes[number_of(offence.code)].push_back(offence.code);
            }
            lists.offences.push_back(std::move(offence));
            return {};
        });
    }

    Result<void> read_countings() {
        static constexpr CsvColumn columns[] = {
            {"applies_to"}, {"counted_as"}, {"state_victim"}, {"guide"}, {"status"}};
        return each_row(folder + "/counting.csv", columns, [&](const Fields& row) -> Result<void> {
            Counting counting;
            counting.counted_as = TRY(row.choice<CountedAs>(1));
            counting.state_victim = TRY(row.choice<StateVictim>(2));
            counting.guide = row[3];
            counting.status = row[4];
            countings.emplace(row[0], std::move(counting));
            return {};
        });
    }

    /// The most particular line stands: of the class, else of its subgroup, else of its group.
    Result<void> count_classes() {
        for (const Offence& offence : lists.offences) {
            lists.countings.emplace_back();
            for (const std::string* named : {&offence.code, &offence.subgroup, &offence.group}) {
                const auto found = countings.find(*named);
                if (found != countings.end() && !lists.countings.back()) {
                    lists.countings.back() = found->second;
                }
            }
            if (!lists.countings.back()) {
                return fail(ErrorCode::invalid, folder + "/counting.csv",
                            fmt::format("Nothing says how class {} is counted; add a line for it or for its group.",
                                        offence.code));
            }
        }
        return {};
    }

    const Offence* class_of(const std::string& code) const {
        const auto found = std::find_if(lists.offences.begin(), lists.offences.end(),
                                        [&](const Offence& offence) { return offence.code == code; });
        return found == lists.offences.end() ? nullptr : &*found;
    }

    Result<void> read_offences() {
        static constexpr CsvColumn columns[] = {{"cjs_code"}, {"title"}, {"classification"}, {"trial"}, {"ho_code"}};
        std::vector<Offence> single;
        TRY(each_row(folder + "/offences.csv.gz", columns, [&](const Fields& row) -> Result<void> {
            Offence offence;
            offence.code = row[0];
            offence.title = row[1];
            offence.trial = row[3];
            const auto there = classes.find(number_of(row[2]));
            const Offence* known = row[4].empty() ? nullptr : class_of(row[4]);
            if (there == classes.end() || (known == nullptr && !row[4].empty())) {
                return row.wrong("Its class is not in offence_groups.csv; make the list again.");
            }
            const Offence& like = known != nullptr ? *known : *class_of(there->second.front());
            offence.group = like.group;
            offence.subgroup = known != nullptr ? like.subgroup : std::string();
            if (known != nullptr) {
                offence.home_office = known->code;
            } else {
                offence.classes = there->second;
            }
            single.push_back(std::move(offence));
            return {};
        }));
        for (Offence& offence : single) {
            lists.countings.push_back(offence.home_office ? countings_of(*offence.home_office) : std::nullopt);
            lists.offences.push_back(std::move(offence));
        }
        return {};
    }

    std::optional<Counting> countings_of(const std::string& code) const {
        const Offence* known = class_of(code);
        return lists.countings[static_cast<std::size_t>(known - lists.offences.data())];
    }

    Result<void> read_outcomes() {
        static constexpr CsvColumn columns[] = {{"type"}, {"name"}, {"home_office_outcome_group"}};
        return each_row(folder + "/outcomes.csv", columns, [&](const Fields& row) -> Result<void> {
            outcomes[row[0]] = {row[1], row[2]};
            return {};
        });
    }

    Result<void> read_rules() {
        static constexpr CsvColumn columns[] = {{"outcome"}, {"from"},         {"until"}, {"suspect"}, {"victim_view"},
                                                {"classes"}, {"summary_only"}, {"needs"}, {"note"}};
        return each_row(folder + "/outcome_rules.csv", columns, [&](const Fields& row) -> Result<void> {
            Catalogue::DatedRule dated;
            OutcomeRule& rule = dated.rule;
            rule.outcome = row[0];
            const auto named = outcomes.find(rule.outcome);
            if (named == outcomes.end() || rule.outcome == "0") {
                return row.wrong("This is not an outcome type of outcomes.csv.");
            }
            std::tie(rule.name, rule.group) = named->second;
            dated.from = TRY(parse_date(row[1]));
            if (!row[2].empty()) {
                dated.until = TRY(parse_date(row[2]));
            }
            rule.suspect = TRY(row.choice<Suspects>(3));
            rule.victim_view = TRY(row.choice<ViewNeeded>(4));
            rule.classes = row.several(5);
            rule.summary_only = row[6] == "1";
            rule.needs = row.several(7);
            rule.note = row[8];
            for (const std::string& code : rule.classes) {
                if (class_of(code) == nullptr) {
                    return row.wrong("Its class " + code + " is not in offence_groups.csv.");
                }
            }
            for (const std::string& field : rule.needs) {
                bool known = false;
                boost::mp11::mp_for_each<json::Members<Evidence>>(
                    [&](auto member) { known = known || field == member.name; });
                if (!known) {
                    return row.wrong("There is no evidence named " + field + ".");
                }
            }
            lists.rules.push_back(std::move(dated));
            return {};
        });
    }
};

}  // namespace

Result<std::shared_ptr<const Catalogue>> Catalogue::load(const std::string& reference_dir) {
    Reading reading{reference_dir, {}, {}, {}, {}};
    TRY(reading.read_classes());
    TRY(reading.read_countings());
    TRY(reading.count_classes());
    TRY(reading.read_offences());
    TRY(reading.read_outcomes());
    TRY(reading.read_rules());
    return std::make_shared<const Catalogue>(std::move(reading.lists));
}

}  // namespace bluelamp::crimes
