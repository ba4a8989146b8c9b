//! How many signals are taken a second: as products send them, in batches, each new, from people who are known and not.

use crate::Outcome;
use crate::http::Caller;
use chrono::Utc;
use db::{Actor, Db};
use domain::team::Scope;
use serde_json::{Value, json};
use std::time::{Duration, Instant};

/// As many as a batch may have: of smaller ones a key may not send enough requests to find the limit.
const BATCH: usize = 1_000;
const SENDERS: usize = 4;

pub async fn per_second(caller: &Caller, database: &Db, actor: &Actor, time: Duration) -> Outcome<f64> {
    let members = db::demo::members(database).await?;
    let member = members.first().ok_or("the demo has no members")?.id;
    let key = db::team::make_api_token(database, actor, member, "signals", Scope::Write).await?;
    let begun = Instant::now();
    let senders: Vec<_> = (0..SENDERS)
        .map(|number| {
            let mut program = caller.program(number, key.expose());
            tokio::spawn(async move {
                let mut taken = 0;
                while begun.elapsed() < time {
                    taken += send(&mut program, number, taken).await?;
                }
                Ok::<_, String>(taken)
            })
        })
        .collect();
    let mut taken = 0;
    for sender in senders {
        taken += sender.await??;
    }
    Ok(taken as f64 / begun.elapsed().as_secs_f64())
}

async fn send(program: &mut Caller, number: usize, from: usize) -> Result<usize, String> {
    let at = Utc::now().to_rfc3339();
    let signal = |it: usize| {
        let email = format!("user{}@company{}.example", it % 5_000, it % 300);
        json!({ "key": format!("bench-{number}-{it}"), "kind": "active", "email": email, "at": at })
    };
    let signals: Vec<Value> = (from..from + BATCH).map(signal).collect();
    let answer = program.order("v1/signals", &json!({ "signals": signals })).await;
    let answer = answer.map_err(|_| "no answer to signals")?;
    match answer.status.is_success() {
        true => Ok(BATCH),
        false => {
            Err(format!("signals were refused: {} {}", answer.status, String::from_utf8_lossy(&answer.body)))
        }
    }
}
