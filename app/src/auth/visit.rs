//! What the doors need of a request and say in its answer: who comes with which browser, and the cookies
//! by which we know them again.

use crate::request::{DENSITY_COOKIE, LETTER_KEYS_COOKIE, LOCALE_COOKIE, THEME_COOKIE, cookie};
use db::team::{Arrival, CurrentSession, Secret};
use domain::Locale;
use domain::team::{Density, SESSION_DAYS, Theme};
use http::header::{self, HeaderMap, HeaderValue};
use http::request::Parts;
use leptos::prelude::expect_context;
use leptos_axum::ResponseOptions;

/// A browser keeps a `__Host-` cookie only if it came encrypted, and lends it to no subdomain.
pub const OVER_HTTPS: &str = "__Host-baton";
/// On this very computer there is no encryption, and not every browser keeps a secure cookie there.
pub const ON_LOOPBACK: &str = "baton";
/// Carries a link to the page that shows it, for a browser without scripts. Gone within a minute.
const SHOWN_ONCE: &str = "baton-once";

const A_YEAR: i64 = 365 * 24 * 3600;

/// The request that is being answered. Asked for before the first await; afterwards the context is gone.
pub struct Visit {
    parts: Parts,
    response: ResponseOptions,
}

impl Visit {
    pub fn of_request() -> Self {
        Self { parts: expect_context(), response: expect_context() }
    }

    pub fn user_agent(&self) -> &str {
        self.parts.headers.get(header::USER_AGENT).and_then(|it| it.to_str().ok()).unwrap_or_default()
    }

    /// The session that the browser shows, whether it is still good or not.
    pub fn session(&self) -> Option<Secret> {
        session_of(&self.parts.headers)
    }

    /// The session behind the asker, as the server found it.
    pub fn current(&self) -> Option<CurrentSession> {
        self.parts.extensions.get().copied()
    }

    /// A form that was sent without scripts: its sender sees the page we lead to, not what we answer.
    pub fn is_plain_form(&self) -> bool {
        self.parts
            .headers
            .get(header::ACCEPT)
            .and_then(|it| it.to_str().ok())
            .is_some_and(|it| it.contains("text/html"))
    }

    /// Somebody is signed in from now on, and sees Baton the way they like it.
    pub fn welcome(&self, arrival: &Arrival) {
        self.set_session(&arrival.session);
        if let Some(locale) = arrival.locale {
            self.remember_locale(locale);
        }
        self.remember_theme(arrival.theme);
    }

    pub fn set_session(&self, session: &Secret) {
        let value = session.expose();
        let (name, secure) = session_cookie(&self.parts.headers);
        let age = SESSION_DAYS * 24 * 3600;
        self.set(format!("{name}={value}; Path=/; HttpOnly; SameSite=Lax; Max-Age={age}{secure}"));
    }

    /// The browser forgets the session, and everything that pages kept in it.
    pub fn forget(&self) {
        let (name, secure) = session_cookie(&self.parts.headers);
        self.set(format!("{name}=; Path=/; HttpOnly; SameSite=Lax; Max-Age=0{secure}"));
        self.response.insert_header(
            header::HeaderName::from_static("clear-site-data"),
            HeaderValue::from_static("\"storage\""),
        );
    }

    pub fn remember_locale(&self, locale: Locale) {
        self.remember(LOCALE_COOKIE, locale.tag());
    }

    pub fn remember_density(&self, density: Density) {
        self.remember(DENSITY_COOKIE, density.code());
    }

    pub fn remember_letter_keys(&self, on: bool) {
        self.remember(LETTER_KEYS_COOKIE, if on { "on" } else { "off" });
    }

    pub fn remember_theme(&self, theme: Theme) {
        let code = match theme {
            Theme::System => "system",
            Theme::Light => "light",
            Theme::Dark => "dark",
        };
        self.remember(THEME_COOKIE, code);
    }

    /// How somebody reads in this browser. Nothing in it is secret.
    fn remember(&self, cookie: &str, code: &str) {
        let (_, secure) = session_cookie(&self.parts.headers);
        self.set(format!("{cookie}={code}; Path=/; SameSite=Lax; Max-Age={A_YEAR}{secure}"));
    }

    /// An invitation's link as somebody elsewhere can open it. A plain form finds it on the members' page.
    pub fn show_link(&self, path: &str) -> String {
        let link = self.link(path);
        self.show_once(crate::routes::MEMBERS, &link);
        link
    }

    /// An address of ours as somebody elsewhere can open it.
    pub fn link(&self, path: &str) -> String {
        let encrypted = session_cookie(&self.parts.headers).0 == OVER_HTTPS;
        let scheme = if encrypted { "https" } else { "http" };
        format!("{scheme}://{}{path}", host(&self.parts.headers).unwrap_or("localhost"))
    }

    /// A program's new key. A plain form finds it on the page of keys.
    pub fn show_key(&self, key: &str) -> String {
        self.show_once(crate::routes::TOKENS, key);
        key.to_owned()
    }

    /// Lets a page show something that is shown only now, when it is loaded next.
    fn show_once(&self, path: &str, what: &str) {
        if self.is_plain_form() {
            let (_, secure) = session_cookie(&self.parts.headers);
            self.set(format!(
                "{SHOWN_ONCE}={what}; Path={path}; HttpOnly; SameSite=Strict; Max-Age=60{secure}"
            ));
        }
    }

    pub fn shown_once(&self) -> Option<String> {
        cookie(&self.parts, SHOWN_ONCE).map(str::to_owned).filter(|it| !it.is_empty())
    }

    /// After an act at a door: a plain form is led on by the answer, a page that is awake by its script,
    /// which loads everything anew, because another reader may read another language.
    pub fn lead_to(&self, path: String) -> String {
        if self.is_plain_form() {
            crate::backend::redirect(&path);
        }
        path
    }

    fn set(&self, cookie: String) {
        if let Ok(cookie) = HeaderValue::from_str(&cookie) {
            self.response.append_header(header::SET_COOKIE, cookie);
        }
    }
}

/// The session cookie of a request, under the one name that counts there.
pub fn session_of(headers: &HeaderMap) -> Option<Secret> {
    let (name, _) = session_cookie(headers);
    let cookies = headers.get_all(header::COOKIE).iter().filter_map(|it| it.to_str().ok());
    let value = cookies
        .flat_map(|it| it.split(';'))
        .find_map(|it| it.trim().strip_prefix(name)?.strip_prefix('='))?;
    Some(Secret::presented(value))
}

/// Its name, and what makes it travel encrypted only. Whoever comes by another name than this computer's
/// came through a proxy: the server refuses to listen to others without one.
pub fn session_cookie(headers: &HeaderMap) -> (&'static str, &'static str) {
    let encrypted = headers.get("x-forwarded-proto").is_some_and(|it| it == "https");
    if encrypted || !host(headers).is_some_and(is_this_computer) {
        (OVER_HTTPS, "; Secure")
    } else {
        (ON_LOOPBACK, "")
    }
}

fn host(headers: &HeaderMap) -> Option<&str> {
    headers.get(header::HOST)?.to_str().ok()
}

fn is_this_computer(host: &str) -> bool {
    let name =
        host.rsplit_once(':').map_or(host, |(name, port)| if port.ends_with(']') { host } else { name });
    matches!(name, "localhost" | "[::1]")
        || name.parse::<std::net::Ipv4Addr>().is_ok_and(|it| it.is_loopback())
}
