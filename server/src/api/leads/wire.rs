//! A lead as programs read and write it.

use chrono::{DateTime, NaiveDate, Utc};
use db::leads::LeadRecord;
use domain::Key;
use domain::leads::{Arrived, LeadForm, LeadMoveForm, TouchForm};
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;
use uuid::Uuid;

use crate::api::BASE;
use crate::api::wire::{Given, Versioned, given, lay, said};

/// One time that they came, or that we went to them.
#[derive(Debug, Serialize, ToSchema)]
pub struct Touch {
    at: DateTime<Utc>,
    /// inbound, outbound or product.
    origin: &'static str,
    #[schema(required)]
    source: Option<String>,
    #[schema(required)]
    utm_source: Option<String>,
    #[schema(required)]
    utm_medium: Option<String>,
    #[schema(required)]
    utm_campaign: Option<String>,
    #[schema(required)]
    utm_content: Option<String>,
    #[schema(required)]
    utm_term: Option<String>,
    #[schema(required)]
    referrer: Option<String>,
    #[schema(required)]
    landing_page: Option<String>,
    /// What they said.
    about: String,
}

impl From<domain::leads::Touch> for Touch {
    fn from(touch: domain::leads::Touch) -> Self {
        Self {
            at: touch.at,
            origin: touch.origin.code(),
            source: touch.source,
            utm_source: touch.utm_source,
            utm_medium: touch.utm_medium,
            utm_campaign: touch.utm_campaign,
            utm_content: touch.utm_content,
            utm_term: touch.utm_term,
            referrer: touch.referrer,
            landing_page: touch.landing_page,
            about: touch.about,
        }
    }
}

/// Somebody who may buy, before there is a deal.
#[derive(Debug, Serialize, ToSchema)]
pub struct Lead {
    id: Uuid,
    /// What people call it: L-123.
    key: String,
    /// Rises by one with every change; the `ETag`.
    version: i32,
    name: String,
    #[schema(required)]
    company: Option<String>,
    #[schema(required)]
    title: Option<String>,
    #[schema(required)]
    email: Option<String>,
    #[schema(required)]
    phone: Option<String>,
    about: String,
    /// inbound, outbound or product.
    origin: &'static str,
    /// `inbound_smb`, `outbound_enterprise` or `self_serve`.
    motion: &'static str,
    #[schema(required)]
    source: Option<String>,
    /// none, `marketing_qualified`, `product_qualified` or `sales_qualified`: the furthest it has come.
    kind: &'static str,
    /// Below what the rules ask of its kind by now.
    cooling: bool,
    /// Raised a hand, but may be a student, a competitor or spam: a member has to look.
    review: bool,
    /// How well its account fits; null if nobody knows.
    #[schema(required)]
    fit_score: Option<i16>,
    interest_score: i16,
    /// What its company does with the product; null if nobody there has touched it.
    #[schema(required)]
    product_score: Option<i16>,
    /// new, working, engaged, `handover_pending`, accepted, nurturing or disqualified.
    status: &'static str,
    status_entered_at: DateTime<Utc>,
    /// The member who works it; null stands in the queue.
    #[schema(required)]
    owner: Option<Uuid>,
    #[schema(required)]
    nurture_until: Option<NaiveDate>,
    #[schema(required)]
    nurture_reason: Option<String>,
    /// `not_icp`, `no_need`, competitor, student, spam, unreachable or duplicate.
    #[schema(required)]
    disqualify_reason: Option<&'static str>,
    #[schema(required)]
    disqualify_note: Option<String>,
    /// The account of their domain, if we know it.
    #[schema(required)]
    account: Option<Uuid>,
    /// The person of this address, if we know them.
    #[schema(required)]
    person: Option<Uuid>,
    touches: i64,
    first_touch: Touch,
    last_touch: Touch,
    created_at: DateTime<Utc>,
    updated_at: DateTime<Utc>,
}

