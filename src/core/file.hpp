// SPDX-License-Identifier: Apache-2.0
/// Files: the one place of the house that opens them.
///
/// Promises: a file that starts with the gzip mark is read unpacked; a damaged or cut-short one is an Error that names
/// the file and what to do, never a quiet end. Bytes arrive as a stream, so memory does not grow with the file.
/// Refuses nothing by size: a reader that keeps what it reads sets its own limit (`read_all` takes one), because a
/// small gzip file can unpack to terabytes.
#pragma once

#include <cstddef>
#include <cstdint>
#include <filesystem>
#include <memory>
#include <span>
#include <string>
#include <string_view>

#include "core/result.hpp"
#include "core/sha256.hpp"

namespace bluelamp {

/// Bytes in order, once.
class ByteSource {
   public:
    virtual ~ByteSource() = default;
    /// Fills the front of `into` and says how many bytes; 0 only at the end (or when `into` is empty).
    [[nodiscard]] virtual Result<std::size_t> read(std::span<char> into) = 0;
};

/// Opens a file for reading, unpacking it when its first two bytes are 1f 8b. Refuses folders and what cannot be read.
[[nodiscard]] Result<std::unique_ptr<ByteSource>> open_file(const std::filesystem::path& path);

/// Bytes already in memory (tests, request bodies). The view must outlive the source.
class MemorySource final : public ByteSource {
   public:
    explicit MemorySource(std::string_view bytes) : rest_(bytes) {}
    [[nodiscard]] Result<std::size_t> read(std::span<char> into) override;

   private:
    std::string_view rest_;
};

/// Passes bytes through and keeps their SHA-256, so that a file is read once for both its rows and its fingerprint.
class HashingSource final : public ByteSource {
   public:
    explicit HashingSource(ByteSource& inner) : inner_(inner) {}
    [[nodiscard]] Result<std::size_t> read(std::span<char> into) override;

    /// Lower-case hexadecimal SHA-256 of the bytes passed through so far.
    [[nodiscard]] std::string sha256() const;
    [[nodiscard]] std::uint64_t bytes() const { return bytes_; }
    /// Reads what is left, so that `sha256` covers the whole file even when its reader stopped early.
    [[nodiscard]] Result<void> drain();

   private:
    ByteSource& inner_;
    std::uint64_t bytes_ = 0;
    Sha256 digest_;
};

/// The whole file (unpacked) as text; `too_large` when it is longer than `limit` bytes.
[[nodiscard]] Result<std::string> read_all(const std::filesystem::path& path, std::size_t limit);

}  // namespace bluelamp
