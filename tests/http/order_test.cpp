// SPDX-License-Identifier: Apache-2.0
/// Answers that come late, out of order, from other threads, or while the server stops.
#include <gtest/gtest.h>

#include "tests/http/client.hpp"

namespace bluelamp::http::test {
namespace {

/// Keeps every request until the test answers it.
class Desk {
   public:
    Handler handler() {
        return [this](Request&& request, Reply reply) {
            const std::lock_guard lock(mutex_);
            waiting_.emplace_back(request.path, std::move(reply));
        };
    }
    bool has(std::size_t count) {
        return eventually([&] {
            const std::lock_guard lock(mutex_);
            return waiting_.size() >= count;
        });
    }
    std::vector<std::pair<std::string, Reply>> take() {
        const std::lock_guard lock(mutex_);
        return std::exchange(waiting_, {});
    }
    std::size_t count() {
        const std::lock_guard lock(mutex_);
        return waiting_.size();
    }

   private:
    std::mutex mutex_;
    std::vector<std::pair<std::string, Reply>> waiting_;
};

std::string pipeline(int count) {
    std::string requests;
    for (int i = 0; i < count; ++i) {
        requests += "GET /" + std::to_string(i) + " HTTP/1.1\r\nHost: t\r\n\r\n";
    }
    return requests;
}

TEST(Order, answers_leave_in_the_order_of_requests_though_given_backwards) {
    Desk desk;
    const auto server = serve(desk.handler());
    Client client(server->port());
    client.send(pipeline(10));
    ASSERT_TRUE(desk.has(10));
    auto waiting = desk.take();
    for (auto it = waiting.rbegin(); it != waiting.rend(); ++it) {
        it->second.send(text(it->first));
    }
    for (int i = 0; i < 10; ++i) {
        EXPECT_EQ(client.answer().body, "/" + std::to_string(i));
    }
}

TEST(Order, a_long_pipeline_is_answered_whole_though_only_so_many_are_handled_at_once) {
    Limits limits;
    limits.pipelined = 4;
    Desk desk;
    const auto server = serve(desk.handler(), limits);
    Client client(server->port());
    client.send(pipeline(1'000));
    for (int answered = 0; answered < 1'000;) {
        ASSERT_TRUE(desk.has(1));
        EXPECT_LE(desk.count(), 4U);
        for (auto& [path, reply] : desk.take()) {
            reply.send(text(path));
            EXPECT_EQ(client.answer().body, "/" + std::to_string(answered++));
        }
    }
}

TEST(Order, a_pipeline_answered_at_once_comes_back_whole) {
    const auto server = serve(echo);
    Client client(server->port());
    std::thread sender([&] { client.send(pipeline(5'000)); });
    for (int i = 0; i < 5'000; ++i) {
        EXPECT_EQ(client.answer().body, "GET /" + std::to_string(i) + "? ");
    }
    sender.join();
}

TEST(Order, requests_before_a_malformed_one_are_answered_first) {
    Desk desk;
    const auto server = serve(desk.handler());
    Client client(server->port());
    client.send(pipeline(2) + "NONSENSE\r\n\r\n");
    ASSERT_TRUE(desk.has(2));
    for (auto& [path, reply] : desk.take()) {
        reply.send(text(path));
    }
    EXPECT_EQ(client.answer().body, "/0");
    EXPECT_EQ(client.answer().body, "/1");
    EXPECT_EQ(client.answer().status, 400);
    EXPECT_TRUE(client.ended());
}

TEST(Order, nothing_after_connection_close_is_handled) {
    Desk desk;
    const auto server = serve(desk.handler());
    Client client(server->port());
    client.send("GET /last HTTP/1.1\r\nHost: t\r\nConnection: close\r\n\r\n" + pipeline(1));
    ASSERT_TRUE(desk.has(1));
    std::this_thread::sleep_for(std::chrono::milliseconds{50});
    auto waiting = desk.take();
    ASSERT_EQ(waiting.size(), 1U);
    waiting[0].second.send(text("bye"));
    EXPECT_EQ(client.answer().body, "bye");
    EXPECT_TRUE(client.ended());
}

TEST(Order, answers_from_another_thread_reach_fifty_clients) {
    Desk desk;
    const auto server = serve(desk.handler(), {}, 2);
    std::vector<Client> clients;
    for (int i = 0; i < 50; ++i) {
        clients.emplace_back(server->port());
    }
    for (int round = 0; round < 20; ++round) {
        for (std::size_t i = 0; i < clients.size(); ++i) {
            clients[i].send(fmt::format("GET /{}/{} HTTP/1.1\r\nHost: t\r\n\r\n", round, i));
        }
        ASSERT_TRUE(desk.has(50));
        for (auto& [path, reply] : desk.take()) {
            reply.send(text(path));
        }
        for (std::size_t i = 0; i < clients.size(); ++i) {
            ASSERT_EQ(clients[i].answer().body, fmt::format("/{}/{}", round, i));
        }
    }
}

TEST(Order, an_answer_to_a_client_that_left_is_dropped) {
    Desk desk;
    const auto server = serve(desk.handler());
    {
        Client client(server->port());
        client.send(pipeline(1));
        ASSERT_TRUE(desk.has(1));
    }
    for (auto& [path, reply] : desk.take()) {
        reply.send(text(path));
    }
    EXPECT_TRUE(eventually([&] { return server->connections() == 0; }));
    Client next(server->port());
    next.send(pipeline(1));
    EXPECT_TRUE(desk.has(1));
}

TEST(Stop, lets_answers_in_flight_go_out) {
    Desk desk;
    auto server = serve(desk.handler());
    Client busy(server->port());
    Client idle(server->port());
    busy.send(pipeline(2));
    ASSERT_TRUE(desk.has(2));
    std::thread stopping([&] { server->stop(); });
    EXPECT_TRUE(idle.ended());
    EXPECT_THROW(Client(server->port()).get("/").status == 0 ? throw std::runtime_error("refused") : 0,
                 std::runtime_error);
    for (auto& [path, reply] : desk.take()) {
        reply.send(text(path));
    }
    // The first answer closed the connection, and the others in flight were lost.
    const Got first = busy.answer();
    EXPECT_EQ(first.body, "/0");
    EXPECT_EQ(first.head.find("Connection: close"), std::string::npos);
    const Got second = busy.answer();
    EXPECT_EQ(second.body, "/1");
    EXPECT_NE(second.head.find("Connection: close"), std::string::npos);
    EXPECT_TRUE(busy.ended());
    stopping.join();
    EXPECT_EQ(server->connections(), 0);
}

TEST(Stop, does_not_wait_for_ever_and_ignores_answers_given_afterwards) {
    Desk desk;
    auto server = serve(desk.handler());
    Client client(server->port());
    client.send(pipeline(1));
    ASSERT_TRUE(desk.has(1));
    const auto begun = std::chrono::steady_clock::now();
    server->stop();
    server->stop();
    EXPECT_LT(std::chrono::steady_clock::now() - begun, std::chrono::seconds{5});
    EXPECT_TRUE(client.ended());
    server.reset();
    auto waiting = desk.take();
    waiting[0].second.send(text("too late"));
}

}  // namespace
}  // namespace bluelamp::http::test
