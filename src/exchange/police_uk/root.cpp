// SPDX-License-Identifier: Apache-2.0
#include "exchange/police_uk/root.hpp"

namespace bluelamp::police_uk {
namespace {

constexpr std::int64_t rows_to_a_leaf = 256;

}  // namespace

void Root::add(const PublishedRow& row) {
    const auto digest = row.digest.bytes();
    append({digest.data(), digest.size()});
    const auto key = Digest{row.crime_key.value_or(0), row.crime_key ? 1 : 0}.bytes();
    append({key.data(), key.size()});
    for (const std::string_view text :
         {row.month, row.crime_kind, row.outcome_kind, row.ward, row.borough, row.force}) {
        append(text);
    }
    if (++rows_ % rows_to_a_leaf == 0) {
        tree_.add(leaf_);
        leaf_.clear();
    }
}

std::string Root::hex() {
    if (!leaf_.empty()) {
        tree_.add(leaf_);
        leaf_.clear();
    }
    return tree_.hex();
}

/// With its length in front. All of these are short: codes, kinds, a month, 16 bytes.
void Root::append(std::string_view text) {
    leaf_ += static_cast<char>(text.size() & 0xFF);
    leaf_ += static_cast<char>(text.size() >> 8 & 0xFF);
    leaf_ += text;
}

}  // namespace bluelamp::police_uk
