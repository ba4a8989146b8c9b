//! A whole Baton without a network, and browsers to visit it with.

use std::collections::BTreeMap;

use axum::Router;
use axum::body::Body;
use db::team::{NewMember, NewWorkspace};
use db::{Actor, Db};
use domain::MemberId;
use domain::team::{Role, Roles};
use http::{HeaderMap, Request, StatusCode, header};
use http_body_util::BodyExt;
use leptos::config::LeptosOptions;
use server::outage::Outage;
use server::{AppState, live};
use sqlx::PgPool;
use tokio::sync::OnceCell;
use tokio_util::sync::CancellationToken;
use tower::ServiceExt;

/// The server with all its routes and guards, over one database.
#[derive(Clone)]
pub struct Site {
    pub db: Db,
    router: Router,
}

impl Site {
    pub async fn over(pool: PgPool) -> Self {
        Self::of(pool, false).await
    }

    pub async fn demo_over(pool: PgPool) -> Self {
        Self::of(pool, true).await
    }

    /// The same database, served as real people's.
    pub async fn as_workplace(&self) -> Self {
        Self::with(self.db.clone(), false).await
    }

    async fn of(pool: PgPool, demo: bool) -> Self {
        Self::with(Db::of_pool(pool), demo).await
    }

    async fn with(db: Db, demo: bool) -> Self {
        let stop = CancellationToken::new();
        let hub = live::Hub::start(db.clone(), stop.clone()).await.unwrap();
        let leptos = LeptosOptions::builder().output_name("baton").site_root("no-such-folder").build();
        let outage = Outage::never();
        let router = server::router(AppState { db: db.clone(), leptos, hub, outage, stop, demo });
        Self { db, router }
    }

    /// A browser that has never been here. It prefers Korean.
    pub fn browser(&self) -> Browser {
        let headers = [
            ("host", "localhost:3000"),
            ("user-agent", CHROME),
            ("accept-language", "ko"),
            ("sec-fetch-site", "same-origin"),
        ];
        Browser {
            site: self.clone(),
            cookies: BTreeMap::new(),
            headers: headers.map(|(name, value)| (name, value.to_owned())).into(),
        }
    }

    /// Something that is no browser: it has no cookies and says nothing of where it comes from. It reads English.
    pub fn program(&self) -> Browser {
        let headers = [("host", "localhost:3000"), ("accept-language", "en")];
        Browser {
            site: self.clone(),
            cookies: BTreeMap::new(),
            headers: headers.map(|(name, value)| (name, value.to_owned())).into(),
        }
    }

    /// A browser in which this member is signed in already.
    pub async fn browser_of(&self, email: &str) -> Browser {
        let knock = db::team::knock(&self.db, email, true).await.unwrap();
        let arrival = db::team::let_in(&self.db, knock, CHROME, None).await.unwrap();
        let mut browser = self.browser();
        browser.cookies.insert("baton".to_owned(), arrival.session.expose().to_owned());
        browser
    }

    /// A workspace with nobody in it yet.
    pub async fn workspace(&self, name: &str) -> Actor {
        Actor::operator(db::team::found_workspace(&self.db, &NewWorkspace::named(name)).await.unwrap())
    }

    /// A member with a password that nobody needs to know: hashed once, for all of them.
    pub async fn member(&self, workspace: &Actor, email: &str, roles: &[Role]) -> MemberId {
        static HASH: OnceCell<String> = OnceCell::const_new();
        let hash =
            HASH.get_or_init(async || app::password::hash(&"nobody types this".into()).await.unwrap()).await;
        self.member_with_hash(workspace, email, roles, hash).await
    }

    pub async fn member_with_password(
        &self,
        workspace: &Actor,
        email: &str,
        roles: &[Role],
        password: &str,
    ) -> MemberId {
        let hash = app::password::hash(&password.into()).await.unwrap();
        self.member_with_hash(workspace, email, roles, &hash).await
    }

