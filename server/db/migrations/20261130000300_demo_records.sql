-- The demo in a workspace that works: a team brings it in to look around, and takes all of it out again. Each record that
-- came with it is named here, so that what the team makes itself is told apart, whatever it is tied to.
create table demo_record (
    workspace_id uuid not null references workspace (id),
    -- The table in which it stands.
    kind text not null check (kind in
        ('deal', 'account', 'person', 'task', 'pipeline', 'product', 'tag', 'team', 'member', 'saved_view')),
    id uuid not null,
    -- When the demo came. What was written later is the team's.
    at timestamptz not null,
    primary key (workspace_id, kind, id)
);

create function came_with_demo(workspace uuid, record text, record_id uuid) returns boolean
language sql stable parallel safe
return exists (
    select from demo_record d where d.workspace_id = workspace and d.kind = record and d.id = record_id);

-- Is everything that something is about the demo's, and nothing the team's own?
create function is_about_demo_alone(workspace uuid, deal uuid, account uuid, person uuid) returns boolean
language sql stable parallel safe
return num_nonnulls(deal, account, person) > 0
    and (deal is null or came_with_demo(workspace, 'deal', deal))
    and (account is null or came_with_demo(workspace, 'account', account))
    and (person is null or came_with_demo(workspace, 'person', person));

-- What is named above can be deleted with its history, so nothing may ever be named whose history has begun before: not
-- by a mistake of ours either. Lines of history are never changed, so the transaction that wrote one is the act it tells of.
create function demo_names_only_what_comes_with_it() returns trigger
language plpgsql as $$
begin
    if exists (
            select from stage_transition t
            where t.workspace_id = new.workspace_id and t.deal_id = new.id and t.xmin <> pg_current_xact_id()::xid)
        or exists (
            select from field_change f
            where f.workspace_id = new.workspace_id and f.xmin <> pg_current_xact_id()::xid
                and case new.kind
                    when 'deal' then f.deal_id = new.id
                    when 'account' then f.account_id = new.id
                    when 'person' then f.person_id = new.id
                    else false
                end)
    then
        raise exception 'the demo comes with its own records only: % %', new.kind, new.id;
    end if;
    return new;
end
$$;
create trigger only_what_comes_with_it before insert or update on demo_record
    for each row execute function demo_names_only_what_comes_with_it();

-- History has one door: with a record that came with the demo its lines may go, for they tell of nothing that ever
-- happened. The door is a fact about the record. A setting of the session would open it for everything else, too.
create or replace function history_is_append_only() returns trigger
language plpgsql as $$
declare
    about jsonb := to_jsonb(old);
begin
    if tg_table_name = 'activity_change' then
        select to_jsonb(a) into about
        from activity a where a.workspace_id = old.workspace_id and a.id = old.activity_id;
    end if;
    if tg_op = 'DELETE' and is_about_demo_alone(
        old.workspace_id, (about ->> 'deal_id')::uuid, (about ->> 'account_id')::uuid, (about ->> 'person_id')::uuid)
    then
        return old;
    end if;
    raise exception 'history is append-only: % on %', tg_op, tg_table_name;
end
$$;
-- By row, as each row has its own record.
drop trigger append_only on stage_transition;
drop trigger append_only on field_change;
drop trigger append_only on activity_change;
drop trigger append_only on activity;
drop trigger append_only on deal_past;
create trigger append_only before update or delete on stage_transition
    for each row execute function history_is_append_only();
create trigger append_only before update or delete on field_change
    for each row execute function history_is_append_only();
create trigger append_only before update or delete on activity_change
    for each row execute function history_is_append_only();
create trigger append_only before delete on activity
    for each row execute function history_is_append_only();
create trigger append_only before update or delete on deal_past
    for each row execute function history_is_append_only();

-- An activity that is about something of the team's as well outlives the demo and loses what led to it. What it says
-- stays, so this is no correction.
create or replace function activity_keeps_what_it_was() returns trigger
language plpgsql as $$
declare
    parted activity := old;
begin
    if came_with_demo(old.workspace_id, 'deal', old.deal_id) then
        parted.deal_id := null;
    end if;
    if came_with_demo(old.workspace_id, 'account', old.account_id) then
        parted.account_id := null;
    end if;
    if came_with_demo(old.workspace_id, 'person', old.person_id) then
        parted.person_id := null;
    end if;
    if new is not distinct from parted and new is distinct from old then
        return new;
    end if;
    if new.version <> old.version + 1 or not exists (
        select from activity_change c
        where c.workspace_id = old.workspace_id and c.activity_id = old.id and c.version = new.version)
    then
        raise exception 'an activity is changed only after what it was is recorded';
    end if;
    return new;
end
$$;
