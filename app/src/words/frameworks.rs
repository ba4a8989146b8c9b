//! What the screens say about frameworks: how sure we are of what has to be known, what to ask next, and the page on which
//! frameworks are kept.

use super::{Words, s, words};
use chrono::NaiveDate;
use domain::frameworks::{Evidence, Standing, Tally};
use domain::money::grouped;
use domain::pipeline::gate::Scored;
use domain::pipeline::list::Sort;

words! {
    frameworks = "검증 프레임워크" | "Frameworks";
    frameworks_about = "딜에서 알아야 할 것: BANT, MEDDIC, 우리 것" | "What to know of a deal: BANT, MEDDIC or your own";
    frameworks_note = "딜마다 무엇을 얼마나 확실히 아는지 적는 기준이에요. 파이프라인마다 하나를 골라 써요." | "What has to be known of every deal, and how surely. Each pipeline uses one.";
    frameworks_read_only = "관리자가 바꿀 수 있어요." | "Admins can change them.";
    framework = "프레임워크" | "Framework";
    framework_none = "쓰지 않음" | "None";
    framework_new = "새 프레임워크" | "New framework";
    framework_edit(name: &str) = "{name} 고치기" | "Edit {name}";
    framework_off = "새로 고르지 않기" | "Not to be chosen any more";
    framework_is_off = "꺼짐" | "Off";
    framework_criteria(count: i64) = "기준 {count}개" | "{count} criteri{a}", a = if count == 1 { "on" } else { "a" };
    framework_criterion(place: usize) = "기준 {place}" | "Criterion {place}";
    framework_place = "순서" | "Order";
    framework_ask_ko = "물어볼 말 (한국어)" | "Question (Korean)";
    framework_ask_en = "물어볼 말 (영어)" | "Question (English)";
    framework_whom_ko = "누구에게 (한국어)" | "Whom to ask (Korean)";
    framework_whom_en = "누구에게 (영어)" | "Whom to ask (English)";
    framework_blank = "이름을 비운 줄은 저장하지 않아요. 한 언어만 적어도 돼요." | "A row without names is left out. One language is enough.";
    framework_of_pipelines = "파이프라인이 쓰는 프레임워크" | "What pipelines use";
    framework_of(pipeline: &str) = "{pipeline}의 프레임워크" | "Framework of {pipeline}";
    framework_choose = "바꾸기" | "Change";

    known = "무엇을 알고 있나요" | "What we know";
    known_total(points: i16, most: i16) = "{most}점 중 {points}점" | "{points} of {most}";
    known_by(framework: &str, total: &str) = "{framework} · {total}" | "{framework} · {total}";
    known_on(day: &str) = "{day} 확인" | "learned {day}";
    known_until(days: i64) = "{days}일 남음" | "{days} day{s} left", s = s(days);
    known_expired = "다시 확인" | "Ask again";
    known_expired_why(score: i16) = "{score}점이었지만 60일이 지났어요" | "It was {score}, more than 60 days ago";
    known_unproven = "근거 없음" | "No proof left";
    known_asked(least: i16) = "다음 단계 {least}점" | "Next stage: {least}";
    known_hint = "줄을 열고 0–3 키로 점수를 매길 수 있어요." | "Open a row, or press 0–3 on it.";
    known_proof = "무엇으로 알았나요?" | "How do you know?";
    known_new_note = "새로 적기" | "A new note";
    known_note = "메모" | "Note";
    known_note_hint = "메모로 타임라인에 남아요." | "It is kept on the timeline as a note.";
    known_save = "점수 남기기" | "Save the score";
    known_others = "다른 프레임워크로 알게 된 것" | "Known by other frameworks";
    known_score = "점수" | "Score";

    heat_map = "히트맵" | "Heat map";
    heat_without = "이 파이프라인은 검증 프레임워크를 쓰지 않아요. 하나를 고르면 딜마다 무엇을 아는지 한눈에 보여요." | "This pipeline uses no framework. Choose one, and see at a glance what is known of each deal.";
    heat_order_label = "정렬" | "Order";
    heat_by_amount = "금액 큰 순" | "Largest first";
    heat_by_close = "마감 빠른 순" | "Closing first";
    heat_by_stage = "오래 머문 순" | "Longest in stage";
    heat_confirmed = "확인한 딜" | "Confirmed";
    heat_lapsed = "오래됐거나 근거가 없음" | "Out of date or unproven";
    heat_of(name: &str, said: &str) = "{name}: {said}" | "{name}: {said}";
    heat_counts(confirmed: &str, heard: &str, unknown: &str, lapsed: &str) = "확인 {confirmed}건, 한 번 들음 {heard}건, 모름 {unknown}건, 오래됨 {lapsed}건" | "{confirmed} confirmed, {heard} heard once, {unknown} unknown, {lapsed} out of date";

    coach = "다음에 물어볼 것" | "Ask next";
    coach_gate(name: &str, least: i16, score: i16) = "{name} {score} → {least}점: 다음 단계가 물어봐요" | "{name} {score} → {least}: the next stage asks for it";
    coach_usual(name: &str, least: i16, score: i16) = "{name} {score} → {least}점: 아직 확인하지 못했어요" | "{name} {score} → {least}: not confirmed yet";
    coach_whom(whom: &str) = "{whom}에게" | "Ask {whom}";
    coach_task = "할 일로 만들기" | "Make it a task";
    coach_task_done = "할 일에 담았어요." | "It is among the tasks.";
    coach_task_title(question: &str) = "물어보기: {question}" | "Ask: {question}";

    score_least(what: &str, least: i16) = "{what} {least}점 이상" | "{what} at least {least}";
    score_at_least(what: &str) = "{what} 점수" | "{what} score";
    score_total(framework: &str) = "{framework} 합계" | "{framework} total";
    score_named(framework: &str, criterion: &str) = "{framework} {criterion}" | "{framework} {criterion}";
    criterion_metrics = "지표" | "Metrics";
    criterion_economic_buyer = "예산 결정권자" | "Economic buyer";
    criterion_decision_criteria = "결정 기준" | "Decision criteria";
    criterion_decision_process = "결정 절차" | "Decision process";
    criterion_identify_pain = "문제" | "Identify pain";
    criterion_champion = "챔피언" | "Champion";
}

