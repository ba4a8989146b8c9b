//! A deal typed into a column in one line: what it will be is said while one types, Enter makes it, and the next
//! one can follow at once.

use super::api;
use super::board_context::BoardContext;
use super::missing::MissingFields;
use super::mover::persistently;
use crate::accounts::api::suggest_accounts;
use crate::error::AppError;
use crate::ui::combobox::Offers;
use crate::ui::keys::is_composing;
use crate::ui::{Button, Look, use_toasts};
use crate::words::use_words;
use domain::accounts::AccountOffer;
use domain::pipeline::quick_add::{self, Owner, QuickAdd as Line};
use domain::pipeline::{NewDeal, News, Verdict};
use domain::{DealId, Refusal, StageId};
use leptos::ev::{Event, KeyboardEvent, SubmitEvent};
use leptos::html;
use leptos::prelude::*;
use leptos::task::spawn_local;
use uuid::Uuid;
use wasm_bindgen::JsCast;
use web_sys::{FormData, HtmlElement, HtmlFormElement};

/// How many accounts of a similar name are named.
const SIMILAR: usize = 3;

#[component]
pub fn QuickAdd(context: BoardContext, stage: StageId) -> impl IntoView {
    let words = use_words();
    let toasts = use_toasts();
    let place = NodeRef::<html::Input>::new();
    let text = RwSignal::new(String::new());
    let offers = Offers::<AccountOffer>::new();
    let (waiting, error) = (RwSignal::new(false), RwSignal::new(None::<AppError>));
    // Minted before it is sent, so that a second Enter or a lost answer makes no second deal.
    let id = StoredValue::new(DealId(Uuid::now_v7()));
    let currency = context.currency();
    let line = Memo::new(move |_| {
        let known = offers.found.get();
        let known: Vec<_> = known.iter().map(|it| it.name.as_str()).collect();
        context.viewer.with(|viewer| {
            let working = viewer.members.iter().filter(|it| it.active);
            let members: Vec<_> = working.map(|it| (it.id, it.name.as_str())).collect();
            text.with(|it| quick_add::read(it, currency, &members, &known))
        })
    });
    let meant = Memo::new(move |_| {
        offers.found.with(|all| all.iter().find(|it| is_meant(it, &line.read())).cloned())
    });
    Effect::new(move |_| {
        if let Some(place) = place.get() {
            place.focus().ok();
        }
    });
    let asked = StoredValue::new(String::new());
    let typed = move |now: String| {
        text.set(now);
        error.set(None);
        let account = line.with_untracked(|it| it.account.clone());
        if asked.get_value() == account {
            return;
        }
        asked.set_value(account.clone());
        if account.is_empty() {
            offers.clear();
        } else {
            offers.ask(move || async move { suggest_accounts(account).await.ok() });
        }
    };
    let write = move |now: String| {
        if let Some(place) = place.get_untracked() {
            place.set_value(&now);
            place.focus().ok();
        }
        typed(now);
    };
    let close = move || {
        context.adding.set(None);
        let back = document().query_selector(&format!("[data-stage=\"{stage}\"] .column-add")).ok().flatten();
        if let Some(back) = back.and_then(|it| it.dyn_into::<HtmlElement>().ok()) {
            back.focus().ok();
        }
    };
    let on_key = move |event: KeyboardEvent| match event.key().as_str() {
        // The Enter that ends a syllable adds nothing.
        "Enter" if is_composing(&event) => event.prevent_default(),
        "Escape" if !is_composing(&event) => {
            event.prevent_default();
            event.stop_propagation();
            close();
        }
        _ => {}
    };
    let send = move |event: SubmitEvent| {
        event.prevent_default();
        let line = line.get_untracked();
        let unclear =
            matches!(line.owner, Owner::Unclear(_)) || line.amount.is_some_and(|it| it.currency != currency);
        if waiting.get_untracked() || unclear || line.name.is_empty() {
            return;
        }
        let form = new_deal(&line, meant.get_untracked().as_ref(), event.target());
        let (pipeline, deal) = (context.mover.pipeline.with_value(|it| it.id), id.get_value());
        let form = NewDeal {
            id: deal.to_string(),
            pipeline: pipeline.to_string(),
            stage: stage.to_string(),
            ..form
        };
        waiting.set(true);
        spawn_local(async move {
            let answer = persistently(|| api::quick_add(form.clone())).await;
            // Whoever went on to another page meanwhile finds the deal on the board.
            if waiting.try_set(false).is_some() {
                return;
            }
            match answer {
                Ok(card) => {
                    let said = words.quick_added(&card.name, &context.mover.stage_name(stage));
                    if context.filter.with_untracked(|it| it.is_empty()) {
                        context.mover.confirmed.update(|it| it.apply(News::Card(Box::new(card))));
                        toasts.announce(said);
                    } else {
                        // The filter may hide it.
                        toasts.say(said);
                    }
                    id.set_value(DealId(Uuid::now_v7()));
                    write(String::new());
                }
                Err(no) => error.set(Some(no)),
            }
        });
    };
    let missing = move || match error.get() {
        Some(AppError::Refused(Refusal::NotReady(Verdict { missing, .. }))) => {
            let title = words.quick_add_needs(&context.mover.stage_name(stage));
            Some(
                view! { <p class="quick-needs" role="alert">{title}</p> <MissingFields missing card=None/> }
                    .into_any(),
            )
        }
        Some(no) => {
            Some(view! { <p class="form-problem" role="alert">{words.app_error(&no)}</p> }.into_any())
        }
        None => None,
    };
    let similar = move || {
        if meant.with(Option::is_some) {
            return vec![];
        }
        let account = line.with(|it| it.account.clone());
        let offer = move |it: AccountOffer| {
            let (name, account) = (it.name.clone(), account.clone());
            let choose = move |_| write(text.get_untracked().replacen(&account, &name, 1));
            view! { <Button small=true look=Look::Plain on:click=choose>{words.quick_add_similar(&it.name)}</Button> }
        };
        offers.found.get().into_iter().take(SIMILAR).map(offer).collect()
    };
    view! {
        <form class="quick-add" on:submit=send>
            <input class="input" type="text" node_ref=place maxlength="300" autocomplete="off"
                placeholder=words.quick_add_example() aria-label=words.quick_add_label(&context.mover.stage_name(stage))
                aria-describedby="quick-add-said"
                on:input=move |event: Event| typed(event_target_value(&event)) on:keydown=on_key/>
            <div class="quick-said" id="quick-add-said"><Said line meant/></div>
            <div class="quick-similar">{similar}</div>
            {missing}
            <div class="quick-foot">
                <Button small=true on:click=move |_| close()>{words.close()}</Button>
                <Button small=true submit=true look=Look::Primary waiting>{words.deal_add()}</Button>
            </div>
        </form>
    }
}

