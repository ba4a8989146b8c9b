//! The pipelines of the templates as rows of the database.

use super::Dice;
use super::rows::{PipelineRow, StageRow};
use chrono::{DateTime, Utc};
use domain::pipeline::template::{Template, TemplateStage};
use domain::pipeline::{Motion, StageKind, gate};
use uuid::Uuid;

/// A pipeline with the ids of its stages in their order: the open ones, then won, lost, on hold.
pub(super) struct Funnel {
    pub id: Uuid,
    pub motion: Motion,
    pub stages: Vec<Uuid>,
}

impl Funnel {
    pub fn mint(dice: &mut Dice, motion: Motion) -> Self {
        let stages = Template::of(motion).stages().map(|_| dice.id()).collect();
        Self { id: dice.id(), motion, stages }
    }

    pub const fn template(&self) -> &'static Template {
        Template::of(self.motion)
    }

    /// The place of the stage of this kind. For open ones, of the first.
    pub fn place(&self, kind: StageKind) -> usize {
        self.template().stages().position(|it| it.kind == kind).unwrap_or(0)
    }

    pub fn row(&self, position: i32) -> PipelineRow {
        let template = self.template();
        PipelineRow {
            id: self.id,
            name_ko: template.ko.to_owned(),
            name_en: template.en.to_owned(),
            motion: self.motion.code(),
            framework: domain::frameworks::of_motion(self.motion),
            position,
        }
    }

    pub fn stage_rows(&self, made: DateTime<Utc>) -> Vec<StageRow> {
        let row = |(id, stage, position): (&Uuid, &TemplateStage, i32)| {
            let place = usize::try_from(position - 1).unwrap_or(0);
            let (entry_gate, exit_gate) = gate::of_template(self.motion, place);
            StageRow {
                id: *id,
                pipeline_id: self.id,
                name_ko: stage.ko,
                name_en: stage.en,
                kind: stage.kind,
                probability: stage.probability,
                rot_days: stage.rot_days,
                wip_limit: stage.wip_limit,
                color: stage.color.code(),
                guidance_ko: stage.guidance_ko,
                guidance_en: stage.guidance_en,
                entry_gate,
                exit_gate,
                position,
                created_at: made,
            }
        };
        let numbered = self.stages.iter().zip(self.template().stages()).zip(1..);
        numbered.map(|((id, stage), position)| row((id, stage, position))).collect()
    }
}
