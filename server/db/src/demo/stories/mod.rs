//! What people wrote about a deal while it stood in a stage. Each tale names its deal's own people,
//! pain and numbers, so that a thousand of them read as a thousand different days.

pub(super) mod care;
pub(super) mod cases;
pub(super) mod endings;
mod enterprise;
mod self_serve;
mod smb;

use super::Dice;
use domain::activities::{ActivityKind, Outcome};
use domain::hangul;
use domain::pipeline::Motion;

/// One activity as it can be written: how, with which outcome, and the text with its gaps.
#[derive(Clone, Copy, Debug)]
pub(super) struct Tale {
    pub kind: ActivityKind,
    pub outcome: Option<Outcome>,
    pub text: &'static str,
}

const fn tale(kind: ActivityKind, outcome: Outcome, text: &'static str) -> Tale {
    Tale { kind, outcome: Some(outcome), text }
}

const fn call(text: &'static str) -> Tale {
    tale(ActivityKind::Call, Outcome::Connected, text)
}

const fn missed(text: &'static str) -> Tale {
    tale(ActivityKind::Call, Outcome::NoAnswer, text)
}

const fn voicemail(text: &'static str) -> Tale {
    tale(ActivityKind::Call, Outcome::Voicemail, text)
}

const fn met(text: &'static str) -> Tale {
    tale(ActivityKind::Meeting, Outcome::Held, text)
}

const fn no_show(text: &'static str) -> Tale {
    tale(ActivityKind::Meeting, Outcome::NoShow, text)
}

const fn demo(text: &'static str) -> Tale {
    tale(ActivityKind::Demo, Outcome::Held, text)
}

const fn visit(text: &'static str) -> Tale {
    tale(ActivityKind::Visit, Outcome::Held, text)
}

const fn sent(text: &'static str) -> Tale {
    tale(ActivityKind::Email, Outcome::Sent, text)
}

const fn replied(text: &'static str) -> Tale {
    tale(ActivityKind::Email, Outcome::Replied, text)
}

const fn note(text: &'static str) -> Tale {
    Tale { kind: ActivityKind::Note, outcome: None, text }
}

/// What happens while a deal stands in a stage.
pub(super) struct Chapter {
    /// Any of these, in any order.
    pub work: &'static [Tale],
    /// What the deal goes on after.
    pub then: &'static [Tale],
    /// Sentences that may follow on what reached the customer.
    pub tails: &'static [&'static str],
    /// What the owner wrote down to do next.
    pub next_steps: &'static [&'static str],
}

/// The chapters of a motion, one for each open stage of its template.
pub(super) const fn chapters(motion: Motion) -> &'static [Chapter] {
    match motion {
        Motion::InboundSmb => &smb::CHAPTERS,
        Motion::OutboundEnterprise => &enterprise::CHAPTERS,
        Motion::SelfServe => &self_serve::CHAPTERS,
    }
}

/// What fills the gaps of a deal's tales.
#[derive(Clone, Debug)]
pub(super) struct Story {
    pub account: String,
    pub champ: String,
    pub boss: String,
    pub tech: String,
    pub case: &'static cases::Case,
    pub amount: String,
    pub seats: i64,
    pub rival: &'static str,
}

impl Story {
    /// Writes a text with its gaps filled. `day` is the day it happened, `next` the next appointment's.
    pub fn tell(&self, dice: &mut Dice, text: &str, next: &str) -> String {
        let mut out = String::with_capacity(text.len() + 48);
        let mut rest = text;
        while let Some((before, behind)) = rest.split_once('{') {
            let (gap, after) = behind.split_once('}').unwrap_or((behind, ""));
            let (name, particle) = gap.split_once(':').unwrap_or((gap, ""));
            let word = self.word(dice, name, next);
            out.push_str(before);
            out.push_str(&word);
            out.push_str(with(&word, particle));
            rest = after;
        }
        out.push_str(rest);
        out
    }

    fn word(&self, dice: &mut Dice, name: &str, next: &str) -> String {
        match name {
            "account" => self.account.clone(),
            "champ" => self.champ.clone(),
            "boss" => self.boss.clone(),
            "tech" => self.tech.clone(),
            "case" => self.case.title.to_owned(),
            "pain" => self.case.pain.to_owned(),
            "sys" => self.case.system.to_owned(),
            "metric" => self.case.result.to_owned(),
            "amount" => self.amount.clone(),
            "seats" => self.seats.to_string(),
            "rival" => self.rival.to_owned(),
            "next" => next.to_owned(),
            "few" => dice.between(2, 5).to_string(),
            "many" => (dice.between(3, 18) * 10).to_string(),
            "percent" => dice.between(12, 48).to_string(),
            "minutes" => (dice.between(2, 11) * 5).to_string(),
            _ => String::new(),
        }
    }
}

/// The particle of this kind that follows the word.
fn with(word: &str, particle: &str) -> &'static str {
    let consonant = hangul::ends_in_consonant(word);
    match particle {
        "을" => hangul::object(word),
        "이" => hangul::subject(word),
        "로" => hangul::toward(word),
        "은" if consonant => "은",
        "은" => "는",
        "과" if consonant => "과",
        "과" => "와",
        _ => "",
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use domain::pipeline::template::Template;

    fn story() -> Story {
        Story {
            account: "온새담푸드".into(),
            champ: "윤서아 팀장".into(),
            boss: "한로운 대표".into(),
            tech: "백도현 책임".into(),
            case: &cases::CASES[0],
            amount: "₩1,250만".into(),
            seats: 40,
            rival: "토크나루",
        }
    }

    #[test]
    fn gaps_are_filled_with_the_right_particle() {
        let told = story().tell(&mut Dice::new(1), "{champ:과} {boss:이} {rival:을} 언급. {next}", "11/26");
        assert_eq!(told, "윤서아 팀장과 한로운 대표가 토크나루를 언급. 11/26");
    }

    #[test]
    fn every_open_stage_has_its_chapter_and_every_gap_its_word() {
        for motion in Motion::ALL {
            assert_eq!(chapters(motion).len(), Template::of(motion).open.len());
            for chapter in chapters(motion) {
                let tales = chapter.work.iter().chain(chapter.then).map(|it| it.text);
                for text in
                    tales.chain(chapter.tails.iter().copied()).chain(chapter.next_steps.iter().copied())
                {
                    for gap in text.split('{').skip(1) {
                        let name = gap.split(['}', ':']).next().unwrap_or_default();
                        assert!(!story().word(&mut Dice::new(1), name, "1/2").is_empty(), "{text}");
                    }
                }
            }
        }
    }

    #[test]
    fn every_outcome_fits_its_kind() {
        for tale in
            Motion::ALL.iter().flat_map(|it| chapters(*it)).flat_map(|it| it.work.iter().chain(it.then))
        {
            assert!(tale.outcome.is_none_or(|it| tale.kind.outcomes().contains(&it)), "{}", tale.text);
        }
    }
}
