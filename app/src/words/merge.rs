//! What is said of leads that are one human being.

use super::{Words, words};
use domain::leads::By;
use domain::merge::{Field, Hindrance, Side, Sure};

words! {
    duplicates = "중복 후보" | "Possible duplicates";
    duplicates_note(most: usize) = "같은 사람으로 보이는 리드예요. 비교해 보고 하나로 합치거나, 다른 사람이라고 알려 주세요. 확실한 것부터 {most}쌍까지 보여 드려요." | "Leads that look like one person. Compare them and merge, or say that they are two. The surest {most} pairs are shown.";
    duplicates_empty = "중복으로 보이는 리드가 없어요." | "No leads look like duplicates.";
    duplicates_compare = "비교하고 합치기" | "Compare and merge";
    duplicates_apart = "다른 사람이에요" | "Not the same";
    duplicates_apart_label(one: &str, other: &str) = "{one}, {other}: 다른 사람이에요" | "{one} and {other} are not the same";
    duplicates_compare_label(one: &str, other: &str) = "{one}, {other} 비교하고 합치기" | "Compare and merge {one} and {other}";
    duplicates_certain = "확실해요" | "Certain";
    duplicates_likely = "같아 보여요" | "Likely";
    duplicates_by_name_company = "같은 이름과 회사" | "same name and company";
    duplicates_by_name_phone = "같은 이름과 전화" | "same name and phone";
    duplicates_by_name_domain = "같은 이름과 도메인" | "same name and domain";

    merge = "합치기" | "Merge";
    merge_title = "리드 합치기" | "Merge leads";
    merge_note(survivor: &str, swallowed: &str) = "{swallowed} → {survivor}" | "{swallowed} → {survivor}";
    merge_with(key: &str) = "{key} 합치기" | "Merge with {key}";
    merge_survivor = "남는 리드" | "Stays";
    merge_swallowed = "합쳐지는 리드" | "Goes into it";
    merge_result = "합친 뒤" | "Afterwards";
    merge_field = "항목" | "Field";
    merge_none = "없음" | "none";
    merge_swap = "남는 쪽 바꾸기" | "Keep the other one";
    merge_choose = "항목마다 남길 값을 고르세요. 빈 값보다 채워진 값을 먼저 골라 두었어요." | "Choose which value to keep. Where only one is filled, that one is chosen.";
    merge_brings = "함께 이어지는 기록" | "What goes along";
    merge_brings_note = "지난 기록은 바뀌지 않고 남는 리드에서 함께 보여요. 합친 뒤에도 되돌릴 수 있어요." | "History stays as it was and shows with the lead that stays. You can undo this later.";
    merge_touches(count: i64) = "접점 {count}" | "{count} touch{es}", es = if count == 1 { "" } else { "es" };
    merge_activities(count: i64) = "활동 {count}" | "{count} activit{ies}", ies = if count == 1 { "y" } else { "ies" };
    merge_tasks(count: i64) = "할 일 {count}" | "{count} task{s}", s = super::s(count);
    merge_consents(count: i64) = "수신동의 기록 {count}" | "{count} consent record{s}", s = super::s(count);
    merge_merged(count: i64) = "먼저 합친 리드 {count}" | "{count} lead{s} merged before", s = super::s(count);
    merge_deal(key: &str) = "딜 {key}" | "Deal {key}";
    merge_carry_out(key: &str) = "{key}에 합치기" | "Merge into {key}";
    merge_stale = "그사이 둘 중 하나가 바뀌었어요. 지금 값을 확인하고 다시 합쳐 주세요." | "One of the two has changed meanwhile. Look at the values as they are now and merge again.";
    merged_title = "합친 리드" | "Merged leads";
    merged_notice(key: &str) = "{key} 리드는 이 리드에 합쳐졌어요." | "{key} was merged into this lead.";
    merged_undo = "되돌리기" | "Undo";
    merged_undo_label(key: &str) = "{key} 합치기 되돌리기" | "Undo the merge of {key}";
    merged_by(who: &str, when: &str) = "{who} · {when}" | "{who} · {when}";
    merged_undone(who: &str, when: &str) = "되돌림 · {who} · {when}" | "undone · {who} · {when}";
    merged_kept(fields: &str) = "그사이 바뀐 값은 그대로 두었어요: {fields}" | "Changed since and left alone: {fields}";
    merged_somebody = "누군가" | "somebody";

    field_merged = "합친 리드" | "Merged lead";
    field_status = "상태" | "Status";
    moment_merged(lead: &str) = "{lead} 합침" | "Merged with {lead}";
    moment_parted(lead: &str) = "{lead} 합치기 되돌림" | "Merge with {lead} undone";
    refused_merge_same = "이미 하나인 리드예요." | "They are one lead already.";
    refused_merge_became_a_deal = "합쳐질 리드가 이미 딜이 되었어요. 그 리드를 남기는 쪽으로 바꿔 주세요." | "The other lead became a deal. Swap them, so that it is the one that stays.";
    refused_merge_handed_over = "이 리드는 인계 중이에요. AE가 결정한 뒤에 합치거나, 이 리드를 남기는 쪽으로 골라 주세요." | "This lead is being handed over. Merge it once the AE has decided, or let it be the one that stays.";
    refused_merge_both_deals = "두 리드가 각각 딜이 되어서 합칠 수 없어요. 딜을 먼저 정리해 주세요." | "Each of them became a deal, so they can’t be merged. Settle the deals first.";
    refused_merge_undo_later_first = "이 리드가 그 뒤에 다른 리드에 합쳐졌어요. 나중의 합치기를 먼저 되돌려 주세요." | "This lead was merged into another one since. Undo that merge first.";
}

