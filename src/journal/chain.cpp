// SPDX-License-Identifier: Apache-2.0
#include "core/sha256.hpp"
#include "journal/journal.hpp"

namespace bluelamp::journal {
namespace {

/// Raised whenever the fields or their order change, so that old chains stay checkable.
constexpr std::int64_t format_version = 1;

/// A hash kept as hexadecimal goes in as its bytes. What a tamperer left there goes in as it stands: then nothing fits.
std::string bytes_of(std::string_view hex) { return from_hex(hex).value_or(std::string(hex)); }

std::string node(std::string_view left, std::string_view right) {
    return Sha256().bytes("\1").bytes(left).bytes(right).digest();
}

}  // namespace

std::string content_hash(std::string_view salt, std::string_view content) {
    return Sha256().bytes(salt).bytes(content).hex();
}

std::string chain_hash(std::string_view previous, const Row& row) {
    Sha256 digest;
    digest.field(format_version).field(bytes_of(previous)).field(row.position).field(row.kind).field(row.record);
    digest.field(row.seq).field(row.actor).field(row.role).field(row.reason).field(row.happened_at.ms);
    digest.field(row.recorded_at.ms).field(row.action).field(row.policy_version).field(bytes_of(row.content_hash));
    return digest.hex();
}

void MerkleRoot::add(std::string_view leaf) {
    Node added{0, Sha256().bytes({"\0", 1}).bytes(leaf).digest()};
    while (!pending_.empty() && pending_.back().height == added.height) {
        added = {added.height + 1, node(pending_.back().digest, added.digest)};
        pending_.pop_back();
    }
    pending_.push_back(std::move(added));
    ++leaves_;
}

void MerkleRoot::add_hash(std::string_view hex) { add(bytes_of(hex)); }

std::string MerkleRoot::hex() const {
    if (pending_.empty()) {
        return sha256_hex("");
    }
    std::string root = pending_.back().digest;
    for (std::size_t i = pending_.size() - 1; i-- > 0;) {
        root = node(pending_[i].digest, root);
    }
    return to_hex(root);
}

}  // namespace bluelamp::journal
