// SPDX-License-Identifier: Apache-2.0
#include "exchange/linkage/records.hpp"

#include <array>
#include <limits>
#include <utility>

#include <fmt/format.h>

#include "core/csv.hpp"
#include "core/file.hpp"

namespace bluelamp::linkage {
namespace {

/// Counts what passes, for the progress.
class CountingSource final : public ByteSource {
   public:
    explicit CountingSource(std::unique_ptr<ByteSource> inner) : inner_(std::move(inner)) {}
    Result<std::size_t> read(std::span<char> into) override {
        auto got = inner_->read(into);
        passed_ += got.value_or(0);
        return got;
    }
    [[nodiscard]] std::uint64_t passed() const { return passed_; }

   private:
    std::unique_ptr<ByteSource> inner_;
    std::uint64_t passed_ = 0;
};

/// Of the file as it lies there; of a pipe nothing is known.
std::uint64_t bytes_of(const std::filesystem::path& file) {
    std::error_code none;
    const auto size = std::filesystem::file_size(file, none);
    return none ? 0 : size;
}

}  // namespace

struct RecordReader::Parts {
    Parts(std::unique_ptr<ByteSource> opened, std::string file, Refusals& counted)
        : source(std::move(opened)), reader(source, std::move(file)), refusals(counted) {}

    CountingSource source;
    CsvReader reader;
    CsvRow row;
    CsvHeader header{{}};
    Refusals& refusals;
    std::uint64_t bytes = 0;
    /// For each kind, which of the map's columns are joined to it, in the order given.
    std::array<std::vector<std::size_t>, identity::kinds> columns;
    std::array<std::string, identity::kinds> joined;

    void refuse(std::string reason, std::string_view why) {
        ++refusals.rows;
        ++refusals.reasons[std::move(reason)];
        if (refusals.first.size() < Refusals::named_at_most) {
            refusals.first.push_back(fmt::format("{}:{}: {}", reader.file(), row.line, why));
        }
    }

