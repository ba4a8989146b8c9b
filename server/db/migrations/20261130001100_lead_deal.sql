-- What became of a lead: the deal it was made into, for as long as both are known, so that a deal can be followed back to
-- the first touch.

alter table lead add column deal_id uuid,
    add foreign key (workspace_id, deal_id) references deal (workspace_id, id);
create unique index lead_of_deal on lead (workspace_id, deal_id) where deal_id is not null;
