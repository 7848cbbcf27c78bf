// SPDX-License-Identifier: Apache-2.0
#include "http/http.hpp"

namespace bluelamp::http {
namespace {

int hex_digit(char c) {
    if (c >= '0' && c <= '9') {
        return c - '0';
    }
    const char folded = static_cast<char>(c | 0x20);
    return folded >= 'a' && folded <= 'f' ? folded - 'a' + 10 : -1;
}

char ascii_lower(char c) { return c >= 'A' && c <= 'Z' ? static_cast<char>(c | 0x20) : c; }

bool same_ignoring_case(std::string_view text, std::string_view lower_case) {
    return text.size() == lower_case.size() &&
           std::equal(text.begin(), text.end(), lower_case.begin(), [](char a, char b) { return ascii_lower(a) == b; });
}

std::string_view trimmed(std::string_view text) {
    while (!text.empty() && (text.front() == ' ' || text.front() == '\t')) {
        text.remove_prefix(1);
    }
    while (!text.empty() && (text.back() == ' ' || text.back() == '\t')) {
        text.remove_suffix(1);
    }
    return text;
}

/// application/x-www-form-urlencoded, as the WHATWG URL standard writes it: '+' is a space, the rest as percent_decode.
std::optional<std::string> form_decode(std::string_view text) {
    std::string spaced(text);
    std::replace(spaced.begin(), spaced.end(), '+', ' ');
    return percent_decode(spaced);
}

/// Cuts the text before the first `separator` off `rest`.
std::string_view cut(std::string_view& rest, char separator) {
    const auto end = rest.find(separator);
    const auto piece = rest.substr(0, end);
    rest.remove_prefix(end == std::string_view::npos ? rest.size() : end + 1);
    return piece;
}

}  // namespace

std::string_view name(Method method) {
    switch (method) {
        case Method::get: return "GET";
        case Method::head: return "HEAD";
        case Method::post: return "POST";
        case Method::put: return "PUT";
        case Method::patch: return "PATCH";
        case Method::del: return "DELETE";
        case Method::options: return "OPTIONS";
        case Method::other: return "OTHER";
    }
    return "OTHER";
}

std::string_view Request::header(std::string_view lower_case_name) const {
    for (const auto& field : headers) {
        if (same_ignoring_case(field.name, lower_case_name)) {
            return field.value;
        }
    }
    return {};
}

// RFC 6265, 5.4: "name=value; name=value"; HTTP/1.1 clients send one Cookie field, proxies may split it into several.
std::string_view Request::cookie(std::string_view wanted) const {
    for (const auto& field : headers) {
        if (!same_ignoring_case(field.name, "cookie")) {
            continue;
        }
        for (std::string_view rest = field.value; !rest.empty();) {
            auto value = cut(rest, ';');
            if (value.find('=') == std::string_view::npos || trimmed(cut(value, '=')) != wanted) {
                continue;
            }
            value = trimmed(value);
            const bool quoted = value.size() >= 2 && value.front() == '"' && value.back() == '"';
            return quoted ? value.substr(1, value.size() - 2) : value;
        }
    }
    return {};
}

std::optional<std::string> percent_decode(std::string_view text) {
    std::string decoded;
    decoded.reserve(text.size());
    for (std::size_t i = 0; i < text.size(); ++i) {
        if (text[i] != '%') {
            decoded.push_back(text[i]);
            continue;
        }
        const int high = i + 2 < text.size() ? hex_digit(text[i + 1]) : -1;
        const int low = i + 2 < text.size() ? hex_digit(text[i + 2]) : -1;
        if (high < 0 || low < 0 || high + low == 0) {
            return std::nullopt;  // a NUL would end the text early in C libraries behind us
        }
        decoded.push_back(static_cast<char>(high * 16 + low));
        i += 2;
    }
    return decoded;
}

Result<std::vector<std::pair<std::string, std::string>>> parse_query(std::string_view query) {
    std::vector<std::pair<std::string, std::string>> pairs;
    while (!query.empty()) {
        auto value = cut(query, '&');
        if (value.empty()) {
            continue;
        }
        const auto raw_key = cut(value, '=');
        auto key = form_decode(raw_key);
        auto decoded = form_decode(value);
        if (!key || !decoded) {
            return fail(ErrorCode::invalid, std::string(raw_key),
                        "The address has a broken %-escape in this parameter. Write % as %25.");
        }
        pairs.emplace_back(std::move(*key), std::move(*decoded));
    }
    return pairs;
}

}  // namespace bluelamp::http
