-- Web forms, what is sent by them, and what people agreed to hear from us. A form is known to the world by its key, which
-- cannot be guessed; its seal signs the pages it is shown on, so that only what a page of ours was given comes back.
create table web_form (
    workspace_id uuid not null references workspace (id),
    id uuid not null,
    version integer not null default 1,
    key text not null,
    seal bytea not null,
    created_at timestamptz not null default now(),
    primary key (workspace_id, id),
    constraint web_form_key_taken unique (key)
);

-- What it asks and says. Each one that was saved stays as it was, because people agreed to its very words.
create table web_form_version (
    workspace_id uuid not null,
    form_id uuid not null,
    version integer not null check (version > 0),
    says jsonb not null,
    -- Null: it came with the demo.
    by_id uuid,
    at timestamptz not null default now(),
    primary key (workspace_id, form_id, version),
    foreign key (workspace_id, form_id) references web_form (workspace_id, id),
    foreign key (workspace_id, by_id) references member (workspace_id, id)
);

-- What somebody sent, under the version they read. The id is that of the page they sent it from, so that sending it twice is
-- one entry. A robot's makes no lead: it is kept aside as it came, and thrown away after a while.
create table web_form_entry (
    workspace_id uuid not null,
    id uuid not null,
    form_id uuid not null,
    version integer not null,
    lead_id uuid,
    caught_by text,
    said jsonb,
    at timestamptz not null default now(),
    primary key (workspace_id, id),
    foreign key (workspace_id, form_id, version) references web_form_version (workspace_id, form_id, version),
    foreign key (workspace_id, lead_id) references lead (workspace_id, id),
    constraint web_form_entry_of_somebody_or_caught check (num_nonnulls(lead_id, caught_by) = 1)
);
create index web_form_entry_by_form on web_form_entry (workspace_id, form_id, at desc);
create index web_form_entry_by_lead on web_form_entry (workspace_id, lead_id) where lead_id is not null;
create index web_form_entry_caught on web_form_entry (at) where caught_by is not null;

-- Every answer to "may we send you adverts by this way?", each with its proof. What holds is the last one they gave.
create table consent (
    workspace_id uuid not null references workspace (id),
    id uuid not null,
    -- On whose record it stands. A lead who becomes a person brings it along.
    lead_id uuid,
    person_id uuid,
    channel text not null check (channel in ('email', 'sms', 'kakao', 'call')),
    answer text not null check (answer in ('given', 'withdrawn')),
    -- The form in which they gave it; else a member wrote down how we know.
    entry_id uuid,
    proof text not null check (proof <> ''),
    by_id uuid,
    -- When they said so, and when we wrote it down.
    at timestamptz not null,
    recorded_at timestamptz not null default now(),
    primary key (workspace_id, id),
    foreign key (workspace_id, lead_id) references lead (workspace_id, id),
    foreign key (workspace_id, person_id) references person (workspace_id, id),
    foreign key (workspace_id, entry_id) references web_form_entry (workspace_id, id),
    foreign key (workspace_id, by_id) references member (workspace_id, id),
    constraint consent_of_one_record check (num_nonnulls(lead_id, person_id) = 1)
);
create index consent_of_lead on consent (workspace_id, lead_id) where lead_id is not null;
create index consent_of_person on consent (workspace_id, person_id) where person_id is not null;
create trigger append_only before update or delete on consent
    for each row execute function history_is_append_only();

-- An advert that was sent is told from a service message, and whether somebody went on knowing that it had better not go.
alter table activity add column advert text check (advert in ('email', 'sms', 'kakao', 'call'));
alter table activity add column advert_against text;

-- The demo has forms, which go with their versions and with what was sent by them.
alter table demo_record drop constraint demo_record_kind_check;
alter table demo_record add constraint demo_record_kind_check check (kind in
    ('deal', 'lead', 'account', 'person', 'task', 'pipeline', 'product', 'tag', 'team', 'member', 'saved_view', 'web_form'));

create function web_form_version_stays() returns trigger
language plpgsql as $$
begin
    if tg_op = 'DELETE' and came_with_demo(old.workspace_id, 'web_form', old.form_id) then
        return old;
    end if;
    raise exception 'a version of a form stays as it was: %', tg_op;
end
$$;
create trigger stays before update or delete on web_form_version
    for each row execute function web_form_version_stays();

create function web_form_entry_is_append_only() returns trigger
language plpgsql as $$
begin
    if tg_op = 'DELETE' and (
        old.caught_by is not null or is_about_demo_alone(old.workspace_id, null, null, null, old.lead_id))
    then
        return old;
    end if;
    raise exception 'history is append-only: % on %', tg_op, tg_table_name;
end
$$;
create trigger append_only before update or delete on web_form_entry
    for each row execute function web_form_entry_is_append_only();
