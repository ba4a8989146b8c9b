-- Many leads given away in one act: what became of each, so that an act that is sent again answers the same, and can be
-- taken back once.
create table lead_giving (
    workspace_id uuid not null references workspace (id),
    id uuid not null,
    -- Each lead with what became of it, in the order in which they were named.
    lines jsonb not null,
    by_id uuid,
    at timestamptz not null default now(),
    undone_at timestamptz,
    -- So many leads went back.
    taken_back integer,
    primary key (workspace_id, id),
    foreign key (workspace_id, by_id) references member (workspace_id, id) on delete set null (by_id)
);
