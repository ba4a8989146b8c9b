//! `baton member add`: brings somebody in from the machine itself, by a link or with a password.

use std::io::Read;
use std::process::ExitCode;

use app::words::Words;
use clap::{Args, Subcommand};
use db::team::NewMember;
use db::{Actor, Db};
use domain::team::forms::{Invite, JoinForm};
use domain::team::{Password, Role, Roles};
use domain::{Locale, Problem};

use crate::cli::workspace;
use crate::config::DataSource;
use crate::database;
use crate::refusal::Refusal;

/// Members, from the machine itself
#[derive(Debug, Args)]
pub struct Member {
    #[command(subcommand)]
    act: Act,
}

#[derive(Debug, Subcommand)]
enum Act {
    Add(Add),
}

/// Bring somebody in
///
/// Prints an invitation link, which works once and for a day; with --password-stdin the member can sign in
/// at once. On an empty database it also makes the first workspace.
#[derive(Debug, Args)]
#[command(after_help = "\
Examples:
  baton member add --email minji@company.kr --roles ae
  baton member add --email lead@company.kr --roles manager,ae --site https://crm.company.kr
  baton member add --email admin@company.kr --name 김민지 --roles admin --password-stdin < password.txt

Roles: admin, manager, sdr, ae, csm, viewer; several with commas.")]
pub struct Add {
    /// Where they read mail, and what they sign in with
    #[arg(long)]
    email: String,

    /// What others see beside their records; needed with --password-stdin
    #[arg(long)]
    name: Option<String>,

    /// What they do
    #[arg(long, required = true, value_delimiter = ',', value_parser = role)]
    roles: Vec<Role>,

    /// Read their password from standard input instead of making a link
    #[arg(long, requires = "name")]
    password_stdin: bool,

    /// Name or id of the workspace, if there are several
    #[arg(long, value_name = "NAME")]
    workspace: Option<String>,

    /// Where people reach this server, for the link
    #[arg(long, env = "BATON_SITE_URL", value_name = "URL", default_value = "http://127.0.0.1:3000")]
    site_url: String,

    #[command(flatten)]
    source: DataSource,
}

impl Member {
    pub async fn run(self) -> Result<ExitCode, Refusal> {
        let Act::Add(add) = self.act;
        let opened = database::open(&add.source).await?;
        let added = add.to(&opened.db).await;
        opened.close().await;
        println!("{}", added?);
        Ok(ExitCode::SUCCESS)
    }
}

impl Add {
    /// What to tell the operator.
    async fn to(&self, db: &Db) -> Result<String, Refusal> {
        let email = domain::text::email("email", &self.email).map_err(|it| wrong(&[it]))?;
        let mut roles = self.roles.clone();
        roles.sort_unstable();
        roles.dedup();
        if self.password_stdin {
            self.add_at_once(db, email, Roles(roles)).await
        } else {
            self.invite(db, email, Roles(roles)).await
        }
    }

    async fn invite(&self, db: &Db, email: String, roles: Roles) -> Result<String, Refusal> {
        let operator = Actor::operator(workspace::named_or_new(db, self.workspace.as_deref()).await?);
        let link = db::team::invite(db, &operator, &Invite { email, roles, instead_of: None })
            .await
            .map_err(said)?;
        let site = self.site_url.trim_end_matches('/');
        Ok(format!("{site}{}", app::routes::invitation(link.expose())))
    }

    async fn add_at_once(&self, db: &Db, email: String, roles: Roles) -> Result<String, Refusal> {
        let mut password = String::new();
        std::io::stdin()
            .read_to_string(&mut password)
            .map_err(|error| Refusal::Failed(format!("the password cannot be read: {error}.")))?;
        let password = Password(password.trim_end_matches(['\r', '\n']).to_owned());
        let form = JoinForm { name: self.name.clone().unwrap_or_default(), password };
        let name = form.check(&email, app::password::is_common).map_err(|it| wrong(&it))?;
        let password_hash =
            app::password::hash(&form.password).await.map_err(|it| Refusal::Failed(it.to_string()))?;
        let operator = Actor::operator(workspace::named_or_new(db, self.workspace.as_deref()).await?);
        let new = NewMember { name, email, roles, password_hash };
        db::team::add_member(db, &operator, &new).await.map_err(said)?;
        Ok(format!("{} can sign in now.", new.email))
    }
}

fn role(code: &str) -> Result<Role, String> {
    let known = || Role::ALL.map(Role::code).join(", ");
    Role::of_code(code.trim()).ok_or_else(|| format!("one of {}", known()))
}

/// The command line speaks English.
const WORDS: Words = Words::new(Locale::En);

fn wrong(problems: &[Problem]) -> Refusal {
    Refusal::Failed(problems.iter().map(|it| WORDS.say_problem(it)).collect::<Vec<_>>().join(" "))
}

/// A refusal as its sentence; a failure as what failed.
pub(super) fn said(error: db::Error) -> Refusal {
    Refusal::Failed(match error {
        db::Error::Refused(refusal) => WORDS.say(&refusal),
        other => other.to_string(),
    })
}
