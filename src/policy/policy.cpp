// SPDX-License-Identifier: Apache-2.0
#include "policy/policy.hpp"

namespace bluelamp::policy {
namespace {

template <class T>
const T* by_code(const std::vector<T>& list, std::string_view code) {
    const auto found = std::find_if(list.begin(), list.end(), [&](const T& each) { return each.code == code; });
    return found == list.end() ? nullptr : &*found;
}

}  // namespace

const Level* Policy::level(std::string_view code) const { return by_code(levels, code); }

const Level* Policy::level_of(National shape) const {
    const Level* best = &levels.front();
    for (const Level& level : levels) {
        if (level.national <= shape && level.national > best->national) {
            best = &level;
        }
    }
    return best;
}

const Level& Policy::slowest_sent() const {
    const auto found = std::find_if(levels.rbegin(), levels.rend(), [](const Level& each) { return each.limit_s; });
    return found == levels.rend() ? levels.front() : *found;
}

const IncidentType* Policy::type(std::string_view code) const { return by_code(types, code); }

const QuestionSet* Policy::question_set(std::string_view code) const { return by_code(question_sets, code); }

const Question* Policy::question(std::string_view code) const {
    for (const QuestionSet& set : question_sets) {
        if (const Question* found = by_code(set.questions, code)) {
            return found;
        }
    }
    return nullptr;
}

const MarkerKind* Policy::marker(std::string_view code) const { return by_code(markers, code); }

const ResultCode* Policy::result(std::string_view code) const { return by_code(recording.results, code); }

const NonAttendanceReason* Policy::reason(std::string_view code) const { return by_code(attendance.reasons, code); }

}  // namespace bluelamp::policy
