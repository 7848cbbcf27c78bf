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
address_keys.force_id text NOT NULL
address_keys.address_key text NOT NULL
address_keys.nth bigint NOT NULL
address_keys.flat text NOT NULL
address_keys.address_id text NOT NULL
addresses.force_id text NOT NULL
addresses.id text NOT NULL
addresses.title text NOT NULL
addresses.flat text NOT NULL
addresses.folded text NOT NULL
addresses.postcode text NOT NULL
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
contact_answers.force_id text NOT NULL
contact_answers.contact_id text NOT NULL
contact_answers.seq bigint NOT NULL
contact_answers.question text NOT NULL
contact_answers.answer text NOT NULL
contact_attempts.force_id text NOT NULL
contact_attempts.contact_id text NOT NULL
contact_attempts.seq bigint NOT NULL
contact_attempts.outcome text NOT NULL
contact_attempts.note text
contact_attempts.attempted_at bigint NOT NULL
contact_attempts.attempted_by text NOT NULL
contacts.force_id text NOT NULL
contacts.id text NOT NULL
contacts.received_on text NOT NULL
contacts.number bigint NOT NULL
contacts.channel text NOT NULL
contacts.presented text NOT NULL
contacts.state text NOT NULL
contacts.received_at bigint NOT NULL
contacts.answered_at bigint
contacts.ended_at bigint
contacts.phone text
contacts.plain_phone text
contacts.informant text NOT NULL
contacts.seen bigint
contacts.named bigint
contacts.contacted bigint
contacts.safe_when text
contacts.language text
contacts.interpreter bigint NOT NULL
contacts.incident_id text
contacts.incident_reference text
contacts.ended_because text
contacts.parked_because text
contacts.decision text
contacts.decision_reason text
contacts.decided_by text
contacts.decided_at bigint
contacts.handler text NOT NULL
contacts.owner text NOT NULL
contacts.visibility bigint NOT NULL
contacts.exercise bigint NOT NULL
contacts.version bigint NOT NULL
crime_cancellations.force_id text NOT NULL
crime_cancellations.crime_id text NOT NULL
crime_cancellations.number bigint NOT NULL
crime_cancellations.ground text NOT NULL
crime_cancellations.evidence text NOT NULL
crime_cancellations.other_crime text
crime_cancellations.victim_informed_at bigint
crime_cancellations.not_informed_because text
crime_cancellations.status_before text NOT NULL
crime_cancellations.cancelled_by text NOT NULL
crime_cancellations.cancelled_at bigint NOT NULL
crime_cancellations.reinstated_by text
crime_cancellations.reinstated_at bigint
crime_cancellations.reinstated_because text
crime_cancellations.policy_version text NOT NULL
crime_flags.force_id text NOT NULL
crime_flags.crime_id text NOT NULL
crime_flags.flag text NOT NULL
crime_flags.set_by text NOT NULL
crime_flags.set_at bigint NOT NULL
crime_outcomes.force_id text NOT NULL
crime_outcomes.crime_id text NOT NULL
crime_outcomes.number bigint NOT NULL
crime_outcomes.outcome text NOT NULL
crime_outcomes.name text NOT NULL
crime_outcomes.state text NOT NULL
crime_outcomes.rules_version text NOT NULL
crime_outcomes.evidence text NOT NULL
crime_outcomes.proposed_by text NOT NULL
crime_outcomes.proposed_at bigint NOT NULL
crime_outcomes.finalised_by text
crime_outcomes.finalised_at bigint
crime_outcomes.victim_informed_at bigint
crime_outcomes.not_informed_because text
crime_outcomes.policy_version text NOT NULL
crime_people.force_id text NOT NULL
crime_people.crime_id text NOT NULL
crime_people.mention_id text NOT NULL
crime_people.part text NOT NULL
crime_people.state text
crime_people.entitled text
crime_people.because text
crime_people.set_by text NOT NULL
crime_people.set_at bigint NOT NULL
crimes.force_id text NOT NULL
crimes.id text NOT NULL
crimes.reference text NOT NULL
crimes.folded_reference text NOT NULL
crimes.number bigint NOT NULL
crimes.status text NOT NULL
crimes.incident_id text
crimes.incident_reference text
crimes.offence text
crimes.offence_title text
crimes.cjs text
crimes.initial_offence text
crimes.initial_title text
crimes.initial_cjs text
crimes.counted_as text
crimes.state_victim bigint NOT NULL
crimes.summary text NOT NULL
crimes.place text NOT NULL
crimes.latitude double precision
crimes.longitude double precision
crimes.ward_code text
crimes.borough_code text
crimes.occurred_from bigint NOT NULL
crimes.occurred_to bigint NOT NULL
crimes.received_at bigint NOT NULL
crimes.raised_at bigint NOT NULL
crimes.raised_by text NOT NULL
crimes.recorded_at bigint
crimes.recorded_by text
crimes.late bigint NOT NULL
crimes.exercise bigint NOT NULL
crimes.policy_version text NOT NULL
crimes.visibility bigint NOT NULL
crimes.owner text NOT NULL
crimes.version bigint NOT NULL
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
grade_changes.force_id text NOT NULL
grade_changes.id text NOT NULL
grade_changes.incident_id text NOT NULL
grade_changes.seq bigint NOT NULL
grade_changes.from_level text NOT NULL
grade_changes.from_title text NOT NULL
grade_changes.to_level text NOT NULL
grade_changes.to_title text NOT NULL
grade_changes.reason text NOT NULL
grade_changes.state text NOT NULL
grade_changes.asked_by text NOT NULL
grade_changes.asked_at bigint NOT NULL
grade_changes.decided_by text
grade_changes.decided_at bigint
grade_changes.decision_reason text
grade_changes.policy_version text NOT NULL
idempotency.force_id text NOT NULL
idempotency.account_id text NOT NULL
idempotency.idempotency_key text NOT NULL
idempotency.request_hash text NOT NULL
idempotency.status bigint NOT NULL
idempotency.answer text NOT NULL
idempotency.version bigint
idempotency.made_at bigint NOT NULL
identity_decisions.force_id text NOT NULL
identity_decisions.id text NOT NULL
identity_decisions.person_a text NOT NULL
identity_decisions.person_b text NOT NULL
identity_decisions.decision text NOT NULL
identity_decisions.reason text NOT NULL
identity_decisions.model text NOT NULL
identity_decisions.probability double precision
identity_decisions.weight double precision
identity_decisions.decided_at bigint NOT NULL
identity_decisions.decided_by text NOT NULL
identity_decisions.undone_at bigint
identity_decisions.undone_by text
identity_decisions.undo_reason text
identity_models.force_id text NOT NULL
identity_models.number bigint NOT NULL
identity_models.version text NOT NULL
identity_models.model text NOT NULL
identity_models.records bigint NOT NULL
identity_models.trained_at bigint NOT NULL
identity_models.trained_by text NOT NULL
incident_answers.force_id text NOT NULL
incident_answers.incident_id text NOT NULL
incident_answers.seq bigint NOT NULL
incident_answers.question text NOT NULL
incident_answers.answer text
incident_answers.not_known text
incident_answers.recorded_at bigint NOT NULL
incident_answers.recorded_by text NOT NULL
incident_assessments.force_id text NOT NULL
incident_assessments.incident_id text NOT NULL
incident_assessments.seq bigint NOT NULL
incident_assessments.said text NOT NULL
incident_assessments.recorded_at bigint NOT NULL
incident_assessments.recorded_by text NOT NULL
incident_contacts.force_id text NOT NULL
incident_contacts.incident_id text NOT NULL
incident_contacts.contact_id text NOT NULL
incident_contacts.contact_reference text NOT NULL
incident_contacts.added_at bigint NOT NULL
incident_crimes.force_id text NOT NULL
incident_crimes.incident_id text NOT NULL
incident_crimes.crime_id text NOT NULL
incident_crimes.crime_reference text NOT NULL
incident_crimes.raised_at bigint NOT NULL
incident_places.force_id text NOT NULL
incident_places.incident_id text NOT NULL
incident_places.seq bigint NOT NULL
incident_places.kind text NOT NULL
incident_places.place text NOT NULL
incident_places.latitude double precision
incident_places.longitude double precision
incident_places.source text NOT NULL
incident_places.confidence text NOT NULL
incident_places.confirmed bigint NOT NULL
incident_places.recorded_at bigint NOT NULL
incident_places.recorded_by text NOT NULL
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
incidents.type text
incidents.level text
incidents.level_title text
incidents.limit_s bigint
incidents.clock_from bigint
incidents.received_at bigint
incidents.because text NOT NULL DEFAULT ''::text
incidents.joined_to text
incidents.result text
incidents.closing_code text
incidents.qualifiers text NOT NULL DEFAULT ''::text
incidents.attended bigint
incidents.not_attended_reason text
incidents.transferred bigint NOT NULL DEFAULT 0
incidents.no_crime_reason text
incidents.closing_note text
incidents.vulnerable bigint NOT NULL DEFAULT 0
incidents.crime_suspected bigint NOT NULL DEFAULT 0
incidents.lowered bigint NOT NULL DEFAULT 0
incidents.policy_version text NOT NULL DEFAULT ''::text
incidents.contact_id text
incidents.contact_reference text
involvements.force_id text NOT NULL
involvements.subject_id text NOT NULL
involvements.record_id text NOT NULL
involvements.role text NOT NULL
involvements.mention_id text NOT NULL
involvements.kind text NOT NULL
involvements.involved_at bigint NOT NULL
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
linked_pairs.force_id text NOT NULL
linked_pairs.linking_id text NOT NULL
linked_pairs.nr bigint NOT NULL
linked_pairs.cluster bigint NOT NULL
linked_pairs.person_a text NOT NULL
linked_pairs.person_b text NOT NULL
linked_pairs.probability double precision NOT NULL
linked_pairs.weight double precision NOT NULL
linked_pairs.why text NOT NULL
linkings.force_id text NOT NULL
linkings.id text NOT NULL
linkings.state text NOT NULL
linkings.stage text NOT NULL
linkings.share double precision NOT NULL
linkings.model_number bigint NOT NULL
linkings.model text NOT NULL
linkings.begun_at bigint NOT NULL
linkings.begun_by text NOT NULL
linkings.seen_at bigint NOT NULL
linkings.ended_at bigint
linkings.failure text
linkings.persons bigint NOT NULL
linkings.records bigint NOT NULL
linkings.compared bigint NOT NULL
linkings.pairs bigint NOT NULL
linkings.clusters bigint NOT NULL
linkings.version bigint NOT NULL
markers.force_id text NOT NULL
markers.id text NOT NULL
markers.kind text NOT NULL
markers.subject_id text NOT NULL
markers.marker text NOT NULL
markers.title text NOT NULL
markers.high_risk bigint NOT NULL
markers.vulnerable bigint NOT NULL
markers.warning bigint NOT NULL
markers.said text NOT NULL
markers.source text NOT NULL
markers.person_at text
markers.set_at bigint NOT NULL
markers.set_by text NOT NULL
markers.review_on text NOT NULL
markers.expires_on text
markers.removed_at bigint
markers.visibility bigint NOT NULL
markers.owner text NOT NULL
markers.version bigint NOT NULL
memberships.force_id text NOT NULL
memberships.id text NOT NULL
memberships.account_id text NOT NULL
memberships.team_id text NOT NULL
memberships.from_at bigint NOT NULL
memberships.to_at bigint
mention_records.force_id text NOT NULL
mention_records.record_id text NOT NULL
mention_records.mention_id text NOT NULL
mention_records.since_at bigint NOT NULL
mentions.force_id text NOT NULL
mentions.id text NOT NULL
mentions.said_in text NOT NULL
mentions.role text NOT NULL
mentions.given_name text
mentions.family_name text
mentions.other_names text
mentions.date_of_birth text
mentions.sex text
mentions.phone text
mentions.email text
mentions.address text
mentions.postcode text
mentions.registration text
mentions.description text
mentions.anonymous bigint NOT NULL
mentions.latitude double precision
mentions.longitude double precision
mentions.said_at bigint NOT NULL
mentions.said_by text NOT NULL
mentions.phone_id text
mentions.address_id text
mentions.vehicle_id text
never_links.force_id text NOT NULL
never_links.id text NOT NULL
never_links.kind text NOT NULL
never_links.person_id text NOT NULL
never_links.other_id text
never_links.since_at bigint
never_links.reason text NOT NULL
never_links.review_on text NOT NULL
never_links.set_at bigint NOT NULL
never_links.set_by text NOT NULL
never_links.removed_at bigint
never_links.removed_by text
never_links.remove_reason text
never_links.visibility bigint NOT NULL
never_links.owner text NOT NULL
never_links.version bigint NOT NULL
notices.force_id text NOT NULL
notices.id text NOT NULL
notices.addressee text NOT NULL
notices.kind text NOT NULL
notices.text text NOT NULL
notices.about_kind text NOT NULL
notices.about_id text NOT NULL
notices.about_reference text NOT NULL
notices.at bigint NOT NULL
notices.unseen bigint NOT NULL
notices.seen_at bigint
notices.seen_by text
notices.matter text NOT NULL DEFAULT ''::text
notices.replaced_by text
notices.settled_at bigint
people_imports.force_id text NOT NULL
people_imports.sha256 text NOT NULL
people_imports.record_id text NOT NULL
people_imports.file text NOT NULL
people_imports.rows_done bigint NOT NULL
people_imports.begun_at bigint NOT NULL
people_imports.done_at bigint
people_records.force_id text NOT NULL
people_records.id text NOT NULL
people_records.kind text NOT NULL
people_records.reference text NOT NULL
people_records.chain_id text NOT NULL
people_records.line text NOT NULL
people_records.visibility bigint NOT NULL
people_records.owner text NOT NULL
person_groups.force_id text NOT NULL
person_groups.person_id text NOT NULL
person_groups.head_id text NOT NULL
person_links.force_id text NOT NULL
person_links.id text NOT NULL
person_links.mention_id text NOT NULL
person_links.person_id text NOT NULL
person_links.question text
person_links.answer text
person_links.reason text
person_links.decided_at bigint NOT NULL
person_links.decided_by text NOT NULL
person_links.undone_at bigint
person_links.undone_by text
person_links.undo_reason text
person_links.phone_id text
person_links.profile bigint
person_names.force_id text NOT NULL
person_names.name_key text NOT NULL
person_names.written text NOT NULL
person_names.person_id text NOT NULL
person_names.nth bigint NOT NULL
person_names.born text NOT NULL
person_profiles.force_id text NOT NULL
person_profiles.profile bigint NOT NULL
person_profiles.person_id text NOT NULL
person_profiles.name_kind text NOT NULL
person_profiles.given_name text NOT NULL
person_profiles.other_names text NOT NULL
person_profiles.family_name text NOT NULL
person_profiles.full_name text NOT NULL
person_profiles.name_from text
person_profiles.name_until text
person_profiles.born text NOT NULL
person_profiles.sex text NOT NULL
person_profiles.phone text NOT NULL
person_profiles.email text NOT NULL
person_profiles.address text NOT NULL
person_profiles.locality text NOT NULL
person_profiles.postcode text NOT NULL
person_profiles.place text NOT NULL
person_profiles.identifier text NOT NULL
person_profiles.other text NOT NULL
person_profiles.source_id text NOT NULL
person_profiles.changed bigint NOT NULL
person_profiles.off_at bigint
persons.force_id text NOT NULL
persons.id text NOT NULL
persons.given_name text
persons.other_names text
persons.family_name text
persons.sex text
persons.born text NOT NULL
persons.made_at bigint NOT NULL
persons.off_at bigint
persons.visibility bigint NOT NULL
persons.owner text NOT NULL
persons.version bigint NOT NULL
phones.force_id text NOT NULL
phones.id text NOT NULL
phones.number text NOT NULL
policies.force_id text NOT NULL
policies.name text NOT NULL
policies.text text NOT NULL
policies.state text NOT NULL
policies.proposed_by text NOT NULL
policies.proposed_at bigint NOT NULL
policies.reason text NOT NULL
policies.activated_by text
policies.activated_at bigint
policies.effective_from bigint
policies.withdrawn_by text
policies.withdrawn_at bigint
policies.version bigint NOT NULL
promises.force_id text NOT NULL
promises.id text NOT NULL
promises.rule text NOT NULL
promises.title text NOT NULL
promises.about_kind text NOT NULL
promises.about_id text NOT NULL
promises.about_reference text NOT NULL
promises.starts_at bigint NOT NULL
promises.counts_from bigint NOT NULL
promises.limit_s bigint
promises.working_days bigint
promises.calendar text
promises.due_at bigint
promises.next_at bigint
promises.told bigint NOT NULL
promises.met_at bigint
promises.ended_at bigint
promises.paused_at bigint
promises.left_ms bigint
promises.pause_reason text
promises.pause_reasons text NOT NULL
promises.policy_version text NOT NULL
promises.visibility bigint NOT NULL
promises.owner text NOT NULL
promises.version bigint NOT NULL
promises.settle_at bigint
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
review_pairs.force_id text NOT NULL
review_pairs.id text NOT NULL
review_pairs.person_a text NOT NULL
review_pairs.person_b text NOT NULL
review_pairs.state text NOT NULL
review_pairs.probability double precision NOT NULL
review_pairs.weight double precision NOT NULL
review_pairs.model text NOT NULL
review_pairs.why text NOT NULL
review_pairs.found_at bigint NOT NULL
review_pairs.postponed_until text
review_pairs.postponed_because text
review_pairs.version bigint NOT NULL
review_progress.force_id text NOT NULL
review_progress.changed bigint NOT NULL
review_progress.profile bigint NOT NULL
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
tasks.force_id text NOT NULL
tasks.id text NOT NULL
tasks.kind text NOT NULL
tasks.title text NOT NULL
tasks.about_kind text NOT NULL
tasks.about_id text NOT NULL
tasks.about_reference text NOT NULL
tasks.raised_at bigint NOT NULL
tasks.raised_by text NOT NULL
tasks.due_at bigint
tasks.done_at bigint
tasks.done_by text
tasks.outcome text
tasks.visibility bigint NOT NULL
tasks.owner text NOT NULL
tasks.version bigint NOT NULL
teams.force_id text NOT NULL
teams.id text NOT NULL
teams.name text NOT NULL
teams.folded_name text NOT NULL
teams.made_at bigint NOT NULL
teams.visibility bigint NOT NULL
teams.owner text NOT NULL
teams.version bigint NOT NULL
typed_twice.force_id text NOT NULL
typed_twice.id text NOT NULL
typed_twice.kind text NOT NULL
typed_twice.subject text NOT NULL
typed_twice.record_kind text NOT NULL
typed_twice.record_id text NOT NULL
typed_twice.record_reference text NOT NULL
typed_twice.typed_by text NOT NULL
typed_twice.typed_at bigint NOT NULL
vehicles.force_id text NOT NULL
vehicles.id text NOT NULL
vehicles.registration text NOT NULL
vehicles.title text NOT NULL
accounts CONSTRAINT accounts_check CHECK ((owner = ('team:'::text || home_team_id)))
accounts CONSTRAINT accounts_check1 CHECK (((password_hash IS NOT NULL) = (kind = 'person'::text)))
accounts CONSTRAINT accounts_clearance_check CHECK ((clearance = ANY (ARRAY[(0)::bigint, (1)::bigint, (2)::bigint])))
accounts CONSTRAINT accounts_force_id_folded_username_key UNIQUE (force_id, folded_username)
accounts CONSTRAINT accounts_force_id_home_team_id_fkey FOREIGN KEY (force_id, home_team_id) REFERENCES teams(force_id, id)
accounts CONSTRAINT accounts_kind_check CHECK ((kind = ANY (ARRAY['person'::text, 'service'::text, 'command_line'::text])))
accounts CONSTRAINT accounts_pkey PRIMARY KEY (force_id, id)
accounts CONSTRAINT accounts_visibility_check CHECK ((visibility = ANY (ARRAY[(0)::bigint, (1)::bigint, (2)::bigint])))
address_keys CONSTRAINT address_keys_force_id_address_id_fkey FOREIGN KEY (force_id, address_id) REFERENCES addresses(force_id, id)
address_keys CONSTRAINT address_keys_pkey PRIMARY KEY (force_id, address_key, nth, flat, address_id)
addresses CONSTRAINT addresses_pkey PRIMARY KEY (force_id, id)
area_layers CONSTRAINT area_layers_pkey PRIMARY KEY (force_id, layer)
area_lookups CONSTRAINT area_lookups_pkey PRIMARY KEY (force_id, from_layer, from_code, to_layer)
area_populations CONSTRAINT area_populations_pkey PRIMARY KEY (force_id, layer, code, year)
area_populations CONSTRAINT area_populations_population_check CHECK ((population >= 0))
areas CONSTRAINT areas_check CHECK (((parent_layer IS NULL) = (parent_code IS NULL)))
areas CONSTRAINT areas_check1 CHECK (((geometry IS NULL) = (km2 IS NULL)))
areas CONSTRAINT areas_check2 CHECK (((valid_to IS NULL) OR (valid_to > valid_from)))
areas CONSTRAINT areas_pkey PRIMARY KEY (force_id, layer, code, valid_from)
contact_answers CONSTRAINT contact_answers_pkey PRIMARY KEY (force_id, contact_id, seq)
contact_attempts CONSTRAINT contact_attempts_outcome_check CHECK ((outcome = ANY (ARRAY['reached'::text, 'no_answer'::text, 'engaged'::text, 'withheld'::text])))
contact_attempts CONSTRAINT contact_attempts_pkey PRIMARY KEY (force_id, contact_id, seq)
contacts CONSTRAINT contacts_channel_check CHECK ((channel = ANY (ARRAY['emergency_999'::text, 'non_emergency_101'::text, 'front_counter'::text, 'online'::text, 'email'::text, 'social_media'::text, 'officer'::text, 'other_force'::text, 'other_agency'::text, 'alarm_company'::text, 'ecall'::text, 'personal_alarm'::text, 'relay_service'::text, 'text_service'::text, 'crimestoppers'::text])))
contacts CONSTRAINT contacts_check CHECK (((incident_id IS NULL) = (incident_reference IS NULL)))
contacts CONSTRAINT contacts_check1 CHECK (((decision IS NULL) = (decided_by IS NULL)))
contacts CONSTRAINT contacts_check2 CHECK (((state = 'ended'::text) = (ended_at IS NOT NULL)))
contacts CONSTRAINT contacts_contacted_check CHECK ((contacted = ANY (ARRAY[(0)::bigint, (1)::bigint])))
contacts CONSTRAINT contacts_decision_check CHECK ((decision = ANY (ARRAY['no_further_action'::text, 'incident'::text, 'officer_sent'::text, 'reached'::text])))
contacts CONSTRAINT contacts_exercise_check CHECK ((exercise = ANY (ARRAY[(0)::bigint, (1)::bigint])))
contacts CONSTRAINT contacts_informant_check CHECK ((informant = ANY (ARRAY['victim'::text, 'witness'::text, 'third_party'::text, 'professional'::text, 'anonymous'::text, 'child'::text, 'unknown'::text])))
contacts CONSTRAINT contacts_interpreter_check CHECK ((interpreter = ANY (ARRAY[(0)::bigint, (1)::bigint])))
contacts CONSTRAINT contacts_named_check CHECK ((named = ANY (ARRAY[(0)::bigint, (1)::bigint])))
contacts CONSTRAINT contacts_pkey PRIMARY KEY (force_id, id)
contacts CONSTRAINT contacts_presented_check CHECK ((presented = ANY (ARRAY['spoken'::text, 'silent_connected'::text, 'pressed_55'::text, 'dropped'::text, 'abandoned'::text, 'written'::text])))
contacts CONSTRAINT contacts_seen_check CHECK ((seen = ANY (ARRAY[(0)::bigint, (1)::bigint])))
contacts CONSTRAINT contacts_state_check CHECK ((state = ANY (ARRAY['live'::text, 'parked'::text, 'abandoned'::text, 'ended'::text])))
contacts CONSTRAINT contacts_visibility_check CHECK ((visibility = ANY (ARRAY[(0)::bigint, (1)::bigint, (2)::bigint])))
crime_cancellations CONSTRAINT crime_cancellations_check CHECK (((ground = 'duplicate'::text) = (other_crime IS NOT NULL)))
crime_cancellations CONSTRAINT crime_cancellations_check1 CHECK (((other_crime IS NULL) OR (other_crime <> crime_id)))
crime_cancellations CONSTRAINT crime_cancellations_force_id_crime_id_fkey FOREIGN KEY (force_id, crime_id) REFERENCES crimes(force_id, id)
crime_cancellations CONSTRAINT crime_cancellations_force_id_other_crime_fkey FOREIGN KEY (force_id, other_crime) REFERENCES crimes(force_id, id)
crime_cancellations CONSTRAINT crime_cancellations_ground_check CHECK ((ground = ANY (ARRAY['transferred'::text, 'additional_information'::text, 'duplicate'::text, 'error'::text, 'self_defence'::text])))
crime_cancellations CONSTRAINT crime_cancellations_pkey PRIMARY KEY (force_id, crime_id, number)
crime_cancellations CONSTRAINT crime_cancellations_status_before_check CHECK ((status_before = ANY (ARRAY['draft'::text, 'recorded'::text, 'finalised'::text])))
crime_flags CONSTRAINT crime_flags_force_id_crime_id_fkey FOREIGN KEY (force_id, crime_id) REFERENCES crimes(force_id, id)
crime_flags CONSTRAINT crime_flags_pkey PRIMARY KEY (force_id, crime_id, flag)
crime_outcomes CONSTRAINT crime_outcomes_check CHECK (((finalised_by IS NULL) OR (finalised_by <> proposed_by)))
crime_outcomes CONSTRAINT crime_outcomes_check1 CHECK (((state <> 'finalised'::text) OR (finalised_at IS NOT NULL)))
crime_outcomes CONSTRAINT crime_outcomes_force_id_crime_id_fkey FOREIGN KEY (force_id, crime_id) REFERENCES crimes(force_id, id)
crime_outcomes CONSTRAINT crime_outcomes_outcome_check CHECK ((outcome <> '0'::text))
crime_outcomes CONSTRAINT crime_outcomes_pkey PRIMARY KEY (force_id, crime_id, number)
crime_outcomes CONSTRAINT crime_outcomes_state_check CHECK ((state = ANY (ARRAY['proposed'::text, 'finalised'::text, 'superseded'::text])))
crime_people CONSTRAINT crime_people_check CHECK (((part = 'suspect'::text) = (state IS NOT NULL)))
crime_people CONSTRAINT crime_people_check1 CHECK (((part = 'entitled'::text) = (entitled IS NOT NULL)))
crime_people CONSTRAINT crime_people_entitled_check CHECK ((entitled = ANY (ARRAY['victim'::text, 'bereaved_relative'::text, 'child_of_domestic_abuse'::text, 'parent_or_guardian'::text, 'business_contact'::text])))
crime_people CONSTRAINT crime_people_force_id_crime_id_fkey FOREIGN KEY (force_id, crime_id) REFERENCES crimes(force_id, id)
crime_people CONSTRAINT crime_people_part_check CHECK ((part = ANY (ARRAY['counted_victim'::text, 'entitled'::text, 'suspect'::text])))
crime_people CONSTRAINT crime_people_pkey PRIMARY KEY (force_id, crime_id, part, mention_id)
crime_people CONSTRAINT crime_people_state_check CHECK ((state = ANY (ARRAY['current'::text, 'eliminated'::text])))
crimes CONSTRAINT crimes_check CHECK (((latitude IS NULL) = (longitude IS NULL)))
crimes CONSTRAINT crimes_check1 CHECK ((occurred_from <= occurred_to))
crimes CONSTRAINT crimes_check2 CHECK (((offence IS NULL) = (counted_as IS NULL)))
crimes CONSTRAINT crimes_check3 CHECK (((status <> ALL (ARRAY['recorded'::text, 'finalised'::text])) OR ((offence IS NOT NULL) AND (recorded_at IS NOT NULL))))
crimes CONSTRAINT crimes_counted_as_check CHECK ((counted_as = ANY (ARRAY['victim'::text, 'premises'::text, 'offender'::text, 'offender_group'::text, 'incident'::text])))
crimes CONSTRAINT crimes_exercise_check CHECK ((exercise = ANY (ARRAY[(0)::bigint, (1)::bigint])))
crimes CONSTRAINT crimes_force_id_incident_id_fkey FOREIGN KEY (force_id, incident_id) REFERENCES incidents(force_id, id)
crimes CONSTRAINT crimes_late_check CHECK ((late = ANY (ARRAY[(0)::bigint, (1)::bigint])))
crimes CONSTRAINT crimes_pkey PRIMARY KEY (force_id, id)
crimes CONSTRAINT crimes_state_victim_check CHECK ((state_victim = ANY (ARRAY[(0)::bigint, (1)::bigint])))
crimes CONSTRAINT crimes_status_check CHECK ((status = ANY (ARRAY['draft'::text, 'recorded'::text, 'finalised'::text, 'cancelled'::text])))
crimes CONSTRAINT crimes_visibility_check CHECK ((visibility = ANY (ARRAY[(0)::bigint, (1)::bigint, (2)::bigint])))
forces CONSTRAINT forces_pkey PRIMARY KEY (force_id)
gazetteer CONSTRAINT gazetteer_pkey PRIMARY KEY (force_id, reference)
gazetteer_words CONSTRAINT gazetteer_words_pkey PRIMARY KEY (force_id, word, reference)
grade_changes CONSTRAINT grade_changes_pkey PRIMARY KEY (force_id, id)
grade_changes CONSTRAINT grade_changes_state_check CHECK ((state = ANY (ARRAY['applied'::text, 'proposed'::text, 'approved'::text, 'refused'::text, 'overtaken'::text])))
idempotency CONSTRAINT idempotency_pkey PRIMARY KEY (force_id, account_id, idempotency_key)
identity_decisions CONSTRAINT identity_decisions_check CHECK ((person_a < person_b))
identity_decisions CONSTRAINT identity_decisions_check1 CHECK (((undone_at IS NULL) = (undo_reason IS NULL)))
identity_decisions CONSTRAINT identity_decisions_decision_check CHECK ((decision = ANY (ARRAY['same'::text, 'different'::text])))
identity_decisions CONSTRAINT identity_decisions_force_id_person_a_fkey FOREIGN KEY (force_id, person_a) REFERENCES persons(force_id, id)
identity_decisions CONSTRAINT identity_decisions_force_id_person_b_fkey FOREIGN KEY (force_id, person_b) REFERENCES persons(force_id, id)
identity_decisions CONSTRAINT identity_decisions_pkey PRIMARY KEY (force_id, id)
identity_models CONSTRAINT identity_models_pkey PRIMARY KEY (force_id, number)
incident_answers CONSTRAINT incident_answers_check CHECK (((answer IS NULL) <> (not_known IS NULL)))
incident_answers CONSTRAINT incident_answers_pkey PRIMARY KEY (force_id, incident_id, seq)
incident_assessments CONSTRAINT incident_assessments_pkey PRIMARY KEY (force_id, incident_id, seq)
incident_contacts CONSTRAINT incident_contacts_pkey PRIMARY KEY (force_id, incident_id, contact_id)
incident_crimes CONSTRAINT incident_crimes_pkey PRIMARY KEY (force_id, incident_id, crime_id)
incident_places CONSTRAINT incident_places_check CHECK (((latitude IS NULL) = (longitude IS NULL)))
incident_places CONSTRAINT incident_places_confidence_check CHECK ((confidence = ANY (ARRAY['certain'::text, 'likely'::text, 'uncertain'::text, 'unknown'::text])))
incident_places CONSTRAINT incident_places_confirmed_check CHECK ((confirmed = ANY (ARRAY[(0)::bigint, (1)::bigint])))
incident_places CONSTRAINT incident_places_kind_check CHECK ((kind = ANY (ARRAY['incident'::text, 'caller'::text, 'victim_home'::text, 'rendezvous'::text])))
incident_places CONSTRAINT incident_places_pkey PRIMARY KEY (force_id, incident_id, seq)
incident_places CONSTRAINT incident_places_source_check CHECK ((source = ANY (ARRAY['caller'::text, 'network'::text, 'device'::text, 'gazetteer'::text, 'officer'::text, 'record'::text, 'other'::text])))
incidents CONSTRAINT incidents_attended_check CHECK ((attended = ANY (ARRAY[(0)::bigint, (1)::bigint])))
incidents CONSTRAINT incidents_check CHECK (((latitude IS NULL) = (longitude IS NULL)))
incidents CONSTRAINT incidents_check1 CHECK (((source IS NULL) = (origin = 'live'::text)))
incidents CONSTRAINT incidents_clock_fault_check CHECK ((clock_fault = ANY (ARRAY[(0)::bigint, (1)::bigint])))
incidents CONSTRAINT incidents_crime_suspected_check CHECK ((crime_suspected = ANY (ARRAY[(0)::bigint, (1)::bigint])))
incidents CONSTRAINT incidents_exercise_check CHECK ((exercise = ANY (ARRAY[(0)::bigint, (1)::bigint])))
incidents CONSTRAINT incidents_grade_check CHECK ((grade = ANY (ARRAY['emergency'::text, 'priority'::text, 'scheduled'::text, 'without_deployment'::text])))
incidents CONSTRAINT incidents_origin_check CHECK ((origin = ANY (ARRAY['live'::text, 'imported'::text])))
incidents CONSTRAINT incidents_pkey PRIMARY KEY (force_id, id)
incidents CONSTRAINT incidents_status_check CHECK ((status = ANY (ARRAY['open'::text, 'closed'::text])))
incidents CONSTRAINT incidents_transferred_check CHECK ((transferred = ANY (ARRAY[(0)::bigint, (1)::bigint])))
incidents CONSTRAINT incidents_vulnerable_check CHECK ((vulnerable = ANY (ARRAY[(0)::bigint, (1)::bigint])))
involvements CONSTRAINT involvements_force_id_record_id_fkey FOREIGN KEY (force_id, record_id) REFERENCES people_records(force_id, id)
involvements CONSTRAINT involvements_kind_check CHECK ((kind = ANY (ARRAY['person'::text, 'address'::text, 'phone'::text, 'vehicle'::text])))
involvements CONSTRAINT involvements_pkey PRIMARY KEY (force_id, subject_id, record_id, role, mention_id)
involvements CONSTRAINT involvements_role_check CHECK ((role = ANY (ARRAY['caller'::text, 'victim'::text, 'witness'::text, 'third_party'::text, 'professional'::text, 'suspect'::text, 'offender'::text, 'other'::text])))
journal CONSTRAINT journal_pkey PRIMARY KEY (force_id, "position")
journal_content CONSTRAINT journal_content_check CHECK (((salt IS NULL) = (content IS NULL)))
journal_content CONSTRAINT journal_content_check1 CHECK (((content IS NULL) = (erased_by IS NOT NULL)))
journal_content CONSTRAINT journal_content_pkey PRIMARY KEY (force_id, "position")
journal_seals CONSTRAINT journal_seals_pkey PRIMARY KEY (force_id, last_position)
lane_registers CONSTRAINT lane_registers_pkey PRIMARY KEY (force_id, name)
lanes CONSTRAINT lanes_pkey PRIMARY KEY (force_id)
linked_pairs CONSTRAINT linked_pairs_check CHECK ((person_a < person_b))
linked_pairs CONSTRAINT linked_pairs_force_id_linking_id_fkey FOREIGN KEY (force_id, linking_id) REFERENCES linkings(force_id, id)
linked_pairs CONSTRAINT linked_pairs_force_id_person_a_fkey FOREIGN KEY (force_id, person_a) REFERENCES persons(force_id, id)
linked_pairs CONSTRAINT linked_pairs_force_id_person_b_fkey FOREIGN KEY (force_id, person_b) REFERENCES persons(force_id, id)
linked_pairs CONSTRAINT linked_pairs_pkey PRIMARY KEY (force_id, linking_id, nr)
linkings CONSTRAINT linkings_check CHECK (((state = ANY (ARRAY['waiting'::text, 'running'::text])) = (ended_at IS NULL)))
linkings CONSTRAINT linkings_check1 CHECK (((state = ANY (ARRAY['failed'::text, 'stopped'::text])) = (failure IS NOT NULL)))
linkings CONSTRAINT linkings_pkey PRIMARY KEY (force_id, id)
linkings CONSTRAINT linkings_state_check CHECK ((state = ANY (ARRAY['waiting'::text, 'running'::text, 'done'::text, 'failed'::text, 'stopped'::text])))
markers CONSTRAINT markers_check CHECK (((person_at IS NULL) OR (kind = 'address'::text)))
markers CONSTRAINT markers_force_id_person_at_fkey FOREIGN KEY (force_id, person_at) REFERENCES persons(force_id, id)
markers CONSTRAINT markers_high_risk_check CHECK ((high_risk = ANY (ARRAY[(0)::bigint, (1)::bigint])))
markers CONSTRAINT markers_kind_check CHECK ((kind = ANY (ARRAY['person'::text, 'address'::text, 'phone'::text, 'vehicle'::text])))
markers CONSTRAINT markers_pkey PRIMARY KEY (force_id, id)
markers CONSTRAINT markers_visibility_check CHECK ((visibility = ANY (ARRAY[(0)::bigint, (1)::bigint, (2)::bigint])))
markers CONSTRAINT markers_vulnerable_check CHECK ((vulnerable = ANY (ARRAY[(0)::bigint, (1)::bigint])))
markers CONSTRAINT markers_warning_check CHECK ((warning = ANY (ARRAY[(0)::bigint, (1)::bigint])))
memberships CONSTRAINT memberships_check CHECK (((to_at IS NULL) OR (to_at >= from_at)))
memberships CONSTRAINT memberships_force_id_account_id_fkey FOREIGN KEY (force_id, account_id) REFERENCES accounts(force_id, id)
memberships CONSTRAINT memberships_force_id_team_id_fkey FOREIGN KEY (force_id, team_id) REFERENCES teams(force_id, id)
memberships CONSTRAINT memberships_pkey PRIMARY KEY (force_id, id)
mention_records CONSTRAINT mention_records_force_id_mention_id_fkey FOREIGN KEY (force_id, mention_id) REFERENCES mentions(force_id, id)
mention_records CONSTRAINT mention_records_force_id_record_id_fkey FOREIGN KEY (force_id, record_id) REFERENCES people_records(force_id, id)
mention_records CONSTRAINT mention_records_pkey PRIMARY KEY (force_id, record_id, mention_id)
mentions CONSTRAINT mentions_anonymous_check CHECK ((anonymous = ANY (ARRAY[(0)::bigint, (1)::bigint])))
mentions CONSTRAINT mentions_check CHECK (((latitude IS NULL) = (longitude IS NULL)))
mentions CONSTRAINT mentions_check1 CHECK (((anonymous = 0) OR ((phone_id IS NULL) AND (address_id IS NULL) AND (vehicle_id IS NULL))))
mentions CONSTRAINT mentions_force_id_address_id_fkey FOREIGN KEY (force_id, address_id) REFERENCES addresses(force_id, id)
mentions CONSTRAINT mentions_force_id_phone_id_fkey FOREIGN KEY (force_id, phone_id) REFERENCES phones(force_id, id)
mentions CONSTRAINT mentions_force_id_said_in_fkey FOREIGN KEY (force_id, said_in) REFERENCES people_records(force_id, id)
mentions CONSTRAINT mentions_force_id_vehicle_id_fkey FOREIGN KEY (force_id, vehicle_id) REFERENCES vehicles(force_id, id)
mentions CONSTRAINT mentions_pkey PRIMARY KEY (force_id, id)
mentions CONSTRAINT mentions_role_check CHECK ((role = ANY (ARRAY['caller'::text, 'victim'::text, 'witness'::text, 'third_party'::text, 'professional'::text, 'suspect'::text, 'offender'::text, 'other'::text])))
never_links CONSTRAINT never_links_check CHECK ((person_id <> other_id))
never_links CONSTRAINT never_links_check1 CHECK (((kind = 'relocated_victim'::text) = (since_at IS NOT NULL)))
never_links CONSTRAINT never_links_check2 CHECK (((removed_at IS NULL) = (remove_reason IS NULL)))
never_links CONSTRAINT never_links_force_id_other_id_fkey FOREIGN KEY (force_id, other_id) REFERENCES persons(force_id, id)
never_links CONSTRAINT never_links_force_id_person_id_fkey FOREIGN KEY (force_id, person_id) REFERENCES persons(force_id, id)
never_links CONSTRAINT never_links_kind_check CHECK ((kind = ANY (ARRAY['protected_person'::text, 'gender_recognition'::text, 'relocated_victim'::text])))
never_links CONSTRAINT never_links_pkey PRIMARY KEY (force_id, id)
never_links CONSTRAINT never_links_visibility_check CHECK ((visibility = ANY (ARRAY[(0)::bigint, (1)::bigint, (2)::bigint])))
notices CONSTRAINT notices_check CHECK (((unseen = 1) = (seen_at IS NULL)))
notices CONSTRAINT notices_check1 CHECK (((seen_at IS NULL) = (seen_by IS NULL)))
notices CONSTRAINT notices_kind_check CHECK ((kind = ANY (ARRAY['warning'::text, 'breach'::text, 'escalation'::text, 'task'::text, 'message'::text])))
notices CONSTRAINT notices_pkey PRIMARY KEY (force_id, id)
notices CONSTRAINT notices_unseen_check CHECK ((unseen = ANY (ARRAY[(0)::bigint, (1)::bigint])))
people_imports CONSTRAINT people_imports_pkey PRIMARY KEY (force_id, sha256)
people_records CONSTRAINT people_records_pkey PRIMARY KEY (force_id, id)
people_records CONSTRAINT people_records_visibility_check CHECK ((visibility = ANY (ARRAY[(0)::bigint, (1)::bigint, (2)::bigint])))
person_groups CONSTRAINT person_groups_force_id_head_id_fkey FOREIGN KEY (force_id, head_id) REFERENCES persons(force_id, id)
person_groups CONSTRAINT person_groups_force_id_person_id_fkey FOREIGN KEY (force_id, person_id) REFERENCES persons(force_id, id)
person_groups CONSTRAINT person_groups_pkey PRIMARY KEY (force_id, person_id)
person_links CONSTRAINT person_links_check CHECK (((undone_at IS NULL) = (undo_reason IS NULL)))
person_links CONSTRAINT person_links_force_id_mention_id_fkey FOREIGN KEY (force_id, mention_id) REFERENCES mentions(force_id, id)
person_links CONSTRAINT person_links_force_id_person_id_fkey FOREIGN KEY (force_id, person_id) REFERENCES persons(force_id, id)
person_links CONSTRAINT person_links_pkey PRIMARY KEY (force_id, id)
person_names CONSTRAINT person_names_force_id_person_id_fkey FOREIGN KEY (force_id, person_id) REFERENCES persons(force_id, id)
person_names CONSTRAINT person_names_pkey PRIMARY KEY (force_id, name_key, written, person_id)
person_profiles CONSTRAINT person_profiles_force_id_person_id_fkey FOREIGN KEY (force_id, person_id) REFERENCES persons(force_id, id)
person_profiles CONSTRAINT person_profiles_name_kind_check CHECK ((name_kind = ANY (ARRAY['own'::text, 'alias'::text, 'former'::text, 'married'::text])))
person_profiles CONSTRAINT person_profiles_pkey PRIMARY KEY (force_id, profile)
persons CONSTRAINT persons_pkey PRIMARY KEY (force_id, id)
persons CONSTRAINT persons_visibility_check CHECK ((visibility = ANY (ARRAY[(0)::bigint, (1)::bigint, (2)::bigint])))
phones CONSTRAINT phones_force_id_number_key UNIQUE (force_id, number)
phones CONSTRAINT phones_pkey PRIMARY KEY (force_id, id)
policies CONSTRAINT policies_check CHECK (((state <> 'active'::text) OR ((activated_by IS NOT NULL) AND (activated_at IS NOT NULL) AND (effective_from IS NOT NULL))))
policies CONSTRAINT policies_force_id_proposed_by_fkey FOREIGN KEY (force_id, proposed_by) REFERENCES accounts(force_id, id)
policies CONSTRAINT policies_pkey PRIMARY KEY (force_id, name)
policies CONSTRAINT policies_state_check CHECK ((state = ANY (ARRAY['proposed'::text, 'active'::text, 'withdrawn'::text])))
promises CONSTRAINT promises_check CHECK (((limit_s IS NULL) <> (working_days IS NULL)))
promises CONSTRAINT promises_check1 CHECK (((working_days IS NULL) = (calendar IS NULL)))
promises CONSTRAINT promises_check2 CHECK (((paused_at IS NULL) = (left_ms IS NULL)))
promises CONSTRAINT promises_check3 CHECK (((paused_at IS NULL) = (due_at IS NOT NULL)))
promises CONSTRAINT promises_check4 CHECK (((next_at IS NULL) OR ((due_at IS NOT NULL) AND (met_at IS NULL) AND (ended_at IS NULL))))
promises CONSTRAINT promises_pkey PRIMARY KEY (force_id, id)
promises CONSTRAINT promises_visibility_check CHECK ((visibility = ANY (ARRAY[(0)::bigint, (1)::bigint, (2)::bigint])))
published_crimes CONSTRAINT published_crimes_pkey PRIMARY KEY (force_id, file_id, row_no)
published_files CONSTRAINT published_files_kind_check CHECK ((kind = ANY (ARRAY['street'::text, 'outcomes'::text, 'stop_and_search'::text])))
published_files CONSTRAINT published_files_pkey PRIMARY KEY (force_id, file_id)
published_outcomes CONSTRAINT published_outcomes_pkey PRIMARY KEY (force_id, file_id, row_no)
published_stops CONSTRAINT published_stops_pkey PRIMARY KEY (force_id, file_id, row_no)
published_vintages CONSTRAINT published_vintages_pkey PRIMARY KEY (force_id, file_id, vintage)
review_pairs CONSTRAINT review_pairs_check CHECK ((person_a < person_b))
review_pairs CONSTRAINT review_pairs_check1 CHECK (((state = 'postponed'::text) = (postponed_until IS NOT NULL)))
review_pairs CONSTRAINT review_pairs_force_id_person_a_fkey FOREIGN KEY (force_id, person_a) REFERENCES persons(force_id, id)
review_pairs CONSTRAINT review_pairs_force_id_person_b_fkey FOREIGN KEY (force_id, person_b) REFERENCES persons(force_id, id)
review_pairs CONSTRAINT review_pairs_pkey PRIMARY KEY (force_id, id)
review_pairs CONSTRAINT review_pairs_state_check CHECK ((state = ANY (ARRAY['waiting'::text, 'postponed'::text, 'decided'::text])))
review_progress CONSTRAINT review_progress_pkey PRIMARY KEY (force_id)
role_grants CONSTRAINT role_grants_check CHECK (((to_at IS NULL) OR (to_at >= from_at)))
role_grants CONSTRAINT role_grants_force_id_account_id_fkey FOREIGN KEY (force_id, account_id) REFERENCES accounts(force_id, id)
role_grants CONSTRAINT role_grants_pkey PRIMARY KEY (force_id, id)
schema_migrations CONSTRAINT schema_migrations_pkey PRIMARY KEY (number)
sessions CONSTRAINT sessions_force_id_account_id_fkey FOREIGN KEY (force_id, account_id) REFERENCES accounts(force_id, id)
sessions CONSTRAINT sessions_force_id_id_key UNIQUE (force_id, id)
sessions CONSTRAINT sessions_pkey PRIMARY KEY (force_id, token_hash)
street_points CONSTRAINT street_points_pkey PRIMARY KEY (force_id, folded_name, lsoa_code, latitude, longitude)
tasks CONSTRAINT tasks_check CHECK (((done_at IS NULL) = (outcome IS NULL)))
tasks CONSTRAINT tasks_check1 CHECK (((done_at IS NULL) = (done_by IS NULL)))
tasks CONSTRAINT tasks_pkey PRIMARY KEY (force_id, id)
tasks CONSTRAINT tasks_visibility_check CHECK ((visibility = ANY (ARRAY[(0)::bigint, (1)::bigint, (2)::bigint])))
teams CONSTRAINT teams_force_id_fkey FOREIGN KEY (force_id) REFERENCES forces(force_id)
teams CONSTRAINT teams_force_id_folded_name_key UNIQUE (force_id, folded_name)
teams CONSTRAINT teams_pkey PRIMARY KEY (force_id, id)
teams CONSTRAINT teams_visibility_check CHECK ((visibility = ANY (ARRAY[(0)::bigint, (1)::bigint, (2)::bigint])))
typed_twice CONSTRAINT typed_twice_pkey PRIMARY KEY (force_id, id)
vehicles CONSTRAINT vehicles_force_id_registration_key UNIQUE (force_id, registration)
vehicles CONSTRAINT vehicles_pkey PRIMARY KEY (force_id, id)
CREATE UNIQUE INDEX accounts_force_id_folded_username_key ON accounts USING btree (force_id, folded_username)
CREATE UNIQUE INDEX accounts_one_command_line ON accounts USING btree (force_id) WHERE (kind = 'command_line'::text)
CREATE INDEX addresses_postcode ON addresses USING btree (force_id, postcode, folded, flat, id)
CREATE INDEX area_lookups_back ON area_lookups USING btree (force_id, to_layer, to_code)
CREATE INDEX contacts_listed ON contacts USING btree (force_id, state, received_at, id)
CREATE INDEX contacts_of_number ON contacts USING btree (force_id, plain_phone, received_at) WHERE (plain_phone IS NOT NULL)
CREATE INDEX contacts_of_person ON contacts USING btree (force_id, owner) WHERE (owner < 'team:'::text)
CREATE UNIQUE INDEX contacts_reference ON contacts USING btree (force_id, received_on, number)
CREATE UNIQUE INDEX crime_outcomes_one_each ON crime_outcomes USING btree (force_id, crime_id, state) WHERE (state <> 'superseded'::text)
CREATE INDEX crimes_incident ON crimes USING btree (force_id, incident_id, raised_at, id) WHERE (incident_id IS NOT NULL)
CREATE INDEX crimes_newest ON crimes USING btree (force_id, raised_at, id)
CREATE INDEX crimes_number ON crimes USING btree (force_id, number, raised_at, id)
CREATE INDEX crimes_of_person ON crimes USING btree (force_id, owner) WHERE (owner < 'team:'::text)
CREATE UNIQUE INDEX crimes_reference ON crimes USING btree (force_id, folded_reference)
CREATE INDEX crimes_status ON crimes USING btree (force_id, status, raised_at, id)
CREATE INDEX gazetteer_by_address ON gazetteer USING btree (force_id, folded_address)
CREATE INDEX gazetteer_by_latitude ON gazetteer USING btree (force_id, latitude, longitude)
CREATE INDEX gazetteer_by_postcode ON gazetteer USING btree (force_id, postcode)
CREATE INDEX gazetteer_words_of ON gazetteer_words USING btree (force_id, reference)
CREATE INDEX grade_changes_of_incident ON grade_changes USING btree (force_id, incident_id, seq)
CREATE INDEX idempotency_age ON idempotency USING btree (force_id, made_at)
CREATE UNIQUE INDEX identity_decisions_in_force ON identity_decisions USING btree (force_id, person_a, person_b) WHERE (undone_at IS NULL)
CREATE INDEX identity_decisions_newest ON identity_decisions USING btree (force_id, decided_at)
CREATE INDEX identity_decisions_of_second ON identity_decisions USING btree (force_id, person_b) WHERE (undone_at IS NULL)
CREATE INDEX incidents_board ON incidents USING btree (force_id, status, opened_at, id)
CREATE INDEX incidents_graded ON incidents USING btree (force_id, status, grade, opened_at, id) WHERE (grade IS NOT NULL)
CREATE INDEX incidents_joined ON incidents USING btree (force_id, joined_to) WHERE (joined_to IS NOT NULL)
CREATE INDEX incidents_of_person ON incidents USING btree (force_id, owner) WHERE (owner < 'team:'::text)
CREATE UNIQUE INDEX incidents_reference ON incidents USING btree (force_id, opened_on, number)
CREATE UNIQUE INDEX incidents_source ON incidents USING btree (force_id, source, source_id) WHERE (source IS NOT NULL)
CREATE INDEX involvements_newest ON involvements USING btree (force_id, subject_id, involved_at, record_id)
CREATE INDEX involvements_of_mention ON involvements USING btree (force_id, mention_id, record_id)
CREATE UNIQUE INDEX journal_of_record ON journal USING btree (force_id, record_id, seq)
CREATE INDEX linked_pairs_of_cluster ON linked_pairs USING btree (force_id, linking_id, cluster, nr)
CREATE INDEX linked_pairs_of_two ON linked_pairs USING btree (force_id, linking_id, person_a, person_b)
CREATE UNIQUE INDEX linkings_one_at_a_time ON linkings USING btree (force_id) WHERE (ended_at IS NULL)
CREATE INDEX markers_about ON markers USING btree (force_id, person_at) WHERE ((removed_at IS NULL) AND (person_at IS NOT NULL))
CREATE INDEX markers_of_person ON markers USING btree (force_id, owner) WHERE (owner < 'team:'::text)
CREATE INDEX markers_of_subject ON markers USING btree (force_id, subject_id) WHERE (removed_at IS NULL)
CREATE INDEX memberships_of_team ON memberships USING btree (force_id, team_id)
CREATE UNIQUE INDEX memberships_open ON memberships USING btree (force_id, account_id, team_id) WHERE (to_at IS NULL)
CREATE INDEX mention_records_of_mention ON mention_records USING btree (force_id, mention_id, record_id)
CREATE INDEX mentions_of_phone ON mentions USING btree (force_id, phone_id, said_at, id, address_id) WHERE ((phone_id IS NOT NULL) AND (address_id IS NOT NULL))
CREATE INDEX never_links_from ON never_links USING btree (force_id, other_id) WHERE ((removed_at IS NULL) AND (other_id IS NOT NULL))
CREATE INDEX never_links_hiding ON never_links USING btree (force_id, person_id) WHERE (removed_at IS NULL)
CREATE INDEX notices_of_addressee ON notices USING btree (force_id, addressee, unseen, at, id)
CREATE INDEX notices_of_matter ON notices USING btree (force_id, matter) WHERE ((unseen = 1) AND (matter <> ''::text))
CREATE INDEX notices_of_record ON notices USING btree (force_id, about_id, at)
CREATE INDEX people_records_of_person ON people_records USING btree (force_id, owner) WHERE (owner < 'team:'::text)
CREATE INDEX person_groups_of_head ON person_groups USING btree (force_id, head_id, person_id)
CREATE UNIQUE INDEX person_links_in_force ON person_links USING btree (force_id, mention_id) WHERE (undone_at IS NULL)
CREATE INDEX person_links_of_person ON person_links USING btree (force_id, person_id) WHERE (undone_at IS NULL)
CREATE INDEX person_links_of_phone ON person_links USING btree (force_id, phone_id, decided_at, person_id) WHERE ((undone_at IS NULL) AND (phone_id IS NOT NULL))
CREATE INDEX person_links_of_profile ON person_links USING btree (force_id, profile, mention_id) WHERE ((undone_at IS NULL) AND (profile IS NOT NULL))
CREATE INDEX person_links_undone ON person_links USING btree (force_id, mention_id) WHERE (undone_at IS NOT NULL)
CREATE INDEX person_names_born ON person_names USING btree (force_id, born, name_key, written, person_id)
CREATE INDEX person_names_of_person ON person_names USING btree (force_id, person_id)
CREATE INDEX person_profiles_changed ON person_profiles USING btree (force_id, changed, profile)
CREATE INDEX person_profiles_of_person ON person_profiles USING btree (force_id, person_id, profile)
CREATE INDEX persons_of_person ON persons USING btree (force_id, owner) WHERE (owner < 'team:'::text)
CREATE UNIQUE INDEX phones_force_id_number_key ON phones USING btree (force_id, number)
CREATE INDEX policies_active ON policies USING btree (force_id, effective_from, activated_at) WHERE (state = 'active'::text)
CREATE INDEX promises_calendar ON promises USING btree (force_id, calendar) WHERE ((met_at IS NULL) AND (ended_at IS NULL) AND (due_at IS NOT NULL) AND (calendar IS NOT NULL))
CREATE INDEX promises_due ON promises USING btree (force_id, due_at, id) WHERE ((met_at IS NULL) AND (ended_at IS NULL) AND (due_at IS NOT NULL))
CREATE INDEX promises_next ON promises USING btree (force_id, next_at, id) WHERE (next_at IS NOT NULL)
CREATE INDEX promises_of_owner ON promises USING btree (force_id, owner, due_at, id) WHERE ((met_at IS NULL) AND (ended_at IS NULL))
CREATE INDEX promises_of_record ON promises USING btree (force_id, about_id)
CREATE UNIQUE INDEX promises_open ON promises USING btree (force_id, about_id, rule) WHERE ((met_at IS NULL) AND (ended_at IS NULL))
CREATE INDEX promises_to_settle ON promises USING btree (force_id, settle_at, id) WHERE (settle_at IS NOT NULL)
CREATE INDEX published_crimes_counted ON published_crimes USING btree (force_id, file_id, crime_kind, outcome_kind, borough_code, ward_code, from_vintage, to_vintage)
CREATE UNIQUE INDEX published_files_key ON published_files USING btree (force_id, kind, month, publisher, subset)
CREATE INDEX published_outcomes_counted ON published_outcomes USING btree (force_id, file_id, outcome_kind, borough_code, ward_code, crime_key, row_no, from_vintage, to_vintage)
CREATE INDEX review_pairs_of_second ON review_pairs USING btree (force_id, person_b)
CREATE UNIQUE INDEX review_pairs_once ON review_pairs USING btree (force_id, person_a, person_b)
CREATE INDEX review_pairs_surest ON review_pairs USING btree (force_id, probability DESC, id DESC) WHERE (state <> 'decided'::text)
CREATE INDEX role_grants_of_account ON role_grants USING btree (force_id, account_id)
CREATE INDEX role_grants_of_role ON role_grants USING btree (force_id, role)
CREATE INDEX sessions_by_end ON sessions USING btree (force_id, expires_at)
CREATE UNIQUE INDEX sessions_force_id_id_key ON sessions USING btree (force_id, id)
CREATE INDEX sessions_of_account ON sessions USING btree (force_id, account_id) WHERE (ended_at IS NULL)
CREATE INDEX tasks_of_owner ON tasks USING btree (force_id, owner, COALESCE(due_at, '9223372036854775807'::bigint), id) WHERE (done_at IS NULL)
CREATE INDEX tasks_of_record ON tasks USING btree (force_id, about_id)
CREATE INDEX tasks_open ON tasks USING btree (force_id, COALESCE(due_at, '9223372036854775807'::bigint), id) WHERE (done_at IS NULL)
CREATE UNIQUE INDEX teams_force_id_folded_name_key ON teams USING btree (force_id, folded_name)
CREATE UNIQUE INDEX vehicles_force_id_registration_key ON vehicles USING btree (force_id, registration)
