-- Accounts, people, pipelines, deals. Every record has a version that rises by one with every change;
-- writers name the version they saw.

create table account (
    workspace_id uuid not null references workspace (id),
    id uuid not null,
    number integer not null,
    version integer not null default 1,
    name text not null,
    domain text,
    industry text,
    employees integer,
    region text,
    owner_id uuid,
    parent_id uuid,
    about text not null default '',
    -- The key of the row in the file it came from, so that a second import finds it.
    source_key text,
    -- The last touch that reached them, as the activities say. No fact of its own, so no version: logging a
    -- call must not overtake somebody who edits the account. The same holds for a person.
    last_activity_at timestamptz,
    created_at timestamptz not null default now(),
    updated_at timestamptz not null default now(),
    deleted_at timestamptz,
    grams text[] generated always as (bigrams(search_text(name, domain))) stored,
    primary key (workspace_id, id),
    constraint account_number_taken unique (workspace_id, number),
    constraint account_source_taken unique (workspace_id, source_key),
    foreign key (workspace_id, owner_id) references member (workspace_id, id),
    foreign key (workspace_id, parent_id) references account (workspace_id, id),
    constraint account_not_its_own_parent check (parent_id is distinct from id)
);
-- Lists are read a page at a time in these orders. Names go by code point, 가나다 after ABC, the same in
-- every database whatever its locale, so that a prefix is a range.
create index account_by_name on account (workspace_id, (search_norm(name) collate "C"), id) where deleted_at is null;
create index account_by_activity on account (workspace_id, coalesce(last_activity_at, '-infinity'), id) where deleted_at is null;
create index account_by_domain on account (workspace_id, domain) where domain is not null and deleted_at is null;
create index account_by_parent on account (workspace_id, parent_id) where parent_id is not null and deleted_at is null;
create index account_grams on account using gin (grams);

create table person (
    workspace_id uuid not null references workspace (id),
    id uuid not null,
    version integer not null default 1,
    name text not null,
    title text,
    department text,
    email text,
    phone text,
    account_id uuid,
    owner_id uuid,
    about text not null default '',
    source_key text,
    last_activity_at timestamptz,
    created_at timestamptz not null default now(),
    updated_at timestamptz not null default now(),
    deleted_at timestamptz,
    grams text[] generated always as (bigrams(search_text(name, reach(email, phone)))) stored,
    primary key (workspace_id, id),
    constraint person_source_taken unique (workspace_id, source_key),
    foreign key (workspace_id, account_id) references account (workspace_id, id),
    foreign key (workspace_id, owner_id) references member (workspace_id, id)
);
-- The same address twice is the same person.
create unique index person_email_taken on person (workspace_id, email) where email is not null and deleted_at is null;
create index person_by_name on person (workspace_id, (search_norm(name) collate "C"), id) where deleted_at is null;
create index person_by_activity on person (workspace_id, coalesce(last_activity_at, '-infinity'), id) where deleted_at is null;
create index person_by_account on person (workspace_id, account_id) where deleted_at is null;
create index person_grams on person using gin (grams);

create table pipeline (
    workspace_id uuid not null references workspace (id),
    id uuid not null,
    version integer not null default 1,
    name_ko text not null,
    name_en text not null,
    motion text not null,
    currency text not null default 'KRW',
    position integer not null,
    created_at timestamptz not null default now(),
    primary key (workspace_id, id),
    constraint pipeline_name_taken unique (workspace_id, name_en)
);

create table stage (
    workspace_id uuid not null,
    id uuid not null,
    pipeline_id uuid not null,
    name_ko text not null,
    name_en text not null,
    kind text not null default 'open',
    probability smallint not null check (probability between 0 and 100),
    rot_days smallint,
    wip_limit smallint,
    color text not null default 'gray',
    guidance_ko text not null default '',
    guidance_en text not null default '',
    -- What it asks of a deal that comes in, and of one that goes on: {"severity": "block" or "warn", "asks": …}
    -- in the words of the domain. Null asks nothing.
    entry_gate jsonb,
    exit_gate jsonb,
    position integer not null,
    -- Removed stages stay for the history that names them.
    removed_at timestamptz,
    created_at timestamptz not null default now(),
    primary key (workspace_id, id),
    foreign key (workspace_id, pipeline_id) references pipeline (workspace_id, id)
);
create index stage_by_pipeline on stage (workspace_id, pipeline_id, position) where removed_at is null;
-- Most questions about gates are whether a pipeline has any.
create index stage_gated on stage (workspace_id, pipeline_id)
    where removed_at is null and (entry_gate is not null or exit_gate is not null);
-- A deal can be won, lost and held in exactly one way per pipeline.
create unique index stage_one_of_a_kind on stage (workspace_id, pipeline_id, kind) where kind <> 'open' and removed_at is null;

