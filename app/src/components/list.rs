//! A list whose rows come, go and move by their keys.

use std::any::Any;
use std::hash::{Hash, Hasher};
use std::sync::Arc;

use leptos::prelude::*;

/// A list whose rows come, go and move by their keys: as Leptos' own of this name, which is compiled once more for
/// every kind of row. Here all kinds are one, since rows and keys are of erased types.
#[component]
pub fn For<IF, I, T, EF, N, KF, K>(
    /// The values that have a row each.
    each: IF,
    /// The key of a row.
    key: KF,
    /// Renders a row.
    children: EF,
) -> AnyView
where
    IF: Fn() -> I + Send + 'static,
    I: IntoIterator<Item = T>,
    T: Send + 'static,
    EF: Fn(T) -> N + Clone + Send + 'static,
    N: IntoView + 'static,
    KF: Fn(&T) -> K + Send + 'static,
    K: Eq + Hash + Send + Sync + 'static,
{
    let row = move |item: T| {
        let (key, children) = (Key(Arc::new(key(&item))), children.clone());
        Row { key, paint: Box::new(move || children(item).into_any()) }
    };
    rows(Box::new(move || each().into_iter().map(&row).collect()))
}

/// The list itself, for erased types.
fn rows(each: Box<dyn Fn() -> Vec<Row> + Send>) -> AnyView {
    let key = |row: &Row| row.key.clone();
    view! { <leptos::prelude::For each=each key=key children=|row: Row| (row.paint)() /> }.into_any()
}

/// A row that is not painted yet.
struct Row {
    key: Key,
    paint: Box<dyn FnOnce() -> AnyView + Send>,
}

/// The key of a row, whatever type that is.
#[derive(Clone)]
struct Key(Arc<dyn Known>);

trait Known: Any + Send + Sync {
    fn is(&self, other: &dyn Any) -> bool;
    fn feed(&self, hasher: &mut dyn Hasher);
}

impl<K: Eq + Hash + Send + Sync + 'static> Known for K {
    fn is(&self, other: &dyn Any) -> bool {
        other.downcast_ref() == Some(self)
    }

    fn feed(&self, mut hasher: &mut dyn Hasher) {
        self.hash(&mut hasher);
    }
}

impl PartialEq for Key {
    fn eq(&self, other: &Self) -> bool {
        self.0.is(&*other.0 as &dyn Any)
    }
}

impl Eq for Key {}

impl Hash for Key {
    fn hash<H: Hasher>(&self, state: &mut H) {
        self.0.feed(state);
    }
}

#[cfg(test)]
mod tests {
    use std::hash::{BuildHasher, BuildHasherDefault, DefaultHasher};

    use super::*;

    fn key(of: impl Known) -> Key {
        Key(Arc::new(of))
    }

    #[test]
    fn keys_of_one_type_are_as_they_are_and_of_two_never_the_same() {
        let hasher = BuildHasherDefault::<DefaultHasher>::default();
        assert!(key(7_u64) == key(7_u64) && key("An".to_owned()) == key("An".to_owned()));
        assert!(key(7_u64) != key(8_u64) && key("An".to_owned()) != key("Ân".to_owned()));
        assert!(key(7_u64) != key(7_u32));
        assert_eq!(hasher.hash_one(key("An".to_owned())), hasher.hash_one("An"));
        assert_ne!(hasher.hash_one(key(7_u64)), hasher.hash_one(key(8_u64)));
    }
}
