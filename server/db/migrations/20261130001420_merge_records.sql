-- Two accounts that are one company, and two people who are one human being. The swallowed one stays as it was and names the
-- survivor. Its history stays where it was written: activities, field changes, signals and consents are read together
-- (`accounts_in`, `people_in`). What stands in the present goes along in the same act: deals, people, leads, subsidiaries,
-- tasks and labels are counted, searched and shown by the very column that names their account or contact, so that every
-- list, total and board is right without knowing of merges. Each that goes has a line of history, and is noted, so that an
-- undo takes back those that nobody has put elsewhere since.
alter table account add column duplicate_of uuid,
    add foreign key (workspace_id, duplicate_of) references account (workspace_id, id),
    -- Always the one that lives, also where that one was swallowed in turn: then it is followed there.
    add constraint account_swallowed_is_gone check (duplicate_of is null or (deleted_at is not null and duplicate_of <> id));
create index account_swallowed on account (workspace_id, duplicate_of) where duplicate_of is not null;
alter table person add column duplicate_of uuid,
    add foreign key (workspace_id, duplicate_of) references person (workspace_id, id),
    add constraint person_swallowed_is_gone check (duplicate_of is null or (deleted_at is not null and duplicate_of <> id));
create index person_swallowed on person (workspace_id, duplicate_of) where duplicate_of is not null;
-- Whoever comes with a swallowed one's address or domain comes to the survivor.
create index account_swallowed_domain on account (workspace_id, domain) where duplicate_of is not null;
create index person_swallowed_email on person (workspace_id, email) where duplicate_of is not null;
-- One telephone, however it is written: by which pairs are found.
create index person_by_phone on person (workspace_id, reach(null, phone)) where phone is not null and deleted_at is null;

-- An account, and all that it has swallowed: whose history is one.
create function accounts_in(workspace uuid, account uuid) returns uuid[]
language sql stable parallel safe
return array(
    select account
    union all
    select a.id from account a where a.workspace_id = workspace and a.duplicate_of = account);

create function people_in(workspace uuid, person uuid) returns uuid[]
language sql stable parallel safe
return array(
    select person
    union all
    select p.id from person p where p.workspace_id = workspace and p.duplicate_of = person);

-- The person who has this address, or has swallowed whoever had it.
create function person_of_email(workspace uuid, address text) returns uuid
language sql stable parallel safe
return coalesce(
    (select p.id from person p where p.workspace_id = workspace and p.email = address and p.deleted_at is null),
    (select p.duplicate_of from person p
     where p.workspace_id = workspace and p.email = address and p.duplicate_of is not null
     order by p.updated_at desc, p.id limit 1));

-- The accounts of a domain, those counted as one that are.
create function accounts_of_domain(workspace uuid, theirs text) returns uuid[]
language sql stable parallel safe
return array(
    select a.id from account a where a.workspace_id = workspace and a.domain = theirs and a.deleted_at is null
    union
    select a.duplicate_of from account a
    where a.workspace_id = workspace and a.domain = theirs and a.duplicate_of is not null);

create table account_merge (
    workspace_id uuid not null references workspace (id),
    -- The act's, so that a form that is sent again is one merge.
    id uuid not null,
    survivor_id uuid not null,
    swallowed_id uuid not null,
    -- [{"field", "before", "after"}] of the survivor, as forms write them.
    written jsonb not null,
    -- What went along.
    deals uuid[] not null,
    people uuid[] not null,
    leads uuid[] not null,
    children uuid[] not null,
    tasks uuid[] not null,
    tags uuid[] not null,
    -- Those that the swallowed one had swallowed before.
    followed uuid[] not null,
    by_id uuid,
    at timestamptz not null default now(),
    undone_by_id uuid,
    undone_at timestamptz,
    -- Fields that somebody had changed since and that an undo has left alone.
    kept jsonb not null default '[]',
    primary key (workspace_id, id),
    foreign key (workspace_id, survivor_id) references account (workspace_id, id),
    foreign key (workspace_id, swallowed_id) references account (workspace_id, id),
    foreign key (workspace_id, by_id) references member (workspace_id, id),
    foreign key (workspace_id, undone_by_id) references member (workspace_id, id)
);
create unique index account_merge_of_swallowed on account_merge (workspace_id, swallowed_id) where undone_at is null;
create index account_merge_of_survivor on account_merge (workspace_id, survivor_id, at desc);

create table person_merge (
    workspace_id uuid not null references workspace (id),
    id uuid not null,
    survivor_id uuid not null,
    swallowed_id uuid not null,
    written jsonb not null,
    deals uuid[] not null,
    leads uuid[] not null,
    tasks uuid[] not null,
    tags uuid[] not null,
    followed uuid[] not null,
    -- Deals where the swallowed one was met, and whose people are counted anew.
    met uuid[] not null,
    -- Ways by which one of the two had said that they want no adverts. It holds from the moment of the merge, whatever the
    -- other one had agreed to, until they say otherwise; an undo lets go of it.
    withdrawn text[] not null,
    by_id uuid,
    at timestamptz not null default now(),
    undone_by_id uuid,
    undone_at timestamptz,
    kept jsonb not null default '[]',
    primary key (workspace_id, id),
    foreign key (workspace_id, survivor_id) references person (workspace_id, id),
    foreign key (workspace_id, swallowed_id) references person (workspace_id, id),
    foreign key (workspace_id, by_id) references member (workspace_id, id),
    foreign key (workspace_id, undone_by_id) references member (workspace_id, id)
);
create unique index person_merge_of_swallowed on person_merge (workspace_id, swallowed_id) where undone_at is null;
create index person_merge_of_survivor on person_merge (workspace_id, survivor_id, at desc);

