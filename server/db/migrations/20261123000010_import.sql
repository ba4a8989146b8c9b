-- Files that somebody uploaded and has not confirmed yet, or confirmed today: the page that shows what
-- will happen and the act that lets it happen are two requests. Deleted after a day.

create table import_upload (
    workspace_id uuid not null references workspace (id),
    id uuid not null,
    by_id uuid,
    -- The kind, the meaning of each column, the currency and the pipeline, as last chosen.
    choices jsonb not null,
    -- What would happen; once done, what happened.
    outcome jsonb not null,
    done_at timestamptz,
    created_at timestamptz not null default now(),
    primary key (workspace_id, id),
    foreign key (workspace_id, by_id) references member (workspace_id, id)
);
create index import_upload_by_age on import_upload (workspace_id, created_at);

create table import_file (
    workspace_id uuid not null,
    upload_id uuid not null,
    position integer not null,
    name text not null,
    content bytea not null,
    -- The rows that were not taken, as a file to be corrected and imported again.
    bad_rows text not null default '',
    primary key (workspace_id, upload_id, position),
    foreign key (workspace_id, upload_id) references import_upload (workspace_id, id) on delete cascade
);
-- Files are compressed by whoever made them or not at all; trying costs more than it saves.
alter table import_file alter column content set storage external;
