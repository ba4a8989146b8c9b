//! What logging, tasks and timelines say.

use super::{Words, words};
use chrono::NaiveDate;
use domain::activities::{
    ActivityKind, Change, Happened, LAST_ACTIVITY, NEXT_STEP_DONE, Outcome, Recorded, StageName,
};
use domain::{Currency, Money, hangul};

words! {
    kind_call = "통화" | "Call";
    kind_meeting = "미팅" | "Meeting";
    kind_demo = "데모" | "Demo";
    kind_email = "이메일" | "E-mail";
    kind_note = "메모" | "Note";
    kind_visit = "방문" | "Visit";

    outcome_connected = "연결됨" | "Connected";
    outcome_voicemail = "음성 메시지" | "Voicemail";
    outcome_no_answer = "부재중" | "No answer";
    outcome_held = "진행함" | "Held";
    outcome_no_show = "불참" | "No-show";
    outcome_booked = "일정 잡음" | "Booked";
    outcome_sent = "보냄" | "Sent";
    outcome_replied = "회신 받음" | "Replied";

    log_open = "활동 기록" | "Log activity";
    log_kind = "무엇을 했나요?" | "What did you do?";
    log_outcome = "어떻게 됐나요?" | "How did it go?";
    log_outcome_none = "결과 없음" | "No outcome";
    log_body = "내용" | "What was said";
    log_body_hint = "다음 사람이 이어받을 수 있게 적어 주세요." | "Write it so that the next runner can take over.";
    log_on = "언제" | "When";
    log_on_hint = "비워 두면 지금이에요." | "Empty means now.";
    log_with = "누구와" | "With whom";
    log_with_hint = "비워 두면 딜의 담당자예요." | "Empty means the deal’s main contact.";
    log_save = "기록하기" | "Log it";
    log_done = "기록했어요" | "Logged";

    activity_edit = "활동 고치기" | "Correct the activity";
    activity_edit_label(what: &str) = "{what} 고치기" | "Correct: {what}";
    activity_remove = "활동 지우기" | "Remove the activity";
    activity_edited = "고쳤어요" | "Corrected";
    activity_removed = "지웠어요" | "Removed";

    timeline_title = "타임라인" | "Timeline";
    timeline_empty = "아직 아무 일도 없었어요. 첫 통화나 미팅을 기록해 보세요." | "Nothing has happened yet. Log the first call or meeting.";
    timeline_more = "더 보기" | "Show more";
    timeline_newest = "최신부터 보기" | "Back to the newest";
    timeline_by_product = "Baton" | "Baton";

    moment_begun(stage: &str) = "딜 시작: {stage}" | "Deal begun: {stage}";
    moment_moved(from: &str, to: &str) = "{from} → {to}" | "{from} → {to}";
    moment_undone(from: &str, to: &str) = "되돌림: {from} → {to}" | "Undone: {from} → {to}";
    moment_reason(reason: &str) = "사유: {reason}" | "Reason: {reason}";
    moment_override(reason: &str) = "조건 예외: {reason}" | "Let pass: {reason}";
    moment_task_done(title: &str) = "할 일 완료: {title}" | "Task done: {title}";
    moment_step_done(step: &str) = "다음 액션 완료: {step}" | "Next step done: {step}";
    moment_step_follows(step: &str, due: &str) = "이어서: {step} ({due})" | "Then: {step} ({due})";
    moment_changed(fields: &str) = "{fields} 변경" | "Changed: {fields}";
    moment_change(field: &str, before: &str, after: &str) = "{field} {before} → {after}" | "{field} {before} → {after}";
    moment_tagged(tag: &str) = "태그 추가: {tag}" | "Tag added: {tag}";
    moment_untagged(tag: &str) = "태그 뺌: {tag}" | "Tag removed: {tag}";
    moment_nothing = "없음" | "none";
    moment_account_created = "고객사 등록" | "Account added";
    moment_person_created(name: &str) = "고객 담당자 등록: {name}" | "Person added: {name}";
    moment_of_person(name: &str, text: &str) = "{name} · {text}" | "{name} · {text}";

    moment_corrected(by: &str, when: &str) = "고침 · {by} · {when}" | "Corrected · {by} · {when}";
    moment_removed(what: &str) = "지운 활동: {what}" | "Activity removed: {what}";

    tasks_title = "할 일" | "Tasks";
    tasks_empty = "남은 할 일이 없어요." | "No tasks left.";
    tasks_done = "끝낸 할 일" | "Done";
    task_new = "할 일" | "Task";
    task_add = "할 일 추가" | "Add task";
    task_complete(title: &str) = "「{title}」 완료" | "Complete “{title}”";
    task_reopen(title: &str) = "「{title}」 다시 열기" | "Reopen “{title}”";
    task_edit(title: &str) = "「{title}」 고치기" | "Edit “{title}”";
    task_remove(title: &str) = "「{title}」 지우기" | "Delete “{title}”";
    task_completed(title: &str) = "「{title}」{o} 끝냈어요" | "“{title}” is done", o = hangul::object(title);

    step_complete(step: &str) = "「{step}」 완료" | "Complete “{step}”";
    step_completed(step: &str) = "「{step}」{o} 끝냈어요" | "“{step}” is done", o = hangul::object(step);
    step_done_title(step: &str) = "「{step}」{o} 끝냈나요? 다음은 무엇인가요?" | "Done with “{step}”? What comes next?", o = hangul::object(step);
    step_next = "이어서 할 일" | "Next step";
    step_next_hint = "아직 모르면 비워 두세요." | "Leave it empty if you don’t know yet.";
    step_done = "완료" | "Done";
}

