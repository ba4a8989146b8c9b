//! On an account's page: the contact plan of a target, and what was found out about the company.

use super::api::{AddStep, ChangeStep, CorrectNote, GiveUpTarget, WriteNote, read_outbound};
use super::notes::Notes;
use super::plan::Plan;
use crate::accounts::Loaded;
use crate::activities::api::LogActivity;
use crate::wire::reading;
use domain::AccountId;
use leptos::prelude::*;

/// The acts of both panels, each shared by all of its forms.
#[derive(Clone, Copy)]
pub struct Acts {
    pub add: ServerAction<AddStep>,
    pub change: ServerAction<ChangeStep>,
    pub log: ServerAction<LogActivity>,
    pub give_up: ServerAction<GiveUpTarget>,
    pub write: ServerAction<WriteNote>,
    pub correct: ServerAction<CorrectNote>,
}

/// `news` rises when something about the account changed.
#[component]
pub fn OutboundPanels(account: AccountId, #[prop(into)] news: Signal<u32>) -> impl IntoView {
    let acts = Acts {
        add: ServerAction::new(),
        change: ServerAction::new(),
        log: ServerAction::new(),
        give_up: ServerAction::new(),
        write: ServerAction::new(),
        correct: ServerAction::new(),
    };
    let acted = move || {
        let steps = acts.add.version().get() + acts.change.version().get() + acts.log.version().get();
        steps + acts.give_up.version().get() + acts.write.version().get() + acts.correct.version().get()
    };
    let read = reading(move || (acted(), news.get()), move |_| read_outbound(account));
    view! {
        <Loaded of=read show=move |of| view! { <Plan of acts/> <Notes of acts/> }.into_any()/>
    }
}
