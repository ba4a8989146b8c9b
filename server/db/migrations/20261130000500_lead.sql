-- Leads: people who may buy, before there is a deal. Each stands once, however often they come back, and every time they
-- came is kept, so that nobody has to guess later what brought them.

alter table workspace add column last_lead_number integer not null default 0;

create table lead (
    workspace_id uuid not null references workspace (id),
    id uuid not null,
    number integer not null,
    version integer not null default 1,
    name text not null,
    company text,
    title text,
    email text,
    phone text,
    -- The same number in E.164 by the rule in the domain, however it was typed; null if it is none.
    phone_key text,
    -- What they want, as the first touch said it.
    about text not null default '',
    -- Whom we know already by exactly this address or domain.
    account_id uuid,
    person_id uuid,
    origin text not null,
    motion text not null,
    source text,
    first_touch_at timestamptz not null,
    last_touch_at timestamptz not null,
    status text not null default 'new',
    status_entered_at timestamptz not null,
    owner_id uuid,
    nurture_until date,
    nurture_reason text,
    disqualify_reason text,
    disqualify_note text,
    -- The last touch of ours that reached them, as the activities say; no version, as with accounts.
    last_activity_at timestamptz,
    created_at timestamptz not null default now(),
    updated_at timestamptz not null default now(),
    deleted_at timestamptz,
    grams text[] generated always as (
        bigrams(search_text(name || ' ' || coalesce(company, ''), reach(email, phone)))) stored,
    primary key (workspace_id, id),
    constraint lead_number_taken unique (workspace_id, number),
    foreign key (workspace_id, account_id) references account (workspace_id, id),
    foreign key (workspace_id, person_id) references person (workspace_id, id),
    foreign key (workspace_id, owner_id) references member (workspace_id, id),
    constraint lead_nurtured_until check ((status = 'nurturing') = (nurture_until is not null and nurture_reason is not null)),
    constraint lead_disqualified_why check ((status = 'disqualified') = (disqualify_reason is not null))
);
-- Of those whom we have not given up, one address is one lead.
create unique index lead_email_taken on lead (workspace_id, email)
    where email is not null and status <> 'disqualified' and deleted_at is null;
create index lead_by_phone on lead (workspace_id, phone_key) where phone_key is not null and deleted_at is null;
-- A column of the board is read in this order, a page at a time.
create index lead_by_status on lead (workspace_id, status, last_touch_at desc, id desc) where deleted_at is null;
create index lead_by_name on lead (workspace_id, (search_norm(name) collate "C"), id) where deleted_at is null;
create index lead_by_account on lead (workspace_id, account_id) where account_id is not null and deleted_at is null;
create index lead_by_person on lead (workspace_id, person_id) where person_id is not null and deleted_at is null;
create index lead_grams on lead using gin (grams);

-- They came to us, or we came to them: the first time makes the lead, every other one is added to it. The id is the
-- act's, so that a form that is sent again is one touch.
create table lead_touch (
    workspace_id uuid not null,
    id uuid not null,
    lead_id uuid not null,
    origin text not null,
    source text,
    utm_source text,
    utm_medium text,
    utm_campaign text,
    utm_content text,
    utm_term text,
    referrer text,
    landing_page text,
    about text not null default '',
    by_id uuid,
    -- The version of the lead that this made.
    version integer not null,
    at timestamptz not null default now(),
    primary key (workspace_id, id),
    foreign key (workspace_id, lead_id) references lead (workspace_id, id),
    foreign key (workspace_id, by_id) references member (workspace_id, id),
    constraint lead_touch_per_version unique (workspace_id, lead_id, version)
);

