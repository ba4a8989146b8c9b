//! Giving a pipeline and its stages their shape. Two people may do it at the same time: what only one of them
//! changed is kept, and where both changed the same, the later one chooses.

use super::{Color, Stage, template};
use crate::accounts::Problems;
use crate::activities::Change;
use crate::{Problem, text};
use serde::{Deserialize, Serialize};

/// What somebody typed about a stage.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct StageForm {
    pub name_ko: String,
    pub name_en: String,
    pub probability: String,
    pub rot_days: String,
    pub wip_limit: String,
    pub color: String,
    pub guidance_ko: String,
    pub guidance_en: String,
}

#[derive(Clone, Debug, PartialEq, Eq)]
pub struct StageFields {
    pub name_ko: String,
    pub name_en: String,
    pub probability: u8,
    pub rot_days: Option<u16>,
    pub wip_limit: Option<u16>,
    pub color: Color,
    pub guidance_ko: String,
    pub guidance_en: String,
}

impl From<&template::TemplateStage> for StageFields {
    fn from(stage: &template::TemplateStage) -> Self {
        Self {
            name_ko: stage.ko.to_owned(),
            name_en: stage.en.to_owned(),
            probability: stage.probability,
            rot_days: stage.rot_days,
            wip_limit: stage.wip_limit,
            color: stage.color,
            guidance_ko: stage.guidance_ko.to_owned(),
            guidance_en: stage.guidance_en.to_owned(),
        }
    }
}

impl StageFields {
    pub fn of(stage: &Stage) -> Self {
        Self {
            name_ko: stage.name_ko.clone(),
            name_en: stage.name_en.clone(),
            probability: stage.probability,
            rot_days: stage.rot_days,
            wip_limit: stage.wip_limit,
            color: stage.color,
            guidance_ko: stage.guidance_ko.clone(),
            guidance_en: stage.guidance_en.clone(),
        }
    }

    /// What is written when somebody wants this over what they had `seen`, while it stands as it is `now`.
    pub fn over(self, seen: &Self, now: &Self) -> Result<Self, Vec<Change>> {
        let questions = in_question(
            StageForm::from(seen).values(),
            StageForm::from(now).values(),
            StageForm::from(&self).values(),
        );
        if !questions.is_empty() {
            return Err(questions);
        }
        Ok(Self {
            name_ko: kept(self.name_ko, &seen.name_ko, &now.name_ko),
            name_en: kept(self.name_en, &seen.name_en, &now.name_en),
            probability: kept(self.probability, &seen.probability, &now.probability),
            rot_days: kept(self.rot_days, &seen.rot_days, &now.rot_days),
            wip_limit: kept(self.wip_limit, &seen.wip_limit, &now.wip_limit),
            color: kept(self.color, &seen.color, &now.color),
            guidance_ko: kept(self.guidance_ko, &seen.guidance_ko, &now.guidance_ko),
            guidance_en: kept(self.guidance_en, &seen.guidance_en, &now.guidance_en),
        })
    }
}

impl From<&StageFields> for StageForm {
    fn from(fields: &StageFields) -> Self {
        let number = |it: Option<u16>| it.map(|it| it.to_string()).unwrap_or_default();
        Self {
            name_ko: fields.name_ko.clone(),
            name_en: fields.name_en.clone(),
            probability: fields.probability.to_string(),
            rot_days: number(fields.rot_days),
            wip_limit: number(fields.wip_limit),
            color: fields.color.code().to_owned(),
            guidance_ko: fields.guidance_ko.clone(),
            guidance_en: fields.guidance_en.clone(),
        }
    }
}

impl StageForm {
    /// The form of a stage before anybody types.
    pub fn of(stage: &Stage) -> Self {
        Self::from(&StageFields::of(stage))
    }

    /// Its values by the names they have in the form.
    pub fn values(self) -> Vec<(&'static str, String)> {
        vec![
            ("name_ko", self.name_ko),
            ("name_en", self.name_en),
            ("probability", self.probability),
            ("rot_days", self.rot_days),
            ("wip_limit", self.wip_limit),
            ("color", self.color),
            ("guidance_ko", self.guidance_ko),
            ("guidance_en", self.guidance_en),
        ]
    }

    /// A name in one language stands for the other when that is left out.
    pub fn check(&self) -> Result<StageFields, Vec<Problem>> {
        let mut problems = Problems::default();
        let small = |it: Option<i64>| it.and_then(|it| u16::try_from(it).ok());
        let fields = StageFields {
            name_ko: problems.take(text::name("name_ko", either(&self.name_ko, &self.name_en))),
            name_en: problems.take(text::name("name_en", either(&self.name_en, &self.name_ko))),
            probability: u8::try_from(problems.take(text::number("probability", &self.probability, 0, 100)))
                .unwrap_or(0),
            rot_days: small(problems.take(text::optional_number("rot_days", &self.rot_days, 1, 365))),
            wip_limit: small(problems.take(text::optional_number("wip_limit", &self.wip_limit, 1, 10_000))),
            color: Color::of_code(&self.color).unwrap_or_default(),
            guidance_ko: problems.take(text::note("guidance_ko", &self.guidance_ko)),
            guidance_en: problems.take(text::note("guidance_en", &self.guidance_en)),
        };
        problems.or(fields)
    }
}

