//! Sentences that are put together.

mod activities;
mod dates;
mod demo;
mod errors;
mod forecast;
mod gates;
mod initials;
mod past;
mod signals;
mod today;

use app::words::Words;
use domain::Locale;

#[test]
fn a_sentence_speaks_both_languages() {
    let (ko, en) = (Words::new(Locale::Ko), Words::new(Locale::En));
    assert_eq!((ko.talk_save(), en.talk_save()), ("적어 두기", "Save"));
    assert_eq!(ko.task_completed("한빛"), "「한빛」을 끝냈어요", "the particle follows the sound");
    assert_eq!(ko.task_completed("회의"), "「회의」를 끝냈어요");
    assert_eq!(en.task_completed("Hanbit"), "“Hanbit” is done");
}
