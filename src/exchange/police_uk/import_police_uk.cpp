// SPDX-License-Identifier: Apache-2.0
#include <chrono>
#include <map>

#include <fmt/format.h>

#include "exchange/police_uk/file_import.hpp"
#include "exchange/police_uk/police_uk.hpp"

namespace bluelamp::police_uk {
namespace {

std::int64_t size_on_disk(const FoundFile& file) {
    std::error_code error;
    const auto size = std::filesystem::file_size(file.path, error);
    return error ? 0 : static_cast<std::int64_t>(size);
}

/// A folder on its way in, file after file.
class FolderImport {
   public:
    FolderImport(const Importer& importer, const Found& found)
        : importer_(importer), found_(found), places_(importer.areas) {
        report_.files = progress_.files_in_all = static_cast<std::int64_t>(found.files.size());
        report_.files_skipped = found.skipped;
        for (const FoundFile& file : found.files) {
            progress_.bytes_in_all += size_on_disk(file);
        }
    }

    Result<ImportReport> run() {
        const auto started = std::chrono::steady_clock::now();
        for (const FoundFile& file : found_.files) {
            progress_.file = file.path.string();
            tell(0);
            TRY(import(file));
            progress_.bytes += size_on_disk(file);
            ++progress_.files;
            progress_.rows = report_.rows_in;
        }
        tell(0);
        report_.seconds = std::chrono::duration<double>(std::chrono::steady_clock::now() - started).count();
        return std::move(report_);
    }

   private:
    struct Imported {
        std::string path;
        std::string sha256;
    };

    void tell(std::int64_t rows_of_this_file) {
        if (importer_.progress) {
            Progress now = progress_;
            now.rows += rows_of_this_file;
            importer_.progress(now);
        }
    }

    void refuse(const FoundFile& file, const Error& error) {
        report_.files_refused.push_back({file.path.string(), error.message});
    }

    Result<void> import(const FoundFile& file) {
        const auto before = done_.find(file.key);
        if (before != done_.end()) {
            meet_again(file, before->second);
            return {};
        }
        FileImport one(importer_, places_, file, [this](std::int64_t rows) { tell(rows); });
        auto result = one.run();
        if (!result && one.broken_file()) {
            refuse(file, result.error());
            return {};
        }
        count(TRY(std::move(result)));
        done_[file.key] = {file.path.string(), last_sha256_};
        return {};
    }

    /// The same month once plain and once packed is one file. Two publications of it have no order, so neither may win.
    void meet_again(const FoundFile& file, const Imported& before) {
        const auto bytes = fingerprint(file.path);
        if (!bytes) {
            refuse(file, bytes.error());
        } else if (bytes->sha256 == before.sha256) {
            ++report_.files_twice;
        } else {
            refuse(
                file,
                {ErrorCode::conflict, "",
                 fmt::format("{} was imported just now and says otherwise about the same month. Import the folders one "
                             "after another, the older publication first.",
                             before.path),
                 ""});
        }
    }

    void count(const FileResult& result) {
        report_.add(result.findings, result.tally);
        report_.bytes += result.bytes.bytes;
        report_.files_new += result.became == Became::imported ? 1 : 0;
        report_.files_restated += result.became == Became::restated ? 1 : 0;
        report_.files_unchanged += result.became == Became::unchanged ? 1 : 0;
        last_sha256_ = result.bytes.sha256;
    }

    const Importer& importer_;
    const Found& found_;
    Places places_;
    Progress progress_;
    ImportReport report_;
    std::map<FileKey, Imported> done_;
    std::string last_sha256_;
};

}  // namespace

Result<ImportReport> import_police_uk(const Importer& importer, const std::filesystem::path& folder) {
    TRY(importer.act().require(Permission::import_records));
    const Found found = TRY(find_files(folder));
    if (found.files.empty()) {
        return fail(ErrorCode::invalid, folder.string(),
                    "There is no published file here. Their names look like 2021-06-city-of-london-street.csv, or the "
                    "same with .gz.");
    }
    return FolderImport(importer, found).run();
}

}  // namespace bluelamp::police_uk