impl Words {
    pub fn activity_kind(self, kind: ActivityKind) -> &'static str {
        match kind {
            ActivityKind::Call => self.kind_call(),
            ActivityKind::Meeting => self.kind_meeting(),
            ActivityKind::Demo => self.kind_demo(),
            ActivityKind::Email => self.kind_email(),
            ActivityKind::Note => self.kind_note(),
            ActivityKind::Visit => self.kind_visit(),
        }
    }

    pub fn outcome(self, outcome: Outcome) -> &'static str {
        match outcome {
            Outcome::Connected => self.outcome_connected(),
            Outcome::Voicemail => self.outcome_voicemail(),
            Outcome::NoAnswer => self.outcome_no_answer(),
            Outcome::Held => self.outcome_held(),
            Outcome::NoShow => self.outcome_no_show(),
            Outcome::Booked => self.outcome_booked(),
            Outcome::Sent => self.outcome_sent(),
            Outcome::Replied => self.outcome_replied(),
        }
    }

    pub fn activity_title(self, kind: ActivityKind, outcome: Option<Outcome>, more: Option<&str>) -> String {
        let parts = [Some(self.activity_kind(kind)), outcome.map(|it| self.outcome(it)), more];
        parts.into_iter().flatten().collect::<Vec<_>>().join(" · ")
    }

    /// What happened, in a line and the lines below it. `today` decides how days are said.
    pub fn happened(self, what: &Happened, today: NaiveDate) -> (String, Vec<String>) {
        match what {
            Happened::Activity { kind, outcome, body, person, advert, .. } => {
                let title = self.activity_title(*kind, *outcome, person.as_deref());
                let body = Some(body.clone()).filter(|it| !it.is_empty());
                let advert = advert.iter().map(|(way, against)| self.advert_sent(*way, against.as_deref()));
                (title, body.into_iter().chain(advert).collect())
            }
            Happened::Removed { kind, outcome } => {
                (self.moment_removed(&self.activity_title(*kind, *outcome, None)), vec![])
            }
            Happened::Signal { kind, value, properties, who } => {
                let parts = [Some(self.signal(*kind, *value)), who.clone()];
                let title = parts.into_iter().flatten().collect::<Vec<_>>().join(" · ");
                (title, properties.iter().map(|it| self.property(it)).collect())
            }
            Happened::TaskDone { title } => (self.moment_task_done(title), vec![]),
            Happened::Moved { from, to, reason, override_reason, undone } => {
                let stage = |it: &StageName| self.either(&it.ko, &it.en).to_owned();
                let title = match from {
                    None => self.moment_begun(&stage(to)),
                    Some(from) if *undone => self.moment_undone(&stage(from), &stage(to)),
                    Some(from) => self.moment_moved(&stage(from), &stage(to)),
                };
                let reason = reason.iter().map(|it| self.moment_reason(it));
                let passed = override_reason.iter().map(|it| self.moment_override(it));
                (title, reason.chain(passed).collect())
            }
            Happened::LeadMoved { from, to, reason, until, why, by_activity, undone, wake } => {
                let title = match from {
                    None => self.lead_moment_created().to_owned(),
                    Some(from) if *undone => {
                        self.moment_undone(self.lead_status(*from), self.lead_status(*to))
                    }
                    Some(from) if from == to => self.lead_nurture_day().to_owned(),
                    Some(from) => self.lead_moment_moved(self.lead_status(*from), self.lead_status(*to)),
                };
                let why = why.map(|it| self.disqualify_reason(it).to_owned());
                let until = until.map(|it| self.lead_nurtured(&self.day(it, today)));
                let followed = by_activity.then(|| self.lead_moment_by_activity().to_owned());
                let reason = reason.as_ref().map(|it| self.moment_reason(it));
                let woke = wake.map(|it| self.woke(it));
                (title, why.into_iter().chain(until).chain(reason).chain(followed).chain(woke).collect())
            }
            Happened::Qualified { to } => (self.lead_moment_qualified(self.kind(*to)), vec![]),
            Happened::Touched { origin, source, about } => {
                let came = [Some(self.origin(*origin)), source.as_deref()];
                let came = came.into_iter().flatten().collect::<Vec<_>>().join(" · ");
                let about = Some(about.clone()).filter(|it| !it.is_empty());
                (self.lead_moment_touched(&came), about.into_iter().collect())
            }
            Happened::Created { of: Recorded::Person(name) } => (self.moment_person_created(name), vec![]),
            Happened::Created { .. } => (self.moment_account_created().to_owned(), vec![]),
            Happened::Changed { of, changes } => {
                let (title, lines) = self.changes(changes, today);
                match of {
                    Recorded::Person(name) => (self.moment_of_person(name, &title), lines),
                    _ => (title, lines),
                }
            }
        }
    }

    fn changes(self, changes: &[Change], today: NaiveDate) -> (String, Vec<String>) {
        let due = || changes.iter().find(|it| it.field == "next_step_due");
        if let Some(done) = changes.iter().find(|it| it.field == NEXT_STEP_DONE) {
            let due = due().map(|it| self.value(it, &it.after, today)).unwrap_or_default();
            let follows = (!done.after.is_empty()).then(|| self.moment_step_follows(&done.after, &due));
            return (self.moment_step_done(&done.before), follows.into_iter().collect());
        }
        let told: Vec<_> = changes.iter().filter(|it| it.field != LAST_ACTIVITY).collect();
        match told.as_slice() {
            [only] if !is_long(only) => (self.change(only, today), vec![]),
            all if all.iter().any(|it| it.field == "merged") => {
                let rest: Vec<_> = all.iter().filter(|it| it.field != "merged" && !is_long(it)).collect();
                let title = all.iter().find(|it| it.field == "merged").map(|it| self.change(it, today));
                (title.unwrap_or_default(), rest.into_iter().map(|it| self.change(it, today)).collect())
            }
            all => {
                let fields: Vec<_> = all.iter().map(|it| self.field(&it.field)).collect();
                let short = all.iter().filter(|it| !is_long(it));
                (self.moment_changed(&fields.join(", ")), short.map(|it| self.change(it, today)).collect())
            }
        }
    }

    fn change(self, change: &Change, today: NaiveDate) -> String {
        // A record has many tags, and each line of history is about one.
        match (change.field.as_str(), change.before.as_str(), change.after.as_str()) {
            ("tags", "", tag) => return self.moment_tagged(tag),
            ("tags", tag, "") => return self.moment_untagged(tag),
            ("merged", "", lead) => return self.moment_merged(lead),
            ("merged", lead, "") => return self.moment_parted(lead),
            ("contact_step", "", whom) => return self.moment_contact_planned(whom),
            ("contact_step", whom, "") => return self.moment_contact_taken_out(whom),
            ("research_note", "", note) => return self.moment_noted(note),
            ("target", "", _) => return self.moment_targeted().to_owned(),
            ("target", _, "") => return self.moment_untargeted().to_owned(),
            _ => {}
        }
        let value = |it: &str| self.value(change, it, today);
        self.moment_change(&self.field(&change.field), &value(&change.before), &value(&change.after))
    }

    /// A value as people say it: short amounts, days without the year, and a word for nothing.
    fn value(self, change: &Change, text: &str, today: NaiveDate) -> String {
        if text.is_empty() {
            return self.moment_nothing().to_owned();
        }
        if let Ok(day) = text.parse::<NaiveDate>() {
            return self.day(day, today);
        }
        match change.field.as_str() {
            "amount" => amount(text).map_or(text.to_owned(), |it| it.short(self.locale)),
            "probability" => format!("{text}%"),
            field => self.coded(field, text),
        }
    }
}

/// Notes are read where they stand; the timeline only says that they changed.
fn is_long(change: &Change) -> bool {
    change.field == "about" || change.before.chars().count() + change.after.chars().count() > 120
}

/// The amount that history keeps in full, with its currency's sign before it.
fn amount(text: &str) -> Option<Money> {
    let currency = Currency::ALL.into_iter().find(|it| text.starts_with(it.sign()))?;
    Money::parse(text, currency).ok()
}
