//! The committee as a picture, drawn on the server as in the browser: bosses above, whoever weighs more at the left. A person
//! is a link to the form that ties them to somebody; with a mouse one drags from one to the other.

use crate::words::{Words, use_words};
use domain::PersonId;
use domain::committee::{Arrow, Committee, Map, NODE_HEIGHT, NODE_WIDTH, Node, draw};
use leptos::ev::{MouseEvent, PointerEvent};
use leptos::html;
use leptos::prelude::*;
use leptos_router::NavigateOptions;
use leptos_router::components::A;
use leptos_router::hooks::{use_location, use_navigate};

#[component]
pub fn CommitteeMap(committee: Signal<Committee>, may: Memo<bool>) -> impl IntoView {
    let words = use_words();
    let map = Memo::new(move |_| committee.with(draw));
    let path = use_location().pathname;
    let hand = Hand { from: RwSignal::new(None), to: RwSignal::new(None), dragged: StoredValue::new(false) };
    let place = NodeRef::<html::Div>::new();
    let at = move |ev: &PointerEvent| {
        let rect = place.get_untracked()?.query_selector("svg").ok()??.get_bounding_client_rect();
        let (width, height) = map.with_untracked(|it| (f64::from(it.width), f64::from(it.height)));
        let scale = |at: f64, size: f64, all: f64| if size > 0.0 { at * all / size } else { 0.0 };
        let (x, y) = (f64::from(ev.client_x()) - rect.left(), f64::from(ev.client_y()) - rect.top());
        Some((scale(x, rect.width(), width), scale(y, rect.height(), height)))
    };
    let moved = move |ev: PointerEvent| {
        if hand.from.with_untracked(Option::is_some) {
            hand.to.set(at(&ev));
            hand.dragged.set_value(true);
        }
    };
    let navigate = StoredValue::new(use_navigate());
    let dropped = move |ev: PointerEvent| {
        hand.to.set(None);
        let Some(from) = hand.from.try_update_untracked(Option::take).flatten() else { return };
        let under = document().element_from_point(ev.client_x() as f32, ev.client_y() as f32);
        let under = under.and_then(|it| it.closest("[data-person]").ok().flatten());
        let onto = under.and_then(|it| it.get_attribute("data-person")).filter(|it| *it != from.to_string());
        if let Some(onto) = onto {
            let href = format!("{}?relate={from}&with={onto}", path.get_untracked());
            let options = NavigateOptions { scroll: false, ..NavigateOptions::default() };
            navigate.with_value(|go| go(&href, options));
        }
    };
    let picture = move || {
        let map = map.get();
        let nodes = committee.with(|it| {
            let node = |node: &Node| face(words, it, *node, may.get(), &path.get(), hand);
            map.nodes.iter().map(node).collect_view()
        });
        view! { <Picture map nodes=nodes.into_any() hand/> }
    };
    view! {
        <figure class="committee-map">
            <figcaption class="unseen">{words.committee_map()}</figcaption>
            <div class="map-scroll" node_ref=place on:pointermove=moved on:pointerup=dropped
                on:pointercancel=move |_| { hand.from.set(None); hand.to.set(None); }>
                {picture}
            </div>
            {move || may.get().then(|| view! { <p class="quiet map-hint">{words.committee_map_hint()}</p> })}
        </figure>
    }
}

/// What the mouse drags a line from, and where to.
#[derive(Clone, Copy)]
struct Hand {
    from: RwSignal<Option<PersonId>>,
    to: RwSignal<Option<(f64, f64)>>,
    /// The press that ends a drag opens nothing.
    dragged: StoredValue<bool>,
}

#[component]
fn Picture(map: Map, nodes: AnyView, hand: Hand) -> impl IntoView {
    let words = use_words();
    let line = |it: &Arrow| {
        let (x, y) = it.middle();
        view! {
            <g class=format!("map-edge map-{}", it.kind().code())>
                <line x1=it.from.0.to_string() y1=it.from.1.to_string() x2=it.to.0.to_string() y2=it.to.1.to_string() marker-end="url(#map-tip)"></line>
                <text x=x.to_string() y=(y - 4).to_string() text-anchor="middle">{words.relation_kind(it.kind())}</text>
            </g>
        }
    };
    let starts = map.nodes.clone();
    let rubber = move || {
        let from = hand.from.get()?;
        let (x, y) = hand.to.get()?;
        let start = starts.iter().find(|it| it.person == from)?;
        let (from_x, from_y) = (start.x + NODE_WIDTH / 2, start.y + NODE_HEIGHT / 2);
        Some(
            view! { <line class="map-rubber" x1=from_x.to_string() y1=from_y.to_string() x2=x.to_string() y2=y.to_string()></line> },
        )
    };
    let lines = map.arrows.iter().map(line).collect_view();
    view! {
        <svg class="map" viewBox=format!("0 0 {} {}", map.width, map.height) width=map.width.to_string() height=map.height.to_string()>
            <defs>
                <marker id="map-tip" viewBox="0 0 8 8" refX="8" refY="4" markerWidth="8" markerHeight="8" orient="auto-start-reverse">
                    <path d="M0 0 8 4 0 8Z" fill="context-stroke"></path>
                </marker>
            </defs>
            {lines}
            {nodes}
            {rubber}
        </svg>
    }
}

fn face(
    words: Words,
    committee: &Committee,
    node: Node,
    may: bool,
    path: &str,
    hand: Hand,
) -> impl IntoView + use<> {
    let seats: Vec<_> = committee.seats.iter().filter(|it| it.person == node.person).collect();
    let first = seats.first();
    let stance = first.map_or(0, |it| it.stance);
    let (class, sign) = match stance {
        1.. => ("map-node is-for", "▲"),
        0 => ("map-node", "●"),
        _ => ("map-node is-against", "▼"),
    };
    let name = first.map(|it| it.name.clone());
    let roles = seats.iter().map(|it| words.role_held(it)).collect::<Vec<_>>().join(", ");
    let said = words.stance(stance);
    let inside = view! {
        <span class="map-name">{name}</span>
        <span class="map-roles">{roles}</span>
        <span class="map-stance"><span aria-hidden="true">{sign}</span>" "{said}</span>
    };
    let person = node.person;
    let lifted = move |ev: PointerEvent| {
        if may && ev.button() == 0 && ev.pointer_type() == "mouse" {
            hand.dragged.set_value(false);
            hand.from.set(Some(person));
        }
    };
    let pressed = move |ev: MouseEvent| {
        // The keyboard presses without a drag before it, whatever the mouse did last.
        if hand.dragged.get_value() && ev.detail() > 0 {
            ev.prevent_default();
        }
        hand.dragged.set_value(false);
    };
    let box_ = if may {
        view! {
            <A href=format!("{path}?relate={person}#relate") scroll=false attr:class=class attr:draggable="false"
                attr:data-person=person.to_string() on:pointerdown=lifted on:click=pressed>
                {inside}
            </A>
        }
        .into_any()
    } else {
        view! { <div class=class>{inside}</div> }.into_any()
    };
    view! {
        <foreignObject x=node.x.to_string() y=node.y.to_string() width=NODE_WIDTH.to_string() height=NODE_HEIGHT.to_string()>
            {box_}
        </foreignObject>
    }
}
