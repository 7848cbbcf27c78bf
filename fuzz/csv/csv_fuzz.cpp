// SPDX-License-Identifier: Apache-2.0
/// Any bytes through the CSV reader: it must end, keep its limits, and read the same however the bytes arrive. What it
/// accepts must come back unchanged after being written.
#include <cstdint>

#include "core/csv.hpp"
#include "fuzz/require.hpp"

namespace {

using namespace bluelamp;

class Pieces final : public ByteSource {
   public:
    Pieces(std::string_view bytes, std::size_t size) : rest_(bytes), size_(size) {}
    Result<std::size_t> read(std::span<char> into) override {
        const std::size_t count = std::min({into.size(), rest_.size(), size_});
        std::copy_n(rest_.data(), count, into.data());
        rest_.remove_prefix(count);
        return count;
    }

   private:
    std::string_view rest_;
    std::size_t size_;
};

/// The accepted rows written out again, and how many were refused.
std::string written_again(std::string_view bytes, std::size_t piece, const CsvLimits& limits, std::size_t& refused) {
    Pieces source(bytes, piece);
    CsvReader reader(source, "fuzz.csv", limits);
    std::string out;
    CsvRow row;
    std::uint64_t line = 0;
    for (auto more = reader.next(row); more && *more; more = reader.next(row)) {
        require(row.line > line || line == 0);
        line = row.line;
        refused += row.refused() ? 1 : 0;
        require(row.fields.size() <= limits.columns);
        if (!row.refused()) {
            append_csv_row(out, row.fields);
        }
    }
    return out;
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    const std::string_view bytes(reinterpret_cast<const char*>(data), size);
    const CsvLimits limits{.field = 64, .row = 256, .columns = 16};
    std::size_t refused = 0;
    std::size_t refused_in_pieces = 0;
    const std::string whole = written_again(bytes, size + 1, limits, refused);
    require(whole == written_again(bytes, 1 + size % 7, limits, refused_in_pieces));
    require(refused == refused_in_pieces);
    std::size_t refused_again = 0;
    const std::string headed =
        "heading\r\n" + whole;  // so that a first field like "%PDF" is not taken for a file of that kind
    require(written_again(headed, 4096, CsvLimits{}, refused_again) == headed);
    require(refused_again == 0);
    return 0;
}
