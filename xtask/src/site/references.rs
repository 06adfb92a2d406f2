//! Reads what refers to what inside a compiled module, as its linker noted it (`--emit-relocs`): which function calls
//! or names which, which constants a function reads, and which functions and constants stand in a constant.
//!
//! A function that is only ever called through a pointer stands in the module's table, and a table does not say who
//! put it there. The linker's notes do. Whatever they do not explain counts as used.

use std::collections::BTreeMap;
use std::ops::Range;

use anyhow::{Context, Result, bail};
use wasmparser::{
    ExternalKind, KnownCustom, Linking, Operator, Parser, Payload, RelocationEntry, RelocationType,
    SymbolInfo, TypeRef,
};

/// A piece of a module that refers to others and is referred to.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Piece {
    /// A function, by its index.
    Function(usize),
    /// A constant, by its index in [`References::constants`].
    Constant(usize),
}

/// Bytes of a data segment that the linker knows by one name.
#[derive(Debug)]
pub(super) struct Constant {
    /// Index of the segment.
    pub(super) segment: usize,
    /// The range of bytes in it.
    pub(super) bytes: Range<usize>,
    refers: Vec<Piece>,
}

/// A function and what it refers to.
#[derive(Debug, Default)]
struct Function {
    name: String,
    refers: Vec<Piece>,
}

/// All references in a module.
#[derive(Debug, Default)]
pub(super) struct References {
    functions: Vec<Function>,
    /// Every constant there is.
    pub(super) constants: Vec<Constant>,
    /// Functions by the name they are exported under.
    pub(super) exports: BTreeMap<String, usize>,
    /// Pieces that are used for reasons that stand nowhere.
    unexplained: Vec<Piece>,
}

/// What of a module is used and what is not, by the indices of functions and of constants.
#[derive(Debug)]
pub(super) struct Used {
    /// For each function, true if it is used.
    pub(super) functions: Vec<bool>,
    /// For each constant, true if it is used.
    pub(super) constants: Vec<bool>,
}

impl References {
    /// Reads the references of a module.
    ///
    /// # Errors
    /// If this is no module, or one whose linker was not asked for its notes.
    pub(super) fn read(wasm: &[u8]) -> Result<Self> {
        let mut sections = Sections::read(wasm)?;
        let mut references = Self { exports: std::mem::take(&mut sections.exports), ..Self::default() };
        let symbols = references.name(&mut sections);
        references.functions.resize_with(sections.imported + sections.bodies.len(), Function::default);
        for (index, (_, calls)) in sections.bodies.iter_mut().enumerate() {
            let calls = std::mem::take(calls).into_iter().map(Piece::Function);
            references.functions[sections.imported + index].refers.extend(calls);
        }
        references.unexplained.extend(sections.start.map(Piece::Function));
        let notes = |notes: &[RelocationEntry], start: usize| -> Vec<(usize, Piece)> {
            notes
                .iter()
                // Types are no pieces; everything else goes by the table of symbols.
                .filter(|note| note.ty != RelocationType::TypeIndexLeb)
                .filter_map(|note| {
                    Some((start + note.offset as usize, (*symbols.get(note.index as usize)?)?))
                })
                .collect()
        };
        references.in_code(&sections, notes(&sections.code_notes, sections.code));
        references.in_data(&sections, notes(&sections.data_notes, sections.data));
        Ok(references)
    }

    /// Gives functions their names and makes constants of the linker's symbols; returns the piece that each symbol is.
    fn name(&mut self, sections: &mut Sections<'_>) -> Vec<Option<Piece>> {
        self.functions.resize_with(sections.imported + sections.bodies.len(), Function::default);
        let mut symbols = Vec::with_capacity(sections.symbols.len());
        for symbol in &sections.symbols {
            symbols.push(match symbol {
                SymbolInfo::Func { index, name, .. } => {
                    let index = *index as usize;
                    if let (Some(function), Some(name)) = (self.functions.get_mut(index), name) {
                        (*name).clone_into(&mut function.name);
                    }
                    Some(Piece::Function(index))
                }
                SymbolInfo::Data { symbol: Some(data), .. } => {
                    let start = data.offset as usize;
                    let bytes = start..start + data.size as usize;
                    self.constants.push(Constant { segment: data.index as usize, bytes, refers: Vec::new() });
                    Some(Piece::Constant(self.constants.len() - 1))
                }
                _ => None,
            });
        }
        symbols
    }

    /// Adds to each function what the linker noted inside it.
    fn in_code(&mut self, sections: &Sections<'_>, notes: Vec<(usize, Piece)>) {
        for (at, piece) in notes {
            // Bodies stand in order.
            let index = sections.bodies.partition_point(|(bytes, _)| bytes.end <= at);
            match sections.bodies.get(index) {
                Some((bytes, _)) if bytes.contains(&at) => {
                    self.functions[sections.imported + index].refers.push(piece);
                }
                _ => self.unexplained.push(piece),
            }
        }
    }

