//! Recognises the columns of a file: headers as people write them, whatever their case and diacritics.

use app::view_model::import::{Column, Fault};
use meeting::search::fold;

/// Recognises a column by its folded words; the whole header or a part of it between slashes.
fn column(words: &str) -> Option<Column> {
    Some(match words {
        "ho va ten"
        | "ho ten"
        | "ten"
        | "ho va ten nguoi phat bieu"
        | "nguoi phat bieu"
        | "ho ten nguoi phat bieu"
        | "name"
        | "full name"
        | "given name"
        | "first name"
        | "speaker" => Column::Name,
        "thon" | "to dan pho" | "thon to dan pho" | "thon to" | "don vi" | "to chuc" | "thon don vi"
        | "co quan" | "don vi to chuc" | "khu dan cu" | "hamlet" | "organisation" | "organization"
        | "unit" | "village" => Column::Hamlet,
        "thay mat" | "thay mat cho" | "dai dien" | "dai dien cho" | "on behalf" | "on behalf of" => {
            Column::OnBehalf
        }
        "noi dung" | "noi dung phat bieu" | "noi dung muon neu" | "noi dung dang ky" | "chu de"
        | "cau hoi" | "kien nghi" | "y kien" | "subject" | "question" | "content" | "about" => {
            Column::Subject
        }
        "linh vuc" | "van de" | "linh vuc van de" | "nhom van de" | "field" | "issue" | "topic" => {
            Column::Field
        }
        "lien he" | "dien thoai" | "so dien thoai" | "sdt" | "dia chi" | "email" | "contact" | "phone"
        | "address" | "telephone" => Column::Contact,
        "doi tuong" | "thanh phan" | "kind" | "comes as" | "as" => Column::Kind,
        _ => return None,
    })
}

/// True if a header is of family and middle names alone: the column of given names is beside it.
fn is_family_name(words: &str) -> bool {
    matches!(
        words,
        "ho va ten dem"
            | "ho ten dem"
            | "ho dem"
            | "ho va chu dem"
            | "ho chu dem"
            | "ho va ten lot"
            | "ho lot"
            | "ho va dem"
            | "ho"
            | "family name"
            | "surname"
            | "last name"
    )
}

/// True if a header only numbers the lines, which needs no word.
fn is_number(words: &str) -> bool {
    matches!(words, "" | "stt" | "tt" | "so thu tu" | "no" | "number")
}

/// The words of a header, letters and digits only; what stands in brackets explains and is left out.
fn words(header: &str) -> String {
    let mut depth = 0_u32;
    let plain: String = header
        .chars()
        .map(|c| {
            match c {
                '(' | '[' => depth += 1,
                ')' | ']' => depth = depth.saturating_sub(1),
                _ => {}
            }
            let belongs = depth == 0 && (c.is_alphanumeric() || ('\u{300}'..='\u{36f}').contains(&c));
            if belongs { c } else { ' ' }
        })
        .collect();
    fold(&plain).trim().to_owned()
}

/// The header of a file, column by column.
#[derive(Debug)]
pub(super) struct Columns {
    /// Which of our columns each column is, if it is one.
    known: Vec<Option<Column>>,
    /// Index of the column of family and middle names, if they have one of their own.
    family: Option<usize>,
    /// Headers that are none of our columns.
    unused: Vec<String>,
}

impl Columns {
    /// Reads a header.
    ///
    /// # Errors
    /// `NoNameColumn` with those that were found, `ColumnTwice`.
    pub(super) fn of(header: &csv::StringRecord) -> Result<Self, Fault> {
        let (mut known, mut unused, mut family) = (Vec::new(), Vec::new(), None);
        for (index, cell) in header.iter().enumerate() {
            let whole = words(cell);
            if is_family_name(&whole) && family.is_none() {
                family = Some(index);
                known.push(None);
                continue;
            }
            let found =
                column(&whole).or_else(|| cell.split(['/', ',', ';']).find_map(|part| column(&words(part))));
            if let Some(twice) = found.filter(|found| known.contains(&Some(*found))) {
                return Err(Fault::ColumnTwice(twice));
            }
            if found.is_none() && !is_number(&whole) {
                // Only to be shown, and a file may have anything there.
                unused.push(
                    cell.trim().chars().take(60).filter(|c| !meeting::validate::is_forbidden(*c)).collect(),
                );
            }
            known.push(found);
        }
        if !known.contains(&Some(Column::Name)) {
            let found = header.iter().map(str::trim).filter(|cell| !cell.is_empty()).take(12);
            let found = found.map(|cell| {
                cell.chars().take(60).filter(|c| !meeting::validate::is_forbidden(*c)).collect::<String>()
            });
            return Err(Fault::NoNameColumn(found.collect()));
        }
        unused.truncate(12);
        Ok(Self { known, family, unused })
    }

    /// Number of columns.
    pub(super) fn len(&self) -> usize {
        self.known.len()
    }

    /// Index of one of our columns.
    pub(super) fn index_of(&self, column: Column) -> Option<usize> {
        self.known.iter().position(|known| *known == Some(column))
    }

    /// The full name in a record, from one column or from two.
    pub(super) fn name(&self, record: &csv::StringRecord) -> String {
        let cell =
            |index: Option<usize>| index.and_then(|index| record.get(index)).unwrap_or_default().to_owned();
        let given = cell(self.index_of(Column::Name));
        let family = cell(self.family);
        if family.trim().is_empty() { given } else { format!("{family} {given}") }
    }

    /// A warning about the headers that are not used, if there are any.
    pub(super) fn unused(&self) -> Option<Fault> {
        (!self.unused.is_empty()).then(|| Fault::UnusedColumns(self.unused.clone()))
    }
}
