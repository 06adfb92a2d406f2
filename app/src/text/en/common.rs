//! Words every page uses, in English.

use chrono::{Datelike, NaiveDate, Timelike};
use meeting::agenda::{ItemKind, ItemState, Phase};
use meeting::attendance::Kind;
use meeting::opinions::Outcome;
use meeting::projector::Scene;
use meeting::refusal::{Field, Thing};
use meeting::speakers::{Purpose, Source};
use meeting::undo::Held;
use meeting::{Moment, Place, Refusal, poll};

use crate::text::common::{Common, numbers};

pub(in crate::text) const COMMON: Common = Common {
    item_kind,
    item_state,
    phase,
    place,
    purpose,
    source,
    poll_state,
    attendee,
    scene,
    time,
    date,
    outcome,
    duration,
};

pub(in crate::text) fn refusal(refusal: &Refusal) -> String {
    match refusal {
        Refusal::NotAllowed { place: Some(at) } => {
            format!("This cannot be done from the place “{}”. Nothing was changed.", place(*at))
        }
        Refusal::NotAllowed { place: None } => {
            "The program does this by itself. Nothing was changed.".to_owned()
        }
        Refusal::NotFound { thing } => {
            format!(
                "There is no longer {}. It may just have been changed elsewhere; please look at the list again.",
                name_of(*thing)
            )
        }
        Refusal::MeetingClosed => {
            "The meeting is over, so this can no longer be changed. All that was written is kept.".to_owned()
        }
        Refusal::MeetingNotOpen => {
            "The meeting has not begun. Please start the first agenda item first.".to_owned()
        }
        Refusal::Empty { field } => format!("Please fill in the {}.", label(*field)),
        Refusal::TooLong { field, most } => {
            format!(
                "The {} is longer than {most} characters and was not saved. Please shorten it and send it again.",
                label(*field)
            )
        }
        Refusal::ForbiddenCharacter { field } => {
            format!("The {} holds hidden characters and was not saved. Please type it again.", label(*field))
        }
        Refusal::OutOfRange { field, least, most } => {
            let fits = if least == most { least.to_string() } else { format!("from {least} to {most}") };
            format!("The {} must be {fits}. Please correct it.", label(*field))
        }
        Refusal::ItemBegun => "This item has begun, so it can no longer be left out or removed.".to_owned(),
        Refusal::ItemRunning => "This item is already on.".to_owned(),
        Refusal::ItemNotRunning => "This item is not on, so it need not be ended.".to_owned(),
        Refusal::ListClosed => "The list of speakers is closed. The chair can open it again.".to_owned(),
        Refusal::ListOpen => "The list of speakers is already open.".to_owned(),
        Refusal::AlreadyWaiting => "You are already on the list; your earlier request is kept.".to_owned(),
        Refusal::NotWaiting => {
            "This request no longer waits: the floor was given or it was withdrawn.".to_owned()
        }
        Refusal::NotYours => "This request is someone else's, so you cannot withdraw it.".to_owned(),
        Refusal::FloorTaken { name } => format!("{name} has the floor. Please end that speech first."),
        Refusal::SpeechEnded => "This speech has already ended.".to_owned(),
        Refusal::SpeechPaused => "This speech is already paused.".to_owned(),
        Refusal::SpeechRunning => "The time of this speech is already running.".to_owned(),
        Refusal::EndsBeforeStart => {
            "The meeting must end after it begins. Please correct the times.".to_owned()
        }
        Refusal::HasParts => "This item has parts. Remove or move them first.".to_owned(),
        Refusal::TooDeep => "The agenda has two levels: a part has no parts of its own.".to_owned(),
        Refusal::BadAddress => {
            "This address cannot be used. It must begin with https:// or http://.".to_owned()
        }
        Refusal::LastCallOver { until } => {
            format!("The time for requests is over (it was {}).", time(*until))
        }
        Refusal::LastCallPast => "The last call must lie ahead. Choose a later time.".to_owned(),
        Refusal::SpokenEnough { most } => {
            format!("One person may speak {most} times at most, and this one has.")
        }
        Refusal::SameName { request } => {
            format!(
                "Someone of this name from this hamlet is on the list (number {request}). If it is another person, confirm to register all the same."
            )
        }
        Refusal::SameAttendee { at } => {
            format!("Someone of this name from this hamlet was checked in at {}. If it is another person, confirm to check them in all the same.", time(*at))
        }
        Refusal::ListChanged => {
            "The list has just changed: someone in this order was given the floor. Please look at the new order, then apply it.".to_owned()
        }
        Refusal::SameRequest => "A request cannot be merged with itself.".to_owned(),
        Refusal::NotMerged => "This request is no longer merged with another.".to_owned(),
        Refusal::StillOnList => "This person is on the list or has the floor.".to_owned(),
        Refusal::NothingToUndo => "There is nothing left to undo.".to_owned(),
        Refusal::OtherStep => {
            "Something else was done meanwhile, so nothing was undone. See what the last step is now."
                .to_owned()
        }
        Refusal::StepHeld { why } => format!("This cannot be undone: {}.", held(*why)),
        Refusal::SameOption { option } => format!("Two options are called “{option}”. Change one of them."),
        Refusal::PollOpen => "The poll is open. Please close it first if you want to go on.".to_owned(),
        Refusal::PollNotOpen => "The poll has not been opened yet.".to_owned(),
        Refusal::PollOver => "The poll is closed and takes no more; a ballot sent after that does not count.".to_owned(),
        Refusal::PollDiscarded => "This poll was discarded; the ballots that were sent do not count.".to_owned(),
        Refusal::PollClosed => {
            "This poll was closed. Please open it again with a reason, or write another.".to_owned()
        }
        Refusal::PollBegun => {
            "This poll has been opened, so its questions stand. If need be, discard it and write another.".to_owned()
        }
        Refusal::PollNotSealed => {
            "The ballots are being shuffled so that they stay secret. Please try again in a few seconds.".to_owned()
        }
        Refusal::PollCounted => {
            "The result was seen or shown, so no more ballots are taken and its figures stand. The result is kept.".to_owned()
        }
        Refusal::CardNeeded => {
            "This poll is for those who have a card. Please scan the code on your card, or get one at the desk.".to_owned()
        }
        Refusal::CardNotIssued => {
            "The desk has not noted that this card was handed out. Please see the desk.".to_owned()
        }
        Refusal::OtherPoll => {
            "The ballot does not fit the questions as they are now. Please look at them and send it again.".to_owned()
        }
        Refusal::PollNotCounted => {
            "The result has not been shown yet. Please close the poll and show its result first.".to_owned()
        }
        Refusal::AlreadyVoted => "Your ballot has been received; everyone has one ballot.".to_owned(),
        Refusal::HasPaperBallot => "A paper ballot was handed out on this card, so no other is taken. If the paper was not used, please bring it back to the desk.".to_owned(),
        Refusal::NoPaperBallot => "No paper ballot was handed out on this card.".to_owned(),
        Refusal::PaperBallotBoxed => "The paper of this card was out when the poll was closed and may lie in the box, so it cannot be taken back.".to_owned(),
        Refusal::TabletTaken => "The tablet is open for someone to vote. Please wait for their ballot, or close the tablet first.".to_owned(),
        Refusal::TabletNotOpen => "The ballot on this tablet is no longer open. Please ask the desk to open it again.".to_owned(),
        Refusal::PaperCountDoesNotAddUp { question, valid } => {
            format!("The figures at question {question} do not fit {valid} valid papers. Please count again; what you typed is still there.")
        }
        Refusal::PaperBallotsLeftOver { valid } => {
            format!("The answers do not reach {valid} valid papers: a paper that answers nothing counts as invalid.")
        }
        Refusal::NoPaperBallots => {
            "No paper ballot was noted as handed out in this poll, so there is none to count. If some were, enter how many first.".to_owned()
        }
        Refusal::PaperCountNotEntered => "Nobody has entered the count of the papers yet.".to_owned(),
        Refusal::PaperCountChanged => "The count of the papers was just entered anew. Please look at it, then confirm.".to_owned(),
        Refusal::PaperCountNotConfirmed => {
            "Paper ballots were handed out: they are counted, entered by one and confirmed by another, before the result is shown.".to_owned()
        }
        Refusal::SamePerson { name } => {
            format!("{name} entered these figures. Please let someone else count and confirm.")
        }
        Refusal::CardVoided => "This card is no longer valid. Please see the desk for a new one.".to_owned(),
        Refusal::DueInThePast => "The day by which it is to be settled is over. Please choose another.".to_owned(),
        Refusal::OpinionMerged => {
            "This opinion cannot go with that one: choose another that goes with none, and only while none goes with this one.".to_owned()
        }
        Refusal::CardWaits { card } => {
            format!("Whoever holds card {card} is already on the list; the earlier request is kept.")
        }
        Refusal::CardUsed { card } => {
            format!("Card {card} has voted or was given a paper, so it gets no other ballot and is not given to anyone else.")
        }
        Refusal::VoidedCardsVoted { cards } => {
            let cards = numbers(cards);
            format!("Card {cards} voted and was voided, and no other was given for it. If this card is for the same person, press “Reissue for card …”; if it is for someone else, “Hand out all the same”.")
        }
        Refusal::CardIssued => {
            "This card is in someone's hand already. Please take one that is not.".to_owned()
        }
        Refusal::IntakeClosed => {
            "The conclusion has begun, so no more written opinions are taken. Please see the desk.".to_owned()
        }
        Refusal::UnknownRevision { .. } => {
            "This text was just changed elsewhere. What you typed is kept and will be sent again.".to_owned()
        }
        Refusal::OutsideText => {
            "This text was just changed elsewhere and the edit did not fit. What you typed is kept."
                .to_owned()
        }
        Refusal::IdReused => {
            "The request came under a used number and was not done. Please do it once more.".to_owned()
        }
        Refusal::Expired => {
            "The request came too late and was not done. Please look again and repeat it.".to_owned()
        }
        Refusal::TooMany => {
            "Too many requests at once; this one was not done. Please wait a moment.".to_owned()
        }
        Refusal::ListFull { most } => {
            format!("The list holds {most} people, so nobody more is put on it; those who wait stay. Please take off what does not belong there, then register again.")
        }
        Refusal::PhonesFull => {
            "The list has taken all it takes from phones; those who wait stay. Please register at the desk, or scan your door card if you have one.".to_owned()
        }
        Refusal::IntakeFull { most } => {
            format!("The meeting has {most} written opinions and takes no more from this phone; those that were sent are kept. Please hand yours in on paper at the desk.")
        }
        Refusal::OwnFull { most } => {
            format!("You have sent {most} from your phone, which is the most for one person; they are kept. If you need more, please see the desk.")
        }
        Refusal::CardsOnly => {
            "At the moment only phones that have scanned a door card may ask for the floor and write. Please scan the code on your card, or see the desk.".to_owned()
        }
    }
}

