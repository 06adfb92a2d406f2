//! What is read back from a workbook is what was counted: nothing lost, nothing added, nothing calculated.

use std::collections::BTreeMap;
use std::io::Cursor;

use calamine::{Data, Reader, Xlsx};
use meeting::PollId;
use meeting::details::Details;
use meeting::poll::{Answer, Ballot, Cast, Channel, MOST_QUESTIONS, PaperCount, Questionnaire, Tally};
use proptest::prelude::*;
use rand::SeedableRng;
use rand::rngs::StdRng;

use super::*;

/// The cells of each worksheet, by its name.
fn read(bytes: Vec<u8>) -> BTreeMap<String, Vec<Vec<Data>>> {
    let mut book = Xlsx::new(Cursor::new(bytes)).expect("a workbook");
    let worksheets = book.worksheets().into_iter();
    worksheets.map(|(name, range)| (name, range.rows().map(<[Data]>::to_vec).collect())).collect()
}

fn written(counted: &Counted, seed: u64) -> BTreeMap<String, Vec<Vec<Data>>> {
    read(xlsx(Lang::Vi, counted, &mut StdRng::seed_from_u64(seed)).expect("it fits"))
}

fn text(cell: &Data) -> &str {
    match cell {
        Data::String(text) => text,
        Data::Empty => "",
        other => panic!("{other:?} is no text"),
    }
}

/// How often each answer came by each channel, by strokes on a sheet of paper: row by row.
fn strokes(rows: &[Vec<Data>]) -> BTreeMap<(String, String), u32> {
    let mut strokes = BTreeMap::new();
    for row in &rows[1..] {
        let way = row.get(1).map(text).unwrap_or_default();
        *strokes.entry((text(&row[0]).to_owned(), way.to_owned())).or_default() += 1;
    }
    strokes
}

/// What people may type, with what a spreadsheet would make something else of.
fn typed() -> impl Strategy<Value = String> {
    let start = prop::sample::select(vec!["", "=", "+", "-", "@", "'", " =", "<b>&", "_x0041_", "Ý kiến "]);
    (start, "[a-zđễ0-9=\"', .&<>]{0,12}(\n[a-z]{1,3})?").prop_map(|(start, rest)| format!("{start}{rest}"))
}

fn question() -> impl Strategy<Value = Question> {
    let kind = prop::sample::select(Kind::ALL.to_vec());
    (kind, typed(), prop::collection::vec(typed(), 12)).prop_map(|(kind, title, mut options)| {
        let (least, most) = kind.options();
        options.truncate(most.min(4).max(least));
        // Two that read alike could not be told apart in any table.
        (0..).zip(&mut options).for_each(|(number, option)| option.push_str(&format!(" {number}")));
        // A question asks something: an empty line is refused before it is a question.
        let title = if title.trim().is_empty() { "Hỏi".to_owned() } else { title };
        Question { kind, title, options }
    })
}

fn answer(question: &Question) -> BoxedStrategy<Answer> {
    if question.kind == Kind::Text {
        return typed().prop_map(Answer::Words).boxed();
    }
    let options = u32::try_from(question.options.len()).unwrap_or_default();
    let most = question.kind.ticks(question.options.len());
    prop::collection::vec(0..options, 0..=most).prop_map(Answer::Ticked).boxed()
}

/// A poll with its ballots: from phones, from the tablet, from one of both, forgotten which, and on paper.
fn poll() -> impl Strategy<Value = (Vec<Question>, Vec<Cast>, Vec<Ballot>, u32)> {
    prop::collection::vec(question(), 1..5).prop_flat_map(|questions| {
        let answers: Vec<_> = questions.iter().map(answer).collect();
        let ballot = answers.prop_map(|answers| Ballot { poll: PollId(1), answers });
        let channels = vec![Some(Channel::Phone), Some(Channel::Tablet), None];
        let cast = (
            prop::sample::subsequence(channels, 1..=3),
            prop::collection::vec((any::<usize>(), ballot.clone()), 0..40),
        );
        let cast = cast.prop_map(|(channels, ballots)| {
            let cast =
                |(at, ballot): (usize, Ballot)| Cast { channel: channels[at % channels.len()], ballot };
            ballots.into_iter().map(cast).collect()
        });
        (Just(questions), cast, prop::collection::vec(ballot, 0..25), 0..3_u32)
    })
}

