//! What the screens say about a deal's buying committee: roles, what proves a champion, what may lose the deal and what to
//! do about it.

use super::{Words, s, words};
use domain::committee::{Act, Committee, RelationKind, Risk, RiskKind, Role, Seat, Tangle};
use domain::focus::NamedRisk;
use domain::pipeline::gate::RoleAsked;

words! {
    committee = "구매 의사결정 그룹" | "Buying committee";
    committee_none = "누가 결정하는지 아직 적지 않았어요. 한 명부터 추가해 보세요." | "Nobody has written down who decides. Begin with one person.";
    committee_nobody = "고객사에 등록된 고객 담당자가 없어요." | "There is nobody at the account yet.";
    committee_new_person = "고객 담당자 추가" | "Add a person";
    committee_add = "그룹에 넣기" | "Add to the committee";
    committee_who = "누구" | "Who";
    committee_role = "역할" | "Role";
    committee_stance = "입장" | "Stance";
    committee_influence = "영향력" | "Influence";
    committee_goals = "바라는 것" | "Goals";
    committee_concerns = "걱정하는 것" | "Concerns";
    committee_persuaded = "무엇에 설득되나" | "What will persuade";
    committee_known_of(name: &str) = "{name} 고치기" | "Edit {name}";
    committee_save = "저장" | "Save";
    committee_remove(name: &str, role: &str) = "{name} 빼기: {role}" | "Remove {name}: {role}";
    committee_candidate = "챔피언 후보" | "Champion candidate";
    committee_touched(day: &str) = "마지막 대화 {day}" | "last talk {day}";
    committee_untouched = "아직 대화 없음" | "no talk yet";
    committee_left(day: &str) = "{day} 퇴사" | "left {day}";
    committee_person(name: &str) = "{name}님의 페이지" | "{name}'s page";
    person_former = "이전 회사" | "Worked before at";
    committee_now_at(account: &str) = "지금은 {account}" | "now at {account}";
    committee_list = "사람들" | "People";
    committee_relations = "관계" | "Relations";
    committee_map = "관계 지도" | "Map";
    committee_map_hint = "한 사람에서 다른 사람으로 끌거나, 사람을 누르면 관계를 이을 수 있어요." | "Drag from one person to another, or press a person, to relate them.";
    committee_relate = "관계 잇기" | "Relate two people";
    committee_from = "누가" | "Who";
    committee_to = "누구에게" | "To whom";
    committee_kind = "어떤 관계" | "How";
    committee_unrelate(relation: &str) = "관계 지우기: {relation}" | "Remove the relation: {relation}";
    committee_prove = "챔피언으로 확인" | "Prove the champion";
    committee_prove_hint = "우리를 위해 한 일이 기록되어야 챔피언으로 세요." | "A champion counts by something they did for us.";
    committee_act = "무엇을 해 주었나요?" | "What did they do?";
    committee_leave = "회사를 떠났어요" | "They left the company";
    committee_leave_on = "언제" | "When";
    committee_leave_save = "퇴사로 적기" | "Note that they left";

    role_champion = "챔피언" | "Champion";
    role_economic_buyer = "예산 결정권자" | "Economic buyer";
    role_decision_maker = "의사결정권자" | "Decision maker";
    role_technical_evaluator = "기술 검토자" | "Technical evaluator";
    role_user = "사용자" | "User";
    role_influencer = "영향을 주는 사람" | "Influencer";
    role_legal_procurement = "법무·구매" | "Legal, procurement";
    role_blocker = "반대자" | "Blocker";
    role_coach = "코치" | "Coach";

    act_introduced = "사람을 소개했어요" | "Introduced somebody";
    act_shared = "우리 자료를 안에서 돌렸어요" | "Shared our material inside";
    act_gave = "자료나 일정을 구해 주었어요" | "Got us data or a date";
    act_argued = "우리 편에서 말했어요" | "Argued for us";

    relation_reports_to = "보고해요" | "reports to";
    relation_influences = "영향을 줘요" | "influences";
    relation_allied = "같은 편이에요" | "is allied with";
    relation_opposes = "맞서요" | "opposes";
    relation_said(from: &str, to: &str, kind: &str) = "{from} → {to}: {kind}" | "{from} {kind} {to}";

    stance_2 = "강한 찬성" | "Strongly for";
    stance_1 = "찬성" | "For";
    stance_0 = "중립" | "Neutral";
    stance_minus_1 = "반대" | "Against";
    stance_minus_2 = "강한 반대" | "Strongly against";
    influence_0 = "없음" | "None";
    influence_1 = "조금" | "Some";
    influence_2 = "큼" | "Much";
    influence_3 = "결정적" | "Decisive";
    influence_said(level: &str) = "영향력 {level}" | "influence: {level}";

    champions(count: i64) = "챔피언 {count}명" | "{count} champion{s}", s = s(count);
    champion_risks = "딜을 잃을 수 있는 이유" | "What may lose this deal";
    champion_risks_none = "지금은 걱정할 일이 없어요." | "Nothing to worry about right now.";
    risk_task = "할 일로 만들기" | "Make it a task";
    risk_task_done = "할 일에 담았어요." | "It is among the tasks.";

    risk_left(about: &str) = "챔피언 {about}님이 회사를 떠났어요" | "The champion {about} left the company";
    risk_left_do(about: &str) = "{about}님이 하던 일을 누가 이어받는지 알아보기" | "Find out who follows {about}";
    risk_left_ask(by: &str, about: &str) = "{by}님에게 {about}님의 후임 물어보기" | "Ask {by} who follows {about}";
    risk_silent(about: &str, days: i64) = "챔피언 {about}님과 {days}일째 대화가 없어요" | "No talk with the champion {about} for {days} days";
    risk_silent_do(about: &str) = "{about}님에게 연락하기" | "Get back to {about}";
    risk_none = "안에서 우리를 밀어 주는 사람이 없어요" | "Nobody inside sells for us";
    risk_none_do = "이 일을 가장 바라는 사람 찾기" | "Find whoever wants this most";
    risk_candidate(about: &str) = "{about}님은 아직 챔피언 후보예요" | "{about} is a candidate still";
    risk_candidate_do(about: &str) = "{about}님에게 소개나 자료 공유 부탁하기" | "Ask {about} to introduce us or pass our material on";
    risk_buyer(about: &str) = "예산 결정권자 {about}님을 아직 만나지 않았어요" | "The economic buyer {about} has not been met";
    risk_buyer_ask(by: &str, about: &str) = "{by}님에게 {about}님과의 15분 소개 부탁하기" | "Ask {by} for 15 minutes with {about}";
    risk_buyer_do(about: &str) = "{about}님과 만날 약속 잡기" | "Arrange to meet {about}";
    risk_blocker(about: &str, days: i64) = "반대하는 {about}님에게 {days}일째 답하지 않았어요" | "{about}, who is against it, has had no answer for {days} days";
    risk_blocker_do(about: &str) = "{about}님의 걱정에 답하기" | "Answer what worries {about}";
    risk_one(about: &str) = "챔피언이 {about}님 한 명뿐이에요" | "{about} is the only champion";
    risk_one_do(about: &str) = "{about}님과 함께 밀어 줄 사람 찾기" | "Find somebody beside {about}";

    tangle_same = "서로 다른 두 사람을 골라 주세요." | "Choose two different people.";
    tangle_circle = "보고 관계가 돌고 돌아요. 위아래를 다시 봐 주세요." | "They would report to each other in a circle.";
    tangle_not_seated = "그룹에 있는 사람만 이을 수 있어요." | "Only people of the committee can be related.";
    tangle_no_champion = "챔피언 자리에만 확인이 필요해요." | "Only a champion has something to prove.";

    gate_add_role(role: &str) = "{role} 몇 명 이상" | "{role}: so many";
    gate_add_role_touched(role: &str) = "{role} 몇 명 이상과 대화" | "{role}: talked with so many";
    gate_role(role: &str, count: u8) = "{role} {count}명 이상" | "{role}: at least {count}";
    gate_role_touched(role: &str, count: u8) = "{role} {count}명 이상과 대화" | "{role}: talked with at least {count}";
}

