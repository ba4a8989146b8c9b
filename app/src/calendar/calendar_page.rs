//! `/settings/calendar`: the year's days off, one below the other. What is decided here moves every clock.

use super::api::{AddSpecialDay, CalendarView, FollowHolidays, RemoveSpecialDay, read_calendar};
use super::clocks::Clocks;
use crate::accounts::Loaded;
use crate::auth::{Refused, on_success};
use crate::forms::{FormFields, error_of, succeeded};
use crate::layout::use_viewer;
use crate::live;
use crate::routes;
use crate::team::SettingsPage;
use crate::ui::{
    Badge, Button, Choice, EmptyState, Field, FormRow, IconLink, Input, Look, Panel, Select, Table, Tone,
};
use crate::wire::reading;
use crate::words::{Words, use_words};
use chrono::{Datelike, NaiveDate, Weekday};
use domain::calendar::{CalendarDay, CalendarYear, Special};
use domain::events::Topic;
use domain::team::Right;
use leptos::form::ActionForm;
use leptos::prelude::*;
use leptos_router::hooks::use_query_map;

/// The acts of this page, shared by its parts.
#[derive(Clone, Copy)]
struct Acts {
    follow: ServerAction<FollowHolidays>,
    add: ServerAction<AddSpecialDay>,
    /// A holiday on which work goes on: the same act from another place, so that its refusal is said there.
    work: ServerAction<AddSpecialDay>,
    remove: ServerAction<RemoveSpecialDay>,
}

#[component]
pub fn CalendarPage() -> impl IntoView {
    let words = use_words();
    let query = use_query_map();
    let year = Memo::new(move |_| query.with(|it| it.get_str("year").and_then(|it| it.parse().ok())));
    let acts = Acts {
        follow: ServerAction::new(),
        add: ServerAction::new(),
        work: ServerAction::new(),
        remove: ServerAction::new(),
    };
    let changed = live::changed(|event| event.topic == Topic::Team);
    let again = move |()| changed.update(|it| *it += 1);
    on_success(acts.follow, again);
    on_success(acts.add, again);
    on_success(acts.work, again);
    on_success(acts.remove, again);
    let view = reading(move || (year.get(), changed.get()), |(year, _)| read_calendar(year));
    view! {
        <SettingsPage title=words.calendar() note=words.calendar_note()>
            <Refused action=acts.follow/>
            <Refused action=acts.work/>
            <Refused action=acts.remove/>
            <Loaded of=view show=move |view| view! { <Year view acts/> }.into_any()/>
        </SettingsPage>
    }
}

#[component]
fn Year(view: Signal<CalendarView>, acts: Acts) -> impl IntoView {
    let words = use_words();
    let may = use_viewer().with_untracked(|it| it.may_ever(Right::ShapeProcess));
    let year = Memo::new(move |_| view.with(|it| it.year.year));
    let to = move |years: i32| {
        let href =
            Signal::derive(move || format!("{}?year={}", routes::CALENDAR, year.get().saturating_add(years)));
        let label = move || words.calendar_before(year.get().saturating_add(years));
        let icon = if years < 0 { "chevron-left" } else { "chevron-right" };
        view! { <IconLink icon href label/> }
    };
    let unknown = move || {
        view.with(|it| !it.year.is_known()).then(|| {
            view! { <p class="notice" role="note">{words.calendar_unknown(year.get())}</p> }
        })
    };
    let days = move || match view.get() {
        it if it.year.days.is_empty() => {
            view! { <EmptyState text=words.calendar_empty() icon="calendar"/> }.into_any()
        }
        it => view! { <Days year=it.year today=it.today may acts/> }.into_any(),
    };
    let form = if may {
        view! { <NewDay add=acts.add/> }.into_any()
    } else {
        view! { <p class="quiet">{words.calendar_read_only()}</p> }.into_any()
    };
    view! {
        <Clocks view may/>
        {move || view! { <Following public=view.with(|it| it.year.public) may follow=acts.follow/> }}
        <div class="calendar-year">
            {to(-1)}
            <h2 aria-live="polite">{move || words.calendar_year(year.get())}</h2>
            {to(1)}
        </div>
        {unknown}
        <Panel flush=true>{days}</Panel>
        {form}
    }
}

/// Do public holidays count?
#[component]
fn Following(public: bool, may: bool, follow: ServerAction<FollowHolidays>) -> impl IntoView {
    let words = use_words();
    let (text, note, change) = if public {
        (words.calendar_following(), words.calendar_following_note(), words.calendar_unfollow())
    } else {
        (words.calendar_not_following(), words.calendar_not_following_note(), words.calendar_follow())
    };
    view! {
        <Panel>
            <div class="calendar-following">
                <p><strong>{text}</strong><span class="quiet">{note}</span></p>
                {may.then(|| view! {
                    <ActionForm action=follow>
                        <input type="hidden" name="follow" value=(!public).to_string()/>
                        <Button submit=true waiting=follow.pending()>{change}</Button>
                    </ActionForm>
                })}
            </div>
        </Panel>
    }
}