/// What somebody typed about a pipeline itself: its names.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct PipelineForm {
    pub name_ko: String,
    pub name_en: String,
}

impl PipelineForm {
    /// A name in one language stands for the other when that is left out.
    pub fn check(&self) -> Result<Self, Vec<Problem>> {
        let mut problems = Problems::default();
        let checked = Self {
            name_ko: problems.take(text::name("name_ko", either(&self.name_ko, &self.name_en))),
            name_en: problems.take(text::name("name_en", either(&self.name_en, &self.name_ko))),
        };
        problems.or(checked)
    }

    /// What is written when somebody wants this over what they had `seen`, while it stands as it is `now`.
    pub fn over(self, seen: &Self, now: &Self) -> Result<Self, Vec<Change>> {
        let questions = in_question(seen.clone().values(), now.clone().values(), self.clone().values());
        if !questions.is_empty() {
            return Err(questions);
        }
        Ok(Self {
            name_ko: kept(self.name_ko, &seen.name_ko, &now.name_ko),
            name_en: kept(self.name_en, &seen.name_en, &now.name_en),
        })
    }

    pub fn values(self) -> Vec<(&'static str, String)> {
        vec![("name_ko", self.name_ko), ("name_en", self.name_en)]
    }
}

fn either<'a>(first: &'a str, second: &'a str) -> &'a str {
    if first.trim().is_empty() { second } else { first }
}

/// A value that somebody did not touch stays as it is now.
fn kept<T: Clone + PartialEq>(mine: T, seen: &T, now: &T) -> T {
    if mine == *seen { now.clone() } else { mine }
}

/// Where both changed the same value to something else, its later writer is asked about all that they want.
fn in_question(
    seen: Vec<(&'static str, String)>,
    now: Vec<(&'static str, String)>,
    mine: Vec<(&'static str, String)>,
) -> Vec<Change> {
    let all = seen.into_iter().zip(now).zip(mine);
    let wanted = all.filter(|(((_, seen), (_, now)), (_, mine))| mine != seen && mine != now);
    let (mut changes, mut both) = (vec![], false);
    for (((field, seen), (_, now)), (_, mine)) in wanted {
        both |= seen != now;
        changes.push(Change { field: field.to_owned(), before: now, after: mine });
    }
    if both { changes } else { vec![] }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn stage(name: &str, probability: u8, rot_days: Option<u16>) -> StageFields {
        let form =
            StageForm { name_ko: name.into(), probability: probability.to_string(), ..Default::default() };
        StageFields { rot_days, ..form.check().expect("a stage") }
    }

    #[test]
    fn what_only_one_of_two_changed_is_kept() {
        let seen = stage("확인", 20, Some(7));
        let now = stage("검증", 20, None);
        let both = stage("확인", 35, Some(7)).over(&seen, &now).expect("nothing in question");
        assert_eq!((both.name_ko.as_str(), both.probability, both.rot_days), ("검증", 35, None));
        let alone = stage("확인", 35, Some(7)).over(&seen, &seen).expect("nobody else was there");
        assert_eq!((alone.name_ko.as_str(), alone.probability), ("확인", 35));
    }

    #[test]
    fn where_both_changed_the_same_the_later_one_is_asked_about_all_that_they_want() {
        let seen = stage("확인", 20, None);
        let now = stage("확인", 30, None);
        let questions = stage("검증", 40, None).over(&seen, &now).expect_err("in question");
        let asked: Vec<_> =
            questions.iter().map(|it| (it.field.as_str(), it.before.as_str(), it.after.as_str())).collect();
        assert_eq!(
            asked,
            [("name_ko", "확인", "검증"), ("name_en", "확인", "검증"), ("probability", "30", "40")]
        );
        assert!(stage("확인", 30, None).over(&seen, &now).is_ok(), "both want the same");
    }

    #[test]
    fn a_pipelines_names_are_kept_apart_by_language() {
        let names = |ko: &str, en: &str| PipelineForm { name_ko: ko.into(), name_en: en.into() };
        let seen = names("인바운드", "Inbound");
        let merged =
            names("인바운드 2", "Inbound").over(&seen, &names("인바운드", "Incoming")).expect("merged");
        assert_eq!(merged, names("인바운드 2", "Incoming"));
        let asked = names("나", "Inbound").over(&seen, &names("가", "Inbound")).expect_err("in question");
        assert_eq!(asked.len(), 1);
        assert_eq!(names(" ", "One").check().expect("one stands for both").name_ko, "One");
    }
}
