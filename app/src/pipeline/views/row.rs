//! The views in sight, as links above board and table, and the way to all others. The one that is looked at is marked,
//! and says when something else is seen by now.

use super::{Here, ViewLink};
use crate::layout::use_viewer;
use crate::pipeline::on_demand::{OnDemand, Opened};
use crate::ui::Icon;
use crate::words::use_words;
use domain::PipelineId;
use domain::accounts::Tag;
use domain::pipeline::Filter;
use domain::pipeline::saved_view::{Named, Pairs, asks};
use domain::team::Team;
use leptos::prelude::*;
use leptos_router::hooks::use_query_map;

#[component]
pub fn ViewsRow(
    /// None: the table.
    board: Option<PipelineId>,
    #[prop(into)] filter: Signal<Filter>,
    /// What the address asks for.
    #[prop(into)]
    pairs: Signal<Pairs>,
    /// The views at hand.
    views: Signal<Vec<ViewLink>>,
    teams: Signal<Vec<Team>>,
    tags: Signal<Vec<Tag>>,
    again: Callback<()>,
) -> impl IntoView {
    let words = use_words();
    let viewer = use_viewer();
    let looked_at = Memo::new(move |_| {
        let id = filter.with(|it| it.view)?;
        views.with(|all| all.iter().find(|it| it.id == id && it.board == board).cloned())
    });
    let edited = Memo::new(move |_| {
        looked_at.with(|it| it.as_ref().is_some_and(|it| pairs.with(|now| it.asks != asks(now))))
    });
    let here = Here { board, pairs, views, looked_at: looked_at.into(), edited: edited.into(), again };
    let link = move |view: ViewLink| {
        let current = looked_at.with(|it| it.as_ref().is_some_and(|it| it.id == view.id));
        let icon = if view.board.is_some() { "square-kanban" } else { "table-2" };
        let is_edited = move || {
            (current && edited.get())
                .then(|| view! { <span class="view-edited">{words.view_edited()}</span> })
        };
        view! {
            <a class="view-link" href=view.href aria-current=current.then_some("true") data-noscroll="">
                <Icon name=icon/>
                <span class="view-name">{view.name}</span>
                {is_edited}
            </a>
        }
    };
    let links = move || views.get().into_iter().map(link).collect_view();
    // Nothing fits what is not there any more, which an empty page alone would not say.
    let gone = move || {
        let named = filter.with(|it| Named::of(it, None));
        let team = named.team.filter(|id| teams.with(|all| all.iter().all(|it| it.id != *id)));
        let tag = named.tag.filter(|id| tags.with(|all| all.iter().all(|it| it.id != *id)));
        let owner = named.owner.filter(|id| viewer.with(|it| it.member_name(*id).is_none()));
        let gone = [(team.is_some(), "team"), (tag.is_some(), "tag"), (owner.is_some(), "owner")];
        let gone: Vec<_> = gone.iter().filter(|it| it.0).map(|it| it.1).collect();
        (!gone.is_empty()).then(|| {
            let what = gone.iter().map(|it| words.field(it)).collect::<Vec<_>>().join(", ");
            let rest: Pairs = pairs.get().into_iter().filter(|it| !gone.contains(&it.0)).collect();
            view! {
                <p class="views-gone" role="status">
                    <Icon name="info"/>
                    <span>{words.view_gone(&what)}</span>
                    <a href=super::address(board, &rest)>{words.view_without()}</a>
                </p>
            }
        })
    };
    let query = use_query_map();
    let open = Memo::new(move |_| query.with(|it| it.get_str("views").is_some()));
    view! {
        <nav class="views" aria-label=words.views_label()>
            {links}
            <a class="view-link views-all" href=move || here.menu() data-noscroll="" aria-haspopup="dialog">
                {words.views_label()}<Icon name="chevron-down"/>
            </a>
        </nav>
        {gone}
        {move || open.get().then(|| view! { <Opened what=OnDemand::Views(here)/> })}
    }
}
