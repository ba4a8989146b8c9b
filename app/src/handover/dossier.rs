//! A dossier as its reader needs it: the ten items in ten seconds, with what each lacks.

use crate::layout::use_viewer;
use crate::words::{Words, use_words};
use chrono::{DateTime, NaiveDate, Utc};
use domain::accounts::telephone;
use domain::handover::{Dossier, Item};
use domain::qualification::Criterion;
use leptos::prelude::*;

/// `sent_at` is when it was frozen.
#[component]
pub fn WholeDossier(dossier: Dossier, sent_at: DateTime<Utc>, now: DateTime<Utc>) -> impl IntoView {
    let words = use_words();
    let today = use_viewer().with_untracked(|it| it.zone.day(sent_at));
    let row = |item: Item| {
        let gaps = dossier.gaps(item, today);
        let lacks = (!gaps.is_empty()).then(|| {
            let text = words.handover_lacks(&words.handover_gaps(&gaps));
            view! { <p class="handover-gap">{text}</p> }
        });
        view! {
            <div class="handover-row" data-item=item.code()>
                <dt>{words.handover_item(item)}</dt>
                <dd>{says(words, &dossier, item, (today, now))}{lacks}</dd>
            </div>
        }
    };
    view! { <dl class="handover-dossier">{Item::ALL.map(row).collect_view()}</dl> }
}

fn line(text: String) -> AnyView {
    (!text.is_empty()).then(|| view! { <p>{text}</p> }).into_any()
}

fn says(words: Words, it: &Dossier, item: Item, (today, now): (NaiveDate, DateTime<Utc>)) -> AnyView {
    let joined =
        |parts: Vec<Option<String>>| line(parts.into_iter().flatten().collect::<Vec<_>>().join(" · "));
    match item {
        Item::Account => joined(vec![it.company.clone(), it.domain.clone()]),
        Item::Person => {
            let email = it.email.clone().map(|it| {
                let href = format!("mailto:{it}");
                view! { <a href=href>{it}</a> }
            });
            let phone = it.phone.clone().map(|it| {
                let dial = telephone::e164(&it).unwrap_or_else(|| it.clone());
                view! { <a href=format!("tel:{dial}")>{telephone::written(&it)}</a> }
            });
            let who = [Some(it.name.clone()), it.title.clone()];
            let who = who.into_iter().flatten().collect::<Vec<_>>().join(" ");
            view! { <p class="handover-reach"><strong>{who}</strong>{email}{phone}</p> }.into_any()
        }
        Item::Fit => it
            .fit
            .map(|fit| {
                let tier = it.tier().map_or_else(
                    || words.handover_no_tier().to_owned(),
                    |it| words.handover_tier(it.letter()),
                );
                line(words.handover_fit_score(fit, &tier))
            })
            .into_any(),
        Item::WhyNow => {
            let signal = |told: &domain::qualification::Told| {
                let day = use_viewer()
                    .with_untracked(|viewer| words.day(viewer.zone.day(told.at), viewer.zone.day(now)));
                view! { <li>{format!("{} · {day}", words.signal(told.kind, told.value))}</li> }
            };
            let signals = it.signals.iter().map(signal).collect_view();
            view! {
                {line(it.about.clone())}
                <ul class="handover-signals">{signals}</ul>
            }
            .into_any()
        }
        Item::Need => {
            let need = it.need().to_owned();
            (!need.is_empty()).then(|| view! { <blockquote>{need}</blockquote> }).into_any()
        }
        Item::Answers => {
            let answer = |criterion: Criterion| {
                let answer = it.talk.answer(criterion).clone();
                (answer.score > 0).then(|| {
                    view! {
                        <li>
                            <strong>{words.criterion(criterion)}</strong>
                            <span class="talk-sure">{words.sure(answer.score)}</span>
                            <span>{answer.note}</span>
                        </li>
                    }
                })
            };
            let owner = it.talk.used.workspace_owner.clone();
            view! { <ul class="handover-answers">{Criterion::ALL.map(answer).collect_view()}</ul>{line(owner)} }
                .into_any()
        }
        Item::People => view! { {line(it.notes.people.clone())}{line(it.people.join(", "))} }.into_any(),
        Item::LastContact => {
            let contact = it.last_contact.clone().map(|it| {
                let when = use_viewer().with_untracked(|viewer| words.moment(it.at, now, &viewer.zone));
                let what = words.activity_title(it.kind, it.outcome, None);
                view! { <p>{it.body}" "<span class="quiet">{what}" · "{when}</span></p> }
            });
            view! { {contact}{line(it.notes.questions.clone())} }.into_any()
        }
        Item::NextStep => {
            let due = it.notes.next_step_due.map(|day| words.day(day, today));
            joined(vec![Some(it.notes.next_step.clone()).filter(|it| !it.is_empty()), due])
        }
        Item::Promises => {
            let said = |(channel, agreed): &(domain::consent::Channel, bool)| {
                let channel = words.channel(*channel);
                if *agreed { words.handover_agreed(channel) } else { words.handover_declined(channel) }
            };
            let consents = it.consents.iter().map(said).collect::<Vec<_>>().join(", ");
            view! { {line(it.notes.promises.clone())}{line(consents)} }.into_any()
        }
    }
}
