// SPDX-License-Identifier: Apache-2.0
#include <gtest/gtest.h>

#include "tests/http/client.hpp"

namespace bluelamp::http::test {
namespace {

using std::chrono::milliseconds;
using Clock = std::chrono::steady_clock;

std::string with_header(const std::string& lines) { return "GET / HTTP/1.1\r\nHost: t\r\n" + lines + "\r\n"; }

std::string many_headers(int count) {
    std::string lines;
    for (int i = 0; i < count; ++i) {
        lines += fmt::format("X-{}: 1\r\n", i);
    }
    return lines;
}

TEST(Limits, refuse_what_is_no_http_and_close) {
    const auto server = serve(echo);
    const std::vector<std::pair<std::string, int>> table{
        {"NONSENSE\r\n\r\n", 400},
        {"GET / HTTP/2.0\r\nHost: t\r\n\r\n", 505},
        {"PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n", 400},
        {std::string("\x16\x03\x01\x02\x00\x01", 6), 400},  // a TLS hello on the plain port
        {"GET / HTTP/1.1\r\n\r\n", 400},                    // no Host: RFC 9112, 3.2
        {"GET / HTTP/1.1\r\nHost: a\r\nHost: b\r\n\r\n", 400},
        {"GET nowhere HTTP/1.1\r\nHost: t\r\n\r\n", 400},
        {with_header("Bad Header\r\n"), 400},
        // The parser of the library lets these four through; found by fuzzing.
        {with_header(std::string("X: a\0b\r\n", 8)), 400},
        {with_header("Bad Name: 1\r\n"), 400},
        {with_header("Content-Length : 5\r\n"), 400},
        {"GET /caf\xC3\xA9 HTTP/1.1\r\nHost: t\r\n\r\n", 400},
        // Where a message ends must never be in doubt: RFC 9112, 6.3 and 11.2.
        {with_header("Content-Length: 1\r\nContent-Length: 2\r\n"), 400},
        {with_header("Content-Length: 4\r\nTransfer-Encoding: chunked\r\n"), 400},
        {with_header("Content-Length: -1\r\n"), 400},
        {with_header("Content-Length: 1x\r\n"), 400},
        {with_header("Content-Length: 99999999999999999999999\r\n"), 400},
        {with_header("Transfer-Encoding: chunked\r\n") + "zz\r\n", 400},
        {with_header("Transfer-Encoding: chunked\r\n") + "ffffffffffffffffff\r\n", 400},
    };
    for (const auto& [request, status] : table) {
        Client client(server->port());
        client.send(request);
        const auto got = client.answer();
        EXPECT_EQ(got.status, status) << request;
        EXPECT_NE(got.head.find("Connection: close"), std::string::npos) << request;
        EXPECT_NE(got.body.find("\"detail\":\""), std::string::npos) << request;
        EXPECT_TRUE(client.ended());
    }
}

TEST(Limits, refuse_long_addresses_and_headers_naming_the_limit) {
    const auto server = serve(echo);
    struct Case {
        std::string request;
        int status;
        std::string remedy;
    };
    const std::vector<Case> table{
        {"GET /" + std::string(9'000, 'a') + " HTTP/1.1\r\nHost: t\r\n\r\n", 414, "8192 bytes"},
        {with_header("X: " + std::string(9'000, 'a') + "\r\n"), 431, "8192 bytes"},
        {with_header(std::string(300, 'n') + ": 1\r\n"), 431, "256 bytes"},
        {with_header(many_headers(100)), 431, "100 header fields"},
        {with_header("A: " + std::string(200'000, 'a') + "\r\n"), 431, "8192 bytes"},
    };
    for (const auto& [request, status, remedy] : table) {
        Client client(server->port());
        client.send(request);
        const auto got = client.answer();
        EXPECT_EQ(got.status, status);
        EXPECT_NE(got.body.find(remedy), std::string::npos) << got.body;
        EXPECT_TRUE(client.ended());
    }
    Client within(server->port());
    within.send(with_header("X: " + std::string(8'192, 'a') + "\r\n" + many_headers(98)));
    EXPECT_EQ(within.answer().status, 200);
}

TEST(Limits, refuse_headers_that_are_too_long_together) {
    const auto server = serve(echo);
    std::string lines;
    for (int i = 0; i < 20; ++i) {
        lines += fmt::format("X-{}: {}\r\n", i, std::string(8'000, 'a'));
    }
    Client client(server->port());
    client.send(with_header(lines));
    EXPECT_EQ(client.answer().status, 431);
}

TEST(Limits, refuse_a_body_of_10_mb_with_413_naming_the_limit) {
    const auto server = serve([](Request&&, const Reply&) { FAIL() << "an oversized request reached the handler"; });
    const std::string body(10 * 1024 * 1024, 'b');
    const std::string by_length =
        fmt::format("POST / HTTP/1.1\r\nHost: t\r\nContent-Length: {}\r\n\r\n", body.size()) + body;
    const std::string by_chunk =
        fmt::format("POST / HTTP/1.1\r\nHost: t\r\nTransfer-Encoding: chunked\r\n\r\n{:x}\r\n", body.size()) + body +
        "\r\n0\r\n\r\n";
    for (const auto& request : {by_length, by_chunk}) {
        Client client(server->port());
        client.send(request);
        const auto got = client.answer();
        EXPECT_EQ(got.status, 413);
        EXPECT_NE(got.body.find("1048576 bytes"), std::string::npos) << got.body;
        EXPECT_TRUE(client.ended());
    }
}

TEST(Limits, refuse_a_body_announced_as_enormous_without_reading_it) {
    const auto server = serve(echo);
    for (const std::string more :
         {"Content-Length: 100000000000\r\n", "Content-Length: 2000000\r\nExpect: 100-continue\r\n"}) {
        Client client(server->port());
        client.send("POST / HTTP/1.1\r\nHost: t\r\n" + more + "\r\n");
        EXPECT_EQ(client.answer().status, 413);
        EXPECT_TRUE(client.ended());
    }
}

TEST(Limits, accept_a_body_of_exactly_the_limit) {
    Limits limits;
    limits.body = 100;
    const auto server = serve(echo, limits);
    for (const auto& [size, status] : {std::pair{100, 200}, {101, 413}}) {
        Client client(server->port());
        client.send(
            fmt::format("POST / HTTP/1.1\r\nHost: t\r\nContent-Length: {}\r\n\r\n{}", size, std::string(size, 'x')));
        EXPECT_EQ(client.answer().status, status);
    }
}

TEST(Limits, an_endless_chunked_body_is_cut_off) {
    const auto server = serve(echo);
    Client client(server->port());
    client.send("POST / HTTP/1.1\r\nHost: t\r\nTransfer-Encoding: chunked\r\n\r\n");
    const std::string chunk = fmt::format("{:x}\r\n{}\r\n", 1 << 20, std::string(1 << 20, 'x'));
    int sent = 0;
    while (sent < 200 && client.send(chunk)) {
        ++sent;
    }
    EXPECT_LT(sent, 200);
}

TEST(Limits, a_request_that_dribbles_in_is_answered_408_and_closed) {
    Limits limits;
    limits.read_timeout = milliseconds{200};
    const auto server = serve(echo, limits);
    Client client(server->port());
    const auto begun = Clock::now();
    client.send("GET / HTTP/1.1\r\n");
    std::thread dribble([&] {
        for (int i = 0; i < 100 && client.send("X"); ++i) {
            std::this_thread::sleep_for(milliseconds{20});
        }
    });
    EXPECT_EQ(client.answer().status, 408);
    EXPECT_LT(Clock::now() - begun, milliseconds{1'500});
    dribble.join();
    EXPECT_TRUE(eventually([&] { return server->connections() == 0; }));
}

TEST(Limits, an_idle_connection_outlives_the_read_timeout_but_not_the_idle_timeout) {
    Limits limits;
    limits.read_timeout = milliseconds{500};
    limits.idle_timeout = milliseconds{3'000};
    const auto server = serve(echo, limits);
    Client client(server->port());
    EXPECT_EQ(client.get("/").status, 200);
    std::this_thread::sleep_for(milliseconds{1'000});
    const auto begun = Clock::now();
    EXPECT_EQ(client.get("/").status, 200);
    EXPECT_TRUE(client.ended());
    EXPECT_GT(Clock::now() - begun, milliseconds{2'500});
}

TEST(Limits, a_request_nobody_answers_ends_with_its_connection) {
    Limits limits;
    limits.answer_timeout = milliseconds{100};
    std::vector<Reply> kept;
    const auto server = serve([&](Request&&, Reply reply) { kept.push_back(std::move(reply)); }, limits);
    Client client(server->port());
    EXPECT_EQ(client.get("/").status, 0);
}

TEST(Limits, a_reader_that_takes_nothing_of_a_large_answer_is_dropped) {
    Limits limits;
    limits.write_timeout = milliseconds{200};
    const auto file = shared(std::string(50'000'000, 'f'));
    const auto server = serve(
        [&](Request&&, const Reply& reply) {
            Response response;
            response.shared_body = file;
            reply.send(std::move(response));
        },
        limits);
    Client client(server->port());
    client.send("GET / HTTP/1.1\r\nHost: t\r\n\r\n");
    EXPECT_TRUE(eventually([&] { return server->connections() == 1; }));
    EXPECT_TRUE(eventually([&] { return server->connections() == 0; }));
}

TEST(Limits, a_connection_too_many_is_told_503_and_room_is_made_again) {
    Limits limits;
    limits.connections = 2;
    const auto server = serve(echo, limits);
    std::optional<Client> first(std::in_place, server->port());
    Client second(server->port());
    EXPECT_EQ(first->get("/").status, 200);
    EXPECT_EQ(second.get("/").status, 200);
    Client third(server->port());
    EXPECT_EQ(third.answer().status, 503);
    first.reset();
    ASSERT_TRUE(eventually([&] { return server->connections() == 1; }));
    EXPECT_EQ(Client(server->port()).get("/").status, 200);
}

TEST(Start, refuses_with_field_and_remedy) {
    const auto taken = serve(echo);
    struct Case {
        Config config;
        std::string field;
    };
    std::vector<Case> table(6);
    table[0] = {{}, "port"};
    table[0].config.port = taken->port();
    table[1] = {{}, "address"};
    table[1].config.address = "nowhere";
    table[2] = {{}, "address"};
    table[2].config.address = "192.0.2.1";  // TEST-NET-1, RFC 5737: nobody's address
    table[3] = {{}, "threads"};
    table[3].config.threads = 0;
    table[4] = {{}, "tls_key"};
    table[4].config.tls_cert = "some.pem";
    table[5] = {{}, "tls_cert"};
    table[5].config.tls_cert = table[5].config.tls_key = "/nonexistent.pem";
    for (const auto& [config, field] : table) {
        const auto refused = Server::start(config, echo);
        ASSERT_FALSE(refused) << field;
        EXPECT_EQ(refused.error().field, field);
        EXPECT_GT(refused.error().message.size(), 30U);
    }
}

}  // namespace
}  // namespace bluelamp::http::test
