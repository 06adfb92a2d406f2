//! Hunks: what changed between two texts, place by place. One splice from the first changed character to the last would
//! remove and insert again all that stands between two places where someone typed, and whoever typed there meanwhile
//! would find those words twice.

use super::Splice;

/// Characters that may have come and gone between two texts; past that they are too far apart to be worth
/// the search, and the whole stretch counts as one change.
const MOST_STEPS: usize = 600;
/// Up to so many changes are never taken for a passage written anew, however near to each other they are.
const FEW: usize = 8;
/// Characters that must stay between two changes, on average, for them to be two.
const APART: usize = 3;

/// Returns the changes that turn `before` into `after`: in order, apart from each other, each at its position in
/// `before`.
pub(super) fn between(before: &str, after: &str) -> Vec<Splice> {
    let Some(whole) = Splice::between(before, after) else { return Vec::new() };
    let old: Vec<char> = before.chars().skip(whole.at).take(whole.removed).collect();
    let new: Vec<char> = whole.inserted.chars().collect();
    let Some(common) = common(&old, &new) else { return vec![whole] };
    let mut hunks = Vec::new();
    let mut from = (0, 0);
    for (x, y) in common.into_iter().chain([(old.len(), new.len())]) {
        if (x, y) != from {
            let inserted = new[from.1..y].iter().collect();
            hunks.push(Splice { at: whole.at + from.0, removed: x - from.0, inserted });
        }
        from = (x + 1, y + 1);
    }
    hunks
}

/// Returns the changes to send: those of [`between`], but a passage that was written anew goes as one. What the old and
/// the new words have in common there is chance, and would take as many journeys as there are letters.
pub(super) fn to_send(before: &str, after: &str) -> Vec<Splice> {
    let hunks = between(before, after);
    let (Some(first), Some(last)) = (hunks.first(), hunks.last()) else { return hunks };
    let stays = last.end() - first.at - hunks.iter().map(|hunk| hunk.removed).sum::<usize>();
    if hunks.len() > FEW && stays < APART * (hunks.len() - 1) {
        return Splice::between(before, after).into_iter().collect();
    }
    hunks
}

/// Merges two changes of one text: what either inserted is there, what either removed is not. Where both inserted at
/// one place, theirs stands first; but ours where `mine` ends, so that a word that is being typed is not torn.
pub(super) fn woven(common: &str, theirs: &[Splice], ours: &[Splice], mine: Option<usize>) -> String {
    let chars: Vec<char> = common.chars().collect();
    let mut gone = vec![false; chars.len()];
    let mut come = vec![String::new(); chars.len() + 1];
    for hunk in theirs.iter().chain(ours) {
        let goes_on = mine == Some(hunk.at) && hunk.removed == 0;
        let place = &mut come[hunk.at];
        place.insert_str(if goes_on { 0 } else { place.len() }, &hunk.inserted);
        gone[hunk.at..hunk.end()].fill(true);
    }
    let mut text = String::with_capacity(common.len());
    for (index, came) in come.iter().enumerate() {
        text.push_str(came);
        text.extend(chars.get(index).filter(|_| !gone[index]));
    }
    text
}

/// The longest sequence of characters that two texts share, as positions in both; `None` if more than [`MOST_STEPS`]
/// came and went. Myers' "An O(ND) difference algorithm" (1986).
fn common(old: &[char], new: &[char]) -> Option<Vec<(usize, usize)>> {
    let ends = (old.len() as isize, new.len() as isize);
    // For each number of steps, how far into `old` each diagonal got; diagonal `k` stands at `k + steps`.
    let mut reached: Vec<Vec<isize>> = Vec::new();
    for steps in 0..=MOST_STEPS as isize {
        let mut now = vec![0; 2 * steps as usize + 1];
        for k in (-steps..=steps).step_by(2) {
            let mut x = enter(&reached, steps, k).map_or(0, |(from, x)| if from < k { x + 1 } else { x });
            while x < ends.0 && x - k < ends.1 && old[x as usize] == new[(x - k) as usize] {
                x += 1;
            }
            now[(k + steps) as usize] = x;
            if x >= ends.0 && x - k >= ends.1 {
                return Some(traced(&reached, steps, ends));
            }
        }
        reached.push(now);
    }
    None
}

