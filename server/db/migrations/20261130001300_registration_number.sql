-- 사업자등록번호: ten digits, the last of which agrees with the others by the rule in the domain. Two accounts of one number
-- are one company, so there is only one.
alter table account add column business_reg_no text check (business_reg_no ~ '^[0-9]{10}$');
create unique index account_registration_taken on account (workspace_id, business_reg_no)
    where business_reg_no is not null and deleted_at is null;
