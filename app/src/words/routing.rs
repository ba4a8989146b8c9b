//! What is said about routing: rules as sentences, and why a lead went where it did.

use super::{Words, words};
use chrono::NaiveDate;
use domain::hangul;
use domain::icp::Tier;
use domain::leads::giving::Kept;
use domain::routing::{Chosen, Passed, Reason, Share, Strategy, When};

words! {
    routing = "리드 할당" | "Routing";
    routing_about = "새 리드가 누구에게 갈지" | "To whom new leads go";
    routing_note = "위에서부터 맞는 첫 규칙이 담당자를 정해요. 맞는 규칙이 없으면 담당자를 기다려요." | "The first rule that fits, from the top, chooses the owner. Where none fits, the lead waits.";
    routing_rules = "규칙" | "Rules";
    routing_none = "아직 규칙이 없어요. 새 리드는 누군가 가져갈 때까지 기다려요." | "No rules yet. New leads wait until somebody takes them.";
    routing_add = "규칙 추가" | "Add a rule";
    routing_waiting(count: i64) = "담당자를 기다리는 리드가 {count}건 있어요." | "{count} lead{s} wait{v} for an owner.", s = super::s(count), v = if count == 1 { "s" } else { "" };
    routing_waiting_see = "보기" | "See them";
    routing_off = "꺼짐" | "Off";
    routing_switch_on = "켜기" | "Switch on";
    routing_switch_off = "끄기" | "Switch off";
    routing_switch_on_label(name: &str) = "{name} 켜기" | "Switch {name} on";
    routing_switch_off_label(name: &str) = "{name} 끄기" | "Switch {name} off";
    routing_earlier(name: &str) = "{name}{object} 위로" | "Move {name} up", object = hangul::object(name);
    routing_later(name: &str) = "{name}{object} 아래로" | "Move {name} down", object = hangul::object(name);
    routing_edit(name: &str) = "{name} 고치기" | "Edit {name}";
    routing_remove(name: &str) = "{name} 지우기" | "Remove {name}";
    routing_which = "어떤 리드인가요?" | "Which leads?";
    routing_which_note = "비워 둔 조건은 따지지 않아요. 모르는 값은 조건에 맞지 않아요." | "What is left empty does not matter. What is unknown fits no condition.";
    routing_any = "따지지 않음" | "Any";
    routing_least = "직원 수 (부터)" | "Employees from";
    routing_most = "직원 수 (까지)" | "Employees to";
    routing_how = "어떻게 나눌까요?" | "How to choose?";
    routing_how_note = "자리를 비웠거나 가득 찬 사람은 건너뛰고, 근무 중인 사람이 먼저예요." | "Who is away or full is passed over, and who is at work comes first.";
    routing_who = "누가 받나요?" | "Who takes part?";
    routing_who_note = "비중은 비중대로 나눌 때, 지역은 지역으로 나눌 때만 쓰여요. 지역은 쉼표로 나눠 적어요." | "Shares count where leads go by share, regions where they go by territory; regions are parted by commas.";
    routing_weight_of(name: &str) = "{name}의 비중" | "Share of {name}";
    routing_regions_of(name: &str) = "{name}의 지역" | "Regions of {name}";
    routing_round_robin = "차례대로" | "In turns";
    routing_weighted = "비중대로" | "By share";
    routing_least_open = "맡은 리드가 적은 사람부터" | "Fewest leads in hand";
    routing_account_owner = "고객사 담당자에게" | "To the account’s owner";
    routing_territory = "지역 담당자에게" | "By territory";
    routing_everybody = "모든 리드" | "All leads";
    routing_source(source: &str) = "출처 {source}" | "source {source}";
    routing_tier(tier: &str) = "ICP {tier} 이상" | "ICP {tier} or better";
    routing_employees(from: &str, to: &str) = "직원 {from}–{to}명" | "{from}–{to} employees";
    routing_employees_from(from: &str) = "직원 {from}명 이상" | "{from} employees or more";
    routing_employees_to(to: &str) = "직원 {to}명 이하" | "up to {to} employees";

    routing_available = "리드를 받는 사람" | "Who takes leads";
    routing_in_hand = "맡은 리드" | "In hand";
    routing_full = "가득" | "Full";
    routing_away = "자리 비움" | "Away";
    routing_away_between(from: &str, until: &str) = "{from} – {until}" | "{from} – {until}";
    routing_away_since(from: &str) = "{from}부터" | "from {from}";
    routing_away_to(until: &str) = "{until}까지" | "until {until}";
    routing_edit_member(name: &str) = "{name} 받는 때" | "When {name} takes leads";
    routing_capacity = "한 번에 맡는 리드 (최대)" | "Leads in hand at most";
    routing_capacity_note = "비워 두면 한도가 없어요." | "Empty means no limit.";
    routing_away_from = "자리 비움 시작" | "Away from";
    routing_away_until = "자리 비움 끝" | "Away until";
    routing_hours_note = "비워 두면 회사 근무 시간이에요." | "Empty means the workspace’s hours.";

    leads_give = "배정하기" | "Assign";
    leads_give_to = "누구에게" | "To whom";
    leads_by_rules = "할당 규칙대로" | "By the routing rules";
    leads_pick_some = "배정할 리드를 골라 주세요." | "Tick the leads to assign.";
    leads_picked(count: i64) = "{count}명 골랐어요." | "{count} lead{s} ticked.", s = super::s(count);
    pick_all_leads = "이 쪽의 리드 모두 고르기" | "Tick all leads on this page";
    leads_given_to(name: &str, count: i64) = "{name}에게 리드 {count}명을 배정했어요." | "{count} lead{s} went to {name}.", s = super::s(count);
    leads_given_nobody(count: i64) = "받을 사람이 없는 리드 {count}명은 담당자를 기다려요." | "{count} lead{s} found nobody and wait{w}.", s = super::s(count), w = if count == 1 { "s" } else { "" };
    leads_given_none = "배정한 리드가 없어요." | "No lead was assigned.";
    leads_taken_back(back: i64, of: i64) = "배정한 리드 {of}명 가운데 {back}명을 되돌렸어요." | "{back} of {of} lead{s} went back.", s = super::s(of);
    leads_take_back = "배정 되돌리기" | "Undo the assignment";
    leads_kept(count: i64) = "그대로 둔 리드 {count}명" | "{count} lead{s} stayed", s = super::s(count);
    kept_not_allowed = "내가 배정할 수 있는 리드가 아니에요" | "not yours to assign";
    kept_not_worked = "작업 중인 리드가 아니라 규칙으로 배정하지 않아요" | "not being worked, so no rule assigns it";
    kept_no_rule = "맞는 할당 규칙이 없어요" | "no routing rule means it";
    kept_gone = "없어진 리드예요" | "a lead that is not there any more";

    routing_why = "왜 이 담당자인가요?" | "Why this owner?";
    routing_again = "다시 배정" | "Route again";
    routing_gave(rule: &str, name: &str, why: &str) = "규칙 「{rule}」에 따라 {name}에게 갔어요. {why}" | "Went to {name} by the rule “{rule}”. {why}";
    routing_gave_nobody(rule: &str) = "규칙 「{rule}」에서 받을 수 있는 사람이 없어 담당자를 기다려요." | "By the rule “{rule}” nobody could take it, so it waits.";
    routing_gave_no_rule = "맞는 할당 규칙이 없어 담당자를 기다려요." | "No routing rule means it, so it waits.";
    routing_left(name: &str) = "{name} 님이 팀을 떠나서 다시 정했어요." | "Chosen anew because {name} left the team.";
    routing_reason_turn = "차례였어요." | "It was their turn.";
    routing_reason_share(given: i64, weight: i32) = "비중 {weight}에 비해 가장 적게 받았어요({given}건)." | "They had the least for a share of {weight} ({given}).";
    routing_reason_fewest(open: i64) = "맡은 리드가 가장 적었어요({open}건)." | "They had the fewest in hand ({open}).";
    routing_reason_account = "고객사의 담당자예요." | "They own the account.";
    routing_reason_territory = "지역을 맡고 있어요." | "The region is theirs.";
    routing_passed_left(name: &str) = "{name}: 더는 일하지 않아요" | "{name}: works here no more";
    routing_passed_away(name: &str) = "{name}: 자리를 비웠어요" | "{name}: away";
    routing_passed_away_until(name: &str, day: &str) = "{name}: {day}까지 자리를 비웠어요" | "{name}: away until {day}";
    routing_passed_full(name: &str, open: i64, capacity: i32) = "{name}: 가득 찼어요({open}/{capacity})" | "{name}: full ({open}/{capacity})";
    routing_passed_hours(name: &str) = "{name}: 근무 시간이 아니었어요" | "{name}: not at work then";
    routing_passed_not_theirs(name: &str) = "{name}: 맡은 곳이 아니에요" | "{name}: not theirs";
}

