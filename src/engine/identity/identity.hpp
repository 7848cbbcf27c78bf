// SPDX-License-Identifier: Apache-2.0
/// Identity: which records are about one person, how sure that is, and why.
///
/// Owns nothing but what it is given: no files, no database, no clock. Three uses of one model: `Index` answers one
/// look-up while somebody types, `Linkage` links whole files, `Clusters` keeps groups under decisions of people.
///
/// Promises: the same records give the same answer in whatever order they came; the weights of an explanation add up
/// to the weight it explains; a decision made by a person outranks every score; work for one record is bounded however
/// popular its values are. Refuses nothing: whatever was written is a value, a value that says nothing ("unknown",
/// "refused") or a value nobody else has.
///
/// The model is that of Fellegi and Sunter (1969) with three classes instead of two: the same person, two persons of
/// one household, two persons who have nothing to do with each other. What a household shares (telephone, address,
/// postcode, surname) is weighed against a household, not against a stranger, and so counts once. Trained by
/// expectation-maximisation (Dempster, Laird and Rubin 1977; Winkler 1988) without labels. See docs/identity.md.
/// Weights are base-2 logarithms of odds, probabilities between 0 and 1. Start reading at linkage.cpp or index.cpp.
#pragma once

#include <array>
#include <cstdint>
#include <functional>
#include <memory>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "core/result.hpp"

namespace bluelamp::identity {

/// What a column holds. A map's word that is none of these is `other`: compared for equality.
enum class Kind : std::uint8_t {
    given_name,
    middle_name,
    surname,
    full_name,
    date_of_birth,
    birth_year,
    birth_month,
    birth_day,
    sex,
    phone,
    email,
    address,
    locality,
    postcode,
    place,
    identifier,
    other
};
inline constexpr std::size_t kinds = 17;
[[nodiscard]] std::string_view name(Kind kind);  ///< "given_name"
[[nodiscard]] std::optional<Kind> kind_named(std::string_view word);

/// The fields of one record as they were written, by kind; empty: not known. Views: they must outlive the call only.
struct Written {
    std::array<std::string_view, kinds> text{};
    [[nodiscard]] std::string_view& operator[](Kind kind) { return text[static_cast<std::size_t>(kind)]; }
    [[nodiscard]] std::string_view operator[](Kind kind) const { return text[static_cast<std::size_t>(kind)]; }
};

/// One comparison of an explanation.
struct Step {
    std::string comparison;  ///< "given name"
    std::string level;       ///< "nickname"
    std::string words;       ///< "Given names are one by a nickname: Bill, William."
    double weight = 0;       ///< bits; negative speaks against
};

/// Why two records were given their weight: `prior` and the weights of `steps` add up to `weight` exactly.
struct Explanation {
    double prior = 0;
    std::vector<Step> steps;
    double weight = 0;
    double probability = 0;
};

/// One outcome of a comparison and how often it is seen.
struct LevelShare {
    std::string level;
    double same = 0;       ///< share of pairs that are one person (m)
    double household = 0;  ///< share of pairs that live together (h)
    double other = 0;      ///< share of all other pairs (u)
};
struct ComparisonShares {
    std::string comparison;
    std::vector<LevelShare> levels;
};

/// What a model has learned. Immutable; shared by whoever answers.
class Model {
   public:
    /// The one that needs no training.
    static std::shared_ptr<const Model> standard();
    /// Refuses text that `to_text` did not write, with the name of what is wrong.
    static Result<std::shared_ptr<const Model>> from_text(std::string_view text);
    [[nodiscard]] std::string to_text() const;
    [[nodiscard]] const std::string& version() const { return version_; }  ///< digest of its content, 12 signs
    [[nodiscard]] std::vector<ComparisonShares> shares() const;

    struct Content;
    explicit Model(std::shared_ptr<const Content> content);
    [[nodiscard]] const Content& content() const { return *content_; }

   private:
    std::shared_ptr<const Content> content_;
    std::string version_;
};

// ---- look-up --------------------------------------------------------------------------------------------------------

/// How sure a look-up is of a person, by probability among all on the register and nobody: certain from 0.9, probable
/// from 0.5. On invented registers 99 of 100 answers called certain are right (bench/identity).
enum class Level { certain, probable, possible };
[[nodiscard]] std::string_view name(Level level);

struct Candidate {
    std::uint64_t person = 0;             ///< as given to `Index::put`
    std::uint64_t record = 0;             ///< which of that person's records fits best; `why` is about this one
    std::vector<std::uint64_t> likewise;  ///< other persons on the register who are very likely the same
    Level level = Level::possible;
    double probability = 0;
    Explanation why;
};

struct LookUpOptions {
    std::size_t limit = 10;
    bool explain = true;
    /// Share of those who are asked about who turn out to be on the register, above 0 and below 1.
    double known = 0.75;
    /// Whether whoever asks may know of a record; asked for few. Those he may not know weigh nothing. All when empty.
    std::function<bool(std::uint64_t record)> may_see;
};

/// Records of a register in memory, found by whatever was typed. One writer or many readers at a time: callers lock.
class Index {
   public:
    explicit Index(std::shared_ptr<const Model> model);
    ~Index();
    Index(Index&&) noexcept;
    Index& operator=(Index&&) noexcept;

