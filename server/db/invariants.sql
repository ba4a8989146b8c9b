-- The books balance: questions whose answer must always be no rows. Asked by `baton check`, and by the
-- tests after every one that writes. Each names its rule; `what` says which record breaks it.

select 'every version step of a deal has one history row' as rule, d.workspace_id, d.id::text as what
from deal d
where d.version <> (select count(*) from stage_transition t where t.workspace_id = d.workspace_id and t.deal_id = d.id)
    + (select count(*) from field_change f where f.workspace_id = d.workspace_id and f.deal_id = d.id)
union all
select 'every version step of an account has one history row', a.workspace_id, a.id::text
from account a
where a.version <> (select count(*) from field_change f where f.workspace_id = a.workspace_id and f.account_id = a.id)
union all
select 'every version step of a person has one history row', p.workspace_id, p.id::text
from person p
where p.version <> (select count(*) from field_change f where f.workspace_id = p.workspace_id and f.person_id = p.id)
union all
select 'a deal stands where its last transition put it', d.workspace_id, d.id::text
from deal d
where d.stage_id is distinct from (
    select t.to_stage_id from stage_transition t
    where t.workspace_id = d.workspace_id and t.deal_id = d.id
    order by t.version desc limit 1)
union all
select 'a deal stands in a stage of its own pipeline', d.workspace_id, d.id::text
from deal d join stage s on s.workspace_id = d.workspace_id and s.id = d.stage_id
where s.pipeline_id <> d.pipeline_id
union all
select 'no deal stands in a removed stage', d.workspace_id, d.id::text
from deal d join stage s on s.workspace_id = d.workspace_id and s.id = d.stage_id
where d.deleted_at is null and s.removed_at is not null
union all
select 'no two deals share a place', d.workspace_id, min(d.id::text)
from deal d where d.deleted_at is null
group by d.workspace_id, d.stage_id, d.rank having count(*) > 1
union all
select 'a decided deal has the day it was decided, an open one has none', d.workspace_id, d.id::text
from deal d join stage s on s.workspace_id = d.workspace_id and s.id = d.stage_id
where (s.kind in ('won', 'lost')) <> (d.closed_at is not null)
union all
select 'every pipeline has an open stage and one each of won, lost and on hold', p.workspace_id, p.id::text
from pipeline p
where (select count(distinct s.kind) from stage s
       where s.workspace_id = p.workspace_id and s.pipeline_id = p.id and s.removed_at is null) <> 4
union all
select 'every live deal has an owner or is a placeholder import', d.workspace_id, d.id::text
from deal d where d.deleted_at is null and d.owner_id is null and d.source_key is null
union all
select 'at least one admin can sign in', w.id, w.name
from workspace w
where exists (select from member m where m.workspace_id = w.id and m.password_hash is not null)
    and not exists (select from member m where m.workspace_id = w.id and 'admin' = any (m.roles)
                    and m.deactivated_at is null and m.password_hash is not null)
union all
select 'a deal with lines is worth what they come to', d.workspace_id, d.id::text
from deal d
where exists (select from deal_line l where l.workspace_id = d.workspace_id and l.deal_id = d.id)
    and d.amount_minor is null
union all
select 'a transition within the outbox has its event', t.workspace_id, t.id::text
from stage_transition t
join (select workspace_id, min(at) as since from outbox group by workspace_id) feed
    on feed.workspace_id = t.workspace_id and feed.since < t.at
where not exists (select from outbox o where o.workspace_id = t.workspace_id and o.deal_id = t.deal_id and o.version = t.version)
union all
select 'every version step of an activity has one line that says what it was', a.workspace_id, a.id::text
from activity a
where a.version <> 1 + (select count(*) from activity_change c where c.workspace_id = a.workspace_id and c.activity_id = a.id)
    or (a.removed_at is not null) <> exists (
        select from activity_change c where c.workspace_id = a.workspace_id and c.activity_id = a.id and c.removed)
union all
select 'every account is judged by the profile that holds', a.workspace_id, a.id::text
from account a
left join account_fit f on f.workspace_id = a.workspace_id and f.account_id = a.id
where f.stale is distinct from false
    or f.version is distinct from (select max(p.version) from icp_profile p where p.workspace_id = a.workspace_id)
    or (f.version is null) <> (f.score is null)
union all
select 'an account was last touched when its activities say', a.workspace_id, a.id::text
from account a
where a.last_activity_at is distinct from (
    select max(h.occurred_at) from activity h
    where h.workspace_id = a.workspace_id and h.account_id = any (accounts_in(a.workspace_id, a.id)) and h.reached
        and h.removed_at is null)
union all
select 'a person was last touched when their activities say', p.workspace_id, p.id::text
from person p
where p.last_activity_at is distinct from (
    select max(h.occurred_at) from activity h
    where h.workspace_id = p.workspace_id and h.person_id = any (people_in(p.workspace_id, p.id)) and h.reached
        and h.removed_at is null)
