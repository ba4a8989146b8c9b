//! A page that reads itself again without flicker: what is on screen stays, and changes in place.

use crate::error::AppError;
use crate::layout::NotFound;
use crate::request::derived;
use crate::ui::{ErrorPanel, Skeleton};
use crate::wire::Reading;
use crate::words::use_words;
use leptos::prelude::*;

/// Calls `show` once, with a signal that follows the resource: a form that somebody is typing into
/// stays when the data behind it is read again.
#[component]
pub fn Loaded<T>(
    of: Reading<Result<T, AppError>>,
    show: impl Fn(Signal<T>) -> AnyView + Send + Sync + 'static,
) -> impl IntoView
where
    T: Clone + PartialEq + Send + Sync + 'static,
{
    let words = use_words();
    let show = StoredValue::new(show);
    view! {
        <Transition fallback=move || view! { <Skeleton lines=6/> }>
            {
                let standing = derived(move |_| {
                    of.with(|it| it.as_ref().map(|it| it.as_ref().map(|_| ()).map_err(Clone::clone)))
                });
                move || standing.get().map(|it| match it {
                    Ok(()) => follow(of).map(|latest| show.with_value(|show| show(latest))).into_any(),
                    Err(AppError::NotFound) => view! { <NotFound/> }.into_any(),
                    Err(error) => view! { <ErrorPanel text=words.app_error(&error)/> }.into_any(),
                })
            }
        </Transition>
    }
}

/// The latest good answer. While another is on its way, or if it fails, the last one stands.
fn follow<T>(of: Reading<Result<T, AppError>>) -> Option<Signal<T>>
where
    T: Clone + PartialEq + Send + Sync + 'static,
{
    // Inside a Transition even an untracked reading of a resource subscribes (it polls its future), and
    // every piece of news would build the page anew under the hands of who types.
    let first = untrack(|| of.with_untracked(|it| it.as_ref().and_then(|it| it.as_ref().ok().cloned())))?;
    let latest = RwSignal::new(first);
    Effect::new(move |_| {
        if let Some(Ok(found)) = of.get()
            && latest.with_untracked(|it| *it != found)
        {
            latest.set(found);
        }
    });
    Some(latest.into())
}
