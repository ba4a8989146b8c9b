//! What the lead board says while cards are carried over it.

use super::{Words, words};
use domain::Refusal;
use domain::handover::NotSent;
use domain::leads::{Asks, LeadStatus, Verdict};

words! {
    lead_board_label = "리드 보드" | "Lead board";
    lead_board_help = "화살표로 카드 사이를 오가요. 스페이스로 들고 좌우 화살표로 옮긴 뒤 스페이스로 놓아요. Esc는 취소예요. M은 옮길 곳을, E는 수정을 열어요."
        | "Arrows go from card to card. Space lifts one, left and right carry it, Space drops it, Esc cancels. M asks where to, E edits.";
    lead_over(status: &str, verdict: &str) = "{status}. {verdict}" | "{status}. {verdict}";
    lead_move_to(name: &str, act: &str) = "「{name}」 · {act}" | "{act} · “{name}”";

    lead_guide_new = "첫 연락을 기다려요" | "Waits for a first contact";
    lead_guide_working = "답이 올 때까지 다시 연락해요" | "Tried until they answer";
    lead_guide_engaged = "니즈를 확인하고 인계를 준비해요" | "Needs are being found out";
    lead_guide_handover = "AE의 답을 기다려요" | "Waits for the AE’s word";
    lead_guide_nurturing = "정한 날에 돌아와요" | "Comes back on its day";

    lead_sign_passes = "바로 옮겨요" | "Passes";
    lead_sign_stays = "지금 여기에 있어요" | "Stands here";
    lead_sign_day = "날짜와 이유를 물어요" | "Asks for day and reason";
    lead_sign_why = "사유를 물어요" | "Asks why";
    lead_sign_hands_over = "인계서를 열어요" | "Opens the dossier";
    lead_sign_not_sql = "아직 SQL이 아니에요" | "Not an SQL yet";
    lead_sign_incomplete(percent: i16) = "인계서 {percent}%" | "Dossier {percent}%";
    lead_sign_needs(percent: i16, count: i64) = "인계서 {percent}%, 필수 {count}가지" | "Dossier {percent}%, {count} needed";
    lead_sign_not_worked = "다시 연락부터 해요" | "Work it again first";
    lead_sign_by_handover = "인계로만 옮겨요" | "By hand-over only";
    lead_sign_reopen = "먼저 다시 열어요" | "Reopen it first";
    lead_sign_not_yours = "담당자만 인계해요" | "For its owner to hand over";
}

impl Words {
    /// What a column is for, in half a line.
    pub fn lead_guide(self, status: LeadStatus) -> &'static str {
        match status {
            LeadStatus::New => self.lead_guide_new(),
            LeadStatus::Working => self.lead_guide_working(),
            LeadStatus::Engaged => self.lead_guide_engaged(),
            LeadStatus::HandoverPending => self.lead_guide_handover(),
            LeadStatus::Nurturing => self.lead_guide_nurturing(),
            // No columns.
            LeadStatus::Accepted | LeadStatus::Disqualified => "",
        }
    }

    /// What a place says to the card in the hand, short enough for a column's head.
    pub fn lead_sign(self, sign: &Verdict) -> String {
        let said = match sign {
            Verdict::Stays => self.lead_sign_stays(),
            Verdict::Passes => self.lead_sign_passes(),
            Verdict::Asks(Asks::DayAndReason) => self.lead_sign_day(),
            Verdict::Asks(_) => self.lead_sign_why(),
            Verdict::HandsOver => self.lead_sign_hands_over(),
            Verdict::Lacks(NotSent::NotQualified(_)) => self.lead_sign_not_sql(),
            Verdict::Lacks(NotSent::NotWorked) => self.lead_sign_not_worked(),
            Verdict::Lacks(NotSent::Incomplete { completeness, needs }) if needs.is_empty() => {
                return self.lead_sign_incomplete(*completeness);
            }
            Verdict::Lacks(NotSent::Incomplete { completeness, needs }) => {
                return self.lead_sign_needs(*completeness, i64::try_from(needs.len()).unwrap_or(i64::MAX));
            }
            Verdict::Refused(Refusal::ByHandover) => self.lead_sign_by_handover(),
            Verdict::Refused(Refusal::ReopenFirst) => self.lead_sign_reopen(),
            Verdict::Refused(_) => self.lead_sign_not_yours(),
        };
        said.to_owned()
    }
}
