//! A short answer for when the product itself cannot speak: refused at the door, too large, or broken.
//! In both languages at once, because who is asking is not known here.

use crate::api;
use axum::extract::Request;
use axum::response::{IntoResponse, Response};
use domain::Locale;
use http::{HeaderMap, StatusCode, header};

/// For whom the answer is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Reader {
    Person,
    /// A client of `/api/v1`, which reads problem+json (RFC 9457).
    Program(Locale),
    /// The product's own code in the browser: any text will do.
    Script,
}

impl Reader {
    pub fn of(request: &Request) -> Reader {
        match request.uri().path().starts_with(api::BASE) {
            true => Reader::Program(api::problem::locale_of(request.headers())),
            false if accepts_html(request.headers()) => Reader::Person,
            false => Reader::Script,
        }
    }
}

fn accepts_html(headers: &HeaderMap) -> bool {
    headers.get(header::ACCEPT).and_then(|it| it.to_str().ok()).is_some_and(|it| it.contains("text/html"))
}

pub fn answer(status: StatusCode, reader: &Reader) -> Response {
    let (korean, english) = sentences(status);
    match reader {
        Reader::Person => {
            let page = format!(
                "<!doctype html><html lang=\"ko\"><head><meta charset=\"utf-8\"><title>Baton</title>\
                 <meta name=\"viewport\" content=\"width=device-width\"></head>\
                 <body><main><h1>{}</h1><p>{korean}</p><p lang=\"en\">{english}</p><p><a href=\"/\">Baton</a></p>\
                 </main></body></html>",
                status.as_u16()
            );
            (status, [(header::CONTENT_TYPE, "text/html; charset=utf-8")], page).into_response()
        }
        Reader::Program(locale) => api::problem::plain(status, *locale),
        Reader::Script => {
            (status, [(header::CONTENT_TYPE, "text/plain; charset=utf-8")], format!("{korean}\n{english}\n"))
                .into_response()
        }
    }
}

fn sentences(status: StatusCode) -> (&'static str, &'static str) {
    match status {
        StatusCode::UNAUTHORIZED => (
            "로그인이 필요합니다. API에는 올바른 키를 함께 보내세요.",
            "Sign in first. On the API, send a valid key with the request.",
        ),
        StatusCode::FORBIDDEN => (
            "이 요청은 Baton 화면에서 보낸 것이 아니어서 처리하지 않았습니다. 페이지를 새로 열고 다시 시도하세요.",
            "This request did not come from a page of Baton, so nothing was done. Open the page again and retry.",
        ),
        StatusCode::NOT_FOUND => ("여기에는 아무것도 없습니다.", "There is nothing here."),
        StatusCode::METHOD_NOT_ALLOWED => {
            ("이 주소에서는 할 수 없는 요청입니다.", "This address does not take requests of that kind.")
        }
        StatusCode::PAYLOAD_TOO_LARGE => {
            ("보낸 내용이 너무 큽니다. 나누어서 보내세요.", "What was sent is too large. Send it in parts.")
        }
        StatusCode::TOO_MANY_REQUESTS => (
            "요청이 너무 많습니다. 잠시 후 다시 시도하세요.",
            "There are too many requests. Try again in a moment.",
        ),
        StatusCode::SERVICE_UNAVAILABLE => (
            "지금은 응답할 수 없습니다. 잠시 후 다시 시도하세요. 저장된 내용은 안전합니다.",
            "Baton cannot answer right now. Try again in a moment; what was saved is safe.",
        ),
        _ => (
            "문제가 생겨 이 요청을 처리하지 못했습니다. 다시 시도하고, 계속되면 관리자에게 알려 주세요.",
            "Something broke and this request was not carried out. Try again, and tell your administrator if it stays.",
        ),
    }
}
