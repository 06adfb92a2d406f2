//! The programmes a commune holds its dialogue conferences by: agenda, roles, rules of attendance,
//! deadlines. Each is a data file in `programmes/`, written so that the office can read it.
//!
//! A programme is a template. Creating a meeting copies what it says into the meeting's first event,
//! so that a later edition of the file never changes a meeting that exists.

pub(crate) mod template;

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

use crate::agenda::ItemKind;
use crate::poll::Question;

/// The data files, by id, in the order the office is offered them.
const FILES: [(&str, &str); 5] = [
    ("xa-cong-an", include_str!("../programmes/xa-cong-an.toml")),
    ("xa-dinh-ky", include_str!("../programmes/xa-dinh-ky.toml")),
    ("xa-hai-chu-tri", include_str!("../programmes/xa-hai-chu-tri.toml")),
    ("xa-hdnd-thon", include_str!("../programmes/xa-hdnd-thon.toml")),
    ("thi-chuyen-de", include_str!("../programmes/thi-chuyen-de.toml")),
];

/// One programme as its file says it.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Programme {
    /// Stable id, as on the command line: `xa-cong-an`.
    pub id: String,
    /// What the office reads when it chooses.
    pub name: String,
    /// One sentence: who faces whom, where, about what.
    pub about: String,
    /// The title a new meeting starts with.
    pub title: String,
    /// Which authority's form its documents have: the state's or the Party's.
    #[serde(rename = "papers")]
    pub document_form: DocumentForm,
    /// Titles of offices and levels that may differ from place to place, with what stands in for them
    /// until the office says otherwise. `{name}` in any text of the programme is replaced.
    #[serde(default)]
    pub parameters: BTreeMap<String, String>,
    /// Who chairs, by title.
    pub chairs: Vec<String>,
    /// Who is present, one group a line.
    pub present: Vec<String>,
    /// Rules of conduct, one a line, as they are read out and shown.
    pub rules: Vec<String>,
    /// How many people must and may come.
    #[serde(default)]
    pub attendance: Option<AttendanceRule>,
    /// What must be done by when, before and after.
    pub deadlines: Vec<Deadline>,
    /// Fields or issues that opinions are sorted by.
    #[serde(default)]
    pub fields: Vec<String>,
    /// The agenda, in order.
    pub agenda: Vec<TemplateItem>,
    /// The satisfaction poll that stands prepared.
    pub poll: TemplatePoll,
}

/// The authority whose form a meeting's documents have.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum DocumentForm {
    /// Quốc hiệu và tiêu ngữ at the head.
    State,
    /// ĐẢNG CỘNG SẢN VIỆT NAM at the head, no quốc hiệu.
    Party,
}

/// A rule on how many people of the hamlet take part; officials are not counted.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct AttendanceRule {
    /// Fewest residents that must come.
    pub min: u32,
    /// Most residents that may come.
    pub max: u32,
}

/// A deadline, in days before or after the meeting.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Deadline {
    /// What is to be done by then.
    pub what: String,
    /// How many days.
    pub days: u32,
    /// Working days or calendar days.
    pub unit: DayUnit,
    /// The day it is counted from, and in which direction.
    pub from: DeadlineFrom,
}

/// How days are counted.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum DayUnit {
    /// Ngày làm việc.
    Working,
    /// Ngày.
    Calendar,
}

/// The day a deadline is counted from.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum DeadlineFrom {
    /// Before the meeting.
    BeforeMeeting,
    /// After the meeting.
    AfterMeeting,
    /// After the notice of conclusions.
    AfterNotice,
}

/// One agenda item of a programme.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct TemplateItem {
    /// Its kind, which sets the usual controls and the projector's scene; forbids nothing.
    pub kind: ItemKind,
    /// Its title.
    pub title: String,
    /// Who leads it, by title.
    pub lead: String,
    /// True if it may be left out.
    #[serde(default)]
    pub optional: bool,
}

/// The satisfaction poll of a programme.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct TemplatePoll {
    /// The questions, in the order they are asked.
    pub questions: Vec<Question>,
    /// The organisation that asks: the Front or the police.
    pub asked_by: String,
}

/// The ids of all programmes, in the order they are offered.
pub fn ids() -> impl Iterator<Item = &'static str> {
    FILES.iter().map(|(id, _)| *id)
}

/// The programme with this id, its parameters filled in; `None` if there is none.
///
/// # Panics
/// Never for the files shipped: a test loads each of them.
#[must_use]
pub fn load(id: &str) -> Option<Programme> {
    let (_, text) = FILES.iter().find(|(known, _)| *known == id)?;
    let programme: Programme =
        toml::from_str(text).unwrap_or_else(|fault| panic!("programmes/{id}.toml: {fault}"));
    Some(programme.filled())
}

impl Programme {
    /// The programme with every `{parameter}` replaced by its value.
    #[must_use]
    pub fn filled(mut self) -> Self {
        let parameters = std::mem::take(&mut self.parameters);
        let fill = |text: &mut String| {
            for (name, value) in &parameters {
                *text = text.replace(&format!("{{{name}}}"), value);
            }
        };
        fill(&mut self.name);
        fill(&mut self.about);
        fill(&mut self.title);
        self.chairs.iter_mut().for_each(fill);
        self.present.iter_mut().for_each(fill);
        self.rules.iter_mut().for_each(fill);
        self.deadlines.iter_mut().for_each(|deadline| fill(&mut deadline.what));
        for item in &mut self.agenda {
            fill(&mut item.title);
            fill(&mut item.lead);
        }
        for question in &mut self.poll.questions {
            fill(&mut question.title);
        }
        fill(&mut self.poll.asked_by);
        self.parameters = parameters;
        self
    }
}
