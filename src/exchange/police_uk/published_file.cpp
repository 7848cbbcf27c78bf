// SPDX-License-Identifier: Apache-2.0
#include "exchange/police_uk/published_file.hpp"

#include <fmt/format.h>

namespace bluelamp::police_uk {
namespace {

/// Published rows are about 250 bytes. A longer one is a lost quote; the limit also bounds what a batch holds in one
/// block.
constexpr CsvLimits row_limit{.field = 4096, .row = 16 * 1024, .columns = 64};
constexpr std::size_t most_examples = 5;

}  // namespace

PublishedFile::PublishedFile(std::unique_ptr<ByteSource> source, Kind kind, std::string name)
    : source_(std::move(source)), hashing_(*source_), reader_(hashing_, std::move(name), row_limit), kind_(kind) {}

Result<std::unique_ptr<PublishedFile>> PublishedFile::open(const FoundFile& file) {
    auto source = TRY(open_file(file.path));
    return read(std::move(source), file.key.kind, file.path.string());
}

Result<std::unique_ptr<PublishedFile>> PublishedFile::read(std::unique_ptr<ByteSource> source, Kind kind,
                                                           std::string name) {
    std::unique_ptr<PublishedFile> file(new PublishedFile(std::move(source), kind, std::move(name)));
    file->header_ = TRY(read_csv_header(file->reader_, columns(kind)));
    return file;
}

Result<bool> PublishedFile::next(Content& into) {
    while (TRY(reader_.next(row_))) {
        ++findings_.rows_in;
        const Refusal refusal = row_.refused() ? name(row_.fault) : read_content(kind_, *header_, row_, into);
        if (refusal.empty()) {
            return true;
        }
        refuse(refusal);
    }
    return false;
}

void PublishedFile::refuse(Refusal refusal) {
    findings_.refusals.add(refusal);
    if (findings_.refusal_examples.size() < most_examples) {
        findings_.refusal_examples.push_back(
            fmt::format("{}:{} {}: {}", reader_.file(), row_.line, refusal, explain_refusal(refusal)));
    }
}

Result<Fingerprint> fingerprint(const std::filesystem::path& path) {
    const auto source = TRY(open_file(path));
    HashingSource hashing(*source);
    TRY(hashing.drain());
    return Fingerprint{hashing.sha256(), static_cast<std::int64_t>(hashing.bytes())};
}

}  // namespace bluelamp::police_uk