union all
select 'a deal was last touched by an activity, or moved, no later than it says and when one of them did', d.workspace_id, d.id::text
from deal d
left join lateral (
    select max(h.occurred_at) as at from activity h
    where h.workspace_id = d.workspace_id and h.deal_id = d.id and h.reached and h.removed_at is null) touch on true
left join lateral (
    select max(t.at) as at from stage_transition t where t.workspace_id = d.workspace_id and t.deal_id = d.id) move on true
where d.last_activity_at < touch.at or d.last_activity_at > greatest(touch.at, move.at, d.created_at)
union all
select 'a deal has slipped as often as its history says, but for what was taken back', d.workspace_id, d.id::text
from deal d
where d.close_date_moves <> (
    select count(*) from field_change f
    where f.workspace_id = d.workspace_id and f.deal_id = d.id and f.undoes_id is null
        and exists (
            select from jsonb_array_elements(f.changes) c
            where c ->> 'field' = 'expected_close' and c ->> 'before' <> '' and c ->> 'after' > c ->> 'before')
        and not exists (
            select from field_change u
            where u.workspace_id = f.workspace_id and u.deal_id = f.deal_id and u.undoes_id = f.id))
union all
select 'what a deal was is on record wherever its history says that it changed', f.workspace_id, f.deal_id::text
from field_change f
join workspace w on w.id = f.workspace_id and w.past_since < f.at
where f.deal_id is not null
    and exists (
        select from jsonb_array_elements(f.changes) c
        where c ->> 'field' in ('name', 'account', 'owner', 'currency', 'amount', 'expected_close', 'next_step', 'next_step_due'))
    and not exists (
        select from deal_past p
        where p.workspace_id = f.workspace_id and p.deal_id = f.deal_id and p.until = f.at)
union all
select 'every version step of a lead has one history row', l.workspace_id, l.id::text
from lead l
where l.version <> (select count(*) from lead_transition t where t.workspace_id = l.workspace_id and t.lead_id = l.id)
    + (select count(*) from field_change f where f.workspace_id = l.workspace_id and f.lead_id = l.id)
    -- The first touch comes with the lead.
    + (select count(*) from lead_touch t where t.workspace_id = l.workspace_id and t.lead_id = l.id and t.version > 1)
    -- The rules' own word is no step of it.
    + (select count(*) from qualification_change c
       where c.workspace_id = l.workspace_id and c.lead_id = l.id and c.version is not null)
union all
select 'a lead stands where its last transition put it', l.workspace_id, l.id::text
from lead l
where l.status is distinct from (
    select t.to_status from lead_transition t
    where t.workspace_id = l.workspace_id and t.lead_id = l.id
    order by t.version desc limit 1)
union all
select 'a lead was first and last touched when its touches say', l.workspace_id, l.id::text
from lead l
join lateral (
    select min(t.at) as first, max(t.at) as last from lead_touch t
    where t.workspace_id = l.workspace_id and t.lead_id = any (leads_in(l.workspace_id, l.id))) touch on true
where (l.first_touch_at, l.last_touch_at) is distinct from (touch.first, touch.last)
union all
select 'a lead was last reached when its activities say', l.workspace_id, l.id::text
from lead l
where l.last_activity_at is distinct from (
    select max(h.occurred_at) from activity h
    where h.workspace_id = l.workspace_id and h.lead_id = any (leads_in(l.workspace_id, l.id)) and h.reached
        and h.removed_at is null)
union all
select 'what somebody sent by a form is a touch of their lead', e.workspace_id, e.id::text
from web_form_entry e
where e.lead_id is not null
    and not exists (
        select from lead_touch t where t.workspace_id = e.workspace_id and t.id = e.id and t.lead_id = e.lead_id)
union all
select 'consent that was given in a form stands on the lead who sent it', c.workspace_id, c.id::text
from consent c
join web_form_entry e on e.workspace_id = c.workspace_id and e.id = c.entry_id
where c.lead_id is distinct from e.lead_id
union all
select 'a form stands at the newest of its versions', f.workspace_id, f.id::text
from web_form f
where f.version is distinct from (
    select max(v.version) from web_form_version v where v.workspace_id = f.workspace_id and v.form_id = f.id)
union all
select 'every lead is judged by the rules and the profile that hold', l.workspace_id, l.id::text
from lead l
left join lead_score s on s.workspace_id = l.workspace_id and s.lead_id = l.id
left join account_fit f on f.workspace_id = l.workspace_id and f.account_id = l.account_id
where s.stale is distinct from false
    or s.rule_version is distinct from
        (select coalesce(max(r.version), 0) from qualification_rules r where r.workspace_id = l.workspace_id)
    or s.fit_version is distinct from (select max(p.version) from icp_profile p where p.workspace_id = l.workspace_id)
    or s.fit is distinct from f.score