    /// Adds a record of `person`, or replaces what `record` said before. A person may have many: names and addresses
    /// he had before, what he said in each call. A date such as "1970" or "May 1970" is a date not fully known.
    void put(std::uint64_t record, std::uint64_t person, const Written& written);
    void remove(std::uint64_t record);
    [[nodiscard]] std::size_t size() const;   ///< records
    [[nodiscard]] std::size_t bytes() const;  ///< of memory, about

    /// Persons who may have been meant, most probable first. Fields may be beginnings of what is being typed.
    [[nodiscard]] std::vector<Candidate> look_up(const Written& typed, const LookUpOptions& options) const;
    /// Other persons who may be the same as `person`, each probability that of the pair alone: for review and clusters.
    [[nodiscard]] std::vector<Candidate> likely_same(std::uint64_t person, const LookUpOptions& options) const;
    /// Of two records; nothing when either is unknown.
    [[nodiscard]] std::optional<Explanation> explain(std::uint64_t left, std::uint64_t right) const;
    /// A model trained on what the index holds, and the frequencies of its values, from now on.
    std::shared_ptr<const Model> train();

   private:
    struct Parts;
    std::unique_ptr<Parts> parts_;
};

// ---- linking files --------------------------------------------------------------------------------------------------

/// Two records that may be one person.
struct Pair {
    std::uint32_t left = 0, right = 0;  ///< rows in the order they were added
    float weight = 0;                   ///< of the two alone
    float odds = 0;  ///< as `weight`; for two that others of their group join, no less than the threshold
    [[nodiscard]] double probability() const;  ///< of `odds`
};

struct LinkOptions {
    double threshold = 0.5;  ///< probability from which a pair is linked
    unsigned threads = 2;
    std::shared_ptr<const Model> model;                                  ///< trained on the records when empty
    std::function<void(std::string_view stage, double share)> progress;  ///< share done, 0 to 1
};

struct Linked {
    std::vector<Pair> pairs;              ///< those compared that are of one cluster, by left and right row
    std::vector<std::uint32_t> clusters;  ///< of each row: the lowest row of its cluster
    std::shared_ptr<const Model> model;
    std::vector<std::uint64_t> histogram;  ///< pairs compared, by weight from -30 to +50 in steps of one
    std::uint64_t compared = 0;
};

/// All records of one file against each other, or of two files: then pairs only across, clusters over both.
class Linkage {
   public:
    Linkage();
    ~Linkage();
    Linkage(Linkage&&) noexcept;
    Linkage& operator=(Linkage&&) noexcept;

    enum class Side : std::uint8_t { left, right };
    /// Returns its row, counted from 0 over both sides.
    std::uint32_t add(const Written& written, Side side = Side::left);
    [[nodiscard]] std::size_t size() const;
    [[nodiscard]] Linked run(const LinkOptions& options);
    /// By the model of the last run, or of `options` before any.
    [[nodiscard]] Explanation explain(std::uint32_t left, std::uint32_t right) const;

   private:
    struct Parts;
    std::unique_ptr<Parts> parts_;
};

// ---- groups under decisions -----------------------------------------------------------------------------------------

/// What a person decided about two records. Outranks any score, whatever is trained or added later.
enum class Decision { same, different };

/// Groups of records kept while records, scores and decisions come and go. The groups depend only on what is in force,
/// never on the order in which it came; a group is named by its lowest record id, so that names stay.
class Clusters {
   public:
    Clusters();
    ~Clusters();
    Clusters(Clusters&&) noexcept;
    Clusters& operator=(Clusters&&) noexcept;

    void add(std::uint64_t id);
    /// With its edges and decisions.
    void remove(std::uint64_t id);
    /// The weight of two records being one person; replaces an earlier one.
    void edge(std::uint64_t a, std::uint64_t b, double weight);
    void decide(std::uint64_t a, std::uint64_t b, Decision decision);
    /// As if it had never been decided.
    void undo(std::uint64_t a, std::uint64_t b);
    [[nodiscard]] std::uint64_t cluster_of(std::uint64_t id) const;
    [[nodiscard]] std::vector<std::uint64_t> members(std::uint64_t cluster) const;

   private:
    struct Parts;
    std::unique_ptr<Parts> parts_;
};

}  // namespace bluelamp::identity
