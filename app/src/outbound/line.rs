//! One target in the list: by when, which company, how far we have come, what is next and why it stands there.

use crate::icp::TierBadge;
use crate::layout::use_viewer;
use crate::routes;
use crate::ui::{Avatar, AvatarSize, Badge, Tone};
use crate::words::use_words;
use chrono::NaiveDate;
use domain::Key;
use domain::outbound::{TargetLine, TargetState, Todo};
use leptos::prelude::*;
use leptos_router::components::A;

/// What the colour of a state says.
pub const fn tone(state: TargetState) -> Tone {
    match state {
        TargetState::MeetingAgreed | TargetState::HandedOver => Tone::Good,
        TargetState::InContact => Tone::Accent,
        TargetState::Planned | TargetState::NotStarted | TargetState::GivenUp => Tone::Neutral,
    }
}

/// By when something is to be done; late by business days.
#[component]
pub fn TodoChip(todo: Todo, today: NaiveDate) -> impl IntoView {
    let words = use_words();
    let (text, tone) = match todo.late {
        0 if todo.on <= today => (words.queue_today().to_owned(), "tone-warn"),
        0 => (words.due_by_day(&words.day(todo.on, today)), "tone-neutral"),
        late => (words.due_late_days(late), "tone-bad"),
    };
    view! { <span class=format!("due-chip {tone}") title=words.full_day(todo.on)>{text}</span> }
}

#[component]
pub fn Line(line: Memo<Option<TargetLine>>, today: Memo<NaiveDate>) -> impl IntoView {
    move || {
        let line = line.get()?;
        Some(view! { <li class="outbound-line"><Face line today=today.get()/></li> })
    }
}

#[component]
fn Face(line: TargetLine, today: NaiveDate) -> impl IntoView {
    let words = use_words();
    let viewer = use_viewer();
    let key = line.key();
    let state = line.state;
    let because = words.because(&line);
    let doing = line.todo.as_ref().map(|it| view! { <strong>{words.outbound_next(&it.next)}</strong> });
    let chip = line.todo.clone().map(|todo| view! { <TodoChip todo today/> });
    let note = line.industry.clone();
    let lead = line.lead.map(|number| {
        let key = Key::lead(number);
        view! { <A href=routes::lead(key) attr:class="outbound-lead">{key.to_string()}</A> }
    });
    let owner = line.member;
    let who = move || {
        let named = owner.and_then(|id| viewer.with(|it| it.member_name(id).map(|it| (id, it.to_owned()))));
        match named {
            Some((id, name)) => view! { <Avatar name id size=AvatarSize::Small/> }.into_any(),
            None => view! { <span class="quiet">{words.outbound_nobodys()}</span> }.into_any(),
        }
    };
    view! {
        <div class="outbound-due">{chip}</div>
        <div class="outbound-who">
            <span class="outbound-name">
                <A href=routes::account(key) attr:class="outbound-link">{line.name.clone()}</A>
                {line.tier.map(|tier| view! { <TierBadge tier=Some(tier)/> })}
                <Badge tone=tone(state)>{words.target_state(state)}</Badge>
                {note.map(|it| view! { <span class="outbound-note">{it}</span> })}
            </span>
            <span class="outbound-why">{doing}<span>{because}</span>{lead}</span>
        </div>
        <div class="outbound-owner">{who}</div>
    }
}
