// SPDX-License-Identifier: Apache-2.0
// Look-ups in memory: reads a register of people by a map, trains on it, answers each call of a file, and tells what it
// found and how long that took.
//   bench_identity_index PEOPLE.csv MAP.toml CALLS.csv ANSWERS.csv [ROUNDS]
// Writes call,id,level,probability a candidate, best first. Each record is a person of its own, as an import has it.
#include <fstream>

#include "bench/timing.hpp"
#include "engine/identity/identity.hpp"
#include "exchange/linkage/records.hpp"

namespace bluelamp::bench {
namespace {

/// A call kept: the text that its views look at.
struct Call {
    std::string id;
    std::array<std::string, identity::kinds> text;
    [[nodiscard]] identity::Written written() const {
        identity::Written views;
        std::copy(text.begin(), text.end(), views.text.begin());
        return views;
    }
};

Result<void> fill(identity::Index& index, linkage::Ids& ids, const std::string& file, const linkage::LinkMap& map) {
    linkage::Refusals refusals;
    const auto reader = TRY(linkage::RecordReader::open(file, map, refusals));
    linkage::Record record;
    while (TRY(reader->next(record))) {
        TRY(ids.add(record.id, record.line, file));
        index.put(ids.size(), ids.size(), record.written);
    }
    return {};
}

Result<std::vector<Call>> read_calls(const std::string& file, linkage::LinkMap map) {
    map.id = "call_id";
    linkage::Refusals refusals;
    const auto reader = TRY(linkage::RecordReader::open(file, map, refusals));
    std::vector<Call> calls;
    linkage::Record record;
    while (TRY(reader->next(record))) {
        Call& call = calls.emplace_back();
        call.id = record.id;
        std::copy(record.written.text.begin(), record.written.text.end(), call.text.begin());
    }
    return calls;
}

void write_answers(std::ofstream& out, const Call& call, const std::vector<identity::Candidate>& found,
                   const linkage::Ids& ids) {
    for (const identity::Candidate& each : found) {
        out << fmt::format("{},{},{},{:.6f}\n", call.id, ids[each.person - 1], identity::name(each.level),
                           each.probability);
    }
}

Result<void> run(const std::vector<std::string>& words) {
    const linkage::LinkMap map = TRY(linkage::read_link_map(words[1]));
    identity::Index index(identity::Model::standard());
    linkage::Ids ids;
    const auto start = Clock::now();
    TRY(fill(index, ids, words[0], map));
    const double filled_s = seconds_since(start);
    const auto model = index.train();
    const double trained_s = seconds_since(start) - filled_s;
    const std::vector<Call> calls = TRY(read_calls(words[2], map));
    const int rounds = words.size() > 4 ? std::stoi(words[4]) : 3;
    std::ofstream out(words[3]);
    out << "call,id,level,probability\n";
    std::vector<float> microseconds;
    const auto first = Clock::now();
    const double cpu = cpu_seconds();
    for (int round = 0; round <= rounds; ++round) {  // the first warms up and is written
        for (const Call& call : calls) {
            const auto began = Clock::now();
            const auto found = index.look_up(call.written(), {});
            if (round > 0) {
                microseconds.push_back(static_cast<float>(seconds_since(began) * 1e6));
            } else {
                write_answers(out, call, found, ids);
            }
        }
    }
    fmt::print(stderr, "{} records in {:.2f} s, trained in {:.2f} s (model {}), about {} MB\n", index.size(), filled_s,
               trained_s, model->version(), index.bytes() >> 20);
    const std::size_t answered = calls.size() * static_cast<std::size_t>(rounds + 1);
    tell({answered, seconds_since(first), answered, cpu_seconds() - cpu}, microseconds);
    return {};
}

}  // namespace
}  // namespace bluelamp::bench

int main(int count, char** words) {
    using namespace bluelamp;
    if (count < 5) {
        bench::give_up("usage: bench_identity_index PEOPLE.csv MAP.toml CALLS.csv ANSWERS.csv [ROUNDS]");
    }
    if (const auto done = bench::run({words + 1, words + count}); !done) {
        bench::give_up(done.error().field + ": " + done.error().message);
    }
    return 0;
}
