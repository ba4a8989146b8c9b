//! What is always true of the source, read off the source: who may use whom, where SQL and sentences live, what
//! rules must not touch. Each test names the invariant of ARCHITECTURE.md that it keeps.

#![allow(clippy::unwrap_used, reason = "a test that cannot read the source has failed")]

use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

/// One source file.
struct Source {
    /// From the top folder, with `/`.
    path: String,
    text: String,
}

impl Source {
    /// What is compiled into the product: neither comments nor the tests at the file's end.
    fn product_lines(&self) -> impl Iterator<Item = (usize, &str)> {
        let lines = self.text.lines().take_while(|line| line.trim() != "#[cfg(test)]");
        let lines = lines.map(|line| match line.trim_start() {
            comment if comment.starts_with("//") => "",
            _ => line.split_once(" //").map_or(line, |(code, _)| code),
        });
        lines.enumerate().map(|(index, line)| (index + 1, line))
    }

    fn is_below(&self, folder: &str) -> bool {
        self.path.strip_prefix(folder).is_some_and(|rest| rest.starts_with('/'))
    }

    fn is_test(&self) -> bool {
        self.path.contains("/tests/") || self.path.ends_with("/tests.rs")
    }

    /// `path:line: what` for every product line in which `forbidden` finds something.
    fn offences(&self, forbidden: impl Fn(&str) -> Option<String>) -> Vec<String> {
        let offences = self.product_lines().filter_map(|(number, line)| Some((number, forbidden(line)?)));
        offences.map(|(number, what)| format!("{}:{number}: {what}", self.path)).collect()
    }
}

fn root() -> &'static Path {
    Path::new(env!("CARGO_MANIFEST_DIR")).parent().unwrap()
}

/// Every file that people write, with one of these endings.
fn sources(endings: &[&str]) -> Vec<Source> {
    let mut paths = Vec::new();
    walk(root(), &mut paths);
    let wanted = paths.into_iter().filter(|path| {
        let ending = path.extension().and_then(|it| it.to_str()).unwrap_or_default();
        endings.contains(&ending)
    });
    let read = wanted.map(|path| Source {
        path: path.strip_prefix(root()).unwrap().to_str().unwrap().replace('\\', "/"),
        text: fs::read_to_string(&path).unwrap(),
    });
    read.collect()
}

fn rust() -> Vec<Source> {
    sources(&["rs"])
}

fn walk(folder: &Path, paths: &mut Vec<PathBuf>) {
    for entry in fs::read_dir(folder).unwrap().flatten() {
        let (path, name) = (entry.path(), entry.file_name().into_string().unwrap_or_default());
        if ["target", "node_modules", "data", "output"].contains(&name.as_str()) || name.starts_with(".git") {
            continue;
        }
        match path.is_dir() {
            true => walk(&path, paths),
            false => paths.push(path),
        }
    }
}

/// A word that stands alone: `tokio` in `use tokio::time`, not in `tokio_like`.
fn has_word(line: &str, word: &str) -> bool {
    let is_part = |it: Option<char>| it.is_some_and(|it| it.is_alphanumeric() || it == '_');
    line.match_indices(word).any(|(at, _)| {
        !is_part(line[..at].chars().next_back()) && !is_part(line[at + word.len()..].chars().next())
    })
}

fn first_of(words: &'static [&'static str]) -> impl Fn(&str) -> Option<String> {
    |line| words.iter().find(|word| has_word(line, word)).map(|word| format!("{word} in `{}`", line.trim()))
}

fn assert_none(rule: &str, offences: Vec<String>) {
    assert!(offences.is_empty(), "{rule}:\n  {}", offences.join("\n  "));
}

#[test]
fn the_browser_gets_nothing_that_only_a_server_needs() {
    let cargo = std::env::var("CARGO").unwrap_or("cargo".to_owned());
    let mut tree = Command::new(cargo);
    tree.current_dir(root()).args(["tree", "-p", "frontend", "--target", "wasm32-unknown-unknown"]);
    let output = tree.args(["-e", "normal", "--prefix", "none", "--format", "{p}"]).output().unwrap();
    assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
    let said = String::from_utf8(output.stdout).unwrap();
    let crates: Vec<_> = said.lines().filter_map(|line| line.split(' ').next()).collect();
    assert!(
        crates.contains(&"leptos") && crates.contains(&"domain"),
        "this is not the browser's tree:\n{said}"
    );
    let only_servers_need =
        ["tokio", "sqlx", "sqlx-core", "axum", "regex", "chrono-tz", "getrandom", "reqwest", "ring", "db"];
    let found: Vec<_> = only_servers_need.into_iter().filter(|name| crates.contains(name)).collect();
    assert!(found.is_empty(), "the browser would load {found:?}; `cargo tree -i` says by whom");
}

