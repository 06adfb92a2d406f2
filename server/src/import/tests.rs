use app::view_model::import::{Column, Fault, Preview};
use meeting::attendance::Kind;
use meeting::refusal::{Field, Refusal};
use meeting::speakers::PersonKey;
use meeting::{RequestId, validate};

use super::*;

fn known() -> Known {
    let waiting = [(PersonKey::of("Nguyễn Văn An", "Thôn 1"), RequestId(7))];
    Known {
        waiting: waiting.into(), fields: vec!["Đất đai".to_owned(), "An ninh trật tự".to_owned()]
    }
}

fn of(text: &str) -> Preview {
    read(text.as_bytes(), &known())
}

/// Faults with the numbers of their lines.
type Faults = Vec<(u64, Fault)>;

fn faults(preview: &Preview) -> Faults {
    preview.errors.iter().map(|finding| (finding.line, finding.fault.clone())).collect()
}

#[test]
fn every_fault_is_named_with_its_line() {
    let long = "ễ".repeat(validate::NAME + 1);
    let cases: Vec<(&str, String, Faults)> = vec![
        ("nothing", String::new(), vec![(0, Fault::EmptyFile)]),
        ("blanks", " \r\n \r\n".into(), vec![(0, Fault::EmptyFile)]),
        ("only a mark of order", "\u{feff}".into(), vec![(0, Fault::EmptyFile)]),
        ("only a header", "Họ tên,Thôn\n".into(), vec![(0, Fault::NobodyInIt)]),
        (
            "no column for names",
            "STT;Thôn;Ghi chú\n1;Thôn 1;x\n".into(),
            vec![(1, Fault::NoNameColumn(vec!["STT".into(), "Thôn".into(), "Ghi chú".into()]))],
        ),
        ("a column twice", "Tên,Họ và tên\nAn,An\n".into(), vec![(1, Fault::ColumnTwice(Column::Name))]),
        (
            "an empty name",
            "Tên,Thôn\nBình,Thôn 2\n ,Thôn 3\n".into(),
            vec![(3, Fault::Refused(Refusal::Empty { field: Field::Name }))],
        ),
        (
            "too long",
            format!("Tên\n{long}\n"),
            vec![(2, Fault::Refused(Refusal::TooLong { field: Field::Name, most: validate::NAME }))],
        ),
        (
            "a mark that turns writing round",
            "Tên\n\u{202e}nA\n".into(),
            vec![(2, Fault::Refused(Refusal::ForbiddenCharacter { field: Field::Name }))],
        ),
        (
            "a rounded telephone number",
            "Tên,Điện thoại\nA,\"9,12E+08\"\nB,9.12E+8\nC,0912 345 678\n".into(),
            vec![(2, Fault::Rounded("9,12E+08".into())), (3, Fault::Rounded("9.12E+8".into()))],
        ),
        (
            "old letters among those of today",
            "Tên,Thôn\nNguyễn Văn An,Thôn 2\nLª ThÞ Cóc,Thôn 3\nTraàn Thò Hoøa,Thôn 4\n".into(),
            vec![
                (3, Fault::OldLetters("Lª ThÞ Cóc".into())),
                (4, Fault::OldLetters("Traàn Thò Hoøa".into())),
            ],
        ),
        ("too many cells", "Tên,Thôn\nAn,Thôn 2,Đất,đai\n".into(), vec![(2, Fault::TooManyCells(4, 2))]),
        (
            "an unknown kind",
            "Tên,Đối tượng\nAn,khách\n".into(),
            vec![(2, Fault::UnknownKind("khách".into()))],
        ),
        ("a quote left open", "Tên,Thôn\n\"Bình,Thôn 2\nCúc,Thôn 3\n".into(), vec![(2, Fault::OpenQuote)]),
        (
            "two quotes left open",
            "Tên,Thôn\n\"Bình,Thôn 2\n\"Cúc,Thôn 3\n".into(),
            vec![(2, Fault::BreakInside(Column::Name))],
        ),
        (
            "blank lines are counted",
            "\n\nTên\n\n\nBình\n,\n\n?\n".into(),
            vec![(9, Fault::Refused(Refusal::Empty { field: Field::Name }))],
        ),
        (
            "breaks in cells are counted",
            "Tên,Nội dung\nBình,\"một\nhai\"\n?,x\n".into(),
            vec![(4, Fault::Refused(Refusal::Empty { field: Field::Name }))],
        ),
    ];
    for (what, text, expected) in cases {
        let preview = of(&text);
        assert_eq!(faults(&preview), expected, "{what}");
        assert!(!preview.is_good(), "{what}");
    }
}

