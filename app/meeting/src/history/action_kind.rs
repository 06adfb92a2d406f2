//! The kinds of action: what each is called in exports, and the subject it belongs to.

use serde::{Deserialize, Serialize};

macro_rules! actions {
    ($($(#[$doc:meta])* $kind:ident $subject:ident $name:literal)*) => {
        /// The kind of an action.
        #[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
        #[serde(rename_all = "snake_case")]
        pub enum ActionKind {$(
            $(#[$doc])*
            $kind,
        )*}

        impl ActionKind {
            /// Every kind, in the order of this list.
            pub const ALL: &'static [Self] = &[$(Self::$kind),*];

            /// The subject it belongs to, to filter the history by.
            #[must_use]
            pub fn subject(self) -> Subject {
                match self {$(Self::$kind => Subject::$subject,)*}
            }

            /// Its name in exports.
            #[must_use]
            pub fn name(self) -> &'static str {
                match self {$(Self::$kind => $name,)*}
            }
        }
    };
}

/// The subject a kind of action belongs to.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Subject {
    /// The agenda.
    Agenda,
    /// The list of speakers.
    List,
    /// The floor.
    Floor,
    /// The poll.
    Poll,
    /// Attendance.
    Attendance,
    /// All else.
    Other,
}

impl Subject {
    /// Every subject, in the order a form offers them.
    pub const ALL: [Self; 6] =
        [Self::Agenda, Self::List, Self::Floor, Self::Poll, Self::Attendance, Self::Other];

    /// Its name in addresses.
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            Self::Agenda => "agenda",
            Self::List => "list",
            Self::Floor => "floor",
            Self::Poll => "poll",
            Self::Attendance => "attendance",
            Self::Other => "other",
        }
    }
}

