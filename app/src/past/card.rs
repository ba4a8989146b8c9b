//! A deal as it stood then: what, for whom, how much, whose, when it was expected, and where it stands now.

use super::context::PastContext;
use crate::pipeline::DealAmount;
use crate::routes;
use crate::ui::Avatar;
use crate::words::use_words;
use domain::pipeline::past::PastCard;
use leptos::prelude::*;

#[component]
pub fn OldCard(card: Memo<PastCard>) -> impl IntoView {
    let words = use_words();
    let context = expect_context::<PastContext>();
    let (id, key) = card.with_untracked(|it| (it.id, it.key()));
    let name = move || card.with(|it| it.name.clone());
    let account = move || card.with(|it| it.account_name.clone());
    let owner = move || {
        let owner = card.with(|it| it.owner)?;
        let name = context.viewer.with(|it| it.member_name(owner).map(str::to_owned))?;
        Some(view! { <Avatar name id=owner.to_string()/> })
    };
    let amount = Signal::derive(move || card.with(PastCard::amount));
    let when = move || {
        card.with(|it| it.expected_close)
            .map(|day| view! { <span>{words.past_expected(&words.short_day(day, context.today()))}</span> })
    };
    let now = move || {
        let (then, now) = card.with(|it| (it.stage, it.now));
        (now != Some(then)).then(|| {
            let said = match now.and_then(|it| context.stage_name(it)) {
                Some(stage) => words.past_stands_in(&stage),
                None => words.past_deleted().to_owned(),
            };
            view! { <span class="past-stands">{said}</span> }
        })
    };
    view! {
        <li class="deal-card past-card is-fixed" data-deal=id.to_string()>
            <a class="deal-link deal-name" draggable="false" href=routes::deal(key) title=name>{name}</a>
            <span class="deal-account">{account}</span>
            <span class="deal-row"><DealAmount amount/>{owner}</span>
            <span class="past-foot">{when}{now}</span>
        </li>
    }
}
