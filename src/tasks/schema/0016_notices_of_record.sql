-- What was told together of one record, to a team and to a role, is shown once to whoever is of both.
CREATE INDEX notices_of_record ON notices (force_id, about_id, at);
