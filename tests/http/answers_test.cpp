// SPDX-License-Identifier: Apache-2.0
#include <gtest/gtest.h>
#include <sys/resource.h>

#include "tests/http/client.hpp"

namespace bluelamp::http::test {
namespace {

TEST(Answers, splits_the_target_and_leaves_it_encoded) {
    const auto server = serve(echo);
    Client client(server->port());
    EXPECT_EQ(client.get("/a%20b/c?x=1&y=%2F#frag").body, "GET /a%20b/c?x=1&y=%2F ");
    EXPECT_EQ(client.get("/?").body, "GET /? ");
    EXPECT_EQ(client.get("http://elsewhere/p?q").body, "GET /p?q ");
    EXPECT_EQ(client.get("http://elsewhere?q").body, "GET /?q ");
}

TEST(Answers, carries_the_headers_of_the_server_on_every_answer) {
    Config config;
    config.headers = {{"X-House", "blue\r\nlamp"}};
    const auto server = Server::start(config, echo);
    ASSERT_TRUE(server);
    Client client((*server)->port());
    const auto told = [](const Got& got) { return got.head.find("\r\nX-House: bluelamp\r\n") != std::string::npos; };
    EXPECT_TRUE(told(client.get("/")));
    client.send("nonsense\r\n\r\n");
    EXPECT_TRUE(told(client.answer())) << "our own refusals as well";
}

TEST(Answers, keeps_the_connection_for_the_next_request) {
    const auto server = serve(echo);
    Client client(server->port());
    for (int i = 0; i < 100; ++i) {
        EXPECT_EQ(client.get("/" + std::to_string(i)).body, "GET /" + std::to_string(i) + "? ");
    }
    EXPECT_EQ(server->connections(), 1);
}

TEST(Answers, closes_when_the_client_asks_for_it) {
    const auto server = serve(echo);
    for (const std::string request :
         {"GET / HTTP/1.1\r\nHost: t\r\nConnection: close\r\n\r\n", "GET / HTTP/1.0\r\n\r\n"}) {
        Client client(server->port());
        client.send(request);
        const auto got = client.answer();
        EXPECT_EQ(got.status, 200);
        EXPECT_NE(got.head.find("Connection: close"), std::string::npos);
        EXPECT_TRUE(client.ended());
    }
    EXPECT_TRUE(eventually([&] { return server->connections() == 0; }));
}

TEST(Answers, keeps_an_http_1_0_connection_that_asks_to_be_kept) {
    const auto server = serve(echo);
    Client client(server->port());
    for (int i = 0; i < 2; ++i) {
        client.send("GET / HTTP/1.0\r\nConnection: keep-alive\r\n\r\n");
        EXPECT_NE(client.answer().head.find("Connection: keep-alive"), std::string::npos);
    }
}

TEST(Answers, sends_no_body_to_head_but_says_how_long_it_would_be) {
    const auto server = serve(echo);
    Client client(server->port());
    client.send("HEAD /x HTTP/1.1\r\nHost: t\r\n\r\n");
    const auto got = client.answer(true);
    EXPECT_NE(got.head.find("Content-Length: 9"), std::string::npos);
    EXPECT_EQ(client.get("/after").body, "GET /after? ");
}

TEST(Answers, sends_neither_body_nor_length_with_204_and_304) {
    for (const int status : {204, 304}) {
        const auto server = serve([status](Request&&, const Reply& reply) {
            auto response = text("never");
            response.status = status;
            reply.send(std::move(response));
        });
        Client client(server->port());
        EXPECT_EQ(client.get("/").head.find("Content-Length"), std::string::npos);
        EXPECT_EQ(client.get("/").status, status);
    }
}

TEST(Answers, reads_bodies_by_length_and_by_chunks) {
    const auto server = serve(echo);
    Client client(server->port());
    client.send("POST /l HTTP/1.1\r\nHost: t\r\nContent-Length: 5\r\n\r\nhello");
    EXPECT_EQ(client.answer().body, "POST /l? hello");
    client.send(
        "PUT /c HTTP/1.1\r\nHost: t\r\nTransfer-Encoding: chunked\r\n\r\n3\r\nhel\r\n2;x=y\r\nlo\r\n0\r\nTrailer: "
        "t\r\n\r\n");
    EXPECT_EQ(client.answer().body, "PUT /c? hello");
    EXPECT_EQ(client.get("/after").status, 200);
}

TEST(Answers, understands_a_request_that_comes_byte_by_byte) {
    const auto server = serve(echo);
    Client client(server->port());
    for (const char c : std::string("POST /slow?q HTTP/1.1\r\nHost: t\r\nContent-Length: 2\r\n\r\nok")) {
        client.send(std::string(1, c));
    }
    EXPECT_EQ(client.answer().body, "POST /slow?q ok");
}

TEST(Answers, asks_for_the_body_of_a_client_that_waits_for_100_continue) {
    const auto server = serve(echo);
    Client client(server->port());
    client.send("POST / HTTP/1.1\r\nHost: t\r\nContent-Length: 2\r\nExpect: 100-continue\r\n\r\n");
    EXPECT_EQ(client.answer().status, 100);
    client.send("ok");
    EXPECT_EQ(client.answer().body, "POST /? ok");
}

TEST(Answers, passes_peer_headers_and_every_known_method_on) {
    const auto server = serve([](Request&& request, const Reply& reply) {
        reply.send(text(fmt::format("{} {} {} {}", name(request.method), request.peer, request.header("x-a"),
                                    request.secure ? "tls" : "plain")));
    });
    Client client(server->port());
    for (const std::string method : {"GET", "POST", "PUT", "PATCH", "DELETE", "OPTIONS"}) {
        client.send(method + " / HTTP/1.1\r\nHost: t\r\nX-A: 1\r\n\r\n");
        EXPECT_EQ(client.answer().body, method + " 127.0.0.1 1 plain");
    }
    client.send("TRACE / HTTP/1.1\r\nHost: t\r\n\r\n");
    EXPECT_EQ(client.answer().body, "OTHER 127.0.0.1  plain");
}

TEST(Answers, ignores_an_offer_to_upgrade) {
    const auto server = serve(echo);
    Client client(server->port());
    client.send("GET /up HTTP/1.1\r\nHost: t\r\nConnection: Upgrade\r\nUpgrade: websocket\r\n\r\n");
    EXPECT_EQ(client.answer().body, "GET /up? ");
    EXPECT_EQ(client.get("/after").status, 200);
}

TEST(Answers, lets_no_header_value_begin_a_second_header) {
    const auto server = serve([](Request&&, const Reply& reply) {
        auto response = text("x");
        response.headers = {
            {"X-A", "1\r\nSet-Cookie: evil=1"}, {"Bad Name", "2"}, {"content-length", "99"}, {"X-B", "3"}};
        reply.send(std::move(response));
    });
    Client client(server->port());
    const auto got = client.get("/");
    EXPECT_EQ(got.head.find("\r\nSet-Cookie"), std::string::npos);
    EXPECT_EQ(got.head.find("Bad Name"), std::string::npos);
    EXPECT_EQ(got.head.find("99"), std::string::npos);
    EXPECT_NE(got.head.find("\r\nX-B: 3\r\n"), std::string::npos);
}

TEST(Answers, sends_a_large_shared_body_whole) {
    const auto file = shared(std::string(5'000'000, 'f'));
    const auto server = serve([&](Request&&, const Reply& reply) {
        Response response;
        response.shared_body = file;
        reply.send(std::move(response));
    });
    Client client(server->port());
    EXPECT_EQ(client.get("/1").body, *file);
    EXPECT_EQ(client.get("/2").body, *file);
}

TEST(Answers, answers_500_when_the_handler_throws_or_forgets) {
    const auto server = serve([](Request&& request, const Reply&) {
        if (request.path == "/throw") {
            throw std::runtime_error("broken");
        }
    });
    Client client(server->port());
    for (const std::string target : {"/throw", "/forget"}) {
        const auto got = client.get(target);
        EXPECT_EQ(got.status, 500);
        EXPECT_NE(got.head.find("application/problem+json"), std::string::npos);
    }
}

TEST(Answers, takes_only_the_first_answer) {
    const auto server = serve([](Request&&, const Reply& reply) {
        reply.send(text("first"));
        reply.send(text("second"));
        EXPECT_FALSE(reply.stream({})->open());
    });
    Client client(server->port());
    EXPECT_EQ(client.get("/").body, "first");
    EXPECT_EQ(client.get("/").body, "first");
}

TEST(Answers, still_answers_a_client_that_has_finished_sending) {
    std::vector<Reply> waiting;
    std::mutex mutex;
    const auto server = serve([&](Request&&, Reply reply) {
        const std::lock_guard lock(mutex);
        waiting.push_back(std::move(reply));
    });
    Client client(server->port());
    client.send("GET / HTTP/1.1\r\nHost: t\r\n\r\n");
    client.finish_sending();
    ASSERT_TRUE(eventually([&] {
        const std::lock_guard lock(mutex);
        return !waiting.empty();
    }));
    std::this_thread::sleep_for(std::chrono::milliseconds{50});
    waiting.front().send(text("late"));
    EXPECT_EQ(client.answer().body, "late");
    EXPECT_TRUE(client.ended());
}

TEST(Answers, serves_a_thousand_connections_at_once) {
    rlimit limit{};
    getrlimit(RLIMIT_NOFILE, &limit);
    limit.rlim_cur = std::min<rlim_t>(limit.rlim_max, 8192);
    setrlimit(RLIMIT_NOFILE, &limit);
    for (const int threads : {1, 2}) {
        const auto server = serve(echo, {}, threads);
        std::vector<Client> clients;
        for (int i = 0; i < 1'000; ++i) {
            clients.emplace_back(server->port());
        }
        for (auto& client : clients) {
            client.send("GET /many HTTP/1.1\r\nHost: t\r\n\r\n");
        }
        for (auto& client : clients) {
            ASSERT_EQ(client.answer().body, "GET /many? ");
        }
        EXPECT_EQ(server->connections(), 1'000);
        clients.clear();
        EXPECT_TRUE(eventually([&] { return server->connections() == 0; }));
    }
}

}  // namespace
}  // namespace bluelamp::http::test
