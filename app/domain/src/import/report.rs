//! What an import will do, or did: said before anything happens, and again afterwards.

use super::{Field, Kind, Mapping};
use crate::{Currency, ImportId, PipelineId, Problem, Why};
use chrono::{DateTime, Utc};
use serde::{Deserialize, Serialize};

/// Why a file cannot be taken at all. Nothing of it was.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, thiserror::Error)]
pub enum Trouble {
    #[error("there is no file, or nothing in it")]
    Empty,
    #[error("this is not text; save the table as CSV")]
    NotText,
    #[error("a quotation mark that opens in row {row} is never closed")]
    QuoteLeftOpen { row: u64 },
    #[error("there are more than {most} columns")]
    TooManyColumns { most: usize },
    #[error("a cell in row {row} is longer than {most} bytes")]
    CellTooLong { row: u64, most: usize },
    #[error("there are more than {most} cells; split the file, or import it on the command line")]
    TooManyCells { most: u64 },
    #[error("there are more than {most} files")]
    TooManyFiles { most: usize },
    #[error("the files are larger than {most} bytes")]
    TooLarge { most: u64 },
    #[error("the columns ({}) are not those of members, products, accounts, leads or deals", columns.join(", "))]
    KindUnknown { columns: Vec<String> },
    #[error("this is a list of people at accounts, which cannot be imported yet")]
    People,
    #[error("no column is read as {}", needed.iter().map(|it| it.code()).collect::<Vec<_>>().join(" or "))]
    ColumnMissing { needed: Vec<Field> },
    /// The upload was too long ago, or was somebody else's.
    #[error("these files are not kept any more; choose them again")]
    Gone,
    #[error("another import is under way; try again when it has finished")]
    Busy,
}

/// What somebody chose about an import.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Choices {
    /// Of amounts whose row names none.
    pub currency: Option<Currency>,
    /// The name of the pipeline that all deals go to, made if there is none. None: the one that fits.
    pub pipeline: Option<String>,
    /// Leads of long ago come in as open as those of today.
    #[serde(default)]
    pub keep_old_open: bool,
    pub files: Vec<FileChoice>,
}

/// What was chosen, or recognised, about one of its files.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct FileChoice {
    pub kind: Kind,
    pub mapping: Mapping,
}

/// What became, or would become, of the rows of a file. The three add up to all of them.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Tally {
    pub new: u64,
    /// Was there already, and is left alone.
    pub known: u64,
    pub bad: u64,
}

impl Tally {
    pub const fn rows(self) -> u64 {
        self.new + self.known + self.bad
    }

    pub fn add(&mut self, other: Self) {
        self.new += other.new;
        self.known += other.known;
        self.bad += other.bad;
    }
}

/// What is wrong in one cell: where a person finds it in the spreadsheet, and why it cannot be taken.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct RowProblem {
    /// As the spreadsheet counts: the names of the columns are row 1.
    pub row: u64,
    pub column: String,
    pub field: String,
    pub value: String,
    pub why: Why,
}

/// A row that cannot be taken.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct BadRow {
    pub row: u64,
    pub problems: Vec<Problem>,
}

/// One file, before and after.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct FilePreview {
    pub name: String,
    pub kind: Kind,
    pub headers: Vec<String>,
    pub mapping: Mapping,
    pub first_rows: Vec<Vec<String>>,
    pub tally: Tally,
    /// The first of them; the rest is in the file of bad rows.
    pub problems: Vec<RowProblem>,
}

/// Records that come, or came, into being.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Created {
    pub members: u64,
    pub teams: u64,
    pub products: u64,
    pub accounts: u64,
    pub pipelines: u64,
    #[serde(default)]
    pub leads: u64,
    /// Leads of long ago, which come in given up: a part of the leads.
    #[serde(default)]
    pub old_leads: u64,
    pub deals: u64,
    /// Leads that became customers.
    #[serde(default)]
    pub customers: u64,
}

impl Created {
    pub fn add(&mut self, other: Self) {
        self.members += other.members;
        self.teams += other.teams;
        self.products += other.products;
        self.accounts += other.accounts;
        self.pipelines += other.pipelines;
        self.leads += other.leads;
        self.old_leads += other.old_leads;
        self.customers += other.customers;
        self.deals += other.deals;
    }
}

/// What an import comes to: the same before it is carried out, when it would, and after, when it did.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Outcome {
    pub files: Vec<FilePreview>,
    pub created: Created,
    /// The pipelines that deals go to.
    pub pipelines: Vec<PipelineChoice>,
    /// Amounts came without a currency, and none was chosen.
    pub currency_needed: bool,
    /// Nothing can happen before this is mended.
    pub refused: Option<Refused>,
}

impl Outcome {
    /// Nothing would happen, and this is why.
    pub fn refused(file: impl Into<String>, trouble: Trouble) -> Self {
        Self { refused: Some(Refused { file: file.into(), trouble }), ..Self::default() }
    }

    pub fn tally(&self) -> Tally {
        self.files.iter().fold(Tally::default(), |mut all, it| {
            all.add(it.tally);
            all
        })
    }
}

/// A file that cannot be taken, and why.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Refused {
    /// Empty: it is about all of them.
    pub file: String,
    pub trouble: Trouble,
}

/// A pipeline that deals of a file go to.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct PipelineChoice {
    pub id: PipelineId,
    pub name_ko: String,
    pub name_en: String,
    /// This import makes it.
    pub is_new: bool,
    /// Its open stages, in both languages.
    pub stages: Vec<(String, String)>,
}

/// An import as its page shows it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Preview {
    pub id: ImportId,
    pub choices: Choices,
    pub outcome: Outcome,
    /// It was carried out then; before, the outcome is what would happen.
    pub done_at: Option<DateTime<Utc>>,
}
