// SPDX-License-Identifier: Apache-2.0
#include "core/file.hpp"

#include <algorithm>
#include <array>
#include <cerrno>
#include <system_error>
#include <utility>

#include <fcntl.h>
#include <fmt/format.h>
#include <sys/stat.h>
#include <unistd.h>

#include "core/gzip.hpp"

namespace bluelamp {
namespace {

std::string reason(int code) { return std::generic_category().message(code); }

/// A plain file; owns its descriptor.
class FileSource final : public ByteSource {
   public:
    FileSource(int descriptor, std::string name) : descriptor_(descriptor), name_(std::move(name)) {}
    ~FileSource() override { ::close(descriptor_); }
    FileSource(const FileSource&) = delete;
    FileSource& operator=(const FileSource&) = delete;

    Result<std::size_t> read(std::span<char> into) override {
        for (;;) {
            const ssize_t got = ::read(descriptor_, into.data(), into.size());
            if (got >= 0) {
                return static_cast<std::size_t>(got);
            }
            if (errno != EINTR) {
                return fail(ErrorCode::unavailable, name_,
                            "Reading this file failed. Check the disk or the network drive and try again.",
                            reason(errno));
            }
        }
    }

   private:
    int descriptor_;
    std::string name_;
};

/// Gives back bytes that were looked at, then the rest.
class PeekedSource final : public ByteSource {
   public:
    PeekedSource(std::string front, std::unique_ptr<ByteSource> rest)
        : front_(std::move(front)), rest_(std::move(rest)) {}

    Result<std::size_t> read(std::span<char> into) override {
        if (given_ == front_.size()) {
            return rest_->read(into);
        }
        const std::size_t count = std::min(into.size(), front_.size() - given_);
        std::copy_n(front_.data() + given_, count, into.data());
        given_ += count;
        return count;
    }

   private:
    std::string front_;
    std::size_t given_ = 0;
    std::unique_ptr<ByteSource> rest_;
};

Result<int> open_descriptor(const std::filesystem::path& path) {
    const int descriptor = ::open(path.c_str(), O_RDONLY | O_CLOEXEC);
    const int error = errno;
    if (descriptor < 0 && error == ENOENT) {
        return fail(ErrorCode::not_found, path.string(), "There is no such file. Check the name and the folder.");
    }
    if (descriptor < 0) {
        return fail(ErrorCode::invalid, path.string(),
                    fmt::format("This file cannot be opened ({}). Check its permissions.", reason(error)));
    }
    struct stat facts {};
    if (::fstat(descriptor, &facts) == 0 && S_ISDIR(facts.st_mode)) {
        ::close(descriptor);
        return fail(ErrorCode::invalid, path.string(), "This is a folder, not a file. Name a file in it.");
    }
    return descriptor;
}

}  // namespace

Result<std::unique_ptr<ByteSource>> open_file(const std::filesystem::path& path) {
    const int descriptor = TRY(open_descriptor(path));
    std::unique_ptr<ByteSource> file = std::make_unique<FileSource>(descriptor, path.string());
    std::string front(2, '\0');
    std::size_t got = 0;
    while (got < front.size()) {  // a pipe may give one byte at a time
        const std::size_t more = TRY(file->read(std::span(front).subspan(got)));
        if (more == 0) {
            break;
        }
        got += more;
    }
    front.resize(got);
    const bool packed = front == "\x1f\x8b";  // RFC 1952 section 2.3.1
    file = std::make_unique<PeekedSource>(std::move(front), std::move(file));
    if (packed) {
        return unpack_gzip(std::move(file), path.string());
    }
    return file;
}

Result<std::size_t> MemorySource::read(std::span<char> into) {
    const std::size_t count = std::min(into.size(), rest_.size());
    std::copy_n(rest_.data(), count, into.data());
    rest_.remove_prefix(count);
    return count;
}

Result<std::size_t> HashingSource::read(std::span<char> into) {
    const std::size_t got = TRY(inner_.read(into));
    digest_.bytes({into.data(), got});
    bytes_ += got;
    return got;
}

std::string HashingSource::sha256() const {
    Sha256 copy = digest_;  // finishing spends a digest, and more bytes may follow
    return copy.hex();
}

Result<void> HashingSource::drain() {
    std::array<char, 64 * 1024> dropped;
    while (TRY(read(dropped)) > 0) {
    }
    return {};
}

Result<std::string> read_all(const std::filesystem::path& path, std::size_t limit) {
    const auto source = TRY(open_file(path));
    std::string all;
    std::array<char, 64 * 1024> chunk;
    for (;;) {
        const std::size_t got = TRY(source->read(chunk));
        if (got == 0) {
            return all;
        }
        if (all.size() + got > limit) {
            return fail(ErrorCode::too_large, path.string(),
                        fmt::format("This file is longer than {} bytes; cut it into smaller ones.", limit));
        }
        all.append(chunk.data(), got);
    }
}

}  // namespace bluelamp
