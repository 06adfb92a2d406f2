//! What staff are told of the laptop, in English.

use meeting::Moment;
use meeting::laptop::{ClockDoubt, Disk, Trouble};

use super::common::COMMON;

/// Says what is wrong with the disk, what is stored, and what to do; `None` if nothing is wrong.
pub(in crate::text) fn disk(disk: Disk) -> Option<String> {
    match disk {
        Disk::Fine => None,
        Disk::Low { megabytes } => Some(format!(
            "Only {megabytes} MB are free on the laptop's disk. Everything is still being written; please delete \
             files that are not needed before the disk is full."
        )),
        Disk::Failing { trouble } => Some(format!(
            "{} What was just done could not be written and has no effect; all that was written before is kept. {} \
             As soon as writing works again the program goes on by itself; it need not be started again.",
            cause(trouble),
            remedy(trouble)
        )),
    }
}

fn cause(trouble: Trouble) -> &'static str {
    match trouble {
        Trouble::Full => "The laptop's disk is full.",
        Trouble::Locked => "Another program holds the hall's data file.",
        Trouble::ReadOnly => "The data folder takes no writing.",
        Trouble::Missing => {
            "The data folder is not there any more: a disk was pulled out or the folder was moved."
        }
        Trouble::Broken => "The laptop's disk reports errors.",
        Trouble::Damaged => "The data file on the disk is damaged.",
    }
}

fn remedy(trouble: Trouble) -> &'static str {
    match trouble {
        Trouble::Full => "Please delete files that are not needed.",
        Trouble::Locked => "Please close the program (backup, virus scan, database viewer) that has it open.",
        Trouble::ReadOnly => "Please allow writing to the folder, or move the disk's write-protect switch.",
        Trouble::Missing => "Please plug the disk in again or put the folder back.",
        Trouble::Broken => "Please check the cable and the disk; if it goes on, continue on paper.",
        Trouble::Damaged => "Please continue on paper and tell whoever looks after the laptop.",
    }
}

/// Says what the clocks show and what is stored, and asks what the time is.
pub(in crate::text) fn clock(doubt: &ClockDoubt, now: Moment) -> String {
    let at = |moment: Moment| format!("{}, {}", (COMMON.time)(moment), (COMMON.date)(moment));
    let laptop = now.plus_ms(doubt.ahead_ms);
    let shown = if doubt.differs() {
        format!("The laptop’s clock shows {}; the program goes by {}.", at(laptop), at(now))
    } else {
        format!("The laptop’s clock shows {}.", at(laptop))
    };
    let later = doubt.later.map(|later| format!(" Something in the laptop was written at {}.", at(later)));
    format!(
        "{shown}{} What time is it? Speaking times and the closing of polls are counted rightly all the same; with the \
         answer, the times of what was recorded are put right.",
        later.unwrap_or_default()
    )
}
