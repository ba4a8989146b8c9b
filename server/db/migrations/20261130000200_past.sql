-- What a deal was, so that the board of any moment can be made again. Where it stood is in its transitions; what it was
-- called, whose it was and what it was worth is text for people in its history, and here as it was.

-- How a deal was until some moment. A row is written when one of these facts changes, with what it was before: the first
-- row after a moment says how the deal was then, and where there is none it was as it is now.
create table deal_past (
    workspace_id uuid not null,
    deal_id uuid not null,
    -- In the order in which the changes were made, also within one act.
    id bigint generated always as identity,
    until timestamptz not null default now(),
    name text not null,
    account_id uuid,
    owner_id uuid,
    currency text not null,
    amount_minor bigint,
    expected_close date,
    next_step text,
    next_step_due date,
    deleted_at timestamptz,
    primary key (workspace_id, deal_id, id),
    foreign key (workspace_id, deal_id) references deal (workspace_id, id)
);
create index deal_past_by_time on deal_past (workspace_id, until);

create trigger append_only before update or delete on deal_past
    for each statement execute function history_is_append_only();

-- By trigger, since no writer must forget it, whether it is an act, an import or a hand in psql. A move names none of
-- these facts, so it does not even wake the trigger, and writes nothing here.
create function deal_keeps_what_it_was() returns trigger
language plpgsql as $$
begin
    insert into deal_past (workspace_id, deal_id, name, account_id, owner_id, currency, amount_minor, expected_close,
        next_step, next_step_due, deleted_at)
    values (old.workspace_id, old.id, old.name, old.account_id, old.owner_id, old.currency, old.amount_minor,
        old.expected_close, old.next_step, old.next_step_due, old.deleted_at);
    return null;
end
$$;
create trigger keeps_what_it_was
    after update of name, account_id, owner_id, currency, amount_minor, expected_close, next_step, next_step_due, deleted_at
    on deal
    for each row
    when ((old.name, old.account_id, old.owner_id, old.currency, old.amount_minor, old.expected_close,
            old.next_step, old.next_step_due, old.deleted_at)
        is distinct from
        (new.name, new.account_id, new.owner_id, new.currency, new.amount_minor, new.expected_close,
            new.next_step, new.next_step_due, new.deleted_at))
    execute function deal_keeps_what_it_was();

-- Since when that is on record. Of workspaces that are here already from now on: the text in their history is exact for
-- people, not for sums.
alter table workspace add column past_since timestamptz not null default now();

-- What happened after a moment is at the end of the table, which such an index finds without costing a move anything.
create index stage_transition_by_time on stage_transition using brin (at) with (pages_per_range = 16);
-- When the first deal was made. Moves are not in it.
create index stage_transition_first on stage_transition (workspace_id, at) where from_stage_id is null;
