//! From bytes to text. Korean Excel saves CSV as CP949, other products write UTF-8 with or without a mark,
//! and "Unicode text" is UTF-16.

use domain::import::Trouble;
use encoding_rs::{EUC_KR, Encoding};
use unicode_normalization::{IsNormalized, UnicodeNormalization, is_nfc_quick};

/// The text of a file, composed (NFC) and with one kind of line end.
pub fn decode(bytes: Vec<u8>) -> Result<String, Trouble> {
    let text = match Encoding::for_bom(&bytes) {
        Some((encoding, _)) => exactly(encoding, &bytes)?,
        // Encoding_rs reads the whole of CP949 under the name of its smaller ancestor.
        None => String::from_utf8(bytes).or_else(|error| exactly(EUC_KR, error.as_bytes()))?,
    };
    if text.contains('\0') {
        return Err(Trouble::NotText);
    }
    let text = if text.contains('\r') { text.replace("\r\n", "\n").replace('\r', "\n") } else { text };
    // A Mac takes Hangul apart in file names and what is copied from them.
    Ok(if is_nfc_quick(text.chars()) == IsNormalized::Yes { text } else { text.nfc().collect() })
}

fn exactly(encoding: &'static Encoding, bytes: &[u8]) -> Result<String, Trouble> {
    let (text, _, is_wrong) = encoding.decode(bytes);
    if is_wrong { Err(Trouble::NotText) } else { Ok(text.into_owned()) }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_way_of_saving_hangul_is_read() {
        let (cp949, _, _) = EUC_KR.encode("고객사,똠방각하");
        let utf16: Vec<u8> = std::iter::once(0xFEFF)
            .chain("고객사,똠방각하".encode_utf16())
            .flat_map(u16::to_le_bytes)
            .collect();
        let decomposed: String = "고객사,똠방각하".nfd().collect();
        for bytes in [
            "고객사,똠방각하".as_bytes().to_vec(),
            "\u{feff}고객사,똠방각하".as_bytes().to_vec(),
            cp949.into_owned(),
            utf16,
            decomposed.into_bytes(),
        ] {
            assert_eq!(decode(bytes).as_deref(), Ok("고객사,똠방각하"));
        }
    }

    #[test]
    fn what_is_not_text_is_refused() {
        assert_eq!(decode(b"a,b\0c".to_vec()), Err(Trouble::NotText));
        assert_eq!(decode(vec![0x50, 0x4B, 0x03, 0x04, 0xFF, 0xFE, 0x00]), Err(Trouble::NotText), "an .xlsx");
    }

    #[test]
    fn lines_end_in_one_way() {
        assert_eq!(decode(b"a\r\nb\rc\n".to_vec()).as_deref(), Ok("a\nb\nc\n"));
    }
}
