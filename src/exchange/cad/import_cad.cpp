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

/// Content of the act. Its record is the source and the file's SHA-256.
struct FileAct {
    std::string file;
    std::string source;
    std::string sha256;
    std::int64_t rows_in = 0, rows_stored = 0, rows_changed = 0, rows_unchanged = 0, rows_refused = 0;
    Times refusals;
    std::string root;  ///< Merkle root (RFC 6962) over what each row says, in order of the file
};
BOOST_DESCRIBE_STRUCT(FileAct, (),
                      (file, source, sha256, rows_in, rows_stored, rows_changed, rows_unchanged, rows_refused, refusals,
                       root))

struct StoredCounts {
    std::int64_t added = 0, changed = 0, unchanged = 0;
};

std::string leaf_of(const incidents::Imported& row) {
    Sha256 digest;
    digest.field(row.source_id).field(row.type).field(row.unit).field(row.summary).field(json::to_text(row.place));
    digest.field(json::to_text(row.grade)).field(row.opened_at.ms).field(json::to_text(row.intervals));
    return digest.hex();
}

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
        TRY(read(hashing));
        TRY(write_piece());
        report_.bytes = static_cast<std::int64_t>(hashing.bytes());
        TRY(tell_journal(hashing.sha256()));
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
        root_.add(leaf_of(call.incident));
        piece_.push_back(std::move(call.incident));
        return piece_.size() >= piece_rows_ ? write_piece() : Result<void>();
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

    /// As many rows as fit the lane's few milliseconds, which the pieces before have shown.
    Result<void> write_piece() {
        if (piece_.empty()) {
            return {};
        }
        StoredCounts counts;
        const Act act = importer_.act();
        std::chrono::duration<double, std::milli> held{};
        const auto write = [&](db::Transaction& tx) -> Result<void> {
            const auto started = std::chrono::steady_clock::now();
            counts = {};
            for (const incidents::Imported& row : piece_) {
                const incidents::Stored stored = TRY(incidents::import_incident(tx, act, row));
                counts.added += stored == incidents::Stored::added ? 1 : 0;
                counts.changed += stored == incidents::Stored::changed ? 1 : 0;
                counts.unchanged += stored == incidents::Stored::unchanged ? 1 : 0;
            }
            held = std::chrono::steady_clock::now() - started;
            return {};
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
    Result<void> tell_journal(const std::string& sha256) {
        const Act act = importer_.act();
        invariant(!act.actor.teams.empty(), "imports are made by a member of the importing team");
        const std::string record = map_.source + "/" + sha256;
        bool told_before = false;
        const auto look_up = [&](db::Reader& reader) -> Result<void> {
            told_before = !TRY(journal::of_record(reader, force_, record, 0, 1)).empty();
            return {};
        };
        TRY(importer_.database.read(look_up));
        if (told_before && report_.rows_stored == 0 && report_.rows_changed == 0) {
            return {};
        }
        const FileAct told{file_.filename().string(),
                           map_.source,
                           sha256,
                           report_.rows_in,
                           report_.rows_stored,
                           report_.rows_changed,
                           report_.rows_unchanged,
                           report_.rows_refused,
                           report_.refusals,
                           root_.hex()};
        const std::string owner = access::OwnerId::team(act.actor.teams.front()).text;
        const auto record_act = [&](db::Transaction& tx) -> Result<void> {
            TRY(act.record(tx, {.action = file_imported,
                                .kind = file_kind,
                                .record = record,
                                .happened_at = act.now,
                                .content = json::to_text(told),
                                .owner = owner}));
            return {};
        };
        return importer_.database.write(force_, record_act);
    }

    const Importer& importer_;
    const ColumnMap& map_;
    const std::filesystem::path& file_;
    const ForceId force_;
    ImportReport report_;
    std::vector<incidents::Imported> piece_;
    std::size_t piece_rows_ = 20;
    std::unordered_set<std::size_t> seen_;
    journal::MerkleRoot root_;
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
