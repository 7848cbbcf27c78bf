// SPDX-License-Identifier: Apache-2.0
#include "simulate/lists.hpp"

#include <fmt/format.h>

#include <set>

#include "core/csv_header.hpp"
#include "core/text.hpp"

namespace bluelamp::simulate {
namespace {

using Fields = std::vector<std::string_view>;
using Visit = std::function<Result<void>(const Fields&)>;

Result<void> each_row(const std::string& path, const std::vector<CsvColumn>& columns, const Visit& visit) {
    const auto file = TRY(open_file(path));
    CsvReader reader(*file, path);
    const CsvHeader header = TRY(read_csv_header(reader, columns));
    CsvRow row;
    while (TRY(reader.next(row))) {
        if (row.refused()) {
            return fail(ErrorCode::invalid, path, fmt::format("Line {}: {}", row.line, explain(row.fault)));
        }
        Fields fields;
        for (std::size_t i = 0; i < columns.size(); ++i) {
            fields.push_back(header.get(row, i));
        }
        TRY(visit(fields));
    }
    return {};
}

Result<double> number(std::string_view text, const std::string& path) {
    const auto value = parse_real(text);
    if (!value || *value < -180 || *value > 180) {
        return fail(ErrorCode::invalid, path, fmt::format("\"{}\" is no number that can stand here.", text));
    }
    return *value;
}

std::vector<std::string> parts(std::string_view text) {
    std::vector<std::string> all;
    while (!text.empty()) {
        const std::size_t end = std::min(text.find('|'), text.size());
        all.emplace_back(text.substr(0, end));
        text.remove_prefix(std::min(end + 1, text.size()));
    }
    return all;
}

Result<void> load_names(const std::string& path, Lists& lists) {
    std::map<std::string, std::size_t> known;
    return each_row(path, {{"community"}, {"part"}, {"name"}, {"share"}}, [&](const Fields& row) -> Result<void> {
        const auto [at, first] = known.try_emplace(std::string(row[0]), lists.communities.size());
        if (first) {
            lists.communities.emplace_back();
        }
        Community& community = lists.communities[at->second];
        NameList& list = row[1] == "M" ? community.male : row[1] == "F" ? community.female : community.family;
        const double share = TRY(number(row[3], path));
        list.names.emplace_back(row[2]);
        list.weights.add(share);
        community.share += row[1] == "family" ? share : 0;
        return {};
    });
}

Result<void> load_streets(const std::string& path, const ForceId& force, Lists& lists) {
    std::set<std::string> forces;
    const auto read =
        each_row(path, {{"force"}, {"street"}, {"latitude"}, {"longitude"}}, [&](const Fields& row) -> Result<void> {
            forces.emplace(row[0]);
            const LatLon at{TRY(number(row[2], path)), TRY(number(row[3], path))};
            if (row[0] == force.text()) {
                lists.streets.push_back({std::string(row[1]), at});
            }
            return {};
        });
    TRY(read);
    if (lists.streets.empty()) {
        return fail(ErrorCode::invalid, "--force",
                    fmt::format("There are no streets of {} to invent people on; use one of: {}.", force.text(),
                                fmt::join(forces, ", ")));
    }
    return {};
}

Result<void> load_rhythm(const std::string& path, Lists& lists) {
    double all = 0;
    const auto read = each_row(path, {{"weekday"}, {"hour"}, {"share"}}, [&](const Fields& row) -> Result<void> {
        const auto day = parse_int(row[0]), hour = parse_int(row[1]);
        if (!day || !hour || *day < 0 || *day > 6 || *hour < 0 || *hour > 23) {
            return fail(ErrorCode::invalid, path, "weekday is 0 to 6 and hour 0 to 23.");
        }
        double& share = lists.rhythm.at(static_cast<std::size_t>(*day * 24 + *hour));
        share = TRY(number(row[2], path));
        all += share;
        return {};
    });
    TRY(read);
    if (all < 0.99 || all > 1.01) {
        return fail(ErrorCode::invalid, path, "The shares of the 168 hours of a week must add up to 1.");
    }
    return {};
}

Result<std::map<std::string, double>> load_shares(const std::string& path) {
    std::map<std::string, double> shares;
    const auto read = each_row(path, {{"type"}, {"share"}, {"basis"}}, [&](const Fields& row) -> Result<void> {
        shares[std::string(row[0])] = TRY(number(row[1], path));
        return {};
    });
    TRY(read);
    return shares;
}

Result<void> load_kinds(const std::string& folder, const policy::Policy& policy, Lists& lists) {
    const auto shares = TRY(load_shares(folder + "/shares.csv"));
    const std::string path = folder + "/kinds.csv";
    const std::vector<CsvColumn> columns{{"type"},  {"where"},   {"caller"}, {"emergency"},
                                         {"crime"}, {"offence"}, {"words"},  {"lines"}};
    const auto read = each_row(path, columns, [&](const Fields& row) -> Result<void> {
        Kind kind{std::string(row[0]),       Where::street,       std::string(row[2]), TRY(number(row[3], path)),
                  TRY(number(row[4], path)), std::string(row[5]), parts(row[6]),       parts(row[7])};
        kind.where = row[1] == "home" ? Where::home : row[1] == "premises" ? Where::premises : Where::street;
        if (kind.words.empty()) {
            return fail(ErrorCode::invalid, path, fmt::format("{}: words are missing.", kind.type));
        }
        const auto share = shares.find(kind.type);
        if (policy.type(kind.type) != nullptr) {
            lists.kind.add(share == shares.end() ? 0 : share->second);
            lists.kinds.push_back(std::move(kind));
        }
        return {};
    });
    TRY(read);
    if (lists.kinds.empty()) {
        return fail(ErrorCode::invalid, path, "The policy in force knows none of these types of incident.");
    }
    return {};
}

Result<void> load_nicknames(const std::string& path, Lists& lists) {
    const std::vector<CsvColumn> columns{{"name1"}, {"relationship"}, {"name2"}};
    return each_row(path, columns, [&](const Fields& row) -> Result<void> {
        std::string nickname(row[2]);
        nickname.front() = static_cast<char>(std::toupper(static_cast<unsigned char>(nickname.front())));
        lists.nicknames[std::string(row[0])].push_back(std::move(nickname));
        return {};
    });
}

}  // namespace

const Kind* Lists::find(std::string_view type) const {
    const auto found = std::find_if(kinds.begin(), kinds.end(), [&](const Kind& each) { return each.type == type; });
    return found == kinds.end() ? nullptr : &*found;
}

Result<std::shared_ptr<const Lists>> load_lists(const std::string& folder, const ForceId& force,
                                                const policy::Policy& policy) {
    auto lists = std::make_shared<Lists>();
    const std::string ours = folder + "/demonstration";
    TRY(load_streets(ours + "/streets.csv", force, *lists));
    TRY(load_names(ours + "/names.csv", *lists));
    for (const Community& community : lists->communities) {
        if (community.male.names.empty() || community.female.names.empty() || community.family.names.empty()) {
            return fail(ErrorCode::invalid, ours + "/names.csv", "Each community needs parts M, F and family.");
        }
        lists->community.add(community.share);
    }
    TRY(load_rhythm(ours + "/rhythm.csv", *lists));
    TRY(load_kinds(ours, policy, *lists));
    TRY(load_nicknames(folder + "/identity/nicknames.csv", *lists));
    return std::shared_ptr<const Lists>(std::move(lists));
}

}  // namespace bluelamp::simulate
