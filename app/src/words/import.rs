//! What is said about files: what they are, why a row or a whole file cannot be taken, and what will happen.

use super::{Words, words};
use domain::import::{Created, Field, Kind, Refused, Trouble};
use domain::money::grouped;
use domain::{Problem, Why};

words! {
    import_title = "가져오기" | "Import";
    import_intro = "고객사, 제품, 멤버, 리드, 딜을 CSV 파일로 한 번에 가져와요. 가져오기 전에 무엇이 생기는지 먼저 보여 드려요." | "Bring accounts, products, members, leads and deals along as CSV files. You see what will happen before anything does.";
    import_formats = "HubSpot과 Pipedrive에서 내보낸 파일, 엑셀에서 저장한 CSV(UTF-8, CP949)를 알아봐요. 여러 파일을 한 번에 골라도 돼요." | "Exports of HubSpot and Pipedrive are recognised, and any CSV a spreadsheet saves (UTF-8 or CP949). Choose several files at once if you like.";
    import_limits(size: &str) = "모두 합쳐 {size}까지, 열은 100개까지" | "Up to {size} in all, up to 100 columns";
    import_files = "파일" | "Files";
    import_look = "살펴보기" | "Look at them";
    import_other_files = "다른 파일 고르기" | "Choose other files";
    import_nothing_yet = "아직 아무것도 바뀌지 않았어요." | "Nothing has been changed yet.";
    import_twice = "같은 파일을 다시 가져와도 두 번 생기지 않아요. 이미 있는 행은 그대로 둬요." | "Importing the same file again adds nothing. Rows that are there already are left alone.";

    import_rows(count: u64) = "{n}행" | "{n} row{s}", n = grouped(count), s = plural(count);
    import_new(count: u64) = "새로 {n}" | "{n} new", n = grouped(count);
    import_known(count: u64) = "이미 있음 {n}" | "{n} there already", n = grouped(count);
    import_bad(count: u64) = "문제 {n}" | "{n} with problems", n = grouped(count);
    import_kind = "이 파일은" | "This file has";
    import_columns = "열" | "Columns";
    import_column = "파일의 열" | "Column in the file";
    import_read_as = "읽는 방법" | "Read as";
    import_example = "첫 행" | "First rows";
    import_left_out = "가져오지 않음" | "Left out";
    import_read_column_as(column: &str) = "「{column}」 열을 읽는 방법" | "Read the column “{column}” as";
    import_row = "행" | "Row";
    import_value = "값" | "Value";
    import_reason = "이유" | "Reason";
    import_problems = "문제가 있는 행" | "Rows with problems";
    import_first_problems(shown: &str) = "처음 {shown}개만 보여 드려요." | "The first {shown} are shown.";
    import_bad_rows_left = "문제가 있는 행은 빼고 가져와요. 고쳐서 그 행만 다시 가져올 수 있어요." | "Rows with problems are left out. They can be corrected and imported again.";

    import_choices = "이렇게 가져와요" | "How to import";
    import_currency_hint = "파일에 통화가 없는 금액을 이 통화로 읽어요." | "Amounts whose row names no currency are in this one.";
    import_currency_needed = "금액의 통화를 골라 주세요. 파일에 적혀 있지 않아요." | "Choose the currency of the amounts: the file does not say.";
    import_choose_currency = "통화를 고르세요" | "Choose a currency";
    import_pipeline_hint = "비워 두면 단계가 맞는 파이프라인으로 가고, 없으면 파일의 단계로 새로 만들어요." | "Left empty, deals go to the pipeline that has their stages; if none has, one is made of them.";
    import_pipeline_fits = "단계가 맞는 파이프라인" | "The one that fits";
    import_pipeline_new = "새 파이프라인 이름" | "Name of a new pipeline";
    import_look_again = "다시 살펴보기" | "Look again";
    import_go = "가져오기" | "Import";
    import_go_rows(count: u64) = "{n}행 가져오기" | "Import {n} row{s}", n = grouped(count), s = plural(count);
    import_nothing_new = "새로 가져올 행이 없어요." | "There is no new row to import.";

    import_keep_old_open = "오래된 리드도 열어 두기" | "Keep leads of long ago open";
    import_old_leads_hint(days: i64) = "온 지 {days}일이 넘었고 고객이 되지 않은 리드는 부적합(연락 안 됨)으로 닫혀서 들어와요. 업무 큐에 쌓이지 않고, 출처별 퍼널에는 그대로 세요." | "Leads that came more than {days} days ago and did not become customers come in closed, as unreachable: they don't fill the work queue, and the funnel counts them all the same.";
    import_see_funnel = "출처별 퍼널 보기" | "See the funnel by source";

    import_will_make = "새로 생겨요" | "Will be made";
    import_was_made = "새로 생겼어요" | "Was made";
    import_nothing_made = "새로 생긴 것이 없어요." | "Nothing new was made.";
    import_goes_to(name: &str) = "딜은 「{name}」 파이프라인으로 가요." | "Deals go to the pipeline “{name}”.";
    import_makes_pipeline(name: &str, stages: &str) = "「{name}」 파이프라인을 새로 만들어요: {stages}" | "A new pipeline “{name}” is made: {stages}";
    import_done = "가져왔어요" | "Imported";
    import_see_deals = "딜 보기" | "See the deals";
    import_see_accounts = "고객사 보기" | "See the accounts";
    import_bad_rows_file = "문제 행 내려받기" | "Download the rows with problems";
    import_bad_rows_column = "문제" | "problem";
    import_more = "더 가져오기" | "Import more";

    import_kind_members = "멤버" | "members";
    import_kind_products = "제품" | "products";
    import_kind_accounts = "고객사" | "accounts";
    import_kind_leads = "리드" | "leads";
    import_kind_customers = "고객이 된 리드" | "leads that became customers";
    import_kind_deals = "딜" | "deals";
    import_made_members(count: u64) = "멤버 {n}명(로그인하지 않는 담당자)" | "{n} member{s} (owners who do not sign in)", n = grouped(count), s = plural(count);
    import_made_teams(count: u64) = "팀 {n}개" | "{n} team{s}", n = grouped(count), s = plural(count);
    import_made_products(count: u64) = "제품 {n}개" | "{n} product{s}", n = grouped(count), s = plural(count);
    import_made_accounts(count: u64) = "고객사 {n}곳" | "{n} account{s}", n = grouped(count), s = plural(count);
    import_made_pipelines(count: u64) = "파이프라인 {n}개" | "{n} pipeline{s}", n = grouped(count), s = plural(count);
    import_made_leads(count: u64) = "리드 {n}건" | "{n} lead{s}", n = grouped(count), s = plural(count);
    import_made_leads_old(count: u64, old: u64) = "리드 {n}건, 그 가운데 오래되어 닫힌 리드 {m}건" | "{n} lead{s}, {m} of them old and closed", n = grouped(count), m = grouped(old), s = plural(count);
    import_made_customers(count: u64) = "고객이 된 리드 {n}건" | "{n} lead{s} that became customers", n = grouped(count), s = plural(count);
    import_made_deals(count: u64) = "딜 {n}건" | "{n} deal{s}", n = grouped(count), s = plural(count);

    import_field_id = "원래 키" | "Key where it came from";
    import_field_manager = "매니저" | "Manager";
    import_field_team = "팀" | "Team";
    import_field_status = "상태(진행·수주·실주)" | "Status (open, won, lost)";
    import_field_created = "시작한 날" | "Day it began";
    import_field_came = "처음 온 날" | "Day of the first contact";
    import_field_won_on = "고객이 된 날" | "Day they became a customer";
    import_field_lead = "리드의 원래 키" | "Key of the lead";
    import_field_title = "직함" | "Job title";
    import_field_sdr = "SDR" | "SDR";
    import_field_campaign = "캠페인" | "Campaign";
    import_field_medium = "매체" | "Medium";
    import_field_content = "콘텐츠" | "Content";
    import_field_landing_page = "랜딩 페이지" | "Landing page";
    import_field_closed = "마감한 날" | "Day it closed";

    trouble_empty = "파일이 없거나 비어 있어요. 열 이름이 첫 줄에 있는 CSV 파일을 골라 주세요." | "There is no file, or nothing in it. Choose a CSV file with column names in its first line.";
    trouble_not_text = "글자로 읽을 수 없는 파일이에요. 엑셀에서 「CSV UTF-8」로 저장해서 다시 올려 주세요." | "This file is not text. Save it as “CSV UTF-8” in your spreadsheet and choose it again.";
    trouble_quote(row: u64) = "{row}행에서 열린 따옴표(\")가 닫히지 않았어요. 그 행을 고쳐서 다시 올려 주세요." | "A quotation mark (\") opens in row {row} and never closes. Correct that row and choose the file again.";
    trouble_columns(most: usize) = "열이 {most}개를 넘어요. 필요한 열만 남겨서 다시 올려 주세요." | "There are more than {most} columns. Keep those you need and choose the file again.";
    trouble_cell(row: u64, most: &str) = "{row}행에 {most}보다 긴 칸이 있어요. 줄여서 다시 올려 주세요." | "A cell in row {row} is longer than {most}. Shorten it and choose the file again.";
    trouble_cells(most: &str) = "칸이 {most}개를 넘어요. 파일을 나눠서 올리거나 baton import 명령을 써 주세요." | "There are more than {most} cells. Split the file, or use the command baton import.";
    trouble_files(most: usize) = "한 번에 {most}개 파일까지 올릴 수 있어요." | "Choose at most {most} files at once.";
    trouble_size(most: &str) = "파일이 모두 합쳐 {most}를 넘어요. 나눠서 올려 주세요." | "The files are larger than {most} in all. Send them in parts.";
    trouble_kind = "멤버, 제품, 고객사, 리드, 딜 가운데 어느 파일인지 알 수 없어요. 첫 줄에 열 이름이 있는지 확인해 주세요." | "These are not the columns of members, products, accounts, leads or deals. Check that the first line has the column names.";
    trouble_people = "고객 담당자 목록은 아직 가져올 수 없어요. 고객사, 제품, 멤버, 딜 파일을 골라 주세요." | "Lists of people at accounts cannot be imported yet. Choose files of accounts, products, members or deals.";
    trouble_column(fields: &str) = "이 가운데 한 열은 꼭 필요해요: {fields}" | "One of these columns is needed: {fields}";
    trouble_gone = "올린 파일을 더는 가지고 있지 않아요. 다시 골라 주세요." | "These files are not kept any more. Choose them again.";
    trouble_busy = "다른 가져오기가 진행 중이에요. 끝난 뒤에 다시 눌러 주세요." | "Another import is under way. Try again when it has finished.";
    trouble_of_file(file: &str, sentence: &str) = "{file}: {sentence}" | "{file}: {sentence}";

    row_missing = "비어 있어요" | "is empty";
    row_too_long(most: &str) = "{most}자보다 길어요" | "is longer than {most} characters";
    row_not_an_email = "이메일 주소가 아니에요" | "is not an e-mail address";
    row_not_an_amount = "금액으로 읽을 수 없어요" | "is not an amount";
    row_not_a_date = "날짜로 읽을 수 없어요. 2026-11-23처럼 적어 주세요" | "is not a day we can read; write it as 2026-11-23";
    row_in_the_future = "아직 오지 않은 날이에요" | "has not come yet";
    row_not_a_number = "숫자가 아니에요" | "is not a number";
    row_out_of_range(from: &str, to: &str) = "{from}부터 {to}까지여야 해요" | "must be from {from} to {to}";
    row_unknown = "알 수 없는 값이에요" | "is not known";
    row_unknown_lead = "이 키를 가진 리드가 없어요. 리드 파일을 먼저, 또는 함께 가져와 주세요" | "is the key of no lead; import the file of leads first, or with this one";
    row_lead_taken = "이 리드는 인계 중이거나, 같은 사람이 다른 리드로 있어요. 먼저 정리해 주세요" | "is being handed over, or stands as another lead by now; settle that first";
    row_unknown_stage = "이 파이프라인에 없는 단계예요" | "is no stage of this pipeline";
    row_unknown_product = "제품 목록에 없어요. 제품을 먼저 가져오거나 이 열을 빼 주세요" | "is not on the product list; import the products first, or leave this column out";
    row_unknown_status = "진행, 수주, 실주 가운데 하나가 아니에요" | "is neither open, won nor lost";
    row_taken = "이 파일의 다른 행에도 있어요" | "stands in another row of this file as well";
    row_malformed = "형식이 맞지 않아요" | "is malformed";
    row_too_wide = "열 이름보다 칸이 많아요. 쉼표가 든 값은 따옴표로 묶어 주세요" | "has more cells than there are columns; put values with commas into quotation marks";
    row_circular = "돌고 돌아 자기 자신의 모회사가 돼요" | "belongs, over some corners, to itself";
}

