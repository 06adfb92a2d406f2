//! Who did what, and why someone stands where on the list, in English.

use meeting::history::{Action, Deed, Done, Subject};
use meeting::speakers::{Basis, Reason, RequestState};
use meeting::{Actor, Place};

use super::common::COMMON;
use crate::text::deeds::Deeds;

pub(in crate::text) const DEEDS: Deeds =
    Deeds { just_before, action, actor, subject, basis, reason, request_state };

fn just_before(done: &Done) -> String {
    format!("Just before, {}: {}.", actor(done.by), action(&done.action))
}

fn action(action: &Action) -> String {
    let about = action.about.as_str();
    match (action.deed, action.undid) {
        (Deed::Undone, Some(undid)) => format!("Undid: {}", sentence(undid, about)),
        (deed, _) => sentence(deed, about),
    }
}

fn sentence(deed: Deed, about: &str) -> String {
    let text = match deed {
        Deed::MeetingOpened => "Opened the meeting".to_owned(),
        Deed::MeetingClosed => "Closed the meeting".to_owned(),
        Deed::ItemAdded => format!("Added item “{about}”"),
        Deed::ItemEdited => format!("Edited item “{about}”"),
        Deed::ItemRemoved => format!("Removed item “{about}”"),
        Deed::ItemMoved => format!("Moved item “{about}”"),
        Deed::ItemStarted => format!("Began item “{about}”"),
        Deed::ItemFinished => format!("Ended item “{about}”"),
        Deed::ItemSkipped => format!("Left out item “{about}”"),
        Deed::ItemReopened => format!("Put item “{about}” back on the agenda"),
        Deed::ItemShown => format!("Showed item “{about}” to the hall"),
        Deed::ItemHidden => format!("Hid item “{about}” from the hall"),
        Deed::Attached => format!("Attached “{about}”"),
        Deed::Detached => format!("Took “{about}” away"),
        Deed::ListOpened => "Opened the list of speakers".to_owned(),
        Deed::ListClosed => "Closed the list of speakers".to_owned(),
        Deed::LastCallSet => format!("Requests are taken until {about}"),
        Deed::LastCallTakenBack => "Took the last call back".to_owned(),
        Deed::MostSpeechesSet => format!("At most {about} speeches per person"),
        Deed::MostSpeechesFreed => "No limit of speeches per person".to_owned(),
        Deed::Registered => format!("Registered {about}"),
        Deed::RequestEdited => format!("Corrected the request of {about}"),
        Deed::RequestTimeSet => format!("Set the time for {about}"),
        Deed::Withdrawn => format!("Withdrew the request of {about}"),
        Deed::RequestMoved => format!("Moved {about} on the list"),
        Deed::ItemInserted => format!("Inserted and began item “{about}”"),
        Deed::RegisteredMany => format!("Registered {about} people"),
        Deed::OrderedFairly => format!("Put the list in a fair order ({about} people)"),
        Deed::OrderedByRegistration => format!("Put the list in the order of registration ({about} people)"),
        Deed::OrderedByField => format!("Put the list in the order of fields ({about} people)"),
        Deed::ManualOrderCleared => "Released the places set by hand".to_owned(),
        Deed::Merged => format!("Merged requests: {about}"),
        Deed::Split => format!("{about} waits for themselves again"),
        Deed::Called => format!("Called {about}"),
        Deed::Absent => format!("{about} was called and is absent"),
        Deed::ReturnedToList => format!("Put {about} back on the list"),
        Deed::FloorGiven => format!("Gave {about} the floor"),
        Deed::AnswerGiven => format!("Gave {about} the floor to answer"),
        Deed::FollowUpGiven => format!("Gave {about} the floor to follow up"),
        Deed::SpeechPaused => format!("Paused {about}"),
        Deed::SpeechResumed => format!("Resumed {about}"),
        Deed::SpeechExtended => format!("More time for {about}"),
        Deed::SpeechEnded => format!("Ended the speech of {about}"),
        Deed::SpeechBroken => format!("Ended a speech for a breach of the rules: {about}"),
        Deed::OffTopic => format!("Marked {about} as off the topic"),
        Deed::OnTopic => format!("Took the off-topic mark from {about}"),
        Deed::SpeechTimeSet => format!("Time of a speech: {about}"),
        Deed::AnswerTimeSet => format!("Time of an answer: {about}"),
        Deed::PollWritten => format!("Wrote the poll “{about}”"),
        Deed::PollRemoved => format!("Removed the poll “{about}” before it was opened"),
        Deed::PollReopened => format!("Reopened the poll, because: {about}"),
        Deed::PollDiscarded => format!("Discarded the poll, because: {about}"),
        Deed::PollOpened => format!("Opened the poll “{about}”"),
        Deed::PollClosed => format!("Closed the poll “{about}”"),
        Deed::ResultShown => format!("Showed the result of “{about}”"),
        Deed::ResultHidden => format!("Hid the result of “{about}”"),
        Deed::WordsPublished => format!("Let the hall read a comment on “{about}”"),
        Deed::WordsHidden => format!("Took a comment on “{about}” off the wall"),
        Deed::PaperBallotIssued => format!("Handed out a paper ballot on card {about}"),
        Deed::PaperBallotTakenBack => format!("Took back the unused paper of card {about}"),
        Deed::LoosePaperBallotsCounted => format!("Papers handed out without a card: {about}"),
        Deed::PaperCountEntered => format!("Count of the papers entered by {about}"),
        Deed::PaperCountConfirmed => format!("Count of the papers confirmed by {about}"),
        Deed::TabletOpened => "Opened the tablet for one voter".to_owned(),
        Deed::TabletClosed => "Closed the tablet".to_owned(),
        Deed::CheckedIn => format!("Checked in {about}"),
        Deed::CheckedOut => format!("Took back the check-in of {about}"),
        Deed::Counted => format!("Counted (residents / officials): {about}"),
        Deed::ContactsRead => format!("Read the contacts of {about} people"),
        Deed::ContactsErased => format!("Erased the contacts of {about} people"),
        Deed::ContactDaysSet => format!("Contacts are kept for {about} days after the last answer"),
        Deed::OpinionRecorded => format!("Wrote down an opinion of {about}"),
        Deed::OutcomeDecided => format!("Decided what becomes of an opinion of {about}"),
        Deed::OutcomeTakenBack => format!("Left an opinion of {about} open again"),
        Deed::Submitted => format!("Handed in a written opinion: {about}"),
        Deed::TakenUp => format!("Took the written opinion of {about} into the minutes"),
        Deed::WrittenAnswered => format!("Answered the written opinion of {about}"),
        Deed::CardsPrinted => format!("Printed {about} door cards"),
        Deed::CardsRenewed => {
            "Opened from a backup: door cards printed before open nothing any more".to_owned()
        }
        Deed::CardsShown => format!("Printed {about} door cards again that were not handed out"),
        Deed::LinksMade => format!("Made new links: {}", places(about)),
        Deed::LinksEnded => format!("Ended links: {}", places(about)),
        Deed::CardIssued => format!("Handed out card {about}"),
        Deed::CardIssuedToNewcomer => format!("Handed card {about} to someone else, without a card"),
        Deed::CardVoided => format!("Voided card {about}"),
        Deed::CardGuessed => "A card there is not was tried".to_owned(),
        Deed::CardsGuessed => format!("Cards there are not were tried: {about} times"),
        Deed::CardsOnlySet => "Only phones with a door card may ask and write".to_owned(),
        Deed::CardsOnlyEnded => "All phones may ask and write again".to_owned(),
        Deed::RequestsRemoved => format!("{about} requests were taken off the list at once"),
        Deed::CardReissued => format!("Reissued card {about}"),
        Deed::Described => "Edited the details of the meeting".to_owned(),
        Deed::ClockCorrected => format!("Put the clock right, with the times of what was recorded: {about}"),
        Deed::ScenePinned => format!("Pinned a picture to the wall {about}"),
        Deed::MeetingFollowed => "The wall follows the meeting".to_owned(),
        // Several items are counted, one is named.
        Deed::DurationsPlanned if about.parse::<u32>().is_ok() => {
            format!("Planned the time of {about} items anew")
        }
        Deed::DurationsPlanned => format!("Planned the time of item “{about}” anew"),
        Deed::Undone => "Undid a step".to_owned(),
    };
    text.trim_end().to_owned()
}

/// Places that stand by the names they have in addresses, as people call them.
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
