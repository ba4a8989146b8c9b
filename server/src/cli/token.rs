//! `baton token create`: a key with which a program acts in a member's name.

use std::process::ExitCode;

use clap::{Args, Subcommand};
use db::{Actor, Db};
use domain::team::Scope;

use crate::cli::member::said;
use crate::cli::workspace;
use crate::config::DataSource;
use crate::database;
use crate::refusal::Refusal;

/// Keys for programs that use the API
#[derive(Debug, Args)]
pub struct Token {
    #[command(subcommand)]
    act: Act,
}

#[derive(Debug, Subcommand)]
enum Act {
    Create(Create),
}

/// Make a key and print it, this once
///
/// A key acts in its member's name and never beyond their rights. It ends with them, or on their page of keys.
#[derive(Debug, Args)]
#[command(after_help = "\
Examples:
  baton token create --member minji@company.kr --name 'monthly report'
  TOKEN=$(baton token create --member sync@company.kr --name sync --write)
  curl -H \"Authorization: Bearer $TOKEN\" http://127.0.0.1:3000/api/v1/deals")]
pub struct Create {
    /// E-mail of the member in whose name the program acts
    #[arg(long, value_name = "EMAIL")]
    member: String,

    /// What the key is for
    #[arg(long)]
    name: String,

    /// Let the program change things too; else it only reads
    #[arg(long)]
    write: bool,

    /// Name or id of the workspace, if there are several
    #[arg(long, value_name = "NAME")]
    workspace: Option<String>,

    #[command(flatten)]
    source: DataSource,
}

impl Token {
    pub async fn run(self) -> Result<ExitCode, Refusal> {
        let Act::Create(create) = self.act;
        let opened = database::open(&create.source).await?;
        let made = create.make(&opened.db).await;
        opened.close().await;
        println!("{}", made?);
        Ok(ExitCode::SUCCESS)
    }
}

impl Create {
    async fn make(&self, db: &Db) -> Result<String, Refusal> {
        let operator = Actor::operator(workspace::named(db, self.workspace.as_deref()).await?);
        let email = self.member.trim().to_lowercase();
        let member = match db::team::member_by_email(db, &operator, &email).await {
            Err(db::Error::NotFound) => {
                return Err(Refusal::Failed(format!("nobody with the e-mail {email} works here.")));
            }
            found => found.map_err(said)?,
        };
        let scope = if self.write { Scope::Write } else { Scope::Read };
        let key = db::team::make_api_token(db, &operator, member, &self.name, scope).await.map_err(said)?;
        Ok(key.expose().to_owned())
    }
}
