//! `/duplicates/accounts` and `/duplicates/people`: pairs that are likely one, the surest first and a page at a time; whoever
//! knows better says so, once.

use super::api::{TellRecordsApart, read_record_pairs};
use crate::accounts::{Loaded, settled};
use crate::forms::{Complaint, error_about, succeeded};
use crate::layout::{Page, use_viewer};
use crate::ui::{Badge, Button, ButtonLink, EmptyState, Look, Pager, Panel, TabLink, Tabs, Tone};
use crate::wire::reading;
use crate::words::use_words;
use crate::{live, routes};
use domain::events::Topic;
use domain::merge::{PAIRS_A_PAGE, RecordPair, RecordPairs, RecordTwin, Records, Sure};
use domain::money::grouped;
use domain::team::Right;
use leptos::form::ActionForm;
use leptos::prelude::*;
use leptos_router::components::A;
use leptos_router::hooks::use_query_map;

/// Of which kind duplicates are looked at.
#[component]
pub fn DuplicatesTabs() -> impl IntoView {
    let words = use_words();
    view! {
        <Tabs label=words.duplicates_kinds()>
            <TabLink href=routes::DUPLICATES exact=true>{words.leads()}</TabLink>
            <TabLink href=routes::DUPLICATE_ACCOUNTS>{words.accounts()}</TabLink>
            <TabLink href=routes::DUPLICATE_PEOPLE>{words.people()}</TabLink>
        </Tabs>
    }
}

#[component]
pub fn DuplicateAccountsPage() -> impl IntoView {
    view! { <PairsPage of=Records::Account/> }
}

#[component]
pub fn DuplicatePeoplePage() -> impl IntoView {
    view! { <PairsPage of=Records::Person/> }
}

fn path(of: Records) -> &'static str {
    match of {
        Records::Account => routes::DUPLICATE_ACCOUNTS,
        Records::Person => routes::DUPLICATE_PEOPLE,
    }
}

#[component]
fn PairsPage(of: Records) -> impl IntoView {
    let words = use_words();
    let query = use_query_map();
    // People count from one.
    let page = Memo::new(move |_| {
        let asked = query.with(|it| it.get_str("page").and_then(|it| it.parse::<usize>().ok()));
        asked.unwrap_or(1).saturating_sub(1)
    });
    let apart = ServerAction::<TellRecordsApart>::new();
    let told = succeeded(apart);
    let news = settled(live::changed(move |it| match of {
        Records::Account => it.topic == Topic::Account,
        Records::Person => matches!(it.topic, Topic::Person | Topic::Account),
    }));
    let pairs =
        reading(move || (page.get(), told.get(), news.get()), move |(page, ..)| read_record_pairs(of, page));
    view! {
        <Page title=words.duplicates().to_owned() note=words.duplicates_note_of(of)>
            <DuplicatesTabs/>
            <Loaded of=pairs show=move |pairs| view! { <Pairs of pairs page apart/> }.into_any()/>
        </Page>
    }
}

#[component]
fn Pairs(
    of: Records,
    pairs: Signal<RecordPairs>,
    page: Memo<usize>,
    apart: ServerAction<TellRecordsApart>,
) -> impl IntoView {
    let words = use_words();
    let number = |it: usize| grouped(u64::try_from(it).unwrap_or(u64::MAX));
    let text = Signal::derive(move || {
        pairs.with(|it| {
            let last = it.before + it.pairs.len();
            words.list_range(&number(it.before + 1), &number(last), &number(it.total))
        })
    });
    let at = move |page: usize| format!("{}?page={}", path(of), page + 1);
    let previous = Signal::derive(move || page.get().checked_sub(1).map(at));
    let next = Signal::derive(move || {
        pairs.with(|it| it.before + PAIRS_A_PAGE < it.total).then(|| at(page.get() + 1))
    });
    let cut =
        move || pairs.with(|it| it.is_cut).then(|| view! { <p class="quiet">{words.duplicates_cut()}</p> });
    let shown = move || match pairs.with(|it| it.pairs.clone()) {
        none if none.is_empty() => {
            view! { <Panel><EmptyState text=words.duplicates_empty_of(of) icon="users"/></Panel> }.into_any()
        }
        some => {
            let line = move |pair| view! { <li><Line of pair apart/></li> };
            view! {
                <Panel flush=true>
                    <ul class="duplicates">{some.into_iter().map(line).collect_view()}</ul>
                </Panel>
                <div class="duplicates-foot"><Pager text previous next/></div>
            }
            .into_any()
        }
    };
    view! { {shown} {cut} }
}

#[component]
fn Line(of: Records, pair: RecordPair, apart: ServerAction<TellRecordsApart>) -> impl IntoView {
    let words = use_words();
    let viewer = use_viewer();
    let RecordPair { one, other, by, sure } = pair;
    let (id, id_other) = (one.id, other.id);
    let error = error_about(
        apart,
        move |it: &TellRecordsApart| (it.one, it.other) == (id, id_other),
        "other",
        id_other,
    );
    let may = Memo::new(move |_| viewer.with(|it| it.may_ever(Right::KeepRecords)));
    let tone = if sure == Sure::Certain { Tone::Good } else { Tone::Neutral };
    let href = routes::merge_records(&one, &other);
    let both = StoredValue::new(words.duplicates_both(&one.name, &other.name));
    let acts = move || {
        let href = href.clone();
        may.get().then(|| {
            view! {
                <ActionForm action=apart attr:class="inline-form">
                    <input type="hidden" name="of" value=of.code()/>
                    <input type="hidden" name="one" value=id.to_string()/>
                    <input type="hidden" name="other" value=id_other.to_string()/>
                    <Button submit=true look=Look::Plain small=true>
                        <span class="unseen">{both.get_value()}": "</span>{words.duplicates_apart_of(of)}
                    </Button>
                </ActionForm>
                <ButtonLink href small=true>
                    <span class="unseen">{both.get_value()}": "</span>{words.duplicates_compare()}
                </ButtonLink>
            }
        })
    };
    view! {
        <div class="duplicate">
            <div class="duplicate-both">
                <Card of=of twin=one/>
                <Card of=of twin=other/>
            </div>
            <div class="duplicate-why">
                <Badge tone>{words.sure_of_pair(sure)}</Badge>
                <span class="quiet">{words.records_alike_in(of, by, sure)}</span>
            </div>
            <div class="duplicate-acts">{acts}</div>
            <Complaint error/>
        </div>
    }
}

#[component]
fn Card(of: Records, twin: RecordTwin) -> impl IntoView {
    let words = use_words();
    let viewer = use_viewer();
    let owner =
        viewer.with_untracked(|it| twin.owner.and_then(|it_is| it.member_name(it_is)).map(str::to_owned));
    let key = twin.number.map(|it| domain::Key::account(it).to_string());
    let deals =
        (twin.deals > 0 || of == Records::Account).then(|| words.account_deal_count_named(twin.deals));
    let note = [key, Some(twin.detail).filter(|it| !it.is_empty())];
    let more = [deals, owner];
    let line = |of: [Option<String>; 2]| of.into_iter().flatten().collect::<Vec<_>>().join(" · ");
    view! {
        <div class="duplicate-lead">
            <A href=routes::record(twin.number, twin.id)>{twin.name}</A>
            <span class="quiet">{line(note)}</span>
            <span class="quiet">{line(more)}</span>
        </div>
    }
}
