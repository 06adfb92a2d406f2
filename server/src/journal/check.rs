//! Checks that the folder holds what was written to it: at every start, and by `hoitruong check`.

use std::collections::BTreeMap;
use std::path::Path;

use meeting::chain::{self, Content, Follower};
use meeting::{Meeting, poll};

use super::folder::{State, blocking};
use super::{FILE, Journal, JournalError, MeetingRow};

/// Checks, before the database is opened, that it is there.
///
/// # Errors
/// `Missing`, with what is, in a folder that held more.
pub(super) fn database_is_there(folder: &Path) -> Result<(), JournalError> {
    let size = |name: &str| std::fs::metadata(folder.join(name)).map(|file| file.len()).ok();
    let missing = |what: String| Err(JournalError::Missing { what });
    match size(FILE) {
        None => missing(format!("thư mục này từng có dữ liệu nhưng tệp {FILE} không còn")),
        Some(0) => missing(format!("tệp {FILE} rỗng, trong khi thư mục này từng có dữ liệu")),
        Some(_) => Ok(()),
    }
}

/// Number of events whose links are followed at a time.
const AT_A_TIME: u32 = 1_000;

/// A meeting's row, the number of its events, and their first and last positions.
type Counted = (i64, String, i64, Option<i64>, Option<i64>);

/// Something that is not as it was written.
#[derive(Debug)]
pub struct Finding {
    /// The code of the meeting it is about; the whole folder if there is none.
    pub code: Option<String>,
    /// What it is, and what to do.
    pub fault: JournalError,
}

impl Journal {
    /// Checks the database as a whole and each meeting, quickly: what every start can afford.
    ///
    /// # Errors
    /// `Damaged` or `Missing`, with what is and of which meeting; or the disk does not give what is asked for.
    pub(super) async fn check(&self, known: Option<&State>) -> Result<(), JournalError> {
        let findings = self.findings(known).await?;
        let tolerated = |finding: &Finding| match (&finding.code, &finding.fault) {
            (Some(code), _) if self.leave_out.contains(code) => true,
            (_, JournalError::Missing { .. }) => self.accept_loss,
            _ => false,
        };
        match findings.into_iter().find(|finding| !tolerated(finding)) {
            Some(finding) => Err(finding.fault),
            None => Ok(()),
        }
    }

    /// Reads everything in the folder, and lists what is not as it was written.
    ///
    /// # Errors
    /// If the disk does not give what is asked for.
    pub async fn inspect(&self) -> Result<Vec<Finding>, JournalError> {
        let mut findings = self.findings(self.folder.known().as_ref()).await?;
        if !self.is_chained().await? {
            // Of an older version, and not brought to this one because of what was found.
            return Ok(findings);
        }
        for row in self.meetings().await? {
            findings.extend(self.inspect_meeting(&row).await?);
        }
        Ok(findings)
    }

    async fn inspect_meeting(&self, row: &MeetingRow) -> Result<Vec<Finding>, JournalError> {
        let mut findings = Vec::new();
        let mut found = |fault| findings.push(Finding { code: Some(row.code.clone()), fault });
        let damaged =
            |what: String| JournalError::Damaged { what: format!("hội nghị {}: {what}", row.code) };
        match self.events(row.id, 0, u32::MAX).await {
            Ok(events) => {
                let meeting = Meeting::rebuilt(&events);
                if self.load(row.id).await?.meeting != meeting {
                    found(damaged("bản chụp không khớp với nhật ký".to_owned()));
                }
                for poll in meeting.polls.all.iter().filter(|poll| poll.state == poll::State::Sealed) {
                    if let Err(fault) = self.sealed_ballot_box(row.id, poll.id).await {
                        found(fault);
                    }
                }
            }
            Err(fault @ JournalError::Unreadable { .. }) => found(fault),
            Err(fault) => return Err(fault),
        }
        let query = "SELECT digest FROM attachments WHERE meeting = ?1 ORDER BY digest";
        for (digest,) in self.all::<(String,)>(sqlx::query_as(query).bind(row.id)).await? {
            let (files, named) = (self.files.clone(), digest.clone());
            if !blocking(move || files.is_whole(&named)).await? {
                found(damaged(format!(
                    "tài liệu {} không còn hoặc không đúng",
                    self.files.path(&digest).display()
                )));
            }
        }
        Ok(findings)
    }

