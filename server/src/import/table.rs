//! A file as a table: read once to see that it is one, then as often as needed, row by row.

use super::decode::decode;
use domain::import::{CELL_MAX, CELLS_MAX, COLUMNS_MAX, Trouble};

/// Ends the text that the reader sees. If it turns up inside a cell, a quotation mark was left open.
const END: &str = "\u{1}end of the file\u{1}";

/// How much one table may hold.
#[derive(Clone, Copy, Debug)]
pub struct Limits {
    /// None: as many cells as there are.
    pub cells: Option<u64>,
}

impl Limits {
    pub const UPLOAD: Self = Self { cells: Some(CELLS_MAX) };
    pub const COMMAND: Self = Self { cells: None };
}

/// A file that is a table.
#[derive(Debug)]
pub struct Table {
    pub name: String,
    pub headers: Vec<String>,
    text: String,
    delimiter: u8,
}

impl Table {
    /// Reads all of a file, and refuses what is no table or too large a one.
    pub fn read(name: &str, bytes: Vec<u8>, limits: Limits) -> Result<Self, Trouble> {
        let text = decode(bytes)?;
        let delimiter = delimiter(&text);
        let mut table = Self { name: name.to_owned(), headers: vec![], text, delimiter };
        let mut rows = Records::of(&table.text, delimiter);
        let (_, headers) = rows.next().ok_or(Trouble::Empty)??;
        let (mut cells, mut is_empty) = (0, true);
        for row in rows {
            cells += row?.1.len() as u64;
            is_empty = false;
            if limits.cells.is_some_and(|most| cells > most) {
                return Err(Trouble::TooManyCells { most: CELLS_MAX });
            }
        }
        if is_empty || headers.iter().all(|it| it.trim().is_empty()) {
            return Err(Trouble::Empty);
        }
        table.headers = headers.into_iter().map(|it| it.trim().to_owned()).collect();
        Ok(table)
    }

    /// Its rows, each with the number that a spreadsheet shows beside it.
    pub fn rows(&self) -> impl Iterator<Item = (u64, Vec<String>)> {
        // They were all read once before, so none fails.
        Records::of(&self.text, self.delimiter).skip(1).flatten()
    }

    /// What the file is called, without its ending: the name of what is made of it.
    pub fn stem(&self) -> String {
        let name = self.name.rsplit(['/', '\\']).next().unwrap_or_default();
        let stem = name.rsplit_once('.').map_or(name, |(stem, _)| stem);
        stem.split(['_', ' ']).filter(|it| !it.is_empty()).collect::<Vec<_>>().join(" ")
    }
}

/// What stands between two cells: whatever there is most of in the first line.
fn delimiter(text: &str) -> u8 {
    let line = text.lines().find(|it| !it.trim().is_empty()).unwrap_or_default();
    let count = |it: &u8| line.bytes().filter(|byte| byte == it).count();
    // The comma last, because the last of equals wins.
    b"\t;,".iter().copied().max_by_key(count).unwrap_or(b',')
}

/// The records of a text, checked as they come.
struct Records<'a> {
    reader: csv::Reader<std::io::Chain<std::io::Chain<&'a [u8], &'a [u8]>, &'a [u8]>>,
    record: csv::StringRecord,
    row: u64,
}

impl<'a> Records<'a> {
    fn of(text: &'a str, delimiter: u8) -> Self {
        use std::io::Read;
        let source = text.as_bytes().chain(b"\n".as_slice()).chain(END.as_bytes());
        let reader = csv::ReaderBuilder::new()
            .has_headers(false)
            .flexible(true)
            .delimiter(delimiter)
            .buffer_capacity(64 * 1024)
            .from_reader(source);
        Self { reader, record: csv::StringRecord::new(), row: 0 }
    }
}

