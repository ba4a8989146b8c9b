//! A few acts behind one button. Opens without scripts too; with them the arrow keys walk through it.

use super::Icon;
use super::keys::is_composing;
use leptos::ev::{FocusEvent, KeyboardEvent, MouseEvent};
use leptos::html;
use leptos::prelude::*;
use wasm_bindgen::JsCast;
use web_sys::{Element, HtmlElement};

/// A button and the list it opens. Entries are plain links and buttons with class `menu-item`.
#[component]
pub fn Menu(
    /// Unique on the page; ties the button to its list.
    #[prop(into)]
    id: String,
    /// What the button is for, read aloud; shown on hover when the button is a picture.
    #[prop(into)]
    label: TextProp,
    /// What the button shows; three dots if nothing is given.
    #[prop(optional, into)]
    trigger: Option<ViewFn>,
    children: Children,
) -> impl IntoView {
    let (button, list) = (NodeRef::<html::Button>::new(), NodeRef::<html::Div>::new());
    let shown = trigger.map_or_else(|| view! { <Icon name="ellipsis"/> }.into_any(), |it| it.run());
    let on_toggle = move |ev: web_sys::ToggleEvent| {
        if ev.new_state() == "open"
            && let (Some(button), Some(list)) = (button.get_untracked(), list.get_untracked())
        {
            place_below(&button, &list);
        }
    };
    let on_key = move |ev: KeyboardEvent| {
        let Some(list) = list.get_untracked() else { return };
        if is_composing(&ev) {
            return;
        }
        let step = match ev.key().as_str() {
            "ArrowDown" => Walk::Next,
            "ArrowUp" => Walk::Previous,
            "Home" => Walk::First,
            "End" => Walk::Last,
            _ => return,
        };
        ev.prevent_default();
        walk(&list, step);
    };
    let on_button_key = move |ev: KeyboardEvent| {
        if ev.key() == "ArrowDown"
            && let Some(list) = list.get_untracked()
        {
            ev.prevent_default();
            list.show_popover().ok();
            walk(&list, Walk::First);
        }
    };
    // A chosen entry has done its work.
    let on_choose = move |ev: MouseEvent| {
        let chosen = ev.target().and_then(|it| it.dyn_into::<Element>().ok());
        let in_entry = chosen.and_then(|it| it.closest(".menu-item").ok().flatten()).is_some();
        if in_entry && let Some(list) = list.get_untracked() {
            list.hide_popover().ok();
        }
    };
    // Whoever goes on with Tab has left it. The button is no way out: it closes the list by itself.
    let on_leave = move |ev: FocusEvent| {
        let to = ev.related_target().and_then(|it| it.dyn_into::<Element>().ok());
        let (Some(to), Some(list)) = (to, list.get_untracked()) else { return };
        let on_button = button.get_untracked().is_some_and(|it| it.contains(Some(&to)));
        if !list.contains(Some(&to)) && !on_button {
            list.hide_popover().ok();
        }
    };
    view! {
        <div class="menu">
            <button
                class="menu-button"
                type="button"
                node_ref=button
                popovertarget=id.clone()
                aria-label=label.clone()
                title=label
                on:keydown=on_button_key
            >
                {shown}
            </button>
            <div class="menu-list" id=id popover="auto" node_ref=list on:toggle=on_toggle on:keydown=on_key on:click=on_choose on:focusout=on_leave>
                {children()}
            </div>
        </div>
    }
}

enum Walk {
    Next,
    Previous,
    First,
    Last,
}

fn walk(list: &HtmlElement, step: Walk) {
    let Ok(found) = list.query_selector_all(".menu-item:not(:disabled)") else { return };
    let entries: Vec<HtmlElement> =
        (0..found.length()).filter_map(|at| found.get(at)?.dyn_into::<HtmlElement>().ok()).collect();
    let focused = document().active_element();
    let at =
        entries.iter().position(|it| focused.as_ref().is_some_and(|focused| it.is_same_node(Some(focused))));
    let last = entries.len().saturating_sub(1);
    let target = match (step, at) {
        (Walk::First, _) | (Walk::Next, None) => 0,
        (Walk::Last, _) | (Walk::Previous, None) => last,
        (Walk::Next, Some(at)) => {
            if at == last {
                0
            } else {
                at + 1
            }
        }
        (Walk::Previous, Some(at)) => at.checked_sub(1).unwrap_or(last),
    };
    if let Some(entry) = entries.get(target) {
        entry.focus().ok();
    }
}

/// Where the browser cannot place a list beside its button by itself, we measure.
fn place_below(button: &HtmlElement, list: &HtmlElement) {
    let style = list.style();
    style.set_property("position-area", "block-end span-inline-start").ok();
    if style.get_property_value("position-area").is_ok_and(|it| !it.is_empty()) {
        style.remove_property("position-area").ok();
        return;
    }
    let (button, list) = (button.get_bounding_client_rect(), list.get_bounding_client_rect());
    let left = (button.right() - list.width()).max(8.0);
    style.set_property("inset", "auto").ok();
    style.set_property("left", &format!("{left}px")).ok();
    style.set_property("top", &format!("{}px", button.bottom() + 4.0)).ok();
}
