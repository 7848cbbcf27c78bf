// SPDX-License-Identifier: Apache-2.0
/// Result and Error: the whole story of how Bluelamp fails.
///
/// An expected failure (bad input, not allowed, somebody else was first, the disk is full) is a Result holding an
/// Error. A broken invariant throws and becomes a 500, logged and rolled back. The two channels are never mixed.
/// Every Error a user can cause names the field and says what to do about it.
#pragma once

#include <stdexcept>
#include <string>
#include <string_view>
#include <utility>

#include <tl/expected.hpp>

namespace bluelamp {

/// Closed list; the strings (see `name`) are public in problem details and never reused for another meaning.
enum class ErrorCode {
    invalid,          ///< the request breaks a rule; `field` says which
    unauthenticated,  ///< nobody is signed in, or the session has ended
    forbidden,        ///< signed in, but the role or clearance does not allow it
    not_found,        ///< no such record, or none this reader may know of
    conflict,         ///< the record is not in the state the caller believed
    stale,            ///< If-Match named an older version
    key_reused,       ///< the same Idempotency-Key with another body
    too_large,        ///< body, field or file over its limit
    too_many,         ///< slow down: too many attempts
    unavailable,      ///< storage cannot answer now; nothing was done; try again
    internal,         ///< a broken promise of our own code; logged, nothing was kept
};

/// The public string of a code, as in problem details: "invalid", "not_found", ...
std::string_view name(ErrorCode code);

struct Error {
    ErrorCode code;
    std::string field;    ///< input field, option or file:line the failure belongs to; empty when there is none
    std::string message;  ///< what is wrong and what to do, fit to show to the user
    std::string cause;    ///< for the log only; never shown
};

template <class T>
using Result = tl::expected<T, Error>;

/// The failing side of any Result.
[[nodiscard]] inline tl::unexpected<Error> fail(ErrorCode code, std::string field, std::string message,
                                                std::string cause = {}) {
    return tl::unexpected<Error>(Error{code, std::move(field), std::move(message), std::move(cause)});
}

/// A broken promise of our own code. Never caught to be ignored.
class InvariantBroken : public std::logic_error {
   public:
    using std::logic_error::logic_error;
};

/// Stays on in production: a wrong record is worse than a failed request.
inline void invariant(bool holds, const char* why) {
    if (!holds) {
        throw InvariantBroken(why);
    }
}

}  // namespace bluelamp

/// Unwraps a Result or returns its Error from the enclosing function. Never nested. The only macro with control flow.
#define TRY(expression)                                                                \
    __extension__({                                                                    \
        auto&& try_result = (expression);                                              \
        if (!try_result) {                                                             \
            return ::tl::unexpected<::bluelamp::Error>(std::move(try_result).error()); \
        }                                                                              \
        ::bluelamp::detail::unwrap(std::move(try_result));                             \
    })

namespace bluelamp::detail {
template <class T>
T unwrap(tl::expected<T, Error>&& result) {
    if constexpr (!std::is_void_v<T>) {
        return std::move(*result);
    }
}
inline void unwrap(const tl::expected<void, Error>&&) {}
}  // namespace bluelamp::detail
