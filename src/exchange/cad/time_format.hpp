// SPDX-License-Identifier: Apache-2.0
/// How a file writes its dates and times: a small part of strptime, the same everywhere and without a locale.
///
///     %Y year, four digits      %H hour 00 to 23      %p AM or PM
///     %m month 1 to 12          %I hour 1 to 12       %b month as Jan, Feb, … (English)
///     %d day 1 to 31            %M minute             %% a percent sign
///     %y year 00 to 99 (1970 to 2069)                 %S second; a fraction after it is dropped
///
/// Numbers may have fewer digits ("1/2/2020"); everything else must stand there as written.
#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "core/instant.hpp"

namespace bluelamp::cad {

/// What a text said: either part is missing when the format has no place for it. Seconds are those since midnight.
struct Moment {
    std::optional<LocalDate> date;
    std::optional<int> seconds;
    friend bool operator==(const Moment&, const Moment&) = default;
};

class TimeFormat {
   public:
    /// Refuses unknown letters and a date or time of which a part is missing ("%d/%m", "%M:%S").
    [[nodiscard]] static Result<TimeFormat> create(std::string_view text);

    /// Nothing when `text` is not written so, or names a day or a time that does not exist.
    [[nodiscard]] std::optional<Moment> read(std::string_view text) const;

    [[nodiscard]] bool has_date() const { return has_date_; }
    [[nodiscard]] bool has_time() const { return has_time_; }
    [[nodiscard]] const std::string& text() const { return text_; }

   private:
    explicit TimeFormat(std::string_view text) : text_(text) {}

    std::string text_;
    bool has_date_ = false;
    bool has_time_ = false;
};

}  // namespace bluelamp::cad
