//! The document that describes the API to programs (OpenAPI 3.1). Addresses and types come from the handlers; what
//! they have in common, how to come in, versions, refusals, is said here once.

use axum::Json;
use axum::response::IntoResponse;
use utoipa::OpenApi;
use utoipa::openapi::header::HeaderBuilder;
use utoipa::openapi::path::{Operation, Parameter, ParameterBuilder, ParameterIn};
use utoipa::openapi::security::{Http, HttpAuthScheme, SecurityRequirement, SecurityScheme};
use utoipa::openapi::{
    ContentBuilder, ObjectBuilder, PathItem, Ref, RefOr, Required, ResponseBuilder, Schema, Type,
};

use super::problem::{PROBLEM_JSON, Problem};

#[derive(OpenApi)]
#[openapi(
    info(
        title = "Baton API",
        version = "1",
        description = "Leads, accounts, people, pipelines, deals and signals, in a member’s name and with their rights. Days are \
            YYYY-MM-DD, times RFC 3339 in UTC, money whole minor units. Refusals are problems (RFC 9457) in the \
            language of Accept-Language.",
        license(name = "Apache-2.0", identifier = "Apache-2.0")
    ),
    components(schemas(Problem)),
    tags(
        (name = "pipelines", description = "Pipelines and their stages"),
        (name = "leads", description = "Who may buy, before there is a deal"),
        (name = "handovers", description = "Leads on their way to whoever closes"),
        (name = "accounts", description = "Companies we sell to"),
        (name = "outbound", description = "Accounts we set out to win, and how they are worked"),
        (name = "people", description = "Who works there"),
        (name = "deals", description = "What we hope to sell"),
        (name = "exchange rates", description = "What other currencies are worth in the workspace’s own"),
        (name = "signals", description = "What customers did"),
        (name = "consents", description = "Whom we may send adverts, and by what proof"),
        (name = "web forms", description = "Forms by which anybody becomes a lead")
    )
)]
struct Beginning;

pub fn beginning() -> utoipa::openapi::OpenApi {
    Beginning::openapi()
}

/// `GET /api/openapi.json`. Open to everybody: it is the same for every team.
pub async fn json() -> impl IntoResponse {
    Json(super::document())
}

/// What is part of a record, and not the record itself.
const PARTS: [&str; 5] = ["/committee", "/consents", "/contact-plan", "/research-notes", "/scores"];

/// Adds what all operations have in common.
pub fn completed(mut document: utoipa::openapi::OpenApi) -> utoipa::openapi::OpenApi {
    let components = document.components.get_or_insert_default();
    let key = Http::builder().scheme(HttpAuthScheme::Bearer).bearer_format("baton_…").build();
    components.add_security_scheme("key", SecurityScheme::Http(key));
    components.schemas.values_mut().for_each(forget_defaults);
    document.security = Some(vec![SecurityRequirement::new("key", Vec::<String>::new())]);
    for (path, item) in &mut document.paths.paths {
        // A part of a record has no version of its own.
        let single = path.contains("{id}");
        let versioned = single && !PARTS.iter().any(|it| path.ends_with(it));
        let PathItem { get, put, post, patch, .. } = item;
        [&mut *get, &mut *put, &mut *post, &mut *patch].into_iter().flatten().for_each(describe);
        if let Some(read) = get {
            refusals(read, &[401, 429, 500, if single { 404 } else { 400 }]);
            tag(read, versioned);
        }
        if let Some(order) = put {
            refusals(order, &[400, 401, 403, 413, 415, 422, 429, 500]);
        }
        if let Some(order) = post {
            refusals(order, &[400, 401, 403, 409, 413, 415, 422, 429, 500]);
            header(order, "Idempotency-Key", "Names this order: sent again within a day, it is done once.");
            if single {
                refusals(order, &[404]);
            }
            // A hand-over is decided as it stands, whatever else was changed about it.
            if versioned && !path.contains("/handover") {
                refusals(order, &[412]);
                header(order, "If-Match", "The `ETag` that was read; then only that version is moved.");
            }
            let is_batch = matches!(order.operation_id.as_deref(), Some("take_signals" | "create_leads"));
            tag(order, !is_batch && (versioned || !single));
        }
        if let Some(change) = patch {
            refusals(change, &[400, 401, 403, 404, 412, 413, 415, 422, 428, 429, 500]);
            header(change, "If-Match", "The `ETag` that was read, or `*`. Needed.");
            tag(change, true);
        }
    }
    document
}

/// What is left out is absent, not null: the derived defaults say otherwise.
fn forget_defaults(schema: &mut RefOr<Schema>) {
    let RefOr::T(Schema::Object(object)) = schema else { return };
    for property in object.properties.values_mut() {
        match property {
            RefOr::T(Schema::Object(it)) => it.default = None,
            RefOr::T(Schema::Array(it)) => it.default = None,
            RefOr::T(Schema::OneOf(it)) => it.default = None,
            RefOr::Ref(it) => it.default = None,
            RefOr::T(_) => {}
        }
    }
}

/// OpenAPI 3.1 wants a word about every answer.
fn describe(operation: &mut Operation) {
    for (status, response) in &mut operation.responses.responses {
        if let RefOr::T(response) = response
            && response.description.is_empty()
        {
            response.description = if status == "201" { "Made." } else { "As asked." }.to_owned();
        }
    }
}

fn refusals(operation: &mut Operation, statuses: &[u16]) {
    for status in statuses {
        let said = http::StatusCode::from_u16(*status).ok().and_then(|it| it.canonical_reason());
        let content = ContentBuilder::new().schema(Some(Ref::from_schema_name("Problem"))).build();
        let response =
            ResponseBuilder::new().description(said.unwrap_or_default()).content(PROBLEM_JSON, content);
        operation.responses.responses.insert(status.to_string(), RefOr::T(response.build()));
    }
}

fn header(operation: &mut Operation, name: &str, description: &str) {
    let text = ObjectBuilder::new().schema_type(Type::String).build();
    let needed = if name == "If-Match" && operation.operation_id.as_deref() != Some("move_deal") {
        Required::True
    } else {
        Required::False
    };
    let parameter: Parameter = ParameterBuilder::new()
        .name(name)
        .parameter_in(ParameterIn::Header)
        .required(needed)
        .description(Some(description))
        .schema(Some(text))
        .build();
    operation.parameters.get_or_insert_default().push(RefOr::T(parameter));
}

/// Single records answer with their version.
fn tag(operation: &mut Operation, single: bool) {
    if !single {
        return;
    }
    for (status, response) in &mut operation.responses.responses {
        if let (true, RefOr::T(response)) = (status.starts_with('2'), response) {
            let text = ObjectBuilder::new().schema_type(Type::String).build();
            let header = HeaderBuilder::new().schema(Some(text)).description(Some("The version.")).build();
            response.headers.insert("ETag".to_owned(), RefOr::T(header));
        }
    }
}
