//! Imports lists of speakers that were registered on paper or in a spreadsheet: from the bytes of a CSV file to the
//! people in it, and every fault by its line. Pure: nothing here asks the room or changes anything.

mod columns;
mod decode;
mod letters;
#[cfg(test)]
mod tests;

use std::collections::{BTreeMap, HashMap};

use app::view_model::import::{Column, Fault, Finding, Preview, Row};
use meeting::RequestId;
use meeting::attendance::Kind;
use meeting::search::fold;
use meeting::speakers::{self, MOST_AT_ONCE, PersonKey, Speaker};

use columns::Columns;

/// Most bytes of a file. 500 people with everything there is to say stay far below.
pub(crate) const MOST_BYTES: usize = 8 * 1024 * 1024;
/// Most faults that are listed; nobody mends more at a time.
const MOST_LISTED: usize = 100;

/// What is known of the meeting when a file is read, to compare the file with.
#[derive(Clone, Debug, Default)]
pub(crate) struct Known {
    /// Those who wait, with the numbers of their requests.
    pub(crate) waiting: BTreeMap<PersonKey, RequestId>,
    /// Fields or issues of the programme.
    pub(crate) fields: Vec<String>,
}

/// Reads a file. All of its faults are in the preview; memory and time are bounded by its size.
pub(crate) fn read(bytes: &[u8], known: &Known) -> Preview {
    let text = match decode::text(bytes) {
        Ok(text) => text,
        Err(finding) => return only(finding),
    };
    let modern = letters::modern(&text);
    match table(modern.as_deref().unwrap_or(&text)) {
        Ok((rows, errors, mut warnings)) => {
            warnings.extend(modern.map(|_| Finding { line: 0, fault: Fault::OldEncoding }));
            checked(rows, errors, warnings, known)
        }
        Err(finding) => only(finding),
    }
}

/// Compares people who were read before with what is known now.
pub(crate) fn again(rows: Vec<Row>, known: &Known) -> Preview {
    checked(rows, Vec::new(), Vec::new(), known)
}

fn only(finding: Finding) -> Preview {
    Preview { errors: vec![finding], ..Preview::default() }
}

/// A table's people, its errors, its warnings.
type Table = (Vec<Row>, Vec<Finding>, Vec<Finding>);

/// Reads the people of a table, as they stand there, and what is wrong with its form.
///
/// # Errors
/// The one fault for which nobody in it can be told.
fn table(text: &str) -> Result<Table, Finding> {
    let (text, separator, skipped) = decode::separator(text);
    let mut reader = csv::ReaderBuilder::new()
        .has_headers(false)
        .flexible(true)
        .delimiter(separator)
        .from_reader(text.as_bytes());
    let (mut columns, mut rows, mut errors, mut warnings) = (None, Vec::new(), Vec::new(), Vec::new());
    let (mut record, mut count) = (csv::StringRecord::new(), 0_usize);
    // Blank lines are passed over by the reader, so lines are counted here.
    let (mut line, mut counted_to) = (1 + skipped, 0_usize);
    loop {
        let from = usize::try_from(reader.position().byte()).unwrap_or(usize::MAX).min(text.len());
        if !reader.read_record(&mut record).unwrap_or(false) {
            break;
        }
        let to = usize::try_from(reader.position().byte()).unwrap_or(usize::MAX).min(text.len());
        let raw = text.get(from..to).ok_or(Finding { line, fault: Fault::BadBytes })?;
        let begins = from + (raw.len() - raw.trim_start_matches(['\r', '\n']).len());
        line += breaks(text.get(counted_to..begins).ok_or(Finding { line, fault: Fault::BadBytes })?);
        counted_to = begins;
        if record.iter().all(|cell| cell.trim().is_empty()) {
            continue;
        }
        let Some(columns) = &columns else {
            let found = Columns::of(&record).map_err(|fault| Finding { line, fault })?;
            warnings.extend(found.unused().map(|fault| Finding { line, fault }));
            columns = Some(found);
            continue;
        };
        count += 1;
        // Past what is taken they are only counted: one sentence says it all.
        if count > MOST_AT_ONCE as usize {
            continue;
        }
        if raw.matches('"').count() % 2 == 1 {
            errors.push(Finding { line, fault: Fault::OpenQuote });
            continue;
        }
        rows.push(row(line, &record, columns, (&mut errors, &mut warnings)));
    }
    if count > MOST_AT_ONCE as usize {
        let fault = Fault::TooManyRows { rows: count, most: MOST_AT_ONCE };
        return Err(Finding { line: 0, fault });
    }
    match columns {
        None => Err(Finding { line: 0, fault: Fault::EmptyFile }),
        Some(_) if count == 0 => Err(Finding { line: 0, fault: Fault::NobodyInIt }),
        Some(_) => Ok((rows, errors, warnings)),
    }
}

fn breaks(text: &str) -> u64 {
    text.bytes().filter(|byte| *byte == b'\n').count() as u64
}

