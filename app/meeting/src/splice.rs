//! Splices: text that several people edit at once travels as what was removed and inserted, and where.
//!
//! The room holds each text with its revision and its last splices. A splice made on an older revision
//! is carried over those that came between, so that two secretaries typing in one paragraph both keep
//! every word. The browser does the same in the other direction with [`TextSync`], so an echo never
//! overwrites what is being typed. What was typed in several places is sent place by place.
//!
//! Positions count Unicode scalar values.

mod hunks;

use std::collections::VecDeque;

use serde::{Deserialize, Serialize};

/// How many splices a text remembers; an edit on an older revision is refused and made again by the
/// client on the newest one.
const REMEMBERED: usize = 500;

/// One change of a text.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Splice {
    /// Where it begins, in characters from the start.
    pub at: usize,
    /// How many characters it removes.
    #[serde(default)]
    pub removed: usize,
    /// The text it inserts in their place.
    #[serde(default)]
    pub inserted: String,
}

impl Splice {
    /// The smallest splice that turns `before` into `after`; `None` if they are equal.
    #[must_use]
    pub fn between(before: &str, after: &str) -> Option<Self> {
        if before == after {
            return None;
        }
        let (old, new): (Vec<char>, Vec<char>) = (before.chars().collect(), after.chars().collect());
        let prefix = old.iter().zip(&new).take_while(|(a, b)| a == b).count();
        let rest = old.len().min(new.len()) - prefix;
        let suffix = old.iter().rev().zip(new.iter().rev()).take(rest).take_while(|(a, b)| a == b).count();
        Some(Self {
            at: prefix,
            removed: old.len() - prefix - suffix,
            inserted: new[prefix..new.len() - suffix].iter().collect(),
        })
    }

    /// The position one past the last character it removes.
    fn end(&self) -> usize {
        self.at.saturating_add(self.removed)
    }

    /// True if it changes nothing.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.removed == 0 && self.inserted.is_empty()
    }

    /// Returns the text after this splice; `None` if it reaches beyond the text.
    #[must_use]
    pub fn apply(&self, text: &str) -> Option<String> {
        if self.end() > text.chars().count() {
            return None;
        }
        let mut out: String = text.chars().take(self.at).collect();
        out.push_str(&self.inserted);
        out.extend(text.chars().skip(self.end()));
        Some(out)
    }

    /// Returns where a position of the old text lies after this splice. What stands at the very place of an insertion
    /// moves behind it when `behind`, else stays before it.
    #[must_use]
    pub fn carry(&self, position: usize, behind: bool) -> usize {
        let inserted = self.inserted.chars().count();
        if position < self.at || (position == self.at && !behind) {
            position
        } else if position >= self.end() {
            position - self.removed + inserted
        } else {
            // Inside what went: nothing of the old neighbourhood is left, so right behind what came.
            self.at + inserted
        }
    }

    /// Rebases this splice onto `earlier`, which was made on the same text and applied first. What both removed is
    /// removed once; what either inserted stays. Of two insertions at one place the earlier stands first.
    #[must_use]
    pub fn after(&self, earlier: &Self) -> Self {
        let start = earlier.carry(self.at, true);
        if self.removed == 0 {
            return Self { at: start, removed: 0, inserted: self.inserted.clone() };
        }
        // Of the removed stretch only the characters that `earlier` left are still there to be removed;
        // what `earlier` inserted inside the stretch was never seen by this editor and stays.
        let (from, to) = (self.at, self.end());
        let (gone_from, gone_to) = (earlier.at, earlier.end());
        let overlap = to.min(gone_to).saturating_sub(from.max(gone_from));
        let left = self.removed - overlap;
        let came = earlier.inserted.chars().count();
        let came_inside = from < gone_from && gone_to < to && came > 0;
        if came_inside {
            // Two stretches with the other's words between them cannot be one splice: keep the other's
            // words by removing only the stretch before them, and let the rest stand. Losing a removal
            // is a word too many that a person sees; losing words is a loss nobody sees.
            return Self { at: from, removed: gone_from - from, inserted: self.inserted.clone() };
        }
        // Starting at or inside the stretch that went, what is left of ours lies behind what came.
        let at = if from < gone_from { from } else { start };
        Self { at, removed: left, inserted: self.inserted.clone() }
    }
}

