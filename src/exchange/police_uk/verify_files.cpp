// SPDX-License-Identifier: Apache-2.0
#include <fmt/format.h>

#include "exchange/police_uk/file_act.hpp"
#include "exchange/police_uk/police_uk.hpp"
#include "exchange/police_uk/root.hpp"
#include "exchange/police_uk/store.hpp"

namespace bluelamp::police_uk {
namespace {

constexpr std::int64_t files_at_once = 100;
constexpr std::size_t most_altered = 20;

/// Walks the files in order of their ids, each vintage by itself, and holds one row at a time.
class Walk {
   public:
    Walk(db::Database& database, const ForceId& force) : database_(database), force_(force) {}

    Result<FilesVerified> run() {
        std::int64_t last = 0;
        for (bool more = true; more;) {
            std::vector<ListedFile> files;
            const auto list = [&](db::Reader& reader) -> Result<void> {
                files = TRY(files_after(reader, force_, last, files_at_once));
                return {};
            };
            TRY(database_.read(list));
            for (const ListedFile& file : files) {
                if (file.file.id != last + 1) {  // ids are given out without gaps, and files are never deleted
                    alter({fmt::format("published file {}", last + 1), 0, "the file is missing"});
                }
                last = file.file.id;
                TRY(check_file(file));
            }
            more = !files.empty();
        }
        return std::move(found_);
    }

   private:
    void alter(Altered altered) {
        if (found_.altered.size() < most_altered) {
            found_.altered.push_back(std::move(altered));
        }
    }

    Result<void> check_file(const ListedFile& file) {
        ++found_.files;
        for (std::int64_t vintage = 1; vintage <= file.file.vintage; ++vintage) {
            TRY(check_vintage(file, vintage));
        }
        return check_newest(file);
    }

    /// No act tells of a vintage after the one that counts: otherwise the file was set back.
    Result<void> check_newest(const ListedFile& file) {
        std::vector<journal::Row> later;
        const auto look_up = [&](db::Reader& reader) -> Result<void> {
            later = TRY(journal::of_record(reader, force_, file.key.text(), file.file.vintage, 1));
            return {};
        };
        TRY(database_.read(look_up));
        if (!later.empty()) {
            alter({file.key.text(), later.front().position,
                   fmt::format("vintage {} counts, and not this newer one", file.file.vintage)});
        }
        return {};
    }

    Result<void> check_vintage(const ListedFile& file, std::int64_t number) {
        std::optional<Vintage> vintage;
        std::optional<journal::Row> act;
        const auto look_up = [&](db::Reader& reader) -> Result<void> {
            vintage = TRY(find_vintage(reader, force_, file.file.id, number));
            const std::int64_t seq = vintage ? vintage->seq : number;
            auto acts = TRY(journal::of_record(reader, force_, file.key.text(), seq - 1, 1));
            if (!acts.empty()) {
                act = std::move(acts.front());
            }
            return {};
        };
        TRY(database_.read(look_up));
        const std::string name = file.key.text();
        const std::int64_t position = act ? act->position : 0;
        if (!vintage || !act || act->action != file_imported) {
            alter({name, position,
                   fmt::format("vintage {} has {}", number, vintage ? "no act in the journal" : "no record")});
            return {};
        }
        if (!act->content) {
            return {};  // erased by an act; the journal's own verification answers for that
        }
        const auto told = json::from_text<FileAct>(*act->content);
        if (!told || told->vintage != number || told->file_id != file.file.id || told->sha256 != vintage->sha256 ||
            told->root != vintage->root || position != vintage->position) {
            alter({name, position, fmt::format("vintage {} is not what its act tells", number)});
            return {};
        }
        return check_rows(file, *told, position);
    }

    Result<void> check_rows(const ListedFile& file, const FileAct& told, std::int64_t position) {
        Root root;
        std::int64_t changed = 0;
        TRY(each_row(database_, force_, {file.key.kind, file.file.id, told.vintage}, [&](const StoredRow& stored) {
            root.add(stored.row);
            const bool holds = digest_of(file.key.kind, stored.row.content) == stored.row.digest;
            if (!holds && changed == 0) {
                changed = stored.row_no;
            }
        }));
        found_.rows += root.rows();
        if (changed != 0) {
            alter({file.key.text(), position, fmt::format("row {} is not what was published", changed)});
        } else if (root.rows() != told.rows_kept) {
            alter({file.key.text(), position,
                   fmt::format("vintage {} had {} rows and has {}", told.vintage, told.rows_kept, root.rows())});
        } else if (root.hex() != told.root) {
            alter({file.key.text(), position,
                   fmt::format("rows of vintage {} are not those that were imported", told.vintage)});
        }
        return {};
    }

    db::Database& database_;
    const ForceId& force_;
    FilesVerified found_;
};

}  // namespace

Result<FilesVerified> verify_files(db::Database& database, const ForceId& force) { return Walk(database, force).run(); }

}  // namespace bluelamp::police_uk
