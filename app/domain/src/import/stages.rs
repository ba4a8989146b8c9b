//! Stages as other products and spreadsheets name them: which of them end a deal, and the pipeline that
//! open ones make up when none of ours fits.

use super::same;
use crate::pipeline::{Color, StageFields, StageKind};

/// The ending that a stage or status names, if it is one.
pub fn ending_of(name: &str) -> Option<StageKind> {
    match same(name).replace(['_', '-'], "").as_str() {
        "won" | "closedwon" | "closewon" | "win" | "수주" | "수주완료" | "성사" | "계약완료" => {
            Some(StageKind::Won)
        }
        "lost" | "closedlost" | "closelost" | "lose" | "실주" | "실패" => Some(StageKind::Lost),
        "hold" | "onhold" | "보류" => Some(StageKind::Hold),
        _ => None,
    }
}

/// The open stages of a pipeline made for a file, in the order in which a sale usually runs through
/// them; names that say nothing about it keep the file's order. Probabilities rise evenly.
pub fn new_stages(names: &[String]) -> Vec<StageFields> {
    let mut names: Vec<&String> = names.iter().collect();
    names.sort_by_key(|it| step_of(it));
    let parts = names.len() + 1;
    names
        .into_iter()
        .enumerate()
        .map(|(at, name)| StageFields {
            name_ko: name.clone(),
            name_en: name.clone(),
            probability: u8::try_from((at + 1) * 100 / parts).unwrap_or(99),
            rot_days: None,
            wip_limit: None,
            color: Color::Blue,
            guidance_ko: String::new(),
            guidance_en: String::new(),
        })
        .collect()
}

/// How far along a sale a stage's name sounds. In the middle if it says nothing.
fn step_of(name: &str) -> u8 {
    const STEPS: [(u8, &[&str]); 8] = [
        (0, &["prospect", "신규", "발굴", "리드", "pql"]),
        (1, &["contact", "appointment", "discover", "접촉", "연락", "상담", "디스커버리"]),
        (2, &["qualif", "need", "engag", "니즈", "검증", "확인"]),
        (4, &["demo", "presentation", "meeting", "데모", "미팅", "시연"]),
        (5, &["poc", "pilot", "trial", "evaluat", "파일럿", "체험"]),
        (6, &["proposal", "quote", "decision", "제안", "견적"]),
        (7, &["negotiat", "commit", "협상", "합의"]),
        (8, &["contract", "legal", "signature", "closing", "계약", "날인", "결제"]),
    ];
    let name = same(name);
    STEPS.iter().find(|(_, words)| words.iter().any(|it| name.contains(it))).map_or(3, |(step, _)| *step)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn ordered(names: &[&str]) -> Vec<String> {
        let names: Vec<String> = names.iter().map(|it| (*it).to_owned()).collect();
        new_stages(&names).into_iter().map(|it| it.name_en).collect()
    }

    #[test]
    fn endings_are_known_by_the_names_other_products_give_them() {
        for won in ["Won", "Closed Won", "closedwon", "수주"] {
            assert_eq!(ending_of(won), Some(StageKind::Won), "{won}");
        }
        assert_eq!(ending_of("Closed Lost"), Some(StageKind::Lost));
        assert_eq!(ending_of("on hold"), Some(StageKind::Hold));
        assert_eq!(ending_of("Wonderful"), None);
    }

    #[test]
    fn stages_stand_in_the_order_of_a_sale_whatever_the_file_met_first() {
        assert_eq!(ordered(&["Engaging", "Prospecting"]), ["Prospecting", "Engaging"]);
        assert_eq!(
            ordered(&["contractsent", "decisionmakerboughtin", "qualifiedtobuy", "appointmentscheduled"]),
            ["appointmentscheduled", "qualifiedtobuy", "decisionmakerboughtin", "contractsent"]
        );
        assert_eq!(ordered(&["나중", "가운데"]), ["나중", "가운데"]);
    }

    #[test]
    fn probabilities_rise_and_stay_below_certainty() {
        let names: Vec<String> = (0..30).map(|it| format!("stage {it}")).collect();
        let stages = new_stages(&names);
        assert!(stages.is_sorted_by(|a, b| a.probability < b.probability));
        assert!(stages.iter().all(|it| (1..100).contains(&it.probability)));
    }
}
