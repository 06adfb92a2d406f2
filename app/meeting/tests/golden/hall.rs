//! A hall in which a meeting is played: who does what, in words. Nothing may be refused.

use meeting::agenda::Command as Agenda;
use meeting::attendance::{Command as Attendance, Kind};
use meeting::cards::Command as Cards;
use meeting::minutes::{Command as Minutes, Fact, Target};
use meeting::opinions::Command as Opinions;
use meeting::poll::{Answer, Ballot, Cast, Channel, Command as Poll, PaperCount, Questionnaire, Tally};
use meeting::projector::{Command as Projector, Scene};
use meeting::speakers::{Basis, Command as Speakers, Purpose, Speaker};
use meeting::splice::{Doc, Splice};
use meeting::{
    Actor, CardNumber, Command, EntryId, ItemId, Meeting, Moment, OpinionId, PersonId, Place, PollId,
    RequestId, SpeechId, details,
};

use crate::play::Play;

const CHAIR: Actor = Actor::Staff(Place::Chair);
const SECRETARY: Actor = Actor::Staff(Place::Secretary);
const DESK: Actor = Actor::Staff(Place::Desk);
const OFFICE: Actor = Actor::Staff(Place::Office);

/// How long one tap takes.
const TAP_MS: i64 = 1_250;

/// A meeting under way.
pub(crate) struct Hall {
    play: Play,
}

/// Someone with a hamlet and something to say.
pub(crate) fn someone(name: &str, hamlet: &str, subject: &str) -> Speaker {
    Speaker {
        name: name.to_owned(),
        hamlet: hamlet.to_owned(),
        subject: subject.to_owned(),
        ..Speaker::default()
    }
}

impl Hall {
    /// The evening before: 20 November 2026, 19 giờ.
    pub(crate) fn of(programme: &str) -> Self {
        Self { play: Play::of(programme, Moment(1_795_176_000_000)) }
    }

    /// The meeting after it was played.
    pub(crate) fn left(self) -> Play {
        self.play
    }

    fn meeting(&self) -> &Meeting {
        &self.play.meeting
    }

    /// Does something that must not be refused.
    fn does(&mut self, actor: Actor, command: impl Into<Command>) {
        let command = command.into();
        self.play.later_ms(TAP_MS);
        if let Err(refusal) = self.play.send(actor, &command) {
            panic!("{}: {actor} sent {command:?}: {refusal:?}", self.meeting().details.title);
        }
    }

    /// Some seconds pass.
    pub(crate) fn after(&mut self, seconds: i64) {
        self.play.later_ms(seconds * 1000);
    }

    /// The night passes; at eight all are there.
    pub(crate) fn morning(&mut self) {
        self.after(13 * 3600);
    }

    // Before and at the door.

    pub(crate) fn describe(&mut self, title: &str, venue: &str, chairs: &[&str], secretary: &str) {
        let describe = details::Command::Describe {
            title: title.to_owned(),
            venue: venue.to_owned(),
            starts: Some(Moment(1_795_222_800_000)),
            ends: None,
            chairs: chairs.iter().map(|name| (*name).to_owned()).collect(),
            secretaries: vec![secretary.to_owned()],
        };
        self.does(OFFICE, describe);
    }

    /// The office puts someone on the list before the meeting.
    pub(crate) fn register_before(&mut self, speaker: Speaker) {
        self.does(OFFICE, Speakers::RegisterSpeaker { speaker, namesake: false });
    }

    pub(crate) fn check_in(&mut self, people: &[(&str, &str)], kind: Kind) {
        for (name, hamlet) in people {
            let (name, hamlet) = ((*name).to_owned(), (*hamlet).to_owned());
            self.does(DESK, Attendance::CheckIn { name, hamlet, kind, namesake: false });
        }
    }

    /// The one who came last by name goes out again.
    pub(crate) fn check_out_last(&mut self) {
        let attendee = self.meeting().attendance.named.last().unwrap().id;
        self.does(DESK, Attendance::CheckOut { attendee });
    }

    pub(crate) fn arrive(&mut self, residents: i32, officials: i32) {
        self.does(DESK, Attendance::AddArrivals { residents, officials });
    }

    // The agenda.

    /// The office starts the first item and so opens the meeting.
    pub(crate) fn open(&mut self) {
        self.does(OFFICE, Agenda::StartItem { id: ItemId(1) });
    }

