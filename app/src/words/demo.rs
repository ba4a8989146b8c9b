//! What is said about the demo in a workspace that works.

use super::{Words, s, words};
use domain::demo::{Part, Parting, Tally};
use domain::money::grouped;

words! {
    demo = "예시 데이터" | "Demo data";
    demo_about = "넣어서 둘러보고, 한 번에 지우기" | "Look around with it, take it out in one go";
    demo_page_note = "꾸며 낸 회사의 한 해를 넣어 Baton을 둘러보고, 다 보면 한 번에 지워요." | "Look around Baton with a made-up company’s year of sales, and take it out again in one go.";

    demo_offer_title = "이런 것이 들어와요" | "What comes";
    demo_offer_pipelines = "영업 방식이 다른 파이프라인 세 개: 인바운드 SMB, 아웃바운드 엔터프라이즈, 셀프서브 PQL" | "Three pipelines, each of another way of selling: inbound SMB, outbound enterprise, self-serve PQL";
    demo_offer_records = "딜 300여 건과 리드 60건, 고객사 60여 곳, 고객 담당자 150여 명, 제품, 태그, 활동과 할 일" | "About 300 deals, 60 leads, 60 accounts and 150 people, with products, tags, activities and tasks";
    demo_offer_people = "꾸며 낸 동료 열두 명. 이름만 있고 로그인할 수 없어요." | "Twelve made-up colleagues: names only, who cannot sign in";
    demo_offer_you = "그중 한 사람 몫의 딜은 내 것이 되어, 오늘 화면도 채워져요." | "One colleague’s deals become yours, so that your day is full, too";
    demo_offer_note = "직접 만든 것은 건드리지 않아요. 모두가 함께 보고, 언제든 한 번에 지울 수 있어요." | "Nothing of your own is touched. Everybody in the workspace sees it, and you can take it out at any time.";
    demo_bring_in = "예시 데이터 넣기" | "Bring in the demo data";
    demo_coming = "넣고 있어요…" | "Bringing it in…";
    demo_came = "예시 데이터를 넣었어요. 보드에서 둘러보세요." | "The demo data is in. Have a look at the board.";

    demo_in_title = "예시 데이터가 들어 있어요" | "The demo data is in";
    demo_in_note = "마음껏 옮기고 고쳐 보세요. 예시에 한 일은 예시와 함께 사라지고, 직접 만든 것은 남아요." | "Move and change whatever you like. What you do to examples goes with them; what you make yourself stays.";
    demo_to_today = "오늘 보기" | "See today";
    demo_going_title = "지우면 이렇게 돼요" | "What taking it out does";
    demo_take_out = "예시 데이터 지우기" | "Take the demo data out";
    demo_sure_title = "예시 데이터를 지울까요?" | "Take the demo data out?";
    demo_sure_note = "되돌릴 수 없지만, 언제든 새로 넣을 수 있어요." | "This can’t be undone, but you can bring in a fresh copy at any time.";
    demo_take_all_out = "모두 지우기" | "Take all of it out";
    demo_going = "지우고 있어요…" | "Taking it out…";
    demo_keep = "그대로 두기" | "Keep it";
    demo_went = "예시 데이터를 지웠어요." | "The demo data is gone.";
    demo_whole = "이 워크스페이스는 통째로 예시예요. 실제로 쓸 워크스페이스는 --demo 없이 시작하면 만들어져요." | "This whole workspace is a demo. Start Baton without --demo for one that you work in.";
    demo_there = "예시 데이터가 들어 있어요" | "The demo data is in here";

    begin_with_a_file = "파일에서 가져오기" | "Import a file";
    begin_with_the_demo = "예시 데이터로 둘러보기" | "Look around with demo data";

    parting_goes(what: &str) = "지워져요: {what}" | "Goes: {what}";
    parting_ours_go(what: &str) = "그중 예시에만 남긴 것: {what}" | "Of these, your own about nothing but examples: {what}";
    parting_own(what: &str) = "직접 만든 것은 남아요: {what}" | "What you made stays: {what}";
    parting_parted(count: i64) = "그중 {n}건은 예시 고객사·고객 담당자·동료와의 연결만 끊겨요. 동료의 것은 내가 맡아요." | "Of these, {n} lose{s} nothing but the tie to an example; what a made-up colleague owned becomes yours.", n = grouped(count.unsigned_abs()), s = if count == 1 { "s" } else { "" };
    parting_stays(what: &str) = "직접 만든 것에 쓰여서 내 것으로 남아요: {what}" | "Stays and becomes yours, as your own work uses it: {what}";

    part_deals(count: i64) = "딜 {n}건" | "{n} deal{s}", n = grouped(count.unsigned_abs()), s = s(count);
    part_leads(count: i64) = "리드 {n}건" | "{n} lead{s}", n = grouped(count.unsigned_abs()), s = s(count);
    part_accounts(count: i64) = "고객사 {n}곳" | "{n} account{s}", n = grouped(count.unsigned_abs()), s = s(count);
    part_people(count: i64) = "고객 담당자 {n}명" | "{n} {people}", n = grouped(count.unsigned_abs()), people = if count == 1 { "person" } else { "people" };
    part_activities(count: i64) = "활동 {n}건" | "{n} activit{y}", n = grouped(count.unsigned_abs()), y = if count == 1 { "y" } else { "ies" };
    part_tasks(count: i64) = "할 일 {n}건" | "{n} task{s}", n = grouped(count.unsigned_abs()), s = s(count);
    part_pipelines(count: i64) = "파이프라인 {n}개" | "{n} pipeline{s}", n = grouped(count.unsigned_abs()), s = s(count);
    part_products(count: i64) = "제품 {n}개" | "{n} product{s}", n = grouped(count.unsigned_abs()), s = s(count);
    part_tags(count: i64) = "태그 {n}개" | "{n} tag{s}", n = grouped(count.unsigned_abs()), s = s(count);
    part_teams(count: i64) = "팀 {n}개" | "{n} team{s}", n = grouped(count.unsigned_abs()), s = s(count);
    part_members(count: i64) = "동료 {n}명" | "{n} colleague{s}", n = grouped(count.unsigned_abs()), s = s(count);
    part_web_forms(count: i64) = "웹폼 {n}개" | "{n} web form{s}", n = grouped(count.unsigned_abs()), s = s(count);
    part_views(count: i64) = "저장한 보기 {n}개" | "{n} saved view{s}", n = grouped(count.unsigned_abs()), s = s(count);
}