/// The count of such a poll; what says nothing is no ballot.
fn counted(
    (questions, mut cast, mut on_paper, invalid): (Vec<Question>, Vec<Cast>, Vec<Ballot>, u32),
) -> Counted {
    let validate = |ballot: &mut Ballot| ballot.validated(&questions).map(|stored| *ballot = stored).is_ok();
    cast.retain_mut(|cast| validate(&mut cast.ballot));
    on_paper.retain_mut(validate);
    let valid = u32::try_from(on_paper.len()).expect("few");
    let on_paper: Vec<_> = on_paper.into_iter().map(|ballot| Cast { channel: None, ballot }).collect();
    let counts = Tally::of(&questions, &on_paper, None, |_| {}).counts;
    let paper_ballots = PaperCount { returned: valid + invalid, invalid, counts };
    let tally = Tally::of(&questions, &cast, Some(&paper_ballots), |words| words.sort());
    Counted {
        poll: PollId(1),
        questionnaire: Questionnaire { questions, ..Questionnaire::default() },
        tally,
        ..Counted::default()
    }
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 120, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn counting_the_rows_with_strokes_gives_the_count_in_all_and_by_each_way(poll in poll(), seed: u64) {
        let mut counted = counted(poll);
        let withholds = counted.withholds_words();
        if withholds {
            counted.tally.counts.iter_mut().for_each(|count| count.words.clear());
        }
        let worksheets = written(&counted, seed);
        prop_assert_eq!(worksheets.len(), 1 + counted.questionnaire.questions.len());
        for (index, (question, count)) in counted.questions().enumerate() {
            let rows = &worksheets[&format!("Câu {}", index + 1)];
            prop_assert_eq!(text(&rows[0][0]), harmless(&question.title));
            let strokes = strokes(rows);
            if question.kind == Kind::Text {
                let mut said: Vec<String> = rows[1..].iter().map(|row| text(&row[0]).to_owned()).collect();
                let mut expected: Vec<String> = count.words.iter().map(|words| harmless(words)).collect();
                said.sort();
                expected.sort();
                prop_assert_eq!(said, expected);
                prop_assert!(strokes.keys().all(|(_, way)| way.is_empty()), "words are told to have come no way");
                continue;
            }
            for (place, option) in question.options.iter().enumerate() {
                let option = harmless(option);
                let of_option = strokes.iter().filter(|((said, _), _)| *said == option);
                prop_assert_eq!(of_option.map(|(_, count)| count).sum::<u32>(), count.ticks[place], "{}", option);
                for apart in &counted.tally.apart {
                    let came = strokes.get(&(option.clone(), way(Lang::Vi, apart))).copied().unwrap_or_default();
                    prop_assert_eq!(came, apart.counts[index].ticks[place], "{} {:?}", option, &apart.channels);
                }
            }
            prop_assert_eq!(strokes.values().sum::<u32>(), count.ticks.iter().sum::<u32>(), "nothing besides");
        }
    }

    #[test]
    fn the_first_worksheet_has_every_count_and_what_was_left_blank(poll in poll()) {
        let counted = counted(poll);
        let worksheets = written(&counted, 1);
        let rows = &worksheets["Tổng hợp"];
        let number = |row: usize, column: usize| match rows[row].get(column) {
            Some(Data::Float(number)) => *number,
            other => panic!("{row}, {column}: {other:?}"),
        };
        let valid = rows.iter().position(|row| text(&row[0]) == "Tổng số phiếu hợp lệ").expect("the whole");
        prop_assert_eq!(number(valid, 1), f64::from(counted.tally.ballots));
        for (index, (question, count)) in counted.questions().enumerate() {
            let title = format!("Câu {}. {}", index + 1, question.title);
            let at = rows.iter().position(|row| text(&row[0]) == title).expect("the question");
            let groups = std::iter::once((count, counted.tally.ballots))
                .chain(counted.apart().iter().map(|apart| (&apart.counts[index], apart.ballots)));
            for (group, (count, ballots)) in groups.enumerate() {
                let column = 1 + 2 * group;
                if question.kind == Kind::Text {
                    prop_assert_eq!(number(at + 1, 1), f64::from(count.answered));
                    break;
                }
                for (place, ticks) in count.ticks.iter().enumerate() {
                    prop_assert_eq!(number(at + 1 + place, column), f64::from(*ticks));
                    if let Some(tenths) = tenths(*ticks, count.answered) {
                        prop_assert_eq!(number(at + 1 + place, column + 1), f64::from(tenths) / 1000.0);
                    }
                }
                let foot = at + 1 + count.ticks.len();
                prop_assert_eq!(number(foot, column), f64::from(count.answered));
                prop_assert_eq!(number(foot + 1, column), f64::from(ballots - count.answered));
            }
        }
    }
}

