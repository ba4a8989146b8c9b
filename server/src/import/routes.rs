//! The upload page's doors, as plain forms: choose files, choose how to read them, let it happen, and fetch
//! the rows that were not taken. Every one leads back to the page that shows what stands now.

use super::{Done, Limits, Sheet, Table, go_through};
use crate::AppState;
use crate::plain_page::{self, Reader};
use app::backend::Asker;
use app::routes as addresses;
use app::words::Words;
use axum::extract::{Extension, Form, Multipart, Path, Request, State};
use axum::response::{IntoResponse, Redirect, Response};
use axum::routing::{get, post};
use axum::{Router, extract::FromRequest};
use db::import::Mode;
use db::{Actor, Db};
use domain::import::{
    Choices, FILES_MAX, Field, FileChoice, Kind, Outcome, Refused, Trouble, UPLOAD_MAX, map_as,
};
use domain::team::Right;
use domain::{Currency, ImportId};
use http::{HeaderValue, StatusCode, header};
use std::collections::HashMap;

pub fn routes() -> Router<AppState> {
    Router::new()
        .route("/import/upload", post(upload))
        .route("/import/{id}/look", post(look))
        .route("/import/{id}/go", post(go))
        .route("/import/{id}/bad-rows/{file}", get(bad_rows))
}

/// Somebody who may import, and how they read.
struct Importer {
    db: Db,
    actor: Actor,
    words: Words,
    reader: Reader,
}

impl Importer {
    /// Who is not signed in goes there first; who may not import is told so.
    fn of(
        state: &AppState,
        asker: Option<Extension<Asker>>,
        request: Request,
    ) -> Result<(Self, Request), Response> {
        let reader = Reader::of(&request);
        let Some(actor) = asker.and_then(|it| it.0.0) else {
            return Err(match reader {
                Reader::Person => Redirect::to(&addresses::sign_in_then(addresses::IMPORT)).into_response(),
                _ => StatusCode::UNAUTHORIZED.into_response(),
            });
        };
        let (parts, body) = request.into_parts();
        let words = Words::new(app::request::locale_of(&parts));
        match actor.must(Right::Import) {
            Ok(()) => {
                let importer = Self { db: state.db.clone(), actor, words, reader };
                Ok((importer, Request::from_parts(parts, body)))
            }
            Err(_) => {
                let said = words.say(&domain::Refusal::NotAllowed);
                Err((StatusCode::FORBIDDEN, said).into_response())
            }
        }
    }

    /// To the page of an import; to a program, also whether it can be carried out.
    fn answer(&self, id: ImportId, refused: Option<&Refused>) -> Response {
        let page = addresses::import(id);
        match (self.reader, refused) {
            (Reader::Person, _) | (_, None) => Redirect::to(&page).into_response(),
            (_, Some(refused)) => {
                let said = self.words.say_refused_file(refused);
                (StatusCode::UNPROCESSABLE_ENTITY, [(header::LOCATION, page)], said).into_response()
            }
        }
    }
}

/// Something failed that should not have; logged here, once.
fn failed(error: db::Error, reader: Reader) -> Response {
    let status = match &error {
        db::Error::NotFound => StatusCode::NOT_FOUND,
        db::Error::Refused(_) => StatusCode::FORBIDDEN,
        _ => {
            tracing::error!(%error, "an import failed");
            StatusCode::INTERNAL_SERVER_ERROR
        }
    };
    plain_page::answer(status, &reader)
}

/// Takes files in, says what they are, and keeps them for the page that asks what to do.
async fn upload(
    State(state): State<AppState>,
    asker: Option<Extension<Asker>>,
    request: Request,
) -> Result<Response, Response> {
    let (importer, request) = Importer::of(&state, asker, request)?;
    let (files, trouble) = match Multipart::from_request(request, &()).await {
        Ok(form) => match receive(form).await {
            Ok(files) => (files, None),
            Err(NotReceived::TooLarge) => {
                return Err(plain_page::answer(StatusCode::PAYLOAD_TOO_LARGE, &importer.reader));
            }
            Err(NotReceived::CutOff) => {
                return Err(plain_page::answer(StatusCode::BAD_REQUEST, &importer.reader));
            }
            Err(NotReceived::Trouble(trouble)) => (vec![], Some(trouble)),
        },
        Err(_) => (vec![], Some(Trouble::Empty)),
    };
    let reader = importer.reader;
    let (db, actor, words) = (importer.db.clone(), importer.actor.clone(), importer.words);
    let kept = apart(async move {
        let (choices, outcome) = match trouble {
            Some(trouble) => (Choices::default(), Outcome::refused("", trouble)),
            None => first_look(&db, &actor, &files, words).await?,
        };
        let id = db::import::keep(&db, &actor, &files, &choices, &outcome).await?;
        Ok((id, outcome.refused))
    });
    let (id, refused) = kept.await.map_err(|error| failed(error, reader))?;
    Ok(importer.answer(id, refused.as_ref()))
}

