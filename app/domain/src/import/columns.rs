//! Which column is which: by the names that HubSpot, Pipedrive, Korean spreadsheets and people give them.

use super::{Field, Kind, Trouble};
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
    let best = [Kind::Deals, Kind::Products, Kind::Accounts, Kind::Members]
        .into_iter()
        .map(|kind| Recognised { kind, mapping: map_as(kind, headers) })
        .filter(|it| it.mapping.lacks(it.kind).is_none())
        .rev()
        .max_by_key(|it| it.mapping.known());
    match best {
        Some(best) if best.kind == Kind::Deals || !is_about_people(headers) => Ok(best),
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
            Kind::Deals => None,
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
            "person" | "contact" | "담당자" | "연락처" | "사람" | "lead" | "리드" | "activity" | "활동"
            | "note" | "메모" => Self::Other,
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

fn named(kind: Kind, plain: &str) -> Option<Field> {
    let names = match kind {
        Kind::Members => MEMBERS,
        Kind::Products => PRODUCTS,
        Kind::Accounts => ACCOUNTS,
        Kind::Deals => DEALS,
    };
    names.iter().find(|(_, names)| names.split(' ').any(|it| it == plain)).map(|(field, _)| *field)
}

type Names = &'static [(Field, &'static str)];

static MEMBERS: Names = &[
    (
        Field::Name,
        "name 이름 fullname salesagent agent salesrep rep member membername user username owner employee \
         성명 멤버 사용자 담당자 영업담당자 영업사원 직원 사원",
    ),
    (Field::Email, "email emailaddress mail 이메일 메일 전자우편"),
    (Field::Manager, "manager salesmanager teamlead teamleader supervisor 매니저 관리자 팀장 상사"),
    (Field::Team, "team teamname regionaloffice office region department 팀 팀명 부서 지역 지점 본부"),
];

static PRODUCTS: Names = &[
    (Field::Name, "name 이름 product productname item itemname 상품 상품명 제품 제품명 품목 품명"),
    (Field::Code, "code sku productcode productid 코드 상품코드 제품코드 품번"),
    (Field::Family, "series family productfamily productline category 분류 시리즈 제품군 상품군 카테고리"),
    (Field::Price, "price salesprice unitprice listprice 가격 단가 판매가 판매가격 정가"),
    (Field::Currency, "currency currencycode 통화"),
];

static ACCOUNTS: Names = &[
    (
        Field::Name,
        "name 이름 account accountname company companyname organization organizationname organisation customer client \
         고객사 고객사명 고객명 회사 회사명 업체 업체명 기업명 거래처 거래처명 상호 조직",
    ),
    (Field::Id, "recordid id accountid companyid organizationid 고객사id 고객번호"),
    (
        Field::Domain,
        "domain companydomain companydomainname website websiteurl url homepage 도메인 홈페이지 웹사이트",
    ),
    (
        Field::BusinessRegNo,
        "businessregno businessregistrationnumber businessnumber registrationnumber 사업자등록번호 사업자번호 등록번호",
    ),
    (Field::Industry, "industry sector 업종 산업 산업군 분야"),
    (Field::Employees, "employees numberofemployees employeecount headcount 직원수 임직원수 사원수 종업원수"),
    (
        Field::Region,
        "region country countryregion officelocation location city address 지역 국가 소재지 주소",
    ),
    (Field::Owner, "owner companyowner accountowner accountmanager salesagent 담당자 영업담당자 소유자"),
    (
        Field::Parent,
        "parent parentcompany parentaccount parentorganization subsidiaryof 모회사 상위고객사 상위회사 본사",
    ),
    (Field::About, "about description note notes memo 메모 비고 설명 특이사항"),
];

static DEALS: Names = &[
    (
        Field::Name,
        "name 이름 딜이름 딜명 거래명 dealname title dealtitle opportunity opportunityname subject deal \
         제목 거래명 거래제목 딜 딜명 건명 프로젝트명 영업기회 영업기회명",
    ),
    (Field::Id, "recordid id dealid opportunityid 거래id 딜id 번호 관리번호"),
    (
        Field::Account,
        "account accountname company companyname organization organizationname organisation customer client \
         associatedcompany associatedcompanyprimary primaryassociatedcompany primarycompany \
         고객사 고객사명 회사 회사명 업체명 거래처 거래처명 조직",
    ),
    (
        Field::Owner,
        "owner dealowner opportunityowner salesagent agent salesrep rep user 담당자 영업담당자 딜담당자 거래담당자 소유자",
    ),
    (Field::Product, "product productname item 상품 상품명 제품 제품명 품목"),
    (Field::Pipeline, "pipeline pipelinename 파이프라인"),
    (
        Field::Stage,
        "stage stagename dealstage salesstage pipelinestage 단계 영업단계 거래단계 진행단계 딜단계",
    ),
    (Field::Status, "status dealstatus 상태 거래상태 딜상태"),
    (
        Field::Created,
        "createdate createddate created createdat dealcreated addtime engagedate startdate opendate \
         생성일 등록일 시작일 거래생성일 추가일",
    ),
    (
        Field::Closed,
        "closedate closeddate closedat closetime closed dealclosedon wontime losttime wonon loston \
         마감일 종료일 완료일 계약일 수주일 실주일",
    ),
    (
        Field::ExpectedClose,
        "expectedclosedate expectedclose forecastclosedate 예상마감일 예상종료일 예상계약일 수주예정일",
    ),
    (Field::Amount, "amount value dealvalue dealamount closevalue 금액 거래금액 계약금액 예상금액 딜금액"),
    (Field::Currency, "currency currencycode currencyofvalue dealcurrency 통화"),
    (Field::Reason, "reason lostreason closedlostreason closedwonreason 사유 실주사유 수주사유"),
    (Field::NextStep, "nextstep nextaction 다음액션 다음단계 다음할일"),
    (Field::About, "about description dealdescription note notes memo 메모 비고 설명 특이사항"),
];

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