-- The columns of a board that a member keeps folded.
create table folded_stage (
    workspace_id uuid not null,
    member_id uuid not null,
    stage_id uuid not null,
    primary key (workspace_id, member_id, stage_id),
    foreign key (workspace_id, member_id) references member (workspace_id, id),
    foreign key (workspace_id, stage_id) references stage (workspace_id, id)
);

-- Whatever a gate asks about raises the version when it changes, an activity too: a move writes only over the
-- version whose facts were judged.
create table deal (
    workspace_id uuid not null references workspace (id),
    id uuid not null,
    number integer not null,
    version integer not null default 1,
    name text not null,
    pipeline_id uuid not null,
    stage_id uuid not null,
    -- The team's one order within a stage; compared byte by byte, as the rule that makes it does.
    rank text collate "C" not null,
    account_id uuid,
    person_id uuid,
    owner_id uuid,
    currency text not null,
    amount_minor bigint check (amount_minor between 0 and 9007199254740991),
    -- Amount × probability by the rule in the domain, kept here so that sums need no second rule.
    weighted_minor bigint not null default 0,
    -- Overrides the stage's.
    probability smallint check (probability between 0 and 100),
    expected_close date,
    next_step text,
    next_step_due date,
    about text not null default '',
    close_reason text,
    lost_to text,
    hold_until date,
    closed_at timestamptz,
    stage_entered_at timestamptz not null default now(),
    -- The last touch that reached the customer, or the last move forward: what rot counts from.
    last_activity_at timestamptz not null default now(),
    source_key text,
    created_at timestamptz not null default now(),
    updated_at timestamptz not null default now(),
    deleted_at timestamptz,
    grams text[] generated always as (bigrams(search_text(name, null))) stored,
    primary key (workspace_id, id),
    constraint deal_number_taken unique (workspace_id, number),
    constraint deal_source_taken unique (workspace_id, source_key),
    foreign key (workspace_id, pipeline_id) references pipeline (workspace_id, id),
    foreign key (workspace_id, stage_id) references stage (workspace_id, id),
    foreign key (workspace_id, account_id) references account (workspace_id, id),
    foreign key (workspace_id, person_id) references person (workspace_id, id),
    foreign key (workspace_id, owner_id) references member (workspace_id, id)
);
-- The board reads a column from its top; sums are read from the index alone.
create index deal_in_stage on deal (workspace_id, pipeline_id, stage_id, rank, id)
    include (currency, amount_minor, weighted_minor, owner_id) where deleted_at is null;
create index deal_by_name on deal (workspace_id, (search_norm(name) collate "C"), id) where deleted_at is null;
create index deal_by_account on deal (workspace_id, account_id) where deleted_at is null;
create index deal_by_person on deal (workspace_id, person_id) where deleted_at is null;
create index deal_by_owner on deal (workspace_id, owner_id) where deleted_at is null;
create index deal_grams on deal using gin (grams);

create table product (
    workspace_id uuid not null references workspace (id),
    id uuid not null,
    version integer not null default 1,
    name text not null,
    code text,
    family text,
    price_minor bigint not null,
    currency text not null,
    retired_at timestamptz,
    created_at timestamptz not null default now(),
    primary key (workspace_id, id),
    constraint product_name_taken unique (workspace_id, name)
);

create table deal_line (
    workspace_id uuid not null,
    id uuid not null,
    deal_id uuid not null,
    product_id uuid not null,
    quantity integer not null check (quantity > 0),
    unit_minor bigint not null,
    discount smallint not null default 0 check (discount between 0 and 100),
    position integer not null,
    primary key (workspace_id, id),
    foreign key (workspace_id, deal_id) references deal (workspace_id, id),
    foreign key (workspace_id, product_id) references product (workspace_id, id)
);
create index deal_line_by_deal on deal_line (workspace_id, deal_id, position);

create table tag (
    workspace_id uuid not null references workspace (id),
    id uuid not null,
    name text not null,
    created_at timestamptz not null default now(),
    primary key (workspace_id, id),
    constraint tag_name_taken unique (workspace_id, name)
);

-- A tag on exactly one record.
create table tagged (
    workspace_id uuid not null,
    tag_id uuid not null,
    deal_id uuid,
    account_id uuid,
    person_id uuid,
    foreign key (workspace_id, tag_id) references tag (workspace_id, id),
    foreign key (workspace_id, deal_id) references deal (workspace_id, id),
    foreign key (workspace_id, account_id) references account (workspace_id, id),
    foreign key (workspace_id, person_id) references person (workspace_id, id),
    constraint tagged_once unique nulls not distinct (workspace_id, tag_id, deal_id, account_id, person_id),
    constraint tagged_one_record check (num_nonnulls(deal_id, account_id, person_id) = 1)
);
create index tagged_by_deal on tagged (workspace_id, deal_id) where deal_id is not null;
create index tagged_by_account on tagged (workspace_id, account_id) where account_id is not null;
create index tagged_by_person on tagged (workspace_id, person_id) where person_id is not null;