fn name_of(thing: Thing) -> &'static str {
    match thing {
        Thing::Item => "such an agenda item",
        Thing::Request => "such a request to speak",
        Thing::Speech => "such a speech",
        Thing::Opinion => "such an opinion",
        Thing::Written => "this written opinion",
        Thing::Card => "this card",
        Thing::Poll => "this poll",
        Thing::Words => "such words",
        Thing::Contact => "any contact",
        Thing::Entry => "such an entry of the minutes",
        Thing::Attendee => "such a person on the attendance list",
        Thing::File => "such an attachment",
    }
}

fn label(field: Field) -> &'static str {
    match field {
        Field::Title => "title",
        Field::Name => "full name",
        Field::Hamlet => "hamlet or organisation",
        Field::OnBehalf => "person or group spoken for",
        Field::Subject => "subject",
        Field::Topic => "field",
        Field::Contact => "contact",
        Field::Days => "number of days",
        Field::Reason => "reason",
        Field::Address => "address of the link",
        Field::File => "attached file in bytes",
        Field::Lead => "name of who leads the item",
        Field::Venue => "venue",
        Field::Text => "text",
        Field::Answer => "the answer",
        Field::Remark => "remark",
        Field::Responsible => "who is responsible",
        Field::Message => "message",
        Field::Duration => "number of minutes",
        Field::Seconds => "time in seconds",
        Field::Cards => "the number of cards",
        Field::Count => "number",
        Field::Level => "answer",
        Field::Ticks => "number of answers to one question",
        Field::Question => "question",
        Field::Questions => "number of questions",
        Field::Option => "answer to choose from",
        Field::PaperBallots => "number of papers handed out",
        Field::Returned => "number of papers returned",
        Field::Invalid => "number of invalid papers",
        Field::Options => "number of answers to choose from",
    }
}

