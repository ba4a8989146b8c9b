//! A form that was sent without scripts and refused comes back as it was: its sender is led to the page it stood
//! on, which is made once more with what they had typed and with what is wrong. Read again, the page is as ever.

use std::collections::VecDeque;
use std::sync::{Arc, Mutex, PoisonError};
use std::time::{Duration, Instant};

use app::backend::{Asker, RefusedForm};
use app::error::AppError;
use app::request;
use axum::body::Body;
use axum::extract::{Request, State};
use axum::middleware::Next;
use axum::response::{IntoResponse, Response};
use base64::Engine;
use base64::prelude::BASE64_URL_SAFE;
use domain::MemberId;
use http::header::{self, HeaderMap, HeaderValue};
use http::{Method, StatusCode, Uri};
use http_body_util::BodyExt;
use server_fn::Bytes;
use server_fn::error::FromServerFnError;

use crate::guard::{self, ServerFunctions};
use crate::plain_page::{self, Reader};

/// By this its sender gets it back.
const COOKIE: &str = "baton-refused";
/// The browser asks for the page at once; who is slower than this has gone elsewhere.
const KEPT: Duration = Duration::from_secs(60);
/// So many at most, each as large as a form may be: strangers must not fill the memory.
const MOST: usize = 128;
/// These are typed anew.
const SECRETS: [&str; 2] = ["password", "present"];

/// What was refused within the last minute, oldest first.
#[derive(Clone, Default)]
pub struct RefusedForms(Arc<Mutex<VecDeque<Kept>>>);

struct Kept {
    key: String,
    /// Whose it is; nobody else gets to see it, also in the same browser.
    sender: Option<MemberId>,
    page: String,
    form: Arc<RefusedForm>,
    since: Instant,
}

impl RefusedForms {
    fn keep(&self, sender: Option<MemberId>, page: String, form: RefusedForm) -> String {
        let key = format!("{:032x}", rand::random::<u128>());
        let mut all = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        all.retain(|it| it.since.elapsed() < KEPT);
        if all.len() >= MOST {
            all.pop_front();
        }
        all.push_back(Kept { key: key.clone(), sender, page, form: Arc::new(form), since: Instant::now() });
        key
    }

    /// Once only, for the page it stood on.
    fn take(&self, key: &str, sender: Option<MemberId>, page: &str) -> Option<Arc<RefusedForm>> {
        let mut all = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        let at = all.iter().position(|it| it.key == key && it.sender == sender && it.page == page)?;
        all.remove(at).filter(|it| it.since.elapsed() < KEPT).map(|it| it.form)
    }
}

/// Stands inside of what finds out who asks.
pub async fn come_back(
    State((forms, functions)): State<(RefusedForms, ServerFunctions)>,
    request: Request,
    next: Next,
) -> Response {
    let path = request.uri().path();
    if request.method() == Method::POST && is_plain_form(&request) && functions.contains(path) {
        return sent(&forms, request, next).await;
    }
    match cookie(request.headers()) {
        Some(key) if request.method() == Method::GET => shown(&forms, &key, request, next).await,
        _ => next.run(request).await,
    }
}

fn is_plain_form(request: &Request) -> bool {
    let content = request.headers().get(header::CONTENT_TYPE).and_then(|it| it.to_str().ok());
    Reader::of(request) == Reader::Person
        && content.is_some_and(|it| it.starts_with("application/x-www-form-urlencoded"))
}

/// Lets the act happen. Where it is refused, what was typed is kept, and the way leads back to the page.
async fn sent(forms: &RefusedForms, request: Request, next: Next) -> Response {
    let before = guard::page_before(request.headers(), request.uri());
    let (parts, body) = request.into_parts();
    let Ok(body) = body.collect().await.map(|it| it.to_bytes()) else {
        return plain_page::answer(StatusCode::PAYLOAD_TOO_LARGE, &Reader::Person);
    };
    let page = page_named(&body).or(before);
    let (sender, function) = (sender(&parts.extensions), parts.uri.path().to_owned());
    let answer = next.run(Request::from_parts(parts, Body::from(body.clone()))).await;
    let (Some(page), Some(error)) = (page, error_in(&answer)) else { return answer };
    let key = forms.keep(sender, page.clone(), RefusedForm { function, error, fields: fields(&body) });
    let max_age = KEPT.as_secs();
    let mut answer = (StatusCode::SEE_OTHER, [(header::LOCATION, page)]).into_response();
    set_cookie(&mut answer, &format!("{COOKIE}={key}; Path=/; HttpOnly; SameSite=Strict; Max-Age={max_age}"));
    answer
}

