// SPDX-License-Identifier: Apache-2.0
/// A server with a few routes of its own: notes are journalled and read back. What every desk's routes have in common
/// is tested with these.
#pragma once

#include "tests/api/a_server.hpp"

namespace bluelamp::api {

struct Where {
    json::Text<30> text;
    std::optional<double> latitude;
};
BOOST_DESCRIBE_STRUCT(Where, (), (text, latitude))

struct NewNote {
    json::Text<100> text;
    Where place;
    std::optional<Instant> happened_at;
    std::optional<std::int64_t> count;
};
BOOST_DESCRIBE_STRUCT(NewNote, (), (text, place, happened_at, count))

struct Note {
    std::string id;
    std::string text;
    std::int64_t version = 1;
};
BOOST_DESCRIBE_STRUCT(Note, (), (id, text, version))

struct WhichNote {
    std::string id;
    std::optional<std::int64_t> limit;
    std::optional<double> share;
    std::optional<bool> whole;
};
BOOST_DESCRIBE_STRUCT(WhichNote, (), (id, limit, share, whole))

class ANotebook : public AServer {
   protected:
    void SetUp() override {
        AServer::SetUp();
        if (IsSkipped()) {
            return;
        }
        router->post<NewNote, Note>("/api/v1/notes", Permission::log_incident, "Makes a note.", make_note);
        router->post<WhichNote, Note>("/api/v1/notes/{id}/close", Permission::add_line, "Closes version 3 of a note.",
                                      close_note);
        router->get("/api/v1/notes/{id}", Permission::read_incidents, "Says what was asked.", say_again);
        router->get("/api/v1/notes/{id}/broken", Permission::read_incidents, "Breaks.", break_down);
        router->topic("notes", "note", Permission::read_incidents);
        token = token_of("jo", {"dispatcher"});
    }

    static Result<Note> make_note(db::Transaction& tx, const Act& act, const NewNote& in) {
        Note note{act.ids->uuid(act.now), in.text.text, 1};
        TRY(act.record(tx, {.action = "note.made",
                            .kind = "note",
                            .record = note.id,
                            .seq = 1,
                            .happened_at = act.now,
                            .content = json::to_text(note),
                            .owner = ""}));
        if (note.text == "refuse me") {
            return fail(ErrorCode::conflict, "text", "Write something else.");
        }
        return note;
    }

    static Result<Note> close_note(db::Transaction&, const Act& act, const WhichNote& in) {
        TRY(act.expect_version(3));
        return Note{in.id, "closed", 4};
    }

    static Result<WhichNote> say_again(db::Reader&, const Act&, const WhichNote& in) { return in; }
    static Result<Note> break_down(db::Reader&, const Act&, const WhichNote&) {
        throw InvariantBroken("secret of the program");
    }

    /// How many notes were really made.
    int notes() {
        int made = 0;
        for (const journal::Row& row : journal_rows()) {
            made += row.action == "note.made" ? 1 : 0;
        }
        return made;
    }

    Answered note(const std::string& body, const std::string& key = "") {
        return post("/api/v1/notes", body, token, key);
    }

    static std::string a_note(const std::string& text = "seen") {
        return R"({"text":")" + text + R"(","place":{"text":"Bank"}})";
    }

    std::string token;
};

}  // namespace bluelamp::api
