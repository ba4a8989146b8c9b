-- When a workspace works. Clocks, rot and "within so many business days" count by it.

-- Public holidays come with the program, a list per country; 'none' for whoever does not rest on them.
alter table workspace add column holidays text not null default 'kr' check (holidays in ('kr', 'none'));

-- A day about which the team decided by itself: its own day off, or one on which it works while others rest.
create table special_day (
    workspace_id uuid not null references workspace (id),
    day date not null,
    special text not null check (special in ('off', 'works')),
    name text not null,
    created_at timestamptz not null default now(),
    constraint special_day_taken primary key (workspace_id, day)
);
