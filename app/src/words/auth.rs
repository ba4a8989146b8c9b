//! What the doors say: signing in, an invitation, the first start.

use super::words;

words! {
    sign_in = "로그인" | "Sign in";
    sign_in_title = "다시 만나서 반가워요" | "Welcome back";
    sign_in_note = "팀이 이어 달리는 영업, 여기서 이어가세요." | "Pick the baton up where your team left it.";
    sign_in_email_example = "minji@company.kr" | "minji@company.com";
    sign_in_help = "계정이 없거나 비밀번호를 잊었다면 관리자에게 초대 링크를 부탁해 주세요." | "No account, or forgot your password? Ask an admin for an invitation link.";
    signing_in = "들어가는 중…" | "Signing in…";

    demo_title = "데모를 둘러보세요" | "Look around the demo";
    demo_note = "누구의 자리에 앉아 볼까요? 한 번 누르면 바로 들어가요." | "Whose seat would you like? One click and you’re in.";
    demo_password(password: &str) = "모두의 비밀번호: {password}" | "Everybody’s password: {password}";
    demo_enter_as(name: &str) = "{name} 님으로 들어가기" | "Enter as {name}";

    invite_title(workspace: &str) = "{workspace}에서 기다리고 있어요" | "{workspace} is waiting for you";
    invite_note(name: &str) = "{name} 님이 초대했어요. 이름과 비밀번호만 정하면 바로 시작할 수 있어요." | "{name} invited you. Choose a name and a password, and you’re in.";
    invite_note_nobody = "이름과 비밀번호만 정하면 바로 시작할 수 있어요." | "Choose a name and a password, and you’re in.";
    invite_join = "함께 시작하기" | "Join";
    your_name = "내 이름" | "Your name";
    your_name_hint = "동료와 고객 기록 옆에 보이는 이름이에요." | "What your team sees beside your records.";
    new_password = "새 비밀번호" | "New password";
    new_password_hint = "10자 이상이면 충분해요. 여러 낱말을 이으면 외우기도 쉬워요." | "10 characters or more. Several words in a row are easy to remember.";

    setup_title = "Baton을 시작해요" | "Let’s set up Baton";
    setup_note = "첫 워크스페이스를 만들고 첫 관리자가 돼요. 파이프라인 세 개가 준비돼 있어요." | "Make the first workspace and become its first admin. Three pipelines are ready for you.";
    setup_workspace = "워크스페이스 이름" | "Workspace name";
    setup_workspace_hint = "보통 회사나 팀 이름이에요." | "Usually your company or team.";
    setup_start = "시작하기" | "Start";

    link_spent_title = "이 링크는 더 쓸 수 없어요" | "This link no longer works";
    link_spent_note = "한 번 썼거나 하루가 지난 링크예요. 관리자에게 새 링크를 부탁해 주세요." | "It was used, or is older than a day. Ask an admin for a new one.";
    setup_spent_note = "한 번 썼거나 하루가 지난 링크예요. 서버를 다시 시작하면 새 링크가 터미널에 나와요." | "It was used, or is older than a day. Restart the server and a new one appears on its terminal.";
    to_sign_in = "로그인으로 가기" | "Go to sign-in";
}