fn item_kind(kind: ItemKind) -> &'static str {
    match kind {
        ItemKind::Opening => "Opening",
        ItemKind::Report => "Report",
        ItemKind::Address => "Address",
        ItemKind::Floor => "The people speak",
        ItemKind::Answer => "Answers",
        ItemKind::Poll => "Poll",
        ItemKind::Conclusion => "Conclusion",
        ItemKind::Signing => "Signing",
        ItemKind::Closing => "Closing",
        ItemKind::Break => "Break",
    }
}

fn item_state(state: ItemState) -> &'static str {
    match state {
        ItemState::Pending => "To come",
        ItemState::Running => "On now",
        ItemState::Done => "Done",
        ItemState::Skipped => "Left out",
    }
}

fn phase(phase: Phase) -> &'static str {
    match phase {
        Phase::Prepared => "Not begun",
        Phase::Open => "In session",
        Phase::Closed => "Over",
    }
}

fn place(place: Place) -> &'static str {
    match place {
        Place::Chair => "Chair",
        Place::Secretary => "Secretary",
        Place::Desk => "Desk",
        Place::Office => "Office",
        Place::Projector => "Projector",
        Place::Tablet => "Voting tablet",
        Place::Phone => "Participant",
    }
}

fn purpose(purpose: Purpose) -> &'static str {
    match purpose {
        Purpose::Opinion => "Speech",
        Purpose::Answer => "Answer",
        Purpose::FollowUp => "Follow-up",
    }
}

