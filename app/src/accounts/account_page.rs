//! One account: what it is, what its deals come to, who works there, and everything that happened.

use super::account_edit::AccountEdit;
use super::api::{ChangeAccount, read_account};
use super::deals::DealsPanel;
use super::loaded::Loaded;
use super::owner::OwnerName;
use super::people_page::post;
use super::tag_editor::TagEditor;
use crate::activities::{TaskList, Timeline};
use crate::exchange::{amount, excluded};
use crate::icp::api::MarkTarget;
use crate::icp::{FitPanel, TargetButton, TargetMark};
use crate::layout::{Page, use_viewer};
use crate::merge::records::api::{TellRecordsApart, UndoRecordMerge};
use crate::merge::records::{RecordMergedNotice, RecordMergedPanel, TwinNotice};
use crate::outbound::OutboundPanels;
use crate::signals::SignalsPanel;
use crate::ui::{ButtonLink, Fact, Facts, Look, Panel};
use crate::wire::reading;
use crate::words::{Words, use_words};
use crate::{live, routes};
use domain::accounts::{AccountDetails, AccountLink, PersonRow};
use domain::activities::Subject;
use domain::events::Topic;
use domain::exchange::Total;
use domain::merge::Records;
use domain::money::grouped;
use domain::pipeline::Totals;
use domain::team::{Right, Viewer};
use domain::{AccountId, Key};
use leptos::prelude::*;
use leptos_router::components::A;
use leptos_router::hooks::{use_params_map, use_query_map};

#[component]
pub fn AccountPage() -> impl IntoView {
    let params = use_params_map();
    let key = Memo::new(move |_| params.with(|it| it.get("key").unwrap_or_default()));
    let (change, mark) = (ServerAction::<ChangeAccount>::new(), ServerAction::<MarkTarget>::new());
    let shown = StoredValue::new(None::<AccountId>);
    // The profile that accounts are judged by comes with the team.
    let news = live::changed(move |it| {
        it.topic == Topic::Team || (it.account.is_some() && it.account == shown.get_value())
    });
    let (apart, undo) = (ServerAction::<TellRecordsApart>::new(), ServerAction::<UndoRecordMerge>::new());
    let acted =
        move || change.version().get() + mark.version().get() + apart.version().get() + undo.version().get();
    let details = reading(move || (key.get(), acted(), news.get()), |(key, ..)| read_account(key));
    view! {
        <Loaded of=details show=move |details| {
            Effect::new(move |_| shown.set_value(Some(details.with(|it| it.account.id))));
            view! { <Shown details change mark news merging=(apart, undo)/> }.into_any()
        }/>
    }
}

