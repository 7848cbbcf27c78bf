// SPDX-License-Identifier: Apache-2.0
#include "exchange/police_uk/store.hpp"

#include "exchange/police_uk/store.sql.hpp"

namespace bluelamp::police_uk {
namespace {

/// The queries of one kind of row.
struct Statements {
    const db::Query& after;
    const db::Query& supersede;
    const db::Query& restore;
    const db::Query& discard;
    const db::Query& last;
};

const Statements& statements(Kind kind) {
    static constexpr Statements crimes{sql::crimes_after, sql::supersede_crimes, sql::restore_crimes,
                                       sql::discard_crimes, sql::last_of_crimes};
    static constexpr Statements outcomes{sql::outcomes_after, sql::supersede_outcomes, sql::restore_outcomes,
                                         sql::discard_outcomes, sql::last_of_outcomes};
    static constexpr Statements stops{sql::stops_after, sql::supersede_stops, sql::restore_stops, sql::discard_stops,
                                      sql::last_of_stops};
    switch (kind) {
        case Kind::street: return crimes;
        case Kind::outcomes: return outcomes;
        case Kind::stop_and_search: return stops;
    }
    throw InvariantBroken("a kind of file without statements");
}

/// NULL for a blank.
std::optional<std::string_view> filled(std::string_view text) {
    return text.empty() ? std::nullopt : std::optional(text);
}

std::string_view kind_name(Kind kind) { return json::Format<Kind>::name(kind); }

struct Degrees {
    std::optional<double> latitude, longitude;
};

Degrees degrees_of(const PublishedRow& row) {
    if (!row.content.position) {
        return {};
    }
    const LatLon where = row.content.position->degrees();
    return {where.latitude, where.longitude};
}

Result<void> insert_crime(db::Transaction& tx, const Writing& to, std::int64_t row_no, const PublishedRow& row) {
    const auto& cell = row.content.cells;
    const Degrees where = degrees_of(row);
    return tx.execute(sql::insert_crimes, {tx.force(),
                                           to.file_id,
                                           row_no,
                                           to.vintage,
                                           row.digest.a,
                                           row.digest.b,
                                           row.crime_key,
                                           filled(row.crime_kind),
                                           filled(row.outcome_kind),
                                           filled(row.ward),
                                           filled(row.borough),
                                           filled(row.force),
                                           where.latitude,
                                           where.longitude,
                                           filled(cell[at::crime_id]),
                                           row.month,
                                           filled(cell[at::reported_by]),
                                           filled(cell[at::falls_within]),
                                           filled(cell[at::location]),
                                           filled(cell[at::lsoa_code]),
                                           filled(cell[at::lsoa_name]),
                                           filled(cell[at::crime_type]),
                                           filled(cell[at::last_outcome]),
                                           filled(cell[at::context])});
}

Result<void> insert_outcome(db::Transaction& tx, const Writing& to, std::int64_t row_no, const PublishedRow& row) {
    const auto& cell = row.content.cells;
    const Degrees where = degrees_of(row);
    return tx.execute(sql::insert_outcomes, {tx.force(),
                                             to.file_id,
                                             row_no,
                                             to.vintage,
                                             row.digest.a,
                                             row.digest.b,
                                             row.crime_key,
                                             filled(row.outcome_kind),
                                             filled(row.ward),
                                             filled(row.borough),
                                             filled(row.force),
                                             where.latitude,
                                             where.longitude,
                                             filled(cell[at::crime_id]),
                                             row.month,
                                             filled(cell[at::reported_by]),
                                             filled(cell[at::falls_within]),
                                             filled(cell[at::location]),
                                             filled(cell[at::lsoa_code]),
                                             filled(cell[at::lsoa_name]),
                                             filled(cell[at::outcome_type])});
}

Result<void> insert_stop(db::Transaction& tx, const Writing& to, std::int64_t row_no, const PublishedRow& row) {
    const auto& cell = row.content.cells;
    const Degrees where = degrees_of(row);
    return tx.execute(sql::insert_stops, {tx.force(),
                                          to.file_id,
                                          row_no,
                                          to.vintage,
                                          row.digest.a,
                                          row.digest.b,
                                          row.month,
                                          filled(row.outcome_kind),
                                          filled(row.ward),
                                          filled(row.borough),
                                          filled(row.force),
                                          where.latitude,
                                          where.longitude,
                                          row.content.searched_at,
                                          filled(cell[at::search_type]),
                                          filled(cell[at::operation_part]),
                                          filled(cell[at::operation]),
                                          filled(cell[at::gender]),
                                          filled(cell[at::age_range]),
                                          filled(cell[at::self_defined]),
                                          filled(cell[at::officer_defined]),
                                          filled(cell[at::legislation]),
                                          filled(cell[at::object]),
                                          filled(cell[at::outcome]),
                                          filled(cell[at::outcome_linked]),
                                          filled(cell[at::outer_clothing])});
}

/// True for the published columns that are kept as a number instead of as text.
bool kept_as_number(Kind kind, std::size_t cell) {
    return kind == Kind::stop_and_search
               ? cell == at::searched_at || cell == at::search_latitude || cell == at::search_longitude
               : cell == at::latitude || cell == at::longitude;
}

std::string_view text_or_blank(const db::Row& row, int column) {
    return row.null(column) ? std::string_view() : row.text(column);
}

/// The columns of the *_after queries, which all three kinds share up to the published cells.
StoredRow read_row(Kind kind, const db::Row& row) {
    StoredRow stored{row.bigint(0), {}};
    PublishedRow& read = stored.row;
    read.digest = {row.bigint(1), row.bigint(2)};
    read.crime_key = row.maybe_bigint(3);
    read.crime_kind = text_or_blank(row, 4);
    read.outcome_kind = text_or_blank(row, 5);
    read.ward = text_or_blank(row, 6);
    read.borough = text_or_blank(row, 7);
    read.force = text_or_blank(row, 8);
    read.month = row.text(9);
    if (!row.null(10) && !row.null(11)) {
        read.content.position = MicroPosition::of({row.real(10), row.real(11)});
    }
    read.content.searched_at = row.null(12) ? Instant{} : row.instant(12);
    int column = 13;
    for (std::size_t cell = 0; cell < columns(kind).size(); ++cell) {
        if (!kept_as_number(kind, cell)) {
            read.content.cells[cell] = text_or_blank(row, column++);
        }
    }
    return stored;
}

StoredFile read_file(const db::Row& row) { return {row.bigint(0), row.bigint(1), row.bigint(2), !row.null(3)}; }

}  // namespace

Result<std::optional<StoredFile>> find_file(db::Reader& reader, const ForceId& force, const FileKey& key) {
    return reader.maybe(sql::find_file, {force, kind_name(key.kind), iso(key.month), key.publisher, key.subset},
                        read_file);
}

Result<std::optional<Vintage>> find_vintage(db::Reader& reader, const ForceId& force, std::int64_t file_id,
                                            std::int64_t vintage) {
    return reader.maybe(sql::one_vintage, {force, file_id, vintage}, [](const db::Row& row) {
        return Vintage{row.bigint(0), row.string(1), row.string(2), row.bigint(3), row.bigint(4),
                       row.bigint(5), row.string(6), row.bigint(7), row.bigint(8), row.string(9)};
    });
}

Result<StoredFile> take_file(db::Transaction& tx, const FileKey& key, const std::string& writer) {
    if (const auto found = TRY(find_file(tx, tx.force(), key))) {
        TRY(tx.execute(sql::take_file, {tx.force(), found->id, writer}));
        return *found;
    }
    db::Register& ids = TRY(tx.keep("published file"));
    const StoredFile made{++ids.number, 0, 1, false};
    TRY(tx.execute(sql::insert_file,
                   {tx.force(), made.id, kind_name(key.kind), iso(key.month), key.publisher, key.subset, writer}));
    return made;
}

Result<void> still_ours(db::Transaction& tx, const Writing& writing) {
    const auto writer = TRY(tx.one(sql::writer_of, {tx.force(), writing.file_id},
                                   [](const db::Row& row) { return row.null(0) ? std::string() : row.string(0); }));
    if (writer != writing.writer) {
        return fail(ErrorCode::conflict, "",
                    "Another import of the same file has started. Wait for it, then import again.");
    }
    return {};
}

Result<void> insert_row(db::Transaction& tx, const Writing& writing, std::int64_t row_no, const PublishedRow& row) {
    switch (writing.kind) {
        case Kind::street: return insert_crime(tx, writing, row_no, row);
        case Kind::outcomes: return insert_outcome(tx, writing, row_no, row);
        case Kind::stop_and_search: return insert_stop(tx, writing, row_no, row);
    }
    throw InvariantBroken("a kind of file without a table");
}

Result<void> supersede(db::Transaction& tx, const Writing& writing, std::int64_t row_no) {
    return tx.execute(statements(writing.kind).supersede, {tx.force(), writing.file_id, row_no, writing.vintage});
}

Result<void> complete(db::Transaction& tx, const Writing& writing, const Vintage& vintage, std::int64_t next_row,
                      Instant now) {
    TRY(tx.execute(sql::insert_vintage, {tx.force(), writing.file_id, vintage.vintage, vintage.file_name,
                                         vintage.sha256, vintage.bytes, vintage.rows_in, vintage.rows_kept,
                                         vintage.root, vintage.position, vintage.seq, now, vintage.findings}));
    return tx.execute(sql::complete_file, {tx.force(), writing.file_id, vintage.vintage, next_row});
}

Result<std::int64_t> rows_after(db::Reader& reader, const ForceId& force, const Slice& slice, Page page,
                                const std::function<void(const StoredRow&)>& visit) {
    std::int64_t rows = 0;
    TRY(reader.each(statements(slice.kind).after, {force, slice.file_id, slice.vintage, page.row_no, page.limit},
                    [&](const db::Row& row) {
                        ++rows;
                        visit(read_row(slice.kind, row));
                    }));
    return rows;
}

Result<void> each_row(db::Database& database, const ForceId& force, const Slice& slice,
                      const std::function<void(const StoredRow&)>& visit) {
    constexpr std::int64_t page = 10'000;
    std::int64_t last = 0;
    std::int64_t rows = page;
    while (rows == page) {
        const auto note = [&](const StoredRow& row) {
            last = row.row_no;
            visit(row);
        };
        const auto read = [&](db::Reader& reader) -> Result<void> {
            rows = TRY(rows_after(reader, force, slice, {last, page}, note));
            return {};
        };
        TRY(database.read(read));
    }
    return {};
}

Result<void> discard_rows(db::Transaction& tx, const Writing& writing, std::int64_t from, std::int64_t to) {
    return tx.execute(statements(writing.kind).discard, {tx.force(), writing.file_id, from, to});
}

Result<void> restore_rows(db::Transaction& tx, const Writing& writing, std::int64_t from, std::int64_t to) {
    return tx.execute(statements(writing.kind).restore, {tx.force(), writing.file_id, from, to, writing.vintage - 1});
}

Result<std::int64_t> last_row(db::Reader& reader, const ForceId& force, Kind kind, std::int64_t file_id) {
    return reader.one(statements(kind).last, {force, file_id}, [](const db::Row& row) { return row.bigint(0); });
}

Result<std::vector<ListedFile>> files_after(db::Reader& reader, const ForceId& force, std::int64_t file_id,
                                            std::int64_t limit) {
    std::vector<ListedFile> files;
    Result<void> read;
    TRY(reader.each(sql::files_after, {force, file_id, limit}, [&](const db::Row& row) {
        const auto kind = json::Format<Kind>::parse(row.text(1), "kind");
        const auto month = parse_month(row.text(2));
        if (!kind || !month) {
            read = fail(ErrorCode::internal, "published_files", "A published file's kind or month cannot be read.");
            return;
        }
        files.push_back({{*kind, *month, row.string(3), row.string(4)}, {row.bigint(0), row.bigint(5), 0, false}});
    }));
    TRY(std::move(read));
    return files;
}

}  // namespace bluelamp::police_uk