#[test]
fn what_is_no_text_is_told_apart() {
    let bad = |line, fault| vec![(line, fault)];
    // “Bình” as an old Vietnamese or Western encoding has it.
    let old = b"Ho ten,Thon\nAn,Thon 2\nB\xecnh,Thon 3\n";
    let odd = b"\xff\xfeT\0\xea\0n\0\n\0A";
    let torn = [b"\xfe\xff\0T\0\xea\0n\0\n\xd8\0\0A".as_slice()].concat();
    let cases: [(&str, &[u8], Faults); 8] = [
        ("not UTF-8", old, bad(3, Fault::BadBytes)),
        ("half a unit", odd, bad(2, Fault::BadBytes)),
        ("half a pair", &torn, bad(2, Fault::BadBytes)),
        ("xlsx", b"PK\x03\x04\x14\0\x06\0[Content_Types].xml", bad(0, Fault::Workbook)),
        ("xls", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", bad(0, Fault::Workbook)),
        ("a picture", b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR", bad(0, Fault::Binary)),
        ("UTF-16 that does not say so", b"T\0\xea\0n\0\n\0A\0", bad(0, Fault::Binary)),
        ("no bytes", b"", bad(0, Fault::EmptyFile)),
    ];
    for (what, bytes, expected) in cases {
        assert_eq!(faults(&read(bytes, &known())), expected, "{what}");
    }
}

#[test]
fn every_encoding_and_separator_says_the_same() {
    let comma = "Họ và tên,Thôn/tổ dân phố,Nội dung,Lĩnh vực,Điện thoại,Đối tượng\r\n\
                 Trần Thị Bình,Thôn 2,\"Đường, điện\",dat dai,0912 345 678,Cán bộ\r\n\
                 Lê Văn Cúc,,,,,\r\n";
    let expected = of(comma);
    assert!(expected.is_good(), "{expected:?}");
    let first = &expected.rows[0];
    assert_eq!((first.line, first.speaker.name.as_str()), (2, "Trần Thị Bình"));
    assert_eq!(first.speaker.subject, "Đường, điện");
    assert_eq!(first.speaker.field, "Đất đai", "as the programme writes it");
    assert_eq!(first.speaker.kind, Kind::Official);
    let semicolon = comma.replace(',', ";").replace("Đường;", "Đường,");
    let tab = comma.replace(',', "\t").replace("Đường\t", "Đường,");
    let utf16 = |text: &str, bytes: fn(u16) -> [u8; 2]| -> Vec<u8> {
        "\u{feff}".encode_utf16().chain(text.encode_utf16()).flat_map(bytes).collect()
    };
    let mac = comma.replace("\r\n", "\r");
    for (what, bytes) in [
        ("UTF-8 with a mark", ["\u{feff}", comma].concat().into_bytes()),
        ("semicolons", semicolon.clone().into_bytes()),
        ("tabs", tab.clone().into_bytes()),
        ("UTF-16 LE", utf16(&tab, u16::to_le_bytes)),
        ("UTF-16 BE", utf16(&semicolon, u16::to_be_bytes)),
        ("line feeds", comma.replace('\r', "").into_bytes()),
        ("carriage returns", mac.into_bytes()),
    ] {
        assert_eq!(read(&bytes, &known()), expected, "{what}");
    }
    let said = read(["sep=;\r\n", &semicolon].concat().as_bytes(), &known());
    assert_eq!(said.rows[0].line, 3);
    assert_eq!(said.rows[0].speaker, first.speaker);
}

#[test]
fn headers_are_known_however_they_are_written() {
    for header in
        ["HỌ VÀ TÊN", "ho ten", "Tên (*)", " Full  Name ", "Họ tên [bắt buộc]", "Ho\u{323} te\u{302}n"]
    {
        let preview = of(&format!(
            "{header},Tổ chức,Thay mặt,Câu hỏi,Vấn đề,Địa chỉ,Thành phần\nAn,a,b,c,đất đai,d,dân"
        ));
        assert!(preview.is_good() && preview.warnings.is_empty(), "{header}: {preview:?}");
        let speaker = &preview.rows[0].speaker;
        let said = [&speaker.hamlet, &speaker.on_behalf, &speaker.subject, &speaker.contact];
        assert_eq!(said, ["a", "b", "c", "d"], "{header}");
    }
}

#[test]
fn what_is_only_worth_a_look_does_not_stop_anyone() {
    let preview = of("STT,Tên,Lĩnh vực,Ghi chú\n1,Bình,Giao thông,x\n");
    assert!(preview.is_good());
    let warnings: Vec<_> =
        preview.warnings.iter().map(|finding| (finding.line, finding.fault.clone())).collect();
    let expected =
        [(1, Fault::UnusedColumns(vec!["Ghi chú".into()])), (2, Fault::UnknownField("Giao thông".into()))];
    assert_eq!(warnings, expected);
    assert_eq!(preview.rows[0].speaker.field, "Giao thông", "kept as it was written");
}

#[test]
fn a_file_far_too_long_is_answered_at_once_with_one_sentence() {
    let people = |count: usize| -> String {
        let rows = (0..count).map(|number| format!("Người {number},Thôn {},9E8\n", number % 9));
        ["Họ tên,Thôn,Điện thoại\n".to_owned()].into_iter().chain(rows).collect()
    };
    let begun = std::time::Instant::now();
    let preview = of(&people(50_000));
    assert_eq!(faults(&preview), [(0, Fault::TooManyRows { rows: 50_000, most: 500 })]);
    assert!(preview.rows.is_empty() && preview.warnings.is_empty());
    assert!(begun.elapsed().as_secs() < 10, "{:?}", begun.elapsed());
    let preview = of(&people(500));
    assert_eq!((preview.rows.len(), preview.errors.len(), preview.more), (500, 100, 400));
    assert!(of(&people(500).replace("9E8", "")).is_good());
}

#[test]
fn what_was_read_before_is_checked_anew() {
    let rows = of("Tên,Thôn\nBình,Thôn 2\nCúc,Thôn 3\n").rows;
    assert!(again(rows.clone(), &known()).is_good());
    let mut meanwhile = known();
    meanwhile.waiting.insert(PersonKey::of("Cúc", "Thôn 3"), RequestId(9));
    assert_eq!(questions(&again(rows, &meanwhile)), [(3, Fault::SameAsWaiting(RequestId(9)))]);
    assert_eq!(faults(&again(Vec::new(), &known())), [(0, Fault::NobodyInIt)]);
}

/// Questions with the numbers of their lines.
fn questions(preview: &Preview) -> Faults {
    preview.questions.iter().map(|finding| (finding.line, finding.fault.clone())).collect()
}

#[test]
fn the_same_name_twice_is_a_question_and_no_fault() {
    let twice = of("Tên,Thôn\nBình,Thôn 2\nCúc,Thôn 2\nBÌNH,thôn 2\n");
    assert_eq!(questions(&twice), [(4, Fault::SameAsLine(2))]);
    assert!(twice.is_good() && twice.rows.len() == 3, "{twice:?}");
    let waits = of("Tên,Thôn\nnguyễn văn an,Thôn 1\nHoà,Thôn 1\nHòa,Thôn 1\n");
    assert_eq!(questions(&waits), [(2, Fault::SameAsWaiting(RequestId(7))), (4, Fault::SameAsLine(3))]);
    assert!(waits.is_good());
}

#[test]
fn what_people_write_is_no_formula() {
    let preview = of("Tên,Nội dung\nAn,- Đề nghị sửa đường\nBình,+ Thiếu nước\nCúc,@ chợ\nDũng,= 2 lần\n");
    assert!(preview.is_good(), "{preview:?}");
    assert_eq!(preview.rows[0].speaker.subject, "- Đề nghị sửa đường");
}

#[test]
fn a_file_of_tcvn3_is_read_in_letters_of_today_and_said_to_be() {
    let preview = of("Hä vµ tªn,Th«n\nNguyÔn V¨n §øc,Th«n 2\nLª ThÞ Cóc,Th«n 3\n");
    let names: Vec<&str> = preview.rows.iter().map(|row| row.speaker.name.as_str()).collect();
    assert_eq!(names, ["Nguyễn Văn Đức", "Lê Thị Cúc"]);
    let warnings: Vec<_> = preview.warnings.iter().map(|finding| &finding.fault).collect();
    assert!(preview.is_good() && warnings == [&Fault::OldEncoding], "{preview:?}");
}

#[test]
fn a_name_in_two_columns_is_one_name() {
    let preview = of("Họ và tên đệm,Tên,Thôn\nNguyễn Văn,An,Thôn 2\n,Bình,Thôn 3\n");
    let names: Vec<&str> = preview.rows.iter().map(|row| row.speaker.name.as_str()).collect();
    assert_eq!(names, ["Nguyễn Văn An", "Bình"]);
    assert!(preview.is_good() && preview.warnings.is_empty(), "{preview:?}");
}

#[test]
fn a_telephone_number_gets_its_zero_back() {
    let preview =
        of("Tên,Điện thoại\nAn,912345678\nBình,0912345678\nCúc,Tổ 3\nDũng,+84 912 345 678\nEm,912345678.0\n");
    let contacts: Vec<&str> = preview.rows.iter().map(|row| row.speaker.contact.as_str()).collect();
    assert_eq!(contacts, ["0912345678", "0912345678", "Tổ 3", "+84 912 345 678", "0912345678"]);
    let warned: Vec<_> = preview.warnings.iter().map(|finding| (finding.line, &finding.fault)).collect();
    let zero = Fault::LostZero("0912345678".into());
    assert!(preview.is_good() && warned == [(2, &zero), (6, &zero)], "{preview:?}");
}
