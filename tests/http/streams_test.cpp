// SPDX-License-Identifier: Apache-2.0
#include <gtest/gtest.h>

#include "tests/http/client.hpp"

namespace bluelamp::http::test {
namespace {

/// Opens a stream for each request and keeps it.
class Radio {
   public:
    Handler handler() {
        return [this](Request&&, const Reply& reply) {
            Response head;
            head.content_type = "text/event-stream";
            auto stream = reply.stream(std::move(head));
            stream->on_close([this] { ++closed; });
            const std::lock_guard lock(mutex_);
            streams_.push_back(std::move(stream));
        };
    }
    std::shared_ptr<Stream> wait(std::size_t index = 0) {
        eventually([&] { return count() > index; });
        const std::lock_guard lock(mutex_);
        return streams_.at(index);
    }
    std::size_t count() {
        const std::lock_guard lock(mutex_);
        return streams_.size();
    }
    void forget() {
        const std::lock_guard lock(mutex_);
        streams_.clear();
    }
    std::atomic<int> closed{0};

   private:
    std::mutex mutex_;
    std::vector<std::shared_ptr<Stream>> streams_;
};

const std::string listen_request = "GET /events HTTP/1.1\r\nHost: t\r\n\r\n";

TEST(Streams, deliver_in_order_and_end_properly) {
    Radio radio;
    const auto server = serve(radio.handler());
    Client client(server->port());
    client.send(listen_request);
    const auto stream = radio.wait();
    EXPECT_TRUE(stream->send(shared("data: 1\n\n")));
    EXPECT_TRUE(client.see("9\r\ndata: 1\n\n\r\n"));
    EXPECT_TRUE(stream->send(shared("data: 2\n\n")));
    EXPECT_TRUE(stream->send(shared("")));
    EXPECT_TRUE(stream->send(shared("data: 3\n\n")));
    EXPECT_TRUE(client.see("data: 3\n\n"));
    EXPECT_LT(client.seen().find("data: 2"), client.seen().find("data: 3"));
    EXPECT_NE(client.seen().find("Transfer-Encoding: chunked"), std::string::npos);
    EXPECT_TRUE(eventually([&] { return stream->queued_bytes() == 0; }));
    stream->close();
    EXPECT_FALSE(stream->open());
    EXPECT_FALSE(stream->send(shared("late")));
    EXPECT_TRUE(client.ended());
    EXPECT_TRUE(client.seen().ends_with("0\r\n\r\n"));
    EXPECT_TRUE(eventually([&] { return radio.closed == 1; }));
}

TEST(Streams, notice_that_the_reader_left) {
    Radio radio;
    const auto server = serve(radio.handler());
    std::optional<Client> client(std::in_place, server->port());
    client->send(listen_request);
    const auto stream = radio.wait();
    ASSERT_TRUE(client->see("\r\n\r\n"));
    client.reset();
    EXPECT_TRUE(eventually([&] { return radio.closed == 1; }));
    EXPECT_FALSE(stream->open());
    EXPECT_FALSE(stream->send(shared("x")));
    bool told = false;
    stream->on_close([&] { told = true; });
    EXPECT_TRUE(told) << "a callback given after the end must run at once";
}

TEST(Streams, refuse_bytes_for_a_slow_reader_instead_of_buffering_without_bound) {
    Radio radio;
    Limits limits;
    limits.stream_queue = 64 * 1024;
    const auto server = serve(radio.handler(), limits);
    Client client(server->port());
    client.send(listen_request);
    const auto stream = radio.wait();
    const auto bytes = shared(std::string(1024, 'x'));
    bool refused = false;
    for (int i = 0; i < 100'000 && !refused; ++i) {
        refused = !stream->send(bytes);
        EXPECT_LE(stream->queued_bytes(), limits.stream_queue);
        if (refused) {  // it may only be the network thread that has not caught up yet
            std::this_thread::sleep_for(std::chrono::milliseconds{50});
            refused = !stream->send(bytes);
        }
    }
    EXPECT_TRUE(refused);
    EXPECT_TRUE(stream->open());
}

TEST(Streams, drop_a_reader_that_takes_nothing_for_the_write_timeout) {
    Radio radio;
    Limits limits;
    limits.write_timeout = std::chrono::milliseconds{200};
    limits.stream_queue = 100'000'000;
    const auto server = serve(radio.handler(), limits);
    Client client(server->port());
    client.send(listen_request);
    radio.wait()->send(shared(std::string(50'000'000, 'x')));
    EXPECT_TRUE(eventually([&] { return radio.closed == 1; }));
}

TEST(Streams, an_idle_stream_outlives_every_timeout) {
    Radio radio;
    Limits limits;
    limits.idle_timeout = limits.read_timeout = limits.write_timeout = limits.answer_timeout =
        std::chrono::milliseconds{500};
    const auto server = serve(radio.handler(), limits);
    Client client(server->port());
    client.send(listen_request);
    const auto stream = radio.wait();
    std::this_thread::sleep_for(std::chrono::milliseconds{1'500});
    EXPECT_TRUE(stream->send(shared("still here")));
    EXPECT_TRUE(client.see("still here"));
}

TEST(Streams, are_not_chunked_for_http_1_0) {
    Radio radio;
    const auto server = serve(radio.handler());
    Client client(server->port());
    client.send("GET /events HTTP/1.0\r\n\r\n");
    const auto stream = radio.wait();
    stream->send(shared("hello"));
    stream->close();
    EXPECT_TRUE(client.ended());
    EXPECT_TRUE(client.seen().ends_with("\r\n\r\nhello"));
}

// HEAD of a stream began the stream.
TEST(Streams, are_only_a_head_to_head) {
    Radio radio;
    const auto server = serve(radio.handler());
    Client client(server->port());
    client.send("HEAD /events HTTP/1.1\r\nHost: t\r\n\r\n");
    EXPECT_TRUE(eventually([&] { return radio.closed == 1; }));
    EXPECT_FALSE(radio.wait()->send(shared("data: 1\n\n")));
    const Got head = client.answer(true);
    EXPECT_EQ(head.status, 200);
    EXPECT_NE(head.head.find("Content-Type: text/event-stream"), std::string::npos);
    EXPECT_EQ(head.head.find("Connection: close"), std::string::npos);
    client.send("HEAD /events HTTP/1.0\r\n\r\n");
    EXPECT_EQ(client.answer(true).status, 200);
    EXPECT_TRUE(client.ended());
    EXPECT_EQ(client.seen(), "") << "nothing follows the heads";
}

TEST(Streams, close_when_the_last_handle_is_dropped) {
    Radio radio;
    const auto server = serve(radio.handler());
    Client client(server->port());
    client.send(listen_request);
    radio.wait()->send(shared("last words"));
    radio.forget();
    EXPECT_TRUE(client.ended());
    EXPECT_NE(client.seen().find("last words"), std::string::npos);
    EXPECT_TRUE(eventually([&] { return radio.closed == 1 && server->connections() == 0; }));
}

TEST(Streams, follow_the_answers_before_them) {
    Radio radio;
    std::optional<Reply> first;
    std::mutex mutex;
    const auto listen = radio.handler();
    const auto server = serve([&](Request&& request, Reply reply) {
        if (request.path == "/events") {
            return listen(std::move(request), std::move(reply));
        }
        const std::lock_guard lock(mutex);
        first = std::move(reply);
    });
    Client client(server->port());
    client.send("GET /first HTTP/1.1\r\nHost: t\r\n\r\n" + listen_request);
    radio.wait()->send(shared("streamed"));
    {
        const std::lock_guard lock(mutex);
        first->send(text("answered"));
    }
    EXPECT_TRUE(client.see("streamed"));
    EXPECT_LT(client.seen().find("answered"), client.seen().find("streamed"));
}

TEST(Streams, fan_out_to_five_hundred_readers_from_several_threads) {
    Radio radio;
    const auto server = serve(radio.handler());
    std::vector<Client> clients;
    for (int i = 0; i < 500; ++i) {
        clients.emplace_back(server->port());
        clients.back().send(listen_request);
    }
    radio.wait(499);
    std::vector<std::thread> publishers;
    for (int t = 0; t < 3; ++t) {
        publishers.emplace_back([&, t] {
            for (int k = 0; k < 20; ++k) {
                const auto bytes = shared(fmt::format("[{}-{}]", t, k));
                for (std::size_t i = 0; i < 500; ++i) {
                    EXPECT_TRUE(radio.wait(i)->send(bytes));
                }
            }
        });
    }
    for (auto& publisher : publishers) {
        publisher.join();
    }
    for (auto& client : clients) {
        ASSERT_TRUE(client.see("[0-19]") && client.see("[1-19]") && client.see("[2-19]"));
        ASSERT_LT(client.seen().find("[1-0]"), client.seen().find("[1-1]"));
    }
}

TEST(Streams, end_when_the_server_stops_and_may_outlive_it) {
    Radio radio;
    auto server = serve(radio.handler());
    Client client(server->port());
    client.send(listen_request);
    const auto stream = radio.wait();
    ASSERT_TRUE(client.see("\r\n\r\n"));
    server->stop();
    EXPECT_EQ(radio.closed, 1);
    EXPECT_TRUE(client.ended());
    EXPECT_TRUE(client.seen().ends_with("0\r\n\r\n"));
    server.reset();
    EXPECT_FALSE(stream->send(shared("x")));
}

}  // namespace
}  // namespace bluelamp::http::test
