//! A web form as whoever fills it in sees it: on its own page, inside another site, and as a preview while it is made. Always
//! in the form's own language.

use crate::words::{FieldProblem, Words};
use domain::web_forms::{EntryForm, Need, WebForm};
use leptos::prelude::*;

/// What stands in a form that is shown: empty at first, as it was typed when it comes back.
#[derive(Clone, Debug, Default)]
pub struct Filled {
    pub entry: EntryForm,
    pub problems: Vec<FieldProblem>,
    /// What is wrong with all of it.
    pub complaint: Option<String>,
}

/// `action` is where it is sent; a preview is sent nowhere.
pub fn sheet(form: &WebForm, filled: Filled, action: Option<String>) -> AnyView {
    let words = Words::new(form.language);
    let body =
        view! { {top(words, &filled)}{fields(words, form, &filled)}{agreements(words, form, &filled)} };
    let send = view! { <button class="button button-primary sheet-send" type="submit">{words.hosted_send()}</button> };
    let text = (!form.text.is_empty()).then(|| view! { <p class="sheet-text">{form.text.clone()}</p> });
    let heading = form.heading.clone();
    // A page has one first heading, and the preview stands on a page that has its own.
    let heading = match &action {
        Some(_) => view! { <h1 class="sheet-heading">{heading}</h1> }.into_any(),
        None => view! { <p class="sheet-heading">{heading}</p> }.into_any(),
    };
    let inside = match action {
        Some(action) => view! {
            <form class="form" method="post" action=action novalidate data-sheet="">
                {hidden(&filled.entry)}
                {body}
                {decoy(words, &filled.entry)}
                {send}
            </form>
        }
        .into_any(),
        None => view! { <div class="form">{body}{send}</div> }.into_any(),
    };
    view! { <div class="sheet" lang=form.language.tag()>{heading}{text}{inside}</div> }.into_any()
}

fn top(words: Words, filled: &Filled) -> Option<impl IntoView + use<>> {
    let count = i64::try_from(filled.problems.len()).unwrap_or(i64::MAX);
    let said = filled.complaint.clone().or_else(|| (count > 0).then(|| words.hosted_wrong(count)));
    said.map(|it| view! { <p class="form-problem" role="alert">{it}</p> })
}

fn problem<'a>(filled: &'a Filled, name: &str) -> Option<&'a str> {
    filled.problems.iter().find(|it| it.field == name).map(|it| it.sentence.as_str())
}

struct Line<'a> {
    name: &'static str,
    label: &'static str,
    need: Need,
    kind: &'static str,
    complete: &'static str,
    most: u32,
    value: &'a str,
}

fn fields(words: Words, form: &WebForm, filled: &Filled) -> impl IntoView + use<> {
    let it = &filled.entry;
    let line = |name, label, need, kind, complete, most, value| Line {
        name,
        label,
        need,
        kind,
        complete,
        most,
        value,
    };
    let lines = [
        line("name", words.hosted_name(), Need::Required, "text", "name", 200, it.name.as_str()),
        line("email", words.hosted_email(), Need::Required, "email", "email", 254, &it.email),
        line("company", words.hosted_company(), form.company, "text", "organization", 200, &it.company),
        line("title", words.hosted_title(), form.title, "text", "organization-title", 200, &it.title),
        line("phone", words.hosted_phone(), form.phone, "tel", "tel", 200, &it.phone),
        line("about", words.hosted_about(), form.about, "lines", "off", 2_000, &it.about),
    ];
    lines.into_iter().filter(|it| it.need.is_asked()).map(|it| field(words, it, filled)).collect_view()
}

