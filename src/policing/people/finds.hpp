// SPDX-License-Identifier: Apache-2.0
/// What a look-up has found so far, each subject once. Known to this desk only.
#pragma once

#include <unordered_map>

#include "policing/people/recognition.hpp"

namespace bluelamp::people {

class Finds {
   public:
    struct Find {
        Hit hit;
        std::optional<LocalDate> born;  ///< of a person
        int fields = 1;                 ///< that found it
    };

    /// Nothing new when the subject was found before: then as `again`.
    void add(Find find);
    /// A subject that another field found too keeps the better match and both reasons. Whether it was found before.
    bool again(const SubjectId& subject, Match match, const std::vector<std::string>& why);
    /// One thing more about a subject found before, which did not find it: its place stays.
    void tell(const SubjectId& subject, const std::string& what);
    /// The hit of a subject found before; null otherwise. Good until the next `add`.
    [[nodiscard]] Hit* hit(const SubjectId& subject);
    /// The better match first; of equal ones what more fields found, then the more probable.
    [[nodiscard]] std::vector<Find> best(std::size_t limit) &&;

   private:
    std::vector<Find> all_;
    std::unordered_map<SubjectId, std::size_t> where_;
};

/// As it is shown and kept.
[[nodiscard]] Waterfall waterfall_of(const identity::Explanation& why);

/// Adds the persons whom the engine recognises from all fields together, with level, probability and reasons. Answers
/// by which model, or why nobody was looked for; no hits. Too little typed is looked for by no engine. Adds at most
/// as many as `typed.limit` says.
Result<Found> recognise(db::Reader& reader, const Act& act, Recognition& recognition, const LookUp& typed,
                        Finds& finds);

}  // namespace bluelamp::people
