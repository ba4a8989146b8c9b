//! What is said of leads that are one human being.

use super::{Words, words};
use domain::leads::By;
use domain::merge::{Brings, Field, Hindrance, Records, Side, Sure};

words! {
    duplicates = "중복 후보" | "Possible duplicates";
    duplicates_note(most: usize) = "같은 사람으로 보이는 리드예요. 비교해 보고 하나로 합치거나, 다른 사람이라고 알려 주세요. 확실한 것부터 {most}쌍까지 보여 드려요." | "Leads that look like one person. Compare them and merge, or say that they are two. The surest {most} pairs are shown.";
    duplicates_empty = "중복으로 보이는 리드가 없어요." | "No leads look like duplicates.";
    duplicates_kinds = "중복 종류" | "Kinds of duplicates";
    duplicates_accounts_note = "같은 회사로 보이는 고객사예요. 비교해 보고 하나로 합치거나, 다른 회사라고 알려 주세요. 확실한 것부터 보여 드려요." | "Accounts that look like one company. Compare them and merge, or say that they are two. The surest come first.";
    duplicates_people_note = "같은 사람으로 보이는 고객 담당자예요. 비교해 보고 하나로 합치거나, 다른 사람이라고 알려 주세요. 확실한 것부터 보여 드려요." | "People who look like one. Compare them and merge, or say that they are two. The surest come first.";
    duplicates_accounts_empty = "중복으로 보이는 고객사가 없어요." | "No accounts look like duplicates.";
    duplicates_people_empty = "중복으로 보이는 사람이 없어요." | "No people look like duplicates.";
    duplicates_cut = "비교할 쌍이 많아서 최근 것부터 일부만 보여 드려요. 정리하면 나머지도 나와요." | "There are too many pairs to compare at once, so only the latest are shown. As you settle them, the others come up.";
    duplicates_not_one_company = "다른 회사예요" | "Not the same company";
    duplicates_both(one: &str, other: &str) = "{one}, {other}" | "{one} and {other}";
    alike_by_number = "같은 사업자등록번호" | "same registration number";
    alike_by_name = "같은 회사 이름" | "same company name";
    alike_by_name_and_domain = "같은 회사 이름과 도메인" | "same company name and domain";
    account_deal_count_named(count: i64) = "딜 {count}건" | "{count} deal{s}", s = super::s(count);
    twin_account = "같은 회사로 보이는 고객사가 있어요:" | "This may be the same company as";
    twin_person = "같은 사람으로 보이는 기록이 있어요:" | "This may be the same person as";
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
    merge_title_accounts = "고객사 합치기" | "Merge accounts";
    merge_title_people = "사람 합치기" | "Merge people";
    merge_stays = "남는 쪽" | "Stays";
    merge_goes = "합쳐지는 쪽" | "Goes into it";
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
    merge_accounts_note = "딜, 사람, 리드, 자회사, 할 일, 연락 계획, 태그는 남는 고객사로 옮기고, 지난 기록은 바꾸지 않고 함께 보여요. 합친 뒤에도 되돌릴 수 있어요." | "Deals, people, leads, children, tasks, contact plan and tags go over to the account that stays; history stays as it was and shows with it. You can undo this later.";
    merge_people_note = "딜, 리드, 할 일, 계획한 연락, 태그는 남는 사람으로 옮기고, 다른 주소와 번호로 와도 이 사람으로 알아봐요. 수신동의는 더 엄격한 답이 남아요. 합친 뒤에도 되돌릴 수 있어요." | "Deals, leads, tasks, planned contacts and tags go over to the person who stays, who is also known by the other’s address. Of their consents the stricter answer holds. You can undo this later.";
    merge_people_alike = "같은 사람으로 보여요" | "People who look like one";
    merge_people_alike_note = "두 고객사에 다 있는 사람이에요. 고객사를 합쳐도 사람은 그대로예요. 사람은 따로 합쳐 주세요." | "They are at both accounts. Merging the accounts leaves them two; merge them by themselves.";
    merge_count_people(count: i64) = "사람 {count}" | "{count} {people}", people = if count == 1 { "person" } else { "people" };
    merge_count_deals(count: i64) = "딜 {count}" | "{count} deal{s}", s = super::s(count);
    merge_count_leads(count: i64) = "리드 {count}" | "{count} lead{s}", s = super::s(count);
    merge_count_children(count: i64) = "자회사 {count}" | "{count} child{ren}", ren = if count == 1 { "" } else { "ren" };
    merge_count_merged(count: i64) = "먼저 합친 기록 {count}" | "{count} merged before";
    merge_touches(count: i64) = "접점 {count}" | "{count} touch{es}", es = if count == 1 { "" } else { "es" };
    merge_activities(count: i64) = "활동 {count}" | "{count} activit{ies}", ies = if count == 1 { "y" } else { "ies" };
    merge_tasks(count: i64) = "할 일 {count}" | "{count} task{s}", s = super::s(count);
    merge_consents(count: i64) = "수신동의 기록 {count}" | "{count} consent record{s}", s = super::s(count);
    merge_merged(count: i64) = "먼저 합친 리드 {count}" | "{count} lead{s} merged before", s = super::s(count);
    merge_deal(key: &str) = "딜 {key}" | "Deal {key}";
    merge_carry_out(key: &str) = "{key}에 합치기" | "Merge into {key}";
    merge_stale = "그사이 둘 중 하나가 바뀌었어요. 지금 값을 확인하고 다시 합쳐 주세요." | "One of the two has changed meanwhile. Look at the values as they are now and merge again.";
    merged_title = "합친 리드" | "Merged leads";
    merged_title_accounts = "합친 고객사" | "Merged accounts";
    merged_title_people = "합친 사람" | "Merged people";
    record_merged_notice(name: &str) = "{name} 기록은 여기에 합쳐졌어요." | "{name} was merged into this one.";
    merged_of(name: &str) = "{name} 합치기" | "The merge of {name}:";
    merged_notice(key: &str) = "{key} 리드는 이 리드에 합쳐졌어요." | "{key} was merged into this lead.";
    merged_undo = "되돌리기" | "Undo";
    merged_undo_label(key: &str) = "{key} 합치기 되돌리기" | "Undo the merge of {key}";
    merged_by(who: &str, when: &str) = "{who} · {when}" | "{who} · {when}";
    merged_undone(who: &str, when: &str) = "되돌림 · {who} · {when}" | "undone · {who} · {when}";
    merged_kept(fields: &str) = "그사이 바뀐 값은 그대로 두었어요: {fields}" | "Changed since and left alone: {fields}";
    merged_somebody = "누군가" | "somebody";

    field_merged = "합친 기록" | "Merged";
    field_status = "상태" | "Status";
    moment_merged(lead: &str) = "{lead} 합침" | "Merged with {lead}";
    moment_parted(lead: &str) = "{lead} 합치기 되돌림" | "Merge with {lead} undone";
    refused_merge_same = "이미 하나로 합쳐졌어요." | "They are one already.";
    refused_merge_became_a_deal = "합쳐질 리드가 이미 딜이 되었어요. 그 리드를 남기는 쪽으로 바꿔 주세요." | "The other lead became a deal. Swap them, so that it is the one that stays.";
    refused_merge_handed_over = "이 리드는 인계 중이에요. AE가 결정한 뒤에 합치거나, 이 리드를 남기는 쪽으로 골라 주세요." | "This lead is being handed over. Merge it once the AE has decided, or let it be the one that stays.";
    refused_merge_both_deals = "두 리드가 각각 딜이 되어서 합칠 수 없어요. 딜을 먼저 정리해 주세요." | "Each of them became a deal, so they can’t be merged. Settle the deals first.";
    refused_merge_undo_later_first = "그 뒤에 다른 기록에 다시 합쳐졌어요. 나중의 합치기를 먼저 되돌려 주세요." | "It was merged into another one since. Undo that merge first.";
    refused_merge_two_companies = "사업자등록번호가 서로 달라서 다른 회사예요. 한쪽 번호가 틀렸다면 먼저 고쳐 주세요." | "Their registration numbers differ, so these are two companies. If one of the numbers is wrong, mend it first.";
    refused_merge_stands_above = "두 고객사가 모회사와 자회사로 이어져 있어요. 그 관계를 먼저 정리해 주세요." | "One of them stands above the other as a parent. Settle that first.";
}

