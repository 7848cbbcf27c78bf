// SPDX-License-Identifier: Apache-2.0
#include "core/sha256.hpp"
#include "journal/journal.hpp"

namespace bluelamp::journal {
namespace {

/// Raised whenever the fields or their order change, so that old chains stay checkable.
constexpr std::int64_t format_version = 1;

}  // namespace

std::string content_hash(std::string_view salt_hex, std::string_view content) {
    return Sha256().bytes(salt_hex).bytes(content).hex();
}

std::string chain_hash(std::string_view previous, const Row& row) {
    Sha256 digest;
    digest.field(format_version).field(previous).field(row.position).field(row.kind).field(row.record).field(row.seq);
    digest.field(row.actor).field(row.role).field(row.reason).field(row.happened_at.ms).field(row.recorded_at.ms);
    digest.field(row.action).field(row.policy_version).field(row.content_hash);
    return digest.hex();
}

void MerkleRoot::add(std::string_view leaf) {
    using namespace std::string_view_literals;
    Node node{0, Sha256().bytes("\0"sv).bytes(leaf).hex()};
    while (!pending_.empty() && pending_.back().height == node.height) {
        node = {node.height + 1, Sha256().bytes("\1"sv).bytes(pending_.back().digest).bytes(node.digest).hex()};
        pending_.pop_back();
    }
    pending_.push_back(std::move(node));
    ++leaves_;
}

std::string MerkleRoot::hex() const {
    using namespace std::string_view_literals;
    if (pending_.empty()) {
        return sha256_hex("");
    }
    std::string root = pending_.back().digest;
    for (std::size_t i = pending_.size() - 1; i-- > 0;) {
        root = Sha256().bytes("\1"sv).bytes(pending_[i].digest).bytes(root).hex();
    }
    return root;
}

}  // namespace bluelamp::journal
