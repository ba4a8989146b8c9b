//! `/settings/exchange`: what other currencies are worth, from which day on. What is written here changes every head.

use super::api::{AddRate, ChooseBase, CorrectRate, RemoveRate, read_rates};
use super::history::History;
use super::rate_form::{AddPanel, CorrectPanel};
use crate::accounts::Loaded;
use crate::auth::{Refused, on_success};
use crate::layout::use_viewer;
use crate::live;
use crate::team::SettingsPage;
use crate::ui::{Button, Choice, Fact, Facts, Panel, Select};
use crate::wire::reading;
use crate::words::use_words;
use domain::Currency;
use domain::events::Topic;
use domain::exchange::{KeptRate, RateBook};
use domain::team::Right;
use leptos::form::ActionForm;
use leptos::prelude::*;
use leptos_router::hooks::use_query_map;

/// The acts of this page, shared by its parts.
#[derive(Clone, Copy)]
pub struct Acts {
    pub add: ServerAction<AddRate>,
    pub correct: ServerAction<CorrectRate>,
    pub remove: ServerAction<RemoveRate>,
    pub choose: ServerAction<ChooseBase>,
}

#[component]
pub fn ExchangePage() -> impl IntoView {
    let words = use_words();
    let query = use_query_map();
    let before = Memo::new(move |_| query.with(|it| it.get_str("before").and_then(|it| it.parse().ok())));
    let acts = Acts {
        add: ServerAction::new(),
        correct: ServerAction::new(),
        remove: ServerAction::new(),
        choose: ServerAction::new(),
    };
    let changed = live::changed(|event| event.topic == Topic::Team);
    let again = move |()| changed.update(|it| *it += 1);
    on_success(acts.add, again);
    on_success(acts.correct, again);
    on_success(acts.remove, again);
    on_success(acts.choose, again);
    let book = reading(move || (before.get(), changed.get()), |(before, _)| read_rates(before));
    view! {
        <SettingsPage title=words.exchange() note=words.exchange_note()>
            <Refused action=acts.remove/>
            <Refused action=acts.choose/>
            <Loaded of=book show=move |book| view! { <Book book acts/> }.into_any()/>
        </SettingsPage>
    }
}

#[component]
fn Book(book: Signal<RateBook>, acts: Acts) -> impl IntoView {
    let words = use_words();
    let may = use_viewer().with_untracked(|it| it.may_ever(Right::SetRates));
    let query = use_query_map();
    let asked = Memo::new(move |_| query.with(|it| (it.get("currency"), it.get("day"))));
    // A form is left to whoever types into it, whatever happens to other rates meanwhile.
    let correcting = Memo::new(move |_| {
        let (currency, day) = asked.get();
        let (currency, day) = (currency?.parse().ok()?, day?.parse().ok()?);
        let is_meant = |it: &&KeptRate| (it.rate.currency, it.rate.on) == (currency, day);
        book.with(|it| it.kept.iter().find(is_meant).map(|it| (it.rate.currency, it.rate.on)))
    });
    let base = Memo::new(move |_| book.with(|it| it.rates.base));
    let form = move || match correcting.get() {
        _ if !may => view! { <p class="quiet">{words.exchange_read_only()}</p> }.into_any(),
        Some(of) => view! { <CorrectPanel book of correct=acts.correct/> }.into_any(),
        None => {
            let currency = asked.get().0.and_then(|it| it.parse().ok());
            view! { <AddPanel book base=base.get() currency add=acts.add/> }.into_any()
        }
    };
    view! {
        <Panel title=words.exchange_now()>{move || view! { <InUse book=book.get()/> }}</Panel>
        {form}
        <History book may remove=acts.remove/>
        {move || view! { <Base base=base.get() may choose=acts.choose/> }}
    }
}

/// What each other currency is worth today.
#[component]
fn InUse(book: RateBook) -> impl IntoView {
    let words = use_words();
    let fact = |currency: Currency| {
        let (worth, note) = match book.rates.of(currency) {
            Some(rate) => (
                format!("{}{}", book.rates.base.sign(), rate.said()),
                words.exchange_since(&words.day(rate.on, book.today)),
            ),
            None => (words.exchange_none().to_owned(), words.exchange_none_note().to_owned()),
        };
        view! { <Fact label=words.quoted(currency)><span class="number">{worth}</span>" "<span class="quiet">{note}</span></Fact> }
    };
    let facts = book.others().map(fact).collect_view();
    view! { <Facts>{facts}</Facts> }
}

#[component]
fn Base(base: Currency, may: bool, choose: ServerAction<ChooseBase>) -> impl IntoView {
    let words = use_words();
    let named = move |it: Currency| format!("{it} · {}", words.currency(it));
    let choices: Vec<_> = Currency::ALL.into_iter().map(|it| Choice::new(it.code(), named(it))).collect();
    let body = if may {
        view! {
            <ActionForm action=choose attr:class="exchange-base">
                <Select name="base" label=words.exchange_base() choices value=base.code() bare=true/>
                <Button submit=true waiting=choose.pending()>{words.exchange_choose()}</Button>
            </ActionForm>
        }
        .into_any()
    } else {
        view! { <p><strong>{named(base)}</strong></p> }.into_any()
    };
    view! {
        <Panel title=words.exchange_base()>
            <p class="quiet">{words.exchange_base_note()}</p>
            {body}
        </Panel>
    }
}
