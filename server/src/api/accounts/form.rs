//! What programs say of an account: a new one whole, of another only what is to be different.

use domain::accounts::AccountForm;
use serde::Deserialize;
use utoipa::ToSchema;
use uuid::Uuid;

use crate::api::wire::{Given, Money, digits, given, lay, said};

/// An account to be made. Who asks becomes its owner, unless somebody else is named.
#[derive(Debug, Default, Deserialize, ToSchema)]
#[serde(default, deny_unknown_fields)]
#[schema(example = json!({ "name": "한빛소프트", "domain": "hanbit.kr", "employees": 120, "region": "서울" }))]
pub struct NewAccount {
    #[schema(required, max_length = 200)]
    name: String,
    /// A web address is cut down to its domain.
    domain: Option<String>,
    /// Ten digits, with or without dashes; no other account has it.
    business_reg_no: Option<String>,
    industry: Option<String>,
    employees: Option<i64>,
    /// What it takes in a year, in the workspace's currency; any other is refused.
    revenue: Option<Money>,
    region: Option<String>,
    owner: Option<Uuid>,
    parent: Option<Uuid>,
    #[schema(max_length = 10_000)]
    about: Option<String>,
    /// One we set out to win.
    target: bool,
    /// Make it even if another account has its name or domain.
    pub allow_namesake: bool,
}

impl NewAccount {
    pub fn form(self) -> AccountForm {
        AccountForm {
            name: self.name,
            domain: said(self.domain),
            business_reg_no: said(self.business_reg_no),
            industry: said(self.industry),
            employees: said(self.employees),
            currency: said(self.revenue.as_ref().map(|it| it.currency)),
            revenue: self.revenue.map(digits).unwrap_or_default(),
            region: said(self.region),
            owner: said(self.owner),
            parent: said(self.parent),
            parent_name: String::new(),
            about: said(self.about),
            target: ticked(self.target),
        }
    }
}

/// What is to be different: an absent field stays, null clears it.
#[derive(Debug, Default, Deserialize, ToSchema)]
#[serde(default, deny_unknown_fields)]
#[schema(example = json!({ "region": "부산", "industry": null }))]
pub struct AccountChange {
    #[serde(deserialize_with = "given")]
    #[schema(value_type = String, max_length = 200)]
    name: Given<String>,
    #[serde(deserialize_with = "given")]
    #[schema(value_type = Option<String>)]
    domain: Given<String>,
    #[serde(deserialize_with = "given")]
    #[schema(value_type = Option<String>)]
    business_reg_no: Given<String>,
    #[serde(deserialize_with = "given")]
    #[schema(value_type = Option<String>)]
    industry: Given<String>,
    #[serde(deserialize_with = "given")]
    #[schema(value_type = Option<i64>)]
    employees: Given<i64>,
    #[serde(deserialize_with = "given")]
    #[schema(value_type = Option<Money>)]
    revenue: Given<Money>,
    #[serde(deserialize_with = "given")]
    #[schema(value_type = Option<String>)]
    region: Given<String>,
    #[serde(deserialize_with = "given")]
    #[schema(value_type = Option<Uuid>)]
    owner: Given<Uuid>,
    #[serde(deserialize_with = "given")]
    #[schema(value_type = Option<Uuid>)]
    parent: Given<Uuid>,
    #[serde(deserialize_with = "given")]
    #[schema(value_type = Option<String>, max_length = 10_000)]
    about: Given<String>,
    #[serde(deserialize_with = "given")]
    #[schema(value_type = Option<bool>)]
    target: Given<bool>,
}

impl AccountChange {
    /// The whole form: what stands, with what was given laid over it.
    pub fn over(self, account: &domain::accounts::Account) -> AccountForm {
        let mut form = AccountForm {
            name: account.name.clone(),
            domain: said(account.domain.as_ref()),
            business_reg_no: said(account.business_reg_no.as_ref()),
            industry: said(account.industry.as_ref()),
            employees: said(account.employees),
            revenue: account.revenue().map(domain::Money::digits).unwrap_or_default(),
            currency: String::new(),
            region: said(account.region.as_ref()),
            owner: said(account.owner),
            parent: said(account.parent),
            parent_name: String::new(),
            about: account.about.clone(),
            target: ticked(account.target),
        };
        lay(&mut form.name, self.name);
        lay(&mut form.domain, self.domain);
        lay(&mut form.business_reg_no, self.business_reg_no);
        lay(&mut form.industry, self.industry);
        lay(&mut form.employees, self.employees);
        if let Some(Some(money)) = &self.revenue {
            form.currency = money.currency.code().to_owned();
        }
        lay(&mut form.revenue, self.revenue.map(|it| it.map(digits)));
        lay(&mut form.region, self.region);
        lay(&mut form.owner, self.owner);
        lay(&mut form.parent, self.parent);
        lay(&mut form.about, self.about);
        lay(&mut form.target, self.target);
        form
    }
}

fn ticked(yes: bool) -> String {
    if yes { "true".to_owned() } else { String::new() }
}
