-- The buying committee of a deal: who at the customer has a say, as what, and how they stand. One person may sit in several
-- roles, in each of them once. A champion stands on an act of theirs that was logged; without it they are a candidate.
create table deal_person (
    workspace_id uuid not null,
    id uuid not null,
    deal_id uuid not null,
    person_id uuid not null,
    role text not null check (role in ('champion', 'economic_buyer', 'decision_maker', 'technical_evaluator', 'user',
        'influencer', 'legal_procurement', 'blocker', 'coach')),
    stance smallint not null default 0 check (stance between -2 and 2),
    influence smallint not null default 1 check (influence between 0 and 3),
    goals text not null default '',
    concerns text not null default '',
    persuaded_by text not null default '',
    -- What proves a champion, and what it was that they did.
    verified_by uuid,
    act text check (act in ('introduced', 'shared', 'gave', 'argued')),
    by_id uuid,
    at timestamptz not null default now(),
    -- The version of the deal that wrote it last.
    version integer not null,
    primary key (workspace_id, id),
    foreign key (workspace_id, deal_id) references deal (workspace_id, id),
    foreign key (workspace_id, person_id) references person (workspace_id, id),
    foreign key (workspace_id, verified_by) references activity (workspace_id, id) on delete set null (verified_by),
    foreign key (workspace_id, by_id) references member (workspace_id, id) on delete set null (by_id),
    constraint deal_person_once unique (workspace_id, deal_id, person_id, role),
    constraint deal_person_proves_a_champion check (verified_by is null or (act is not null and role = 'champion'))
);
create index deal_person_of_person on deal_person (workspace_id, person_id);
create index deal_person_by_activity on deal_person (workspace_id, verified_by) where verified_by is not null;

-- How two of them stand to each other, in this deal.
create table deal_relation (
    workspace_id uuid not null,
    id uuid not null,
    deal_id uuid not null,
    from_id uuid not null,
    to_id uuid not null,
    kind text not null check (kind in ('reports_to', 'influences', 'allied', 'opposes')),
    by_id uuid,
    at timestamptz not null default now(),
    primary key (workspace_id, id),
    foreign key (workspace_id, deal_id) references deal (workspace_id, id),
    foreign key (workspace_id, from_id) references person (workspace_id, id),
    foreign key (workspace_id, to_id) references person (workspace_id, id),
    foreign key (workspace_id, by_id) references member (workspace_id, id) on delete set null (by_id),
    constraint deal_relation_of_two check (from_id <> to_id),
    constraint deal_relation_once unique (workspace_id, deal_id, from_id, to_id, kind)
);
create index deal_relation_from on deal_relation (workspace_id, from_id);
create index deal_relation_to on deal_relation (workspace_id, to_id);

-- Whoever left a company, and on which day. What they did there stays theirs, and seats in its deals say that they left.
create table person_former (
    workspace_id uuid not null,
    id uuid not null,
    person_id uuid not null,
    account_id uuid not null,
    left_on date not null,
    by_id uuid,
    at timestamptz not null default now(),
    primary key (workspace_id, id),
    foreign key (workspace_id, person_id) references person (workspace_id, id),
    foreign key (workspace_id, account_id) references account (workspace_id, id),
    foreign key (workspace_id, by_id) references member (workspace_id, id) on delete set null (by_id)
);
create index person_former_of_person on person_former (workspace_id, person_id, left_on desc);
create index person_former_of_account on person_former (workspace_id, account_id);

-- The day on which somebody left the company that buys; none where they are still there, or there again. Of two who are
-- one human being both were there, as were two companies that are one.
create function left_buyer(workspace uuid, seated uuid, living uuid, working_at uuid, buyer uuid) returns date
language sql stable
begin atomic
    select max(f.left_on)
    from person_former f
    join account a on a.workspace_id = f.workspace_id and a.id = f.account_id
    where f.workspace_id = workspace and f.person_id in (seated, living)
        and coalesce(a.duplicate_of, a.id) = buyer and working_at is distinct from buyer;
end;
