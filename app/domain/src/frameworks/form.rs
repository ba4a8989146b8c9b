//! What somebody types: the score of a criterion with what it was learned by, and a framework of their own.

use super::{Criterion, MOST};
use crate::accounts::{Problems, optional_id};
use crate::{ActivityId, AnswerId, Problem, Why, text};
use serde::{Deserialize, Serialize};

/// A score is given together with what it was learned by: something that was logged, or a note that is logged with it.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct ScoreForm {
    /// Sent again, it is given once.
    pub id: String,
    pub framework: String,
    pub criterion: String,
    pub score: String,
    pub activity: String,
    pub note: String,
}

/// A score as it is wanted.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Wanted {
    pub id: Option<AnswerId>,
    pub framework: String,
    pub criterion: String,
    pub score: i16,
    pub activity: Option<ActivityId>,
    pub note: String,
}

impl ScoreForm {
    /// Without anything it was learned by, a score is not believed.
    pub fn check(&self) -> Result<Wanted, Vec<Problem>> {
        let mut problems = Problems::default();
        let id = problems.take(optional_id("id", &self.id));
        let framework = problems.take(text::name("framework", &self.framework));
        let criterion = problems.take(text::name("criterion", &self.criterion));
        let score = problems.take(text::number("score", &self.score, 0, i64::from(MOST)));
        let score = i16::try_from(score).unwrap_or_default();
        let activity = problems.take(optional_id("activity", &self.activity));
        let note = problems.take(text::note("note", &self.note));
        if score > 0 && activity.is_none() && note.is_empty() && self.activity.trim().is_empty() {
            problems.add(Problem::new("note", Why::Missing));
        }
        problems.or(Wanted { id, framework, criterion, score, activity, note })
    }
}

/// As many criteria as a framework has at most.
pub const MOST_CRITERIA: usize = 12;
/// The longest question.
const ASK_MAX: usize = 300;

/// A framework as it is edited: every criterion a row, in the order of their numbers; a row without names is left out.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct FrameworkForm {
    pub name_ko: String,
    pub name_en: String,
    pub off: String,
    pub criteria: Vec<CriterionForm>,
}

#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct CriterionForm {
    /// Empty for a new one.
    pub code: String,
    pub place: String,
    pub name_ko: String,
    pub name_en: String,
    pub ask_ko: String,
    pub ask_en: String,
    pub whom_ko: String,
    pub whom_en: String,
}

impl From<(usize, &Criterion)> for CriterionForm {
    fn from((at, it): (usize, &Criterion)) -> Self {
        let it = it.clone();
        Self {
            code: it.code,
            place: (at + 1).to_string(),
            name_ko: it.name_ko,
            name_en: it.name_en,
            ask_ko: it.ask_ko,
            ask_en: it.ask_en,
            whom_ko: it.whom_ko,
            whom_en: it.whom_en,
        }
    }
}

/// What a framework is to be.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct FrameworkFields {
    pub name_ko: String,
    pub name_en: String,
    pub off: bool,
    pub criteria: Vec<Criterion>,
}

impl FrameworkForm {
    /// The framework, or everything that is wrong; a field of the second row is called `name_ko-1`. Whoever writes in one
    /// language alone has written it in both.
    pub fn check(&self) -> Result<FrameworkFields, Vec<Problem>> {
        let mut problems = Problems::default();
        let (name_ko, name_en) = problems.all(both("", &self.name_ko, &self.name_en)).unwrap_or_default();
        let off = problems.take(crate::accounts::ticked("off", &self.off));
        let mut rows: Vec<(i64, Criterion)> = vec![];
        for (at, row) in self.criteria.iter().enumerate().filter(|it| !it.1.is_blank()) {
            rows.extend(problems.all(row.check(at)));
        }
        if self.criteria.iter().all(CriterionForm::is_blank) {
            problems.add(Problem::new("name_ko-0", Why::Missing));
        }
        if rows.len() > MOST_CRITERIA {
            problems.add(Problem::new("criteria", Why::TooMany(MOST_CRITERIA)));
        }
        rows.sort_by_key(|it| it.0);
        let mut criteria: Vec<Criterion> = rows.into_iter().map(|it| it.1).collect();
        for at in 0..criteria.len() {
            if criteria[at].code.is_empty() {
                let taken: Vec<_> = criteria.iter().map(|it| it.code.as_str()).collect();
                criteria[at].code = code_of(&criteria[at].name_en, &taken);
            }
        }
        problems.or(FrameworkFields { name_ko, name_en, off, criteria })
    }
}

/// A name in both languages; one of them is enough.
fn both(of: &str, ko: &str, en: &str) -> Result<(String, String), Vec<Problem>> {
    let mut problems = Problems::default();
    let ko = problems.take(text::optional_name(&format!("name_ko{of}"), ko));
    let en = problems.take(text::optional_name(&format!("name_en{of}"), en));
    if ko.is_none() && en.is_none() {
        problems.add(Problem::new(format!("name_ko{of}"), Why::Missing));
    }
    let one = ko.clone().or(en.clone()).unwrap_or_default();
    problems.or((ko.unwrap_or_else(|| one.clone()), en.unwrap_or(one)))
}

impl CriterionForm {
    pub fn is_blank(&self) -> bool {
        let said = [&self.name_ko, &self.name_en, &self.ask_ko, &self.ask_en, &self.whom_ko, &self.whom_en];
        said.iter().all(|it| it.trim().is_empty())
    }

    fn check(&self, at: usize) -> Result<(i64, Criterion), Vec<Problem>> {
        let mut problems = Problems::default();
        let of = format!("-{at}");
        let (name_ko, name_en) = problems.all(both(&of, &self.name_ko, &self.name_en)).unwrap_or_default();
        let place = text::optional_number(&format!("place{of}"), &self.place, 0, 99);
        let place = problems.take(place).unwrap_or(99);
        let mut line = |field: &str, text: &str| {
            let field = format!("{field}{of}");
            let said = problems.take(text::note(&field, text));
            if said.chars().count() > ASK_MAX {
                problems.add(Problem::new(field, Why::TooLong(300)));
            }
            said
        };
        let (ask_ko, ask_en) = either(line("ask_ko", &self.ask_ko), line("ask_en", &self.ask_en));
        let (whom_ko, whom_en) = either(line("whom_ko", &self.whom_ko), line("whom_en", &self.whom_en));
        let code = self.code.trim().to_owned();
        problems.or((place, Criterion { code, name_ko, name_en, ask_ko, ask_en, whom_ko, whom_en }))
    }
}

fn either(ko: String, en: String) -> (String, String) {
    let or = |one: &String, other: &String| if one.is_empty() { other.clone() } else { one.clone() };
    (or(&ko, &en), or(&en, &ko))
}

/// A name as gates write it: `Decision criteria` becomes `decision_criteria`. It stays when the name changes.
pub fn code_of(name: &str, taken: &[&str]) -> String {
    let lower = name.to_lowercase();
    let words = lower.split(|it: char| !it.is_alphanumeric()).filter(|it| !it.is_empty());
    let code: String = words.collect::<Vec<_>>().join("_").chars().take(40).collect();
    let code = if code.is_empty() { "own".to_owned() } else { code };
    let numbered = (2..).map(|it| format!("{code}_{it}"));
    std::iter::once(code.clone()).chain(numbered).find(|it| !taken.contains(&it.as_str())).unwrap_or(code)
}
