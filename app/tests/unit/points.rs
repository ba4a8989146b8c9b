//! Points of a score as one says them.

use app::signals::points;

#[test]
fn points_are_said_with_a_tenth_where_something_has_faded() {
    assert_eq!([points(20_000), points(14_140), points(-20_000)], ["+20", "+14.1", "−20"]);
}
