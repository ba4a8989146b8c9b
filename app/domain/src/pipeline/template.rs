//! The three pipelines that a new workspace starts with, one per motion. Every stage says what to do
//! there now. Probabilities and limits are reasoned defaults, to be compared with a team's own history.

use super::{Color, Motion, StageKind};

/// A stage as a template describes it.
#[derive(Clone, Copy, Debug)]
pub struct TemplateStage {
    pub ko: &'static str,
    pub en: &'static str,
    pub kind: StageKind,
    pub probability: u8,
    pub rot_days: Option<u16>,
    pub wip_limit: Option<u16>,
    pub color: Color,
    pub guidance_ko: &'static str,
    pub guidance_en: &'static str,
}

/// A pipeline ready to be used.
#[derive(Clone, Copy, Debug)]
pub struct Template {
    pub motion: Motion,
    pub ko: &'static str,
    pub en: &'static str,
    pub open: &'static [TemplateStage],
}

impl Template {
    pub const fn of(motion: Motion) -> &'static Self {
        match motion {
            Motion::InboundSmb => &INBOUND_SMB,
            Motion::OutboundEnterprise => &OUTBOUND_ENTERPRISE,
            Motion::SelfServe => &SELF_SERVE,
        }
    }

    /// The open stages, then won, lost and on hold, which every pipeline has.
    pub fn stages(&self) -> impl Iterator<Item = &TemplateStage> {
        self.open.iter().chain(&CLOSING)
    }
}

/// Where deals go that leave the open stages.
pub static CLOSING: [TemplateStage; 3] = [
    closing(
        "수주",
        "Won",
        StageKind::Won,
        100,
        Color::Green,
        "고객 성공팀에 약속한 내용을 넘기세요.",
        "Hand what was promised over to customer success.",
    ),
    closing(
        "실주",
        "Lost",
        StageKind::Lost,
        0,
        Color::Red,
        "이유를 남기고, 다시 연락할 날을 정하세요.",
        "Keep the reason, and a day to come back.",
    ),
    closing(
        "보류",
        "On hold",
        StageKind::Hold,
        0,
        Color::Gray,
        "돌아올 날짜에 다시 시작하세요.",
        "Start again on the day it comes back.",
    ),
];

const fn closing(
    ko: &'static str,
    en: &'static str,
    kind: StageKind,
    probability: u8,
    color: Color,
    guidance_ko: &'static str,
    guidance_en: &'static str,
) -> TemplateStage {
    TemplateStage {
        ko,
        en,
        kind,
        probability,
        rot_days: None,
        wip_limit: None,
        color,
        guidance_ko,
        guidance_en,
    }
}

