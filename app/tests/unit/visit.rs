//! The cookie by which a visit is known.

use app::visit::{ON_LOOPBACK, OVER_HTTPS, session_cookie, session_of};
use http::{HeaderMap, HeaderValue, header};

fn asked(pairs: &[(&'static str, &'static str)]) -> HeaderMap {
    let pair = |(name, value): &(&'static str, &'static str)| {
        (header::HeaderName::from_static(name), HeaderValue::from_static(value))
    };
    pairs.iter().map(pair).collect()
}

#[test]
fn only_this_computer_has_a_cookie_that_travels_in_clear_text() {
    for host in ["localhost:3000", "127.0.0.1", "127.0.0.1:3000", "[::1]:3000", "[::1]"] {
        assert_eq!(session_cookie(&asked(&[("host", host)])), (ON_LOOPBACK, ""), "{host}");
    }
    for host in ["crm.hanbit.kr", "127.0.0.1.evil.example", "localhost.evil.example:80", "10.0.0.5:3000", ""]
    {
        assert_eq!(session_cookie(&asked(&[("host", host)])), (OVER_HTTPS, "; Secure"), "{host}");
    }
    let proxied = asked(&[("host", "127.0.0.1:3000"), ("x-forwarded-proto", "https")]);
    assert_eq!(session_cookie(&proxied).0, OVER_HTTPS);
}

#[test]
fn a_cookie_of_another_name_is_nobodys() {
    let local = asked(&[("host", "localhost"), ("cookie", "locale=ko; __Host-baton=stolen; baton=own")]);
    assert_eq!(session_of(&local).unwrap().expose(), "own");
    let public = asked(&[("host", "crm.hanbit.kr"), ("cookie", "baton=planted")]);
    assert!(session_of(&public).is_none());
}
