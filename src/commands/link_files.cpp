// SPDX-License-Identifier: Apache-2.0
#include "commands/link_files.hpp"

#include <algorithm>
#include <chrono>
#include <filesystem>
#include <optional>
#include <thread>
#include <tuple>

#include <fmt/format.h>

#include "commands/progress.hpp"
#include "core/file.hpp"
#include "core/json.hpp"
#include "exchange/linkage/charts.hpp"
#include "exchange/linkage/outcome.hpp"

namespace bluelamp::commands {
namespace {

namespace fs = std::filesystem;
using Clock = std::chrono::steady_clock;
constexpr std::size_t largest_model = std::size_t{64} << 20;
constexpr std::size_t examples_shown = 6;

double seconds_since(Clock::time_point start) { return std::chrono::duration<double>(Clock::now() - start).count(); }

/// Also of files that are yet to be made, or named through a folder that is not there.
bool same_file(const std::string& a, const std::string& b) {
    std::error_code none;
    return !a.empty() && !b.empty() &&
           (a == b || fs::equivalent(a, b, none) ||
            fs::weakly_canonical(a, none).lexically_normal() == fs::weakly_canonical(b, none).lexically_normal());
}

/// What can be seen to be wrong before a byte is read.
Result<void> check(const LinkFiles& options) {
    if (options.pairs.empty() && options.clusters.empty() && options.charts.empty() && options.trained.empty() &&
        options.explain.empty()) {
        return fail(ErrorCode::invalid, "--out", "Name the file that the pairs are to be written to.");
    }
    if (same_file(options.left, options.right)) {
        return fail(ErrorCode::invalid, options.right,
                    "LEFT and RIGHT are one file. Name it once: then its records are compared with each other.");
    }
    const std::pair<std::string_view, const std::string*> written[] = {{"--out", &options.pairs},
                                                                       {"--clusters", &options.clusters},
                                                                       {"--charts", &options.charts},
                                                                       {"--out of train", &options.trained}};
    std::vector<const std::string*> taken{&options.left, &options.right, &options.map, &options.model};
    for (const auto& [option, file] : written) {
        for (const std::string* other : taken) {
            if (same_file(*file, *other) && fs::is_regular_file(fs::status(*other))) {
                return fail(ErrorCode::invalid, std::string(option),
                            fmt::format("{} is read or written already; name another file.", *file));
            }
            if (same_file(*file, *other) && (*file == *other || !fs::exists(*file))) {
                return fail(ErrorCode::invalid, std::string(option),
                            fmt::format("{} is named twice; give each output a file of its own.", *file));
            }
        }
        taken.push_back(file);
    }
    return {};
}

/// Where the answers go; made before the work, so that a folder that cannot be written to costs nobody an hour.
struct Outputs {
    std::unique_ptr<NewFile> pairs, clusters, charts, trained;
};

Result<std::unique_ptr<NewFile>> output(const std::string& file) {
    return file.empty() ? Result<std::unique_ptr<NewFile>>(nullptr) : NewFile::create(file);
}

Result<Outputs> outputs_of(const LinkFiles& options) {
    Outputs outputs;
    outputs.pairs = TRY(output(options.pairs));
    outputs.clusters = TRY(output(options.clusters));
    outputs.charts = TRY(output(options.charts));
    outputs.trained = TRY(output(options.trained));
    return outputs;
}

/// With two files an id may be in both, and CLUSTERS.csv could then not say which of them it means.
Result<void> check_ids_apart(const linkage::Files& files) {
    for (std::size_t row = 0; row < files.right.size(); ++row) {
        if (const auto same = files.left.find(files.right[row])) {
            return fail(ErrorCode::invalid, "--clusters",
                        fmt::format("The id \"{}\" is in LEFT (line {}) and in RIGHT (line {}), so that clusters could "
                                    "not say which is meant. Put a letter before the ids of one file, or leave "
                                    "--clusters away; nothing was linked.",
                                    files.right[row], files.left.line(*same), files.right.line(row)));
        }
    }
    return {};
}

void say_unknown_kinds(const linkage::LinkMap& map) {
    for (const std::string& word : map.unknown_kinds) {
        fmt::print(stderr, "bluelamp: \"{}\" is no kind known here; the column is compared for equality.\n", word);
    }
}

void say_refused(const linkage::Refusals& refusals) {
    for (const std::string& each : refusals.first) {
        fmt::print(stderr, "bluelamp: {}\n", each);
    }
    if (refusals.rows > refusals.first.size()) {
        fmt::print(stderr, "bluelamp: and {} more rows that were refused\n", refusals.rows - refusals.first.size());
    }
}

/// Pairs worth looking at: spread over the weights, from the one hardest to tell to the surest.
std::vector<linkage::Example> examples_of(const linkage::Files& files, const identity::Linked& linked) {
    std::vector<identity::Pair> pairs = linked.pairs;
    std::sort(pairs.begin(), pairs.end(), [](const identity::Pair& a, const identity::Pair& b) {
        return std::tie(a.weight, a.left, a.right) < std::tie(b.weight, b.left, b.right);
    });
    std::vector<linkage::Example> examples;
    const std::size_t shown = std::min(examples_shown, pairs.size());
    for (std::size_t i = 0; i < shown; ++i) {
        const identity::Pair& pair = pairs[shown == 1 ? 0 : i * (pairs.size() - 1) / (shown - 1)];
        examples.push_back({std::string(files.id(pair.left)), std::string(files.id(pair.right)),
                            files.linkage.explain(pair.left, pair.right)});
    }
    return examples;
}

/// One step of an explanation, and the whole of it, as scripts read them.
struct ExplainedStep {
    std::string comparison, level, words;
    double weight = 0;
};
BOOST_DESCRIBE_STRUCT(ExplainedStep, (), (comparison, level, words, weight))

struct Explained {
    double prior = 0;
    std::vector<ExplainedStep> steps;
    double weight = 0, probability = 0;
};
BOOST_DESCRIBE_STRUCT(Explained, (), (prior, steps, weight, probability))

/// records + rows_refused = rows_in.
struct LinkReport {
    std::int64_t rows_in = 0, records = 0, rows_refused = 0;
    json::Raw refusals;  ///< rows by reason
    std::vector<std::string> refusal_examples;
    std::int64_t pairs_compared = 0, pairs_linked = 0, clusters = 0;
    double threshold = 0;
    std::string model;
    double reading_s = 0, linking_s = 0, writing_s = 0;
    std::optional<Explained> explanation;
};
BOOST_DESCRIBE_STRUCT(LinkReport, (),
                      (rows_in, records, rows_refused, refusals, refusal_examples, pairs_compared, pairs_linked,
                       clusters, threshold, model, reading_s, linking_s, writing_s, explanation))

Explained told(const identity::Explanation& why) {
    Explained all{why.prior, {}, why.weight, why.probability};
    for (const identity::Step& step : why.steps) {
        all.steps.push_back({step.comparison, step.level, step.words, step.weight});
    }
    return all;
}

struct Work {
    const LinkFiles& options;
    Outputs outputs;
    std::unique_ptr<linkage::Files> files;
    identity::Linked linked;
    double reading_s = 0, linking_s = 0, writing_s = 0;
};

Result<void> write_all(Work& work) {
    const linkage::Files& files = *work.files;
    if (work.outputs.pairs) {
        TRY(linkage::write_pairs(files, work.linked, *work.outputs.pairs));
    }
    if (work.outputs.clusters) {
        TRY(linkage::write_clusters(files, work.linked, *work.outputs.clusters));
    }
    if (work.outputs.charts) {
        const std::string title = work.options.right.empty()
                                      ? fs::path(work.options.left).filename().string()
                                      : fmt::format("{} and {}", fs::path(work.options.left).filename().string(),
                                                    fs::path(work.options.right).filename().string());
        TRY(work.outputs.charts->append(
            linkage::charts({title, files.records(), work.options.threshold, work.linked.model, work.linked.histogram,
                             work.linked.compared, work.linked.pairs.size(), examples_of(files, work.linked)})));
    }
    if (work.outputs.trained) {
        TRY(work.outputs.trained->append(work.linked.model->to_text()));
    }
    for (NewFile* file : {work.outputs.pairs.get(), work.outputs.clusters.get(), work.outputs.charts.get(),
                          work.outputs.trained.get()}) {
        if (file != nullptr) {
            TRY(file->finish());
        }
    }
    return {};
}

std::string counted(const std::map<std::string, std::uint64_t>& reasons) {
    std::string out = "{";
    for (const auto& [reason, rows] : reasons) {
        out += out.size() == 1 ? "" : ",";
        json::write_string(out, reason);
        out += fmt::format(":{}", rows);
    }
    return out + "}";
}

LinkReport report_of(const Work& work) {
    const linkage::Refusals& refusals = work.files->refusals;
    LinkReport report;
    report.records = static_cast<std::int64_t>(work.files->records());
    report.rows_refused = static_cast<std::int64_t>(refusals.rows);
    report.rows_in = report.records + report.rows_refused;
    report.refusals.text = counted(refusals.reasons);
    report.refusal_examples = refusals.first;
    report.pairs_compared = static_cast<std::int64_t>(work.linked.compared);
    report.pairs_linked = static_cast<std::int64_t>(work.linked.pairs.size());
    for (std::uint32_t row = 0; row < work.linked.clusters.size(); ++row) {
        report.clusters += work.linked.clusters[row] == row ? 1 : 0;
    }
    report.threshold = work.options.threshold;
    report.model = work.linked.model->version();
    report.reading_s = work.reading_s;
    report.linking_s = work.linking_s;
    report.writing_s = work.writing_s;
    return report;
}

}  // namespace

Result<identity::LinkOptions> link_options(const LinkFiles& options) {
    if (!(options.threshold > 0 && options.threshold < 1)) {
        return fail(ErrorCode::invalid, "--threshold",
                    "Give a probability between 0 and 1, both excluded, as 0.5; from it on a pair is linked.");
    }
    identity::LinkOptions chosen;
    chosen.threshold = options.threshold;
    chosen.threads = std::max(1U, std::thread::hardware_concurrency());
    if (!options.model.empty()) {
        const std::string text = TRY(read_all(options.model, largest_model));
        auto model = identity::Model::from_text(text);
        if (!model) {
            return fail(ErrorCode::invalid, options.model, model.error().message, model.error().cause);
        }
        chosen.model = *std::move(model);
    }
    return chosen;
}

Result<FilesLinked> link_files(const LinkFiles& options) {
    TRY(check(options));
    identity::LinkOptions chosen = TRY(link_options(options));
    const linkage::LinkMap map = TRY(linkage::read_link_map(options.map));
    Work work{options, TRY(outputs_of(options)), nullptr, {}, 0, 0, 0};
    say_unknown_kinds(map);
    Stages stages;
    auto start = Clock::now();
    work.files = TRY(linkage::read_files(options.left, options.right, map,
                                         [&](const std::string& file, double share, std::size_t records) {
                                             stages.show("reading " + file, share, records);
                                         }));
    if (work.outputs.clusters) {
        TRY(check_ids_apart(*work.files));
    }
    linkage::RowsOfTwo two;
    if (!options.explain.empty()) {
        two = TRY(linkage::rows_of(*work.files, options.explain.at(0), options.explain.at(1)));
    }
    work.reading_s = seconds_since(start);
    start = Clock::now();
    chosen.progress = [&](std::string_view stage, double share) { stages.show(stage, share, work.files->records()); };
    work.linked = work.files->linkage.run(chosen);
    stages.end();
    work.linking_s = seconds_since(start);
    start = Clock::now();
    TRY(write_all(work));
    work.writing_s = seconds_since(start);
    say_refused(work.files->refusals);
    LinkReport report = report_of(work);
    if (options.explain.empty()) {
        return FilesLinked{json::to_text(report), ""};
    }
    const identity::Explanation why = work.files->linkage.explain(two.left, two.right);
    report.explanation = told(why);
    return FilesLinked{json::to_text(report), linkage::explained(why, options.explain[0], options.explain[1])};
}

}  // namespace bluelamp::commands
