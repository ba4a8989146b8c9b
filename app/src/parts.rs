//! The browser loads the product in parts: the frame first, which every page needs, and then the part with the page
//! somebody asked for. Which page is in which part stands here.

use crate::accounts::{AccountPage, AccountsPage, NewAccountPage, NewPersonPage, PeoplePage, PersonPage};
use crate::auth::{InvitePage, SetupPage, SignInPage};
use crate::calendar::CalendarPage;
use crate::demo::DemoPage;
use crate::exchange::ExchangePage;
use crate::forecast::ForecastPage;
use crate::frameworks::{FrameworksPage, HeatMapPage};
use crate::handover::{HandoverPage, HandoversPage};
use crate::icp::IcpPage;
use crate::import::{FilesPage, ImportPage};
use crate::leads::{FunnelPage, LeadPage, LeadsPage, NewLeadPage, QueuePage};
use crate::merge::records::{DuplicateAccountsPage, DuplicatePeoplePage, MergeAccountsPage, MergePeoplePage};
use crate::merge::{DuplicatesPage, MergePage};
use crate::outbound::OutboundPage;
use crate::past::PastPage;
use crate::pipeline::{
    BoardPage, DealPage, DealsPage, LanesPage, NewDealPage, OnDemand, PipelineSettingsPage, PipelinesPage,
};
use crate::products::ProductsPage;
use crate::qualification::QualificationPage;
use crate::routing::RoutingPage;
use crate::search::SearchPage;
use crate::signals::SignalsPage;
use crate::team::{MemberPage, MembersPage, ProfilePage, SessionsPage, SettingsIndex, TeamsPage, TokensPage};
use crate::timers::sleep;
use crate::today::TodayPage;
use crate::web_forms::{NewWebFormPage, WebFormPage, WebFormsPage};
use futures::FutureExt;
use leptos::prelude::*;
use leptos::reactive::spawn_local_scoped;
use leptos::{LazyViewError, lazy};
use leptos_router::ChooseView;
use leptos_router::location::Url;
use std::future::pending;
use std::time::Duration;

/// Whoever has come so far will go on: the other parts come while nobody waits for them.
const A_QUIET_MOMENT: Duration = Duration::from_secs(2);
/// What an address opens by such a parameter comes on demand.
const OPENS: [&str; 4] = ["move=", "pick=", "views=", "choose="];
const LONGEST_WAIT: Duration = Duration::from_secs(30);

/// A function per part, which the build tool cuts out together with all that nothing else needs. It makes the
/// page that is asked for; asked for none, it only sees to it that the part is there.
macro_rules! parts {
    ($($part:ident $make:ident { $($page:ident => $view:path,)+ })+) => {
        #[derive(Clone, Copy, Debug, PartialEq, Eq)]
        pub enum Page { $($($page,)+)+ }

        #[derive(Clone, Copy, Debug, PartialEq, Eq)]
        pub enum Part { $($part,)+ }

        $(
            #[lazy(fallible)]
            fn $make(page: Option<Page>) -> Result<Option<AnyView>, LazyViewError> {
                Ok(match page {
                    $(Some(Page::$page) => Some($view().into_any()),)+
                    _ => None,
                })
            }
        )+

        impl Page {
            pub fn part(self) -> Part {
                match self { $($(Page::$page)|+ => Part::$part,)+ }
            }
        }

        impl Part {
            const ALL: &[Part] = &[$(Part::$part,)+];

            async fn make(self, page: Option<Page>) -> Result<Option<AnyView>, LazyViewError> {
                match self { $(Part::$part => $make(page).await,)+ }
            }
        }
    };
}

parts! {
    Board board {
        Board => BoardPage,
    }
    Today today {
        Today => TodayPage,
    }
    Entrance entrance {
        SignIn => SignInPage,
        Invite => InvitePage,
        Setup => SetupPage,
    }
    Records records {
        Leads => LeadsPage,
        Lead => LeadPage,
        NewLead => NewLeadPage,
        LeadQueue => QueuePage,
        Funnel => FunnelPage,
        Outbound => OutboundPage,
        Merge => MergePage,
        MergeAccounts => MergeAccountsPage,
        MergePeople => MergePeoplePage,
        Duplicates => DuplicatesPage,
        DuplicateAccounts => DuplicateAccountsPage,
        DuplicatePeople => DuplicatePeoplePage,
        Handovers => HandoversPage,
        Handover => HandoverPage,
        Deals => DealsPage,
        Lanes => LanesPage,
        Forecast => ForecastPage,
        HeatMap => HeatMapPage,
        Past => PastPage,
        Deal => DealPage,
        NewDeal => NewDealPage,
        Accounts => AccountsPage,
        Account => AccountPage,
        NewAccount => NewAccountPage,
        People => PeoplePage,
        Person => PersonPage,
        NewPerson => NewPersonPage,
        Search => SearchPage,
        Files => FilesPage,
        Import => ImportPage,
        Settings => SettingsIndex,
        Calendar => CalendarPage,
        Exchange => ExchangePage,
        Frameworks => FrameworksPage,
        Signals => SignalsPage,
        WebForms => WebFormsPage,
        NewWebForm => NewWebFormPage,
        WebForm => WebFormPage,
        Icp => IcpPage,
        Routing => RoutingPage,
        Qualification => QualificationPage,
        Demo => DemoPage,
        Products => ProductsPage,
        Pipelines => PipelinesPage,
        Pipeline => PipelineSettingsPage,
        Profile => ProfilePage,
        Sessions => SessionsPage,
        Tokens => TokensPage,
        Members => MembersPage,
        Member => MemberPage,
        Teams => TeamsPage,
    }
}

