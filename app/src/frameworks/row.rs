//! One criterion of a deal: how sure we are, by what and for how long, and the form that says it anew. News changes what it
//! shows; what somebody types into it stays.

use super::api::GiveScore;
use crate::error::AppError;
use crate::forms::{Complaint, FormFields, FreshId, error_here, succeeded};
use crate::ui::{Badge, Button, Choice, Field, Input, Look, Seen, Select, Tone};
use crate::words::use_words;
use domain::DealId;
use domain::frameworks::{Answer, DealFrameworks, MOST, Sheet, Standing};
use leptos::ev::KeyboardEvent;
use leptos::form::ActionForm;
use leptos::html;
use leptos::prelude::*;

#[component]
pub fn Row(
    criterion: String,
    deal: DealId,
    sheet: Memo<Option<Sheet>>,
    known: Signal<DealFrameworks>,
    may: Memo<bool>,
    scored: RwSignal<u32>,
) -> impl IntoView {
    let code = StoredValue::new(criterion);
    let answer = Memo::new(move |_| {
        let of = |it: &Sheet| code.with_value(|code| it.answer(code).cloned());
        sheet.with(|it| it.as_ref().and_then(of))
    });
    let give = ServerAction::<GiveScore>::new();
    let framework =
        sheet.with_untracked(|it| it.as_ref().map(|it| it.framework.code.clone()).unwrap_or_default());
    let ids = [("form[framework]", framework.clone()), ("form[criterion]", code.get_value())];
    let error = error_here(give, &ids);
    let done = succeeded(give);
    let place = NodeRef::<html::Details>::new();
    Effect::new(move |before: Option<()>| {
        done.track();
        if before.is_some() {
            scored.update(|it| *it += 1);
            if let Some(place) = place.get_untracked() {
                place.set_open(false);
            }
        }
    });
    let is_open = RwSignal::new(error.with_untracked(Option::is_some));
    let chosen = RwSignal::new(String::new());
    // 0 to 3 on the row choose a score, as the form beside it does.
    let key = move |ev: KeyboardEvent| {
        let code = ev.code();
        let digit = code.strip_prefix("Digit").or_else(|| code.strip_prefix("Numpad"));
        let digit = digit.and_then(|it| it.parse::<i16>().ok()).filter(|it| (0..=MOST).contains(it));
        let is_plain = !(ev.ctrl_key() || ev.meta_key() || ev.alt_key() || ev.is_composing());
        if let (Some(digit), true, Some(place)) = (digit, is_plain, place.get_untracked()) {
            ev.prevent_default();
            place.set_open(true);
            chosen.set(digit.to_string());
        }
    };
    let toggled = move |_| is_open.set(place.get_untracked().is_some_and(|it| it.open()));
    let begun = StoredValue::new(framework);
    let row = move || {
        let face = view! { <Face code=code.get_value() answer sheet known/> };
        if !may.get() {
            return view! { <div class="known-row">{face}</div> }.into_any();
        }
        view! {
            <details class="known-row" node_ref=place open=is_open.get_untracked() on:toggle=toggled>
                <summary on:keydown=key>{face}</summary>
                {move || {
                    done.track();
                    view! { <Fields framework=begun.get_value() code=code.get_value() deal answer known give error is_open chosen/> }
                }}
            </details>
        }
        .into_any()
    };
    view! { <li>{row}</li> }
}

