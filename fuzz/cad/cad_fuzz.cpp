// SPDX-License-Identifier: Apache-2.0
/// Any bytes as a map, and as the rows of a file read by a sound map. A map is read or refused with its line; a row is
/// read or refused with a reason; what is read has its stages in order but for the steps that are listed.
#include <cstdint>

#include "exchange/cad/row.hpp"
#include "fuzz/require.hpp"

namespace {

using namespace bluelamp;
using namespace bluelamp::cad;

constexpr std::string_view sound_map = R"(
source = "fuzz"
[columns]
id = "ID"
summary = "{What} at {Where}"
latitude = "Lat"
longitude = "Lon"
grade = "P"
[times]
date = "Day"
date_format = "%d/%m/%Y"
format = "%H:%M:%S"
midnight = "roll"
[stages]
called = "C"
mobile = "M"
arrived = "A"
[grades]
"1" = "emergency"
)";

const ColumnMap& map() {
    static const ColumnMap parsed = *parse_map(sound_map, "sound.toml");
    return parsed;
}

void read_map_text(std::string_view text) {
    const auto parsed = parse_map(text, "fuzz.toml");
    require(parsed || parsed.error().field.starts_with("fuzz.toml:"));
    if (parsed) {
        require(!parsed->source.empty() && !parsed->id.empty());
    }
}

void in_order_but_for_what_is_listed(const Call& call) {
    std::optional<Instant> before;
    std::size_t steps_back = 0;
    const auto& at = call.incident.intervals;
    for (const auto& instant : {at.called_at, at.mobile_at, at.arrived_at}) {
        steps_back += before && instant && *instant < *before ? 1 : 0;
        before = instant ? instant : before;
    }
    require(steps_back == 0 || call.incident.clock_fault);
}

void read_rows(std::string_view text) {
    const std::vector<std::string> heading{"ID", "What", "Where", "Lat", "Lon", "P", "Day", "C", "M", "A"};
    static const RowReader calls = *RowReader::create(map(), heading, "fuzz.csv");
    MemorySource source(text);
    CsvReader reader(source, "fuzz.csv", {.field = 1024, .row = 8192, .columns = 20});
    reader.expect_columns(heading.size());
    CsvRow row;
    for (auto more = reader.next(row); more && *more; more = reader.next(row)) {
        if (row.refused()) {
            continue;
        }
        Call call;
        const Refused refused = calls.read(row, call);
        require(refused.reason.empty() == refused.what.empty());
        if (refused.reason.empty()) {
            require(!call.incident.source_id.empty() && !call.incident.summary.empty());
            require(!call.position || on_earth(*call.position));
            in_order_but_for_what_is_listed(call);
        }
    }
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    const std::string_view bytes(reinterpret_cast<const char*>(data), size);
    read_map_text(bytes);
    read_rows(bytes);
    if (const auto format = TimeFormat::create(bytes.substr(0, bytes.find('\n')))) {
        const auto moment = format->read(bytes);
        require(!moment ||
                (moment->date.has_value() == format->has_date() && moment->seconds.has_value() == format->has_time()));
    }
    return 0;
}
