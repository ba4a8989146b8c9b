//! What members did and will do, on screen: the form that logs it, the tasks, the next step, and the
//! timeline that tells it all.

mod activity_edit;
pub mod api;
mod log_form;
mod next_step;
mod parts;
mod task_edit;
mod task_form;
mod task_list;
mod task_row;
mod timeline;
mod timeline_line;
mod what_was_done;

pub use log_form::LogForm;
pub use next_step::{CompleteStep, StepForm};
pub use parts::concerns;
pub use task_form::AddTask;
pub use task_list::TaskList;
pub use timeline::Timeline;
pub use what_was_done::picture;
