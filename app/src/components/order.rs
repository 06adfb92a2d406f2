//! Moves something one position in a list, as the rules say it: behind which other it then stands.

/// The one behind which `id` stands once it is moved one position up or down: `None` if it is at that end already,
/// `Some(None)` if it comes to stand first.
#[must_use]
pub fn behind<T: Copy + PartialEq>(list: &[T], id: T, up: bool) -> Option<Option<T>> {
    let index = list.iter().position(|one| *one == id)?;
    if up {
        index.checked_sub(1).map(|above| above.checked_sub(1).map(|index| list[index]))
    } else {
        list.get(index + 1).copied().map(Some)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn one_position_up_is_behind_the_one_before_the_one_before() {
        let list = ['a', 'b', 'c'];
        assert_eq!(behind(&list, 'c', true), Some(Some('a')));
        assert_eq!(behind(&list, 'b', true), Some(None));
        assert_eq!(behind(&list, 'a', true), None);
        assert_eq!(behind(&list, 'a', false), Some(Some('b')));
        assert_eq!(behind(&list, 'c', false), None);
        assert_eq!(behind(&list, 'x', true), None);
    }
}
