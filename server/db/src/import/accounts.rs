//! The accounts of a file, and accounts that a file names and nobody knows.

use super::members::NewMembers;
use super::run::KnownAccount;
use super::{Run, Taken};
use crate::{Act, Actor, Db, Result};
use domain::accounts::RegistrationNumber;
use domain::import::{AccountRow, BadRow, same};
use domain::team::Role;
use domain::{AccountId, MemberId, Problem, Why};
use std::collections::{HashMap, HashSet};
use uuid::Uuid;

/// Accounts that a chunk of rows makes, before they are written.
#[derive(Debug, Default)]
pub(super) struct NewAccounts {
    list: Vec<NewAccount>,
    by_name: HashMap<String, KnownAccount>,
    registered: HashSet<RegistrationNumber>,
}

#[derive(Debug)]
struct NewAccount {
    id: AccountId,
    name: String,
    key: Option<String>,
    owner: Option<MemberId>,
    parent: Option<AccountId>,
    /// With its place in the file. None: all that is known is the name.
    row: Option<(u64, AccountRow)>,
}

impl NewAccount {
    fn number(&self) -> Option<&str> {
        self.row.as_ref()?.1.business_reg_no.as_ref().map(RegistrationNumber::digits)
    }
}

impl NewAccounts {
    /// The account of this name, made if nobody knows one.
    pub fn find_or_add(&mut self, run: &Run, name: &str) -> AccountId {
        let key = same(name);
        if let Some(known) = run.accounts.get(&key).or_else(|| self.by_name.get(&key)) {
            return known.id;
        }
        let id = AccountId(Uuid::now_v7());
        self.by_name.insert(key, KnownAccount { id, keyed: false });
        self.list.push(NewAccount {
            id,
            name: name.to_owned(),
            key: None,
            owner: None,
            parent: None,
            row: None,
        });
        id
    }

    /// Leaves out whose number somebody has taken since the import began, and answers their places in the file. What names
    /// one of them comes to whoever has the number.
    async fn leave_out_taken(&mut self, tx: &mut Act, actor: &Actor) -> Result<Vec<u64>> {
        // Whoever gives an account a number waits for this, too.
        sqlx::query("select from workspace where id = $1 for no key update")
            .bind(actor.workspace())
            .execute(&mut **tx)
            .await?;
        let own: Vec<&str> = self.list.iter().filter_map(NewAccount::number).collect();
        let taken: Vec<(RegistrationNumber, AccountId)> = sqlx::query_as(
            "select business_reg_no, id from account
             where workspace_id = $1 and business_reg_no = any ($2) and deleted_at is null",
        )
        .bind(actor.workspace())
        .bind(own)
        .fetch_all(&mut **tx)
        .await?;
        let holder = |it: &NewAccount| {
            let number = it.number()?;
            taken.iter().find(|it| it.0.digits() == number).map(|it| it.1)
        };
        let gone: HashMap<AccountId, AccountId> =
            self.list.iter().filter_map(|it| Some((it.id, holder(it)?))).collect();
        let mut places = vec![];
        self.list.retain(|it| {
            let stays = !gone.contains_key(&it.id);
            places.extend(it.row.as_ref().filter(|_| !stays).map(|it| it.0));
            stays
        });
        for it in &mut self.list {
            it.parent = it.parent.map(|parent| gone.get(&parent).copied().unwrap_or(parent));
        }
        for known in self.by_name.values_mut() {
            known.id = gone.get(&known.id).copied().unwrap_or(known.id);
        }
        Ok(places)
    }

