-- What a company takes in a year (연매출), in smallest units of the workspace's currency. Null: nobody knows.
alter table account add column revenue_minor bigint check (revenue_minor between 0 and 9007199254740991);

-- The list by revenue; what nobody knows comes last.
create index account_revenue_order on account (workspace_id, coalesce(revenue_minor, -1), id) where deleted_at is null;

-- A profile can ask about it as well.
drop trigger judge_changed on account;
create trigger judge_changed after update on account for each row
    when ((old.industry, old.employees, old.revenue_minor, old.region)
        is distinct from (new.industry, new.employees, new.revenue_minor, new.region))
    execute function changed_account_is_to_be_judged();
