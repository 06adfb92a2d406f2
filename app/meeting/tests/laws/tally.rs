//! The law of the tally: the count of random polls, from phones, the tablet and paper, against one made another way,
//! ballot by ballot on a sheet, as people count paper.

use std::collections::BTreeMap;

use meeting::PollId;
use meeting::poll::{Answer, Ballot, Cast, Channel, Count, FEWEST_APART, Kind, PaperCount, Question, Tally};
use proptest::prelude::*;

use super::cases;

fn question() -> impl Strategy<Value = Question> {
    let kind = prop::sample::select(Kind::ALL.to_vec());
    (kind, 2..=12_usize).prop_map(|(kind, options)| {
        let (least, most) = kind.options();
        let options = options.clamp(least, most.max(least));
        let options = (0..options).map(|option| format!("Phương án {option}")).collect();
        Question { kind, title: "Câu hỏi".to_owned(), options }
    })
}

/// Ballots as they might be sent, good and bad.
fn answer(question: &Question) -> BoxedStrategy<Answer> {
    if question.kind == Kind::Text {
        return "[a-c ]{0,3}".prop_map(Answer::Words).boxed();
    }
    let options = u32::try_from(question.options.len()).unwrap();
    // One beyond the last, too: what is refused is not counted.
    prop::collection::vec(0..=options, 0..4).prop_map(Answer::Ticked).boxed()
}

/// Ballots, each with how it comes; `None` is what is forgotten to be of phone or tablet.
type Sent = Vec<(Option<Channel>, Ballot)>;

fn poll() -> impl Strategy<Value = (Vec<Question>, Sent)> {
    prop::collection::vec(question(), 1..5).prop_flat_map(|questions| {
        let answers: Vec<_> = questions.iter().map(answer).collect();
        let ballot = answers.prop_map(|answers| Ballot { poll: PollId(1), answers });
        // Few of one channel and many of another are drawn often, and none at all.
        let channels = [Some(Channel::Phone), Some(Channel::Tablet), Some(Channel::Paper), None];
        let channels = prop::sample::subsequence(channels.to_vec(), 1..=4);
        let sent = channels.prop_flat_map(move |channels| {
            let weight = |(place, channel): (usize, &Option<Channel>)| (1 << (3 * place), Just(*channel));
            let weights: Vec<_> = channels.iter().enumerate().map(weight).collect();
            prop::collection::vec((prop::strategy::Union::new_weighted(weights), ballot.clone()), 0..60)
        });
        (Just(questions), sent)
    })
}

/// A sheet of strokes, as people count paper: what was answered, ticked and written at each question.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
struct Strokes {
    ballots: u32,
    answered: BTreeMap<usize, u32>,
    ticks: BTreeMap<(usize, u32), u32>,
    words: BTreeMap<usize, Vec<String>>,
}

impl Strokes {
    fn of<'a>(ballots: impl Iterator<Item = &'a Ballot>) -> Self {
        let mut strokes = Self::default();
        for ballot in ballots {
            strokes.ballots += 1;
            for (place, answer) in ballot.answers.iter().enumerate() {
                match answer {
                    Answer::Ticked(ticks) if !ticks.is_empty() => {
                        *strokes.answered.entry(place).or_default() += 1;
                        ticks.iter().for_each(|tick| *strokes.ticks.entry((place, *tick)).or_default() += 1);
                    }
                    Answer::Words(words) if !words.is_empty() => {
                        *strokes.answered.entry(place).or_default() += 1;
                        strokes.words.entry(place).or_default().push(words.clone());
                    }
                    _ => {}
                }
            }
        }
        strokes
    }

    /// The same as the desk enters it.
    fn counts(&self, questions: &[Question]) -> Vec<Count> {
        let count = |(place, question): (usize, &Question)| Count {
            answered: self.answered.get(&place).copied().unwrap_or_default(),
            ticks: (0..).take(question.options.len()).map(|tick| self.at(place, tick)).collect(),
            words: self.words.get(&place).cloned().unwrap_or_default(),
        };
        questions.iter().enumerate().map(count).collect()
    }

    fn at(&self, place: usize, tick: u32) -> u32 {
        self.ticks.get(&(place, tick)).copied().unwrap_or_default()
    }
}