fn field(words: Words, line: Line, filled: &Filled) -> impl IntoView + use<> {
    let Line { name, label, need, kind, complete, most, value } = line;
    let id = format!("sheet-{name}");
    let wrong = problem(filled, name).map(str::to_owned);
    let describes = wrong.as_ref().map(|_| format!("{id}-problem"));
    let mark = if need == Need::Required { words.hosted_required() } else { words.hosted_optional() };
    let invalid = wrong.as_ref().map(|_| "true");
    let required = need == Need::Required;
    let value = value.to_owned();
    let control = if kind == "lines" {
        view! {
            <textarea class="input" id=id.clone() name=name rows="4" maxlength=most.to_string() required=required
                aria-invalid=invalid aria-describedby=describes>{value}</textarea>
        }
        .into_any()
    } else {
        view! {
            <input class="input" id=id.clone() name=name type=kind value=value maxlength=most.to_string() required=required
                autocomplete=complete aria-invalid=invalid aria-describedby=describes/>
        }
        .into_any()
    };
    view! {
        <div class="field">
            <label class="field-label" for=id.clone()>{label}" "<span class="field-required">{mark}</span></label>
            {control}
            {wrong.map(|it| view! { <p class="field-problem" id=format!("{id}-problem")>{it}</p> })}
        </div>
    }
}

/// What becomes of what they write, which they have to agree to; and adverts, which nobody has to.
fn agreements(words: Words, form: &WebForm, filled: &Filled) -> impl IntoView + use<> {
    let wrong = problem(filled, "privacy").map(str::to_owned);
    let (invalid, describes) =
        (wrong.as_ref().map(|_| "true"), wrong.as_ref().map(|_| "sheet-privacy-problem"));
    let tick = |name: &'static str,
                label: &'static str,
                mark: &'static str,
                said: &str,
                invalid,
                describes| {
        view! {
            <label class="checkbox">
                <input type="checkbox" name=name value="true" checked=said == "true" aria-invalid=invalid aria-describedby=describes/>
                <span>{label}" "<span class="field-required">{mark}</span></span>
            </label>
        }
    };
    let privacy = tick(
        "privacy",
        words.hosted_privacy_agree(),
        words.hosted_required(),
        &filled.entry.privacy,
        invalid,
        describes,
    );
    let ways = form.channels.iter().map(|it| {
        let name = match it {
            domain::consent::Channel::Email => "by_email",
            domain::consent::Channel::Sms => "by_sms",
            domain::consent::Channel::Kakao => "by_kakao",
            domain::consent::Channel::Call => "by_call",
        };
        tick(name, words.hosted_by(*it), words.hosted_optional(), filled.entry.said_by(*it), None, None)
    });
    let ways = ways.collect_view();
    let advert = (!form.channels.is_empty()).then(|| {
        view! {
            <fieldset class="sheet-agree">
                <legend>{words.hosted_advert()}</legend>
                <p class="sheet-legal">{form.advert.clone()}</p>
                <div class="sheet-ways">{ways}</div>
                <p class="field-hint">{words.hosted_advert_note()}</p>
            </fieldset>
        }
    });
    view! {
        <fieldset class="sheet-agree">
            <legend>{words.hosted_privacy()}</legend>
            <p class="sheet-legal">{form.privacy.clone()}</p>
            {privacy}
            {wrong.map(|it| view! { <p class="field-problem" id="sheet-privacy-problem">{it}</p> })}
        </fieldset>
        {advert}
    }
}

/// Where they came from, and what the page was given.
fn hidden(it: &EntryForm) -> impl IntoView + use<> {
    let kept = [
        ("stamp", &it.stamp),
        ("utm_source", &it.utm_source),
        ("utm_medium", &it.utm_medium),
        ("utm_campaign", &it.utm_campaign),
        ("utm_content", &it.utm_content),
        ("utm_term", &it.utm_term),
        ("referrer", &it.referrer),
        ("landing_page", &it.landing_page),
        ("embedded", &it.embedded),
    ];
    kept.map(|(name, value)| view! { <input type="hidden" name=name value=value.clone()/> }).collect_view()
}

/// A field that people neither see nor reach; robots fill in whatever has a name.
fn decoy(words: Words, it: &EntryForm) -> impl IntoView + use<> {
    view! {
        <div class="sheet-away" aria-hidden="true">
            <label for="sheet-website">{words.hosted_leave_empty()}</label>
            <input id="sheet-website" name="website" type="text" value=it.website.clone() tabindex="-1" autocomplete="off"/>
        </div>
    }
}
