//! What tabs pass on and take in, one by one, and in any story of a browser with many of them.

use super::*;
use proptest::prelude::*;

const fn place(seq: i64) -> Cursor {
    Cursor { xid: 7, seq }
}

fn text(seq: i64) -> Arc<str> {
    format!("{{\"frame\": {seq}}}").into()
}

#[test]
fn what_is_said_is_understood() {
    for said in [
        Passed::Ask(place(1)),
        Passed::Told { from: place(1), to: place(2), frame: None },
        Passed::Told { from: place(1), to: place(2), frame: Some("{\"a\": \"b c\", \"d\": 1}".into()) },
        Passed::Resync { before: None, to: place(3) },
        Passed::Resync { before: Some(place(2)), to: place(3) },
        Passed::Stream(Stream::Open),
        Passed::Stream(Stream::Lost),
        Passed::Present("[{\"member\":\"a b\"}]".into()),
    ] {
        assert_eq!(Passed::read(&said.write()), Some(said));
    }
    for strange in ["", "ask", "ask x", "told 7-1", "told 7-1 x", "stream ajar", "hello 7-1 7-2"] {
        assert_eq!(Passed::read(strange), None, "{strange}");
    }
}

#[test]
fn a_page_newer_than_the_stream_takes_only_what_is_new_to_it() {
    let mut page = Ear::at(place(5));
    assert_eq!(
        page.take(Passed::Told { from: place(1), to: place(4), frame: Some(text(4)) }),
        Taken::Nothing
    );
    // It may repeat something that the page shows already; what it leads to is new.
    let astride = Passed::Told { from: place(4), to: place(6), frame: Some(text(6)) };
    assert_eq!(page.take(astride), Taken::News(News::Frame(text(6))));
    assert_eq!(page.place(), place(6));
}

#[test]
fn a_page_older_than_the_stream_notices_and_is_told_what_it_misses() {
    let (mut leader, mut page) = (Ear::at(place(1)), Ear::at(place(1)));
    for seq in 2..5 {
        leader.frame(place(seq), text(seq));
    }
    let next = leader.frame(place(5), text(5)).expect("it is new");
    assert_eq!(page.take(next), Taken::Gap);
    let heard: Vec<_> = leader.answer(page.place()).into_iter().map(|it| page.take(it)).collect();
    let frames = (2..6).map(|seq| Taken::News(News::Frame(text(seq))));
    assert_eq!(heard, frames.chain([Taken::Nothing]).collect::<Vec<_>>());
    assert_eq!(page.place(), leader.place());
}

#[test]
fn who_asks_for_more_than_is_kept_reads_again_and_disturbs_nobody() {
    let mut leader = Ear::at(place(0));
    for seq in 1..=300 {
        leader.frame(place(seq), text(seq));
    }
    let (mut late, mut current) = (Ear::at(place(3)), Ear::at(place(290)));
    let answer = leader.answer(late.place());
    for passed in answer {
        assert_eq!(current.take(passed.clone()), Taken::Nothing);
        assert_eq!(late.take(passed), Taken::News(News::Resync));
    }
    assert_eq!(late.place(), place(300));
}

#[test]
fn a_page_made_before_the_leaders_own_is_not_told_that_nothing_happened() {
    let leader = Ear::at(place(9));
    let mut page = Ear::at(place(4));
    let heard: Vec<_> = leader.answer(page.place()).into_iter().map(|it| page.take(it)).collect();
    assert_eq!(heard, [Taken::News(News::Resync)]);
}

#[test]
fn the_servers_resync_counts_even_if_it_leads_back() {
    let (mut leader, mut page) = (Ear::at(place(50)), Ear::at(place(60)));
    let said = leader.resync(place(2));
    assert_eq!(page.take(said), Taken::News(News::Resync));
    let next = leader.frame(place(3), text(3)).expect("it is new");
    assert_eq!(page.take(next), Taken::News(News::Frame(text(3))));
}

#[test]
fn what_was_kept_before_a_resync_answers_no_reading() {
    let mut ear = Ear::at(place(1));
    ear.frame(place(2), text(2));
    ear.resync(place(9));
    assert!(ear.since(place(1)).is_none());
    assert_eq!(ear.since(place(9)).map(Iterator::count), Some(0));
}

#[test]
fn a_sleeping_tab_wakes_to_its_frames_or_to_one_reading() {
    let mut put_off = PutOff::default();
    put_off.add(News::Frame(text(1)));
    put_off.add(News::Frame(text(2)));
    assert_eq!(put_off.take(), [News::Frame(text(1)), News::Frame(text(2))]);
    for seq in 0..500 {
        put_off.add(News::Frame(text(seq)));
    }
    assert_eq!(put_off.take(), [News::Resync]);
    put_off.add(News::Resync);
    put_off.add(News::Frame(text(3)));
    assert_eq!(put_off.take(), [News::Resync]);
    assert_eq!(put_off.take(), []);
}

