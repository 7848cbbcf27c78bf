// SPDX-License-Identifier: Apache-2.0
/// One file on its way in: published for the first time, the same bytes again, or published again.
#pragma once

#include <memory>
#include <optional>

#include "exchange/police_uk/judge.hpp"
#include "exchange/police_uk/lane_writer.hpp"
#include "exchange/police_uk/police_uk.hpp"
#include "exchange/police_uk/published_file.hpp"
#include "exchange/police_uk/root.hpp"
#include "exchange/police_uk/row_batch.hpp"
#include "exchange/police_uk/store.hpp"

namespace bluelamp::police_uk {

enum class Became { imported, restated, unchanged };

/// What came of a file that could be read.
struct FileResult {
    Became became = Became::imported;
    Fingerprint bytes;
    Findings findings;
    Tally tally;
};

class FileImport {
   public:
    /// `told` hears the number of rows read so far, now and then.
    FileImport(const Importer& importer, Places& places, const FoundFile& file, std::function<void(std::int64_t)> told);

    /// An Error means that the file was not imported and nothing of it counts. `broken_file()` then says whether the
    /// file is to blame, so that the import of others can go on, or the database.
    Result<FileResult> run();
    [[nodiscard]] bool broken_file() const { return broken_file_; }

   private:
    /// A row of the vintage before, as far as comparing needs it.
    struct Known {
        Digest digest;
        std::int64_t row_no = 0;
        std::int64_t taken = 0;  ///< of the first of equal ones: how many of them the new file has used up
    };
    struct Part {
        std::uint64_t number = 0, of = 1;
        [[nodiscard]] bool holds(const PublishedRow& row) const;
    };
    /// Rows of a part that are on one side only.
    struct Unmatched {
        RowBatch arrived;
        RowBatch gone;
        std::vector<std::int64_t> gone_row_nos;
    };

    Result<bool> same_bytes();
    Result<void> take_over();
    Result<void> clean_up();
    Result<void> write_rows();
    Result<void> import_first();
    Result<void> import_again();
    Result<std::vector<Known>> known_rows(const Part& part);
    Result<void> match(const Part& part, std::vector<Known>& known, Unmatched& into);
    Result<void> read_gone(const std::vector<Known>& known, Unmatched& into);
    Result<void> settle_unmatched(const Unmatched& rows);
    Result<void> finish();

    Result<std::unique_ptr<PublishedFile>> open();
    Result<bool> next(PublishedFile& file, Content& into);
    Result<void> store(const PublishedRow& row);
    Result<void> supersede_row(std::int64_t row_no);
    Result<void> send_when_full();
    Result<void> send();
    [[nodiscard]] Slice slice(std::int64_t vintage) const { return {writing_.kind, writing_.file_id, vintage}; }

    /// What goes to the lane in one piece.
    struct Piece {
        RowBatch rows;
        std::int64_t first_row = 0;
        std::vector<std::int64_t> superseded;
        std::vector<std::size_t> street_points;  ///< which of `rows` name a place for the first time in this import
    };

    const Importer& importer_;
    Places& places_;
    const FoundFile& file_;
    std::function<void(std::int64_t)> told_;
    const ForceId force_;
    LaneWriter lane_;
    Writing writing_;
    StoredFile before_;
    bool broken_file_ = false;

    std::shared_ptr<Piece> piece_ = std::make_shared<Piece>();  // being filled
    std::shared_ptr<Piece> sent_ = std::make_shared<Piece>();   // with the lane
    std::size_t piece_rows_ = 0;                                // when it is full
    std::int64_t next_row_ = 1;
    Root root_;
    FileResult result_;
};

}  // namespace bluelamp::police_uk
