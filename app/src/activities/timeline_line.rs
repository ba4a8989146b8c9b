//! One moment of a timeline: when, what, who, and on which deal where that is not plain; and what it said before it
//! was corrected.

use super::activity_edit::{ActivityEdit, Acts, Standing};
use crate::layout::use_viewer;
use crate::routes;
use crate::ui::{Icon, TimelineItem, Tone};
use crate::words::use_words;
use chrono::{DateTime, Utc};
use domain::activities::{Happened, Moment, Subject};
use domain::team::Right;
use domain::{ActivityId, Key};
use leptos::prelude::*;
use leptos_router::components::A;
use leptos_router::hooks::use_query_map;
use uuid::Uuid;

/// `back` is the page as it is, without an activity that is being corrected.
#[component]
pub fn Line(
    id: Uuid,
    moment: Signal<Option<Moment>>,
    now: Signal<DateTime<Utc>>,
    subject: Signal<Subject>,
    acts: Acts,
    back: Memo<String>,
) -> impl IntoView {
    let words = use_words();
    let viewer = use_viewer();
    let query = use_query_map();
    let Some(first) = moment.get_untracked() else { return ().into_any() };
    let tone = match first.what {
        Happened::Moved { .. } => Tone::Accent,
        Happened::TaskDone { .. } => Tone::Good,
        Happened::Signal { .. } => Tone::Warn,
        _ => Tone::Neutral,
    };
    let said = Memo::new(move |_| {
        let said = moment.with(|it| {
            it.as_ref().map(|it| viewer.with(|viewer| words.happened(&it.what, viewer.zone.day(now.get()))))
        });
        said.unwrap_or_default()
    });
    let name = move |id| viewer.with_untracked(|it| it.member_name(id).unwrap_or_default().to_owned());
    let by = match first.what {
        Happened::Signal { kind, .. } => words.family_signal(words.family(kind.family())),
        _ => first.by.map_or_else(|| words.timeline_by_product().to_owned(), name),
    };
    let (deal, named) = (first.deal, first.deal_number.zip(first.deal_name));
    let elsewhere = move || !matches!(subject.get(), Subject::Deal(id) if Some(id) == deal);
    let deal = named.map(|(number, name)| {
        let href = routes::deal(Key::deal(number));
        move || {
            let (href, name) = (href.clone(), name.clone());
            elsewhere().then(|| view! { " · "<A href>{name}</A> })
        }
    });
    let at = Memo::new(move |_| moment.with(|it| it.as_ref().map(|it| it.at)).unwrap_or(first.at));
    let when = move || viewer.with(|it| words.ago(at.get(), now.get(), &it.zone));
    let full = move || viewer.with(|it| words.moment(at.get(), now.get(), &it.zone));
    // Only an activity can be corrected, by whom the rights let.
    let standing = Memo::new(move |_| moment.with(|it| viewer.with(|viewer| standing(it.as_ref()?, viewer))));
    let may = Memo::new(move |_| {
        standing.with(Option::is_some) && viewer.with(|it| it.may(Right::Correct, first.by))
    });
    let editing = Memo::new(move |_| {
        may.get() && query.with(|it| it.get_str("correct").is_some_and(|it| it == id.to_string()))
    });
    let href =
        move || back.with(|back| format!("{back}{}correct={id}", if back.contains('?') { '&' } else { '?' }));
    let pencil = move || {
        (may.get() && !editing.get()).then(|| {
            let label = move || said.with(|it| words.activity_edit_label(&it.0));
            view! {
                <A href scroll=false attr:class="icon-button moment-edit" attr:aria-label=label attr:title=words.edit()>
                    <Icon name="pencil"/>
                </A>
            }
        })
    };
    let lines = move || {
        let lines = said.with(|it| it.1.clone());
        lines.into_iter().map(|it| view! { <p>{it}</p> }).collect_view()
    };
    let inside = move || {
        if editing.get() {
            view! { <ActivityEdit now=standing acts back/> }.into_any()
        } else {
            lines().into_any()
        }
    };
    view! {
        <TimelineItem when=Signal::derive(when) full=Signal::derive(full) title=Signal::derive(move || said.with(|it| it.0.clone())) tone>
            {pencil}
            {inside}
            <p class="moment-by">{by}{deal}</p>
            <Before moment now/>
        </TimelineItem>
    }
    .into_any()
}

/// The activity that a moment tells, as a form shows it.
fn standing(moment: &Moment, viewer: &domain::team::Viewer) -> Option<Standing> {
    let Happened::Activity { kind, outcome, body, version, .. } = &moment.what else { return None };
    Some(Standing {
        id: ActivityId(moment.id),
        version: *version,
        kind: *kind,
        outcome: *outcome,
        body: body.clone(),
        on: viewer.zone.day(moment.at).to_string(),
    })
}

/// That it was corrected, by whom and when; opened, what it said before.
#[component]
fn Before(moment: Signal<Option<Moment>>, now: Signal<DateTime<Utc>>) -> impl IntoView {
    let words = use_words();
    let viewer = use_viewer();
    let corrected = Memo::new(move |_| {
        moment.with(|it| match &it.as_ref()?.what {
            Happened::Activity { corrected, .. } => corrected.clone(),
            _ => None,
        })
    });
    move || {
        corrected.get().map(|was| {
            let (who, when, day) = viewer.with(|it| {
                let who = was.by.and_then(|id| it.member_name(id)).unwrap_or_default().to_owned();
                let today = it.zone.day(now.get());
                (who, words.ago(was.at, now.get(), &it.zone), words.day(it.zone.day(was.occurred_at), today))
            });
            let title = words.activity_title(was.kind, was.outcome, Some(&day));
            view! {
                <details class="moment-was">
                    <summary>{words.moment_corrected(&who, &when)}</summary>
                    <p>{title}</p>
                    <p>{was.body}</p>
                </details>
            }
        })
    }
}