/// What a board opens when somebody asks for it. Asked for nothing, it only sees to it that the part is there.
#[lazy(fallible)]
pub fn on_demand(asked: Option<OnDemand>) -> Result<Option<AnyView>, LazyViewError> {
    Ok(asked.map(OnDemand::view))
}

/// A view whose part may still be on its way. Where it is there, as it always is on the server, nothing waits.
pub fn when_there(
    view: impl Future<Output = Result<Option<AnyView>, LazyViewError>> + 'static,
    otherwise: impl Fn() + 'static,
) -> AnyView {
    let mut view = Box::pin(view);
    match view.as_mut().now_or_never() {
        Some(Ok(there)) => there.into_any(),
        Some(Err(_)) => {
            otherwise();
            ().into_any()
        }
        None => {
            let come = StoredValue::new_local(None);
            let has_come = RwSignal::new(false);
            spawn_local_scoped(async move {
                match view.await {
                    Ok(there) => {
                        come.set_value(there);
                        has_come.set(true);
                    }
                    Err(_) => otherwise(),
                }
            });
            (move || has_come.get().then(|| come.try_update_value(Option::take).flatten())).into_any()
        }
    }
}

impl Part {
    /// The part an address needs, known before anything is drawn.
    fn of_address(path: &str) -> Option<Part> {
        Some(match path.split('/').nth(1)? {
            "pipeline" => Part::Board,
            "today" => Part::Today,
            "sign-in" | "invite" | "setup" => Part::Entrance,
            "leads" | "outbound" | "duplicates" | "handovers" | "deals" | "lanes" | "forecast"
            | "heat-map" | "past" | "accounts" | "people" | "search" | "import" | "settings" => Part::Records,
            _ => return None,
        })
    }

    async fn fetch(self) -> Result<(), LazyViewError> {
        self.make(None).await.map(|_| ())
    }
}

/// For the router. It lets the old page stand until the new one's part is there.
impl ChooseView for Page {
    async fn choose(self) -> AnyView {
        match self.part().make(Some(self)).await {
            Ok(page) => page.into_any(),
            Err(_) => load_plainly().await,
        }
    }

    async fn preload(&self) {
        if self.part().fetch().await.is_err() {
            load_plainly().await
        }
    }
}

/// A part that cannot be had, because the line is cut or a release has replaced it, must not leave a page on
/// which links do nothing: the browser goes to the address by itself.
async fn load_plainly<T>() -> T {
    let location = window().location();
    let wanted = use_context::<ArcRwSignal<Url>>().map(|it| it.get_untracked());
    let _ = match wanted {
        // Going back, the browser is at the address already.
        Some(url) if location.pathname().is_ok_and(|here| here != url.path()) => {
            let search = if url.search().is_empty() { String::new() } else { format!("?{}", url.search()) };
            location.assign(&format!("{}{search}{}", url.path(), url.hash()))
        }
        _ => location.reload(),
    };
    pending().await
}

/// Waits for the part that the page at hand is made of: with it, waking the page up takes one go. Until then the
/// page is what the server sent, whose links and forms work by themselves.
pub async fn of_this_page() {
    let path = window().location().pathname().unwrap_or_default();
    let Some(part) = Part::of_address(&path) else { return };
    let mut wait = Duration::from_secs(1);
    let asks = window().location().search().is_ok_and(|it| OPENS.iter().any(|name| it.contains(name)));
    while part.fetch().await.is_err() || (asks && on_demand(None).await.is_err()) {
        sleep(wait).await;
        wait = (wait * 2).min(LONGEST_WAIT);
    }
}

/// The other parts, one after the other, so that going from page to page waits for none.
pub async fn all_others() {
    sleep(A_QUIET_MOMENT).await;
    // What fails now is asked for again when it is needed.
    let _ = on_demand(None).await;
    for part in Part::ALL {
        let _ = part.fetch().await;
    }
}