/// Something that happens to a browser with some tabs.
#[derive(Clone, Debug)]
enum Happens {
    /// Acts of this workspace, of others, or both; told together.
    Acts {
        ours: bool,
        many: i64,
    },
    Beat,
    /// A page is opened that the server made just now, or a while ago.
    Opens {
        behind: i64,
    },
    /// The leading tab goes; the one at this index takes over, from where it stands.
    LeaderGoes {
        to: usize,
    },
    /// A tab sleeps through what is passed on next.
    Misses(usize),
    Resync,
}

fn happens() -> impl Strategy<Value = Happens> {
    prop_oneof![
        6 => (any::<bool>(), 1..4i64).prop_map(|(ours, many)| Happens::Acts { ours, many }),
        2 => Just(Happens::Beat),
        2 => (0..6i64).prop_map(|behind| Happens::Opens { behind }),
        1 => (0..8usize).prop_map(|to| Happens::LeaderGoes { to }),
        2 => (0..8usize).prop_map(Happens::Misses),
        1 => Just(Happens::Resync),
    ]
}

/// A tab, and up to where its page shows everything: by its own reading, or by what it heard.
struct Tab {
    ear: Ear,
    shows: i64,
    asleep: bool,
}

/// The server's side: everything that ever happened to this workspace, by place, and how far it is.
struct Server {
    ours: Vec<i64>,
    now: i64,
}

impl Tab {
    fn paint(&mut self, news: &News, server: &Server) {
        self.shows = match news {
            News::Resync => server.now,
            News::Frame(frame) => {
                let told = (0..=server.now).find(|seq| text(*seq) == *frame).expect("a frame of this server");
                let skipped = server.ours.iter().find(|it| self.shows < **it && **it < told);
                assert_eq!(skipped, None, "between {} and {told}", self.shows);
                self.shows.max(told)
            }
        };
    }
}

fn pass(said: Passed, tabs: &mut [Tab], server: &Server) {
    let mut asks = Vec::new();
    for (index, tab) in tabs.iter_mut().enumerate().skip(1) {
        if tab.asleep {
            continue;
        }
        match tab.ear.take(said.clone()) {
            Taken::Nothing => {}
            Taken::News(news) => tab.paint(&news, server),
            Taken::Gap => asks.push(index),
        }
    }
    for index in asks {
        answer(index, tabs, server);
    }
}

/// A tab asks, and everybody hears the answer.
fn answer(index: usize, tabs: &mut [Tab], server: &Server) {
    for said in tabs[0].ear.answer(tabs[index].ear.place()) {
        for tab in tabs.iter_mut().skip(1) {
            if let Taken::News(news) = tab.ear.take(said.clone()) {
                tab.paint(&news, server);
            }
        }
    }
}

proptest! {
    #[test]
    fn whatever_happens_to_tabs_none_of_them_misses_an_act(story in prop::collection::vec(happens(), 1..60)) {
        let mut server = Server { ours: vec![], now: 10 };
        let mut tabs = vec![Tab { ear: Ear::at(place(10)), shows: 10, asleep: false }];
        for event in story {
            match event {
                Happens::Acts { ours, many } => {
                    server.now += many;
                    if ours {
                        server.ours.push(server.now);
                        let said = tabs[0].ear.frame(place(server.now), text(server.now)).expect("it is new");
                        tabs[0].shows = server.now;
                        pass(said, &mut tabs, &server);
                    }
                }
                Happens::Beat => {
                    let said = tabs[0].ear.beat(place(server.now));
                    pass(said, &mut tabs, &server);
                }
                Happens::Opens { behind } => {
                    let made = (server.now - behind).max(0);
                    tabs.push(Tab { ear: Ear::at(place(made)), shows: made, asleep: false });
                    let index = tabs.len() - 1;
                    answer(index, &mut tabs, &server);
                }
                Happens::LeaderGoes { to } => {
                    if tabs.len() > 1 {
                        tabs.remove(0);
                        let to = to % tabs.len();
                        tabs.swap(0, to);
                        tabs[0].asleep = false;
                        // Its stream begins where it stands: the server tells the rest.
                        let from = tabs[0].ear.place().seq;
                        for seq in server.ours.clone().into_iter().filter(|it| *it > from) {
                            let said = tabs[0].ear.frame(place(seq), text(seq)).expect("it is new");
                            tabs[0].shows = seq;
                            pass(said, &mut tabs, &server);
                        }
                    }
                }
                Happens::Misses(index) => {
                    let index = index % tabs.len();
                    tabs[index].asleep = index > 0 && !tabs[index].asleep;
                }
                Happens::Resync => {
                    let said = tabs[0].ear.resync(place(server.now));
                    tabs[0].shows = server.now;
                    pass(said, &mut tabs, &server);
                }
            }
        }
        // Everybody wakes, and asks as a tab does that is shown again.
        for index in 1..tabs.len() {
            tabs[index].asleep = false;
            answer(index, &mut tabs, &server);
        }
        let newest = server.ours.last().copied().unwrap_or(0);
        for tab in &tabs {
            prop_assert!(tab.shows >= newest, "{} of {newest}", tab.shows);
        }
    }
}