#[test]
fn sql_has_one_home() {
    let sql = ["query", "query_as", "query_scalar", "query_with", "raw_sql", "QueryBuilder", "AssertSqlSafe"];
    let speaks_sql = |line: &str| {
        let of_sqlx = sql.iter().any(|it| line.contains(&format!("sqlx::{it}")));
        let imported = line.contains("use sqlx") && sql.iter().any(|it| has_word(line, it));
        let bare =
            sql[1..].iter().any(|it| line.contains(&format!("{it}(")) || line.contains(&format!("{it}!(")));
        (of_sqlx || imported || bare).then(|| line.trim().to_owned())
    };
    let elsewhere = rust().into_iter().filter(|it| !it.is_below("server/db") && !it.is_below("xtask/tests"));
    // Tests included, also those at the end of a file.
    let offences = elsewhere.flat_map(|source| {
        let lines = source.text.lines().filter_map(speaks_sql).collect::<Vec<_>>();
        lines.into_iter().map(move |line| format!("{}: {line}", source.path))
    });
    assert_none("SQL belongs into server/db", offences.collect());
}

#[test]
fn nobody_is_notified_inside_an_act() {
    // A notifying transaction takes a lock of the whole database at commit: the tailer's own connection may.
    let allowed = ["server/db/src/outbox.rs", "server/db/src/feed.rs", "server/db/src/wake.rs"];
    let acts =
        rust().into_iter().filter(|it| it.is_below("server/db/src") && !allowed.contains(&it.path.as_str()));
    let notifies = |line: &str| {
        let line = line.trim().to_lowercase();
        (line.contains("pg_notify") || line.starts_with("notify ") || line.contains("\"notify "))
            .then_some(line)
    };
    assert_none("pg_notify in an act", acts.flat_map(|it| it.offences(notifies)).collect());
}

#[test]
fn rules_know_no_clock_no_chance_no_network_and_no_framework() {
    let domain = rust().into_iter().filter(|it| it.is_below("app/domain/src"));
    let forbidden = first_of(&[
        "async",
        "await",
        "SystemTime",
        "Instant",
        "rand",
        "leptos",
        "tokio",
        "axum",
        "std::fs",
        "std::net",
        "std::env",
        "now_v7",
        "new_v4",
    ]);
    let offences = domain.flat_map(|source| {
        source.offences(|line| {
            let clock = ["Utc::now", "Local::now"].into_iter().find(|it| line.contains(it));
            clock.map(str::to_owned).or_else(|| forbidden(line))
        })
    });
    assert_none("rules are pure: `now` and new ids come in as arguments", offences.collect());
}

#[test]
fn neither_money_nor_scores_are_floats() {
    let domain = rust().into_iter().filter(|it| it.is_below("app/domain/src"));
    assert_none("whole numbers only", domain.flat_map(|it| it.offences(first_of(&["f32", "f64"]))).collect());
}

#[test]
fn the_two_sides_part_in_few_files() {
    // lib.rs chooses the modules of a side; backend.rs is the server's.
    let allowed = ["app/src/lib.rs", "app/src/backend.rs"];
    let app = rust().into_iter().filter(|it| it.is_below("app/src") && !allowed.contains(&it.path.as_str()));
    let parts = |line: &str| {
        let parts =
            line.contains("cfg(feature") || line.contains("cfg(not(feature") || line.contains("cfg!(feature");
        (parts || line.contains("cfg_if!") || line.contains("cfg(target_arch"))
            .then(|| line.trim().to_owned())
    };
    assert_none("sides part in lib.rs and backend.rs", app.flat_map(|it| it.offences(parts)).collect());
}

#[test]
fn every_sentence_on_screen_lives_in_words() {
    let is_hangul =
        |it: char| matches!(it, '\u{1100}'..='\u{11ff}' | '\u{3130}'..='\u{318f}' | '\u{ac00}'..='\u{d7a3}');
    let app = rust()
        .into_iter()
        .filter(|it| it.is_below("app/src") && !it.is_below("app/src/words") && !it.is_test());
    let offences =
        app.flat_map(|it| it.offences(|line| line.contains(is_hangul).then(|| line.trim().to_owned())));
    assert_none("Korean outside app/src/words", offences.collect());
}

