-- The final schema. Made by tests/db/migrate_test.cpp with BLUELAMP_UPDATE_GOLDEN=1.
accounts.force_id text NOT NULL
accounts.id text NOT NULL
accounts.kind text NOT NULL
accounts.username text NOT NULL
accounts.folded_username text NOT NULL
accounts.display_name text NOT NULL
accounts.password_hash text
accounts.clearance bigint NOT NULL
accounts.home_team_id text NOT NULL
accounts.made_at bigint NOT NULL
accounts.disabled_at bigint
accounts.visibility bigint NOT NULL
accounts.owner text NOT NULL
accounts.version bigint NOT NULL
area_layers.force_id text NOT NULL
area_layers.layer text NOT NULL
area_layers.title text NOT NULL
area_layers.position bigint NOT NULL
area_layers.valid_from text NOT NULL
area_layers.file_sha256 text NOT NULL
area_layers.file_rows bigint NOT NULL
area_layers.loaded_at bigint NOT NULL
area_lookups.force_id text NOT NULL
area_lookups.from_layer text NOT NULL
area_lookups.from_code text NOT NULL
area_lookups.to_layer text NOT NULL
area_lookups.to_code text NOT NULL
area_populations.force_id text NOT NULL
area_populations.layer text NOT NULL
area_populations.code text NOT NULL
area_populations.year bigint NOT NULL
area_populations.population bigint NOT NULL
area_populations.source text NOT NULL
areas.force_id text NOT NULL
areas.layer text NOT NULL
areas.code text NOT NULL
areas.valid_from text NOT NULL
areas.valid_to text
areas.name text NOT NULL
areas.folded_name text NOT NULL
areas.aliases text NOT NULL
areas.parent_layer text
areas.parent_code text
areas.geometry text
areas.south double precision
areas.west double precision
areas.north double precision
areas.east double precision
areas.km2 double precision
forces.force_id text NOT NULL
forces.name text NOT NULL
forces.administration_team_id text NOT NULL
forces.made_at bigint NOT NULL
forces.version bigint NOT NULL
gazetteer.force_id text NOT NULL
gazetteer.reference text NOT NULL
gazetteer.address text NOT NULL
gazetteer.folded_address text NOT NULL
gazetteer.postcode text NOT NULL
gazetteer.latitude double precision NOT NULL
gazetteer.longitude double precision NOT NULL
gazetteer.source text NOT NULL
gazetteer.loaded_at bigint NOT NULL
gazetteer_words.force_id text NOT NULL
gazetteer_words.word text NOT NULL
gazetteer_words.reference text NOT NULL
idempotency.force_id text NOT NULL
idempotency.account_id text NOT NULL
idempotency.idempotency_key text NOT NULL
idempotency.request_hash text NOT NULL
idempotency.status bigint NOT NULL
idempotency.answer text NOT NULL
idempotency.version bigint
idempotency.made_at bigint NOT NULL
incidents.force_id text NOT NULL
incidents.id text NOT NULL
incidents.opened_on text NOT NULL
incidents.number bigint NOT NULL
incidents.status text NOT NULL
incidents.grade text
incidents.category text
incidents.summary text NOT NULL
incidents.place text NOT NULL
incidents.latitude double precision
incidents.longitude double precision
incidents.ward_code text
incidents.borough_code text
incidents.happened_at bigint NOT NULL
incidents.opened_at bigint NOT NULL
incidents.opened_by text NOT NULL
incidents.visibility bigint NOT NULL
incidents.owner text NOT NULL
incidents.version bigint NOT NULL
incidents.origin text NOT NULL
incidents.exercise bigint NOT NULL
incidents.source text
incidents.source_id text
incidents.source_type text
incidents.source_unit text
incidents.source_digest text
incidents.clock_fault bigint NOT NULL
incidents.called_at bigint
incidents.answered_at bigint
incidents.graded_at bigint
incidents.dispatched_at bigint
incidents.mobile_at bigint
incidents.arrived_at bigint
incidents.cleared_at bigint
incidents.closed_at bigint
journal.force_id text NOT NULL
journal.position bigint NOT NULL
journal.kind text NOT NULL
journal.record_id text NOT NULL
journal.seq bigint NOT NULL
journal.action text NOT NULL
journal.actor text NOT NULL
journal.role text NOT NULL
journal.reason text NOT NULL
journal.happened_at bigint NOT NULL
journal.recorded_at bigint NOT NULL
journal.policy_version text NOT NULL
journal.visibility bigint NOT NULL
journal.owner text NOT NULL
journal.content_hash text NOT NULL
journal.hash text NOT NULL
journal_content.force_id text NOT NULL
journal_content.position bigint NOT NULL
journal_content.salt text
journal_content.content text
journal_content.erased_by bigint
journal_seals.force_id text NOT NULL
journal_seals.last_position bigint NOT NULL
journal_seals.first_position bigint NOT NULL
journal_seals.root text NOT NULL
journal_seals.sealed_at bigint NOT NULL
lane_registers.force_id text NOT NULL
lane_registers.name text NOT NULL
lane_registers.number bigint NOT NULL
lane_registers.text text NOT NULL
lanes.force_id text NOT NULL
lanes.turns bigint NOT NULL
memberships.force_id text NOT NULL
memberships.id text NOT NULL
memberships.account_id text NOT NULL
memberships.team_id text NOT NULL
memberships.from_at bigint NOT NULL
memberships.to_at bigint
published_crimes.force_id text NOT NULL
published_crimes.file_id bigint NOT NULL
published_crimes.row_no bigint NOT NULL
published_crimes.from_vintage bigint NOT NULL
published_crimes.to_vintage bigint
published_crimes.digest_a bigint NOT NULL
published_crimes.digest_b bigint NOT NULL
published_crimes.crime_key bigint
published_crimes.crime_kind text
published_crimes.outcome_kind text
published_crimes.ward_code text
published_crimes.borough_code text
published_crimes.force_code text
published_crimes.crime_id text
published_crimes.month text NOT NULL
published_crimes.reported_by text
published_crimes.falls_within text
published_crimes.longitude double precision
published_crimes.latitude double precision
published_crimes.location text
published_crimes.lsoa_code text
published_crimes.lsoa_name text
published_crimes.crime_type text
published_crimes.last_outcome text
published_crimes.context text
published_files.force_id text NOT NULL
published_files.file_id bigint NOT NULL
published_files.kind text NOT NULL
published_files.month text NOT NULL
published_files.publisher text NOT NULL
published_files.subset text NOT NULL
published_files.vintage bigint NOT NULL
published_files.writer text
published_files.next_row bigint NOT NULL
published_outcomes.force_id text NOT NULL
published_outcomes.file_id bigint NOT NULL
published_outcomes.row_no bigint NOT NULL
published_outcomes.from_vintage bigint NOT NULL
published_outcomes.to_vintage bigint
published_outcomes.digest_a bigint NOT NULL
published_outcomes.digest_b bigint NOT NULL
published_outcomes.crime_key bigint
published_outcomes.outcome_kind text
published_outcomes.ward_code text
published_outcomes.borough_code text
published_outcomes.force_code text
published_outcomes.crime_id text
published_outcomes.month text NOT NULL
published_outcomes.reported_by text
published_outcomes.falls_within text
published_outcomes.longitude double precision
published_outcomes.latitude double precision
published_outcomes.location text
published_outcomes.lsoa_code text
published_outcomes.lsoa_name text
published_outcomes.outcome text
published_stops.force_id text NOT NULL
published_stops.file_id bigint NOT NULL
published_stops.row_no bigint NOT NULL
published_stops.from_vintage bigint NOT NULL
published_stops.to_vintage bigint
published_stops.digest_a bigint NOT NULL
published_stops.digest_b bigint NOT NULL
published_stops.month text NOT NULL
published_stops.outcome_kind text
published_stops.ward_code text
published_stops.borough_code text
published_stops.force_code text
published_stops.search_type text
published_stops.searched_at bigint NOT NULL
published_stops.operation_part text
published_stops.operation text
published_stops.latitude double precision
published_stops.longitude double precision
published_stops.gender text
published_stops.age_range text
published_stops.self_defined_ethnicity text
published_stops.officer_defined_ethnicity text
published_stops.legislation text
published_stops.object_of_search text
published_stops.outcome text
published_stops.outcome_linked text
published_stops.outer_clothing_removed text
published_vintages.force_id text NOT NULL
published_vintages.file_id bigint NOT NULL
published_vintages.vintage bigint NOT NULL
published_vintages.file_name text NOT NULL
published_vintages.sha256 text NOT NULL
published_vintages.bytes bigint NOT NULL
published_vintages.rows_in bigint NOT NULL
published_vintages.rows_kept bigint NOT NULL
published_vintages.root text NOT NULL
published_vintages.position bigint NOT NULL
published_vintages.seq bigint NOT NULL
published_vintages.imported_at bigint NOT NULL
published_vintages.findings text NOT NULL
role_grants.force_id text NOT NULL
role_grants.id text NOT NULL
role_grants.account_id text NOT NULL
role_grants.role text NOT NULL
role_grants.from_at bigint NOT NULL
role_grants.to_at bigint
schema_migrations.number bigint NOT NULL
schema_migrations.name text NOT NULL
schema_migrations.checksum text NOT NULL
sessions.force_id text NOT NULL
sessions.token_hash text NOT NULL
sessions.id text NOT NULL
sessions.account_id text NOT NULL
sessions.made_at bigint NOT NULL
sessions.last_seen_at bigint NOT NULL
sessions.expires_at bigint NOT NULL
sessions.idle_limit_ms bigint
sessions.locked_at bigint
sessions.ended_at bigint
sessions.peer text NOT NULL
sessions.device text NOT NULL
street_points.force_id text NOT NULL
street_points.folded_name text NOT NULL
street_points.lsoa_code text NOT NULL
street_points.latitude double precision NOT NULL
street_points.longitude double precision NOT NULL
street_points.name text NOT NULL
teams.force_id text NOT NULL
teams.id text NOT NULL
teams.name text NOT NULL
teams.folded_name text NOT NULL
teams.made_at bigint NOT NULL
teams.visibility bigint NOT NULL
teams.owner text NOT NULL
teams.version bigint NOT NULL
accounts CONSTRAINT accounts_check CHECK ((owner = ('team:'::text || home_team_id)))
accounts CONSTRAINT accounts_check1 CHECK (((password_hash IS NOT NULL) = (kind = 'person'::text)))
accounts CONSTRAINT accounts_clearance_check CHECK ((clearance = ANY (ARRAY[(0)::bigint, (1)::bigint, (2)::bigint])))
accounts CONSTRAINT accounts_force_id_folded_username_key UNIQUE (force_id, folded_username)
accounts CONSTRAINT accounts_force_id_home_team_id_fkey FOREIGN KEY (force_id, home_team_id) REFERENCES teams(force_id, id)
accounts CONSTRAINT accounts_kind_check CHECK ((kind = ANY (ARRAY['person'::text, 'service'::text, 'command_line'::text])))
accounts CONSTRAINT accounts_pkey PRIMARY KEY (force_id, id)
accounts CONSTRAINT accounts_visibility_check CHECK ((visibility = ANY (ARRAY[(0)::bigint, (1)::bigint, (2)::bigint])))
area_layers CONSTRAINT area_layers_pkey PRIMARY KEY (force_id, layer)
area_lookups CONSTRAINT area_lookups_pkey PRIMARY KEY (force_id, from_layer, from_code, to_layer)
area_populations CONSTRAINT area_populations_pkey PRIMARY KEY (force_id, layer, code, year)
area_populations CONSTRAINT area_populations_population_check CHECK ((population >= 0))
areas CONSTRAINT areas_check CHECK (((parent_layer IS NULL) = (parent_code IS NULL)))
areas CONSTRAINT areas_check1 CHECK (((geometry IS NULL) = (km2 IS NULL)))
areas CONSTRAINT areas_check2 CHECK (((valid_to IS NULL) OR (valid_to > valid_from)))
areas CONSTRAINT areas_pkey PRIMARY KEY (force_id, layer, code, valid_from)
forces CONSTRAINT forces_pkey PRIMARY KEY (force_id)
gazetteer CONSTRAINT gazetteer_pkey PRIMARY KEY (force_id, reference)
gazetteer_words CONSTRAINT gazetteer_words_pkey PRIMARY KEY (force_id, word, reference)
idempotency CONSTRAINT idempotency_pkey PRIMARY KEY (force_id, account_id, idempotency_key)
incidents CONSTRAINT incidents_check CHECK (((latitude IS NULL) = (longitude IS NULL)))
incidents CONSTRAINT incidents_check1 CHECK (((source IS NULL) = (origin = 'live'::text)))
incidents CONSTRAINT incidents_clock_fault_check CHECK ((clock_fault = ANY (ARRAY[(0)::bigint, (1)::bigint])))
incidents CONSTRAINT incidents_exercise_check CHECK ((exercise = ANY (ARRAY[(0)::bigint, (1)::bigint])))
incidents CONSTRAINT incidents_grade_check CHECK ((grade = ANY (ARRAY['emergency'::text, 'priority'::text, 'scheduled'::text, 'without_deployment'::text])))
incidents CONSTRAINT incidents_origin_check CHECK ((origin = ANY (ARRAY['live'::text, 'imported'::text])))
incidents CONSTRAINT incidents_pkey PRIMARY KEY (force_id, id)
incidents CONSTRAINT incidents_status_check CHECK ((status = ANY (ARRAY['open'::text, 'closed'::text])))
journal CONSTRAINT journal_pkey PRIMARY KEY (force_id, "position")
journal_content CONSTRAINT journal_content_check CHECK (((salt IS NULL) = (content IS NULL)))
journal_content CONSTRAINT journal_content_check1 CHECK (((content IS NULL) = (erased_by IS NOT NULL)))
journal_content CONSTRAINT journal_content_pkey PRIMARY KEY (force_id, "position")
journal_seals CONSTRAINT journal_seals_pkey PRIMARY KEY (force_id, last_position)
lane_registers CONSTRAINT lane_registers_pkey PRIMARY KEY (force_id, name)
lanes CONSTRAINT lanes_pkey PRIMARY KEY (force_id)
memberships CONSTRAINT memberships_check CHECK (((to_at IS NULL) OR (to_at >= from_at)))
memberships CONSTRAINT memberships_force_id_account_id_fkey FOREIGN KEY (force_id, account_id) REFERENCES accounts(force_id, id)
memberships CONSTRAINT memberships_force_id_team_id_fkey FOREIGN KEY (force_id, team_id) REFERENCES teams(force_id, id)
memberships CONSTRAINT memberships_pkey PRIMARY KEY (force_id, id)
published_crimes CONSTRAINT published_crimes_pkey PRIMARY KEY (force_id, file_id, row_no)
published_files CONSTRAINT published_files_kind_check CHECK ((kind = ANY (ARRAY['street'::text, 'outcomes'::text, 'stop_and_search'::text])))
published_files CONSTRAINT published_files_pkey PRIMARY KEY (force_id, file_id)
published_outcomes CONSTRAINT published_outcomes_pkey PRIMARY KEY (force_id, file_id, row_no)
published_stops CONSTRAINT published_stops_pkey PRIMARY KEY (force_id, file_id, row_no)
published_vintages CONSTRAINT published_vintages_pkey PRIMARY KEY (force_id, file_id, vintage)
role_grants CONSTRAINT role_grants_check CHECK (((to_at IS NULL) OR (to_at >= from_at)))
role_grants CONSTRAINT role_grants_force_id_account_id_fkey FOREIGN KEY (force_id, account_id) REFERENCES accounts(force_id, id)
role_grants CONSTRAINT role_grants_pkey PRIMARY KEY (force_id, id)
schema_migrations CONSTRAINT schema_migrations_pkey PRIMARY KEY (number)
sessions CONSTRAINT sessions_force_id_account_id_fkey FOREIGN KEY (force_id, account_id) REFERENCES accounts(force_id, id)
sessions CONSTRAINT sessions_force_id_id_key UNIQUE (force_id, id)
sessions CONSTRAINT sessions_pkey PRIMARY KEY (force_id, token_hash)
street_points CONSTRAINT street_points_pkey PRIMARY KEY (force_id, folded_name, lsoa_code, latitude, longitude)
teams CONSTRAINT teams_force_id_fkey FOREIGN KEY (force_id) REFERENCES forces(force_id)
teams CONSTRAINT teams_force_id_folded_name_key UNIQUE (force_id, folded_name)
teams CONSTRAINT teams_pkey PRIMARY KEY (force_id, id)
teams CONSTRAINT teams_visibility_check CHECK ((visibility = ANY (ARRAY[(0)::bigint, (1)::bigint, (2)::bigint])))
CREATE UNIQUE INDEX accounts_force_id_folded_username_key ON accounts USING btree (force_id, folded_username)
CREATE UNIQUE INDEX accounts_one_command_line ON accounts USING btree (force_id) WHERE (kind = 'command_line'::text)
CREATE INDEX area_lookups_back ON area_lookups USING btree (force_id, to_layer, to_code)
CREATE INDEX gazetteer_by_address ON gazetteer USING btree (force_id, folded_address)
CREATE INDEX gazetteer_by_latitude ON gazetteer USING btree (force_id, latitude, longitude)
CREATE INDEX gazetteer_by_postcode ON gazetteer USING btree (force_id, postcode)
CREATE INDEX gazetteer_words_of ON gazetteer_words USING btree (force_id, reference)
CREATE INDEX idempotency_age ON idempotency USING btree (force_id, made_at)
CREATE INDEX incidents_board ON incidents USING btree (force_id, status, opened_at, id)
CREATE INDEX incidents_graded ON incidents USING btree (force_id, status, grade, opened_at, id) WHERE (grade IS NOT NULL)
CREATE INDEX incidents_of_person ON incidents USING btree (force_id, owner) WHERE (owner < 'team:'::text)
CREATE UNIQUE INDEX incidents_reference ON incidents USING btree (force_id, opened_on, number)
CREATE UNIQUE INDEX incidents_source ON incidents USING btree (force_id, source, source_id) WHERE (source IS NOT NULL)
CREATE UNIQUE INDEX journal_of_record ON journal USING btree (force_id, record_id, seq)
CREATE INDEX memberships_of_team ON memberships USING btree (force_id, team_id)
CREATE UNIQUE INDEX memberships_open ON memberships USING btree (force_id, account_id, team_id) WHERE (to_at IS NULL)
CREATE INDEX published_crimes_counted ON published_crimes USING btree (force_id, file_id, crime_kind, outcome_kind, borough_code, ward_code, from_vintage, to_vintage)
CREATE UNIQUE INDEX published_files_key ON published_files USING btree (force_id, kind, month, publisher, subset)
CREATE INDEX published_outcomes_counted ON published_outcomes USING btree (force_id, file_id, outcome_kind, borough_code, ward_code, crime_key, row_no, from_vintage, to_vintage)
CREATE INDEX role_grants_of_account ON role_grants USING btree (force_id, account_id)
CREATE INDEX role_grants_of_role ON role_grants USING btree (force_id, role)
CREATE INDEX sessions_by_end ON sessions USING btree (force_id, expires_at)
CREATE UNIQUE INDEX sessions_force_id_id_key ON sessions USING btree (force_id, id)
CREATE INDEX sessions_of_account ON sessions USING btree (force_id, account_id) WHERE (ended_at IS NULL)
CREATE UNIQUE INDEX teams_force_id_folded_name_key ON teams USING btree (force_id, folded_name)
