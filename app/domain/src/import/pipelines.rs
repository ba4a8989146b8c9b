//! Where the deals of a file go: the pipeline they name, one that has all their stages, or a new one.

use super::{DealRow, new_stages, same};
use crate::PipelineId;
use crate::pipeline::{Motion, Pipeline, StageFields, StageKind, template::Template};

/// The pipelines and open stages that the deals of a file name, in the order they are met.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Survey(Vec<Named>);

/// Deals that name one pipeline, or none.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Named {
    pub pipeline: Option<String>,
    pub stages: Vec<String>,
}

impl Survey {
    pub fn note(&mut self, row: &DealRow) {
        let of = row.pipeline.as_deref().map(same);
        let place = self.0.iter().position(|it| it.pipeline.as_deref().map(same) == of);
        let place = place.unwrap_or_else(|| {
            self.0.push(Named { pipeline: row.pipeline.clone(), stages: vec![] });
            self.0.len() - 1
        });
        let stages = &mut self.0[place].stages;
        if let Some(stage) = &row.stage
            && !stages.iter().any(|it| same(it) == same(stage))
        {
            stages.push(stage.clone());
        }
    }

    pub fn named(&self) -> &[Named] {
        &self.0
    }

    /// Somebody chose one pipeline for all of them.
    pub fn all_to(self, pipeline: &str) -> Self {
        let mut all = Named { pipeline: Some(pipeline.to_owned()), stages: vec![] };
        for stage in self.0.into_iter().flat_map(|it| it.stages) {
            if !all.stages.iter().any(|it| same(it) == same(&stage)) {
                all.stages.push(stage);
            }
        }
        Self(vec![all])
    }
}

/// Where such deals go.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Destination {
    Known(PipelineId),
    New { name: String, stages: Vec<StageFields> },
}

/// Finds where deals go that name this pipeline and these stages. `file` names a new pipeline when
/// nothing else does.
pub fn destination(known: &[Pipeline], named: &Named, file: &str) -> Destination {
    let goes_by = |name: &str| {
        let name = same(name);
        known.iter().find(|it| same(&it.name_ko) == name || same(&it.name_en) == name)
    };
    let is_open = |pipeline: &Pipeline, name: &str| {
        stage_named(pipeline, name).is_some_and(|it| it.kind == StageKind::Open)
    };
    let fits = |it: &&Pipeline| named.stages.iter().all(|stage| is_open(it, stage));
    let found = match &named.pipeline {
        Some(name) => goes_by(name),
        None => known.iter().find(fits),
    };
    if let Some(pipeline) = found {
        return Destination::Known(pipeline.id);
    }
    let name = named.pipeline.clone().unwrap_or_else(|| {
        let mut names = (2..).map(|count| format!("{file} {count}"));
        if goes_by(file).is_none() {
            file.to_owned()
        } else {
            names.find(|it| goes_by(it).is_none()).unwrap_or_default()
        }
    });
    let mut stages = new_stages(&named.stages);
    if stages.is_empty() {
        stages = Template::of(Motion::InboundSmb).open.iter().map(StageFields::from).collect();
    }
    Destination::New { name, stages }
}

/// The stage of a pipeline that goes by this name, in either language.
pub fn stage_named<'a>(pipeline: &'a Pipeline, name: &str) -> Option<&'a crate::pipeline::Stage> {
    let name = same(name);
    pipeline.stages.iter().find(|it| same(&it.name_ko) == name || same(&it.name_en) == name)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::pipeline::{Color, Stage};
    use crate::{Currency, StageId};
    use uuid::Uuid;

    fn pipeline(number: u128, name: &str, stages: &[&str]) -> Pipeline {
        let stage = |(at, name): (usize, &&str)| Stage {
            id: StageId(Uuid::from_u128(number * 100 + at as u128)),
            name_ko: (*name).to_owned(),
            name_en: (*name).to_owned(),
            kind: StageKind::Open,
            probability: 50,
            rot_days: None,
            wip_limit: None,
            color: Color::Blue,
            guidance_ko: String::new(),
            guidance_en: String::new(),
            entry: None,
            exit: None,
        };
        Pipeline {
            id: PipelineId(Uuid::from_u128(number)),
            version: 1,
            name_ko: name.to_owned(),
            name_en: name.to_owned(),
            motion: Motion::InboundSmb,
            currency: Currency::Krw,
            stages: stages.iter().enumerate().map(stage).collect(),
        }
    }

    fn named(pipeline: Option<&str>, stages: &[&str]) -> Named {
        Named {
            pipeline: pipeline.map(str::to_owned),
            stages: stages.iter().map(|it| (*it).to_owned()).collect(),
        }
    }

    #[test]
    fn deals_go_to_the_pipeline_they_name_or_to_one_that_has_their_stages() {
        let known = [pipeline(1, "Inbound", &["Demo", "Quote"]), pipeline(2, "Partners", &["Intro", "Demo"])];
        let go = |it: Named| destination(&known, &it, "deals");
        assert_eq!(go(named(Some("part ners"), &[])), Destination::Known(known[1].id));
        assert_eq!(go(named(None, &["intro"])), Destination::Known(known[1].id));
        assert_eq!(go(named(None, &[])), Destination::Known(known[0].id));
    }

    #[test]
    fn a_new_pipeline_is_named_by_the_file_and_has_its_stages() {
        let known = [pipeline(1, "sales", &["Demo"])];
        let Destination::New { name, stages } =
            destination(&known, &named(None, &["Engaging", "Prospecting"]), "sales")
        else {
            panic!("none fits");
        };
        assert_eq!(name, "sales 2");
        assert_eq!(
            stages.iter().map(|it| it.name_en.as_str()).collect::<Vec<_>>(),
            ["Prospecting", "Engaging"]
        );
        let Destination::New { name, stages } = destination(&known, &named(Some("Partners"), &[]), "sales")
        else {
            panic!("none goes by that name");
        };
        assert_eq!((name.as_str(), stages.len()), ("Partners", 5));
    }
}
