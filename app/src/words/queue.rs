//! What is said about what a lead is owed, and about the order to work leads in.

use super::{Words, words};
use crate::ui::Tone;
use chrono::{DateTime, Utc};
use domain::activities::{ActivityKind, Outcome};
use domain::calendar::Clock;
use domain::leads::{Owed, Promise, QueueLine, Urgency, Wake};

words! {
    queue = "컨택 순서" | "Work queue";
    queue_whose = "누구의 순서" | "Whose queue";
    queue_mine = "내 리드와 대기" | "Mine and waiting";
    queue_all = "모든 리드" | "All leads";
    queue_label = "연락할 순서로 놓인 리드" | "Leads in the order to work them";
    queue_empty = "지금 연락할 리드가 없어요." | "Nobody is waiting for you.";
    queue_shown(shown: &str, all: &str) = "앞의 {shown}건이에요. 모두 {all}건이 기다려요." | "These are the first {shown} of {all}.";
    queue_log = "기록" | "Log";
    queue_log_of(name: &str) = "기록: {name}" | "Log: {name}";
    queue_how = "어떻게 됐나요?" | "How did it go?";
    queue_said = "무슨 얘기를 했나요? (선택)" | "What was said? (optional)";
    queue_next = "다음에 할 일" | "What comes next";
    queue_next_hint = "비워 두면 할 일을 만들지 않아요." | "Leave the day empty to plan nothing.";
    queue_save = "기록하기" | "Log it";
    queue_cancel = "접기" | "Close";
    queue_rest = "여러 번 연락했지만 답이 없어요. 지금은 육성으로 두는 게 어때요?" | "They have not answered. Perhaps nurture them for now?";
    queue_keys = "J·K 이동, 글자로 바로 기록" | "J and K move, a letter logs";

    queue_late = "지남" | "Late";
    queue_soon = "1시간 안" | "Within an hour";
    queue_today = "오늘" | "Today";
    queue_later = "그 뒤" | "Later";

    owed_demo = "데모 요청에 답하기" | "Answer the demo request";
    owed_first = "첫 연락하기" | "Get in touch first";
    owed_answer = "다시 찾아왔어요. 답하기" | "They came back: answer";
    owed_try = "다시 연락하기" | "Try again";
    owed_rest = "답이 없어요. 쉬어 가기" | "No answer: give it a rest";
    owed_follow_up = "대화 이어 가기" | "Keep talking";
    owed_planned = "잡아 둔 일 하기" | "Do what was planned";
    owed_look_again = "다시 살펴보기" | "Look again";

    due_in_minutes(minutes: i64) = "{minutes}분 남음" | "{minutes} min left";
    due_by_time(time: &str) = "오늘 {time}까지" | "by {time} today";
    due_by_day(day: &str) = "{day}까지" | "by {day}";
    due_late_minutes(minutes: i64) = "{minutes}분 지남" | "{minutes} min late";
    due_late_hours(hours: i64) = "{hours}시간 지남" | "{hours} h late";
    due_late_days(days: i64) = "{days}일 지남" | "{days} day{s} late", s = super::s(days);
    due_title(when: &str) = "근무 시간으로 {when}까지" | "By {when}, in working hours";

    worth_tries(tries: usize) = "{tries}번 시도" | "{tries} tr{y}", y = if tries == 1 { "y" } else { "ies" };
    worth_raised = "데모 요청함" | "asked for a demo";
    worth_interest(points: i32) = "관심 {points}점" | "interest {points}";
    worth_fit(tier: &str, fit: i32) = "ICP {tier} ({fit}점)" | "ICP {tier} ({fit})";

    next_call = "전화하기" | "Call";
    next_email = "메일 보내기" | "Write";
    next_other = "다시 연락하기" | "Get in touch again";
    how_no_answer = "부재중" | "No answer";
    how_connected = "통화함" | "Talked";
    how_sent = "메일 보냄" | "Wrote";
    how_replied = "답장 받음" | "They replied";
    how_booked = "미팅 잡음" | "Booked a meeting";
    how_met = "미팅함" | "Met";
    how_demo = "데모함" | "Gave a demo";

    woke_by_day = "다시 볼 날이 되어 돌아왔어요." | "Came back because its day has come.";
    woke_by_hand(signal: &str) = "시그널이 와서 돌아왔어요: {signal}" | "Came back because of a signal: {signal}";
    woke_by_interest(points: i32) = "육성으로 둔 뒤 관심이 {points}점 쌓여 돌아왔어요." | "Came back after {points} points of new interest.";

    hours_title = "근무 시간" | "Working hours";
    hours_note = "리드에 답할 시간은 이 시간에만 흘러요." | "The clocks of leads run within these hours only.";
    hours_opens = "시작" | "From";
    hours_closes = "끝" | "To";
    hours_shown(opens: &str, closes: &str) = "{opens}–{closes}" | "{opens}–{closes}";
    promises_title = "리드에 답하는 약속" | "What leads are promised";
    promises_note = "컨택 순서와 리드 카드의 시계가 이 약속을 따라요." | "The work queue and the clocks on leads follow these.";
    promise_demo_minutes = "데모 요청에 답하기까지 (분)" | "To answer a demo request (minutes)";
    promise_inbound_minutes = "인바운드에 답하기까지 (분)" | "To answer other inbound (minutes)";
    promise_other_days = "그 밖의 리드 (영업일)" | "All other leads (business days)";
    promise_try_days = "다시 연락하기까지 (영업일)" | "Until the next try (business days)";
    promise_tries = "쉬어 가기 전 시도 (번)" | "Tries before a rest";
    promise_tries_days = "… 그 시도가 모인 기간 (영업일)" | "… within (business days)";
    promise_engaged_days = "대화를 이어 가기까지 (영업일)" | "To keep a talk going (business days)";
    promise_accept_hours = "인계를 수락하거나 돌려보내기까지 (근무 시간)" | "To decide a hand-over (working hours)";
    promise_remind_percent = "인계를 다시 알리는 때 (기한의 %)" | "Reminder of a hand-over (% of that)";
    promise_contact_hours = "인계를 수락하고 첫 연락까지 (시간)" | "To the first contact after accepting (hours)";
    promises_running = "바꾼 값은 그 뒤에 시작하는 시계부터예요. 이미 가고 있는 시계는 정해진 기한을 지켜요." | "What you change holds for clocks that start afterwards. One that runs keeps its due time.";
    promises_history = "바꾼 기록" | "What was changed";
    promise_changed(what: &str, before: &str, after: &str) = "{what} {before} → {after}" | "{what}: {before} → {after}";
    promises_save = "저장" | "Save";
    promises_saved = "저장했어요" | "Saved";
    why_ends_first = "시작보다 뒤여야 해요." | "It has to come after the beginning.";
}

