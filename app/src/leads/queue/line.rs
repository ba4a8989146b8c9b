//! One lead in the queue: by when, who, what is owed and why it stands here, and the way to have done it.

use super::due::DueChip;
use super::how::How;
use super::log::Log;
use super::page::address;
use crate::layout::use_viewer;
use crate::leads::api::LogTouch;
use crate::qualification::KindBadge;
use crate::routes;
use crate::ui::keys::plain_key;
use crate::ui::{Avatar, AvatarSize, Icon};
use crate::words::use_words;
use chrono::{DateTime, Utc};
use domain::Key;
use domain::leads::QueueLine;
use domain::pipeline::filter::Owner;
use domain::team::Right;
use leptos::ev::KeyboardEvent;
use leptos::html;
use leptos::prelude::*;
use leptos_router::NavigateOptions;
use leptos_router::components::A;
use leptos_router::hooks::use_navigate;
use wasm_bindgen::JsCast;
use web_sys::{Element, HtmlElement};

/// Where the line of a lead is open, and how the touch went, if that is known already.
pub fn open_href(of: Owner, key: Key, how: Option<How>) -> String {
    let here = address(of);
    let how = how.map(|it| format!("&how={}", it.letter)).unwrap_or_default();
    format!("{here}{}log={key}{how}", if here.contains('?') { '&' } else { '?' })
}

#[component]
pub fn Line(
    line: Memo<Option<QueueLine>>,
    now: Memo<DateTime<Utc>>,
    open: Memo<Option<Key>>,
    of: Memo<Owner>,
    log: ServerAction<LogTouch>,
) -> impl IntoView {
    let key = Memo::new(move |_| line.with(|it| it.as_ref().map(|it| it.card.key())));
    let is_open = Memo::new(move |_| open.get().is_some() && open.get() == key.get());
    move || {
        let key = key.get()?;
        Some(view! {
            <li class="queue-line" class:queue-open=move || is_open.get() data-lead=key.to_string()>
                {move || line.get().map(|line| view! { <Face line now of is_open/> })}
                {move || is_open.get().then(|| view! { <Log line now of log/> })}
            </li>
        })
    }
}

#[component]
fn Face(line: QueueLine, now: Memo<DateTime<Utc>>, of: Memo<Owner>, is_open: Memo<bool>) -> impl IntoView {
    let words = use_words();
    let viewer = use_viewer();
    let card = &line.card;
    let key = card.key();
    let may = Memo::new(move |_| viewer.with(|it| it.may_ever(Right::Log)));
    let note =
        [card.company.clone(), card.title.clone()].into_iter().flatten().collect::<Vec<_>>().join(" · ");
    let why = words.worth(&line);
    let doing = match &line.plan {
        Some((_, title)) => title.clone(),
        None => words.owed(line.promise.owed).to_owned(),
    };
    let owner = card.owner;
    let who = move || match owner
        .and_then(|id| viewer.with(|it| it.member_name(id).map(|it| (id, it.to_owned()))))
    {
        Some((id, name)) => view! { <Avatar name id size=AvatarSize::Small/> }.into_any(),
        None => view! { <span class="lead-waits">{words.lead_waiting()}</span> }.into_any(),
    };
    let name = card.name.clone();
    let label = words.queue_log_of(&name);
    let href = move || match is_open.get() {
        true => address(of.get()),
        false => open_href(of.get(), key, None),
    };
    view! {
        <div class="queue-due"><DueChip promise=line.promise now/></div>
        <div class="queue-who">
            <span class="queue-name">
                <A href=routes::lead(key) attr:class="queue-link">{name}</A>
                <KindBadge kind=card.kind cooling=card.cooling review=card.review/>
                <span class="queue-note">{note}</span>
            </span>
            <span class="queue-why">
                <strong>{doing}</strong>
                {(!why.is_empty()).then(|| view! { <span>{why}</span> })}
            </span>
            {(!line.about.is_empty()).then(|| view! { <span class="queue-about">{line.about.clone()}</span> })}
        </div>
        <div class="queue-owner">{who}</div>
        {move || may.get().then(|| view! {
            <A href scroll=false attr:class="button button-small queue-log-open" attr:aria-label=label.clone()
                attr:aria-expanded=move || is_open.get().to_string()>
                <Icon name="pencil"/>{words.queue_log()}
            </A>
        })}
    }
}

/// J and K go from line to line; a letter opens the line one is on, with what it stands for.
pub fn on_key(ev: &KeyboardEvent, list: NodeRef<html::Ol>, of: Owner, may: bool) {
    let Some(code) = plain_key(ev) else { return };
    let here = ev.target().and_then(|it| it.dyn_into::<Element>().ok());
    let here = here.and_then(|it| it.closest(".queue-line").ok().flatten());
    let go = |to: Option<Element>| {
        let link = to.and_then(|it| it.query_selector(".queue-link").ok().flatten());
        if let Some(link) = link.and_then(|it| it.dyn_into::<HtmlElement>().ok()) {
            ev.prevent_default();
            link.focus().ok();
        }
    };
    match (code.as_str(), here) {
        ("KeyJ" | "ArrowDown", Some(here)) => go(here.next_element_sibling()),
        ("KeyK" | "ArrowUp", Some(here)) => go(here.previous_element_sibling()),
        ("KeyJ" | "ArrowDown", None) => go(list.get_untracked().and_then(|it| it.first_element_child())),
        (code, Some(here)) if may => {
            let key = here.get_attribute("data-lead").and_then(|it| it.parse().ok());
            if let (Some(how), Some(key)) = (How::of_key(code), key) {
                ev.prevent_default();
                let stay = NavigateOptions { scroll: false, ..Default::default() };
                use_navigate()(&open_href(of, key, Some(how)), stay);
            }
        }
        _ => {}
    }
}
