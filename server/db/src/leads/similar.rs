//! Who somebody may be already. The database finds those that share a piece of a name, address or number; the rule in
//! the domain says which of them are alike, and in what.

use crate::accounts::nfc;
use crate::leads::arrive::one_by_one;
use crate::{Act, Actor, Db, Result};
use domain::accounts::RegistrationNumber;
use domain::leads::{Like, Marks, Probe, Reach, SHOWN, Similar};
use domain::search::{Found, telephone};
use domain::team::Right;
use domain::{AccountId, LeadId, PersonId, identity, leads::LeadStatus};
use sqlx::PgConnection;

/// How many that share a piece are looked at.
const LOOKED_AT: i64 = 80;

/// What is found while somebody types.
pub async fn similar(db: &Db, actor: &Actor, probe: &Probe) -> Result<Similar> {
    let mut on = db.pool().acquire().await?;
    let same = the_same(&mut on, actor, &probe.reach()).await?;
    drop(on);
    let likes = likes(db, actor, probe).await?;
    Ok(Similar { likes, same: same.map(|it| (it.number, it.name)) })
}

/// A lead that somebody is.
#[derive(sqlx::FromRow)]
pub(super) struct Same {
    pub id: LeadId,
    pub number: i32,
    pub name: String,
    email: Option<String>,
    phone: Option<String>,
}

/// The lead that somebody we know is, and whether we have given it up.
#[derive(Clone, Copy, sqlx::FromRow)]
pub(crate) struct Of {
    pub lead: LeadId,
    pub is_over: bool,
}

/// The lead of a person: theirs by name, else that of their address or telephone. Nobody else arrives until the act is
/// done.
pub(crate) async fn lead_of_person(
    tx: &mut Act,
    actor: &Actor,
    person: PersonId,
    reach: &Reach,
) -> Result<Option<Of>> {
    one_by_one(tx, actor).await?;
    let by_name: Option<Of> = sqlx::query_as(
        "select l.id as lead, l.status = 'disqualified' as is_over
         from lead w
         join lead l on l.workspace_id = w.workspace_id and l.id = coalesce(w.duplicate_of, w.id)
         where w.workspace_id = $1 and w.person_id = $2 and l.deleted_at is null
         order by is_over, l.number
         limit 1",
    )
    .bind(actor.workspace())
    .bind(person)
    .fetch_optional(&mut **tx)
    .await?;
    match by_name {
        Some(Of { is_over: false, .. }) => Ok(by_name),
        _ => {
            let same = the_same(tx, actor, reach).await?;
            Ok(same.map(|it| Of { lead: it.id, is_over: false }).or(by_name))
        }
    }
}

/// The lead of this very person, if we have not given it up: by the address, else by the telephone.
pub(super) async fn the_same(on: &mut PgConnection, actor: &Actor, reach: &Reach) -> Result<Option<Same>> {
    let found: Vec<Same> = sqlx::query_as(
        "select id, number, name, email, phone
         from lead
         where workspace_id = $1 and status <> 'disqualified' and deleted_at is null
             and (email = $2 or phone_key = $3)
         union all
         -- Whoever comes as somebody who was swallowed is the survivor.
         select l.id, l.number, l.name, s.email, s.phone
         from lead s
         join lead l on l.workspace_id = s.workspace_id and l.id = s.duplicate_of
         where s.workspace_id = $1 and s.duplicate_of is not null and l.status <> 'disqualified'
             and (s.email = $2 or s.phone_key = $3)
         order by number
         limit $4",
    )
    .bind(actor.workspace())
    .bind(&reach.email)
    .bind(&reach.phone)
    .bind(LOOKED_AT)
    .fetch_all(on)
    .await?;
    let alike = |it: &Same| reach.same_as(&Reach::of(it.email.as_deref(), it.phone.as_deref()));
    let found = found.into_iter().filter_map(|it| Some((alike(&it)?, it)));
    Ok(found.min_by_key(|(by, it)| (*by, it.number)).map(|it| it.1))
}

