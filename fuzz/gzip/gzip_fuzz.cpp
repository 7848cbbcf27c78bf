// SPDX-License-Identifier: Apache-2.0
/// Any bytes as a gzip file: whether it ends well, and what came out of one that does, must not depend on how the bytes
/// are cut. Any bytes packed: they come back whole, as several members and padded too; cut short they never end well.
#include <cstdint>

#include "core/gzip.hpp"
#include "fuzz/require.hpp"

namespace {

using namespace bluelamp;

constexpr std::size_t most = 1 << 20;  // a small input may unpack to terabytes

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

struct Unpacked {
    std::string bytes;
    bool ended = false;  ///< well, and not by an error
    friend bool operator==(const Unpacked&, const Unpacked&) = default;
};

Unpacked unpack(std::string_view packed, std::size_t piece, std::size_t room) {
    auto source = unpack_gzip(std::make_unique<Pieces>(packed, piece), "fuzz.gz");
    require(source.has_value());
    Unpacked unpacked;
    std::string buffer(room, '\0');
    while (unpacked.bytes.size() < most) {
        const auto got = (*source)->read(buffer);
        if (!got) {
            require(got.error().field == "fuzz.gz" && !got.error().message.empty());
            break;
        }
        if (*got == 0) {
            unpacked.ended = true;
            break;
        }
        unpacked.bytes.append(buffer, 0, *got);
    }
    unpacked.bytes.resize(std::min(unpacked.bytes.size(), most));
    return unpacked;
}

void comes_back_whole(std::string_view text) {
    const std::string packed = pack_gzip(text);
    require(unpack(packed, 7, 11) == Unpacked{std::string(text), true});
    const std::string twice = packed + packed + std::string(3, '\0');
    require(unpack(twice, 5, 64) == Unpacked{std::string(text) + std::string(text), true});
    const std::string cut = packed.substr(0, packed.size() - 1 - text.size() % (packed.size() - 2));
    require(!unpack(cut, 64, 64).ended);
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    const std::string_view bytes(reinterpret_cast<const char*>(data), size);
    const std::string marked = bytes.starts_with("\x1f\x8b") ? std::string(bytes) : "\x1f\x8b" + std::string(bytes);
    const Unpacked whole = unpack(marked, marked.size(), 4096);
    const Unpacked in_pieces = unpack(marked, 1 + size % 5, 1 + size % 3);
    require(whole.ended == in_pieces.ended);
    // How much came out before an error may differ, what came out may not.
    require(whole.ended ? whole.bytes == in_pieces.bytes
                        : whole.bytes.starts_with(in_pieces.bytes) || in_pieces.bytes.starts_with(whole.bytes));
    comes_back_whole(bytes);
    return 0;
}
