-- What somebody looks at again and again, under a name: a board or the table with its filter and order. Kept are the
-- parameters of the address, only those that the rules of addresses understand.
create table saved_view (
    workspace_id uuid not null references workspace (id),
    id uuid not null,
    version integer not null default 1,
    owner_id uuid not null,
    name text not null check (char_length(name) between 1 and 60),
    -- Whose board; null is the table.
    pipeline_id uuid,
    query jsonb not null default '{}' check (jsonb_typeof(query) = 'object'),
    -- Everybody in the workspace sees it.
    shared boolean not null default false,
    created_at timestamptz not null default now(),
    updated_at timestamptz not null default now(),
    primary key (workspace_id, id),
    foreign key (workspace_id, owner_id) references member (workspace_id, id),
    constraint saved_view_pipeline_id_known foreign key (workspace_id, pipeline_id) references pipeline (workspace_id, id)
);
-- A member finds a view by its name.
create unique index saved_view_name_taken on saved_view (workspace_id, owner_id, (search_norm(name) collate "C"));
create index saved_view_shared on saved_view (workspace_id) where shared;

-- The views that a member keeps in sight, in the order in which they were pinned.
create table pinned_view (
    workspace_id uuid not null,
    member_id uuid not null,
    view_id uuid not null,
    pinned_at timestamptz not null default now(),
    primary key (workspace_id, member_id, view_id),
    foreign key (workspace_id, member_id) references member (workspace_id, id),
    foreign key (workspace_id, view_id) references saved_view (workspace_id, id) on delete cascade
);