impl Words {
    /// Why a lead stayed whose it was.
    pub fn lead_kept(self, why: Kept) -> &'static str {
        match why {
            Kept::NotAllowed => self.kept_not_allowed(),
            Kept::NotWorked => self.kept_not_worked(),
            Kept::NoRule => self.kept_no_rule(),
            Kept::Gone => self.kept_gone(),
        }
    }

    pub fn routing_strategy(self, strategy: Strategy) -> &'static str {
        match strategy {
            Strategy::RoundRobin => self.routing_round_robin(),
            Strategy::Weighted => self.routing_weighted(),
            Strategy::LeastOpen => self.routing_least_open(),
            Strategy::AccountOwner => self.routing_account_owner(),
            Strategy::Territory => self.routing_territory(),
        }
    }

    pub fn routing_at_least(self, tier: Tier) -> String {
        self.routing_tier(tier.letter())
    }

    pub fn routing_switch_label(self, name: &str, on: bool) -> String {
        if on { self.routing_switch_off_label(name) } else { self.routing_switch_on_label(name) }
    }

    /// Which leads a rule means: `인바운드 · ICP B 이상`.
    pub fn routing_when(self, when: &When) -> String {
        let employees = match (when.least_employees, when.most_employees) {
            (Some(from), Some(to)) => Some(self.routing_employees(&from.to_string(), &to.to_string())),
            (Some(from), None) => Some(self.routing_employees_from(&from.to_string())),
            (None, Some(to)) => Some(self.routing_employees_to(&to.to_string())),
            (None, None) => None,
        };
        let parts = [
            when.origin.map(|it| self.origin(it).to_owned()),
            when.source.as_deref().map(|it| self.routing_source(it)),
            when.tier.map(|it| self.routing_at_least(it)),
            when.region.clone(),
            when.industry.clone(),
            employees,
        ];
        let said: Vec<_> = parts.into_iter().flatten().collect();
        if said.is_empty() { self.routing_everybody().to_owned() } else { said.join(" · ") }
    }

    /// A member in a rule, with what counts there.
    pub fn routing_share(self, strategy: Strategy, share: &Share, name: &str) -> String {
        match strategy {
            Strategy::Weighted => format!("{name} ×{}", share.weight),
            Strategy::Territory => format!("{name} ({})", share.regions.join("·")),
            _ => name.to_owned(),
        }
    }

    pub fn routing_hand(self, open: i64, capacity: Option<i32>) -> String {
        capacity.map_or_else(|| open.to_string(), |most| format!("{open} / {most}"))
    }

    pub fn routing_away_days(
        self,
        from: Option<NaiveDate>,
        until: Option<NaiveDate>,
        today: NaiveDate,
    ) -> String {
        let day = |it: NaiveDate| self.day(it, today);
        match (from, until) {
            (Some(from), Some(until)) => self.routing_away_between(&day(from), &day(until)),
            (Some(from), None) => self.routing_away_since(&day(from)),
            (None, Some(until)) => self.routing_away_to(&day(until)),
            (None, None) => String::new(),
        }
    }

    /// `owner` is whoever was chosen, by name.
    pub fn routing_chosen(self, chosen: &Chosen, owner: Option<&str>) -> String {
        let Some((_, rule)) = &chosen.rule else { return self.routing_gave_no_rule().to_owned() };
        match (owner, chosen.reason) {
            (Some(name), Some(reason)) => self.routing_gave(rule, name, &self.routing_reason(reason)),
            _ => self.routing_gave_nobody(rule),
        }
    }

    fn routing_reason(self, reason: Reason) -> String {
        match reason {
            Reason::Turn => self.routing_reason_turn().to_owned(),
            Reason::Share { given, weight } => self.routing_reason_share(given, weight),
            Reason::Fewest { open } => self.routing_reason_fewest(open),
            Reason::OwnsAccount => self.routing_reason_account().to_owned(),
            Reason::Territory => self.routing_reason_territory().to_owned(),
        }
    }

    pub fn routing_passed(self, name: &str, why: Passed) -> String {
        match why {
            Passed::Left => self.routing_passed_left(name),
            Passed::Away(None) => self.routing_passed_away(name),
            Passed::Away(Some(day)) => self.routing_passed_away_until(name, &self.full_day(day)),
            Passed::Full { open, capacity } => self.routing_passed_full(name, open, capacity),
            Passed::OffHours => self.routing_passed_hours(name),
            Passed::NotTheirs => self.routing_passed_not_theirs(name),
        }
    }
}
