//! What a first screen loads, compressed: the promise is that it is little.

use std::path::Path;

use crate::parts;
use crate::tools::{Outcome, files};

/// What a first screen may weigh: wasm, scripts and styles together. A little above what they weigh now,
/// so that more weight is a decision; the goal, which is far below, stands in BENCHMARKS.md.
pub const BUDGET: u64 = 622_000;

/// The screens on which a day begins, by the names of their parts.
const FIRST: [&str; 2] = ["board", "today"];

pub struct Weight {
    part: &'static str,
    /// What every page loads.
    main: u64,
    /// What only some pages load, this one among them.
    own: u64,
    js: u64,
    css: u64,
}

impl Weight {
    /// Of the heaviest first screen.
    pub fn of(site: &Path) -> Outcome<Weight> {
        let weights =
            FIRST.map(|part| Weight::of_part(site, part)).into_iter().collect::<Outcome<Vec<_>>>()?;
        weights.into_iter().max_by_key(Weight::total).ok_or_else(|| "there is no first screen".to_owned())
    }

    fn of_part(site: &Path, part: &'static str) -> Outcome<Weight> {
        let pkg = site.join("pkg");
        let own = parts::files_of(&pkg, part)?.iter().map(|path| compressed(path)).sum();
        let all = files(&pkg);
        let sum = |is_meant: &dyn Fn(&str) -> bool| -> u64 {
            let meant =
                all.iter().filter(|path| path.file_name().and_then(|it| it.to_str()).is_some_and(is_meant));
            meant.map(|path| compressed(path)).sum()
        };
        let weight = Weight {
            part,
            main: sum(&|name| name.starts_with("baton.") && name.ends_with(".wasm")),
            own,
            js: sum(&|name| name.ends_with(".js")),
            css: sum(&|name| name.ends_with(".css")),
        };
        let complete = [weight.main, weight.own, weight.js, weight.css].iter().all(|&bytes| bytes > 0);
        if complete { Ok(weight) } else { Err(format!("{} holds no complete site", site.display())) }
    }

    pub fn total(&self) -> u64 {
        self.main + self.own + self.js + self.css
    }
}

impl std::fmt::Display for Weight {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        let kb = |bytes: u64| format!("{}.{} kB", bytes / 1000, bytes % 1000 / 100);
        let (main, own, js, css) = (kb(self.main), kb(self.own), kb(self.js), kb(self.css));
        let (part, total, budget) = (self.part, kb(self.total()), kb(BUDGET));
        write!(f, "site: wasm {main} + {part} {own} + js {js} + css {css} = {total} brotli of {budget}")
    }
}

/// Zero when it was not compressed, which no complete site has.
fn compressed(path: &Path) -> u64 {
    let mut name = path.as_os_str().to_owned();
    name.push(".br");
    Path::new(&name).metadata().map_or(0, |it| it.len())
}