    /// Adds to each constant what the linker noted inside it.
    fn in_data(&mut self, sections: &Sections<'_>, mut notes: Vec<(usize, Piece)>) {
        notes.sort_by_key(|(at, _)| *at);
        let mut explained = vec![false; notes.len()];
        for constant in &mut self.constants {
            // What is all zeros has no bytes in the module, nor notes.
            let Some(segment) = sections.segments.get(constant.segment) else { continue };
            let (start, end) = (segment.start + constant.bytes.start, segment.start + constant.bytes.end);
            let first = notes.partition_point(|(at, _)| *at < start);
            for (index, (_, piece)) in
                notes.iter().enumerate().skip(first).take_while(|(_, (at, _))| *at < end)
            {
                explained[index] = true;
                constant.refers.push(*piece);
            }
        }
        let rest = notes.iter().zip(explained).filter(|(_, explained)| !explained);
        self.unexplained.extend(rest.map(|((_, piece), _)| *piece));
    }

    /// Indices of the functions whose names have this in them.
    pub(super) fn named(&self, part: &str) -> Vec<usize> {
        let named = self.functions.iter().enumerate().filter(|(_, function)| function.name.contains(part));
        named.map(|(index, _)| index).collect()
    }

    /// Finds what is used if the module is entered by its exports, and these functions never run.
    pub(super) fn used(&self, never: &[usize]) -> Used {
        let mut used = Used {
            functions: vec![false; self.functions.len()],
            constants: vec![false; self.constants.len()],
        };
        let mut found: Vec<Piece> = self.exports.values().map(|index| Piece::Function(*index)).collect();
        found.extend(&self.unexplained);
        while let Some(piece) = found.pop() {
            match piece {
                Piece::Function(index) => {
                    if never.contains(&index) || std::mem::replace(&mut used.functions[index], true) {
                        continue;
                    }
                    found.extend(&self.functions[index].refers);
                }
                Piece::Constant(index) => {
                    if !std::mem::replace(&mut used.constants[index], true) {
                        found.extend(&self.constants[index].refers);
                    }
                }
            }
        }
        used
    }
}

/// The sections of a module, as far as references need them.
#[derive(Default)]
struct Sections<'a> {
    /// Number of functions that are imported: their indices come first.
    imported: usize,
    /// Each function's range of bytes, and the indices of the functions it calls.
    bodies: Vec<(Range<usize>, Vec<usize>)>,
    /// Each segment's range of bytes.
    segments: Vec<Range<usize>>,
    exports: BTreeMap<String, usize>,
    start: Option<usize>,
    symbols: Vec<SymbolInfo<'a>>,
    /// Offset of the code section, and the linker's notes on it, which count from there.
    code: usize,
    code_notes: Vec<RelocationEntry>,
    /// Offset of the data section, and the linker's notes on it.
    data: usize,
    data_notes: Vec<RelocationEntry>,
}

impl<'a> Sections<'a> {
    fn read(wasm: &'a [u8]) -> Result<Self> {
        let mut sections = Self::default();
        for payload in Parser::new(0).parse_all(wasm) {
            sections.take(payload.context("this is no WebAssembly")?)?;
        }
        if sections.symbols.is_empty() || sections.code_notes.is_empty() {
            bail!("the module has none of its linker's notes: was it linked with --emit-relocs?");
        }
        Ok(sections)
    }

    fn take(&mut self, payload: Payload<'a>) -> Result<()> {
        match payload {
            Payload::ImportSection(imports) => {
                for import in imports.into_imports() {
                    self.imported +=
                        usize::from(matches!(import?.ty, TypeRef::Func(_) | TypeRef::FuncExact(_)));
                }
            }
            Payload::ExportSection(exports) => {
                for export in exports {
                    let export = export?;
                    if export.kind == ExternalKind::Func {
                        self.exports.insert(export.name.to_owned(), export.index as usize);
                    }
                }
            }
            Payload::StartSection { func, .. } => self.start = Some(func as usize),
            Payload::CodeSectionStart { range, .. } => self.code = range.start,
            Payload::CodeSectionEntry(body) => {
                let mut calls = Vec::new();
                for operator in body.get_operators_reader()? {
                    match operator? {
                        Operator::Call { function_index } | Operator::RefFunc { function_index } => {
                            calls.push(function_index as usize);
                        }
                        _ => {}
                    }
                }
                self.bodies.push((body.range(), calls));
            }
            Payload::DataSection(segments) => {
                self.data = segments.range().start;
                for segment in segments {
                    let segment = segment?;
                    // The bytes are the last of what stands in the module for a segment.
                    self.segments.push(segment.range.end - segment.data.len()..segment.range.end);
                }
            }
            Payload::CustomSection(section) => match section.as_known() {
                KnownCustom::Linking(linking) => {
                    for part in linking.subsections() {
                        if let Linking::SymbolTable(symbols) = part? {
                            self.symbols = symbols.into_iter().collect::<wasmparser::Result<_>>()?;
                        }
                    }
                }
                KnownCustom::Reloc(notes) => {
                    let list = match section.name() {
                        "reloc.CODE" => &mut self.code_notes,
                        "reloc.DATA" => &mut self.data_notes,
                        _ => return Ok(()),
                    };
                    *list = notes.entries().into_iter().collect::<wasmparser::Result<_>>()?;
                }
                _ => {}
            },
            _ => {}
        }
        Ok(())
    }
}
