//! Which workspace a command means: the only one, or the one that was named.

use db::Db;
use db::team::NewWorkspace;
use domain::WorkspaceId;

use crate::refusal::Refusal;

/// The workspace of this name or id; without a name the only one.
pub async fn named(db: &Db, name: Option<&str>) -> Result<WorkspaceId, Refusal> {
    let all = db::team::workspaces(db).await.map_err(failed)?;
    let names = || all.iter().map(|it| it.1.as_str()).collect::<Vec<_>>().join(", ");
    match (name, all.as_slice()) {
        (None, [one]) => Ok(one.0),
        (_, []) => Err(Refusal::Failed(
            "there is no workspace yet: `baton serve` prints the link that makes it.".into(),
        )),
        (None, _) => Err(Refusal::Failed(format!(
            "there are several workspaces: say --workspace with one of {}.",
            names()
        ))),
        (Some(name), _) => {
            let found = all.iter().find(|it| it.1 == name || it.0.to_string() == name);
            let none = || Refusal::Failed(format!("there is no workspace {name}, only {}.", names()));
            found.map(|it| it.0).ok_or_else(none)
        }
    }
}

/// The same; an empty database gets its first workspace, under this name.
pub async fn named_or_new(db: &Db, name: Option<&str>) -> Result<WorkspaceId, Refusal> {
    if !db::team::workspaces(db).await.map_err(failed)?.is_empty() {
        return named(db, name).await;
    }
    db::team::found_workspace(db, &NewWorkspace::named(name.unwrap_or("Baton"))).await.map_err(failed)
}

fn failed(error: db::Error) -> Refusal {
    Refusal::Failed(error.to_string())
}