impl Iterator for Records<'_> {
    type Item = Result<(u64, Vec<String>), Trouble>;

    fn next(&mut self) -> Option<Self::Item> {
        let line = self.reader.position().line();
        match self.reader.read_record(&mut self.record) {
            Ok(true) => {}
            Ok(false) => return None,
            Err(_) => return Some(Err(Trouble::NotText)),
        }
        // Empty lines are no records, but a spreadsheet counts them; a line end inside a cell it does not.
        let inside = self.record.iter().flat_map(str::bytes).filter(|it| *it == b'\n').count() as u64;
        let passed = self.reader.position().line().saturating_sub(line).saturating_sub(inside);
        self.row = if self.row == 0 { 1 } else { self.row + passed.max(1) };
        if self.record.len() == 1 && self.record.get(0) == Some(END) {
            return None;
        }
        if self.record.iter().next_back().is_some_and(|it| it.ends_with(END)) {
            return Some(Err(Trouble::QuoteLeftOpen { row: self.row }));
        }
        if self.record.len() > COLUMNS_MAX {
            return Some(Err(Trouble::TooManyColumns { most: COLUMNS_MAX }));
        }
        if self.record.iter().any(|it| it.len() > CELL_MAX) {
            return Some(Err(Trouble::CellTooLong { row: self.row, most: CELL_MAX }));
        }
        Some(Ok((self.row, self.record.iter().map(str::to_owned).collect())))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn table(text: &str) -> Result<Table, Trouble> {
        Table::read("deals.csv", text.as_bytes().to_vec(), Limits::UPLOAD)
    }

    fn rows(text: &str) -> Vec<(u64, Vec<String>)> {
        table(text).unwrap().rows().collect()
    }

    #[test]
    fn rows_have_the_numbers_that_a_spreadsheet_shows() {
        let found = rows("name,note\r\na,\"two\r\nlines\"\r\nb,\r\n\r\n\r\nc,x");
        let numbers: Vec<_> = found.iter().map(|(row, cells)| (*row, cells[0].as_str())).collect();
        assert_eq!(numbers, [(2, "a"), (3, "b"), (6, "c")]);
        assert_eq!(found[0].1[1], "two\nlines");
    }

    #[test]
    fn semicolons_and_tabs_part_cells_too() {
        assert_eq!(rows("이름;값\n가;1")[0].1, ["가", "1"]);
        assert_eq!(rows("이름\t값\n가, 나\t1")[0].1, ["가, 나", "1"]);
    }

    #[test]
    fn broken_files_are_refused_by_what_is_wrong_with_them() {
        assert_eq!(table("").unwrap_err(), Trouble::Empty);
        assert_eq!(table("name,stage\n").unwrap_err(), Trouble::Empty);
        assert_eq!(table("a,b\n1,2\n\"x,y\n3,4\n").unwrap_err(), Trouble::QuoteLeftOpen { row: 3 });
        assert_eq!(table("a,b\n1,2\0\n").unwrap_err(), Trouble::NotText);
        let wide = vec!["c"; 100_000].join(",");
        assert_eq!(table(&wide).unwrap_err(), Trouble::TooManyColumns { most: COLUMNS_MAX });
        assert_eq!(
            table(&format!("a,b\n1,2\n{wide}\n")).unwrap_err(),
            Trouble::TooManyColumns { most: COLUMNS_MAX }
        );
        let long = format!("a,b\n1,{}\n", "가".repeat(4_000));
        assert_eq!(table(&long).unwrap_err(), Trouble::CellTooLong { row: 2, most: CELL_MAX });
        let quotes = "\"".repeat(1_000_001);
        assert_eq!(table(&format!("a\n{quotes}\n")).unwrap_err(), Trouble::QuoteLeftOpen { row: 2 });
        let many = format!("a,b\n{}", "1,2\n".repeat(500_001));
        assert_eq!(table(&many).unwrap_err(), Trouble::TooManyCells { most: CELLS_MAX });
        assert!(Table::read("deals.csv", many.into_bytes(), Limits::COMMAND).is_ok());
    }

    #[test]
    fn a_stray_quotation_mark_is_a_letter() {
        assert_eq!(rows("a,b\n5\" pipe,\"so-called \"\"b\"\"\"")[0].1, ["5\" pipe", "so-called \"b\""]);
    }

    #[test]
    fn what_is_made_of_a_file_is_named_like_it() {
        let named = |name: &str| Table::read(name, b"a\n1".to_vec(), Limits::UPLOAD).unwrap().stem();
        assert_eq!(named("exports/sales_pipeline.csv"), "sales pipeline");
        assert_eq!(named("딜 목록.2026.csv"), "딜 목록.2026");
    }
}
