//! Words every page uses: why something was not done, what things are called, times and durations.

use chrono::Timelike;
use meeting::agenda::{ItemKind, ItemState, Phase};
use meeting::attendance::Kind;
use meeting::opinions::Outcome;
use meeting::projector::Scene;
use meeting::speakers::{Purpose, Source};
use meeting::{CardNumber, Moment, Place, Refusal, poll};

use super::{Lang, en, vi};

/// Words every page uses, in one language.
#[derive(Debug)]
pub struct Common {
    /// The kind of an item.
    pub item_kind: fn(ItemKind) -> &'static str,
    /// The state of an item.
    pub item_state: fn(ItemState) -> &'static str,
    /// The phase of the meeting.
    pub phase: fn(Phase) -> &'static str,
    /// A place, by who sits there.
    pub place: fn(Place) -> &'static str,
    /// What a speech is for.
    pub purpose: fn(Purpose) -> &'static str,
    /// Where a request came from.
    pub source: fn(Source) -> &'static str,
    /// The state of a poll.
    pub poll_state: fn(poll::State) -> &'static str,
    /// In which capacity someone came.
    pub attendee: fn(Kind) -> &'static str,
    /// A scene of the projector.
    pub scene: fn(&Scene) -> &'static str,
    /// Hour and minute on the hall's clock.
    pub time: fn(Moment) -> String,
    /// Day, month and year in the hall.
    pub date: fn(Moment) -> String,
    /// The outcome of an opinion, as a sentence without its full stop.
    pub outcome: fn(&Outcome) -> String,
    /// A duration in milliseconds, said in whole seconds.
    pub duration: fn(i64) -> String,
}

/// The words of a language.
#[must_use]
pub fn of(lang: Lang) -> &'static Common {
    match lang {
        Lang::Vi => &vi::common::COMMON,
        Lang::En => &en::common::COMMON,
    }
}

/// Says a refusal as a sentence for the person who asked: what happened, what was stored, what to do next. It stands
/// apart from [`Common`], which every console has with all that is in it.
#[must_use]
pub fn refusal(lang: Lang, refusal: &Refusal) -> String {
    match lang {
        Lang::Vi => vi::common::refusal(refusal),
        Lang::En => en::common::refusal(refusal),
    }
}

/// The time of day in the hall, as a clock shows it: `14:05`.
#[must_use]
pub fn hour_and_minute(moment: Moment) -> String {
    let at = moment.in_hall();
    format!("{:02}:{:02}", at.hour(), at.minute())
}

/// Lists the numbers of door cards, one after the other.
pub(super) fn numbers(cards: &[CardNumber]) -> String {
    cards.iter().map(ToString::to_string).collect::<Vec<_>>().join(", ")
}

