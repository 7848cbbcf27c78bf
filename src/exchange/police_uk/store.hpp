// SPDX-License-Identifier: Apache-2.0
/// Published files, vintages and rows to and from their tables; known to police_uk only.
#pragma once

#include <functional>

#include "db/database.hpp"
#include "exchange/police_uk/report.hpp"
#include "exchange/police_uk/row.hpp"

namespace bluelamp::police_uk {

/// A file as the database knows it.
struct StoredFile {
    std::int64_t id = 0;
    std::int64_t vintage = 0;   ///< newest complete one; 0 when there is none
    std::int64_t next_row = 1;  ///< rows from here on belong to no complete vintage
    bool unfinished = false;    ///< an import of the next vintage began and has not completed it
};

struct Vintage {
    std::int64_t vintage = 0;
    std::string file_name, sha256;
    std::int64_t bytes = 0;
    std::int64_t rows_in = 0;    ///< rows of the file, refused ones included
    std::int64_t rows_kept = 0;  ///< rows that belong to the vintage
    std::string root;            ///< Merkle root over them in order of row_no (see Root)
    std::int64_t position = 0;   ///< of the act in the journal
    std::int64_t seq = 0;        ///< of the act among those of the file
    std::string findings;        ///< JSON of Findings
};

/// A row read back. Its text is good until the next row.
struct StoredRow {
    std::int64_t row_no = 0;
    PublishedRow row;
};

/// The rows that one vintage of a file is made of.
struct Slice {
    Kind kind;
    std::int64_t file_id;
    std::int64_t vintage;
};

/// What a chunk of an import writes. `writer` is the import; a later one that takes the file over stops it.
struct Writing {
    Kind kind;
    std::int64_t file_id;
    std::int64_t vintage;  ///< the one being written
    std::string writer;
};

Result<std::optional<StoredFile>> find_file(db::Reader& reader, const ForceId& force, const FileKey& key);
Result<std::optional<Vintage>> find_vintage(db::Reader& reader, const ForceId& force, std::int64_t file_id,
                                            std::int64_t vintage);

/// The file, made when it is new, with `writer` as the one import that may write to it.
Result<StoredFile> take_file(db::Transaction& tx, const FileKey& key, const std::string& writer);
/// `conflict` when another import has taken the file over.
Result<void> still_ours(db::Transaction& tx, const Writing& writing);

Result<void> insert_row(db::Transaction& tx, const Writing& writing, std::int64_t row_no, const PublishedRow& row);
Result<void> supersede(db::Transaction& tx, const Writing& writing, std::int64_t row_no);
/// Raises the file's vintage: the one statement that makes all its rows count.
Result<void> complete(db::Transaction& tx, const Writing& writing, const Vintage& vintage, std::int64_t next_row,
                      Instant now);

/// Rows after `row_no`, at most `limit`.
struct Page {
    std::int64_t row_no = 0;
    std::int64_t limit = 0;
};

/// A page of a slice, in order. Says how many rows there were.
Result<std::int64_t> rows_after(db::Reader& reader, const ForceId& force, const Slice& slice, Page page,
                                const std::function<void(const StoredRow&)>& visit);

/// All rows of a slice in order, a page at a time on a fresh reader, so that no read lives long.
Result<void> each_row(db::Database& database, const ForceId& force, const Slice& slice,
                      const std::function<void(const StoredRow&)>& visit);

/// What an unfinished import left: rows from `from` to before `to` are deleted; superseded rows of that range count
/// again.
Result<void> discard_rows(db::Transaction& tx, const Writing& writing, std::int64_t from, std::int64_t to);
Result<void> restore_rows(db::Transaction& tx, const Writing& writing, std::int64_t from, std::int64_t to);
Result<std::int64_t> last_row(db::Reader& reader, const ForceId& force, Kind kind, std::int64_t file_id);

struct ListedFile {
    FileKey key;
    StoredFile file;
};
Result<std::vector<ListedFile>> files_after(db::Reader& reader, const ForceId& force, std::int64_t file_id,
                                            std::int64_t limit);

}  // namespace bluelamp::police_uk
