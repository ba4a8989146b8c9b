//! What the pages say about the ideal customer profile, the fit of accounts, and target accounts.

use super::{Words, words};
use domain::icp::{Asks, Kind};
use domain::money::grouped;
use domain::{Currency, Locale, Money};

words! {
    icp = "ICP" | "ICP";
    icp_about = "이상적 고객 프로필: 어떤 회사에 팔고 싶은지" | "The ideal customer profile: whom you want to sell to";
    icp_note = "이상적 고객 프로필이에요. 조건마다 점수를 주면 모든 고객사의 적합도와 등급이 정해져요." | "The ideal customer profile. Points for each condition give every account its fit and tier.";
    icp_profile = "프로필" | "Profile";
    icp_none = "아직 ICP가 없어요." | "There is no ICP yet.";
    icp_open = "ICP 보기" | "See the ICP";
    icp_read_only = "관리자와 매니저가 바꿀 수 있어요." | "Admins and managers can change it.";
    icp_first = "첫 조건을 골라 보세요. 업종과 직원 수부터 시작하면 쉬워요." | "Choose the first condition. Industry and size are a good beginning.";
    icp_add = "조건 추가" | "Add a condition";
    icp_drop(title: &str) = "{title} 조건 빼기" | "Remove the condition on {title}";
    icp_kind_industry = "업종" | "Industry";
    icp_kind_employees = "직원 수" | "Employees";
    icp_kind_revenue = "연매출" | "Annual revenue";
    icp_kind_region = "지역" | "Region";
    icp_kind_any_tag = "이 태그가 있음" | "Has one of these tags";
    icp_kind_no_tag = "이 태그가 없음" | "Has none of these tags";
    icp_from = "몇 명부터" | "At least";
    icp_to = "몇 명까지" | "At most";
    icp_revenue_from = "얼마부터" | "At least";
    icp_revenue_to = "얼마까지" | "At most";
    icp_revenue_hint = "50억, 3천만처럼 적어도 돼요" | "In whole amounts, as in 1,000,000";
    amount_in(what: &str, currency: &str) = "{what} ({currency})" | "{what} ({currency})";
    icp_more = "직접 적기 (쉼표로 나눠요)" | "Others, with commas between";
    icp_worth = "점수 (−100~100)" | "Points (−100 to 100)";
    icp_look = "미리 보기" | "Preview";
    icp_save = "저장" | "Save";
    icp_saved(version: i32) = "새 버전({version})으로 저장했어요" | "Saved as version {version}";
    icp_meanwhile = "편집하는 동안 다른 사람이 새 버전을 저장했어요. 아래 기록에서 볼 수 있어요." | "Somebody saved another version while you edit. You can read it below.";
    icp_overtaken(version: i32) = "그사이 다른 사람이 새 버전({version})을 저장했어요. 아래 기록에서 살펴보고, 그래도 바꾸려면 다시 저장하세요." | "Somebody saved version {version} meanwhile. Read it below; to replace it, save again.";

    icp_values(of: &str, values: &str) = "{of}: {values}" | "{of}: {values}";
    icp_within(from: &str, to: &str) = "직원 {from}–{to}명" | "{from} to {to} employees";
    icp_at_least(from: &str) = "직원 {from}명 이상" | "{from} employees or more";
    icp_at_most(to: &str) = "직원 {to}명 이하" | "{to} employees or fewer";
    icp_any_size = "직원 수를 알고 있음" | "Number of employees is known";

    icp_revenue_within(from: &str, to: &str) = "연매출 {from}–{to}" | "annual revenue from {from} to {to}";
    icp_revenue_at_least(from: &str) = "연매출 {from} 이상" | "annual revenue of {from} or more";
    icp_revenue_at_most(to: &str) = "연매출 {to} 이하" | "annual revenue of {to} or less";
    icp_any_revenue = "연매출을 알고 있음" | "Annual revenue is known";

    icp_effect = "저장하면" | "What saving does";
    icp_effect_none = "조건을 추가하면 고객사들이 어떤 등급이 될지 여기서 보여 드려요." | "Add a condition, and you will see here which tiers your accounts would get.";
    icp_effect_incomplete = "조건을 다 채우면 여기서 결과를 보여 드려요." | "Once every condition is filled in, you will see the result here.";
    icp_effect_now(accounts: i64) = "고객사 {accounts}곳의 지금 등급이에요." | "The tiers of {accounts} account{s} as they are.", s = super::s(accounts);
    icp_effect_nobody(accounts: i64) = "고객사 {accounts}곳 모두 등급이 그대로예요." | "All {accounts} account{s} keep their tier.", s = super::s(accounts);
    icp_effect_some(accounts: i64, changed: i64) = "고객사 {accounts}곳 가운데 {changed}곳의 등급이 바뀌어요." | "{changed} of {accounts} account{s} would change tier.", s = super::s(accounts);
    icp_accounts(accounts: i64) = "{accounts}곳" | "{accounts} account{s}", s = super::s(accounts);
    icp_others(accounts: i64) = "외 {accounts}곳" | "and {accounts} more";
    icp_record = "등급마다 고객사와 수주율" | "Accounts and win rate by tier";
    icp_record_note = "이 프로필을 지금까지 수주하고 실주한 딜에 대 본 수주율이에요. 등급이 높을수록 수주율도 높아야 좋은 프로필이에요." | "The win rate of the deals decided so far, by the tiers of this profile. In a good one, a higher tier wins more.";
    icp_tier = "등급" | "Tier";
    icp_tier_of(tier: &str) = "{tier}" | "{tier}";
    icp_no_tier = "등급 없음" | "No tier";
    icp_win_rate = "수주율" | "Win rate";
    icp_decided(won: i64, decided: i64) = "{decided}건 중 {won}건" | "{won} of {decided} deal{s}", s = super::s(decided);

    icp_versions = "버전 기록" | "Versions";
    icp_versions_empty = "아직 저장한 버전이 없어요." | "No version was saved yet.";
    icp_version(version: i32) = "버전 {version}" | "Version {version}";
    icp_holds = "지금" | "In use";
    icp_restored(version: i32) = "버전 {version}에서 되살림" | "restored from version {version}";
    icp_restore(version: i32) = "버전 {version} 되살리기" | "Restore version {version}";
    icp_older = "이전 버전 보기" | "See older versions";
    icp_newest = "최근 버전 보기" | "See the newest versions";

    icp_fit = "ICP 적합도" | "ICP fit";
    icp_by_version(version: i32) = "ICP 버전 {version}" | "ICP version {version}";
    icp_sum(points: i32, most: i32) = "{most}점 가운데 {points}점" | "{points} of {most} points";
    icp_yes = "맞음" | "Yes";
    icp_no = "아님" | "No";
    icp_unknown = "모름" | "Unknown";
    icp_fill_in = "모르는 정보를 채우면 적합도가 더 정확해져요" | "Fill in what is unknown for a truer fit";

    icp_reminder = "어떤 회사에 팔고 싶은지 정하면, 고객사마다 적합도를 보여 드려요." | "Say whom you want to sell to, and every account shows how well it fits.";
    icp_begin = "ICP 정하기" | "Set up the ICP";

    target = "타깃 고객사" | "Target account";
    target_mark = "타깃으로 표시" | "Mark as target";
    target_let_go = "타깃에서 빼기" | "Remove from targets";
    target_of(name: &str) = "{name}: 타깃 고객사" | "{name}: target account";
    target_not = "타깃 고객사 아님" | "Not a target";
    accounts_which = "어떤 고객사" | "Which accounts";
    targets = "타깃 고객사" | "Target accounts";
    targets_all = "모든 고객사" | "All accounts";
    tiers_all = "모든 등급" | "All tiers";
    industries_all = "모든 업종" | "All industries";
    tier_named(tier: &str) = "{tier} 등급" | "Tier {tier}";
    list_sort_revenue = "연매출순" | "By annual revenue";
    list_sort_fit = "적합도순" | "By fit";
    moment_targeted = "타깃 고객사로 표시" | "Marked as a target account";
    moment_untargeted = "타깃 고객사에서 뺌" | "Removed from the target accounts";

    why_too_many(most: usize) = "{most}개까지 둘 수 있어요." | "Use at most {most}.";
    why_nothing_counts = "점수를 더하는 조건이 하나는 있어야 하고, 0점은 쓸 수 없어요." | "At least one condition has to add points, and none may be worth 0.";
}

