//! Passwords: kept as a hash, and not the ones that everybody tries first.

use app::password::{NOBODYS, hash, is_common, matches};
use argon2::PasswordHash;
use domain::team::Password;
use domain::team::passwords::check;

#[tokio::test]
async fn a_password_is_known_by_its_hash_and_by_nothing_else() {
    let password = Password::from("느티나무 아래 세 번째 의자");
    let hash = hash(&password).await.unwrap();
    assert!(hash.starts_with("$argon2id$v=19$m=19456,t=2,p=1$"), "{hash}");
    assert_ne!(app::password::hash(&password).await.unwrap(), hash, "salted");
    assert!(matches(&password, Some(&hash)).await.unwrap());
    assert!(!matches(&"느티나무 아래 두 번째 의자".into(), Some(&hash)).await.unwrap());
    assert!(!matches(&password, None).await.unwrap());
    assert!(matches(&password, Some("nonsense")).await.is_err());
}

#[test]
fn nobodys_hash_costs_as_much_as_a_members() {
    let nobodys = PasswordHash::new(NOBODYS).unwrap();
    let params = argon2::Params::try_from(&nobodys).unwrap();
    assert_eq!((params.m_cost(), params.t_cost(), params.p_cost()), (19 * 1024, 2, 1));
    assert_eq!(nobodys.hash.unwrap().len(), argon2::Params::DEFAULT_OUTPUT_LEN);
}

#[test]
fn the_list_holds_what_people_type_here_first() {
    for bad in ["qlalfqjsgh1234", "dkssudgktpdy", "사랑해123456", "P@ssword2026", "1q2w3e4r5t", "Samsung123!"]
    {
        assert!(check("password", &bad.into(), &[], is_common).is_err(), "{bad}");
    }
    assert!(check("password", &"느티나무 아래 세 번째 의자".into(), &[], is_common).is_ok());
}
