//! Which accounts are likely one company: the same number for certain, the same name but for 주식회사 and ㈜, the same domain;
//! and which people one human being.

use super::super::{Sure, Twin, alike};
use crate::identity;
use crate::leads::By;
use std::collections::{BTreeMap, HashMap, HashSet};
use uuid::Uuid;

/// By what two accounts are compared.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
#[cfg_attr(feature = "sqlx", derive(sqlx::FromRow))]
pub struct AccountTwin {
    pub id: Uuid,
    pub number: i32,
    pub name: String,
    pub domain: Option<String>,
    pub business_reg_no: Option<String>,
    /// A branch shares its company's domain, and is not the same account.
    pub parent: Option<Uuid>,
}

/// None: they are two. Different numbers are different companies, whatever they are called.
pub fn accounts_alike(one: &AccountTwin, other: &AccountTwin) -> Option<(By, Sure)> {
    if let (Some(this), Some(that)) = (&one.business_reg_no, &other.business_reg_no) {
        return (this == that).then_some((By::Registration, Sure::Certain));
    }
    if one.parent == Some(other.id) || other.parent == Some(one.id) {
        return None;
    }
    let domain = one.domain.is_some() && one.domain == other.domain;
    let key = identity::company(&one.name);
    let name = !key.is_empty() && key == identity::company(&other.name);
    match (name, domain) {
        (true, true) => Some((By::Company, Sure::Certain)),
        (true, false) => Some((By::Company, Sure::Likely)),
        (false, true) => Some((By::Domain, Sure::Likely)),
        (false, false) => None,
    }
}

/// People are compared as leads are, but they are known by name: colleagues share a telephone, and are two.
pub fn people_alike(one: &Twin, other: &Twin) -> Option<(By, Sure)> {
    let name = |it: &Twin| it.name.split_whitespace().collect::<String>().to_lowercase();
    let found = alike(one, other)?;
    (found.0 != By::Phone || name(one) == name(other)).then_some(found)
}

/// Two accounts by their ids, and why.
pub type Twinned = (Uuid, Uuid, By, Sure);

/// How many of one name or domain are compared with each other: beyond, a domain says that it is a host's.
const OF_ONE_KEY: usize = 20;

/// Every pair of accounts that are alike, the older one first and the surest pair first, but for those told apart.
pub fn company_pairs(accounts: &[AccountTwin], told_apart: &HashSet<(Uuid, Uuid)>) -> Vec<Twinned> {
    let mut groups: HashMap<String, Vec<usize>> = HashMap::new();
    for (at, it) in accounts.iter().enumerate() {
        let name = identity::company(&it.name);
        let keys = [
            Some(format!("n {name}")).filter(|_| !name.is_empty()),
            it.domain.as_ref().map(|it| format!("d {it}")),
            it.business_reg_no.as_ref().map(|it| format!("r {it}")),
        ];
        for key in keys.into_iter().flatten() {
            groups.entry(key).or_default().push(at);
        }
    }
    let mut pairs: BTreeMap<(Sure, By, i32, i32), Twinned> = BTreeMap::new();
    for group in groups.values().filter(|it| (2..=OF_ONE_KEY).contains(&it.len())) {
        for (at, one) in group.iter().enumerate() {
            for other in &group[at + 1..] {
                let (one, other) = (&accounts[*one], &accounts[*other]);
                let (older, newer) = if one.number < other.number { (one, other) } else { (other, one) };
                let ids = (one.id.min(other.id), one.id.max(other.id));
                if let Some((by, sure)) = accounts_alike(one, other).filter(|_| !told_apart.contains(&ids)) {
                    // The newest come first: they are what somebody has just typed.
                    pairs.insert((sure, by, -newer.number, older.number), (older.id, newer.id, by, sure));
                }
            }
        }
    }
    pairs.into_values().collect()
}