-- Pairs that look alike and are not: nobody is asked about them again.
create table account_told_apart (
    workspace_id uuid not null,
    one_id uuid not null,
    other_id uuid not null,
    by_id uuid,
    at timestamptz not null default now(),
    primary key (workspace_id, one_id, other_id),
    foreign key (workspace_id, one_id) references account (workspace_id, id) on delete cascade,
    foreign key (workspace_id, other_id) references account (workspace_id, id) on delete cascade,
    foreign key (workspace_id, by_id) references member (workspace_id, id),
    constraint account_told_apart_once check (one_id < other_id)
);

create table person_told_apart (
    workspace_id uuid not null,
    one_id uuid not null,
    other_id uuid not null,
    by_id uuid,
    at timestamptz not null default now(),
    primary key (workspace_id, one_id, other_id),
    foreign key (workspace_id, one_id) references person (workspace_id, id) on delete cascade,
    foreign key (workspace_id, other_id) references person (workspace_id, id) on delete cascade,
    foreign key (workspace_id, by_id) references member (workspace_id, id),
    constraint person_told_apart_once check (one_id < other_id)
);

-- When somebody was last reached, counted again from all the history that is theirs now.
create function count_accounts_again(workspace uuid, accounts uuid[]) returns void
language sql
begin atomic
    update account a set last_activity_at = (
        select max(h.occurred_at) from activity h
        where h.workspace_id = a.workspace_id and h.account_id = any (accounts_in(a.workspace_id, a.id)) and h.reached
            and h.removed_at is null)
    where a.workspace_id = workspace and a.id = any (accounts);
end;

create function count_people_again(workspace uuid, people uuid[]) returns void
language sql
begin atomic
    update person p set last_activity_at = (
        select max(h.occurred_at) from activity h
        where h.workspace_id = p.workspace_id and h.person_id = any (people_in(p.workspace_id, p.id)) and h.reached
            and h.removed_at is null)
    where p.workspace_id = workspace and p.id = any (people);
end;

-- Whoever ties something to one that is being swallowed in this very moment waits, and comes to the survivor. What is read
-- before a lock is waited for may be old, so the row itself is asked, with the lock that its key takes anyway.
create function ties_to_living_account() returns trigger
language plpgsql as $$
declare
    living uuid;
begin
    select duplicate_of into living from account
    where workspace_id = new.workspace_id and id = new.account_id for key share;
    new.account_id := coalesce(living, new.account_id);
    return new;
end
$$;
create function ties_to_living_person() returns trigger
language plpgsql as $$
declare
    living uuid;
begin
    select duplicate_of into living from person
    where workspace_id = new.workspace_id and id = new.person_id for key share;
    new.person_id := coalesce(living, new.person_id);
    return new;
end
$$;
create function ties_to_living_parent() returns trigger
language plpgsql as $$
declare
    living uuid;
begin
    select duplicate_of into living from account
    where workspace_id = new.workspace_id and id = new.parent_id for key share;
    new.parent_id := coalesce(living, new.parent_id);
    return new;
end
$$;
create trigger ties_to_living_account before insert on deal for each row
    when (new.account_id is not null) execute function ties_to_living_account();
create trigger ties_again_to_living_account before update of account_id on deal for each row
    when (new.account_id is distinct from old.account_id and new.account_id is not null)
    execute function ties_to_living_account();
create trigger ties_to_living_account before insert on lead for each row
    when (new.account_id is not null) execute function ties_to_living_account();
create trigger ties_again_to_living_account before update of account_id on lead for each row
    when (new.account_id is distinct from old.account_id and new.account_id is not null)
    execute function ties_to_living_account();
create trigger ties_to_living_account before insert on person for each row
    when (new.account_id is not null) execute function ties_to_living_account();
create trigger ties_again_to_living_account before update of account_id on person for each row
    when (new.account_id is distinct from old.account_id and new.account_id is not null)
    execute function ties_to_living_account();
create trigger ties_to_living_account before insert on task for each row
    when (new.account_id is not null) execute function ties_to_living_account();
create trigger ties_to_living_parent before insert on account for each row
    when (new.parent_id is not null) execute function ties_to_living_parent();
create trigger ties_again_to_living_parent before update of parent_id on account for each row
    when (new.parent_id is distinct from old.parent_id and new.parent_id is not null)
    execute function ties_to_living_parent();
create trigger ties_to_living_person before insert on deal for each row
    when (new.person_id is not null) execute function ties_to_living_person();
create trigger ties_again_to_living_person before update of person_id on deal for each row
    when (new.person_id is distinct from old.person_id and new.person_id is not null)
    execute function ties_to_living_person();
create trigger ties_to_living_person before insert on lead for each row
    when (new.person_id is not null) execute function ties_to_living_person();
create trigger ties_again_to_living_person before update of person_id on lead for each row
    when (new.person_id is distinct from old.person_id and new.person_id is not null)
    execute function ties_to_living_person();
create trigger ties_to_living_person before insert on task for each row
    when (new.person_id is not null) execute function ties_to_living_person();