#[component]
fn Days(year: CalendarYear, today: NaiveDate, may: bool, acts: Acts) -> impl IntoView {
    let words = use_words();
    let public = year.public;
    let row = move |it: CalendarDay| {
        let day = words.day_with_weekday(it.day, today);
        let name = name_of(words, &it);
        let (said, tone) = standing(words, &it, public);
        // What has passed is as it was; only what the team decided itself can still be taken back.
        let open = it.day >= today || it.special.is_some();
        let act = may
            .then(|| view! { <td class="calendar-act">{open.then(|| act(words, &it, public, acts))}</td> });
        view! {
            <tr class:calendar-past=it.day < today>
                <th scope="row">{day}</th>
                <td>{name} {said.map(|said| view! { " " <Badge tone>{said}</Badge> })}</td>
                {act}
            </tr>
        }
    };
    let rows = year.days.into_iter().map(row).collect_view();
    view! {
        <Table label=words.calendar_days()>
            <thead>
                <tr>
                    <th scope="col">{words.calendar_day()}</th>
                    <th scope="col">{words.calendar_name()}</th>
                    {may.then(|| view! { <th scope="col"><span class="unseen">{words.product_acts()}</span></th> })}
                </tr>
            </thead>
            <tbody>{rows}</tbody>
        </Table>
    }
}

/// The holiday's name, and the team's own where it decided.
fn name_of(words: Words, day: &CalendarDay) -> String {
    let holiday = day.holiday.map(|it| words.holiday(it).to_owned());
    let own = day.special.as_ref().map(|it| it.name.clone()).filter(|own| holiday.as_ref() != Some(own));
    match (holiday, own) {
        (Some(holiday), Some(own)) => format!("{holiday} · {own}"),
        (holiday, own) => holiday.or(own).unwrap_or_default(),
    }
}

/// What is worth saying beside the name: a plain holiday speaks for itself.
fn standing(words: Words, day: &CalendarDay, public: bool) -> (Option<&'static str>, Tone) {
    let weekend = matches!(day.day.weekday(), Weekday::Sat | Weekday::Sun);
    match day.special.as_ref().map(|it| it.special) {
        Some(Special::Works) => (Some(words.calendar_badge_works()), Tone::Warn),
        Some(Special::Off) => (Some(words.calendar_badge_off()), Tone::Accent),
        None if weekend => (Some(words.calendar_badge_weekend()), Tone::Neutral),
        None if !public => (Some(words.calendar_badge_works()), Tone::Warn),
        None => (None, Tone::Neutral),
    }
}

/// What can be decided about a day that is listed.
fn act(words: Words, day: &CalendarDay, public: bool, acts: Acts) -> AnyView {
    let (date, spoken) = (day.day.to_string(), words.full_day(day.day));
    match (&day.special, day.holiday) {
        (Some(special), _) => {
            let label = words.calendar_remove_label(&special.name, &spoken);
            view! {
                <ActionForm action=acts.remove>
                    <input type="hidden" name="day" value=date/>
                    <Button submit=true small=true attr:aria-label=label>{words.calendar_remove()}</Button>
                </ActionForm>
            }
            .into_any()
        }
        (None, Some(holiday)) if public => {
            let name = words.holiday(holiday);
            let label = words.calendar_work_label(name, &spoken);
            view! {
                <ActionForm action=acts.work>
                    <input type="hidden" name="form[day]" value=date/>
                    <input type="hidden" name="form[special]" value=Special::Works.code()/>
                    <input type="hidden" name="form[name]" value=name/>
                    <Button submit=true small=true look=Look::Plain attr:aria-label=label>{words.calendar_work()}</Button>
                </ActionForm>
            }
            .into_any()
        }
        _ => ().into_any(),
    }
}

#[component]
fn NewDay(add: ServerAction<AddSpecialDay>) -> impl IntoView {
    let words = use_words();
    let choices = Special::ALL.map(|it| Choice::new(it.code(), words.special(it))).to_vec();
    let choices = Signal::stored(choices);
    let done = succeeded(add);
    let fields = move || {
        done.track();
        view! {
            <FormFields of=error_of(add)>
                <FormRow>
                    <Field name="form[day]" label=words.calendar_day() input=Input::Day required=true/>
                    <Field name="form[name]" label=words.calendar_name() placeholder=words.calendar_name_example() required=true max_length=200/>
                    <Select name="form[special]" label=words.calendar_what() choices/>
                </FormRow>
            </FormFields>
        }
    };
    view! {
        <Panel title=words.calendar_add()>
            <p class="quiet">{words.calendar_add_note()}</p>
            <Refused action=add/>
            <ActionForm action=add attr:novalidate=true>
                {fields}
                <Button submit=true look=Look::Primary waiting=add.pending()>{words.calendar_save()}</Button>
            </ActionForm>
        </Panel>
    }
}