fn sorted(mut words: Vec<String>) -> Vec<String> {
    words.sort();
    words
}

proptest! {
    #![proptest_config(cases(400))]

    #[test]
    fn the_count_is_what_a_tally_of_strokes_says((questions, sent) in poll()) {
        let valid = sent.into_iter().filter_map(|(channel, ballot)| Some((channel, ballot.validated(&questions).ok()?)));
        let (paper, electronic): (Sent, Sent) = valid.partition(|(channel, _)| *channel == Some(Channel::Paper));
        let on_paper = Strokes::of(paper.iter().map(|(_, ballot)| ballot));
        let count = PaperCount {
            returned: on_paper.ballots + 2,
            invalid: 2,
            counts: on_paper.counts(&questions),
        };
        let cast: Vec<Cast> =
            electronic.iter().map(|(channel, ballot)| Cast { channel: *channel, ballot: ballot.clone() }).collect();
        let tally = Tally::of(&questions, &cast, Some(&count), |words| words.sort());
        let all = Strokes::of(electronic.iter().chain(&paper).map(|(_, ballot)| ballot));
        prop_assert_eq!(tally.ballots, all.ballots);
        for (place, count) in tally.counts.iter().enumerate() {
            prop_assert_eq!(count.answered, all.answered.get(&place).copied().unwrap_or_default());
            let said = all.words.get(&place).filter(|_| all.ballots >= FEWEST_APART);
            prop_assert_eq!(&count.words, &sorted(said.cloned().unwrap_or_default()));
            for (tick, ticks) in (0..).zip(&count.ticks) {
                prop_assert_eq!(*ticks, all.at(place, tick));
            }
            // The middle of a scale is where the ballots of each side stop being fewer than half.
            if let Some(median) = count.median().filter(|_| questions[place].kind == Kind::Scale) {
                let better: u32 = count.ticks[..median].iter().sum();
                let worse: u32 = count.ticks[median + 1..].iter().sum();
                prop_assert!(better * 2 <= count.answered && worse * 2 < count.answered + 1);
            }
        }
        // The channels: each is what a sheet of its own says, all are the whole, none is too few to hide in.
        for apart in &tally.apart {
            let of = |channel: &Option<Channel>| match channel {
                Some(channel) => apart.channels.contains(channel),
                None => apart.channels.starts_with(&[Channel::Phone, Channel::Tablet]),
            };
            let ballots = electronic.iter().chain(&paper).filter(|(channel, _)| of(channel)).map(|(_, ballot)| ballot);
            let strokes = Strokes::of(ballots);
            prop_assert_eq!(apart.ballots, strokes.ballots);
            for (place, count) in apart.counts.iter().enumerate() {
                prop_assert!(count.words.is_empty());
                prop_assert_eq!(count.answered, strokes.answered.get(&place).copied().unwrap_or_default());
                for (tick, ticks) in (0..).zip(&count.ticks) {
                    prop_assert_eq!(*ticks, strokes.at(place, tick));
                }
            }
            prop_assert!(tally.apart.len() == 1 || apart.ballots >= FEWEST_APART, "{:?}", tally.apart);
        }
        prop_assert_eq!(tally.apart.iter().map(|apart| apart.ballots).sum::<u32>(), tally.ballots);
        let mut channels: Vec<_> = tally.apart.iter().flat_map(|apart| apart.channels.clone()).collect();
        channels.sort();
        channels.dedup();
        prop_assert_eq!(channels.len(), tally.apart.iter().map(|apart| apart.channels.len()).sum::<usize>());
    }

    #[test]
    fn what_is_kept_of_a_ballot_is_kept_of_it_again((questions, sent) in poll()) {
        for (_, ballot) in sent {
            if let Ok(recorded_events) = ballot.validated(&questions) {
                prop_assert_eq!(recorded_events.validated(&questions), Ok(recorded_events.clone()));
            }
        }
    }
}
