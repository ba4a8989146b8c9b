//! The names of columns: as HubSpot, Pipedrive, marketing tools and Korean spreadsheets write them.

use super::{Field, Kind};

/// What a column of this name, in letters and digits alone, means in a file of this kind.
pub(super) fn named(kind: Kind, plain: &str) -> Option<Field> {
    let names = match kind {
        Kind::Members => MEMBERS,
        Kind::Products => PRODUCTS,
        Kind::Accounts => ACCOUNTS,
        Kind::Leads => LEADS,
        Kind::Deals => DEALS,
        Kind::Customers => CUSTOMERS,
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
    // Not `revenue` alone, which as often as not is counted in millions.
    (Field::Revenue, "annualrevenue yearlyrevenue 매출 매출액 연매출 연매출액 연간매출 연간매출액"),
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

static LEADS: Names = &[
    (Field::Name, "name 이름 leadname fullname personname 성명 고객명 리드명 리드이름 담당자명 담당자이름"),
    (Field::Id, "mqlid leadid recordid id 리드id 리드번호 번호 관리번호"),
    (
        Field::Account,
        "company companyname account accountname organization 회사 회사명 업체명 고객사 고객사명 소속",
    ),
    (Field::Title, "title jobtitle position 직함 직책 직급"),
    (Field::Email, "email emailaddress mail 이메일 메일 전자우편"),
    (Field::Phone, "phone phonenumber mobile mobilephone tel 전화 전화번호 연락처 휴대폰 휴대전화"),
    (
        Field::Created,
        "firstcontactdate firstcontact contactdate firsttouch firstseen createdate createddate createdat created \
         최초접촉일 첫접촉일 접촉일 유입일 문의일 등록일 생성일",
    ),
    (
        Field::Source,
        "origin source leadsource originalsource utmsource channel 출처 유입출처 유입경로 리드출처 채널",
    ),
    (
        Field::LandingPage,
        "landingpage landingpageid landingpageurl landing firstpageseen 랜딩페이지 랜딩페이지id 유입페이지",
    ),
    (Field::Campaign, "campaign campaignname utmcampaign 캠페인 캠페인명"),
    (Field::Medium, "medium utmmedium 매체"),
    (Field::Content, "content contentid utmcontent 콘텐츠"),
    (Field::Owner, "owner leadowner sdr sdrid assignedto 담당자 리드담당자 sdr담당자 소유자"),
    (Field::About, "about description inquiry message note notes memo 메모 비고 문의내용 내용"),
];

static CUSTOMERS: Names = &[
    (Field::Id, "mqlid leadid recordid id 리드id 리드번호 번호 관리번호"),
    (Field::Name, "name 이름 dealname 딜이름 딜명 거래명"),
    (
        Field::Account,
        "seller sellerid customer customerid customername account accountname company companyname \
         고객사 고객사명 고객사id 회사 회사명",
    ),
    (Field::Sdr, "sdr sdrid sdrname bdr bdrid 영업개발담당 sdr담당자"),
    (Field::Owner, "sr srid salesrep salesrepid rep ae aeid owner dealowner 담당자 영업담당자 영업사원"),
    (
        Field::Closed,
        "wondate won wonat wontime closedate closedat conversiondate converteddate convertedat \
         수주일 계약일 전환일",
    ),
    (Field::Amount, "amount value dealvalue dealamount contractvalue 금액 계약금액 수주금액"),
    (Field::Currency, "currency currencycode 통화"),
    (Field::Product, "product productname 상품 상품명 제품 제품명"),
    (Field::Pipeline, "pipeline pipelinename 파이프라인"),
    (Field::Reason, "reason wonreason 사유 수주사유"),
    (Field::About, "about description note notes memo 메모 비고"),
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
