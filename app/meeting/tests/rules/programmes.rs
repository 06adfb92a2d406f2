//! The five programmes: what their files must say, from the facts they were written by.

use meeting::agenda::ItemKind::{
    self, Address, Answer, Closing, Conclusion, Floor, Opening, Poll, Report, Signing,
};
use meeting::programme::DayUnit::{self, Calendar, Working};
use meeting::programme::DeadlineFrom::{self, AfterMeeting, AfterNotice, BeforeMeeting};
use meeting::programme::{AttendanceRule, DocumentForm, ids, load};

/// One programme, in short.
struct Facts {
    id: &'static str,
    document_form: DocumentForm,
    chairs: usize,
    kinds: &'static [ItemKind],
    /// Numbers of the items that may be left out.
    optional: &'static [usize],
    deadlines: &'static [(u32, DayUnit, DeadlineFrom)],
    attendance: Option<AttendanceRule>,
    fields: usize,
}

const FACTS: [Facts; 5] = [
    Facts {
        id: "xa-cong-an",
        document_form: DocumentForm::State,
        chairs: 3,
        kinds: &[Opening, Opening, Report, Report, Floor, Poll, Address, Answer, Answer, Closing],
        optional: &[7],
        deadlines: &[(7, Calendar, BeforeMeeting)],
        attendance: None,
        fields: 0,
    },
    Facts {
        id: "xa-dinh-ky",
        document_form: DocumentForm::State,
        chairs: 1,
        kinds: &[Opening, Opening, Report, Floor, Answer, Floor, Conclusion],
        optional: &[],
        deadlines: &[(7, Working, BeforeMeeting)],
        attendance: None,
        fields: 0,
    },
    Facts {
        id: "xa-hai-chu-tri",
        document_form: DocumentForm::Party,
        chairs: 2,
        kinds: &[Opening, Opening, Floor, Answer, Conclusion],
        optional: &[],
        deadlines: &[
            (10, Calendar, BeforeMeeting),
            (7, Working, BeforeMeeting),
            (10, Working, AfterMeeting),
            (20, Working, AfterNotice),
            (30, Working, AfterNotice),
        ],
        attendance: None,
        fields: 0,
    },
    Facts {
        id: "xa-hdnd-thon",
        document_form: DocumentForm::State,
        chairs: 1,
        kinds: &[Opening, Poll, Report, Floor, Answer, Floor, Conclusion],
        optional: &[2],
        deadlines: &[
            (5, Calendar, BeforeMeeting),
            (2, Calendar, BeforeMeeting),
            (5, Working, AfterMeeting),
            (15, Working, AfterMeeting),
        ],
        attendance: Some(AttendanceRule { min: 50, max: 100 }),
        fields: 6,
    },
    Facts {
        id: "thi-chuyen-de",
        document_form: DocumentForm::Party,
        chairs: 1,
        kinds: &[Opening, Opening, Report, Floor, Answer, Conclusion, Signing],
        optional: &[],
        deadlines: &[
            (10, Calendar, BeforeMeeting),
            (7, Calendar, BeforeMeeting),
            (3, Working, BeforeMeeting),
            (3, Calendar, BeforeMeeting),
            (10, Working, AfterMeeting),
        ],
        attendance: None,
        fields: 5,
    },
];

#[test]
fn they_are_offered_in_order_and_there_is_no_other() {
    assert_eq!(ids().collect::<Vec<_>>(), FACTS.map(|facts| facts.id));
    for unknown in ["", "xa", "XA-CONG-AN", "../xa-cong-an"] {
        assert_eq!(load(unknown), None);
    }
}

#[test]
fn each_says_what_the_facts_say() {
    for facts in FACTS {
        let programme = load(facts.id).unwrap();
        let id = facts.id;
        assert_eq!(programme.id, id);
        assert_eq!(programme.document_form, facts.document_form, "{id}");
        assert_eq!(programme.chairs.len(), facts.chairs, "{id}");
        let kinds: Vec<_> = programme.agenda.iter().map(|item| item.kind).collect();
        assert_eq!(kinds, facts.kinds, "{id}");
        let items = (1..).zip(&programme.agenda);
        let optional: Vec<_> = items.filter(|(_, item)| item.optional).map(|(number, _)| number).collect();
        assert_eq!(optional, facts.optional, "{id}");
        let deadlines = programme.deadlines.iter();
        let deadlines: Vec<_> =
            deadlines.map(|deadline| (deadline.days, deadline.unit, deadline.from)).collect();
        assert_eq!(deadlines, facts.deadlines, "{id}");
        assert_eq!(programme.attendance, facts.attendance, "{id}");
        assert_eq!(programme.fields.len(), facts.fields, "{id}");
        let [scale, words] = programme.poll.questions.as_slice() else { panic!("{id}: two questions") };
        assert_eq!((scale.options.len(), words.options.len()), (5, 0), "{id}");
        // What a programme asks can be stored as it stands.
        let recorded_events =
            |question: &meeting::poll::Question| question.validated() == Ok(question.clone());
        assert!(recorded_events(scale) && recorded_events(words), "{id}");
    }
}

#[test]
fn they_have_ten_seven_five_seven_and_seven_items() {
    let counts: Vec<_> = ids().map(|id| load(id).unwrap().agenda.len()).collect();
    assert_eq!(counts, [10, 7, 5, 7, 7]);
}

#[test]
fn no_parameter_is_left_unfilled() {
    for id in ids() {
        let programme = load(id).unwrap();
        let json = serde_json::to_value(&programme).unwrap();
        let mut texts = vec![&json];
        while let Some(value) = texts.pop() {
            match value {
                serde_json::Value::String(text) => {
                    assert!(!text.contains(['{', '}']), "{id}: {text}");
                    assert_eq!(text.trim(), text, "{id}");
                    assert!(!text.is_empty(), "{id}");
                }
                serde_json::Value::Array(values) => texts.extend(values),
                serde_json::Value::Object(fields) => texts.extend(fields.values()),
                _ => {}
            }
        }
    }
}

#[test]
fn another_title_stands_in_everywhere() {
    for id in ids() {
        let file = format!("{}/programmes/{id}.toml", env!("CARGO_MANIFEST_DIR"));
        let mut programme: meeting::programme::Programme =
            toml::from_str(&std::fs::read_to_string(file).unwrap()).unwrap();
        for value in programme.parameters.values_mut() {
            *value = "THAY".to_owned();
        }
        let filled = serde_json::to_string(&programme.filled()).unwrap();
        assert!(filled.matches("THAY").count() > 3, "{id}: {filled}");
    }
}

#[test]
fn a_meeting_can_be_made_of_each_and_edited_as_it_is() {
    // What a file says must pass the checks that the office's edits pass, or nobody could correct an item.
    use super::table::{OFFICE, T0};
    for id in ids() {
        let programme = load(id).unwrap();
        let title = programme.title.clone();
        let mut meeting = meeting::Meeting::default();
        for event in meeting::details::create("DT26", &title, programme).unwrap() {
            let position = meeting.position + 1;
            let by = meeting::Actor::System;
            meeting.apply(&meeting::Recorded { position, at: T0, by, continues: false, event });
        }
        for item in &meeting.agenda.items {
            let edit = meeting::agenda::Command::EditItem { id: item.id, item: item.text.clone() };
            let edited = meeting::agenda::Event::ItemEdited { id: item.id, item: item.text.clone() };
            let decided = meeting::decide(&meeting, OFFICE, &edit.into(), T0);
            assert_eq!(decided, Ok(vec![edited.into()]), "{id}");
        }
    }
}
