//! The demo's seats: one press signs in as anybody of the made-up team. Plain forms, so that it works
//! before the page is awake.

use super::api::{DemoDoor, DemoMember};
use crate::ui::{Avatar, Icon};
use crate::words::use_words;
use leptos::prelude::*;

#[component]
pub fn DemoSeats(door: DemoDoor, next: String) -> impl IntoView {
    let words = use_words();
    let password = StoredValue::new(door.password);
    let next = StoredValue::new(next);
    let seat = move |member: DemoMember| {
        let roles = match member.roles.as_slice() {
            [role] => words.role(*role).to_owned(),
            several => several.iter().map(|it| words.role_short(*it)).collect::<Vec<_>>().join(" · "),
        };
        view! {
            <li>
                <form method="post" action="/api/auth/sign_in">
                    <input type="hidden" name="email" value=member.email/>
                    <input type="hidden" name="password" value=password.get_value()/>
                    <input type="hidden" name="next" value=next.get_value()/>
                    <button class="seat">
                        <span class="unseen">{words.demo_enter_as(&member.name)}</span>
                        <Avatar name=member.name.clone() id=member.id silent=true/>
                        <span class="seat-who">
                            <strong>{member.name.clone()}</strong>
                            <span>{roles}</span>
                        </span>
                        <Icon name="arrow-right"/>
                    </button>
                </form>
            </li>
        }
    };
    view! {
        <section class="demo-seats" aria-labelledby="demo-title">
            <h2 id="demo-title">{words.demo_title()}</h2>
            <p>{words.demo_note()}</p>
            <ul>{door.members.into_iter().map(seat).collect_view()}</ul>
            <p class="quiet">{words.demo_password(&password.get_value())}</p>
        </section>
    }
}
