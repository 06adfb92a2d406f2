//! The browser's half of the consoles: takes over the page the server rendered, nothing else.
