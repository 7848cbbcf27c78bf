// SPDX-License-Identifier: Apache-2.0
/// Site: the built web pages, served from memory.
///
/// Promises: files are read once at start; hashed assets are immutable for browsers, index.html never cached; addresses
/// of pages ("/incidents/…") answer index.html, so that a link can be opened directly; nothing outside the folder is
/// ever served, because only names found at start are known.
#pragma once

#include <map>
#include <memory>
#include <string>

#include "core/result.hpp"
#include "http/http.hpp"

namespace bluelamp::api {

class Site {
   public:
    /// Reads `folder`; fails when it has no index.html.
    static Result<Site> load(const std::string& folder);

    [[nodiscard]] http::Response serve(const http::Request& request) const;

   private:
    struct File {
        std::string content_type;
        std::string etag;
        bool immutable = false;
        std::shared_ptr<const std::string> bytes;
    };
    std::map<std::string, File, std::less<>> files_;  ///< "/assets/index-1a2b.js"
};

/// What the server sends with every answer: no sniffing, no framing, own origin only.
const std::vector<http::Header>& security_headers();

}  // namespace bluelamp::api
