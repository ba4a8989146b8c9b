//! An account or a person, as a merge reads and writes it: by the very questions and acts of editing one.

use super::super::{change, create, history, named, nfc, one};
use super::along::End;
use crate::{Act, Actor, Db, Error, Result};
use domain::accounts::{Account, AccountFields, Person, PersonFields};
use domain::activities::{Change, Subject};
use domain::merge::{Brings, Facts, RecordSide, Records};
use domain::{AccountId, MemberId, PersonId};
use uuid::Uuid;

pub(super) enum Record {
    Account(Account),
    Person(Person),
}

/// What is to be written.
pub(super) enum Wanted {
    Account(AccountFields),
    Person(PersonFields),
}

impl Wanted {
    pub fn owner(&self) -> Option<MemberId> {
        match self {
            Self::Account(it) => it.owner,
            Self::Person(it) => it.owner,
        }
    }
}

impl Record {
    pub async fn read(db: &Db, actor: &Actor, of: Records, id: Uuid) -> Result<Self> {
        Ok(match of {
            Records::Account => Self::Account(one::account(db, actor, AccountId(id)).await?),
            Records::Person => Self::Person(one::person(db, actor, PersonId(id)).await?),
        })
    }

    pub fn side(&self, brings: Brings) -> RecordSide {
        match self {
            Self::Account(it) => RecordSide::of_account(it, brings),
            Self::Person(it) => RecordSide::of_person(it, brings),
        }
    }

    pub fn facts(&self) -> Facts {
        match self {
            Self::Account(it) => Facts::of_account(it),
            Self::Person(it) => Facts::of_person(it),
        }
    }

    pub fn id(&self) -> Uuid {
        match self {
            Self::Account(it) => it.id.0,
            Self::Person(it) => it.id.0,
        }
    }

    pub fn subject(&self) -> Subject {
        match self {
            Self::Account(it) => Subject::Account(it.id),
            Self::Person(it) => Subject::Person(it.id),
        }
    }

    pub fn version(&self) -> i32 {
        match self {
            Self::Account(it) => it.version,
            Self::Person(it) => it.version,
        }
    }

    pub fn owner(&self) -> Option<MemberId> {
        match self {
            Self::Account(it) => it.owner,
            Self::Person(it) => it.owner,
        }
    }

    /// What people call it, also when it is gone.
    pub fn called(&self) -> String {
        match self {
            Self::Account(it) => format!("{} {}", it.key(), it.name),
            Self::Person(it) => it.name.clone(),
        }
    }

    pub fn end(&self) -> End<'_> {
        match self {
            Self::Account(it) => End { id: it.id.0, name: &it.name },
            Self::Person(it) => End { id: it.id.0, name: &it.name },
        }
    }

    /// What it was before. Whom it names may be coming back in this very act.
    pub fn restored(&self, facts: &Facts) -> Result<Wanted> {
        Ok(match self {
            Self::Account(now) => Wanted::Account(facts.account_form().check(now.currency)?),
            Self::Person(_) => Wanted::Person(facts.person_form().check()?),
        })
    }

    /// Facts through the door that every form goes through.
    pub async fn wanted(&self, db: &Db, actor: &Actor, facts: &Facts) -> Result<Wanted> {
        Ok(match self {
            Self::Account(now) => {
                let form = facts.account_form();
                let mut wanted = form.check(now.currency)?;
                wanted.name = nfc(&wanted.name);
                wanted.parent = named::meant(db, actor, "parent", &form.parent, "", now.parent).await?;
                Wanted::Account(wanted)
            }
            Self::Person(now) => {
                let form = facts.person_form();
                let mut wanted = form.check()?;
                wanted.name = nfc(&wanted.name);
                wanted.account = named::meant(db, actor, "account", &form.account, "", now.account).await?;
                Wanted::Person(wanted)
            }
        })
    }

    pub async fn changes(&self, db: &Db, actor: &Actor, wanted: &Wanted) -> Result<Vec<Change>> {
        match (self, wanted) {
            (Self::Account(now), Wanted::Account(wanted)) => {
                let names = history::names(db, actor, now.owner, wanted.owner, wanted.parent).await?;
                Ok(history::account_changes(now, wanted, &names))
            }
            (Self::Person(now), Wanted::Person(wanted)) => {
                let names = history::names(db, actor, now.owner, wanted.owner, wanted.account).await?;
                Ok(history::person_changes(now, wanted, &names))
            }
            _ => Err(Error::NotFound),
        }
    }

    /// Over the version that was read. None: somebody was faster.
    pub async fn write(&self, tx: &mut Act, actor: &Actor, wanted: &Wanted) -> sqlx::Result<Option<i32>> {
        match (self, wanted) {
            (Self::Account(now), Wanted::Account(wanted)) => {
                change::write_account(tx, actor, now.id, now.version, wanted).await
            }
            (Self::Person(now), Wanted::Person(wanted)) => {
                change::write_person(tx, actor, now.id, now.version, wanted).await
            }
            _ => Ok(None),
        }
    }

    /// A number or an address that somebody else has by now becomes that record. `id` is no somebody else.
    pub async fn taken(&self, db: &Db, actor: &Actor, id: Uuid, error: sqlx::Error) -> Error {
        match self {
            Self::Account(it) => {
                change::same_number(db, actor, AccountId(id), it.business_reg_no.as_ref(), error).await
            }
            Self::Person(it) => create::same_email(db, actor, it.email.as_deref(), error).await,
        }
    }
}
