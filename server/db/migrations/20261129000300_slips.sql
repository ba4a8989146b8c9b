-- How often a deal's expected close was put later, counted by the rule in the domain in the act that changes it. What is
-- on record of deals that are here already is counted once. The line of an undo names the line that it takes back, and
-- a slip that was taken back is none.
alter table field_change add column undoes_id uuid;
alter table deal add column close_date_moves integer not null default 0 check (close_date_moves >= 0);
update deal d
set close_date_moves = slipped.often
from (
    select f.workspace_id, f.deal_id, count(*) as often
    from field_change f
    cross join lateral jsonb_array_elements(f.changes) c
    where f.deal_id is not null and c ->> 'field' = 'expected_close'
        and c ->> 'before' <> '' and c ->> 'after' > c ->> 'before'
    group by f.workspace_id, f.deal_id
) slipped
where d.workspace_id = slipped.workspace_id and d.id = slipped.deal_id;
