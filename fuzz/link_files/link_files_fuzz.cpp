// SPDX-License-Identifier: Apache-2.0
/// Any bytes as a map for linkage, and as a file read by a sound one: a map is read or refused with its line; a file is
/// refused or every row of it is a record with an id that nobody else has, or counted as refused; and whatever an id
/// holds, the pages and files written about it are read back the same.
#include <cstdint>
#include <filesystem>
#include <fstream>

#include <unistd.h>

#include "core/csv.hpp"
#include "exchange/linkage/charts.hpp"
#include "exchange/linkage/records.hpp"
#include "fuzz/require.hpp"

namespace {

using namespace bluelamp;
using namespace bluelamp::linkage;

constexpr std::string_view sound_map = R"(
id = "id"
[columns]
name = "full_name"
house = "address"
street = "address"
born = "date_of_birth"
)";

void read_map_text(std::string_view text) {
    const auto parsed = parse_link_map(text, "fuzz.toml");
    require(parsed || parsed.error().field.starts_with("fuzz.toml:"));
    require(!parsed || (!parsed->id.empty() && !parsed->columns.empty()));
}

/// A file in memory, as far as the system has such: the reader opens files by name.
std::filesystem::path file_of(std::string_view bytes) {
    static const auto path = std::filesystem::temp_directory_path() / ("link_files_fuzz." + std::to_string(getpid()));
    std::ofstream(path, std::ios::binary) << "id,name,house,street,born\n" << bytes;
    return path;
}

void read_rows(std::string_view bytes) {
    static const LinkMap map = *parse_link_map(sound_map, "sound.toml");
    const auto path = file_of(bytes);
    Refusals refusals;
    auto reader = RecordReader::open(path, map, refusals);
    require(reader || !reader.error().message.empty());
    if (!reader) {
        return;
    }
    Ids ids;
    Record record;
    for (auto more = (*reader)->next(record); more && *more; more = (*reader)->next(record)) {
        require(!record.id.empty() && (*reader)->share() >= 0 && (*reader)->share() <= 1);
        const auto there = ids.find(record.id);
        const auto added = ids.add(record.id, record.line, "fuzz.csv");
        require(added.has_value() == !there.has_value());
        require(ids[*ids.find(record.id)] == record.id);
        const auto page = charts({std::string(record.id), 1, 0.5, identity::Model::standard(), {}, 0, 0, {}});
        require(page.ends_with("</html>\n"));
    }
    std::uint64_t reasons = 0;
    for (const auto& [reason, rows] : refusals.reasons) {
        reasons += rows;
    }
    require(reasons == refusals.rows && refusals.first.size() <= Refusals::named_at_most);
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    const std::string_view bytes(reinterpret_cast<const char*>(data), size);
    read_map_text(bytes);
    read_rows(bytes);
    return 0;
}
