// SPDX-License-Identifier: Apache-2.0
/// Recognition: the register in memory, by which a person is recognised from what a caller says.
///
/// Owns one identity::Index for each force, made of the profiles that the desk writes (profiles.hpp), with who may see
/// each; and the model in force (table identity_models; the standard one where a force has trained none, and
/// where this program cannot read the one it trained: answers say so).
///
/// Promises: before it answers it has read every change that the asker's reader shows, so that a person logged a moment
/// ago through another server is found; where that is more than a request may wait for, it says that it is behind
/// instead of answering from an old state. A reader is told of a profile only when he may see the person and a record
/// in which it was said, by the rule of access::Clearance. Links nothing. Functions are safe to call from any thread.
/// Refuses: nothing; what cannot be read is the database's error. Start reading at `follow`.
#pragma once

#include <functional>
#include <map>
#include <memory>
#include <mutex>
#include <set>

#include "engine/identity/identity.hpp"
#include "policing/people/people.hpp"

namespace bluelamp::people {

/// Who asks, and what of it he may know.
struct Asker {
    ForceId force;
    access::Clearance clearance;
    std::size_t limit = 10;
    /// Persons who must not come out, whatever the clearance (never-link); asked for few. None when empty.
    std::function<bool(const SubjectId& person)> hidden{};
};

/// All who are hidden, whoever asks (never-link): few. For an Asker's `hidden`.
Result<std::set<SubjectId>> hidden_persons(db::Reader& reader, const ForceId& force);

/// A person recognised.
struct Recognised {
    SubjectId person;
    std::int64_t profile = 0;  ///< which of what is known of him fits best
    identity::Level level = identity::Level::possible;
    double probability = 0;
    identity::Explanation why;
    std::vector<SubjectId> likewise;  ///< other persons on the register who are very likely the same
};

struct Recognitions {
    std::vector<Recognised> persons;  ///< most probable first
    std::string model;                ///< version
    std::string note{};               ///< why it is not the model that the force trained; empty when it is
    bool behind = false;              ///< too much has changed to read it now: nobody was looked for
    double known = identity::LookUpOptions().known;  ///< share of those asked about who were taken to be known
};

/// How much of the register is read: profiles so far, and the share of all that there is. Answers whether to go on.
using ReadSoFar = std::function<bool(std::size_t profiles, double share)>;

class Recognition {
   public:
    Recognition();
    ~Recognition();
    Recognition(const Recognition&) = delete;
    Recognition& operator=(const Recognition&) = delete;

    /// Reads all that is not in memory yet, by small pieces, and takes up the model in force: at the start, and from
    /// time to time. Until it has, look-ups in a large register say at once that they are behind. Where `progress` ends
    /// it, the next call goes on from there.
    Result<void> catch_up(db::Database& database, const ForceId& force, const ReadSoFar& progress = {});

    /// Persons who may be meant by what was typed.
    Result<Recognitions> look_up(db::Reader& reader, const Asker& asker, const identity::Written& typed);
    /// Other persons who may be the same as `person`; none when he is not in memory or not for the asker to see.
    Result<Recognitions> likely_same(db::Reader& reader, const Asker& asker, const SubjectId& person);
    /// Why two persons are, or are not, held to be one, by the model in memory; nothing when the asker sees nothing
    /// that was said of one of them.
    Result<std::optional<identity::Explanation>> explain(db::Reader& reader, const Asker& asker, const SubjectId& one,
                                                         const SubjectId& other);
    /// Version of the model in memory, and why it is not the one that the force trained; empty when it is.
    struct Answering {
        std::string model, note;
    };
    [[nodiscard]] Answering answering(const ForceId& force);
    /// Profiles in memory.
    [[nodiscard]] std::size_t size(const ForceId& force);
    /// Whether so much is still to be read that look-ups say they are behind.
    [[nodiscard]] bool behind(const ForceId& force);

    /// Profiles that a request reads before it answers: seconds. A new model is taken up at once by a register no
    /// larger than this, and a server starts once it has read so many.
    static constexpr std::size_t read_at_once = 20'000;

   private:
    struct Memory;
    Memory& memory(const ForceId& force);

    std::mutex mutex_;
    std::map<ForceId, std::unique_ptr<Memory>> memories_;
};

/// The version of the model that answers, as decisions are journalled with it: the standard one where this program
/// cannot read the one in force.
Result<std::string> model_in_force(db::Reader& reader, const ForceId& force);

/// The id that a person had in the file he was imported from; nothing when he was not.
Result<std::optional<std::string>> source_of(db::Reader& reader, const ForceId& force, const SubjectId& person);
/// How many profiles there are to read, taken off or not, about: for showing how far reading is.
Result<std::int64_t> profiles_on(db::Database& database, const ForceId& force);

struct Trained {
    std::string version;
    std::int64_t number = 0;   ///< of the model among the force's
    std::int64_t records = 0;  ///< profiles it was trained on
    double seconds = 0;
};
BOOST_DESCRIBE_STRUCT(Trained, (), (version, number, records, seconds))

/// Trains a model on all profiles of the register, stores it and puts it in force, as one act. Takes seconds at a
/// million; nothing waits for it. Needs Permission::import_records. Refuses a register with too few profiles to learn
/// from. `act` makes a fresh act of the same actor.
Result<Trained> train(db::Database& database, const std::function<Act()>& act, const ReadSoFar& progress = {});

}  // namespace bluelamp::people

#include "policing/people/linking.hpp"  // the rest of it: the whole register at once
