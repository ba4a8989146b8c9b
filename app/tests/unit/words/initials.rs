//! Colleagues by their initials.

use app::words::initials::initials;

#[test]
fn colleagues_are_known_by_their_given_name() {
    assert_eq!(initials("김민지"), "민지");
    assert_eq!(initials("남궁민수"), "민수");
    assert_eq!(initials("이준"), "이준");
    assert_eq!(initials("서연 매니저"), "서연");
}

#[test]
fn latin_names_give_first_and_last_letter() {
    assert_eq!(initials("Jane van Doe"), "JD");
    assert_eq!(initials("cher"), "C");
    assert_eq!(initials(" "), "");
}
