//! A walk: a speech and a poll from their beginning to their end, the poll by all channels, which plans drawn at random
//! seldom reach. Its steps are taken in between those of a plan; one that the plan has made impossible is refused, as
//! it would be in the hall.

use meeting::clock::Correction;
use meeting::opinions::Outcome;
use meeting::poll::{Apart, Channel, Command, Count, PaperCount, Tally};
use meeting::speakers::Speaker;
use meeting::{
    Actor, CardNumber, ItemId, OpinionId, Place, PollId, RequestId, SpeechId, agenda, attendance, cards,
    contacts, details, opinions, speakers,
};

use super::hall::Hall;
use super::plan::questionnaire;

const ONE: PollId = PollId(1);

/// The scale and the free words of the poll, answered on so many ballots.
fn counts(answered: u32) -> Vec<Count> {
    let scale = Count { answered, ticks: vec![answered, 0, 0, 0, 0], words: Vec::new() };
    let words = Count { answered: 1, ticks: Vec::new(), words: vec!["§lời góp ý".to_owned()] };
    vec![scale, words]
}

/// The steps, in order. Of a poll with few ballots, if `few`.
pub(crate) fn steps(few: bool) -> Vec<(Actor, meeting::Command)> {
    use Place::{Chair, Desk, Office, Secretary};
    let ballots = if few { 3 } else { 8 };
    let mut without_words = counts(ballots);
    without_words.iter_mut().for_each(|count| count.words.clear());
    let apart = Apart { channels: vec![Channel::Phone], ballots, counts: without_words };
    let tally = Tally { ballots, counts: counts(ballots), apart: vec![apart] };
    let paper_ballots = PaperCount { returned: 1, invalid: 0, counts: counts(1) };
    let too_many = PaperCount { returned: 3, ..paper_ballots.clone() };
    let names = ["§Lê Văn Cường", "§Đỗ Thị Dung"].map(str::to_owned);
    let [enters, confirms] = names;
    let by = Actor::Staff;
    let speech = SpeechId(1);
    let speaker =
        Speaker {
            name: "Bà Sáu".to_owned(), subject: "§đường liên thôn".to_owned(), ..Speaker::default()
        };
    let outcome = Some(Outcome::Escalated { to: "§Sở Xây dựng".to_owned() });
    let paper = |card| Command::IssuePaperBallot { poll: ONE, card: CardNumber(card) };
    vec![
        (by(Office), cards::Command::PrintCards { count: 6 }.into()),
        (by(Desk), cards::Command::IssueCard { card: CardNumber(1), newcomer: false }.into()),
        (by(Desk), attendance::Command::AddArrivals { residents: 40, officials: 2 }.into()),
        (by(Office), Command::WritePoll { poll: Some(ONE), questionnaire: questionnaire(4, 0) }.into()),
        (by(Chair), agenda::Command::StartItem { id: ItemId(1) }.into()),
        (by(Chair), speakers::Command::OpenList.into()),
        (by(Desk), speakers::Command::RegisterSpeaker { speaker, namesake: true }.into()),
        (by(Chair), speakers::Command::GiveFloor { request: RequestId(1), seconds: None }.into()),
        (
            by(Secretary),
            opinions::Command::RecordOpinion { speech, text: "§sửa đường thôn".to_owned() }.into(),
        ),
        (by(Secretary), opinions::Command::DecideOutcome { opinion: OpinionId(1), outcome }.into()),
        (by(Chair), speakers::Command::EndSpeech { speech, breach: "§nói xấu người khác".to_owned() }.into()),
        (by(Chair), Command::OpenPoll { poll: ONE }.into()),
        (by(Desk), paper(1).into()),
        (by(Desk), paper(2).into()),
        (by(Desk), Command::TakeBackPaperBallot { poll: ONE, card: CardNumber(2) }.into()),
        (by(Desk), Command::CountLoosePaperBallots { poll: ONE, count: 2 }.into()),
        (by(Desk), Command::OpenTablet { poll: ONE, card: None }.into()),
        (by(Desk), Command::OpenTablet { poll: ONE, card: Some(CardNumber(3)) }.into()),
        // Its holder may have voted, and asks for another card.
        (by(Desk), cards::Command::VoidCard { card: CardNumber(2) }.into()),
        (by(Desk), cards::Command::IssueCard { card: CardNumber(4), newcomer: false }.into()),
        (by(Desk), cards::Command::IssueCard { card: CardNumber(4), newcomer: true }.into()),
        (by(Chair), Command::ClosePoll { poll: ONE }.into()),
        (Actor::System, Command::SealBallotBox { poll: ONE }.into()),
        // Whoever gets a card for one that has voted has voted, and their ballot stands when it is opened again.
        (by(Desk), cards::Command::ReissueCard { card: CardNumber(2), by: CardNumber(5) }.into()),
        (by(Chair), Command::ReopenPoll { poll: ONE, reason: "§mất điện giữa chừng".to_owned() }.into()),
        // It may lie in the box.
        (by(Desk), Command::TakeBackPaperBallot { poll: ONE, card: CardNumber(1) }.into()),
        (by(Chair), Command::ClosePoll { poll: ONE }.into()),
        (Actor::System, Command::SealBallotBox { poll: ONE }.into()),
        (by(Chair), Command::OpenShowOfHands { title: "Giơ tay lần nữa".to_owned() }.into()),
        (by(Chair), Command::ClosePoll { poll: PollId(2) }.into()),
        // One paper ballot more than answers were found on.
        (by(Desk), Command::EnterPaperCount { poll: ONE, count: too_many, name: enters.clone() }.into()),
        (by(Desk), Command::EnterPaperCount { poll: ONE, count: paper_ballots, name: enters.clone() }.into()),
        (by(Secretary), Command::ConfirmPaperCount { poll: ONE, entry: 1, name: enters }.into()),
        (by(Secretary), Command::ConfirmPaperCount { poll: ONE, entry: 1, name: confirms }.into()),
        (Actor::System, Command::CountBallots { poll: ONE, tally }.into()),
        (by(Chair), Command::ShowResult { poll: ONE }.into()),
        (by(Chair), Command::PublishWords { poll: ONE, question: 1, words: 0, shown: true }.into()),
        (by(Chair), Command::HideResult { poll: ONE }.into()),
        (by(Chair), Command::ShowResult { poll: ONE }.into()),
        (by(Office), Command::DiscardPoll { poll: PollId(2), reason: "§hỏi nhầm câu".to_owned() }.into()),
    ]
}

/// Ends an evening: the meeting is over, its contacts are erased some day, and the office says what the time is.
pub(crate) fn end(hall: &mut Hall, mut send: impl FnMut(&mut Hall, Actor, meeting::Command)) {
    send(hall, Actor::Staff(Place::Chair), agenda::Command::CloseMeeting.into());
    hall.play.later_ms(400 * 86_400_000);
    send(hall, Actor::System, contacts::Command::EraseDueContacts.into());
    let (shown, is) = (hall.play.now, hall.play.now.plus_ms(-600_000));
    hall.play.now = is;
    let correction = Correction { shown, is, from: shown, answer: 1 };
    send(hall, Actor::System, details::Command::CorrectClock(correction).into());
}
