//! Which deeds there are, what each belongs to, and what it is called in exports.

use serde::{Deserialize, Serialize};

macro_rules! actions {
    ($($(#[$doc:meta])* $kind:ident $subject:ident $name:literal)*) => {
        /// What was done.
        #[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
        #[serde(rename_all = "snake_case")]
        pub enum ActionKind {$(
            $(#[$doc])*
            $kind,
        )*}

        impl ActionKind {
            /// Every deed.
            pub const ALL: &'static [Self] = &[$(Self::$kind),*];

            /// Which subject it belongs to, to filter by.
            #[must_use]
            pub fn subject(self) -> Subject {
                match self {$(Self::$kind => Subject::$subject,)*}
            }

            /// As in exports.
            #[must_use]
            pub fn name(self) -> &'static str {
                match self {$(Self::$kind => $name,)*}
            }
        }
    };
}

/// What a deed belongs to.
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

    /// As in addresses.
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
    /// An item was written anew.
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
    /// An item is to come again.
    ItemReopened Agenda "item-reopened"
    /// The hall may see an item.
    ItemShown Agenda "item-shown"
    /// An item was hidden.
    ItemHidden Agenda "item-hidden"
    /// Items were planned anew.
    #[serde(rename = "minutes_planned")]
    DurationsPlanned Agenda "minutes-planned"
    /// Something was attached.
    Attached Agenda "attached"
    /// An attachment was taken away.
    Detached Agenda "detached"
    /// The list was opened.
    ListOpened List "list-opened"
    /// The list was closed.
    ListClosed List "list-closed"
    /// Requests are taken until a time.
    LastCallSet List "last-call-set"
    /// The last call was taken back.
    LastCallTakenBack List "last-call-taken-back"
    /// How often one person may speak was set.
    MostSpeechesSet List "most-speeches-set"
    /// One may speak as often as one likes.
    MostSpeechesFreed List "most-speeches-freed"
    /// Someone came on the list.
    Registered List "registered"
    /// Many came on the list at once.
    RegisteredMany List "registered-many"
    /// What is known of someone was corrected.
    RequestEdited List "request-edited"
    /// How long someone gets was set.
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
    /// Proposed orders may move everyone again.
    #[serde(rename = "hands_released")]
    ManualOrderCleared List "hands-released"
    /// One speaks for others.
    Merged List "merged"
    /// Someone waits for themselves again.
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
    /// The time was stopped.
    SpeechPaused Floor "speech-paused"
    /// The time runs on.
    SpeechResumed Floor "speech-resumed"
    /// More time was given.
    SpeechExtended Floor "speech-extended"
    /// A speech ended.
    SpeechEnded Floor "speech-ended"
    /// A speech was ended for a breach of the rules.
    SpeechBroken Floor "speech-broken"
    /// A speech was marked as off the topic.
    OffTopic Floor "off-topic"
    /// The mark was taken back.
    OnTopic Floor "on-topic"
    /// The usual time of a speech was set.
    SpeechTimeSet Floor "speech-time-set"
    /// The usual time of an answer was set.
    AnswerTimeSet Floor "answer-time-set"
    /// A step was undone.
    Undone Other "undone"
    /// A poll was written, or written anew.
    PollWritten Poll "poll-written"
    /// A poll was taken away before it was opened.
    PollRemoved Poll "poll-removed"
    /// The poll was opened again.
    PollReopened Poll "poll-reopened"
    /// The poll was discarded.
    PollDiscarded Poll "poll-discarded"
    /// The poll was opened.
    PollOpened Poll "poll-opened"
    /// The poll was closed.
    PollClosed Poll "poll-closed"
    /// The hall was shown the count.
    ResultShown Poll "result-shown"
    /// The count was taken off the wall.
    ResultHidden Poll "result-hidden"
    /// The hall may read free words.
    WordsPublished Poll "words-published"
    /// The hall may no longer read them.
    WordsHidden Poll "words-hidden"
    /// A paper was handed out on a card.
    #[serde(rename = "paper_handed_out")]
    PaperBallotIssued Poll "paper-handed-out"
    /// A paper came back unused.
    #[serde(rename = "paper_taken_back")]
    PaperBallotTakenBack Poll "paper-taken-back"
    /// Papers without a card were counted.
    #[serde(rename = "loose_papers_counted")]
    LoosePaperBallotsCounted Poll "loose-papers-counted"
    /// Someone entered the count of the papers.
    #[serde(rename = "papers_entered")]
    PaperCountEntered Poll "papers-entered"
    /// Another confirmed it.
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
    /// People were counted.
    Counted Attendance "counted"
    /// Contacts were read.
    ContactsRead Other "contacts-read"
    /// Contacts were erased.
    ContactsErased Other "contacts-erased"
    /// How long contacts are kept was set.
    ContactDaysSet Other "contact-days-set"
    /// An opinion was written down.
    OpinionRecorded Other "opinion-recorded"
    /// What becomes of an opinion was decided.
    OutcomeDecided Other "outcome-decided"
    /// An opinion was left open again.
    OutcomeTakenBack Other "outcome-taken-back"
    /// An opinion was handed in in writing.
    #[serde(rename = "handed_in")]
    Submitted Other "handed-in"
    /// A written opinion was put into the minutes.
    TakenUp Other "taken-up"
    /// A written opinion was answered.
    WrittenAnswered Other "written-answered"
    /// Door cards were made.
    CardsPrinted Attendance "cards-printed"
    /// A door card was given to someone.
    #[serde(rename = "card_handed_out")]
    CardIssued Attendance "card-handed-out"
    /// A card was handed to someone else than whoever held a voided one that has voted, as staff said.
    #[serde(rename = "card_handed_to_newcomer")]
    CardIssuedToNewcomer Attendance "card-handed-to-newcomer"
    /// A door card was voided.
    CardVoided Attendance "card-voided"
    /// A door card was reissued.
    CardReissued Attendance "card-reissued"
    /// Someone tried a card there is not.
    CardGuessed Attendance "card-guessed"
    /// Cards there are not were tried.
    CardsGuessed Attendance "cards-guessed"
    /// Only who has a card may ask and hand in from a phone.
    CardsOnlySet Attendance "cards-only-set"
    /// Everyone may again.
    CardsOnlyEnded Attendance "cards-only-ended"
    /// The cards were signed anew.
    CardsRenewed Attendance "cards-renewed"
    /// The cards in the stack were printed again.
    CardsShown Attendance "cards-shown"
    /// Links were made.
    LinksMade Other "links-made"
    /// Links were ended.
    LinksEnded Other "links-ended"
    /// The meeting was described anew.
    Described Other "described"
    /// The clock was put right.
    ClockCorrected Other "clock-corrected"
    /// A scene was pinned to the wall.
    ScenePinned Other "scene-pinned"
    /// The wall follows the meeting again.
    MeetingFollowed Other "meeting-followed"
}