/// A poll of two questions that everyone answers alike, so that a ballot could be known by its row.
fn alike() -> Counted {
    let options = ["Có", "Không"].map(str::to_owned).to_vec();
    let question = Question { kind: Kind::YesNo, title: "Đồng ý không?".to_owned(), options };
    let count = Count { answered: 60, ticks: vec![30, 30], words: Vec::new() };
    Counted {
        questionnaire: Questionnaire {
            questions: vec![question.clone(), question],
            ..Questionnaire::default()
        },
        tally: Tally { ballots: 60, counts: vec![count.clone(), count], apart: Vec::new() },
        ..Counted::default()
    }
}

#[test]
fn rows_are_in_an_order_of_each_worksheets_own() {
    let worksheets = written(&alike(), 7);
    let order =
        |name: &str| worksheets[name][1..].iter().map(|row| text(&row[0]).to_owned()).collect::<Vec<_>>();
    let (first, second) = (order("Câu 1"), order("Câu 2"));
    assert_ne!(first, second);
    assert!(!first.is_sorted() && !second.is_sorted(), "not one option after the other: {first:?}");
    let ways = worksheets["Câu 1"][1..].iter().map(|row| text(&row[1]).to_owned());
    assert_eq!(ways.collect::<std::collections::BTreeSet<_>>(), ["Tất cả".to_owned()].into());
}

#[test]
fn nothing_typed_is_a_formula_wherever_it_stands() {
    let mut counted = alike();
    let evil = "=HYPERLINK(\"http://x\")";
    counted.details = Details { title: evil.to_owned(), venue: "+84".to_owned(), ..Details::default() };
    counted.questionnaire.asked_by = "@SUM(1)".to_owned();
    counted.questionnaire.questions[0].title = "-1".to_owned();
    counted.questionnaire.questions[0].options = vec!["\t=1".to_owned(), evil.to_owned()];
    let words = Count { answered: 1, ticks: Vec::new(), words: vec![evil.to_owned()] };
    counted.questionnaire.questions[1] =
        Question { kind: Kind::Text, title: evil.to_owned(), options: Vec::new() };
    counted.tally.counts[1] = words;
    for (name, rows) in written(&counted, 3) {
        for cell in rows.iter().flatten() {
            let Data::String(text) = cell else { continue };
            assert_eq!(*text, harmless(text), "{name}");
        }
    }
}

#[test]
fn worksheets_have_names_a_spreadsheet_takes() {
    for words in Lang::ALL.map(results::of) {
        let questions = (1..=MOST_QUESTIONS).map(words.question);
        let names: Vec<String> = questions.chain([words.summary.to_owned()]).collect();
        for (at, name) in names.iter().enumerate() {
            assert!((1..=31).contains(&name.encode_utf16().count()), "{name}");
            assert!(!name.contains(['[', ']', ':', '*', '?', '/', '\\']), "{name}");
            assert!(!name.starts_with('\'') && !name.ends_with('\''), "{name}");
            assert!(!names[..at].iter().any(|other| other.to_lowercase() == name.to_lowercase()), "{name}");
        }
    }
}