#[component]
fn Shown(
    details: Signal<AccountDetails>,
    change: ServerAction<ChangeAccount>,
    mark: ServerAction<MarkTarget>,
    news: RwSignal<u32>,
    merging: (ServerAction<TellRecordsApart>, ServerAction<UndoRecordMerge>),
) -> impl IntoView {
    let words = use_words();
    let viewer = use_viewer();
    let query = use_query_map();
    let may = Memo::new(move |_| viewer.with(|it| it.may_ever(Right::KeepRecords)));
    let editing = Memo::new(move |_| may.get() && query.with(|it| it.get("edit").is_some()));
    let here = move || details.with(|it| routes::account(it.account.key()));
    let note = move || {
        details.with(|it| match &it.account.domain {
            Some(domain) => format!("{} · {domain}", it.account.key()),
            None => it.account.key().to_string(),
        })
    };
    let target = Memo::new(move |_| details.with(|it| it.account.target));
    let (id, name) = details.with_untracked(|it| (it.account.id, it.account.name.clone()));
    let actions = move || {
        let name = name.clone();
        view! {
            {move || match may.get() {
                true => view! { <TargetButton account=id name=name.clone() target mark/> }.into_any(),
                false => view! { <TargetMark target/> }.into_any(),
            }}
            {move || (may.get() && !editing.get()).then(|| view! {
                <ButtonLink href=Signal::derive(move || format!("{}?edit=1", here())) icon="pencil">{words.edit()}</ButtonLink>
            })}
        }
    };
    // A star that was pressed here makes a target as well.
    let changed =
        Signal::derive(move || news.get() + u32::try_from(mark.version().get()).unwrap_or_default());
    let with =
        Signal::derive(move || details.with(|it| it.people.iter().map(PersonRow::link).collect::<Vec<_>>()));
    let subject = Memo::new(move |_| Subject::Account(details.with(|it| it.account.id)));
    let new_deal =
        Signal::derive(move || details.with(|it| format!("{}?account={}", routes::NEW_DEAL, it.account.id)));
    let all_deals = Signal::derive(move || {
        details.with(|it| {
            let shown = i64::try_from(it.deals.len()).unwrap_or(i64::MAX);
            let escaped = leptos_router::location::Url::escape(&it.account.name);
            (it.sums.deals > shown).then(|| {
                (
                    format!("{}&q={escaped}", routes::ALL_DEALS),
                    words.list_total(&grouped(it.sums.deals.unsigned_abs())),
                )
            })
        })
    });
    view! {
        <Page title=Signal::derive(move || details.with(|it| it.account.name.clone())) note=Signal::derive(note) actions>
            <RecordMergedNotice merged=Signal::derive(move || details.with(|it| it.merged.clone()))/>
            <TwinNotice of=Records::Account twin=Signal::derive(move || details.with(|it| it.twin.clone())) apart=merging.0/>
            <div class="page-columns">
                <div>
                    <Panel><Sums details/></Panel>
                    <Panel title=words.account_facts()>
                        {move || if editing.get() {
                            view! { <AccountEdit details change/> }.into_any()
                        } else {
                            view! { <AccountFacts details/> }.into_any()
                        }}
                    </Panel>
                    <OutboundPanels account=id news=changed/>
                    <DealsPanel
                        deals=Signal::derive(move || details.with(|it| it.deals.clone()))
                        now=Signal::derive(move || details.with(|it| it.now))
                        new_href=new_deal
                        all_href=all_deals
                    />
                    <Timeline subject with/>
                </div>
                <div>
                    <FitPanel
                        fit=Signal::derive(move || details.with(|it| it.fit.clone()))
                        version=Signal::derive(move || details.with(|it| it.account.icp_version))
                        edit=Signal::derive(move || may.get().then(|| format!("{}?edit=1", here())))
                    />
                    <TaskList subject/>
                    <SignalsPanel subject/>
                    <People details may/>
                    <Family details/>
                    <RecordMergedPanel
                        of=Records::Account
                        merged=Signal::derive(move || details.with(|it| it.merged.clone()))
                        now=Signal::derive(move || details.with(|it| it.now))
                        undo=merging.1
                    />
                    <Panel title=words.field_tags()>
                        {move || view! {
                            <TagEditor subject=subject.get() tags=Signal::derive(move || details.with(|it| it.account.tags.clone())) changed=news/>
                        }}
                    </Panel>
                </div>
            </div>
        </Page>
    }
}

/// The few figures one looks for first.
#[component]
fn Sums(details: Signal<AccountDetails>) -> impl IntoView {
    let (words, viewer) = (use_words(), use_viewer());
    view! {
        <Facts>
            <Fact label=words.account_open_sum()>{move || details.with(|it| sum(words, &it.sums.open, viewer))}</Fact>
            <Fact label=words.account_won_sum()>{move || details.with(|it| sum(words, &it.sums.won, viewer))}</Fact>
            <Fact label=words.field_owner()><OwnerName of=Signal::derive(move || details.with(|it| it.account.owner))/></Fact>
        </Facts>
    }
}

/// What some deals come to, and how many there are.
fn sum(words: Words, totals: &Totals, viewer: Signal<Viewer>) -> AnyView {
    let count = words.account_deal_count(totals.count);
    if totals.sums.is_empty() {
        return view! { <span class="quiet">{count}</span> }.into_any();
    }
    let total = viewer.with(|it| Total::of(&totals.sums, &it.rates));
    view! { {amount(words, &total, total.sum)}" "<span class="quiet">{count}</span>" "{excluded(words, &total)} }.into_any()
}