impl Words {
    /// What a gate asks to be known.
    pub fn asked_score(self, asked: &Scored) -> String {
        self.score_least(&self.scored(&asked.framework, asked.criterion.as_deref()), asked.least)
    }

    /// A criterion as gates and histories know it, by its codes: those that every workspace begins with have names here,
    /// a team's own were made from its names.
    fn scored(self, framework: &str, criterion: Option<&str>) -> String {
        let name = match framework {
            "bant" | "meddic" => framework.to_uppercase(),
            own => own.replace('_', " "),
        };
        let Some(criterion) = criterion else { return self.score_total(&name) };
        let criterion = match criterion {
            "need" => self.criterion_need().to_owned(),
            "authority" => self.criterion_authority().to_owned(),
            "timing" => self.criterion_timing().to_owned(),
            "budget" => self.criterion_budget().to_owned(),
            "metrics" => self.criterion_metrics().to_owned(),
            "economic_buyer" => self.criterion_economic_buyer().to_owned(),
            "decision_criteria" => self.criterion_decision_criteria().to_owned(),
            "decision_process" => self.criterion_decision_process().to_owned(),
            "identify_pain" => self.criterion_identify_pain().to_owned(),
            "champion" => self.criterion_champion().to_owned(),
            own => own.replace('_', " "),
        };
        self.score_named(&name, &criterion)
    }

    /// The field of a history that says `score.meddic.champion`.
    pub fn scored_field(self, field: &str) -> Option<String> {
        let (framework, criterion) = field.strip_prefix("score.")?.split_once('.')?;
        Some(self.scored(framework, Some(criterion)))
    }

    /// What something was learned by, in a line.
    pub fn evidence(self, it: &Evidence, today: NaiveDate) -> String {
        let kind = self.activity_kind(it.kind);
        let what = match it.outcome {
            Some(outcome) => format!("{kind} {}", self.outcome(outcome)),
            None => kind.to_owned(),
        };
        let begins: String = it.body.chars().take(60).collect();
        [what, self.day(it.on, today), begins]
            .into_iter()
            .filter(|it| !it.is_empty())
            .collect::<Vec<_>>()
            .join(" · ")
    }

    pub fn heat_order(self, by: Sort) -> &'static str {
        match by {
            Sort::Close => self.heat_by_close(),
            Sort::InStage => self.heat_by_stage(),
            _ => self.heat_by_amount(),
        }
    }

    pub fn heat_said(self, name: &str, score: i16, standing: Standing) -> String {
        match standing {
            Standing::Expired => self.heat_of(name, &self.known_expired_why(score)),
            Standing::Unproven => self.heat_of(name, self.known_unproven()),
            Standing::Unknown | Standing::Holds => self.heat_of(name, &self.sure(score)),
        }
    }

    pub fn heat_tally(self, it: Tally) -> String {
        let number = |it: i64| grouped(it.unsigned_abs());
        self.heat_counts(&number(it.confirmed), &number(it.heard), &number(it.unknown), &number(it.lapsed))
    }
}
