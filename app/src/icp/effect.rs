//! What a profile would do, beside the form in which it is typed: who would change tier, and how its tiers stand
//! against the deals that were won and lost.

use super::fit::TierBadge;
use crate::error::AppError;
use crate::routes;
use crate::ui::{Icon, Panel, Table};
use crate::wire::Reading;
use crate::words::use_words;
use domain::icp::{Effect, ProfileForm, Shift, Shown, TierLine, Tiers, win_rate};
use domain::money::grouped;
use leptos::prelude::*;
use leptos_router::components::A;

#[component]
pub fn EffectPanel(
    of: Reading<Result<Option<Effect>, AppError>>,
    typed: RwSignal<Option<ProfileForm>>,
) -> impl IntoView {
    let words = use_words();
    let shown = move || match of.get()? {
        Ok(Some(effect)) => Some(view! { <Told effect is_typed=typed.with(Option::is_some)/> }.into_any()),
        Ok(None) => Some(view! { <p class="quiet">{words.icp_effect_none()}</p> }.into_any()),
        Err(AppError::Refused(_)) => {
            Some(view! { <p class="quiet">{words.icp_effect_incomplete()}</p> }.into_any())
        }
        Err(error) => {
            Some(view! { <p class="form-problem" role="alert">{words.app_error(&error)}</p> }.into_any())
        }
    };
    view! {
        <div class="icp-effect">
            <Panel title=words.icp_effect()>
                <Transition>{shown}</Transition>
            </Panel>
        </div>
    }
}

#[component]
fn Told(effect: Effect, is_typed: bool) -> impl IntoView {
    let words = use_words();
    let (accounts, changed) = (effect.accounts(), effect.changed());
    let verdict = match (is_typed, changed) {
        (false, _) => words.icp_effect_now(accounts),
        (true, 0) => words.icp_effect_nobody(accounts),
        (true, _) => words.icp_effect_some(accounts, changed),
    };
    let count = |it: i64| grouped(it.unsigned_abs());
    // Of the profile that holds, the way from a tier to its accounts, where targets are chosen.
    let accounts = |it: &TierLine| match is_typed {
        true => count(it.after).into_any(),
        false => {
            let tiers = it.tier.map_or(Tiers::Without, Tiers::Of);
            let text = count(it.after);
            let href = format!("{}?tier={}&sort=fit", routes::ACCOUNTS, tiers.code());
            view! { <A href attr:class="icp-to-accounts">{text}</A> }.into_any()
        }
    };
    let line = |it: &TierLine| {
        let moved =
            (it.before != it.after).then(|| view! { <span class="quiet">{count(it.before)}" → "</span> });
        let rate = match win_rate(it.won, it.lost) {
            Some(rate) => view! {
                <strong>{format!("{rate}%")}</strong>
                <div class="quiet">{words.icp_decided(it.won, it.won + it.lost)}</div>
            }
            .into_any(),
            None => view! { <span class="quiet">{words.nothing_written()}</span> }.into_any(),
        };
        view! {
            <tr>
                <th scope="row"><TierBadge tier=it.tier/></th>
                <td class="number">{moved}{accounts(it)}</td>
                <td class="number">{rate}</td>
            </tr>
        }
    };
    let lines = effect.lines.iter().map(line).collect_view();
    let shifts = effect.shifts.iter().map(|it| view! { <ShiftLine shift=it.clone()/> }).collect_view();
    view! {
        <p class="icp-verdict" role="status">{verdict}</p>
        {(!effect.shifts.is_empty()).then(|| view! { <ul class="icp-shifts">{shifts}</ul> })}
        <Table label=words.icp_record()>
            <thead>
                <tr>
                    <th scope="col">{words.icp_tier()}</th>
                    <th scope="col" class="number">{words.accounts()}</th>
                    <th scope="col" class="number">{words.icp_win_rate()}</th>
                </tr>
            </thead>
            <tbody>{lines}</tbody>
        </Table>
        <p class="quiet icp-record-note">{words.icp_record_note()}</p>
    }
}

#[component]
fn ShiftLine(shift: Shift) -> impl IntoView {
    let words = use_words();
    let named = |it: &Shown| {
        let (href, name) = (routes::account(it.key()), it.name.clone());
        view! { <li><A href>{name}</A></li> }
    };
    let shown = i64::try_from(shift.named.len()).unwrap_or(i64::MAX);
    let others = (shift.accounts > shown)
        .then(|| view! { <li class="quiet">{words.icp_others(shift.accounts - shown)}</li> });
    let names = shift.named.iter().map(named).collect_view();
    view! {
        <li class="icp-shift">
            <span class="icp-shift-way">
                <TierBadge tier=shift.from/><Icon name="arrow-right"/><span class="unseen">" → "</span><TierBadge tier=shift.to/>
                <strong>{words.icp_accounts(shift.accounts)}</strong>
            </span>
            <ul class="icp-names">{names}{others}</ul>
        </li>
    }
}
