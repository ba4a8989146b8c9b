//! Who is probably somebody we know already: asked while a lead is being typed, when it arrives, and on its page.

use super::LeadStatus;
use crate::accounts::RegistrationNumber;
use crate::search::Found;
use crate::{LeadId, identity, text};
use serde::{Deserialize, Serialize};

/// How many of each kind are shown.
pub const SHOWN: usize = 5;

/// What somebody has typed so far.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct Probe {
    pub company: String,
    pub email: String,
    pub phone: String,
    /// Of a company, as it is typed.
    pub domain: String,
    pub business_reg_no: String,
    /// Is no likeness of itself.
    pub except: Option<LeadId>,
}

/// In what two records are alike, the surest first.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
pub enum By {
    /// The business registration number: certainly the same company.
    Registration,
    Email,
    Phone,
    Domain,
    Company,
}

/// A record that is probably of the same person or company.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Like {
    pub found: Found,
    pub title: String,
    /// The company, or what tells it apart.
    pub detail: String,
    pub by: By,
    /// Where it stands, if it is a lead.
    pub status: Option<LeadStatus>,
}

/// What is found for a probe.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Similar {
    pub likes: Vec<Like>,
    /// The lead that this is: what is typed becomes one more touch of it. Its number and name.
    pub same: Option<(i32, String)>,
}

/// How somebody is reached, as one knows them again by it.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Reach {
    pub email: Option<String>,
    /// In E.164.
    pub phone: Option<String>,
}

impl Reach {
    pub fn of(email: Option<&str>, phone: Option<&str>) -> Self {
        Self {
            email: email.map(|it| it.trim().to_lowercase()).filter(|it| !it.is_empty()),
            phone: phone.and_then(identity::phone),
        }
    }

    /// By what this is the very same person. Colleagues share a telephone, so a number counts only where no two
    /// addresses tell them apart.
    pub fn same_as(&self, other: &Self) -> Option<By> {
        let both = |one: &Option<String>, two: &Option<String>| one.is_some() && one == two;
        if both(&self.email, &other.email) {
            return Some(By::Email);
        }
        let told_apart = self.email.is_some() && other.email.is_some();
        (both(&self.phone, &other.phone) && !told_apart).then_some(By::Phone)
    }
}

/// What a record has by which it is known again. `domain` is the company's own, where the record says one.
#[derive(Clone, Copy, Debug, Default)]
pub struct Marks<'a> {
    pub company: Option<&'a str>,
    pub domain: Option<&'a str>,
    pub email: Option<&'a str>,
    pub phone: Option<&'a str>,
    pub business_reg_no: Option<&'a RegistrationNumber>,
}

impl Probe {
    pub fn registration(&self) -> Option<RegistrationNumber> {
        RegistrationNumber::parse(&self.business_reg_no).ok()
    }

    /// Of the company: its own, else that of the address.
    pub fn domain(&self) -> Option<String> {
        let own = text::optional_domain("domain", &self.domain).ok().flatten();
        own.or_else(|| identity::company_domain(&self.email))
    }

    pub fn reach(&self) -> Reach {
        Reach::of(Some(&self.email), Some(&self.phone))
    }

    /// In what a record with these marks is alike.
    pub fn like(&self, marks: Marks<'_>) -> Option<By> {
        let Marks { company, domain, email, phone, business_reg_no } = marks;
        if business_reg_no.is_some() && self.registration().as_ref() == business_reg_no {
            return Some(By::Registration);
        }
        let (mine, theirs) = (self.reach(), Reach::of(email, phone));
        if mine.email.is_some() && mine.email == theirs.email {
            return Some(By::Email);
        }
        if mine.phone.is_some() && mine.phone == theirs.phone {
            return Some(By::Phone);
        }
        let their_domain = domain.map(str::to_owned).or_else(|| identity::company_domain(email?));
        if let Some(domain) = self.domain()
            && Some(domain) == their_domain
        {
            return Some(By::Domain);
        }
        let key = identity::company(&self.company);
        (!key.is_empty() && company.is_some_and(|it| identity::company(it) == key)).then_some(By::Company)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn reach(email: &str, phone: &str) -> Reach {
        Reach::of(Some(email), Some(phone))
    }

    #[test]
    fn the_same_address_is_the_same_person_and_a_shared_telephone_is_not() {
        let minsu = reach("minsu@garam.kr", "02-123-4567");
        assert_eq!(minsu.same_as(&reach("Minsu@Garam.kr ", "")), Some(By::Email));
        assert_eq!(minsu.same_as(&reach("", "+82 2 123 4567")), Some(By::Phone));
        assert_eq!(minsu.same_as(&reach("jiwoo@garam.kr", "02-123-4567")), None);
        assert_eq!(reach("", "").same_as(&reach("", "")), None);
    }

    #[test]
    fn a_record_is_alike_in_the_surest_thing() {
        let probe = Probe {
            company: "㈜가람테크".into(),
            email: "minsu@garam.kr".into(),
            phone: "010-1234-5678".into(),
            business_reg_no: "123-45-67891".into(),
            ..Probe::default()
        };
        let like = |company, domain, email, phone| {
            probe.like(Marks { company, domain, email, phone, business_reg_no: None })
        };
        assert_eq!(like(Some("가람테크"), None, Some("minsu@garam.kr"), None), Some(By::Email));
        assert_eq!(like(None, None, Some("jiwoo@garam.kr"), Some("01012345678")), Some(By::Phone));
        assert_eq!(like(None, None, Some("jiwoo@garam.kr"), None), Some(By::Domain));
        assert_eq!(like(None, Some("garam.kr"), None, None), Some(By::Domain));
        assert_eq!(like(Some("가람 테크 주식회사"), None, None, None), Some(By::Company));
        assert_eq!(like(Some("가람"), None, Some("minsu@gmail.com"), None), None);
        let free = Probe { email: "a@gmail.com".into(), ..Probe::default() };
        assert_eq!(free.like(Marks { email: Some("b@gmail.com"), ..Marks::default() }), None);
        let number = RegistrationNumber::parse("1234567891").ok();
        let marks =
            Marks { business_reg_no: number.as_ref(), company: Some("다른 이름"), ..Marks::default() };
        assert_eq!((probe.like(marks), free.like(marks)), (Some(By::Registration), None));
        let typed = Probe { domain: "https://www.garam.kr".into(), ..Probe::default() };
        assert_eq!(typed.like(Marks { domain: Some("garam.kr"), ..Marks::default() }), Some(By::Domain));
    }

    proptest! {
        #[test]
        fn being_the_same_goes_both_ways(a in "[a-c]@d.kr|", b in "[a-c]@d.kr|", p in "0101234567[0-2]|", q in "0101234567[0-2]|") {
            let (one, two) = (reach(&a, &p), reach(&b, &q));
            prop_assert_eq!(one.same_as(&two), two.same_as(&one));
        }
    }
}
