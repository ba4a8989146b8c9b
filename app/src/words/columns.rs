//! What the columns of the table of deals are called, and choosing them.

use super::{Words, words};
use domain::pipeline::columns::Column;

words! {
    columns_choose = "열" | "Columns";
    columns_title = "표의 열" | "Columns of the table";
    columns_shown = "보이는 열" | "Shown";
    columns_hidden = "숨긴 열" | "Hidden";
    columns_usual = "기본 열로 되돌리기" | "Back to the usual columns";
    columns_for_all = "모두의 기본으로 정하기" | "Make it everybody’s usual";
    columns_for_all_hint = "따로 고르지 않은 모든 멤버의 표에 적용돼요." | "For every table where nobody chose otherwise.";
    column_show(column: &str) = "{column} 보이기" | "Show {column}";
    column_hide(column: &str) = "{column} 숨기기" | "Hide {column}";
    column_earlier(column: &str) = "{column} 앞으로" | "{column} further left";
    column_later(column: &str) = "{column} 뒤로" | "{column} further right";

    column_weighted = "가중 금액" | "Weighted";
    column_due = "기한" | "Due";
    column_last_activity = "최근 활동" | "Last activity";
    order_in_stage = "단계에 오래 있은 순" | "Longest in stage";
    order_in_stage_turned = "단계에 새로 온 순" | "Newest in stage";
    order_quiet = "활동 오래된 순" | "Longest without activity";
    order_quiet_turned = "최근 활동 순" | "Latest activity";
}

impl Words {
    pub fn deals_column(self, column: Column) -> &'static str {
        match column {
            Column::Account => self.field_account(),
            Column::Pipeline => self.field_pipeline(),
            Column::Stage => self.field_stage(),
            Column::Amount => self.field_amount(),
            Column::Weighted => self.column_weighted(),
            Column::Close => self.deals_close(),
            Column::NextStep => self.field_next_step(),
            Column::Due => self.column_due(),
            Column::Owner => self.field_owner(),
            Column::InStage => self.deal_stage_time(),
            Column::LastActivity => self.column_last_activity(),
            Column::Tags => self.field_tags(),
            Column::Created => self.deal_created(),
        }
    }
}
