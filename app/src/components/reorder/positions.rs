//! Positions in a list, as the rules say them: behind which other something then stands.

/// A position in a list: the row it is behind; `None` is the top.
pub type Position = Option<u32>;

/// The positions of a plain list: the top, and behind every row.
#[must_use]
pub fn plain(rows: &[u32]) -> Vec<Position> {
    std::iter::once(None).chain(rows.iter().copied().map(Some)).collect()
}

/// How many rows of the list lie before a position.
fn depth(rows: &[u32], position: Position) -> Option<usize> {
    match position {
        None => Some(0),
        Some(row) => rows.iter().position(|known| *known == row).map(|index| index + 1),
    }
}

/// The index among its positions at which a row stands now: the last that does not lie behind it.
#[must_use]
pub fn stands(rows: &[u32], positions: &[Position], row: u32) -> Option<usize> {
    let own = rows.iter().position(|known| *known == row)?;
    positions.iter().rposition(|position| depth(rows, *position).is_some_and(|depth| depth <= own))
}

/// The position one step further up or down from `from`, past where the row itself stands; `None` at the end.
#[must_use]
pub fn step(rows: &[u32], positions: &[Position], row: u32, from: Position, up: bool) -> Option<Position> {
    let own = rows.iter().position(|known| *known == row)?;
    let is_own = |position: &Position| *position == Some(row) || depth(rows, *position) == Some(own);
    let from = positions.iter().position(|position| *position == from)?;
    let further = |position: &&Position| !(is_own(position) && is_own(&positions[from]));
    if up {
        positions[..from].iter().rev().find(further).copied()
    } else {
        positions[from + 1..].iter().find(further).copied()
    }
}

/// True if a row put there stands where it stands already.
#[must_use]
pub fn is_same(rows: &[u32], positions: &[Position], row: u32, position: Position) -> bool {
    let at = positions.iter().position(|known| *known == position);
    let stands = stands(rows, positions, row);
    position == Some(row) || (at.is_some() && at == stands)
}

/// Index of the position whose height is nearest to a pointer's. Heights are those of `positions`, in order.
#[must_use]
pub fn nearest(heights: &[f64], pointer: f64) -> Option<usize> {
    let far = |index: &usize| (heights[*index] - pointer).abs();
    (0..heights.len()).min_by(|a, b| far(a).total_cmp(&far(b)))
}

#[cfg(test)]
mod tests {
    use super::*;

    const ROWS: [u32; 4] = [1, 2, 3, 4];

    #[test]
    fn a_step_passes_where_the_row_stands() {
        let positions = plain(&ROWS);
        assert_eq!(stands(&ROWS, &positions, 1), Some(0));
        assert_eq!(stands(&ROWS, &positions, 3), Some(2));
        assert_eq!(step(&ROWS, &positions, 1, None, false), Some(Some(2)));
        assert_eq!(step(&ROWS, &positions, 1, Some(2), false), Some(Some(3)));
        assert_eq!(step(&ROWS, &positions, 1, Some(4), false), None);
        assert_eq!(step(&ROWS, &positions, 3, Some(2), true), Some(Some(1)));
        assert_eq!(step(&ROWS, &positions, 3, Some(1), true), Some(None));
        assert_eq!(step(&ROWS, &positions, 3, None, true), None);
    }

    #[test]
    fn steps_past_the_own_row_and_back_end_where_they_began() {
        let positions = plain(&ROWS);
        let down = step(&ROWS, &positions, 2, Some(1), false).expect("a place below");
        assert_eq!(down, Some(3));
        let back = step(&ROWS, &positions, 2, down, true).expect("a place above");
        assert!(is_same(&ROWS, &positions, 2, back));
    }

    #[test]
    fn a_row_put_where_it_stands_is_not_moved() {
        let positions = plain(&ROWS);
        assert!(is_same(&ROWS, &positions, 1, None) && is_same(&ROWS, &positions, 1, Some(1)));
        assert!(is_same(&ROWS, &positions, 3, Some(2)) && is_same(&ROWS, &positions, 3, Some(3)));
        assert!(!is_same(&ROWS, &positions, 3, Some(1)) && !is_same(&ROWS, &positions, 3, Some(4)));
    }

    #[test]
    fn a_row_may_have_fewer_positions_than_there_are_rows() {
        // 2 and 3 are parts of 1: whatever is moved past it is moved past them.
        let positions = [None, Some(3), Some(4)];
        assert_eq!(stands(&ROWS, &positions, 4), Some(1));
        assert_eq!(step(&ROWS, &positions, 4, Some(3), true), Some(None));
        // Behind its own parts is no position of 1.
        let positions = [None, Some(4)];
        assert_eq!(step(&ROWS, &positions, 1, None, false), Some(Some(4)));
        assert!(is_same(&ROWS, &positions, 1, None));
    }

    #[test]
    fn a_pointer_means_the_position_nearest_to_it() {
        assert_eq!(nearest(&[0.0, 40.0, 90.0], 63.0), Some(1));
        assert_eq!(nearest(&[0.0, 40.0, 90.0], 500.0), Some(2));
        assert_eq!(nearest(&[0.0, 40.0, 90.0], -9.0), Some(0));
        assert_eq!(nearest(&[], 5.0), None);
    }
}