enum NotReceived {
    /// Larger than what any request may carry.
    TooLarge,
    CutOff,
    Trouble(Trouble),
}

/// The files of a form, as they come, never more than may be.
async fn receive(mut form: Multipart) -> Result<Vec<(String, Vec<u8>)>, NotReceived> {
    let broken = |error: axum::extract::multipart::MultipartError| match error.status() {
        StatusCode::PAYLOAD_TOO_LARGE => NotReceived::TooLarge,
        _ => NotReceived::CutOff,
    };
    let (mut files, mut size) = (Vec::new(), 0u64);
    while let Some(mut field) = form.next_field().await.map_err(broken)? {
        let Some(name) = field.file_name().map(str::to_owned).filter(|it| !it.is_empty()) else { continue };
        let mut content = Vec::new();
        while let Some(part) = field.chunk().await.map_err(broken)? {
            size += part.len() as u64;
            if size > UPLOAD_MAX {
                return Err(NotReceived::TooLarge);
            }
            content.extend_from_slice(&part);
        }
        files.push((name, content));
        if files.len() > FILES_MAX {
            return Err(NotReceived::Trouble(Trouble::TooManyFiles { most: FILES_MAX }));
        }
    }
    if files.is_empty() { Err(NotReceived::Trouble(Trouble::Empty)) } else { Ok(files) }
}

/// Goes through rows on a thread of their own: parsing tens of megabytes must not make others wait.
async fn apart<T: Send + 'static>(
    work: impl Future<Output = Result<T, db::Error>> + Send + 'static,
) -> Result<T, db::Error> {
    let runtime = tokio::runtime::Handle::current();
    match tokio::task::spawn_blocking(move || runtime.block_on(work)).await {
        Ok(done) => done,
        // It panicked; let that be seen where panics are.
        Err(error) => std::panic::resume_unwind(error.into_panic()),
    }
}

/// What the files are by their columns, and what would happen.
async fn first_look(
    db: &Db,
    actor: &Actor,
    files: &[(String, Vec<u8>)],
    words: Words,
) -> Result<(Choices, Outcome), db::Error> {
    let opened = open(files, None);
    let (sheets, refused) = match opened {
        Ok(opened) => opened,
        Err(refused) => {
            return Ok((Choices::default(), Outcome { refused: Some(refused), ..Outcome::default() }));
        }
    };
    let choices = Choices { files: sheets.iter().map(Sheet::choice).collect(), ..Choices::default() };
    let outcome = rehearse(db, actor, &sheets, &choices, refused, words).await?;
    Ok((choices, outcome))
}

/// The files as tables. The error is about one that is no table.
type Opened = Result<(Vec<Sheet>, Option<Refused>), Refused>;

fn open(files: &[(String, Vec<u8>)], choices: Option<&Choices>) -> Opened {
    let (mut sheets, mut refused) = (Vec::new(), None);
    for (at, (name, content)) in files.iter().enumerate() {
        let refuse = |trouble| Refused { file: name.clone(), trouble };
        let table = Table::read(name, content.clone(), Limits::UPLOAD).map_err(refuse)?;
        let choice = choices.and_then(|it| it.files.get(at)).cloned();
        let (sheet, trouble) = Sheet::of(table, choice);
        refused = refused.or(trouble.map(refuse));
        sheets.push(sheet);
    }
    Ok((sheets, refused))
}

async fn rehearse(
    db: &Db,
    actor: &Actor,
    sheets: &[Sheet],
    choices: &Choices,
    refused: Option<Refused>,
    words: Words,
) -> Result<Outcome, db::Error> {
    if refused.is_some() {
        return Ok(Outcome {
            files: sheets.iter().map(Sheet::preview).collect(),
            refused,
            ..Outcome::default()
        });
    }
    let done = go_through(db, actor, Mode::Rehearse, sheets, choices, words).await?;
    Ok(done.map_or_else(Outcome::default, |it| it.outcome))
}

/// Reads the files as was chosen now, and says again what would happen.
async fn look(
    State(state): State<AppState>,
    Path(id): Path<ImportId>,
    asker: Option<Extension<Asker>>,
    request: Request,
) -> Result<Response, Response> {
    chosen(state, id, asker, request, Mode::Rehearse).await
}

/// Lets it happen, as was chosen now.
async fn go(
    State(state): State<AppState>,
    Path(id): Path<ImportId>,
    asker: Option<Extension<Asker>>,
    request: Request,
) -> Result<Response, Response> {
    chosen(state, id, asker, request, Mode::CarryOut).await
}

