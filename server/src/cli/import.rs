//! `baton import`: takes files in from the command line, for the first day and for the nightly run.

use std::path::{Path, PathBuf};
use std::process::ExitCode;
use std::time::Instant;

use app::words::Words;
use chrono::{DateTime, Utc};
use clap::{Args, ValueEnum};
use db::import::{Figures, Mode};
use db::team::NewWorkspace;
use db::{Actor, Db};
use domain::import::{Choices, Field, FileChoice, Kind, Outcome, Trouble, map_as, recognise, same};
use domain::{Currency, Locale, Money, WorkspaceId};

use crate::config::DataSource;
use crate::database;
use crate::import::{Done, Limits, Sheet, Table, go_through};
use crate::refusal::Refusal;

/// Take in files of accounts, products, members, leads and deals
///
/// Says what each file is and what will happen, then does it. Rows that are there already are left
/// alone, so the same files can be imported again at any time, also after an import that was cut off.
/// Ends with 0 if every row was taken, with 1 if some were not, with 65 if a file cannot be read.
#[derive(Debug, Args)]
#[command(after_help = "\
Examples:
  baton import --currency USD accounts.csv products.csv sales_teams.csv sales_pipeline.csv
  baton import --dry-run hubspot-deals.csv
  baton import --kind deals --map 'Umsatz=amount' --map 'Kunde=account' --currency EUR export.csv
  baton import marketing-leads.csv closed-deals.csv
  baton import --pipeline Partners --bad-rows left-out/ deals.csv

Fields: members: name email manager team; products: name code family price currency;
accounts: name id domain business_reg_no industry employees revenue region owner parent about; deals: name id account owner
product pipeline stage status created closed expected_close amount currency reason next_step about;
leads: id name account title email phone created source landing_page campaign medium content owner about;
customers (leads that became some): id account sdr owner closed amount currency product pipeline name
reason about;
`-` leaves a column out.")]
pub struct Import {
    /// CSV files; several at once are taken in the order in which they need each other
    #[arg(required = true, value_name = "FILE")]
    files: Vec<PathBuf>,

    /// Name or id of the workspace, if there are several
    #[arg(long, value_name = "NAME")]
    workspace: Option<String>,

    /// What the rows are, where the columns do not say
    #[arg(long, value_enum, value_name = "KIND")]
    kind: Option<KindName>,

    /// Read a column as a field; may be given several times
    #[arg(long = "map", value_name = "COLUMN=FIELD", value_parser = mapped)]
    maps: Vec<(String, Option<Field>)>,

    /// Of amounts whose row names no currency: KRW, USD, EUR or JPY
    #[arg(long, value_parser = currency)]
    currency: Option<Currency>,

    /// The pipeline that all deals go to, made if there is none [default: the one that has their stages]
    #[arg(long, value_name = "NAME")]
    pipeline: Option<String>,

    /// Leads that came more than 90 days ago and did not become customers stay open, instead of coming in closed
    #[arg(long)]
    keep_old_open: bool,

    /// Only say what would happen
    #[arg(long)]
    dry_run: bool,

    /// Write the rows that were not taken into this folder, each with the reason
    #[arg(long, value_name = "DIR")]
    bad_rows: Option<PathBuf>,

    #[command(flatten)]
    source: DataSource,
}

#[derive(Debug, Clone, Copy, ValueEnum)]
enum KindName {
    Accounts,
    Products,
    Members,
    Leads,
    Deals,
    Customers,
}

impl From<KindName> for Kind {
    fn from(name: KindName) -> Self {
        match name {
            KindName::Accounts => Self::Accounts,
            KindName::Products => Self::Products,
            KindName::Members => Self::Members,
            KindName::Leads => Self::Leads,
            KindName::Deals => Self::Deals,
            KindName::Customers => Self::Customers,
        }
    }
}

fn mapped(text: &str) -> Result<(String, Option<Field>), String> {
    let (column, code) = text.rsplit_once('=').ok_or("it looks like COLUMN=FIELD")?;
    match (Field::of_code(code.trim()), code.trim()) {
        (_, "" | "-") => Ok((column.to_owned(), None)),
        (Some(field), _) => Ok((column.to_owned(), Some(field))),
        (None, code) => Err(format!("there is no field `{code}`; --help names them")),
    }
}

fn currency(text: &str) -> Result<Currency, String> {
    text.parse().map_err(|_| "one of KRW, USD, EUR, JPY".to_owned())
}

/// The command line speaks English.
const WORDS: Words = Words::new(Locale::En);
/// A file that cannot be read (sysexits: EX_DATAERR).
const BAD_DATA: u8 = 65;