/// Formats milliseconds as a countdown shows them, minutes and seconds: `2:05`. The sign is said in words.
#[must_use]
pub fn clock_face(ms: i64) -> String {
    // What is left counts whole until it is gone; what is over counts from its first full second.
    let seconds = if ms > 0 { (ms + 999) / 1000 } else { -ms / 1000 };
    format!("{}:{:02}", seconds / 60, seconds % 60)
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use meeting::refusal::{Field, Thing};
    use meeting::undo::Held;

    use super::*;

    fn every_refusal() -> Vec<Refusal> {
        use Refusal as R;
        let fields = [
            Field::Title,
            Field::Name,
            Field::Hamlet,
            Field::OnBehalf,
            Field::Subject,
            Field::Lead,
            Field::Venue,
            Field::Text,
            Field::Remark,
            Field::Responsible,
            Field::Message,
            Field::Duration,
            Field::Seconds,
            Field::Count,
            Field::Level,
            Field::Ticks,
            Field::Question,
            Field::Questions,
            Field::Option,
            Field::Options,
            Field::PaperBallots,
            Field::Returned,
            Field::Invalid,
            Field::Topic,
            Field::Contact,
            Field::Reason,
            Field::Address,
            Field::File,
            Field::Days,
        ];
        let things = [
            Thing::Item,
            Thing::Request,
            Thing::Speech,
            Thing::Opinion,
            Thing::Written,
            Thing::Card,
            Thing::Poll,
            Thing::Words,
            Thing::Contact,
            Thing::Entry,
            Thing::Attendee,
            Thing::File,
        ];
        let mut all = vec![
            R::NotAllowed { place: Some(Place::Desk) },
            R::NotAllowed { place: None },
            R::MeetingClosed,
            R::MeetingNotOpen,
            R::ItemBegun,
            R::ItemRunning,
            R::ItemNotRunning,
            R::ListClosed,
            R::ListOpen,
            R::AlreadyWaiting,
            R::NotWaiting,
            R::NotYours,
            R::FloorTaken { name: "Nguyễn Văn An".to_owned() },
            R::SpeechEnded,
            R::SpeechPaused,
            R::SpeechRunning,
            R::PollOpen,
            R::SameOption { option: "Đồng ý".to_owned() },
            R::PollNotOpen,
            R::PollClosed,
            R::PollOver,
            R::PollDiscarded,
            R::PollBegun,
            R::PollNotSealed,
            R::PollCounted,
            R::OtherPoll,
            R::CardNeeded,
            R::CardNotIssued,
            R::PollNotCounted,
            R::AlreadyVoted,
            R::IntakeClosed,
            R::CardVoided,
            R::HasPaperBallot,
            R::NoPaperBallot,
            R::PaperBallotBoxed,
            R::TabletTaken,
            R::TabletNotOpen,
            R::PaperCountDoesNotAddUp { question: 2, valid: 17 },
            R::PaperBallotsLeftOver { valid: 17 },
            R::NoPaperBallots,
            R::PaperCountNotEntered,
            R::PaperCountChanged,
            R::PaperCountNotConfirmed,
            R::SamePerson { name: "Trần Thị Bình".to_owned() },
            R::VoidedCardsVoted { cards: vec![meeting::CardNumber(5), meeting::CardNumber(7)] },
            R::CardIssued,
            R::CardUsed { card: meeting::CardNumber(5) },
            R::DueInThePast,
            R::OpinionMerged,
            R::CardWaits { card: meeting::CardNumber(5) },
            R::UnknownRevision { newest: 3 },
            R::OutsideText,
            R::IdReused,
            R::Expired,
            R::TooMany,
            R::ListFull { most: 2_500 },
            R::PhonesFull,
            R::IntakeFull { most: 2_000 },
            R::OwnFull { most: 10 },
            R::CardsOnly,
            R::EndsBeforeStart,
            R::HasParts,
            R::TooDeep,
            R::BadAddress,
            R::LastCallOver { until: Moment(1_700_000_000_000) },
            R::LastCallPast,
            R::SpokenEnough { most: 2 },
            R::SameName { request: meeting::RequestId(5) },
            R::SameAttendee { at: Moment(1_700_000_000_000) },
            R::ListChanged,
            R::SameRequest,
            R::NotMerged,
            R::StillOnList,
            R::NothingToUndo,
            R::OtherStep,
            R::StepHeld { why: Held::Written },
            R::StepHeld { why: Held::Voting },
            R::StepHeld { why: Held::Acted },
        ];
        all.extend(things.map(|thing| R::NotFound { thing }));
        for field in fields {
            all.extend([
                R::Empty { field },
                R::TooLong { field, most: 120 },
                R::ForbiddenCharacter { field },
                R::OutOfRange { field, least: 1, most: 9 },
            ]);
        }
        all
    }

    /// Or the next test would say nothing of a new one.
    #[test]
    fn every_refusal_is_listed() {
        let named = |refusal: &Refusal| {
            let json = serde_json::to_value(refusal).expect("a refusal is JSON");
            json["code"].as_str().expect("by its code").to_owned()
        };
        let listed: BTreeSet<String> = every_refusal().iter().map(named).collect();
        let fault =
            serde_json::from_str::<Refusal>(r#"{"code":"?"}"#).expect_err("none is called so").to_string();
        let (_, expected) = fault.split_once("expected ").expect("serde names those there are");
        let all: BTreeSet<String> = expected.split('`').skip(1).step_by(2).map(str::to_owned).collect();
        assert_eq!(listed, all);
    }

    #[test]
    fn a_number_that_must_be_one_number_is_said_so() {
        let exact = Refusal::OutOfRange { field: Field::Options, least: 2, most: 2 };
        assert!(refusal(Lang::Vi, &exact).contains("phải đúng 2"), "{}", refusal(Lang::Vi, &exact));
        assert!(refusal(Lang::En, &exact).contains("must be 2."), "{}", refusal(Lang::En, &exact));
    }

    #[test]
    fn every_refusal_is_a_sentence_in_both_languages() {
        for lang in Lang::ALL {
            for reason in every_refusal() {
                let sentence = refusal(lang, &reason);
                assert!(sentence.ends_with('.') && sentence.len() > 10, "{reason:?}: {sentence}");
                assert!(sentence.chars().next().is_some_and(char::is_uppercase), "{sentence}");
            }
        }
    }

    #[test]
    fn times_are_said_as_people_say_them() {
        let early = Moment(1_700_000_000_000);
        // 2023-11-14 22:13:20 UTC is 05:13 of the next day in the hall.
        let (vi, en) = (of(Lang::Vi), of(Lang::En));
        assert_eq!((vi.time)(early), "5 giờ 13");
        assert_eq!((en.time)(early), "05:13");
        assert_eq!((vi.date)(early), "ngày 15 tháng 11 năm 2023");
        assert_eq!((vi.duration)(200_000), "3 phút 20 giây");
        assert_eq!((vi.duration)(45_000), "45 giây");
        assert_eq!((vi.duration)(120_000), "2 phút");
        assert_eq!((vi.duration)(3_720_000), "1 giờ 2 phút");
        assert_eq!((en.duration)(61_000), "1 min 1 s");
    }

    #[test]
    fn a_countdown_reads_zero_only_when_time_is_up() {
        assert_eq!(clock_face(125_000), "2:05");
        assert_eq!(clock_face(1), "0:01");
        assert_eq!(clock_face(0), "0:00");
        assert_eq!(clock_face(-999), "0:00");
        assert_eq!(clock_face(-12_000), "0:12");
    }
}