impl From<LeadRecord> for Lead {
    fn from(record: LeadRecord) -> Self {
        let lead = record.lead;
        Self {
            id: lead.id.0,
            key: lead.key().to_string(),
            version: lead.version,
            name: lead.name,
            company: lead.company,
            title: lead.title,
            email: lead.email,
            phone: lead.phone,
            about: lead.about,
            origin: lead.origin.code(),
            motion: lead.motion.code(),
            source: lead.source,
            kind: lead.kind.code(),
            cooling: record.cooling,
            review: record.review,
            fit_score: record.fit_score,
            interest_score: record.interest_score,
            product_score: record.product_score,
            status: lead.status.code(),
            status_entered_at: lead.status_entered_at,
            owner: lead.owner.map(|it| it.0),
            nurture_until: lead.nurture_until,
            nurture_reason: lead.nurture_reason,
            disqualify_reason: lead.disqualify_reason.map(|it| it.code()),
            disqualify_note: lead.disqualify_note,
            account: lead.account.map(|it| it.0),
            person: lead.person.map(|it| it.0),
            touches: record.touches,
            first_touch: record.first.0.into(),
            last_touch: record.last.0.into(),
            created_at: lead.created_at,
            updated_at: record.updated_at,
        }
    }
}

impl Versioned for Lead {
    fn version(&self) -> i32 {
        self.version
    }

    fn address(&self) -> String {
        format!("{BASE}/leads/{}", self.id)
    }
}

/// Somebody who came. E-mail or phone is needed; whoever is an open lead already by one of them gets one more touch.
#[derive(Debug, Default, Deserialize, ToSchema)]
#[serde(default, deny_unknown_fields)]
#[schema(example = json!({ "name": "김민수", "company": "가람테크", "email": "minsu@garam.kr", "source": "웨비나",
    "utm_campaign": "fall-webinar" }))]
pub struct NewLead {
    #[schema(required, max_length = 200)]
    name: String,
    company: Option<String>,
    title: Option<String>,
    email: Option<String>,
    phone: Option<String>,
    /// What they want, in their words.
    #[schema(max_length = 10_000)]
    about: Option<String>,
    /// inbound, unless it says outbound or product.
    origin: Option<String>,
    /// What goes with the origin, unless it says otherwise.
    motion: Option<String>,
    source: Option<String>,
    /// Nobody, unless a member is named: it waits in the queue.
    owner: Option<Uuid>,
    utm_source: Option<String>,
    utm_medium: Option<String>,
    utm_campaign: Option<String>,
    utm_content: Option<String>,
    utm_term: Option<String>,
    referrer: Option<String>,
    landing_page: Option<String>,
}

/// Leads to be taken at once.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
#[schema(example = json!({ "leads": [{ "name": "김민수", "email": "minsu@garam.kr", "source": "전시회" }] }))]
pub struct NewLeads {
    /// 1 to 1,000 of them.
    #[schema(min_items = 1, max_items = 1_000)]
    pub leads: Vec<NewLead>,
}

/// How a batch was received.
#[derive(Debug, Serialize, ToSchema)]
pub struct TakenLeads {
    /// So many are new.
    made: usize,
    /// So many were a touch of a lead that was open already.
    touched: usize,
    /// In the order in which they were sent.
    leads: Vec<TakenLead>,
}

#[derive(Debug, Serialize, ToSchema)]
pub struct TakenLead {
    id: Uuid,
    key: String,
    is_new: bool,
}

impl TakenLeads {
    pub fn of(arrived: &[Arrived]) -> Self {
        let made = arrived.iter().filter(|it| it.is_new).count();
        let lead = |it: &Arrived| TakenLead {
            id: it.lead.0,
            key: Key::lead(it.number).to_string(),
            is_new: it.is_new,
        };
        Self { made, touched: arrived.len() - made, leads: arrived.iter().map(lead).collect() }
    }
}

