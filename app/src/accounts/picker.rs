//! Choosing an account by typing its name. Without scripts the name alone is sent, and the server knows
//! the account by it; with them, suggestions come while one types and the chosen account's id goes along.

use super::api::suggest_accounts;
use crate::ui::combobox::{Offers, Pressed};
use crate::ui::{Described, Label, field_id, problem_of, typed, use_toasts};
use crate::words::use_words;
use domain::AccountId;
use domain::accounts::AccountOffer;
use leptos::html;
use leptos::prelude::*;

#[component]
pub fn AccountPicker(
    /// The form's field for the id (`form[account]`); empty unless something was chosen.
    #[prop(into)]
    name: String,
    /// The form's field for what was typed (`form[account_name]`).
    #[prop(into)]
    text_name: String,
    #[prop(into)] label: TextProp,
    /// The account that stands there at first.
    #[prop(optional_no_strip)]
    now: Option<(AccountId, String)>,
    /// A name that is not known yet makes a new account.
    #[prop(optional)]
    makes: bool,
    #[prop(optional)] required: bool,
) -> impl IntoView {
    let words = use_words();
    let toasts = use_toasts();
    let id = field_id(&name);
    let problem = problem_of(&name, MaybeProp::default());
    let place = NodeRef::<html::Input>::new();
    let (first_id, first_text) = now.map_or((None, String::new()), |(id, text)| (Some(id), text));
    let first_text = typed(&text_name).unwrap_or(first_text);
    let chosen = RwSignal::new(first_id);
    let typed = RwSignal::new(first_text.clone());
    // Without scripts nothing could take the id back when another name is typed, so it is sent only with them.
    let awake = RwSignal::new(false);
    Effect::new({
        let first_text = first_text.clone();
        move |_| {
            if let Some(place) = place.get() {
                let there = place.value();
                if there != first_text {
                    chosen.set(None);
                }
                typed.set(there);
                awake.set(true);
            }
        }
    });
    let offers = Offers::<AccountOffer>::new();
    let take = move |link: AccountOffer| {
        if let Some(place) = place.get_untracked() {
            place.set_value(&link.name);
        }
        typed.set(link.name);
        chosen.set(Some(link.id));
        offers.clear();
    };
    let on_input = move |ev| {
        let text = event_target_value(&ev);
        typed.set(text.clone());
        chosen.set(None);
        if text.trim().is_empty() {
            offers.clear();
            return;
        }
        offers.ask(move || async move {
            let found = suggest_accounts(text).await.ok()?;
            let count = i64::try_from(found.len()).unwrap_or(i64::MAX);
            toasts.announce(words.account_picks(count));
            Some(found)
        });
    };
    let on_key = move |ev| {
        if let Pressed::Chosen(link) = offers.press(&ev) {
            take(link);
        }
    };
    let list_id = format!("{id}-list");
    let option_id = {
        let id = id.clone();
        move |at: usize| format!("{id}-option-{at}")
    };
    let active = {
        let option_id = option_id.clone();
        move || offers.at.get().filter(|_| offers.open.get()).map(&option_id)
    };
    let hint = {
        move || {
            let (typed, chosen) = (typed.get(), chosen.get());
            let name = typed.trim();
            if makes && awake.get() && chosen.is_none() && !name.is_empty() {
                words.account_typing_new(name)
            } else if makes {
                words.deal_account_hint().to_owned()
            } else {
                words.account_pick_hint().to_owned()
            }
        }
    };
    let options = move || {
        let option_id = option_id.clone();
        let entry = move |(at, link): (usize, AccountOffer)| {
            let more = link.domain.clone().unwrap_or_else(|| domain::Key::account(link.number).to_string());
            let name = link.name.clone();
            view! {
                <li
                    class="combobox-option"
                    role="option"
                    id=option_id(at)
                    aria-selected=move || (offers.at.get() == Some(at)).to_string()
                    on:mousedown=move |ev| ev.prevent_default()
                    on:click=move |_| take(link.clone())
                >
                    <span class="combobox-name">{name}</span>
                    <span class="quiet">{more}</span>
                </li>
            }
        };
        offers.found.get().into_iter().enumerate().map(entry).collect_view()
    };
    let expanded = move || (offers.open.get() && !offers.found.with(Vec::is_empty)).to_string();
    let nothing = move || offers.open.get() && offers.found.with(Vec::is_empty) && !makes;
    view! {
        <div class="field combobox">
            <Label id=id.clone() label required/>
            <input type="hidden" name=name value=move || {
                chosen.get().filter(|_| awake.get()).map(|it| it.to_string()).unwrap_or_default()
            }/>
            <input
                class="input"
                node_ref=place
                id=id.clone()
                name=text_name
                type="text"
                value=first_text
                required=required
                autocomplete="off"
                maxlength="200"
                role="combobox"
                aria-autocomplete="list"
                aria-expanded=expanded
                aria-controls=list_id.clone()
                aria-activedescendant=active
                aria-invalid=move || problem.get().map(|_| "true")
                on:input=on_input
                on:keydown=on_key
                on:blur=move |_| offers.close()
            />
            <ul class="combobox-list" role="listbox" id=list_id aria-label=words.accounts()
                hidden=move || !offers.open.get() || offers.found.with(Vec::is_empty)>
                {options}
            </ul>
            {move || nothing().then(|| view! { <div class="combobox-list combobox-nothing">{words.account_pick_none()}</div> })}
            <Described id hint=Signal::derive(hint).into() problem/>
        </div>
    }
}
