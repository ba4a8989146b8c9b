//! What ties the team's own records to the demo is cut before the demo goes: made-up accounts and people are taken off
//! them, and what a made-up colleague owns falls to whoever takes the demo out. Each record says so in its history.

use super::things::Going;
use crate::changes::{differing, plain};
use crate::{Act, Actor, Result, accounts};
use domain::activities::Subject;
use domain::{AccountId, DealId, LeadId, MemberId, PersonId};
use uuid::Uuid;

pub(super) async fn cut(tx: &mut Act, actor: &Actor, heir: MemberId, going: &Going) -> Result<()> {
    let name: String = sqlx::query_scalar("select name from member where workspace_id = $1 and id = $2")
        .bind(actor.workspace())
        .bind(heir)
        .fetch_one(&mut **tx)
        .await?;
    for ties in [&DEAL, &LEAD, &ACCOUNT, &PERSON] {
        for tied in ties.find(tx, actor, going).await? {
            let version: i32 = sqlx::query_scalar(ties.cut)
                .bind(actor.workspace())
                .bind(tied.id)
                .bind(tied.account.is_some())
                .bind(tied.person.is_some())
                .bind(tied.owner.is_some())
                .bind(heir)
                .fetch_one(&mut **tx)
                .await?;
            let taken_off = |field, from: &Option<String>| {
                from.as_ref().map(|from| plain(field, from.as_str(), "")).into_iter()
            };
            let given = tied.owner.as_ref().map(|from| plain("owner", from.as_str(), name.as_str()));
            let changes = differing(
                taken_off(ties.account, &tied.account).chain(taken_off("person", &tied.person)).chain(given),
            );
            accounts::record(tx, actor, (ties.subject)(tied.id), version, &changes).await?;
        }
    }
    cut_work(tx, actor, heir, going).await
}

/// A kind of own record, and what may tie it: what is looked for, and how it is cut.
struct Ties {
    subject: fn(Uuid) -> Subject,
    /// What the tie to an account is called.
    account: &'static str,
    find: &'static str,
    cut: &'static str,
}

/// An own record, with the names of what it is tied to.
#[derive(sqlx::FromRow)]
struct Tied {
    id: Uuid,
    account: Option<String>,
    person: Option<String>,
    owner: Option<String>,
}

impl Ties {
    async fn find(&self, tx: &mut Act, actor: &Actor, going: &Going) -> Result<Vec<Tied>> {
        Ok(sqlx::query_as(self.find)
            .bind(actor.workspace())
            .bind(&going.accounts)
            .bind(&going.people)
            .bind(&going.members)
            .fetch_all(&mut **tx)
            .await?)
    }
}

static DEAL: Ties = Ties {
    subject: |id| Subject::Deal(DealId(id)),
    account: "account",
    find: "
        select d.id, a.name as account, p.name as person, m.name as owner
        from deal d
        left join account a on a.workspace_id = d.workspace_id and a.id = d.account_id and a.id = any($2)
        left join person p on p.workspace_id = d.workspace_id and p.id = d.person_id and p.id = any($3)
        left join member m on m.workspace_id = d.workspace_id and m.id = d.owner_id and m.id = any($4)
        where d.workspace_id = $1 and num_nonnulls(a.id, p.id, m.id) > 0 and not came_with_demo($1, 'deal', d.id)
        order by d.id",
    cut: "
        update deal set
            account_id = case when not $3 then account_id end, person_id = case when not $4 then person_id end,
            owner_id = case when $5 then $6 else owner_id end, version = version + 1, updated_at = now()
        where workspace_id = $1 and id = $2
        returning version",
};

