-- Outbound: how accounts that we set out to win are worked before they have heard of us. Which accounts these are says
-- account.target, whoever writes it; a trigger sees to the row that goes with it, so that no writer can forget.

create table target (
    workspace_id uuid not null,
    account_id uuid not null,
    -- When somebody set out to win it: what was logged before is not part of this.
    since timestamptz not null default now(),
    -- Who works it; null: whoever has the account.
    member_id uuid,
    -- The act that made it one of many, by which they are all taken back.
    act_id uuid,
    -- Why it is a target no more, where somebody said so.
    given_up text,
    given_up_by uuid,
    given_up_at timestamptz,
    primary key (workspace_id, account_id),
    foreign key (workspace_id, account_id) references account (workspace_id, id) on delete cascade,
    foreign key (workspace_id, member_id) references member (workspace_id, id) on delete set null (member_id),
    foreign key (workspace_id, given_up_by) references member (workspace_id, id) on delete set null (given_up_by),
    constraint target_given_up check ((given_up is null) = (given_up_at is null))
);
create index target_by_act on target (workspace_id, act_id) where act_id is not null;

create function account_target_follows() returns trigger
language plpgsql as $$
begin
    if new.target then
        insert into target (workspace_id, account_id) values (new.workspace_id, new.id)
        on conflict (workspace_id, account_id) do update set
            since = now(), member_id = null, act_id = null, given_up = null, given_up_by = null, given_up_at = null;
    else
        -- One that was given up first keeps the reason.
        delete from target where workspace_id = new.workspace_id and account_id = new.id and given_up is null;
    end if;
    return null;
end
$$;
create trigger target_made after insert on account
    for each row when (new.target) execute function account_target_follows();
create trigger target_changed after update of target on account
    for each row when (new.target is distinct from old.target) execute function account_target_follows();

insert into target (workspace_id, account_id, since)
select workspace_id, id, updated_at from account where target;

-- Many accounts became targets at once: how many, so that an act that is sent again says the same.
create table target_act (
    workspace_id uuid not null references workspace (id),
    id uuid not null,
    made integer not null,
    -- So many more would have been.
    left_over integer not null,
    by_id uuid,
    at timestamptz not null default now(),
    undone_at timestamptz,
    primary key (workspace_id, id),
    foreign key (workspace_id, by_id) references member (workspace_id, id) on delete set null (by_id)
);

-- The contact plan of an account: whom to contact, how, by whom and when. Whether a step was done follows from what was
-- logged. Every change of a plan is a line in the account's history.
create table contact_step (
    workspace_id uuid not null,
    id uuid not null,
    account_id uuid not null,
    -- Its place in the plan; gaps say nothing.
    place integer not null,
    -- Somebody who works there, or the post of whoever has to be found first.
    person_id uuid,
    post text not null default '',
    channel text not null,
    member_id uuid,
    due date not null,
    skipped text,
    by_id uuid,
    created_at timestamptz not null default now(),
    primary key (workspace_id, id),
    foreign key (workspace_id, account_id) references account (workspace_id, id) on delete cascade,
    foreign key (workspace_id, person_id) references person (workspace_id, id) on delete cascade,
    foreign key (workspace_id, member_id) references member (workspace_id, id) on delete set null (member_id),
    foreign key (workspace_id, by_id) references member (workspace_id, id) on delete set null (by_id),
    constraint contact_step_about_somebody check ((person_id is null) = (post <> ''))
);
create index contact_step_of_account on contact_step (workspace_id, account_id, place);
create index contact_step_of_person on contact_step (workspace_id, person_id) where person_id is not null;

-- What somebody found out about a company. Their writers correct them; what they said before stands in the account's
-- history.
create table research_note (
    workspace_id uuid not null,
    id uuid not null,
    account_id uuid not null,
    version integer not null default 1,
    body text not null,
    source text check (source ~* '^https?://'),
    by_id uuid,
    at timestamptz not null default now(),
    corrected_at timestamptz,
    primary key (workspace_id, id),
    foreign key (workspace_id, account_id) references account (workspace_id, id) on delete cascade,
    foreign key (workspace_id, by_id) references member (workspace_id, id) on delete set null (by_id)
);
create index research_note_of_account on research_note (workspace_id, account_id, at desc);
