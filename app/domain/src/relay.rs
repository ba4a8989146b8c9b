//! One tab of a browser hears for all of them: what it passes on, what the others make of it, and what is kept so
//! that a tab that joins later misses nothing.
//!
//! Everything that is passed on says from which place of the feed to which it leads. A tab takes what continues
//! where it stands, knows what leads no further, and asks where something is missing in between; so the one that
//! hears may change at any moment, and an answer to one tab disturbs no other.

use crate::events::Cursor;
use std::collections::VecDeque;
use std::sync::Arc;

/// How many frames a tab keeps: for tabs that join, and for readings that were made just before they came.
const KEPT: usize = 256;
/// A tab that slept through more than this reads again rather than paints them one by one.
const PUT_OFF: usize = 64;

/// How the stream is.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Stream {
    /// Not opened: on the server, or before the page woke up.
    #[default]
    Closed,
    Open,
    /// Cut off; what is on screen may be old.
    Lost,
}

impl Stream {
    const ALL: [Self; 3] = [Self::Closed, Self::Open, Self::Lost];

    pub const fn code(self) -> &'static str {
        match self {
            Self::Closed => "closed",
            Self::Open => "open",
            Self::Lost => "lost",
        }
    }
}

/// What one tab says to the others.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Passed {
    /// "I stand here; what came since?"
    Ask(Cursor),
    /// Everything between two places: a frame as the server wrote it, or nothing at all.
    Told { from: Cursor, to: Cursor, frame: Option<Arc<str>> },
    /// Whoever stands before a place has missed too much and reads again; without a place, everybody does.
    Resync { before: Option<Cursor>, to: Cursor },
    /// How the stream is, by which the others know that somebody hears.
    Stream(Stream),
    /// Who looks at what now, as the server wrote it.
    Present(Arc<str>),
}

impl Passed {
    pub fn write(&self) -> String {
        match self {
            Self::Ask(at) => format!("ask {at}"),
            Self::Told { from, to, frame: None } => format!("told {from} {to}"),
            Self::Told { from, to, frame: Some(frame) } => format!("told {from} {to} {frame}"),
            Self::Resync { before: None, to } => format!("resync {to}"),
            Self::Resync { before: Some(before), to } => format!("resync {to} {before}"),
            Self::Stream(stream) => format!("stream {}", stream.code()),
            Self::Present(text) => format!("present {text}"),
        }
    }

    /// None: no tab of ours wrote this.
    pub fn read(text: &str) -> Option<Self> {
        if let Some(text) = text.strip_prefix("present ") {
            return Some(Self::Present(text.into()));
        }
        let mut parts = text.splitn(4, ' ');
        let kind = parts.next()?;
        let first = parts.next()?;
        let second = parts.next().map(|it| it.parse().map_err(|_| ())).transpose().ok()?;
        let frame = parts.next().map(Arc::from);
        Some(match kind {
            "ask" => Self::Ask(first.parse().ok()?),
            "told" => Self::Told { from: first.parse().ok()?, to: second?, frame },
            "resync" => Self::Resync { before: second, to: first.parse().ok()? },
            "stream" => Self::Stream(Stream::ALL.into_iter().find(|it| it.code() == first)?),
            _ => return None,
        })
    }
}

/// What a page is to do about something heard.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum News {
    /// A frame, as the server wrote it.
    Frame(Arc<str>),
    /// Too much was missed to be told one by one: read again.
    Resync,
}

/// What a tab makes of something that was passed on.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Taken {
    Nothing,
    News(News),
    /// Something is missing in between: ask for it.
    Gap,
}

/// How far a tab has heard, and what it keeps.
#[derive(Clone, Debug, Default)]
pub struct Ear {
    at: Cursor,
    /// Every frame after this place is kept.
    reach: Cursor,
    kept: VecDeque<(Cursor, Arc<str>)>,
}

impl Ear {
    /// For a page that was made when the server had heard so far.
    pub fn at(place: Cursor) -> Self {
        Self { at: place, reach: place, kept: VecDeque::new() }
    }

    pub const fn place(&self) -> Cursor {
        self.at
    }

    /// The frames after a place that came already; None when what is kept reaches not that far back.
    pub fn since(&self, place: Cursor) -> Option<impl Iterator<Item = &(Cursor, Arc<str>)>> {
        (place >= self.reach).then(|| self.kept.iter().filter(move |it| it.0 > place))
    }

    /// The server sent a frame: what to pass on, unless it is known.
    pub fn frame(&mut self, to: Cursor, text: Arc<str>) -> Option<Passed> {
        let from = self.at;
        (to > from).then(|| {
            self.keep(to, text.clone());
            Passed::Told { from, to, frame: Some(text) }
        })
    }

    /// The server said that nothing else happened up to here.
    pub fn beat(&mut self, to: Cursor) -> Passed {
        let from = self.at;
        self.at = from.max(to);
        Passed::Told { from, to: self.at, frame: None }
    }

    /// The server said that it cannot tell what happened. Its word counts, also when it leads back: the database
    /// may be another one.
    pub fn resync(&mut self, to: Cursor) -> Passed {
        *self = Self::at(to);
        Passed::Resync { before: None, to }
    }

    /// What a tab that stands at this place is to be told.
    pub fn answer(&self, place: Cursor) -> Vec<Passed> {
        let Some(frames) = self.since(place) else {
            return vec![Passed::Resync { before: Some(self.reach), to: self.at }];
        };
        let mut from = place;
        let mut told = Vec::new();
        for (to, text) in frames {
            told.push(Passed::Told { from, to: *to, frame: Some(text.clone()) });
            from = *to;
        }
        told.push(Passed::Told { from: from.min(self.at), to: self.at, frame: None });
        told
    }

    /// Takes in what another tab passed on.
    pub fn take(&mut self, passed: Passed) -> Taken {
        match passed {
            Passed::Told { to, .. } if to <= self.at => Taken::Nothing,
            Passed::Told { from, .. } if from > self.at => Taken::Gap,
            Passed::Told { to, frame: None, .. } => {
                self.at = to;
                Taken::Nothing
            }
            Passed::Told { to, frame: Some(text), .. } => {
                self.keep(to, text.clone());
                Taken::News(News::Frame(text))
            }
            Passed::Resync { before: Some(before), .. } if self.at >= before => Taken::Nothing,
            Passed::Resync { to, .. } => {
                *self = Self::at(to);
                Taken::News(News::Resync)
            }
            Passed::Ask(_) | Passed::Stream(_) | Passed::Present(_) => Taken::Nothing,
        }
    }

    fn keep(&mut self, to: Cursor, text: Arc<str>) {
        self.at = to;
        if self.kept.len() == KEPT
            && let Some((forgotten, _)) = self.kept.pop_front()
        {
            self.reach = forgotten;
        }
        self.kept.push_back((to, text));
    }
}

/// What a tab that nobody sees puts off until it is shown.
#[derive(Clone, Debug, Default)]
pub struct PutOff(Vec<News>);

impl PutOff {
    pub fn add(&mut self, news: News) {
        if news == News::Resync || self.0.len() == PUT_OFF {
            self.0 = vec![News::Resync];
        } else if self.0 != [News::Resync] {
            self.0.push(news);
        }
    }

    pub fn take(&mut self) -> Vec<News> {
        std::mem::take(&mut self.0)
    }
}

#[cfg(test)]
mod tests;
