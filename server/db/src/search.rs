//! The search box on every page: deals, leads, accounts and people by name (two syllables anywhere in it are
//! enough), by first consonants, by e-mail address, domain, telephone number and key.

use crate::{Actor, Db, Result};
use domain::accounts::RegistrationNumber;
use domain::ids::Keyed;
use domain::search::{Found, HITS, Hit, key, prefix, prefix_of, telephone, without_particles, words};
use domain::team::Right;
use domain::{AccountId, DealId, LeadId, PersonId};
use unicode_normalization::UnicodeNormalization;

/// A question as the queries ask it.
#[derive(Clone, Debug)]
pub(crate) struct Asked {
    /// Every one of them must be in the record.
    pub(crate) words: Vec<String>,
    /// Where names must begin when no word is long enough to have a pair.
    pub(crate) prefix: Option<(String, String)>,
    /// Whether holding the pairs is not enough to hold the words.
    pub(crate) recheck: bool,
}

impl Asked {
    pub(crate) fn of(text: &str) -> Self {
        Self::of_words(words(&text.nfc().collect::<String>()))
    }

    fn of_words(words: Vec<String>) -> Self {
        let pairs = words.iter().any(|it| it.chars().count() > 1);
        let first = words.first().and_then(|it| it.chars().next());
        Self {
            prefix: if pairs { None } else { first.map(prefix_of) },
            recheck: words.len() > 1 || words.iter().any(|it| it.chars().count() > 2),
            words,
        }
    }

    /// The question as one text.
    fn text(&self) -> String {
        self.words.join(" ")
    }

    /// The same for those who are reached by telephone.
    pub(crate) fn dialled(&self) -> Self {
        telephone(&self.text()).map_or_else(|| self.clone(), |digits| Self::of_words(vec![digits]))
    }

    /// The names that begin with the question.
    pub(crate) fn range(&self) -> (String, String) {
        self.prefix.clone().unwrap_or_else(|| prefix(&self.text()))
    }
}

/// What a search box shows: a few of each kind, the kind with the best hit first.
pub async fn find(db: &Db, actor: &Actor, text: &str) -> Result<Vec<Hit>> {
    actor.must(Right::Read)?;
    let asked = Asked::of(text);
    if asked.words.is_empty() {
        return Ok(vec![]);
    }
    let found = all(db, actor, &asked).await?;
    if !found.is_empty() {
        return Ok(found);
    }
    match without_particles(&asked.words) {
        Some(words) => all(db, actor, &Asked::of_words(words)).await,
        None => Ok(found),
    }
}

/// A hit and how well it fits: 0 is what was asked for, 1 begins with it, 2 holds it.
struct Ranked {
    hit: Hit,
    place: i32,
}

async fn all(db: &Db, actor: &Actor, asked: &Asked) -> Result<Vec<Hit>> {
    let mut kinds = [
        deals(db, actor, asked).await?,
        leads(db, actor, asked).await?,
        accounts(db, actor, asked).await?,
        people(db, actor, asked).await?,
    ];
    // Between kinds that fit equally well the order above stands: deals are what one works on.
    kinds.sort_by_key(|kind| kind.first().map_or(i32::MAX, |it| it.place));
    Ok(kinds.into_iter().flatten().map(|it| it.hit).collect())
}

/// The number of a key, if the question is one of this kind. Digits alone are taken for a deal's.
fn number(asked: &Asked, of: Keyed) -> Option<i32> {
    match key(&asked.text()) {
        Some(key) => (key.of == of).then_some(key.number),
        None if of == Keyed::Deal => asked.text().parse().ok(),
        None => None,
    }
}

// Each query looks twice: for names that begin with the question, by their order, so that the best are
// never cut off; and for records that hold it, by their pairs, of which a few hundred are enough.

