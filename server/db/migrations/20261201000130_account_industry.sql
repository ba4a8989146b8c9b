-- The accounts of one industry, and which industries there are.
create index account_industry on account (workspace_id, industry) where industry is not null and deleted_at is null;
