//! The whole server over real sockets: one test program, one module per subject.

#![expect(clippy::unwrap_used, reason = "a test that cannot go on should stop where it is")]

mod hall {
    pub(crate) mod client;
    pub(crate) mod harness;
    pub(crate) mod program;

    mod bad_input;
    mod ballots;
    mod cards;
    mod channels;
    mod clock;
    mod connections;
    mod contacts;
    mod crowd;
    mod crush;
    mod faults;
    mod files;
    mod flood;
    mod floor;
    mod forms;
    mod golden;
    mod history;
    mod import;
    mod journal;
    mod keys;
    mod line;
    mod line_faults;
    mod links;
    mod old_folder;
    mod outage;
    mod plain_pages;
    mod power_cut;
    mod programmes;
    #[cfg(target_os = "linux")]
    mod real_clock;
    mod records;
    mod refusing_disk;
    mod results;
    mod sealing;
    mod secrecy;
    mod wire;
    mod wrong_clock;
}