impl Words {
    pub fn role_of(self, role: Role) -> &'static str {
        match role {
            Role::Champion => self.role_champion(),
            Role::EconomicBuyer => self.role_economic_buyer(),
            Role::DecisionMaker => self.role_decision_maker(),
            Role::TechnicalEvaluator => self.role_technical_evaluator(),
            Role::User => self.role_user(),
            Role::Influencer => self.role_influencer(),
            Role::LegalProcurement => self.role_legal_procurement(),
            Role::Blocker => self.role_blocker(),
            Role::Coach => self.role_coach(),
        }
    }

    /// The role as it counts: a champion of whom nothing proves it is a candidate.
    pub fn role_held(self, seat: &Seat) -> &'static str {
        if seat.is_candidate() { self.committee_candidate() } else { self.role_of(seat.role) }
    }

    pub fn proving_act(self, act: Act) -> &'static str {
        match act {
            Act::Introduced => self.act_introduced(),
            Act::Shared => self.act_shared(),
            Act::Gave => self.act_gave(),
            Act::Argued => self.act_argued(),
        }
    }

    pub fn relation_kind(self, kind: RelationKind) -> &'static str {
        match kind {
            RelationKind::ReportsTo => self.relation_reports_to(),
            RelationKind::Influences => self.relation_influences(),
            RelationKind::Allied => self.relation_allied(),
            RelationKind::Opposes => self.relation_opposes(),
        }
    }

    pub fn stance(self, stance: i16) -> &'static str {
        match stance {
            2.. => self.stance_2(),
            1 => self.stance_1(),
            0 => self.stance_0(),
            -1 => self.stance_minus_1(),
            _ => self.stance_minus_2(),
        }
    }

    pub fn influence(self, influence: i16) -> &'static str {
        match influence {
            3.. => self.influence_3(),
            2 => self.influence_2(),
            1 => self.influence_1(),
            _ => self.influence_0(),
        }
    }

    /// A risk of a committee whose people are at hand.
    pub fn named_risk(committee: &Committee, risk: &Risk) -> NamedRisk {
        NamedRisk::of(risk, |id| committee.name(id))
    }

    /// What is wrong.
    pub fn risk_named(self, risk: &NamedRisk) -> String {
        let about = risk.about.as_deref().unwrap_or_default();
        let days = risk.days.unwrap_or_default();
        match risk.kind {
            RiskKind::ChampionLeft => self.risk_left(about),
            RiskKind::ChampionSilent => self.risk_silent(about, days),
            RiskKind::NoChampion if risk.about.is_some() => self.risk_candidate(about),
            RiskKind::NoChampion => self.risk_none().to_owned(),
            RiskKind::BuyerUntouched => self.risk_buyer(about),
            RiskKind::BlockerUnanswered => self.risk_blocker(about, days),
            RiskKind::OnlyOneChampion => self.risk_one(about),
        }
    }

    /// What to do about it.
    pub fn risk_act(self, risk: &NamedRisk) -> String {
        let about = risk.about.as_deref().unwrap_or_default();
        match (risk.kind, risk.by.as_deref()) {
            (RiskKind::ChampionLeft, Some(by)) => self.risk_left_ask(by, about),
            (RiskKind::ChampionLeft, None) => self.risk_left_do(about),
            (RiskKind::ChampionSilent, _) => self.risk_silent_do(about),
            (RiskKind::NoChampion, _) if risk.about.is_some() => self.risk_candidate_do(about),
            (RiskKind::NoChampion, _) => self.risk_none_do().to_owned(),
            (RiskKind::BuyerUntouched, Some(by)) => self.risk_buyer_ask(by, about),
            (RiskKind::BuyerUntouched, None) => self.risk_buyer_do(about),
            (RiskKind::BlockerUnanswered, _) => self.risk_blocker_do(about),
            (RiskKind::OnlyOneChampion, _) => self.risk_one_do(about),
        }
    }

    pub fn tangle(self, tangle: Tangle) -> &'static str {
        match tangle {
            Tangle::OneAndTheSame => self.tangle_same(),
            Tangle::Circle => self.tangle_circle(),
            Tangle::NotSeated => self.tangle_not_seated(),
            Tangle::NoChampion => self.tangle_no_champion(),
        }
    }

    /// What a gate asks of the committee.
    pub fn asked_role(self, asked: RoleAsked) -> String {
        let role = self.role_of(asked.kind);
        if asked.touched {
            self.gate_role_touched(role, asked.count)
        } else {
            self.gate_role(role, asked.count)
        }
    }

    /// The same in the menu, before its number is known.
    pub fn role_to_ask(self, asked: RoleAsked) -> String {
        let role = self.role_of(asked.kind);
        if asked.touched { self.gate_add_role_touched(role) } else { self.gate_add_role(role) }
    }

    /// The field of a history that says `committee.champion`, and those of the committee's forms.
    pub fn committee_field(self, field: &str) -> Option<String> {
        let what = field.strip_prefix("committee.").unwrap_or(field);
        let name = match what {
            "stance" => self.committee_stance(),
            "influence" => self.committee_influence(),
            "goals" => self.committee_goals(),
            "concerns" => self.committee_concerns(),
            "persuaded_by" => self.committee_persuaded(),
            "proof" => self.committee_prove(),
            "left" => self.committee_leave(),
            "act" => self.committee_act(),
            "from" => self.committee_from(),
            "to" => self.committee_to(),
            what => {
                let role = Role::of_code(what).map(|it| self.role_of(it));
                role.or_else(|| RelationKind::of_code(what).map(|it| self.relation_kind(it)))?
            }
        };
        Some(if what == field { name.to_owned() } else { format!("{} · {name}", self.committee()) })
    }
}
