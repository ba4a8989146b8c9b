//! What a lead was asked goes over into its deal when a hand-over is accepted: each answer with its note, by whoever wrote
//! it down, on the day it was. Nobody types it again.

use super::all;
use super::score::{Fresh, write};
use crate::{Act, Actor, Result, qualification};
use domain::frameworks::OF_A_TALK;
use domain::qualification::Criterion;
use domain::{ActivityId, AnswerId, DealId, LeadId};
use uuid::Uuid;

pub(crate) async fn of_talk(tx: &mut Act, actor: &Actor, lead: LeadId, deal: DealId) -> Result<()> {
    let talk = qualification::talk(&mut **tx, actor, lead).await?;
    let Some(at) = talk.at else { return Ok(()) };
    let known = all(&mut **tx, actor).await?;
    let Some(framework) = known.iter().find(|it| it.code == OF_A_TALK) else { return Ok(()) };
    let day = actor.day(at);
    let mut answers = vec![];
    for criterion in Criterion::ALL {
        let answer = talk.answer(criterion);
        if answer.score == 0 || framework.criterion(criterion.code()).is_none() {
            continue;
        }
        let note = ActivityId(Uuid::now_v7());
        sqlx::query(
            "insert into activity (workspace_id, id, kind, body, deal_id, account_id, person_id, by_id, occurred_at, reached)
             select workspace_id, $3, 'note', $4, id, account_id, person_id, $5, $6, false
             from deal where workspace_id = $1 and id = $2",
        )
        .bind(actor.workspace())
        .bind(deal)
        .bind(note)
        .bind(&answer.note)
        .bind(talk.by)
        .bind(at)
        .execute(&mut **tx)
        .await?;
        answers.push(Fresh {
            id: AnswerId(Uuid::now_v7()),
            framework: OF_A_TALK,
            criterion: criterion.code(),
            was: 0,
            score: answer.score,
            proof: Some((note, day)),
        });
    }
    write(tx, actor, deal, &answers).await
}