/// A text with its revision: the journal position of the event that last changed it.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Doc {
    text: String,
    revision: u64,
    /// The oldest revision an edit may still be made on.
    oldest: u64,
    /// The splices since then, each with the revision it made.
    recent: VecDeque<(u64, Splice)>,
}

/// An edit that cannot be merged.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Unmergeable {
    /// It was made on a revision that is not remembered or has never been.
    Revision,
    /// It reaches beyond the text as it was.
    Outside,
}

impl Doc {
    /// A text that begins at this journal position.
    #[must_use]
    pub fn new(text: String, position: u64) -> Self {
        Self { text, revision: position, oldest: position, recent: VecDeque::new() }
    }

    /// The words.
    #[must_use]
    pub fn text(&self) -> &str {
        &self.text
    }

    /// The journal position of the last change.
    #[must_use]
    pub fn revision(&self) -> u64 {
        self.revision
    }

    /// Rebases `splice`, made on `revision`, onto the newest revision.
    ///
    /// # Errors
    /// If the revision is not remembered or the splice reaches beyond the text.
    pub fn merge(&self, revision: u64, splice: &Splice) -> Result<Splice, Unmergeable> {
        if revision < self.oldest || revision > self.revision {
            return Err(Unmergeable::Revision);
        }
        let since = || self.recent.iter().filter(|(made, _)| *made > revision).map(|(_, splice)| splice);
        let came: usize = since().map(|splice| splice.inserted.chars().count()).sum();
        let went: usize = since().map(|splice| splice.removed).sum();
        // The text as it was: what is outside of that is refused even if the text has grown since.
        let length = self.text.chars().count() + went - came;
        if splice.at > length || splice.removed > length - splice.at {
            return Err(Unmergeable::Outside);
        }
        Ok(since().fold(splice.clone(), |splice, earlier| splice.after(earlier)))
    }

    /// Applies a splice made on the newest revision. One that reaches beyond the text was never
    /// decided, so it changes nothing.
    pub(crate) fn splice(&mut self, splice: Splice, position: u64) {
        let Some(text) = splice.apply(&self.text) else { return };
        self.text = text;
        self.revision = position;
        self.recent.push_back((position, splice));
        if self.recent.len() > REMEMBERED
            && let Some((forgotten, _)) = self.recent.pop_front()
        {
            self.oldest = forgotten;
        }
    }
}

/// The client's side of one text field, kept in step with the room: at most one edit is on its way, and what is typed
/// meanwhile waits in the field itself. It can be saved together with what the field holds, and resumed after the page
/// was loaded anew.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct TextSync {
    /// The room's text the field was last brought in step with, and its revision.
    base: String,
    revision: u64,
    sent: Option<Sent>,
    /// Where what was typed here last ends, in the base or, while an edit is on its way, in that.
    mine: Option<usize>,
}

/// An edit that was sent and is not yet in the room's text.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
struct Sent {
    /// The base with this edit: what the field held when it was made, or a part of that.
    field: String,
    /// The revision it became, once the room has said so.
    became: Option<u64>,
}

/// What the field must become after news from the room.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Rebased {
    /// The words to show.
    pub text: String,
    /// The change from what the field held, to carry a caret over.
    pub theirs: Splice,
    /// Where in the field one's own words end. A caret there stays with them, and what others typed at
    /// that very place comes behind it; any other caret moves on with the words it stood behind.
    pub mine: Option<usize>,
}

impl Rebased {
    /// Where a caret of the field stands in the text.
    #[must_use]
    pub fn carry(&self, caret: usize) -> usize {
        self.theirs.carry(caret, self.mine != Some(caret))
    }
}

impl TextSync {
    /// A field that shows the room's text at this revision.
    #[must_use]
    pub fn new(text: String, revision: u64) -> Self {
        Self { base: text, revision, sent: None, mine: None }
    }

    /// The edit to send for what the field holds now, with the revision it was made on; `None` while one is on its way
    /// or when nothing has changed. Of changes in several places it is the first; the others follow when this one is
    /// stored.
    pub fn edit(&mut self, field: &str) -> Option<(u64, Splice)> {
        if self.sent.is_some() {
            return None;
        }
        let splice = hunks::to_send(&self.base, field).into_iter().next()?;
        self.sent = Some(Sent { field: splice.apply(&self.base)?, became: None });
        self.mine = Some(splice.at + splice.inserted.chars().count());
        Some((self.revision, splice))
    }

