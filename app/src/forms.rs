//! What all forms share: the id of what is being made, what an act was refused for, and whether it was done.

use crate::error::AppError;
use crate::ui::FormProblems;
use crate::words::{FieldProblem, Words, problems_of, use_words};
use crate::{request, routes};
use domain::Refusal;
use domain::activities::Change;
use leptos::prelude::*;
use leptos::server::ServerActionError;
use leptos_router::hooks::use_location;
use server_fn::ServerFn;
use uuid::Uuid;

/// The id of a record that is being made, minted where it is typed, so that a repeated send makes one
/// record. Without scripts the field stays empty and the server mints it.
#[component]
pub fn FreshId(#[prop(default = "id")] name: &'static str) -> impl IntoView {
    let id = RwSignal::new(String::new());
    Effect::new(move |_| id.set(Uuid::now_v7().to_string()));
    view! { <input type="hidden" name=name value=move || id.get()/> }
}

/// The error an action ended with, if it did; also the one that a form sent without scripts came back with.
pub fn error_of<S>(action: ServerAction<S>) -> Signal<Option<AppError>>
where
    S: ServerFn<Error = AppError> + Clone + Send + Sync + 'static,
    S::Output: Send + Sync + 'static,
{
    Signal::derive(move || action.value().with(|it| it.as_ref().and_then(|it| it.as_ref().err().cloned())))
}

/// What stands now where an edit was overtaken, field by field. The values to choose from are those that stand now, so
/// the page must have read them: `read` says which version it shows.
pub fn overtaken(
    error: Signal<Option<AppError>>,
    read: impl Fn() -> i32 + Send + Sync + 'static,
) -> Memo<Option<(i32, Vec<Change>)>> {
    Memo::new(move |_| match error.get() {
        Some(AppError::Changed { version, differences, .. }) => {
            (read() >= version).then_some((version, differences))
        }
        _ => None,
    })
}

/// The error of an action that serves several records, where it is about this one; `id` is what its form sends
/// as `name`.
pub fn error_about<S>(
    action: ServerAction<S>,
    is_this: impl Fn(&S) -> bool + Send + Sync + 'static,
    name: &str,
    id: impl ToString,
) -> Signal<Option<AppError>>
where
    S: ServerFn<Error = AppError> + Clone + Send + Sync + 'static,
    S::Output: Send + Sync + 'static,
{
    let error = error_of(action);
    let came_back = request::was_sent(name, &id.to_string());
    // While an act is under way its input is known; afterwards it is gone, and the last one counts.
    let about_this = Memo::new(move |before: Option<&bool>| {
        let sent = action.input().with(|it| it.as_ref().map(&is_this));
        sent.unwrap_or_else(|| before.copied().unwrap_or(came_back))
    });
    // Asked before the error is: what nobody asks about while the act is under way is not known afterwards.
    Signal::derive(move || {
        let is_about_this = about_this.get();
        error.get().filter(|_| is_about_this)
    })
}

/// The error of a form that is one of several for the same act, each with an action of its own. When one has come
/// back refused, it is the one that sent these `ids`.
pub fn error_here<S>(action: ServerAction<S>, ids: &[(&str, String)]) -> Signal<Option<AppError>>
where
    S: ServerFn<Error = AppError> + Clone + Send + Sync + 'static,
    S::Output: Send + Sync + 'static,
{
    let error = error_of(action);
    let came_back = ids.iter().all(|(name, id)| request::was_sent(name, id));
    Signal::derive(move || error.get().filter(|_| came_back || action.version().get() > 0))
}

/// Gives the form that was sent without scripts and refused its error, in the browser as on the server.
pub fn provide_refused() {
    if let Some((function, error)) = request::refused() {
        provide_context(ServerActionError::new(&function, &error));
    }
}

/// On the next page nobody has been refused anything.
pub fn forget_refused_on_leaving() {
    let (owner, place) = (Owner::current(), use_location());
    Effect::new(move |before: Option<()>| {
        place.pathname.track();
        place.search.track();
        if let (Some(owner), Some(())) = (&owner, before) {
            owner.with(take_context::<ServerActionError>);
            request::forget_refused();
        }
    });
}

/// The fields of one form. What is wrong with each stands below it, and a form that was sent without scripts and
/// refused comes back with what was typed.
#[component]
pub fn FormFields(#[prop(into)] of: Signal<Option<AppError>>, children: Children) -> impl IntoView {
    let words = use_words();
    let (back, overtaken) = of.with_untracked(|it| match it {
        None => (false, false),
        Some(error) => (true, matches!(error, AppError::Changed { .. })),
    });
    view! { <FormProblems of=field_problems(words, of) back overtaken>{children()}</FormProblems> }
}

/// The sentences for the fields of the form.
pub fn field_problems(words: Words, error: Signal<Option<AppError>>) -> Signal<Vec<FieldProblem>> {
    Signal::derive(move || match error.get() {
        Some(AppError::Refused(refusal)) => problems_of(words, &refusal),
        _ => vec![],
    })
}

/// What went wrong with a whole form; what is wrong with a field stands below the field.
#[component]
pub fn Complaint(#[prop(into)] error: Signal<Option<AppError>>) -> impl IntoView {
    let words = use_words();
    move || {
        let of_a_field = |error: &AppError| match error {
            AppError::Refused(refusal) => !problems_of(words, refusal).is_empty(),
            _ => false,
        };
        let error = error.get().filter(|error| !of_a_field(error));
        error.map(|error| {
            // Where one can only go on elsewhere, the way there.
            let way = match &error {
                AppError::Refused(Refusal::DecideFirst(id)) => Some(routes::handover(*id)),
                _ => None,
            };
            let way = way.map(|href| view! { " "<a href=href>{words.handover_open()}</a> });
            view! { <p class="form-problem" role="alert">{words.app_error(&error)}{way}</p> }
        })
    }
}

/// Rises whenever an act of this form was done.
pub fn succeeded<S>(action: ServerAction<S>) -> RwSignal<u32>
where
    S: ServerFn<Error = AppError> + Clone + Send + Sync + 'static,
    S::Output: Send + Sync + 'static,
{
    let count = RwSignal::new(0);
    Effect::new(move |before: Option<usize>| {
        let version = action.version().get();
        let done = action.value().with_untracked(|it| matches!(it, Some(Ok(_))));
        if done && before.is_some_and(|before| before != version) {
            count.update(|it| *it += 1);
        }
        version
    });
    count
}
