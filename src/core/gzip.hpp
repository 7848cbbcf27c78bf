// SPDX-License-Identifier: Apache-2.0
/// gzip (RFC 1952): unpacking as a stream (callers use `open_file`), and packing what is sent often.
#pragma once

#include <memory>
#include <string>
#include <string_view>

#include "core/file.hpp"

namespace bluelamp {

/// Unpacks `packed`, which must start with the gzip mark. Several members in one file read as one stream, zero padding
/// after the last is allowed, anything else after it is refused. `file` is the name used in errors.
[[nodiscard]] Result<std::unique_ptr<ByteSource>> unpack_gzip(std::unique_ptr<ByteSource> packed, std::string file);

/// Packs a text at the highest level; the same text gives the same bytes.
[[nodiscard]] std::string pack_gzip(std::string_view text);

}  // namespace bluelamp