/// What the line will be: every part of it, as it was understood.
#[component]
fn Said(line: Memo<Line>, meant: Memo<Option<AccountOffer>>) -> impl IntoView {
    let words = use_words();
    let context = expect_context::<BoardContext>();
    let currency = context.currency();
    let account = move |line: &Line| match meant.get() {
        Some(it) => {
            let open = (it.open_deals > 0).then(|| words.quick_add_open_deals(it.open_deals));
            view! { <span class="quick-account">{it.name}</span> {open.map(|it| view! { <span class="tone-warn">{it}</span> })} }
                .into_any()
        }
        None if line.account.is_empty() => ().into_any(),
        None => {
            view! { <span class="quick-account is-new">{words.quick_add_new_account(&line.account)}</span> }
                .into_any()
        }
    };
    let owner = move |line: &Line| match &line.owner {
        Owner::Unsaid => None,
        Owner::Is(member) => {
            let name = context.viewer.with(|it| it.member_name(*member).map(|it| words.quick_add_owner(it)));
            name.map(|it| view! { <span>{it}</span> }.into_any())
        }
        Owner::Unclear(name) => Some(
            view! { <span class="tone-bad" role="alert">{words.quick_add_unclear(name)}</span> }.into_any(),
        ),
    };
    move || {
        let line = line.get();
        if line.name.is_empty() {
            return view! { <span class="quiet">{words.quick_add_help()}</span> }.into_any();
        }
        let amount = line.amount.map(|it| {
            let other = (it.currency != currency).then(|| {
                view! { <span class="tone-bad" role="alert">{words.quick_add_currency(currency.code())}</span> }
            });
            view! { <strong class="number">{it.full()}</strong> {other} }
        });
        view! { {account(&line)} <span class="quick-name">{line.name.clone()}</span> {amount} {owner(&line)} }
            .into_any()
    }
}

fn is_meant(offer: &AccountOffer, line: &Line) -> bool {
    offer.name.to_lowercase() == line.account.to_lowercase()
}

/// The deal that the line and the fields below it say.
fn new_deal(line: &Line, account: Option<&AccountOffer>, form: Option<web_sys::EventTarget>) -> NewDeal {
    let form = form.and_then(|it| it.dyn_into::<HtmlFormElement>().ok());
    let fields = form.and_then(|it| FormData::new_with_form(&it).ok());
    let field = |name: &str| {
        let value = fields.as_ref().and_then(|it| it.get(&format!("fill[{name}]")).as_string());
        value.filter(|it| !it.trim().is_empty())
    };
    let or_field = |said: String, name: &str| {
        Some(said).filter(|it| !it.is_empty()).or_else(|| field(name)).unwrap_or_default()
    };
    let owner = match line.owner {
        Owner::Is(member) => member.to_string(),
        Owner::Unsaid | Owner::Unclear(_) => String::new(),
    };
    NewDeal {
        name: line.name.clone(),
        account: or_field(account.map(|it| it.id.to_string()).unwrap_or_default(), "account"),
        account_name: or_field(line.account.clone(), "account_name"),
        amount: or_field(line.amount.map(|it| it.digits()).unwrap_or_default(), "amount"),
        currency: line.amount.map(|it| it.currency.code().to_owned()).unwrap_or_default(),
        owner: or_field(owner, "owner"),
        person: or_field(String::new(), "person"),
        expected_close: or_field(String::new(), "expected_close"),
        next_step: or_field(String::new(), "next_step"),
        next_step_due: or_field(String::new(), "next_step_due"),
        about: or_field(String::new(), "about"),
        ..NewDeal::default()
    }
}