/// Reads one person as the cells say; what only cells can have wrong is found here.
fn row(
    line: u64,
    record: &csv::StringRecord,
    columns: &Columns,
    (errors, warnings): (&mut Vec<Finding>, &mut Vec<Finding>),
) -> Row {
    let mut err = |fault| errors.push(Finding { line, fault });
    let cells = record.len() - record.iter().rev().take_while(|cell| cell.trim().is_empty()).count();
    if cells > columns.len() {
        err(Fault::TooManyCells(cells, columns.len()));
    }
    let mut speaker = Speaker::default();
    for column in Column::ALL {
        let cell = columns.index_of(column).and_then(|index| record.get(index)).unwrap_or_default();
        if column != Column::Subject && cell.trim().contains(['\n', '\r']) {
            err(Fault::BreakInside(column));
        }
        match column {
            Column::Name => speaker.name = columns.name(record),
            Column::Contact => match telephone(cell) {
                Err(fault) => err(fault),
                Ok(Some(number)) => {
                    warnings.push(Finding { line, fault: Fault::LostZero(number.clone()) });
                    speaker.contact = number;
                }
                Ok(None) => cell.clone_into(&mut speaker.contact),
            },
            Column::Kind => match kind(cell) {
                Some(kind) => speaker.kind = kind,
                None => err(Fault::UnknownKind(cell.trim().to_owned())),
            },
            column => cell.clone_into(part(&mut speaker, column)),
        }
    }
    Row { line, speaker }
}

fn part(speaker: &mut Speaker, column: Column) -> &mut String {
    match column {
        Column::Name => &mut speaker.name,
        Column::Hamlet => &mut speaker.hamlet,
        Column::OnBehalf => &mut speaker.on_behalf,
        Column::Subject => &mut speaker.subject,
        Column::Field => &mut speaker.field,
        // What someone comes as is no words of theirs.
        Column::Contact | Column::Kind => &mut speaker.contact,
    }
}

/// Mends a telephone number as a spreadsheet has left it: one with a power of ten is rounded, and one that begins like
/// a Vietnamese number without its first zero gets it back.
fn telephone(cell: &str) -> Result<Option<String>, Fault> {
    let cell = cell.trim();
    let digits = cell.strip_suffix(".0").or_else(|| cell.strip_suffix(",0")).unwrap_or(cell);
    if let Some((figures, power)) = cell.split_once(['E', 'e'])
        && figures.chars().all(|c| c.is_ascii_digit() || matches!(c, '.' | ','))
        && figures.starts_with(|c: char| c.is_ascii_digit())
        && power.trim_start_matches('+').chars().all(|c| c.is_ascii_digit())
        && power.ends_with(|c: char| c.is_ascii_digit())
    {
        return Err(Fault::Rounded(cell.to_owned()));
    }
    let lost = digits.len() == 9
        && digits.bytes().all(|byte| byte.is_ascii_digit())
        && digits.starts_with(['2', '3', '5', '7', '8', '9']);
    Ok(lost.then(|| format!("0{digits}")))
}

/// Reads in which capacity someone comes; an empty cell is one of the people.
fn kind(cell: &str) -> Option<Kind> {
    match fold(cell.trim()).as_str() {
        "" | "nhan dan" | "nguoi dan" | "dan" | "resident" | "people" | "citizen" => Some(Kind::Resident),
        "can bo" | "dai bieu" | "dai bieu, can bo" | "can bo, dai bieu" | "official" | "delegate" => {
            Some(Kind::Official)
        }
        _ => None,
    }
}

/// Applies the rules on words, and finds who is in the file or on the list twice.
fn checked(
    mut rows: Vec<Row>,
    mut errors: Vec<Finding>,
    mut warnings: Vec<Finding>,
    known: &Known,
) -> Preview {
    let (mut seen, mut questions): (HashMap<PersonKey, u64>, _) = (HashMap::new(), Vec::new());
    for Row { line, speaker } in &mut rows {
        let line = *line;
        match speakers::checked(speaker) {
            Ok(checked) => *speaker = checked,
            Err(refusal) => {
                errors.push(Finding { line, fault: Fault::Refused(refusal) });
                continue;
            }
        }
        if !speaker.field.is_empty() {
            match known.fields.iter().find(|field| fold(field) == fold(&speaker.field)) {
                Some(field) => field.clone_into(&mut speaker.field),
                None if known.fields.is_empty() => {}
                None => warnings.push(Finding { line, fault: Fault::UnknownField(speaker.field.clone()) }),
            }
        }
        if let Some(words) = [&speaker.name, &speaker.hamlet].into_iter().find(|words| letters::is_old(words))
        {
            errors.push(Finding { line, fault: Fault::OldLetters(words.clone()) });
        }
        let key = speaker.key();
        if let Some(request) = known.waiting.get(&key) {
            questions.push(Finding { line, fault: Fault::SameAsWaiting(*request) });
        } else if let Some(first) = seen.get(&key) {
            questions.push(Finding { line, fault: Fault::SameAsLine(*first) });
        } else {
            seen.insert(key, line);
        }
    }
    if rows.len() as i64 > MOST_AT_ONCE {
        return only(Finding { line: 0, fault: Fault::TooManyRows { rows: rows.len(), most: MOST_AT_ONCE } });
    }
    if rows.is_empty() && errors.is_empty() {
        return only(Finding { line: 0, fault: Fault::NobodyInIt });
    }
    errors.sort_by_key(|finding| finding.line);
    warnings.sort_by_key(|finding| finding.line);
    let more = errors.len().saturating_sub(MOST_LISTED);
    errors.truncate(MOST_LISTED);
    warnings.truncate(MOST_LISTED);
    Preview { rows, questions, errors, more, warnings }
}
