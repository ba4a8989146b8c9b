-- The ideal customer profile (ICP). Each one that was saved is a version and stays as it was.
create table icp_profile (
    workspace_id uuid not null references workspace (id),
    version integer not null check (version > 0),
    predicates jsonb not null,
    -- Null: it came with the demo, or the operator wrote it.
    by_id uuid,
    at timestamptz not null default now(),
    -- The older version that it brought back.
    restored integer,
    primary key (workspace_id, version),
    foreign key (workspace_id, by_id) references member (workspace_id, id),
    foreign key (workspace_id, restored) references icp_profile (workspace_id, version)
);

create function icp_profile_stays() returns trigger
language plpgsql as $$
begin
    raise exception 'a version of the profile stays as it was: %', tg_op;
end
$$;
create trigger stays before update or delete on icp_profile
    for each row execute function icp_profile_stays();

-- An account we set out to win.
alter table account add column target boolean not null default false;
create index account_targets on account (workspace_id, id) where target and deleted_at is null;

-- How well each account fits, as the rule in the domain found it. Beside the account rather than in it: a new profile
-- changes them all, which touches neither their facts nor their versions, and a row here is small.
create table account_fit (
    workspace_id uuid not null,
    account_id uuid not null,
    -- Null as long as there is no profile.
    score smallint check (score between 0 and 100),
    tier text check (tier in ('a', 'b', 'c')),
    -- Of the profile it was judged by.
    version integer,
    -- Rises whenever something changes that a profile asks about.
    facts bigint not null default 1,
    -- It is yet to be judged: by the act that changed the facts, before it ends.
    stale boolean not null default true,
    primary key (workspace_id, account_id),
    foreign key (workspace_id, account_id) references account (workspace_id, id) on delete cascade
);
-- The order of the list, and those an act has to judge. Outside of acts there are none of these.
create index account_fit_order on account_fit (workspace_id, coalesce(score, -1), account_id);
create index account_fit_stale on account_fit (workspace_id) where stale;

insert into account_fit (workspace_id, account_id, stale) select workspace_id, id, false from account;

-- Whatever writes an account or its tags marks it here, so that no writer can forget to. Only an act of the program can
-- judge, because the rule stands nowhere in SQL.
create function new_accounts_are_to_be_judged() returns trigger
language plpgsql as $$
begin
    insert into account_fit (workspace_id, account_id) select workspace_id, id from made;
    return null;
end
$$;
create trigger judge_new after insert on account
    referencing new table as made for each statement execute function new_accounts_are_to_be_judged();

create function changed_account_is_to_be_judged() returns trigger
language plpgsql as $$
begin
    update account_fit set stale = true, facts = facts + 1
    where workspace_id = new.workspace_id and account_id = new.id;
    return null;
end
$$;
create trigger judge_changed after update on account for each row
    when ((old.industry, old.employees, old.region) is distinct from (new.industry, new.employees, new.region))
    execute function changed_account_is_to_be_judged();

create function tagged_account_is_to_be_judged() returns trigger
language plpgsql as $$
declare
    of tagged := coalesce(new, old);
begin
    update account_fit set stale = true, facts = facts + 1
    where workspace_id = of.workspace_id and account_id = of.account_id;
    return null;
end
$$;
create trigger judge_tagged after insert on tagged for each row
    when (new.account_id is not null) execute function tagged_account_is_to_be_judged();
create trigger judge_untagged after delete on tagged for each row
    when (old.account_id is not null) execute function tagged_account_is_to_be_judged();
create trigger judge_retagged after update on tagged for each row
    when (new.account_id is not null) execute function tagged_account_is_to_be_judged();

create function accounts_of_a_renamed_tag_are_to_be_judged() returns trigger
language plpgsql as $$
begin
    update account_fit f set stale = true, facts = facts + 1
    from tagged t
    where t.workspace_id = new.workspace_id and t.tag_id = new.id
        and f.workspace_id = t.workspace_id and f.account_id = t.account_id;
    return null;
end
$$;
create trigger judge_renamed after update of name on tag for each row
    when (old.name is distinct from new.name) execute function accounts_of_a_renamed_tag_are_to_be_judged();
