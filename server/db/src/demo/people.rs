//! The people at those companies: names, titles (직함) and departments (부서). All are made up; the
//! telephone numbers belong to nobody.

use super::Dice;
use super::accounts::Company;
use domain::pipeline::Motion;
use std::collections::HashSet;
use uuid::Uuid;

const FAMILY_NAMES: [(&str, &str, u64); 24] = [
    ("김", "kim", 18),
    ("이", "lee", 14),
    ("박", "park", 9),
    ("최", "choi", 6),
    ("정", "jung", 5),
    ("강", "kang", 4),
    ("조", "cho", 4),
    ("윤", "yoon", 4),
    ("장", "jang", 4),
    ("임", "lim", 4),
    ("한", "han", 3),
    ("오", "oh", 3),
    ("서", "seo", 3),
    ("신", "shin", 3),
    ("권", "kwon", 3),
    ("황", "hwang", 3),
    ("안", "ahn", 3),
    ("송", "song", 3),
    ("류", "ryu", 2),
    ("홍", "hong", 2),
    ("백", "baek", 2),
    ("남", "nam", 2),
    ("노", "noh", 2),
    ("문", "moon", 2),
];

const GIVEN_NAMES: [(&str, &str); 56] = [
    ("서아", "seoa"),
    ("지훈", "jihoon"),
    ("도현", "dohyun"),
    ("정민", "jungmin"),
    ("유나", "yuna"),
    ("시온", "sion"),
    ("하람", "haram"),
    ("채원", "chaewon"),
    ("민재", "minjae"),
    ("소율", "soyul"),
    ("은호", "eunho"),
    ("가은", "gaeun"),
    ("태윤", "taeyoon"),
    ("나경", "nakyung"),
    ("성우", "sungwoo"),
    ("예린", "yerin"),
    ("동하", "dongha"),
    ("수아", "sua"),
    ("재민", "jaemin"),
    ("다현", "dahyun"),
    ("규리", "gyuri"),
    ("상혁", "sanghyuk"),
    ("보경", "bokyung"),
    ("우진", "woojin"),
    ("세영", "seyoung"),
    ("인영", "inyoung"),
    ("찬우", "chanwoo"),
    ("혜진", "hyejin"),
    ("기태", "gitae"),
    ("은솔", "eunsol"),
    ("승아", "seunga"),
    ("영재", "youngjae"),
    ("미현", "mihyun"),
    ("준서", "junseo"),
    ("소정", "sojung"),
    ("현수", "hyunsoo"),
    ("아린", "arin"),
    ("경환", "kyunghwan"),
    ("지안", "jian"),
    ("로운", "roun"),
    ("선영", "sunyoung"),
    ("병주", "byungju"),
    ("하은", "haeun"),
    ("윤겸", "yoongyum"),
    ("주희", "juhee"),
    ("대경", "daekyung"),
    ("연우", "yeonwoo"),
    ("희찬", "heechan"),
    ("명은", "myungeun"),
    ("진서", "jinseo"),
    ("호연", "hoyeon"),
    ("해인", "haein"),
    ("두리", "duri"),
    ("석진", "seokjin"),
    ("여름", "yeoreum"),
    ("단비", "danbi"),
];

/// Who decides, who wants it, who examines it, who uses it: the people of a purchase, as (titles, departments).
type Post = (&'static [&'static str], &'static [&'static str]);

const DECIDER: Post =
    (&["본부장", "상무", "이사", "실장"], &["경영지원본부", "디지털전략실", "고객경험본부", "운영본부"]);
const OWNER: Post = (&["대표", "대표", "이사", "부대표"], &["경영", "경영지원", "운영"]);
const CHAMPION: Post = (
    &["팀장", "팀장", "파트장", "책임", "매니저"],
    &["고객지원팀", "CX팀", "운영기획팀", "지식경영팀", "업무혁신팀"],
);
const EXAMINER: Post =
    (&["책임", "수석", "선임", "팀장"], &["IT기획팀", "정보보안팀", "데이터팀", "플랫폼개발팀"]);
