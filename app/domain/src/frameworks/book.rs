//! A framework: its criteria, in the order in which ties are decided, each with the question to ask and whom to ask.

use crate::{FrameworkId, PipelineId};
use serde::{Deserialize, Serialize};

#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Framework {
    pub id: FrameworkId,
    pub version: i32,
    /// By which gates and answers know it, whatever it is called by now.
    pub code: String,
    pub name_ko: String,
    pub name_en: String,
    /// No pipeline is to choose it any more; what was answered stays.
    pub off: bool,
    pub criteria: Vec<Criterion>,
}

impl Framework {
    pub fn criterion(&self, code: &str) -> Option<&Criterion> {
        self.criteria.iter().find(|it| it.code == code)
    }

    /// What all criteria together can come to.
    pub fn most(&self) -> i16 {
        i16::try_from(self.criteria.len()).unwrap_or(i16::MAX).saturating_mul(super::MOST)
    }
}

/// One thing that has to be known.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct Criterion {
    pub code: String,
    pub name_ko: String,
    pub name_en: String,
    pub ask_ko: String,
    pub ask_en: String,
    pub whom_ko: String,
    pub whom_en: String,
}

/// All frameworks, and which of them each pipeline uses.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct FrameworkBook {
    pub frameworks: Vec<Framework>,
    pub uses: Vec<(PipelineId, Option<String>)>,
}

impl FrameworkBook {
    pub fn of_pipeline(&self, pipeline: PipelineId) -> Option<&Framework> {
        let code = self.uses.iter().find(|it| it.0 == pipeline)?.1.as_ref()?;
        self.of_code(code)
    }

    pub fn of_code(&self, code: &str) -> Option<&Framework> {
        self.frameworks.iter().find(|it| it.code == code)
    }
}
