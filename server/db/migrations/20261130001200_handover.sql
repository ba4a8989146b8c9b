-- The hand-over of a lead to whoever closes: a record with a state and a clock. Each try to give the lead to somebody is a
-- row; one that was not decided in time, or went on to somebody else, is followed by the next.

-- What only whoever talked with them can write down for the dossier, bit by bit. Its changes stand in the lead's history.
create table dossier_note (
    workspace_id uuid not null,
    lead_id uuid not null,
    need_words text not null default '',
    people text not null default '',
    questions text not null default '',
    next_step text not null default '',
    next_step_due date,
    promises text not null default '',
    primary key (workspace_id, lead_id),
    foreign key (workspace_id, lead_id) references lead (workspace_id, id) on delete cascade
);

create table handover (
    workspace_id uuid not null references workspace (id),
    id uuid not null,
    version integer not null default 1,
    kind text not null default 'sdr_to_ae' check (kind = 'sdr_to_ae'),
    lead_id uuid not null,
    -- The try with which the sending began: itself, for the first one.
    first_id uuid not null,
    round smallint not null check (round > 0),
    -- So often time was up in earlier tries of the same sending.
    expired smallint not null default 0,
    -- Whoever has gone with the demo stays named here.
    from_id uuid,
    -- Null: it stands in the managers' queue.
    to_id uuid,
    state text not null default 'pending'
        check (state in ('pending', 'accepted', 'rejected', 'expired', 'rerouted', 'withdrawn')),
    -- As it was when it was sent, and how complete that was, in percent.
    dossier jsonb not null,
    completeness smallint not null check (completeness between 0 and 100),
    -- Of the rules of qualification that held then, against which a rejection by definition counts.
    rule_version integer not null,
    note text not null default '',
    -- Why it goes to whom it goes; null where somebody named them.
    chosen jsonb,
    sent_at timestamptz not null,
    remind_at timestamptz not null,
    due_at timestamptz not null,
    reminded_at timestamptz,
    decided_at timestamptz,
    -- Null: time decided.
    decided_by uuid,
    reject_class text check (reject_class in ('routing', 'incomplete', 'definition')),
    reject_note text,
    -- By when whoever accepted is in touch with the customer.
    contact_due_at timestamptz,
    updated_at timestamptz not null default now(),
    primary key (workspace_id, id),
    foreign key (workspace_id, lead_id) references lead (workspace_id, id),
    foreign key (workspace_id, first_id) references handover (workspace_id, id),
    constraint handover_decided check ((state = 'pending') = (decided_at is null)),
    constraint handover_rejected check (
        (state = 'rejected') = (reject_class is not null) and (reject_class is null) = (reject_note is null)),
    constraint handover_accepted check ((state = 'accepted') = (contact_due_at is not null))
);
create unique index handover_under_way on handover (workspace_id, lead_id) where state = 'pending';
create index handover_of_lead on handover (workspace_id, lead_id, sent_at desc);
create index handover_to on handover (workspace_id, to_id, due_at) where state = 'pending';
create index handover_round on handover (workspace_id, first_id, round);
create index handover_read on handover (workspace_id, updated_at, id);
create index handover_decided on handover (workspace_id, decided_at desc) where state <> 'pending';

-- What was sent stays as it was sent, and what was decided stays decided.
create function handover_stays() returns trigger
language plpgsql as $$
begin
    if old.state <> 'pending'
        or (old.dossier, old.completeness, old.lead_id, old.first_id, old.round, old.from_id, old.to_id, old.sent_at, old.note)
            is distinct from
            (new.dossier, new.completeness, new.lead_id, new.first_id, new.round, new.from_id, new.to_id, new.sent_at, new.note)
    then
        raise exception 'a hand-over stays as it was sent and decided: %', old.id;
    end if;
    return new;
end
$$;
create trigger stays before update on handover for each row execute function handover_stays();
create trigger append_only before delete on handover for each row execute function history_is_append_only();
