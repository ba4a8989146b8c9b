//! The companies the demo's start-up sells to. All are made up.

use super::Dice;
use super::team::{MANAGER, closer};
use domain::pipeline::Motion;
use uuid::Uuid;

/// A company as a line of the list: name, domain without `.example`, industry, employees, region, parent.
type Line = (&'static str, &'static str, &'static str, i32, &'static str, Option<usize>);

/// Large ones, sold to over months. Their parents are places in this list.
const ENTERPRISES: [Line; 16] = [
    ("가람솔홀딩스", "garamsol", "제조", 5200, "서울 중구", None),
    ("가람솔정밀", "garamsol-precision", "제조", 2300, "경남 창원", Some(0)),
    ("가람솔물류", "garamsol-logis", "물류", 1400, "인천 중구", Some(0)),
    ("미르온생명", "mireon-life", "금융", 2800, "서울 영등포", None),
    ("미르온카드", "mireon-card", "금융", 1100, "서울 중구", Some(3)),
    ("서린벨화학", "seorinbel", "제조", 1900, "울산 남구", None),
    ("한마루빛유통", "hanmarubit", "유통", 3600, "서울 송파", None),
    ("아라솔항공서비스", "arasol-air", "여행", 900, "인천 중구", None),
    ("온별의료재단", "onbyeol", "헬스케어", 2100, "서울 강동", None),
    ("도담새교육", "dodamsae", "교육", 1200, "서울 강남", None),
    ("새론빛통신", "saeronbit", "소프트웨어", 1700, "경기 과천", None),
    ("금빛나래증권", "geumbitnarae", "금융", 1300, "서울 영등포", None),
    ("푸른결에너지", "pureungyeol", "에너지", 1700, "대전 유성", None),
    ("너울바다해운", "neoulbada", "물류", 1000, "부산 중구", None),
    ("하늘마루건설", "haneulmaru", "건설", 2400, "서울 서초", None),
    ("솔미르식품", "solmir-food", "식품", 1600, "경기 성남", Some(6)),
];

/// Small and middle-sized ones, who came by themselves.
const COMPANIES: [Line; 24] = [
    ("노들결디자인", "nodeulgyeol", "미디어", 45, "서울 마포", None),
    ("블루모래커머스", "bluemorae", "커머스", 120, "서울 성동", None),
    ("온새담푸드", "onsaedam", "식품", 90, "경기 광주", None),
    ("가온빛에듀", "gaonbit", "교육", 150, "서울 강남", None),
    ("한결나루유통", "hangyeolnaru", "유통", 210, "경기 하남", None),
    ("코랄담랩스", "coraldam", "소프트웨어", 38, "경기 성남", None),
    ("미래담페이", "miraedam", "금융", 80, "서울 강남", None),
    ("다온새헬스", "daonsae", "헬스케어", 70, "서울 서초", None),
    ("아라별물류", "arabyeol", "물류", 180, "인천 서구", None),
    ("달무리담게임즈", "dalmuridam", "소프트웨어", 95, "경기 성남", None),
    ("해솔담여행", "haesoldam", "여행", 60, "제주", None),
    ("초롱빛키즈", "chorongbit", "교육", 52, "대구 수성", None),
    ("바른결세무", "bareungyeol", "전문서비스", 34, "서울 서초", None),
    ("모아담렌탈", "moadam-rental", "유통", 130, "경기 고양", None),
    ("늘솔새바이오", "neulsolsae", "헬스케어", 110, "대전 유성", None),
    ("여울목미디어", "yeoulmok", "미디어", 66, "서울 마포", None),
    ("참나래인테리어", "chamnarae", "건설", 42, "경기 용인", None),
    ("두루빛솔루션", "durubit", "소프트웨어", 140, "서울 구로", None),
    ("산들결화장품", "sandeulgyeol", "커머스", 160, "서울 강서", None),
    ("든솔보안", "deunsol", "소프트웨어", 75, "서울 금천", None),
    ("마중빛모빌리티", "majungbit", "물류", 115, "서울 성동", None),
    ("새벽담커피", "saebyeokdam", "식품", 145, "부산 수영", None),
    ("잇다름부동산", "itdareum", "전문서비스", 58, "서울 송파", None),
    ("느티결농업", "neutigyeol", "식품", 64, "전북 전주", None),
];