/// Makes the page with the form that was refused on it, and says by status, too, that it was.
async fn shown(forms: &RefusedForms, key: &str, mut request: Request, next: Next) -> Response {
    let page = request.uri().path_and_query().map_or("/", |it| it.as_str());
    let Some(form) = forms.take(key, sender(request.extensions()), page) else {
        return next.run(request).await;
    };
    let status = BASE64_URL_SAFE.decode(&form.error).map(|it| AppError::de(Bytes::from(it)).status_code());
    request.extensions_mut().insert(form);
    let mut answer = next.run(request).await;
    if answer.status() == StatusCode::OK {
        *answer.status_mut() = status.unwrap_or(StatusCode::UNPROCESSABLE_ENTITY);
    }
    set_cookie(&mut answer, &format!("{COOKIE}=; Path=/; HttpOnly; SameSite=Strict; Max-Age=0"));
    answer
}

/// A form whose page can have an address too long for browsers to tell says by itself where it stands.
fn page_named(body: &[u8]) -> Option<String> {
    let named = form_urlencoded::parse(body).find(|(name, _)| name == "page")?.1;
    guard::is_at_home(&named).then(|| named.into_owned())
}

fn sender(extensions: &http::Extensions) -> Option<MemberId> {
    extensions.get::<Asker>()?.0.as_ref()?.id()
}

/// Leptos leads a plain form that was refused back to its page, with the error in the address.
fn error_in(answer: &Response) -> Option<String> {
    let target = answer.headers().get(header::LOCATION)?.to_str().ok()?;
    let target: Uri = target.parse().ok()?;
    let mut pairs = form_urlencoded::parse(target.query()?.as_bytes());
    pairs.find(|(name, _)| name == "__err").map(|(_, error)| error.into_owned())
}

fn fields(body: &[u8]) -> Vec<(String, String)> {
    let is_secret = |name: &str| SECRETS.iter().any(|it| name == *it || name.ends_with(&format!("[{it}]")));
    form_urlencoded::parse(body).into_owned().filter(|(name, _)| !is_secret(name)).collect()
}

fn cookie(headers: &HeaderMap) -> Option<String> {
    request::cookie_of(headers, COOKIE).filter(|it| !it.is_empty()).map(str::to_owned)
}

fn set_cookie(answer: &mut Response, cookie: &str) {
    if let Ok(cookie) = HeaderValue::from_str(cookie) {
        answer.headers_mut().append(header::SET_COOKIE, cookie);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn form() -> RefusedForm {
        RefusedForm { function: "/api/x".to_owned(), error: String::new(), fields: vec![] }
    }

    #[test]
    fn a_form_comes_back_once_to_its_page_and_its_sender() {
        let forms = RefusedForms::default();
        let me = Some(MemberId(uuid::Uuid::now_v7()));
        let key = forms.keep(me, "/deals/new".to_owned(), form());
        assert!(forms.take(&key, me, "/deals").is_none(), "another page");
        assert!(forms.take(&key, None, "/deals/new").is_none(), "somebody else");
        assert!(forms.take("guessed", me, "/deals/new").is_none());
        assert!(forms.take(&key, me, "/deals/new").is_some());
        assert!(forms.take(&key, me, "/deals/new").is_none(), "once");
    }

    #[test]
    fn strangers_cannot_fill_the_memory() {
        let forms = RefusedForms::default();
        for _ in 0..MOST * 2 {
            forms.keep(None, "/sign-in".to_owned(), form());
        }
        assert_eq!(forms.0.lock().unwrap().len(), MOST);
    }

    #[test]
    fn passwords_are_not_kept() {
        let kept = fields(b"email=a%40b.kr&password=x&form%5Bpassword%5D=y&present=z&form%5Bname%5D=+n");
        assert_eq!(kept, [("email", "a@b.kr"), ("form[name]", " n")].map(|(a, b)| (a.into(), b.into())));
    }
}