/// The diagonal from which the last of so many steps comes to diagonal `k`, and how far it had got.
fn enter(reached: &[Vec<isize>], steps: isize, k: isize) -> Option<(isize, isize)> {
    let last = reached.get(usize::try_from(steps - 1).ok()?)?;
    let at = |k: isize| last.get(usize::try_from(k + steps - 1).ok()?).copied();
    match (at(k - 1), at(k + 1)) {
        (Some(left), Some(right)) if left < right => Some((k + 1, right)),
        (Some(left), _) => Some((k - 1, left)),
        (None, right) => right.map(|right| (k + 1, right)),
    }
}

/// Traces the way back from the end: every step along a diagonal is a character that both texts have.
fn traced(reached: &[Vec<isize>], steps: isize, ends: (isize, isize)) -> Vec<(usize, usize)> {
    let (mut x, mut y) = ends;
    let mut common = Vec::new();
    for steps in (0..=steps).rev() {
        let (from_x, from_y) = enter(reached, steps, x - y).map_or((0, 0), |(k, x)| (x, x - k));
        while x > from_x && y > from_y {
            (x, y) = (x - 1, y - 1);
            common.push((x as usize, y as usize));
        }
        (x, y) = (from_x, from_y);
    }
    common.reverse();
    common
}

#[cfg(test)]
mod tests {
    use super::*;

    fn splice(at: usize, removed: usize, inserted: &str) -> Splice {
        Splice { at, removed, inserted: inserted.to_owned() }
    }

    #[test]
    fn what_was_typed_in_two_places_is_two_changes() {
        let hunks = between("Ông An nêu ý kiến", "Ông Nguyễn An nêu hai ý kiến");
        assert_eq!(hunks, [splice(4, 0, "Nguyễn "), splice(10, 0, " hai")]);
        assert_eq!(between("abcdef", "Abcdef!"), [splice(0, 1, "A"), splice(6, 0, "!")]);
        assert_eq!(between("như cũ", "như cũ"), []);
        assert_eq!(between("", "mới"), [splice(0, 0, "mới")]);
        assert_eq!(between("cũ", ""), [splice(0, 2, "")]);
    }

    #[test]
    fn the_changes_make_one_text_of_the_other() {
        let longer = |texts: &Vec<String>| {
            texts.iter().flat_map(|text| ["a", "b"].map(|c| format!("{text}{c}"))).collect::<Vec<_>>()
        };
        let lengths = std::iter::successors(Some(vec![String::new()]), |texts| Some(longer(texts)));
        let texts: Vec<_> = lengths.take(6).flatten().collect();
        for before in &texts {
            for after in &texts {
                let hunks = between(before, after);
                assert_eq!(&woven(before, &hunks, &[], None), after, "{before}: {hunks:?}");
                assert!(hunks.is_sorted_by(|one, next| one.end() < next.at), "{before}, {after}: {hunks:?}");
                assert!(!hunks.iter().any(Splice::is_empty), "{before}, {after}: {hunks:?}");
            }
        }
    }

    #[test]
    fn a_passage_written_anew_is_one_change() {
        let (before, after) = (
            "Đề nghị sửa đường liên thôn trước mùa mưa",
            "Mong sớm có nước sạch cho dân thôn Thượng và thôn Hạ",
        );
        assert!(between(before, after).len() > FEW);
        assert_eq!(to_send(before, after), [Splice::between(before, after).unwrap_or_default()]);
        let far = "x".repeat(700);
        assert_eq!(between(&far, &"y".repeat(700)).len(), 1);
    }

    #[test]
    fn two_changes_of_one_text_are_woven() {
        let woven = |theirs, ours| {
            woven("0123456789", &between("0123456789", theirs), &between("0123456789", ours), None)
        };
        assert_eq!(woven("A0123456789A", "01234b56789"), "A01234b56789A");
        assert_eq!(woven("0189", "0123x456789"), "01x89");
        assert_eq!(woven("0123456789ta", "0123456789họ"), "0123456789tahọ");
    }
}
