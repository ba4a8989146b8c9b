//! What the settings about people and programs say.

use super::{Words, s, words};
use domain::team::Scope;

words! {
    settings_note = "나, 팀, 그리고 일하는 방식" | "You, your team, and how you work";
    settings_mine = "나" | "Me";
    settings_team = "팀" | "Team";
    settings_process = "일하는 방식" | "How we work";

    settings_pipelines_about = "단계, 가능성, 정체 기준일, 진행 한도" | "Stages, probability, rotting, WIP limits";
    settings_products = "제품" | "Products";
    settings_products_about = "딜 금액을 만드는 제품과 가격" | "What deals are made of, and at what price";
    settings_import_about = "CSV 파일에서 고객사와 딜 가져오기" | "Accounts and deals from CSV files";

    profile = "내 프로필" | "My profile";
    profile_about = "이름, 언어, 화면, 비밀번호" | "Name, language, theme, password";
    profile_name = "이름과 이메일" | "Name and e-mail";
    profile_reading = "언어와 화면" | "Language and theme";
    profile_saved = "저장했어요." | "Saved.";
    profile_email_note = "로그인할 때 쓰는 이메일이에요." | "You sign in with this.";

    password = "비밀번호" | "Password";
    password_present = "지금 비밀번호" | "Present password";
    password_change = "비밀번호 바꾸기" | "Change password";
    password_changed = "비밀번호를 바꿨어요. 다른 곳에서는 모두 로그아웃됐어요." | "Password changed. You are signed out everywhere else.";

    sessions = "로그인한 곳" | "Where I’m signed in";
    sessions_about = "낯선 곳이 있으면 바로 끊으세요" | "End whatever you don’t recognise";
    sessions_note = "모르는 곳이 있으면 끊고 비밀번호를 바꾸세요. 2주 동안 쓰지 않으면 저절로 로그아웃돼요." | "End what you don’t recognise and change your password. After two weeks without use you’re signed out anyway.";
    session_here = "지금 이 브라우저" | "This browser";
    session_unknown = "알 수 없는 브라우저" | "Unknown browser";
    session_seen(ago: &str) = "마지막 사용: {ago}" | "Last used {ago}";
    session_since(day: &str) = "{day}부터" | "since {day}";
    session_end = "끊기" | "End";
    session_end_label(browser: &str) = "{browser} 로그인 끊기" | "End the session in {browser}";
    sessions_end_others = "다른 곳에서 모두 로그아웃" | "Sign out everywhere else";

    members = "멤버" | "Members";
    members_about = "초대, 역할, 떠난 사람" | "Invitations, roles, who left";
    members_count(count: i64) = "{count}명" | "{count} member{s}", s = s(count);
    members_left = "지금은 함께하지 않는 멤버" | "No longer here";
    members_left_note = "기록에는 이름이 그대로 남아요." | "Their names stay on the records.";
    members_apart = "로그인하지 않는 멤버" | "Don’t sign in";
    members_placeholders = "가져온 파일과 예시에만 있는 담당자" | "Owners known from imports and examples only";
    members_placeholders_note = "초대하면서 이어받게 하면 기록이 그 멤버의 것이 돼요." | "Invite somebody in their place and the records become theirs.";
    member_me = "나" | "me";
    member_edit_label(name: &str) = "{name} 님의 역할과 팀" | "Roles and teams of {name}";
    member_no_team = "팀 없음" | "No team";
    member_back = "멤버 목록" | "All members";
    member_roles = "역할" | "Roles";
    member_roles_note = "여러 역할을 함께 맡을 수 있어요." | "Somebody may have several.";
    member_roles_save = "역할 저장" | "Save roles";
    member_roles_saved = "역할을 저장했어요." | "Roles saved.";
    member_roles_changed(roles: &str) = "그사이 다른 관리자가 역할을 바꿨어요. 지금은 {roles} 역할이에요." | "Another admin changed the roles in the meantime. They are now: {roles}.";
    member_roles_look = "지금 역할 보기" | "See the present roles";
    member_deactivate_title = "더 이상 함께하지 않나요?" | "Leaving the team?";
    member_deactivate_note = "바로 모든 곳에서 로그아웃돼요. 맡은 일은 이렇게 이어져요." | "They are signed out everywhere at once. What they have in hand goes on like this.";
    member_deactivate = "내보내기" | "Deactivate";
    member_reactivate = "다시 함께하기" | "Bring back";
    member_reactivate_note = "같은 이메일과 비밀번호로 다시 로그인할 수 있어요. 넘어간 일은 지금 담당자에게 그대로 있어요." | "They can sign in again with the same e-mail and password. What went to others stays with them.";
    member_left_badge = "나간 멤버" | "left";
    owner_left(name: &str) = "{name} · 나간 멤버" | "{name} · left";
    member_read_only = "역할과 팀은 관리자가 바꿀 수 있어요." | "Admins can change roles and teams.";

    role_about_admin = "멤버와 설정까지 모두" | "Everything, members and settings too";
    role_about_manager = "팀의 딜, 담당자 배정, 파이프라인" | "The team’s deals, owners, pipelines";
    role_about_sdr = "고객사와 사람을 찾고 기록" | "Finds accounts and people, logs it all";
    role_about_ae = "자기 딜을 만들고 클로징" | "Creates deals and closes their own";
    role_about_csm = "계약 뒤의 고객을 돌봄" | "Looks after customers once they signed";
    role_about_viewer = "보기만 가능" | "May look, not touch";

    invite = "멤버 초대" | "Invite somebody";
    invite_send = "초대 링크 만들기" | "Make an invitation link";
    invite_link = "초대 링크" | "Invitation link";
    invite_link_note = "이 링크를 직접 보내 주세요. 지금만 보이고, 한 번만, 24시간 동안 쓸 수 있어요." | "Send this link yourself. It is shown only now and works once, for 24 hours.";
    invite_instead_of = "이어받을 담당자" | "In whose place";
    invite_instead_of_hint = "파일에서 가져온 담당자의 기록을 이어받게 할 수 있어요." | "Lets them take over the records of an imported owner.";
    invitations = "답을 기다리는 초대" | "Waiting for an answer";
    invitation_until(when: &str) = "{when}까지" | "until {when}";
    invitation_expired = "기한이 지났어요" | "expired";
    invitation_renew = "새 링크" | "New link";
    invitation_renew_label(email: &str) = "{email}에게 보낼 새 링크 만들기" | "Make a new link for {email}";
    invitation_withdraw = "초대 취소" | "Withdraw";
    invitation_withdraw_label(email: &str) = "{email} 초대 취소" | "Withdraw the invitation of {email}";

    copy = "복사" | "Copy";
    copied = "복사했어요." | "Copied.";
    copy_failed = "복사하지 못했어요. 글자를 선택해서 복사해 주세요." | "Couldn’t copy. Please select the text and copy it.";

    teams = "팀" | "Teams";
    teams_about = "누가 함께 일하는지" | "Who works together";
    teams_note = "매니저는 자기 팀의 딜을 함께 움직일 수 있어요." | "A manager may work the deals of their own teams.";
    teams_empty = "아직 팀이 없어요. 함께 일하는 사람들을 팀으로 묶어 보세요." | "No teams yet. Put those who work together into one.";
    team_new = "새 팀" | "New team";
    team_name = "팀 이름" | "Team name";
    team_make = "팀 만들기" | "Make the team";
    team_edit = "팀 편집" | "Edit team";
    team_rename = "이름 바꾸기" | "Rename";
    team_disband = "팀 없애기" | "Disband team";
    team_disband_note = "멤버와 기록은 그대로 남아요." | "Members and records stay.";
    team_nobody = "아직 아무도 없어요." | "Nobody yet.";
    team_add_member = "멤버 추가" | "Add a member";
    team_add_member_to(team: &str) = "{team}에 넣을 멤버" | "Who joins {team}";
    team_leave_label(name: &str, team: &str) = "{name} 님을 {team}에서 빼기" | "Take {name} out of {team}";

    tokens = "API 키" | "API keys";
    tokens_about = "스크립트와 다른 프로그램이 쓰는 열쇠" | "For scripts and other programs";
    tokens_note = "키는 내 이름으로, 내 권한 안에서만 일해요." | "A key acts in your name and never beyond your rights.";
    tokens_empty = "아직 키가 없어요." | "No keys yet.";
    token_new = "새 키" | "New key";
    token_name = "어디에 쓰나요?" | "What is it for?";
    token_name_example = "월간 보고 스크립트" | "Monthly report";
    token_scope = "할 수 있는 일" | "What it may do";
    token_make = "키 만들기" | "Make the key";
    token_key = "새 API 키" | "New API key";
    token_key_note = "지금만 보여요. 안전한 곳에 옮겨 두세요." | "Shown only now. Keep it somewhere safe.";
    token_used(ago: &str) = "마지막 사용: {ago}" | "Last used {ago}";
    token_unused = "아직 쓰지 않았어요" | "Not used yet";
    token_revoke = "키 없애기" | "Revoke";
    token_revoke_label(name: &str) = "{name} 키 없애기" | "Revoke the key {name}";
    scope_read = "읽기만" | "Read only";
    scope_write = "읽기와 쓰기" | "Read and write";
}

impl Words {
    pub fn scope(self, scope: Scope) -> &'static str {
        match scope {
            Scope::Read => self.scope_read(),
            Scope::Write => self.scope_write(),
        }
    }

    /// A role as colleagues abbreviate it.
    pub fn role_short(self, role: domain::team::Role) -> &'static str {
        use domain::team::Role;
        match role {
            Role::Sdr => "SDR",
            Role::Ae => "AE",
            Role::Csm => "CSM",
            Role::Admin | Role::Manager | Role::Viewer => self.role(role),
        }
    }

    /// What a role does, in half a line.
    pub fn role_about(self, role: domain::team::Role) -> &'static str {
        use domain::team::Role;
        match role {
            Role::Admin => self.role_about_admin(),
            Role::Manager => self.role_about_manager(),
            Role::Sdr => self.role_about_sdr(),
            Role::Ae => self.role_about_ae(),
            Role::Csm => self.role_about_csm(),
            Role::Viewer => self.role_about_viewer(),
        }
    }
}
