-- Does a gate of the stage ask how well the account fits (icp_tier)? Only then does a card carry the tier, and only then
-- is a change of the tier a change of the deal.
alter table stage add column asks_tier boolean not null generated always as (
    jsonb_path_exists(coalesce(entry_gate, 'null'), '$.**.icp_tier')
    or jsonb_path_exists(coalesce(exit_gate, 'null'), '$.**.icp_tier')) stored;