/// A record that shares something, and all that the rule asks about it.
#[derive(sqlx::FromRow)]
struct Candidate {
    lead: Option<LeadId>,
    account: Option<AccountId>,
    person: Option<PersonId>,
    number: Option<i32>,
    name: String,
    company: Option<String>,
    domain: Option<String>,
    email: Option<String>,
    phone: Option<String>,
    business_reg_no: Option<RegistrationNumber>,
    detail: Option<String>,
    status: Option<LeadStatus>,
}

impl Candidate {
    fn found(&self) -> Option<Found> {
        let lead = self.lead.zip(self.number).map(|(id, number)| Found::Lead(id, number));
        let account = self.account.zip(self.number).map(|(id, number)| Found::Account(id, number));
        lead.or(account).or(self.person.map(Found::Person))
    }

    fn like(self, probe: &Probe) -> Option<Like> {
        let by = probe.like(Marks {
            company: self.company.as_deref(),
            domain: self.domain.as_deref(),
            email: self.email.as_deref(),
            phone: self.phone.as_deref(),
            business_reg_no: self.business_reg_no.as_ref(),
        })?;
        let (found, detail) = (self.found()?, self.detail.unwrap_or_default());
        Some(Like { found, title: self.name, detail, by, status: self.status })
    }
}

/// Leads, people and accounts that are alike, the surest first.
pub(super) async fn likes(db: &Db, actor: &Actor, probe: &Probe) -> Result<Vec<Like>> {
    actor.must(Right::Read)?;
    let probe = &Probe { company: nfc(&probe.company), email: nfc(&probe.email), ..probe.clone() };
    let reach = probe.reach();
    let domain = probe.domain();
    let found: Vec<Candidate> = sqlx::query_as(
        "(select l.id as lead, null::uuid as account, null::uuid as person, l.number, l.name, l.company,
              null as domain, l.email, l.phone, null as business_reg_no, l.company as detail, l.status
          from lead l
          where l.workspace_id = $1 and l.deleted_at is null and l.id is distinct from $2
              and (l.email = $3 or l.phone_key = $4 or l.grams @> bigrams($5) or l.grams @> bigrams($6))
          order by l.email = $3 desc nulls last, l.last_touch_at desc
          limit $8)
         union all
         (select null, null, p.id, null, p.name, null, null, p.email, p.phone, null,
              concat_ws(' · ', p.title, a.name), null
          from person p
          left join account a on a.workspace_id = p.workspace_id and a.id = p.account_id
          where p.workspace_id = $1 and p.deleted_at is null
              and (p.email = $3 or p.grams @> bigrams($6) or p.grams @> bigrams($7))
          order by p.email = $3 desc nulls last, p.last_activity_at desc nulls last
          limit $8)
         union all
         (select null, a.id, null, a.number, a.name, a.name, a.domain, null, null, a.business_reg_no,
              a.domain, null
          from account a
          where a.workspace_id = $1 and a.deleted_at is null
              and (a.business_reg_no = $10 or a.domain = $9 or a.grams @> bigrams($5))
          order by a.business_reg_no = $10 desc nulls last, a.domain = $9 desc nulls last, a.number
          limit $8)",
    )
    .bind(actor.workspace())
    .bind(probe.except)
    .bind(&reach.email)
    .bind(&reach.phone)
    .bind(piece(identity::company(&probe.company)))
    .bind(domain.as_ref().and_then(|it| piece(format!("@{it}"))))
    .bind(telephone(&probe.phone).and_then(piece))
    .bind(LOOKED_AT)
    .bind(&domain)
    .bind(probe.registration())
    .fetch_all(db.pool())
    .await?;
    let mut likes: Vec<Like> = found.into_iter().filter_map(|it| it.like(probe)).collect();
    likes.sort_by_key(|it| it.by);
    let mut shown = [0_usize; 3];
    likes.retain(|it| {
        let kind = match it.found {
            Found::Lead(..) => 0,
            Found::Person(_) => 1,
            Found::Account(..) | Found::Deal(..) => 2,
        };
        shown[kind] += 1;
        shown[kind] <= SHOWN
    });
    Ok(likes)
}

/// Something that has pairs to be looked for; without any, everything would be found.
fn piece(text: String) -> Option<String> {
    let text: String = text.chars().take(domain::search::LONGEST).collect();
    (text.chars().count() > 1).then_some(text)
}
