//! Which sites may show a form, and where it may lead. Both end up in headers that browsers obey, so nothing gets in here that
//! could say more there than the name of a site.

use crate::{Problem, Why};

/// The longest address somebody is led to.
const ADDRESS_MAX: usize = 500;

/// A site by its origin: `https://www.garam.kr`, with a port where it has one. Without encryption only the own computer.
pub fn origin(field: &str, text: &str) -> Result<String, Problem> {
    let wrong = || Problem::new(field, Why::NotASite);
    let text = text.trim().trim_end_matches('/').to_ascii_lowercase();
    let (scheme, authority) = text.split_once("://").ok_or_else(wrong)?;
    let (host, port) = match authority.split_once(':') {
        Some((host, port)) => (host, Some(port)),
        None => (authority, None),
    };
    let is_label = |it: &str| {
        !it.is_empty()
            && it.len() <= 63
            && !it.starts_with('-')
            && !it.ends_with('-')
            && it.bytes().all(|byte| byte.is_ascii_alphanumeric() || byte == b'-')
    };
    let is_own = matches!(host, "localhost" | "127.0.0.1");
    let is_host =
        is_own || (host.split('.').count() >= 2 && host.split('.').all(is_label) && host.len() <= 253);
    let is_port = port.is_none_or(|it| {
        it.parse::<u16>().is_ok_and(|it| it > 0) && it.bytes().all(|it| it.is_ascii_digit())
    });
    let is_scheme = scheme == "https" || (scheme == "http" && is_own);
    if is_host && is_port && is_scheme { Ok(text) } else { Err(wrong()) }
}

/// An address on one of these sites.
pub fn address(field: &str, text: &str, origins: &[String]) -> Result<Option<String>, Problem> {
    let text = text.trim();
    if text.is_empty() {
        return Ok(None);
    }
    if text.len() > ADDRESS_MAX {
        return Err(Problem::new(field, Why::TooLong(ADDRESS_MAX as u32)));
    }
    // What a browser or a header could read otherwise than we do is no address; a Korean path comes percent-encoded.
    let is_plain = text.bytes().all(|byte| byte.is_ascii_graphic() && !b"\"'<>\\`{}|^".contains(&byte));
    let rest =
        text.find("://").map(|at| at + 3).filter(|_| is_plain).ok_or(Problem::new(field, Why::NotASite))?;
    let end = text[rest..].find(['/', '?', '#']).map_or(text.len(), |at| rest + at);
    let site = origin(field, &text[..end])?;
    if !origins.contains(&site) {
        return Err(Problem::new(field, Why::NotAllowedSite));
    }
    Ok(Some(text.to_owned()))
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn a_site_is_named_by_its_origin_and_nothing_else() {
        assert_eq!(origin("o", " https://WWW.Garam.kr/ "), Ok("https://www.garam.kr".to_owned()));
        assert_eq!(origin("o", "https://garam.kr:8443"), Ok("https://garam.kr:8443".to_owned()));
        assert_eq!(origin("o", "http://localhost:8080"), Ok("http://localhost:8080".to_owned()));
        for wrong in [
            "",
            "garam.kr",
            "http://garam.kr",
            "https://*",
            "https://*.garam.kr",
            "https://garam.kr/path",
            "https://garam.kr; script-src *",
            "https://garam.kr 'unsafe-inline'",
            "https://garam",
            "javascript://x.kr",
            "https://u@garam.kr",
            "https://garam.kr:0",
            "https://garam.kr:+80",
            "https://한국.kr",
            "https://a..kr",
            "https://garam.kr\nx",
            "https://-a.kr",
            "*",
            "'none'",
            "data:",
        ] {
            assert!(origin("o", wrong).is_err(), "{wrong}");
        }
    }

    #[test]
    fn one_is_led_to_an_allowed_site_only() {
        let origins = ["https://garam.kr".to_owned()];
        let lead = |text| address("r", text, &origins);
        assert_eq!(lead(""), Ok(None));
        assert_eq!(
            lead("https://garam.kr/thanks?a=1#top"),
            Ok(Some("https://garam.kr/thanks?a=1#top".to_owned()))
        );
        assert_eq!(lead("https://garam.kr"), Ok(Some("https://garam.kr".to_owned())));
        for away in [
            "https://evil.kr/",
            "https://garam.kr.evil.kr/",
            "https://garam.kr@evil.kr/",
            "//garam.kr",
            "/thanks",
            "javascript://garam.kr/%0aalert(1)",
            "https://garam.kr\\@evil.kr/",
            "https://garam.kr/\r\nx: y",
        ] {
            assert!(lead(away).is_err(), "{away}");
        }
    }

    proptest! {
        #[test]
        fn what_is_taken_as_a_site_can_say_nothing_more_in_a_header(text in "\\PC{0,60}") {
            if let Ok(site) = origin("o", &text) {
                prop_assert!(site.bytes().all(|it| it.is_ascii_alphanumeric() || b":/.-".contains(&it)), "{site}");
                prop_assert_eq!(origin("o", &site), Ok(site.clone()));
            }
        }
    }
}
