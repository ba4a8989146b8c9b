-- Two leads that are one human being. The swallowed one stays as it was and stands for the survivor from then on: nothing
-- of its history is rewritten, whoever reads the survivor reads both. So a merge is undone by letting go of it.
alter table lead add column duplicate_of uuid,
    add foreign key (workspace_id, duplicate_of) references lead (workspace_id, id),
    -- Always the one that lives, also where that one was swallowed in turn: then it is followed there.
    add constraint lead_swallowed_is_gone check (duplicate_of is null or (deleted_at is not null and duplicate_of <> id));
create index lead_swallowed on lead (workspace_id, duplicate_of) where duplicate_of is not null;
-- Whoever comes with its address or number comes to the survivor.
create index lead_swallowed_email on lead (workspace_id, email) where duplicate_of is not null;
create index lead_swallowed_phone on lead (workspace_id, phone_key) where duplicate_of is not null;

create table merge (
    workspace_id uuid not null references workspace (id),
    -- The act's, so that a form that is sent again is one merge.
    id uuid not null,
    survivor_id uuid not null,
    swallowed_id uuid not null,
    -- [{"field", "was", "became"}] of the survivor.
    written jsonb not null,
    -- Where the survivor stood, if it came to stand where the swallowed one did, and the version that made.
    stood jsonb,
    moved_version integer,
    -- Whom the survivor was tied to, and came to be.
    links jsonb not null,
    -- What went along: tasks, and leads that the swallowed one had swallowed before.
    tasks uuid[] not null,
    followed uuid[] not null,
    by_id uuid,
    at timestamptz not null default now(),
    undone_by_id uuid,
    undone_at timestamptz,
    -- Fields that somebody had changed since and that an undo has left alone.
    kept jsonb not null default '[]',
    primary key (workspace_id, id),
    foreign key (workspace_id, survivor_id) references lead (workspace_id, id),
    foreign key (workspace_id, swallowed_id) references lead (workspace_id, id),
    foreign key (workspace_id, by_id) references member (workspace_id, id),
    foreign key (workspace_id, undone_by_id) references member (workspace_id, id)
);
create unique index merge_of_swallowed on merge (workspace_id, swallowed_id) where undone_at is null;
create index merge_of_survivor on merge (workspace_id, survivor_id, at desc);

-- Pairs that look alike and are not: nobody is asked about them again.
create table told_apart (
    workspace_id uuid not null,
    one_id uuid not null,
    other_id uuid not null,
    by_id uuid,
    at timestamptz not null default now(),
    primary key (workspace_id, one_id, other_id),
    foreign key (workspace_id, one_id) references lead (workspace_id, id) on delete cascade,
    foreign key (workspace_id, other_id) references lead (workspace_id, id) on delete cascade,
    foreign key (workspace_id, by_id) references member (workspace_id, id),
    constraint told_apart_once check (one_id < other_id)
);

-- A lead, and all that it has swallowed: whose history is one.
create function leads_in(workspace uuid, lead uuid) returns uuid[]
language sql stable parallel safe
return array(
    select lead
    union all
    select l.id from lead l where l.workspace_id = workspace and l.duplicate_of = lead);

-- What a lead keeps of its history, counted again from all the history that is its own now.
create function count_leads_again(workspace uuid, leads uuid[]) returns void
language sql
begin atomic
    update lead l set
        first_touch_at = t.first,
        last_touch_at = t.last,
        last_activity_at = (
            select max(h.occurred_at) from activity h
            where h.workspace_id = l.workspace_id and h.lead_id = any (leads_in(l.workspace_id, l.id)) and h.reached
                and h.removed_at is null),
        kind = coalesce((
            select c.to_kind from qualification_change c
            where c.workspace_id = l.workspace_id and c.lead_id = any (leads_in(l.workspace_id, l.id))
            order by array_position(array['marketing_qualified', 'product_qualified', 'sales_qualified'], c.to_kind) desc
            limit 1), 'none')
    from (
        select counted.id, min(t.at) as first, max(t.at) as last
        from unnest(leads) counted (id)
        join lead_touch t on t.workspace_id = workspace and t.lead_id = any (leads_in(workspace, counted.id))
        group by counted.id) t
    where l.workspace_id = workspace and l.id = t.id;
end;

-- With a merge, the survivor is judged anew; and by what the addresses do that it has swallowed.
create or replace function changed_lead_is_to_be_judged() returns trigger
language plpgsql as $$
begin
    -- That one of an address was given up speaks against the others.
    perform leads_are_to_be_judged(new.workspace_id, array(
        select id from unnest(array[new.id, old.duplicate_of, new.duplicate_of]) it (id) where id is not null
        union
        select id from lead
        where workspace_id = new.workspace_id and email in (old.email, new.email) and deleted_at is null));
    return null;
end
$$;
drop trigger judge_changed on lead;
create trigger judge_changed after update on lead for each row
    when ((old.email, old.account_id, old.person_id, old.deleted_at, old.duplicate_of, old.status = 'disqualified')
        is distinct from
        (new.email, new.account_id, new.person_id, new.deleted_at, new.duplicate_of, new.status = 'disqualified'))
    execute function changed_lead_is_to_be_judged();

create or replace function leads_of_signals_are_to_be_judged() returns trigger
language plpgsql as $$
declare
    their record;
begin
    for their in
        select found.workspace_id, array_agg(distinct found.id) as leads
        from (
            select l.workspace_id, l.id
            from made m join lead l on l.workspace_id = m.workspace_id and l.email = m.email
            where l.status <> 'disqualified' and l.deleted_at is null
            union all
            select l.workspace_id, l.duplicate_of
            from made m join lead l on l.workspace_id = m.workspace_id and l.email = m.email
            where l.duplicate_of is not null
            union all
            select l.workspace_id, coalesce(l.duplicate_of, l.id)
            from made m join lead l on l.workspace_id = m.workspace_id and l.person_id = m.person_id
            where l.deleted_at is null or l.duplicate_of is not null
            union all
            select l.workspace_id, l.id
            from made m join lead l on l.workspace_id = m.workspace_id and l.account_id = m.account_id
            where l.deleted_at is null
            union all
            select s.workspace_id, s.lead_id
            from made m join lead_score s on s.workspace_id = m.workspace_id and s.domain = m.domain
        ) found
        group by found.workspace_id
    loop
        perform leads_are_to_be_judged(their.workspace_id, their.leads);
    end loop;
    return null;
end
$$;
