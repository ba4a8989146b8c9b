//! People for programs: who works at our accounts.

use axum::Json;
use axum::extract::State;
use chrono::{DateTime, Utc};
use db::accounts::PersonRecord;
use db::{Actor, Db};
use domain::PersonId;
use domain::accounts::PersonForm;
use domain::activities::Change;
use domain::merge::Records;
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;
use uuid::Uuid;

use super::accounts::RecordsAsked;
use super::cursor::Page;
use super::extract::{ActOf, Asked, Body, Named, Reads, Seen, Writes};
use super::refused::{Refused, Stale};
use super::wire::{Found, Given, Made, Versioned, given, lay, said};

/// Somebody who works at an account.
#[derive(Debug, Serialize, ToSchema)]
pub struct Person {
    id: Uuid,
    /// Rises by one with every change; the `ETag`.
    version: i32,
    /// The full name, in one field as Korean names are.
    name: String,
    #[schema(required)]
    title: Option<String>,
    #[schema(required)]
    department: Option<String>,
    #[schema(required)]
    email: Option<String>,
    #[schema(required)]
    phone: Option<String>,
    /// Where they work.
    #[schema(required)]
    account: Option<Uuid>,
    /// The member who looks after them.
    #[schema(required)]
    owner: Option<Uuid>,
    about: String,
    tags: Vec<String>,
    #[schema(required)]
    last_activity_at: Option<DateTime<Utc>>,
    created_at: DateTime<Utc>,
    updated_at: DateTime<Utc>,
}

impl From<PersonRecord> for Person {
    fn from(record: PersonRecord) -> Self {
        let person = record.person;
        Self {
            id: person.id.0,
            version: person.version,
            name: person.name,
            title: person.title,
            department: person.department,
            email: person.email,
            phone: person.phone,
            account: person.account.map(|it| it.0),
            owner: person.owner.map(|it| it.0),
            about: person.about,
            tags: record.tag_names,
            last_activity_at: record.last_activity_at,
            created_at: person.created_at,
            updated_at: record.updated_at,
        }
    }
}

impl Versioned for Person {
    fn version(&self) -> i32 {
        self.version
    }

    fn address(&self) -> String {
        format!("{}/people/{}", super::BASE, self.id)
    }
}

/// A person to be made known. Who asks becomes the owner, unless somebody else is named.
#[derive(Debug, Default, Deserialize, ToSchema)]
#[serde(default, deny_unknown_fields)]
#[schema(example = json!({ "name": "윤서아", "title": "구매팀장", "email": "seoa@hanbit.kr" }))]
pub struct NewPerson {
    #[schema(required, max_length = 200)]
    name: String,
    title: Option<String>,
    department: Option<String>,
    email: Option<String>,
    phone: Option<String>,
    account: Option<Uuid>,
    owner: Option<Uuid>,
    #[schema(max_length = 10_000)]
    about: Option<String>,
}

impl NewPerson {
    fn form(self) -> PersonForm {
        PersonForm {
            name: self.name,
            title: said(self.title),
            department: said(self.department),
            email: said(self.email),
            phone: said(self.phone),
            account: said(self.account),
            account_name: String::new(),
            owner: said(self.owner),
            about: said(self.about),
        }
    }
}

/// What is to be different: an absent field stays, null clears it.
#[derive(Debug, Default, Deserialize, ToSchema)]
#[serde(default, deny_unknown_fields)]
#[schema(example = json!({ "title": "본부장", "phone": null }))]
pub struct PersonChange {
    #[serde(deserialize_with = "given")]
    #[schema(value_type = String, max_length = 200)]
    name: Given<String>,
    #[serde(deserialize_with = "given")]
    #[schema(value_type = Option<String>)]
    title: Given<String>,
    #[serde(deserialize_with = "given")]
    #[schema(value_type = Option<String>)]
    department: Given<String>,
    #[serde(deserialize_with = "given")]
    #[schema(value_type = Option<String>)]
    email: Given<String>,
    #[serde(deserialize_with = "given")]
    #[schema(value_type = Option<String>)]
    phone: Given<String>,
    #[serde(deserialize_with = "given")]
    #[schema(value_type = Option<Uuid>)]
    account: Given<Uuid>,
    #[serde(deserialize_with = "given")]
    #[schema(value_type = Option<Uuid>)]
    owner: Given<Uuid>,
    #[serde(deserialize_with = "given")]
    #[schema(value_type = Option<String>, max_length = 10_000)]
    about: Given<String>,
}

