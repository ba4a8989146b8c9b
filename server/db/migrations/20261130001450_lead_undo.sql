-- A move of a lead can be taken back for a while. What it wrote over stays with it: status, since when, owner, and why it was
-- put off or given up. Null on what was on record before.
alter table lead_transition add column was jsonb;
