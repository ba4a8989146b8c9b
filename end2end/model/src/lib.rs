//! The pipeline against its model. A team works one pipeline in a story made up by chance: moves, edits, gates,
//! undos, lost requests, late answers, cut and repeated streams. When it is quiet again, every screen must show
//! what the server has. The same story is told natively and as the browser runs it.

mod chance;
mod screen;
mod server;

pub use chance::Chance;
use screen::Screen;
use server::Server;

/// How many people look at the board.
const SCREENS: usize = 3;

/// Tells one story of so many steps. An error says what a screen shows otherwise than the server.
pub fn tell(story: u64, steps: u32) -> Result<(), String> {
    let mut chance = Chance::new(story);
    let mut server = Server::open(&mut chance);
    let mut screens: Vec<_> = (0..SCREENS).map(|_| Screen::open(&server)).collect();
    for _ in 0..steps {
        if chance.one_in(12) {
            server.edit(&mut chance);
        } else {
            let at = chance.below(screens.len());
            screens[at].step(&mut server, &mut chance);
        }
        server.is_sound()?;
    }
    for (at, screen) in screens.iter_mut().enumerate() {
        screen.come_to_rest(&mut server);
        screen.compare(&server).map_err(|what| format!("story {story}, screen {at}: {what}"))?;
    }
    Ok(())
}

/// For the browser's side of the proof: the first of so many stories that goes wrong, told in words, else nothing.
#[cfg(target_arch = "wasm32")]
#[wasm_bindgen::prelude::wasm_bindgen]
pub fn tell_all(stories: u32, steps: u32) -> Option<String> {
    (0..u64::from(stories)).find_map(|story| tell(story, steps).err())
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Stories and their steps; the long form is for a night.
    fn extent() -> (u64, u32) {
        let long = std::env::var_os("BATON_MODEL_LONG").is_some();
        if long { (100_000, 50) } else { (2_000, 50) }
    }

    #[test]
    fn whatever_happens_every_screen_ends_with_what_the_server_has() {
        let (stories, steps) = extent();
        for story in 0..stories {
            if let Err(what) = tell(story, steps) {
                panic!("{what}");
            }
        }
    }

    #[test]
    fn a_screen_that_misses_news_is_found_out() {
        let mut chance = Chance::new(7);
        let mut server = Server::open(&mut chance);
        let screen = Screen::open(&server);
        for _ in 0..20 {
            server.edit(&mut chance);
        }
        assert!(screen.compare(&server).is_err());
    }
}