#[test]
fn no_html_is_written_past_the_views() {
    let app = rust().into_iter().filter(|it| it.is_below("app/src"));
    let forbidden = first_of(&["inner_html", "set_inner_html", "set_outer_html", "insert_adjacent_html"]);
    assert_none("text may come from anybody", app.flat_map(|it| it.offences(&forbidden)).collect());
}

#[test]
fn no_view_carries_styles_of_its_own() {
    // The content security policy forbids them: classes, or CSSOM from wasm.
    let styled = |line: &str| {
        let in_a_view = |it: &str| {
            line.match_indices(it).any(|(at, _)| line[..at].ends_with([' ', '\t', '<']) || at == 0)
        };
        (in_a_view("style=") || in_a_view("style:")).then(|| line.trim().to_owned())
    };
    let app = rust().into_iter().filter(|it| it.is_below("app/src"));
    assert_none("style attributes", app.flat_map(|it| it.offences(styled)).collect());
}

#[test]
fn every_icon_on_screen_is_in_the_sprite() {
    let sprite = fs::read_to_string(root().join("style/public/icons.svg")).unwrap();
    let unknown = |line: &str| {
        let mut rest = line;
        while let Some((_, after)) = ["<Icon name=\"", "icon=\"", "icon: \"", "/icons.svg#"]
            .iter()
            .filter_map(|mark| rest.find(mark).map(|at| (at, &rest[at + mark.len()..])))
            .min_by_key(|(at, _)| *at)
        {
            let name: String =
                after.chars().take_while(|it| it.is_ascii_alphanumeric() || *it == '-').collect();
            if !name.is_empty() && !sprite.contains(&format!("id=\"{name}\"")) {
                return Some(name);
            }
            rest = after;
        }
        None
    };
    let screens = rust().into_iter().filter(|it| it.is_below("app/src") || it.is_below("server/src"));
    assert_none("not in style/public/icons.svg", screens.flat_map(|it| it.offences(unknown)).collect());
}

#[test]
fn every_file_opens_by_saying_what_it_is() {
    let silent = rust().into_iter().filter(|it| !it.text.starts_with("//!"));
    assert_none("begin with `//!`", silent.map(|it| it.path).collect());
}

#[test]
fn the_largest_crate_is_not_compiled_again_for_tests_of_its_own() {
    let inside = rust().into_iter().filter(|it| it.is_below("app/src") && it.text.contains("#[cfg(test)]"));
    assert_none("tests of app stand in app/tests/unit", inside.map(|it| it.path).collect());
}

#[test]
fn no_file_of_the_product_holds_more_than_400_lines() {
    // Tests are lists: of one thing, however long.
    let long = sources(&["rs", "ts", "sql", "css", "sh"]).into_iter();
    let long = long.filter(|it| it.path != "style/fonts.css" && !it.path.contains("/tests/"));
    let long = long.map(|it| (it.text.lines().count(), it.path)).filter(|(lines, _)| *lines > 400);
    assert_none("two ideas?", long.map(|(lines, path)| format!("{path}: {lines} lines")).collect());
}

#[test]
fn the_map_stays_short_enough_to_be_read() {
    let map = root().join("ARCHITECTURE.md");
    let lines = fs::read_to_string(map).map_or(0, |text| text.lines().count());
    assert!(lines <= 150, "ARCHITECTURE.md has {lines} lines; 150 are read");
}

#[test]
fn nothing_is_left_for_later() {
    let marks = ["TODO", "FIXME", "XXX", "HACK", "unimplemented!", "todo!"];
    let written = sources(&["rs", "ts", "sql", "css", "sh", "md", "toml"]);
    let written = written.into_iter().filter(|it| !it.is_below("xtask/tests") && it.path != "Cargo.toml");
    let offences = written.flat_map(|source| {
        let lines = source.text.lines().enumerate();
        let lines = lines.filter(|(_, line)| {
            marks.iter().any(|mark| has_word(line, mark) || line.contains(mark) && mark.ends_with('!'))
        });
        let lines = lines.map(|(index, line)| format!("{}:{}: {}", source.path, index + 1, line.trim()));
        lines.collect::<Vec<_>>()
    });
    assert_none("do it or drop it", offences.collect());
}