impl Words {
    pub fn hindrance(self, why: Hindrance) -> &'static str {
        match why {
            Hindrance::Same => self.refused_merge_same(),
            Hindrance::BecameADeal => self.refused_merge_became_a_deal(),
            Hindrance::BeingHandedOver => self.refused_merge_handed_over(),
            Hindrance::BothBecameDeals => self.refused_merge_both_deals(),
            Hindrance::UndoLaterFirst => self.refused_merge_undo_later_first(),
            Hindrance::TwoCompanies => self.refused_merge_two_companies(),
            Hindrance::StandsAbove => self.refused_merge_stands_above(),
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

    pub fn duplicates_note_of(self, of: Records) -> String {
        match of {
            Records::Account => self.duplicates_accounts_note().to_owned(),
            Records::Person => self.duplicates_people_note().to_owned(),
        }
    }

    pub fn duplicates_empty_of(self, of: Records) -> &'static str {
        match of {
            Records::Account => self.duplicates_accounts_empty(),
            Records::Person => self.duplicates_people_empty(),
        }
    }

    pub fn duplicates_apart_of(self, of: Records) -> &'static str {
        match of {
            Records::Account => self.duplicates_not_one_company(),
            Records::Person => self.duplicates_apart(),
        }
    }

    pub fn twin_of(self, of: Records) -> &'static str {
        match of {
            Records::Account => self.twin_account(),
            Records::Person => self.twin_person(),
        }
    }

    pub fn merge_title_of(self, of: Records) -> &'static str {
        match of {
            Records::Account => self.merge_title_accounts(),
            Records::Person => self.merge_title_people(),
        }
    }

    pub fn merged_title_of(self, of: Records) -> &'static str {
        match of {
            Records::Account => self.merged_title_accounts(),
            Records::Person => self.merged_title_people(),
        }
    }

    pub fn merge_brings_note_of(self, of: Records) -> &'static str {
        match of {
            Records::Account => self.merge_accounts_note(),
            Records::Person => self.merge_people_note(),
        }
    }

    /// By what two accounts or people are taken for one.
    pub fn records_alike_in(self, of: Records, by: By, sure: Sure) -> &'static str {
        match (of, by, sure) {
            (Records::Account, By::Registration, _) => self.alike_by_number(),
            (Records::Account, By::Company, Sure::Certain) => self.alike_by_name_and_domain(),
            (Records::Account, By::Company, Sure::Likely) => self.alike_by_name(),
            (Records::Account, by, _) => self.alike_by(by),
            (Records::Person, by, sure) => self.alike_in(by, sure),
        }
    }

    /// What a record brings along, leaving out what it has none of.
    pub fn record_brings(self, it: &Brings) -> Vec<String> {
        let counted = [
            (it.deals, self.merge_count_deals(it.deals)),
            (it.people, self.merge_count_people(it.people)),
            (it.leads, self.merge_count_leads(it.leads)),
            (it.children, self.merge_count_children(it.children)),
            (it.tasks, self.merge_tasks(it.tasks)),
            (it.activities, self.merge_activities(it.activities)),
            (it.consents, self.merge_consents(it.consents)),
            (it.merged, self.merge_count_merged(it.merged)),
        ];
        counted.into_iter().filter(|it| it.0 > 0).map(|it| it.1).collect()
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
