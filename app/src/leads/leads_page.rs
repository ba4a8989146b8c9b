//! The leads of the team: the board of those of whom something may come, or one status at a time.

use super::api::{MoveLead, list_leads};
use super::board::{Board, LeadBoard};
use super::filters::{Filters, Statuses, address};
use super::giving::GivenNotice;
use super::listed::Listed;
use super::move_acts::{Mine, MoveActs, MoveForm};
use super::undo::offer_after;
use crate::accounts::{Loaded, settled};
use crate::handover::HandoverPanel;
use crate::layout::{Page, use_viewer};
use crate::ui::{ButtonLink, Dialog, Look};
use crate::wire::reading;
use crate::words::use_words;
use crate::{live, routes};
use domain::events::Topic;
use domain::leads::{LeadCard, LeadStatus, LeadsView, Verdict, Wish};
use domain::team::Right;
use leptos::prelude::*;
use leptos_router::hooks::use_query_map;

#[component]
pub fn LeadsPage() -> impl IntoView {
    let words = use_words();
    let viewer = use_viewer();
    let query = use_query_map();
    let wish = Memo::new(move |_| query.with(|map| Wish::of_pairs(|name| map.get(name))));
    let news = settled(live::changed(|it| matches!(it.topic, Topic::Lead)));
    let again = RwSignal::new(0_u32);
    let leads = reading(move || (wish.get(), news.get(), again.get()), |(wish, ..)| list_leads(wish));
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
            <Loaded of=leads show=move |view| view! { <Shown view wish again/> }.into_any()/>
        </Page>
    }
}

#[component]
fn Shown(view: Signal<LeadsView>, wish: Memo<Wish>, again: RwSignal<u32>) -> impl IntoView {
    let words = use_words();
    let context = LeadBoard::new(view, wish, again);
    let action = ServerAction::<MoveLead>::new();
    // An undo outlives the page that it was offered on.
    let refresh = move || _ = again.try_update(|it| *it += 1);
    offer_after(
        action,
        move |moved| {
            context.show(moved);
            refresh();
        },
        move |back| {
            context.show(&back);
            refresh();
        },
    );
    // What has come counts, not what is still on its way.
    let on_board = Memo::new(move |_| context.confirmed.with(|it| it.columns.len() != 1));
    view! {
        <Statuses view=context.shown wish/>
        <Filters view=context.shown wish/>
        <GivenNotice wish/>
        {move || if on_board.get() {
            view! { <Board context/> }.into_any()
        } else {
            view! { <Listed view=context.shown wish/> }.into_any()
        }}
        <Moving context action/>
        <p class="unseen" role="status">{move || context.shown.with(|it| words.list_total(&it.on_board().to_string()))}</p>
    }
}

/// The acts that move a lead, over the page it was chosen on: the address names it, and with it one place, if that is
/// chosen already.
#[component]
fn Moving(context: LeadBoard, action: ServerAction<MoveLead>) -> impl IntoView {
    let words = use_words();
    let which = Memo::new(move |_| {
        let asked = context.asked.get()?;
        context.standing.with(|it| it.card(asked.lead).cloned()).map(|it| (it, asked.to))
    });
    let back = Signal::derive(move || context.wish.with(address));
    move || {
        let (card, to) = which.get()?;
        let open = RwSignal::new(true);
        Effect::new(move |_| {
            if !open.get() {
                context.go(&back.get_untracked());
            }
        });
        let to = to.filter(|it| untrack(|| context.verdict(&card, *it)).is_open());
        let title = match to {
            Some(to) => words.lead_move_to(&card.name, words.lead_act(card.status, to)),
            None => words.lead_move(&card.name),
        };
        let of = Mine { lead: card.id, status: card.status, kind: card.kind, owner: card.owner };
        let inside = move || inside(context, &card, of, to, action);
        Some(view! { <Dialog open title close_href=back>{inside()}</Dialog> })
    }
}

/// What one place asks; or all the ways from here.
fn inside(
    context: LeadBoard,
    card: &LeadCard,
    of: Mine,
    to: Option<LeadStatus>,
    action: ServerAction<MoveLead>,
) -> AnyView {
    let words = use_words();
    let next = context.here();
    match to {
        Some(LeadStatus::HandoverPending) => {
            let id = Memo::new(move |_| of.lead);
            view! { <HandoverPanel id key=card.key()/> }.into_any()
        }
        Some(to) if untrack(|| matches!(context.verdict(card, to), Verdict::Asks(_))) => {
            view! { <MoveForm of to next action/> }.into_any()
        }
        _ => {
            let to = LeadStatus::HandoverPending;
            let over =
                untrack(|| context.verdict(card, to)).is_open() && LeadStatus::WORKED.contains(&card.status);
            let href = context.move_href(card.key(), Some(to));
            let over = over.then(
                || view! { <p><a href=href data-noscroll="">{words.lead_act(card.status, to)}</a></p> },
            );
            view! { <MoveActs of next action/>{over} }.into_any()
        }
    }
}
