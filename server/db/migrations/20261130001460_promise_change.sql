-- What a team promises those who come is changed for clocks that begin afterwards: what held before is kept, and who changed
-- it. A colleague of the demo's may have, who goes with the demo; what they decided stays: by_id refers to nobody.
create table promise_change (
    workspace_id uuid not null references workspace (id),
    id uuid not null,
    version integer not null,
    at timestamptz not null,
    by_id uuid,
    was jsonb not null,
    becomes jsonb not null,
    primary key (workspace_id, id),
    constraint promise_change_per_version unique (workspace_id, version)
);
create trigger append_only before update or delete on promise_change
    for each row execute function history_is_append_only();
