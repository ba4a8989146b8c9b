-- Who looks at what right now. Written every few seconds and worth nothing a minute later: not in the feed, not in
-- the write-ahead log, and empty after a crash.

create unlogged table presence (
    workspace_id uuid not null references workspace (id),
    member_id uuid not null,
    -- One open page of a browser. It counts its reports, so that one that was overtaken changes nothing.
    tab_id uuid not null,
    count bigint not null,
    -- What that page shows; neither, once nobody sees it.
    pipeline_id uuid,
    deal_id uuid,
    -- The deal whose card is in that member's hand.
    carries_id uuid,
    seen_at timestamptz not null default now(),
    primary key (member_id, tab_id),
    foreign key (workspace_id, member_id) references member (workspace_id, id),
    check (num_nonnulls(pipeline_id, deal_id) <= 1)
)
-- Rows are changed again and again: room beside each, so that no index has to follow.
with (fillfactor = 50);