-- A lead came to stand somewhere else; from nowhere when it was made.
create table lead_transition (
    workspace_id uuid not null,
    id uuid not null,
    lead_id uuid not null,
    from_status text,
    to_status text not null,
    -- Why it is nurtured or was reopened, or what was noted when it was disqualified.
    reason text,
    nurture_until date,
    disqualify_reason text,
    by_id uuid,
    -- form, api, activity: it followed from what was logged
    via text not null,
    version integer not null,
    at timestamptz not null default now(),
    primary key (workspace_id, id),
    foreign key (workspace_id, lead_id) references lead (workspace_id, id),
    foreign key (workspace_id, by_id) references member (workspace_id, id),
    constraint lead_transition_per_version unique (workspace_id, lead_id, version)
);

-- What was done, is to be done, and changed can be about a lead, too.
alter table activity add column lead_id uuid, add foreign key (workspace_id, lead_id) references lead (workspace_id, id);
alter table activity drop constraint activity_about_something;
alter table activity add constraint activity_about_something
    check (num_nonnulls(deal_id, account_id, person_id, lead_id) > 0);
create index activity_by_lead on activity (workspace_id, lead_id, occurred_at desc) where lead_id is not null;

alter table task add column lead_id uuid, add foreign key (workspace_id, lead_id) references lead (workspace_id, id);
create index task_by_lead on task (workspace_id, lead_id) where lead_id is not null and deleted_at is null;

alter table field_change add column lead_id uuid, add foreign key (workspace_id, lead_id) references lead (workspace_id, id);
alter table field_change drop constraint field_change_of_one_record;
alter table field_change add constraint field_change_of_one_record
    check (num_nonnulls(deal_id, account_id, person_id, lead_id) = 1);
create unique index field_change_per_lead_version on field_change (workspace_id, lead_id, version) where lead_id is not null;

alter table outbox add column lead_id uuid;

-- The demo has leads, which go with all their history; see 20261130000300.
alter table demo_record drop constraint demo_record_kind_check;
alter table demo_record add constraint demo_record_kind_check check (kind in
    ('deal', 'lead', 'account', 'person', 'task', 'pipeline', 'product', 'tag', 'team', 'member', 'saved_view'));

drop function is_about_demo_alone(uuid, uuid, uuid, uuid);
-- What cannot be about a lead, as a label cannot, names none.
create function is_about_demo_alone(workspace uuid, deal uuid, account uuid, person uuid, lead uuid default null)
returns boolean
language sql stable parallel safe
return num_nonnulls(deal, account, person, lead) > 0
    and (deal is null or came_with_demo(workspace, 'deal', deal))
    and (account is null or came_with_demo(workspace, 'account', account))
    and (person is null or came_with_demo(workspace, 'person', person))
    and (lead is null or came_with_demo(workspace, 'lead', lead));

create or replace function demo_names_only_what_comes_with_it() returns trigger
language plpgsql as $$
begin
    if exists (
            select from stage_transition t
            where t.workspace_id = new.workspace_id and t.deal_id = new.id and t.xmin <> pg_current_xact_id()::xid)
        or exists (
            select from lead_transition t
            where t.workspace_id = new.workspace_id and t.lead_id = new.id and t.xmin <> pg_current_xact_id()::xid)
        or exists (
            select from field_change f
            where f.workspace_id = new.workspace_id and f.xmin <> pg_current_xact_id()::xid
                and case new.kind
                    when 'deal' then f.deal_id = new.id
                    when 'lead' then f.lead_id = new.id
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
        old.workspace_id, (about ->> 'deal_id')::uuid, (about ->> 'account_id')::uuid, (about ->> 'person_id')::uuid,
        (about ->> 'lead_id')::uuid)
    then
        return old;
    end if;
    raise exception 'history is append-only: % on %', tg_op, tg_table_name;
end
$$;
create trigger append_only before update or delete on lead_touch
    for each row execute function history_is_append_only();
create trigger append_only before update or delete on lead_transition
    for each row execute function history_is_append_only();

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
    if came_with_demo(old.workspace_id, 'lead', old.lead_id) then
        parted.lead_id := null;
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