async fn chosen(
    state: AppState,
    id: ImportId,
    asker: Option<Extension<Asker>>,
    request: Request,
    mode: Mode,
) -> Result<Response, Response> {
    let (importer, request) = Importer::of(&state, asker, request)?;
    let reader = importer.reader;
    let Ok(Form(form)) = Form::<Vec<(String, String)>>::from_request(request, &()).await else {
        return Err(plain_page::answer(StatusCode::BAD_REQUEST, &reader));
    };
    let form: HashMap<String, String> = form.into_iter().collect();
    let (db, actor, words) = (importer.db.clone(), importer.actor.clone(), importer.words);
    let refused = apart(async move { choose(&db, &actor, id, &form, mode, words).await });
    let refused = refused.await.map_err(|error| failed(error, reader))?;
    Ok(importer.answer(id, refused.as_ref()))
}

async fn choose(
    db: &Db,
    actor: &Actor,
    id: ImportId,
    form: &HashMap<String, String>,
    mode: Mode,
    words: Words,
) -> Result<Option<Refused>, db::Error> {
    let upload = db::import::upload(db, actor, id).await?;
    let first = match open(&upload.files, Some(&upload.choices)) {
        Ok((sheets, _)) => sheets,
        Err(refused) => return Ok(Some(refused)),
    };
    let choices = rechosen(form, &first);
    let with_choice = |(sheet, choice): (Sheet, &FileChoice)| Sheet::of(sheet.table, Some(choice.clone()));
    let (sheets, troubles): (Vec<_>, Vec<_>) = first.into_iter().zip(&choices.files).map(with_choice).unzip();
    let names = upload.files.iter().map(|(name, _)| name);
    let refused = names
        .zip(troubles)
        .find_map(|(file, trouble)| Some(Refused { file: file.clone(), trouble: trouble? }));
    let mut outcome = rehearse(db, actor, &sheets, &choices, refused, words).await?;
    if mode == Mode::CarryOut && outcome.refused.is_none() && !outcome.currency_needed {
        match go_through(db, actor, Mode::CarryOut, &sheets, &choices, words).await? {
            Some(Done { outcome, bad_rows }) => {
                db::import::finish(db, actor, id, &choices, &outcome, &bad_rows).await?;
                return Ok(None);
            }
            None => outcome.refused = Some(Refused { file: String::new(), trouble: Trouble::Busy }),
        }
    }
    db::import::rechoose(db, actor, id, &choices, &outcome).await?;
    Ok(outcome.refused)
}

/// What the form says, over what was chosen before. A file of another kind is read anew.
fn rechosen(form: &HashMap<String, String>, sheets: &[Sheet]) -> Choices {
    let said = |name: &str| form.get(name).map(|it| it.trim()).filter(|it| !it.is_empty());
    let file = |(at, sheet): (usize, &Sheet)| {
        let kind = said(&format!("kind-{at}")).and_then(Kind::of_code).unwrap_or(sheet.kind);
        if kind != sheet.kind {
            return FileChoice { kind, mapping: map_as(kind, &sheet.table.headers) };
        }
        let mut mapping = sheet.mapping.clone();
        for (column, before) in sheet.mapping.0.iter().enumerate() {
            let Some(code) = form.get(&format!("column-{at}-{column}")) else { continue };
            let field = Field::of_code(code).filter(|it| kind.fields().contains(it));
            if field != *before {
                mapping.set(column, field);
            }
        }
        FileChoice { kind, mapping }
    };
    Choices {
        currency: said("currency").and_then(|it| it.parse::<Currency>().ok()),
        pipeline: said("new_pipeline").or(said("pipeline")).map(|it| it.chars().take(200).collect()),
        keep_old_open: said("keep_old_open").is_some(),
        files: sheets.iter().enumerate().map(file).collect(),
    }
}

/// The rows of a file that were not taken, to be corrected and imported again.
async fn bad_rows(
    State(state): State<AppState>,
    Path((id, file)): Path<(ImportId, i32)>,
    asker: Option<Extension<Asker>>,
    request: Request,
) -> Result<Response, Response> {
    let (importer, _) = Importer::of(&state, asker, request)?;
    let found = db::import::bad_rows(&importer.db, &importer.actor, id, file).await;
    let (_, text) = found.map_err(|error| failed(error, importer.reader))?;
    let headers = [
        (header::CONTENT_TYPE, HeaderValue::from_static("text/csv; charset=utf-8")),
        (header::CONTENT_DISPOSITION, HeaderValue::from_static("attachment; filename=\"bad-rows.csv\"")),
    ];
    Ok((headers, text).into_response())
}
