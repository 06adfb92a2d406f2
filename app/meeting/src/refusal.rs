//! Refusals: typed reasons why a command was not done. Each becomes a sentence in `app/src/text`, in the language of
//! the person who asked; none of them changes anything.

use serde::{Deserialize, Serialize};

use crate::actor::Place;
use crate::id::{CardNumber, RequestId};
use crate::time::Moment;

/// A field of a form or a command, to point at in the sentence.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Field {
    /// Title of an item or of the meeting.
    Title,
    /// A person's name.
    Name,
    /// Hamlet or organisation.
    Hamlet,
    /// On whose behalf.
    OnBehalf,
    /// What someone wants to speak about.
    Subject,
    /// Field or issue of the programme.
    Topic,
    /// Where a written answer can be sent.
    Contact,
    /// Why a speech was ended.
    Reason,
    /// An address to follow.
    Address,
    /// An attached file.
    File,
    /// Who leads an item.
    Lead,
    /// Where the meeting is held.
    Venue,
    /// Text of the minutes or of an opinion.
    Text,
    /// Answer to a written opinion.
    Answer,
    /// Free words beside a ballot.
    Remark,
    /// Who is to settle an opinion.
    Responsible,
    /// A message to the hall.
    Message,
    /// Planned duration of an item, in minutes.
    #[serde(rename = "minutes")]
    Duration,
    /// Seconds of a speech.
    Seconds,
    /// A number of door cards.
    Cards,
    /// A number of people.
    Count,
    /// The answer ticked on a ballot.
    Level,
    /// How many answers are ticked at one question.
    Ticks,
    /// A question of a poll.
    Question,
    /// How many questions a poll has.
    Questions,
    /// What can be ticked at a question.
    Option,
    /// How much can be ticked at a question.
    Options,
    /// A number of paper ballots.
    #[serde(rename = "papers")]
    PaperBallots,
    /// Paper ballots found in the box.
    Returned,
    /// Paper ballots that do not count.
    Invalid,
    /// A number of days.
    Days,
}

/// Why a step cannot be undone.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Held {
    /// Someone has written under what it began: in the minutes, an opinion, notes at an item.
    Written,
    /// People vote.
    Voting,
    /// Someone else has acted on it.
    Acted,
}

/// A kind of thing that is named by an id.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Thing {
    /// Agenda item.
    Item,
    /// Request to speak.
    Request,
    /// Speech.
    Speech,
    /// Opinion.
    Opinion,
    /// Written opinion.
    Written,
    /// Minutes entry.
    Entry,
    /// Checked-in person.
    Attendee,
    /// Attached file or address.
    File,
    /// Door card.
    Card,
    /// Poll.
    Poll,
    /// Free words that may be shown.
    Words,
    /// Where someone can be reached.
    Contact,
}

