//! When two records are of one company or one person: the same address, telephone number or name, however each was
//! typed. All text comes composed (NFC), as records keep it.

use crate::accounts::telephone;

/// Where anybody gets an address, so that sharing the domain says nothing about a company.
const FREE_MAIL: [&str; 40] = [
    "naver.com",
    "hanmail.net",
    "daum.net",
    "kakao.com",
    "nate.com",
    "korea.com",
    "empas.com",
    "empal.com",
    "hanmir.com",
    "dreamwiz.com",
    "paran.com",
    "chol.com",
    "lycos.co.kr",
    "hotmail.co.kr",
    "yahoo.co.kr",
    "gmail.com",
    "googlemail.com",
    "outlook.com",
    "outlook.kr",
    "hotmail.com",
    "live.com",
    "live.co.kr",
    "msn.com",
    "yahoo.com",
    "yahoo.co.jp",
    "icloud.com",
    "me.com",
    "mac.com",
    "proton.me",
    "protonmail.com",
    "pm.me",
    "aol.com",
    "gmx.com",
    "gmx.net",
    "mail.com",
    "zoho.com",
    "hey.com",
    "qq.com",
    "163.com",
    "yandex.com",
];

/// The company's domain behind an e-mail address; none for an address that anybody can get.
pub fn company_domain(email: &str) -> Option<String> {
    let domain = email.trim().rsplit_once('@')?.1.to_lowercase();
    (domain.contains('.') && !is_free_mail(&domain)).then_some(domain)
}

pub fn is_free_mail(domain: &str) -> bool {
    FREE_MAIL.contains(&domain)
}

/// A telephone number as the world dials it (E.164), by which one knows it again; none if it cannot be dialled.
pub fn phone(text: &str) -> Option<String> {
    telephone::e164(text)
}

/// What companies are, rather than what they are called, as they write it before or behind their names. Longer ones
/// first, so that 유한책임회사 is not read as 회사.
const FORMS: [&str; 34] = [
    "유한책임회사",
    "사회적협동조합",
    "협동조합",
    "주식회사",
    "유한회사",
    "합자회사",
    "합명회사",
    "재단법인",
    "사단법인",
    "학교법인",
    "의료법인",
    "농업회사법인",
    "(주)",
    "（주）",
    "㈜",
    "(유)",
    "（유）",
    "㈲",
    "(재)",
    "(사)",
    "(합)",
    "incorporated",
    "corporation",
    "company",
    "limited",
    "gmbh",
    "corp",
    "pte",
    "inc",
    "llc",
    "ltd",
    "plc",
    "co",
    "kk",
];

/// A company's name by which one knows it again: no case, no blanks, and without 주식회사, ㈜, Inc. or Co., Ltd. before or
/// behind it. Always a piece of the name itself, so that whoever looks for the one finds the other. Empty for no name.
pub fn company(name: &str) -> String {
    let words = name.to_lowercase();
    let mut rest = words.trim_matches(is_loose);
    loop {
        let shorter = FORMS.iter().find_map(|form| without(rest, form)).map(|it| it.trim_matches(is_loose));
        match shorter {
            // A name that is nothing else stays: somebody is called Company.
            Some(shorter) if !shorter.is_empty() => rest = shorter,
            _ => break rest.chars().filter(|it| !it.is_whitespace()).collect(),
        }
    }
}

/// What stands between a name and what the company is.
fn is_loose(letter: char) -> bool {
    letter.is_whitespace() || matches!(letter, '.' | ',' | '·' | '&' | '-')
}

/// A name without this before or behind it. Latin ones are words of their own: Tesco is no company called Tes.
fn without<'a>(name: &'a str, form: &str) -> Option<&'a str> {
    let is_latin = form.is_ascii() && !form.starts_with('(');
    let apart = |letter: Option<char>| !is_latin || letter.is_none_or(is_loose);
    let before = name.strip_prefix(form).filter(|rest| apart(rest.chars().next()));
    let behind = || name.strip_suffix(form).filter(|rest| apart(rest.chars().next_back()));
    // In front, English says what a company is called: Company Cam.
    before.filter(|_| !is_latin).or_else(behind)
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn a_company_is_known_again_however_it_is_written() {
        for (written, key) in [
            ("가람테크", "가람테크"),
            ("㈜가람테크", "가람테크"),
            ("(주) 가람 테크", "가람테크"),
            ("가람테크(주)", "가람테크"),
            ("주식회사 가람테크", "가람테크"),
            ("가람테크 유한회사", "가람테크"),
            ("Garam Tech Co., Ltd.", "garamtech"),
            ("GARAM TECH INC", "garamtech"),
            ("Garam-Tech Corporation", "garam-tech"),
            ("Tesco", "tesco"),
            ("Company Cam", "companycam"),
            ("주식회사", "주식회사"),
            ("Co", "co"),
            (" ", ""),
        ] {
            assert_eq!(company(written), key, "{written}");
        }
    }

    #[test]
    fn an_address_that_anybody_can_get_says_nothing_about_a_company() {
        assert_eq!(company_domain("Minsu@Garam.kr"), Some("garam.kr".to_owned()));
        for text in ["minsu@gmail.com", "minsu@NAVER.com", "minsu", "minsu@localhost", ""] {
            assert_eq!(company_domain(text), None, "{text}");
        }
    }

    proptest! {
        #[test]
        fn a_key_is_a_piece_of_the_name_and_its_own_key(name in "\\PC{0,40}") {
            let key = company(&name);
            let bare: String = name.to_lowercase().chars().filter(|it| !it.is_whitespace()).collect();
            prop_assert!(bare.contains(&key), "{key} in {bare}");
            prop_assert_eq!(company(&key.to_uppercase()).is_empty(), key.is_empty());
        }

        #[test]
        fn a_legal_form_changes_no_key(name in "[가-힣]{2,8}", form in 0..7_usize) {
            let with = ["㈜{}", "(주){}", "주식회사 {}", "{} 유한회사", "{}, Inc.", "{} Co., Ltd.", " {} "][form];
            prop_assert_eq!(company(&with.replace("{}", &name)), company(&name));
        }
    }
}