    /// The chair goes on to the next item.
    pub(crate) fn next(&mut self) {
        let id = self.meeting().agenda.next().unwrap().id;
        self.does(CHAIR, Agenda::StartItem { id });
    }

    /// The chair leaves the next item out.
    pub(crate) fn skip_next(&mut self) {
        let id = self.meeting().agenda.next().unwrap().id;
        self.does(CHAIR, Agenda::SkipItem { id });
    }

    pub(crate) fn agenda(&mut self, command: Agenda) {
        self.does(OFFICE, command);
    }

    pub(crate) fn close(&mut self) {
        self.does(CHAIR, Agenda::CloseMeeting);
    }

    // The list and the floor.

    pub(crate) fn speakers(&mut self, command: Speakers) {
        self.does(CHAIR, command);
    }

    /// Someone asks for the floor with a phone.
    pub(crate) fn phone_asks(&mut self, person: u64, speaker: Speaker) {
        self.does(Actor::Person(PersonId(person)), Speakers::RequestFloor { speaker });
    }

    /// ... and takes it back.
    pub(crate) fn phone_withdraws(&mut self, person: u64) {
        let request = self.meeting().speakers.request_of(PersonId(person)).unwrap().id;
        self.does(Actor::Person(PersonId(person)), Speakers::WithdrawRequest { request });
    }

    /// The desk puts someone without a phone on the list.
    pub(crate) fn desk_registers(&mut self, speaker: Speaker) {
        self.does(DESK, Speakers::RegisterSpeaker { speaker, namesake: false });
    }

    /// The desk moves a request to the top.
    pub(crate) fn desk_puts_first(&mut self, request: u32) {
        self.does(DESK, Speakers::MoveRequest { request: RequestId(request), after: None });
    }

    /// The first who waits speaks for so many seconds.
    pub(crate) fn next_speaks(&mut self, seconds: i64) -> SpeechId {
        let request = self.meeting().speakers.waiting[0];
        self.does(CHAIR, Speakers::GiveFloor { request, seconds: None });
        self.after(seconds);
        self.speech()
    }

    /// The chair invites someone, who speaks for so many seconds and ends.
    pub(crate) fn invited(&mut self, purpose: Purpose, speaker: Speaker, seconds: i64) -> SpeechId {
        self.does(CHAIR, Speakers::InviteToSpeak { speaker, purpose, seconds: Some(600), about: None });
        self.after(seconds);
        let speech = self.speech();
        self.end();
        speech
    }

    fn speech(&self) -> SpeechId {
        self.meeting().speakers.current().unwrap().id
    }

    pub(crate) fn pause_for(&mut self, seconds: i64) {
        let speech = self.speech();
        self.does(CHAIR, Speakers::PauseSpeech { speech });
        self.after(seconds);
        self.does(CHAIR, Speakers::ResumeSpeech { speech });
    }

    pub(crate) fn extend(&mut self, seconds: u32) {
        let speech = self.speech();
        self.does(CHAIR, Speakers::ExtendSpeech { speech, seconds });
    }

    pub(crate) fn end(&mut self) {
        let speech = self.speech();
        self.does(CHAIR, Speakers::EndSpeech { speech, breach: String::new() });
    }

    /// The laptop dies in mid-speech, a second after the last the disk knows of, and comes back.
    pub(crate) fn outage(&mut self, seconds: i64) {
        let last_known = self.play.now;
        self.after(seconds);
        self.does(Actor::System, details::Command::Recover { last_known });
        let speech = self.speech();
        self.does(CHAIR, Speakers::ResumeSpeech { speech });
    }

    /// The office puts many people on the list at once.
    pub(crate) fn import(&mut self, speakers: Vec<Speaker>) {
        self.does(OFFICE, Speakers::RegisterMany { speakers, namesakes: Vec::new() });
    }

    /// The chair begins an item.
    pub(crate) fn start(&mut self, id: ItemId) {
        self.does(CHAIR, Agenda::StartItem { id });
    }

    /// The chair takes the last step back.
    pub(crate) fn undo(&mut self) {
        let step = meeting::undo::offered(self.meeting(), meeting::Place::Chair).unwrap().step.position;
        self.does(CHAIR, meeting::undo::Command::Undo { step });
    }

    /// The chair applies a proposed order.
    pub(crate) fn propose(&mut self, basis: Basis) {
        let fields = self.meeting().programme.fields.clone();
        let ranked =
            meeting::speakers::fair::propose(&self.meeting().speakers, basis, &fields, self.play.now);
        let order = ranked.into_iter().map(|ranked| ranked.request).collect();
        self.does(CHAIR, Speakers::ApplyOrder { basis, order });
    }