/// What the row says without being opened.
#[component]
fn Face(
    code: String,
    answer: Memo<Option<Answer>>,
    sheet: Memo<Option<Sheet>>,
    known: Signal<DealFrameworks>,
) -> impl IntoView {
    let words = use_words();
    let code = StoredValue::new(code);
    let name = move || {
        sheet.with(|it| {
            let of = it.as_ref().and_then(|it| code.with_value(|code| it.framework.criterion(code)));
            of.map(|it| words.either(&it.name_ko, &it.name_en).to_owned())
        })
    };
    let shown = move || {
        let sheet = sheet.get()?;
        let today = known.with(|it| it.today);
        let counts = code.with_value(|code| sheet.counts(code, today));
        let standing = answer.get().map_or(Standing::Unknown, |it| it.standing(&sheet.framework.code, today));
        let asked = code.with_value(|code| {
            known.with(|it| {
                let own = it.asked.iter().filter(|it| it.framework == sheet.framework.code);
                own.filter(|it| it.criterion.as_ref() == Some(code)).map(|it| it.least).max()
            })
        });
        let asked = asked.map(|least| {
            let tone = if counts >= least { Tone::Good } else { Tone::Warn };
            view! { <Badge tone>{words.known_asked(least)}</Badge> }
        });
        let until = answer.get().and_then(|it| it.known(&sheet.framework.code)).map(|it| (it.on, it.until()));
        let state = match (standing, until) {
            (Standing::Holds, Some((on, until))) => {
                let left = words.known_until((until - today).num_days());
                view! { <span class="quiet">{words.known_on(&words.day(on, today))}" · "{left}</span> }
                    .into_any()
            }
            (Standing::Expired, _) => {
                let score = answer.get().map_or(0, |it| it.score);
                view! { <Badge tone=Tone::Warn>{words.known_expired()}</Badge> <span class="quiet">{words.known_expired_why(score)}</span> }
                    .into_any()
            }
            (Standing::Unproven, _) => {
                view! { <Badge tone=Tone::Bad>{words.known_unproven()}</Badge> }.into_any()
            }
            _ => ().into_any(),
        };
        let proof = answer.get().filter(|_| standing == Standing::Holds).and_then(|it| it.evidence);
        let proof = proof.map(|it| view! { <span class="known-proof">{words.evidence(&it, today)}</span> });
        let level = move |at: i16| {
            let is_full = counts >= at;
            view! { <i class:known-full=is_full></i> }
        };
        Some(view! {
            <span class="known-meter" data-score=counts.to_string() aria-hidden="true">{(1..=MOST).map(level).collect_view()}</span>
            <span class="known-said">{words.sure(counts)}</span>
            <span class="known-state">{state}{asked}</span>
            {proof}
        })
    };
    view! { <span class="known-name">{name}</span>{shown} }
}

#[component]
fn Fields(
    framework: String,
    code: String,
    deal: DealId,
    answer: Memo<Option<Answer>>,
    known: Signal<DealFrameworks>,
    give: ServerAction<GiveScore>,
    error: Signal<Option<AppError>>,
    is_open: RwSignal<bool>,
    chosen: RwSignal<String>,
) -> impl IntoView {
    let words = use_words();
    let now = move || answer.with(|it| it.as_ref().map_or(0, |it| it.version));
    // What was on the row when it was opened; whoever was overtaken has seen what stands now, and may say it over that.
    let seen = Memo::new(move |before: Option<&i32>| match error.get() {
        Some(AppError::Changed { .. }) => now(),
        _ if !is_open.get() => now(),
        _ => before.copied().unwrap_or_else(now),
    });
    let meanwhile = move || is_open.get() && now() != seen.get();
    chosen.set(answer.with_untracked(|it| it.as_ref().map_or(1, |it| it.score.max(1))).to_string());
    let scores: Vec<_> = (0..=MOST).map(|it| Choice::new(it, words.sure(it))).collect();
    let proofs = Signal::derive(move || {
        known.with(|known| {
            let choice = |it| {
                Choice::new(domain::frameworks::Evidence::clone(it).activity, words.evidence(it, known.today))
            };
            known.evidence.iter().map(choice).collect::<Vec<_>>()
        })
    });
    let id = |name: &str| format!("known-{name}-{framework}-{code}");
    let (score_id, proof_id, note_id) = (id("score"), id("proof"), id("note"));
    view! {
        <ActionForm action=give attr:class="form known-form" attr:novalidate=true>
            <input type="hidden" name="deal" value=deal.to_string()/>
            <input type="hidden" name="form[framework]" value=framework.clone()/>
            <input type="hidden" name="form[criterion]" value=code.clone()/>
            <FreshId name="form[id]"/>
            <Complaint error/>
            {move || meanwhile().then(|| view! { <p class="meanwhile" role="status">{words.edit_meanwhile()}</p> })}
            <FormFields of=error>
                <Seen name="seen" value=Signal::derive(move || seen.get().to_string())/>
                <Select name="form[score]" id=score_id label=words.talk_sure() choices=scores bind=chosen/>
                <Select name="form[activity]" id=proof_id label=words.known_proof() choices=proofs none=words.known_new_note()/>
                <Field name="form[note]" id=note_id label=words.known_note() input=Input::Lines hint=words.known_note_hint() max_length=10_000/>
            </FormFields>
            <div class="form-foot"><Button submit=true small=true look=Look::Primary waiting=give.pending()>{words.known_save()}</Button></div>
        </ActionForm>
    }
}