actions! {
    /// The meeting was opened.
    MeetingOpened Agenda "meeting-opened"
    /// The meeting was closed.
    MeetingClosed Agenda "meeting-closed"
    /// An item was inserted.
    ItemAdded Agenda "item-added"
    /// An item was inserted and began at once.
    ItemInserted Agenda "item-inserted"
    /// What is written about an item was replaced.
    ItemEdited Agenda "item-edited"
    /// An item was removed.
    ItemRemoved Agenda "item-removed"
    /// An item was moved.
    ItemMoved Agenda "item-moved"
    /// An item began.
    ItemStarted Agenda "item-started"
    /// An item ended.
    ItemFinished Agenda "item-finished"
    /// An item was left out.
    ItemSkipped Agenda "item-skipped"
    /// An item that was over or left out is to come again.
    ItemReopened Agenda "item-reopened"
    /// An item that was hidden was shown to the hall.
    ItemShown Agenda "item-shown"
    /// An item was hidden from the hall.
    ItemHidden Agenda "item-hidden"
    /// The planned durations of items were set.
    #[serde(rename = "minutes_planned")]
    DurationsPlanned Agenda "minutes-planned"
    /// A file or an address was attached.
    Attached Agenda "attached"
    /// An attachment was removed.
    Detached Agenda "detached"
    /// The list was opened.
    ListOpened List "list-opened"
    /// The list was closed.
    ListClosed List "list-closed"
    /// A last call was set: requests are taken until a time.
    LastCallSet List "last-call-set"
    /// The last call was taken back.
    LastCallTakenBack List "last-call-taken-back"
    /// It was set how often one person may speak.
    MostSpeechesSet List "most-speeches-set"
    /// The limit on how often one person may speak was lifted.
    MostSpeechesFreed List "most-speeches-freed"
    /// Someone came on the list.
    Registered List "registered"
    /// Many came on the list at once.
    RegisteredMany List "registered-many"
    /// What is known of someone was corrected.
    RequestEdited List "request-edited"
    /// The speaking time of one request was set.
    RequestTimeSet List "request-time-set"
    /// A request was taken back.
    Withdrawn List "withdrawn"
    /// Many requests were taken off the list.
    RequestsRemoved List "requests-removed"
    /// A request was moved.
    RequestMoved List "request-moved"
    /// The list was put into a fair order.
    OrderedFairly List "ordered-fairly"
    /// The list was put into the order of registration.
    OrderedByRegistration List "ordered-by-registration"
    /// The list was put into the order of fields.
    OrderedByField List "ordered-by-field"
    /// The places that the chair had pinned were released: proposed orders may move everyone again.
    #[serde(rename = "hands_released")]
    ManualOrderCleared List "hands-released"
    /// Requests were merged: one speaks for others.
    Merged List "merged"
    /// A merged request was split off: its person waits for themselves again.
    Split List "split"
    /// Someone was asked to come forward.
    Called Floor "called"
    /// Someone who was called is not here.
    Absent Floor "absent"
    /// A request came back on the list.
    ReturnedToList List "returned-to-list"
    /// Someone from the list got the floor.
    FloorGiven Floor "floor-given"
    /// Someone got the floor to answer.
    AnswerGiven Floor "answer-given"
    /// Someone got the floor to come back.
    FollowUpGiven Floor "follow-up-given"
    /// The time of a speech was stopped.
    SpeechPaused Floor "speech-paused"
    /// The time of a speech runs on.
    SpeechResumed Floor "speech-resumed"
    /// A speech was given more time.
    SpeechExtended Floor "speech-extended"
    /// A speech ended.
    SpeechEnded Floor "speech-ended"
    /// A speech was ended for a breach of the rules.
    SpeechBroken Floor "speech-broken"
    /// A speech was marked as off the topic.
    OffTopic Floor "off-topic"
    /// The mark as off the topic was taken back.
    OnTopic Floor "on-topic"
    /// The usual time of a speech was set.
    SpeechTimeSet Floor "speech-time-set"
    /// The usual time of an answer was set.
    AnswerTimeSet Floor "answer-time-set"
    /// A step was undone.
    Undone Other "undone"
    /// A poll was written, or written anew.
    PollWritten Poll "poll-written"
    /// A prepared poll was removed before it was opened.
    PollRemoved Poll "poll-removed"
    /// A closed poll was opened again.
    PollReopened Poll "poll-reopened"
    /// A poll was discarded.
    PollDiscarded Poll "poll-discarded"
    /// A poll was opened.
    PollOpened Poll "poll-opened"
    /// A poll was closed.
    PollClosed Poll "poll-closed"
    /// The hall was shown the result.
    ResultShown Poll "result-shown"
    /// The result was taken off the wall.
    ResultHidden Poll "result-hidden"
    /// Free words were published to the hall.
    WordsPublished Poll "words-published"
    /// Free words that were published were hidden again.
    WordsHidden Poll "words-hidden"
    /// A paper ballot was issued on a card.
    #[serde(rename = "paper_handed_out")]
    PaperBallotIssued Poll "paper-handed-out"
    /// A paper ballot came back unused.
    #[serde(rename = "paper_taken_back")]
    PaperBallotTakenBack Poll "paper-taken-back"
    /// Paper ballots without a card were counted.
    #[serde(rename = "loose_papers_counted")]
    LoosePaperBallotsCounted Poll "loose-papers-counted"
    /// Someone entered the count of the paper ballots.
    #[serde(rename = "papers_entered")]
    PaperCountEntered Poll "papers-entered"
    /// Someone else confirmed the count of the paper ballots.
    #[serde(rename = "papers_confirmed")]
    PaperCountConfirmed Poll "papers-confirmed"
    /// The tablet was opened for someone.
    TabletOpened Poll "tablet-opened"
    /// The tablet was closed again.
    TabletClosed Poll "tablet-closed"
    /// Someone was checked in.
    CheckedIn Attendance "checked-in"
    /// A check-in was taken back.
    CheckedOut Attendance "checked-out"
    /// People without a name were counted in or out.
    Counted Attendance "counted"
    /// Contacts were read.
    ContactsRead Other "contacts-read"
    /// Contacts were erased.
    ContactsErased Other "contacts-erased"
    /// It was set how long contacts are stored.
    ContactDaysSet Other "contact-days-set"
    /// An opinion was written down.
    OpinionRecorded Other "opinion-recorded"
    /// The outcome of an opinion was decided.
    OutcomeDecided Other "outcome-decided"
    /// The outcome of an opinion was taken back: it is open again.
    OutcomeTakenBack Other "outcome-taken-back"
    /// A written opinion was submitted.
    #[serde(rename = "handed_in")]
    Submitted Other "handed-in"
    /// A written opinion was taken up: put into the minutes.
    TakenUp Other "taken-up"
    /// A written opinion was answered.
    WrittenAnswered Other "written-answered"
    /// Door cards were printed.
    CardsPrinted Attendance "cards-printed"
    /// A door card was issued.
    #[serde(rename = "card_handed_out")]
    CardIssued Attendance "card-handed-out"
    /// A door card was issued to someone else than whoever held a voided one that has voted, as staff said.
    #[serde(rename = "card_handed_to_newcomer")]
    CardIssuedToNewcomer Attendance "card-handed-to-newcomer"
    /// A door card was voided.
    CardVoided Attendance "card-voided"
    /// A door card was reissued.
    CardReissued Attendance "card-reissued"
    /// The address of a card that was never printed was opened.
    CardGuessed Attendance "card-guessed"
    /// Addresses of cards that were never printed were opened.
    CardsGuessed Attendance "cards-guessed"
    /// Only who has a card may ask and submit from a phone.
    CardsOnlySet Attendance "cards-only-set"
    /// Everyone may ask and submit from a phone again.
    CardsOnlyEnded Attendance "cards-only-ended"
    /// The cards were signed anew.
    CardsRenewed Attendance "cards-renewed"
    /// The cards in the stack were printed again.
    CardsShown Attendance "cards-shown"
    /// Links to places were made.
    LinksMade Other "links-made"
    /// Links to places were ended.
    LinksEnded Other "links-ended"
    /// The details of the meeting were replaced.
    Described Other "described"
    /// The meeting's clock was put right.
    ClockCorrected Other "clock-corrected"
    /// A scene was pinned to the projector.
    ScenePinned Other "scene-pinned"
    /// The projector follows the meeting again.
    MeetingFollowed Other "meeting-followed"
}