const fn open(
    names: [&'static str; 2],
    probability: u8,
    rot_days: u16,
    wip_limit: u16,
    color: Color,
    guidance: [&'static str; 2],
) -> TemplateStage {
    TemplateStage {
        ko: names[0],
        en: names[1],
        kind: StageKind::Open,
        probability,
        rot_days: Some(rot_days),
        wip_limit: Some(wip_limit),
        color,
        guidance_ko: guidance[0],
        guidance_en: guidance[1],
    }
}

/// Small companies that came to us; two to four weeks.
static INBOUND_SMB: Template = Template {
    motion: Motion::InboundSmb,
    ko: "인바운드 SMB",
    en: "Inbound SMB",
    open: &[
        open(
            ["니즈 확인", "Need confirmed"],
            20,
            3,
            15,
            Color::Blue,
            [
                "필요와 시기를 고객의 말로 확인하고 데모를 잡으세요.",
                "Hear the need and the timing in the customer's words, and book a demo.",
            ],
        ),
        open(
            ["데모 완료", "Demo done"],
            40,
            4,
            12,
            Color::Blue,
            [
                "의사결정권자와 예산 범위를 확인하고 반대 의견을 적어두세요.",
                "Find the decision maker and the budget range; note every objection.",
            ],
        ),
        open(
            ["견적 발송", "Quote sent"],
            60,
            5,
            12,
            Color::Blue,
            [
                "견적에 대한 답을 받고 다음 약속을 잡으세요.",
                "Get an answer to the quote and agree on the next date.",
            ],
        ),
        open(
            ["구두 합의", "Agreement"],
            80,
            4,
            8,
            Color::Blue,
            [
                "계약서나 결제 링크를 보내고 결정일을 확인하세요.",
                "Send the contract or payment link and confirm the decision date.",
            ],
        ),
        open(
            ["계약 진행", "Contract"],
            90,
            5,
            8,
            Color::Blue,
            [
                "서명이나 결제까지 남은 일을 하나씩 없애세요.",
                "Clear what still stands between here and a signature or payment.",
            ],
        ),
    ],
};

/// Large companies that we approached; three to nine months.
static OUTBOUND_ENTERPRISE: Template = Template {
    motion: Motion::OutboundEnterprise,
    ko: "아웃바운드 엔터프라이즈",
    en: "Outbound enterprise",
    open: &[
        open(
            ["디스커버리", "Discovery"],
            10,
            10,
            12,
            Color::Violet,
            [
                "문제를 고객의 말로 적고, 두 사람 이상을 만나세요.",
                "Write the problem down in the customer's words; meet at least two people.",
            ],
        ),
        open(
            ["과제 정의·챔피언 확보", "Problem & champion"],
            20,
            10,
            10,
            Color::Violet,
            [
                "안에서 우리를 대신해 말해 줄 챔피언을 찾으세요.",
                "Find the champion who will argue for us inside.",
            ],
        ),
        open(
            ["솔루션 검증", "Solution validation"],
            35,
            10,
            8,
            Color::Violet,
            [
                "결정 기준을 확인하고 기술 평가자를 만나세요.",
                "Learn the decision criteria and meet the technical evaluator.",
            ],
        ),
        open(
            ["PoC·파일럿", "PoC"],
            50,
            7,
            5,
            Color::Violet,
            [
                "성공 기준과 종료일을 글로 합의하고 결과를 기록하세요.",
                "Agree on success criteria and an end date in writing; record the results.",
            ],
        ),
        open(
            ["제안·품의 지원", "Proposal & business case"],
            65,
            10,
            6,
            Color::Violet,
            [
                "예산 결정권자를 만나고 챔피언의 품의를 도우세요.",
                "Meet the economic buyer and help the champion's internal approval.",
            ],
        ),
        open(
            ["협상·구매·법무·보안", "Negotiation & paper"],
            80,
            7,
            5,
            Color::Violet,
            [
                "구매, 법무, 보안의 담당자를 확인하고 가격을 승인받으세요.",
                "Know who owns legal, security and procurement; get the price approved.",
            ],
        ),
        open(
            ["날인 대기", "Signature"],
            90,
            5,
            5,
            Color::Violet,
            [
                "최종본이 누구 책상에 있는지 매일 확인하세요.",
                "Know every day on whose desk the final document lies.",
            ],
        ),
    ],
};

/// Teams that already use the product; three to twenty-one days.
static SELF_SERVE: Template = Template {
    motion: Motion::SelfServe,
    ko: "셀프서브 PQL",
    en: "Self-serve PQL",
    open: &[
        open(
            ["PQL 감지", "PQL detected"],
            10,
            1,
            30,
            Color::Teal,
            ["워크스페이스 주인에게 오늘 연락하세요.", "Contact the workspace's owner today."],
        ),
        open(
            ["활용 확인", "Value check-in"],
            25,
            3,
            20,
            Color::Teal,
            [
                "무엇에 쓰는지, 몇 명이 쓰는지, 무엇이 막는지 물어보세요.",
                "Ask what they use it for, how many they are, and what is in the way.",
            ],
        ),
        open(
            ["플랜 논의", "Plan fit"],
            45,
            4,
            15,
            Color::Teal,
            [
                "결제하는 사람을 확인하고 좌석과 사용량을 예상하세요.",
                "Find who pays; forecast seats and usage.",
            ],
        ),
        open(
            ["플랜 제안", "Offer"],
            65,
            3,
            15,
            Color::Teal,
            ["결제 링크를 보내고 답을 받으세요.", "Send the checkout link and get an answer."],
        ),
        open(
            ["결제·계약", "Checkout"],
            85,
            2,
            10,
            Color::Teal,
            [
                "결제가 끝났는지 확인하고 막힌 곳을 풀어주세요.",
                "See the payment through and clear what blocks it.",
            ],
        ),
    ],
};

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn open_stage_probabilities_rise_and_stay_below_100() {
        for motion in Motion::ALL {
            let probabilities: Vec<_> = Template::of(motion).open.iter().map(|it| it.probability).collect();
            assert!(
                probabilities.is_sorted_by(|a, b| a < b)
                    && probabilities.iter().all(|it| (1..100).contains(it))
            );
        }
    }

    #[test]
    fn every_stage_says_what_to_do_in_both_languages() {
        for stage in Motion::ALL.iter().flat_map(|it| Template::of(*it).stages()) {
            assert!(!stage.guidance_ko.is_empty() && !stage.guidance_en.is_empty(), "{}", stage.en);
        }
    }

    #[test]
    fn every_pipeline_can_win_lose_and_hold() {
        for motion in Motion::ALL {
            let kinds: Vec<_> = Template::of(motion).stages().map(|it| it.kind).collect();
            for kind in [StageKind::Won, StageKind::Lost, StageKind::Hold] {
                assert_eq!(kinds.iter().filter(|it| **it == kind).count(), 1);
            }
        }
    }
}
