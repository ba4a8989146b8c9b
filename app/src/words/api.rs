//! What the API says to whoever wrote the program, and the page that explains it.

use super::{Words, s, words};

words! {
    api_unreadable = "요청을 읽을 수 없어요" | "The request cannot be read";
    api_unreadable_note = "요청의 형식을 확인해 주세요." | "Check the form of the request.";
    api_not_json(why: &str) = "본문이 올바른 JSON이 아니에요: {why}" | "The body is not valid JSON: {why}";
    api_malformed = "모르는 이름이거나 값의 형식이 달라요" | "Unknown names, or values of another kind";
    api_malformed_names(names: &str) = "이 이름을 확인해 주세요: {names}" | "Check these names: {names}";
    api_wrong_kind(why: &str) = "그런 이름은 없거나 값의 종류가 달라요 ({why})" | "There is no such name, or its value is of another kind ({why})";
    api_unknown_name = "그런 이름은 없어요." | "There is no such name.";
    api_key_needed = "API 키가 필요해요" | "An API key is needed";
    api_key_needed_note = "Authorization 헤더에 Bearer와 쓸 수 있는 키를 보내 주세요. 키는 설정의 API 키에서 만들어요." | "Send a key that is in use, as Authorization: Bearer baton_…. Keys are made in the settings.";
    api_reads_only = "읽기 전용 키예요" | "This key only reads";
    api_reads_only_note = "쓰기 권한이 있는 키를 새로 만들어 주세요." | "Make a key that may write.";
    api_not_allowed = "권한이 없어요" | "Not allowed";
    api_refused = "이대로는 할 수 없어요" | "This cannot be done as it is";
    api_not_ready = "단계의 조건이 아직 채워지지 않았어요. missing에 빠진 것이 있어요." | "The stage asks for more than the deal has; missing says what.";
    api_not_found = "그런 기록이 없어요" | "There is no such record";
    api_not_found_note = "아이디나 키를 확인해 주세요." | "Check the id or key.";
    api_no_address = "여기에는 아무것도 없어요" | "There is nothing here";
    api_no_address_note = "주소를 확인해 주세요. 쓸 수 있는 주소는 /api에 있어요." | "Check the address. All of them are listed at /api.";
    api_method = "이 주소에서는 할 수 없는 요청이에요" | "This address takes no requests of that kind";
    api_method_note = "쓸 수 있는 메서드는 Allow 헤더에 있어요." | "The Allow header says which methods it takes.";
    api_version_needed = "어느 버전을 바꾸는지 알려 주세요" | "Say which version you change";
    api_version_needed_note = "읽을 때 받은 ETag를 If-Match 헤더로 보내 주세요. 다른 사람의 변경을 덮어쓰지 않아요." | "Send the ETag you read as If-Match, so that nobody’s change is overwritten.";
    api_stale = "그사이 바뀌었어요" | "It has changed since";
    api_stale_note(version: i32) = "지금은 버전 {version}이에요. current를 보고 다시 보내 주세요." | "It is at version {version} now. Look at `current` and send again.";
    api_media_type = "JSON으로 보내 주세요" | "Send JSON";
    api_media_type_note = "Content-Type: application/json이어야 해요." | "The Content-Type has to be application/json.";
    api_key_reused = "다른 요청에 쓴 Idempotency-Key예요" | "This Idempotency-Key stands for another request";
    api_key_reused_note = "새 요청에는 새 키를 보내 주세요." | "Send a fresh key with a new request.";
    api_running = "같은 요청을 처리하고 있어요" | "The same request is still being carried out";
    api_running_note = "잠시 뒤에 같은 키로 다시 보내면 결과를 받아요." | "Send it again in a moment, with the same key, and get its answer.";
    api_too_many = "요청이 너무 많아요" | "Too many requests";
    api_too_many_note(seconds: u32) = "{seconds}초 뒤에 다시 보내 주세요." | "Send it again in {seconds} second{s}.", s = s(i64::from(seconds));
    api_too_large = "보낸 내용이 너무 커요" | "What was sent is too large";
    api_too_large_note = "나누어서 보내 주세요." | "Send it in parts.";
    api_unavailable = "지금은 응답할 수 없어요" | "Baton cannot answer right now";
    api_unavailable_note = "잠시 뒤에 다시 보내 주세요. 저장된 내용은 안전해요." | "Send it again in a moment; what was saved is safe.";
    api_failed = "문제가 생겨 처리하지 못했어요" | "Something broke";
    api_failed_note = "다시 보내 보고, 계속되면 관리자에게 알려 주세요." | "Send it again, and tell your administrator if it stays.";

    api_title = "API 안내" | "API reference";
    api_intro = "리드, 고객사, 사람, 딜을 다른 프로그램에서 읽고 쓸 수 있어요. 화면과 같은 규칙과 권한을 따라요." | "Read and write leads, accounts, people and deals from your own programs, by the same rules and rights as on screen.";
    api_back = "Baton 첫 화면으로" | "Back to Baton";
    api_contents = "주소 목록" | "Addresses";
    api_query = "주소 뒤에 붙이는 조건" | "Query";
    api_body = "보내는 내용(JSON)" | "Body (JSON)";
    api_needed = "필수" | "needed";
    api_refusals_note = "type은 이 목록을 가리켜요." | "The type of a problem leads to its line here.";
    api_read_more = "API 안내 보기" | "Read the API reference";
    api_rule_key = "키" | "Keys";
    api_rule_key_note = "모든 요청에 Authorization: Bearer baton_…을 보내요. 키는 만든 사람의 권한까지만 할 수 있고, 읽기 전용 키는 읽기만 해요." | "Send Authorization: Bearer baton_… with every request. A key may do what its member may; one made for reading only reads.";
    api_rule_lists = "목록" | "Lists";
    api_rule_lists_note = "마지막으로 바뀐 순서로, limit(최대 200)개씩 와요. next를 cursor로 보내면 이어서 읽고, updated_since로 바뀐 것만 읽어요." | "In the order in which records were last changed, limit (at most 200) at a time. Send next as cursor to read on, and updated_since to read only what has changed.";
    api_rule_versions = "버전" | "Versions";
    api_rule_versions_note = "기록을 읽으면 ETag로 버전이 와요. 바꿀 때 If-Match로 보내면 그사이 다른 사람이 바꾼 것을 덮어쓰지 않아요. 늦었으면 412와 함께 지금 기록이 와요." | "A record answers with its version as ETag. Send it as If-Match with a change, and nobody’s work is overwritten: who is late gets 412 and the record as it stands.";
    api_rule_orders = "다시 보내기" | "Sending again";
    api_rule_orders_note = "POST에 Idempotency-Key를 붙이면 하루 안에 몇 번을 보내도 한 번만 하고, 처음 대답을 다시 보내요." | "With an Idempotency-Key, a POST sent again within a day is done once and gets its first answer.";
    api_rule_refusals = "거절" | "Refusals";
    api_rule_refusals_note = "application/problem+json으로 와요. code는 프로그램이, title·detail·problems는 사람이 읽어요(Accept-Language: ko, en)." | "Come as application/problem+json: code is for programs; title, detail and problems are for people (Accept-Language: ko, en).";
    api_rule_forms = "값" | "Values";
    api_rule_forms_note = "시각은 UTC(RFC 3339), 날짜는 YYYY-MM-DD, 금액은 가장 작은 단위의 정수와 통화예요. PATCH에서 빠진 항목은 그대로 두고 null은 비워요." | "Times are UTC (RFC 3339), days YYYY-MM-DD, money whole minor units with a currency. In a PATCH, absent fields stay and null clears.";

    api_list_pipelines = "파이프라인과 단계를 모두 읽어요." | "All pipelines with their stages.";
    api_read_pipeline = "파이프라인 하나와 단계를 읽어요." | "One pipeline with its stages.";
    api_list_leads = "리드를 마지막으로 바뀐 순서로 읽어요." | "Leads, in the order in which they were last changed.";
    api_create_lead = "리드를 만들어요(201). 이메일이나 전화가 같은 열린 리드가 있으면 그 리드에 접점을 더해요(200)." | "Makes a lead (201), or adds a touch to the open lead that has this e-mail or phone (200).";
    api_create_leads = "리드를 한 번에 1,000건까지 받아요. 전부 받거나 하나도 받지 않고, 열린 리드와 같은 사람은 접점이 돼요." | "Takes up to 1,000 leads, all or none. Whoever is an open lead already becomes a touch of it.";
    api_lead_consents = "리드가 광고 수신에 동의한 내용을 증거와 함께 읽어요." | "What a lead agreed to hear from us, with its proof.";
    api_note_lead_consent = "리드의 동의나 철회를 적어요. 이전 대답은 그대로 남아요." | "Writes down that a lead agreed or withdrew. Earlier answers stay on record.";
    api_person_consents = "고객 담당자가 광고 수신에 동의한 내용을 증거와 함께 읽어요." | "What a person agreed to hear from us, with its proof.";
    api_note_person_consent = "고객 담당자의 동의나 철회를 적어요. 이전 대답은 그대로 남아요." | "Writes down that a person agreed or withdrew. Earlier answers stay on record.";
    api_list_targets = "타깃 고객사를 연락할 순서로 읽어요. 상태와 다음에 할 일이 함께 와요." | "Targets in the order to work them, with how they stand and what is next.";
    api_read_contact_plan = "고객사의 연락 계획과 조사 노트를 읽어요." | "An account’s contact plan and research notes.";
    api_plan_contact = "타깃 고객사의 연락 계획에 연락을 더해요. 사람이나 찾을 직책을 적어요." | "Adds a contact to the plan of a target: a person, or a post to be found.";
    api_write_research_note = "고객사에 조사 노트를 써요. 출처는 웹 주소예요." | "Writes a research note on an account; its source is a web address.";
    api_list_web_forms = "웹폼과 주소, 들어온 수를 읽어요." | "Web forms, their addresses, and how often each was sent.";
    api_read_lead = "리드 하나를 아이디나 키(L-123)로 읽어요." | "One lead, by its id or key (L-123).";
    api_change_lead = "읽은 버전 위에 리드의 일부를 고쳐요. 상태는 따로 바꿔요." | "Changes some fields of a lead over the version that was read. Its status is changed by a move.";
    api_assign_lead = "리드를 팀원에게 주거나, 배정 규칙이 다시 고르게 하고 그 이유를 알려 줘요." | "Gives a lead to a member, or has the routing rules choose anew, and says why it is theirs.";
    api_move_lead = "리드를 옮겨요. 육성은 날짜와 이유를, 부적합은 사유를, 다시 열기는 이유를 물어요." | "Moves a lead. Nurturing asks for a day and a reason, disqualifying and reopening for a reason.";
    api_merge_lead = "다른 리드를 이 리드에 합쳐요. 항목마다 남길 값을 고를 수 있고, 지난 기록은 그대로 이어져요." | "Merges another lead into this one. Which value is kept can be chosen by field; history stays and goes along.";
    api_merge_account = "다른 고객사를 이 고객사에 합쳐요. 딜, 사람, 리드, 할 일도 함께 옮겨요." | "Merges another account into this one. Its deals, people, leads and tasks go along.";
    api_merge_person = "다른 사람을 이 사람에 합쳐요. 수신동의는 더 엄격한 답이 남아요." | "Merges another person into this one. Of their consents the stricter answer holds.";
    api_list_duplicates = "중복으로 보이는 고객사, 사람, 리드를 확실한 것부터 쌍으로 읽어요." | "Pairs of accounts, people or leads that are likely one, the surest first.";
    api_undo_merge = "합치기를 되돌려요. 그사이 바뀐 값은 그대로 두고 kept로 알려 줘요." | "Takes a merge back. What was changed since is left alone and told as kept.";
    api_list_accounts = "고객사를 마지막으로 바뀐 순서로 읽어요." | "Accounts, in the order in which they were last changed.";
    api_create_account = "고객사를 만들어요. 이름이나 도메인이 같은 곳이 있으면 그 기록을 알려 드려요." | "Makes an account, unless there is one of the same name or domain.";
    api_read_account = "고객사 하나를 아이디나 키(A-12)로 읽어요." | "One account, by its id or key (A-12).";
    api_change_account = "읽은 버전 위에 고객사의 일부를 고쳐요." | "Changes some fields of an account over the version that was read.";
    api_list_people = "사람을 마지막으로 바뀐 순서로 읽어요." | "People, in the order in which they were last changed.";
    api_create_person = "사람을 만들어요. 이메일이 같은 사람이 있으면 그 기록을 알려 드려요." | "Makes a person known, unless somebody has the same e-mail address.";
    api_read_person = "사람 하나를 읽어요." | "One person.";
    api_change_person = "읽은 버전 위에 사람의 일부를 고쳐요." | "Changes some fields of a person over the version that was read.";
    api_list_deals = "딜을 마지막으로 바뀐 순서로 읽어요." | "Deals, in the order in which they were last changed.";
    api_create_deal = "딜을 단계의 맨 위에 만들어요. 새 고객사는 이름만 적어도 함께 만들어요." | "Makes a deal at the top of its stage, with the account it names if that is new too.";
    api_read_deal = "딜 하나를 아이디나 키(D-1234)로 읽어요." | "One deal, by its id or key (D-1234).";
    api_change_deal = "읽은 버전 위에 딜의 일부를 고쳐요. 단계는 옮기기로 바꿔요." | "Changes some fields of a deal over the version that was read. Stages are changed by a move.";
    api_move_deal = "딜을 같은 파이프라인의 다른 단계로 옮겨요. 수주·실주는 사유를, 보류는 기한도 물어요." | "Moves a deal into a stage of its pipeline. Winning and losing ask for a reason, holding for a day as well.";
    api_list_exchange_rates = "기록된 환율을 최근 날짜부터 60일치씩 읽어요." | "The exchange rates on record, newest first, those of sixty days at a time.";
    api_put_exchange_rate = "어느 날부터의 환율을 통화 1단위로 적어요. 이미 있으면 바꾸고, 같으면 그대로 둬요." | "Writes what one unit of a currency is worth from a day on, over what stood there. The same again changes nothing.";
    api_list_qualification_changes = "리드가 MQL·PQL·SQL이 된 일을 이유와 함께 순서대로 읽어요." | "What made a lead an MQL, PQL or SQL, in order, each with its reasons.";
    api_read_qualification_rules = "지금 쓰는 자격 검증 규칙과 버전을 읽어요." | "The rules of qualification that hold, with their version.";
    api_read_lead_promises = "리드에 답하고 인계를 정하기까지 우리가 약속한 시간을 읽어요." | "What the team promises: by when leads are answered and hand-overs decided.";
    api_put_lead_promises = "약속한 시간을 바꿔요. 그 뒤에 시작하는 시계부터 적용돼요." | "Changes what is promised, for clocks that begin afterwards.";
    api_read_queue = "연락할 리드를 급한 순서, 가치, 기한 순서로 읽어요. 앞의 100건과 전체 수를 알려 줘요." | "Leads in the order to work them: by urgency, worth and time. The first hundred, and how many there are.";
    api_read_funnel = "리드가 출처·캠페인·달·SDR·ICP 등급별로 얼마나 나아갔는지 읽어요. 첫 접점의 달로 묶은 코호트예요." | "How many leads got how far, by source, campaign, month, SDR or ICP tier. Cohorts are by the month of the first touch.";
    api_list_routing_rules = "새 리드의 담당자를 정하는 규칙을 묻는 순서대로 읽어요." | "The rules by which new leads find their owner, in the order in which they are asked.";
    api_list_signals = "시그널을 받은 순서로 읽어요. 고객 담당자, 고객사, 종류로 골라요." | "Signals, in the order in which they arrived; of a person, an account or a kind.";
    api_take_signals = "시그널을 한 번에 1,000건까지 받아요. 전부 받거나 하나도 받지 않고, 같은 key는 한 번만 남아요." | "Takes up to 1,000 signals, all or none. The same key is kept once.";
}

