//! The record of a ballot that was taken: enough to tell it again when it is sent again, and nothing that says what was
//! voted.

use std::fmt;
use std::str::FromStr;

use meeting::poll::{Ballot, Channel};

use crate::secret::digest;

/// The record of one ballot that was taken. As text one word: the digest of its id, and while the poll is open a dot
/// and that of its content, a second dot behind that of a ballot from the tablet.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Sent {
    id: String,
    /// Digest of the id itself, the phone's own secret and the ballot: whoever has the folder has neither of the first
    /// two, and tries out no choices. Gone once the ballots are sealed.
    content: Option<String>,
    /// True if it came from the tablet: nothing finds it again.
    from_tablet: bool,
}

impl Sent {
    /// The record of a ballot that comes in; `own` is the secret only the phone it came from has.
    pub(super) fn new(id: &str, own: Option<&str>, channel: Channel, ballot: &Ballot) -> Self {
        let ballot = serde_json::to_string(ballot).unwrap_or_default();
        let content = digest(&format!("content/{}/{id}/{ballot}", own.unwrap_or_default()));
        Self { id: digest_of_id(id), content: Some(content), from_tablet: channel == Channel::Tablet }
    }

    /// True if this is the other, sent again: under its id and with its content, as far as that is known still.
    pub(super) fn is_again(&self, other: &Self) -> bool {
        let differs = self.content.is_some() && other.content.is_some() && self.content != other.content;
        self.id == other.id && !differs
    }

    /// True if it came under this id.
    pub(super) fn came_under(&self, id: &str) -> bool {
        self.id == digest_of_id(id)
    }

    /// True if the phone it came from may put another in its place.
    pub(super) fn is_replaceable(&self) -> bool {
        self.content.is_some() && !self.from_tablet
    }

    /// The records of one voter, as they are stored.
    pub(super) fn joined(all: &[Self]) -> String {
        all.iter().map(ToString::to_string).collect::<Vec<_>>().join(" ")
    }

    /// Reads the records of one voter as they are stored.
    pub(super) fn split(words: &str) -> Vec<Self> {
        words.split_whitespace().filter_map(|word| word.parse().ok()).collect()
    }
}

fn digest_of_id(id: &str) -> String {
    digest(&format!("id/{id}"))
}

impl fmt::Display for Sent {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.id)?;
        if let Some(content) = &self.content {
            write!(f, ".{content}{}", if self.from_tablet { "." } else { "" })?;
        }
        Ok(())
    }
}

impl FromStr for Sent {
    type Err = std::convert::Infallible;

    /// Reads one word. Older folders have the id itself there, which is no digest of anything that will come.
    fn from_str(word: &str) -> Result<Self, Self::Err> {
        let (id, content) = word.split_once('.').map_or((word, None), |(id, content)| (id, Some(content)));
        let from_tablet = content.is_some_and(|content| content.ends_with('.'));
        let content = content.map(|content| content.trim_end_matches('.').to_owned());
        Ok(Self { id: id.to_owned(), content, from_tablet })
    }
}

#[cfg(test)]
mod tests {
    use meeting::PollId;
    use meeting::poll::Answer;

    use super::*;

    fn ballot(level: u32) -> Ballot {
        Ballot { poll: PollId(1), answers: vec![Answer::Ticked(vec![level])] }
    }

    #[test]
    fn a_ballot_is_itself_again_only_with_its_own_content() {
        let first = Sent::new("b1", Some("own"), Channel::Phone, &ballot(0));
        assert!(first.is_again(&Sent::new("b1", Some("own"), Channel::Phone, &ballot(0))));
        assert!(!first.is_again(&Sent::new("b1", Some("own"), Channel::Phone, &ballot(1))));
        assert!(!first.is_again(&Sent::new("b2", Some("own"), Channel::Phone, &ballot(0))));
        // Once sealed only the id is known.
        let sealed: Sent = first.to_string().split('.').next().unwrap_or_default().parse().expect("a word");
        assert!(
            sealed.is_again(&first) && sealed.is_again(&Sent::new("b1", None, Channel::Phone, &ballot(2)))
        );
        assert!(first.is_replaceable() && !sealed.is_replaceable());
    }

    #[test]
    fn it_is_read_as_it_was_kept_and_says_neither_id_nor_choice() {
        let all = [Channel::Phone, Channel::Tablet].map(|channel| Sent::new("b1", None, channel, &ballot(3)));
        let stored = Sent::joined(&all);
        assert_eq!(Sent::split(&stored), all);
        assert!(!stored.contains("b1"), "{stored}");
        assert!(!all[1].is_replaceable());
        let owned = |own| Sent::new("b1", Some(own), Channel::Phone, &ballot(3)).to_string();
        assert_ne!(owned("one"), owned("other"), "without the phone's own secret no choice can be tried out");
    }
}