    /// True if words of this field are not yet known to be on the room's disk.
    #[must_use]
    pub fn is_unsaved(&self, field: &str) -> bool {
        match &self.sent {
            Some(sent) => sent.became.is_none() || sent.field != field,
            None => self.base != field,
        }
    }

    /// What a field must hold that is resumed after its page was loaded anew: what was saved of it, and around that
    /// whatever was typed on the new page before this was found. The page shows the room's text, `shown`.
    #[must_use]
    pub fn resumed(typed_before: &str, shown: &str, field: &str) -> String {
        hunks::woven(shown, &hunks::between(shown, typed_before), &hunks::between(shown, field), None)
    }

    /// True if an edit is on its way whose answer has not come.
    #[must_use]
    pub fn awaits(&self) -> bool {
        self.sent.as_ref().is_some_and(|sent| sent.became.is_none())
    }

    /// The room's text as far as it is known here: what the field would hold had nobody typed in it.
    #[must_use]
    pub fn base(&self) -> &str {
        &self.base
    }

    /// Notes that the room has stored the edit on its way, at this journal position.
    pub fn acknowledged(&mut self, position: u64) {
        if let Some(sent) = &mut self.sent {
            sent.became = Some(position);
        }
    }

    /// Notes that the room did not take the edit on its way: the next one is made afresh.
    pub fn refused(&mut self) {
        self.sent = None;
        self.mine = None;
    }

