//! When members take leads: how many at once, when they are away, and hours of their own.

use super::page::Acts;
use crate::forms::{Complaint, FormFields, error_of};
use crate::layout::use_viewer;
use crate::routes;
use crate::ui::{Badge, Button, ButtonLink, Field, FormRow, IconLink, Input, Look, Panel, Table, Tone};
use crate::words::use_words;
use domain::MemberId;
use domain::routing::{AbsenceForm, Availability, RoutingBook};
use leptos::form::ActionForm;
use leptos::prelude::*;
use leptos_router::hooks::use_query_map;

#[component]
pub fn Members(book: Signal<RoutingBook>, may: bool, acts: Acts) -> impl IntoView {
    let words = use_words();
    let query = use_query_map();
    let open = Memo::new(move |_| {
        let member: MemberId = query.with(|it| it.get_str("member").and_then(|it| it.parse().ok()))?;
        Some(member).filter(|_| may)
    });
    let rows = move || {
        let today = book.with(|it| it.today);
        let members = book.with(|it| it.members.iter().filter(|it| it.active).cloned().collect::<Vec<_>>());
        members.into_iter().map(|of| view! { <Row of today may/> }).collect_view()
    };
    view! {
        <Panel title=words.routing_available() flush=true>
            <Table label=words.routing_available()>
                <thead>
                    <tr>
                        <th scope="col">{words.field_name()}</th>
                        <th scope="col" class="number">{words.routing_in_hand()}</th>
                        <th scope="col">{words.routing_away()}</th>
                        <th scope="col" class="from-tablet">{words.hours_title()}</th>
                        {may.then(|| view! { <th scope="col"><span class="unseen">{words.product_acts()}</span></th> })}
                    </tr>
                </thead>
                <tbody>{rows}</tbody>
            </Table>
        </Panel>
        {move || open.get().map(|member| view! { <Edit book member acts/> })}
    }
}

#[component]
fn Row(of: Availability, today: chrono::NaiveDate, may: bool) -> impl IntoView {
    let words = use_words();
    let name = use_viewer().with_untracked(|it| it.member_name(of.member).unwrap_or_default().to_owned());
    let hand = words.routing_hand(of.open, of.capacity);
    let full = of.capacity.is_some_and(|it| of.open >= i64::from(it));
    let away = words.routing_away_days(of.away_from, of.away_until, today);
    let form = AbsenceForm::of(&of);
    let hours = (!form.opens.is_empty()).then(|| words.hours_shown(&form.opens, &form.closes));
    view! {
        <tr>
            <th scope="row">{name.clone()}</th>
            <td class="number">{hand} {full.then(|| view! { " "<Badge tone=Tone::Warn>{words.routing_full()}</Badge> })}</td>
            <td>{away}</td>
            <td class="from-tablet">{hours}</td>
            {may.then(|| view! {
                <td class="number">
                    <IconLink icon="pencil" href=format!("{}?member={}", routes::ROUTING, of.member) label=words.routing_edit_member(&name)/>
                </td>
            })}
        </tr>
    }
}

#[component]
fn Edit(book: Signal<RoutingBook>, member: MemberId, acts: Acts) -> impl IntoView {
    let words = use_words();
    let of = book.with_untracked(|it| it.members.iter().find(|it| it.member == member).cloned())?;
    let name = use_viewer().with_untracked(|it| it.member_name(member).unwrap_or_default().to_owned());
    let form = AbsenceForm::of(&of);
    let error = error_of(acts.available);
    Some(view! {
        <Panel title=words.routing_edit_member(&name)>
            <ActionForm action=acts.available attr:class="form" attr:novalidate=true>
                <input type="hidden" name="member" value=member.to_string()/>
                <Complaint error/>
                <FormFields of=error>
                    <FormRow>
                        <Field name="form[capacity]" id="available-capacity" label=words.routing_capacity() input=Input::Number value=form.capacity hint=words.routing_capacity_note() max_length=5/>
                        <Field name="form[away_from]" id="available-from" label=words.routing_away_from() input=Input::Day value=form.away_from/>
                        <Field name="form[away_until]" id="available-until" label=words.routing_away_until() input=Input::Day value=form.away_until/>
                    </FormRow>
                    <FormRow>
                        <Field name="form[opens]" id="available-opens" label=words.hours_opens() input=Input::Time value=form.opens hint=words.routing_hours_note()/>
                        <Field name="form[closes]" id="available-closes" label=words.hours_closes() input=Input::Time value=form.closes/>
                    </FormRow>
                </FormFields>
                <div class="form-foot">
                    <Button submit=true look=Look::Primary waiting=acts.available.pending()>{words.promises_save()}</Button>
                    <ButtonLink href=routes::ROUTING look=Look::Plain>{words.cancel()}</ButtonLink>
                </div>
            </ActionForm>
        </Panel>
    })
}
