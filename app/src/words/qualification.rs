//! What the pages say about qualification: kinds and why they were granted, the rules, and the talk.

use super::{Words, words};
use domain::qualification::{Criterion, Kind, Missing, Origin};
use domain::signals::score::{Class, Figure};

words! {
    qualification = "자격 검증" | "Qualification";
    qualification_about = "어떤 리드가 MQL과 PQL인지" | "Which leads are MQL and PQL";
    qualification_note = "시그널에 점수를 주는 규칙이에요. 저장하면 모든 리드를 새 규칙으로 다시 판정해요." | "The rules that give signals their points. Once saved, every lead is judged by them.";
    qualification_read_only = "관리자가 바꿀 수 있어요." | "Admins can change it.";

    kind_mql = "MQL" | "MQL";
    kind_pql = "PQL" | "PQL";
    kind_sql = "SQL" | "SQL";
    kind_none = "아직 없음" | "None yet";
    kind_mql_full = "마케팅 적격 리드" | "Marketing-qualified lead";
    kind_pql_full = "제품 적격 리드" | "Product-qualified lead";
    kind_sql_full = "영업 적격 리드" | "Sales-qualified lead";
    kind_named(short: &str, full: &str) = "{short} · {full}" | "{short} · {full}";
    kind_cooling = "식는 중" | "Cooling";
    kind_cooling_why = "지금 점수가 기준보다 낮아요." | "Below what the rules ask by now.";
    kind_review = "확인 필요" | "To review";
    kind_review_why = "먼저 연락이 왔지만 학생, 경쟁사, 스팸일 수 있어요. 직접 확인해 주세요." | "They raised a hand, but may be a student, a competitor or spam. Please have a look.";
    kinds_all = "모든 자격" | "However qualified";
    kinds_label = "자격" | "Qualified";

    lead_fit = "적합도" | "Fit";
    lead_interest = "관심도" | "Interest";
    lead_product = "제품 사용" | "Product use";
    lead_moment_qualified(kind: &str) = "{kind} 판정" | "Became {kind}";

    why_kind(kind: &str) = "왜 {kind}인가요?" | "Why is this {article} {kind}?", article = if kind.starts_with('P') { "a" } else { "an" };
    why_none = "아직 규칙이 판정한 적이 없어요." | "The rules have granted nothing yet.";
    why_when(day: &str) = "{day}에 기준을 채웠어요" | "Met the rules on {day}";
    why_granted(day: &str, who: &str) = "{day} · {who}" | "{day} · {who}";
    why_by_rules(version: i32) = "규칙 버전 {version}" | "Rules version {version}";
    why_by_first_rules = "기본 규칙" | "Default rules";
    why_sum(points: i32, least: i32) = "점수 {points}점 (기준 {least}점)" | "{points} points ({least} needed)";
    why_fit(fit: i32, least: i32) = "ICP 적합도 {fit} (기준 {least})" | "ICP fit {fit} ({least} needed)";
    why_raised = "먼저 연락 옴" | "Raised a hand";
    why_meeting = "미팅을 약속했거나 가졌어요" | "A meeting was booked or held";
    why_use(owner: &str, what: &str) = "워크스페이스 담당 {owner} · {what}" | "Workspace owner {owner} · {what}";
    why_more(count: usize) = "외 {count}건" | "and {count} more";
    why_reasons = "판정한 이유" | "Reasons";
    why_changes = "판정 이력" | "What was granted";
    origin_marketing = "마케팅" | "Marketing";
    origin_product = "제품" | "Product";
    origin_outbound = "아웃바운드" | "Outbound";

    talk = "자격 검증 대화" | "Qualification talk";
    talk_write = "적기" | "Write down";
    talk_save = "적어 두기" | "Save";
    talk_empty = "통화하거나 만나서 알게 된 것을 적어 두세요. 일부만 적어도 돼요." | "Write down what calls and meetings find out; a part of it is enough.";
    talk_note = "무엇으로 알았나요?" | "How do you know?";
    talk_sure = "얼마나 확실한가요?" | "How sure?";
    talk_workspace_owner = "워크스페이스 담당자" | "Workspace owner";
    talk_use_case = "무엇에 쓰나요?" | "What do they use it for?";
    talk_use = "제품 사용" | "Use of the product";
    criterion_need = "필요" | "Need";
    criterion_authority = "권한" | "Authority";
    criterion_timing = "시기" | "Timing";
    criterion_budget = "예산" | "Budget";
    criterion_need_asks = "어떤 문제를 풀려고 하나요?" | "Which problem do they want solved?";
    criterion_authority_asks = "누가 결정하고, 그 사람까지 어떻게 가나요?" | "Who decides, and how do we reach them?";
    criterion_timing_asks = "언제까지 해결해야 하나요?" | "By when do they need it?";
    criterion_budget_asks = "예산이 잡혀 있나요?" | "Is there a budget?";
    sure_0 = "모름" | "Unknown";
    sure_1 = "한 번 들음" | "Heard once";
    sure_2 = "당사자가 확인" | "Confirmed by them";
    sure_3 = "행동이나 문서로 증명" | "Proven";
    sure_of(score: i16, name: &str) = "{score} · {name}" | "{score} · {name}";

    grant = "영업 적격으로 올리기" | "Grant SQL";
    grant_ready = "영업에 넘길 만큼 확인했어요." | "Enough is confirmed for sales.";
    grant_missing = "영업 적격이 되려면 더 필요해요" | "Still needed for SQL";
    missing_need = "필요를 당사자가 확인(2점)" | "Need confirmed (2)";
    missing_path = "권한이나 시기를 당사자가 확인(2점)" | "Authority or timing confirmed (2)";
    missing_meeting = "첫 미팅 약속" | "A first meeting agreed";
    missing_product(points: i32) = "제품 사용 점수 {points}점 더" | "{points} more points of product use";
    missing_owner = "워크스페이스 담당자" | "The workspace owner";
    missing_use_case = "무엇에 쓰는지" | "What they use it for";
    refused_not_qualified(missing: &str) = "아직 영업 적격으로 올릴 수 없어요. 더 필요한 것: {missing}." | "Not ready for SQL yet. Still needed: {missing}.";

    rules_interest = "관심도 규칙" | "Interest rules";
    rules_interest_note = "한 사람이 보인 관심이에요. 시간이 지나면 점수가 줄어요. 0점이면 세지 않아요." | "The interest that a person shows. Points fade with time; a rule of 0 counts nothing.";
    rules_against = "감점" | "What speaks against";
    rules_against_note = "줄어들지 않는 감점이에요. 학생, 경쟁사, 스팸이 먼저 연락하면 MQL이 아니라 ‘확인 필요’로 보여요." | "These do not fade. A student, competitor or spammer who raises a hand is shown as “To review” instead of MQL.";
    rules_raises = "바로 MQL" | "MQL at once";
    rules_raises_note = "이런 시그널이 오면 점수와 상관없이 MQL이 돼요." | "Whoever does one of these is an MQL, whatever the points.";
    rules_product = "제품 사용 규칙" | "Product rules";
    rules_product_note = "한 회사가 함께 쓴 것을 봐요. 가치 하나와 성장이나 한도 하나가 있어야 PQL이 돼요." | "What a company does together. A PQL needs value, and growth or a limit.";
    rules_of_product(name: &str) = "{name}의 규칙" | "Rules of {name}";
    rules_of_product_at(place: usize) = "제품 {place}" | "Product {place}";
    rules_of_product_new = "새 제품의 규칙" | "Rules of a new product";
    rules_of_product_name = "제품 이름" | "Product";
    rules_of_product_hint = "시그널의 속성 product에 적혀 오는 이름이에요." | "As signals name it, in their property product.";
    rules_of_product_add = "제품별 규칙 추가" | "Add rules of a product";
    rules_of_product_add_note = "가치가 드러나는 모습이 다른 제품이 있나요? 그 제품의 시그널만 따로 판정해요." | "Does one of your products show its value another way? Its signals are then judged by themselves.";
    rules_of_product_remove(rules: &str) = "{rules} 빼기" | "Remove {rules}";
    lead_product_of(product: &str) = "{product} 사용" | "Use of {product}";
    why_product(product: &str) = "제품: {product}" | "Product: {product}";
    rules_thresholds = "기준 점수" | "Thresholds";
    rules_fit = "MQL의 적합도" | "Fit for an MQL";
    rules_interest_least = "MQL의 관심도" | "Interest for an MQL";
    rules_qualified = "PQL" | "PQL";
    rules_ready = "이야기할 때" | "Ready to talk";
    rules_raise_days = "식기까지" | "Stays warm for";
    rules_student_domains = "학교 도메인" | "Domains of schools";
    rules_competitor_domains = "경쟁사 도메인" | "Domains of competitors";
    rules_domains_hint = "쉼표로 나눠요. 아래 도메인도 포함돼요." | "With commas between; parts of them count, too.";
    rule_points = "점수" | "Points";
    rule_most = "최대" | "At most";
    rule_half_life = "반감기" | "Half-life";
    rule_least = "기준" | "At least";
    rule_within = "기간" | "Within";
    rule_class = "뜻" | "Stands for";
    rule_figure(rule: &str, figure: &str) = "{rule}: {figure}" | "{rule}: {figure}";
    class_value = "가치" | "Value";
    class_growth = "성장" | "Growth";
    class_limit = "한도" | "Limit";
    unit_points = "점" | "points";
    unit_days = "일" | "days";
    unit_times = "번" | "times";
    unit_minutes_long = "분" | "minutes";
    unit_persons = "명" | "people";
    unit_percents = "%" | "%";
    rules_try = "기록에 대 보기" | "Try on history";
    rules_save = "저장하고 적용" | "Save and switch on";
    rules_saved(version: i32) = "새 버전({version})을 적용했어요" | "Version {version} is in use";
    rules_overtaken(version: i32) = "그사이 다른 사람이 새 버전({version})을 저장했어요. 아래 기록에서 살펴보고, 그래도 바꾸려면 다시 저장하세요." | "Somebody saved version {version} meanwhile. Read it below; to replace it, save again.";
    rules_first = "기본 규칙" | "Default rules";
    rules_restore(version: &str) = "{version} 되살리기" | "Restore: {version}";
    rules_restored(version: &str) = "{version}에서 되살림" | "restored: {version}";

    effect_title = "저장하면" | "What saving does";
    effect_ask = "규칙을 바꾼 뒤 ‘기록에 대 보기’를 누르면, 지금까지의 시그널로 누가 무엇이 됐을지 보여 드려요." | "Change the rules and press “Try on history” to see who would have become what, by everything on record.";
    effect_wrong = "숫자를 모두 채우면 결과를 보여 드려요." | "Once every figure is filled in, you will see the result here.";
    effect_nothing(leads: i64) = "리드 {leads}건 모두 그대로예요." | "Nothing changes for {leads} lead{s}.", s = super::s(leads);
    effect_some(leads: i64) = "리드 {leads}건의 기록에 대 봤어요." | "Tried on the history of {leads} lead{s}.", s = super::s(leads);
    effect_new = "새로 됨" | "New";
    effect_same = "그대로" | "Same";
    effect_lost = "기준 미달" | "No longer";
    effect_won = "그중 수주" | "Of these won";
    effect_leads = "리드" | "Leads";
    effect_note = "수주: 리드의 고객사에 수주한 딜이 하나라도 있으면 세요. 이미 받은 판정은 새 규칙으로도 없어지지 않아요." | "Won: the lead’s account has at least one won deal. What was granted already stays, whatever the new rules.";
    effect_others(leads: i64) = "외 {leads}건" | "and {leads} more";
}

