-- Frameworks such as BANT and MEDDIC: what has to be known of a deal before it is won. They are data: every workspace
-- begins with two, and writes its own beside them. Gates, answers and pipelines know one by its code, which stays.
create table framework (
    workspace_id uuid not null references workspace (id),
    id uuid not null,
    version integer not null default 1,
    code text not null,
    name_ko text not null,
    name_en text not null,
    off boolean not null default false,
    -- In the order in which ties are decided: code, names, the question to ask, whom to ask.
    criteria jsonb not null check (jsonb_typeof(criteria) = 'array'),
    position integer not null,
    at timestamptz not null default now(),
    by_id uuid,
    primary key (workspace_id, id),
    constraint framework_code_taken unique (workspace_id, code),
    foreign key (workspace_id, by_id) references member (workspace_id, id) on delete set null (by_id)
);

create function begin_with_frameworks(workspace uuid) returns void
language sql
begin atomic
    insert into framework (workspace_id, id, code, name_ko, name_en, position, criteria)
    values
        (workspace, gen_random_uuid(), 'bant', 'BANT', 'BANT', 1, '[
            {"code": "budget", "name_ko": "예산", "name_en": "Budget",
             "ask_ko": "이 일에 예산이 잡혀 있나요? 얼마까지, 언제부터 쓸 수 있나요?",
             "ask_en": "Is there a budget for this? How much, and from when?",
             "whom_ko": "예산을 쥔 분", "whom_en": "Whoever holds the budget"},
            {"code": "authority", "name_ko": "권한", "name_en": "Authority",
             "ask_ko": "누가 최종으로 결정하나요? 그분과 언제 이야기할 수 있을까요?",
             "ask_en": "Who decides in the end, and when can we talk to them?",
             "whom_ko": "의사결정권자를 아는 분", "whom_en": "Somebody who knows the decision maker"},
            {"code": "need", "name_ko": "필요", "name_en": "Need",
             "ask_ko": "지금 가장 풀고 싶은 문제는 무엇이고, 그대로 두면 어떻게 되나요?",
             "ask_en": "Which problem do you most want solved, and what happens if it stays?",
             "whom_ko": "문제를 겪는 분", "whom_en": "Whoever has the problem"},
            {"code": "timing", "name_ko": "시기", "name_en": "Timing",
             "ask_ko": "언제까지 쓰기 시작해야 하나요? 왜 그때인가요?",
             "ask_en": "By when do you need it running, and why then?",
             "whom_ko": "도입을 맡은 분", "whom_en": "Whoever runs the project"}]'),
        (workspace, gen_random_uuid(), 'meddic', 'MEDDIC', 'MEDDIC', 2, '[
            {"code": "metrics", "name_ko": "지표", "name_en": "Metrics",
             "ask_ko": "어떤 숫자가 얼마나 좋아지면 성공인가요?",
             "ask_en": "Which number has to improve, and by how much, for this to be a success?",
             "whom_ko": "성과를 책임지는 분", "whom_en": "Whoever answers for the result"},
            {"code": "economic_buyer", "name_ko": "예산 결정권자", "name_en": "Economic buyer",
             "ask_ko": "예산에 서명하는 분은 누구고, 직접 만날 수 있을까요?",
             "ask_en": "Who signs for the money, and can we meet them?",
             "whom_ko": "챔피언", "whom_en": "The champion"},
            {"code": "decision_criteria", "name_ko": "결정 기준", "name_en": "Decision criteria",
             "ask_ko": "무엇을 보고 고르나요? 꼭 있어야 하는 것은 무엇인가요?",
             "ask_en": "What will you choose by, and what is a must?",
             "whom_ko": "기술 검토를 맡은 분", "whom_en": "Whoever evaluates the solution"},
            {"code": "decision_process", "name_ko": "결정 절차", "name_en": "Decision process",
             "ask_ko": "품의부터 계약까지 어떤 단계를 거치고, 각각 며칠 걸리나요?",
             "ask_en": "Which steps lead from the internal approval to the contract, and how long does each take?",
             "whom_ko": "구매나 법무 담당자", "whom_en": "Purchasing or legal"},
            {"code": "identify_pain", "name_ko": "문제", "name_en": "Identify pain",
             "ask_ko": "지금 무엇이 가장 아프고, 그 때문에 얼마를 잃고 있나요?",
             "ask_en": "What hurts most today, and what does it cost you?",
             "whom_ko": "문제를 겪는 분", "whom_en": "Whoever has the problem"},
            {"code": "champion", "name_ko": "챔피언", "name_en": "Champion",
             "ask_ko": "안에서 누가 이 일을 밀고 있고, 우리를 위해 무엇을 해 주었나요?",
             "ask_en": "Who pushes for this inside, and what have they done for us so far?",
             "whom_ko": "주 담당자", "whom_en": "The main contact"}]');
end;

select begin_with_frameworks(id) from workspace;

-- Whoever makes a workspace makes it with these: no writer can forget them.
create function workspace_begins_with_frameworks() returns trigger
language plpgsql as $$
begin
    perform begin_with_frameworks(new.id);
    return null;
end
$$;
create trigger begins_with_frameworks after insert on workspace
    for each row execute function workspace_begins_with_frameworks();

-- Which one the deals of a pipeline are asked by; null: none.
alter table pipeline add column framework text;
update pipeline set framework = case motion when 'outbound_enterprise' then 'meddic' else 'bant' end;
alter table pipeline add foreign key (workspace_id, framework) references framework (workspace_id, code);

-- Every score that anybody ever gave a criterion of a deal, so that what was known on any day can be told. The newest of
-- a criterion is what is known now. A score stands on an activity of the deal; the day is that of the activity.
create table framework_answer (
    workspace_id uuid not null,
    id uuid not null,
    deal_id uuid not null,
    framework text not null,
    criterion text not null,
    was smallint not null check (was between 0 and 3),
    score smallint not null check (score between 0 and 3),
    activity_id uuid,
    verified_on date,
    by_id uuid,
    at timestamptz not null default now(),
    -- The version of the deal that it made.
    version integer not null,
    primary key (workspace_id, id),
    foreign key (workspace_id, deal_id) references deal (workspace_id, id),
    -- What came with the demo goes with it; nothing else is ever deleted.
    foreign key (workspace_id, activity_id) references activity (workspace_id, id) on delete cascade,
    foreign key (workspace_id, by_id) references member (workspace_id, id),
    constraint framework_answer_is_proven check (score = 0 or activity_id is not null),
    constraint framework_answer_has_its_day check ((activity_id is null) = (verified_on is null)),
    constraint framework_answer_once unique (workspace_id, deal_id, framework, criterion, version)
);
create index framework_answer_by_activity on framework_answer (workspace_id, activity_id) where activity_id is not null;
create trigger append_only before update or delete on framework_answer
    for each row execute function history_is_append_only();

-- The scores that the gates of a stage ask for, so that a card carries those alone, and in most pipelines none.
alter table stage add column scores_asked jsonb not null generated always as (
    jsonb_path_query_array(coalesce(entry_gate, 'null'), '$.**.framework ? (@.type() == "object")')
    || jsonb_path_query_array(coalesce(exit_gate, 'null'), '$.**.framework ? (@.type() == "object")')) stored;
