//! The hash chain of a journal: one definition for the store, the seal, the dossier and every copy.
//!
//! Of the records of a meeting, numbered from 1 without gaps, each has a link that follows from the one before it:
//!
//! ```text
//! inner(n) = SHA-256(salt(n) ‖ body(n))
//! link(n)  = SHA-256(link(n−1) ‖ inner(n))        link(0) is 32 zero bytes
//! ```
//!
//! `body` is the record as it is stored, byte by byte; `salt` is 16 random bytes, without which what a short body said
//! could be found by trying. A redacted record loses body and salt and keeps its inner digest: the links still follow,
//! and what it said is in nobody's reach.

use sha2::{Digest as _, Sha256};

/// A SHA-256 digest.
pub type Digest = [u8; 32];
/// The random bytes put before a body, so that a short one cannot be found by trying.
pub type Salt = [u8; 16];

/// The link before the first record.
pub const START: Digest = [0; 32];

/// What a record adds to the chain: salt and body, or what a redaction left of them.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Content<'a> {
    /// A whole record.
    Whole {
        /// The record's salt.
        salt: Salt,
        /// The record as it is stored, byte by byte.
        body: &'a [u8],
    },
    /// A record that was redacted.
    Redacted {
        /// The digest of the salt and body that are gone.
        inner: Digest,
    },
}

impl Content<'_> {
    /// SHA-256 of salt and body: what the link of the record is made of.
    #[must_use]
    pub fn inner(self) -> Digest {
        match self {
            Self::Whole { salt, body } => {
                Sha256::new().chain_update(salt).chain_update(body).finalize().into()
            }
            Self::Redacted { inner } => inner,
        }
    }
}

/// Computes the link of a record from the link before it and the record's content.
#[must_use]
pub fn link(before: &Digest, content: Content<'_>) -> Digest {
    Sha256::new().chain_update(before).chain_update(content.inner()).finalize().into()
}

/// Verifies a chain: follows the links of records from one that is known.
#[derive(Clone, Copy, Debug)]
pub struct Follower {
    position: u64,
    link: Digest,
}

/// The error of a record that does not follow from the link it claims.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Broken {
    /// Position of the record, from 1.
    pub position: u64,
}

impl Follower {
    /// A follower that begins before the first record.
    #[must_use]
    pub const fn new() -> Self {
        Self { position: 0, link: START }
    }

    /// Takes the next record with the link it claims.
    ///
    /// # Errors
    /// If the link does not follow; nothing behind it can be trusted either.
    pub fn next(&mut self, content: Content<'_>, claimed: &Digest) -> Result<(), Broken> {
        self.position += 1;
        self.link = link(&self.link, content);
        if self.link == *claimed { Ok(()) } else { Err(Broken { position: self.position }) }
    }

    /// The last link, which stands for all before it.
    #[must_use]
    pub const fn link(&self) -> Digest {
        self.link
    }
}

impl Default for Follower {
    fn default() -> Self {
        Self::new()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const BODIES: [&str; 3] = [r#"{"position":1}"#, r#"{"position":2,"name":"Lê Thị Cúc"}"#, ""];
    /// The links of these bodies, salted with sixteen times 1, 2 and 3, as another program computes them.
    const LINKS: [&str; 3] = [
        "a73587e5065952c64aca685adb2301bc8acf2c2209a851fc75793791b265f713",
        "ac1a69d7ce6cf3639974a11ecfefb62060e5e60d47e89dc6969e0e723d17f675",
        "4e97bf12901d29b76200925a6a70bc26e352109d56f43a66418143f15de20866",
    ];

    fn contents() -> impl Iterator<Item = Content<'static>> {
        (1..).zip(BODIES).map(|(salt, body)| Content::Whole { salt: [salt; 16], body: body.as_bytes() })
    }

    fn hex(digest: Digest) -> String {
        digest.iter().map(|byte| format!("{byte:02x}")).collect()
    }

    /// The links of some contents, from the beginning.
    fn links<'a>(contents: impl IntoIterator<Item = Content<'a>>) -> Vec<Digest> {
        let follows = |before: &mut Digest, content| {
            *before = link(before, content);
            Some(*before)
        };
        contents.into_iter().scan(START, follows).collect()
    }

    #[test]
    fn links_are_those_of_the_definition() {
        assert_eq!(links(contents()).into_iter().map(hex).collect::<Vec<_>>(), LINKS);
    }

    #[test]
    fn a_redacted_record_leaves_the_links_as_they_were() {
        let redacted = contents().enumerate().map(|(index, content)| match index {
            1 => Content::Redacted { inner: content.inner() },
            _ => content,
        });
        assert_eq!(links(redacted), links(contents()));
    }

    #[test]
    fn whatever_is_changed_left_out_or_moved_breaks_the_chain() {
        let claimed = links(contents());
        let broken_at = |contents: &[Content<'_>], claimed: &[Digest]| {
            let mut follower = Follower::new();
            contents.iter().zip(claimed).find_map(|(content, link)| follower.next(*content, link).err())
        };
        let whole: Vec<_> = contents().collect();
        assert_eq!(broken_at(&whole, &claimed), None);
        for at in 0..whole.len() {
            let position = at as u64 + 1;
            let mut changed = whole.clone();
            changed[at] = Content::Whole { salt: [at as u8 + 1; 16], body: b"{}" };
            assert_eq!(broken_at(&changed, &claimed), Some(Broken { position }));
            changed[at] = Content::Redacted { inner: [7; 32] };
            assert_eq!(broken_at(&changed, &claimed), Some(Broken { position }));
            let (mut fewer, mut links) = (whole.clone(), claimed.clone());
            fewer.remove(at);
            links.remove(at);
            let next = (at + 1 < whole.len()).then_some(Broken { position });
            assert_eq!(broken_at(&fewer, &links), next);
        }
        let moved = [whole[1], whole[0], whole[2]];
        assert_eq!(broken_at(&moved, &[claimed[1], claimed[0], claimed[2]]), Some(Broken { position: 1 }));
    }
}
