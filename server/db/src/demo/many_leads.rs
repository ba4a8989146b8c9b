//! As many leads as a team comes to in years, with what they did: for measuring how long judging them all takes.

use crate::{Actor, Db, Result};

/// Writes so many leads with some signals each, which nobody has judged yet.
pub async fn many_leads(db: &Db, actor: &Actor, count: i64) -> Result<()> {
    let mut tx = db.begin().await?;
    sqlx::query("set local statement_timeout = '300s'").execute(&mut *tx).await?;
    for sql in [
        "insert into lead (workspace_id, id, number, name, email, origin, motion, first_touch_at, last_touch_at,
             status_entered_at)
         select $1, gen_random_uuid(), 1000000 + n, 'lead ' || n, 'p' || n || '@company' || n / 3 || '.example', 'inbound',
             'inbound_smb', now(), now(), now()
         from generate_series(1, $2) n",
        "insert into lead_transition (workspace_id, id, lead_id, to_status, via, version)
         select workspace_id, gen_random_uuid(), id, 'new', 'import', 1 from lead
         where workspace_id = $1 and number > 1000000 and $2 > 0",
        "insert into lead_touch (workspace_id, id, lead_id, origin, version, at)
         select workspace_id, gen_random_uuid(), id, origin, 1, first_touch_at from lead
         where workspace_id = $1 and number > 1000000 and $2 > 0",
        "insert into signal (workspace_id, id, key, kind, email, domain, occurred_at)
         select $1, gen_random_uuid(), 'many-' || n || '-' || k,
             (array['pricing_seen', 'event_attended', 'content_downloaded'])[k],
             'p' || n || '@company' || n / 3 || '.example', 'company' || n / 3 || '.example',
             now() - (n % 60) * interval '1 day'
         from generate_series(1, $2) n cross join generate_series(1, 3) k
         where n % (k + 1) = 0 or n % 5 = 0",
    ] {
        sqlx::query(sql).bind(actor.workspace()).bind(count).execute(&mut *tx).await?;
    }
    tx.commit().await?;
    db.analyze().await
}