    /// Takes in the room's text at a revision. Returns what the field must become, or `None` if it is right as it is:
    /// an echo of one's own words changes nothing. While an edit is on its way and this revision does not hold it,
    /// nothing is done either; the news comes again when it does.
    pub fn news(&mut self, text: &str, revision: u64, field: &str) -> Option<Rebased> {
        let common = match &self.sent {
            Some(sent) if sent.became.is_some_and(|became| revision >= became) => sent.field.clone(),
            Some(_) => return None,
            None if revision > self.revision => self.base.clone(),
            None => return None,
        };
        self.sent = None;
        self.base = text.to_owned();
        self.revision = revision;
        let (theirs, ours) = (hunks::between(&common, text), hunks::between(&common, field));
        let text = hunks::woven(&common, &theirs, &ours, self.mine);
        let carried = |hunks: &[Splice], behind| {
            self.mine.map(|mine| hunks.iter().rev().fold(mine, |mine, hunk| hunk.carry(mine, behind)))
        };
        // Before what they typed at that place, behind what was typed here since.
        let (mine, now) = (carried(&ours, true), carried(&theirs, false));
        self.mine = now;
        let theirs = Splice::between(field, &text)?;
        Some(Rebased { text, theirs, mine })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn splice(at: usize, removed: usize, inserted: &str) -> Splice {
        Splice { at, removed, inserted: inserted.to_owned() }
    }

    #[test]
    fn the_smallest_splice_is_found_in_characters() {
        assert_eq!(Splice::between("đường thôn", "đường của thôn"), Some(splice(6, 0, "của ")));
        assert_eq!(Splice::between("aa", "aaa"), Some(splice(2, 0, "a")));
        assert_eq!(Splice::between("như cũ", "như cũ"), None);
    }

    #[test]
    fn two_insertions_at_one_place_both_stay_in_the_order_they_came() {
        let mut doc = Doc::new("ab".to_owned(), 1);
        let late = doc.merge(1, &splice(1, 0, "hai")).unwrap_or_default();
        assert_eq!(late, splice(1, 0, "hai"));
        doc.splice(splice(1, 0, "một"), 2);
        let late = doc.merge(1, &splice(1, 0, "hai")).unwrap_or_default();
        doc.splice(late, 3);
        assert_eq!(doc.text(), "amộthaib");
    }

    #[test]
    fn what_both_removed_is_removed_once() {
        let mut doc = Doc::new("0123456789".to_owned(), 1);
        doc.splice(splice(2, 4, ""), 2);
        let late = doc.merge(1, &splice(4, 4, "x")).unwrap_or_default();
        doc.splice(late, 3);
        assert_eq!(doc.text(), "01x89");
    }

    #[test]
    fn a_removal_around_anothers_words_leaves_them() {
        let mut doc = Doc::new("0123456789".to_owned(), 1);
        doc.splice(splice(5, 0, "MỚI"), 2);
        let late = doc.merge(1, &splice(2, 6, "")).unwrap_or_default();
        doc.splice(late, 3);
        assert!(doc.text().contains("MỚI"), "{}", doc.text());
    }

    #[test]
    fn unknown_revisions_and_reaching_beyond_the_text_are_refused() {
        let doc = Doc::new("ab".to_owned(), 5);
        assert_eq!(doc.merge(6, &splice(0, 0, "x")), Err(Unmergeable::Revision));
        assert_eq!(doc.merge(4, &splice(0, 0, "x")), Err(Unmergeable::Revision));
        assert_eq!(doc.merge(5, &splice(1, 2, "")), Err(Unmergeable::Outside));
        assert_eq!(doc.merge(5, &splice(usize::MAX, 1, "")), Err(Unmergeable::Outside));
    }

    #[test]
    fn an_echo_never_touches_the_field() {
        let mut sync = TextSync::new("Ông A".to_owned(), 1);
        let edit = sync.edit("Ông A nói");
        assert_eq!(edit, Some((1, splice(5, 0, " nói"))));
        // Typed on while the edit was on its way.
        assert_eq!(sync.news("Ông A nói", 2, "Ông A nói rằng"), None);
        sync.acknowledged(2);
        assert_eq!(sync.news("Ông A nói", 2, "Ông A nói rằng"), None);
        assert_eq!(sync.edit("Ông A nói rằng"), Some((2, splice(9, 0, " rằng"))));
    }

    #[test]
    fn a_word_is_not_torn_by_what_another_types_where_it_ends() {
        let seen = |rebased: Option<Rebased>, caret| {
            rebased.map(|rebased| (rebased.text.clone(), rebased.carry(caret)))
        };
        let mut sync = TextSync::new("Ghi: ".to_owned(), 1);
        assert_eq!(sync.edit("Ghi: mư"), Some((1, splice(5, 0, "mư"))));
        sync.acknowledged(2);
        assert_eq!(sync.news("Ghi: mư", 2, "Ghi: mưa"), None);
        // Someone else types where this word, still being typed, ends.
        let rebased = sync.news("Ghi: mưPhải", 3, "Ghi: mưa");
        assert_eq!(seen(rebased, 8), Some(("Ghi: mưaPhải".to_owned(), 8)));
        // Whoever only looked on from there goes behind it.
        let mut other = TextSync::new("Ghi: ".to_owned(), 1);
        assert_eq!(seen(other.news("Ghi: mưa", 2, "Ghi: "), 5), Some(("Ghi: mưa".to_owned(), 8)));
        let rebased = other.news("Ghi: mưa to", 3, "Ghi: mưaPhải");
        assert_eq!(seen(rebased, 12), Some(("Ghi: mưa toPhải".to_owned(), 15)));
    }

    #[test]
    fn what_was_kept_goes_on_where_it_was_though_the_page_is_new() {
        let mut sync = TextSync::new("Ông A".to_owned(), 1);
        assert_eq!(sync.edit("Ông A nói"), Some((1, splice(5, 0, " nói"))));
        let json = serde_json::to_string(&sync).unwrap_or_default();
        let mut sync: TextSync = serde_json::from_str(&json).unwrap_or_default();
        // The edit had arrived, someone else has typed since, and the new page was typed in before this was found.
        let shown = "Mở. Ông A nói";
        let field = TextSync::resumed("Ông A nói rằng", shown, "Mở. Ông A nói!");
        assert_eq!(field, "Ông A nói rằng!");
        assert_eq!(sync.edit(&field), None, "what is on its way is not sent a second time");
        sync.acknowledged(2);
        let news = sync.news(shown, 3, &field).map(|rebased| rebased.text);
        assert_eq!(news.as_deref(), Some("Mở. Ông A nói rằng!"));
        assert_eq!(sync.edit("Mở. Ông A nói rằng!"), Some((3, splice(13, 0, " rằng!"))));
    }

    #[test]
    fn anothers_words_come_in_around_what_is_being_typed() {
        let mut sync = TextSync::new("một hai".to_owned(), 1);
        let news = sync.news("không một hai", 2, "một hai ba");
        assert_eq!(news.map(|rebased| rebased.text).as_deref(), Some("không một hai ba"));
        assert_eq!(sync.edit("không một hai ba"), Some((2, splice(13, 0, " ba"))));
    }
}
