// SPDX-License-Identifier: Apache-2.0
#include <algorithm>
#include <thread>

#include "commands/link_files.hpp"
#include "commands/progress.hpp"
#include "core/json.hpp"
#include "core/new_file.hpp"
#include "exchange/linkage/charts.hpp"
#include "policing/people/people.hpp"

namespace bluelamp::commands {
namespace {

struct RegisterReported {
    std::int64_t persons = 0, records = 0, pairs_compared = 0, pairs_linked = 0, clusters = 0;
    double threshold = 0;
    std::string model, out;
    std::optional<std::string> note;
};
BOOST_DESCRIBE_STRUCT(RegisterReported, (),
                      (persons, records, pairs_compared, pairs_linked, clusters, threshold, model, out, note))

}  // namespace

Result<std::string> report_register(const Place& place, const LinkFiles& options) {
    identity::LinkOptions chosen = TRY(link_options(options));
    const auto opened = TRY(open_existing(place));
    auto page = TRY(NewFile::create(options.charts));
    const auto profiles = static_cast<std::size_t>(TRY(people::profiles_on(*opened->database, opened->force)));
    Stages stages;
    chosen.progress = [&](std::string_view stage, double share) { stages.show(stage, share, profiles); };
    constexpr std::size_t examples_shown = 6;
    people::RegisterReport report =
        TRY(people::report_register(*opened->database, opened->force, chosen, examples_shown));
    stages.end();
    std::vector<linkage::Example> examples;
    for (people::RegisterReport::Example& example : report.examples) {
        examples.push_back({example.one.text(), example.other.text(), std::move(example.why)});
    }
    TRY(page->append(
        linkage::charts({"the register of " + opened->force_name, report.records, options.threshold, report.model,
                         report.histogram, report.compared, report.pairs, std::move(examples)})));
    TRY(page->finish());
    return json::to_text(
        RegisterReported{static_cast<std::int64_t>(report.persons), static_cast<std::int64_t>(report.records),
                         static_cast<std::int64_t>(report.compared), static_cast<std::int64_t>(report.pairs),
                         static_cast<std::int64_t>(report.clusters), options.threshold, report.model->version(),
                         options.charts, report.note.empty() ? std::nullopt : std::optional(report.note)});
}

}  // namespace bluelamp::commands
