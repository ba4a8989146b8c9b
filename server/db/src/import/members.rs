//! The people in a file of members, and owners that a file names and nobody knows: placeholders, who may
//! not sign in but whose records are theirs.

use super::{Run, Taken};
use crate::{Act, Actor, Db, Result, outbox};
use domain::events::Topic;
use domain::import::{Created, MemberRow, same};
use domain::team::{Right, Role};
use domain::{MemberId, TeamId};
use std::collections::HashMap;
use uuid::Uuid;

/// Members that a chunk of rows makes, before they are written.
#[derive(Debug, Default)]
pub(super) struct NewMembers {
    list: Vec<(MemberId, String, Role)>,
    by_name: HashMap<String, MemberId>,
}

impl NewMembers {
    /// Who goes by this name or e-mail; a placeholder if nobody does.
    pub fn find_or_add(&mut self, run: &Run, name: &str, role: Role) -> MemberId {
        match self.find(run, name) {
            Some(id) => id,
            None => self.add(name, role),
        }
    }

    fn find(&self, run: &Run, name: &str) -> Option<MemberId> {
        let key = same(name);
        let known = run.members.get(&key).or_else(|| run.emails.get(&key));
        known.or_else(|| self.by_name.get(&key)).copied()
    }

    fn add(&mut self, name: &str, role: Role) -> MemberId {
        let id = MemberId(Uuid::now_v7());
        self.list.push((id, name.to_owned(), role));
        self.by_name.insert(same(name), id);
        id
    }

    pub fn is_empty(&self) -> bool {
        self.list.is_empty()
    }

    pub async fn write(&self, tx: &mut Act, actor: &Actor) -> Result<()> {
        if self.is_empty() {
            return Ok(());
        }
        sqlx::query(
            "insert into member (workspace_id, id, name, roles, deactivated_at)
             select $1, it.id, it.name, array[it.role], now()
             from unnest($2::uuid[], $3::text[], $4::text[]) as it (id, name, role)",
        )
        .bind(actor.workspace())
        .bind(self.list.iter().map(|it| it.0.0).collect::<Vec<_>>())
        .bind(self.list.iter().map(|it| it.1.as_str()).collect::<Vec<_>>())
        .bind(self.list.iter().map(|it| it.2.code()).collect::<Vec<_>>())
        .execute(&mut **tx)
        .await?;
        outbox::tell(tx, actor, Topic::Team, outbox::About::default()).await
    }

    /// Once written, they are known.
    pub fn learn(self, run: &mut Run) {
        run.created.members += u64::try_from(self.list.len()).unwrap_or(u64::MAX);
        run.members.extend(self.by_name);
    }
}

/// Takes in a chunk of a file of members. Whoever is a member already is left alone.
pub async fn take_members(
    db: &Db,
    actor: &Actor,
    run: &mut Run,
    rows: Vec<(u64, MemberRow)>,
) -> Result<Taken> {
    let mut taken = Taken::default();
    let mut new = NewMembers::default();
    let mut teams: HashMap<String, (TeamId, String)> = HashMap::new();
    let mut joins: Vec<(TeamId, MemberId)> = Vec::new();
    for (_, row) in rows {
        let known = row.email.as_ref().and_then(|it| run.emails.get(it)).copied();
        if known.or_else(|| new.find(run, &row.name)).is_some() {
            taken.tally.known += 1;
            continue;
        }
        taken.tally.new += 1;
        let member = new.add(&row.name, Role::Ae);
        let Some(name) = row.team() else { continue };
        let key = same(&name);
        let team = run
            .teams
            .get(&key)
            .copied()
            .unwrap_or_else(|| teams.entry(key).or_insert_with(|| (TeamId(Uuid::now_v7()), name)).0);
        joins.push((team, member));
        if let Some(manager) = row.manager.as_deref().filter(|it| same(it) != same(&row.name)) {
            let unknown = new.find(run, manager).is_none();
            let manager_id = new.find_or_add(run, manager, Role::Manager);
            // Being in a team gives rights over its deals: to somebody who works here, only an admin gives them.
            if unknown || new.by_name.contains_key(&same(manager)) || actor.must(Right::KeepTeam).is_ok() {
                joins.push((team, manager_id));
            }
        }
    }
    joins.sort_unstable();
    joins.dedup();
    if run.writes() && !new.is_empty() {
        let mut tx = db.begin().await?;
        new.write(&mut tx, actor).await?;
        let (team_ids, names): (Vec<Uuid>, Vec<&str>) =
            teams.values().map(|(id, name)| (id.0, name.as_str())).unzip();
        sqlx::query(
            "insert into team (workspace_id, id, name)
             select $1, it.id, it.name from unnest($2::uuid[], $3::text[]) as it (id, name)",
        )
        .bind(actor.workspace())
        .bind(team_ids)
        .bind(names)
        .execute(&mut *tx)
        .await?;
        let (team_ids, member_ids): (Vec<Uuid>, Vec<Uuid>) = joins.iter().map(|it| (it.0.0, it.1.0)).unzip();
        sqlx::query(
            "insert into team_member (workspace_id, team_id, member_id)
             select $1, it.team_id, it.member_id from unnest($2::uuid[], $3::uuid[]) as it (team_id, member_id)
             on conflict do nothing",
        )
        .bind(actor.workspace())
        .bind(team_ids)
        .bind(member_ids)
        .execute(&mut *tx)
        .await?;
        db.commit(tx).await?;
    }
    run.created.add(Created { teams: u64::try_from(teams.len()).unwrap_or(u64::MAX), ..Created::default() });
    run.teams.extend(teams.into_iter().map(|(key, (id, _))| (key, id)));
    new.learn(run);
    Ok(taken)
}
