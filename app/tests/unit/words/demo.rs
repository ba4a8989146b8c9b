//! What goes with the examples, in words.

use app::words::Words;
use domain::Locale;
use domain::demo::{Part, Parting};

#[test]
fn a_parting_says_what_goes_and_what_stays_and_nothing_else() {
    let goes = vec![(Part::Deal, 1_312), (Part::Account, 60)];
    let parting = Parting { goes, own: vec![(Part::Deal, 2)], parted: 1, ..Parting::default() };
    let said = Words::new(Locale::Ko).parting(&parting);
    assert_eq!(said[0], "지워져요: 딜 1,312건, 고객사 60곳");
    assert_eq!(said[1], "직접 만든 것은 남아요: 딜 2건");
    assert!(said[2].starts_with("그중 1건은"));
    assert_eq!(said.len(), 3);
    assert_eq!(Words::new(Locale::En).parting(&Parting::default()), Vec::<String>::new());
}
