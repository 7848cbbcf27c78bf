// SPDX-License-Identifier: Apache-2.0
#include "policing/people/finds.hpp"

#include <algorithm>
#include <tuple>

namespace bluelamp::people {

void Finds::add(Find find) {
    if (again(find.hit.subject, find.hit.match, find.hit.why)) {
        return;
    }
    where_.emplace(find.hit.subject, all_.size());
    all_.push_back(std::move(find));
}

bool Finds::again(const SubjectId& subject, Match match, const std::vector<std::string>& why) {
    const auto at = where_.find(subject);
    if (at == where_.end()) {
        return false;
    }
    Find& there = all_[at->second];
    there.hit.match = std::min(there.hit.match, match);
    const std::size_t reasons = there.hit.why.size();
    for (const std::string& each : why) {
        if (std::find(there.hit.why.begin(), there.hit.why.end(), each) == there.hit.why.end()) {
            there.hit.why.push_back(each);
        }
    }
    there.fields += there.hit.why.size() > reasons ? 1 : 0;
    return true;
}

void Finds::tell(const SubjectId& subject, const std::string& what) {
    std::vector<std::string>& why = all_.at(where_.at(subject)).hit.why;
    if (std::find(why.begin(), why.end(), what) == why.end()) {
        why.push_back(what);
    }
}

Hit* Finds::hit(const SubjectId& subject) {
    const auto at = where_.find(subject);
    return at == where_.end() ? nullptr : &all_[at->second].hit;
}

std::vector<Finds::Find> Finds::best(std::size_t limit) && {
    std::vector<Find*> order;
    for (Find& find : all_) {
        order.push_back(&find);
    }
    const auto rank = [](const Find* find) {
        return std::tuple(find->hit.match, -find->fields, -find->hit.probability.value_or(0));
    };
    std::stable_sort(order.begin(), order.end(), [&](const Find* a, const Find* b) { return rank(a) < rank(b); });
    order.resize(std::min(order.size(), limit));
    std::vector<Find> best;
    best.reserve(order.size());
    for (Find* find : order) {
        best.push_back(std::move(*find));
    }
    return best;
}

}  // namespace bluelamp::people