#[component]
fn AccountFacts(details: Signal<AccountDetails>) -> impl IntoView {
    let words = use_words();
    let viewer = use_viewer();
    let dash = move || view! { <span class="quiet">{words.nothing_written()}</span> }.into_any();
    let text = move |of: Option<String>| of.map_or_else(dash, |it| it.into_any());
    let domain = move || match details.with(|it| it.account.domain.clone()) {
        Some(domain) => view! {
            <a href=format!("https://{domain}") target="_blank" rel="noopener noreferrer">{domain.clone()}</a>
        }
        .into_any(),
        None => dash(),
    };
    let reg_no =
        move || text(details.with(|it| it.account.business_reg_no.as_ref().map(ToString::to_string)));
    let employees =
        move || text(details.with(|it| it.account.employees.map(|it| grouped(u64::from(it.unsigned_abs())))));
    let revenue = move || match details.with(|it| it.account.revenue()) {
        Some(it) => view! { <span title=it.full()>{words.money_exact(it)}</span> }.into_any(),
        None => dash(),
    };
    let since = move || {
        let (at, now) = details.with(|it| (it.account.created_at, it.now));
        viewer.with(|it| words.day(it.zone.day(at), it.zone.day(now)))
    };
    view! {
        <dl class="record-facts">
            <div><dt>{words.field_domain()}</dt><dd>{domain}</dd></div>
            <div><dt>{words.field_business_reg_no()}</dt><dd>{reg_no}</dd></div>
            <div><dt>{words.field_industry()}</dt><dd>{move || text(details.with(|it| it.account.industry.clone()))}</dd></div>
            <div><dt>{words.field_employees()}</dt><dd>{employees}</dd></div>
            <div><dt>{words.field_revenue()}</dt><dd>{revenue}</dd></div>
            <div><dt>{words.field_region()}</dt><dd>{move || text(details.with(|it| it.account.region.clone()))}</dd></div>
            <div><dt>{words.record_since()}</dt><dd>{since}</dd></div>
        </dl>
        {move || {
            let about = details.with(|it| it.account.about.clone());
            (!about.is_empty()).then(|| view! { <p class="record-about">{about}</p> })
        }}
    }
}

#[component]
fn People(details: Signal<AccountDetails>, may: Memo<bool>) -> impl IntoView {
    let words = use_words();
    let href = Signal::derive(move || {
        details.with(|it| format!("{}?account={}", routes::NEW_PERSON, it.account.key()))
    });
    let action = move || {
        view! {
            {move || may.get().then(|| view! { <ButtonLink href look=Look::Plain small=true>{words.person_add()}</ButtonLink> })}
        }
    };
    let row = |it: PersonRow| {
        view! {
            <li class="record-line">
                <A href=routes::person(it.id)>{it.name}</A>
                <span class="quiet">{post(it.title, it.department)}</span>
            </li>
        }
    };
    view! {
        <Panel title=words.account_people() action>
            {move || match details.with(|it| it.people.clone()) {
                people if people.is_empty() => view! { <p class="quiet">{words.account_people_empty()}</p> }.into_any(),
                people => view! { <ul class="record-lines">{people.into_iter().map(row).collect_view()}</ul> }.into_any(),
            }}
        </Panel>
    }
}

/// Whom it belongs to and who belongs to it.
#[component]
fn Family(details: Signal<AccountDetails>) -> impl IntoView {
    let words = use_words();
    let child = move |it: AccountLink| {
        view! {
            <li class="record-line">
                <A href=routes::account(Key::account(it.number))>{it.name}</A>
                <span class="quiet">{words.account_child()}</span>
            </li>
        }
    };
    let lines = move || {
        let (parent, children) =
            details.with(|it| (it.account.parent.zip(it.account.parent_name.clone()), it.children.clone()));
        if parent.is_none() && children.is_empty() {
            return view! { <p class="quiet">{words.account_family_empty()}</p> }.into_any();
        }
        view! {
            <ul class="record-lines">
                {parent.map(|(id, name)| view! {
                    <li class="record-line">
                        <A href=routes::account(id)>{name}</A>
                        <span class="quiet">{words.account_parent()}</span>
                    </li>
                })}
                {children.into_iter().map(child).collect_view()}
            </ul>
        }
        .into_any()
    };
    view! { <Panel title=words.account_family()>{lines}</Panel> }
}
