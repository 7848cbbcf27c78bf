// SPDX-License-Identifier: Apache-2.0
#include "api/site.hpp"

#include <filesystem>

#include "api/api.hpp"
#include "core/file.hpp"
#include "core/sha256.hpp"

namespace bluelamp::api {
namespace {

namespace fs = std::filesystem;

constexpr std::size_t largest_file = 32 * 1024 * 1024;

std::string_view type_of(std::string_view path) {
    static constexpr std::pair<std::string_view, std::string_view> types[] = {
        {".html", "text/html; charset=utf-8"},
        {".js", "text/javascript; charset=utf-8"},
        {".mjs", "text/javascript; charset=utf-8"},
        {".css", "text/css; charset=utf-8"},
        {".svg", "image/svg+xml"},
        {".png", "image/png"},
        {".ico", "image/x-icon"},
        {".json", "application/json"},
        {".webmanifest", "application/manifest+json"},
        {".woff2", "font/woff2"},
        {".txt", "text/plain; charset=utf-8"},
    };
    for (const auto& [ending, type] : types) {
        if (path.ends_with(ending)) {
            return type;
        }
    }
    return "application/octet-stream";
}

}  // namespace

Result<Site> Site::load(const std::string& folder) {
    Site site;
    std::error_code failed;
    for (const fs::directory_entry& entry : fs::recursive_directory_iterator(folder, failed)) {
        if (!entry.is_regular_file()) {
            continue;
        }
        const std::string name = "/" + fs::relative(entry.path(), folder).generic_string();
        std::string bytes = TRY(read_all(entry.path().string(), largest_file));
        File file{std::string(type_of(name)), "\"" + sha256_hex(bytes).substr(0, 16) + "\"",
                  name.starts_with("/assets/"), std::make_shared<const std::string>(std::move(bytes))};
        site.files_[name] = std::move(file);
    }
    if (failed || !site.files_.contains("/index.html")) {
        return fail(ErrorCode::invalid, "--web",
                    folder + " has no index.html; build the pages with ./run, or name the folder that has them.");
    }
    return site;
}

http::Response Site::serve(const http::Request& request) const {
    http::Response response;
    if (request.method != http::Method::get && request.method != http::Method::head) {
        response.status = 405;
        response.headers.push_back({"Allow", "GET, HEAD"});
        return response;
    }
    const auto path = http::percent_decode(request.path);
    auto found = path ? files_.find(*path) : files_.end();
    if (found == files_.end()) {
        // A page's address has no dot in its last segment; a missing file does and must not answer with a page.
        const bool page = path && path->find('.', path->rfind('/') + 1) == std::string::npos;
        if (!page) {
            response.status = 404;
            response.content_type = "text/plain; charset=utf-8";
            response.body = "There is no such file.\n";
            return response;
        }
        found = files_.find("/index.html");
    }
    const File& file = found->second;
    response.headers.push_back({"ETag", file.etag});
    response.headers.push_back({"Cache-Control", file.immutable ? "public, max-age=31536000, immutable" : "no-cache"});
    if (request.header("if-none-match") == file.etag) {
        response.status = 304;
        return response;
    }
    response.content_type = file.content_type;
    response.shared_body = file.bytes;
    return response;
}

const std::vector<http::Header>& security_headers() {
    static const std::vector<http::Header> headers{
        {"X-Content-Type-Options", "nosniff"},
        {"X-Frame-Options", "DENY"},
        {"Referrer-Policy", "no-referrer"},
        {"Cross-Origin-Opener-Policy", "same-origin"},
        {"Content-Security-Policy",
         "default-src 'self'; img-src 'self' data: blob:; worker-src 'self' blob:; object-src 'none'; base-uri 'none'; "
         "form-action 'self'; frame-ancestors 'none'"},
    };
    return headers;
}

}  // namespace bluelamp::api
