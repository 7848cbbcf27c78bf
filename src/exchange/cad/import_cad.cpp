// SPDX-License-Identifier: Apache-2.0
#include "exchange/cad/cad.hpp"

#include <algorithm>
#include <chrono>
#include <unordered_set>

#include <fmt/format.h>

#include "core/text.hpp"
#include "exchange/cad/row.hpp"

namespace bluelamp::cad {
namespace {

constexpr CsvLimits row_limit{.field = 64 * 1024, .row = 256 * 1024, .columns = 500};
constexpr std::size_t most_examples = 20;
constexpr std::size_t most_listed = 1'000;
constexpr std::int64_t rows_between_news = 5'000;
constexpr double aim_ms = 4;  // a command holds the lane for less than 5 ms
constexpr std::size_t least_rows = 5;
constexpr std::size_t most_rows = 500;

constexpr std::string_view file_kind = "cad_file";
constexpr std::string_view file_imported = "cad_file.imported";
constexpr std::string_view file_cut_short = "cad_file.cut_short";  // what stood before the break is stored

/// Content of the act. Its record is the source and the SHA-256 of what was read.
struct FileAct {
    std::string file;
    std::string source;
    std::string sha256;
    std::int64_t rows_in = 0, rows_stored = 0, rows_changed = 0, rows_unchanged = 0, rows_refused = 0;
    Times refusals;
};
BOOST_DESCRIBE_STRUCT(FileAct, (),
                      (file, source, sha256, rows_in, rows_stored, rows_changed, rows_unchanged, rows_refused,
                       refusals))

/// How reading a file ended.
struct End {
    std::string sha256;  ///< of what was read
    bool whole = true;
};

/// One file on its way in.
class FileImport {
   public:
    FileImport(const Importer& importer, const ColumnMap& map, const std::filesystem::path& file)
        : importer_(importer), map_(map), file_(file), force_(importer.act().force) {
        report_.source = map.source;
        report_.title = map.title;
        report_.licence = map.licence;
        report_.dates_only = map.dates_only();
    }

    Result<ImportReport> run() {
        const auto started = std::chrono::steady_clock::now();
        const auto source = TRY(open_file(file_));
        HashingSource hashing(*source);
        const Result<void> all = read(hashing);
        if (!all && report_.rows_in == 0) {
            return tl::unexpected(all.error());
        }
        const End end{hashing.sha256(), all.has_value()};
        const Result<void> ended = write_piece(&end);
        if (!all) {
            return broken_off(all.error());
        }
        TRY(ended);
        report_.bytes = static_cast<std::int64_t>(hashing.bytes());
        tell();
        report_.seconds = std::chrono::duration<double>(std::chrono::steady_clock::now() - started).count();
        return std::move(report_);
    }

   private:
    void tell() const {
        if (importer_.progress) {
            std::error_code error;
            const auto size = std::filesystem::file_size(file_, error);
            const std::int64_t all = error ? 0 : static_cast<std::int64_t>(size);
            importer_.progress({report_.bytes > 0 ? all : 0, all, report_.rows_in});
        }
    }

    Result<void> read(ByteSource& source) {
        CsvReader reader(source, file_.string(), row_limit);
        CsvRow row;
        if (!TRY(reader.next(row)) || row.refused()) {
            return fail(ErrorCode::invalid, file_.string(),
                        "The first line must name the columns; it is missing or broken.");
        }
        std::vector<std::string> heading;
        std::transform(row.fields.begin(), row.fields.end(), std::back_inserter(heading),
                       [](std::string_view name) { return std::string(trim(name)); });
        const RowReader calls = TRY(RowReader::create(map_, heading, file_.string()));
        reader.expect_columns(heading.size());
        while (TRY(reader.next(row))) {
            ++report_.rows_in;
            TRY(take(calls, row));
            if (report_.rows_in % rows_between_news == 0) {
                tell();
            }
        }
        return {};
    }

    Result<void> take(const RowReader& calls, const CsvRow& row) {
        Call call;
        Refused refused =
            row.refused() ? Refused{name(row.fault), std::string(explain(row.fault))} : calls.read(row, call);
        if (refused.reason.empty() && !seen_.insert(std::hash<std::string>{}(call.incident.source_id)).second) {
            refused = {"repeated_id",
                       fmt::format("{} \"{}\" stood before in the file", map_.id, call.incident.source_id)};
        }
        if (!refused.reason.empty()) {
            refuse(row.line, refused);
            return {};
        }
        note(call);
        place(call);
        if (piece_.size() >= piece_rows_) {  // there is a row after it, so it is not the last piece
            TRY(write_piece(nullptr));
        }
        piece_.push_back(std::move(call.incident));
        return {};
    }

    void refuse(std::uint64_t line, const Refused& refused) {
        ++report_.rows_refused;
        report_.refusals.add(refused.reason);
        if (report_.refusal_examples.size() < most_examples) {
            report_.refusal_examples.push_back(
                fmt::format("{}:{} {}: {}", file_.string(), line, refused.reason, refused.what));
        }
    }