    /// One statement for all of them, so that subsidiaries may stand beside their parents.
    pub async fn write(&self, tx: &mut Act, actor: &Actor) -> Result<()> {
        if self.list.is_empty() {
            return Ok(());
        }
        let list = &self.list;
        let many = i32::try_from(list.len()).unwrap_or(i32::MAX);
        let (last,): (i32,) = sqlx::query_as(
            "update workspace set last_account_number = last_account_number + $2 where id = $1
             returning last_account_number",
        )
        .bind(actor.workspace())
        .bind(many)
        .fetch_one(&mut **tx)
        .await?;
        let of = |text: fn(&AccountRow) -> Option<&str>| -> Vec<Option<&str>> {
            list.iter().map(|it| it.row.as_ref().and_then(|it| text(&it.1))).collect()
        };
        sqlx::query(
            "with made as (
                 insert into account (workspace_id, id, number, name, domain, industry, employees, region, owner_id,
                     parent_id, about, source_key, business_reg_no, revenue_minor)
                 select $1, it.id, $3 + it.at, it.name, it.domain, it.industry, it.employees, it.region, it.owner_id,
                     it.parent_id, coalesce(it.about, ''), it.source_key, it.business_reg_no, it.revenue_minor
                 from unnest($2::uuid[], $4::text[], $5::text[], $6::text[], $7::int[], $8::text[], $9::uuid[],
                     $10::uuid[], $11::text[], $12::text[], $14::text[], $15::bigint[]) with ordinality
                     as it (id, name, domain, industry, employees, region, owner_id, parent_id, about, source_key,
                         business_reg_no, revenue_minor, at)
                 returning workspace_id, id
             ), recorded as (
                 insert into field_change (workspace_id, id, account_id, changes, created, by_id, version)
                 select workspace_id, id, id, '[]'::jsonb, true, $13, 1 from made
             )
             insert into outbox (workspace_id, topic, account_id, by_id, version)
             select workspace_id, 'account', id, $13, 1 from made",
        )
        .bind(actor.workspace())
        .bind(list.iter().map(|it| it.id.0).collect::<Vec<_>>())
        .bind(last - many)
        .bind(list.iter().map(|it| it.name.as_str()).collect::<Vec<_>>())
        .bind(of(|it| it.domain.as_deref()))
        .bind(of(|it| it.industry.as_deref()))
        .bind(list.iter().map(|it| it.row.as_ref().and_then(|it| it.1.employees)).collect::<Vec<_>>())
        .bind(of(|it| it.region.as_deref()))
        .bind(list.iter().map(|it| it.owner.map(|it| it.0)).collect::<Vec<_>>())
        .bind(list.iter().map(|it| it.parent.map(|it| it.0)).collect::<Vec<_>>())
        .bind(of(|it| Some(&it.about)))
        .bind(list.iter().map(|it| it.key.as_deref()).collect::<Vec<_>>())
        .bind(actor.id())
        .bind(of(|it| it.business_reg_no.as_ref().map(RegistrationNumber::digits)))
        .bind(list.iter().map(|it| it.row.as_ref()?.1.revenue).map(|it| it.map(|it| it.minor)).collect::<Vec<_>>())
        .execute(&mut **tx)
        .await?;
        Ok(())
    }

    /// Once written, they are known.
    pub fn learn(self, run: &mut Run) {
        run.created.accounts += u64::try_from(self.list.len()).unwrap_or(u64::MAX);
        run.accounts.extend(self.by_name);
        for new in self.list {
            let Some((_, row)) = new.row else { continue };
            run.registered.extend(row.business_reg_no);
            if let Some(domain) = row.domain {
                run.domains.entry(domain).or_insert(new.id);
            }
        }
    }
}

/// Takes in a chunk of a file of accounts, parents before their subsidiaries.
pub async fn take_accounts(
    db: &Db,
    actor: &Actor,
    run: &mut Run,
    rows: Vec<(u64, AccountRow)>,
) -> Result<Taken> {
    let keys: Vec<&str> = rows.iter().map(|(_, it)| it.key.text.as_str()).collect();
    let here: HashSet<String> = sqlx::query_scalar::<_, String>(
        "select source_key from account where workspace_id = $1 and source_key = any ($2)",
    )
    .bind(actor.workspace())
    .bind(keys)
    .fetch_all(db.pool())
    .await?
    .into_iter()
    .collect();
    let mut taken = Taken::default();
    let mut owners = NewMembers::default();
    let mut new = NewAccounts::default();
    for (at, row) in rows {
        let given = row.key.given;
        let key = match run.seen.key(row.key.clone()) {
            Ok(key) => key,
            Err(problem) => {
                taken.tally.bad += 1;
                taken.bad.push(BadRow { row: at, problems: vec![problem] });
                continue;
            }
        };
        let name = same(&row.name);
        let by_domain = row.domain.as_ref().is_some_and(|it| run.domains.contains_key(it));
        let namesake = run.accounts.get(&name).or_else(|| new.by_name.get(&name));
        let by_name = namesake.is_some_and(|it| !(given && it.keyed));
        let number = row.business_reg_no.as_ref();
        let by_number = number.is_some_and(|it| run.registered.contains(it) || new.registered.contains(it));
        if here.contains(&key) || by_number || by_domain || by_name {
            taken.tally.known += 1;
            continue;
        }
        taken.tally.new += 1;
        let id = AccountId(Uuid::now_v7());
        let parent = row.parent.as_deref().map(|it| new.find_or_add(run, it));
        let owner = row.owner.as_deref().map(|it| owners.find_or_add(run, it, Role::Ae));
        new.registered.extend(row.business_reg_no.clone());
        new.by_name.entry(name).or_insert(KnownAccount { id, keyed: given });
        new.list.push(NewAccount {
            id,
            name: row.name.clone(),
            key: Some(key),
            owner,
            parent,
            row: Some((at, row)),
        });
    }
    if run.writes() && !new.list.is_empty() {
        let mut tx = db.begin().await?;
        owners.write(&mut tx, actor).await?;
        for row in new.leave_out_taken(&mut tx, actor).await? {
            taken.tally.new -= 1;
            taken.tally.bad += 1;
            let problems = vec![Problem::new("business_reg_no", Why::Taken)];
            taken.bad.push(BadRow { row, problems });
        }
        new.write(&mut tx, actor).await?;
        db.commit(tx).await?;
    }
    owners.learn(run);
    new.learn(run);
    Ok(taken)
}
