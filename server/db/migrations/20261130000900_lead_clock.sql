-- The clock by which leads are worked: from when to when a workspace works, in minutes after midnight, and what it
-- promises to those who come. A figure that is not there is the process's own.
alter table workspace
    add column opens_at smallint not null default 540,
    add column closes_at smallint not null default 1080,
    add column lead_promises jsonb not null default '{}',
    add constraint workspace_hours check (0 <= opens_at and opens_at < closes_at and closes_at <= 1440);

-- Why a nurtured lead came back by itself: its day, a raised hand, or new interest. Null for every other step.
alter table lead_transition add column wake jsonb;

create index lead_to_wake on lead (workspace_id, nurture_until) where status = 'nurturing' and deleted_at is null;
