//! What a handler of the API may ask for. Who asks comes first and by type: a handler that writes takes `Writes`,
//! which a key made for reading cannot become.

use axum::body::Bytes;
use axum::extract::{FromRequest, FromRequestParts, Path, Request};
use db::team::Program;
use domain::team::Scope;
use domain::{ActId, Why};
use http::request::Parts;
use http::{HeaderMap, StatusCode, header};
use serde::de::DeserializeOwned;
use serde_json::error::Category;
use std::convert::Infallible;
use uuid::Uuid;

use super::refused::{Flaw, Refused, Wrong};

/// A program that may read.
pub struct Reads(pub Program);

/// A program that may also write, as far as its member's rights go.
pub struct Writes(pub Program);

impl<S: Sync> FromRequestParts<S> for Reads {
    type Rejection = Refused;

    async fn from_request_parts(parts: &mut Parts, _: &S) -> Result<Self, Refused> {
        parts.extensions.get::<Program>().cloned().map(Self).ok_or(Refused::SignedOut)
    }
}

impl<S: Sync> FromRequestParts<S> for Writes {
    type Rejection = Refused;

    async fn from_request_parts(parts: &mut Parts, state: &S) -> Result<Self, Refused> {
        let Reads(program) = Reads::from_request_parts(parts, state).await?;
        match program.scope {
            Scope::Write => Ok(Self(program)),
            Scope::Read => Err(Refused::ReadsOnly),
        }
    }
}

/// The id of what a request does: the one its `Idempotency-Key` has claimed, else a fresh one.
#[derive(Clone, Copy, Debug)]
pub struct ActOf(pub ActId);

impl<S: Sync> FromRequestParts<S> for ActOf {
    type Rejection = Infallible;

    async fn from_request_parts(parts: &mut Parts, _: &S) -> Result<Self, Infallible> {
        Ok(parts.extensions.get().copied().unwrap_or_else(|| Self(ActId(Uuid::now_v7()))))
    }
}

/// The record in the address: its id, or the key that people say.
pub struct Named(pub String);

impl<S: Send + Sync> FromRequestParts<S> for Named {
    type Rejection = Refused;

    async fn from_request_parts(parts: &mut Parts, state: &S) -> Result<Self, Refused> {
        let Path(name) = Path::from_request_parts(parts, state).await.map_err(|_| Refused::NotFound)?;
        Ok(Self(name))
    }
}

impl Named {
    /// An id. What is none names nothing.
    pub fn id<T: std::str::FromStr>(&self) -> Result<T, Refused> {
        self.0.parse().map_err(|_| Refused::NotFound)
    }
}

/// A record that is named by two parts of the address.
pub struct Pair(pub String, pub String);

impl<S: Send + Sync> FromRequestParts<S> for Pair {
    type Rejection = Refused;

    async fn from_request_parts(parts: &mut Parts, state: &S) -> Result<Self, Refused> {
        let Path((first, second)) =
            Path::from_request_parts(parts, state).await.map_err(|_| Refused::NotFound)?;
        Ok(Self(first, second))
    }
}

/// The version that a program has seen, by `If-Match`.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Seen {
    /// It named none.
    Unsaid,
    /// `*`: whichever stands.
    Any,
    Version(i32),
}

impl Seen {
    fn of(headers: &HeaderMap) -> Result<Self, Refused> {
        let Some(tag) = headers.get(header::IF_MATCH) else { return Ok(Self::Unsaid) };
        let wrong = || Refused::from(Flaw::new("If-Match", Why::Malformed));
        let tag = tag.to_str().map_err(|_| wrong())?.trim();
        if tag == "*" {
            return Ok(Self::Any);
        }
        // A proxy that compresses makes a tag weak; versions are the same all the same.
        let tag = tag.strip_prefix("W/").unwrap_or(tag);
        let version = tag.strip_prefix('"').and_then(|it| it.strip_suffix('"')).unwrap_or(tag);
        version.parse().map(Self::Version).map_err(|_| wrong())
    }

    /// For changes, which have to name one.
    pub fn needed(self) -> Result<Self, Refused> {
        if self == Self::Unsaid { Err(Refused::VersionNeeded) } else { Ok(self) }
    }

    pub fn is(self, version: i32) -> bool {
        !matches!(self, Self::Version(seen) if seen != version)
    }
}

impl<S: Sync> FromRequestParts<S> for Seen {
    type Rejection = Refused;

