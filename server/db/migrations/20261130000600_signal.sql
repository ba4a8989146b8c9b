-- What customers did, as programs report it. A signal is never changed: what was known of its sender when it came is
-- written beside it, and whoever was unknown then is found by address or domain when it is read.
create table signal (
    workspace_id uuid not null references workspace (id),
    id uuid not null,
    -- By which its sender knows it: the same key is the same signal, however often it comes.
    key text not null,
    kind text not null,
    email text,
    domain text,
    person_id uuid,
    account_id uuid,
    value bigint,
    -- Names and what they say, as pairs in the order of the names.
    properties jsonb not null default '[]',
    occurred_at timestamptz not null,
    received_at timestamptz not null default now(),
    -- In whose name the program speaks.
    by_id uuid,
    primary key (workspace_id, id),
    constraint signal_key_taken unique (workspace_id, key),
    foreign key (workspace_id, person_id) references person (workspace_id, id),
    foreign key (workspace_id, account_id) references account (workspace_id, id),
    foreign key (workspace_id, by_id) references member (workspace_id, id),
    constraint signal_of_somebody check (num_nonnulls(email, domain) > 0)
);
create index signal_of_person on signal (workspace_id, person_id, occurred_at desc, id desc) where person_id is not null;
create index signal_of_account on signal (workspace_id, account_id, occurred_at desc, id desc) where account_id is not null;
-- Whoever becomes known later brings along what they did before.
create index signal_by_email on signal (workspace_id, email, occurred_at desc) where email is not null;
create index signal_by_domain on signal (workspace_id, domain, occurred_at desc) where account_id is null;
create index signal_by_arrival on signal (workspace_id, received_at, id);
create index signal_of_nobody on signal (workspace_id, received_at, id) where person_id is null and account_id is null;

-- With the demo goes what its people did; where a signal is about something of the team's as well, it stays without them.
create function signal_is_append_only() returns trigger
language plpgsql as $$
declare
    parted signal := old;
begin
    if tg_op = 'DELETE' and is_about_demo_alone(old.workspace_id, null, old.account_id, old.person_id) then
        return old;
    end if;
    if tg_op = 'UPDATE' then
        if came_with_demo(old.workspace_id, 'account', old.account_id) then
            parted.account_id := null;
        end if;
        if came_with_demo(old.workspace_id, 'person', old.person_id) then
            parted.person_id := null;
        end if;
        if new is not distinct from parted then
            return new;
        end if;
    end if;
    raise exception 'history is append-only: % on %', tg_op, tg_table_name;
end
$$;
create trigger append_only before update or delete on signal
    for each row execute function signal_is_append_only();
