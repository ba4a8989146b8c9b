//! How far the forecast was read, kept when it is read again.

use app::forecast::progress::{KEPT, Progress};
use domain::DealId;
use domain::forecast::Period;
use domain::pipeline::Filter;
use uuid::Uuid;

#[test]
fn what_was_read_on_is_read_again_but_not_of_other_deals() {
    let all = (None, Filter::default());
    let mut progress = Progress::at_first(all.clone());
    progress.has_read(Period::Later, 40);
    progress.has_read(Period::Later, 90);
    assert_eq!(progress.so_far(all), (vec![(Period::Later, 90)], vec![]));
    let found = Filter { text: "한빛".into(), ..Filter::default() };
    assert_eq!(progress.so_far((None, found)), (vec![], vec![]));
}

#[test]
fn the_deals_that_were_moved_last_stay_on_screen() {
    let deals: Vec<_> = (1..=25u128).map(|it| DealId(Uuid::from_u128(it))).collect();
    let mut progress = Progress::default();
    deals.iter().for_each(|it| progress.moved(*it));
    progress.moved(deals[10]);
    let (_, kept) = progress.so_far((None, Filter::default()));
    assert_eq!((kept.len(), kept.last()), (KEPT, Some(&deals[10])));
    assert!(!kept.contains(&deals[0]));
}
