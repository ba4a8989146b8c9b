//! `baton serve`: opens the doors to the team, and closes them in good order.

use std::net::SocketAddr;
use std::path::PathBuf;
use std::process::ExitCode;

use chrono::Utc;
use clap::Args;
use db::Db;
use db::demo::DemoMember;
use domain::team::DEMO_PASSWORD;
use leptos::config::LeptosOptions;
use tokio::net::TcpListener;
use tokio_util::sync::CancellationToken;

use crate::config::{DataSource, Door};
use crate::outage::Outage;
use crate::refusal::Refusal;
use crate::{AppState, alarm, assets, database, housekeeping, listen, live, ops, router, stop};

/// Serve the team
///
/// Without DATABASE_URL a private PostgreSQL runs in the data folder and stops with the server.
/// The first start prints a link that makes the first admin.
#[derive(Debug, Args)]
#[command(after_help = "\
Examples:
  baton serve --demo
  baton serve --data /var/lib/baton --behind-proxy
  DATABASE_URL=postgres://baton:…@db.internal/baton baton serve --listen 0.0.0.0:3000 --behind-proxy

Stop with Ctrl+C or SIGTERM: open requests finish, at most five seconds; a second time stops at once.")]
pub struct Serve {
    /// Fill an empty database with a made-up team to look around in; this computer only
    #[arg(long)]
    demo: bool,

    #[command(flatten)]
    door: Door,

    #[command(flatten)]
    source: DataSource,

    /// Folder of the built site [default: `site` beside the program, else target/site]
    #[arg(long, env = "BATON_SITE", value_name = "DIR")]
    site: Option<PathBuf>,
}

impl Serve {
    pub async fn run(self) -> Result<ExitCode, Refusal> {
        self.door.refuse_unsafe(self.demo)?;
        let leptos = assets::find_site(self.site.as_deref())?;
        let listener = listen::bind(self.door.listen)?;
        ops::log_panics();

        let (stop, now) = (CancellationToken::new(), CancellationToken::new());
        stop::on_signal(stop.clone(), now.clone()).map_err(|error| Refusal::Failed(error.to_string()))?;
        let opened = tokio::select! {
            opened = database::open_to_serve(&self.source) => opened?,
            () = now.cancelled() => return Ok(ExitCode::FAILURE),
        };
        let served = self.serve(&opened.db, leptos, listener, (stop, now)).await;
        opened.close().await;
        served.map(|()| ExitCode::SUCCESS)
    }

    /// From the first greeting to the last answer. The caller closes the database whatever becomes of it.
    async fn serve(
        self,
        db: &Db,
        leptos: LeptosOptions,
        listener: TcpListener,
        (stop, now): (CancellationToken, CancellationToken),
    ) -> Result<(), Refusal> {
        let address = listener.local_addr().unwrap_or(self.door.listen);
        let greeting = self.greeting(db, address).await?;
        let hub = live::Hub::start(db.clone(), stop.clone()).await.map_err(failed)?;
        let outage = Outage::watch(db, stop.clone());
        let state = AppState { db: db.clone(), leptos, hub, outage, stop: stop.clone(), demo: self.demo };
        tokio::spawn(housekeeping::keep_house(db.clone(), stop.clone()));
        tokio::spawn(alarm::keep_time(db.clone(), stop.clone()));
        let figures = tokio::spawn(ops::keep_figures());
        println!("{greeting}");
        listen::serve(listener, router(state), self.door, stop, now).await;
        figures.abort();
        Ok(())
    }

    /// For the person at the terminal; the log is for machines, and never holds what opens something.
    async fn greeting(&self, db: &Db, address: SocketAddr) -> Result<String, Refusal> {
        let mut lines = vec![format!("Baton is open at http://{address}")];
        if self.demo {
            lines.push(format!(
                "It shows a made-up team. Sign in as any of them with the password {DEMO_PASSWORD}:"
            ));
            let members = Self::demo_members(db).await?;
            lines.extend(members.iter().map(|it| format!("  {}  {}", it.email, it.roles.codes().join(", "))));
        } else if let Some(link) = db::team::first_link(db).await.map_err(failed)? {
            // Behind a proxy the outside address is not ours to know.
            let host =
                if self.door.behind_proxy { "https://<your address>" } else { &format!("http://{address}") };
            lines.push("Nobody can sign in yet. This link makes the first admin, once:".to_owned());
            lines.push(format!("  {host}/setup/{}", link.expose()));
        }
        lines.push("Stop it with Ctrl+C.".to_owned());
        Ok(lines.join("\n"))
    }

    /// The made-up team, which is made up at the first start only: hashing a password is slow on purpose.
    async fn demo_members(db: &Db) -> Result<Vec<DemoMember>, Refusal> {
        let members = db::demo::members(db).await.map_err(failed)?;
        if !members.is_empty() {
            return Ok(members);
        }
        let password = app::password::hash(&DEMO_PASSWORD.into()).await.map_err(failed)?;
        db::demo::seed(db, Utc::now(), &password).await.map_err(failed)?;
        db::demo::members(db).await.map_err(failed)
    }
}

fn failed(error: impl std::fmt::Display) -> Refusal {
    Refusal::Failed(format!("the first start was not finished: {error}"))
}
