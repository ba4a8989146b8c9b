//! One fact of a deal, edited where it stands in the table: the same act as editing the deal, made anew over whatever
//! others wrote into its other facts meanwhile.

use super::{edit, one};
use crate::{Actor, Db, Error, Result, Staleness, actor};
use domain::activities::Change;
use domain::pipeline::cell::{Cell, CellEdit, Overtaken};
use domain::pipeline::{Card, DealForm};
use domain::team::Right;
use domain::{Problem, Why};

/// A deal that changes more often than this while one fact is written is somebody's to look at.
const TRIES: usize = 4;

/// Writes what was typed over what its writer saw there. What stands there already is not written again.
pub async fn edit_cell(db: &Db, actor: &Actor, edit: &CellEdit) -> Result<Card> {
    let mut overtaken = Error::NotFound;
    for _ in 0..TRIES {
        let now = one::deal(db, actor, edit.deal).await?;
        let teams = actor::teams_of(db, actor.workspace(), now.card.owner).await?;
        actor.must_for(Right::WorkDeal, now.card.owner, &teams)?;
        let mut form = DealForm::of(&now);
        match edit.over(&mut form) {
            None => return Ok(now.card),
            Some(Err(Overtaken { stands })) => {
                let (field, after) = (edit.cell.field().to_owned(), edit.value.clone());
                let differences = vec![Change { field, before: stands, after }];
                let (version, card) = (now.card.version, Some(Box::new(now.card)));
                return Err(Error::Changed(Staleness { version, card, differences }));
            }
            // What its products come to is nobody's to type.
            Some(Ok(())) if edit.cell == Cell::Amount && !now.lines.is_empty() => {
                return Err(Problem::new(edit.cell.field(), Why::Unknown).into());
            }
            Some(Ok(())) => {}
        }
        match edit::edit_deal(db, actor, edit.deal, now.card.version, &form).await {
            Ok(deal) => return Ok(deal.card),
            // Something else of it was changed in this very moment.
            Err(error @ Error::Changed(_)) => overtaken = error,
            Err(error) => return Err(error),
        }
    }
    Err(overtaken)
}
