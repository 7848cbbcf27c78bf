// SPDX-License-Identifier: Apache-2.0
#include "exchange/police_uk/report.hpp"

#include <algorithm>

namespace bluelamp::police_uk {
namespace {

constexpr std::size_t most_examples = 20;

void add_examples(std::vector<std::string>& into, const std::vector<std::string>& from) {
    const std::size_t room = most_examples - std::min(most_examples, into.size());
    into.insert(into.end(), from.begin(), from.begin() + static_cast<std::ptrdiff_t>(std::min(room, from.size())));
}

}  // namespace

void Counts::add(std::string_view word, std::int64_t times) {
    const auto found = by.find(word);
    if (found != by.end()) {
        found->second += times;
    } else {
        by.emplace(word, times);
    }
}

void Counts::add(const Counts& other) {
    for (const auto& [word, times] : other.by) {
        add(word, times);
    }
}

std::int64_t Counts::total() const {
    std::int64_t sum = 0;
    for (const auto& [word, times] : by) {
        sum += times;
    }
    return sum;
}

void Traps::add(const Traps& other) {
    boost::mp11::mp_for_each<json::Members<Traps>>(
        [&](auto member) { this->*member.pointer += other.*member.pointer; });
}

void Findings::add(const Findings& other) {
    rows_in += other.rows_in;
    refusals.add(other.refusals);
    add_examples(refusal_examples, other.refusal_examples);
    traps.add(other.traps);
}

void Tally::add(const Tally& other) {
    stored += other.stored;
    changed += other.changed;
    unchanged += other.unchanged;
    withdrawn += other.withdrawn;
    changes.add(other.changes);
}

void ImportReport::add(const Findings& findings, const Tally& tally) {
    rows_in += findings.rows_in;
    rows_refused += findings.refusals.total();
    refusals.add(findings.refusals);
    add_examples(refusal_examples, findings.refusal_examples);
    traps.add(findings.traps);
    rows_stored += tally.stored;
    rows_changed += tally.changed;
    rows_unchanged += tally.unchanged;
    rows_withdrawn += tally.withdrawn;
    changes.add(tally.changes);
}

}  // namespace bluelamp::police_uk

namespace bluelamp::json {

void Format<police_uk::Counts>::write(std::string& out, const police_uk::Counts& value) {
    out += '{';
    for (const auto& [word, times] : value.by) {
        out += out.back() == '{' ? "" : ",";
        write_string(out, word);
        out += ':' + std::to_string(times);
    }
    out += '}';
}

Result<police_uk::Counts> Format<police_uk::Counts>::read(const Value& value, const std::string& path) {
    if (!value.is_object()) {
        return detail::wrong(path, "an object of whole numbers");
    }
    police_uk::Counts counts;
    for (const auto& [word, times] : value.get_object()) {
        counts.add(std::string_view(word), TRY(json::read<std::int64_t>(times, path + "." + std::string(word))));
    }
    return counts;
}

}  // namespace bluelamp::json
