//! The view model of an import: what was read from a file of speakers, and what is wrong with it.

use meeting::speakers::Speaker;
use meeting::{Refusal, RequestId};
use serde::{Deserialize, Serialize};

/// A column of the file.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Column {
    /// Full name; the only one that must be there.
    Name,
    /// Hamlet or organisation.
    Hamlet,
    /// On whose behalf.
    OnBehalf,
    /// The subject.
    Subject,
    /// Field or issue of the programme.
    Field,
    /// Where a written answer can be sent.
    Contact,
    /// Whether one of the people, or on duty.
    Kind,
}

impl Column {
    /// Every column, in the order of the template.
    pub const ALL: [Self; 7] =
        [Self::Name, Self::Hamlet, Self::OnBehalf, Self::Subject, Self::Field, Self::Contact, Self::Kind];
}

/// One person of the file.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Row {
    /// The line it stands on, from 1.
    pub line: u64,
    /// Who wants to speak, and about what, as written.
    pub speaker: Speaker,
}

/// A fault of a file: what is wrong, or worth a look.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Fault {
    /// The file is empty.
    EmptyFile,
    /// It is a workbook, not text.
    Workbook,
    /// It is no text at all.
    Binary,
    /// Bytes that are no letters in the encoding of the file.
    BadBytes,
    /// There is a header and nobody below it.
    NobodyInIt,
    /// No column for the name; these are there.
    NoNameColumn(Vec<String>),
    /// Two columns for the same.
    ColumnTwice(Column),
    /// Columns that are not used.
    UnusedColumns(Vec<String>),
    /// More people than are taken at once.
    TooManyRows {
        /// How many people there are.
        rows: usize,
        /// How many are taken at most.
        most: i64,
    },
    /// More cells than the header has: found and expected.
    TooManyCells(usize, usize),
    /// A quotation mark that is not closed.
    OpenQuote,
    /// A line break inside of a cell that is one line.
    BreakInside(Column),
    /// A telephone number that a spreadsheet has rounded.
    Rounded(String),
    /// A telephone number whose first zero a spreadsheet has left out; it is put back.
    LostZero(String),
    /// Letters of an old encoding that were never turned into today's: as they stand there.
    OldLetters(String),
    /// The file was in an old encoding and has been turned into today's letters.
    OldEncoding,
    /// What the rules of the meeting refuse in the words.
    Refused(Refusal),
    /// A field the programme does not know; a warning.
    UnknownField(String),
    /// Neither of the people nor on duty.
    UnknownKind(String),
    /// The same person as on an earlier line.
    SameAsLine(u64),
    /// The same person as someone who waits.
    SameAsWaiting(RequestId),
}

/// A fault and the line it is on.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Finding {
    /// Number of the line, from 1; 0 is the file as a whole.
    pub line: u64,
    /// The fault.
    pub fault: Fault,
}

/// A preview: what a file holds, before anything is done with it.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Preview {
    /// The people it would register, in order.
    pub rows: Vec<Row>,
    /// Those who have a name from a hamlet that is on the list or in the file already: the same person, or another.
    pub questions: Vec<Finding>,
    /// Errors, which must be mended first, in order of lines.
    pub errors: Vec<Finding>,
    /// How many more errors there are than are listed.
    pub more: usize,
    /// Warnings: what is worth a look.
    pub warnings: Vec<Finding>,
}

impl Preview {
    /// True if it can be confirmed: there is somebody, and no error.
    #[must_use]
    pub fn is_good(&self) -> bool {
        self.errors.is_empty() && !self.rows.is_empty()
    }
}

/// The page of an import: what is shown around a preview.
#[derive(Clone, Debug)]
pub struct ImportPage {
    /// The meeting's code.
    pub code: String,
    /// Its title.
    pub title: String,
    /// The place it is at: office or desk.
    pub place: meeting::Place,
    /// Fields or issues of its programme.
    pub fields: Vec<String>,
    /// The stage the import is at.
    pub stage: Stage,
    /// Why the last thing asked for was not done.
    pub message: Option<String>,
}

/// The stage of an import.
#[derive(Clone, Debug)]
pub enum Stage {
    /// Nothing was sent yet.
    Begin,
    /// A file was read.
    Read {
        /// The preview of the file.
        preview: Preview,
        /// Id of the command that confirms it, new for this page: pressing its button twice does it once.
        id: String,
    },
    /// So many are on the list now.
    Done(usize),
}
