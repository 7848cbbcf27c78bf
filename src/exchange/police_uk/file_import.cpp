// SPDX-License-Identifier: Apache-2.0
#include "exchange/police_uk/file_import.hpp"

#include "exchange/police_uk/file_act.hpp"
#include "geography/geography.hpp"

namespace bluelamp::police_uk {
namespace {

constexpr std::int64_t rows_between_news = 20'000;
constexpr std::int64_t rows_cleaned_at_once = 500;

/// The gazetteer learns the streets that published crimes name. A point learned from an import that is not completed
/// does no harm: it is a place on the public map.
Result<void> keep_street_points(db::Transaction& tx, const Act& act, const RowBatch& rows,
                                const std::vector<std::size_t>& which) {
    std::vector<geography::StreetPoint> points;
    for (const std::size_t i : which) {
        const Content& content = rows.rows()[i].content;
        points.push_back({content.cells[at::location], content.cells[at::lsoa_code], content.position->degrees()});
    }
    return geography::keep_streets(tx, act, points);
}

}  // namespace

FileImport::FileImport(const Importer& importer, Places& places, const FoundFile& file,
                       std::function<void(std::int64_t)> told)
    : importer_(importer),
      places_(places),
      file_(file),
      told_(std::move(told)),
      force_(importer.act().force),
      lane_(importer.database, force_) {
    writing_.kind = file.key.kind;
}

Result<FileResult> FileImport::run() {
    if (TRY(same_bytes())) {
        return result_;
    }
    TRY(take_over());
    auto written = write_rows();
    if (!written && broken_file_) {
        TRY(lane_.settle());
        TRY(clean_up());
    }
    TRY(std::move(written));
    TRY(finish());
    return result_;
}

/// A file that was never here is read once only; one that was is hashed first, because most often nothing is new.
Result<bool> FileImport::same_bytes() {
    std::optional<Vintage> newest;
    const auto look_up = [&](db::Reader& reader) -> Result<void> {
        const auto known = TRY(find_file(reader, force_, file_.key));
        if (known && known->vintage > 0) {
            newest = TRY(find_vintage(reader, force_, known->id, known->vintage));
        }
        return {};
    };
    TRY(importer_.database.read(look_up));
    if (!newest) {
        return false;
    }
    auto bytes = fingerprint(file_.path);
    broken_file_ = !bytes;
    result_.bytes = TRY(std::move(bytes));
    if (result_.bytes.sha256 != newest->sha256) {
        return false;
    }
    result_.became = Became::unchanged;
    result_.findings = TRY(json::from_text<Findings>(newest->findings));
    result_.tally.unchanged = newest->rows_in - result_.findings.refusals.total();
    return true;
}

Result<void> FileImport::take_over() {
    const Act act = importer_.act();
    writing_.writer = act.ids->uuid(act.now);
    const auto take = [this](db::Transaction& tx) -> Result<void> {
        before_ = TRY(take_file(tx, file_.key, writing_.writer));
        return {};
    };
    TRY(lane_.write(0, take));
    writing_.file_id = before_.id;
    writing_.vintage = before_.vintage + 1;
    next_row_ = before_.next_row;
    piece_rows_ = lane_.rows();
    return before_.unfinished ? clean_up() : Result<void>();
}

/// Takes away what an import wrote that did not complete its vintage. None of it ever counted.
Result<void> FileImport::clean_up() {
    std::int64_t last = 0;
    const auto look_up = [&](db::Reader& reader) -> Result<void> {
        last = TRY(last_row(reader, force_, writing_.kind, writing_.file_id));
        return {};
    };
    TRY(importer_.database.read(look_up));
    for (std::int64_t from = 1; from <= last; from += rows_cleaned_at_once) {
        const std::int64_t to = from + rows_cleaned_at_once;
        const auto clean = [this, from, to](db::Transaction& tx) -> Result<void> {
            TRY(still_ours(tx, writing_));
            TRY(restore_rows(tx, writing_, from, to));
            return to > before_.next_row ? discard_rows(tx, writing_, std::max(from, before_.next_row), to)
                                         : Result<void>();
        };
        TRY(lane_.write(0, clean));
    }
    return {};
}

Result<void> FileImport::write_rows() {
    TRY(before_.vintage == 0 ? import_first() : import_again());
    TRY(send());
    return lane_.settle();
}

Result<void> FileImport::import_first() {
    result_.became = Became::imported;
    const auto file = TRY(open());
    Judge judge(file_.key, places_);
    Content content;
    while (TRY(next(*file, content))) {
        const PublishedRow row = judge.judge(content);
        root_.add(row);
        ++result_.tally.stored;
        TRY(store(row));
    }
    result_.bytes = {file->sha256(), file->bytes()};
    result_.findings = file->findings();
    result_.findings.traps = judge.traps();
    return {};
}

/// The one act of the file, in the transaction that makes its rows count.
Result<void> FileImport::finish() {
    const Act act = importer_.act();
    invariant(!act.actor.teams.empty(), "imports are made by a member of the importing team");
    const Tally& tally = result_.tally;
    FileAct told{file_.path.filename().string(),
                 writing_.file_id,
                 writing_.vintage,
                 result_.bytes.sha256,
                 result_.bytes.bytes,
                 result_.findings.rows_in,
                 tally.stored,
                 tally.changed,
                 tally.unchanged,
                 result_.findings.refusals.total(),
                 tally.withdrawn,
                 root_.rows(),
                 result_.findings.refusals,
                 tally.changes,
                 root_.hex()};
    const std::string content = json::to_text(told);
    const std::string record = file_.key.text();
    return lane_.write(0, [&](db::Transaction& tx) -> Result<void> {
        TRY(still_ours(tx, writing_));
        const std::string owner = access::OwnerId::team(act.actor.teams.front()).text;
        const auto at = TRY(act.record(tx, {.action = file_imported,
                                            .kind = file_kind,
                                            .record = record,
                                            .happened_at = act.now,
                                            .content = content,
                                            .owner = owner}));
        const Vintage vintage{told.vintage,   told.file, told.sha256, told.bytes, told.rows_in,
                              told.rows_kept, told.root, at.position, at.seq,     json::to_text(result_.findings)};
        return complete(tx, writing_, vintage, next_row_, act.now);
    });
}

Result<std::unique_ptr<PublishedFile>> FileImport::open() {
    auto file = PublishedFile::open(file_);
    broken_file_ = !file;
    return file;
}

Result<bool> FileImport::next(PublishedFile& file, Content& into) {
    auto more = file.next(into);
    broken_file_ = !more;
    if (more && file.findings().rows_in % rows_between_news == 0) {
        told_(file.findings().rows_in);
    }
    return more;
}

Result<void> FileImport::store(const PublishedRow& row) {
    if (writing_.kind == Kind::street && places_.new_street_point(row)) {
        piece_->street_points.push_back(piece_->rows.size());
    }
    piece_->rows.add(row);
    return send_when_full();
}

Result<void> FileImport::supersede_row(std::int64_t row_no) {
    piece_->superseded.push_back(row_no);
    return send_when_full();
}

Result<void> FileImport::send_when_full() {
    return piece_->rows.size() + piece_->superseded.size() >= piece_rows_ ? send() : Result<void>();
}

/// Hands the piece to the lane and goes on filling the other one, which the lane has finished with by then.
Result<void> FileImport::send() {
    const std::size_t rows = piece_->rows.size() + piece_->superseded.size();
    if (rows == 0) {
        return {};
    }
    piece_->first_row = next_row_;
    next_row_ += static_cast<std::int64_t>(piece_->rows.size());
    const auto write = [piece = piece_, writing = writing_,
                        act = importer_.act()](db::Transaction& tx) -> Result<void> {
        for (const std::int64_t row_no : piece->superseded) {
            TRY(supersede(tx, writing, row_no));
        }
        std::int64_t row_no = piece->first_row;
        for (const PublishedRow& row : piece->rows.rows()) {
            TRY(insert_row(tx, writing, row_no++, row));
        }
        TRY(keep_street_points(tx, act, piece->rows, piece->street_points));
        return still_ours(tx, writing);
    };
    TRY(lane_.send(rows, write));
    std::swap(piece_, sent_);
    piece_->rows.clear();
    piece_->superseded.clear();
    piece_->street_points.clear();
    piece_rows_ = lane_.rows();
    return {};
}

}  // namespace bluelamp::police_uk
