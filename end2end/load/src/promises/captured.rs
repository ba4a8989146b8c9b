//! L8: a lead that the server has answered for is on record, however it is killed meanwhile; sent again by the same
//! name it is one lead that came once.

use super::Stage;
use crate::Outcome;
use crate::http::Caller;
use crate::place::Show;
use db::oracle;
use domain::team::Scope;
use hyper::StatusCode;
use serde_json::json;
use std::collections::{BTreeSet, HashMap};
use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering::Relaxed};
use std::time::Duration;
use tokio::task::JoinHandle;
use tokio::time::sleep;
use uuid::Uuid;

const PROGRAMS: usize = 8;
const KILLS: usize = 12;
const SOURCE: &str = "L8";
/// How long the server lives before it is killed.
const LIFE: std::ops::Range<u64> = 100..600;

pub async fn prove(stage: &mut Stage) -> Outcome {
    let member = db::demo::members(&stage.oracle).await?.first().ok_or("the demo has no members")?.id;
    let (sent, all) = (Arc::<AtomicUsize>::default(), stage.size.captured);
    let mut programs = vec![];
    for number in 0..PROGRAMS {
        let name = format!("capture {number}");
        let key = db::team::make_api_token(&stage.oracle, &stage.actor, member, &name, Scope::Write).await?;
        let program = Sender {
            caller: stage.admin.program(number, key.expose()),
            answered: vec![],
            cut_off: vec![],
            again: 0,
        };
        programs.push(tokio::spawn(program.until(sent.clone(), all)));
    }
    let mut killed = 0;
    while killed < KILLS && !programs.iter().all(JoinHandle::is_finished) {
        sleep(Duration::from_millis(rand::random_range(LIFE))).await;
        let place = &mut stage.places[0];
        place.kill().await?;
        place.start(Show::Demo, "/readyz").await?;
        killed += 1;
    }
    let mut senders = vec![];
    for program in programs {
        senders.push(program.await??);
    }
    // What was at work when the server died belongs to nobody a minute later.
    oracle::a_minute_later(&stage.oracle, &stage.actor).await?;
    let (mut answered, mut again) = (BTreeSet::new(), 0);
    for mut sender in senders {
        for (name, number) in std::mem::take(&mut sender.cut_off) {
            if !sender.one(name, number).await? {
                return Err(format!("lead {number} is still at work").into());
            }
        }
        answered.extend(sender.answered);
        again += sender.again;
    }
    stage.reconnect().await?;
    let mut times: HashMap<String, usize> = HashMap::new();
    for address in oracle::touches(&stage.oracle, &stage.actor, SOURCE).await? {
        *times.entry(address).or_default() += 1;
    }
    let lost = answered.iter().filter(|it| !times.contains_key(*it)).count();
    let doubled = times.values().filter(|it| **it > 1).count();
    let counted = format!(
        "{} answered, {again} sent again, {lost} lost, {doubled} doubled, server killed {killed} times",
        answered.len()
    );
    let kept = lost == 0 && doubled == 0 && answered.len() == all && times.len() == all;
    stage.report.check("L8 every lead that was answered for is there, once", kept && again > 0, &counted);
    let broken = db::check(&stage.oracle).await?;
    let counted = format!("{} violations {:?}", broken.len(), broken.first());
    stage.report.check("L8 R3 the books balance", broken.is_empty(), &counted);
    Ok(())
}

/// A program that sends leads.
struct Sender {
    caller: Caller,
    answered: Vec<String>,
    /// What the server was at work on when it was killed: it says so until it is certain that nobody is any more.
    cut_off: Vec<(Uuid, usize)>,
    again: usize,
}

impl Sender {
    /// Sends one lead after the other.
    async fn until(mut self, sent: Arc<AtomicUsize>, all: usize) -> Outcome<Self> {
        loop {
            let number = sent.fetch_add(1, Relaxed);
            if number >= all {
                return Ok(self);
            }
            let name = Uuid::now_v7();
            if !self.one(name, number).await? {
                self.cut_off.push((name, number));
            }
        }
    }

    /// Sends a lead by its name until it is answered for, or said to be at work still.
    async fn one(&mut self, name: Uuid, number: usize) -> Outcome<bool> {
        let email = format!("lead{number}@captured.example");
        let lead = json!({ "name": format!("리드 {number}"), "email": email, "source": SOURCE });
        loop {
            match self.caller.order_once("v1/leads", name, &lead).await {
                Ok(answer) if answer.status.is_success() => {
                    self.answered.push(email);
                    return Ok(true);
                }
                Ok(answer) if answer.status == StatusCode::CONFLICT => return Ok(false),
                Ok(answer) if answer.status.is_client_error() => {
                    let body = String::from_utf8_lossy(&answer.body);
                    return Err(format!("a lead was refused: {} {body}", answer.status).into());
                }
                // Killed before it answered, or just come back.
                Ok(_) | Err(_) => {
                    self.again += 1;
                    sleep(Duration::from_millis(50)).await;
                }
            }
        }
    }
}
