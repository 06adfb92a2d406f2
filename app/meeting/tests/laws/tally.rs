//! The count of random polls against one made another way: ballot by ballot on a sheet, as people count paper.

use std::collections::BTreeMap;

use meeting::PollId;
use meeting::poll::{Answer, Ballot, Kind, Question, Tally};
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

fn poll() -> impl Strategy<Value = (Vec<Question>, Vec<Ballot>)> {
    prop::collection::vec(question(), 1..5).prop_flat_map(|questions| {
        let answers: Vec<_> = questions.iter().map(answer).collect();
        let ballot = answers.prop_map(|answers| Ballot { poll: PollId(1), answers });
        (Just(questions), prop::collection::vec(ballot, 0..40))
    })
}

proptest! {
    #![proptest_config(cases(400))]

    #[test]
    fn the_count_is_what_a_sheet_of_strokes_says((questions, sent) in poll()) {
        let valid: Vec<Ballot> = sent.iter().filter_map(|ballot| ballot.cleaned(&questions).ok()).collect();
        let mut strokes: BTreeMap<(usize, String), u32> = BTreeMap::new();
        let mut answered = vec![0; questions.len()];
        let mut words: Vec<Vec<String>> = vec![Vec::new(); questions.len()];
        for ballot in &valid {
            for (place, answer) in ballot.answers.iter().enumerate() {
                match answer {
                    Answer::Ticked(ticks) if !ticks.is_empty() => {
                        answered[place] += 1;
                        for tick in ticks {
                            let option = questions[place].options[*tick as usize].clone();
                            *strokes.entry((place, option)).or_default() += 1;
                        }
                    }
                    Answer::Words(said) if !said.is_empty() => {
                        answered[place] += 1;
                        words[place].push(said.clone());
                    }
                    _ => {}
                }
            }
        }
        let tally = Tally::of(&questions, &valid, |words| words.sort());
        prop_assert_eq!(tally.ballots as usize, valid.len());
        for (place, count) in tally.counts.iter().enumerate() {
            words[place].sort();
            prop_assert_eq!(count.answered, answered[place]);
            prop_assert_eq!(&count.words, &words[place]);
            for (option, ticks) in questions[place].options.iter().zip(&count.ticks) {
                let counted = strokes.get(&(place, option.clone())).copied().unwrap_or_default();
                prop_assert_eq!(*ticks, counted, "{}", option);
            }
            // The middle of a scale is where the ballots of each side stop being fewer than half.
            if let Some(median) = count.median().filter(|_| questions[place].kind == Kind::Scale) {
                let better: u32 = count.ticks[..median].iter().sum();
                let worse: u32 = count.ticks[median + 1..].iter().sum();
                prop_assert!(better * 2 <= count.answered && worse * 2 < count.answered + 1);
            }
        }
    }

    #[test]
    fn what_is_kept_of_a_ballot_is_kept_of_it_again((questions, sent) in poll()) {
        for ballot in sent {
            if let Ok(kept) = ballot.cleaned(&questions) {
                prop_assert_eq!(kept.cleaned(&questions), Ok(kept.clone()));
            }
        }
    }
}