/// Why a command was refused; nothing was changed.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "code", rename_all = "snake_case")]
pub enum Refusal {
    /// This is not done from that place.
    NotAllowed {
        /// The place it was asked from; `None` for the program itself.
        place: Option<Place>,
    },
    /// There is no such thing, or no longer.
    NotFound {
        /// What kind of thing was named.
        thing: Thing,
    },
    /// The meeting is over.
    MeetingClosed,
    /// The meeting has not been opened yet.
    MeetingNotOpen,
    /// A field that must be filled is empty.
    Empty {
        /// The field that is empty.
        field: Field,
    },
    /// A field holds more than it may.
    TooLong {
        /// The field that holds too much.
        field: Field,
        /// Most characters it may hold.
        most: usize,
    },
    /// A field holds control characters or marks that turn the direction of writing.
    ForbiddenCharacter {
        /// The field that holds one.
        field: Field,
    },
    /// A number lies outside its bounds.
    OutOfRange {
        /// The field that holds the number.
        field: Field,
        /// The least it may be.
        least: i64,
        /// The most it may be.
        most: i64,
    },
    /// The meeting is to end before it begins.
    EndsBeforeStart,
    /// The item has already begun, so it can no longer be changed that way.
    ItemBegun,
    /// The item is on already.
    ItemRunning,
    /// The item is not on.
    ItemNotRunning,
    /// The item has parts of its own; they are removed or moved first.
    HasParts,
    /// A part has no parts.
    TooDeep,
    /// No address a browser follows safely.
    BadAddress,
    /// The list of speakers is closed.
    ListClosed,
    /// The list of speakers is open already.
    ListOpen,
    /// This person already waits or speaks.
    AlreadyWaiting,
    /// The last call is over.
    LastCallOver {
        /// When the last call ended.
        until: Moment,
    },
    /// A last call must lie ahead.
    LastCallPast,
    /// This person has spoken as often as anyone may from the list.
    SpokenEnough {
        /// How many times that is.
        most: u32,
    },
    /// Someone of this name from this hamlet is on the list; if it is another person, that is to be said.
    SameName {
        /// The number of the one who is.
        request: RequestId,
    },
    /// Someone of this name from this hamlet is checked in; if it is another person, that is to be said.
    SameAttendee {
        /// Since when they are.
        at: Moment,
    },
    /// Someone in the order that was seen was given the floor since.
    ListChanged,
    /// One cannot speak for oneself as for another.
    SameRequest,
    /// The request speaks for itself already.
    NotMerged,
    /// The request is on the list, or its person speaks.
    StillOnList,
    /// The request no longer waits: the floor was given or it was withdrawn.
    NotWaiting,
    /// The request is someone else's.
    NotYours,
    /// Someone has the floor.
    FloorTaken {
        /// Name of the person who has it.
        name: String,
    },
    /// The speech has ended.
    SpeechEnded,
    /// The speech is paused.
    SpeechPaused,
    /// The speech is running.
    SpeechRunning,
    /// There is no step left to undo.
    NothingToUndo,
    /// Another step has been done or undone meanwhile: the one that was named is no longer the newest.
    OtherStep,
    /// Something rests on the step: someone else has acted on it, or words were written under it.
    StepHeld {
        /// What rests on it.
        why: Held,
    },
    /// Two options of a question are called the same.
    SameOption {
        /// The name both have.
        option: String,
    },
    /// The poll is open already.
    PollOpen,
    /// The poll has not been opened yet.
    PollNotOpen,
    /// The poll was opened before and is closed: it is not opened like a new one.
    PollClosed,
    /// The poll is closed and takes no more ballots.
    PollOver,
    /// The poll was discarded: what was voted is worth nothing.
    PollDiscarded,
    /// The poll was opened, so what it asks stands.
    PollBegun,
    /// The ballots are being put in random order.
    PollNotSealed,
    /// The ballots are not counted yet.
    PollNotCounted,
    /// The ballots are counted: whoever knows the count does not vote any more.
    PollCounted,
    /// The poll asks those who have a door card.
    CardNeeded,
    /// The poll asks those whose door card the desk issued.
    #[serde(rename = "card_not_handed_out")]
    CardNotIssued,
    /// The ballot answers other questions than the poll asks.
    OtherPoll,
    /// This person's ballot is in the ballot box.
    AlreadyVoted,
    /// This person's right to vote was used for a paper ballot.
    #[serde(rename = "has_paper")]
    HasPaperBallot,
    /// No paper ballot was issued on this card.
    #[serde(rename = "no_paper")]
    NoPaperBallot,
    /// The paper ballot was out when the poll was closed: it may lie in the ballot box.
    #[serde(rename = "paper_boxed")]
    PaperBallotBoxed,
    /// Someone else is voting at the tablet.
    TabletTaken,
    /// The tablet is not open for this ballot, or no longer.
    TabletNotOpen,
    /// The figures at a question do not add up to the number of paper ballots.
    #[serde(rename = "papers_do_not_add_up")]
    PaperCountDoesNotAddUp {
        /// Number of the question, from 1.
        question: u32,
        /// How many paper ballots count as valid.
        valid: u32,
    },
    /// More paper ballots are said to be valid than there are answers on.
    #[serde(rename = "papers_left_over")]
    PaperBallotsLeftOver {
        /// How many paper ballots count as valid.
        valid: u32,
    },
    /// No paper ballot was issued, so there is none to count.
    #[serde(rename = "no_papers")]
    NoPaperBallots,
    /// Nobody has entered the count of the paper ballots yet.
    #[serde(rename = "papers_not_entered")]
    PaperCountNotEntered,
    /// The count of the paper ballots was entered anew meanwhile.
    #[serde(rename = "papers_changed")]
    PaperCountChanged,
    /// The count of the paper ballots is not confirmed yet.
    #[serde(rename = "papers_not_confirmed")]
    PaperCountNotConfirmed,
    /// Whoever entered a count may not confirm it.
    SamePerson {
        /// Name of the person who entered it.
        name: String,
    },
    /// The door card is voided.
    CardVoided,
    /// The day by which an opinion is to be settled is over already.
    DueInThePast,
    /// An opinion goes together with one that has an outcome of its own, not with itself, nor over another.
    OpinionMerged,
    /// Whoever holds this door card waits or speaks already.
    CardWaits {
        /// Number of the card.
        card: CardNumber,
    },
    /// This door card has voted already, or a paper ballot was issued on it.
    CardUsed {
        /// Number of the card.
        card: CardNumber,
    },
    /// Door cards that have voted were voided, and nobody has said yet whether this one is for whoever held one of them.
    VoidedCardsVoted {
        /// Numbers of the voided cards.
        cards: Vec<CardNumber>,
    },
    /// The door card is in someone's hand.
    #[serde(rename = "card_handed_out")]
    CardIssued,
    /// Written opinions are taken until the conclusion begins.
    IntakeClosed,
    /// The edit was made on a revision this text has never had, or one too old to be merged.
    UnknownRevision {
        /// The newest revision, to start from again.
        newest: u64,
    },
    /// The edit reaches beyond the text.
    OutsideText,
    /// The same command id came with a different command.
    IdReused,
    /// The command was on its way for too long.
    Expired,
    /// Too many of these at once, from one person or from all phones together: not now.
    TooMany,
    /// The list of speakers takes nobody more.
    ListFull {
        /// How many may wait.
        most: u32,
    },
    /// The list takes nobody more from a phone; the rest is left to staff, and to those who have a card.
    PhonesFull,
    /// No more written opinions are taken.
    IntakeFull {
        /// How many there may be.
        most: u32,
    },
    /// This person has asked, or submitted, as often as one may.
    OwnFull {
        /// How many times one may.
        most: u32,
    },
    /// Only who has a door card asks for the floor and submits from a phone.
    CardsOnly,
}