impl Import {
    pub async fn run(self) -> Result<ExitCode, Refusal> {
        let sheets = match self.open() {
            Ok(sheets) => sheets,
            Err(sentence) => {
                eprintln!("baton: {sentence}\nNothing was imported.");
                return Ok(ExitCode::from(BAD_DATA));
            }
        };
        let opened = database::open(&self.source).await?;
        let code = self.take_in(&opened.db, &sheets).await;
        opened.close().await;
        code
    }

    /// Reads all files before anything is asked of the database.
    fn open(&self) -> Result<Vec<Sheet>, String> {
        let open = |path: &PathBuf| {
            let said = |trouble: Trouble| format!("{}: {trouble}", path.display());
            let bytes = std::fs::read(path).map_err(|error| format!("{}: {error}", path.display()))?;
            let name = path.file_name().unwrap_or_default().to_string_lossy();
            let table = Table::read(&name, bytes, Limits::COMMAND).map_err(said)?;
            let choice = self.choice(&table).map_err(said)?;
            match Sheet::of(table, choice) {
                (sheet, None) => Ok(sheet),
                (_, Some(trouble)) => Err(said(trouble)),
            }
        };
        self.files.iter().map(open).collect()
    }

    /// What the options say about a file, over what its columns say.
    fn choice(&self, table: &Table) -> Result<Option<FileChoice>, Trouble> {
        let maps: Vec<_> = self
            .maps
            .iter()
            .filter_map(|(column, field)| {
                let at = table.headers.iter().position(|it| same(it) == same(column))?;
                Some((at, *field))
            })
            .collect();
        let (kind, mut mapping) = match self.kind {
            Some(kind) => (kind.into(), map_as(kind.into(), &table.headers)),
            None if maps.is_empty() => return Ok(None),
            None => recognise(&table.headers).map(|it| (it.kind, it.mapping))?,
        };
        for (at, field) in maps {
            mapping.set(at, field.filter(|it| kind.fields().contains(it)));
        }
        Ok(Some(FileChoice { kind, mapping }))
    }

    async fn take_in(&self, db: &Db, sheets: &[Sheet]) -> Result<ExitCode, Refusal> {
        let failed = |error: db::Error| {
            Refusal::Failed(format!("the import was not finished: {error}. Run it again."))
        };
        let actor = Actor::operator(self.workspace(db).await?);
        let choices = Choices {
            currency: self.currency,
            pipeline: self.pipeline.clone(),
            keep_old_open: self.keep_old_open,
            files: sheets.iter().map(Sheet::choice).collect(),
        };
        let rehearsed =
            go_through(db, &actor, Mode::Rehearse, sheets, &choices, WORDS).await.map_err(failed)?;
        let Some(rehearsed) = rehearsed else { return Ok(busy()) };
        for file in &rehearsed.outcome.files {
            println!("{}", describe(file));
        }
        say_created("Would make", &rehearsed.outcome);
        if rehearsed.outcome.currency_needed {
            eprintln!(
                "baton: amounts stand in these files without a currency. Name it: --currency USD (or KRW, EUR, JPY)."
            );
            return Ok(ExitCode::from(BAD_DATA));
        }
        if self.dry_run {
            self.say_bad(&rehearsed, sheets)?;
            println!("Nothing was imported: this was --dry-run.");
            return Ok(code(&rehearsed.outcome));
        }
        let (began, began_at) = (Instant::now(), Utc::now());
        let done = go_through(db, &actor, Mode::CarryOut, sheets, &choices, WORDS).await.map_err(failed)?;
        let Some(done) = done else { return Ok(busy()) };
        let took = began.elapsed();
        let tally = done.outcome.tally();
        println!(
            "\nImported {} of {} rows in {:.1} s; {} there already, {} not taken.",
            tally.new,
            tally.rows(),
            took.as_secs_f32(),
            tally.known,
            tally.bad
        );
        say_created("Made", &done.outcome);
        self.say_bad(&done, sheets)?;
        let figures = db::import::figures(db, &actor, began_at).await.map_err(failed)?;
        say_figures(&figures, began_at);
        Ok(code(&done.outcome))
    }

    /// The workspace that is meant. An empty database gets its first one.
    async fn workspace(&self, db: &Db) -> Result<WorkspaceId, Refusal> {
        let failed = |error: db::Error| Refusal::Failed(error.to_string());
        let all = db::team::workspaces(db).await.map_err(failed)?;
        let names = || all.iter().map(|it| it.1.as_str()).collect::<Vec<_>>().join(", ");
        match (&self.workspace, all.as_slice()) {
            (None, [one]) => Ok(one.0),
            (None, []) => {
                let new = NewWorkspace {
                    currency: self.currency.unwrap_or_default(),
                    ..NewWorkspace::named("Baton")
                };
                println!(
                    "There is no workspace yet: this one gets its first. Start `baton serve` for its first admin.\n"
                );
                db::team::found_workspace(db, &new).await.map_err(failed)
            }
            (None, _) => Err(Refusal::Failed(format!(
                "there are several workspaces: say --workspace with one of {}",
                names()
            ))),
            (Some(name), _) => {
                let found = all.iter().find(|it| it.1 == *name || it.0.to_string() == *name);
                let none = || Refusal::Failed(format!("there is no workspace {name}, only {}", names()));
                found.map(|it| it.0).ok_or_else(none)
            }
        }
    }