impl Words {
    /// As badges say it.
    pub fn kind(self, kind: Kind) -> &'static str {
        match kind {
            Kind::None => self.kind_none(),
            Kind::MarketingQualified => self.kind_mql(),
            Kind::ProductQualified => self.kind_pql(),
            Kind::SalesQualified => self.kind_sql(),
        }
    }

    pub fn kind_full(self, kind: Kind) -> &'static str {
        match kind {
            Kind::None => self.kind_none(),
            Kind::MarketingQualified => self.kind_mql_full(),
            Kind::ProductQualified => self.kind_pql_full(),
            Kind::SalesQualified => self.kind_sql_full(),
        }
    }

    pub fn qualified_by(self, origin: Origin) -> &'static str {
        match origin {
            Origin::Marketing => self.origin_marketing(),
            Origin::Product => self.origin_product(),
            Origin::Outbound => self.origin_outbound(),
        }
    }

    /// By which rules it was granted.
    pub fn by_rules(self, version: i32) -> String {
        if version == 0 { self.why_by_first_rules().to_owned() } else { self.why_by_rules(version) }
    }

    pub fn criterion(self, criterion: Criterion) -> &'static str {
        match criterion {
            Criterion::Need => self.criterion_need(),
            Criterion::Authority => self.criterion_authority(),
            Criterion::Timing => self.criterion_timing(),
            Criterion::Budget => self.criterion_budget(),
        }
    }

    pub fn criterion_asks(self, criterion: Criterion) -> &'static str {
        match criterion {
            Criterion::Need => self.criterion_need_asks(),
            Criterion::Authority => self.criterion_authority_asks(),
            Criterion::Timing => self.criterion_timing_asks(),
            Criterion::Budget => self.criterion_budget_asks(),
        }
    }

    pub fn sure(self, score: i16) -> String {
        let name = match score {
            0 => self.sure_0(),
            1 => self.sure_1(),
            2 => self.sure_2(),
            _ => self.sure_3(),
        };
        self.sure_of(score, name)
    }

    pub fn missing(self, missing: Missing) -> String {
        match missing {
            Missing::Need => self.missing_need().to_owned(),
            Missing::AuthorityOrTiming => self.missing_path().to_owned(),
            Missing::Meeting => self.missing_meeting().to_owned(),
            Missing::Product(points) => self.missing_product(points),
            Missing::WorkspaceOwner => self.missing_owner().to_owned(),
            Missing::UseCase => self.missing_use_case().to_owned(),
        }
    }

    pub fn not_qualified(self, missing: &[Missing]) -> String {
        let missing: Vec<_> = missing.iter().map(|it| self.missing(*it)).collect();
        self.refused_not_qualified(&missing.join(", "))
    }

    pub fn rule_class_of(self, class: Class) -> &'static str {
        match class {
            Class::Value => self.class_value(),
            Class::Growth => self.class_growth(),
            Class::Limit => self.class_limit(),
        }
    }

    pub fn counted_by(self, figure: Figure) -> &'static str {
        match figure {
            Figure::Times => self.unit_times(),
            Figure::Minutes => self.unit_minutes_long(),
            Figure::Days => self.unit_days(),
            Figure::People => self.unit_persons(),
            Figure::Percent => self.unit_percents(),
        }
    }
}
