//! What is said when somebody leaves the team: what they have in hand, who gets it, and what became of it.

use super::{Words, s, words};
use domain::team::leaving::{Goes, Held};

words! {
    leaving_of(name: &str) = "{name} 님이 남긴 일" | "What {name} left behind";
    leaving_nothing = "지금 맡은 일이 없어요." | "They have nothing in hand.";
    leaving_in_hand = "맡은 일" | "In hand";
    leaving_went = "떠나면서 넘어간 일" | "What went to others";
    leaving_went_none = "넘길 일이 없었어요." | "There was nothing to pass on.";
    leaving_left = "아직 이 이름으로 남은 일" | "Still in their name";
    leaving_left_note = "새 담당자를 정하면 딸린 할 일도 함께 옮겨져요." | "Give them a new owner, and the tasks that belong to them go along.";
    leaving_by(when: &str, name: &str) = "{when}, {name} 님이 내보냈어요." | "{when}, shown out by {name}.";
    leaving_at(when: &str) = "{when}에 팀을 떠났어요." | "They left on {when}.";
    leaving_more(count: i64) = "외 {count}건" | "and {count} more";
    leaving_queue = "담당자 없음(대기열)" | "Nobody yet (queue)";
    leaving_managers_queue = "매니저 대기열" | "Managers’ queue";
    leaving_tasks_went(count: i64) = "할 일 {count}건" | "{count} task{s}", s = s(count);

    leaving_leads(count: i64) = "진행 중인 리드 {count}건" | "{count} lead{s} in work", s = s(count);
    leaving_nurturing(count: i64) = "육성 중인 리드 {count}건" | "{count} lead{s} in nurture", s = s(count);
    leaving_sent(count: i64) = "인계를 보낸 리드 {count}건" | "{count} lead{s} sent on", s = s(count);
    leaving_handovers(count: i64) = "결정을 기다리는 인계 {count}건" | "{count} hand-over{s} to decide", s = s(count);
    leaving_tasks(count: i64) = "기록에 딸린 할 일 {count}건" | "{count} task{s} on records", s = s(count);
    leaving_loose_tasks(count: i64) = "따로 적어 둔 할 일 {count}건" | "{count} task{s} of their own", s = s(count);
    leaving_targets(count: i64) = "타깃 고객사 {count}곳" | "{count} target account{s}", s = s(count);
    leaving_contacts(count: i64) = "남은 연락 {count}건" | "{count} contact{s} to make", s = s(count);
    leaving_deals(count: i64) = "진행 중인 딜 {count}건" | "{count} open deal{s}", s = s(count);
    leaving_accounts(count: i64) = "고객사 {count}곳" | "{count} account{s}", s = s(count);

    leaving_by_rules = "할당 규칙대로 다시 배정해요. 받을 사람이 없으면 대기열에서 기다려요." | "The routing rules choose again. Where nobody is left, it waits in the queue.";
    leaving_to_closer = "다른 AE에게 넘어가고, 수락 시간을 새로 재요. 받을 AE가 없으면 매니저 대기열로 가요." | "Another AE gets it, with a clock of its own; with no AE left, the managers’ queue.";
    leaving_with_record = "딸린 리드, 딜, 고객사의 담당자에게 가요. 담당자가 없으면 정해질 때 함께 옮겨져요." | "Goes to whoever has the lead, deal or account, now or once it has somebody.";
    leaving_to_lead = "팀 매니저에게, 없으면 내보내는 관리자에게 가요." | "Goes to their manager, else to the admin who shows them out.";
    leaving_to_account = "고객사 담당자에게, 없으면 팀 매니저나 내보내는 관리자에게 가요." | "Goes to whoever has the account, else to their manager or the admin who shows them out.";
    leaving_stays = "이름이 그대로 남고 ‘나간 멤버’로 표시돼요. 고객이 놀라지 않게 한 건씩 새 담당자를 정해 주세요." | "Keeps their name, marked as left, until you give it a new owner: customers notice a change of face.";
}

impl Words {
    /// So many of what somebody has in hand.
    pub fn leaving_held(self, held: Held, count: i64) -> String {
        match held {
            Held::Leads => self.leaving_leads(count),
            Held::Nurturing => self.leaving_nurturing(count),
            Held::Sent => self.leaving_sent(count),
            Held::Handovers => self.leaving_handovers(count),
            Held::Tasks => self.leaving_tasks(count),
            Held::LooseTasks => self.leaving_loose_tasks(count),
            Held::Targets => self.leaving_targets(count),
            Held::Contacts => self.leaving_contacts(count),
            Held::Deals => self.leaving_deals(count),
            Held::Accounts => self.leaving_accounts(count),
        }
    }

    /// What will become of it.
    pub fn leaving_goes(self, goes: Goes) -> &'static str {
        match goes {
            Goes::ByTheRules => self.leaving_by_rules(),
            Goes::ToAnotherCloser => self.leaving_to_closer(),
            Goes::WithItsRecord => self.leaving_with_record(),
            Goes::ToWhoLeads => self.leaving_to_lead(),
            Goes::ToTheAccountsOwner => self.leaving_to_account(),
            Goes::StaysTheirs => self.leaving_stays(),
        }
    }
}
