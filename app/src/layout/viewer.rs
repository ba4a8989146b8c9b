//! The member who looks at the page, known to everything inside the frame.

use domain::team::Viewer;
use leptos::prelude::*;

#[derive(Clone, Copy)]
struct Known(Signal<Viewer>);

pub fn provide_viewer(viewer: Signal<Viewer>) {
    provide_context(Known(viewer));
}

/// Everything inside the frame may ask; outside of it nobody is signed in.
pub fn use_viewer() -> Signal<Viewer> {
    use_context::<Known>().expect("the frame provides the viewer").0
}

/// Whether this stands inside the frame.
pub(super) fn somebody_sees() -> bool {
    use_context::<Known>().is_some()
}
