// SPDX-License-Identifier: Apache-2.0
// Asks a server as fast as it answers and tells the rate and the latencies.
//   bench_load PORT KIND [--path P] [--cookie C] [--ids FILE] [--connections N] [--seconds S] [--warm-up S]
#include <fstream>
#include <map>

#include "bench/http_client.hpp"

namespace bluelamp::bench {
namespace {

std::vector<std::string> lines_of(const std::string& path) {
    std::ifstream file(path);
    std::vector<std::string> lines;
    for (std::string line; std::getline(file, line);) {
        lines.push_back(line);
    }
    return lines;
}

int main_of(const std::vector<std::string>& words) {
    static const std::map<std::string, Kind> kinds{
        {"open", Kind::open}, {"line", Kind::line}, {"send", Kind::send}, {"get", Kind::get}};
    if (words.size() < 2 || words.size() % 2 != 0 || !kinds.contains(words[1])) {
        give_up("usage: bench_load PORT open|line|send|get [--path P] [--cookie C] [--ids FILE] [--connections N] ...");
    }
    std::map<std::string, std::string> options;
    for (std::size_t i = 2; i + 1 < words.size(); i += 2) {
        options[words[i]] = words[i + 1];
    }
    const auto number = [&](const char* name, double usual) {
        return options.contains(name) ? std::stod(options[name]) : usual;
    };
    Load load;
    load.port = std::stoi(words[0]);
    load.connections = static_cast<int>(number("--connections", load.connections));
    load.seconds = number("--seconds", load.seconds);
    load.warm_up_s = number("--warm-up", load.warm_up_s);
    Requests requests(kinds.at(words[1]), options["--path"], options["--cookie"], lines_of(options["--ids"]));
    Measured measured = run(load, requests);
    if (measured.refused > 0) {
        fmt::print(stderr, "bench: first refusal:\n{}\n", measured.first_refusal);
    }
    tell({measured.done, measured.seconds, measured.answered, cpu_seconds()}, measured.microseconds);
    return measured.refused > 0 ? 1 : 0;
}

}  // namespace
}  // namespace bluelamp::bench

int main(int count, char** words) { return bluelamp::bench::main_of({words + 1, words + count}); }
