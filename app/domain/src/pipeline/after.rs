//! Where a column begins that is read page by page without scripts: below this card. It is part of the address.

use crate::{DealId, StageId};
use serde::{Deserialize, Serialize};

#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct After {
    pub stage: StageId,
    pub rank: String,
    pub deal: DealId,
}

impl After {
    /// Reads the address's parameters. What is not understood lets columns begin where they begin.
    pub fn of_pairs<'a>(get: impl Fn(&str) -> Option<&'a str>) -> Option<Self> {
        let stage = get("column")?.parse().ok()?;
        Some(Self { stage, rank: get("rank")?.to_owned(), deal: get("after")?.parse().ok()? })
    }

    pub fn pairs(&self) -> [(&'static str, String); 3] {
        [("column", self.stage.to_string()), ("rank", self.rank.clone()), ("after", self.deal.to_string())]
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use uuid::Uuid;

    #[test]
    fn an_address_says_where_a_column_begins() {
        let after = After { stage: StageId(Uuid::nil()), rank: "aM3".into(), deal: DealId(Uuid::max()) };
        let pairs = after.pairs();
        let get = |name: &str| pairs.iter().find(|it| it.0 == name).map(|it| it.1.as_str());
        assert_eq!(After::of_pairs(get), Some(after.clone()));
        assert_eq!(After::of_pairs(|name| get(name).filter(|_| name != "rank")), None);
    }
}
