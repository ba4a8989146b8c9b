-- A name tells one pipeline from another, and one open stage of a pipeline from the next, however it is capitalised.
-- The endings have their kind, and removed stages only stay for the history.
alter table pipeline drop constraint pipeline_name_taken;
create unique index pipeline_name_ko_taken on pipeline (workspace_id, lower(name_ko));
create unique index pipeline_name_en_taken on pipeline (workspace_id, lower(name_en));
create unique index stage_name_ko_taken on stage (workspace_id, pipeline_id, lower(name_ko))
    where kind = 'open' and removed_at is null;
create unique index stage_name_en_taken on stage (workspace_id, pipeline_id, lower(name_en))
    where kind = 'open' and removed_at is null;
