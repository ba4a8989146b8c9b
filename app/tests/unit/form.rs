//! Names of fields, however deep in a form.

use app::ui::field_of;

#[test]
fn a_nested_form_name_is_known_by_its_last_part() {
    assert_eq!(field_of("email"), "email");
    assert_eq!(field_of("form[email]"), "email");
    assert_eq!(field_of("form[deal][name]"), "name");
}