impl Words {
    /// What an operation does, by its name in the document.
    pub fn api_operation(self, id: &str) -> Option<&'static str> {
        Some(match id {
            "list_pipelines" => self.api_list_pipelines(),
            "read_pipeline" => self.api_read_pipeline(),
            "list_leads" => self.api_list_leads(),
            "create_lead" => self.api_create_lead(),
            "create_leads" => self.api_create_leads(),
            "read_lead_consents" => self.api_lead_consents(),
            "note_lead_consent" => self.api_note_lead_consent(),
            "read_person_consents" => self.api_person_consents(),
            "note_person_consent" => self.api_note_person_consent(),
            "list_targets" => self.api_list_targets(),
            "read_contact_plan" => self.api_read_contact_plan(),
            "plan_contact" => self.api_plan_contact(),
            "write_research_note" => self.api_write_research_note(),
            "list_web_forms" => self.api_list_web_forms(),
            "read_lead" => self.api_read_lead(),
            "change_lead" => self.api_change_lead(),
            "move_lead" => self.api_move_lead(),
            "assign_lead" => self.api_assign_lead(),
            "merge_lead" => self.api_merge_lead(),
            "undo_merge" => self.api_undo_merge(),
            "merge_account" => self.api_merge_account(),
            "merge_person" => self.api_merge_person(),
            "list_duplicates" => self.api_list_duplicates(),
            "list_accounts" => self.api_list_accounts(),
            "create_account" => self.api_create_account(),
            "read_account" => self.api_read_account(),
            "change_account" => self.api_change_account(),
            "list_people" => self.api_list_people(),
            "create_person" => self.api_create_person(),
            "read_person" => self.api_read_person(),
            "change_person" => self.api_change_person(),
            "list_deals" => self.api_list_deals(),
            "create_deal" => self.api_create_deal(),
            "read_deal" => self.api_read_deal(),
            "change_deal" => self.api_change_deal(),
            "move_deal" => self.api_move_deal(),
            "list_exchange_rates" => self.api_list_exchange_rates(),
            "put_exchange_rate" => self.api_put_exchange_rate(),
            "list_qualification_changes" => self.api_list_qualification_changes(),
            "read_qualification_rules" => self.api_read_qualification_rules(),
            "read_lead_promises" => self.api_read_lead_promises(),
            "put_lead_promises" => self.api_put_lead_promises(),
            "read_queue" => self.api_read_queue(),
            "read_funnel" => self.api_read_funnel(),
            "list_routing_rules" => self.api_list_routing_rules(),
            "list_handovers" => self.api_list_handovers(),
            "read_handover" => self.api_read_handover(),
            "send_handover" => self.api_send_handover(),
            "accept_handover" => self.api_accept_handover(),
            "reject_handover" => self.api_reject_handover(),
            "withdraw_handover" => self.api_withdraw_handover(),
            "list_signals" => self.api_list_signals(),
            "take_signals" => self.api_take_signals(),
            _ => return None,
        })
    }
}