impl Words {
    /// What taking the demo out does, a line for each kind of thing. What does not happen is not said.
    pub fn parting(self, parting: &Parting) -> Vec<String> {
        let said = |tally: &Tally, say: fn(Words, &str) -> String| {
            (!tally.is_empty()).then(|| say(self, &self.tally(tally)))
        };
        let lines = [
            said(&parting.goes, |words, what| words.parting_goes(what)),
            said(&parting.ours_go, |words, what| words.parting_ours_go(what)),
            said(&parting.own, |words, what| words.parting_own(what)),
            (parting.parted > 0).then(|| self.parting_parted(parting.parted)),
            said(&parting.stays, |words, what| words.parting_stays(what)),
        ];
        lines.into_iter().flatten().collect()
    }

    fn tally(self, tally: &Tally) -> String {
        let each = |(part, count): &(Part, i64)| self.counted_part(*part, *count);
        tally.iter().map(each).collect::<Vec<_>>().join(", ")
    }

    fn counted_part(self, part: Part, count: i64) -> String {
        match part {
            Part::Deal => self.part_deals(count),
            Part::Lead => self.part_leads(count),
            Part::Account => self.part_accounts(count),
            Part::Person => self.part_people(count),
            Part::Activity => self.part_activities(count),
            Part::Task => self.part_tasks(count),
            Part::Pipeline => self.part_pipelines(count),
            Part::Product => self.part_products(count),
            Part::Tag => self.part_tags(count),
            Part::Team => self.part_teams(count),
            Part::Member => self.part_members(count),
            Part::WebForm => self.part_web_forms(count),
            Part::SavedView => self.part_views(count),
        }
    }
}
