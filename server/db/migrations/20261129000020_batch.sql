-- Several deals worked in one go leave one line of history each, as ever; the batch says which belong together. What
-- their lines do not say otherwise is kept to put them back: the place in the column that a deal left, whose it was,
-- the label that came on.
alter table stage_transition
    add column batch_id uuid,
    add column from_rank text;
alter table field_change
    add column batch_id uuid,
    add column from_rank text,
    add column from_owner_id uuid,
    add column tag_id uuid;
create index stage_transition_by_batch on stage_transition (workspace_id, batch_id) where batch_id is not null;
create index field_change_by_batch on field_change (workspace_id, batch_id) where batch_id is not null;
