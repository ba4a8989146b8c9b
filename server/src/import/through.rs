//! Going through files: once to say what would happen, once more to let it happen. Nothing is kept of a
//! row beyond its chunk, except of accounts, whose order matters.

use super::Table;
use super::bad_rows::{Bad, as_csv, first_problems};
use app::words::Words;
use chrono::Utc;
use db::import::{Mode, Run, Taken};
use db::{Actor, Db};
use domain::import::{
    AccountRow, CHUNK, Cells, Choices, CustomerRow, DealRow, Door, Field, FileChoice, FilePreview, Kind,
    LeadRow, Mapping, MemberRow, Outcome, ProductRow, Recognised, Survey, Tally, Trouble, map_as,
    parents_first, recognise,
};
use domain::{Currency, Problem, Why};

/// A table of which it is known what it is about.
#[derive(Debug)]
pub struct Sheet {
    pub table: Table,
    pub kind: Kind,
    pub mapping: Mapping,
}

impl Sheet {
    /// As it was chosen, or else as its columns say. Columns that say nothing are somebody's to choose.
    pub fn of(table: Table, choice: Option<FileChoice>) -> (Self, Option<Trouble>) {
        let (recognised, trouble) = match choice {
            Some(choice) => (Recognised { kind: choice.kind, mapping: choice.mapping }, None),
            None => match recognise(&table.headers) {
                Ok(recognised) => (recognised, None),
                Err(trouble) => {
                    let kind = Kind::Deals;
                    (Recognised { kind, mapping: map_as(kind, &table.headers) }, Some(trouble))
                }
            },
        };
        let Recognised { kind, mapping } = recognised;
        let lacks = mapping.lacks(kind).map(|needed| Trouble::ColumnMissing { needed: needed.to_vec() });
        (Self { table, kind, mapping }, trouble.or(lacks))
    }

    pub fn choice(&self) -> FileChoice {
        FileChoice { kind: self.kind, mapping: self.mapping.clone() }
    }

    /// What is known of it before it is gone through.
    pub fn preview(&self) -> FilePreview {
        FilePreview {
            name: self.table.name.clone(),
            kind: self.kind,
            headers: self.table.headers.clone(),
            mapping: self.mapping.clone(),
            first_rows: self.rows().take(3).map(|(_, row)| row).collect(),
            tally: Tally::default(),
            problems: vec![],
        }
    }

    /// Its rows with something in them.
    fn rows(&self) -> impl Iterator<Item = (u64, Vec<String>)> {
        self.table.rows().filter(|(_, row)| row.iter().any(|it| !it.trim().is_empty()))
    }

    /// What each row says, or what is wrong with it.
    fn read<'a, T: 'a>(
        &'a self,
        read: impl Fn(&Cells<'_>) -> Result<T, Vec<Problem>> + 'a,
    ) -> impl Iterator<Item = (u64, Result<T, Vec<Problem>>)> + 'a {
        self.rows().map(move |(at, row)| {
            let headers = &self.table.headers;
            // A comma in an unquoted amount shifts every cell behind it: such a row means something else.
            if row.iter().skip(headers.len()).any(|it| !it.trim().is_empty()) {
                return (at, Err(vec![Problem::new("row", Why::Malformed)]));
            }
            (at, read(&Cells { headers, mapping: &self.mapping, row: &row }))
        })
    }

    /// Amounts stand in it whose row names no currency.
    fn leaves_currency_open(&self) -> bool {
        self.rows().any(|(_, row)| {
            let cells = Cells { headers: &self.table.headers, mapping: &self.mapping, row: &row };
            [Field::Amount, Field::Price].iter().any(|it| cells.leaves_currency_open(*it))
        })
    }
}

/// What came, or would come, of all files, and the rows that were not taken, file by file.
#[derive(Debug)]
pub struct Done {
    pub outcome: Outcome,
    pub bad_rows: Vec<String>,
}

/// Goes through all files, those first that the others need. None: another import is under way.
pub async fn go_through(
    db: &Db,
    actor: &Actor,
    mode: Mode,
    sheets: &[Sheet],
    choices: &Choices,
    words: Words,
) -> Result<Option<Done>, db::Error> {
    let Some(mut run) = db::import::begin(db, actor, mode, Utc::now()).await? else { return Ok(None) };
    let mut outcome = Outcome {
        currency_needed: choices.currency.is_none() && sheets.iter().any(Sheet::leaves_currency_open),
        ..Outcome::default()
    };
    // Leads come first, and how one comes in depends on whether it became a customer.
    let door = Door { currency: choices.currency, today: run.today() };
    for sheet in sheets.iter().filter(|it| it.kind == Kind::Customers) {
        let rows = sheet.read(move |it| CustomerRow::read(it, door));
        run.expect_customers(rows.filter_map(|(_, row)| Some(row.ok()?.lead)));
    }
    let mut order: Vec<usize> = (0..sheets.len()).collect();
    order.sort_by_key(|at| sheets[*at].kind);
    let mut files: Vec<Option<(FilePreview, String)>> = sheets.iter().map(|_| None).collect();
    for at in order {
        let sheet = &sheets[at];
        run.next_file();
        let mut file = Through {
            db,
            actor,
            run: &mut run,
            sheet,
            currency_is_open: outcome.currency_needed,
            tally: Tally::default(),
            bad: Bad::new(),
        };
        file.take(choices).await?;
        let (tally, bad) = (file.tally, file.bad);
        let problems = first_problems(&sheet.table, &sheet.mapping, &bad);
        let preview = FilePreview { tally, problems, ..sheet.preview() };
        files[at] = Some((preview, as_csv(&sheet.table, &sheet.mapping, &bad, words)));
    }
    outcome.created = run.created();
    outcome.pipelines = run.pipelines();
    run.end(db).await?;
    let (files, bad_rows) = files.into_iter().flatten().unzip();
    outcome.files = files;
    Ok(Some(Done { outcome, bad_rows }))
}