async fn deals(db: &Db, actor: &Actor, asked: &Asked) -> Result<Vec<Ranked>> {
    let (from, to) = asked.range();
    let rows: Vec<(DealId, i32, String, Option<String>, i32)> = sqlx::query_as(
        "with first as (
             select id from deal
             where workspace_id = $1 and deleted_at is null
                 and search_norm(name) collate \"C\" >= $4 and search_norm(name) collate \"C\" < $5
             order by search_norm(name) collate \"C\"
             limit $7
         ), inside as (
             select id from deal
             where workspace_id = $1 and deleted_at is null and not $8
                 and grams @> all_bigrams($2) and ($9 or search_has(name, null, $2))
             limit 300
         ), keyed as (
             select id from deal where workspace_id = $1 and number = $6 and deleted_at is null
         ), found as (
             select id from first union select id from inside union select id from keyed
         )
         select d.id, d.number, d.name, a.name,
             case
                 when d.number = $6 or search_norm(d.name) = $3 then 0
                 when starts_with(search_norm(d.name), $3)
                     or $3 ~ '[ㄱ-ㅎ]' and starts_with(choseong(d.name), $3) then 1
                 else 2
             end as place
         from found
         join deal d on d.workspace_id = $1 and d.id = found.id
         left join account a on a.workspace_id = $1 and a.id = d.account_id
         order by place, d.closed_at is not null, d.last_activity_at desc, d.id
         limit $7",
    )
    .bind(actor.workspace())
    .bind(&asked.words)
    .bind(asked.text())
    .bind(from)
    .bind(to)
    .bind(number(asked, Keyed::Deal))
    .bind(HITS)
    .bind(asked.prefix.is_some())
    .bind(!asked.recheck)
    .fetch_all(db.pool())
    .await?;
    let ranked = |(id, number, title, account, place): (DealId, i32, String, Option<String>, i32)| Ranked {
        hit: Hit { found: Found::Deal(id, number), title, detail: account.unwrap_or_default() },
        place,
    };
    Ok(rows.into_iter().map(ranked).collect())
}

async fn leads(db: &Db, actor: &Actor, asked: &Asked) -> Result<Vec<Ranked>> {
    let (from, to) = asked.range();
    let number = number(asked, Keyed::Lead);
    let asked = &asked.dialled();
    let rows: Vec<(LeadId, i32, String, Option<String>, i32)> = sqlx::query_as(
        "with first as (
             select id from lead
             where workspace_id = $1 and deleted_at is null
                 and search_norm(name) collate \"C\" >= $4 and search_norm(name) collate \"C\" < $5
             order by search_norm(name) collate \"C\"
             limit $7
         ), inside as (
             select id from lead
             where workspace_id = $1 and deleted_at is null and not $8 and grams @> all_bigrams($2)
                 and ($9 or search_has(name || ' ' || coalesce(company, ''), reach(email, phone), $2))
             limit 300
         ), keyed as (
             -- Whoever asks for one that was swallowed finds the survivor.
             select coalesce(duplicate_of, id) as id from lead
             where workspace_id = $1 and number = $6 and (deleted_at is null or duplicate_of is not null)
         ), found as (
             select id from first union select id from inside union select id from keyed
         )
         select l.id, l.number, l.name, l.company,
             case
                 when l.number = $6 or l.id in (select id from keyed) or search_norm(l.name) = $3 or l.email = $3 then 0
                 when starts_with(search_norm(l.name), $3) or starts_with(search_norm(l.company), $3)
                     or $3 ~ '[ㄱ-ㅎ]' and starts_with(choseong(l.name), $3)
                     or starts_with(l.email, $3) then 1
                 else 2
             end as place
         from found
         join lead l on l.workspace_id = $1 and l.id = found.id
         order by place, l.status = 'disqualified', l.last_touch_at desc, l.id
         limit $7",
    )
    .bind(actor.workspace())
    .bind(&asked.words)
    .bind(asked.text())
    .bind(from)
    .bind(to)
    .bind(number)
    .bind(HITS)
    .bind(asked.prefix.is_some())
    .bind(!asked.recheck)
    .fetch_all(db.pool())
    .await?;
    let ranked = |(id, number, title, company, place): (LeadId, i32, String, Option<String>, i32)| Ranked {
        hit: Hit { found: Found::Lead(id, number), title, detail: company.unwrap_or_default() },
        place,
    };
    Ok(rows.into_iter().map(ranked).collect())
}