/// Teams that began to use the product without talking to anybody.
const TEAMS: [Line; 20] = [
    ("스튜디오 여백둘", "yeobaekdul", "미디어", 12, "서울 마포", None),
    ("그린나루랩", "greennaru", "에너지", 24, "대전 유성", None),
    ("콩닥스튜디오", "kongdak", "소프트웨어", 18, "경기 성남", None),
    ("픽셀담", "pixeldam", "미디어", 9, "서울 성동", None),
    ("오롯담빌더스", "orotdam", "건설", 31, "경기 수원", None),
    ("하루두잔", "harudujan", "식품", 27, "서울 용산", None),
    ("나란한팀", "naranhan", "소프트웨어", 14, "서울 강남", None),
    ("무릎책", "mureupchaek", "교육", 11, "경기 파주", None),
    ("결담커넥트", "gyeoldam", "전문서비스", 22, "서울 중구", None),
    ("리틀새바람", "littlesaebaram", "커머스", 36, "부산 해운대", None),
    ("세모담팩토리", "semodam", "제조", 48, "경기 시흥", None),
    ("라온칸오피스", "raonkan", "전문서비스", 20, "서울 강남", None),
    ("코드여울", "codeyeoul", "소프트웨어", 16, "경기 성남", None),
    ("옹기종기랩", "onggijonggi", "소프트웨어", 13, "광주 동구", None),
    ("반달담오피스", "bandaldam", "유통", 29, "대구 중구", None),
    ("두레담박스", "duredam", "물류", 41, "경기 김포", None),
    ("물결새데이터", "mulgyeolsae", "소프트웨어", 25, "서울 강남", None),
    ("숨결담핏", "sumgyeoldam", "헬스케어", 33, "서울 마포", None),
    ("종이비행담", "jongibihaeng", "교육", 8, "강원 춘천", None),
    ("밀물새소프트", "milmulsae", "소프트웨어", 19, "부산 해운대", None),
];

pub(super) struct Company {
    pub id: Uuid,
    pub name: &'static str,
    pub slug: &'static str,
    pub industry: &'static str,
    pub employees: i32,
    pub region: &'static str,
    pub parent: Option<usize>,
    /// How we sell to a company of its kind.
    pub motion: Motion,
    pub owner: usize,
    /// When we first heard of it, and when somebody last did something with it.
    pub born: i64,
    pub touched: Option<i64>,
}

impl Company {
    pub fn domain(&self) -> String {
        format!("{}.example", self.slug)
    }

    pub fn revenue(&self) -> Option<i64> {
        revenue(self.employees, self.industry)
    }
}

/// What a company of so many people takes in a year, in won, to whole tens of millions. Of the smallest nobody knows it.
pub(super) fn revenue(employees: i32, industry: &str) -> Option<i64> {
    let a_head = match industry {
        "금융" => 620,
        "제조" | "건설" | "에너지" => 410,
        "유통" | "커머스" | "물류" | "식품" => 350,
        "교육" => 110,
        _ => 170,
    };
    let employees = i64::from(employees);
    // Nobody's people all bring in the same.
    let tens = employees * (a_head + employees % 37) / 10;
    (employees >= 15).then_some(tens * 10_000_000)
}

pub(super) fn companies(dice: &mut Dice, now: i64) -> Vec<Company> {
    let mut company = |motion: Motion, line: &Line| {
        let owner = if line.5.is_some() && dice.chance(50) { MANAGER } else { closer(dice, motion, None) };
        Company {
            id: dice.id(),
            name: line.0,
            slug: line.1,
            industry: line.2,
            employees: line.3,
            region: line.4,
            parent: line.5,
            motion,
            owner,
            born: now - dice.between(3, 90) * super::clock::DAY,
            touched: None,
        }
    };
    let lists = [
        (Motion::OutboundEnterprise, ENTERPRISES.as_slice()),
        (Motion::InboundSmb, COMPANIES.as_slice()),
        (Motion::SelfServe, TEAMS.as_slice()),
    ];
    lists
        .into_iter()
        .flat_map(|(motion, lines)| lines.iter().map(move |line| (motion, line)))
        .map(|(motion, line)| company(motion, line))
        .collect()
}