impl NewLead {
    pub fn forms(self) -> (LeadForm, TouchForm) {
        let form = LeadForm {
            name: self.name,
            company: said(self.company),
            title: said(self.title),
            email: said(self.email),
            phone: said(self.phone),
            about: said(self.about),
            origin: said(self.origin),
            motion: said(self.motion),
            source: said(self.source),
            owner: said(self.owner),
        };
        let touch = TouchForm {
            utm_source: said(self.utm_source),
            utm_medium: said(self.utm_medium),
            utm_campaign: said(self.utm_campaign),
            utm_content: said(self.utm_content),
            utm_term: said(self.utm_term),
            referrer: said(self.referrer),
            landing_page: said(self.landing_page),
        };
        (form, touch)
    }
}

/// What is to be different: an absent field stays, null clears it.
#[derive(Debug, Default, Deserialize, ToSchema)]
#[serde(default, deny_unknown_fields)]
#[schema(example = json!({ "title": "팀장", "phone": null }))]
pub struct LeadChange {
    #[serde(deserialize_with = "given")]
    #[schema(value_type = String, max_length = 200)]
    name: Given<String>,
    #[serde(deserialize_with = "given")]
    #[schema(value_type = Option<String>)]
    company: Given<String>,
    #[serde(deserialize_with = "given")]
    #[schema(value_type = Option<String>)]
    title: Given<String>,
    #[serde(deserialize_with = "given")]
    #[schema(value_type = Option<String>)]
    email: Given<String>,
    #[serde(deserialize_with = "given")]
    #[schema(value_type = Option<String>)]
    phone: Given<String>,
    #[serde(deserialize_with = "given")]
    #[schema(value_type = Option<String>, max_length = 10_000)]
    about: Given<String>,
    #[serde(deserialize_with = "given")]
    #[schema(value_type = String)]
    origin: Given<String>,
    #[serde(deserialize_with = "given")]
    #[schema(value_type = String)]
    motion: Given<String>,
    #[serde(deserialize_with = "given")]
    #[schema(value_type = Option<String>)]
    source: Given<String>,
    #[serde(deserialize_with = "given")]
    #[schema(value_type = Option<Uuid>)]
    owner: Given<Uuid>,
}

impl LeadChange {
    /// The whole form: what stands, with what was given laid over it.
    pub fn over(self, lead: &domain::leads::Lead) -> LeadForm {
        let mut form = LeadForm {
            name: lead.name.clone(),
            company: said(lead.company.as_ref()),
            title: said(lead.title.as_ref()),
            email: said(lead.email.as_ref()),
            phone: said(lead.phone.as_ref()),
            about: lead.about.clone(),
            origin: lead.origin.code().to_owned(),
            motion: lead.motion.code().to_owned(),
            source: said(lead.source.as_ref()),
            owner: said(lead.owner),
        };
        lay(&mut form.name, self.name);
        lay(&mut form.company, self.company);
        lay(&mut form.title, self.title);
        lay(&mut form.email, self.email);
        lay(&mut form.phone, self.phone);
        lay(&mut form.about, self.about);
        lay(&mut form.origin, self.origin);
        lay(&mut form.motion, self.motion);
        lay(&mut form.source, self.source);
        lay(&mut form.owner, self.owner);
        form
    }
}

/// Where a lead is to stand, with what that asks for.
#[derive(Debug, Default, Deserialize, ToSchema)]
#[serde(default, deny_unknown_fields)]
#[schema(example = json!({ "status": "nurturing", "until": "2027-01-11", "reason": "예산이 내년에 잡혀요." }))]
pub struct StatusChange {
    /// new, working, engaged, nurturing or disqualified. Who was disqualified is reopened to working.
    #[schema(required)]
    status: String,
    /// For nurturing: a day ahead.
    until: Option<NaiveDate>,
    /// For disqualified: `not_icp`, `no_need`, competitor, student, spam, unreachable or duplicate.
    why: Option<String>,
    /// For nurturing and for reopening; a note for disqualified.
    #[schema(max_length = 10_000)]
    reason: Option<String>,
}

impl StatusChange {
    pub fn form(self) -> LeadMoveForm {
        LeadMoveForm {
            to: self.status,
            until: said(self.until),
            why: said(self.why),
            reason: said(self.reason),
        }
    }
}
