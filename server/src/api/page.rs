//! `/api`: the document for people, made of the very document that programs read.

use std::sync::LazyLock;

use app::reference::{Field, Operation, reference};
use axum::extract::{Request, State};
use axum::response::Response;
use serde_json::Value;

use super::problem;
use crate::AppState;

/// `GET /api`, for members who are signed in.
pub async fn page(State(state): State<AppState>, request: Request) -> Response {
    static OPERATIONS: LazyLock<Vec<Operation>> = LazyLock::new(|| {
        let document = serde_json::to_value(super::document()).unwrap_or_default();
        operations(&document)
    });
    let options = state.leptos.clone();
    let page = leptos_axum::render_app_async_with_context(crate::context(&state), move || {
        reference(options.clone(), OPERATIONS.clone(), problem::kinds)
    });
    page(request).await
}

fn operations(document: &Value) -> Vec<Operation> {
    let paths = document["paths"].as_object();
    let of_path = |(path, item): (&String, &Value)| {
        let methods = ["get", "put", "post", "patch"].into_iter();
        let there = methods.filter(|it| item[*it].is_object());
        there.map(|it| operation(document, it, path, &item[it])).collect::<Vec<_>>()
    };
    paths.into_iter().flatten().flat_map(of_path).collect()
}

fn operation(document: &Value, method: &str, path: &str, said: &Value) -> Operation {
    let body = resolved(document, &said["requestBody"]["content"]["application/json"]["schema"]);
    let query = said["parameters"].as_array().into_iter().flatten().filter(|it| it["in"] == "query");
    let field = |name: &str, schema: &Value, needed| Field {
        name: name.to_owned(),
        kind: kind(document, schema),
        needed,
    };
    let needed = |name: &str| body["required"].as_array().is_some_and(|it| it.iter().any(|it| it == name));
    let properties = body["properties"].as_object().into_iter().flatten();
    Operation {
        id: text(&said["operationId"]),
        method: method.to_uppercase(),
        path: path.to_owned(),
        query: query.map(|it| field(&text(&it["name"]), &it["schema"], it["required"] == true)).collect(),
        body: properties.map(|(name, schema)| field(name, schema, needed(name))).collect(),
        example: example(method, path, &body["example"]),
    }
}

fn text(value: &Value) -> String {
    value.as_str().unwrap_or_default().to_owned()
}

fn resolved<'a>(document: &'a Value, schema: &'a Value) -> &'a Value {
    match schema["$ref"].as_str().and_then(|it| it.rsplit('/').next()) {
        Some(name) => &document["components"]["schemas"][name],
        None => schema,
    }
}

/// What a value looks like, in a word or two.
fn kind(document: &Value, schema: &Value) -> String {
    if let Some(one) = schema["oneOf"].as_array() {
        let kinds = one.iter().filter(|it| it["type"] != "null").map(|it| kind(document, it));
        return kinds.collect::<Vec<_>>().join(" | ");
    }
    let schema = resolved(document, schema);
    if let Some(values) = schema["enum"].as_array() {
        return values.iter().filter_map(Value::as_str).collect::<Vec<_>>().join(" | ");
    }
    if let Some(properties) = schema["properties"].as_object() {
        let names: Vec<_> = properties.keys().map(String::as_str).collect();
        return format!("{{ {} }}", names.join(", "));
    }
    let format = schema["format"].as_str().filter(|it| !it.starts_with("int"));
    let plain = match &schema["type"] {
        Value::Array(kinds) => kinds.iter().filter_map(Value::as_str).find(|it| *it != "null"),
        kind => kind.as_str(),
    };
    format.or(plain).unwrap_or_default().to_owned()
}

/// As somebody would type it. `$BATON` is where their Baton is, `$KEY` their key.
fn example(method: &str, path: &str, body: &Value) -> String {
    let id = match path {
        it if it.contains("/deals/") => "D-12",
        it if it.contains("/accounts/") => "A-12",
        it if it.contains("/leads/") => "L-12",
        _ => "$ID",
    };
    let address = path.replace("{id}", id).replace("{currency}", "USD").replace("{day}", "2026-11-27");
    let mut lines = vec![format!("curl \"$BATON{address}\""), "-H \"Authorization: Bearer $KEY\"".to_owned()];
    match method {
        "post" => lines.push("-H \"Idempotency-Key: $(uuidgen)\"".to_owned()),
        "put" => lines[0] = format!("curl -X PUT \"$BATON{address}\""),
        "patch" => {
            lines[0] = format!("curl -X PATCH \"$BATON{address}\"");
            lines.push("-H 'If-Match: \"3\"'".to_owned());
        }
        _ => {}
    }
    if body.is_object() {
        lines.push("-H 'Content-Type: application/json'".to_owned());
        lines.push(format!("-d '{body}'"));
    }
    lines.join(" \\\n  ")
}

#[cfg(test)]
mod tests {
    use super::*;
    use app::words::Words;
    use domain::Locale;

    const ALL_SAID: [&str; 3] = ["accept_handover", "withdraw_handover", "undo_merge"];

    #[test]
    fn every_operation_is_explained_in_both_languages_with_an_example() {
        let document = serde_json::to_value(super::super::document()).expect("a document");
        let operations = operations(&document);
        assert!(operations.len() > 10);
        for operation in operations {
            for locale in Locale::ALL {
                let said = Words::new(locale).api_operation(&operation.id);
                assert!(said.is_some_and(|it| !it.is_empty()), "{} in {locale:?}", operation.id);
            }
            assert!(operation.example.starts_with("curl "), "{}", operation.id);
            for field in operation.query.iter().chain(&operation.body) {
                assert!(!field.kind.is_empty(), "{} of {}", field.name, operation.id);
            }
            // Some decisions say all with their address.
            let says_all = operation.method == "GET" || ALL_SAID.contains(&operation.id.as_str());
            assert_eq!(says_all, operation.body.is_empty(), "{}", operation.id);
        }
    }

    #[test]
    fn an_example_can_be_typed_as_it_is() {
        let change = example("patch", "/api/v1/deals/{id}", &serde_json::json!({ "next_step": "전화" }));
        assert_eq!(
            change,
            "curl -X PATCH \"$BATON/api/v1/deals/D-12\" \\\n  -H \"Authorization: Bearer $KEY\" \\\n  \
             -H 'If-Match: \"3\"' \\\n  -H 'Content-Type: application/json' \\\n  -d '{\"next_step\":\"전화\"}'"
        );
    }
}