const USER: Post =
    (&["매니저", "대리", "과장", "선임", "사원"], &["구매팀", "인사팀", "마케팅팀", "재무팀", "영업지원팀"]);
const MAKER: Post = (&["대표", "공동대표", "팀장", "리드"], &["경영", "제품팀", "운영팀", "디자인팀"]);

const ABOUTS: [&str; 10] = [
    "오전 통화를 선호해요. 점심 직후는 피해 주세요.",
    "자료는 PDF보다 링크를 좋아해요.",
    "이전 직장에서 비슷한 도구를 써 본 적이 있어요.",
    "보안 질문이 많아요. 답변서를 미리 보내면 빨라요.",
    "품의를 직접 쓰는 사람이에요.",
    "세미나에서 처음 만났어요.",
    "결재 전 반드시 함께 확인해야 해요.",
    "메신저보다 메일 회신이 빨라요.",
    "새 도구를 팀에 먼저 소개해 주는 편이에요.",
    "분기 말에는 연락이 잘 닿지 않아요.",
];

pub(super) struct Contact {
    pub id: Uuid,
    pub account: usize,
    pub name: String,
    pub title: &'static str,
    pub department: &'static str,
    pub email: Option<String>,
    pub phone: Option<String>,
    pub about: &'static str,
    pub born: i64,
    pub touched: Option<i64>,
}

impl Contact {
    /// As people are spoken of: 윤서아 팀장.
    pub fn called(&self) -> String {
        format!("{} {}", self.name, self.title)
    }
}

/// The contacts of all companies, and for each company where its own are: first who decides, then the
/// rest by their part in a purchase.
pub(super) fn contacts(dice: &mut Dice, companies: &[Company]) -> (Vec<Contact>, Vec<Vec<usize>>) {
    let (mut contacts, mut of_company) = (Vec::new(), Vec::new());
    let mut taken = HashSet::new();
    for (account, company) in companies.iter().enumerate() {
        let first = contacts.len();
        for post in posts(dice, company.motion) {
            contacts.push(contact(dice, account, company, post, &mut taken));
        }
        of_company.push((first..contacts.len()).collect());
    }
    (contacts, of_company)
}

fn posts(dice: &mut Dice, motion: Motion) -> Vec<Post> {
    match motion {
        Motion::OutboundEnterprise => vec![DECIDER, CHAMPION, EXAMINER, USER],
        Motion::InboundSmb if dice.chance(45) => vec![OWNER, CHAMPION, USER],
        Motion::InboundSmb => vec![OWNER, CHAMPION],
        Motion::SelfServe if dice.chance(60) => vec![MAKER, USER],
        Motion::SelfServe => vec![MAKER],
    }
}

fn contact(
    dice: &mut Dice,
    account: usize,
    company: &Company,
    post: Post,
    taken: &mut HashSet<(usize, usize)>,
) -> Contact {
    let families: Vec<_> = FAMILY_NAMES.iter().enumerate().map(|(at, it)| (at, it.2)).collect();
    let (family, given) = loop {
        let name = (dice.weighted(&families), dice.index(GIVEN_NAMES.len()));
        if taken.insert(name) {
            break name;
        }
    };
    let ((family, family_latin, _), (given, given_latin)) = (FAMILY_NAMES[family], GIVEN_NAMES[given]);
    let email = format!("{given_latin}.{family_latin}@{}", company.domain());
    let phone = format!("010-0000-{:04}", dice.between(1000, 9999));
    Contact {
        id: dice.id(),
        account,
        name: format!("{family}{given}"),
        title: dice.pick(post.0),
        department: dice.pick(post.1),
        email: dice.chance(94).then_some(email),
        phone: dice.chance(80).then_some(phone),
        about: if dice.chance(22) { dice.pick(&ABOUTS) } else { "" },
        born: company.born + dice.between(0, super::clock::DAY),
        touched: None,
    }
}
