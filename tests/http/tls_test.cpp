// SPDX-License-Identifier: Apache-2.0
#include <gtest/gtest.h>
#include <openssl/err.h>
#include <openssl/evp.h>
#include <openssl/pem.h>
#include <openssl/ssl.h>
#include <openssl/x509.h>

#include <cstdio>
#include <filesystem>
#include <fstream>

#include "tests/http/client.hpp"

namespace bluelamp::http::test {
namespace {

template <class T, void (*Free)(T*)>
struct Freed {
    void operator()(T* pointer) const { Free(pointer); }
};
template <class T, void (*Free)(T*)>
using Owned = std::unique_ptr<T, Freed<T, Free>>;

/// A self-signed certificate for localhost in a folder of its own.
class Tls : public testing::Test {
   protected:
    void SetUp() override {
        char name[] = "/tmp/bluelamp-tls-XXXXXX";
        folder_ = mkdtemp(name);
        const Owned<EVP_PKEY, EVP_PKEY_free> key(EVP_EC_gen("P-256"));
        const Owned<X509, X509_free> cert(X509_new());
        ASN1_INTEGER_set(X509_get_serialNumber(cert.get()), 1);
        X509_gmtime_adj(X509_getm_notBefore(cert.get()), 0);
        X509_gmtime_adj(X509_getm_notAfter(cert.get()), 3600);
        X509_set_pubkey(cert.get(), key.get());
        X509_NAME_add_entry_by_txt(X509_get_subject_name(cert.get()), "CN", MBSTRING_ASC,
                                   reinterpret_cast<const unsigned char*>("localhost"), -1, -1, 0);
        X509_set_issuer_name(cert.get(), X509_get_subject_name(cert.get()));
        ASSERT_NE(X509_sign(cert.get(), key.get(), EVP_sha256()), 0);
        std::FILE* file = std::fopen(cert_file().c_str(), "w");
        PEM_write_X509(file, cert.get());
        std::fclose(file);
        file = std::fopen(key_file().c_str(), "w");
        PEM_write_PrivateKey(file, key.get(), nullptr, nullptr, 0, nullptr, nullptr);
        std::fclose(file);
    }
    void TearDown() override { std::filesystem::remove_all(folder_); }

    std::string cert_file() const { return folder_ + "/cert.pem"; }
    std::string key_file() const { return folder_ + "/key.pem"; }

    Config config() const {
        Config config;
        config.tls_cert = cert_file();
        config.tls_key = key_file();
        return config;
    }

    std::string folder_;
};

/// A TLS client over Client's socket.
class SecureClient {
   public:
    SecureClient(std::uint16_t port, int newest) : tcp_(port), context_(SSL_CTX_new(TLS_client_method())) {
        SSL_CTX_set_max_proto_version(context_.get(), newest);
        SSL_CTX_set_min_proto_version(context_.get(), TLS1_VERSION);
        SSL_CTX_set_security_level(context_.get(), 0);
        ssl_.reset(SSL_new(context_.get()));
        SSL_set_fd(ssl_.get(), tcp_.descriptor());
        connected_ = SSL_connect(ssl_.get()) == 1;
    }
    bool connected() const { return connected_; }
    std::string version() const { return SSL_get_version(ssl_.get()); }

    std::string exchange(std::string_view request) {
        SSL_write(ssl_.get(), request.data(), static_cast<int>(request.size()));
        std::string seen;
        char buffer[65536];
        for (int got = 0; (got = SSL_read(ssl_.get(), buffer, sizeof buffer)) > 0;) {
            seen.append(buffer, static_cast<std::size_t>(got));
        }
        closed_cleanly_ = SSL_get_shutdown(ssl_.get()) & SSL_RECEIVED_SHUTDOWN;
        return seen;
    }
    bool closed_cleanly() const { return closed_cleanly_; }

   private:
    Client tcp_;
    Owned<SSL_CTX, SSL_CTX_free> context_;
    Owned<SSL, SSL_free> ssl_;
    bool connected_ = false;
    bool closed_cleanly_ = false;
};

void large(Request&& request, const Reply& reply) {
    reply.send(text(request.secure ? std::string(3'000'000, 's') : "plain"));
}

const std::string last_request = "GET / HTTP/1.1\r\nHost: t\r\nConnection: close\r\n\r\n";

TEST_F(Tls, serves_tls_1_2_and_1_3_and_says_goodbye) {
    const auto server = *Server::start(config(), large);
    for (const auto& [version, name] : {std::pair{TLS1_2_VERSION, "TLSv1.2"}, {TLS1_3_VERSION, "TLSv1.3"}}) {
        SecureClient client(server->port(), version);
        ASSERT_TRUE(client.connected());
        EXPECT_EQ(client.version(), name);
        const auto seen = client.exchange(last_request);
        EXPECT_TRUE(seen.starts_with("HTTP/1.1 200 OK"));
        EXPECT_EQ(seen.size() - seen.find("\r\n\r\n") - 4, 3'000'000U);
        EXPECT_TRUE(client.closed_cleanly());
    }
    EXPECT_TRUE(eventually([&] { return server->connections() == 0; }));
}

TEST_F(Tls, refuses_tls_1_1) {
    const auto server = *Server::start(config(), large);
    EXPECT_FALSE(SecureClient(server->port(), TLS1_1_VERSION).connected());
}

TEST_F(Tls, drops_whoever_never_begins_the_handshake) {
    auto quick = config();
    quick.limits.read_timeout = std::chrono::milliseconds{100};
    const auto server = *Server::start(quick, large);
    Client silent(server->port());
    EXPECT_TRUE(silent.ended());
    EXPECT_TRUE(eventually([&] { return server->connections() == 0; }));
}

TEST_F(Tls, drops_whoever_speaks_plain_http) {
    const auto server = *Server::start(config(), large);
    Client plain(server->port());
    plain.send(last_request);
    EXPECT_TRUE(plain.ended());
    EXPECT_EQ(plain.seen().find("HTTP/1.1 200"), std::string::npos);
}

TEST_F(Tls, streams_and_stops) {
    std::shared_ptr<Stream> stream;
    const auto server = *Server::start(config(), [&](Request&&, const Reply& reply) {
        stream = reply.stream(text(""));
        stream->send(shared("over tls"));
        stream->close();
    });
    SecureClient client(server->port(), TLS1_3_VERSION);
    EXPECT_NE(client.exchange("GET / HTTP/1.1\r\nHost: t\r\n\r\n").find("8\r\nover tls\r\n0\r\n\r\n"),
              std::string::npos);
    server->stop();
}

TEST_F(Tls, refuses_a_key_that_does_not_belong_to_the_certificate) {
    auto wrong = config();
    {
        const Owned<EVP_PKEY, EVP_PKEY_free> other(EVP_EC_gen("P-256"));
        std::FILE* file = std::fopen(key_file().c_str(), "w");
        PEM_write_PrivateKey(file, other.get(), nullptr, nullptr, 0, nullptr, nullptr);
        std::fclose(file);
    }
    EXPECT_EQ(Server::start(wrong, large).error().field, "tls_key");
    std::ofstream(cert_file()) << "no certificate";
    EXPECT_EQ(Server::start(wrong, large).error().field, "tls_cert");
}

}  // namespace
}  // namespace bluelamp::http::test