union all
select 'a lead is of the furthest kind it was granted', l.workspace_id, l.id::text
from lead l
where l.kind <> coalesce((
    select c.to_kind from qualification_change c
    where c.workspace_id = l.workspace_id and c.lead_id = any (leads_in(l.workspace_id, l.id))
    order by array_position(array['marketing_qualified', 'product_qualified', 'sales_qualified'], c.to_kind) desc
    limit 1), 'none')
union all
select 'a lead that was swallowed stands for one that lives, by a merge that holds', l.workspace_id, l.id::text
from lead l
left join lead s on s.workspace_id = l.workspace_id and s.id = l.duplicate_of
where (l.duplicate_of is not null) <> exists (
        select from merge m where m.workspace_id = l.workspace_id and m.swallowed_id = l.id and m.undone_at is null)
    or (l.duplicate_of is not null and s.deleted_at is not null)
union all
select 'an account that was swallowed stands for one that lives, by a merge that holds', a.workspace_id, a.id::text
from account a
left join account s on s.workspace_id = a.workspace_id and s.id = a.duplicate_of
where (a.duplicate_of is not null) <> exists (
        select from account_merge m where m.workspace_id = a.workspace_id and m.swallowed_id = a.id and m.undone_at is null)
    or (a.duplicate_of is not null and s.deleted_at is not null)
union all
select 'a person who was swallowed stands for one who lives, by a merge that holds', p.workspace_id, p.id::text
from person p
left join person s on s.workspace_id = p.workspace_id and s.id = p.duplicate_of
where (p.duplicate_of is not null) <> exists (
        select from person_merge m where m.workspace_id = p.workspace_id and m.swallowed_id = p.id and m.undone_at is null)
    or (p.duplicate_of is not null and s.deleted_at is not null)
union all
select 'nothing that stands in the present names an account that was swallowed', t.workspace_id, t.what
from (
    select workspace_id, 'deal ' || id as what, account_id from deal
    union all
    select workspace_id, 'lead ' || id, account_id from lead
    union all
    select workspace_id, 'person ' || id, account_id from person
    union all
    select workspace_id, 'account ' || id, parent_id from account where duplicate_of is null
    union all
    select workspace_id, 'task ' || id, account_id from task where deleted_at is null
) t
join account a on a.workspace_id = t.workspace_id and a.id = t.account_id and a.duplicate_of is not null
union all
select 'nothing that stands in the present names a person who was swallowed', t.workspace_id, t.what
from (
    select workspace_id, 'deal ' || id as what, person_id from deal
    union all
    select workspace_id, 'lead ' || id, person_id from lead
    union all
    select workspace_id, 'task ' || id, person_id from task where deleted_at is null
) t
join person p on p.workspace_id = t.workspace_id and p.id = t.person_id and p.duplicate_of is not null
union all
select 'no open task is about a lead that was swallowed by a merge that took it along', t.workspace_id, t.id::text
from task t
join merge m on m.workspace_id = t.workspace_id and m.undone_at is null and t.id = any (m.tasks)
    and m.swallowed_id = t.lead_id
union all
select 'a lead stands as handed over while a hand-over of it waits', l.workspace_id, l.id::text
from lead l
where (l.status = 'handover_pending') <> exists (
    select from handover h where h.workspace_id = l.workspace_id and h.lead_id = l.id and h.state = 'pending')
union all
select 'a lead is accepted by one accepted hand-over, or by a file that says so', l.workspace_id, l.id::text
from lead l
where (l.status = 'accepted')::int <> (
    select count(*) from handover h where h.workspace_id = l.workspace_id and h.lead_id = l.id and h.state = 'accepted')
    + (select count(*) from lead_transition t
       where t.workspace_id = l.workspace_id and t.lead_id = l.id and t.to_status = 'accepted' and t.via = 'import')
union all
select 'a hand-over that went on is followed by the next try', h.workspace_id, h.id::text
from handover h
where (h.state in ('expired', 'rerouted') or h.reject_class = 'routing') <> exists (
    select from handover n where n.workspace_id = h.workspace_id and n.first_id = h.first_id and n.round = h.round + 1)
union all
select 'an account is worked as a target where it is marked as one', a.workspace_id, a.id::text
from account a
left join target t on t.workspace_id = a.workspace_id and t.account_id = a.id
where a.target <> (t.account_id is not null and t.given_up is null)
union all
select 'a lead that a first touch made has that touch on its timeline', t.workspace_id, t.lead_id::text
from lead_touch t
join activity v on v.workspace_id = t.workspace_id and v.id = t.id
where v.lead_id is null or not v.lead_id = any (leads_in(t.workspace_id, t.lead_id))
