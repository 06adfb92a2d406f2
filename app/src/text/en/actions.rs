//! Words for actions, and why someone stands where on the list, in English.

use meeting::history::{Action, ActionKind, Done, Subject};
use meeting::speakers::{Basis, Reason, RequestState};
use meeting::{Actor, Place};

use super::common::COMMON;
use crate::text::actions::ActionWords;

pub(in crate::text) const ACTIONS: ActionWords =
    ActionWords { just_before, action, actor, subject, basis, reason, request_state };

fn just_before(done: &Done) -> String {
    format!("Just before, {}: {}.", actor(done.by), action(&done.action))
}

fn action(action: &Action) -> String {
    let about = action.about.as_str();
    match (action.kind, action.undid) {
        (ActionKind::Undone, Some(undid)) => format!("Undid: {}", sentence(undid, about)),
        (kind, _) => sentence(kind, about),
    }
}

fn sentence(kind: ActionKind, about: &str) -> String {
    let text = match kind {
        ActionKind::MeetingOpened => "Opened the meeting".to_owned(),
        ActionKind::MeetingClosed => "Closed the meeting".to_owned(),
        ActionKind::ItemAdded => format!("Added item “{about}”"),
        ActionKind::ItemEdited => format!("Edited item “{about}”"),
        ActionKind::ItemRemoved => format!("Removed item “{about}”"),
        ActionKind::ItemMoved => format!("Moved item “{about}”"),
        ActionKind::ItemStarted => format!("Began item “{about}”"),
        ActionKind::ItemFinished => format!("Ended item “{about}”"),
        ActionKind::ItemSkipped => format!("Left out item “{about}”"),
        ActionKind::ItemReopened => format!("Put item “{about}” back on the agenda"),
        ActionKind::ItemShown => format!("Showed item “{about}” to the hall"),
        ActionKind::ItemHidden => format!("Hid item “{about}” from the hall"),
        ActionKind::Attached => format!("Attached “{about}”"),
        ActionKind::Detached => format!("Took “{about}” away"),
        ActionKind::ListOpened => "Opened the list of speakers".to_owned(),
        ActionKind::ListClosed => "Closed the list of speakers".to_owned(),
        ActionKind::LastCallSet => format!("Requests are taken until {about}"),
        ActionKind::LastCallTakenBack => "Took the last call back".to_owned(),
        ActionKind::MostSpeechesSet => format!("At most {about} speeches per person"),
        ActionKind::MostSpeechesFreed => "No limit of speeches per person".to_owned(),
        ActionKind::Registered => format!("Registered {about}"),
        ActionKind::RequestEdited => format!("Corrected the request of {about}"),
        ActionKind::RequestTimeSet => format!("Set the time for {about}"),
        ActionKind::Withdrawn => format!("Withdrew the request of {about}"),
        ActionKind::RequestMoved => format!("Moved {about} on the list"),
        ActionKind::ItemInserted => format!("Inserted and began item “{about}”"),
        ActionKind::RegisteredMany => format!("Registered {about} people"),
        ActionKind::OrderedFairly => format!("Put the list in a fair order ({about} people)"),
        ActionKind::OrderedByRegistration => {
            format!("Put the list in the order of registration ({about} people)")
        }
        ActionKind::OrderedByField => format!("Put the list in the order of fields ({about} people)"),
        ActionKind::ManualOrderCleared => "Released the places set by hand".to_owned(),
        ActionKind::Merged => format!("Merged requests: {about}"),
        ActionKind::Split => format!("{about} waits for themselves again"),
        ActionKind::Called => format!("Called {about}"),
        ActionKind::Absent => format!("{about} was called and is absent"),
        ActionKind::ReturnedToList => format!("Put {about} back on the list"),
        ActionKind::FloorGiven => format!("Gave {about} the floor"),
        ActionKind::AnswerGiven => format!("Gave {about} the floor to answer"),
        ActionKind::FollowUpGiven => format!("Gave {about} the floor to follow up"),
        ActionKind::SpeechPaused => format!("Paused {about}"),
        ActionKind::SpeechResumed => format!("Resumed {about}"),
        ActionKind::SpeechExtended => format!("More time for {about}"),
        ActionKind::SpeechEnded => format!("Ended the speech of {about}"),
        ActionKind::SpeechBroken => format!("Ended a speech for a breach of the rules: {about}"),
        ActionKind::OffTopic => format!("Marked {about} as off the topic"),
        ActionKind::OnTopic => format!("Took the off-topic mark from {about}"),
        ActionKind::SpeechTimeSet => format!("Time of a speech: {about}"),
        ActionKind::AnswerTimeSet => format!("Time of an answer: {about}"),
        ActionKind::PollWritten => format!("Wrote the poll “{about}”"),
        ActionKind::PollRemoved => format!("Removed the poll “{about}” before it was opened"),
        ActionKind::PollReopened => format!("Reopened the poll, because: {about}"),
        ActionKind::PollDiscarded => format!("Discarded the poll, because: {about}"),
        ActionKind::PollOpened => format!("Opened the poll “{about}”"),
        ActionKind::PollClosed => format!("Closed the poll “{about}”"),
        ActionKind::ResultShown => format!("Showed the result of “{about}”"),
        ActionKind::ResultHidden => format!("Hid the result of “{about}”"),
        ActionKind::WordsPublished => format!("Let the hall read a comment on “{about}”"),
        ActionKind::WordsHidden => format!("Took a comment on “{about}” off the wall"),
        ActionKind::PaperBallotIssued => format!("Handed out a paper ballot on card {about}"),
        ActionKind::PaperBallotTakenBack => format!("Took back the unused paper of card {about}"),
        ActionKind::LoosePaperBallotsCounted => format!("Papers handed out without a card: {about}"),
        ActionKind::PaperCountEntered => format!("Count of the papers entered by {about}"),
        ActionKind::PaperCountConfirmed => format!("Count of the papers confirmed by {about}"),
        ActionKind::TabletOpened => "Opened the tablet for one voter".to_owned(),
        ActionKind::TabletClosed => "Closed the tablet".to_owned(),
        ActionKind::CheckedIn => format!("Checked in {about}"),
        ActionKind::CheckedOut => format!("Took back the check-in of {about}"),
        ActionKind::Counted => format!("Counted (residents / officials): {about}"),
        ActionKind::ContactsRead => format!("Read the contacts of {about} people"),
        ActionKind::ContactsErased => format!("Erased the contacts of {about} people"),
        ActionKind::ContactDaysSet => format!("Contacts are kept for {about} days after the last answer"),
        ActionKind::OpinionRecorded => format!("Wrote down an opinion of {about}"),
        ActionKind::OutcomeDecided => format!("Decided what becomes of an opinion of {about}"),
        ActionKind::OutcomeTakenBack => format!("Left an opinion of {about} open again"),
        ActionKind::Submitted => format!("Handed in a written opinion: {about}"),
        ActionKind::TakenUp => format!("Took the written opinion of {about} into the minutes"),
        ActionKind::WrittenAnswered => format!("Answered the written opinion of {about}"),
        ActionKind::CardsPrinted => format!("Printed {about} door cards"),
        ActionKind::CardsRenewed => {
            "Opened from a backup: door cards printed before open nothing any more".to_owned()
        }
        ActionKind::CardsShown => format!("Printed {about} door cards again that were not handed out"),
        ActionKind::LinksMade => format!("Made new links: {}", places(about)),
        ActionKind::LinksEnded => format!("Ended links: {}", places(about)),
        ActionKind::CardIssued => format!("Handed out card {about}"),
        ActionKind::CardIssuedToNewcomer => format!("Handed card {about} to someone else, without a card"),
        ActionKind::CardVoided => format!("Voided card {about}"),
        ActionKind::CardGuessed => "A card there is not was tried".to_owned(),
        ActionKind::CardsGuessed => format!("Cards there are not were tried: {about} times"),
        ActionKind::CardsOnlySet => "Only phones with a door card may ask and write".to_owned(),
        ActionKind::CardsOnlyEnded => "All phones may ask and write again".to_owned(),
        ActionKind::RequestsRemoved => format!("{about} requests were taken off the list at once"),
        ActionKind::CardReissued => format!("Reissued card {about}"),
        ActionKind::Described => "Edited the details of the meeting".to_owned(),
        ActionKind::ClockCorrected => {
            format!("Put the clock right, with the times of what was recorded: {about}")
        }
        ActionKind::ScenePinned => format!("Pinned a picture to the wall {about}"),
        ActionKind::MeetingFollowed => "The wall follows the meeting".to_owned(),
        // Several items are counted, one is named.
        ActionKind::DurationsPlanned if about.parse::<u32>().is_ok() => {
            format!("Planned the time of {about} items anew")
        }
        ActionKind::DurationsPlanned => format!("Planned the time of item “{about}” anew"),
        ActionKind::Undone => "Undid a step".to_owned(),
    };
    text.trim_end().to_owned()
}

