//! A card that is held near the edge pulls the board along.

use app::carry::edges::pull;

#[test]
fn the_nearer_the_edge_the_faster() {
    assert_eq!(pull(500.0, 0.0, 1000.0), 0);
    assert_eq!(pull(28.0, 0.0, 1000.0), -9);
    assert_eq!(pull(0.0, 0.0, 1000.0), -18);
    assert_eq!(pull(-40.0, 0.0, 1000.0), -18);
    assert_eq!(pull(972.0, 0.0, 1000.0), 9);
    assert_eq!(pull(1000.0, 0.0, 1000.0), 18);
    assert_eq!(pull(300.0, 0.0, 300.0), 6);
}
