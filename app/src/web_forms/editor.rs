//! Making and changing a form, beside what it will look like: the preview follows while one types.

use super::api::{ChangeWebForm, MakeWebForm, WebFormView};
use super::fields::WebFormFields;
use super::sheet::{Filled, sheet};
use crate::error::AppError;
use crate::forms::{Complaint, FormFields, FreshId, error_of, succeeded};
use crate::request::derived;
use crate::routes;
use crate::ui::{Button, ButtonLink, Look, Panel, Seen, use_toasts};
use crate::words::{Words, use_words};
use domain::web_forms::WebFormForm;
use leptos::form::{ActionForm, FromFormData};
use leptos::html;
use leptos::prelude::*;
use web_sys::FormData;

/// A form that says what most of them do.
fn usual(words: Words) -> WebFormForm {
    WebFormForm {
        language: words.locale.tag().to_owned(),
        heading: words.web_form_usual_heading().to_owned(),
        text: words.web_form_usual_text().to_owned(),
        company: "optional".to_owned(),
        phone: "optional".to_owned(),
        about: "optional".to_owned(),
        meaning: "demo_requested".to_owned(),
        privacy: words.web_form_usual_privacy().to_owned(),
        advert: words.web_form_usual_advert().to_owned(),
        by_email: "true".to_owned(),
        thanks: words.web_form_usual_thanks().to_owned(),
        on: "true".to_owned(),
        ..WebFormForm::default()
    }
}

#[component]
pub fn Maker() -> impl IntoView {
    let words = use_words();
    let make = ServerAction::<MakeWebForm>::new();
    let error = error_of(make);
    let place = NodeRef::<html::Input>::new();
    let form = usual(words);
    let typed = RwSignal::new(form.clone());
    let look = move || {
        if let Some(data) = data_of(place)
            && let Ok(sent) = MakeWebForm::from_form_data(&data)
        {
            typed.set(sent.form);
        }
    };
    view! {
        <div class="web-form">
            <div>
                <Panel>
                    <ActionForm action=make attr:class="form" attr:novalidate=true on:input=move |_| look() on:change=move |_| look()>
                        <input type="hidden" node_ref=place/>
                        <FreshId/>
                        <Complaint error/>
                        <FormFields of=error><WebFormFields form/></FormFields>
                        <div class="form-foot">
                            <ButtonLink href=routes::WEB_FORMS>{words.cancel()}</ButtonLink>
                            <Button submit=true look=Look::Primary waiting=make.pending()>{words.web_form_make()}</Button>
                        </div>
                    </ActionForm>
                </Panel>
            </div>
            <Preview typed/>
        </div>
    }
}

/// Over the version that stood when typing began; whoever was overtaken may save over what stands now.
#[component]
pub fn Changer(view: Signal<WebFormView>, change: ServerAction<ChangeWebForm>) -> impl IntoView {
    let words = use_words();
    let toasts = use_toasts();
    let error = error_of(change);
    let place = NodeRef::<html::Input>::new();
    let (id, first) = view.with_untracked(|it| (it.book.kept.id, WebFormForm::from(&it.book.kept.form)));
    let typed = RwSignal::new(first);
    // Whether somebody types into it: otherwise it follows what others save.
    let touched = RwSignal::new(false);
    let begun = RwSignal::new(view.with_untracked(|it| it.book.kept.version));
    let now = Memo::new(move |_| view.with(|it| it.book.kept.version));
    let overtaken = Memo::new(move |_| matches!(error.get(), Some(AppError::Changed { .. })));
    let seen = Memo::new(move |_| if overtaken.get() { now.get() } else { begun.get() });
    let made = RwSignal::new(0_u32);
    let look = move || {
        touched.set(true);
        if let Some(data) = data_of(place)
            && let Ok(sent) = ChangeWebForm::from_form_data(&data)
        {
            typed.set(sent.form);
        }
    };
    Effect::new(move |before: Option<i32>| {
        let now = now.get();
        if before.is_some_and(|before| before != now) && !touched.get_untracked() {
            begun.set(now);
            typed.set(view.with_untracked(|it| WebFormForm::from(&it.book.kept.form)));
            made.update(|it| *it += 1);
        }
        now
    });
    let done = succeeded(change);
    Effect::new(move |before: Option<u32>| {
        let done = done.get();
        if before.is_some_and(|before| before != done) {
            if let Some(Ok(version)) = change.value().get_untracked() {
                begun.set(version);
                toasts.say(words.web_form_saved(version));
            }
            touched.set(false);
        }
        done
    });
    let meanwhile = move || {
        let late = touched.get() && now.get() > begun.get() && !overtaken.get();
        late.then(|| view! { <p class="meanwhile" role="status">{words.web_form_meanwhile()}</p> })
    };
    let complaint = move || match overtaken.get() {
        true => {
            view! { <p class="meanwhile" role="alert">{words.web_form_overtaken(now.get())}</p> }.into_any()
        }
        false => view! { <Complaint error/> }.into_any(),
    };
    let fields = move || {
        made.track();
        view! {
            <FormFields of=error>
                <Seen name="seen" value=Signal::derive(move || seen.get().to_string())/>
                <WebFormFields form=typed.get_untracked()/>
            </FormFields>
        }
    };
    view! {
        <Panel>
            <ActionForm action=change attr:class="form" attr:novalidate=true on:input=move |_| look() on:change=move |_| look()>
                <input type="hidden" name="id" value=id.to_string() node_ref=place/>
                {complaint}
                {meanwhile}
                {fields}
                <div class="form-foot">
                    <Button submit=true look=Look::Primary waiting=change.pending()>{words.save()}</Button>
                </div>
            </ActionForm>
        </Panel>
        <Preview typed/>
    }
}

fn data_of(place: NodeRef<html::Input>) -> Option<FormData> {
    let form = place.try_get_untracked().flatten()?.form()?;
    FormData::new_with_form(&form).ok()
}

/// What it looks like. Nobody can type into it.
#[component]
pub fn Preview(#[prop(into)] typed: Signal<WebFormForm>) -> impl IntoView {
    let words = use_words();
    let form = derived(move |_| typed.with(WebFormForm::sketch));
    view! {
        <div class="web-form-preview">
            <Panel title=words.web_form_preview()>
                <div inert=true>{move || form.with(|it| sheet(it, Filled::default(), None))}</div>
            </Panel>
        </div>
    }
}
