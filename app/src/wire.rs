//! How the browser asks the server. Whatever does not depend on what is asked is written so that it is compiled
//! once: Leptos' own way repeats the whole exchange for every server function, and reading the answer twice.

use crate::error::AppError;
use leptos::prelude::*;
use leptos::server::codee::{Decoder, Encoder};
use serde::{Serialize, de::DeserializeOwned};
use serde_json::Value;
use server_fn::client::Client;
use server_fn::codec::{Post, PostUrl};
use server_fn::error::FromServerFnError;
use server_fn::redirect::call_redirect_hook;
use server_fn::request::ClientReq;
use server_fn::response::ClientRes;
use server_fn::server::Server;
use server_fn::{Bytes, ContentType, Decodes, Encodes, Format, FormatType, Http, Protocol};
use std::marker::PhantomData;
use std::pin::Pin;

pub type Reading<T> = Resource<T, Json>;

/// Reads a page's data: they come with the page that the server makes, and by a request whenever `source` changes.
pub fn reading<S, T, Found>(
    source: impl Fn() -> S + Send + Sync + 'static,
    read: impl Fn(S) -> Found + Send + Sync + 'static,
) -> Reading<T>
where
    S: PartialEq + Clone + Send + Sync + 'static,
    T: Serialize + DeserializeOwned + Send + Sync + 'static,
    Found: Future<Output = T> + Send + 'static,
{
    Resource::new_with_options(source, read, true)
}

/// JSON, for everything the server says. It is read in two steps: text to a tree, always by the same code, and the
/// tree to a type, which takes far less code than reading the text as that type.
pub struct Json;

impl Json {
    pub fn read<T: DeserializeOwned>(text: &[u8]) -> Result<T, serde_json::Error> {
        serde_json::from_value(tree(text)?)
    }
}

fn tree(text: &[u8]) -> Result<Value, serde_json::Error> {
    serde_json::from_slice(text)
}

impl<T: Serialize> Encoder<T> for Json {
    type Error = serde_json::Error;
    type Encoded = String;

    fn encode(value: &T) -> Result<String, serde_json::Error> {
        serde_json::to_string(value)
    }
}

impl<T: DeserializeOwned> Decoder<T> for Json {
    type Error = serde_json::Error;
    type Encoded = str;

    fn decode(text: &str) -> Result<T, serde_json::Error> {
        Json::read(text.as_bytes())
    }
}

impl ContentType for Json {
    const CONTENT_TYPE: &'static str = "application/json";
}

impl FormatType for Json {
    const FORMAT_TYPE: Format = Format::Text;
}

impl<T: Serialize> Encodes<T> for Json {
    type Error = serde_json::Error;

    fn encode(value: &T) -> Result<Bytes, serde_json::Error> {
        serde_json::to_vec(value).map(Bytes::from)
    }
}

impl<T: DeserializeOwned> Decodes<T> for Json {
    type Error = serde_json::Error;

    fn decode(text: Bytes) -> Result<T, serde_json::Error> {
        Json::read(&text)
    }
}

/// The answer to an act that forms on pages carry: Leptos itself has to ask then.
pub type Answer = Post<Json>;
/// A call with arguments as a form has them.
pub type Form = Call<PostUrl>;
/// A call with arguments that a form cannot carry.
pub type Data = Call<server_fn::codec::Json>;

/// How a server function is called, and answered by JSON. On the server it is Leptos' own way.
pub struct Call<Body>(PhantomData<Body>);

type Usual<Body> = Http<Body, server_fn::codec::Json>;

/// How arguments are written.
pub trait Writes: ContentType {
    fn write<T: Serialize>(arguments: &T) -> Option<String>;
}

impl Writes for PostUrl {
    fn write<T: Serialize>(arguments: &T) -> Option<String> {
        serde_qs::to_string(arguments).ok()
    }
}

impl Writes for server_fn::codec::Json {
    fn write<T: Serialize>(arguments: &T) -> Option<String> {
        serde_json::to_string(arguments).ok()
    }
}

impl<Body, In, Out, C, S> Protocol<In, Out, C, S, AppError> for Call<Body>
where
    Usual<Body>: Protocol<In, Out, C, S, AppError>,
    Body: Writes,
    In: Serialize,
    Out: DeserializeOwned,
    C: Client<AppError> + 'static,
    S: Server<AppError>,
{
    const METHOD: http::Method = http::Method::POST;

    fn run_server<F, Acting>(
        request: S::Request,
        act: F,
    ) -> impl Future<Output = Result<S::Response, AppError>> + Send
    where
        F: Fn(In) -> Acting + Send,
        Acting: Future<Output = Result<Out, AppError>> + Send,
    {
        <Usual<Body> as Protocol<In, Out, C, S, AppError>>::run_server(request, act)
    }

    fn run_client(path: &str, input: In) -> impl Future<Output = Result<Out, AppError>> + Send {
        let answer = ask::<C>(path, Body::CONTENT_TYPE, Body::write(&input));
        async move { Json::read(&answer.await?).map_err(|_| AppError::Malformed) }
    }
}

type Answering = Pin<Box<dyn Future<Output = Result<Bytes, AppError>> + Send>>;

fn ask<C: Client<AppError> + 'static>(
    path: &str,
    content_type: &str,
    arguments: Option<String>,
) -> Answering {
    let request = arguments
        .ok_or(AppError::Malformed)
        .and_then(|body| C::Request::try_new_post(path, content_type, Json::CONTENT_TYPE, body));
    Box::pin(async move {
        let answer = C::send(request?).await?;
        let (status, location, redirected) = (answer.status(), answer.location(), answer.has_redirect());
        let body = answer.try_into_bytes().await?;
        if redirected || (300..=399).contains(&status) {
            call_redirect_hook(&location);
        }
        match status {
            ..400 => Ok(body),
            // Said for the server, by a proxy or at its door: whoever says it knows nothing of the act.
            502..=504 => Err(AppError::Unreachable),
            _ => Err(AppError::de(body)),
        }
    })
}
