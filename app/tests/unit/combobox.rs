//! Choosing from a list by arrows.

use app::ui::combobox::step;

#[test]
fn arrows_go_around() {
    assert_eq!([step(None, 3, true), step(Some(2), 3, true), step(Some(0), 3, true)], [0, 0, 1]);
    assert_eq!([step(None, 3, false), step(Some(0), 3, false), step(Some(2), 3, false)], [2, 2, 1]);
}
