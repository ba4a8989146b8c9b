//! What is said of the funnel. Each number has its definition beside it, for whoever reads it for the first time.

use super::{Words, words};
use domain::funnel::{By, Step};

words! {
    funnel = "리드 퍼널" | "Lead funnel";
    funnel_note = "어디에서 온 리드가 고객이 되는지 봐요. 숫자를 누르면 그 리드가 열려요." | "What brings leads that become customers. Every number opens its leads.";
    funnel_empty = "아직 리드가 없어요. 리드가 오면 출처와 달마다 얼마나 나아갔는지 보여 드려요." | "No leads yet. Once they come, you see by source and month how far they get.";
    funnel_by_label = "묶는 기준" | "Put together by";
    funnel_from = "첫 달" | "From";
    funnel_to = "마지막 달" | "To";
    funnel_total = "전체" | "All";
    funnel_now = "지금" | "Now";
    funnel_without = "없음" | "None";
    funnel_without_tier = "등급 없음" | "No tier";
    funnel_others(count: &str) = "그 밖의 {count}가지" | "{count} others";
    funnel_of(row: &str, step: &str) = "{row} · {step}" | "{row} · {step}";
    funnel_open(row: &str, step: &str, count: &str) = "{row} · {step} {count}건" | "{row} · {step}: {count}";

    funnel_by_source = "첫 접점 출처" | "Source of the first touch";
    funnel_by_last_source = "최근 접점 출처" | "Source of the last touch";
    funnel_by_campaign = "캠페인" | "Campaign";
    funnel_by_content = "콘텐츠" | "Content";
    funnel_by_landing_page = "랜딩 페이지" | "Landing page";
    funnel_by_month = "온 달" | "Month they came";
    funnel_by_owner = "SDR" | "SDR";
    funnel_by_tier = "ICP 등급" | "ICP tier";

    funnel_step_lead = "리드" | "Leads";
    funnel_step_qualified = "MQL·PQL" | "MQL or PQL";
    funnel_step_sales = "SQL" | "SQL";
    funnel_step_accepted = "수락" | "Accepted";
    funnel_step_won = "수주" | "Won";

    funnel_definitions = "숫자의 뜻" | "What the numbers mean";
    funnel_define_lead = "이때 이 출처로 처음 온 리드예요. 다시 와도 한 번만 세고, 부적합이 되어도 빼지 않아요." | "Leads that first came then and by this. Whoever comes again counts once; whoever was disqualified still counts.";
    funnel_define_qualified = "MQL이나 PQL이 되었거나, 그보다 뒤 단계에 이른 리드예요." | "Became an MQL or a PQL, or got further.";
    funnel_define_sales = "멤버가 SQL로 올렸거나, 그보다 뒤 단계에 이른 리드예요." | "A member made it an SQL, or it got further.";
    funnel_define_accepted = "AE가 인계를 수락했거나 딜이 된 리드예요." | "An AE accepted the hand-over, or it became a deal.";
    funnel_define_won = "그 리드에서 나온 딜이 지금 수주 상태예요." | "The deal that came of it stands as won now.";
    funnel_cohort = "비율" | "Shares";
    funnel_cohort_definition = "같은 행의 리드 가운데 거기까지 간 비율이에요. 달은 첫 접점을 기준으로 세어서, 최근 달은 앞으로 더 올라갈 수 있어요." | "Of the leads in the same row, those that got that far. Months are those of the first touch, so recent ones may still rise.";
}

impl Words {
    pub fn funnel_by(self, by: By) -> &'static str {
        match by {
            By::Source => self.funnel_by_source(),
            By::LastSource => self.funnel_by_last_source(),
            By::Campaign => self.funnel_by_campaign(),
            By::Content => self.funnel_by_content(),
            By::LandingPage => self.funnel_by_landing_page(),
            By::Month => self.funnel_by_month(),
            By::Owner => self.funnel_by_owner(),
            By::Tier => self.funnel_by_tier(),
        }
    }

    pub fn funnel_step(self, step: Step) -> &'static str {
        match step {
            Step::Lead => self.funnel_step_lead(),
            Step::Qualified => self.funnel_step_qualified(),
            Step::Sales => self.funnel_step_sales(),
            Step::Accepted => self.funnel_step_accepted(),
            Step::Won => self.funnel_step_won(),
        }
    }

    /// What the number of a step counts.
    pub fn funnel_definition(self, step: Step) -> &'static str {
        match step {
            Step::Lead => self.funnel_define_lead(),
            Step::Qualified => self.funnel_define_qualified(),
            Step::Sales => self.funnel_define_sales(),
            Step::Accepted => self.funnel_define_accepted(),
            Step::Won => self.funnel_define_won(),
        }
    }

    /// So many of a thousand, as a percentage.
    pub fn per_mille(self, share: i64) -> String {
        format!("{}.{}%", share / 10, share % 10)
    }
}
