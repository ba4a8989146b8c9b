-- Qualification: how sure we are that somebody may buy. The rules are data, every version of which stays as it was; a kind
-- is granted once, with the reasons for it, and is never taken away.
create table qualification_rules (
    workspace_id uuid not null references workspace (id),
    version integer not null check (version > 0),
    rules jsonb not null,
    -- Null: the operator wrote it.
    by_id uuid,
    at timestamptz not null default now(),
    -- The older version that it brought back; zero are the figures everybody begins with.
    restored integer,
    primary key (workspace_id, version),
    foreign key (workspace_id, by_id) references member (workspace_id, id)
);

create function qualification_rules_stay() returns trigger
language plpgsql as $$
begin
    raise exception 'a version of the rules stays as it was: %', tg_op;
end
$$;
create trigger stays before update or delete on qualification_rules
    for each row execute function qualification_rules_stay();

-- The furthest that the lead has come. No version: the rules grant it under the hands of whoever edits the lead.
alter table lead add column kind text not null default 'none'
    check (kind in ('none', 'marketing_qualified', 'product_qualified', 'sales_qualified'));
create index lead_by_kind on lead (workspace_id, kind) where kind <> 'none' and deleted_at is null;
-- Whoever was given up before is known again.
create index lead_given_up on lead (workspace_id, email) where status = 'disqualified' and deleted_at is null;

create table qualification_change (
    workspace_id uuid not null,
    id uuid not null,
    lead_id uuid not null,
    from_kind text not null,
    to_kind text not null,
    origin text not null check (origin in ('marketing', 'product', 'outbound')),
    -- Of the rules; zero are the figures everybody begins with.
    rule_version integer not null,
    -- What it was granted for, as the rule in the domain told it.
    contributions jsonb not null,
    -- Null: by the rules alone.
    by_id uuid,
    -- The version of the lead that a member's word made; null for the rules'.
    version integer,
    -- The moment that brought it; we may have heard of it later.
    reached_at timestamptz not null,
    at timestamptz not null default now(),
    primary key (workspace_id, id),
    constraint qualification_granted_once unique (workspace_id, lead_id, to_kind),
    -- Nobody is ready for sales by a rule alone.
    constraint qualification_for_sales_by_a_member check ((to_kind = 'sales_qualified') = (version is not null)),
    foreign key (workspace_id, lead_id) references lead (workspace_id, id),
    foreign key (workspace_id, by_id) references member (workspace_id, id)
);
create trigger append_only before update or delete on qualification_change
    for each row execute function history_is_append_only();

-- What a talk has found out so far: of each criterion how sure we are and by what, and how they use the product.
create table qualification_talk (
    workspace_id uuid not null,
    lead_id uuid not null,
    need smallint not null default 0 check (need between 0 and 3),
    need_note text not null default '',
    authority smallint not null default 0 check (authority between 0 and 3),
    authority_note text not null default '',
    timing smallint not null default 0 check (timing between 0 and 3),
    timing_note text not null default '',
    budget smallint not null default 0 check (budget between 0 and 3),
    budget_note text not null default '',
    workspace_owner text not null default '',
    use_case text not null default '',
    by_id uuid,
    at timestamptz not null default now(),
    primary key (workspace_id, lead_id),
    foreign key (workspace_id, lead_id) references lead (workspace_id, id) on delete cascade,
    foreign key (workspace_id, by_id) references member (workspace_id, id)
);

-- What each lead's signals come to, as the rule in the domain found it. Beside the lead, as with the fit of accounts: new
-- rules change them all, which touches neither their facts nor their versions.
create table lead_score (
    workspace_id uuid not null,
    lead_id uuid not null,
    -- Of the company behind the address, by the rule in the domain; null if anybody can get it, or the account is known.
    domain text,
    -- Null: nobody has said whom we want to sell to, or we don't know where they work.
    fit smallint,
    interest smallint not null default 0,
    -- Null: nobody there has touched the product.
    product smallint,
    cooling boolean not null default false,
    review boolean not null default false,
    -- Of the rules and of the profile it was judged by. No rules: it was never judged.
    rule_version integer,
    fit_version integer,
    -- When time alone changes something of it next.
    next_at timestamptz,
    -- Rises whenever something changes that the rules ask about.
    facts bigint not null default 1,
    -- It is yet to be judged: by the act that changed the facts, before it ends.
    stale boolean not null default true,
    primary key (workspace_id, lead_id),
    foreign key (workspace_id, lead_id) references lead (workspace_id, id) on delete cascade
) with (fillfactor = 80);
create index lead_score_by_domain on lead_score (workspace_id, domain) where domain is not null;
create index lead_score_stale on lead_score (workspace_id) where stale;

