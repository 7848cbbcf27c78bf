// SPDX-License-Identifier: Apache-2.0
#include "commands/commands.hpp"
#include "commands/progress.hpp"
#include "exchange/cad/cad.hpp"
#include "exchange/police_uk/police_uk.hpp"

namespace bluelamp::commands {

Result<PublishedImport> import_police_uk(const Place& place, const std::string& folder) {
    const auto opened = TRY(open(place));
    ProgressLine line;
    const police_uk::Importer importer{
        *opened->database, *opened->areas, [&] { return opened->act(); },
        [&](const police_uk::Progress& at) { line.show(at.bytes, at.bytes_in_all, at.rows, at.file); }};
    const police_uk::ImportReport report = TRY(police_uk::import_police_uk(importer, folder));
    return PublishedImport{json::to_text(report), report.files_refused.size()};
}

Result<std::string> import_cad(const Place& place, const ImportCad& options) {
    const auto opened = TRY(open(place));
    ProgressLine line;
    const cad::Importer importer{
        *opened->database, *opened->areas, [&] { return opened->act(); },
        [&](const cad::Progress& at) { line.show(at.bytes, at.bytes_in_all, at.rows, options.file); }};
    return json::to_text(TRY(cad::import_cad(importer, options.file, options.map)));
}

Result<std::string> import_gazetteer(const Place& place, const ImportGazetteer& options) {
    const auto opened = TRY(open(place));
    const auto lane = [&](const geography::Step& step) { return opened->in_lane(step); };
    const geography::Counts counts = TRY(geography::load_gazetteer(lane, options.file, options.columns));
    std::string out = fmt::format(
        R"({{"rows_in":{},"rows_stored":{},"rows_changed":{},"rows_unchanged":{},"rows_refused":{},"refusals":{{)",
        counts.rows_in, counts.stored, counts.changed, counts.unchanged, counts.refused);
    std::string_view comma;
    for (const auto& [reason, rows] : counts.refusals) {
        out += comma;
        json::write_string(out, reason);
        out += fmt::format(":{}", rows);
        comma = ",";
    }
    return out + "}}";
}

}  // namespace bluelamp::commands
