-- Somebody leaves the team: what they had in hand goes to others in that very act.

-- What became of it, as it was done then: leads and hand-overs by id, tasks by number. Whoever has gone with the demo stays
-- named here.
create table departure (
    workspace_id uuid not null references workspace (id),
    id uuid not null,
    member_id uuid not null,
    by_id uuid,
    went jsonb not null,
    at timestamptz not null,
    primary key (workspace_id, id)
);
create index departure_of_member on departure (workspace_id, member_id, at desc);

-- A lead of somebody who left is chosen for anew, and that is on record also where no rule means it.
alter table lead_assignment alter column rule_id drop not null;

-- A lead with whom something is still to come of it is not given to somebody in the moment in which they leave: whoever
-- gives it waits for that, and is told.
create function lead_owner_is_here() returns trigger
language plpgsql as $$
begin
    perform from member m
    where m.workspace_id = new.workspace_id and m.id = new.owner_id and (m.deactivated_at is null or m.email is null)
    for share;
    if not found then
        raise exception 'whoever gets the lead has left: %', new.id
            using errcode = 'check_violation', constraint = 'lead_owner_is_here';
    end if;
    return new;
end
$$;
create trigger owner_is_here before update of owner_id on lead
    for each row when (
        new.owner_id is not null and new.owner_id is distinct from old.owner_id
        and new.status not in ('accepted', 'disqualified'))
    execute function lead_owner_is_here();

-- An open task of somebody who left waits with its record, and goes along to whoever gets that, whichever act gives it, so
-- that no writer can forget. The argument is the column that names the record.
create function tasks_go_with_their_record() returns trigger
language plpgsql as $$
begin
    execute format(
        'update task t set owner_id = $3, version = t.version + 1
         from member m
         where t.workspace_id = $1 and t.%I = $2 and t.done_at is null and t.deleted_at is null
             and m.workspace_id = t.workspace_id and m.id = t.owner_id and m.deactivated_at is not null', tg_argv[0])
    using new.workspace_id, new.id, new.owner_id;
    return null;
end
$$;
create trigger tasks_go_along after update of owner_id on lead
    for each row when (new.owner_id is not null and new.owner_id is distinct from old.owner_id)
    execute function tasks_go_with_their_record('lead_id');
create trigger tasks_go_along after update of owner_id on deal
    for each row when (new.owner_id is not null and new.owner_id is distinct from old.owner_id)
    execute function tasks_go_with_their_record('deal_id');
create trigger tasks_go_along after update of owner_id on account
    for each row when (new.owner_id is not null and new.owner_id is distinct from old.owner_id)
    execute function tasks_go_with_their_record('account_id');
create trigger tasks_go_along after update of owner_id on person
    for each row when (new.owner_id is not null and new.owner_id is distinct from old.owner_id)
    execute function tasks_go_with_their_record('person_id');
