//! Above the list of accounts: all that the filter finds become targets, for a chosen member, in one press.

use super::api::{ChooseTargets, read_offer};
use crate::accounts::member_choices;
use crate::forms::{Complaint, FreshId, error_of};
use crate::layout::use_viewer;
use crate::request::derived;
use crate::ui::{Button, Select};
use crate::wire::reading;
use crate::words::use_words;
use domain::accounts::Wish;
use domain::accounts::list::owner_code;
use domain::money::grouped;
use domain::team::Right;
use leptos::form::ActionForm;
use leptos::prelude::*;

/// Offered where a filter is set; without one everything would be meant. `news` rises when accounts changed.
#[component]
pub fn ChooseBar(wish: Memo<Wish>, #[prop(into)] news: Signal<u32>) -> impl IntoView {
    let viewer = use_viewer();
    let asks = Memo::new(move |_| {
        let may = viewer.with(|it| it.may_ever(Right::KeepRecords));
        // Wherever the page begins, the filter means the same accounts.
        let of = wish.with(|it| Wish { place: Default::default(), sort: Default::default(), ..it.clone() });
        (may && of.filters() && !of.targets).then_some(of)
    });
    let offer = reading(
        move || (asks.get(), news.get()),
        |(wish, _)| async move {
            match wish {
                Some(wish) => read_offer(wish).await,
                None => Ok(0),
            }
        },
    );
    let action = ServerAction::<ChooseTargets>::new();
    view! {
        <Transition>
            {
                // Read in here, so that the page waits for it; and so that the form stays while the number follows.
                let found = move || offer.with(|it| it.as_ref().and_then(|it| it.as_ref().ok().copied()));
                let count = derived(move |_| found().unwrap_or_default());
                let is_any = derived(move |_| found().is_some_and(|it| it > 0));
                move || is_any.get().then(|| view! { <Offer asks count action/> })
            }
        </Transition>
    }
}

#[component]
fn Offer(asks: Memo<Option<Wish>>, count: Signal<i64>, action: ServerAction<ChooseTargets>) -> impl IntoView {
    let words = use_words();
    let viewer = use_viewer();
    let error = error_of(action);
    let (me, gives) = viewer.with_untracked(|it| (it.member, it.may(Right::Reassign, None)));
    let choices = viewer.with_untracked(|it| member_choices(words, it, |_| false));
    let member = match gives {
        true => view! { <Select bare=true name="form[member]" label=words.outbound_for() choices value=me.to_string()/> }
            .into_any(),
        false => view! { <input type="hidden" name="form[member]" value=me.to_string()/> }.into_any(),
    };
    let said = move |of: fn(&Wish) -> String| move || asks.with(|it| it.as_ref().map(of).unwrap_or_default());
    let number = move || grouped(count.get().unsigned_abs());
    view! {
        <ActionForm action attr:class="outbound-choose" attr:aria-label=words.outbound_choose_label()>
            <FreshId name="form[act]"/>
            <input type="hidden" name="form[q]" value=said(|it| it.text.clone())/>
            <input type="hidden" name="form[owner]" value=said(|it| owner_code(it.owner))/>
            <input type="hidden" name="form[industry]" value=said(|it| it.industry.clone())/>
            <input type="hidden" name="form[tier]" value=said(|it| it.tiers.code().to_owned())/>
            <p>{move || words.outbound_offer(&number())}</p>
            {member}
            <Button submit=true small=true icon="target" waiting=action.pending()>{move || words.outbound_make(&number())}</Button>
        </ActionForm>
        <Complaint error/>
    }
}
