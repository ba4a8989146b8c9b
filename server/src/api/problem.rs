//! How the API says no: `application/problem+json` (RFC 9457) in the reader's language, with a code for the
//! program and a sentence for whoever wrote it.

use app::reference;
use app::words::{Words, problems_of};
use axum::body::Body;
use axum::extract::Request;
use axum::middleware::Next;
use axum::response::{IntoResponse, Response};
use domain::activities::Change;
use domain::handover::{NotSent, State};
use domain::pipeline::Verdict;
use domain::pipeline::gate::{Missing, Severity};
use domain::refusal::Ending;
use domain::search::Found;
use domain::{Key, Locale, Refusal, Why};
use http::{HeaderMap, HeaderValue, StatusCode, header};
use serde::Serialize;
use serde_json::Value;
use utoipa::ToSchema;

use super::refused::{Flaw, Refused, Stale, Wrong};
use super::wire;

pub const PROBLEM_JSON: &str = "application/problem+json";

/// A problem, as RFC 9457 has it.
#[derive(Debug, Serialize, ToSchema)]
pub struct Problem {
    /// Names the kind of problem, and leads to where it is explained.
    #[serde(rename = "type")]
    kind: String,
    /// What happened, in the reader's language (`Accept-Language`: ko or en).
    title: String,
    status: u16,
    /// What to do about it, in the reader's language.
    detail: String,
    /// The kind of problem, for programs.
    code: String,
    /// Each field that can be mended.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    problems: Vec<FieldProblem>,
    /// What the gates on the way ask for and the deal does not have.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    missing: Vec<MissingItem>,
    /// The record that has this name, domain or e-mail already.
    #[serde(skip_serializing_if = "Option::is_none")]
    existing: Option<Existing>,
    /// The record as it stands now, when somebody was faster.
    #[serde(skip_serializing_if = "Option::is_none")]
    current: Option<Value>,
    /// Field by field where the request differs from it, as text.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    differences: Vec<Difference>,
}

#[derive(Debug, Serialize, ToSchema)]
struct FieldProblem {
    field: String,
    message: String,
}

/// Something that a gate asks for.
#[derive(Debug, Serialize, ToSchema)]
struct MissingItem {
    /// What it is, for programs: `field_set.amount`, `activity.demo.held`.
    code: String,
    /// Without it the deal stays (`block`), or may go all the same (`warn`).
    severity: &'static str,
    message: String,
}

impl MissingItem {
    fn of(missing: &Missing, words: Words) -> Self {
        let severity = match missing.severity {
            Severity::Warn => "warn",
            Severity::Block => "block",
        };
        Self { code: missing.what.code(), severity, message: words.requirement(&missing.what) }
    }
}

#[derive(Debug, Serialize, ToSchema)]
struct Difference {
    field: String,
    now: String,
    wanted: String,
}

#[derive(Debug, Serialize, ToSchema)]
struct Existing {
    id: String,
    #[serde(skip_serializing_if = "Option::is_none")]
    key: Option<String>,
}

impl Existing {
    fn of(found: &Found) -> Self {
        match found {
            Found::Account(id, number) => {
                Self { id: id.to_string(), key: Some(Key::account(*number).to_string()) }
            }
            Found::Deal(id, number) => Self { id: id.to_string(), key: Some(Key::deal(*number).to_string()) },
            Found::Lead(id, number) => Self { id: id.to_string(), key: Some(Key::lead(*number).to_string()) },
            Found::Person(id) => Self { id: id.to_string(), key: None },
        }
    }
}