    /// Counts what is particular about a sound row.
    void note(const Call& call) {
        report_.roll_overs += call.sequence.rolled.empty() ? 0 : 1;
        report_.instants_rolled += static_cast<std::int64_t>(call.sequence.rolled.size());
        for (const BackwardStep& step : call.sequence.backward) {
            ++report_.backward_clocks;
            if (report_.backward.size() < most_listed) {
                report_.backward.push_back({call.incident.source_id, std::string(stage_names[step.stage]),
                                            std::string(stage_names[step.before]), step.seconds});
            }
        }
        for (const std::size_t stage : call.missing) {
            report_.missing_stages.add(stage_names[stage]);
        }
        report_.geocode_errors += call.geocode_error ? 1 : 0;
        report_.unknown_grades += call.unknown_grade ? 1 : 0;
    }

    void place(Call& call) {
        if (!call.position) {
            return;
        }
        const LocalDate day = in_london(call.incident.opened_at).date;
        const geography::Area* ward = importer_.areas.at(*call.position, day, "ward");
        const geography::Area* borough = importer_.areas.at(*call.position, day, "borough");
        if (ward != nullptr) {
            call.incident.place.ward = ward->key.code;
        }
        if (borough != nullptr) {
            call.incident.place.borough = borough->key.code;
        }
        report_.outside_every_area += ward == nullptr && borough == nullptr ? 1 : 0;
    }

    /// As many rows as fit the lane's few milliseconds, which the pieces before have shown; the last with the file's
    /// act.
    Result<void> write_piece(const End* end) {
        incidents::ImportCounts counts;
        const Act act = importer_.act();
        std::chrono::duration<double, std::milli> held{};
        const auto write = [&](db::Transaction& tx) -> Result<void> {
            const auto started = std::chrono::steady_clock::now();
            counts = TRY(incidents::import_incidents(tx, act, piece_));
            held = std::chrono::steady_clock::now() - started;
            return end == nullptr ? Result<void>() : record_file(tx, act, *end, counts);
        };
        TRY(importer_.database.write(force_, write));
        const double wanted =
            static_cast<double>(piece_.size()) * std::clamp(aim_ms / std::max(held.count(), 0.01), 0.5, 1.5);
        piece_rows_ = std::clamp(static_cast<std::size_t>(wanted), least_rows, most_rows);
        report_.rows_stored += counts.added;
        report_.rows_changed += counts.changed;
        report_.rows_unchanged += counts.unchanged;
        piece_.clear();
        return {};
    }

    /// Once for each file: again only when its rows changed something, because somebody imported an older one in
    /// between.
    Result<void> record_file(db::Transaction& tx, const Act& act, const End& end, const incidents::ImportCounts& last) {
        FileAct told{file_.filename().string(),
                     map_.source,
                     end.sha256,
                     0,
                     report_.rows_stored + last.added,
                     report_.rows_changed + last.changed,
                     report_.rows_unchanged + last.unchanged,
                     report_.rows_refused,
                     report_.refusals};
        told.rows_in = told.rows_stored + told.rows_changed + told.rows_unchanged + told.rows_refused;
        const std::string record = map_.source + "/" + end.sha256;
        const bool told_before = !TRY(journal::of_record(tx, force_, record, 0, 1)).empty();
        if (told_before && told.rows_stored == 0 && told.rows_changed == 0) {
            return {};
        }
        TRY(act.record(tx, {.action = end.whole ? file_imported : file_cut_short,
                            .kind = file_kind,
                            .record = record,
                            .happened_at = act.now,
                            .content = json::to_text(told),
                            .owner = access::OwnerId::team(act.actor.teams.front()).text}));
        return {};
    }

    [[nodiscard]] tl::unexpected<Error> broken_off(Error why) const {
        why.message +=
            fmt::format(" {} rows that stood before are here, as the journal tells; import the whole file again.",
                        report_.rows_stored + report_.rows_changed + report_.rows_unchanged);
        return tl::unexpected(std::move(why));
    }

    const Importer& importer_;
    const ColumnMap& map_;
    const std::filesystem::path& file_;
    const ForceId force_;
    ImportReport report_;
    std::vector<incidents::Imported> piece_;
    std::size_t piece_rows_ = 20;
    std::unordered_set<std::size_t> seen_;
};

}  // namespace

Result<ImportReport> import_cad(const Importer& importer, const std::filesystem::path& file,
                                const std::filesystem::path& map) {
    TRY(importer.act().require(Permission::import_records));
    const ColumnMap columns = TRY(read_map(map));
    return FileImport(importer, columns, file).run();
}

}  // namespace bluelamp::cad

namespace bluelamp::json {

void Format<cad::Times>::write(std::string& out, const cad::Times& value) {
    out += '{';
    for (const auto& [word, times] : value.by) {
        out += out.back() == '{' ? "" : ",";
        write_string(out, word);
        out += ':' + std::to_string(times);
    }
    out += '}';
}

}  // namespace bluelamp::json
