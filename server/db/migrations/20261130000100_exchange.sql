-- What other currencies are worth, from a day on. A rate belongs to the pair: when the workspace chooses another
-- currency of its own, those against the old one rest, and hold again if it comes back.
create table exchange_rate (
    workspace_id uuid not null references workspace (id),
    -- The workspace's currency when the rate was written.
    base text not null,
    currency text not null,
    on_day date not null,
    -- Base units for one unit, times 10^9: a whole number, as money is.
    rate_e9 bigint not null check (rate_e9 > 0),
    -- Null when the operator wrote it.
    by_id uuid,
    at timestamptz not null default now(),
    constraint exchange_rate_taken primary key (workspace_id, base, currency, on_day),
    check (currency <> base),
    foreign key (workspace_id, by_id) references member (workspace_id, id)
);
