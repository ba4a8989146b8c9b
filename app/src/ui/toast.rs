//! What just happened, said once at the bottom, with a way back if there is one.

use crate::words::use_words;
use leptos::prelude::*;
use std::time::Duration;

/// Long enough to read and to reach for the button.
const SHOWN_FOR: Duration = Duration::from_secs(8);

#[derive(Clone)]
pub struct Toast {
    pub text: String,
    /// The button's word and what it does.
    pub action: Option<(String, Callback<()>)>,
    /// Something did not work.
    pub bad: bool,
}

/// Where messages are put. Only one is shown: the newest is what the reader just did.
#[derive(Clone, Copy)]
pub struct Toasts {
    shown: RwSignal<Option<(u32, Toast)>>,
    count: StoredValue<u32>,
    spoken: RwSignal<String>,
}

/// Gives the whole app its one place for messages.
pub fn provide_toasts() {
    provide_context(Toasts {
        shown: RwSignal::new(None),
        count: StoredValue::new(0),
        spoken: RwSignal::new(String::new()),
    });
}

pub fn use_toasts() -> Toasts {
    use_context().expect("App provides the toasts")
}

impl Toasts {
    pub fn say(self, text: impl Into<String>) {
        self.show(Toast { text: text.into(), action: None, bad: false });
    }

    /// With a button, such as to undo.
    pub fn offer(
        self,
        text: impl Into<String>,
        label: impl Into<String>,
        act: impl Fn() + Send + Sync + 'static,
    ) {
        let action = Some((label.into(), Callback::new(move |()| act())));
        self.show(Toast { text: text.into(), action, bad: false });
    }

    /// Something did not work.
    pub fn complain(self, text: impl Into<String>) {
        self.show(Toast { text: text.into(), action: None, bad: true });
    }

    /// Tells screen readers only, politely.
    pub fn announce(self, text: impl Into<String>) {
        self.spoken.set(text.into());
    }

    pub fn clear(self) {
        self.shown.set(None);
    }

    pub fn show(self, toast: Toast) {
        let number = self.count.get_value().wrapping_add(1);
        self.count.set_value(number);
        self.shown.set(Some((number, toast)));
        let clear = move || {
            // A newer message has its own time.
            if self.shown.try_with(|it| it.as_ref().is_some_and(|(shown, _)| *shown == number)) == Some(true)
            {
                self.shown.set(None);
            }
        };
        // Without a clock it would stay until the next one, which harms nobody.
        set_timeout(clear, SHOWN_FOR).ok();
    }
}

/// The place itself: one polite live region, always in the page so that screen readers know it.
#[component]
pub fn ToastRegion() -> impl IntoView {
    let words = use_words();
    let toasts = use_toasts();
    let shown = move || {
        toasts.shown.get().map(|(_, toast)| {
            let act = toast.action.map(|(label, act)| {
                let press = move |_| {
                    toasts.clear();
                    act.run(());
                };
                view! { <button class="toast-action" type="button" on:click=press>{label}</button> }
            });
            view! {
                <div class="toast" class:toast-bad=toast.bad>
                    <span class="toast-text">{toast.text}</span>
                    {act}
                </div>
            }
        })
    };
    view! {
        <div class="toast-region" role="region" aria-label=words.notifications()>
            <div role="status" aria-live="polite">{shown}</div>
            <div class="unseen" role="status" aria-live="polite">{move || toasts.spoken.get()}</div>
        </div>
    }
}