    /// Says what is wrong with rows, and writes them out if that is wanted.
    fn say_bad(&self, done: &Done, sheets: &[Sheet]) -> Result<(), Refusal> {
        for (file, rows) in done.outcome.files.iter().zip(&done.bad_rows) {
            for problem in &file.problems {
                let about = if problem.column.is_empty() { &problem.field } else { &problem.column };
                let why = domain::Problem::new(problem.field.clone(), problem.why.clone());
                let value = if problem.value.is_empty() {
                    String::new()
                } else {
                    format!(" “{}”", problem.value)
                };
                println!("{} row {}: {about}{value} {}", file.name, problem.row, WORDS.say_row_why(&why));
            }
            let Some(folder) = self.bad_rows.as_deref().filter(|_| !rows.is_empty()) else { continue };
            let path = write_bad_rows(folder, &file.name, rows)?;
            println!(
                "The {} rows of {} that were not taken are in {}.",
                file.tally.bad,
                file.name,
                path.display()
            );
        }
        debug_assert_eq!(sheets.len(), done.outcome.files.len());
        Ok(())
    }
}

fn write_bad_rows(folder: &Path, file: &str, rows: &str) -> Result<PathBuf, Refusal> {
    let stem = file.rsplit_once('.').map_or(file, |(stem, _)| stem);
    let path = folder.join(format!("{stem}-bad-rows.csv"));
    let write = || {
        std::fs::create_dir_all(folder)?;
        std::fs::write(&path, rows)
    };
    write().map_err(|error| Refusal::Failed(format!("cannot write {}: {error}", path.display())))?;
    Ok(path)
}

fn busy() -> ExitCode {
    eprintln!("baton: {}.", Trouble::Busy);
    // sysexits: EX_TEMPFAIL
    ExitCode::from(75)
}

fn code(outcome: &Outcome) -> ExitCode {
    if outcome.tally().bad == 0 { ExitCode::SUCCESS } else { ExitCode::from(1) }
}

/// What a file is, how its columns are read, and what becomes of its rows.
fn describe(file: &domain::import::FilePreview) -> String {
    let columns = file.headers.iter().zip(&file.mapping.0);
    let read: Vec<_> = columns
        .clone()
        .filter_map(|(header, field)| Some(format!("{header} → {}", (*field)?.code())))
        .collect();
    let left: Vec<_> =
        columns.filter(|(_, field)| field.is_none()).map(|(header, _)| header.as_str()).collect();
    let left = if left.is_empty() { String::new() } else { format!("\n  left out: {}", left.join(", ")) };
    format!(
        "{}: {}, {} rows: {} new, {} there already, {} with problems\n  {}{left}",
        file.name,
        file.kind.code(),
        file.tally.rows(),
        file.tally.new,
        file.tally.known,
        file.tally.bad,
        read.join(", "),
    )
}

fn say_created(verb: &str, outcome: &Outcome) {
    let made = WORDS.import_made(outcome.created);
    println!("{verb}: {}", if made.is_empty() { "nothing new".to_owned() } else { made.join(", ") });
    for pipeline in &outcome.pipelines {
        let stages: Vec<_> = pipeline.stages.iter().map(|it| it.1.as_str()).collect();
        let new = if pipeline.is_new { " (new)" } else { "" };
        println!("Deals go to the pipeline {}{new}: {}", pipeline.name_en, stages.join(", "));
    }
}

/// What is there now, to be compared with where it came from.
fn say_figures(figures: &Figures, since: DateTime<Utc>) {
    println!(
        "\nIn the workspace now: {} accounts ({} subsidiaries), {} products, {} members, {} deals of {} owners; \
         {} deals without an account, {} without a day (they begin on {}).",
        figures.accounts,
        figures.subsidiaries,
        figures.products,
        figures.members,
        figures.deals,
        figures.owners,
        figures.without_account,
        figures.undated,
        since.date_naive(),
    );
    for it in &figures.stages {
        println!(
            "  {:<28} {:<16} {:>7}  {:>20}",
            it.pipeline,
            it.stage,
            it.deals,
            Money::new(it.minor, it.currency).full()
        );
    }
}
