//! The rules as tables: given what happened, when someone sends a command, then this happens or it is
//! refused for that reason. One module per subject; [`rules::table`] is how they are written.

#![allow(clippy::unwrap_used, reason = "a test that cannot go on has failed")]

mod rules {
    mod table;

    mod agenda;
    mod attendance;
    mod cards;
    mod channels;
    mod clock;
    mod contacts;
    mod crowd;
    mod details;
    mod floor;
    mod input;
    mod minutes;
    mod namesakes;
    mod opinions;
    mod parts;
    mod permissions;
    mod poll;
    mod programmes;
    mod projector;
    mod proposals;
    mod screen;
    mod speakers;
    mod states;
    mod undo;
    mod written;
}
