//! A member by their colour.

use app::ui::hue_of;

#[test]
fn a_member_keeps_their_colour() {
    assert_eq!(hue_of("a"), hue_of("a"));
    let many: std::collections::HashSet<_> = (0..100).map(|it| hue_of(&format!("id-{it}"))).collect();
    assert_eq!(many.len(), 8);
}