    /// Someone who waits speaks for so many seconds.
    pub(crate) fn gives(&mut self, request: RequestId, seconds: i64) {
        self.does(CHAIR, Speakers::GiveFloor { request, seconds: None });
        self.after(seconds);
    }

    /// The last of the people who was heard.
    pub(crate) fn heard(&self) -> SpeechId {
        self.meeting().speakers.last_heard().unwrap().id
    }

    /// Someone who was heard speaks again for so many seconds.
    pub(crate) fn again(&mut self, speech: SpeechId, purpose: Purpose, seconds: i64) {
        self.does(CHAIR, Speakers::GiveFloorAgain { speech, purpose, seconds: None });
        self.after(seconds);
    }

    /// The secretary marks the speech that is on.
    pub(crate) fn off_topic(&mut self) {
        let speech = self.speech();
        self.does(SECRETARY, Speakers::MarkOffTopic { speech, off_topic: true });
    }

    /// The chair ends the speech for a breach of the rules.
    pub(crate) fn ends_for(&mut self, breach: &str) {
        let speech = self.speech();
        self.does(CHAIR, Speakers::EndSpeech { speech, breach: breach.to_owned() });
    }

    /// So many seconds from now.
    pub(crate) fn at(&self, seconds: i64) -> Moment {
        self.play.now.plus_ms(seconds * 1000)
    }

    /// The program closes the list whose last call is over.
    pub(crate) fn last_call_ends(&mut self) {
        self.does(Actor::System, Speakers::EndLastCall);
    }

    /// The chair notes something at an item.
    pub(crate) fn notes(&mut self, id: ItemId, words: &str) {
        self.types(CHAIR, Target::Notes(id), words);
    }

    // What is written.

    /// The secretary begins an opinion and goes on typing.
    pub(crate) fn opinion(&mut self, speech: SpeechId, begins: &str, goes_on: &[&str]) -> OpinionId {
        self.does(SECRETARY, Opinions::RecordOpinion { speech, text: begins.to_owned() });
        let opinion = self.meeting().opinions.all.last().unwrap().id;
        for more in goes_on {
            self.types(SECRETARY, Target::Opinion(opinion), more);
        }
        opinion
    }

    /// The desk corrects words of an opinion.
    pub(crate) fn desk_corrects(&mut self, opinion: OpinionId, wrong: &str, right: &str) {
        let target = Target::Opinion(opinion);
        let after = self.doc(target).text().replace(wrong, right);
        self.edits(DESK, target, &after);
    }

    /// The secretary writes at the entry of a speech.
    pub(crate) fn at_speech(&mut self, speech: SpeechId, words: &str) {
        let entry = self.meeting().minutes.about_speech(speech).unwrap().id;
        self.types(SECRETARY, Target::Entry(entry), words);
    }

    /// The secretary writes at the entry of the item that is on.
    pub(crate) fn at_item(&mut self, words: &str) {
        let item = self.meeting().agenda.current().unwrap().id;
        let entries = self.meeting().minutes.entries.iter().rev();
        let entry = entries.clone().find(|entry| entry.fact == Fact::Item(item)).unwrap().id;
        self.types(SECRETARY, Target::Entry(entry), words);
    }

    pub(crate) fn note(&mut self, text: &str) -> EntryId {
        self.does(SECRETARY, Minutes::WriteNote { text: text.to_owned() });
        self.meeting().minutes.entries.last().unwrap().id
    }

    /// Two secretaries type into one entry at once: the second has not yet seen what the first typed.
    pub(crate) fn at_once(&mut self, entry: EntryId, in_front: &str, behind: &str) {
        let target = Target::Entry(entry);
        let (revision, length) = (self.doc(target).revision(), self.doc(target).text().chars().count());
        for (at, inserted) in [(0, in_front), (length, behind)] {
            let splice = Splice { at, removed: 0, inserted: inserted.to_owned() };
            self.does(SECRETARY, Minutes::EditText { target, revision, splice });
        }
    }

    fn doc(&self, target: Target) -> &Doc {
        match target {
            Target::Entry(id) => &self.meeting().minutes.entry(id).unwrap().text,
            Target::Opinion(id) => &self.meeting().opinions.get(id).unwrap().text,
            Target::Notes(id) => &self.meeting().agenda.item(id).unwrap().notes,
        }
    }