impl Words {
    pub fn hindrance(self, why: Hindrance) -> &'static str {
        match why {
            Hindrance::Same => self.refused_merge_same(),
            Hindrance::BecameADeal => self.refused_merge_became_a_deal(),
            Hindrance::BeingHandedOver => self.refused_merge_handed_over(),
            Hindrance::BothBecameDeals => self.refused_merge_both_deals(),
            Hindrance::UndoLaterFirst => self.refused_merge_undo_later_first(),
        }
    }

    pub fn sure_of_pair(self, sure: Sure) -> &'static str {
        match sure {
            Sure::Certain => self.duplicates_certain(),
            Sure::Likely => self.duplicates_likely(),
        }
    }

    /// By what two leads are taken for one: what is only likely rests on the name as well.
    pub fn alike_in(self, by: By, sure: Sure) -> &'static str {
        match (sure, by) {
            (Sure::Likely, By::Phone) => self.duplicates_by_name_phone(),
            (Sure::Likely, By::Company) => self.duplicates_by_name_company(),
            (Sure::Likely, By::Domain) => self.duplicates_by_name_domain(),
            (_, by) => self.alike_by(by),
        }
    }

    /// A field of a lead by its name on screen: its title is a person's.
    pub fn merge_field_name(self, field: Field) -> String {
        match field {
            Field::Status => self.field_status().to_owned(),
            Field::About => self.lead_about().to_owned(),
            field => self.record_field(field.code()),
        }
    }

    /// What a lead brings along, leaving out what it has none of.
    pub fn brings(self, side: &Side) -> Vec<String> {
        let counted = [
            (side.touches, self.merge_touches(side.touches)),
            (side.activities, self.merge_activities(side.activities)),
            (side.tasks, self.merge_tasks(side.tasks)),
            (side.consents, self.merge_consents(side.consents)),
            (side.merged, self.merge_merged(side.merged)),
        ];
        let deal = side.deal.map(|it| self.merge_deal(&domain::Key::deal(it).to_string()));
        counted.into_iter().filter(|it| it.0 > 0).map(|it| it.1).chain(deal).collect()
    }
}