    async fn from_request_parts(parts: &mut Parts, _: &S) -> Result<Self, Refused> {
        Self::of(&parts.headers)
    }
}

/// What a program asks for behind the `?`.
pub struct Asked<T>(pub T);

impl<S: Sync, T: DeserializeOwned> FromRequestParts<S> for Asked<T> {
    type Rejection = Refused;

    async fn from_request_parts(parts: &mut Parts, _: &S) -> Result<Self, Refused> {
        let query = parts.uri.query().unwrap_or_default();
        let pairs = serde_urlencoded::Deserializer::new(form_urlencoded::parse(query.as_bytes()));
        serde_path_to_error::deserialize(pairs).map(Self).map_err(|error| flaw(&error).into())
    }
}

/// A JSON body. Names that nobody knows are refused, so that a typing mistake is not a silent loss.
pub struct Body<T>(pub T);

impl<S: Send + Sync, T: DeserializeOwned> FromRequest<S> for Body<T> {
    type Rejection = Refused;

    async fn from_request(request: Request, state: &S) -> Result<Self, Refused> {
        if !is_json(request.headers()) {
            return Err(Refused::NotJsonByName);
        }
        let broken = |_| Refused::Plain(StatusCode::BAD_REQUEST);
        let bytes = Bytes::from_request(request, state).await.map_err(broken)?;
        read(&bytes).map(Self)
    }
}

fn read<T: DeserializeOwned>(bytes: &[u8]) -> Result<T, Refused> {
    // A list would be taken too, field by field in their order; nobody means that.
    if bytes.iter().find(|it| !it.is_ascii_whitespace()).is_some_and(|it| *it != b'{') {
        return Err(Refused::NotJson("expected an object".to_owned()));
    }
    let mut json = serde_json::Deserializer::from_slice(bytes);
    let value =
        serde_path_to_error::deserialize(&mut json).map_err(|error| match error.inner().classify() {
            Category::Data => flaw(&error).into(),
            _ => Refused::NotJson(error.inner().to_string()),
        })?;
    json.end().map_err(|error| Refused::NotJson(error.to_string()))?;
    Ok(value)
}

fn flaw<E: std::fmt::Display>(error: &serde_path_to_error::Error<E>) -> Flaw {
    Flaw { field: error.path().to_string(), why: Wrong::Kind(error.inner().to_string()) }
}

fn is_json(headers: &HeaderMap) -> bool {
    let kind = headers.get(header::CONTENT_TYPE).and_then(|it| it.to_str().ok()).unwrap_or_default();
    let kind = kind.split(';').next().unwrap_or_default().trim();
    kind.eq_ignore_ascii_case("application/json")
}

#[cfg(test)]
mod tests {
    use super::*;
    use http::HeaderValue;
    use serde::Deserialize;

    fn seen(tag: &'static str) -> Option<Seen> {
        Seen::of(&HeaderMap::from_iter([(header::IF_MATCH, HeaderValue::from_static(tag))])).ok()
    }

    #[test]
    fn a_version_is_named_as_the_etag_says_it() {
        for same in ["\"7\"", "W/\"7\"", "7"] {
            assert_eq!(seen(same), Some(Seen::Version(7)), "{same}");
        }
        assert_eq!(seen("*"), Some(Seen::Any));
        for wrong in ["", "\"\"", "seven", "\"7\", \"8\"", "7.0"] {
            assert_eq!(seen(wrong), None, "{wrong}");
        }
        assert!(Seen::Any.is(3) && Seen::Version(3).is(3) && !Seen::Version(2).is(3));
    }

    #[derive(Debug, Deserialize)]
    #[serde(deny_unknown_fields)]
    struct Order {
        #[expect(dead_code, reason = "only its kind matters")]
        count: i32,
    }

    #[test]
    fn what_is_wrong_with_a_body_is_said_by_its_name() {
        let field = |body: &str| match read::<Order>(body.as_bytes()) {
            Err(Refused::Flaws(flaws)) => flaws[0].field.clone(),
            other => panic!("{other:?}"),
        };
        assert_eq!(field(r#"{ "count": "two" }"#), "count");
        assert_eq!(field(r#"{ "cuont": 2 }"#), "cuont");
        for no_json in ["", "{", "[1]", "7", "\u{1}", r#"{ "count": 1 } x"#] {
            let refused = read::<Order>(no_json.as_bytes());
            assert!(matches!(refused, Err(Refused::NotJson(_))), "{no_json}");
        }
    }
}
