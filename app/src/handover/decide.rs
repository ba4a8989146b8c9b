//! The decision about a hand-over: to accept it, by a press or one key; to reject it with what is wrong; or, for whoever leads,
//! to give it to somebody else.

use super::api::{AcceptHandover, RejectHandover, RerouteHandover};
use super::send::choices;
use crate::forms::{Complaint, FormFields, error_of};
use crate::ui::keys::plain_key;
use crate::ui::{Button, Choice, Field, Input, Kbd, Look, Select};
use crate::words::use_words;
use domain::handover::RejectClass;
use domain::{HandoverId, MemberId};
use leptos::ev;
use leptos::form::ActionForm;
use leptos::html;
use leptos::prelude::*;

/// The acts of a page on one hand-over. Made once, so that news reads after each.
#[derive(Clone, Copy)]
pub struct Acts {
    pub accept: ServerAction<AcceptHandover>,
    pub reject: ServerAction<RejectHandover>,
    pub reroute: ServerAction<RerouteHandover>,
}

impl Acts {
    pub fn new() -> Self {
        Self { accept: ServerAction::new(), reject: ServerAction::new(), reroute: ServerAction::new() }
    }

    pub fn version(self) -> (usize, usize, usize) {
        (self.accept.version().get(), self.reject.version().get(), self.reroute.version().get())
    }
}

#[component]
pub fn Decide(id: HandoverId, acts: Acts) -> impl IntoView {
    let words = use_words();
    let accept = acts.accept;
    let error = error_of(accept);
    let form = NodeRef::<html::Form>::new();
    let ask = NodeRef::<html::Details>::new();
    // By place, as everywhere: with the Korean layout on the same keys do the same. A logs an activity on this page, too.
    let handle = window_event_listener(ev::keydown, move |event| match plain_key(&event).as_deref() {
        Some("KeyY") if !event.repeat() => {
            if let Some(form) = form.get_untracked() {
                event.prevent_default();
                form.request_submit().ok();
            }
        }
        Some("KeyR") => {
            if let Some(ask) = ask.get_untracked() {
                event.prevent_default();
                ask.set_open(true);
                focus_first(&ask);
            }
        }
        _ => {}
    });
    on_cleanup(move || handle.remove());
    view! {
        <div class="handover-decide">
            <Complaint error/>
            <div class="handover-acts">
                <ActionForm action=accept attr:class="inline-form" node_ref=form>
                    <input type="hidden" name="handover" value=id.to_string()/>
                    <Button submit=true look=Look::Primary waiting=accept.pending() icon="check">
                        {words.handover_accept()}" "<Kbd>"Y"</Kbd>
                    </Button>
                </ActionForm>
                <Reject id action=acts.reject ask/>
            </div>
            <p class="quiet handover-hint">{words.handover_accept_hint()}</p>
        </div>
    }
}

fn focus_first(of: &web_sys::HtmlDetailsElement) {
    use wasm_bindgen::JsCast;
    let first = of.query_selector("select, input:not([type=hidden]), textarea").ok().flatten();
    if let Some(first) = first.and_then(|it| it.dyn_into::<web_sys::HtmlElement>().ok()) {
        first.focus().ok();
    }
}

#[component]
fn Reject(
    id: HandoverId,
    action: ServerAction<RejectHandover>,
    ask: NodeRef<html::Details>,
) -> impl IntoView {
    let words = use_words();
    let error = error_of(action);
    // Without scripts a refused form comes back with the page: then it stands open with what is wrong.
    let open = error.with_untracked(Option::is_some);
    let classes: Vec<_> =
        RejectClass::ALL.into_iter().map(|it| Choice::new(it.code(), words.handover_class(it))).collect();
    // Made inside the form, whose problems its fields say.
    let fields = move || {
        view! {
            <Select name="form[class]" label=words.handover_reject_class() choices=classes none="–" required=true/>
            <Field name="form[note]" label=words.handover_reject_note() input=Input::Lines required=true max_length=10_000/>
        }
    };
    view! {
        <details class="lead-ask" open=open node_ref=ask>
            <summary class="button">{words.handover_reject()}" "<Kbd>"R"</Kbd></summary>
            <ActionForm action attr:class="form" attr:novalidate=true>
                <input type="hidden" name="handover" value=id.to_string()/>
                <Complaint error/>
                <FormFields of=error>{fields()}</FormFields>
                <div class="form-foot">
                    <Button submit=true look=Look::Primary waiting=action.pending()>{words.handover_reject()}</Button>
                </div>
            </ActionForm>
        </details>
    }
}

/// For whoever leads: somebody else gets it.
#[component]
pub fn Reroute(
    id: HandoverId,
    to: Option<MemberId>,
    closers: Vec<MemberId>,
    action: ServerAction<RerouteHandover>,
) -> impl IntoView {
    let words = use_words();
    let error = error_of(action);
    let open = error.with_untracked(Option::is_some);
    let others: Vec<_> = closers.into_iter().filter(|it| Some(*it) != to).collect();
    let choices = choices(&others);
    let fields = move || {
        view! { <Select name="closer" label=words.handover_to() choices=choices none="–" required=true/> }
    };
    view! {
        <details class="lead-ask" open=open>
            <summary class="button">{words.handover_reroute()}</summary>
            <ActionForm action attr:class="form" attr:novalidate=true>
                <input type="hidden" name="handover" value=id.to_string()/>
                <Complaint error/>
                <FormFields of=error>{fields()}</FormFields>
                <div class="form-foot">
                    <Button submit=true look=Look::Primary waiting=action.pending()>{words.handover_reroute()}</Button>
                </div>
            </ActionForm>
        </details>
    }
}
