//! Golden journals: every version of the program opens what any earlier one wrote.

use std::path::Path;

use meeting::{Meeting, Moment, Recorded, programme};
use server::journal::{Batch, Journal};
use tempfile::TempDir;

#[tokio::test(flavor = "multi_thread")]
async fn every_golden_journal_opens_in_the_store_and_exports_whole() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("../app/meeting/tests/golden");
    for id in programme::ids().chain(["long-floor"]) {
        let file = folder.join(format!("{id}.json"));
        let golden =
            std::fs::read_to_string(&file).unwrap_or_else(|fault| panic!("{}: {fault}", file.display()));
        let events: Vec<Recorded> = serde_json::from_str(&golden).unwrap();
        let data = TempDir::new().unwrap();
        let journal = Journal::open(data.path()).await.unwrap();
        let batch = Batch { events: events.clone(), ..Batch::default() };
        let row = journal.create_meeting("12345", Moment(1), &batch).await.unwrap().unwrap();
        assert_eq!(journal.load(row).await.unwrap().meeting, Meeting::rebuilt(&events));
        journal.close().await;
        let exported = server::export::export(data.path(), "12345").await.unwrap();
        assert_eq!(exported["events"], serde_json::to_value(&events).unwrap());
        assert_eq!(exported["meeting"]["agenda"]["phase"], "closed", "{id}");
    }
}
