//! `/import`: choose the files.

use crate::layout::{Allowed, Page};
use crate::routes;
use crate::ui::{Button, Look, Panel};
use crate::words::use_words;
use domain::import::UPLOAD_MAX;
use domain::team::Right;
use leptos::prelude::*;

/// A plain form: it works without scripts, and a browser shows by itself how far a large file has come.
#[component]
pub fn FilesPage() -> impl IntoView {
    let words = use_words();
    let form = move || {
        view! {
            <Panel>
                <form class="form import-files" method="post" action="/import/upload" enctype="multipart/form-data">
                    <p>{words.import_intro()}</p>
                    <div class="field">
                        <label class="field-label" for="import-files">{words.import_files()}</label>
                        <input
                            class="input import-drop"
                            type="file"
                            id="import-files"
                            name="file"
                            multiple=true
                            required=true
                            accept=".csv,.tsv,.txt,text/csv"
                            aria-describedby="import-files-hint"
                        />
                        <div class="field-hint" id="import-files-hint">
                            {words.import_limits(&words.bytes(UPLOAD_MAX))}
                        </div>
                    </div>
                    <p class="quiet">{words.import_formats()}</p>
                    <p class="quiet">{words.import_twice()}</p>
                    <div class="form-foot">
                        <Button submit=true look=Look::Primary icon="file-up">{words.import_look()}</Button>
                    </div>
                </form>
            </Panel>
        }
    };
    view! {
        <Page title=words.import_title()>
            <Allowed right=Right::Import leave=routes::SETTINGS>{form()}</Allowed>
        </Page>
    }
}
