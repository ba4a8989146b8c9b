//! Things that happen a little later. A browser that gives no timer simply does not do them: nothing
//! that matters waits on one.

use leptos::prelude::{request_animation_frame, set_interval, window};
use std::time::Duration;
use wasm_bindgen::prelude::Closure;
use wasm_bindgen::{JsCast, JsValue};

/// Whoever asks for it in an effect gets it even if the effect runs again meanwhile: Leptos' own timers belong to a run
/// and are cancelled with it, which left lists that wait for a calm moment waiting for ever.
pub fn later(wait: Duration, act: impl FnOnce() + 'static) {
    let act = Closure::once_into_js(act);
    let millis = i32::try_from(wait.as_millis()).unwrap_or(i32::MAX);
    let _ = window().set_timeout_with_callback_and_timeout_and_arguments_0(act.unchecked_ref(), millis);
}

pub fn every(wait: Duration, act: impl Fn() + 'static) {
    let _ = set_interval(act, wait);
}

pub fn next_frame(act: impl FnOnce() + 'static) {
    let _ = request_animation_frame(act);
}

pub async fn sleep(wait: Duration) {
    let millis = i32::try_from(wait.as_millis()).unwrap_or(i32::MAX);
    let promise = js_sys::Promise::new(&mut |resolve, _| {
        if window().set_timeout_with_callback_and_timeout_and_arguments_0(&resolve, millis).is_err() {
            let _ = resolve.call0(&JsValue::NULL);
        }
    });
    let _ = wasm_bindgen_futures::JsFuture::from(promise).await;
}