    async fn member_with_hash(&self, workspace: &Actor, email: &str, roles: &[Role], hash: &str) -> MemberId {
        let name = email.split('@').next().unwrap_or_default().to_owned();
        let new = NewMember {
            name,
            email: email.to_owned(),
            roles: Roles(roles.to_vec()),
            password_hash: hash.to_owned(),
        };
        db::team::add_member(&self.db, workspace, &new).await.unwrap()
    }
}

pub const CHROME: &str = "Mozilla/5.0 (Windows NT 10.0) AppleWebKit/537.36 Chrome/150.0 Safari/537.36";

/// One browser with its cookies. Follows no redirects: tests want to see them.
#[derive(Clone)]
pub struct Browser {
    site: Site,
    pub cookies: BTreeMap<String, String>,
    headers: BTreeMap<&'static str, String>,
}

impl Browser {
    /// The same browser, from now on with this header.
    pub fn with(mut self, name: &'static str, value: &str) -> Self {
        self.headers.insert(name, value.to_owned());
        self
    }

    /// Opens a page.
    pub async fn get(&mut self, path: &str) -> Answer {
        self.send("GET", path, "text/html", None).await
    }

    /// Sends a form without scripts.
    pub async fn post(&mut self, path: &str, form: &[(&str, &str)]) -> Answer {
        self.send("POST", path, "text/html", Some(encoded(form))).await
    }

    /// Calls a server function as the page's script does.
    pub async fn call(&mut self, path: &str, form: &[(&str, &str)]) -> Answer {
        self.send("POST", path, "application/json", Some(encoded(form))).await
    }

    pub async fn send(&mut self, method: &str, path: &str, accept: &str, body: Option<String>) -> Answer {
        let content = "application/x-www-form-urlencoded";
        self.send_as(method, path, accept, content, body.unwrap_or_default()).await
    }

    pub async fn send_as(
        &mut self,
        method: &str,
        path: &str,
        accept: &str,
        content: &str,
        body: String,
    ) -> Answer {
        let mut request = Request::builder()
            .method(method)
            .uri(path)
            .header(header::ACCEPT, accept)
            .header(header::CONTENT_TYPE, content);
        for (name, value) in &self.headers {
            request = request.header(*name, value);
        }
        if !self.cookies.is_empty() {
            let cookies: Vec<_> =
                self.cookies.iter().map(|(name, value)| format!("{name}={value}")).collect();
            request = request.header(header::COOKIE, cookies.join("; "));
        }
        let request = request.body(Body::from(body)).unwrap();
        let response = self.site.router.clone().oneshot(request).await.unwrap();
        let (parts, body) = response.into_parts();
        for cookie in parts.headers.get_all(header::SET_COOKIE) {
            self.keep(cookie.to_str().unwrap());
        }
        // A stream never ends; its head is all there is to see.
        let streams = parts.headers.get(header::CONTENT_TYPE).is_some_and(|it| it == "text/event-stream");
        let body = if streams { vec![] } else { body.collect().await.unwrap().to_bytes().to_vec() };
        Answer {
            status: parts.status,
            headers: parts.headers,
            body: String::from_utf8_lossy(&body).into_owned(),
        }
    }

    fn keep(&mut self, cookie: &str) {
        let (pair, rest) = cookie.split_once(';').unwrap_or((cookie, ""));
        let (name, value) = pair.split_once('=').unwrap();
        if rest.contains("Max-Age=0") {
            self.cookies.remove(name);
        } else {
            self.cookies.insert(name.to_owned(), value.to_owned());
        }
    }
}

pub struct Answer {
    pub status: StatusCode,
    pub headers: HeaderMap,
    pub body: String,
}

impl Answer {
    pub fn header(&self, name: &str) -> &str {
        self.headers.get(name).map(|it| it.to_str().unwrap()).unwrap_or_default()
    }

    /// Where it leads, if it does.
    pub fn location(&self) -> &str {
        self.header("location")
    }
}

pub fn encoded(form: &[(&str, &str)]) -> String {
    let escape = leptos_router::location::Url::escape;
    form.iter()
        .map(|(name, value)| format!("{}={}", escape(name), escape(value)))
        .collect::<Vec<_>>()
        .join("&")
}
