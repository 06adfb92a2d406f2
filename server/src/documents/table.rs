//! Writes tables as CSV that a spreadsheet opens with its letters whole and calculates nothing of.

/// Writes a table, with the mark by which spreadsheets know UTF-8; parted by semicolons, as where a comma parts a whole
/// from its decimals: in Vietnam. A spreadsheet there opens it in columns.
pub(crate) fn csv(rows: &[Vec<String>]) -> Vec<u8> {
    let mut writer = csv::WriterBuilder::new()
        .delimiter(b';')
        .terminator(csv::Terminator::CRLF)
        .flexible(true)
        .from_writer("\u{feff}".as_bytes().to_vec());
    for row in rows {
        // Memory takes everything, and rows may differ in length.
        let _ = writer.write_record(row.iter().map(|cell| harmless(cell)));
    }
    writer.into_inner().unwrap_or_default()
}

/// Defuses a cell that a spreadsheet would calculate: puts the sign before it that says it is text.
pub(super) fn harmless(cell: &str) -> String {
    let formula = cell.starts_with(['\t', '\r', '\n']) || cell.trim_start().starts_with(['=', '+', '-', '@']);
    if formula { format!("'{cell}") } else { cell.to_owned() }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn nothing_is_calculated_and_everything_is_quoted_that_must_be() {
        let row =
            ["a;b", "=1+1", " -x", "@y", "+84", "'", "\"", "một\nhai", "Đỗ"].map(str::to_owned).to_vec();
        let text = String::from_utf8(csv(&[row, vec!["z".to_owned()]])).expect("UTF-8");
        let expected = "\u{feff}\"a;b\";'=1+1;' -x;'@y;'+84;';\"\"\"\";\"một\nhai\";Đỗ\r\nz\r\n";
        assert_eq!(text, expected);
    }
}
