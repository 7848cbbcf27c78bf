-- Answers of commands, kept 35 days, so that a retry is answered as the first time and never done twice.
CREATE TABLE idempotency (
    force_id TEXT NOT NULL,
    account_id TEXT NOT NULL,
    idempotency_key TEXT NOT NULL,
    request_hash TEXT NOT NULL,
    status BIGINT NOT NULL,
    answer TEXT NOT NULL,
    version BIGINT,
    made_at BIGINT NOT NULL,
    PRIMARY KEY (force_id, account_id, idempotency_key)
);
CREATE INDEX idempotency_age ON idempotency (force_id, made_at);
