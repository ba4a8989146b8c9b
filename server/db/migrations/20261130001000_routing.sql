-- To whom leads go that nobody has taken: rules in their order, who of their members can take one, and why each lead
-- went where it did.
create table routing_rule (
    workspace_id uuid not null references workspace (id),
    id uuid not null,
    version integer not null default 1,
    -- Rules are asked from the lowest place on.
    place integer not null,
    name text not null,
    condition jsonb not null,
    strategy text not null,
    shares jsonb not null,
    is_on boolean not null default true,
    by_id uuid,
    updated_at timestamptz not null default now(),
    deleted_at timestamptz,
    primary key (workspace_id, id),
    foreign key (workspace_id, by_id) references member (workspace_id, id)
);
create index routing_rule_order on routing_rule (workspace_id, place, id) where deleted_at is null;

-- When a member takes leads, and how many; who has no row takes all that come.
create table availability (
    workspace_id uuid not null,
    member_id uuid not null,
    capacity integer check (capacity >= 0),
    away_from date,
    away_until date,
    opens_at smallint,
    closes_at smallint,
    primary key (workspace_id, member_id),
    foreign key (workspace_id, member_id) references member (workspace_id, id),
    constraint availability_hours check (num_nulls(opens_at, closes_at) in (0, 2) and opens_at < closes_at),
    constraint availability_away check (away_until >= away_from)
);

-- Each choice as it was made. Whose turn is next follows from it, so that no counter can be wrong.
create table lead_assignment (
    workspace_id uuid not null,
    id uuid not null,
    lead_id uuid not null,
    rule_id uuid not null,
    -- Null: nobody was left, and it waits in the queue. Whoever has gone with the demo stays named here.
    owner_id uuid,
    chosen jsonb not null,
    -- Choices of a workspace go one after the other; this counts them, as their times may not.
    turn bigint generated always as identity,
    at timestamptz not null default now(),
    primary key (workspace_id, id),
    foreign key (workspace_id, lead_id) references lead (workspace_id, id),
    foreign key (workspace_id, rule_id) references routing_rule (workspace_id, id)
);
create index lead_assignment_of_lead on lead_assignment (workspace_id, lead_id, turn desc);
create index lead_assignment_turns on lead_assignment (workspace_id, rule_id, owner_id, turn);
create trigger append_only before update or delete on lead_assignment
    for each row execute function history_is_append_only();

create index lead_in_hand on lead (workspace_id, owner_id)
    where status in ('new', 'working', 'engaged') and deleted_at is null;