/// Every kind of refusal that a program may meet, by its status.
pub fn kinds(words: Words) -> Vec<reference::Refusal> {
    let stale = Stale { named: true, version: 1, current: Value::Null, differences: vec![] };
    let by_title = [
        Refused::NotJson(String::new()),
        Refused::Flaws(vec![]),
        Refused::SignedOut,
        Refused::ReadsOnly,
        Refused::Rule(Refusal::NotAllowed),
        Refused::NotFound,
        Refused::Plain(StatusCode::METHOD_NOT_ALLOWED),
        Refused::Running,
        Refused::Stale(stale),
        Refused::Plain(StatusCode::PAYLOAD_TOO_LARGE),
        Refused::NotJsonByName,
        Refused::Rule(Refusal::Invalid(vec![])),
    ];
    let by_detail = [
        Refused::Rule(Refusal::ReasonNeeded(Ending::Won)),
        Refused::Rule(Refusal::OtherPipeline),
        Refused::Rule(Refusal::ReopenFirst),
        Refused::Rule(Refusal::NotQualified(vec![])),
        Refused::Rule(Refusal::ByHandover),
        Refused::Rule(Refusal::NotSent(NotSent::NotWorked)),
        Refused::Rule(Refusal::HandoverUnderWay),
        Refused::Rule(Refusal::HandoverOver(State::Accepted)),
        Refused::KeyReused,
        Refused::VersionNeeded,
    ];
    let last = [
        Refused::TooMany { seconds: 1 },
        Refused::Plain(StatusCode::INTERNAL_SERVER_ERROR),
        Refused::Plain(StatusCode::SERVICE_UNAVAILABLE),
    ];
    let kind = |refused: &Refused, sentence: String| reference::Refusal {
        code: refused.code(),
        status: refused.status().as_u16(),
        sentence,
    };
    let exists = reference::Refusal { code: "exists", status: 422, sentence: words.why_taken().to_owned() };
    let titled = |it: &Refused| kind(it, it.sentences(words).0.to_owned());
    let mut kinds: Vec<_> = by_title.iter().map(titled).collect();
    kinds.push(exists);
    let not_ready = Refused::Rule(Refusal::NotReady(Verdict::default()));
    kinds.push(kind(&not_ready, words.api_not_ready().to_owned()));
    kinds.extend(by_detail.iter().map(|it| kind(it, it.sentences(words).1)));
    kinds.extend(last.iter().map(titled));
    kinds
}

/// Gives every refusal that comes back its words.
pub async fn put_into_words(request: Request, next: Next) -> Response {
    let locale = locale_of(request.headers());
    in_words(next.run(request).await, locale)
}

/// A response that has its words already stays as it is.
pub fn in_words(mut response: Response, locale: Locale) -> Response {
    let refused = response.extensions_mut().remove::<Refused>();
    let status = response.status();
    let wordless = status.is_client_error() || status.is_server_error();
    let refused = match refused {
        Some(refused) => refused,
        None if wordless && !is_problem(response.headers()) => Refused::Plain(status),
        None => return response,
    };
    let body = serde_json::to_string(&refused.problem(Words::new(locale))).unwrap_or_default();
    let (mut parts, _) = response.into_parts();
    parts.headers.remove(header::CONTENT_LENGTH);
    parts.headers.insert(header::CONTENT_TYPE, HeaderValue::from_static(PROBLEM_JSON));
    parts.headers.insert(header::CONTENT_LANGUAGE, HeaderValue::from_static(locale.tag()));
    match &refused {
        Refused::TooMany { seconds } => _ = parts.headers.insert(header::RETRY_AFTER, (*seconds).into()),
        Refused::Running => _ = parts.headers.insert(header::RETRY_AFTER, 1.into()),
        Refused::Stale(stale) => _ = parts.headers.insert(header::ETAG, wire::etag(stale.version)),
        _ => {}
    }
    if status == StatusCode::UNAUTHORIZED {
        parts.headers.insert(header::WWW_AUTHENTICATE, HeaderValue::from_static("Bearer"));
    }
    Response::from_parts(parts, Body::from(body))
}

/// For the doors and guards, which say no before anybody reaches the API.
pub fn plain(status: StatusCode, locale: Locale) -> Response {
    let refused = match status {
        StatusCode::UNAUTHORIZED => Refused::SignedOut,
        status => Refused::Plain(status),
    };
    in_words(refused.into_response(), locale)
}

/// Programs say which language their people read; Korean comes first, as everywhere.
pub fn locale_of(headers: &HeaderMap) -> Locale {
    let wish = headers.get(header::ACCEPT_LANGUAGE).and_then(|it| it.to_str().ok());
    wish.map_or(Locale::default(), Locale::of_browser)
}

fn is_problem(headers: &HeaderMap) -> bool {
    headers.get(header::CONTENT_TYPE).is_some_and(|it| it == PROBLEM_JSON)
}

