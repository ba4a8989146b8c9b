-- Who works here. A workspace is a team's own world: its id comes first in every key, so that no row
-- can refer to another workspace's.

create table workspace (
    id uuid primary key,
    name text not null,
    zone text not null default 'Asia/Seoul',
    currency text not null default 'KRW',
    -- The demo is marked as such, so that its sign-in can be printed and nothing else's.
    is_demo boolean not null default false,
    -- Counters of the short keys (D-1234, A-12). Taken in the statement that creates the record.
    last_deal_number integer not null default 0,
    last_account_number integer not null default 0,
    created_at timestamptz not null default now()
);

create table member (
    workspace_id uuid not null references workspace (id),
    id uuid not null,
    version integer not null default 1,
    name text not null,
    -- Null for a placeholder: an owner that an imported file named and nobody knows yet.
    email text,
    -- argon2id; null until the invitation was answered, and for placeholders.
    password_hash text,
    roles text[] not null,
    locale text,
    theme text not null default 'system',
    -- When somebody leaves, the records stay theirs until they are given to others.
    deactivated_at timestamptz,
    created_at timestamptz not null default now(),
    primary key (workspace_id, id)
);
-- One e-mail signs in to one workspace: the sign-in page asks for nothing else.
create unique index member_email_taken on member (email) where email is not null;

create table team (
    workspace_id uuid not null references workspace (id),
    id uuid not null,
    name text not null,
    created_at timestamptz not null default now(),
    primary key (workspace_id, id),
    constraint team_name_taken unique (workspace_id, name)
);

create table team_member (
    workspace_id uuid not null,
    team_id uuid not null,
    member_id uuid not null,
    primary key (workspace_id, team_id, member_id),
    foreign key (workspace_id, team_id) references team (workspace_id, id) on delete cascade,
    foreign key (workspace_id, member_id) references member (workspace_id, id)
);

-- A link by which somebody becomes a member, once.
create table invitation (
    workspace_id uuid not null references workspace (id),
    id uuid not null,
    -- sha-256 of the token in the link; the token itself is shown once and kept nowhere.
    token_hash bytea not null unique,
    email text not null,
    roles text[] not null,
    -- The placeholder whose records become theirs.
    member_id uuid,
    -- Null when the operator asked them in.
    invited_by uuid,
    expires_at timestamptz not null,
    accepted_at timestamptz,
    withdrawn_at timestamptz,
    created_at timestamptz not null default now(),
    primary key (workspace_id, id),
    foreign key (workspace_id, member_id) references member (workspace_id, id),
    foreign key (workspace_id, invited_by) references member (workspace_id, id)
);
-- Whoever is asked in twice has one link that works.
create unique index invitation_open on invitation (workspace_id, email) where accepted_at is null and withdrawn_at is null;

-- The link of a first start, by which the first workspace and its first admin are made. Belongs to no
-- workspace, for there is none yet. Gone once it was used.
create table setup_link (
    token_hash bytea primary key,
    expires_at timestamptz not null
);

-- Where a member is signed in. The cookie holds the token, we hold its hash.
create table session (
    token_hash bytea primary key,
    workspace_id uuid not null,
    id uuid not null unique,
    member_id uuid not null,
    browser text not null default '',
    created_at timestamptz not null default now(),
    seen_at timestamptz not null default now(),
    foreign key (workspace_id, member_id) references member (workspace_id, id)
);
create index session_by_member on session (workspace_id, member_id);

-- Tries to sign in that did not succeed, or not yet. Counted here because there may be several processes.
create table sign_in_try (
    email text not null,
    at timestamptz not null
);
create index sign_in_try_by_email on sign_in_try (email, at);

-- For programs: shown once, kept hashed, never with more rights than its member has.
create table api_token (
    workspace_id uuid not null,
    id uuid not null,
    member_id uuid not null,
    name text not null,
    -- read: no more than a viewer; write: all that its member may.
    scope text not null default 'read',
    token_hash bytea not null unique,
    created_at timestamptz not null default now(),
    last_used_at timestamptz,
    revoked_at timestamptz,
    primary key (workspace_id, id),
    foreign key (workspace_id, member_id) references member (workspace_id, id)
);