    fn types(&mut self, actor: Actor, target: Target, more: &str) {
        let after = format!("{}{more}", self.doc(target).text());
        self.edits(actor, target, &after);
    }

    fn edits(&mut self, actor: Actor, target: Target, after: &str) {
        let doc = self.doc(target);
        let (revision, splice) = (doc.revision(), Splice::between(doc.text(), after).unwrap());
        self.does(actor, Minutes::EditText { target, revision, splice });
    }

    // The poll and the wall.

    /// The poll is opened, takes these ballots, is closed, counted and shown.
    pub(crate) fn poll(&mut self, ballots: &[(u32, &str)]) {
        self.does(CHAIR, Poll::OpenPoll { poll: PollId(1) });
        self.after(240);
        self.does(CHAIR, Poll::ClosePoll { poll: PollId(1) });
        self.does(Actor::System, Poll::SealBallotBox { poll: PollId(1) });
        let ballot = |(level, words): &(u32, &str)| Ballot {
            poll: PollId(1),
            answers: vec![Answer::Ticked(vec![*level]), Answer::Words((*words).to_owned())],
        };
        let ballots = ballots.iter().map(|one| Cast::by(Channel::Phone, ballot(one)));
        let ballots: Vec<_> = ballots.collect();
        let questions = &self.meeting().polls.current().unwrap().questionnaire.questions;
        let tally = Tally::of(questions, &ballots, None, |_| ());
        self.does(Actor::System, Poll::CountBallots { poll: PollId(1), tally });
        self.does(CHAIR, Poll::ShowResult { poll: PollId(1) });
    }

    /// The office prepares one poll anew.
    pub(crate) fn writes_poll(&mut self, questionnaire: Questionnaire) {
        self.does(OFFICE, Poll::WritePoll { poll: Some(PollId(1)), questionnaire });
    }

    /// The office prints so many door cards, and the desk hands them out.
    pub(crate) fn cards(&mut self, count: u32) {
        self.does(OFFICE, Cards::PrintCards { count });
        for card in 1..=count {
            self.does(DESK, Cards::IssueCard { card: CardNumber(card), newcomer: false });
        }
    }

    /// A show of hands, counted and shown.
    pub(crate) fn show_of_hands(&mut self, title: &str) {
        self.does(CHAIR, Poll::OpenShowOfHands { title: title.to_owned() });
        let poll = self.meeting().polls.current;
        self.after(30);
        self.does(CHAIR, Poll::ClosePoll { poll });
        self.seals(poll);
        let ballots = [0, 0, 2].map(|level| (Channel::Phone, vec![Answer::Ticked(vec![level])]));
        self.counts(poll, &ballots, None);
        self.does(CHAIR, Poll::ShowResult { poll });
    }

    pub(crate) fn desk_polls(&mut self, command: Poll) {
        self.does(DESK, command);
    }

    pub(crate) fn secretary_polls(&mut self, command: Poll) {
        self.does(SECRETARY, command);
    }

    pub(crate) fn office_polls(&mut self, command: Poll) {
        self.does(OFFICE, command);
    }

    /// The program puts the ballots in random order.
    pub(crate) fn seals(&mut self, poll: PollId) {
        self.does(Actor::System, Poll::SealBallotBox { poll });
    }

    /// The program counts what came by each channel, and the paper ballots.
    pub(crate) fn counts(
        &mut self,
        poll: PollId,
        ballots: &[(Channel, Vec<Answer>)],
        paper_ballots: Option<&PaperCount>,
    ) {
        let cast = |(channel, answers): &(Channel, Vec<Answer>)| {
            Cast::by(*channel, Ballot { poll, answers: answers.clone() })
        };
        let voter_roll: Vec<_> = ballots.iter().map(cast).collect();
        let known = self.meeting().polls.get(poll).unwrap();
        let tally = Tally::of(&known.questionnaire.questions, &voter_roll, paper_ballots, |_| ());
        self.does(Actor::System, Poll::CountBallots { poll, tally });
    }

    pub(crate) fn hide_result(&mut self) {
        self.does(OFFICE, Poll::HideResult { poll: PollId(1) });
    }

    pub(crate) fn pin(&mut self, scene: Scene) {
        self.does(CHAIR, Projector::Pin { scene });
    }

    pub(crate) fn follow(&mut self) {
        self.does(CHAIR, Projector::Follow);
    }
}
