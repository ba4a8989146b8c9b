//! Which deals are shown. A plain form that puts the choice into the address, so that a link carries it.

use crate::accounts::member_choices;
use crate::follow::follow;
use crate::layout::use_viewer;
use crate::ui::{Button, Choice, Look, Select};
use crate::words::use_words;
use domain::accounts::Tag;
use domain::pipeline::filter::{Close, Owner};
use domain::pipeline::{After, Filter, Step};
use domain::team::Team;
use leptos::prelude::*;
use leptos_router::components::Form;
use leptos_router::hooks::use_query_map;

/// The filter that the address asks for.
pub fn use_filter() -> Memo<Filter> {
    let query = use_query_map();
    Memo::new(move |_| query.with(|map| Filter::of_pairs(|name| map.get_str(name))))
}

/// Where a column begins, if the address says so.
pub fn use_after() -> Memo<Option<After>> {
    let query = use_query_map();
    Memo::new(move |_| query.with(|map| After::of_pairs(|name| map.get_str(name))))
}

/// The address's parameters for this filter, starting with `?`, or nothing.
pub fn query_of(filter: &Filter) -> String {
    query(&filter.pairs())
}

/// Parameters as an address carries them.
pub fn query(pairs: &[(&str, String)]) -> String {
    // Ids and days are read by people, too, and mean nothing else in an address.
    let is_plain = |value: &str| value.bytes().all(|it| it.is_ascii_alphanumeric() || it == b'-');
    let part = |(name, value): &(&str, String)| match value {
        plain if is_plain(plain) => format!("{name}={plain}"),
        value => format!("{name}={}", leptos_router::location::Url::escape(value)),
    };
    let parts = pairs.iter().map(part);
    let joined = parts.collect::<Vec<_>>().join("&");
    if joined.is_empty() { joined } else { format!("?{joined}") }
}

#[component]
pub fn FilterBar(
    filter: Memo<Filter>,
    #[prop(into)] action: String,
    #[prop(into)] teams: Signal<Vec<Team>>,
    #[prop(into)] tags: Signal<Vec<Tag>>,
    /// How next steps stand can be chosen here; else the bars of the columns do it, and here it is only taken away.
    #[prop(optional)]
    always_step: bool,
    /// Where the form leads without a filter, if its own address does not say it.
    #[prop(optional, into)]
    cleared: Option<Signal<String>>,
    /// More choices of the same form, before the button.
    #[prop(optional, into)]
    more: Option<ViewFn>,
) -> impl IntoView {
    let words = use_words();
    let viewer = use_viewer();
    let follow = follow();
    // The form shows what the address asks for, also when a link or the way back changed it.
    let asked = |of: fn(&Filter) -> String| {
        let field = RwSignal::new(filter.with_untracked(of));
        Effect::new(move |_| field.set(filter.with(of)));
        field
    };
    let owner = asked(|it| match it.owner {
        Owner::Anybody => String::new(),
        Owner::Me => "me".to_owned(),
        Owner::Nobody => "none".to_owned(),
        Owner::Of(id) => id.to_string(),
    });
    let chosen_team = asked(|it| it.team.map(|it| it.to_string()).unwrap_or_default());
    let chosen_tag = asked(|it| it.tag.map(|it| it.to_string()).unwrap_or_default());
    let close = asked(|it| it.close.code().to_owned());
    let step = asked(step_of);
    let steps: Vec<_> = Step::ALL.iter().map(|it| Choice::new(it.code(), words.step(*it))).collect();
    let with_step = Memo::new(move |_| always_step || filter.with(|it| it.step.is_some()));
    let text = filter.with_untracked(|it| it.text.clone());
    Effect::new(move |_| {
        let asked = filter.with(|it| it.text.clone());
        // Never under the hands of who is typing.
        if let Some(field) = follow.text.get().filter(|it| !it.matches(":focus").unwrap_or(false)) {
            field.set_value(&asked);
        }
    });
    let mut owners = vec![Choice::new("me", words.filter_mine()), Choice::new("none", words.filter_nobody())];
    owners.extend(viewer.with_untracked(|it| member_choices(words, it, |_| true)));
    let teams = Memo::new(move |_| {
        teams.with(|all| all.iter().map(|it| Choice::new(it.id, it.name.clone())).collect::<Vec<_>>())
    });
    let tags = Memo::new(move |_| {
        tags.with(|all| all.iter().map(|it| Choice::new(it.id, it.name.clone())).collect::<Vec<_>>())
    });
    let closes: Vec<_> =
        Close::ALL[1..].iter().map(|it| Choice::new(it.code(), words.closing_range(*it))).collect();
    let has_teams = Memo::new(move |_| teams.with(|it| !it.is_empty()));
    let has_tags = Memo::new(move |_| tags.with(|it| !it.is_empty()));
    let clear = cleared.unwrap_or_else(|| Signal::stored(action.clone()));
    view! {
        <Form action=action method="get" replace=true noscroll=true attr:class="filters" attr:aria-label=words.filter_label()
            on:change=move |event| follow.chosen(&event)>
            <input class="input filter-text" type="search" name="q" node_ref=follow.text value=text autocomplete="off"
                placeholder=words.filter_search() aria-label=words.filter_search() on:input=move |_| follow.send_soon()/>
            <Select bare=true name="owner" label=words.field_owner() choices=owners bind=owner none=words.filter_everybody()/>
            {move || has_teams.get().then(|| view! { <Select bare=true name="team" label=words.field_team() choices=teams bind=chosen_team none=words.filter_all_teams()/> })}
            {move || has_tags.get().then(|| view! { <Select bare=true name="tag" label=words.field_tags() choices=tags bind=chosen_tag none=words.filter_all_tags()/> })}
            <Select bare=true name="close" label=words.field_expected_close() choices=closes bind=close none=words.close_whenever()/>
            {move || with_step.get().then(|| {
                // It comes with the choice it is there for.
                step.set(filter.with_untracked(step_of));
                view! { <Select bare=true name="step" label=words.field_next_step() choices=steps.clone() bind=step none=words.filter_any_step()/> }
            })}
            {move || filter.with(|it| it.view).map(|it| view! { <input type="hidden" name="view" value=it.to_string()/> })}
            {more.map(|it| it.run())}
            {move || (!follow.awake.get()).then(|| view! { <Button submit=true small=true look=Look::Quiet>{words.filter_apply()}</Button> })}
            {move || (!filter.get().is_empty()).then(|| view! { <a class="filter-clear" href=move || clear.get()>{words.filter_clear()}</a> })}
        </Form>
    }
}

fn step_of(filter: &Filter) -> String {
    filter.step.map_or("", Step::code).to_owned()
}
