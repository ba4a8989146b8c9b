-- What was done, and what was recorded of it. History is typed and only ever grows; the timeline is read
-- from it. The outbox carries the same changes to the screens and is pruned after a day.

create table activity (
    workspace_id uuid not null references workspace (id),
    id uuid not null,
    kind text not null,
    outcome text,
    body text not null default '',
    deal_id uuid,
    account_id uuid,
    person_id uuid,
    -- Did it reach the customer? By the rule in the domain, kept here so that questions need no second rule.
    reached boolean not null,
    -- Null when the product logged it by itself.
    by_id uuid,
    occurred_at timestamptz not null,
    -- Rises when it is corrected or removed.
    version integer not null default 1,
    removed_at timestamptz,
    created_at timestamptz not null default now(),
    primary key (workspace_id, id),
    foreign key (workspace_id, deal_id) references deal (workspace_id, id),
    foreign key (workspace_id, account_id) references account (workspace_id, id),
    foreign key (workspace_id, person_id) references person (workspace_id, id),
    foreign key (workspace_id, by_id) references member (workspace_id, id),
    constraint activity_about_something check (num_nonnulls(deal_id, account_id, person_id) > 0)
);
create index activity_by_deal on activity (workspace_id, deal_id, occurred_at desc) where deal_id is not null;
create index activity_by_account on activity (workspace_id, account_id, occurred_at desc) where account_id is not null;
create index activity_by_person on activity (workspace_id, person_id, occurred_at desc) where person_id is not null;

-- An activity was corrected, or removed: who did that, when, and what it said before.
create table activity_change (
    workspace_id uuid not null,
    id uuid not null,
    activity_id uuid not null,
    removed boolean not null,
    kind text not null,
    outcome text,
    body text not null,
    occurred_at timestamptz not null,
    by_id uuid,
    -- The version of the activity that this made.
    version integer not null,
    at timestamptz not null default now(),
    primary key (workspace_id, id),
    foreign key (workspace_id, activity_id) references activity (workspace_id, id),
    foreign key (workspace_id, by_id) references member (workspace_id, id),
    constraint activity_change_per_version unique (workspace_id, activity_id, version)
);

create table task (
    workspace_id uuid not null references workspace (id),
    id uuid not null,
    version integer not null default 1,
    title text not null,
    due date,
    owner_id uuid not null,
    deal_id uuid,
    account_id uuid,
    person_id uuid,
    by_id uuid,
    done_at timestamptz,
    done_by_id uuid,
    created_at timestamptz not null default now(),
    deleted_at timestamptz,
    primary key (workspace_id, id),
    foreign key (workspace_id, owner_id) references member (workspace_id, id),
    foreign key (workspace_id, deal_id) references deal (workspace_id, id),
    foreign key (workspace_id, account_id) references account (workspace_id, id),
    foreign key (workspace_id, person_id) references person (workspace_id, id)
);
create index task_open_by_owner on task (workspace_id, owner_id, due) where done_at is null and deleted_at is null;
create index task_by_deal on task (workspace_id, deal_id) where deal_id is not null and deleted_at is null;
create index task_by_account on task (workspace_id, account_id) where account_id is not null and deleted_at is null;
create index task_by_person on task (workspace_id, person_id) where person_id is not null and deleted_at is null;

-- A deal entered a stage; from none when it was made. The id is the act's, so a repeated act is one row.
create table stage_transition (
    workspace_id uuid not null,
    id uuid not null,
    deal_id uuid not null,
    from_stage_id uuid,
    to_stage_id uuid not null,
    by_id uuid,
    -- form, drag, api, import, undo
    via text not null,
    -- Why it was won, lost or held, or went back.
    reason text,
    -- Why a manager or admin let it pass a gate that said no.
    override_reason text,
    -- The version of the deal that this made.
    version integer not null,
    at timestamptz not null default now(),
    primary key (workspace_id, id),
    foreign key (workspace_id, deal_id) references deal (workspace_id, id),
    foreign key (workspace_id, from_stage_id) references stage (workspace_id, id),
    foreign key (workspace_id, to_stage_id) references stage (workspace_id, id),
    constraint stage_transition_per_version unique (workspace_id, deal_id, version)
);
create index stage_transition_by_deal on stage_transition (workspace_id, deal_id, at desc);

-- Any other change of a record: what each field was and is, as text for people.
create table field_change (
    workspace_id uuid not null,
    id uuid not null,
    deal_id uuid,
    account_id uuid,
    person_id uuid,
    -- [{"field", "before", "after"}]; empty when the record was made, or only its place in a column changed.
    -- Alone, "last_activity" came with an activity and has its id (or that of its correction), the same twice if
    -- the customer was not reached; "next_step_done" says that the step was
    -- done, and what follows.
    changes jsonb not null,
    created boolean not null default false,
    by_id uuid,
    version integer not null,
    at timestamptz not null default now(),
    primary key (workspace_id, id),
    foreign key (workspace_id, deal_id) references deal (workspace_id, id),
    foreign key (workspace_id, account_id) references account (workspace_id, id),
    foreign key (workspace_id, person_id) references person (workspace_id, id),
    constraint field_change_of_one_record check (num_nonnulls(deal_id, account_id, person_id) = 1)
);
create unique index field_change_per_deal_version on field_change (workspace_id, deal_id, version) where deal_id is not null;
create unique index field_change_per_account_version on field_change (workspace_id, account_id, version) where account_id is not null;
create unique index field_change_per_person_version on field_change (workspace_id, person_id, version) where person_id is not null;

-- The feed. Read in (xid, seq) order below the oldest running transaction: sequences alone commit out of
-- order and lose events. Nothing ever notifies inside a writing transaction: that serialises commits.
create table outbox (
    xid xid8 not null default pg_current_xact_id(),
    seq bigint generated always as identity,
    workspace_id uuid not null,
    topic text not null,
    deal_id uuid,
    account_id uuid,
    person_id uuid,
    by_id uuid,
    act_id uuid,
    -- The version of the record after the change, where it has one.
    version integer,
    at timestamptz not null default now(),
    primary key (xid, seq)
);
-- The newest row is never pruned, so there is always a place to listen from; this is the first one.
insert into outbox (workspace_id, topic) values ('00000000-0000-0000-0000-000000000000', 'start');

-- History cannot be rewritten, not even by us.
create function history_is_append_only() returns trigger
language plpgsql as $$
begin
    raise exception 'history is append-only: % on %', tg_op, tg_table_name;
end
$$;
create trigger append_only before update or delete on stage_transition
    for each statement execute function history_is_append_only();
create trigger append_only before update or delete on field_change
    for each statement execute function history_is_append_only();
create trigger append_only before update or delete on activity_change
    for each statement execute function history_is_append_only();
create trigger append_only before delete on activity
    for each statement execute function history_is_append_only();

-- An activity may be corrected, but not before it is on record what it was.
create function activity_keeps_what_it_was() returns trigger
language plpgsql as $$
begin
    if new.version <> old.version + 1 or not exists (
        select from activity_change c
        where c.workspace_id = old.workspace_id and c.activity_id = old.id and c.version = new.version)
    then
        raise exception 'an activity is changed only after what it was is recorded';
    end if;
    return new;
end
$$;
create trigger keeps_what_it_was before update on activity
    for each row execute function activity_keeps_what_it_was();
