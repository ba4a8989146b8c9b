//! Until somebody has written a profile, those who may are reminded, calmly, where they look anyway.

use crate::layout::use_viewer;
use crate::routes;
use crate::ui::Icon;
use crate::words::use_words;
use domain::team::Right;
use leptos::prelude::*;
use leptos_router::components::A;

#[component]
pub fn IcpReminder() -> impl IntoView {
    let words = use_words();
    let viewer = use_viewer();
    let shown = Memo::new(move |_| viewer.with(|it| it.icp_missing && it.may_ever(Right::ShapeProcess)));
    move || {
        shown.get().then(|| {
            view! {
                <p class="icp-reminder">
                    <Icon name="target"/>
                    <span>{words.icp_reminder()}</span>
                    <A href=routes::ICP>{words.icp_begin()}</A>
                </p>
            }
        })
    }
}
