-- For programs: lists in the order in which records were last changed, so that a program that comes back
-- reads only what is new; and answers that are kept for a day, so that an order sent twice is done once.

create index deal_by_change on deal (workspace_id, updated_at, id) where deleted_at is null;
create index account_by_change on account (workspace_id, updated_at, id) where deleted_at is null;
create index person_by_change on person (workspace_id, updated_at, id) where deleted_at is null;

create table api_order (
    workspace_id uuid not null,
    token_id uuid not null,
    -- What the program calls this order: its Idempotency-Key.
    key text not null,
    -- sha-256 of what was sent: the same key with something else is a mistake, not a repetition.
    fingerprint bytea not null,
    -- The act's id, minted with the claim: whoever takes the order up again after a crash repeats this very
    -- act, which is done once.
    act_id uuid not null,
    -- Null when nobody is at work on it any more and no answer is known.
    working_since timestamptz default now(),
    -- The answer as it was given first; null until then.
    status smallint,
    etag text,
    location text,
    body text,
    created_at timestamptz not null default now(),
    primary key (workspace_id, token_id, key),
    foreign key (workspace_id, token_id) references api_token (workspace_id, id)
);
create index api_order_by_age on api_order (created_at);