static LEAD: Ties = Ties {
    subject: |id| Subject::Lead(LeadId(id)),
    account: "account",
    find: "
        select l.id, a.name as account, p.name as person, m.name as owner
        from lead l
        left join account a on a.workspace_id = l.workspace_id and a.id = l.account_id and a.id = any($2)
        left join person p on p.workspace_id = l.workspace_id and p.id = l.person_id and p.id = any($3)
        left join member m on m.workspace_id = l.workspace_id and m.id = l.owner_id and m.id = any($4)
        where l.workspace_id = $1 and num_nonnulls(a.id, p.id, m.id) > 0 and not came_with_demo($1, 'lead', l.id)
        order by l.id",
    cut: "
        update lead set
            account_id = case when not $3 then account_id end, person_id = case when not $4 then person_id end,
            owner_id = case when $5 then $6 else owner_id end, version = version + 1, updated_at = now()
        where workspace_id = $1 and id = $2
        returning version",
};

static ACCOUNT: Ties = Ties {
    subject: |id| Subject::Account(AccountId(id)),
    account: "parent",
    find: "
        select o.id, a.name as account, null as person, m.name as owner
        from account o
        left join account a on a.workspace_id = o.workspace_id and a.id = o.parent_id and a.id = any($2)
        left join member m on m.workspace_id = o.workspace_id and m.id = o.owner_id and m.id = any($4)
        where o.workspace_id = $1 and num_nonnulls(a.id, m.id) > 0
            and not came_with_demo($1, 'account', o.id)
        order by o.id",
    cut: "
        update account set
            parent_id = case when not $3 then parent_id end, owner_id = case when $5 then $6 else owner_id end,
            version = version + 1, updated_at = now()
        where workspace_id = $1 and id = $2
        returning version",
};

static PERSON: Ties = Ties {
    subject: |id| Subject::Person(PersonId(id)),
    account: "account",
    find: "
        select o.id, a.name as account, null as person, m.name as owner
        from person o
        left join account a on a.workspace_id = o.workspace_id and a.id = o.account_id and a.id = any($2)
        left join member m on m.workspace_id = o.workspace_id and m.id = o.owner_id and m.id = any($4)
        where o.workspace_id = $1 and num_nonnulls(a.id, m.id) > 0
            and not came_with_demo($1, 'person', o.id)
        order by o.id",
    cut: "
        update person set
            account_id = case when not $3 then account_id end, owner_id = case when $5 then $6 else owner_id end,
            version = version + 1, updated_at = now()
        where workspace_id = $1 and id = $2
        returning version",
};

/// Own tasks and activities that are about something of the team's as well, and tasks that a made-up colleague has.
async fn cut_work(tx: &mut Act, actor: &Actor, heir: MemberId, going: &Going) -> Result<()> {
    let Going { deals, leads, accounts, people, tasks, activities, members, .. } = going;
    sqlx::query(
        "update task set
             deal_id = case when not coalesce(deal_id = any($2), false) then deal_id end,
             account_id = case when not coalesce(account_id = any($3), false) then account_id end,
             person_id = case when not coalesce(person_id = any($4), false) then person_id end,
             lead_id = case when not coalesce(lead_id = any($8), false) then lead_id end,
             owner_id = case when owner_id = any($5) then $6 else owner_id end,
             version = version + 1
         where workspace_id = $1 and not id = any($7)
             and (deal_id = any($2) or account_id = any($3) or person_id = any($4) or lead_id = any($8)
                 or owner_id = any($5))",
    )
    .bind(actor.workspace())
    .bind(deals)
    .bind(accounts)
    .bind(people)
    .bind(members)
    .bind(heir)
    .bind(tasks)
    .bind(leads)
    .execute(&mut **tx)
    .await?;
    sqlx::query(
        "update activity set
             deal_id = case when not coalesce(deal_id = any($2), false) then deal_id end,
             account_id = case when not coalesce(account_id = any($3), false) then account_id end,
             person_id = case when not coalesce(person_id = any($4), false) then person_id end,
             lead_id = case when not coalesce(lead_id = any($6), false) then lead_id end
         where workspace_id = $1 and not id = any($5)
             and (deal_id = any($2) or account_id = any($3) or person_id = any($4) or lead_id = any($6))",
    )
    .bind(actor.workspace())
    .bind(deals)
    .bind(accounts)
    .bind(people)
    .bind(activities)
    .bind(leads)
    .execute(&mut **tx)
    .await?;
    Ok(())
}