fn source(source: Source) -> &'static str {
    match source {
        Source::Before => "Registered before",
        Source::Desk => "At the desk",
        Source::Phone => "Phone",
    }
}

fn poll_state(state: poll::State) -> &'static str {
    match state {
        poll::State::Prepared => "Not open yet",
        poll::State::Open => "Taking ballots",
        poll::State::Closed => "Closed",
        poll::State::Sealed => "Closed, not shown yet",
        poll::State::Discarded => "Discarded",
    }
}

fn attendee(kind: Kind) -> &'static str {
    match kind {
        Kind::Resident => "Resident",
        Kind::Official => "Official",
    }
}

fn scene(scene: &Scene) -> &'static str {
    match scene {
        Scene::Welcome => "Welcome",
        Scene::Agenda => "Agenda",
        Scene::Speaker => "Speaker",
        Scene::Poll => "Poll",
        Scene::Result => "Result",
        Scene::Break => "Break",
        Scene::Conclusions => "Conclusions",
        Scene::Minutes => "Minutes",
        Scene::Message(_) => "Message",
        Scene::Blank => "Blank",
        Scene::Closing => "Thanks",
    }
}

fn time(moment: Moment) -> String {
    let at = moment.in_hall();
    format!("{:02}:{:02}", at.hour(), at.minute())
}

fn date(moment: Moment) -> String {
    day(moment.in_hall().date_naive())
}

fn day(at: NaiveDate) -> String {
    let month = [
        "January",
        "February",
        "March",
        "April",
        "May",
        "June",
        "July",
        "August",
        "September",
        "October",
        "November",
        "December",
    ];
    format!("{} {} {}", at.day(), month[at.month0() as usize], at.year())
}

fn outcome(outcome: &Outcome) -> String {
    match outcome {
        Outcome::Settled => "Settled here".to_owned(),
        Outcome::Noted => "Noted".to_owned(),
        Outcome::Assigned { to, due: None } => format!("Assigned to {to}"),
        Outcome::Assigned { to, due: Some(due) } => format!("Assigned to {to}, by {}", day(*due)),
        Outcome::Escalated { to } => format!("Beyond our authority, put to {to}"),
        Outcome::Referred { to } => format!("Passed on to {to}"),
        Outcome::Merged { into } => format!("Goes with opinion {into}"),
        Outcome::Withdrawn => "Taken back".to_owned(),
    }
}

fn duration(ms: i64) -> String {
    let seconds = ms.max(0) / 1000;
    let (hours, minutes, rest) = (seconds / 3600, seconds / 60 % 60, seconds % 60);
    match (hours, minutes, rest) {
        (0, 0, _) => format!("{rest} s"),
        (0, _, 0) => format!("{minutes} min"),
        (0, _, _) => format!("{minutes} min {rest} s"),
        (_, 0, _) => format!("{hours} h"),
        _ => format!("{hours} h {minutes} min"),
    }
}

/// Says what rests on a step.
pub(super) fn held(why: Held) -> &'static str {
    match why {
        Held::Written => "something was written under it",
        Held::Voting => "a poll was opened",
        Held::Acted => "someone else has acted on it",
    }
}