/// The ending of an English noun that is counted.
const fn plural(count: u64) -> &'static str {
    if count == 1 { "" } else { "s" }
}

impl Words {
    pub fn import_kind_name(self, kind: Kind) -> &'static str {
        match kind {
            Kind::Members => self.import_kind_members(),
            Kind::Products => self.import_kind_products(),
            Kind::Accounts => self.import_kind_accounts(),
            Kind::Leads => self.import_kind_leads(),
            Kind::Deals => self.import_kind_deals(),
            Kind::Customers => self.import_kind_customers(),
        }
    }

    /// What came into being, one sentence for each kind of which there is any.
    pub fn import_made(self, created: Created) -> Vec<String> {
        let leads = match created.old_leads {
            0 => self.import_made_leads(created.leads),
            old => self.import_made_leads_old(created.leads, old),
        };
        let all: [(u64, fn(Self, u64) -> String); 7] = [
            (created.accounts, Self::import_made_accounts),
            (created.customers, Self::import_made_customers),
            (created.deals, Self::import_made_deals),
            (created.products, Self::import_made_products),
            (created.members, Self::import_made_members),
            (created.teams, Self::import_made_teams),
            (created.pipelines, Self::import_made_pipelines),
        ];
        let others = all.into_iter().filter(|(count, _)| *count > 0).map(|(count, say)| say(self, count));
        (created.leads > 0).then_some(leads).into_iter().chain(others).collect()
    }

    /// What a column of such a file is read as: the same day is another thing of a lead and of a deal.
    pub fn import_field_of(self, kind: Kind, field: Field) -> String {
        match (kind, field) {
            (Kind::Leads, Field::Created) => self.import_field_came().to_owned(),
            (Kind::Customers, Field::Closed) => self.import_field_won_on().to_owned(),
            (Kind::Customers, Field::Id) => self.import_field_lead().to_owned(),
            (_, field) => self.import_field(field),
        }
    }

    /// What a column is read as. Most have the name they have everywhere.
    pub fn import_field(self, field: Field) -> String {
        match field {
            Field::Title => self.import_field_title().to_owned(),
            Field::Sdr => self.import_field_sdr().to_owned(),
            Field::Campaign => self.import_field_campaign().to_owned(),
            Field::Medium => self.import_field_medium().to_owned(),
            Field::Content => self.import_field_content().to_owned(),
            Field::LandingPage => self.import_field_landing_page().to_owned(),
            Field::Id => self.import_field_id().to_owned(),
            Field::Manager => self.import_field_manager().to_owned(),
            Field::Team => self.import_field_team().to_owned(),
            Field::Status => self.import_field_status().to_owned(),
            Field::Created => self.import_field_created().to_owned(),
            Field::Closed => self.import_field_closed().to_owned(),
            other => self.field(other.code()),
        }
    }

    /// Why a file cannot be taken, and what to do.
    pub fn say_trouble(self, trouble: &Trouble) -> String {
        match trouble {
            Trouble::Empty => self.trouble_empty().to_owned(),
            Trouble::NotText => self.trouble_not_text().to_owned(),
            Trouble::QuoteLeftOpen { row } => self.trouble_quote(*row),
            Trouble::TooManyColumns { most } => self.trouble_columns(*most),
            Trouble::CellTooLong { row, most } => self.trouble_cell(*row, &self.bytes(*most as u64)),
            Trouble::TooManyCells { most } => self.trouble_cells(&grouped(*most)),
            Trouble::TooManyFiles { most } => self.trouble_files(*most),
            Trouble::TooLarge { most } => self.trouble_size(&self.bytes(*most)),
            Trouble::KindUnknown { columns } => format!("{} ({})", self.trouble_kind(), columns.join(", ")),
            Trouble::People => self.trouble_people().to_owned(),
            Trouble::ColumnMissing { needed } => {
                let fields: Vec<_> = needed.iter().map(|it| self.import_field(*it)).collect();
                self.trouble_column(&fields.join(", "))
            }
            Trouble::Gone => self.trouble_gone().to_owned(),
            Trouble::Busy => self.trouble_busy().to_owned(),
        }
    }

    /// The same with the file's name before it.
    pub fn say_refused_file(self, refused: &Refused) -> String {
        match refused.file.as_str() {
            "" => self.say_trouble(&refused.trouble),
            file => self.trouble_of_file(file, &self.say_trouble(&refused.trouble)),
        }
    }

    /// Why a row cannot be taken: said behind the name of its column.
    pub fn say_row_why(self, problem: &Problem) -> String {
        let number = |it: i64| format!("{}{}", if it < 0 { "-" } else { "" }, grouped(it.unsigned_abs()));
        match (&problem.why, problem.field.as_str()) {
            (Why::Unknown, "id") => self.row_unknown_lead().to_owned(),
            (Why::Taken, "lead") => self.row_lead_taken().to_owned(),
            (Why::Unknown, "stage") => self.row_unknown_stage().to_owned(),
            (Why::Unknown, "product") => self.row_unknown_product().to_owned(),
            (Why::Unknown, "status") => self.row_unknown_status().to_owned(),
            (Why::Malformed, "row") => self.row_too_wide().to_owned(),
            (Why::Missing, _) => self.row_missing().to_owned(),
            (Why::TooLong(most), _) => self.row_too_long(&grouped(u64::from(*most))),
            (Why::NotAnEmail, _) => self.row_not_an_email().to_owned(),
            (Why::NotARegistrationNumber, _) => self.why_not_a_registration_number().to_owned(),
            (Why::WrongCheckDigit, _) => self.why_wrong_check_digit().to_owned(),
            (Why::NotAnAmount, _) => self.row_not_an_amount().to_owned(),
            (Why::NotADate, _) => self.row_not_a_date().to_owned(),
            (Why::InThePast, _) => self.why_in_the_past().to_owned(),
            (Why::NotAhead, _) => self.why_not_ahead().to_owned(),
            (Why::Reversed, _) => self.why_reversed().to_owned(),
            (Why::EndsFirst, _) => self.why_ends_first().to_owned(),
            (Why::InTheFuture, _) => self.row_in_the_future().to_owned(),
            (Why::NotANumber, _) => self.row_not_a_number().to_owned(),
            (Why::OutOfRange(from, to), _) => self.row_out_of_range(&number(*from), &number(*to)),
            (Why::Taken, _) => self.row_taken().to_owned(),
            (Why::Malformed, _) => self.row_malformed().to_owned(),
            (Why::Circular, _) => self.row_circular().to_owned(),
            (
                Why::Unknown
                | Why::TooShort(_)
                | Why::TooMany(_)
                | Why::NothingCounts
                | Why::CommonPassword
                | Why::WrongPassword
                | Why::NotARate
                | Why::NotASite
                | Why::NotAPage
                | Why::NotAllowedSite
                | Why::NeedsPhone
                | Why::NotAgreed,
                _,
            ) => self.row_unknown().to_owned(),
        }
    }
}
