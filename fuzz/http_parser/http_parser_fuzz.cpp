// SPDX-License-Identifier: Apache-2.0
/// Feeds arbitrary bytes to everything in http/ that reads what a stranger wrote: the parser as Connection uses it, and
/// the readers of targets, queries and cookies. Checks promises, not only memory: limits hold, and how the network cut
/// the bytes into reads changes nothing.
#include <fmt/format.h>

#include "fuzz/require.hpp"
#include "http/parser.hpp"

namespace {

using bluelamp::http::Limits;
using bluelamp::http::Parser;
using bluelamp::http::Request;

const Limits& small_limits() {
    static const Limits limits = [] {
        Limits small;
        small.url = 64;
        small.header_name = 32;
        small.header_value = 64;
        small.header_count = 8;
        small.body = 128;
        return small;
    }();
    return limits;
}

void check(const Request& request) {
    const auto& limits = small_limits();
    require(request.path.size() + request.query.size() <= limits.url);
    require(request.body.size() <= limits.body);
    require(request.headers.size() <= limits.header_count);
    for (const auto& header : request.headers) {
        require(header.name.size() <= limits.header_name && header.value.size() <= limits.header_value);
        require(header.value.find_first_of(std::string_view("\r\n\0", 3)) == std::string::npos);
    }
    (void)bluelamp::http::percent_decode(request.path);
    (void)bluelamp::http::parse_query(request.query);
    (void)request.cookie("a");
    (void)request.header("content-type");
}

/// What came out, as text to compare.
std::string parse_all(std::string_view bytes, std::size_t read_size) {
    Parser parser(small_limits());
    std::string seen;
    while (!bytes.empty()) {
        auto read = bytes.substr(0, read_size);
        bytes.remove_prefix(read.size());
        while (!read.empty()) {
            const auto taken = parser.feed(read);
            require(taken <= read.size());
            read.remove_prefix(taken);
            if (parser.state() == Parser::State::refused) {
                require(parser.refusal().status >= 400 && !parser.refusal().detail.empty());
                return seen + "refused";  // a field both too long and malformed may be refused for either, 431 or 400
            }
            if (parser.state() == Parser::State::complete) {
                const auto request = parser.take();
                check(request);
                seen += fmt::format("{} {}?{} {} {} {}\n", name(request.method), request.path, request.query,
                                    request.headers.size(), request.body, parser.keep_alive());
            } else {
                require(read.empty());  // or Connection would feed the rest for ever
            }
        }
    }
    return seen;
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    const std::string_view bytes(reinterpret_cast<const char*>(data), size);
    const auto whole = parse_all(bytes, size + 1);
    require(whole == parse_all(bytes, 1));
    require(whole == parse_all(bytes, 7));

    (void)bluelamp::http::percent_decode(bytes);
    (void)bluelamp::http::parse_query(bytes);
    Request request;
    request.headers.push_back({"Cookie", std::string(bytes)});
    (void)request.cookie(bytes.substr(0, size / 8));
    (void)request.cookie("a");
    return 0;
}