async fn accounts(db: &Db, actor: &Actor, asked: &Asked) -> Result<Vec<Ranked>> {
    let (from, to) = asked.range();
    let rows: Vec<(AccountId, i32, String, Option<String>, i32)> = sqlx::query_as(
        "with first as (
             select id from account
             where workspace_id = $1 and deleted_at is null
                 and search_norm(name) collate \"C\" >= $4 and search_norm(name) collate \"C\" < $5
             order by search_norm(name) collate \"C\"
             limit $7
         ), inside as (
             select id from account
             where workspace_id = $1 and deleted_at is null and not $8
                 and grams @> all_bigrams($2) and ($9 or search_has(name, domain, $2))
             limit 300
         ), keyed as (
             -- Whoever asks for one that was swallowed finds the survivor; a registration number is asked for as it stands
             -- on a paper.
             select coalesce(duplicate_of, id) as id from account
             where workspace_id = $1 and (number = $6 or business_reg_no = $10)
                 and (deleted_at is null or duplicate_of is not null)
         ), found as (
             select id from first union select id from inside union select id from keyed
         )
         select a.id, a.number, a.name, a.domain,
             case
                 when a.id in (select id from keyed) or search_norm(a.name) = $3 or a.domain = $3 then 0
                 when starts_with(search_norm(a.name), $3)
                     or $3 ~ '[ㄱ-ㅎ]' and starts_with(choseong(a.name), $3)
                     or starts_with(a.domain, $3) then 1
                 else 2
             end as place
         from found
         join account a on a.workspace_id = $1 and a.id = found.id
         order by place, a.last_activity_at desc nulls last, a.id
         limit $7",
    )
    .bind(actor.workspace())
    .bind(&asked.words)
    .bind(asked.text())
    .bind(from)
    .bind(to)
    .bind(number(asked, Keyed::Account))
    .bind(HITS)
    .bind(asked.prefix.is_some())
    .bind(!asked.recheck)
    .bind(RegistrationNumber::parse(&asked.text()).ok())
    .fetch_all(db.pool())
    .await?;
    let ranked = |(id, number, title, domain, place): (AccountId, i32, String, Option<String>, i32)| Ranked {
        hit: Hit { found: Found::Account(id, number), title, detail: domain.unwrap_or_default() },
        place,
    };
    Ok(rows.into_iter().map(ranked).collect())
}

async fn people(db: &Db, actor: &Actor, asked: &Asked) -> Result<Vec<Ranked>> {
    let (from, to) = asked.range();
    let asked = &asked.dialled();
    let rows: Vec<(PersonId, String, String, i32)> = sqlx::query_as(
        "with first as (
             select id from person
             where workspace_id = $1 and deleted_at is null
                 and search_norm(name) collate \"C\" >= $4 and search_norm(name) collate \"C\" < $5
             order by search_norm(name) collate \"C\"
             limit $6
         ), inside as (
             select id from person
             where workspace_id = $1 and deleted_at is null and not $7
                 and grams @> all_bigrams($2) and ($8 or search_has(name, reach(email, phone), $2))
             limit 300
         ), found as (
             select id from first union select id from inside union select person_of_email($1, $3)
         )
         select p.id, p.name, concat_ws(' · ', p.title, a.name),
             case
                 when search_norm(p.name) = $3 or p.email = $3 then 0
                 when starts_with(search_norm(p.name), $3)
                     or $3 ~ '[ㄱ-ㅎ]' and starts_with(choseong(p.name), $3)
                     or starts_with(p.email, $3) then 1
                 else 2
             end as place
         from found
         join person p on p.workspace_id = $1 and p.id = found.id
         left join account a on a.workspace_id = $1 and a.id = p.account_id
         order by place, p.last_activity_at desc nulls last, p.id
         limit $6",
    )
    .bind(actor.workspace())
    .bind(&asked.words)
    .bind(asked.text())
    .bind(from)
    .bind(to)
    .bind(HITS)
    .bind(asked.prefix.is_some())
    .bind(!asked.recheck)
    .fetch_all(db.pool())
    .await?;
    let ranked = |(id, title, detail, place): (PersonId, String, String, i32)| Ranked {
        hit: Hit { found: Found::Person(id), title, detail },
        place,
    };
    Ok(rows.into_iter().map(ranked).collect())
}
