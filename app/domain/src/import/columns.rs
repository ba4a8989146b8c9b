//! Which column is which: by the names that HubSpot, Pipedrive, Korean spreadsheets and people give them.

use super::{Field, Kind, Trouble, names::named};
use serde::{Deserialize, Serialize};

/// What each column of a file is read as; none: it is left out.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(transparent)]
pub struct Mapping(pub Vec<Option<Field>>);

impl Mapping {
    pub fn has(&self, field: Field) -> bool {
        self.0.contains(&Some(field))
    }

    /// The columns read as a field, by their place.
    pub fn columns(&self, field: Field) -> impl Iterator<Item = usize> {
        self.0.iter().enumerate().filter(move |(_, it)| **it == Some(field)).map(|(at, _)| at)
    }

    /// What is still missing before rows of this kind say enough: one of each of these.
    pub fn lacks(&self, kind: Kind) -> Option<&'static [Field]> {
        kind.needs().iter().find(|set| !set.iter().any(|it| self.has(*it))).copied()
    }

    /// Reads a column differently. Whatever else had that meaning gives it up, unless both may have it.
    pub fn set(&mut self, column: usize, field: Option<Field>) {
        if let Some(field) = field.filter(|it| !it.may_repeat()) {
            self.0.iter_mut().filter(|it| **it == Some(field)).for_each(|it| *it = None);
        }
        if let Some(place) = self.0.get_mut(column) {
            *place = field;
        }
    }

    fn known(&self) -> usize {
        self.0.iter().flatten().count()
    }
}

/// What a file turned out to be.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Recognised {
    pub kind: Kind,
    pub mapping: Mapping,
}

/// Finds out what a file is about from its column names: the kind that explains most of them.
pub fn recognise<S: AsRef<str>>(headers: &[S]) -> Result<Recognised, Trouble> {
    let best = [Kind::Deals, Kind::Customers, Kind::Leads, Kind::Products, Kind::Accounts, Kind::Members]
        .into_iter()
        .map(|kind| Recognised { kind, mapping: map_as(kind, headers) })
        .filter(|it| it.mapping.lacks(it.kind).is_none())
        .rev()
        .max_by_key(|it| it.mapping.known());
    match best {
        Some(best) if best.kind.has_deals() || !is_about_people(headers) => Ok(best),
        Some(_) => Err(Trouble::People),
        None if is_about_people(headers) => Err(Trouble::People),
        None => Err(Trouble::KindUnknown {
            columns: headers.iter().map(|it| it.as_ref().to_owned()).take(20).collect(),
        }),
    }
}

/// Reads the columns as those of a given kind.
pub fn map_as<S: AsRef<str>>(kind: Kind, headers: &[S]) -> Mapping {
    let mut mapping = Mapping(vec![None; headers.len()]);
    for (at, header) in headers.iter().enumerate() {
        let field = meaning(kind, header.as_ref());
        if let Some(field) = field.filter(|it| it.may_repeat() || !mapping.has(*it)) {
            mapping.0[at] = Some(field);
        }
    }
    mapping
}

/// What a column of this name means in a file of this kind.
fn meaning(kind: Kind, header: &str) -> Option<Field> {
    // Pipedrive puts the record before the field, both in the language of whoever exported.
    let Some((prefix, rest)) = header.split_once(" - ") else { return named(kind, &plain(header)) };
    let (prefix, rest) = (plain(prefix), plain(rest));
    match About::of(&prefix) {
        None => named(kind, &rest),
        Some(About::Rows(of)) if of == kind => named(kind, &rest),
        Some(About::Rows(of)) if kind == Kind::Deals && named(of, &rest) == Some(Field::Name) => match of {
            Kind::Accounts => Some(Field::Account),
            Kind::Products => Some(Field::Product),
            Kind::Members => Some(Field::Owner),
            Kind::Leads | Kind::Deals | Kind::Customers => None,
        },
        Some(_) => None,
    }
}

/// What the part before " - " says a column is about.
#[derive(Clone, Copy, PartialEq, Eq)]
enum About {
    Rows(Kind),
    /// People, activities, notes: not brought by files.
    Other,
}

impl About {
    fn of(prefix: &str) -> Option<Self> {
        Some(match prefix {
            "deal" | "거래" | "딜" | "영업기회" => Self::Rows(Kind::Deals),
            "organization" | "organisation" | "company" | "account" | "조직" | "회사" | "고객사" => {
                Self::Rows(Kind::Accounts)
            }
            "product" | "상품" | "제품" => Self::Rows(Kind::Products),
            "user" | "member" | "owner" | "사용자" | "멤버" => Self::Rows(Kind::Members),
            "lead" | "리드" => Self::Rows(Kind::Leads),
            "person" | "contact" | "담당자" | "연락처" | "사람" | "activity" | "활동" | "note" | "메모" => {
                Self::Other
            }
            _ => return None,
        })
    }
}

/// A list of customers' people, as HubSpot and Pipedrive export contacts.
fn is_about_people<S: AsRef<str>>(headers: &[S]) -> bool {
    let plain: Vec<String> = headers.iter().map(|it| plain(it.as_ref())).collect();
    let has = |names: &[&str]| plain.iter().any(|it| names.contains(&it.as_str()));
    has(&["personname", "personemail", "contactowner", "lifecyclestage", "jobtitle", "직함"])
        || (has(&["firstname"]) && has(&["lastname"]))
}