impl PersonChange {
    /// The whole form: what stands, with what was given laid over it.
    fn over(self, person: &domain::accounts::Person) -> PersonForm {
        let mut form = PersonForm {
            name: person.name.clone(),
            title: said(person.title.as_ref()),
            department: said(person.department.as_ref()),
            email: said(person.email.as_ref()),
            phone: said(person.phone.as_ref()),
            account: said(person.account),
            account_name: String::new(),
            owner: said(person.owner),
            about: person.about.clone(),
        };
        lay(&mut form.name, self.name);
        lay(&mut form.title, self.title);
        lay(&mut form.department, self.department);
        lay(&mut form.email, self.email);
        lay(&mut form.phone, self.phone);
        lay(&mut form.account, self.account);
        lay(&mut form.owner, self.owner);
        lay(&mut form.about, self.about);
        form
    }
}

/// People, in the order in which they were last changed.
#[utoipa::path(
    get, path = "/api/v1/people", tag = "people", params(RecordsAsked),
    responses((status = 200, body = Page<Person>))
)]
pub async fn list_people(
    Reads(program): Reads,
    State(db): State<Db>,
    Asked(asked): Asked<RecordsAsked>,
) -> Result<Json<Page<Person>>, Refused> {
    let (place, limit) = asked.place()?;
    let slice = db::accounts::person_records(&db, &program.actor, &asked.wish()?, place, limit).await?;
    Ok(Json(Page::of(slice, Person::from)))
}

/// Makes a person known, unless somebody has the same e-mail address.
#[utoipa::path(
    post, path = "/api/v1/people", tag = "people", request_body = NewPerson,
    responses((status = 201, body = Person))
)]
pub async fn create_person(
    Writes(program): Writes,
    State(db): State<Db>,
    ActOf(act): ActOf,
    Body(new): Body<NewPerson>,
) -> Result<Made<Person>, Refused> {
    let id = PersonId(act.0);
    db::accounts::create_person(&db, &program.actor, Some(id), &new.form()).await?;
    Ok(Made(read(&db, &program.actor, id).await?))
}

/// One person.
#[utoipa::path(
    get, path = "/api/v1/people/{id}", tag = "people",
    params(("id" = String, Path, description = "The person's id")),
    responses((status = 200, body = Person))
)]
pub async fn read_person(
    Reads(program): Reads,
    State(db): State<Db>,
    name: Named,
) -> Result<Found<Person>, Refused> {
    let actor = &program.actor;
    // For one who was swallowed stands the survivor.
    let id = db::accounts::merge::living(&db, actor, Records::Person, name.id::<PersonId>()?.0).await?;
    Ok(Found(read(&db, actor, PersonId(id)).await?))
}

/// Changes some fields of a person over the version that was read.
#[utoipa::path(
    patch, path = "/api/v1/people/{id}", tag = "people", request_body = PersonChange,
    params(("id" = String, Path, description = "The person's id")),
    responses((status = 200, body = Person))
)]
pub async fn change_person(
    Writes(program): Writes,
    State(db): State<Db>,
    name: Named,
    seen: Seen,
    Body(change): Body<PersonChange>,
) -> Result<Found<Person>, Refused> {
    let (actor, id) = (&program.actor, name.id::<PersonId>()?);
    let now = db::accounts::person(&db, actor, id).await?;
    if !seen.needed()?.is(now.version) {
        return Err(stale(&db, actor, id, vec![]).await?);
    }
    match db::accounts::change_person(&db, actor, id, now.version, &change.over(&now)).await {
        Ok(_) => Ok(Found(read(&db, actor, id).await?)),
        Err(db::Error::Changed(since)) => Err(stale(&db, actor, id, since.differences).await?),
        Err(error) => Err(error.into()),
    }
}

async fn read(db: &Db, actor: &Actor, id: PersonId) -> Result<Person, Refused> {
    Ok(db::accounts::person_record(db, actor, id).await?.into())
}

pub(super) async fn stale(
    db: &Db,
    actor: &Actor,
    id: PersonId,
    differences: Vec<Change>,
) -> Result<Refused, Refused> {
    Ok(Stale::named(&read(db, actor, id).await?, differences).into())
}
