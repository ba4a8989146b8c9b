//! The leads of the team: the board of those of whom something may come, or one status at a time.

use super::api::list_leads;
use super::board::Board;
use super::filters::{Filters, Statuses, address};
use super::listed::Listed;
use super::move_acts::MoveActs;
use crate::accounts::{Loaded, settled};
use crate::layout::{Page, use_viewer};
use crate::ui::{ButtonLink, Dialog, Look};
use crate::wire::reading;
use crate::words::use_words;
use crate::{live, routes};
use domain::Key;
use domain::events::Topic;
use domain::leads::{LeadCard, LeadsView, Wish};
use domain::team::Right;
use leptos::prelude::*;
use leptos_router::NavigateOptions;
use leptos_router::hooks::{use_navigate, use_query_map};

#[component]
pub fn LeadsPage() -> impl IntoView {
    let words = use_words();
    let viewer = use_viewer();
    let query = use_query_map();
    let wish = Memo::new(move |_| query.with(|map| Wish::of_pairs(|name| map.get(name))));
    let news = settled(live::changed(|it| matches!(it.topic, Topic::Lead)));
    let leads = reading(move || (wish.get(), news.get()), |(wish, _)| list_leads(wish));
    let may = move || viewer.with(|it| it.may_ever(Right::KeepRecords));
    let actions = move || {
        view! {
            <ButtonLink href=routes::FUNNEL>{words.funnel()}</ButtonLink>
            {move || may().then(|| view! {
                <ButtonLink href=routes::DUPLICATES icon="copy">{words.duplicates()}</ButtonLink>
                <ButtonLink href=routes::NEW_LEAD look=Look::Primary icon="plus">{words.lead_add()}</ButtonLink>
            })}
        }
    };
    view! {
        <Page title=words.leads().to_owned() actions>
            <Loaded of=leads show=move |view| view! { <Shown view wish/> }.into_any()/>
        </Page>
    }
}

#[component]
fn Shown(view: Signal<LeadsView>, wish: Memo<Wish>) -> impl IntoView {
    let words = use_words();
    // What has come counts, not what is still on its way.
    let on_board = Memo::new(move |_| view.with(|it| it.columns.len() != 1));
    view! {
        <Statuses view wish/>
        <Filters view wish/>
        {move || if on_board.get() {
            view! { <Board view wish/> }.into_any()
        } else {
            view! { <Listed view wish/> }.into_any()
        }}
        <Moving view wish/>
        <p class="unseen" role="status">{move || view.with(|it| words.list_total(&it.on_board().to_string()))}</p>
    }
}

/// The acts that move a lead, over the page it was chosen on: the address names it.
#[component]
fn Moving(view: Signal<LeadsView>, wish: Memo<Wish>) -> impl IntoView {
    let words = use_words();
    let query = use_query_map();
    let leave = use_navigate();
    let asked = Memo::new(move |_| {
        let key = query.with(|it| it.get_str("move").and_then(|it| it.parse::<Key>().ok()))?;
        let of =
            |it: &LeadsView| it.columns.iter().flat_map(|it| &it.cards).find(|it| it.key() == key).cloned();
        view.with(of)
    });
    let which = Memo::new(move |_| {
        asked.with(|it| it.as_ref().map(|it| (it.id, it.name.clone(), it.status, it.owner)))
    });
    let back = Signal::derive(move || wish.with(address));
    move || {
        let (id, name, status, owner) = which.get()?;
        let open = RwSignal::new(true);
        let leave = leave.clone();
        Effect::new(move |_| {
            if !open.get() {
                let stay = NavigateOptions { scroll: false, ..Default::default() };
                leave(&back.get_untracked(), stay);
            }
        });
        let title = words.lead_move(&name);
        Some(view! {
            <Dialog open title close_href=back>
                <MoveActs lead=id status owner next=back.get_untracked()/>
            </Dialog>
        })
    }
}

/// Where the acts of a lead are chosen without leaving this page.
pub fn move_href(wish: &Wish, card: &LeadCard) -> String {
    let here = address(wish);
    format!("{here}{}move={}", if here.contains('?') { '&' } else { '?' }, card.key())
}
