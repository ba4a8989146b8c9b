//! The page that explains the API to whoever writes a program for it. Made on the server alone, from what the
//! server knows of its own addresses: the browser's half of the product does not carry it.

use crate::layout::Logo;
use crate::request;
use crate::routes;
use crate::words::Words;
use domain::team::Theme;
use leptos::prelude::*;
use leptos_meta::{HashedStylesheet, provide_meta_context};

/// One thing that can be asked or ordered.
#[derive(Clone, Debug)]
pub struct Operation {
    /// Its name in the document.
    pub id: String,
    pub method: String,
    pub path: String,
    pub query: Vec<Field>,
    pub body: Vec<Field>,
    /// As somebody would type it.
    pub example: String,
}

/// A name behind the `?`, or in the body.
#[derive(Clone, Debug)]
pub struct Field {
    pub name: String,
    pub kind: String,
    pub needed: bool,
}

/// A kind of refusal, explained in the reader's language.
#[derive(Clone, Debug)]
pub struct Refusal {
    pub code: &'static str,
    pub status: u16,
    pub sentence: String,
}

/// The whole page. `refusals` are asked for in the reader's language.
pub fn reference(
    options: LeptosOptions,
    operations: Vec<Operation>,
    refusals: impl FnOnce(Words) -> Vec<Refusal>,
) -> impl IntoView {
    request::allow_own_scripts();
    provide_meta_context();
    let words = Words::new(request::locale());
    provide_context(words);
    let theme = match request::theme() {
        Theme::System => None,
        Theme::Light => Some("light"),
        Theme::Dark => Some("dark"),
    };
    let listed = operations.iter().map(|it| {
        view! {
            <li>
                <a href=format!("#{}", it.id)>
                    <span class="api-method">{it.method.clone()}</span>
                    <code>{it.path.clone()}</code>
                </a>
            </li>
        }
    });
    let contents = view! { <ul class="api-contents">{listed.collect_view()}</ul> };
    let sections = operations.into_iter().map(|it| section(words, it)).collect_view();
    let refusal = |it: Refusal| {
        view! {
            <li id=it.code>
                <span class="api-method">{it.status}</span>
                <code>{it.code}</code>
                <span class="quiet">{it.sentence}</span>
            </li>
        }
    };
    let refusals = refusals(words).into_iter().map(refusal).collect_view();
    view! {
        <!DOCTYPE html>
        <html lang=words.locale.tag() data-theme=theme>
            <head>
                <meta charset="utf-8"/>
                <meta name="viewport" content="width=device-width, initial-scale=1"/>
                <meta name="color-scheme" content="light dark"/>
                <title>{format!("{} · {}", words.api_title(), words.product())}</title>
                <link rel="icon" href="/favicon.svg" type="image/svg+xml"/>
                <HashedStylesheet id="baton" options/>
            </head>
            <body>
                <main class="api-page">
                    <header class="api-head">
                        <a href=routes::HOME aria-label=words.api_back()><Logo/></a>
                        <h1>{words.api_title()}</h1>
                        <p>{words.api_intro()}</p>
                    </header>
                    <section class="panel api-rules">
                        <dl>
                            <dt>{words.api_rule_key()}</dt>
                            <dd>{words.api_rule_key_note()} " " <a href=routes::TOKENS>{words.tokens()}</a></dd>
                            <dt>{words.api_rule_lists()}</dt>
                            <dd>{words.api_rule_lists_note()}</dd>
                            <dt>{words.api_rule_versions()}</dt>
                            <dd>{words.api_rule_versions_note()}</dd>
                            <dt>{words.api_rule_orders()}</dt>
                            <dd>{words.api_rule_orders_note()}</dd>
                            <dt>{words.api_rule_refusals()}</dt>
                            <dd>{words.api_rule_refusals_note()}</dd>
                            <dt>{words.api_rule_forms()}</dt>
                            <dd>{words.api_rule_forms_note()}</dd>
                        </dl>
                        <p><a href="/api/openapi.json">"/api/openapi.json"</a></p>
                    </section>
                    <nav aria-label=words.api_contents()>{contents}</nav>
                    {sections}
                    <section class="panel api-rules">
                        <h2>{words.api_rule_refusals()}</h2>
                        <p>{words.api_refusals_note()}</p>
                        <ul class="api-fields">{refusals}</ul>
                    </section>
                </main>
            </body>
        </html>
    }
}

fn section(words: Words, operation: Operation) -> impl IntoView {
    let Operation { id, method, path, query, body, example } = operation;
    let summary = words.api_operation(&id).unwrap_or_default();
    view! {
        <section class="panel api-operation" id=id>
            <h2><span class="api-method">{method}</span> <code>{path}</code></h2>
            <p>{summary}</p>
            {fields(words.api_query(), words, query)}
            {fields(words.api_body(), words, body)}
            <pre tabindex="0"><code>{example}</code></pre>
        </section>
    }
}

fn fields(title: &'static str, words: Words, fields: Vec<Field>) -> Option<impl IntoView> {
    let row = |it: Field| {
        view! {
            <li>
                <code>{it.name}</code>
                <span class="quiet">{it.kind}</span>
                {it.needed.then(|| view! { <span class="api-needed">{words.api_needed()}</span> })}
            </li>
        }
    };
    (!fields.is_empty()).then(|| {
        view! {
            <h3>{title}</h3>
            <ul class="api-fields">{fields.into_iter().map(row).collect_view()}</ul>
        }
    })
}
