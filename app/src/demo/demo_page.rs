//! `/settings/demo`: brings the examples in, says what has come of them, and takes them out again.

use super::api::{BringInDemo, DemoView, TakeOutDemo, read_demo};
use crate::accounts::{Loaded, settled};
use crate::auth::{Refused, on_success};
use crate::layout::Allowed;
use crate::live;
use crate::routes;
use crate::team::SettingsPage;
use crate::ui::{Button, ButtonLink, Dialog, Look, Panel, use_toasts};
use crate::wire::reading;
use crate::words::use_words;
use domain::demo::{Parting, Stand};
use domain::team::Right;
use leptos::form::ActionForm;
use leptos::prelude::*;
use leptos_router::NavigateOptions;
use leptos_router::hooks::{use_navigate, use_query_map};

#[derive(Clone, Copy)]
struct Acts {
    bring_in: ServerAction<BringInDemo>,
    take_out: ServerAction<TakeOutDemo>,
}

#[component]
pub fn DemoPage() -> impl IntoView {
    let words = use_words();
    view! {
        <SettingsPage title=words.demo() note=words.demo_page_note()>
            <Allowed right=Right::KeepTeam leave=routes::SETTINGS><Switch/></Allowed>
        </SettingsPage>
    }
}

#[component]
fn Switch() -> impl IntoView {
    let words = use_words();
    let acts = Acts { bring_in: ServerAction::new(), take_out: ServerAction::new() };
    // Whatever happens in the workspace may be tied to an example.
    let changed = settled(live::changed(|_| true));
    let again = move || changed.update(|it| *it += 1);
    let toasts = use_toasts();
    on_success(acts.bring_in, move |()| {
        again();
        toasts.say(words.demo_came());
    });
    on_success(acts.take_out, move |()| {
        again();
        toasts.say(words.demo_went());
    });
    let view = reading(move || changed.get(), |_| read_demo());
    view! {
        <Refused action=acts.bring_in/>
        <Refused action=acts.take_out/>
        <Loaded of=view show=move |view| view! { <Standing view acts/> }.into_any()/>
    }
}

#[component]
fn Standing(view: Signal<DemoView>, acts: Acts) -> impl IntoView {
    let words = use_words();
    let stand = Memo::new(move |_| view.with(|it| it.stand));
    let parting = Memo::new(move |_| view.with(|it| it.parting.clone()));
    move || match stand.get() {
        Stand::Fresh | Stand::Out => view! { <Offer acts/> }.into_any(),
        Stand::In => view! { <In parting acts/> }.into_any(),
        Stand::Whole => view! { <Panel><p>{words.demo_whole()}</p></Panel> }.into_any(),
    }
}

/// What would come.
#[component]
fn Offer(acts: Acts) -> impl IntoView {
    let words = use_words();
    view! {
        <Panel title=words.demo_offer_title()>
            <ul class="demo-list">
                <li>{words.demo_offer_pipelines()}</li>
                <li>{words.demo_offer_records()}</li>
                <li>{words.demo_offer_people()}</li>
                <li>{words.demo_offer_you()}</li>
            </ul>
            <p class="quiet">{words.demo_offer_note()}</p>
            <ActionForm action=acts.bring_in>
                <Button submit=true look=Look::Primary waiting=acts.bring_in.pending()>
                    {move || if acts.bring_in.pending().get() { words.demo_coming() } else { words.demo_bring_in() }}
                </Button>
            </ActionForm>
        </Panel>
    }
}

/// It is there: the ways to look at it, and what its going would do.
#[component]
fn In(parting: Memo<Parting>, acts: Acts) -> impl IntoView {
    let words = use_words();
    let query = use_query_map();
    let asked = Memo::new(move |_| query.with(|it| it.get_str("sure").is_some()));
    view! {
        <Panel title=words.demo_in_title()>
            <p>{words.demo_in_note()}</p>
            <div class="demo-acts">
                <ButtonLink href=routes::PIPELINE look=Look::Primary>{words.today_to_pipeline()}</ButtonLink>
                <ButtonLink href=routes::HOME>{words.demo_to_today()}</ButtonLink>
            </div>
        </Panel>
        <Panel title=words.demo_going_title()>
            <Said parting/>
            <div class="demo-acts">
                <ButtonLink href=format!("{}?sure=1", routes::DEMO) look=Look::Danger icon="trash-2">{words.demo_take_out()}</ButtonLink>
            </div>
        </Panel>
        {move || asked.get().then(|| view! { <Sure parting acts/> })}
    }
}

/// What goes and what stays, in sentences.
#[component]
fn Said(parting: Memo<Parting>) -> impl IntoView {
    let words = use_words();
    let lines = move || {
        let lines = words.parting(&parting.get());
        lines.into_iter().map(|line| view! { <li>{line}</li> }).collect_view()
    };
    view! { <ul class="demo-list">{lines}</ul> }
}

/// The question before it happens. It has an address of its own, and works without scripts.
#[component]
fn Sure(parting: Memo<Parting>, acts: Acts) -> impl IntoView {
    let words = use_words();
    let open = RwSignal::new(true);
    let leave = use_navigate();
    Effect::new(move |was: Option<bool>| {
        let is = open.get();
        if was == Some(true) && !is {
            let back = NavigateOptions { scroll: false, replace: true, ..Default::default() };
            leave(routes::DEMO, back);
        }
        is
    });
    view! {
        <Dialog open title=words.demo_sure_title() close_href=Signal::stored(routes::DEMO.to_owned())>
            <Said parting/>
            <p class="quiet">{words.demo_sure_note()}</p>
            <ActionForm action=acts.take_out>
                <div class="dialog-foot">
                    <ButtonLink href=routes::DEMO>{words.demo_keep()}</ButtonLink>
                    <Button submit=true look=Look::Danger waiting=acts.take_out.pending()>
                        {move || if acts.take_out.pending().get() { words.demo_going() } else { words.demo_take_all_out() }}
                    </Button>
                </div>
            </ActionForm>
        </Dialog>
    }
}