/// Replaces the names that places have in addresses by what people call them.
fn places(about: &str) -> String {
    let called =
        |name: &str| name.parse().map_or_else(|_| name.to_owned(), |place| (COMMON.place)(place).to_owned());
    about.split(", ").map(called).collect::<Vec<_>>().join(", ")
}

fn actor(actor: Actor) -> &'static str {
    match actor {
        Actor::System => "Program",
        Actor::Staff(place) => (COMMON.place)(place),
        Actor::Person(_) => (COMMON.place)(Place::Phone),
    }
}

fn subject(subject: Subject) -> &'static str {
    match subject {
        Subject::Agenda => "Agenda",
        Subject::List => "List of speakers",
        Subject::Floor => "The floor",
        Subject::Poll => "Poll",
        Subject::Attendance => "Attendance",
        Subject::Other => "Other",
    }
}

fn basis(basis: Basis) -> &'static str {
    match basis {
        Basis::Registration => "By registration",
        Basis::Field => "By field or issue",
        Basis::Fair => "Fair between hamlets",
    }
}

fn reason(reason: &Reason) -> String {
    let named =
        |hamlet: &str| if hamlet.is_empty() { "no hamlet given".to_owned() } else { hamlet.to_owned() };
    match reason {
        Reason::Called => "called already".to_owned(),
        Reason::Pinned => "put there by the chair".to_owned(),
        Reason::Asked { at } => format!("asked at {}", (COMMON.time)(*at)),
        Reason::Field { field } => field.clone(),
        Reason::NoField => "no field given".to_owned(),
        Reason::Resident => "the people before officials".to_owned(),
        Reason::Official => "an official: after the people".to_owned(),
        Reason::FirstTime => "has not spoken today".to_owned(),
        Reason::SpokeBefore { times } => format!("spoken {times} times today"),
        Reason::StandsAhead => "stands further ahead already".to_owned(),
        Reason::HamletUnheard { hamlet } => format!("{}: nobody has spoken yet", named(hamlet)),
        Reason::HamletTurn { hamlet, turns } => format!("{}: {turns} turns so far", named(hamlet)),
        Reason::HamletHad { hamlet, turns } => format!("{}: {turns} turns already", named(hamlet)),
        Reason::Heard { heard_ms } => format!("heard for {} already", (COMMON.duration)(*heard_ms)),
        Reason::LessHeard { heard_ms: 0 } => "not heard yet".to_owned(),
        Reason::LessHeard { heard_ms } => format!("heard for {} so far", (COMMON.duration)(*heard_ms)),
        Reason::Stood => "keeps the present order".to_owned(),
        Reason::Last => "last on the list".to_owned(),
    }
}

fn request_state(state: RequestState) -> &'static str {
    match state {
        RequestState::Waiting => "Waiting",
        RequestState::Called => "Called",
        RequestState::Speaking => "Speaking",
        RequestState::Spoken => "Has spoken",
        RequestState::Withdrawn => "Withdrawn",
        RequestState::Absent => "Absent when called",
        RequestState::Merged(_) => "Merged with another",
    }
}
