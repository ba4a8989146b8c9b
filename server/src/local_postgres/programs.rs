//! Finds the PostgreSQL programs on this computer: the newest, or the ones that made the data.

use std::path::{Path, PathBuf};
use std::process::Command;

use crate::refusal::Refusal;

/// The folder with `initdb` and `postgres` of one version.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Programs {
    pub bin: PathBuf,
    pub major: u32,
}

impl Programs {
    /// For a new cluster the newest; for an existing one those that made it, because no other can read it.
    pub fn find(folder: &Path, made_by: Option<u32>) -> Result<Programs, Refusal> {
        choose(installed(), folder, made_by)
    }
}

fn choose(mut installed: Vec<Programs>, folder: &Path, made_by: Option<u32>) -> Result<Programs, Refusal> {
    // Stable: of two equal versions the packaged one, which comes first, stays first.
    installed.sort_by_key(|programs| std::cmp::Reverse(programs.major));
    if installed.is_empty() {
        return Err(Refusal::NoPostgres);
    }
    let Some(made_by) = made_by else { return Ok(installed.swap_remove(0)) };
    let found = installed.iter().map(|programs| programs.major.to_string()).collect::<Vec<_>>().join(", ");
    installed.into_iter().find(|programs| programs.major == made_by).ok_or(Refusal::OtherPostgres {
        folder: folder.to_owned(),
        made_by: made_by.to_string(),
        found,
    })
}

/// Debian and Fedora keep the server's programs off PATH, each version in a folder of its own.
fn installed() -> Vec<Programs> {
    let packaged = ["/usr/lib/postgresql", "/usr/pgsql", "/usr/local/pgsql"]
        .iter()
        .flat_map(|parent| std::fs::read_dir(parent).into_iter().flatten().flatten())
        .map(|version| version.path().join("bin"));
    let on_path = std::env::var_os("PATH")
        .into_iter()
        .flat_map(|path| std::env::split_paths(&path).collect::<Vec<_>>());
    packaged
        .chain(on_path)
        .filter(|bin| bin.join("initdb").is_file() && bin.join("postgres").is_file())
        .filter_map(|bin| Some(Programs { major: version_of(&bin)?, bin }))
        .collect()
}

/// From the folder's name where it says so (`…/postgresql/15/bin`), else by asking the program.
fn version_of(bin: &Path) -> Option<u32> {
    let named = bin.parent()?.file_name()?.to_str()?.parse().ok();
    named.or_else(|| {
        let said = Command::new(bin.join("postgres")).arg("--version").output().ok()?;
        // "postgres (PostgreSQL) 15.18 (Debian 15.18-0+deb12u1)"
        let said = String::from_utf8(said.stdout).ok()?;
        said.split_whitespace().nth(2)?.split('.').next()?.parse().ok()
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn versions(majors: &[u32]) -> Vec<Programs> {
        majors
            .iter()
            .map(|&major| Programs { bin: PathBuf::from(format!("/pg/{major}/bin")), major })
            .collect()
    }

    #[test]
    fn a_new_cluster_is_made_by_the_newest_version() {
        assert_eq!(choose(versions(&[15, 17, 16]), Path::new("data"), None).unwrap().major, 17);
    }

    #[test]
    fn an_old_cluster_is_run_by_the_version_that_made_it() {
        assert_eq!(choose(versions(&[15, 17]), Path::new("data"), Some(15)).unwrap().major, 15);
    }

    #[test]
    fn a_missing_version_is_named_together_with_what_there_is() {
        let refusal = choose(versions(&[16, 17]), Path::new("data"), Some(15)).unwrap_err().to_string();
        assert!(refusal.contains("made by PostgreSQL 15") && refusal.contains("found: 17, 16"), "{refusal}");
    }

    #[test]
    fn without_postgres_the_refusal_says_how_to_install_it() {
        assert!(
            choose(vec![], Path::new("data"), None)
                .unwrap_err()
                .to_string()
                .contains("apt-get install postgresql")
        );
    }
}
