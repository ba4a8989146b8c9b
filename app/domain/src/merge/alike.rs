//! Which two leads are likely the same: what the list of duplicates shows, and how sure that is. Colleagues share a
//! company, its domain and often its telephone, so none of those alone makes two people one.

use crate::identity;
use crate::leads::{By, LeadCard, LeadStatus, Reach};
use serde::{Deserialize, Serialize};

/// So many pairs are listed, the surest first; the others come up as these are settled.
pub const PAIRS_LISTED: usize = 100;

/// How sure it is, the surest first.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
pub enum Sure {
    /// One address, or one telephone and nothing that tells them apart.
    Certain,
    /// One name at one company, or one name and telephone.
    Likely,
}

/// By what two leads are compared.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Twin {
    pub name: String,
    pub company: String,
    pub email: String,
    pub phone: String,
    pub status: LeadStatus,
}

/// Two that may be one, as the list shows them: the older one first.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Pair {
    pub one: LeadCard,
    pub other: LeadCard,
    pub by: By,
    pub sure: Sure,
}

/// None: they are two, or nobody needs to know, because both were given up.
pub fn alike(one: &Twin, other: &Twin) -> Option<(By, Sure)> {
    if one.status == LeadStatus::Disqualified && other.status == LeadStatus::Disqualified {
        return None;
    }
    let reach = |it: &Twin| Reach::of(Some(&it.email), Some(&it.phone));
    let (mine, theirs) = (reach(one), reach(other));
    if let Some(by) = mine.same_as(&theirs) {
        return Some((by, Sure::Certain));
    }
    let name = |it: &Twin| it.name.split_whitespace().collect::<String>().to_lowercase();
    if name(one).is_empty() || name(one) != name(other) {
        return None;
    }
    if mine.phone.is_some() && mine.phone == theirs.phone {
        return Some((By::Phone, Sure::Likely));
    }
    let company = |it: &Twin| Some(identity::company(&it.company)).filter(|it| !it.is_empty());
    if company(one).is_some() && company(one) == company(other) {
        return Some((By::Company, Sure::Likely));
    }
    let domain = |it: &Twin| identity::company_domain(&it.email);
    (domain(one).is_some() && domain(one) == domain(other)).then_some((By::Domain, Sure::Likely))
}