/// Letters and digits alone, lower case: `Close Date`, `close_date` and `closeDate` are one name.
fn plain(header: &str) -> String {
    header.chars().filter(|it| it.is_alphanumeric()).flat_map(char::to_lowercase).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn recognised(headers: &str) -> (Kind, Vec<&'static str>) {
        let headers: Vec<&str> = headers.split(',').collect();
        let found = recognise(&headers).expect("recognised");
        (found.kind, found.mapping.0.iter().map(|it| it.map_or("", Field::code)).collect())
    }

    #[test]
    fn the_sales_opportunities_are_recognised() {
        assert_eq!(
            recognised(
                "opportunity_id,sales_agent,product,account,deal_stage,engage_date,close_date,close_value"
            ),
            (Kind::Deals, vec!["id", "owner", "product", "account", "stage", "created", "closed", "amount"])
        );
        assert_eq!(
            recognised("account,sector,year_established,revenue,employees,office_location,subsidiary_of"),
            (Kind::Accounts, vec!["name", "industry", "", "", "employees", "region", "parent"])
        );
        assert_eq!(
            recognised("product,series,sales_price"),
            (Kind::Products, vec!["name", "family", "price"])
        );
        assert_eq!(
            recognised("sales_agent,manager,regional_office"),
            (Kind::Members, vec!["name", "manager", "team"])
        );
    }

    #[test]
    fn hubspots_exports_are_recognised() {
        assert_eq!(
            recognised(
                "Record ID,Deal Name,Deal Stage,Pipeline,Amount,Close Date,Deal owner,Associated Contact IDs,Create Date"
            ),
            (
                Kind::Deals,
                vec!["id", "name", "stage", "pipeline", "amount", "closed", "owner", "", "created"]
            )
        );
        assert_eq!(
            recognised("Record ID,Company name,Company Domain Name,Industry,Company owner,Create Date"),
            (Kind::Accounts, vec!["id", "name", "domain", "industry", "owner", ""])
        );
    }

    #[test]
    fn pipedrives_exports_are_recognised_in_any_language_of_the_prefix() {
        let fields =
            vec!["name", "amount", "currency", "stage", "status", "expected_close", "owner", "account", ""];
        for prefix in ["Deal", "거래", "Geschäft"] {
            let headers = "P - Title,P - Value,P - Currency of value,P - Stage,P - Status,P - Expected close date,\
                           P - Owner,Organization - Name,Person - Name";
            let headers = headers.replace("P - ", &format!("{prefix} - "));
            assert_eq!(recognised(&headers), (Kind::Deals, fields.clone()), "{prefix}");
        }
        assert_eq!(
            recognised("조직 - 이름,Organization - Name,Organization - Owner,Organization - Address").0,
            Kind::Accounts
        );
    }

    #[test]
    fn korean_spreadsheets_are_recognised() {
        assert_eq!(
            recognised("거래명,고객사,담당자,영업 단계,금액,수주 예정일,비고"),
            (Kind::Deals, vec!["name", "account", "owner", "stage", "amount", "expected_close", "about"])
        );
        assert_eq!(recognised("회사명,업종,임직원수,지역").0, Kind::Accounts);
        assert_eq!(recognised("상품명,단가").0, Kind::Products);
        assert_eq!(recognised("이름,이메일,팀").0, Kind::Members);
    }

    #[test]
    fn a_marketing_teams_leads_and_who_of_them_became_customers_are_recognised() {
        assert_eq!(
            recognised("mql_id,first_contact_date,landing_page_id,origin"),
            (Kind::Leads, vec!["id", "created", "landing_page", "source"])
        );
        assert_eq!(
            recognised(
                "mql_id,seller_id,sdr_id,sr_id,won_date,business_segment,lead_type,declared_monthly_revenue"
            ),
            (Kind::Customers, vec!["id", "account", "sdr", "owner", "closed", "", "", ""])
        );
        assert_eq!(
            recognised("이름,회사명,이메일,유입 경로,문의일,캠페인"),
            (Kind::Leads, vec!["name", "account", "email", "source", "created", "campaign"])
        );
        assert_eq!(recognised("리드 번호,고객사,SDR 담당자,영업 담당자,수주일,계약 금액").0, Kind::Customers);
    }

    #[test]
    fn a_list_of_contacts_is_no_list_of_members() {
        assert_eq!(recognise(&["Record ID", "First Name", "Last Name", "Email"]), Err(Trouble::People));
        assert_eq!(recognise(&["Person - Name", "Person - Email (Work)"]), Err(Trouble::People));
    }

    #[test]
    fn a_file_about_something_else_is_not_guessed_at() {
        assert!(matches!(recognise(&["date", "temperature"]), Err(Trouble::KindUnknown { .. })));
        assert!(matches!(recognise::<&str>(&[]), Err(Trouble::KindUnknown { .. })));
    }

    #[test]
    fn a_meaning_given_to_a_column_is_taken_from_another() {
        let mut mapping = map_as(Kind::Accounts, &["account", "trading name"]);
        mapping.set(1, Some(Field::Name));
        assert_eq!(mapping.0, [None, Some(Field::Name)]);
        mapping.set(9, Some(Field::Name));
        assert_eq!(mapping.lacks(Kind::Accounts), Some([Field::Name].as_slice()));
    }

    proptest! {
        #[test]
        fn no_header_panics(headers in prop::collection::vec("\\PC{0,30}", 0..20)) {
            let _ = recognise(&headers);
        }
    }
}
