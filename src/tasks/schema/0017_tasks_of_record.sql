-- A record that is narrowed takes the tasks about it along.
CREATE INDEX tasks_of_record ON tasks (force_id, about_id);
