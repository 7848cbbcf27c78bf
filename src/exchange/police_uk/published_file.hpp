// SPDX-License-Identifier: Apache-2.0
/// One published file as a stream of sound rows; broken ones are counted by reason and left out.
#pragma once

#include <memory>
#include <optional>

#include "core/csv_header.hpp"
#include "exchange/police_uk/report.hpp"
#include "exchange/police_uk/row.hpp"

namespace bluelamp::police_uk {

class PublishedFile {
   public:
    /// Opens `file` and reads its heading. Refuses missing and unknown columns, naming them.
    [[nodiscard]] static Result<std::unique_ptr<PublishedFile>> open(const FoundFile& file);
    /// As `open`, from bytes that are already there; `name` is used in errors.
    [[nodiscard]] static Result<std::unique_ptr<PublishedFile>> read(std::unique_ptr<ByteSource> source, Kind kind,
                                                                     std::string name);

    /// The next sound row; false at the end. The views of `into` are good until the next call.
    [[nodiscard]] Result<bool> next(Content& into);

    /// Of what was read so far: rows, refusals. Traps are counted by whoever judges the rows.
    [[nodiscard]] const Findings& findings() const { return findings_; }
    /// Of the whole file, once `next` has answered false.
    [[nodiscard]] std::string sha256() const { return hashing_.sha256(); }
    [[nodiscard]] std::int64_t bytes() const { return static_cast<std::int64_t>(hashing_.bytes()); }

   private:
    PublishedFile(std::unique_ptr<ByteSource> source, Kind kind, std::string name);
    void refuse(Refusal refusal);

    std::unique_ptr<ByteSource> source_;
    HashingSource hashing_;
    CsvReader reader_;
    Kind kind_;
    std::optional<CsvHeader> header_;
    CsvRow row_;
    Findings findings_;
};

/// SHA-256 and length of a file's unpacked bytes.
struct Fingerprint {
    std::string sha256;
    std::int64_t bytes = 0;
};
[[nodiscard]] Result<Fingerprint> fingerprint(const std::filesystem::path& path);

}  // namespace bluelamp::police_uk