insert into lead_score (workspace_id, lead_id, stale) select workspace_id, id, false from lead;

-- Whatever writes something that the rules ask about marks it here, so that no writer can forget to. The lead's own row
-- comes first, as with whoever edits it, and several in one order, so that nobody waits in a circle.
create function leads_are_to_be_judged(workspace uuid, leads uuid[]) returns void
language plpgsql as $$
begin
    perform from lead where workspace_id = workspace and id = any (leads) order by id for no key update;
    update lead_score set stale = true, facts = facts + 1 where workspace_id = workspace and lead_id = any (leads);
end
$$;

create function new_leads_are_to_be_judged() returns trigger
language plpgsql as $$
begin
    insert into lead_score (workspace_id, lead_id) select workspace_id, id from made;
    return null;
end
$$;
create trigger judge_new after insert on lead
    referencing new table as made for each statement execute function new_leads_are_to_be_judged();

create function changed_lead_is_to_be_judged() returns trigger
language plpgsql as $$
begin
    -- That one of an address was given up speaks against the others.
    perform leads_are_to_be_judged(new.workspace_id, array(
        select new.id
        union
        select id from lead
        where workspace_id = new.workspace_id and email in (old.email, new.email) and deleted_at is null));
    return null;
end
$$;
create trigger judge_changed after update on lead for each row
    when ((old.email, old.account_id, old.person_id, old.deleted_at, old.status = 'disqualified')
        is distinct from (new.email, new.account_id, new.person_id, new.deleted_at, new.status = 'disqualified'))
    execute function changed_lead_is_to_be_judged();

create function leads_of_signals_are_to_be_judged() returns trigger
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
            select l.workspace_id, l.id
            from made m join lead l on l.workspace_id = m.workspace_id and l.person_id = m.person_id
            where l.deleted_at is null
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
create trigger judge_leads after insert on signal
    referencing new table as made for each statement execute function leads_of_signals_are_to_be_judged();

-- Of an account that fits better or worse. Those of a new profile are judged after it, in batches.
create function leads_of_a_fit_are_to_be_judged() returns trigger
language plpgsql as $$
begin
    perform leads_are_to_be_judged(new.workspace_id, array(
        select id from lead where workspace_id = new.workspace_id and account_id = new.account_id and deleted_at is null));
    return null;
end
$$;
create trigger judge_leads after update on account_fit for each row
    when (old.score is distinct from new.score and old.version is not distinct from new.version)
    execute function leads_of_a_fit_are_to_be_judged();

-- Whoever comes to be known brings along what they did, and so does an account's domain.
create function leads_of_a_person_are_to_be_judged() returns trigger
language plpgsql as $$
begin
    perform leads_are_to_be_judged(new.workspace_id, array(
        select id from lead
        where workspace_id = new.workspace_id and person_id = new.id and deleted_at is null
        union
        select id from lead
        where workspace_id = new.workspace_id and account_id = new.account_id and deleted_at is null));
    return null;
end
$$;
create trigger judge_leads_of_new after insert on person for each row
    when (new.email is not null and new.account_id is not null)
    execute function leads_of_a_person_are_to_be_judged();
create trigger judge_leads after update on person for each row
    when ((old.email, old.account_id, old.deleted_at) is distinct from (new.email, new.account_id, new.deleted_at))
    execute function leads_of_a_person_are_to_be_judged();

create function leads_of_an_account_are_to_be_judged() returns trigger
language plpgsql as $$
begin
    perform leads_are_to_be_judged(new.workspace_id, array(
        select id from lead where workspace_id = new.workspace_id and account_id = new.id and deleted_at is null));
    return null;
end
$$;
create trigger judge_leads after update on account for each row
    when ((old.domain, old.deleted_at) is distinct from (new.domain, new.deleted_at))
    execute function leads_of_an_account_are_to_be_judged();

-- With the demo goes what its leads did, too.
create or replace function signal_is_append_only() returns trigger
language plpgsql as $$
declare
    parted signal := old;
begin
    if tg_op = 'DELETE' and is_of_demo_alone(old) then
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

create function is_of_demo_alone(it signal) returns boolean
language sql stable
return is_about_demo_alone((it).workspace_id, null, (it).account_id, (it).person_id)
    or (num_nonnulls((it).account_id, (it).person_id) = 0 and exists (
        select from lead l
        where l.workspace_id = (it).workspace_id and l.email = (it).email and came_with_demo(l.workspace_id, 'lead', l.id)));
