// SPDX-License-Identifier: Apache-2.0
#include "core/gzip.hpp"

#include <limits>
#include <utility>
#include <vector>

#include <zlib.h>

namespace bluelamp {
namespace {

constexpr std::size_t packed_chunk = 64 * 1024;
constexpr int gzip_only = 16 + MAX_WBITS;  // zlib.h: add 16 to accept gzip and nothing else

class GzipSource final : public ByteSource {
   public:
    GzipSource(std::unique_ptr<ByteSource> packed, std::string file)
        : packed_(std::move(packed)), file_(std::move(file)), chunk_(packed_chunk) {}
    ~GzipSource() override { inflateEnd(&stream_); }
    GzipSource(const GzipSource&) = delete;
    GzipSource& operator=(const GzipSource&) = delete;

    Result<void> start() {
        if (inflateInit2(&stream_, gzip_only) != Z_OK) {
            return fail(ErrorCode::unavailable, file_, "There is not enough memory to unpack this file; try again.");
        }
        return {};
    }

    Result<std::size_t> read(std::span<char> into) override {
        constexpr std::size_t most = std::numeric_limits<uInt>::max();
        const auto room = static_cast<uInt>(std::min(into.size(), most));
        stream_.next_out = reinterpret_cast<Bytef*>(into.data());
        stream_.avail_out = room;
        while (!ended_ && room > 0 && stream_.avail_out == room) {
            TRY(refill());
            TRY(member_ended_ ? next_member() : step());
        }
        return room - stream_.avail_out;
    }

   private:
    Result<void> refill() {
        if (stream_.avail_in > 0 || packed_ended_) {
            return {};
        }
        const std::size_t got = TRY(packed_->read(chunk_));
        packed_ended_ = got == 0;
        stream_.next_in = reinterpret_cast<Bytef*>(chunk_.data());
        stream_.avail_in = static_cast<uInt>(got);
        return {};
    }

    Result<void> step() {
        if (stream_.avail_in == 0) {
            return fail(ErrorCode::invalid, file_,
                        "This gzip file is cut short: its end is missing. Copy or download it again.");
        }
        const int code = inflate(&stream_, Z_NO_FLUSH);
        if (code == Z_MEM_ERROR) {
            return fail(ErrorCode::unavailable, file_, "There is not enough memory to unpack this file; try again.");
        }
        if (code != Z_OK && code != Z_STREAM_END) {
            return fail(ErrorCode::invalid, file_,
                        "This gzip file is damaged and cannot be unpacked. Copy or download it again.",
                        stream_.msg != nullptr ? stream_.msg : "inflate failed");
        }
        member_ended_ = code == Z_STREAM_END;
        return {};
    }

    /// After a member: the end, padding, or another member (RFC 1952 section 2.2).
    Result<void> next_member() {
        if (stream_.avail_in == 0) {
            ended_ = true;
            return {};
        }
        if (*stream_.next_in == 0) {
            ++stream_.next_in;
            --stream_.avail_in;
            padded_ = true;
            return {};
        }
        if (padded_ || *stream_.next_in != 0x1F) {
            return fail(ErrorCode::invalid, file_,
                        "This gzip file has other bytes after its end. Copy or download it again.");
        }
        member_ended_ = false;
        inflateReset(&stream_);
        return {};
    }

    std::unique_ptr<ByteSource> packed_;
    std::string file_;
    std::vector<char> chunk_;
    z_stream stream_{};
    bool packed_ended_ = false;
    bool member_ended_ = false;
    bool padded_ = false;
    bool ended_ = false;
};

}  // namespace

Result<std::unique_ptr<ByteSource>> unpack_gzip(std::unique_ptr<ByteSource> packed, std::string file) {
    auto source = std::make_unique<GzipSource>(std::move(packed), std::move(file));
    TRY(source->start());
    return source;
}

std::string pack_gzip(std::string_view text) {
    z_stream stream{};
    constexpr int memory_level = 8;  // zlib's own default
    int code = deflateInit2(&stream, Z_BEST_COMPRESSION, Z_DEFLATED, gzip_only, memory_level, Z_DEFAULT_STRATEGY);
    invariant(code == Z_OK, "zlib has no memory to pack with");
    std::string packed(deflateBound(&stream, text.size()), '\0');
    stream.next_in = reinterpret_cast<Bytef*>(const_cast<char*>(text.data()));  // zlib only reads it
    stream.avail_in = static_cast<uInt>(text.size());
    stream.next_out = reinterpret_cast<Bytef*>(packed.data());
    stream.avail_out = static_cast<uInt>(packed.size());
    code = deflate(&stream, Z_FINISH);
    packed.resize(stream.total_out);
    deflateEnd(&stream);
    invariant(code == Z_STREAM_END, "deflateBound promised room for all of it");
    return packed;
}

}  // namespace bluelamp