    /// A single column is handed on as it stands; several are joined in a buffer of their kind.
    std::string_view field(std::size_t kind) {
        const std::vector<std::size_t>& from = columns[kind];
        if (from.size() == 1) {
            return header.get(row, from.front());
        }
        std::string& text = joined[kind];
        text.clear();
        for (const std::size_t column : from) {
            const std::string_view part = header.get(row, column);
            if (!part.empty()) {
                text.append(text.empty() ? "" : " ").append(part);
            }
        }
        return text;
    }
};

RecordReader::RecordReader(std::unique_ptr<Parts> parts) : parts_(std::move(parts)) {}
RecordReader::~RecordReader() = default;

Result<std::unique_ptr<RecordReader>> RecordReader::open(const std::filesystem::path& file, const LinkMap& map,
                                                         Refusals& refusals) {
    auto parts = std::make_unique<Parts>(TRY(open_file(file)), file.string(), refusals);
    parts->bytes = bytes_of(file);
    std::vector<CsvColumn> wanted{{map.id}};
    for (const auto& [column, kind] : map.columns) {
        parts->columns[static_cast<std::size_t>(kind)].push_back(wanted.size());
        wanted.push_back({column});
    }
    parts->header = TRY(read_csv_header(parts->reader, wanted, UnknownColumns::ignore));
    return std::unique_ptr<RecordReader>(new RecordReader(std::move(parts)));
}

Result<bool> RecordReader::next(Record& record) {
    Parts& parts = *parts_;
    while (TRY(parts.reader.next(parts.row))) {
        if (parts.row.refused()) {
            parts.refuse(std::string(name(parts.row.fault)), explain(parts.row.fault));
            continue;
        }
        record.line = parts.row.line;
        record.id = parts.header.get(parts.row, 0);
        if (record.id.empty()) {
            parts.refuse("no_id", "The row has no id; give it one that no other row has.");
            continue;
        }
        for (std::size_t kind = 0; kind < identity::kinds; ++kind) {
            record.written.text[kind] = parts.columns[kind].empty() ? std::string_view() : parts.field(kind);
        }
        return true;
    }
    return false;
}

double RecordReader::share() const {
    const auto passed = static_cast<double>(parts_->source.passed());
    return parts_->bytes == 0 ? 0 : std::min(1.0, passed / static_cast<double>(parts_->bytes));
}

Result<void> Ids::add(std::string_view id, std::uint64_t line, const std::string& file) {
    if ((size() + 1) * 2 > slots_.size()) {
        grow();
    }
    std::uint32_t& slot = slots_[slot_of(id)];
    if (slot != 0) {
        return fail(
            ErrorCode::invalid, fmt::format("{}:{}", file, line),
            fmt::format("The id \"{}\" stands there already, in line {}. Give every record an id of its own, or "
                        "name another column as id in the map; nothing was linked.",
                        id, lines_[slot - 1]));
    }
    slot = static_cast<std::uint32_t>(size() + 1);
    text_ += id;
    ends_.push_back(text_.size());
    lines_.push_back(line);
    return {};
}

std::string_view Ids::operator[](std::size_t row) const {
    const std::uint64_t begin = row == 0 ? 0 : ends_[row - 1];
    return std::string_view(text_).substr(begin, ends_[row] - begin);
}

std::optional<std::size_t> Ids::find(std::string_view id) const {
    const std::uint32_t row = slots_.empty() ? 0 : slots_[slot_of(id)];
    return row == 0 ? std::nullopt : std::optional<std::size_t>(row - 1);
}

/// Where `id` stands, or the free place where it belongs. The number of slots is a power of two.
std::size_t Ids::slot_of(std::string_view id) const {
    const std::size_t mask = slots_.size() - 1;
    std::size_t at = std::hash<std::string_view>{}(id)&mask;
    while (slots_[at] != 0 && (*this)[slots_[at] - 1] != id) {
        at = (at + 1) & mask;
    }
    return at;
}

void Ids::grow() {
    slots_.assign(std::max<std::size_t>(1024, slots_.size() * 2), 0);
    for (std::size_t row = 0; row < size(); ++row) {
        slots_[slot_of((*this)[row])] = static_cast<std::uint32_t>(row + 1);
    }
}

namespace {

using Side = identity::Linkage::Side;
constexpr std::size_t told_every = 4096;  // records

Result<void> read_side(const std::string& file, const LinkMap& map, Side side, Files& files,
                       const ReadingProgress& progress) {
    const auto reader = TRY(RecordReader::open(file, map, files.refusals));
    Ids& ids = side == Side::left ? files.left : files.right;
    Record record;
    while (TRY(reader->next(record))) {
        if (files.records() == std::numeric_limits<std::uint32_t>::max() - 1) {
            return fail(ErrorCode::too_large, fmt::format("{}:{}", file, record.line),
                        "There are more than four thousand million records; link the files in parts.");
        }
        TRY(ids.add(record.id, record.line, file));
        files.linkage.add(record.written, side);
        if (progress && ids.size() % told_every == 0) {
            progress(file, reader->share(), files.records());
        }
    }
    if (ids.size() == 0) {
        const std::string first = files.refusals.first.empty() ? "" : " First: " + files.refusals.first.front();
        return fail(ErrorCode::invalid, file,
                    fmt::format("There is no record below the heading{}.{}",
                                files.refusals.rows == 0 ? "" : " that can be read; every row was refused", first));
    }
    return {};
}

}  // namespace

Result<std::unique_ptr<Files>> read_files(const std::string& left, const std::string& right, const LinkMap& map,
                                          const ReadingProgress& progress) {
    auto files = std::make_unique<Files>();
    TRY(read_side(left, map, Side::left, *files, progress));
    if (!right.empty()) {
        TRY(read_side(right, map, Side::right, *files, progress));
    }
    return files;
}

}  // namespace bluelamp::linkage
