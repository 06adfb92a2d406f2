//! The law of fields kept in step: several people type into one text at once, over lines of any slowness,
//! and once all is quiet every field shows the room's text, with every character that anyone typed and
//! nobody deleted in it exactly once.

use std::collections::BTreeSet;

use meeting::minutes::{Command, Target};
use meeting::splice::{Splice, TextSync};
use meeting::{Actor, EntryId, Place};
use proptest::prelude::*;

use super::cases;
use super::merging::{check_characters, fresh};
use super::plan::START;
use crate::play::Play;

const CLIENTS: usize = 3;
const SECRETARY: Actor = Actor::Staff(Place::Secretary);
const TEXT: EntryId = EntryId(1);
/// In so many places one may type before the first is sent. Each may come apart into two when another's
/// words come in between, and more than eight near to each other count as a passage written anew, which
/// goes as a whole.
const PLACES: usize = 4;

/// What happens next, at one of the clients or on its line.
#[derive(Clone, Copy, Debug)]
enum Happens {
    /// Someone types: where, how many characters go and come.
    Typing { at: usize, removed: usize, inserted: usize },
    /// The field sends what it has, unless an edit is on its way.
    Sending,
    /// The room takes what was sent.
    Taking,
    /// The room does not take it, for a reason of its own.
    Refusing,
    /// The answer arrives.
    Answering,
    /// News arrives: any text of the room's that is no older than the last that arrived.
    News { skipped: usize },
}

fn happens() -> impl Strategy<Value = (usize, Happens)> {
    use Happens::*;
    let what = prop_oneof![
        6 => (any::<usize>(), 0..4_usize, 0..4_usize)
            .prop_map(|(at, removed, inserted)| Typing { at, removed: removed.saturating_sub(1), inserted }),
        5 => Just(Sending),
        5 => Just(Taking),
        1 => Just(Refusing),
        5 => Just(Answering),
        6 => (0..4_usize).prop_map(|skipped| News { skipped }),
    ];
    (0..CLIENTS, what)
}

/// A field in a browser, with its line to the room. It does with [`TextSync`] what the consoles do.
#[derive(Clone, Debug)]
struct Client {
    sync: TextSync,
    field: String,
    /// Sent and not yet taken.
    sent: Option<(u64, Splice)>,
    /// Answered and not yet arrived: the position, or a refusal.
    answer: Option<Option<u64>>,
    /// Which of the room's texts arrived last.
    arrived: usize,
    /// In how many places one has typed since all was saved.
    places: usize,
}

struct World {
    play: Play,
    /// Every text the room ever had, with its revision.
    texts: Vec<(u64, String)>,
    clients: Vec<Client>,
    typed: u32,
    deleted: BTreeSet<char>,
}

impl World {
    fn new() -> Self {
        let mut play = Play::of("xa-dinh-ky", START);
        let mut typed = 0;
        let begin = fresh(&mut typed, 6);
        play.send(SECRETARY, &Command::WriteNote { text: begin.clone() }.into()).unwrap();
        let revision = play.meeting.position;
        let sync = TextSync::new(begin.clone(), revision);
        let client = Client { sync, field: begin.clone(), sent: None, answer: None, arrived: 0, places: 0 };
        let clients = vec![client; CLIENTS];
        Self { play, texts: vec![(revision, begin)], clients, typed, deleted: BTreeSet::new() }
    }

    fn step(&mut self, who: usize, what: Happens) {
        match what {
            Happens::Typing { at, removed, inserted } => {
                let client = &mut self.clients[who];
                client.places = if client.sync.is_unsaved(&client.field) { client.places + 1 } else { 1 };
                if client.places > PLACES {
                    return;
                }
                let inserted = fresh(&mut self.typed, inserted);
                let field = &mut client.field;
                let length = field.chars().count();
                let at = at % (length + 1);
                let removed = removed.min(length - at);
                self.deleted.extend(field.chars().skip(at).take(removed));
                *field = Splice { at, removed, inserted }.apply(field).unwrap();
            }
            Happens::Sending => {
                let client = &mut self.clients[who];
                if let Some(edit) = client.sync.edit(&client.field) {
                    assert!(client.sent.replace(edit).is_none(), "two edits on their way");
                }
            }
            Happens::Taking => self.take(who),
            Happens::Refusing => {
                let client = &mut self.clients[who];
                if client.sent.take().is_some() {
                    client.answer = Some(None);
                }
            }
            Happens::Answering => {
                let client = &mut self.clients[who];
                match client.answer.take() {
                    None => return,
                    Some(Some(position)) => client.sync.acknowledged(position),
                    Some(None) => client.sync.refused(),
                }
                self.news(who);
            }
            Happens::News { skipped } => {
                let newest = self.texts.len() - 1;
                let client = &mut self.clients[who];
                client.arrived = newest.saturating_sub(skipped).max(client.arrived);
                self.news(who);
            }
        }
    }

    fn take(&mut self, who: usize) {
        let Some((revision, splice)) = self.clients[who].sent.take() else { return };
        let command = Command::EditText { target: Target::Entry(TEXT), revision, splice };
        self.play.send(SECRETARY, &command.into()).unwrap();
        let position = self.play.meeting.position;
        self.clients[who].answer = Some(Some(position));
        self.texts.push((position, self.room().to_owned()));
    }

    /// Brings what has arrived last into the field.
    fn news(&mut self, who: usize) {
        let client = &mut self.clients[who];
        let (revision, text) = &self.texts[client.arrived];
        if let Some(rebased) = client.sync.news(text, *revision, &client.field) {
            assert_ne!(rebased.text, client.field, "what is right as it is need not be shown again");
            client.field = rebased.text;
        }
    }

    fn room(&self) -> &str {
        self.play.meeting.minutes.entry(TEXT).unwrap().text.text()
    }

    /// Nobody types any more, and every line works.
    fn become_quiet(&mut self) {
        for _ in 0..500 {
            for who in 0..CLIENTS {
                let all =
                    [Happens::Sending, Happens::Taking, Happens::Answering, Happens::News { skipped: 0 }];
                all.into_iter().for_each(|what| self.step(who, what));
            }
            let room = self.room();
            if self.clients.iter().all(|client| client.field == room && !client.sync.is_unsaved(room)) {
                return;
            }
        }
        panic!("never quiet: the room has {:?}, the fields {:#?}", self.room(), self.clients);
    }
}

proptest! {
    #![proptest_config(cases(6000))]

    #[test]
    fn fields_end_as_the_rooms_text_with_every_word_once(
        plan in prop::collection::vec(happens(), 1..80),
    ) {
        let mut world = World::new();
        for (who, what) in plan {
            world.step(who, what);
        }
        world.become_quiet();
        check_characters(world.room(), world.typed, &world.deleted);
        for client in &mut world.clients {
            prop_assert_eq!(client.sync.edit(&client.field), None);
        }
    }
}
