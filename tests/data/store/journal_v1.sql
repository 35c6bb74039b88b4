-- A journal as muster 0.1 wrote it: schema version 1, with one operation that was ended, one that
-- its owner left open in the middle of a step, and an account.
CREATE TABLE owners (
    epoch   INTEGER PRIMARY KEY,
    started INTEGER NOT NULL
);
CREATE TABLE operations (
    id                INTEGER PRIMARY KEY,
    epoch             INTEGER NOT NULL,
    correlation       TEXT NOT NULL,
    started           INTEGER NOT NULL,
    target            TEXT NOT NULL,
    object_class      TEXT NOT NULL,
    kind              INTEGER NOT NULL,
    uid               TEXT NOT NULL,
    name              TEXT NOT NULL,
    asked_by          TEXT NOT NULL,
    connector         TEXT NOT NULL,
    connector_version TEXT NOT NULL,
    request           TEXT NOT NULL,
    state             INTEGER NOT NULL,
    outcome           INTEGER NOT NULL DEFAULT 0,
    accepted          INTEGER NOT NULL DEFAULT 0,
    error_code        INTEGER,
    error_message     TEXT,
    error_hint        TEXT,
    error_http        INTEGER,
    error_target_code TEXT,
    notices           TEXT,
    ended             INTEGER
);
CREATE INDEX operations_unfinished ON operations (id) WHERE state <> 2;
CREATE TABLE steps (
    operation     INTEGER NOT NULL,
    ordinal       INTEGER NOT NULL,
    name          TEXT NOT NULL,
    operation_key TEXT NOT NULL,
    method        TEXT NOT NULL,
    url           TEXT NOT NULL,
    started       INTEGER NOT NULL,
    outcome       INTEGER,
    http_status   INTEGER,
    target_code   TEXT,
    saved_result  TEXT,
    duration_ms   INTEGER,
    ended         INTEGER,
    PRIMARY KEY (operation, ordinal)
) WITHOUT ROWID;
CREATE TABLE accounts (
    id             INTEGER PRIMARY KEY,
    target         TEXT NOT NULL,
    object_class   TEXT NOT NULL,
    uid            TEXT NOT NULL,
    name           TEXT NOT NULL,
    state          TEXT NOT NULL,
    last_operation INTEGER,
    first_seen     INTEGER NOT NULL,
    last_seen      INTEGER NOT NULL,
    released       INTEGER NOT NULL
);
CREATE UNIQUE INDEX accounts_uid ON accounts (target, uid, object_class);
CREATE INDEX accounts_name ON accounts (target, name);
PRAGMA application_id=1836282994;
PRAGMA user_version=1;
INSERT INTO owners VALUES (1, 1767000000000000);
INSERT INTO operations (id, epoch, correlation, started, target, object_class, kind, uid, name,
    asked_by, connector, connector_version, request, state, outcome, ended)
VALUES (1, 1, 'c1', 1767000001000000, 'zoom', '__ACCOUNT__', 1, 'u1', 'a@example.com', 'root',
    'zoom', '0.1.0', '{}', 2, 1, 1767000002000000);
INSERT INTO operations (id, epoch, correlation, started, target, object_class, kind, uid, name,
    asked_by, connector, connector_version, request, state)
VALUES (2, 1, 'c2', 1767000003000000, 'zoom', '__ACCOUNT__', 1, '', 'b@example.com', 'root',
    'zoom', '0.1.0', '{}', 1);
INSERT INTO steps (operation, ordinal, name, operation_key, method, url, started)
VALUES (2, 1, 'create', '__ACCOUNT__.CREATEOP', 'POST', 'https://api.example.com/v2/users',
    1767000003000000);
INSERT INTO accounts VALUES (1, 'zoom', '__ACCOUNT__', 'u1', 'a@example.com', 'active', 1,
    1767000002000000, 1767000002000000, 0);