fn plain_sentences(status: StatusCode, words: Words) -> (&'static str, String) {
    let (title, detail) = match status {
        StatusCode::UNAUTHORIZED => (words.api_key_needed(), words.api_key_needed_note()),
        StatusCode::FORBIDDEN => (words.api_not_allowed(), words.api_key_needed_note()),
        StatusCode::NOT_FOUND => (words.api_no_address(), words.api_no_address_note()),
        StatusCode::METHOD_NOT_ALLOWED => (words.api_method(), words.api_method_note()),
        StatusCode::PAYLOAD_TOO_LARGE => (words.api_too_large(), words.api_too_large_note()),
        StatusCode::SERVICE_UNAVAILABLE => (words.api_unavailable(), words.api_unavailable_note()),
        status if status.is_client_error() => (words.api_unreadable(), words.api_unreadable_note()),
        _ => (words.api_failed(), words.api_failed_note()),
    };
    (title, detail.to_owned())
}

impl Refused {
    /// The refusal for people: what it is, and what to do.
    fn sentences(&self, words: Words) -> (&'static str, String) {
        match self {
            Self::NotJson(why) => (words.api_unreadable(), words.api_not_json(why)),
            Self::Flaws(flaws) => {
                let names: Vec<_> = flaws.iter().map(|it| it.field.as_str()).collect();
                (words.api_malformed(), words.api_malformed_names(&names.join(", ")))
            }
            Self::SignedOut => (words.api_key_needed(), words.api_key_needed_note().to_owned()),
            Self::ReadsOnly => (words.api_reads_only(), words.api_reads_only_note().to_owned()),
            Self::Rule(refusal @ (Refusal::NotAllowed | Refusal::NeedsRole(_))) => {
                (words.api_not_allowed(), words.say(refusal))
            }
            Self::Rule(refusal) => (words.api_refused(), words.say(refusal)),
            Self::NotFound => (words.api_not_found(), words.api_not_found_note().to_owned()),
            Self::VersionNeeded => (words.api_version_needed(), words.api_version_needed_note().to_owned()),
            Self::Stale(stale) => (words.api_stale(), words.api_stale_note(stale.version)),
            Self::NotJsonByName => (words.api_media_type(), words.api_media_type_note().to_owned()),
            Self::KeyReused => (words.api_key_reused(), words.api_key_reused_note().to_owned()),
            Self::Running => (words.api_running(), words.api_running_note().to_owned()),
            Self::TooMany { seconds } => (words.api_too_many(), words.api_too_many_note(*seconds)),
            Self::Plain(status) => plain_sentences(*status, words),
        }
    }

    /// Each field that can be mended.
    fn problems(&self, words: Words) -> Vec<FieldProblem> {
        match self {
            Self::Flaws(flaws) => {
                let message = |flaw: &Flaw| match &flaw.why {
                    Wrong::Kind(why) => words.api_wrong_kind(why),
                    Wrong::Rule(Why::Unknown) => words.api_unknown_name().to_owned(),
                    Wrong::Rule(why) => words.say_why(why),
                };
                flaws
                    .iter()
                    .map(|it| FieldProblem { field: it.field.clone(), message: message(it) })
                    .collect()
            }
            Self::Rule(Refusal::Exists { field, .. }) => {
                vec![FieldProblem { field: field.clone(), message: words.say_why(&Why::Taken) }]
            }
            Self::Rule(refusal) => problems_of(words, refusal)
                .into_iter()
                .map(|it| FieldProblem { field: it.field, message: it.sentence })
                .collect(),
            _ => vec![],
        }
    }

    fn problem(&self, words: Words) -> Problem {
        let (title, detail) = self.sentences(words);
        let (code, status) = (self.code(), self.status().as_u16());
        let (current, differences) = match self {
            Self::Stale(stale) => {
                let difference = |it: &Change| Difference {
                    field: it.field.clone(),
                    now: it.before.clone(),
                    wanted: it.after.clone(),
                };
                (Some(stale.current.clone()), stale.differences.iter().map(difference).collect())
            }
            _ => (None, vec![]),
        };
        let missing = match self {
            Self::Rule(Refusal::NotReady(verdict)) => {
                verdict.missing.iter().map(|it| MissingItem::of(it, words)).collect()
            }
            _ => vec![],
        };
        let existing = match self {
            Self::Rule(Refusal::Exists { found, .. }) => Some(Existing::of(found)),
            _ => None,
        };
        Problem {
            kind: format!("/api#{code}"),
            title: title.to_owned(),
            status,
            detail,
            code: code.to_owned(),
            problems: self.problems(words),
            missing,
            existing,
            current,
            differences,
        }
    }
}