/// One file being gone through.
struct Through<'a> {
    db: &'a Db,
    actor: &'a Actor,
    run: &'a mut Run,
    sheet: &'a Sheet,
    currency_is_open: bool,
    tally: Tally,
    bad: Bad,
}

impl Through<'_> {
    async fn take(&mut self, choices: &Choices) -> Result<(), db::Error> {
        // Before anybody has chosen, amounts are read in a currency that takes decimals as well.
        let assumed = if self.currency_is_open { Currency::Usd } else { self.run.currency() };
        let currency = choices.currency.unwrap_or(assumed);
        let door = Door { currency: Some(currency), today: self.run.today() };
        let sheet = self.sheet;
        match sheet.kind {
            Kind::Members => {
                let mut rows = sheet.read(MemberRow::read);
                while let Some(chunk) = self.chunk(&mut rows) {
                    let taken = db::import::take_members(self.db, self.actor, self.run, chunk).await?;
                    self.count(taken);
                }
            }
            Kind::Products => {
                let mut rows = sheet.read(move |it| ProductRow::read(it, door));
                while let Some(chunk) = self.chunk(&mut rows) {
                    let taken = db::import::take_products(self.db, self.actor, self.run, chunk).await?;
                    self.count(taken);
                }
            }
            Kind::Accounts => {
                let (mut rows, base) = (Vec::new(), self.run.currency());
                for (at, row) in sheet.read(move |cells| AccountRow::read(cells, base)) {
                    self.sort_out(&mut rows, at, row);
                }
                let (mut placed, circular) = parents_first(rows);
                for (at, _) in circular {
                    self.refuse(at, vec![Problem::new(Field::Parent.code(), Why::Circular)]);
                }
                while !placed.is_empty() {
                    let rest = placed.split_off(CHUNK.min(placed.len()));
                    let taken = db::import::take_accounts(self.db, self.actor, self.run, placed).await?;
                    self.count(taken);
                    placed = rest;
                }
            }
            Kind::Leads => {
                let mut rows = sheet.read(move |it| LeadRow::read(it, door));
                while let Some(chunk) = self.chunk(&mut rows) {
                    let open = choices.keep_old_open;
                    let taken = db::import::take_leads(self.db, self.actor, self.run, chunk, open).await?;
                    self.count(taken);
                }
            }
            Kind::Customers => {
                let read = move |it: &Cells<'_>| CustomerRow::read(it, door);
                let deals = sheet.read(read).filter_map(|(_, row)| Some(row.ok()?.deal));
                self.choose_pipelines(deals, choices, currency);
                let mut rows = sheet.read(read);
                while let Some(chunk) = self.chunk(&mut rows) {
                    let taken = db::import::take_customers(self.db, self.actor, self.run, chunk).await?;
                    self.count(taken);
                }
            }
            Kind::Deals => {
                let read = move |it: &Cells<'_>| DealRow::read(it, door);
                let deals = sheet.read(read).filter_map(|(_, row)| row.ok());
                self.choose_pipelines(deals, choices, currency);
                let mut rows = sheet.read(read);
                while let Some(chunk) = self.chunk(&mut rows) {
                    let taken = db::import::take_deals(self.db, self.actor, self.run, chunk).await?;
                    self.count(taken);
                }
            }
        }
        Ok(())
    }

    /// Where the deals of this file go.
    fn choose_pipelines(
        &mut self,
        deals: impl Iterator<Item = DealRow>,
        choices: &Choices,
        currency: Currency,
    ) {
        let mut survey = Survey::default();
        deals.for_each(|row| survey.note(&row));
        if let Some(pipeline) = &choices.pipeline {
            survey = survey.all_to(pipeline);
        }
        db::import::choose_pipelines(self.run, &survey, &self.sheet.table.stem(), currency);
    }

    /// The next rows that say something; those that do not are noted. None: there are no more.
    fn chunk<T>(
        &mut self,
        rows: &mut impl Iterator<Item = (u64, Result<T, Vec<Problem>>)>,
    ) -> Option<Vec<(u64, T)>> {
        let mut chunk = Vec::with_capacity(CHUNK);
        for (at, row) in rows {
            self.sort_out(&mut chunk, at, row);
            if chunk.len() == CHUNK {
                break;
            }
        }
        if chunk.is_empty() { None } else { Some(chunk) }
    }

    fn sort_out<T>(&mut self, good: &mut Vec<(u64, T)>, at: u64, row: Result<T, Vec<Problem>>) {
        match row {
            Ok(row) => good.push((at, row)),
            Err(problems) => self.refuse(at, problems),
        }
    }

    fn refuse(&mut self, at: u64, problems: Vec<Problem>) {
        self.tally.bad += 1;
        self.bad.insert(at, problems);
    }

    fn count(&mut self, taken: Taken) {
        self.tally.add(taken.tally);
        self.bad.extend(taken.bad.into_iter().map(|it| (it.row, it.problems)));
    }
}