impl Words {
    pub fn icp_kind(self, kind: Kind) -> &'static str {
        match kind {
            Kind::Industry => self.icp_kind_industry(),
            Kind::Employees => self.icp_kind_employees(),
            Kind::Revenue => self.icp_kind_revenue(),
            Kind::Region => self.icp_kind_region(),
            Kind::AnyTag => self.icp_kind_any_tag(),
            Kind::NoTag => self.icp_kind_no_tag(),
        }
    }

    /// A question of the profile as people say it.
    pub fn icp_asks(self, asks: &Asks) -> String {
        let number = |it: i32| grouped(u64::from(it.unsigned_abs()));
        match asks {
            Asks::Employees { from: Some(from), to: Some(to) } => {
                self.icp_within(&number(*from), &number(*to))
            }
            Asks::Employees { from: Some(from), to: None } => self.icp_at_least(&number(*from)),
            Asks::Employees { from: None, to: Some(to) } => self.icp_at_most(&number(*to)),
            Asks::Employees { from: None, to: None } => self.icp_any_size().to_owned(),
            Asks::Revenue { currency, from, to } => self.icp_revenue(*currency, *from, *to),
            listed => self.icp_values(self.icp_kind(listed.kind()), &listed.values().join(", ")),
        }
    }

    fn icp_revenue(self, currency: Currency, from: Option<i64>, to: Option<i64>) -> String {
        let amount = |minor: i64| self.money_exact(Money::new(minor, currency));
        match (from.map(amount), to.map(amount)) {
            (Some(from), Some(to)) => self.icp_revenue_within(&from, &to),
            (Some(from), None) => self.icp_revenue_at_least(&from),
            (None, Some(to)) => self.icp_revenue_at_most(&to),
            (None, None) => self.icp_any_revenue().to_owned(),
        }
    }

    /// An amount in short where that leaves nothing out, else with all its digits.
    pub fn money_exact(self, money: Money) -> String {
        let short = money.short(Locale::Ko);
        let whole = short.trim_start_matches(money.currency.sign());
        match Money::parse(whole, money.currency) == Ok(money) {
            true => money.short(self.locale),
            false => money.full(),
        }
    }

    /// A target, or not, where somebody chooses between the two.
    pub fn is_target(self, target: bool) -> &'static str {
        if target { self.target() } else { self.target_not() }
    }

    /// Points with their sign, the same in every language.
    pub fn icp_points(self, points: i32) -> String {
        match points {
            0 => "0".to_owned(),
            1.. => format!("+{points}"),
            _ => format!("−{}", points.unsigned_abs()),
        }
    }
}