    /// Lists what is not as it was written, by what every start can afford to look at.
    pub(super) async fn findings(&self, known: Option<&State>) -> Result<Vec<Finding>, JournalError> {
        let mut findings = Vec::new();
        let faults = self.all::<(String,)>(sqlx::query_as("PRAGMA quick_check(3)")).await?;
        let faults: Vec<_> = faults.into_iter().map(|(fault,)| fault).filter(|fault| fault != "ok").collect();
        if !faults.is_empty() {
            let what = format!("tệp {FILE} ({})", faults.join("; "));
            findings.push(Finding { code: None, fault: JournalError::Damaged { what } });
            return Ok(findings);
        }
        let heads = self.heads_on_disk(&mut findings).await?;
        for (meeting, head) in known.into_iter().flat_map(|known| &known.heads) {
            let (code, found) = heads.get(meeting).cloned().unwrap_or_else(|| (meeting.to_string(), 0));
            if found < *head {
                let what = format!(
                    "nhật ký hội nghị {code} chỉ còn đến việc thứ {found}, trong khi đã từng ghi đến việc thứ {head}: \
                     tệp {FILE} là một bản cũ hơn, hoặc tệp {FILE}-wal giữ phần ghi cuối không còn"
                );
                findings.push(Finding { code: Some(code), fault: JournalError::Missing { what } });
            }
        }
        if self.is_chained().await? {
            for (meeting, (code, _)) in heads {
                let is_known = |finding: &Finding| finding.code.as_ref() == Some(&code);
                if !findings.iter().any(is_known)
                    && let Some(position) = self.broken_link(meeting).await?
                {
                    let what = format!("sự kiện {position} không còn đúng như khi được ghi");
                    findings.push(of_meeting(&code, &what));
                }
            }
        }
        Ok(findings)
    }

    /// The position at which the chain of a meeting's events is broken, if it is.
    async fn broken_link(&self, meeting: i64) -> Result<Option<u64>, JournalError> {
        let mut follower = Follower::new();
        let mut since = 0;
        loop {
            let query = sqlx::query_as::<_, (i64, Vec<u8>, String, Vec<u8>)>(
                "SELECT position, salt, body, link FROM events \
                 WHERE meeting = ?1 AND position > ?2 ORDER BY position LIMIT ?3",
            );
            let events = self.all(query.bind(meeting).bind(since).bind(AT_A_TIME)).await?;
            let Some((last, ..)) = events.last() else { return Ok(None) };
            since = *last;
            for (position, salt, body, link) in events {
                let mut follows = |salt: chain::Salt, link: chain::Digest| {
                    follower.next(Content::Whole { salt, body: body.as_bytes() }, &link).is_ok()
                };
                let (salt, link) = (salt.try_into().ok(), link.try_into().ok());
                if !salt.zip(link).is_some_and(|(salt, link)| follows(salt, link)) {
                    return Ok(Some(position.unsigned_abs()));
                }
            }
        }
    }

    /// Reads the position each meeting has reached, with its code; finds what is missing in between, and snapshots that
    /// know of events which are not there.
    async fn heads_on_disk(
        &self,
        findings: &mut Vec<Finding>,
    ) -> Result<BTreeMap<i64, (String, u64)>, JournalError> {
        let query = sqlx::query_as::<_, Counted>(
            "SELECT m.id, m.code, count(e.position), min(e.position), max(e.position) \
             FROM meetings AS m LEFT JOIN events AS e ON e.meeting = m.id GROUP BY m.id",
        );
        let mut found = |code: &str, what: String| findings.push(of_meeting(code, &what));
        let mut heads = BTreeMap::new();
        for (meeting, code, count, first, last) in self.all(query).await? {
            let last = last.unwrap_or(0);
            if count != last || first.unwrap_or(1) != 1 {
                found(&code, format!("nhật ký thiếu sự kiện (có {count}, sự kiện cuối mang số {last})"));
            }
            heads.insert(meeting, (code, last.unsigned_abs()));
        }
        let query = "SELECT meeting, position FROM snapshots";
        for (meeting, position) in self.all::<(i64, i64)>(sqlx::query_as(query)).await? {
            let Some((code, last)) = heads.get(&meeting) else { continue };
            if position.unsigned_abs() > *last {
                found(code, format!("bản chụp đã đến sự kiện {position} mà nhật ký chỉ còn đến {last}"));
            }
        }
        Ok(heads)
    }

    /// Removes meetings that were being created when an older version was cut off: rows without an event.
    pub(super) async fn forget_unmade(&self) -> Result<(), JournalError> {
        let unmade = "SELECT id FROM meetings WHERE NOT EXISTS (SELECT 1 FROM events WHERE meeting = id)";
        let unmade = self.all::<(i64,)>(sqlx::query_as(unmade)).await?;
        if unmade.is_empty() {
            return Ok(());
        }
        let mut work = self.database.begin().await?;
        for (meeting,) in unmade {
            for table in ["keys", "attachments", "commands", "snapshots", "contacts"] {
                work.run(format!("DELETE FROM {table} WHERE meeting = {meeting}")).await?;
            }
            work.run(format!("DELETE FROM meetings WHERE id = {meeting}")).await?;
        }
        work.commit().await
    }
}

fn of_meeting(code: &str, what: &str) -> Finding {
    let what = format!("hội nghị {code}: {what}. Để mở các hội nghị khác, dùng --leave-out {code}");
    Finding { code: Some(code.to_owned()), fault: JournalError::Damaged { what } }
}
