-- The contact plan of an account that is swallowed goes on at the survivor, and comes back with it.
alter table account_merge add column steps uuid[] not null default '{}';
alter table person_merge add column steps uuid[] not null default '{}';