impl Words {
    pub fn owed(self, owed: Owed) -> &'static str {
        match owed {
            Owed::Demo => self.owed_demo(),
            Owed::FirstResponse => self.owed_first(),
            Owed::Answer => self.owed_answer(),
            Owed::NextTry => self.owed_try(),
            Owed::Rest => self.owed_rest(),
            Owed::FollowUp => self.owed_follow_up(),
            Owed::Planned => self.owed_planned(),
            Owed::LookAgain => self.owed_look_again(),
            Owed::Decision => self.owed_decision(),
        }
    }

    /// A figure by the name that it has in forms and in the API.
    pub fn promise_named(self, field: &str) -> String {
        let said = match field {
            "demo_minutes" => self.promise_demo_minutes(),
            "inbound_minutes" => self.promise_inbound_minutes(),
            "other_days" => self.promise_other_days(),
            "try_days" => self.promise_try_days(),
            "tries" => self.promise_tries(),
            "tries_days" => self.promise_tries_days(),
            "engaged_days" => self.promise_engaged_days(),
            "accept_hours" => self.promise_accept_hours(),
            "remind_percent" => self.promise_remind_percent(),
            "contact_hours" => self.promise_contact_hours(),
            other => other,
        };
        said.to_owned()
    }

    pub fn urgency(self, urgency: Urgency) -> &'static str {
        match urgency {
            Urgency::Late => self.queue_late(),
            Urgency::Soon => self.queue_soon(),
            Urgency::Today => self.queue_today(),
            Urgency::Later => self.queue_later(),
        }
    }

    /// How much of the time is left, or how long it is over, in business time; and how much that presses.
    pub fn promise_due(self, promise: &Promise, now: DateTime<Utc>, clock: Clock<'_>) -> (String, Tone) {
        let day = clock.calendar.hours.length();
        match promise.urgency(now, clock) {
            Urgency::Late => {
                let late = clock.minutes(promise.due, now);
                let text = match late {
                    ..60 => self.due_late_minutes(late),
                    late if late < day => self.due_late_hours(late / 60),
                    late => self.due_late_days(late / day),
                };
                (text, Tone::Bad)
            }
            Urgency::Soon => (self.due_in_minutes((promise.due - now).num_minutes().max(1)), Tone::Warn),
            Urgency::Today => (self.due_by_time(&self.time(clock.zone.local(promise.due))), Tone::Neutral),
            Urgency::Later => {
                let (due, today) = (clock.zone.day(promise.due), clock.zone.day(now));
                (self.due_by_day(&self.due(due, today)), Tone::Neutral)
            }
        }
    }

    /// Why a lead stands where it does in the queue.
    pub fn worth(self, line: &QueueLine) -> String {
        let worth = line.worth;
        let parts = [
            (line.tries > 0).then(|| self.worth_tries(line.tries)),
            (worth.raised && line.promise.owed != Owed::Demo).then(|| self.worth_raised().to_owned()),
            line.tier.map(|tier| self.worth_fit(tier.letter(), worth.fit)),
            (worth.interest > 0).then(|| self.worth_interest(worth.interest)),
        ];
        parts.into_iter().flatten().collect::<Vec<_>>().join(" · ")
    }

    pub fn next_touch(self, kind: ActivityKind) -> &'static str {
        match kind {
            ActivityKind::Call => self.next_call(),
            ActivityKind::Email => self.next_email(),
            _ => self.next_other(),
        }
    }

    pub fn how(self, kind: ActivityKind, outcome: Outcome) -> &'static str {
        match (kind, outcome) {
            (ActivityKind::Demo, _) => self.how_demo(),
            (_, Outcome::Connected) => self.how_connected(),
            (_, Outcome::Sent) => self.how_sent(),
            (_, Outcome::Replied) => self.how_replied(),
            (_, Outcome::Booked) => self.how_booked(),
            (_, Outcome::Held) => self.how_met(),
            _ => self.how_no_answer(),
        }
    }

    pub fn woke(self, wake: Wake) -> String {
        match wake {
            Wake::Day => self.woke_by_day().to_owned(),
            Wake::Raised(kind) => self.woke_by_hand(self.signal_kind(kind)),
            Wake::Interest(points) => self.woke_by_interest(points),
        }
    }
}
